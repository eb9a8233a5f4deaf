/** Turns what goes wrong with an upload into one line and an exit code. Runs in Deno only. */

import { ParamsError, StorageError } from "../../pipeline/base/errors.ts";

/** Runs a part of the upload; its failure is told on standard error. */
export async function runUpload(part: () => Promise<void>): Promise<void> {
  try {
    await part();
  } catch (error) {
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
    Deno.exitCode = exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof ParamsError) return 2;
  return error instanceof StorageError ? 4 : 1;
}
