/** Reads delimited text into a table. Runs in Deno and browsers. */

// @ts-types="@types/papaparse"
import Papa from "papaparse";
import type { StageContext } from "../../../base/context.ts";
import type { Params } from "../../../plan/params.ts";
import { detectEncoding, type Encoding, type EncodingFound, textPieces } from "./decode.ts";
import { readLines, type TextHead, usualCells } from "./delimiter.ts";
import { detectStyle } from "./detect_style.ts";
import { detectLineEnd, type LineEnd, splitAt } from "./line_end.ts";
import { lateQuote, OddQuotes, openQuote } from "./quotes.ts";
import { repairRecord } from "./repair.ts";
import { isPlain, plainStyle, scanRecord, type TextStyle } from "./style.ts";
import { type HeaderPlan, type RawTable, TableBuilder } from "../../table/table.ts";

/** A text file as a table, and how it was understood. */
export interface CsvFound {
  readonly table: RawTable;
  readonly encoding: Encoding;
  readonly delimiter: string;
}

/** What reading a text file needs to know. */
interface TextSource {
  readonly bytes: Uint8Array;
  readonly found: EncodingFound;
  readonly name: string;
  readonly context: StageContext;
  readonly planHeader: (rows: readonly (readonly string[])[]) => HeaderPlan;
}

/** How records and cells are told apart. */
interface Separation {
  readonly style: TextStyle;
  readonly lineEnd: LineEnd;
  /** The first record is Excel's `sep=;` line. */
  readonly hasHint: boolean;
}

const HEAD_BYTES = 1 << 20;
const PIECE_BYTES = 1 << 17;
/** A record longer than this many characters can only be a quotation mark that was never closed. */
const LONGEST_RECORD = 1 << 26;
/** So much text is looked at for where an unsound record ends. */
const LONGEST_UNSOUND = 1 << 21;
const UNSOUND_BEHIND = 1 << 16;
const DELIMITER_HINT = /^sep=([,;\t|])(?:\r\n|\n|\r)/i;

/** Reads a CSV or TSV file, O(bytes), in pieces: no limit but memory on its length. Records whose
 * quotation marks do not pair are read so that they have as many cells as the others, if that can be.
 * @throws {DataError} If it is binary, not in the encoding wanted, or its quotation marks do not pair.
 */
export async function readCsv(
  bytes: Uint8Array,
  { name, ingest, context, planHeader }: {
    name: string;
    ingest: Params["ingest"];
    context: StageContext;
    planHeader: TextSource["planHeader"];
  },
): Promise<CsvFound> {
  const found = await detectEncoding(bytes, { name, wanted: ingest.encoding, context });
  const source = { bytes, found, name, context, planHeader };
  const [head = ""] = textPieces(bytes, found, { size: HEAD_BYTES, name });
  const isWhole = bytes.length - found.start <= HEAD_BYTES;
  const hint = DELIMITER_HINT.exec(head);
  const text = { head, lineEnd: detectLineEnd(head), isWhole };
  const wanted = ingest.delimiter !== "auto" ? ingest.delimiter : hint?.[1];
  const { style, note } = wanted !== undefined
    ? { style: plainStyle(wanted), note: "" }
    : detectStyle(text);
  if (note !== "") context.warn(note);
  const separation = { style, lineEnd: text.lineEnd, hasHint: hint !== null };
  const table = await readWhole(source, separation, text);
  return {
    table,
    encoding: found.encoding,
    delimiter: style.delimiter === "" ? " " : style.delimiter,
  };
}

async function readWhole(
  source: TextSource,
  separation: Separation,
  text: TextHead,
): Promise<RawTable> {
  if (!isPlain(separation.style) || separation.lineEnd === "any") {
    return await readUnsound(source, separation, text);
  }
  const first = await readRecords(source, separation);
  if (typeof first !== "string") return first;
  const mixed = { ...separation, lineEnd: "mixed" as const };
  const second = first === "mixed" ? await readRecords(source, mixed) : first;
  return typeof second !== "string"
    ? second
    : await readUnsound(source, first === "mixed" ? mixed : separation, text);
}

/** Reads all records; `mixed` if the line ends turn out to be mixed, so that records ran together,
 * `quotes` if quotation marks do not pair.
 */
async function readRecords(
  source: TextSource,
  separation: Separation,
): Promise<RawTable | "mixed" | "quotes"> {
  const { bytes, found, name, context } = source;
  const sink = new RecordSink(source, separation);
  const newline = splitAt(separation.lineEnd);
  const parser = new Papa.Parser({ delimiter: separation.style.delimiter, newline });
  let rest = "";
  let wanted = 0;
  let read = 0;
  for (const piece of textPieces(bytes, found, { size: PIECE_BYTES, name })) {
    read += PIECE_BYTES;
    rest += piece;
    if (rest.length < wanted) continue;
    const { data, errors, meta } = parser.parse(rest, 0, true);
    const trouble = sink.take(data, errors);
    if (trouble !== null) return trouble;
    rest = rest.slice(meta.cursor);
    // Doubling keeps a very long record from being scanned anew with every piece.
    wanted = data.length === 0 ? 2 * rest.length : 0;
    if (rest.length > LONGEST_RECORD) return "quotes";
    await context.checkpoint(read, bytes.length, "reading");
  }
  if (rest !== "") {
    const { data, errors } = parser.parse(rest, 0, false);
    // Behind the last line end the parser sees one more, empty record.
    if (rest.endsWith(newline) && data.length > 1) data.pop();
    const trouble = sink.take(data, errors);
    if (trouble !== null) return trouble;
  }
  return sink.builder.finish();
}

