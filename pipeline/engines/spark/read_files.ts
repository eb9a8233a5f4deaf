/** The files of a source as Spark reads them. Runs in Deno only. */

import type { SqlConnection } from "../connection.ts";
import type { SourceFiles } from "../sources.ts";
import { firstPlaces, plainName, ROW } from "../sql/columns.ts";
import { SPARK } from "../sql/dialect.ts";
import {
  type FilesRead,
  type FolderColumns,
  foldersBesideNamed,
  foldersBesidePlain,
} from "../sql/folders.ts";
import type { SqlSource } from "../sql/sql_engine.ts";
import { textFormOf } from "../text_form.ts";

/** Makes the files a relation, with the columns that their folders name behind their own. */
export function readFiles(files: SourceFiles, read: FilesRead): Promise<SqlSource> {
  return files.form === "parquet" ? readParquet(files, read) : readText(files, read);
}

function write(query: string, folder: string): string[] {
  return [`INSERT OVERWRITE DIRECTORY ${SPARK.text(folder)} USING parquet ${query}`];
}

async function readParquet(files: SourceFiles, { connection }: FilesRead): Promise<SqlSource> {
  const { paths } = files;
  const views = await viewsOf(paths, "parquet", { connection, columns: "" });
  const first = await firstRows(views, connection);
  const columns = columnsFor(files, await foldersBesideNamed(files, views[0], connection));
  // Views do not tell of the rows' places in a file.
  return {
    relation: union(views, (view, f) => `SELECT ${columns[f]} FROM ${view}`),
    numbered: union(
      paths,
      (path, f) =>
        `SELECT ${columns[f]}, ${first[f]} + _metadata.row_index AS ${SPARK.quote(ROW)} ` +
        `FROM parquet.${SPARK.quote(path)}`,
    ),
    ...{ write, headers: null },
  };
}

async function readText(files: SourceFiles, { ingest, connection }: FilesRead): Promise<SqlSource> {
  const { paths } = files;
  const { delimiter, headers } = await textFormOf(paths[0], ingest);
  const declared = headers.map((_, c) => `${SPARK.quote(plainName(c))} STRING`).join(", ");
  // One task a file, so that rows can be counted in their order.
  await connection.query("SET spark.sql.files.maxPartitionBytes = 9223372036854775807");
  const views = await viewsOf(paths, "csv", {
    connection,
    columns: `(${declared})`,
    options:
      `, header 'true', sep ${SPARK.text(delimiter)}, quote '"', escape '"', nullValue '', ` +
      `emptyValue '', multiLine 'true'`,
  });
  const folders = foldersBesidePlain(files, headers);
  const columns = columnsFor(files, folders);
  // One task a file counts its rows from 0 in the lower 33 bits.
  const first = await firstRows(views, connection);
  return {
    relation: union(views, (view, f) => `SELECT ${columns[f]} FROM ${view}`),
    numbered: union(
      views,
      (view, f) =>
        `SELECT ${columns[f]}, ${first[f]} + (monotonically_increasing_id() & 8589934591) AS ` +
        `${SPARK.quote(ROW)} FROM ${view}`,
    ),
    write,
    headers: folders.headers,
  };
}

function union<T>(each: readonly T[], select: (one: T, place: number) => string): string {
  return `(${each.map(select).join(" UNION ALL ")})`;
}

/** What is selected of each file: its columns, and what its folders say. */
function columnsFor(
  { paths, partitions }: SourceFiles,
  { left, names }: FolderColumns,
): string[] {
  const own = left.length === 0 ? "*" : `* EXCEPT (${left.map(SPARK.quote).join(", ")})`;
  const cell = (value: string) => value === "" ? "CAST(NULL AS STRING)" : SPARK.text(value);
  return paths.map((_, f) =>
    [
      own,
      ...partitions.map(({ values }, p) => `${cell(values[f])} AS ${SPARK.quote(names[p])}`),
    ].join(", ")
  );
}

/** The place of each file's first row among all rows. */
async function firstRows(views: readonly string[], connection: SqlConnection): Promise<number[]> {
  if (views.length === 1) return [0];
  const { columns: [files, counts] } = await connection.query(
    views.map((view, f) => `SELECT ${f} AS f, count(*) AS n FROM ${view}`).join(" UNION ALL "),
  );
  const rows = new Map(files.map((f, i) => [Number(f), Number(counts[i])]));
  return firstPlaces(views.map((_, f) => rows.get(f)!));
}

async function viewsOf(
  paths: readonly string[],
  form: "csv" | "parquet",
  { connection, columns, options = "" }: {
    readonly connection: SqlConnection;
    readonly columns: string;
    readonly options?: string;
  },
): Promise<string[]> {
  const views: string[] = [];
  for (const [f, path] of paths.entries()) {
    const view = SPARK.quote(`file_${f}`);
    await connection.query(
      `CREATE OR REPLACE TEMPORARY VIEW ${view} ${columns} USING ${form} ` +
        `OPTIONS (path ${SPARK.text(path)}${options})`,
    );
    views.push(view);
  }
  return views;
}
