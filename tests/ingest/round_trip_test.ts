/** Properties of reading delimited text: what an RFC 4180 writer wrote comes back. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { DELIMITERS } from "../../pipeline/ingest/files/text/delimiter.ts";
import { bytesOf } from "../support/survey_text.ts";
import { readBytes, rowTexts, utf16 } from "./support.ts";

/** Writes records as RFC 4180 has it: cells with a delimiter, quote or line end are quoted. */
function writeCsv(
  records: readonly (readonly string[])[],
  { delimiter, end, quoteAll }: { delimiter: string; end: string; quoteAll: boolean },
): string {
  const write = (cell: string) =>
    quoteAll || cell.includes(delimiter) || /["\r\n]/.test(cell)
      ? `"${cell.replaceAll('"', '""')}"`
      : cell;
  return records.map((cells) => cells.map(write).join(delimiter)).join(end) + end;
}

const letters = fc.constantFrom(..."ab1,;\t|\"\n\r '€é=#.-");
const cell = fc.string({ unit: letters, maxLength: 6 });

/** Tables of two to five columns with plain headers, no row wholly blank. */
const table = fc.integer({ min: 2, max: 5 }).chain((columns) =>
  fc.array(
    fc.array(cell, { minLength: columns, maxLength: columns })
      .filter((cells) => cells.some((text) => text.trim() !== "")),
    { minLength: 1, maxLength: 12 },
  ).map((rows) => ({ header: Array.from({ length: columns }, (_, c) => `h${c}`), rows }))
);

Deno.test("ingest() gives back every cell that was written, for each delimiter", async (t) => {
  for (const delimiter of DELIMITERS) {
    await t.step(JSON.stringify(delimiter), () =>
      fc.assert(
        fc.asyncProperty(
          table,
          fc.constantFrom("\n", "\r\n"),
          fc.boolean(),
          async ({ header, rows }, end, quoteAll) => {
            const text = writeCsv([header, ...rows], { delimiter, end, quoteAll });
            const { survey } = await readBytes(bytesOf(text));
            assert.equal(survey.report.delimiter, delimiter);
            assert.deepEqual(rowTexts(survey), rows);
          },
        ),
        { seed: 20240301, numRuns: 300 },
      ));
  }
});

Deno.test("ingest() reads the same survey from any encoding", () =>
  fc.assert(
    fc.asyncProperty(table, async ({ header, rows }) => {
      const text = writeCsv([header, ...rows], { delimiter: ",", end: "\n", quoteAll: true });
      const { survey } = await readBytes(bytesOf(text));
      for (const order of ["le", "be"] as const) {
        const wide = (await readBytes(utf16(`\ufeff${text}`, order))).survey;
        assert.deepEqual(wide.columns, survey.columns);
      }
    }),
    { seed: 7, numRuns: 100 },
  ));

Deno.test("ingest() gives each column what it holds, in whatever order columns stand", () =>
  fc.assert(
    fc.asyncProperty(table, async ({ header, rows }) => {
      const options = { delimiter: ",", end: "\n", quoteAll: false };
      const forth = (await readBytes(bytesOf(writeCsv([header, ...rows], options)))).survey;
      const turned = [header, ...rows].map((cells) => [...cells].reverse());
      const back = (await readBytes(bytesOf(writeCsv(turned, options)))).survey;
      const { decimal } = forth.report;
      assert.equal(back.report.decimal, decimal);
      assert.deepEqual([...back.columns].reverse(), forth.columns);
    }),
    { seed: 11, numRuns: 200 },
  ));
