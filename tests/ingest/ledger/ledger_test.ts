/** Tests of customers made of small ledgers: what each measure is, what is left out, what is refused. Runs in Deno. */

import assert from "node:assert/strict";
import * as XLSX from "xlsx";
import { DataError } from "../../../pipeline/base/errors.ts";
import { missingCode } from "../../../pipeline/survey/missing.ts";
import { NAMED, numbersOf, readLedger } from "../../support/ledger_reading.ts";
import { columnOf } from "../../support/survey_text.ts";
import { cellTexts, missingCodes, readBytes } from "../support.ts";

const SHOP = [
  "ann,2024-01-01,10.10",
  "ann,2024-01-11,20.20",
  "ann,2024-01-11,0.05",
  "ann,2024-01-31,-5",
  "ann,2024-02-10,4.65",
  "bob,2024-02-09,7",
  "cleo,2024-02-01,3",
  "cleo,2024-02-05,3",
];

Deno.test("measures of customers are by their formulas", async () => {
  const { survey } = await readLedger(SHOP);
  assert.deepEqual(cellTexts(survey.columns[0]), ["ann", "bob", "cleo"]);
  assert.deepEqual(numbersOf(survey, "recency"), [0, 1, 5]);
  assert.deepEqual(numbersOf(survey, "frequency"), [3, 1, 2]);
  assert.deepEqual(numbersOf(survey, "tenure"), [40, 1, 9]);
  assert.deepEqual(numbersOf(survey, "monetary"), [30, 7, 6]);
  assert.deepEqual(numbersOf(survey, "mean_purchase"), [10, 7, 3]);
  assert.deepEqual(numbersOf(survey, "returns"), [1, 0, 0]);
  // Ann's days of purchase are 10 and 30 days apart: standard deviation 14.142 by mean 20.
  assert.deepEqual(numbersOf(survey, "days_between"), [20, NaN, 4]);
  assert.deepEqual(numbersOf(survey, "irregularity"), [0.7071, NaN, NaN]);
});

Deno.test("columns speak to people, are numbers for sure, and gaps are said not to apply", async () => {
  const { survey } = await readLedger(SHOP);
  assert.deepEqual(survey.columns.map(({ label }) => label), [
    "who",
    "Days since the last purchase",
    "Number of purchases",
    "Days since the first purchase",
    "Days between purchases (median)",
    "Irregularity of purchases (variation of the days between them)",
    "Amount spent (returns subtracted)",
    "Amount per purchase (returns subtracted)",
    "Number of returns",
  ]);
  assert.deepEqual(
    survey.columns.map(({ kind }) => kind),
    ["id", ...Array<string>(8).fill("numeric")],
  );
  assert.ok(survey.columns.every(({ confidence }) => confidence === 1));
  assert.ok(survey.columns.every(({ reason }) => reason === "made of the ledger's lines"));
  const none = missingCode("not_applicable");
  assert.deepEqual(missingCodes(columnOf(survey, "irregularity")), [0, none, none]);
});

Deno.test("a column's kind can still be set, by the name it has among customers", async () => {
  const { survey } = await readLedger(SHOP, { columns: { frequency: "ordinal" } });
  assert.equal(columnOf(survey, "frequency").kind, "ordinal");
});

Deno.test("money is added exactly, whatever the order of the lines", async () => {
  const lines = ["a,2024-01-01,0.1", "a,2024-01-02,0.2", "a,2024-01-03,1e3", "a,2024-01-04,.0001"];
  for (const order of [lines, lines.toReversed()]) {
    const { survey } = await readLedger([...order, "b,2024-01-01,1"]);
    assert.equal(cellTexts(columnOf(survey, "monetary"))[0], "1000.3001");
  }
});

Deno.test("amounts with more than four decimals are rounded, and that is told", async () => {
  const { survey, warnings } = await readLedger([
    "a,2024-01-01,7.6499999999999995",
    "b,2024-01-01,0.00005",
    "b,2024-01-02,1.00",
  ]);
  assert.deepEqual(numbersOf(survey, "monetary"), [7.65, 1.0001]);
  assert.ok(warnings.some((text) => text.includes("2 lines were rounded to 4 decimals")));
});

