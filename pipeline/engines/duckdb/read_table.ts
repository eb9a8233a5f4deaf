/** A table or view of a DuckDB file as the rows of a source. Runs in Deno only. */

import { basename, extname } from "node:path";
import { DataError, quoteValue, StorageError } from "../../base/errors.ts";
import { unreadable } from "../../ingest/files/unreadable.ts";
import type { Params } from "../../plan/params.ts";
import type { SqlConnection, SqlQueryOptions } from "../connection.ts";
import type { SourceFiles } from "../sources.ts";
import { columnsOf, ROW } from "../sql/columns.ts";
import { DUCKDB } from "../sql/dialect.ts";
import type { SqlSource } from "../sql/sql_engine.ts";
import { writeParquet } from "./read_files.ts";

/** What a view's rows are kept as. */
const VIEW = DUCKDB.quote("engine view");
/** Names that DuckDB keeps for itself. */
const TAKEN = new Set(["system", "temp"]);
const MOST_TABLES_TOLD = 20;

/** What reading takes. */
export interface TableRead extends SqlQueryOptions {
  readonly ingest: Pick<Params["ingest"], "sheet">;
  readonly connection: SqlConnection;
}

interface TableFound {
  /** As `ingest.sheet` names it. */
  readonly called: string;
  /** As statements name it. */
  readonly relation: string;
  readonly isView: boolean;
}

/** Opens the file for reading alone, and makes the table that `ingest.sheet` names a relation. Rows of a
 * table stand in the order in which they were added. Those of a view, which has none, are read once and
 * stand in the order of their cells.
 * @throws {StorageError} If DuckDB cannot open the file: another process writes to it, or a newer DuckDB has.
 * @throws {DataError} If there is no such table, or several and none is named.
 */
export async function readTable(files: SourceFiles, read: TableRead): Promise<SqlSource> {
  const { ingest: { sheet }, connection, ...options } = read;
  const tables = await openFile(files, connection);
  const { relation, isView } = chooseTable(tables, sheet, files.name);
  if (!isView) return await numberRows(relation, connection);
  await connection.query(`CREATE TABLE ${VIEW} AS SELECT * FROM ${relation} ORDER BY ALL`, options);
  return await numberRows(VIEW, connection);
}

async function openFile(
  { name, paths: [path] }: SourceFiles,
  connection: SqlConnection,
): Promise<TableFound[]> {
  // Called as DuckDB itself would, as views may name it so.
  const own = basename(path, extname(path));
  const database = TAKEN.has(own.toLowerCase()) ? `${own} file` : own;
  try {
    await connection.query(
      `ATTACH ${DUCKDB.text(path)} AS ${DUCKDB.quote(database)} (READ_ONLY)`,
    );
  } catch (error) {
    throw explain(error, name, connection);
  }
  const asked = (kind: "table" | "view") =>
    `SELECT schema_name, ${kind}_name, ${kind === "view"} FROM duckdb_${kind}s() ` +
    `WHERE database_name = ${DUCKDB.text(database)} AND NOT internal`;
  const { columns: [schemas, names, areViews] } = await connection.query(
    `${asked("table")} UNION ALL ${asked("view")} ORDER BY 1, 2`,
  );
  return names.map((table, t) => ({
    called: schemas[t] === "main" ? String(table) : `${schemas[t]}.${table}`,
    relation: [database, String(schemas[t]), String(table)].map(DUCKDB.quote).join("."),
    isView: areViews[t] === true,
  }));
}

/** As a sheet of a workbook is chosen, but that nothing tells which of several tables is the survey. */
function chooseTable(
  tables: readonly TableFound[],
  wanted: string | number,
  name: string,
): TableFound {
  const told = tables.slice(0, MOST_TABLES_TOLD).map(({ called }) => quoteValue(called)).join(", ");
  const more = tables.length > MOST_TABLES_TOLD
    ? ` and ${tables.length - MOST_TABLES_TOLD} more`
    : "";
  if (tables.length === 0) {
    throw unreadable(name, "a DuckDB file must hold a table or a view, but this one has none.");
  }
  if (wanted === "auto") {
    if (tables.length === 1) return tables[0];
    throw unreadable(
      name,
      `ingest.sheet must name the table or view where there are several. They are ${told}${more}.`,
    );
  }
  const found = typeof wanted === "number"
    ? tables[wanted - 1]
    : tables.find(({ called }) => called === wanted) ??
      tables.find(({ called }) => called.toLowerCase() === wanted.trim().toLowerCase());
  if (found !== undefined) return found;
  throw unreadable(
    name,
    `ingest.sheet must be one of its tables and views or their number, but is ${
      quoteValue(wanted)
    }. They are ${told}${more}.`,
  );
}

async function numberRows(relation: string, connection: SqlConnection): Promise<SqlSource> {
  const columns = await columnsOf(relation, { connection, headers: null });
  const row = DUCKDB.quote(ROW);
  const counted = `(SELECT *, row_number() OVER () - 1 AS ${row} FROM ${relation})`;
  const source = { relation, numbered: counted, write: writeParquet, headers: null };
  if (columns.some(({ own }) => own.toLowerCase() === "rowid")) return source;
  const { columns: [[rows], [last]] } = await connection.query(
    `SELECT count(*), max(rowid) FROM ${relation}`,
  );
  // Where rows were deleted, numbers are missing.
  return Number(last) + 1 > Number(rows)
    ? source
    : { ...source, numbered: `(SELECT *, rowid AS ${row} FROM ${relation})` };
}

/** What DuckDB says of a file that it cannot open, without paths of programs. */
function explain(error: unknown, name: string, { version }: SqlConnection): unknown {
  if (!(error instanceof StorageError) || !(error.cause instanceof Error)) return error;
  const said = error.cause.message;
  const cannot = `Cannot read ${quoteValue(name)}: `;
  if (/could not set lock on file/i.test(said)) {
    const who = /\(PID \d+\)/.exec(said)?.[0] ?? "";
    return new StorageError(
      "refused",
      `${cannot}no other process may have it open for writing, but one has${
        who === "" ? "" : ` ${who}`
      }. End that, or give a copy of the file.`,
      { cause: error },
    );
  }
  const versions = /version number (\d+), but we can only read versions? (?:between )?(.*?)\.?$/m
    .exec(said);
  if (versions !== null) {
    return new StorageError(
      "failed",
      `${cannot}DuckDB ${version} reads files of the versions ${versions[2]}, but this one has ` +
        `${versions[1]}. Write the table as Parquet with the DuckDB that made it: ` +
        "COPY ... TO 'survey.parquet'.",
      { cause: error },
    );
  }
  if (/not a valid DuckDB database file/.test(said)) {
    return new DataError(`${cannot}it must be a DuckDB file, but it is none.`, { cause: error });
  }
  return error;
}
