/** The files of a source as Spark reads them. Runs in Deno only. */

import type { Params } from "../../plan/params.ts";
import type { SqlConnection } from "../connection.ts";
import { isNamedByFolders } from "../partitions.ts";
import type { SourceFiles } from "../sources.ts";
import { columnsOf, firstPlaces, plainName, ROW } from "../sql/columns.ts";
import { SPARK } from "../sql/dialect.ts";
import type { SqlSource } from "../sql/sql_engine.ts";
import { textFormOf } from "../text_form.ts";

/** What reading takes. */
export interface FilesRead {
  readonly ingest: Params["ingest"];
  readonly connection: SqlConnection;
}

/** Makes the files a relation, with the columns that their folders name behind their own. */
export function readFiles(files: SourceFiles, read: FilesRead): Promise<SqlSource> {
  return files.form === "parquet" ? readParquet(files, read) : readText(files, read);
}

function write(query: string, folder: string): string[] {
  return [`INSERT OVERWRITE DIRECTORY ${SPARK.text(folder)} USING parquet ${query}`];
}

async function readParquet(files: SourceFiles, { connection }: FilesRead): Promise<SqlSource> {
  const { paths, partitions } = files;
  const views = await viewsOf(paths, "parquet", { connection, columns: "" });
  const first = await firstRows(views, connection);
  const own = partitions.length === 0
    ? []
    : await columnsOf(views[0], { connection, headers: null });
  const columns = columnsFor(files, {
    left: own.filter(({ header }) => isNamedByFolders(header, partitions)).map(({ own }) => own),
    names: partitions.map(({ name }) => name),
  });
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
  const { paths, partitions } = files;
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
  const places = headers.flatMap((header, c) => isNamedByFolders(header, partitions) ? [c] : []);
  const columns = columnsFor(files, {
    left: places.map(plainName),
    names: partitions.map((_, f) => plainName(headers.length + f)),
  });
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
    headers: [
      ...headers.filter((_, c) => !places.includes(c)),
      ...partitions.map(({ name }) => name),
    ],
  };
}

function union<T>(each: readonly T[], select: (one: T, place: number) => string): string {
  return `(${each.map(select).join(" UNION ALL ")})`;
}

/** What is selected of each file: its columns, and what its folders say.
 * @param options.left Columns of the files that folders name too. @param options.names Of the new columns.
 */
function columnsFor(
  { paths, partitions }: SourceFiles,
  { left, names }: { readonly left: readonly string[]; readonly names: readonly string[] },
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
