/** Tests of finding items that run against their battery. Runs in Deno. */

import assert from "node:assert/strict";
import { clean } from "../../pipeline/clean/mod.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { assertClose } from "../support/golden.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { csvOf, surveyOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

Deno.test("clean() names the item that runs against its battery, and no other", async () => {
  const rng = createRng(5);
  const mood = Array.from({ length: 200 }, () => 1 + rng.below(5));
  const item = (turned: boolean) =>
    mood.map((m) => Math.max(1, Math.min(5, (turned ? 6 - m : m) + rng.below(3) - 1)));
  const warnings: string[] = [];
  const read = await surveyOf(csvOf({
    q1_1: item(false),
    q1_2: item(false),
    q1_3: item(true),
    q1_4: item(false),
    q2_1: item(true),
  }));
  const context = createContext({ onWarning: (text) => warnings.push(text) });
  const { report } = await clean(read, originalParams({}), context);
  assert.deepEqual(report.reversed.map(({ name, question }) => [name, question]), [["q1_3", "q1"]]);
  assert.match(warnings.join(), /"q1_3" \(-0\.\d\d\) run against the other items/);
});

Deno.test({
  name: "clean() finds the reversed items of a real inventory (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async () => {
    // pandas 3.1.1, complete answers of each battery: x[item].corr(x.sum(axis=1) - x[item]).
    // Those that the inventory's key turns: "Make friends easily" (E4) runs against the others only as two
    // of these are worded the other way round.
    const expected: [string, number][] = [
      ["A1", -0.3114013005801621],
      ["C4", -0.2205663563380988],
      ["C5", -0.19144269153664975],
      ["E1", -0.2626920416061847],
      ["E2", -0.3548033640767622],
      ["O2", -0.10083445723918814],
      ["O5", -0.14087041171586753],
    ];
    const bytes = await Deno.readFile(sharedData("bfi.csv"));
    const read = await ingest(bytes, "bfi.csv", originalParams({}));
    const { reversed } = (await clean(read, originalParams({}))).report;
    assert.deepEqual(reversed.map(({ name }) => name), expected.map(([name]) => name));
    assertClose(reversed.map(({ correlation }) => correlation), expected.map(([, r]) => r), 1e-9);
  },
});

Deno.test({
  name: "clean() takes no ranking for a battery (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async () => {
    const file = "star_wars_538.csv";
    const params = originalParams({});
    const read = await ingest(await Deno.readFile(sharedData(file)), file, params);
    const ranked = read.questions.filter(({ kind }) => kind === "ranking");
    assert.deepEqual(ranked.map(({ columns }) => columns.length), [6]);
    assert.deepEqual((await clean(read, params)).report.reversed, []);
  },
});