Deno.test("amounts carry their currency, thousands and decimal commas", async () => {
  const { survey } = await readLedger(
    ['a;2024-01-01;"1.234,50 €"', 'a;2024-01-02;"-34,50 €"', 'b;2024-01-02;"2,25 €"'],
    { header: "who;day;paid" },
  );
  assert.equal(survey.report.decimal, ",");
  assert.deepEqual(numbersOf(survey, "monetary"), [1200, 2.25]);
  assert.equal(columnOf(survey, "monetary").label, "Amount spent (€, returns subtracted)");
});

Deno.test("lines of one moment are one purchase, and orders where they have numbers", async () => {
  const lines = [
    "a,2024-01-01 10:00,1,X1",
    "a,2024-01-01 10:00,1,X2",
    "a,2024-01-01 12:00,1,X2",
    "a,2024-01-03 09:00,1,",
    "a,2024-01-03 09:00,1,",
    "b,2024-01-01 10:00,1,X1",
  ];
  const header = "who,day,paid,bill";
  const byMoment = await readLedger(lines, { header });
  assert.deepEqual(numbersOf(byMoment.survey, "frequency"), [3, 1]);
  const byOrder = await readLedger(lines, { header, ledger: { ...NAMED, order: "bill" } });
  // X1, X2, and the lines without a number; Bob's X1 is another order.
  assert.deepEqual(numbersOf(byOrder.survey, "frequency"), [3, 1]);
  const moved = await readLedger(["a,2024-01-01 15:00,2,X2", ...lines], {
    header,
    ledger: { ...NAMED, order: "bill" },
  });
  assert.deepEqual(numbersOf(moved.survey, "frequency"), [3, 1]);
  assert.deepEqual(numbersOf(moved.survey, "days_between"), [2, NaN]);
});

Deno.test("until sets the last day: what is later is left out, what is earlier waits longer", async () => {
  const { survey, warnings } = await readLedger(SHOP, {
    ledger: { ...NAMED, until: "2024-02-08" },
  });
  assert.deepEqual(cellTexts(survey.columns[0]), ["ann", "cleo"]);
  assert.deepEqual(numbersOf(survey, "recency"), [28, 3]);
  assert.equal(survey.report.ledger?.leftOut.afterUntil, 2);
  assert.ok(warnings.some((text) => text.includes("later than 2024-02-08")));
  const later = await readLedger(SHOP, { ledger: { ...NAMED, until: "2024-03-10" } });
  assert.deepEqual(numbersOf(later.survey, "recency"), [29, 30, 34]);
});

Deno.test("lines of nobody, without a date or an amount are left out and counted", async () => {
  const { survey, warnings } = await readLedger([
    ...SHOP,
    ",2024-02-01,5",
    "NA,2024-02-01,5",
    "dan,,5",
    "dan,yesterday,5",
    "dan,2024-02-30,5",
    "dan,2024-02-01,",
    "eve,2024-02-01,-5",
    "eve,2024-02-01,0",
  ]);
  assert.deepEqual(cellTexts(survey.columns[0]), ["ann", "bob", "cleo"]);
  const { ledger } = survey.report;
  assert.deepEqual(ledger?.leftOut, {
    withoutCustomer: 2,
    withoutDate: 1,
    unreadDate: 2,
    afterUntil: 0,
    withoutAmount: 1,
  });
  assert.equal(ledger?.withoutPurchase, 1);
  assert.deepEqual(ledger?.notes, warnings);
  assert.deepEqual(warnings, [
    "The ledger's 10 lines from 2024-01-01 to 2024-02-10 became 3 customers with 6 purchases: the lines " +
    "of a customer at one moment are one purchase.",
    "6 of the ledger's 16 lines were left out: 2 name no customer, 1 has no date, 2 have a date that " +
    "cannot be read and 1 has no amount.",
    'Dates that could not be read, such as "yesterday" in row 13 and "2024-02-30" in row 14; the others ' +
    "are yyyy-mm-dd.",
    "2 lines of a negative amount are returns: subtracted from what was spent, counted, and no purchases.",
    "1 customer was left out who bought nothing in the ledger (returns or amounts of 0 only).",
  ]);
});

