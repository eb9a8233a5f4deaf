/** Reads Arrow IPC files (Feather v2) and streams into a table. Runs in Deno and browsers. */

import { Column, type DataType, tableFromIPC, Type } from "@uwdata/flechette";
import type { StageContext } from "../../../base/context.ts";
import { DataError } from "../../../base/errors.ts";
import { Budget } from "../budget.ts";
import { Damage } from "../damage.ts";
import { LevelColumn } from "../../table/level_column.ts";
import type { RawColumn, RawTable } from "../../table/table.ts";
import { typedTable } from "../../table/typed_table.ts";
import { unreadable } from "../unreadable.ts";
import { readMessages } from "./arrow_messages.ts";
import { type Cell, type CellForm, checkedScale, makeTypedColumn, toCell } from "./typed_cells.ts";

const CELLS_BETWEEN_CHECKPOINTS = 4096;
const PLAIN: CellForm = { as: "plain", scale: 0 };
const SINGLE_PRECISION = 1;
const VIEW_BYTES = 16;
const MOST_INLINE_BYTES = 12;
/** Units of a time of day, by Arrow's number: seconds to nanoseconds. */
const UNITS_A_SECOND = [1, 1e3, 1e6, 1e9];

/** Reads Arrow data, O(cells), unpacking LZ4 and ZSTD buffers.
 * @param options.isFile Whether it is a file, else a stream.
 * @throws {DataError} If it is cut off or damaged, or of types that no table has.
 */
export async function readArrow(
  bytes: Uint8Array,
  { name, isFile, context }: { name: string; isFile: boolean; context: StageContext },
): Promise<RawTable> {
  try {
    const budget = new Budget(name, bytes.length);
    const { messages, isEnded } = readMessages(bytes, { isFile, budget });
    if (!isEnded && !isFile) {
      context.warn("The Arrow stream has no mark at its end. If rows are lacking, write it again.");
    }
    const table = tableFromIPC([...messages], { useBigInt: true, useDecimalInt: true });
    budget.cells(table.numRows * table.numCols);
    const columns: RawColumn[] = [];
    for (let c = 0; c < table.numCols; c++) {
      const column = table.getChildAt(c);
      // The format lets a column go without a name.
      const header = table.schema.fields[c].name ?? "";
      if (column.length !== table.numRows) throw new Damage("columns of different lengths");
      checkOffsets(column);
      columns.push(await readColumn(column, { header, position: c + 1, context }));
      await context.checkpoint(c + 1, table.numCols, "columns");
    }
    return typedTable(columns, table.numRows);
  } catch (error) {
    if (context.signal.aborted || error instanceof DataError) throw error;
    throw unreadable(
      name,
      `an Arrow file must be whole, but this one is cut off, damaged or of an unknown form (${
        describe(error)
      }). Write it again, or export the survey as CSV.`,
    );
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, "") : String(error);
}

async function readColumn(
  column: Column<unknown>,
  { header, position, context }: { header: string; position: number; context: StageContext },
): Promise<RawColumn> {
  const levels = new LevelColumn<Cell>();
  const type = valueType(column.type);
  const perSecond = type.typeId === Type.Time ? UNITS_A_SECOND[type.unit] : 0;
  let row = 0;
  for (const value of column) {
    const cell = toCell(value);
    levels.add(perSecond > 0 && cell !== null ? Number(cell) / perSecond : cell);
    if (row++ % CELLS_BETWEEN_CHECKPOINTS === 0) await context.checkpoint(row, column.length);
  }
  if (row !== column.length) throw new Damage("columns of different lengths");
  return makeTypedColumn(levels.finish(), {
    header,
    position,
    form: formOf(type),
    order: orderOf(column),
  });
}

function formOf(type: DataType): CellForm {
  switch (type.typeId) {
    case Type.Date:
      return { as: "day", scale: 0 };
    case Type.Timestamp:
      return { as: "moment", scale: 0 };
    case Type.Time:
      return { as: "time", scale: 0 };
    case Type.Decimal:
      return { as: "decimal", scale: checkedScale(type.scale) };
    case Type.Float:
      return type.precision === SINGLE_PRECISION ? { as: "float32", scale: 0 } : PLAIN;
    default:
      return PLAIN;
  }
}

function valueType(type: DataType): DataType {
  return type.typeId === Type.Dictionary ? type.dictionary : type;
}

/** The dictionary's texts, where the column is one of ordered categories. */
function orderOf(column: Column<unknown>): string[] | null {
  const { type } = column;
  if (type.typeId !== Type.Dictionary || type.ordered !== true) return null;
  const batch = column.data.at(-1);
  const dictionary = batch === undefined ? null : dictionaryOf(batch);
  if (dictionary === null) return null;
  const texts = [...dictionary];
  return texts.every((text) => typeof text === "string") ? texts : null;
}

/** The texts that a batch's numbers stand for; null where its cells are no numbers of texts. */
function dictionaryOf(batch: object): Column<unknown> | null {
  return "dictionary" in batch && batch.dictionary instanceof Column ? batch.dictionary : null;
}

/** Offsets that fall, or run past the bytes they point into, would make texts of anything. */
function checkOffsets(column: Column<unknown>): void {
  for (const batch of column.data) {
    const { offsets, values, length, validity } = batch;
    const dictionary = dictionaryOf(batch);
    if (dictionary !== null) checkOffsets(dictionary);
    if ("data" in batch && Array.isArray(batch.data)) {
      if (!(values instanceof Uint8Array)) throw new Damage("too few texts");
      checkViews(values, batch.data, { length, validity });
    }
    if (offsets === undefined || offsets === null) continue;
    if (length > 0 && offsets.length <= length) throw new Damage("too few offsets");
    let last = 0;
    for (let i = 0; i <= length && i < offsets.length; i++) {
      const offset = Number(offsets[i]);
      if (offset < last) throw new Damage("offsets that fall");
      last = offset;
    }
    if (values instanceof Uint8Array && last > values.length) throw new Damage("cut off");
  }
}

/** Texts of up to 12 bytes stand in the view itself, longer ones in one of the buffers. */
function checkViews(
  views: Uint8Array,
  data: readonly (Uint8Array | undefined)[],
  { length, validity }: { length: number; validity: Uint8Array | undefined },
): void {
  if (views.length < VIEW_BYTES * length) throw new Damage("too few texts");
  const view = new DataView(views.buffer, views.byteOffset, views.byteLength);
  for (let i = 0; i < length; i++) {
    // The view of an answer that is not there may hold anything.
    const isNull = validity !== undefined && validity.length > 0 &&
      (validity[i >> 3] >> (i & 7) & 1) === 0;
    if (isNull) continue;
    const at = VIEW_BYTES * i;
    const bytes = view.getInt32(at, true);
    if (bytes >= 0 && bytes <= MOST_INLINE_BYTES) continue;
    const start = view.getInt32(at + 12, true);
    const buffer = data[view.getInt32(at + 8, true)];
    if (bytes < 0 || start < 0 || buffer === undefined || start + bytes > buffer.length) {
      throw new Damage("cut off");
    }
  }
}
