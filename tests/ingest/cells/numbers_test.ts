/** Tests of reading numbers and recognising the decimal mark. Runs in Deno. */

import assert from "node:assert/strict";
import { detectDecimal, isNumber, readNumbers } from "../../../pipeline/ingest/cells/numbers.ts";
import { columnOf } from "../../support/survey_text.ts";
import { readText } from "../support.ts";

Deno.test("readNumbers() reads with a decimal point", async (t) => {
  const cases: [string, string[], number[]][] = [
    ["whole", ["0", "12", "007"], [0, 12, 7]],
    ["signs", ["+5", "-3", "\u22123"], [5, -3, -3]],
    ["fractions", ["1.5", ".5", "2."], [1.5, 0.5, 2]],
    ["exponents", ["1e5", "2.5E-3", "1e+21"], [1e5, 0.0025, 1e21]],
    ["thousands by comma", ["1,234", "12", "1,234,567.5"], [1234, 12, 1234567.5]],
    ["thousands by blank", ["1 234", "-56 789"], [1234, -56789]],
    ["thousands by hard blank", ["1\u00a0234", "1\u202f234".replace("\u202f", "\u00a0")], [
      1234,
      1234,
    ]],
    ["thousands by apostrophe", ["1'234.5"], [1234.5]],
  ];
  for (const [name, texts, values] of cases) {
    await t.step(name, () => assert.deepEqual([...readNumbers(texts, ".")!], values));
  }
});

Deno.test("readNumbers() reads with a decimal comma", () => {
  const texts = ["1,5", ",5", "1.234,5", "-2.000", "3", "1,5e3"];
  assert.deepEqual([...readNumbers(texts, ",")!], [1.5, 0.5, 1234.5, -2000, 3, 1500]);
});

Deno.test("readNumbers() refuses what is no number, or not the same way throughout", async (t) => {
  const cases: [string, string[]][] = [
    ["words", ["1", "one"]],
    ["nothing", [""]],
    ["infinities", ["Infinity"]],
    ["out of range", ["1e999"]],
    ["not a number", ["NaN"]],
    ["other bases", ["0x10"]],
    ["per cent", ["5%"]],
    ["currencies", ["$5"]],
    ["ranges", ["18-24"]],
    ["two signs", ["--5"]],
    ["clock times", ["04:14"]],
    ["decimal comma", ["1,5"]],
    ["groups that are not three digits", ["1,23,456"]],
    ["two separators", ["1,234", "1 234"]],
    ["some thousands separated, some not", ["1,234", "5678"]],
  ];
  for (const [name, texts] of cases) {
    await t.step(name, () => assert.equal(readNumbers(texts, "."), null));
  }
  assert.ok(!isNumber("1,5", ".") && isNumber("1,5", ","));
});

Deno.test("detectDecimal() lets the columns decide", async (t) => {
  const cases: [string, string[][], string, string][] = [
    ["points", [["1.5", "2"]], ",", "."],
    ["commas", [["1,5", "2"]], ";", ","],
    ["commas, whatever the delimiter", [["1,5", "2,25"]], ",", ","],
    ["the majority", [["1,5"], ["2,5"], ["1.5"]], ";", ","],
    ["whole numbers", [["1", "2"]], ";", "."],
    ["words do not count", [["yes, so", "no"], ["1.5"]], ",", "."],
    ["thousands by point", [["1.234,5"]], ";", ","],
    ["three digits behind a comma are thousands", [["1,234"]], ",", "."],
    ["unless semicolons say otherwise", [["1,234"]], ";", ","],
    ["and points do not speak against it", [["1,234"], ["1.234"]], ";", "."],
    ["three digits behind a point are a fraction", [["1.234"]], ";", "."],
    ["another column settles it", [["1,234"], ["2,5"]], "\t", ","],
  ];
  for (const [name, columns, delimiter, decimal] of cases) {
    await t.step(name, () => assert.equal(detectDecimal(columns, delimiter), decimal));
  }
});

Deno.test("ingest.decimal overrules what was recognised", async () => {
  const text = "a;b\n1,234;x\n2,345;x\n3,456;y\n";
  const { survey } = await readText(text, { decimal: "." });
  assert.equal(survey.report.decimal, ".");
  assert.deepEqual([...columnOf(survey, "a").values], [1234, 2345, 3456]);
  const other = (await readText(text)).survey;
  assert.equal(other.report.decimal, ",");
  assert.deepEqual([...columnOf(other, "a").values], [1.234, 2.345, 3.456]);
});
