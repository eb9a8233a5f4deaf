/** What the data page says of how a file was read. Runs in Deno only. */

import assert from "node:assert/strict";
import { readingWords } from "../../../src/components/kit/words/reading_words.ts";

const PLAIN = {
  format: "csv",
  dialect: "plain",
  dialectReason: "nothing points to a survey tool",
  encoding: "utf-8",
  delimiter: ";",
  sheet: "",
  headerRows: 1,
  preambleRows: 0,
  codebook: null,
} as const;

Deno.test("readingWords() names form, header, encoding and delimiter of a plain table", () => {
  assert.equal(
    readingWords(PLAIN),
    "Read as a plain table: csv, 1 header row, UTF-8, cells apart by semicolons.",
  );
});

Deno.test("readingWords() gives the evidence for a survey tool, the sheet and rows passed over", () => {
  assert.equal(
    readingWords({
      ...PLAIN,
      format: "xlsx",
      dialect: "qualtrics",
      dialectReason: "header row 3 holds ImportId cells",
      encoding: "",
      delimiter: "",
      sheet: "Data",
      headerRows: 3,
      preambleRows: 2,
    }),
    "Read as a Qualtrics export (header row 3 holds ImportId cells): xlsx, sheet “Data”, " +
      "3 header rows, 2 rows before the header passed over.",
  );
});

Deno.test("readingWords() says where texts and value labels come from", () => {
  assert.equal(
    readingWords({ ...PLAIN, codebook: { place: 'sheet "Codebook"', texts: 43, labels: 34 } }),
    "Read as a plain table: csv, 1 header row, UTF-8, cells apart by semicolons. " +
      "Texts of 43 columns and value labels of 34 come from its codebook, sheet “Codebook”.",
  );
});
