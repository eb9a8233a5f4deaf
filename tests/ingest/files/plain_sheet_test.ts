/** Tests of reading plain sheets without the library. Runs in Deno. */

import assert from "node:assert/strict";
import { CFB, read } from "xlsx";
import { createContext } from "../../../pipeline/base/context.ts";
import {
  plainStyles,
  scanPlainSheet,
} from "../../../pipeline/ingest/files/workbook/plain_sheet.ts";
import type { SheetCell } from "../../../pipeline/ingest/files/workbook/sheet_cell.ts";
import { openWorkbook } from "../../../pipeline/ingest/files/workbook/workbook.ts";
import { productFile } from "../../support/command.ts";

const STYLES = new Set(["0", "2"]);

function sheet(rows: string): string {
  return `<worksheet><sheetData>${rows}</sheetData><drawing/></worksheet>`;
}

Deno.test("scanPlainSheet() reads numbers, truth values and shared strings by their places", () => {
  const found = scanPlainSheet(
    sheet(
      '<row r="1" spans="1:3"><c r="A1" t="s"><v>4</v></c><c r="C1" s="2"><v>-1.5E-3</v></c></row>' +
        '<row r="3"><c r="B3" t="b"><v>1</v></c><c r="AB3"><v>7</v></c><c r="AC3" s="0"/></row>',
    ),
    STYLES,
  )!;
  assert.deepEqual(found.rows[0][0], { t: "s", v: 4 });
  assert.deepEqual(found.rows[0][2], { t: "n", v: -0.0015 });
  assert.equal(found.rows[1], undefined);
  assert.deepEqual(found.rows[2][1], { t: "b", v: true });
  assert.deepEqual(found.rows[2][27], { t: "n", v: 7 });
  assert.equal(found.rows[2].length, 28, "a cell without a value is none");
  assert.deepEqual(found.shared, [{ t: "s", v: 4 }]);
});

Deno.test("scanPlainSheet() leaves everything that is not plain to the library", () => {
  const cases = [
    '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>',
    '<row r="1"><c r="A1" t="str"><v>a</v></c></row>',
    '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>',
    '<row r="1"><c r="A1" s="1"><v>45000</v></c></row>',
    '<row r="1"><c r="A2"><v>1</v></c></row>',
    '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
    '<row r="1"><c t="n" r="A1"><v>1</v></c></row>',
    '<row r="1"><c r="A1"><v>one</v></c></row>',
    '<row r="1"><c r="A1"><v></v></c></row>',
    '<row r="1"> <c r="A1"><v>1</v></c></row>',
    "<row><c><v>1</v></c></row>",
  ];
  for (const rows of cases) assert.equal(scanPlainSheet(sheet(rows), STYLES), null, rows);
  assert.equal(scanPlainSheet("<worksheet/>", STYLES), null);
});

Deno.test("plainStyles() names the styles that show numbers as they are", () => {
  const xml =
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/>' +
    '<xf numFmtId="14" fontId="0"/><xf fontId="1"><alignment/></xf></cellXfs>';
  assert.deepEqual([...plainStyles(xml)], ["0", "2"]);
  assert.deepEqual([...plainStyles("")], []);
});

Deno.test("openWorkbook() gives a plain sheet the cells that the library gives it", async () => {
  const bytes = await Deno.readFile(productFile("tests/data/plain.xlsx"));
  const stored = CFB.find(CFB.read(bytes, { type: "array" }), "/xl/worksheets/sheet1.xml")!;
  const xml = new TextDecoder().decode(Uint8Array.from(stored.content));
  assert.notEqual(scanPlainSheet(xml, plainStyles("")), null);
  const own = await openWorkbook(bytes, { name: "plain.xlsx", context: createContext() });
  const library = read(bytes, { dense: true, cellText: false, cellHTML: false });
  for (const name of library.SheetNames) {
    const cells = (book: typeof library) => book.Sheets[name]["!data"] as SheetCell[][];
    const told = (rows: SheetCell[][]) =>
      Array.from(rows, (row) => Array.from(row ?? [], (cell) => cell && [cell.t, cell.v]));
    assert.deepEqual(told(cells(own.book)), told(cells(library)));
  }
});
