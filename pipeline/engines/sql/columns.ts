/** The columns of a relation, as a database and as a survey name them. Runs in Deno only. */

import { nameColumns } from "../../ingest/headers/name_columns.ts";
import type { SqlConnection } from "../connection.ts";
import type { SourceColumn } from "../engine.ts";

/** A column of the source, and of the relation that reads it. */
export interface SqlColumn extends SourceColumn {
  /** What the database calls it. */
  readonly own: string;
  /** Its type in the database's words, such as `DOUBLE`. */
  readonly declared: string;
  /** Place in the source, from 1. */
  readonly position: number;
}

/** What the place of a row in the source is called. */
export const ROW = "engine row";

/** What the rows of text files are kept as. */
export const ROWS = "rows";

/** Types whose cells are numbers in every row. */
const NUMBER_TYPE =
  /^(?:u?(?:tiny|small|big|huge)?int(?:eger)?|byte|short|long|float|double|real|decimal.*)$/i;

/** What a column of a text file is called in the database, which may not tell names apart as surveys do. */
export function plainName(column: number): string {
  return `column ${column}`;
}

/** The place of each file's first row among all rows, from 0.
 * @param counts Rows of each file.
 */
export function firstPlaces(counts: readonly number[]): number[] {
  let sum = 0;
  return counts.map((rows) => {
    const first = sum;
    sum += rows;
    return first;
  });
}

/** Asks for the columns of a relation, that of the row's place aside.
 * @param options.headers What columns are called that have plain names; null where they have their own.
 */
export async function columnsOf(
  relation: string,
  { connection, headers }: {
    readonly connection: SqlConnection;
    readonly headers: readonly string[] | null;
  },
): Promise<SqlColumn[]> {
  const described = await connection.query(`DESCRIBE SELECT * FROM ${relation} AS source`);
  const own = described.columns[0].map(String);
  const places = own.flatMap((name, place) => name === ROW ? [] : [place]);
  const called = headers ?? places.map((place) => own[place]);
  const { names } = nameColumns(called.map((header, c) => ({ header, position: c + 1 })));
  return places.map((place, c) => {
    const declared = String(described.columns[1][place]);
    return {
      ...{ name: names[c], header: called[c], own: own[place], declared, position: c + 1 },
      type: NUMBER_TYPE.test(declared) ? "number" as const : "text" as const,
    };
  });
}
