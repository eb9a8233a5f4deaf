/** Turns what Spark sends, Arrow streams one after another, into a table of plain values. Runs in Deno only. */

import { type DataType, tableFromIPC, Type } from "@uwdata/flechette";
import { DataError, quoteValue } from "../../base/errors.ts";
import type { SqlTable, SqlValue } from "../connection.ts";

const PLAIN: ReadonlySet<number> = new Set([
  ...[Type.Null, Type.Int, Type.Float, Type.Bool, Type.Utf8, Type.LargeUtf8],
]);

/** One part of an answer. */
export interface ArrowPart {
  /** An Arrow stream, with its schema. */
  readonly stream: Uint8Array;
  readonly rows: number;
}

/** Reads parts of one schema into one table.
 * @param parts In the order of the rows; at least one, even for a table without rows.
 * @throws {DataError} If a column is of a type that is no plain value, such as a decimal.
 */
export function tableOfParts(parts: readonly ArrowPart[]): SqlTable {
  const names: string[] = [];
  const columns: SqlValue[][] = [];
  let rows = 0;
  for (const [at, part] of parts.entries()) {
    // A copy, because arrays of numbers must begin at a multiple of their size.
    const stream = part.rows === 0 ? schemaOf(part.stream) : part.stream.slice();
    const table = tableFromIPC(stream, { useBigInt: true });
    if (at === 0) {
      for (const { name, type } of table.schema.fields) {
        checkType(name, type);
        names.push(name);
        columns.push([]);
      }
    }
    if (part.rows === 0) continue;
    rows += part.rows;
    columns.forEach((column, index) => {
      for (const value of table.getChildAt(index)) column.push(plain(value));
    });
  }
  return { names, columns, rows };
}

/** The first message of a stream, which is its schema: the decoder fails on parts without rows. */
function schemaOf(stream: Uint8Array): Uint8Array {
  const head = new DataView(stream.buffer, stream.byteOffset, 8);
  // A mark of four bytes, the length of what follows, and that; a schema has nothing after it.
  return stream.slice(0, 8 + head.getInt32(4, true));
}

function plain(value: unknown): SqlValue {
  if (typeof value !== "bigint") return value as SqlValue;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function checkType(name: string, type: DataType): void {
  if (PLAIN.has(type.typeId)) return;
  const word = Object.entries(Type).find(([, id]) => id === type.typeId)?.[0] ?? type.typeId;
  throw new DataError(
    `Cannot read column ${
      quoteValue(name)
    } of Spark's answer: a column must hold numbers, texts or ` +
      `yes and no, but this one is of Arrow's type ${word}. Cast it to bigint, double or string.`,
  );
}
