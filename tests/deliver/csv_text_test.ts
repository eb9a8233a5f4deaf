/** Tests of written CSV. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { writeCsv, writeCsvColumns } from "../../pipeline/deliver/csv_text.ts";
import { surveyOf } from "../support/survey_text.ts";

Deno.test("writeCsv() quotes only where needed and leaves NaN and null empty", () => {
  const rows = [["a,b", 'say "x"', " pad"], ["line\nbreak", 0.1 + 0.2, null], ["plain", NaN, -0]];
  assert.equal(
    new TextDecoder().decode(writeCsv(["x", "y", "z"], rows, "neutralise")),
    'x,y,z\n"a,b","say ""x"""," pad"\n"line\nbreak",0.30000000000000004,\nplain,,0\n',
  );
});

Deno.test("writeCsv() leaves nothing that a spreadsheet would run, and numbers as they are", () => {
  const risky = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=", "--1"];
  const plain = ["-5", "+3.25", "-1,5", "-.5", "1-2", "a=b", "'=1", "-12 %", "", "−5"];
  const rows = [...risky, ...plain].map((text) => [text]);
  const lines = (formulas: "neutralise" | "keep") =>
    new TextDecoder().decode(writeCsv(["=x"], rows, formulas)).replaceAll('"', "").split("\n");
  const written = [...risky.map((text) => `'${text}`), ...plain];
  assert.deepEqual(lines("neutralise").slice(0, -1), ["'=x", ...written]);
  assert.deepEqual(lines("keep").slice(0, -1), ["=x", ...risky, ...plain]);
});

Deno.test("writeCsv() is read back cell by cell", async () => {
  const cell = fc.string({ minLength: 1, maxLength: 8 }).map((text) =>
    `v${text.replace(/\0/g, "")}v`
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }),
      async (rows) => {
        const { columns } = await surveyOf(
          new TextDecoder().decode(writeCsv(["one", "two"], rows, "neutralise")),
        );
        const read = rows.map((_, i) => columns.map(({ texts, codes }) => texts[codes[i]]));
        assert.deepEqual(read, rows);
      },
    ),
    { seed: 9 },
  );
});

Deno.test("writeCsvColumns() writes what writeCsv() writes of the same cells", () => {
  const text = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom("", "é,ü", '"', "=1+1", "\u{1f600}", "a\nb", " x"),
  );
  const column = fc.tuple(
    fc.array(text, { minLength: 1, maxLength: 5 }),
    fc.array(fc.nat(99), { minLength: 6, maxLength: 6 }),
  );
  fc.assert(
    fc.property(
      fc.array(column, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("neutralise" as const, "keep" as const),
      (made, formulas) => {
        const columns = made.map(([texts, places]) => ({
          texts,
          codes: Uint8Array.from(places, (place) => place % texts.length),
        }));
        const header = columns.map((_, j) => `=q${j}`);
        const rows = Array.from(
          { length: 6 },
          (_, i) => columns.map(({ texts, codes }) => texts[codes[i]]),
        );
        const inRows = writeCsv(header, rows, formulas);
        assert.deepEqual(writeCsvColumns(header, columns, formulas), inRows);
      },
    ),
    { seed: 3 },
  );
});
