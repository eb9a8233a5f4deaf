/** Whether memory stays flat over many runs in one process. Runs in Deno. */

import { fileURLToPath } from "node:url";

/** Megabytes held after a fifth of the runs, and after the last. */
export interface Life {
  readonly runs: number;
  readonly first: number;
  readonly last: number;
}

/** Runs the engine so often in a process of its own. */
export async function liveLong(runs: number): Promise<Life> {
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args: [
      ...["run", "--quiet", "--no-prompt", "--no-check", "--allow-read", "--ignore-env"],
      "--v8-flags=--expose-gc",
      fileURLToPath(new URL("long_life.ts", import.meta.url)),
      String(runs),
    ],
    stdin: "null",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}
