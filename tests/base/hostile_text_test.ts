/** Tests that patterns, filters and YAML of any size are read or refused at once. Runs in Deno. */

import assert from "node:assert/strict";
import { nameMatcher } from "../../pipeline/base/globs.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { readYaml, YamlError } from "../../pipeline/base/yaml.ts";
import { ParamsError } from "../../pipeline/base/errors.ts";
import { evaluateFilter } from "../../pipeline/clean/filter.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { surveyOf } from "../support/survey_text.ts";

/** What once took minutes takes milliseconds. */
const MOST_MS = 2_000;

async function quickly<T>(work: () => T | Promise<T>): Promise<T> {
  const from = performance.now();
  const result = await work();
  const took = performance.now() - from;
  assert.ok(took < MOST_MS, `took ${took} ms`);
  return result;
}

Deno.test("a glob matches what a regular expression of the same meaning matches", () => {
  const rng = createRng(5);
  const random = () => rng.uniform();
  const text = (letters: string, most: number) =>
    Array.from(
      { length: Math.floor(random() * most) },
      () => letters[Math.floor(random() * letters.length)],
    ).join("");
  for (let i = 0; i < 20_000; i++) {
    const glob = text("ab*?.", 7), name = text("ab.", 8);
    const source = glob.replaceAll(".", "\\.").replaceAll("*", ".*").replaceAll("?", ".");
    const expected = new RegExp(`^${source}$`, "s").test(name);
    assert.equal(nameMatcher([glob])(name), expected, `${glob} ${name}`);
  }
});

Deno.test("a glob of many stars is matched at once", async () => {
  const name = "a".repeat(10_000);
  assert.equal(await quickly(() => nameMatcher([`${"*a".repeat(100)}*b`])(name)), false);
  assert.equal(await quickly(() => nameMatcher([`${"*a".repeat(100)}*`])(name)), true);
});

Deno.test("a long number before letters is no number, found at once", async () => {
  const cell = `${"1".repeat(100_000)}x`;
  const csv = `id,q1,b\n1,${cell},2\n2,${cell}y,1\n3,x,4\n`;
  const survey = await quickly(() => surveyOf(csv));
  assert.equal(survey.columns[1].texts.includes(cell), true);
});

Deno.test("filters of ten thousand conditions are read, too deep or too long ones refused", async (t) => {
  const survey = await surveyOf("id,age\n1,20\n2,30\n3,40\n");
  const kept = (filter: string) => [...evaluateFilter(filter, survey)].join("");
  await t.step("many conditions", async () => {
    const terms = Array.from({ length: 9_000 }, (_, i) => `age = ${i}`).join(" or ");
    assert.equal(await quickly(() => kept(terms)), "111");
    assert.equal(kept(Array.from({ length: 5_000 }, () => "age > 25").join(" and ")), "011");
  });
  await t.step("within each other", () => {
    assert.equal(kept(`${"(".repeat(200)}age > 25${")".repeat(200)}`), "011");
    assert.equal(kept(`${"not ".repeat(200)}age > 25`), "011");
  });
  const refused: readonly [title: string, filter: string, message: RegExp][] = [
    [
      "9,000 parentheses",
      `${"(".repeat(9_000)}age > 25${")".repeat(9_000)}`,
      /at most 200 \( or not/,
    ],
    ["201 times not", `${"not ".repeat(201)}age > 25`, /at most 200 \( or not/],
    ["1,000,001 letters", `age > ${"1".repeat(999_995)}`, /at most 1,000,000 letters .* 1,000,001/],
    ["80,000 digits and a letter", `age > ${"1".repeat(80_000)}x`, /is not understood/],
  ];
  for (const [title, filter, message] of refused) {
    await t.step(title, async () => {
      await quickly(() =>
        assert.throws(() => parseParams({ cleaning: { filter } }), (error: Error) => {
          assert.ok(error instanceof ParamsError, error.name);
          assert.match(error.message, message);
          return true;
        })
      );
    });
  }
});

Deno.test("YAML that holds itself, or grows by aliases or depth, is refused in words", async () => {
  const bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"];
  for (let i = 1; i < 9; i++) {
    const [before, own] = ["abcdefghi"[i - 1], "abcdefghi"[i]];
    bomb.push(`${own}: &${own} [${Array.from({ length: 9 }, () => `*${before}`).join(", ")}]`);
  }
  const cases: readonly [yaml: string, message: RegExp][] = [
    ["cleaning: &a\n  filter: *a", /an alias that stands within what it names/],
    ["a: &a [1, [2, *a]]", /an alias that stands within what it names/],
    [bomb.join("\n"), /more than 100 things by alias/],
    [`${"[".repeat(20_000)}${"]".repeat(20_000)}`, /too deep/],
    [`${"- ".repeat(20_000)}x`, /too deep/],
  ];
  for (const [yaml, message] of cases) {
    await quickly(() => assert.throws(() => readYaml(yaml), YamlError, yaml.slice(0, 30)));
    assert.throws(() => parseParams(yaml), { name: "ParamsError", message });
  }
  assert.deepEqual(readYaml("a: &a [1]\nb: *a\nc: [*a, *a]"), { a: [1], b: [1], c: [[1], [1]] });
});
