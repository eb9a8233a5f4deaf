/** Tests of which cells count as missing answers. Runs in Deno. */

import assert from "node:assert/strict";
import { MISSING_REASONS } from "../../../pipeline/survey/missing.ts";
import { columnOf } from "../../support/survey_text.ts";
import { missingCodes, readText } from "../support.ts";

const [ANSWERED, BLANK, MARKED, ERROR] = MISSING_REASONS.keys();

Deno.test("ingest() takes blanks as missing, whatever they are made of", async () => {
  const { survey } = await readText('a,b\n1,\n2," "\n3,"\t\n"\n4,\u00a0\n5,x\n');
  const column = columnOf(survey, "b");
  assert.deepEqual(missingCodes(column), [BLANK, BLANK, BLANK, BLANK, ANSWERED]);
  assert.deepEqual(survey.report.missingMarks, []);
});

Deno.test("ingest() takes NA and the like as missing among numbers and dates", async (t) => {
  for (const mark of ["NA", "N/A", "#N/A", "NaN", "NULL", "null", "n/a", ".", "-"]) {
    await t.step(mark, async () => {
      const text = `a,d\n1,2024-03-01\n${mark},${mark}\n 2,2024-03-02\n${mark} ,\n`;
      const { survey, warnings } = await readText(text);
      const column = columnOf(survey, "a");
      assert.deepEqual(missingCodes(column), [ANSWERED, MARKED, ANSWERED, MARKED]);
      assert.deepEqual(missingCodes(columnOf(survey, "d")), [ANSWERED, MARKED, ANSWERED, BLANK]);
      assert.deepEqual(survey.report.missingMarks, [
        { column: "a", text: mark, count: 2, reason: "all other answers are numbers" },
        { column: "d", text: mark, count: 1, reason: "all other answers are dates" },
      ]);
      assert.deepEqual(warnings, []);
      assert.ok(Number.isNaN(column.values[1]));
    });
  }
});

Deno.test("ingest() judges marks among words by the rest of the file", async (t) => {
  const cases: [string, string, string, number[]][] = [
    ["proven by numbers elsewhere", "n,w\n1,red\nNA,NA\n2,blue\n", "w", [0, MARKED, 0]],
    ["a table as R writes it", ",w\n1,red\n2,NA\n3,blue\n", "w", [0, MARKED, 0]],
    ["a blank header over answers", ",w\n1,red\n1,NA\n3,blue\n", "w", [0, 0, 0]],
    ["codes in a table as R writes it", ",w\n1,US\n2,NA\n3,DE\n", "w", [0, 0, 0]],
    ["not proven", "n,w\n1,red\n2,NA\n3,blue\n", "w", [0, 0, 0]],
    ["another mark is proven", "n,w\n1,red\nN/A,NA\n2,blue\n", "w", [0, 0, 0]],
    ["codes of the same shape", "n,w\n1,GB\nNA,NA\n2,DE\n", "w", [0, 0, 0]],
    ["mostly codes of the same shape", "n,w\n1,GB\nNA,NA\n2,DE\n3,other\n", "w", [0, 0, 0, 0]],
    ["one code among words", "n,w\n1,UK\nNA,NA\n2,Germany\n3,France\n", "w", [0, MARKED, 0, 0]],
    ["letters are no codes of its shape", "n,w\n1,M\nNA,NA\n2,F\n", "w", [0, MARKED, 0]],
    ["numbers and words mixed", "n,w\n1,5\nNA,NA\n2,many\n", "w", [0, MARKED, 0]],
    ["nothing but marks", "n,w\n1,NA\nNA,NA\n2,\n", "w", [MARKED, MARKED, BLANK]],
    ["nothing but marks, not proven", "n,w\n1,NA\n2,NA\n2,\n", "w", [0, 0, BLANK]],
    ["None is an answer, even among numbers", "n,w\n1,None\nNA,2\n2,none\n", "w", [0, 0, 0]],
    ["other spellings are answers", "n,w\n1,na\nNA,Na\n2,red\n", "w", [0, 0, 0]],
  ];
  for (const [name, text, column, codes] of cases) {
    await t.step(name, async () => {
      const { survey } = await readText(text);
      assert.deepEqual(missingCodes(columnOf(survey, column)), codes);
    });
  }
});

Deno.test("ingest() warns of marks kept as answers, one line a column, five at most", async (t) => {
  await t.step("one column", async () => {
    const { warnings } = await readText("n,w\n1,NA\n2,.\n3,NA\n4,red\n");
    assert.deepEqual(warnings, [
      'Column "w" keeps "NA" (2 cells), "." (1 cell) as an answer. If it means no answer, list it in ' +
      "ingest.missing_values.",
    ]);
  });
  await t.step("seven columns", async () => {
    const row = (cell: string) => Array.from({ length: 7 }, () => cell).join(",");
    const { warnings } = await readText(`a,b,c,d,e,f,g\n${row("NA")}\n${row("red")}\n`);
    assert.equal(warnings.length, 5);
    assert.ok(warnings[4].endsWith("The same goes for 2 more columns."));
  });
});

Deno.test("a list in ingest.missing_values replaces the judgement", async (t) => {
  const text = "n,w\n1,red\nNA, 99\n99,none\n-1,NA\n99.0,\n";
  await t.step("its texts are missing everywhere, others are answers", async () => {
    const { survey, warnings } = await readText(text, { missing_values: ["99", " none "] });
    assert.deepEqual(missingCodes(columnOf(survey, "n")), [0, 0, MARKED, 0, 0]);
    assert.deepEqual(missingCodes(columnOf(survey, "w")), [0, MARKED, MARKED, 0, BLANK]);
    assert.deepEqual(survey.report.missingMarks, [
      { column: "n", text: "99", count: 1, reason: "listed in ingest.missing_values" },
      { column: "w", text: "99", count: 1, reason: "listed in ingest.missing_values" },
      { column: "w", text: "none", count: 1, reason: "listed in ingest.missing_values" },
    ]);
    assert.deepEqual(warnings, []);
  });
  await t.step("the rest of a column decides its kind", async () => {
    const { survey } = await readText("n\n1\nrefused\n2\n7\n", { missing_values: ["refused"] });
    assert.equal(columnOf(survey, "n").kind, "ordinal");
  });
  await t.step("an empty list leaves only blanks", async () => {
    const { survey } = await readText(text, { missing_values: [] });
    assert.deepEqual(missingCodes(columnOf(survey, "w")), [0, 0, 0, 0, BLANK]);
  });
});

Deno.test("ingest() takes a spreadsheet's error values in text as missing", async () => {
  const { survey } = await readText("a,b\n1,x\n#DIV/0!,x\n3,#REF!\n#DIV/0!,y\n");
  const column = columnOf(survey, "a");
  assert.equal(column.kind, "binary");
  assert.deepEqual(missingCodes(column), [0, ERROR, 0, ERROR]);
  assert.deepEqual(survey.report.missingMarks, [
    { column: "a", text: "#DIV/0!", count: 2, reason: "an error value of a spreadsheet" },
    { column: "b", text: "#REF!", count: 1, reason: "an error value of a spreadsheet" },
  ]);
});
