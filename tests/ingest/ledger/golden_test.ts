/** Tests that customers made of a ledger are those of pandas. Runs in Deno. */

import assert from "node:assert/strict";
import golden from "../../golden/ledger_python.json" with { type: "json" };
import { parseParams } from "../../../pipeline/plan/parse_params.ts";
import { ingest } from "../../../pipeline/ingest/mod.ts";
import { createRng } from "../../../pipeline/base/rng.ts";
import type { Survey } from "../../../pipeline/survey/survey.ts";
import { assertClose } from "../../support/golden.ts";
import { LEDGER_COLUMNS, ledgerText } from "../../support/ledger.ts";
import { numbersOf } from "../../support/ledger_reading.ts";
import { bytesOf } from "../../support/survey_text.ts";
import { cellTexts } from "../support.ts";

const TEXT = ledgerText({ lines: 20_000, customers: 800, seed: 19 });
const CENT = 1e-9;
const TOLERANCES: Readonly<Record<string, number>> = {
  recency: 0,
  frequency: 0,
  tenure: 0,
  returns: 0,
  days_between: 0,
  // Both hold the double that is nearest to the cents.
  monetary: CENT,
  // Both are rounded to four decimals.
  mean_purchase: 1e-4 + CENT,
  irregularity: 1e-4 + CENT,
};
/** Shares are written in two decimals, pandas's in four. */
const SHARES = 0.5e-2 + 0.5e-4 + CENT;

function read(text: string): Promise<Survey> {
  return ingest(bytesOf(text), "ledger.csv", parseParams({ ingest: { ledger: LEDGER_COLUMNS } }));
}

Deno.test("recency, frequency, amounts, regularity, returns and shares are pandas's, to the cent", async () => {
  const survey = await read(TEXT);
  const { versions: _versions, customer, ...columns } = golden;
  assert.deepEqual(cellTexts(survey.columns[0]), customer.map(String));
  assert.deepEqual(
    survey.columns.slice(1).map(({ name }) => name).sort(),
    Object.keys(columns).sort(),
  );
  for (const [name, expected] of Object.entries(columns)) {
    const ours = numbersOf(survey, name);
    const known = expected.map((value) => value !== null);
    assert.deepEqual(ours.map((value) => !Number.isNaN(value)), known, `${name}: who has one`);
    assertClose(
      ours.filter((_, i) => known[i]),
      expected.map(Number).filter((_, i) => known[i]),
      TOLERANCES[name] ?? SHARES,
    );
  }
});

Deno.test("the order of a ledger's lines changes no bit of its customers", async () => {
  const [header, ...lines] = TEXT.trimEnd().split("\n");
  const rng = createRng(5);
  for (let i = lines.length - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    [lines[i], lines[j]] = [lines[j], lines[i]];
  }
  assert.deepEqual(await read([header, ...lines].join("\n")), await read(TEXT));
});

Deno.test("what a ledger was made of adds up in its report", async () => {
  const { ledger } = (await read(TEXT)).report;
  assert.ok(ledger !== undefined);
  const left = Object.values(ledger.leftOut).reduce((sum, count) => sum + count, 0);
  assert.equal(ledger.counted + left, ledger.lines);
  assert.equal(ledger.lines, 20_000);
  assert.equal(ledger.customers, golden.customer.length);
  assert.equal(ledger.purchases, golden.frequency.reduce((sum, count) => sum + count, 0));
  assert.ok(ledger.leftOut.withoutCustomer > 1_000 && ledger.returns > 100);
  assert.equal(ledger.categories.length, 8);
});
