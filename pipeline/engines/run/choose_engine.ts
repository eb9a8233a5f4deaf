/** Where a survey is gone through: in memory as ever, or on an engine. Runs in Deno only. */

import { formatNumber } from "../../base/text.ts";
import { StorageError } from "../../base/errors.ts";
import type { Params } from "../../plan/params.ts";
import { mayUseDuckDb } from "../duckdb/connection.ts";
import type { EngineName } from "../engine.ts";
import { namesMany } from "../sources.ts";

/** Bytes of memory that a run in memory takes for each byte of the file: measured at 4 to 9 on text of
 * 1..5 answers with 20 to 50 columns, whose features take 8 bytes an answer. */
const BYTES_A_BYTE = 10;

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
  if (input === null || input.startsWith("s3://")) return null;
  const reason = reasonFor(input, memory);
  if (reason === null) return null;
  if (mayUseDuckDb()) return { name: "duckdb", reason };
  throw new StorageError(
    "refused",
    `Cannot read ${
      JSON.stringify(input)
    } in memory: ${reason}. Use deno task pipeline:duckdb in place of ` +
      "deno task pipeline, which may load DuckDB, or set engine.name to local or spark.",
  );
}

function reasonFor(input: string, memory: number): string | null {
  if (namesMany(input)) return "it names more than one file";
  const bytes = sizeOf(input);
  if (BYTES_A_BYTE * bytes <= memory) return null;
  const inGb = (some: number) => `${formatNumber(some / 1e9, 1)} GB`;
  return `its ${inGb(bytes)} would take about ${inGb(BYTES_A_BYTE * bytes)} of memory, of which ` +
    `${inGb(memory)} can be had`;
}

/** 0 where there is no such file: reading it says so. */
function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch {
    return 0;
  }
}
