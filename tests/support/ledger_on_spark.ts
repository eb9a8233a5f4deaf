/** What Spark makes of a ledger beside what the reader in memory and DuckDB make of it, for tests. Runs in Deno only. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { connectDuckDb } from "../../pipeline/engines/duckdb/connection.ts";
import { openDuckDb } from "../../pipeline/engines/duckdb/open_duckdb.ts";
import type { Engine } from "../../pipeline/engines/engine.ts";
import { openLocalEngine } from "../../pipeline/engines/local/local_engine.ts";
import { findFiles } from "../../pipeline/engines/sources.ts";
import { openSpark } from "../../pipeline/engines/spark/open_spark.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import { engineParams, outcomeOf } from "./engine_runs.ts";
import { LEDGER_COLUMNS, ledgerText } from "./ledger.ts";
import type { SparkServer } from "./spark_server.ts";

const [HEADER, ...DRAWN] = ledgerText({ lines: 20_000, customers: 800, seed: 19 }).trimEnd()
  .split("\n");
/** Dates and amounts as people and programs write them, with those that are none. */
const ODD = [
  ...["soon", "2024-02-30", "2011-12-08 24:00", "2011-12-08 17:60", "#VALUE!", "###"]
    .map((date) => ["1", date, " 12346 ", "Home", "odd", "5"]),
  ...["2011-12-08T17:30:05.25Z", "2011-12-08 17:30 UTC+1", "2011-12-08\u00a0", "\ufeff2011-12-08"]
    .map((date, i) => [`A${i}`, date, `x ${i}`, "${HOME} it's \\n", "odd", `${i}.25`]),
  ...["+3", "1e2", "2.5e-2", ".5", "7.", "-0.0", "1.00005", "-1.00004999", "", "NA", "99999999999"]
    .map((paid, i) => ["", `2011-11-0${i % 9 + 1}`, `\u3000é ${i % 4}`, " ", "odd", paid]),
].map((cells) => cells.join(","));
const LINES = [...DRAWN, ...ODD];

const PARAMS = engineParams({ ingest: { ledger: LEDGER_COLUMNS } });

function onSpark(
  { endpoint }: SparkServer,
  path: string,
  { ingest }: Params,
  partitions?: number,
): Promise<Engine> {
  return openSpark({
    ...{ endpoint, files: findFiles(path), ingest, context: createContext() },
    ...(partitions === undefined ? {} : { partitions }),
  });
}

function onDuckDb(path: string, { ingest }: Params): Promise<Engine> {
  const context = createContext({ workers: 2 });
  return openDuckDb({ files: findFiles(path), ingest, memory: 1e9, context });
}

function inMemory(path: string, { ingest }: Params): Promise<Engine> {
  return openLocalEngine(
    [{ name: path, bytes: Deno.readFileSync(path) }],
    ingest,
    createContext(),
  );
}

/** All that is known of the customers, then closed. */
async function customersOf(engine: Engine) {
  try {
    const { rows, columns, customers } = engine.facts;
    return {
      ...{ columns: columns.map(({ name }) => name), customers },
      cells: await engine.cells(Float64Array.from({ length: rows }, (_, row) => row)),
    };
  } finally {
    await engine.close();
  }
}

function writeLines(path: string, lines: readonly string[], header = HEADER): string {
  Deno.writeTextFileSync(path, [header, ...lines].join("\n") + "\n");
  return path;
}

/** The same customers, though lines stand in another order, in several files and in seven parts. */
export async function sameCustomersOnSpark(server: SparkServer): Promise<void> {
  const folder = await Deno.makeTempDir({ dir: server.folder });
  const rng = createRng(5);
  const turned = LINES.map((line) => ({ line, at: rng.uniform() })).sort((a, b) => a.at - b.at);
  const parts = `${folder}/parts`;
  Deno.mkdirSync(parts);
  for (const part of [0, 1, 2]) {
    const some = turned.filter((_, i) => i % 3 === part).map(({ line }) => line);
    writeLines(`${parts}/${part}.csv`, some);
  }
  const made = await customersOf(await onSpark(server, parts, PARAMS, 7));
  assert.deepEqual(made, await customersOf(await onDuckDb(parts, PARAMS)));
  const path = writeLines(`${folder}/ledger.csv`, LINES);
  const { cells, customers } = await customersOf(await inMemory(path, PARAMS));
  assert.deepEqual(made.cells, cells);
  assert.deepEqual(made.customers?.report.leftOut, customers?.report.leftOut);
  assert.equal(made.customers?.report.leftOut.unreadDate, 4);
  assert.equal(await server.keptTables(), 0);
}

