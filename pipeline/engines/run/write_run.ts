/** Writes the folder of a run over all rows, on disk or in a bucket, all of it or nothing. Runs in Deno only. */

import { dirname, join, resolve } from "node:path";
import { quoteValue, StorageError } from "../../base/errors.ts";
import {
  makeFolders,
  removeEmpty,
  removeLeftovers,
  removeQuietly,
  swapIn,
  writeSynced,
} from "../../io/fs/write.ts";
import { folderFailure } from "../../io/fs/errors.ts";
import { joinNames, temporaryPart } from "../../io/names.ts";
import { openLocation, openOutput } from "../../io/open.ts";
import type { LateBytes, NamedBytes } from "../../io/storage.ts";
import type { Params } from "../../plan/params.ts";
import { choose, named, num, plus, type RowExpression } from "../rows/expression.ts";
import type { Engine, EngineName } from "../engine.ts";
import { engineArtifacts, engineManifest, engineRunId, engineSummary } from "./files.ts";
import type { EngineResult } from "./run_on_engine.ts";

/** Where and when. */
export interface RunPlace {
  /** The folder above the run's own, or `s3://bucket/prefix`. */
  readonly output: string;
  /** The product's version. */
  readonly version: string;
  /** ISO 8601 in UTC. */
  readonly started: string;
  readonly signal: AbortSignal;
}

/** A run that was written. */
export interface RunWritten {
  /** The run's folder. */
  readonly address: string;
  readonly summary: Record<string, unknown>;
}

/** Whether an output is a bucket's. */
function isBucket(output: string): boolean {
  return /^s3:/i.test(output);
}

/** Refuses an output that could not be written once all work is done.
 * @throws {StorageError} If an engine cannot write there, or its bucket is missing or out of reach.
 */
export async function checkOutput(
  engine: EngineName,
  output: string,
  settings: Params["storage"],
): Promise<void> {
  if (!isBucket(output)) return;
  if (engine === "spark") {
    throw new StorageError(
      "invalid-name",
      `Cannot write to ${
        quoteValue(output)
      } from Spark: its server writes where it sees folders, under paths. Mount the bucket there, or ` +
        "set engine.name to duckdb.",
    );
  }
  const { storage, name } = await openLocation(output, settings, Deno.env);
  try {
    await storage.head(joinNames(name, "manifest.json"));
  } catch (error) {
    if (!(error instanceof StorageError && error.failure === "missing-object")) throw error;
  }
}

/** Writes the run's files and, by the engine, the segment of every row beside the columns that tell rows
 * apart: identifiers, or all columns where there is none. What goes to a bucket is written to a temporary
 * folder first; each of its files is in memory whole while it is sent.
 * @throws {StorageError} If the output cannot be written.
 */
export async function writeEngineRun(
  engine: Engine,
  result: EngineResult,
  place: RunPlace,
): Promise<RunWritten> {
  const runId = engineRunId(result);
  return await (isBucket(place.output) ? writeToBucket : writeToFolder)(engine, result, {
    ...place,
    runId,
  });
}

interface NamedPlace extends RunPlace {
  readonly runId: string;
}

async function writeToBucket(
  engine: Engine,
  result: EngineResult,
  place: NamedPlace,
): Promise<RunWritten> {
  const { output, runId, signal } = place;
  const { storage, prefix, address } = await openOutput(output, runId, {
    storage: result.sample.params.storage,
    env: Deno.env,
  });
  const fresh = await Deno.makeTempDir({ prefix: "segments-" });
  try {
    const { rows, files, summary } = await makeFiles(engine, result, { ...place, address, fresh });
    const late = rows.map((name) => lateFile(fresh, `segments/${name}`));
    await storage.putGroup(prefix, [...await Promise.all(late), ...files], signal);
    return { address, summary };
  } finally {
    await removeQuietly(fresh);
  }
}

async function lateFile(folder: string, name: string): Promise<LateBytes> {
  const path = join(folder, name);
  const { size } = await Deno.stat(path);
  return { name, size, read: () => Deno.readFile(path) };
}

async function writeToFolder(
  engine: Engine,
  result: EngineResult,
  place: NamedPlace,
): Promise<RunWritten> {
  const { output, runId, signal } = place;
  const address = join(output, runId);
  const fresh = resolve(output, temporaryPart("writing"));
  let made: readonly string[] = [];
  try {
    made = await makeFolders(resolve(output));
    await removeLeftovers(resolve(output));
    await Deno.mkdir(fresh);
    const { files, summary } = await makeFiles(engine, result, { ...place, address, fresh });
    for (const { name, bytes } of files) {
      signal.throwIfAborted();
      await makeFolders(dirname(join(fresh, name)));
      await writeSynced(join(fresh, name), bytes);
    }
    await swapIn(fresh, resolve(address));
    return { address, summary };
  } catch (error) {
    await removeQuietly(fresh);
    await removeEmpty(made);
    if (signal.aborted) throw signal.reason;
    if (error instanceof StorageError) throw aboutOutput(error, { fresh, runId, output });
    throw folderFailure(error, {
      ...{ action: "write", name: runId, place: `folder ${output}` },
      ...{ path: resolve(output), size: 0 },
    });
  }
}

/** Writes the segment of every row below a folder, and makes all other files; the last one completes the run. */
async function makeFiles(
  engine: Engine,
  result: EngineResult,
  { runId, address, fresh, version, started }: NamedPlace & {
    readonly address: string;
    readonly fresh: string;
  },
): Promise<{
  /** Names below `segments/`. */
  readonly rows: readonly string[];
  readonly files: readonly NamedBytes[];
  readonly summary: Record<string, unknown>;
}> {
  await Deno.mkdir(join(fresh, "segments"));
  const rows = await engine.write({
    ...{ steps: result.steps, segment: segmentOrNone(result) },
    columns: columnsOf(engine, result),
    folder: join(fresh, "segments"),
  });
  const files = await engineArtifacts(result, runId);
  const summary = engineSummary(result, { runId, title: engine.title, output: address });
  const told = { ...summary, rows_in: rows.map((name) => `segments/${name}`) };
  const times = { started, finished: new Date().toISOString() };
  return { rows, files: [...files, engineManifest(told, files, { version, times })], summary };
}

/** What an engine says of a full disk, where it is that of the output: it names a file that nobody asked for. */
function aboutOutput(
  error: StorageError,
  { fresh, runId, output }: {
    readonly fresh: string;
    readonly runId: string;
    readonly output: string;
  },
): StorageError {
  const said = error.cause instanceof Error ? error.cause.message : error.message;
  if (error.failure !== "no-space" || !said.includes(fresh)) return error;
  return new StorageError(
    "no-space",
    `Cannot write ${
      quoteValue(runId)
    } in folder ${output}: the disk needs room for the segment of ` +
      "every row, but it is full. Free some space or choose another folder.",
    { cause: error },
  );
}

/** From 1; missing for rows that take no part. */
function segmentOrNone({ space }: EngineResult): RowExpression {
  return space.rows.where.reduceRight<RowExpression>(
    (segment, test) => choose(test, segment, num(NaN)),
    plus(named("segment"), num(1)),
  );
}

function columnsOf({ facts }: Engine, { sample }: EngineResult): string[] {
  const there = new Set(facts.columns.map(({ name }) => name));
  const ids = sample.survey.columns.filter(({ name, kind }) => kind === "id" && there.has(name));
  return (ids.length > 0 ? ids : facts.columns).map(({ name }) => name);
}
