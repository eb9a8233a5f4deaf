/** Tests of numbers that carry their unit. Runs in Deno. */

import assert from "node:assert/strict";
import { readAmounts } from "../../../pipeline/ingest/cells/amounts.ts";
import { columnText, readText } from "../support.ts";

const dozen = (write: (i: number) => string) => Array.from({ length: 24 }, (_, i) => write(i + 1));

Deno.test("readAmounts() leaves out one unit before or behind all numbers", async (t) => {
  const cases: [
    name: string,
    texts: string[],
    decimal: "." | ",",
    values: number[],
    unit: string,
  ][] = [
    ["dollars", ["$13,289", "$900", "-$5"], ".", [13289, 900, -5], "$"],
    ["euros behind", ["12,50 €", "1 200,00 €", "−3 €"], ",", [12.5, 1200, -3], "€"],
    ["a code of a currency", ["EUR 12", "EUR 15"], ".", [12, 15], "EUR"],
    ["one and many", ["1 year", "12 years"], ".", [1, 12], "year"],
    ["short and long", ["5 min", "30 minutes", "7 Min."], ".", [5, 30, 7], "min"],
    ["one that names it", ["34", "12 years", "51"], ".", [34, 12, 51], "years"],
    ["dollars by the thousand", ["$20.5k", "$9k"], ".", [20.5, 9], "$k"],
    ["per cent", ["5 %", "12%"], ".", [5, 12], "%"],
  ];
  for (const [name, texts, decimal, values, unit] of cases) {
    await t.step(name, () => {
      const found = readAmounts(texts, { decimal, fewest: 1 });
      assert.deepEqual([[...found!.values], found!.unit], [values, unit]);
    });
  }
});

Deno.test("readAmounts() is null where a unit would change the number, or words number things", () => {
  for (
    const texts of [
      ["30 minutes", "2 hours"],
      ["$5", "5 €"],
      ["20k", "500"],
      ["12%", "0.5"],
      ["Person 1", "Person 2"],
      ["A1", "A2"],
      ["12 Main", "14 Main"],
      ["10115 Berlin", "10117 Berlin"],
      ["134B", "135B"],
      ["11th", "12th"],
      ["$20k", "$900"],
      ["18-24 years", "25-34 years"],
      ["+49 170 0096087 mobil", "12 x"],
      ["12", "13"],
      ["10 or younger", "11", "21 or older"],
    ]
  ) assert.equal(readAmounts(texts, { decimal: ".", fewest: 1 }), null, texts.join());
});

Deno.test("ingest() reads amounts as numbers from twelve different ones on", async (t) => {
  const cases: [name: string, answers: string[], kind: string][] = [
    ["spending", dozen((i) => `€${i * 17}`), "numeric"],
    ["long numbers, which are no identifiers", dozen((i) => `$${120 + i},411`), "numeric"],
    ["ages with one unit among them", dozen((i) => i === 3 ? "12 years" : `${20 + i}`), "numeric"],
    ["a non-answer among them", [...dozen((i) => `${i * 3} km`), "Don't know"], "numeric"],
    ["few are points of a scale", dozen((i) => `${i % 5 + 1} stars`), "ordinal"],
  ];
  for (const [name, answers, kind] of cases) {
    await t.step(name, async () => {
      const { survey } = await readText(columnText(answers));
      assert.equal(survey.columns[0].kind, kind);
    });
  }
  await t.step("said in the reason", async () => {
    const { survey } = await readText(columnText(dozen((i) => `${i * 3} km`)));
    assert.equal(
      survey.columns[0].reason,
      'whole numbers 3 to 72, 24 distinct, with the unit "km"',
    );
  });
  await t.step("the comma is the decimal mark of euros alone", async () => {
    const cells = dozen((i) => `${i};${i},50 €`);
    const { survey } = await readText(["nr;spent", ...cells].join("\n"));
    assert.equal(survey.report.decimal, ",");
    assert.equal(survey.columns[1].values[0], 1.5);
  });
  await t.step("few are numbers where ingest.columns says so", async () => {
    const { survey } = await readText(columnText(dozen((i) => `${i % 5 + 1} stars`)), {
      columns: { answer: "numeric" },
    });
    assert.deepEqual([...survey.columns[0].values], [2, 3, 4, 5, 1]);
  });
});