/** The same bits in the files of a run: of few customers, as what Spark takes for a run does not depend on
 * how many they are. */
export async function sameRunOnSpark(server: SparkServer): Promise<void> {
  const folder = await Deno.makeTempDir({ dir: server.folder });
  const path = writeLines(`${folder}/ledger.csv`, DRAWN.slice(0, 600));
  const { customer, date, amount, order } = LEDGER_COLUMNS;
  const params = engineParams({
    ingest: { ledger: { customer, date, amount, order } },
    features: { include: ["recency", "frequency"] },
    clustering: { n_clusters: 2, n_init: 1, max_iter: 1 },
  });
  const found = await outcomeOf(await onSpark(server, path, params, 1), params);
  const { text, files, labels } = await outcomeOf(await inMemory(path, params), params);
  assert.equal(found.text, text);
  assert.deepEqual(found.files, files);
  assert.deepEqual(found.labels, labels);
  assert.equal(await server.keptTables(), 0);
}

/** Columns with types of their own are read as on DuckDB; what would be written otherwise is refused. */
export async function typedLedgersOnSpark(server: SparkServer): Promise<void> {
  const folder = await Deno.makeTempDir({ dir: server.folder });
  const few = writeLines(`${folder}/few.csv`, DRAWN.slice(0, 400));
  const connection = await connectDuckDb({
    ...{ file: null, scratch: folder, memory: null, threads: 1 },
  });
  const typed = async (name: string, casts: string) => {
    await connection.query(
      `COPY (SELECT * REPLACE (${casts}) FROM read_csv('${few}', all_varchar = true)) ` +
        `TO '${folder}/${name}.parquet' (FORMAT parquet)`,
    );
    return `${folder}/${name}.parquet`;
  };
  const moment = "CAST(InvoiceDate || ':00+03' AS TIMESTAMPTZ) AS InvoiceDate";
  const customer = "CAST(CustomerID AS DOUBLE) AS CustomerID";
  try {
    const path = await typed(
      "typed",
      `${moment}, ${customer}, CAST(Amount AS DOUBLE) + 0.00005 AS Amount`,
    );
    assert.deepEqual(
      await customersOf(await onSpark(server, path, PARAMS)),
      await customersOf(await onDuckDb(path, PARAMS)),
    );
    const floats = await typed("floats", "CAST(Amount AS FLOAT) AS Amount");
    await refused(onSpark(server, floats, PARAMS), /on Spark, but they are floats of 32 bits/);
    const halves = await typed("halves", "CAST(CustomerID AS DOUBLE) + 0.5 AS CustomerID");
    await refused(onSpark(server, halves, PARAMS), /on Spark, but one is a fraction or larger/);
  } finally {
    await connection.close();
  }
}

/** What DuckDB refuses, Spark refuses in the same words. */
export async function refusedOnSpark(server: SparkServer): Promise<void> {
  const folder = await Deno.makeTempDir({ dir: server.folder });
  const params = engineParams({
    ingest: { ledger: { customer: "who", date: "day", amount: "paid" } },
  });
  for (
    const lines of [["a,09.12.2011,5", "b,2011-12-10,5"], ["a,2011-12-09,5", "b,2011-12-09,€5"]]
  ) {
    const path = writeLines(`${folder}/ledger.csv`, lines, "who,day,paid");
    const said = await onDuckDb(path, params).then(() => "", (error: Error) => error.message);
    assert.match(said, /set engine\.name to auto to read the ledger in memory/);
    await assert.rejects(onSpark(server, path, params), { name: "DataError", message: said });
  }
  assert.equal(await server.keptTables(), 0);
}

async function refused(opening: Promise<Engine>, said: RegExp): Promise<void> {
  await assert.rejects(opening, (error: Error) => {
    assert.equal(error.name, "DataError", error.message);
    assert.match(error.message, said);
    assert.doesNotMatch(error.message, /\n/);
    return true;
  });
}
