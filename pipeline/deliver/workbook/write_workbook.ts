/** Formatted workbooks: sheets with frozen heads, links and a set-up for print, as .xlsx. Runs in Deno and browsers. */

import { neutralizeFormula } from "../../base/formulas.ts";
import { type CellStyle, styleNumber, stylesXml } from "./styles.ts";

/** A cell: what it holds, how it looks, where it leads. */
export interface SheetCell {
  readonly value: string | number | null;
  readonly style: CellStyle;
  /** The name of the sheet, and the row (from 1), that a click leads to. */
  readonly link?: { readonly sheet: string; readonly row: number };
}

/** A sheet of a workbook. */
export interface Sheet {
  /** As {@link sheetName} makes it. */
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  /** Width of each column, characters. */
  readonly widths: readonly number[];
  /** Cells that are one: rows and columns from 0, the last included. */
  readonly merges: readonly {
    readonly row: number;
    readonly column: number;
    readonly lastRow: number;
    readonly lastColumn: number;
  }[];
  /** Heights of rows (from 0), points: merged cells do not make their rows as high as their text; the others
   * are as high as it takes. */
  readonly heights: ReadonlyMap<number, number>;
  /** Rows at the top that stay in view and stand on every printed page, and columns at the left. */
  readonly frozen: { readonly rows: number; readonly columns: number };
}

const LONGEST_NAME = 31;
const MOST_CHARACTERS = 32767;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SHEET_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Writes a workbook: landscape, as wide as a page, heads repeated. Texts that a spreadsheet program could take
 * for a formula get a leading apostrophe. No clock is read: the same sheets give the same bytes.
 * @param title In the file's properties.
 */
