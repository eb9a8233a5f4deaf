/** Tests of the shares of categories in what customers spent. Runs in Deno. */

import assert from "node:assert/strict";
import type { ReadResult } from "../support.ts";
import { NAMED, numbersOf, readLedger } from "../../support/ledger_reading.ts";

const PRODUCT = { header: "who,day,paid,what", ledger: { ...NAMED, product: "what" } };

function read(bought: readonly (readonly [who: string, paid: number, what: string])[]): Promise<
  ReadResult
> {
  return readLedger(
    bought.map(([who, paid, what]) => `${who},2024-01-01,${paid},${what}`),
    PRODUCT,
  );
}

function shares({ survey }: ReadResult): string[] {
  return survey.columns.map(({ name }) => name).filter((name) => name.startsWith("share"));
}

Deno.test("shares are of what was bought, before returns, and add up to 100 %", async () => {
  const found = await read([
    ["a", 30, "tea"],
    ["a", 10, "jam"],
    ["a", -30, "tea"],
    ["b", 5, "jam"],
    ["b", 5, "jam"],
  ]);
  assert.deepEqual(shares(found), ["share_jam", "share_tea"]);
  assert.deepEqual(numbersOf(found.survey, "share_tea"), [75, 0]);
  assert.deepEqual(numbersOf(found.survey, "share_jam"), [25, 100]);
  assert.equal(found.survey.columns.at(-1)?.label, "% of amount spent on tea");
  assert.deepEqual(found.survey.report.derived, []);
});

Deno.test("beyond nine categories the eight bought most often have a share, ties by their names", async () => {
  const bought = Array.from({ length: 12 }, (_, i) => ["a", 1, `c${10 + i}`] as const);
  const found = await read([...bought.toReversed(), ["a", 1, "c21"], ["b", 1, ""]]);
  assert.deepEqual(shares(found), [
    "share_c21",
    ...["c10", "c11", "c12", "c13", "c14", "c15", "c16"].map((name) => `share_${name}`),
    "share_of_the_rest",
  ]);
  assert.deepEqual(numbersOf(found.survey, "share_of_the_rest"), [30.77, 100]);
  assert.ok(
    found.warnings.includes(
      'What customers spent is divided by "what" into 8 categories and the rest (4 more and 1 line ' +
        "that names none).",
    ),
  );
  assert.deepEqual(shares(await read(bought.slice(0, 9))).length, 9);
});

Deno.test("products of too many names, or of one, are no categories, and that is told", async () => {
  const many = await read(Array.from({ length: 51 }, (_, i) => ["a", 1, `p${i}`] as const));
  assert.deepEqual(shares(many), []);
  assert.ok(
    many.warnings.includes(
      'No shares by "what" were made: it has 51 and categories are at most 50.',
    ),
  );
  const one = await read([["a", 1, "tea"], ["b", 1, "tea"]]);
  assert.deepEqual(shares(one), []);
  assert.ok(one.warnings.some((text) => text.includes("it has fewer than two")));
});