Deno.test("a column that is not there is refused with those that are", async () => {
  await assert.rejects(
    () => readLedger(SHOP, { ledger: { ...NAMED, customer: "whom" } }),
    new DataError(
      'Cannot read "survey.csv": ingest.ledger.customer must name a column of the file, but names ' +
        '"whom". Did you mean "who"? Its columns are "who", "day" and "paid".',
    ),
  );
  await assert.rejects(
    () => readLedger(SHOP, { ledger: { ...NAMED, product: "paid" } }),
    /must name a column once, but amount and product are both "paid"/,
  );
});

Deno.test("an amount that is no number is refused with its line", async () => {
  await assert.rejects(
    () => readLedger([...SHOP, "ann,2024-01-05,ten"]),
    /^DataError: Cannot read "survey\.csv" row 10 column "paid": amounts of a ledger must be numbers, but this line has "ten"\./,
  );
  await assert.rejects(
    () => readLedger([...SHOP, "ann,2024-01-05,5k"]),
    /row 10 column "paid": amounts of a ledger must be numbers, but this line has "5k"/,
  );
  // Of lines that do not count nobody needs it.
  const { survey } = await readLedger([...SHOP, ",2024-01-05,ten"]);
  assert.equal(survey.rows, 3);
});

Deno.test("amounts of two currencies, and ledgers without purchases or dates, are refused", async () => {
  await assert.rejects(
    () => readLedger(["a,2024-01-01,€5", "a,2024-01-02,6", "b,2024-01-02,$5"]),
    /row 4 column "paid": amounts of a ledger must be of one unit to be added, but this line is in "\$" and others before it in "€"/,
  );
  await assert.rejects(() => readLedger(["a,2024-01-01,-5"]), /must hold purchases/);
  await assert.rejects(() => readLedger(["a,soon,5"]), /column "day": a ledger must have dates/);
  await assert.rejects(
    () => readLedger(["a,2024-01-01,9e15", "a,2024-01-02,9e15"]),
    /must add up to at most 9007199254740991 of their smallest unit/,
  );
});

Deno.test("customers stand in the order of their numbers, or of their names", async () => {
  const line = (who: string) => `${who},2024-01-01,1`;
  const numbers = await readLedger(["10", "9", "007", "7"].map(line));
  assert.deepEqual(cellTexts(numbers.survey.columns[0]), ["007", "7", "9", "10"]);
  const names = await readLedger(["10", "b9", "B9"].map(line));
  assert.deepEqual(cellTexts(names.survey.columns[0]), ["10", "B9", "b9"]);
});

Deno.test("codes for nobody are those of ingest.missing_codes, which customers no longer have", async () => {
  const { survey, warnings } = await readLedger([...SHOP, "guest,2024-02-01,500"], {
    missing_codes: { who: ["guest"] },
  });
  assert.equal(survey.rows, 3);
  assert.ok(warnings.every((text) => !text.includes("missing_codes")));
});

Deno.test("a workbook's dates and numbers are read as a text file's", async () => {
  const rows = SHOP.map((line) => line.split(","));
  const sheet = XLSX.utils.aoa_to_sheet([
    ["Shop ledger"],
    [],
    ["who", "day", "paid", "till"],
    ...rows.map(([who, , paid]) => [who, null, Number(paid), "north"]),
  ]);
  rows.forEach(([, day], i) => {
    const serial = 25_569 + Date.parse(day) / 86_400_000;
    sheet[`B${i + 4}`] = { t: "n", v: serial, z: "dd/mm/yyyy" };
  });
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, "Lines");
  const bytes = new Uint8Array(XLSX.write(book, { type: "array", bookType: "xlsx" }));
  const { survey } = await readBytes(bytes, { ledger: NAMED });
  const { survey: fromText } = await readLedger(SHOP);
  assert.deepEqual(survey.columns, fromText.columns);
  assert.equal(survey.report.headerRow, 3);
});
