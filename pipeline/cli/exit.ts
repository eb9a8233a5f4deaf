/** How commands end: their exit codes and what they say on standard error. Runs in Deno only. */

import { DataError, ParamsError, StorageError } from "../base/errors.ts";

/** The exit codes of all commands. */
export const EXIT = {
  done: 0,
  defect: 1,
  params: 2,
  data: 3,
  storage: 4,
  interrupted: 130,
} as const;

/** The exit code that an error stands for: a defect, unless it is known to be something else. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof ParamsError) return EXIT.params;
  if (error instanceof DataError) return EXIT.data;
  return error instanceof StorageError ? EXIT.storage : EXIT.defect;
}
