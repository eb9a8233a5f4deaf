/** Tests of recognising files by content. Runs in Deno. */

import assert from "node:assert/strict";
import * as XLSX from "xlsx";
import { DataError } from "../../../pipeline/base/errors.ts";
import { gzipped, readBytes, readText } from "../support.ts";

/** Bytes of Latin-1 text. */
function latin(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function compoundFile(entry: string): Uint8Array<ArrayBuffer> {
  const name = [...entry].map((letter) => `${letter}\0`).join("");
  return latin(`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${"\0".repeat(600)}${name}`);
}

/** A ZIP archive with these files, each holding a few letters. */
function archive(...paths: string[]): Uint8Array<ArrayBuffer> {
  const files = XLSX.CFB.utils.cfb_new();
  for (const path of paths) XLSX.CFB.utils.cfb_add(files, path, latin("some letters"));
  return new Uint8Array(XLSX.CFB.write(files, { fileType: "zip", type: "array" }) as number[]);
}

Deno.test("ingest() names a foreign file and what to save it as, whatever its name", async (t) => {
  const cases: [Uint8Array<ArrayBuffer>, string][] = [
    [latin("\x89PNG\r\n\x1a\n\0\0"), "a PNG image. Export the survey as CSV or XLSX."],
    [latin("\xff\xd8\xff\xe0"), "a JPEG image. Export the survey as CSV or XLSX."],
    [latin("%PDF-1.7\n"), "a PDF document. Export the survey as CSV or XLSX."],
    [latin("PARE\x15\x04"), "an encrypted Parquet file. Write it without encryption."],
    [latin("FEA1\0\0\0\0"), "a Feather file of version 1. Write it again as Feather version 2."],
    [
      compoundFile("Workbook"),
      "an old Excel workbook (.xls). Save it as XLSX (Excel Workbook) or CSV.",
    ],
    [
      compoundFile("EncryptedPackage"),
      "a password-protected workbook. Remove the password and save it again as XLSX.",
    ],
    [
      latin("\xef\xbb\xbf\n <!DOCTYPE html><html>"),
      "a web page (HTML). Download the survey again, or save it as CSV or XLSX.",
    ],
    [
      latin("<table><tr>"),
      "a web page (HTML). Download the survey again, or save it as CSV or XLSX.",
    ],
    [latin('<?xml version="1.0"?><Workbook/>'), "an XML document. Save it as CSV or XLSX."],
    [
      archive("word/document.xml", "[Content_Types].xml"),
      "a Word document. Export the survey as CSV or XLSX.",
    ],
    [archive("xl/workbook.bin"), "a binary workbook (.xlsb). Save it as XLSX."],
    [archive("content.xml", "mimetype"), "an OpenDocument file. Save it as XLSX."],
    [
      archive("survey.csv"),
      "a ZIP archive without a workbook. Unpack it and give the survey file that is inside.",
    ],
  ];
  for (const [bytes, ending] of cases) {
    await t.step(ending, () =>
      assert.rejects(readBytes(bytes), {
        name: "DataError",
        message:
          `Cannot read "survey.csv": a survey must be CSV, TSV, XLSX, SPSS, Parquet or Arrow, but this is ${ending}`,
      }));
  }
  await t.step("inside gzip too", async () => {
    const packed = await gzipped(latin("RDX3\nX\n"));
    await assert.rejects(
      readBytes(packed),
      (error: Error) =>
        error instanceof DataError &&
        error.message.endsWith("an R data file. Write it with write.csv() in R."),
    );
  });
});

Deno.test("ingest() reads text that merely starts like another file", async (t) => {
  for (const header of ["PDF", "GIF", "<5 years", "Rar", "SQL"]) {
    await t.step(header, async () => {
      const { survey } = await readText(`${header},b\n1,2\n`);
      assert.equal(survey.columns[0].name, header);
    });
  }
});

Deno.test("ingest() refuses files without respondents", async (t) => {
  const rule = `Cannot read "survey.csv": a survey must hold a header row and respondents, but`;
  const cases = [
    ["nothing", "", "the file is empty."],
    ["a byte order mark only", "\ufeff", "the file holds nothing but blanks."],
    ["blank lines", "\n\n \t \n", "the file holds nothing but blanks."],
    ["blank cells", ",,\n , ,\n", "the file holds nothing but blanks."],
    ["a header", "a,b,c", "there is only a header row."],
    ["a header and blank rows", "a,b,c\n,,\n\n", "there is only a header row."],
  ];
  for (const [name, text, problem] of cases) {
    await t.step(
      name,
      () => assert.rejects(readText(text), { name: "DataError", message: `${rule} ${problem}` }),
    );
  }
});
