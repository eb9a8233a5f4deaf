/** Opens a file, whatever its container, and reads its cells. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { Params } from "../../plan/params.ts";
import { countOf, formatNumber } from "../../base/text.ts";
import type { IngestReport } from "../../survey/survey.ts";
import { gunzip } from "./text/decode.ts";
import { readSav } from "./sav/read.ts";
import { sniff, type TypedContainer } from "./sniff.ts";
import type { HeaderPlan, RawTable } from "../table/table.ts";
import { unreadable } from "./unreadable.ts";
import type { SheetBeside } from "./workbook/sheets_beside.ts";
import { readXlsx } from "./workbook/xlsx.ts";

/** A file's cells, and how it was understood. */
export interface TableFound
  extends Pick<IngestReport, "format" | "encoding" | "delimiter" | "sheet" | "sheets"> {
  readonly table: RawTable;
  /** Small sheets of the workbook beside the survey's; empty for other forms. */
  readonly beside: readonly SheetBeside[];
}

/** What the readers of a container need. */
export interface TableSource {
  /** The file, for messages. */
  readonly name: string;
  readonly ingest: Params["ingest"];
  readonly context: StageContext;
  /** Decides by the first rows that are not blank which of them are the header; never asked where the
   * form of the file has names of its own. */
  readonly planHeader: (rows: readonly (readonly string[])[]) => HeaderPlan;
}

/** Reads the cells of a file. Warns of ragged rows.
 * @throws {DataError} If it cannot be read, or holds no header with a respondent below it.
 */
export async function readTable(bytes: Uint8Array, source: TableSource): Promise<TableFound> {
  const { name, context } = source;
  let file = bytes;
  let container = sniff(file, name);
  if (container === "gzip") {
    file = await gunzip(file, { name, context });
    container = sniff(file, name);
  }
  if (container === "gzip") {
    throw unreadable(name, "a survey may be gzipped once, but this one is twice. Unpack it.");
  }
  if (container !== "zip" && container !== "text") {
    return await openTyped(file, container, source);
  }
  const found = container === "zip" ? await openXlsx(file, source) : await openCsv(file, source);
  refuseEmpty(found.table, name);
  tellPreamble(found.table, context);
  tellRagged(found.table, context);
  return found;
}

async function openXlsx(
  bytes: Uint8Array,
  source: TableSource,
): Promise<TableFound> {
  const { table, sheet, sheets, beside } = await readXlsx(bytes, source);
  return { table, format: "xlsx", encoding: "", delimiter: "", sheet, sheets, beside };
}

async function openCsv(
  bytes: Uint8Array,
  source: TableSource,
): Promise<TableFound> {
  // Each reader is loaded only where it is needed: together they take a tenth of a short run.
  const { readCsv } = await import("./text/csv.ts");
  const { table, encoding, delimiter } = await readCsv(bytes, source);
  const format = delimiter === "\t" ? "tsv" : "csv";
  return { table, format, encoding, delimiter, sheet: "", sheets: [], beside: [] };
}

/** Opens a file whose columns have names and types of their own. */
async function openTyped(
  bytes: Uint8Array,
  container: TypedContainer,
  options: TableSource,
): Promise<TableFound> {
  const { name } = options;
  const { table, encoding } = container === "sav"
    ? await readSav(bytes, options)
    : { table: await openColumnar(bytes, container, options), encoding: "" };
  if (table.rows === 0) {
    throw unreadable(name, "a survey must hold respondents, but the file has none.");
  }
  const format = container === "arrow-stream" ? "arrow" : container;
  return { table, format, encoding, delimiter: "", sheet: "", sheets: [], beside: [] };
}

async function openColumnar(
  bytes: Uint8Array,
  container: Exclude<TypedContainer, "sav">,
  options: { name: string; context: StageContext },
): Promise<RawTable> {
  if (container === "parquet") {
    const { readParquet } = await import("./columnar/parquet.ts");
    return await readParquet(bytes, options);
  }
  const { readArrow } = await import("./columnar/arrow.ts");
  return await readArrow(bytes, { ...options, isFile: container === "arrow" });
}

function refuseEmpty({ headerRow, rows }: RawTable, name: string): void {
  if (rows > 0) return;
  const found = headerRow === 0
    ? "the file holds nothing but blanks"
    : "there is only a header row";
  throw unreadable(name, `a survey must hold a header row and respondents, but ${found}.`);
}

/** Titles are not quoted: they may name a person, and warnings are published. */
function tellPreamble({ preamble, headerRow }: RawTable, context: StageContext): void {
  if (preamble.length === 0) return;
  context.warn(
    `${countOf(preamble.length, "row")} before the header in row ${headerRow} ` +
      `${preamble.length === 1 ? "was" : "were"} passed over, being far narrower than the table.`,
  );
}

function tellRagged(
  { rows, columns, headerRow, headerCells, shortRows, longRows }: RawTable,
  context: StageContext,
): void {
  const header = `${headerRow === 0 ? "most rows have" : "the header has"} ${
    formatNumber(headerCells)
  }`;
  if (longRows.count > 0) {
    const extra = columns.length - headerCells;
    const isShifted = extra === 1 && longRows.count === rows;
    context.warn(
      `${countOf(longRows.count, "row")} with more cells than ${header} (the first is row ` +
        `${longRows.firstRow} with ${formatNumber(longRows.firstCells)}); the extra cells are in ` +
        `${countOf(extra, "column")} of their own.` +
        (isShifted ? " As every row has one more, the header may lack its first name." : ""),
    );
  }
  if (shortRows.count > 0) {
    context.warn(
      `${countOf(shortRows.count, "row")} with fewer cells than ${header} (the first is row ` +
        `${shortRows.firstRow} with ${
          formatNumber(shortRows.firstCells)
        }); read with blanks at the end.`,
    );
  }
}