/** Reads all records of an uncommon style, or whose quotation marks do not pair. */
async function readUnsound(
  source: TextSource,
  separation: Separation,
  text: TextHead,
): Promise<RawTable> {
  const { bytes, found, name, context } = source;
  const sink = new RecordSink(source, separation);
  const odd = new OddQuotes();
  const cells = usualCells(readLines(text, separation.style));
  const place = { ...separation, cells };
  let rest = "";
  let wanted = 0;
  let read = 0;
  const take = (isLast: boolean) => {
    let at = 0;
    while (at < rest.length) {
      const record = readRecord(rest, at, { ...place, isLast, name, row: sink.records + 1 });
      if (record === null) break;
      odd.add(sink.records + 1, record);
      sink.add(record.cells);
      at = record.end;
    }
    wanted = at === 0 ? 2 * rest.length : 0;
    rest = rest.slice(at);
  };
  for (const piece of textPieces(bytes, found, { size: PIECE_BYTES, name })) {
    read += PIECE_BYTES;
    rest += piece;
    if (rest.length < wanted) continue;
    take(false);
    await context.checkpoint(read, bytes.length, "reading");
  }
  take(true);
  odd.tell(context);
  return sink.builder.finish();
}

/** Reads the record at a place; null where more text may tell more of it.
 * @throws {DataError} If its quotation marks do not pair and no reading makes a regular table.
 */
function readRecord(
  text: string,
  from: number,
  { isLast, name, row, ...place }: {
    style: TextStyle;
    lineEnd: LineEnd;
    cells: number;
    isLast: boolean;
    name: string;
    row: number;
  },
): { cells: string[]; end: number; loneQuotes: number; openQuotes: number } | null {
  const scanned = scanRecord(text, from, place);
  if (!scanned.isOpen && scanned.loneQuotes === 0) {
    return scanned.isEnded && (isLast || scanned.end < text.length) || isLast
      ? { ...scanned, openQuotes: 0 }
      : null;
  }
  const seen = text.length - from;
  if (!isLast && seen < (scanned.isOpen ? LONGEST_UNSOUND : UNSOUND_BEHIND)) return null;
  const repaired = repairRecord(text, from, place);
  if (repaired !== null) return repaired;
  const last = scanned.cells.at(-1)!;
  if (scanned.isOpen) throw openQuote(name, { text: last, row });
  const swallowed = scanned.cells.find((cell) => /["'][^]*[\r\n]|[\r\n][^]*["']/.test(cell));
  if (swallowed !== undefined) throw lateQuote(name, { text: swallowed, row });
  return { ...scanned, openQuotes: 0 };
}

/** Hands records to a table and watches over line ends. */
class RecordSink {
  readonly builder: TableBuilder;
  readonly #separation: Separation;
  /** Records taken so far. */
  records = 0;

  constructor({ planHeader }: TextSource, separation: Separation) {
    this.builder = new TableBuilder({ planHeader });
    this.#separation = separation;
  }

  /** Takes parsed records, and says what is wrong with them: quotation marks that do not pair, or records
   * that ran together because line ends are mixed.
   */
  take(
    records: readonly string[][],
    errors: readonly Papa.ParseError[],
  ): "mixed" | "quotes" | null {
    for (const { row } of errors) {
      // Errors of a record that is still incomplete come again when it is whole.
      if (row !== undefined && row < records.length) return "quotes";
    }
    for (const cells of records) {
      if (this.#separation.lineEnd === "mixed") dropReturn(cells);
      else if (this.#separation.lineEnd === "\r\n" && this.#ranTogether(cells)) return "mixed";
      this.add(cells);
    }
    return null;
  }

  /** Takes one record. */
  add(cells: readonly string[]): void {
    if (this.records++ === 0 && this.#separation.hasHint) this.builder.skip();
    else this.builder.add(cells);
  }

  #ranTogether(cells: readonly string[]): boolean {
    const { headerCells } = this.builder;
    return headerCells > 0 && cells.length > headerCells &&
      cells.some((cell) => /(?:^|[^\r])\n/.test(cell));
  }
}

function dropReturn(cells: string[]): void {
  const last = cells[cells.length - 1];
  if (last.endsWith("\r")) cells[cells.length - 1] = last.slice(0, -1);
}
