/** Opens a workbook: archive checks, then the spreadsheet library. Runs in Deno and browsers. */

import type { WorkBook } from "xlsx";
import type { StageContext } from "../../../base/context.ts";
import { formatNumber } from "../../../base/text.ts";
import { Budget } from "../budget.ts";
import { AddressError, type FarCells } from "./addresses.ts";
import {
  markedSheet,
  type PlainSheet,
  plainStyles,
  restoreCells,
  scanPlainSheet,
} from "./plain_sheet.ts";
import { keepCells } from "./sheet_xml.ts";
import { unreadable } from "../unreadable.ts";
import { listZip, unzip, type ZipEntry } from "./zip.ts";

/** An open workbook. */
export interface Workbook {
  readonly book: WorkBook;
  /** Whether a sheet (from 0) is hidden. */
  isHidden(sheet: number): boolean;
  /** Formulas of a sheet (from 0) that the file holds no result of. */
  countUncached(sheet: number): number;
  /** The cells of a sheet (from 0) that were left out; null if none stands far from all others. */
  farCells(sheet: number): FarCells | null;
  /** Whether a number format shows numbers as dates or times. */
  isDateFormat(format: string): boolean;
}

type Parts = Map<string, Uint8Array>;

/** A sheet's XML becomes one string and about nine times its size in cells: some 2.3 GB, which is what
 * a browser bears. It is about 8 million cells. */
const LARGEST_PART = 256 * 2 ** 20;
const MEGABYTE = 2 ** 20;
/** Parts that hold no answers: pivot caches and pictures can be most of a workbook, and what hangs on
 * sheets (comments, tables) names cells that need not be there. */
const IDLE_PART =
  /^(?:docProps|xl\/(?:media|drawings|charts|pivotCache|pivotTables|printerSettings|embeddings|theme|externalLinks|tables|comments|threadedComments|persons|worksheets\/_rels))\/|^xl\/(?:comments|calcChain)[^/]*$|\.(?:jpe?g|png|emf|wmf|vml)$/i;
const SHEET_DATA = new TextEncoder().encode("sheetData");
const SHEET_PART = /^xl\/worksheets\/[\w.-]+\.xml$/;
const READ_OPTIONS = {
  type: "array",
  dense: true,
  cellDates: false,
  cellNF: true,
  cellText: false,
  cellHTML: false,
  cellFormula: false,
} as const;

/** Opens an XLSX workbook.
 * The archive is unpacked here and each part's sum checked, since the library reads damaged parts
 * without a word.
 * @throws {DataError} If the archive is damaged or no XLSX workbook, or a sheet is too large.
 */
export async function openWorkbook(
  bytes: Uint8Array,
  { name, context }: { name: string; context: StageContext },
): Promise<Workbook> {
  const entries = listZip(bytes, name);
  refuseOthers(entries, name);
  const parts: Parts = new Map();
  const used = entries.filter(({ size, path }) => size > 0 && !IDLE_PART.test(path));
  const budget = new Budget(name, bytes.length);
  for (const entry of used) {
    if (entry.size > LARGEST_PART) throw tooLarge(entry, name);
    budget.unpack(entry.size);
  }
  for (const entry of used) {
    parts.set(entry.path, await unzip(bytes, entry, { name, context }));
  }
  await context.checkpoint(0, 1, "reading");
  // Loaded only now: it is the largest package, and text files do without it.
  const { CFB, read, SSF } = await import("xlsx");
  try {
    const sheets = scanSheets(parts);
    const stored = CFB.utils.cfb_new();
    for (const [path, data] of parts) {
      const xml = sheets.get(path)?.xml;
      CFB.utils.cfb_add(stored, path, xml === undefined ? data : new TextEncoder().encode(xml));
    }
    const book = read(CFB.write(stored, { fileType: "zip", type: "array" }), READ_OPTIONS);
    const { Strings = [] } = book as { Strings?: { t: string }[] };
    restoreCells(Object.values(book.Sheets), plainOf(sheets), Strings);
    return {
      book,
      isHidden: (sheet) => (book.Workbook?.Sheets?.[sheet]?.Hidden ?? 0) !== 0,
      countUncached: (sheet) => countUncached(parts.get(sheetPath(book, { sheet, parts }))),
      farCells: (sheet) => sheets.get(sheetPath(book, { sheet, parts }))?.far ?? null,
      isDateFormat: (format) => SSF.is_date(format),
    };
  } catch (error) {
    if (error instanceof AddressError) {
      throw unreadable(
        name,
        `${error.message}. Open it in a spreadsheet program and save it again.`,
      );
    }
    const words = error instanceof Error ? error.message.replace(/\s+/g, " ") : String(error);
    throw unreadable(
      name,
      `a workbook must be a valid XLSX file, but this one is not (${words}). Open it in a ` +
        "spreadsheet program and save it again, or save the sheet as CSV.",
    );
  }
}

