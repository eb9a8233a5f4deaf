/** Tests that regular expressions of people give what JavaScript's give, in linear time. Runs in Deno. */

import assert from "node:assert/strict";
import { readPattern } from "../../pipeline/base/pattern/pattern.ts";
import { PatternError } from "../../pipeline/base/pattern/parse.ts";
import { ParamsError } from "../../pipeline/base/errors.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { runPipeline } from "../../pipeline/mod.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { questionOf } from "../../pipeline/survey/question_of.ts";
import { withQuestions } from "../../src/components/controls/question_choice.ts";
import { readText } from "../../src/components/session/param_rules.ts";
import { randomPattern } from "../support/random_patterns.ts";
import { surveyOf } from "../support/survey_text.ts";
import "../support/with_rules.ts";

const HOSTILE = "^((a|a)*)!$";
const DEFAULT = parseParams({}).features.question_pattern;

Deno.test("a pattern captures what JavaScript's own captures", () => {
  const rng = createRng(11);
  let captured = 0;
  for (let i = 0; i < 20_000; i++) {
    const source = `${randomPattern(rng, 3)}|(never)`;
    const own = readPattern(source), other = new RegExp(source);
    for (let j = 0; j < 4; j++) {
      const name = Array.from({ length: rng.below(9) }, () => "abq1_ \n-"[rng.below(8)]).join(
        "",
      );
      const expected = other.exec(name)?.[1] ?? null;
      assert.equal(own.firstGroup(name), expected, `${source} on ${JSON.stringify(name)}`);
      captured += expected === null ? 0 : 1;
    }
  }
  assert.ok(captured > 5_000, `only ${captured} captured something`);
});

Deno.test("what people write in patterns means what it means in JavaScript", () => {
  const names = [
    "Q12_3",
    "q1_10",
    "Section A - Q7_2",
    "Straße_1",
    "F1a",
    "Rate: price [x]",
    "",
    "a b",
  ];
  const sources = [
    DEFAULT,
    "^(Rate: .)",
    "^([^\\[]+?)\\s*\\[",
    "^(?<question>[A-Z]\\d{1,3})[a-z]?$",
    "(?:Section (\\w) - )?(Q\\d+)",
    "^(.+)_\\d+$|^(.+)$",
    "\\b(\\w+)\\b",
    "([\\x41-\\u005a]+)\\.?",
    "^([^]*?)[\\-_/]",
    "(\\S+)$",
    "(})|{1|(])",
  ];
  for (const source of sources) {
    for (const name of names) {
      const expected = new RegExp(source).exec(name)?.[1] ?? null;
      assert.equal(readPattern(source).firstGroup(name), expected, `${source} on ${name}`);
    }
  }
});

Deno.test("patterns that would take for ever take the time of their letters", () => {
  const letters = "a".repeat(20_000);
  for (
    const source of [
      HOSTILE,
      "^(a+)+$",
      "^((a*)*)*b",
      "(a?){50}a{50}b",
      "^(([a-z])+.)+[A-Z]([a-z])+$",
    ]
  ) {
    const from = performance.now();
    assert.equal(readPattern(source).firstGroup(`${letters}?`), null, source);
    const took = performance.now() - from;
    assert.ok(took < 10_000, `${source} took ${took} ms`);
  }
  assert.equal(readPattern(HOSTILE).firstGroup(`${letters}!`), letters);
});

Deno.test("a pattern outside the linear part is refused in words", async (t) => {
  const cases: readonly (readonly [source: string, message: RegExp])[] = [
    ["q(", /a regular expression with one group that captures the question, but got "q\("/],
    ["q\\d", /a regular expression with one group that captures the question/],
    ["(a)\\1", /a regular expression without \\1, which could take time without end/],
    ["(?<n>a)\\k<n>", /without \\k, which could take time/],
    ["(a)(?=b)", /without \(\?= \(\?! \(\?<= or \(\?<!, which could take time/],
    ["(?<!b)(a)", /without \(\?= \(\?! \(\?<= or \(\?<!, which could take time/],
    ["(?i:a)(b)", /without flags of a group/],
    ["(\\p{L})", /without \\p, which it does not need/],
    ["((a{1,100}){1,100}){1,100}", /a shorter regular expression, or smaller numbers in \{ \}/],
    ["((?:){999}){999}", /a shorter regular expression, or smaller numbers in \{ \}/],
    ["(a{99999999999999999999})", /a shorter regular expression/],
    [`(${"a".repeat(1000)})`, /a regular expression of at most 1000 letters/],
    [`${"(".repeat(200_000)}`, /a regular expression of at most 1000 letters/],
  ];
  for (const [source, message] of cases) {
    await t.step(source.slice(0, 40), () => {
      assert.throws(
        () => parseParams({ features: { question_pattern: source } }),
        (error: Error) => error instanceof ParamsError && message.test(error.message),
      );
      const field = { path: "features.question_pattern", control: "text", takesNumber: "none" };
      assert.match((readText(field as never, source) as { rule: string }).rule, /^Needs a .*\.$/);
    });
  }
  assert.throws(() => readPattern("("), PatternError);
});

Deno.test("a run and a page look through hostile names by a hostile pattern at once", async () => {
  const names = Array.from({ length: 8 }, (_, i) => "a".repeat(60 + i));
  const rows = Array.from(
    { length: 40 },
    (_, i) => names.map((_, j) => 1 + (i * i * (j + 3) + i * j) % (j % 3 + 4)).join(","),
  );
  const bytes = new TextEncoder().encode([names.join(","), ...rows].join("\n"));
  const params = parseParams({
    features: { question_pattern: HOSTILE },
    clustering: { n_clusters: 2 },
    structure: { check: "none" },
  });
  const from = performance.now();
  const result = await runPipeline(bytes, "a.csv", params);
  assert.equal(result.survey.columns.length, 8);
  const columns = names.map((name) => ({ name, role: "removed", question: name }));
  assert.deepEqual(withQuestions(columns as never, HOSTILE), columns);
  const took = performance.now() - from;
  assert.ok(took < 10_000, `took ${took} ms`);
});

Deno.test("a name too long for a pattern is a DataError that names both", async () => {
  const pattern = "(.{1,900})_";
  const [, column] = (await surveyOf("id,rating\n1,2\n2,3\n")).columns;
  const long = { ...column, name: "q".repeat(200_000) };
  assert.throws(() => questionOf(long, pattern), {
    name: "DataError",
    message:
      /^Cannot find the question of column "q+\.\.\.: features\.question_pattern looks .* 200,000/,
  });
  assert.equal(questionOf(long, DEFAULT), long.name);
});
