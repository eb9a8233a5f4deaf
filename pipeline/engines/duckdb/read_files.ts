/** The files of a source as DuckDB reads them. Runs in Deno only. */

import { join } from "node:path";
import type { SqlConnection } from "../connection.ts";
import type { SourceFiles } from "../sources.ts";
import { firstPlaces, plainName, ROW } from "../sql/columns.ts";
import { DUCKDB } from "../sql/dialect.ts";
import {
  type FilesRead,
  type FolderColumns,
  foldersBesideNamed,
  foldersBesidePlain,
} from "../sql/folders.ts";
import type { SqlSource } from "../sql/sql_engine.ts";
import { textFormOf } from "../text_form.ts";

/** What the path of a row's file is called. */
const FILE = "engine file";

/** Makes the files a relation, with the columns that their folders name behind their own. */
export function readFiles(files: SourceFiles, read: FilesRead): Promise<SqlSource> {
  return files.form === "parquet" ? readParquet(files, read) : readText(files, read);
}

/** Statements that write a query's rows as one Parquet file. */
export function writeParquet(query: string, folder: string): string[] {
  return [`COPY (${query}) TO ${DUCKDB.text(join(folder, "segments.parquet"))} (FORMAT parquet)`];
}

async function readParquet(files: SourceFiles, { connection }: FilesRead): Promise<SqlSource> {
  const { paths, partitions } = files;
  const list = listOf(paths);
  const named = `filename = ${DUCKDB.text(FILE)}`;
  const read = (more: string) => `read_parquet(${list}, hive_partitioning = false${more})`;
  const places = await firstRows(list, connection);
  const first = paths.map((path, p) => `WHEN ${DUCKDB.text(path)} THEN ${places[p]}`);
  const numbered =
    `(SELECT * EXCLUDE (file_row_number), file_row_number + CASE ${DUCKDB.quote(FILE)} ${
      first.join(" ")
    } END AS ${DUCKDB.quote(ROW)} ` +
    `FROM ${read(`, file_row_number = true, ${named}`)})`;
  if (partitions.length === 0) {
    return { relation: read(""), numbered, write: writeParquet, headers: null };
  }
  const folders = await foldersBesideNamed(files, read(""), connection);
  return {
    relation: besideFolders(read(`, ${named}`), files, folders),
    numbered: besideFolders(numbered, files, folders),
    ...{ write: writeParquet, headers: null },
  };
}

async function readText(
  files: SourceFiles,
  { ingest }: FilesRead,
): Promise<SqlSource> {
  const { paths, partitions } = files;
  const { delimiter, headers } = await textFormOf(paths[0], ingest);
  const given = headers.map((_, c) => DUCKDB.text(plainName(c))).join(", ");
  const read = (more: string) =>
    `read_csv(${listOf(paths)}, all_varchar = true, header = true, nullstr = '', ` +
    `names = [${given}], delim = ${DUCKDB.text(delimiter)}, quote = '"', escape = '"', ` +
    `hive_partitioning = false${more})`;
  // Numbered before anything is joined, which need not keep the order.
  const number = (relation: string) =>
    `(SELECT *, row_number() OVER () - 1 AS ${DUCKDB.quote(ROW)} FROM ${relation})`;
  if (partitions.length === 0) {
    return { relation: read(""), numbered: number(read("")), write: writeParquet, headers };
  }
  const named = read(`, filename = ${DUCKDB.text(FILE)}`);
  const folders = foldersBesidePlain(files, headers);
  return {
    relation: besideFolders(named, files, folders),
    numbered: besideFolders(number(named), files, folders),
    write: writeParquet,
    headers: folders.headers,
  };
}

/** Rows of a relation with what the folders of their files say. Joined, as a choice among hundreds of paths
 * took three times as long as reading.
 */
function besideFolders(
  relation: string,
  { paths, partitions }: SourceFiles,
  { left, names }: FolderColumns,
): string {
  const { quote, text } = DUCKDB;
  const cell = (value: string) => value === "" ? "NULL" : text(value);
  const rows = paths.map((path, p) =>
    `(${[text(path), ...partitions.map(({ values }) => cell(values[p]))].join(", ")})`
  );
  const named = names.map((name, n) => `CAST(folders.c${n} AS VARCHAR) AS ${quote(name)}`);
  const columns = ["path", ...names.map((_, n) => `c${n}`)];
  return `(SELECT of_files.* EXCLUDE (${[FILE, ...left].map(quote).join(", ")}), ${
    named.join(", ")
  } FROM ${relation} AS of_files JOIN (VALUES ${rows.join(", ")}) AS folders(${
    columns.join(", ")
  }) ON folders.path = of_files.${quote(FILE)})`;
}

function listOf(paths: readonly string[]): string {
  return `[${paths.map((path) => DUCKDB.text(path)).join(", ")}]`;
}

/** The place of each file's first row among all rows. */
async function firstRows(list: string, connection: SqlConnection): Promise<number[]> {
  const { columns } = await connection.query(
    `SELECT num_rows FROM parquet_file_metadata(${list}) ORDER BY list_position(${list}, file_name)`,
  );
  return firstPlaces(columns[0].map(Number));
}
