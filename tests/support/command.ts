/** Runs the command line as its users do, in a folder of its own. Runs in Deno. */

import config from "../../deno.json" with { type: "json" };

const ROOT = new URL("../../", import.meta.url).pathname;

/** What a command left behind. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Tasks that people run. */
type TaskName = "pipeline" | "pipeline:duckdb" | "notebook" | "assign" | "track";

/** The arguments that a task gives to Deno, so that tests run with no more rights than users have; the
 * program comes last. */
function taskArguments(task: TaskName): string[] {
  const parts = config.tasks[task].command.replace(/^deno run /, "").split(" ");
  return [...parts.slice(0, -1), `${ROOT}${parts[parts.length - 1]}`];
}

/** Starts `deno task pipeline` without the task runner.
 * @param options cwd is the working folder; parameters are the product's own unless --params is given.
 */
export function startPipeline(
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string> },
): Deno.ChildProcess {
  return startTask("pipeline", args, options);
}

/** Starts a task of ours without the task runner, in a working folder. */
export function startTask(
  task: TaskName,
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string> },
): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--config",
      `${ROOT}deno.json`,
      ...taskArguments(task),
      ...args,
    ],
    cwd: options.cwd,
    env: { NO_COLOR: "1", S3_ENDPOINT: "", ...options.env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs `deno task pipeline` to its end. */
export function runPipelineCommand(
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string> },
): Promise<CommandResult> {
  return endOf(startPipeline(args, options));
}

/** Runs `deno task pipeline:duckdb` to its end. */
export function runOnDuckDbCommand(
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string> },
): Promise<CommandResult> {
  return endOf(startTask("pipeline:duckdb", args, options));
}

/** Runs `deno task notebook` to its end. */
export function runNotebookCommand(
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string> },
): Promise<CommandResult> {
  return endOf(startTask("notebook", args, options));
}

/** Runs `deno task assign` to its end. */
export function runAssignCommand(
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string> },
): Promise<CommandResult> {
  return endOf(startTask("assign", args, options));
}

/** Runs `deno task track` to its end. */
export function runTrackCommand(
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string> },
): Promise<CommandResult> {
  return endOf(startTask("track", args, options));
}

async function endOf(child: Deno.ChildProcess): Promise<CommandResult> {
  const { code, stdout, stderr } = await child.output();
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** A file of the product, by its path from the root. */
export function productFile(path: string): string {
  return `${ROOT}${path}`;
}

/** Runs a test's body in a temporary folder that is removed afterwards. */
export async function inTemporaryFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "engine-" });
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Every file below a folder, sorted; empty if it does not exist. */
export async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (isDirectory) {
        for (const file of await filesBelow(`${folder}/${name}`)) found.push(`${name}/${file}`);
      } else found.push(name);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found.sort();
}
