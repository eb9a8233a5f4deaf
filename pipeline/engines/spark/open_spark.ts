/** The engine on Spark: files where the server sees them, answers kept in the memory of its executors. Runs in Deno only. */

import type { StageContext } from "../../base/context.ts";
import type { Params } from "../../plan/params.ts";
import type { SqlProgress } from "../connection.ts";
import type { Engine } from "../engine.ts";
import { makeCustomers, type TableKeeper } from "../ledger/make_customers.ts";
import type { SourceFiles } from "../sources.ts";
import { SPARK } from "../sql/dialect.ts";
import { ROWS } from "../sql/columns.ts";
import { openSqlEngine } from "../sql/sql_engine.ts";
import { connectSpark } from "./connect_spark.ts";
import { KeptSession } from "./kept_session.ts";
import { readFiles } from "./read_files.ts";

/** What opening takes. */
export interface SparkWanted {
  readonly endpoint: string;
  readonly files: SourceFiles;
  readonly ingest: Params["ingest"];
  readonly context: StageContext;
  /** How many parts kept rows are cut into, each the work of one task; as Spark thinks best if absent. */
  readonly partitions?: number;
}

/** Up to so many bytes, Spark takes longer to make Java of a statement than to go through the rows without:
 * 20,000 rows of 64 features by 8 centres took 2.6 s an iteration instead of 4.9. */
const SMALL_BYTES = 64e6;
/** Spark plans a statement by one thread, and goes through few rows by few. */
const STATEMENTS_AT_ONCE = 3;
/** Settings of the session by which small sources are gone through. */
const WHEN_SMALL = [
  "SET spark.sql.codegen.wholeStage = false",
  "SET spark.sql.shuffle.partitions = 4",
];

/** Settings of the session by which ledgers are read: moments are those of UTC, whatever zone the server is
 * in; and what is kept is known by its plan, as customers are made of tables that are made of tables, and
 * each statement on them would begin with the texts of all. */
const FOR_LEDGERS = [
  "SET spark.sql.session.timeZone = UTC",
  "SET spark.sql.legacy.storeAnalyzedPlanForView = true",
];
/** Tables of what files of texts hold. */
const OF_FILES: readonly string[] = [ROWS, "lines"];

/** Opens files on a Spark Connect server, which must see them under the same paths.
 * @throws {StorageError} If there is no such server, or it cannot read the files.
 */
export async function openSpark(
  { endpoint, files, ingest, context, partitions }: SparkWanted,
): Promise<Engine> {
  const connection = new KeptSession(await connectSpark(endpoint));
  try {
    if (files.bytes <= SMALL_BYTES) {
      for (const setting of WHEN_SMALL) await connection.query(setting);
    }
    const heard = {
      signal: context.signal,
      onProgress: ({ done, total }: SqlProgress) => context.progress(done, total),
    };
    const keep: TableKeeper["keep"] = (name, query, options) =>
      connection.keep(name, cutInto(partitions, { name, query }), options);
    const { ledger } = ingest;
    if (ledger !== null) {
      for (const setting of FOR_LEDGERS) await connection.query(setting);
    }
    const source = await readFiles(files, { ingest, connection });
    return await openSqlEngine({
      ...{ connection, dialect: SPARK, keep, ...heard },
      source: ledger === null ? source : await makeCustomers({
        ...{ name: files.name, source, connection, ingest, ledger, ...heard },
        dialect: SPARK,
        tables: { keep, drop: (table, options) => connection.setAside(table, options) },
      }),
      atOnce: STATEMENTS_AT_ONCE,
      release: () => Promise.resolve(),
    });
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** A query whose rows are shared out among tasks. Each file of texts is read by one task, so that without
 * it all later work on a single file would be that of one task too. */
function cutInto(
  partitions: number | undefined,
  { name, query }: { readonly name: string; readonly query: string },
): string {
  if (partitions === undefined && !OF_FILES.includes(name)) return query;
  const hint = partitions === undefined ? "REBALANCE" : `REPARTITION(${partitions})`;
  return `SELECT /*+ ${hint} */ * FROM (${query})`;
}
