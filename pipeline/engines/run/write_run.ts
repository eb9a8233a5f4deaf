/** Writes the folder of a run over all rows, all of it or nothing. Runs in Deno only. */

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
import { temporaryPart } from "../../io/names.ts";
import { choose, named, num, plus, type RowExpression } from "../rows/expression.ts";
import type { Engine } from "../engine.ts";
import { engineArtifacts, engineManifest, engineRunId, engineSummary } from "./files.ts";
import type { EngineResult } from "./run_on_engine.ts";

/** Where and when. */
export interface RunPlace {
  /** The folder above the run's own. */
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

/** Writes the run's files and, by the engine, the segment of every row beside the columns that tell rows
 * apart: identifiers, or all columns where there is none.
 * @throws {StorageError} If the output is no folder or cannot be written.
 */
export async function writeEngineRun(
  engine: Engine,
  result: EngineResult,
  { output, version, started, signal }: RunPlace,
): Promise<RunWritten> {
  if (output.startsWith("s3://")) {
    throw new StorageError(
      "invalid-name",
      `Cannot write to ${
        quoteValue(output)
      } from an engine: it writes to folders. Give --output a folder, ` +
        "and copy it from there.",
    );
  }
  const runId = engineRunId(result);
  const target = join(output, runId);
  const fresh = resolve(output, temporaryPart("writing"));
  let made: readonly string[] = [];
  try {
    made = await makeFolders(resolve(output));
    await removeLeftovers(resolve(output));
    await Deno.mkdir(join(fresh, "segments"), { recursive: true });
    const rows = await engine.write({
      ...{ steps: result.steps, segment: segmentOrNone(result) },
      columns: columnsOf(engine, result),
      folder: join(fresh, "segments"),
    });
    const files = await engineArtifacts(result, runId);
    const summary = engineSummary(result, { runId, title: engine.title, output: target });
    const times = { started, finished: new Date().toISOString() };
    const manifest = engineManifest(
      { ...summary, rows_in: rows.map((name) => `segments/${name}`) },
      files,
      {
        ...{ version, times },
      },
    );
    for (const { name, bytes } of [...files, manifest]) {
      signal.throwIfAborted();
      await makeFolders(dirname(join(fresh, name)));
      await writeSynced(join(fresh, name), bytes);
    }
    await swapIn(fresh, resolve(target));
    return { address: target, summary };
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
