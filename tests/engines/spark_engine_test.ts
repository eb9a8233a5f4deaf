/** Tests that a run over all rows comes to the same bits on Spark as in memory, whatever happens to the server on the way. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { exitCodeOf } from "../../pipeline/cli/exit.ts";
import type { Engine } from "../../pipeline/engines/engine.ts";
import { named, num } from "../../pipeline/engines/rows/expression.ts";
import { openEngine } from "../../pipeline/engines/run/open_engine.ts";
import { runOnEngine } from "../../pipeline/engines/run/run_on_engine.ts";
import { writeEngineRun } from "../../pipeline/engines/run/write_run.ts";
import { findFiles } from "../../pipeline/engines/sources.ts";
import { openSpark } from "../../pipeline/engines/spark/open_spark.ts";
import { writeAnswersParquet, writePartitions } from "../support/engine_rows.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import { engineParams, outcomeOf } from "../support/engine_runs.ts";
import {
  refusedOnSpark,
  sameCustomersOnSpark,
  sameRunOnSpark,
  typedLedgersOnSpark,
} from "../support/ledger_on_spark.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { mountAbsent, onSmallDisk } from "../support/small_disk.ts";
import {
  NEEDS_SPARK,
  sparkAbsent,
  type SparkMaster,
  type SparkServer,
  startSpark,
} from "../support/spark_server.ts";

const SAMPLE = new URL("../data/dataset.csv", import.meta.url).pathname;
/** Few rounds, few rows of the sample's own run: what is tried is done in each alike. */
const params = engineParams({
  clustering: { n_clusters: 3, n_init: 1, max_iter: 2 },
  engine: { sample: 2000 },
});

interface SparkRun {
  readonly partitions?: number;
  readonly signal?: AbortSignal;
}

function onSpark(
  { endpoint }: SparkServer,
  path: string,
  { partitions, signal }: SparkRun = {},
): Promise<Engine> {
  return openSpark({
    ...{ endpoint, files: findFiles(path), ingest: params.ingest },
    ...(partitions === undefined ? {} : { partitions }),
    context: createContext(signal === undefined ? {} : { signal }),
  });
}

/** What a run in memory came to, by what the rows are called: the same rows go to several servers. */
const inMemory = new Map<string, ReturnType<typeof outcomeOf>>();

function outcomeInMemory(
  name: string,
  { path, own }: { readonly path: string; readonly own: Params },
): ReturnType<typeof outcomeOf> {
  const known = inMemory.get(name);
  if (known !== undefined) return known;
  const files = findFiles(path);
  const outcome = openEngine("local", { files, params: own, context: createContext() })
    .then((engine) => outcomeOf(engine, own));
  inMemory.set(name, outcome);
  return outcome;
}

async function sameAsInMemory(
  engine: Engine,
  path: string,
  { name = path, own = params }: { readonly name?: string; readonly own?: Params } = {},
): Promise<void> {
  const found = await outcomeOf(engine, own);
  const { text, files, labels } = await outcomeInMemory(name, { path, own });
  assert.equal(found.text, text);
  assert.deepEqual(found.files, files);
  assert.deepEqual(found.labels, labels);
}

/** The engine, with something done while it adds up, or counts answers, for the n-th time. */
function during(
  engine: Engine,
  n: number,
  act: () => unknown,
  call: "sums" | "tally" = "sums",
): Engine {
  let count = 0;
  const acted = async <T>(own: typeof call, asked: Promise<T>): Promise<T> => {
    asked.catch(() => {});
    if (own === call && ++count === n) await act();
    return await asked;
  };
  return {
    ...{ name: engine.name, title: engine.title, facts: engine.facts },
    cells: (at) => engine.cells(at),
    levels: (columns, most) => engine.levels(columns, most),
    code: (codings) => engine.code(codings),
    hold: (held) => engine.hold(held),
    sums: (question) => acted("sums", engine.sums(question)),
    tally: (question) => acted("tally", engine.tally(question)),
    extremes: (rows, of) => engine.extremes(rows, of),
    write: (wanted) => engine.write(wanted),
    close: () => engine.close(),
  };
}

async function withServer(
  master: SparkMaster,
  work: (server: SparkServer) => Promise<void>,
): Promise<void> {
  const server = await startSpark({ master });
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}

/** What is done on a server, and what it is called. */
interface Work {
  readonly name: string;
  readonly isAbsent?: boolean;
  run(server: SparkServer): Promise<void>;
}

/** Works on a server in turn, while others go on with theirs. */
interface Chain {
  readonly steps: readonly { readonly work: Work; readonly ended: Promise<void> }[];
  /** Once the server is gone. */
  readonly ended: Promise<void>;
}

