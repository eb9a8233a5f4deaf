/** Runs a tool of ours as its task does, in a folder of its own. Runs in Deno. */

import { fileURLToPath } from "node:url";
import config from "../../deno.json" with { type: "json" };

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What a tool left behind. */
export interface ToolResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the tool of a task in deno.json with the permissions that the task gives it.
 * @param options `cwd` is the working folder; `env` is laid over the test's own environment.
 */
export async function runTool(
  task: "services" | "upload",
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Record<string, string> },
): Promise<ToolResult> {
  const flags = config.tasks[task].command.replace(/^deno run /, "").replace(/ \S+$/, "").split(
    " ",
  );
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--config",
      `${ROOT}deno.json`,
      ...flags,
      `${ROOT}tools/${task}.ts`,
      ...args,
    ],
    cwd: options.cwd,
    env: { NO_COLOR: "1", ...options.env },
    stdin: "null",
  }).output();
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}
