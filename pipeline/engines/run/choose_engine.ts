/** Where a survey is gone through: in memory as ever, or on an engine. Runs in Deno only. */

import { formatNumber } from "../../base/text.ts";
import { quoteValue, StorageError } from "../../base/errors.ts";
import type { Params } from "../../plan/params.ts";
import { mayUseDuckDb } from "../duckdb/connection.ts";
import type { EngineName } from "../engine.ts";
import { namesDatabase, namesMany } from "../sources.ts";

/** Bytes of memory that a run in memory takes for each byte of its file: a million respondents of 50
 * answers of a digit each (100 MB) take 1.9 to 2.3 GB. */
const BYTES_A_BYTE = 24;

/** An engine, and why. */
export interface EngineChosen {
  readonly name: EngineName;
  readonly reason: string;
}

/** Chooses an engine; null where a run in memory does.
 * @param input What `--input` names; null for the object of the parameters.
 * @param memory Bytes that the process may take; Infinity where nobody knows.
 * @throws {StorageError} "refused" where only an engine will do and this command may load none.
 */
export function chooseEngine(
  { engine: { name } }: Pick<Params, "engine">,
  input: string | null,
  memory: number,
): EngineChosen | null {
  if (name !== "auto") return { name, reason: "set by engine.name" };
  if (input === null) return null;
  if (namesMany(input)) {
    if (mayUseDuckDb()) return { name: "duckdb", reason: "it names more than one file" };
    throw new StorageError(
      "refused",
      `Cannot read ${quoteValue(input)} in memory: it names more than one file. Use deno task ` +
        "pipeline:duckdb in place of deno task pipeline, which may load DuckDB, or set engine.name to " +
        "local or spark.",
    );
  }
  if (namesDatabase(input)) {
    if (mayUseDuckDb()) return { name: "duckdb", reason: "it is a DuckDB file" };
    throw new StorageError(
      "refused",
      `Cannot read ${quoteValue(input)} in memory: it is a DuckDB file. Use deno task ` +
        "pipeline:duckdb in place of deno task pipeline, which may load DuckDB, or give a table of it as " +
        "Parquet.",
    );
  }
  if (/^s3:/i.test(input)) return null;
  const wanted = BYTES_A_BYTE * sizeOf(input);
  // Without DuckDB a run tries, and says itself where it does not fit.
  if (wanted <= memory || !mayUseDuckDb()) return null;
  return {
    name: "duckdb",
    reason: `in memory it would take about ${inGb(wanted)}, of which ${inGb(memory)} can be had`,
  };
}

function inGb(bytes: number): string {
  return `${formatNumber(bytes / 1e9, 1)} GB`;
}

/** 0 where there is no such file: reading it says so. */
function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch {
    return 0;
  }
}
