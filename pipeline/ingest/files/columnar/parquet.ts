/** Reads Parquet files into a table. Runs in Deno and browsers. */

import {
  type AsyncBuffer,
  type ColumnMetaData,
  type FileMetaData,
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
  type RowGroup,
  type SchemaElement,
} from "hyparquet";
import {
  getMaxDefinitionLevel,
  getMaxRepetitionLevel,
  getSchemaPath,
} from "hyparquet/src/schema.js";
import type { StageContext } from "../../../base/context.ts";
import { quoteValue } from "../../../base/errors.ts";
import { Budget } from "../budget.ts";
import { Damage } from "../damage.ts";
import { LevelColumn } from "../../table/level_column.ts";
import type { RawColumn, RawTable } from "../../table/table.ts";
import { typedTable } from "../../table/typed_table.ts";
import { unreadable } from "../unreadable.ts";
import { type Cell, type CellForm, checkedScale, makeTypedColumn, toCell } from "./typed_cells.ts";
import { READABLE_CODECS, unpackPage } from "./codecs.ts";
import { checkPage, pagesOf, type UnpackedPage } from "./parquet_pages.ts";
import { type ColumnShape, MOST_DECIMAL_BYTES } from "./parquet_values.ts";
import { skimStruct } from "./thrift.ts";

const CELLS_BETWEEN_CHECKPOINTS = 4096;
const PLAIN: CellForm = { as: "plain", scale: 0 };
const FOOTER_BYTES = 8;
/** A value takes no bytes where all are equal, so bytes say little about rows; this many fit nowhere. */
const MOST_ROWS = 100_000_000;
const SECONDS_BY_UNIT: Readonly<Record<string, number>> = {
  MILLIS: 1e3,
  MICROS: 1e6,
  NANOS: 1e9,
};

/** Reads a Parquet file column by column, O(cells).
 * @throws {DataError} If it is cut off, damaged or encrypted, or packed in another way than
 *   snappy, gzip, lz4_raw or zstd.
 */
export async function readParquet(
  bytes: Uint8Array,
  { name, context }: { name: string; context: StageContext },
): Promise<RawTable> {
  try {
    const file: AsyncBuffer = {
      byteLength: bytes.length,
      slice: (start, end) => bytes.slice(start, end).buffer as ArrayBuffer,
    };
    checkFooter(bytes);
    const metadata = await parquetMetadataAsync(file, { geoparquet: false });
    refuseCompression(metadata, name);
    const rows = checkedRows(metadata);
    const fields = parquetSchema(metadata).children.map(({ element }) => element);
    refuseRepeated(fields);
    const budget = new Budget(name, bytes.length);
    budget.cells(rows * fields.length);
    refuseDamagedPages(bytes, metadata, budget);
    const columns: RawColumn[] = [];
    for (const [c, element] of fields.entries()) {
      const source = { bytes, file, metadata, element, rows };
      columns.push(await readColumn(source, { position: c + 1, context }));
      await context.checkpoint(c + 1, fields.length, "columns");
    }
    return typedTable(columns, rows);
  } catch (error) {
    if (context.signal.aborted || isDataError(error)) throw error;
    const found = error instanceof Error ? error.message.replace(/\.$/, "") : String(error);
    throw unreadable(
      name,
      `a Parquet file must be whole, but this one is cut off, damaged or of an unknown form (${found}). ` +
        "Write it again, or export the survey as CSV.",
    );
  }
}

function isDataError(error: unknown): boolean {
  return error instanceof Error && error.name === "DataError";
}

/** What a row group says of its columns. */
function* columnsOf(columns: RowGroup["columns"]): Generator<ColumnMetaData> {
  for (const { meta_data } of columns) {
    if (meta_data?.codec === undefined) {
      throw new Damage("columns that are encrypted or lie elsewhere");
    }
    yield meta_data;
  }
}

function refuseCompression({ row_groups }: FileMetaData, name: string): void {
  for (const { columns } of row_groups) {
    for (const { codec } of columnsOf(columns)) {
      if (READABLE_CODECS.includes(codec)) continue;
      throw unreadable(
        name,
        `a Parquet file must be packed with snappy, gzip, lz4_raw or zstd, or not at all, but ` +
          `this one is with ${quoteValue(codec)}. Write it again with one of these.`,
      );
    }
  }
}

function checkedRows({ num_rows, row_groups }: FileMetaData): number {
  const rows = Number(num_rows);
  let sum = 0;
  for (const group of row_groups) {
    if (Number(group.num_rows) < 0) throw new Damage("a group of less than no rows");
    sum += Number(group.num_rows);
  }
  if (sum !== rows || rows > MOST_ROWS) throw new Damage("numbers of rows that do not add up");
  return rows;
}

/** The footer's own length stands before the mark at the end. */
function checkFooter(bytes: Uint8Array): void {
  const end = bytes.length - FOOTER_BYTES;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = end < 4 ? -1 : end - view.getUint32(end, true);
  if (start < 4) throw new Damage("cut off");
  skimStruct(bytes, start, end);
}

/** Refuses a file for its pages' headers, before anything of it is unpacked. */
function refuseDamagedPages(
  bytes: Uint8Array,
  metadata: FileMetaData,
  budget: Budget,
): void {
  for (const group of metadata.row_groups) {
    for (const column of columnsOf(group.columns)) {
      const { mostRepetition, typeLength } = shapeOf(metadata, column);
      if (typeLength < 0) throw new Damage("values of impossible length");
      const options = { rows: Number(group.num_rows), isFlat: mostRepetition === 0 };
      // Lists hold more values than there are rows.
      if (!options.isFlat) budget.cells(Number(column.num_values));
      for (const { size } of pagesOf(bytes, column, options)) budget.unpack(size);
    }
  }
}