/** A sheet as the library is to read it. */
interface ScannedSheet {
  readonly xml: string;
  readonly plain: PlainSheet | null;
  readonly far: FarCells | null;
}

/** All parts that hold a sheet, wherever they lie, by their paths. */
function scanSheets(parts: Parts): Map<string, ScannedSheet> {
  const decoder = new TextDecoder();
  const styles = plainStyles(decoder.decode(parts.get("xl/styles.xml")));
  const sheets = new Map<string, ScannedSheet>();
  for (const [path, data] of parts) {
    if (!SHEET_PART.test(path) && !holdsSheet(data)) continue;
    const xml = decoder.decode(data);
    const plain = SHEET_PART.test(path) ? scanPlainSheet(xml, styles) : null;
    sheets.set(
      path,
      plain === null
        ? { plain, ...keepCells(xml) }
        : { plain, far: plain.far, xml: markedSheet(path) },
    );
  }
  return sheets;
}

function plainOf(sheets: ReadonlyMap<string, ScannedSheet>): Map<string, PlainSheet> {
  return new Map(
    [...sheets].flatMap(([path, { plain }]) => plain === null ? [] : [[path, plain] as const]),
  );
}

function holdsSheet(data: Uint8Array): boolean {
  for (let at = data.indexOf(SHEET_DATA[0]); at >= 0; at = data.indexOf(SHEET_DATA[0], at + 1)) {
    if (SHEET_DATA.every((byte, i) => data[at + i] === byte)) return true;
  }
  return false;
}

function refuseOthers(entries: readonly ZipEntry[], name: string): void {
  const holds = (test: RegExp) => entries.some(({ path }) => test.test(path));
  if (holds(/^xl\/workbook\.xml$/i)) return;
  const [what, advice] = holds(/^xl\/workbook\.bin$/i)
    ? ["a binary workbook (.xlsb)", "Save it as XLSX."]
    : holds(/^word\//)
    ? ["a Word document", "Export the survey as CSV or XLSX."]
    : holds(/^ppt\//)
    ? ["a PowerPoint presentation", "Export the survey as CSV or XLSX."]
    : holds(/^content\.xml$/)
    ? ["an OpenDocument file", "Save it as XLSX."]
    : holds(/^Index\/|^index\.apxl$|^Index\.zip$/)
    ? ["an Apple Numbers file", "Export it as XLSX."]
    : holds(/^\[Content_Types\]\.xml$/)
    ? ["", ""]
    : ["a ZIP archive without a workbook", "Unpack it and give the survey file that is inside."];
  if (what === "") return;
  throw unreadable(
    name,
    `a survey must be CSV, TSV, XLSX, SPSS, Parquet or Arrow, but this is ${what}. ${advice}`,
  );
}

function tooLarge({ size }: ZipEntry, name: string): Error {
  return unreadable(
    name,
    `a sheet of a workbook must stay under ${LARGEST_PART / MEGABYTE} MB unpacked, but one has ` +
      `${formatNumber(size / MEGABYTE)} MB. Save it as CSV, which has no such limit.`,
  );
}

/** The path of a sheet's part; of no part if the relations do not lead to it. */
function sheetPath(
  book: WorkBook,
  { sheet, parts }: { sheet: number; parts: Parts },
): string {
  const relations = new TextDecoder().decode(parts.get("xl/_rels/workbook.xml.rels"));
  const id = (book.Workbook?.Sheets?.[sheet] as { id?: string } | undefined)?.id;
  const relation = relations.match(/<(?:\w+:)?Relationship\b[^>]*>/g)
    ?.find((tag) => /\bId=["']([^"']*)["']/.exec(tag)?.[1] === id);
  const target = /\bTarget=["']([^"']*)["']/.exec(relation ?? "")?.[1] ?? "";
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}

function countUncached(xml: Uint8Array | undefined): number {
  const text = new TextDecoder().decode(xml);
  if (!/<(?:\w+:)?f[\s>/]/.test(text)) return 0;
  let count = 0;
  for (const [cell] of text.matchAll(/<(?:\w+:)?c[\s>](?:(?!<\/(?:\w+:)?c>)[^])*<\/(?:\w+:)?c>/g)) {
    if (/<(?:\w+:)?f[\s>/]/.test(cell) && !/<(?:\w+:)?v[\s>/]/.test(cell)) count++;
  }
  return count;
}
