/** Opens a workbook: archive checks, then the spreadsheet library. Runs in Deno and browsers. */

import type { WorkBook } from "xlsx";
import type { StageContext } from "../../../base/context.ts";
import { formatNumber } from "../../../base/text.ts";
import { type PlainSheet, plainStyles, restoreCells, scanPlainSheet } from "./plain_sheet.ts";
import { unreadable } from "../unreadable.ts";
import { listZip, unzip, type ZipEntry } from "./zip.ts";

/** An open workbook. */
export interface Workbook {
  readonly book: WorkBook;
  /** Whether a sheet (from 0) is hidden. */
  isHidden(sheet: number): boolean;
  /** Formulas of a sheet (from 0) that the file holds no result of. */
  countUncached(sheet: number): number;
  /** Whether a number format shows numbers as dates or times. */
  isDateFormat(format: string): boolean;
}

type Parts = Map<string, Uint8Array>;

/** A sheet's XML becomes one string and about nine times its size in cells: some 2.3 GB, which is what
 * a browser bears. It is about 8 million cells. */
const LARGEST_PART = 256 * 2 ** 20;
const MEGABYTE = 2 ** 20;
/** Parts that hold no answers; pivot caches and pictures can be most of a workbook. */
const IDLE_PART =
  /^xl\/(?:media|drawings|charts|pivotCache|pivotTables|printerSettings|embeddings|theme|externalLinks)\/|\.(?:jpe?g|png|emf|wmf|vml)$/i;
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
  for (const entry of entries) {
    if (entry.size === 0 || IDLE_PART.test(entry.path)) continue;
    if (entry.size > LARGEST_PART) throw tooLarge(entry, name);
    parts.set(entry.path, await unzip(bytes, entry, { name, context }));
  }
  await context.checkpoint(0, 1, "reading");
  // Loaded only now: it is the largest package, and text files do without it.
  const { CFB, read, SSF } = await import("xlsx");
  try {
    const plain = scanSheets(parts);
    const stored = CFB.utils.cfb_new();
    for (const [path, data] of parts) {
      const rest = plain.get(path)?.rest(path);
      CFB.utils.cfb_add(stored, path, rest === undefined ? data : new TextEncoder().encode(rest));
    }
    const book = read(CFB.write(stored, { fileType: "zip", type: "array" }), READ_OPTIONS);
    const { Strings = [] } = book as { Strings?: { t: string }[] };
    restoreCells(Object.values(book.Sheets), plain, Strings);
    return {
      book,
      isHidden: (sheet) => (book.Workbook?.Sheets?.[sheet]?.Hidden ?? 0) !== 0,
      countUncached: (sheet) => countUncached(sheetPart(book, { sheet, parts })),
      isDateFormat: (format) => SSF.is_date(format),
    };
  } catch (error) {
    const words = error instanceof Error ? error.message.replace(/\s+/g, " ") : String(error);
    throw unreadable(
      name,
      `a workbook must be a valid XLSX file, but this one is not (${words}). Open it in a ` +
        "spreadsheet program and save it again, or save the sheet as CSV.",
    );
  }
}

/** The sheets that hold plain cells only, by their paths. */
function scanSheets(parts: Parts): Map<string, PlainSheet> {
  const decoder = new TextDecoder();
  const styles = plainStyles(decoder.decode(parts.get("xl/styles.xml")));
  const plain = new Map<string, PlainSheet>();
  for (const [path, data] of parts) {
    if (!SHEET_PART.test(path)) continue;
    const found = scanPlainSheet(decoder.decode(data), styles);
    if (found !== null) plain.set(path, found);
  }
  return plain;
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

/** The XML of a sheet; empty if the relations do not lead to it. */
function sheetPart(
  book: WorkBook,
  { sheet, parts }: { sheet: number; parts: Parts },
): Uint8Array {
  const relations = new TextDecoder().decode(parts.get("xl/_rels/workbook.xml.rels"));
  const id = (book.Workbook?.Sheets?.[sheet] as { id?: string } | undefined)?.id;
  const relation = relations.match(/<(?:\w+:)?Relationship\b[^>]*>/g)
    ?.find((tag) => /\bId=["']([^"']*)["']/.exec(tag)?.[1] === id);
  const target = /\bTarget=["']([^"']*)["']/.exec(relation ?? "")?.[1] ?? "";
  const path = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
  return parts.get(path) ?? new Uint8Array();
}

function countUncached(xml: Uint8Array): number {
  const text = new TextDecoder().decode(xml);
  if (!/<(?:\w+:)?f[\s>/]/.test(text)) return 0;
  let count = 0;
  for (const [cell] of text.matchAll(/<(?:\w+:)?c[\s>](?:(?!<\/(?:\w+:)?c>)[^])*<\/(?:\w+:)?c>/g)) {
    if (/<(?:\w+:)?f[\s>/]/.test(cell) && !/<(?:\w+:)?v[\s>/]/.test(cell)) count++;
  }
  return count;
}
