/** Computes workbooks by LibreOffice, for tests that are ignored where it is not installed. Runs in Deno only. */

import assert from "node:assert/strict";

const PROGRAM = "soffice";

/** The first sheet of each workbook as LibreOffice computes it, a row of texts each; it starts once for all.
 * @param folder Takes the files; removed by the caller.
 */
export async function computeFirstSheets(
  books: readonly Uint8Array<ArrayBuffer>[],
  folder: string,
): Promise<string[][][]> {
  const names = books.map((_, book) => `${folder}/book${book}`);
  for (const [book, bytes] of books.entries()) await Deno.writeFile(`${names[book]}.xlsx`, bytes);
  const { code, stderr } = await new Deno.Command(PROGRAM, {
    args: [
      ...["--headless", `-env:UserInstallation=file://${folder}/profile`],
      // 9, 34, 76: tabs between cells, quotes, UTF-8.
      ...["--convert-to", "csv:Text - txt - csv (StarCalc):9,34,76", "--outdir", folder],
      ...names.map((name) => `${name}.xlsx`),
    ],
    stdin: "null",
  }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  const texts = await Promise.all(names.map((name) => Deno.readTextFile(`${name}.csv`)));
  return texts.map((text) => text.trimEnd().split("\n").map((line) => line.split("\t")));
}
