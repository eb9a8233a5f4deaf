/** Times k-means over all rows of Parquet files on DuckDB or Spark: `deno task bench-engines FOLDER...`. Runs in Deno only. */

import { parseArgs } from "node:util";
import { createContext } from "../pipeline/base/context.ts";
import { createRng } from "../pipeline/base/rng.ts";
import { openDuckDb } from "../pipeline/engines/duckdb/open_duckdb.ts";
import { openSpark } from "../pipeline/engines/spark/open_spark.ts";
import type { Engine } from "../pipeline/engines/engine.ts";
import { drawRows } from "../pipeline/engines/run/sample.ts";
import { findFiles } from "../pipeline/engines/sources.ts";
import { boundsOf } from "../pipeline/engines/sums/fixed_point.ts";
import { runLloyd } from "../pipeline/engines/sums/lloyd.ts";
import { named } from "../pipeline/engines/rows/expression.ts";
import { parseParams } from "../pipeline/plan/parse_params.ts";

const SEGMENTS = 8;
const ITERATIONS = 3;
const MEMORY = 2.5e9;
const WATCH_MS = 100;
const HELP =
  `Times k-means (k = ${SEGMENTS}) over all rows of Parquet files of numbers on DuckDB, which is given
${
    MEMORY / 1e9
  } GB, or on a Spark server: seconds an iteration, and how time grows from folder to folder.
The peak is that of this process.

deno task bench-engines [--spark sc://HOST:PORT] FOLDER [FOLDER...]`;

interface Timed {
  readonly rows: number;
  readonly columns: number;
  /** Of the iterations, the first aside. */
  readonly seconds: number;
  /** Most memory of the process that was seen, in MB. */
  readonly peak: number;
}

async function timeOne(folder: string, endpoint: string | undefined): Promise<Timed> {
  const params = parseParams({});
  const context = createContext({ workers: navigator.hardwareConcurrency });
  let peak = 0;
  const watch = setInterval(() => peak = Math.max(peak, Deno.memoryUsage().rss), WATCH_MS);
  const found = findFiles(folder);
  const files = { ...found, paths: found.paths.map((path) => Deno.realPathSync(path)) };
  const wanted = { files, ingest: params.ingest, context };
  const engine = endpoint === undefined
    ? await openDuckDb({ ...wanted, memory: MEMORY })
    : await openSpark({ ...wanted, endpoint });
  try {
    const names = engine.facts.columns.map(({ name }) => name);
    await engine.code(names.map((name) => ({
      ...{ as: name, column: name, answers: null, except: [], range: null },
    })));
    const all = { steps: [], where: [], weight: null };
    const { extremes: { low, high } } = await boundsOf(engine, all, names.map(named));
    const marks: number[] = [];
    await runLloyd(engine, all, {
      of: names.map((name, f) => ({ name, low: low[f], high: high[f] })),
      starts: await startsOf(engine),
      maxIter: ITERATIONS,
      onIteration: () => marks.push(performance.now()),
    });
    marks.push(performance.now());
    const gaps = marks.slice(1).map((mark, i) => (mark - marks[i]) / 1000).slice(1);
    return {
      ...{ rows: engine.facts.rows, columns: names.length, peak: Math.round(peak / 1e6) },
      seconds: gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)],
    };
  } finally {
    clearInterval(watch);
    await engine.close();
  }
}

/** Rows of the first file, drawn by a seed. */
async function startsOf(engine: Engine): Promise<Float64Array[]> {
  const rows = drawRows(Math.min(engine.facts.rows, 100_000), SEGMENTS, createRng(1));
  const cells = await engine.cells(rows);
  return cells.map((row) => Float64Array.from(row, Number));
}

if (import.meta.main) {
  const { values: { spark, help }, positionals: folders } = parseArgs({
    args: Deno.args,
    options: { spark: { type: "string" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  if (folders.length === 0 || help) console.log(HELP);
  else {
    console.log("| rows | columns | seconds an iteration | exponent | peak MB |");
    console.log("| ---: | ---: | ---: | ---: | ---: |");
    let before: Timed | null = null;
    for (const folder of folders) {
      const timed = await timeOne(folder, spark);
      const exponent = before === null
        ? ""
        : (Math.log(timed.seconds / before.seconds) / Math.log(timed.rows / before.rows)).toFixed(
          2,
        );
      console.log(
        `| ${timed.rows} | ${timed.columns} | ${
          timed.seconds.toFixed(2)
        } | ${exponent} | ${timed.peak} |`,
      );
      before = timed;
    }
  }
}
