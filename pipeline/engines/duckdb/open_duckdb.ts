/** The engine on DuckDB: files read where they lie, what is made on the way on disk. Runs in Deno only. */

import { join } from "node:path";
import type { StageContext } from "../../base/context.ts";
import type { Params } from "../../plan/params.ts";
import type { SqlConnection, SqlProgress } from "../connection.ts";
import type { Engine } from "../engine.ts";
import { makeCustomers } from "../ledger/make_customers.ts";
import type { SourceFiles } from "../sources.ts";
import { DUCKDB } from "../sql/dialect.ts";
import { firstPlaces, plainName, ROW } from "../sql/columns.ts";
import { openSqlEngine, type SqlSource } from "../sql/sql_engine.ts";
import { textFormOf } from "../text_form.ts";
import { connectDuckDb } from "./connection.ts";

/** What opening takes. */
export interface DuckDbWanted {
  readonly files: SourceFiles;
  readonly ingest: Params["ingest"];
  /** Most memory in bytes; null for DuckDB's own share of the machine's. */
  readonly memory: number | null;
  readonly context: StageContext;
  /** Folder in which one for temporary files is made; the system's if absent. */
  readonly scratchIn?: string;
}

/** Opens files on DuckDB.
 * @throws {StorageError} If DuckDB cannot be loaded, or cannot read the files.
 */
export async function openDuckDb(
  { files, ingest, memory, context, scratchIn }: DuckDbWanted,
): Promise<Engine> {
  const scratch = await Deno.makeTempDir({
    prefix: "segments-",
    ...(scratchIn === undefined ? {} : { dir: scratchIn }),
  });
  const release = () => Deno.remove(scratch, { recursive: true });
  let connection: SqlConnection | null = null;
  try {
    connection = await connectDuckDb({
      file: join(scratch, "answers.duckdb"),
      ...{ scratch, memory, threads: context.workers },
    });
    const opened = connection;
    const heard = {
      signal: context.signal,
      onProgress: ({ done, total }: SqlProgress) => context.progress(done, total),
    };
    const source = await sourceOf(files, { ingest, connection });
    const { ledger } = ingest;
    return await openSqlEngine({
      ...{ connection, dialect: DUCKDB, release, ...heard },
      source: ledger === null ? source : await makeCustomers({
        ...{ name: files.name, source, connection, ingest, ledger, ...heard },
      }),
      async keep(name, query, options) {
        const table = DUCKDB.quote(name);
        await opened.query(`CREATE OR REPLACE TABLE ${table} AS ${query}`, options);
        return table;
      },
      // Each uses all cores, and all the memory it is given.
      atOnce: 1,
    });
  } catch (error) {
    await connection?.close();
    await release();
    throw error;
  }
}

async function sourceOf(
  { form, paths }: SourceFiles,
  { ingest, connection }: {
    readonly ingest: Params["ingest"];
    readonly connection: SqlConnection;
  },
): Promise<SqlSource> {
  const list = `[${paths.map((path) => DUCKDB.text(path)).join(", ")}]`;
  const write = (query: string, folder: string) => [
    `COPY (${query}) TO ${DUCKDB.text(join(folder, "segments.parquet"))} (FORMAT parquet)`,
  ];
  if (form === "parquet") {
    const read = (more: string) => `read_parquet(${list}, hive_partitioning = false${more})`;
    const places = await firstRows(list, connection);
    const first = paths.map((path, p) => `WHEN ${DUCKDB.text(path)} THEN ${places[p]}`);
    return {
      relation: read(""),
      numbered:
        `(SELECT *, file_row_number + CASE filename ${first.join(" ")} END AS ${
          DUCKDB.quote(ROW)
        } ` +
        `FROM ${read(", file_row_number = true, filename = true")})`,
      ...{ write, headers: null },
    };
  }
  const { delimiter, headers } = await textFormOf(paths[0], ingest);
  const given = headers.map((_, c) => DUCKDB.text(plainName(c))).join(", ");
  const relation =
    `read_csv(${list}, all_varchar = true, header = true, nullstr = '', names = [${given}], ` +
    `delim = ${DUCKDB.text(delimiter)}, quote = '"', escape = '"', hive_partitioning = false)`;
  const numbered = `(SELECT *, row_number() OVER () - 1 AS ${DUCKDB.quote(ROW)} FROM ${relation})`;
  return { relation, numbered, write, headers };
}

/** The place of each file's first row among all rows. */
async function firstRows(list: string, connection: SqlConnection): Promise<number[]> {
  const { columns } = await connection.query(
    `SELECT num_rows FROM parquet_file_metadata(${list}) ORDER BY list_position(${list}, file_name)`,
  );
  return firstPlaces(columns[0].map(Number));
}
