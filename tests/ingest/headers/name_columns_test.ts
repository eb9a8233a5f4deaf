/** Tests of column names and second header rows. Runs in Deno. */

import assert from "node:assert/strict";
import { nameColumns } from "../../../pipeline/ingest/headers/name_columns.ts";
import { readText } from "../support.ts";

function namesOf(...headers: string[]): readonly string[] {
  return nameColumns(headers.map((header, i) => ({ header, position: i + 1 }))).names;
}

Deno.test("nameColumns() gives every column a name of its own", async (t) => {
  const cases: [string, string[], string[]][] = [
    ["own names stay", ["a", "b"], ["a", "b"]],
    ["blanks around are no part of a name", [" a ", "\tb\n"], ["a", "b"]],
    ["case counts", ["How", "how"], ["How", "how"]],
    ["empty ones are named by place", ["a", "", " "], ["a", "column_2", "column_3"]],
    ["repeats are numbered", ["a", "a", "a"], ["a", "a_2", "a_3"]],
    ["a header keeps its name though a repeat before it would take it", ["a", "a", "a_2"], [
      "a",
      "a_3",
      "a_2",
    ]],
    ["repeats that differ in blanks", ["a", "a "], ["a", "a_2"]],
    ["a place name that is taken", ["", "column_1"], ["column_1_2", "column_1"]],
    ["names of the prototype", ["constructor", "__proto__", "constructor"], [
      "constructor",
      "__proto__",
      "constructor_2",
    ]],
  ];
  for (const [name, headers, names] of cases) {
    await t.step(name, () => assert.deepEqual(namesOf(...headers), names));
  }
});

Deno.test("nameColumns() is quick with thousands of equal headers", () => {
  const names = namesOf(...Array.from({ length: 16384 }, () => "same"));
  assert.equal(new Set(names).size, 16384);
  assert.equal(names[16383], "same_16384");
});

Deno.test("ingest() reports names it gave, with one warning for all, and keeps the label", async () => {
  const { survey, warnings } = await readText(" x ,,x\n1,2,3\n2,4,1\n");
  assert.deepEqual(survey.columns.map(({ name, label }) => [name, label]), [
    ["x", " x "],
    ["column_2", ""],
    ["x_2", "x"],
  ]);
  assert.deepEqual(survey.report.renamed, [
    { position: 2, label: "", name: "column_2" },
    { position: 3, label: "x", name: "x_2" },
  ]);
  assert.deepEqual(warnings, [
    '2 headers were empty or repeated: column 2 is now "column_2", column 3 repeats "x" and ends in _2.',
  ]);
});

Deno.test("ingest() names a row below the header that looks like a header too", async (t) => {
  const cases: [string, string, string][] = [
    [
      "words over numbers that somebody else gives, too",
      "age,income,sex\nunknown,hidden,f\n31,170,f\n44,181,m\n28,165,f\n",
      "Row 2 looks like a second header row (words in 2 of 2 columns that hold numbers below). It " +
      "was read as a respondent: if it is none, delete it from the file.",
    ],
    [
      "blank headers over words that are no options",
      "City,,,Age\nname,district,mayor,\nA,B,C,\nD,E,F,young\nG,H,I,old\n",
      "Row 2 looks like a second header row (2 of 4 headers are blank over words). It was read as a " +
      "respondent: if it is none, delete it from the file.",
    ],
    [
      "a single Response",
      "Colour?,Shape?\nResponse,\nred,round\nblue,square\n",
      `Row 2 looks like a second header row (SurveyMonkey's "Response"). It was read as a ` +
      "respondent: if it is none, delete it from the file.",
    ],
  ];
  for (const [name, text, warning] of cases) {
    await t.step(name, async () => {
      const { survey, warnings } = await readText(text);
      assert.ok(warnings.includes(warning), warnings.join("\n"));
      assert.equal(survey.report.headerRow, 1);
    });
  }
});

Deno.test("ingest() takes ordinary first respondents for what they are", async (t) => {
  const cases: [string, string][] = [
    ["numbers", "a,b\n1,2\n3,4\n5,6\n7,8\n"],
    ["words in all rows", "a,b\nx,y\nz,y\nx,w\nz,w\n"],
    ["one word among numbers", "a,b,c\nnone,1,2\n1,2,3\n3,4,5\n5,6,7\n7,8,9\n"],
    ["missing marks among numbers", "a,b\nNA,NA\n3,4\n5,6\n7,8\n"],
    ["row names under an empty header", ",x\na,1\nb,2\nc,3\nd,4\n"],
  ];
  for (const [name, text] of cases) {
    await t.step(name, async () => {
      const { warnings } = await readText(text);
      assert.deepEqual(warnings.filter((line) => line.startsWith("Row")), []);
    });
  }
});