function shapeOf(metadata: FileMetaData, column: ColumnMetaData): ColumnShape {
  const path = getSchemaPath(metadata.schema, column.path_in_schema);
  const { type, type_length: typeLength = 0, converted_type: converted } = path.at(-1)!.element;
  const isDecimal = converted === "DECIMAL";
  if (type === undefined || type !== column.type) throw new Damage("columns of no type");
  if (isDecimal && typeLength > MOST_DECIMAL_BYTES) throw new Damage("decimals of no width");
  return {
    ...{ type, typeLength, isDecimal },
    mostRepetition: getMaxRepetitionLevel(path),
    mostDefinition: getMaxDefinitionLevel(path),
  };
}

/** Unpacks and checks a column's pages in the row group that starts with a row.
 * @returns What was unpacked, in the order in which the library asks for it.
 */
function unpackColumn(
  bytes: Uint8Array,
  metadata: FileMetaData,
  { column, row }: { column: string; row: number },
): UnpackedPage[] {
  const pages: UnpackedPage[] = [];
  let start = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    for (const found of start === row && rows > 0 ? columnsOf(group.columns) : []) {
      if (found.path_in_schema[0] !== column) continue;
      const shape = shapeOf(metadata, found);
      for (const page of pagesOf(bytes, found, { rows, isFlat: shape.mostRepetition === 0 })) {
        const unpacked = checkPage(page, found.codec, shape);
        if (unpacked !== null) pages.push(unpacked);
      }
    }
    start += rows;
  }
  return pages;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function refuseRepeated(fields: readonly SchemaElement[]): void {
  const names = new Set<string>();
  for (const { name } of fields) {
    if (typeof name !== "string") throw new Damage("a column without a name");
    if (names.has(name)) throw new Damage(`two columns of the name ${quoteValue(name)}`);
    names.add(name);
  }
}

async function readColumn(
  { bytes, file, metadata, element, rows }: {
    bytes: Uint8Array;
    file: AsyncBuffer;
    metadata: FileMetaData;
    element: SchemaElement;
    rows: number;
  },
  { position, context }: { position: number; context: StageContext },
): Promise<RawColumn> {
  const column = element.name;
  const form = formOf(element);
  const unit = form.as === "time" ? perSecond(element) : 0;
  const factor = 10 ** form.scale;
  const levels = new LevelColumn<Cell>();
  let ready: UnpackedPage[] = [];
  const compressors = Object.fromEntries(READABLE_CODECS.map((codec) => [
    codec,
    (packed: Uint8Array, size: number): Uint8Array => {
      const next = ready.at(0);
      if (next === undefined || !isSame(packed, next.packed)) {
        return unpackPage(codec, packed, size);
      }
      ready.shift();
      return next.unpacked;
    },
  ]));
  const scan = await parquetScan({
    file,
    metadata,
    columns: [column],
    compressors,
    parsers: PARSERS,
    useOffsetIndex: false,
    geoparquet: false,
  });
  let row = 0;
  for (const range of scan.ranges) {
    ready = unpackColumn(bytes, metadata, { column, row: range.rowStart });
    for (const value of await scan.readColumn({ column, ...range })) {
      let cell = toCell(value);
      if (cell !== null && unit > 0) cell = Number(cell) / unit;
      // The library gives decimals as floats: whole again, they are exact up to 15 digits.
      if (cell !== null && form.as === "decimal") cell = Math.round(Number(cell) * factor);
      levels.add(cell);
      if (row++ % CELLS_BETWEEN_CHECKPOINTS === 0) await context.checkpoint(row, rows);
    }
  }
  if (row !== rows) throw new Damage(`${row} of ${rows} rows in a column`);
  return makeTypedColumn(levels.finish(), { header: column, position, form, order: null });
}

/** Dates and moments as milliseconds since 1970, texts of JSON as they are. */
const PARSERS = {
  timestampFromMilliseconds: Number,
  timestampFromMicroseconds: (micros: bigint): number => Number(micros) / 1e3,
  timestampFromNanoseconds: (nanos: bigint): number => Number(nanos) / 1e6,
  dateFromDays: (days: number): number => days * 86400000,
  jsonFromBytes: (bytes: Uint8Array): string => new TextDecoder().decode(bytes),
};

function formOf(
  { type, converted_type: converted, logical_type: logical, scale }: SchemaElement,
): CellForm {
  if (type === undefined) return PLAIN;
  if (converted === "DATE" || logical?.type === "DATE") return { as: "day", scale: 0 };
  if (converted === "DECIMAL") return { as: "decimal", scale: checkedScale(scale ?? 0) };
  if (converted?.startsWith("TIMESTAMP") || logical?.type === "TIMESTAMP" || type === "INT96") {
    return { as: "moment", scale: 0 };
  }
  if (converted?.startsWith("TIME_") || logical?.type === "TIME") return { as: "time", scale: 0 };
  return type === "FLOAT" ? { as: "float32", scale: 0 } : PLAIN;
}

function perSecond({ converted_type: converted, logical_type: logical }: SchemaElement): number {
  const unit = logical?.type === "TIME" ? logical.unit : converted?.slice("TIME_".length);
  return SECONDS_BY_UNIT[unit ?? ""] ?? 1;
}
