/** Tests of workbooks whose cells, links or comments stand far from all others. Runs in Deno. */

import assert from "node:assert/strict";
import * as XLSX from "xlsx";
import { DataError } from "../../../pipeline/base/errors.ts";
import { readBytes } from "../support.ts";

const ROWS = 40;
/** More than a minute would be spent on what these addresses span. */
const MOST_MS = 5_000;
const SHEET = "/xl/worksheets/sheet1.xml";

/** A workbook of three columns, its sheet's XML changed. */
function workbookOf(
  change: (xml: string) => string,
  { formula = false }: { formula?: boolean } = {},
): Uint8Array {
  const rows = Array.from({ length: ROWS }, (_, i) => [i + 1, 1 + (i * 7) % 5, `town ${i % 3}`]);
  const sheet = XLSX.utils.aoa_to_sheet([["id", "rating", "town"], ...rows]);
  if (formula) sheet.B2 = { t: "n", v: 1, f: "A2*1" };
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, "Data");
  const written = XLSX.write(book, { type: "array", bookType: "xlsx" });
  const stored = XLSX.CFB.read(new Uint8Array(written), { type: "array" });
  const part = XLSX.CFB.find(stored, SHEET)!;
  const before = new TextDecoder().decode(Uint8Array.from(part.content));
  const after = change(before);
  assert.notEqual(after, before, "the change found its place");
  XLSX.CFB.utils.cfb_add(stored, SHEET, new TextEncoder().encode(after));
  return Uint8Array.from(XLSX.CFB.write(stored, { fileType: "zip", type: "array" }) as number[]);
}

/** Reads in no more time than a small file may take. */
async function readQuickly(bytes: Uint8Array) {
  const from = performance.now();
  try {
    return await readBytes(bytes);
  } finally {
    const took = performance.now() - from;
    assert.ok(took < MOST_MS, `took ${took} ms`);
  }
}

const cell = (address: string) => `<c r="${address}"><v>7</v></c>`;
const lastRow = (address: string, row: number | string) => (xml: string) =>
  xml.replace("</sheetData>", `<row r="${row}">${cell(address)}</row></sheetData>`);
const inRow = (address: string) => (xml: string) => xml.replace("</row>", `${cell(address)}</row>`);

for (const formula of [false, true]) {
  const how = formula ? "by the library" : "without the library";
  Deno.test(`a cell far from all others is left out with a note, read ${how}`, async () => {
    const cases: readonly [address: string, change: (xml: string) => string][] = [
      ["XFD1048576", lastRow("XFD1048576", 1_048_576)],
      ["A1048576", lastRow("A1048576", 1_048_576)],
      ["B90000", lastRow("B90000", 90_000)],
      ["XFD1", inRow("XFD1")],
      ["ZZ1", inRow("ZZ1")],
    ];
    for (const [address, change] of cases) {
      const { survey, warnings } = await readQuickly(workbookOf(change, { formula }));
      assert.deepEqual([survey.rows, survey.columns.length], [ROWS, 3], address);
      assert.deepEqual(
        warnings.filter((text) => text.startsWith("Cell")),
        [
          `Cell ${address} on sheet "Data" stands far from all others (A1 to C${
            ROWS + 1
          }) and was ` +
          "left out.",
        ],
        address,
      );
    }
  });

  Deno.test(`a cell outside the format is a DataError that names it, read ${how}`, async () => {
    const cases: readonly [named: string, change: (xml: string) => string][] = [
      ['row "4294967295"', lastRow("A4294967295", 4_294_967_295)],
      ['row "1048577"', lastRow("A1048577", 1_048_577)],
      ['row "1e9"', lastRow("A1", "1e9")],
      ['cell "ZZZZZ3"', inRow("ZZZZZ3")],
      ['cell "XFE1"', inRow("XFE1")],
      ['cell "ABCDEFG1"', inRow("ABCDEFG1")],
    ];
    for (const [named, change] of cases) {
      await assert.rejects(
        readQuickly(workbookOf(change, { formula })),
        (error: Error) => error instanceof DataError && error.message.includes(named),
        named,
      );
    }
  });
}

Deno.test("what spans a whole sheet costs nothing, and cells keep the row that holds them", async () => {
  const everything = 'ref="A1:XFD1048576"';
  const changes: readonly ((xml: string) => string)[] = [
    (xml) => xml.replace(/<dimension [^>]*>/, `<dimension ${everything}/>`),
    (xml) =>
      xml.replace(
        "</sheetData>",
        `</sheetData><mergeCells><mergeCell ${everything}/></mergeCells>`,
      ),
    (xml) => xml.replace("</sheetData>", `</sheetData><autoFilter ${everything}/>`),
    (xml) =>
      xml.replace(
        "</sheetData>",
        `</sheetData><hyperlinks><hyperlink ${everything} location="A1"/></hyperlinks>`,
      ),
    (xml) =>
      xml.replace(
        "<sheetData>",
        '<cols><col min="1" max="4294967295" width="9"/></cols><sheetData>',
      ),
    (xml) => xml.replace('r="B3"', 'r="B99999999"'),
    (xml) => xml.replace('r="B3"', 'r="B0"'),
    (xml) => xml.replace("</row>", '<c r="XFD1" s="0"/></row>'),
  ];
  for (const change of changes) {
    for (const formula of [false, true]) {
      const { survey, warnings } = await readQuickly(workbookOf(change, { formula }));
      assert.deepEqual([survey.rows, survey.columns.length], [ROWS, 3], String(change));
      assert.deepEqual(warnings.filter((text) => text.startsWith("Cell")), [], String(change));
    }
  }
});

Deno.test("a title far above the table is what is left out", async () => {
  const shift = (xml: string) => {
    const moved = xml.replaceAll(
      /r="([A-Z]*)(\d+)"/g,
      (_, letters, row) => `r="${letters}${+row + 5000}"`,
    );
    return moved.replace("<sheetData>", `<sheetData><row r="1">${cell("A1")}</row>`);
  };
  const { survey, warnings } = await readQuickly(workbookOf(shift));
  assert.deepEqual([survey.rows, survey.columns[1].name], [ROWS, "rating"]);
  assert.match(warnings.join("\n"), /Cell A1 on sheet "Data" stands far from all others/);
});
