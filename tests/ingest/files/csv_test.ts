/** Tests of reading delimited text: quotes, ragged and blank rows. Runs in Deno. */

import assert from "node:assert/strict";
import { columnOf } from "../../support/survey_text.ts";
import { cellTexts, readText, rowTexts } from "../support.ts";

Deno.test("ingest() takes cells as quotes say", async (t) => {
  const cases: [string, string, string[]][] = [
    ["delimiters in quotes", '"x,y",z', ["x,y", "z"]],
    ["doubled quotes", '"say ""hi""",""""', ['say "hi"', '"']],
    ["line breaks in quotes", '"one\ntwo","\r\n"', ["one\ntwo", "\r\n"]],
    ["empty quotes", '"",x', ["", "x"]],
    ["quotes inside a bare cell", '5" tall,a"b"c', ['5" tall', 'a"b"c']],
    ["blanks kept", " x , y", [" x ", " y"]],
    ["blanks behind a closing quote", '"x" ,"y"', ["x", "y"]],
    ["other signs", "'x',#y", ["'x'", "#y"]],
  ];
  for (const [name, record, cells] of cases) {
    await t.step(name, async () => {
      const { survey, warnings } = await readText(`a,b\n${record}\nlast,row\n`);
      assert.deepEqual(rowTexts(survey), [cells, ["last", "row"]]);
      assert.deepEqual(warnings, []);
    });
  }
});

Deno.test("ingest() refuses a quotation mark that is not closed where no reading is regular", async (t) => {
  await t.step(
    "to the end of the file",
    () =>
      assert.rejects(readText('a,b\n\n1,2\n3,4\n5,6\n"7\n8\n9\n'), {
        name: "DataError",
        message:
          'Cannot read "survey.csv" row 6: a quotation mark that opens a cell must be closed, ' +
          'but this one is not: "7\\n8\\n9\\n". Close it or remove it.',
      }),
  );
  await t.step(
    "to another one further down",
    () =>
      assert.rejects(readText('a,b\n1,2\n3,4\n"5\n6 "7" 8\n9"\n10\n'), {
        name: "DataError",
        message:
          'Cannot read "survey.csv" row 4: a quotation mark that opens a cell must be closed ' +
          'before the line ends, but this one is closed only further down: "5\\n6 \\"7\\" 8\\n9". Close ' +
          "it, or double it where it is text.",
      }),
  );
});

Deno.test("ingest() keeps lone quotation marks as text and says so", async () => {
  const { survey, warnings } = await readText('a,b\n1,"say "hi" now"\n2,x\n');
  assert.deepEqual(rowTexts(survey), [["1", 'say "hi" now'], ["2", "x"]]);
  assert.deepEqual(warnings, [
    "2 lone quotation marks inside quoted cells (first in row 2) should have been doubled; read as " +
    "part of the text.",
  ]);
});

Deno.test("ingest() passes over wholly blank rows and counts them", async () => {
  const { survey } = await readText("\n , \na,b\n1,2\n\n,,,\n3,4\n \n");
  assert.deepEqual(rowTexts(survey), [["1", "2"], ["3", "4"]]);
  assert.equal(survey.report.headerRow, 3);
  assert.equal(survey.report.blankRows, 5);
});

Deno.test("ingest() pads short rows and gives cells beyond the header columns of their own", async () => {
  const text = "a,b,c\n1,2\n1,2,3,4, \n\n1,2,3,,5\n7,8,9, ,\n1\n";
  const { survey, warnings } = await readText(text);
  assert.deepEqual(survey.columns.map(({ name }) => name), ["a", "b", "c", "column_4", "column_5"]);
  assert.deepEqual(rowTexts(survey), [
    ["1", "2", "", "", ""],
    ["1", "2", "3", "4", ""],
    ["1", "2", "3", "", "5"],
    ["7", "8", "9", " ", ""],
    ["1", "", "", "", ""],
  ]);
  assert.deepEqual(warnings.slice(0, 2), [
    "2 rows with more cells than the header has 3 (the first is row 3 with 4); the extra cells are " +
    "in 2 columns of their own.",
    "2 rows with fewer cells than the header has 3 (the first is row 2 with 2); read with blanks at " +
    "the end.",
  ]);
});

Deno.test("ingest() suspects a header that lacks a name when every row has one cell more", async () => {
  const { warnings } = await readText("id,b\nx,1,2\ny,3,4\n");
  assert.ok(warnings[0].endsWith("As every row has one more, the header may lack its first name."));
});

Deno.test("ingest() reads records that are longer than the pieces of the file", async () => {
  const long = "word, ".repeat(100000);
  const { survey } = await readText(`a,b\n1,"${long}"\n2,short\n`);
  assert.deepEqual(cellTexts(columnOf(survey, "b")), [long, "short"]);
});

Deno.test("ingest() reads a file of one column", async () => {
  const { survey } = await readText("age\n1\n2\n\n4\n");
  assert.deepEqual(rowTexts(survey), [["1"], ["2"], ["4"]]);
});