function begin(master: SparkMaster, works: readonly Work[]): Chain {
  const steps = works.map((work) => ({ work, ...Promise.withResolvers<void>() }));
  for (const { promise } of steps) promise.catch(() => {});
  const ended = withServer(master, async (server) => {
    for (const { work, resolve, reject } of steps) {
      if (work.isAbsent !== true) await work.run(server).then(resolve, reject);
    }
  });
  ended.catch((error) => {
    for (const { reject } of steps) reject(error);
  });
  return { ended, steps: steps.map(({ work, promise }) => ({ work, ended: promise })) };
}

/** A survey of ../shared/data whose rows are kept in so many parts.
 * @param columns Its first ones alone, as what Spark takes for a statement grows faster than they do.
 */
function survey(name: string, partitions: number, columns = Infinity): Work {
  return {
    name: `${name} in parts, ${partitions}`,
    isAbsent: sharedDataAbsent,
    async run(server) {
      const own = `${columns} ${name}`;
      const path = `${server.folder}/${own}`;
      // No cell of these files holds a tab.
      const lines = (await Deno.readTextFile(sharedData(name))).split("\n");
      const some = lines.map((line) => line.split("\t").slice(0, columns).join("\t"));
      await Deno.writeTextFile(path, some.join("\n"));
      await sameAsInMemory(await onSpark(server, path, { partitions }), path, { name: own });
      assert.equal(await server.keptTables(), 0);
    },
  };
}

/** On one process: also cancelled, failing, begun anew. */
const ON_ONE: readonly Work[] = [
  survey("rse.csv", 7),
  survey("big5.csv", 3, 24),
  survey("bfi.csv", 1),
  { name: "folders that name columns", run: readsFolders },
  { name: "customers of a ledger in 7 parts", run: sameCustomersOnSpark },
  { name: "a run over a ledger's customers", run: sameRunOnSpark },
  { name: "ledgers with typed columns", run: typedLedgersOnSpark },
  { name: "ledgers that are refused", run: refusedOnSpark },
  { name: "cancelled in an iteration", run: cancelled },
  { name: "cancelled while it writes", run: cancelledWriting },
  { name: "failures in one line", run: fails },
  {
    name: "the sample in 3 parts, the server begun anew",
    async run(server) {
      const engine = await onSpark(server, SAMPLE, { partitions: 3 });
      const begunAnew = async () => {
        await server.kill();
        await server.restart();
      };
      // Two statements that ran beside each other lose their session together.
      const anew = during(engine, 1, begunAnew, "tally");
      await sameAsInMemory(anew, SAMPLE);
      assert.equal(await server.keptTables(), 0);
    },
  },
];

/** On executors, one of which is killed. */
const ON_EXECUTORS: readonly Work[] = [
  survey("bfi.csv", 3),
  survey("big5.csv", 7, 24),
  survey("rse.csv", 1),
  {
    name: "some of the sample in 7 parts",
    async run(server) {
      const filter = '(spend >= 50 and age < 60) or not region in ("Hills", "South")';
      const own: Params = {
        ...params,
        cleaning: { ...params.cleaning, filter },
        features: { ...params.features, within_respondent: "standardize" },
        quality: { ...params.quality, straight_liners: "drop", impossible: "drop" },
      };
      const engine = await onSpark(server, SAMPLE, { partitions: 7 });
      await sameAsInMemory(engine, SAMPLE, { name: filter, own });
    },
  },
  {
    name: "answers in 7 parts, an executor killed",
    async run(server) {
      const path = `${server.folder}/answers`;
      await writeAnswersParquet(path, { rows: 320_000, files: 3 });
      const engine = await onSpark(server, path, { partitions: 7 });
      await sameAsInMemory(during(engine, 3, () => server.killExecutor()), path);
      assert.equal(await server.keptTables(), 0);
    },
  },
];

Deno.test({
  name: `runs on Spark come to the same bits as in memory, whatever happens ${NEEDS_SPARK}`,
  ignore: sparkAbsent,
  async fn(t) {
    const chains = [begin("local[2]", ON_ONE), begin("local-cluster[2,1,768]", ON_EXECUTORS)];
    for (const { steps } of chains) {
      for (const { work: { name, isAbsent = false }, ended } of steps) {
        const fn = () => ended;
        // The others go on meanwhile.
        await t.step({ name, ignore: isAbsent, fn, sanitizeOps: false, sanitizeResources: false });
      }
    }
    await Promise.all(chains.map(({ ended }) => ended));
  },
});

