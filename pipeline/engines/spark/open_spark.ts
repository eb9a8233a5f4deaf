/** The engine on Spark: files where the server sees them, answers kept in the memory of its executors. Runs in Deno only. */

import type { StageContext } from "../../base/context.ts";
import type { Params } from "../../plan/params.ts";
import type { SqlConnection } from "../connection.ts";
import type { Engine } from "../engine.ts";
import type { SourceFiles } from "../sources.ts";
import { SPARK } from "../sql/dialect.ts";
import { firstPlaces, plainName, ROW, ROWS } from "../sql/columns.ts";
import { openSqlEngine, type SqlSource } from "../sql/sql_engine.ts";
import { textFormOf } from "../text_form.ts";
import { connectSpark } from "./connect_spark.ts";
import { KeptSession } from "./kept_session.ts";

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
    return await openSqlEngine({
      ...{ connection, dialect: SPARK },
      source: await sourceOf(files, { ingest, connection }),
      keep: (name, query, options) =>
        connection.keep(name, cutInto(partitions, { name, query }), options),
      atOnce: STATEMENTS_AT_ONCE,
      release: () => Promise.resolve(),
      signal: context.signal,
      onProgress: ({ done, total }) => context.progress(done, total),
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
  if (partitions === undefined && name !== ROWS) return query;
  const hint = partitions === undefined ? "REBALANCE" : `REPARTITION(${partitions})`;
  return `SELECT /*+ ${hint} */ * FROM (${query})`;
}

async function sourceOf(
  { form, paths }: SourceFiles,
  { ingest, connection }: {
    readonly ingest: Params["ingest"];
    readonly connection: SqlConnection;
  },
): Promise<SqlSource> {
  const place = SPARK.quote(ROW);
  const write = (query: string, folder: string) => [
    `INSERT OVERWRITE DIRECTORY ${SPARK.text(folder)} USING parquet ${query}`,
  ];
  if (form === "parquet") {
    const views = await viewsOf(paths, "parquet", { connection, columns: "" });
    const first = await firstRows(views, connection);
    // Views do not tell of the rows' places in a file.
    const numbered = paths.map((path, f) =>
      `SELECT *, ${first[f]} + _metadata.row_index AS ${place} FROM parquet.${SPARK.quote(path)}`
    );
    const relation = views.map((view) => `SELECT * FROM ${view}`).join(" UNION ALL ");
    return {
      relation: `(${relation})`,
      numbered: `(${numbered.join(" UNION ALL ")})`,
      ...{ write, headers: null },
    };
  }
  const { delimiter, headers } = await textFormOf(paths[0], ingest);
  const columns = headers.map((_, c) => `${SPARK.quote(plainName(c))} STRING`).join(", ");
  // One task a file, so that rows can be counted in their order.
  await connection.query("SET spark.sql.files.maxPartitionBytes = 9223372036854775807");
  const views = await viewsOf(paths, "csv", {
    connection,
    columns: `(${columns})`,
    options:
      `, header 'true', sep ${SPARK.text(delimiter)}, quote '"', escape '"', nullValue '', ` +
      `emptyValue '', multiLine 'true'`,
  });
  // One task a file counts its rows from 0 in the lower 33 bits.
  const first = await firstRows(views, connection);
  const numbered = views.map((view, f) =>
    `SELECT *, ${first[f]} + (monotonically_increasing_id() & 8589934591) AS ${place} FROM ${view}`
  );
  return {
    relation: `(${views.map((view) => `SELECT * FROM ${view}`).join(" UNION ALL ")})`,
    numbered: `(${numbered.join(" UNION ALL ")})`,
    ...{ write, headers },
  };
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
