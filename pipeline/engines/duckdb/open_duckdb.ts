/** The engine on DuckDB: files read where they lie, what is made on the way on disk. Runs in Deno only. */

import { join } from "node:path";
import type { StageContext } from "../../base/context.ts";
import type { Params } from "../../plan/params.ts";
import type { SqlConnection, SqlProgress } from "../connection.ts";
import type { Engine } from "../engine.ts";
import { makeCustomers, type TableKeeper } from "../ledger/make_customers.ts";
import type { SourceFiles } from "../sources.ts";
import { DUCKDB } from "../sql/dialect.ts";
import { openSqlEngine } from "../sql/sql_engine.ts";
import { connectDuckDb } from "./connection.ts";
import { readFiles } from "./read_files.ts";
import { readTable } from "./read_table.ts";

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
      // Not as a file of the caller is called.
      file: join(scratch, "engine answers.duckdb"),
      ...{ scratch, memory, threads: context.workers },
    });
    const opened = connection;
    const heard = {
      signal: context.signal,
      onProgress: ({ done, total }: SqlProgress) => context.progress(done, total),
    };
    const source = files.form === "database"
      ? await readTable(files, { ingest, connection, ...heard })
      : await readFiles(files, { ingest, connection });
    const { ledger } = ingest;
    return await openSqlEngine({
      ...{ connection, dialect: DUCKDB, release, ...heard },
      source: ledger === null ? source : await makeCustomers({
        ...{ name: files.name, source, connection, ingest, ledger, ...heard },
        ...{ dialect: DUCKDB, tables: temporaryTables(connection) },
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

/** Tables of a session are not packed, which would take as long as reading; what does not fit in memory
 * lies in the scratch folder all the same. */
function temporaryTables(connection: SqlConnection): TableKeeper {
  return {
    async keep(name, query, options) {
      const table = DUCKDB.quote(name);
      await connection.query(`CREATE OR REPLACE TEMP TABLE ${table} AS ${query}`, options);
      return table;
    },
    async drop(table, options) {
      await connection.query(`DROP TABLE ${table}`, options);
    },
  };
}