/** Which cells there are is all that folders change. */
async function readsFolders(server: SparkServer): Promise<void> {
  for (const form of ["parquet", "csv"] as const) {
    await writePartitions(`${server.folder}/${form}`, { form, rows: 90, keepsColumns: true });
    // Spark plans longer the more files there are.
    const path = `${server.folder}/${form}/year=2022/*/*`;
    const files = findFiles(path);
    const told = [];
    for (
      const engine of [
        await openEngine("local", { files, params, context: createContext() }),
        await onSpark(server, path),
      ]
    ) {
      try {
        const { rows, columns } = engine.facts;
        const levels = await engine.levels(["year", "region"], 10);
        told.push({
          names: columns.map(({ name }) => name),
          cells: await engine.cells(Float64Array.from({ length: rows }, (_, row) => row)),
          levels: levels.map((each) => each!.map(({ text, count }) => `${text}: ${count}`).sort()),
        });
      } finally {
        await engine.close();
      }
    }
    assert.deepEqual(told[1], told[0]);
    assert.deepEqual(told[0].levels, [
      ["2022: 30"],
      ["07: 10", "South & West/Zürich: 10", "null: 10"],
    ]);
  }
}

async function cancelled(server: SparkServer): Promise<void> {
  const controller = new AbortController();
  const reason = new Error("enough");
  const engine = await onSpark(server, SAMPLE, { signal: controller.signal });
  await assert.rejects(
    outcomeOf(during(engine, 3, () => controller.abort(reason)), params),
    (thrown) => thrown === reason,
  );
  await leftNothing(server);
}

async function cancelledWriting(server: SparkServer): Promise<void> {
  const output = await Deno.makeTempDir({ dir: server.folder });
  const controller = new AbortController();
  const { signal } = controller;
  const reason = new Error("enough");
  const folder = `${server.folder}/some`;
  await writeAnswersParquet(folder, { rows: 1000, files: 1 });
  const engine = await onSpark(server, folder, { signal });
  try {
    const context = createContext({ seed: params.seed, signal });
    const result = await runOnEngine(engine, { name: "rows", params, context, options: {} });
    const written = writeEngineRun(
      {
        ...during(engine, 0, () => {}),
        write: (wanted) => {
          const asked = engine.write(wanted);
          controller.abort(reason);
          return asked;
        },
      },
      result,
      { output, version: "0", started: "", signal },
    );
    await assert.rejects(written, (thrown) => thrown === reason);
  } finally {
    await engine.close();
  }
  assert.deepEqual([...Deno.readDirSync(output)], []);
  await leftNothing(server);
}

async function leftNothing(server: SparkServer): Promise<void> {
  const end = performance.now() + 15_000;
  while (await server.runningJobs() > 0 && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal(await server.runningJobs(), 0);
  assert.equal(await server.keptTables(), 0);
}

async function fails(server: SparkServer): Promise<void> {
  const folder = `${server.folder}/few`;
  await writeAnswersParquet(folder, { rows: 2000, files: 2 });
  const engine = await onSpark(server, folder);
  try {
    await engine.code([
      { as: "a", column: "q1_1", answers: null, except: [], range: null },
    ]);
    const sumBy = (scale: number) =>
      engine.sums({
        ...{ steps: [], where: [], group: null, groups: 1 },
        terms: [{ of: named("a"), scale }],
      });
    await failsBy(sumBy(2 ** 45), "DataError", 3, /which is beyond 2\^53\.$/);
    await failsBy(sumBy(2 ** 61), "DataError", 3, /ARITHMETIC_OVERFLOW/);
    await Deno.writeTextFile(`${server.folder}/file`, "");
    const unwritable = engine.write({
      ...{ steps: [], segment: num(0), columns: ["q1_1"] },
      folder: `${server.folder}/file/segments`,
    });
    await failsBy(unwritable, "StorageError", 4, /^Cannot run a statement on Spark at /);
    if (!mountAbsent) {
      await onSmallDisk(`${server.folder}/disk`, "12k", async () => {
        const full = engine.write({
          ...{ steps: [], segment: num(0), columns: engine.facts.columns.map(({ name }) => name) },
          folder: `${server.folder}/disk/segments`,
        });
        await failsBy(full, "StorageError", 4, /on Spark at .*: No space left on device/);
      });
    }
    await Deno.remove(`${folder}/part-1.parquet`);
    await failsBy(sumBy(1), "StorageError", 4, /^Cannot run a statement on Spark at .*part-1/);
  } finally {
    await engine.close();
  }
  const nowhere = { ...server, endpoint: "sc://127.0.0.1:9" };
  await failsBy(onSpark(nowhere, SAMPLE), "StorageError", 4, /but nothing listens\. Start one/);
}

async function failsBy(
  work: Promise<unknown>,
  name: string,
  code: number,
  said: RegExp,
): Promise<void> {
  await assert.rejects(work, (error: Error) => {
    assert.equal(error.name, name, error.message);
    assert.equal(exitCodeOf(error), code);
    assert.match(error.message, said);
    assert.doesNotMatch(error.message, /\n|\bat org\./);
    return true;
  });
}
