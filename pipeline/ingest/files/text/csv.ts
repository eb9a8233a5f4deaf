/** Reads delimited text into a table. Runs in Deno and browsers. */

// @ts-types="@types/papaparse"
import Papa from "papaparse";
import type { StageContext } from "../../../base/context.ts";
import { quoteValue } from "../../../base/errors.ts";
import type { Params } from "../../../plan/params.ts";
import { countOf } from "../../../base/text.ts";
import { detectEncoding, type Encoding, type EncodingFound, textPieces } from "./decode.ts";
import { detectDelimiter, detectLineEnd, type LineEnd, splitAt } from "./delimiter.ts";
import { type HeaderPlan, type RawTable, TableBuilder } from "../../table/table.ts";
import { unreadable } from "../unreadable.ts";

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
  readonly delimiter: string;
  readonly lineEnd: LineEnd;
  /** The first record is Excel's `sep=;` line. */
  readonly hasHint: boolean;
}

const HEAD_BYTES = 1 << 20;
const PIECE_BYTES = 1 << 17;
/** A record longer than this many characters can only be a quotation mark that was never closed. */
const LONGEST_RECORD = 1 << 26;
const DELIMITER_HINT = /^sep=([,;\t|])(?:\r\n|\n|\r)/i;

/** Reads a CSV or TSV file, O(bytes), in pieces: no limit but memory on its length.
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
  const lineEnd = detectLineEnd(head);
  const delimiter = ingest.delimiter !== "auto"
    ? ingest.delimiter
    : hint !== null
    ? hint[1]
    : detectDelimiter(head, { lineEnd, isWhole });
  const separation = { delimiter, lineEnd, hasHint: hint !== null };
  const table = await readRecords(source, separation) ??
    await readRecords(source, { ...separation, lineEnd: "mixed" });
  return { table: table!, encoding: found.encoding, delimiter };
}

/** Reads all records; null if the line ends turn out to be mixed, so that records ran together. */
async function readRecords(
  source: TextSource,
  separation: Separation,
): Promise<RawTable | null> {
  const { bytes, found, name, context } = source;
  const sink = new RecordSink(source, separation);
  const newline = splitAt(separation.lineEnd);
  const parser = new Papa.Parser({ delimiter: separation.delimiter, newline });
  let rest = "";
  let wanted = 0;
  let read = 0;
  for (const piece of textPieces(bytes, found, { size: PIECE_BYTES, name })) {
    read += PIECE_BYTES;
    rest += piece;
    if (rest.length < wanted) continue;
    const { data, errors, meta } = parser.parse(rest, 0, true);
    if (!sink.take(data, errors)) return null;
    rest = rest.slice(meta.cursor);
    // Doubling keeps a very long record from being scanned anew with every piece.
    wanted = data.length === 0 ? 2 * rest.length : 0;
    if (rest.length > LONGEST_RECORD) throw sink.openQuote(rest);
    await context.checkpoint(read, bytes.length, "reading");
  }
  if (rest !== "") {
    const { data, errors } = parser.parse(rest, 0, false);
    // Behind the last line end the parser sees one more, empty record.
    if (rest.endsWith(newline) && data.length > 1) data.pop();
    if (!sink.take(data, errors)) return null;
  }
  sink.tellOddQuotes(context);
  return sink.builder.finish();
}

/** Hands records to a table and watches over quotation marks. */
class RecordSink {
  readonly builder: TableBuilder;
  readonly #name: string;
  readonly #separation: Separation;
  #records = 0;
  #oddQuotes = 0;
  #firstOddQuote = 0;

  constructor({ name, planHeader }: TextSource, separation: Separation) {
    this.builder = new TableBuilder({ planHeader });
    this.#name = name;
    this.#separation = separation;
  }

  /** Takes parsed records; false if records ran together because line ends are mixed. */
  take(records: readonly string[][], errors: readonly Papa.ParseError[]): boolean {
    for (const { code, row } of errors) {
      // Errors of a record that is still incomplete come again when it is whole.
      if (row === undefined || row >= records.length) continue;
      if (code === "MissingQuotes") throw this.openQuote(records[row].at(-1)!, row);
      if (code === "InvalidQuotes") this.#noteOddQuote(records[row], row);
    }
    for (const cells of records) {
      if (this.#records++ === 0 && this.#separation.hasHint) {
        this.builder.skip();
        continue;
      }
      if (this.#separation.lineEnd === "mixed") dropReturn(cells);
      else if (this.#separation.lineEnd === "\r\n" && this.#ranTogether(cells)) return false;
      this.builder.add(cells);
    }
    return true;
  }

  /** The error for a quotation mark that is never closed.
   * @param text The record's text from there on. @param row Place among the records not yet taken.
   */
  openQuote(text: string, row = 0): Error {
    return unreadable(
      this.#name,
      `a quotation mark that opens a cell must be closed, but this one is not: ${
        quoteValue(text.slice(0, 40))
      }. Close it or remove it.`,
      { row: this.#records + row + 1 },
    );
  }

  /** Tells of lone quotation marks inside quoted cells, which were kept as text. */
  tellOddQuotes(context: StageContext): void {
    if (this.#oddQuotes === 0) return;
    context.warn(
      `${countOf(this.#oddQuotes, "lone quotation mark")} inside quoted cells (first in row ` +
        `${this.#firstOddQuote}) should have been doubled; read as part of the text.`,
    );
  }

  #noteOddQuote(cells: readonly string[], row: number): void {
    const physical = this.#records + row + 1;
    const swallowed = cells.find((cell) => /["][^]*[\r\n]|[\r\n][^]*["]/.test(cell));
    if (swallowed !== undefined) {
      throw unreadable(
        this.#name,
        `a quotation mark that opens a cell must be closed before the line ends, but this one is ` +
          `closed only further down: ${
            quoteValue(swallowed)
          }. Close it, or double it where it is text.`,
        { row: physical },
      );
    }
    if (this.#oddQuotes++ === 0) this.#firstOddQuote = physical;
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