export async function writeWorkbook(
  sheets: readonly Sheet[],
  title: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const { CFB } = await import("xlsx");
  const archive = CFB.utils.cfb_new();
  const add = (path: string, text: string): void => {
    CFB.utils.cfb_add(archive, path, new TextEncoder().encode(HEAD + text));
  };
  add("/[Content_Types].xml", typesXml(sheets));
  add(
    "/_rels/.rels",
    relationsXml([
      ["officeDocument", "xl/workbook.xml", OFFICE],
      ["metadata/core-properties", "docProps/core.xml", `${PACKAGE}/relationships`],
    ]),
  );
  add(
    "/docProps/core.xml",
    `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" ` +
      'xmlns:dc="http://purl.org/dc/elements/1.1/">' +
      `<dc:title>${escapeXml(title)}</dc:title></cp:coreProperties>`,
  );
  add("/xl/workbook.xml", workbookXml(sheets));
  add(
    "/xl/_rels/workbook.xml.rels",
    relationsXml([
      ...sheets.map((_, i) => ["worksheet", `worksheets/sheet${i + 1}.xml`, OFFICE] as const),
      ["styles", "styles.xml", OFFICE],
    ]),
  );
  CFB.utils.cfb_add(archive, "/xl/styles.xml", new TextEncoder().encode(stylesXml()));
  sheets.forEach((sheet, i) => add(`/xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet)));
  // What the library puts into every archive of its own is no part of a workbook.
  CFB.utils.cfb_del(archive, "/Sh33tJ5");
  const packed = CFB.write(archive, { type: "array", fileType: "zip", compression: true });
  return new Uint8Array(packed as ArrayLike<number>);
}

/** A name that a sheet may have: without signs that are not allowed, not too long, and no other's.
 * @param taken Names of other sheets.
 */
export function sheetName(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  // deno-lint-ignore no-control-regex -- control characters are what is looked for
  const plain = wanted.replaceAll(/[\[\]:*?/\\'\u0000-\u001f]/g, " ").replaceAll(/\s+/g, " ")
    .trim();
  for (let number = 1;; number++) {
    const end = number === 1 ? "" : ` (${number})`;
    const name = `${
      [...plain].slice(0, LONGEST_NAME - end.length).join("").slice(0, LONGEST_NAME - end.length)
        .trim()
    }${end}`;
    if (name !== "" && !used.has(name.toLowerCase())) return name;
  }
}

/** `A` for 0, `AA` for 26. */
function columnName(column: number): string {
  const last = String.fromCharCode(65 + column % 26);
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}

function typesXml(sheets: readonly Sheet[]): string {
  const part = (name: string, type: string): string =>
    `<Override PartName="${name}" ContentType="${type}"/>`;
  return `<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ' +
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    part("/xl/workbook.xml", `${SHEET_TYPES}.sheet.main+xml`) +
    sheets.map((_, i) => part(`/xl/worksheets/sheet${i + 1}.xml`, `${SHEET_TYPES}.worksheet+xml`))
      .join("") +
    part("/xl/styles.xml", `${SHEET_TYPES}.styles+xml`) +
    part(
      "/docProps/core.xml",
      "application/vnd.openxmlformats-package.core-properties+xml",
    ) +
    "</Types>";
}

function relationsXml(
  relations: readonly (readonly [type: string, target: string, kind: string])[],
): string {
  return `<Relationships xmlns="${PACKAGE}/relationships">` +
    relations.map(([type, target, kind], i) =>
      `<Relationship Id="rId${i + 1}" Type="${kind}/${type}" Target="${target}"/>`
    ).join("") +
    "</Relationships>";
}

function workbookXml(sheets: readonly Sheet[]): string {
  const titles = sheets.map(({ name, frozen }, i) => {
    if (frozen.rows === 0) return "";
    const quoted = escapeXml(`'${name}'`);
    const left = frozen.columns === 0 ? "" : `${quoted}!$A:$${columnName(frozen.columns - 1)},`;
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">` +
      `${left}${quoted}!$1:$${frozen.rows}</definedName>`;
  }).join("");
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
    sheets.map(({ name }, i) =>
      `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`
    ).join("") +
    `</sheets>${titles === "" ? "" : `<definedNames>${titles}</definedNames>`}</workbook>`;
}

function sheetXml({ rows, widths, merges, heights, frozen }: Sheet): string {
  const links = rows.flatMap((cells, row) =>
    cells.flatMap(({ link }, column) =>
      link === undefined ? [] : [
        `<hyperlink ref="${columnName(column)}${row + 1}" ` +
        `location="${escapeXml(`'${link.sheet}'!A${link.row}`)}"/>`,
      ]
    )
  );
  const one = merges.map(({ row, column, lastRow, lastColumn }) =>
    `<mergeCell ref="${columnName(column)}${row + 1}:${columnName(lastColumn)}${lastRow + 1}"/>`
  );
  return `<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews>${viewXml(frozen)}</sheetViews><cols>` +
    widths.map((width, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`
    ).join("") +
    `</cols><sheetData>${
      rows.map((cells, row) => rowXml(cells, row, heights.get(row))).join("")
    }</sheetData>` +
    (one.length === 0 ? "" : `<mergeCells count="${one.length}">${one.join("")}</mergeCells>`) +
    (links.length === 0 ? "" : `<hyperlinks>${links.join("")}</hyperlinks>`) +
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
    "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>" +
    "</worksheet>";
}

function viewXml({ rows, columns }: Sheet["frozen"]): string {
  const view = '<sheetView showGridLines="0" workbookViewId="0"';
  if (rows === 0 && columns === 0) return `${view}/>`;
  const pane = columns === 0 ? "bottomLeft" : rows === 0 ? "topRight" : "bottomRight";
  return `${view}><pane${columns > 0 ? ` xSplit="${columns}"` : ""}${
    rows > 0 ? ` ySplit="${rows}"` : ""
  } topLeftCell="${columnName(columns)}${rows + 1}" activePane="${pane}" state="frozen"/>` +
    `<selection pane="${pane}"/></sheetView>`;
}

function rowXml(cells: readonly SheetCell[], row: number, height: number | undefined): string {
  const written = cells.map(({ value, style }, column) => {
    const place = `r="${columnName(column)}${row + 1}" s="${styleNumber(style)}"`;
    if (value === null || value === "") return style === "plain" ? "" : `<c ${place}/>`;
    return typeof value === "number"
      ? `<c ${place}><v>${value}</v></c>`
      : `<c ${place} t="inlineStr"><is><t xml:space="preserve">${
        escapeXml(neutralizeFormula(value).slice(0, MOST_CHARACTERS))
      }</t></is></c>`;
  });
  const high = height === undefined ? "" : ` ht="${height}" customHeight="1"`;
  return `<row r="${row + 1}"${high}>${written.join("")}</row>`;
}

/** Without what XML cannot hold: control characters, and halves of characters. */
function escapeXml(text: string): string {
  // deno-lint-ignore no-control-regex -- control characters are what is looked for
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
