/** Tests of offered missing codes as pages gather and apply them. Runs in Deno. */

import assert from "node:assert/strict";
import { runPipeline } from "../../../pipeline/run/run.ts";
import { makeView } from "../../../pipeline/view/mod.ts";
import { gatherOffers, withCodes } from "../../../src/components/columns/missing_offers.ts";
import { bytesOf, csvOf } from "../../support/survey_text.ts";
import "../../support/with_rules.ts";
import { originalParams } from "../../support/original.ts";

/** Answers 1 to 5 with codes above them in some columns. */
async function viewOf(ingest: object = {}) {
  const answers = (codes: readonly number[]) =>
    Array.from({ length: 60 }, (_, i) => i < codes.length ? codes[i] : 1 + i % 5);
  const bytes = bytesOf(csvOf({
    q1_1: answers([99, 99]),
    q1_2: answers([99]),
    q2_1: answers([98]),
    q2_2: answers([]),
    age: Array.from({ length: 60 }, (_, i) => 20 + i),
  }));
  const params = originalParams({ ingest });
  const result = await runPipeline(bytes, "codes.csv", params);
  return makeView(result, { hasPoints: true, hasIdentities: true });
}

Deno.test("gatherOffers() makes one offer of an answer, most cells first", async () => {
  const { columns } = await viewOf();
  const offers = gatherOffers(columns);
  assert.deepEqual(
    offers.map(({ text, reason, columns, count }) => ({ text, reason, columns, count })),
    [
      { text: "99", reason: "blank", columns: ["q1_1", "q1_2"], count: 3 },
      { text: "98", reason: "refused", columns: ["q2_1"], count: 1 },
    ],
  );
  assert.match(offers[0].evidence, /far above all other answers, 1 to 5/);
});

Deno.test("withCodes() names a whole question by a glob, and the engine does as it says", async () => {
  const { columns } = await viewOf();
  const [first, second] = gatherOffers(columns);
  const codes = withCodes({ age: ["0"], q2_1: ["7"] }, {
    ...{ text: first.text, meaning: "blank", names: first.columns, columns },
  });
  assert.deepEqual(codes, { age: ["0"], q2_1: ["7"], "q1_*": { "99": "blank" } });
  const both = withCodes(codes, {
    ...{ text: second.text, meaning: "answered", names: second.columns, columns },
  });
  assert.deepEqual(both.q2_1, { "7": "marked", "98": "answered" });
  const after = await viewOf({ missing_codes: both });
  assert.deepEqual(gatherOffers(after.columns), []);
  assert.deepEqual(after.columns[0].missing, [{ reason: "blank", count: 2 }]);
  assert.deepEqual(after.columns[2].missing, []);
});
