/** Tests of recognising delimiters and line ends. Runs in Deno. */

import assert from "node:assert/strict";
import { detectDelimiter } from "../../../pipeline/ingest/files/text/delimiter.ts";
import { detectLineEnd } from "../../../pipeline/ingest/files/text/line_end.ts";
import { readText, rowTexts } from "../support.ts";

Deno.test("detectDelimiter() finds what gives all records the header's number of cells", async (t) => {
  const cases: [string, string, string][] = [
    ["commas", "a,b\n1,2\n", ","],
    ["semicolons", "a;b\n1;2\n", ";"],
    ["tabs", "a\tb\n1\t2\n", "\t"],
    ["bars", "a|b\n1|2\n", "|"],
    ["decimal commas between semicolons", "a;b;c\n1,5;2,5;3\n1,5;2,5;3\n", ";"],
    ["commas in a header of tabs", "how, or why\tb\n1\t2\n3\t4\n", "\t"],
    ["semicolons quoted among commas", 'a,b\n"x;y;z",1\n"x;y;z",2\n', ","],
    ["line breaks in quoted cells", 'a;b\n"x\ny,z";1\n"u\nv,w";2\n', ";"],
    ["lists of options between commas", "a,b\nx;y,1\nx;y;z,2\nx,3\n", ","],
    ["as many of both in the header", "a,b;c\n1,2\n3,4\n", ","],
    ["header cells decide between equals", "a;b;c,d\n", ";"],
    ["a title line above", "My survey\na;b;c\n1;2;3\n4;5;6\n", ";"],
    ["rows of unequal length", "a,b,c\n1,2\n1,2,3\n4,5,6\n1\n", ","],
    ["one column", "age\n1\n2\n", ","],
    ["blank lines first", "\n\na;b\n1;2\n", ";"],
    ["a header only", "a\tb", "\t"],
  ];
  for (const [name, head, delimiter] of cases) {
    await t.step(name, () => {
      assert.equal(detectDelimiter({ head, lineEnd: "\n", isWhole: true }), delimiter);
    });
  }
});

Deno.test("detectLineEnd() looks outside quoted cells", async (t) => {
  const cases: [string, string, string][] = [
    ["newlines", "a\nb\n", "\n"],
    ["both", "a\r\nb\r\n", "\r\n"],
    ["returns", "a\rb\r", "\r"],
    ["newlines in cells of a file of both", 'a,"x\ny"\r\n"1\n""\n2",3\r\n', "\r\n"],
    ["a head that ends in a cell", 'a,b\r\n1,"x\ny', "\r\n"],
    ["a head that ends between the two", "a\r\nb\r", "\r\n"],
    ["mixed", "a\r\nb\nc", "mixed"],
    ["none", "a", "\n"],
  ];
  for (const [name, head, lineEnd] of cases) {
    await t.step(name, () => assert.equal(detectLineEnd(head), lineEnd));
  }
});

Deno.test("ingest() reads records whatever ends them", async (t) => {
  const rows = [["1", "x"], ["2", "y"], ["3", "z"]];
  const records = ["a,b", "1,x", "2,y", "3,z"];
  for (const [name, end] of [["newline", "\n"], ["both", "\r\n"], ["return", "\r"]]) {
    for (const [ending, last] of [["with a last one", end], ["without", ""]]) {
      await t.step(`${name}, ${ending}`, async () => {
        const { survey } = await readText(records.join(end) + last);
        assert.deepEqual(rowTexts(survey), rows);
        assert.equal(survey.report.blankRows, 0);
      });
    }
  }
  await t.step("mixed from the start", async () => {
    const { survey } = await readText("a,b\r\n1,x\n2,y\r\n3,z\n");
    assert.deepEqual(rowTexts(survey), rows);
  });
  await t.step("mixed only after a megabyte", async () => {
    const { survey } = await readText("a,b\r\n" + "1,x\r\n".repeat(220000) + "2,y\n3,z\n");
    assert.equal(survey.rows, 220002);
    assert.deepEqual(rowTexts(survey).slice(-2), rows.slice(1));
  });
});

Deno.test("ingest.delimiter overrules what was recognised", async () => {
  const { survey } = await readText("a,b;c\n1,2;3\n", { delimiter: ";" });
  assert.deepEqual(survey.columns.map(({ name }) => name), ["a,b", "c"]);
  assert.equal(survey.report.delimiter, ";");
});

Deno.test("ingest() obeys Excel's sep= line and does not take it for the header", async () => {
  const { survey } = await readText("sep=|\r\na|b,c\r\n1|2,5\r\n");
  assert.deepEqual(survey.columns.map(({ name }) => name), ["a", "b,c"]);
  assert.equal(survey.report.headerRow, 2);
  assert.equal(survey.report.blankRows, 0);
});

Deno.test("the format is told by the delimiter", async () => {
  assert.equal((await readText("a\tb\n1\t2\n")).survey.report.format, "tsv");
  assert.equal((await readText("a,b\n1,2\n")).survey.report.format, "csv");
});
