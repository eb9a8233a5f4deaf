/** A working folder with the product's sample and parameters, for tests of the command line. Runs in Deno. */

import assert from "node:assert/strict";
import type { TestsSummary } from "../../pipeline/run/summarize_tests.ts";
import type { Summary } from "../../pipeline/run/summary.ts";
import { inTemporaryFolder, productFile, runPipelineCommand } from "./command.ts";

/** What a run's folder holds. */
export const RUN_FILES = [
  "manifest.json",
  "model.json",
  "profile.csv",
  "profile.json",
  "report.xlsx",
  "segments.csv",
  "survey_with_segments.csv",
];

const COPIED = ["config/params.yaml", "config/surveys/dataset.xlsx.yaml", "data/dataset.xlsx"];

/** Runs a test's body in a temporary copy of what `deno task pipeline` needs from the product. */
export async function inProductCopy(body: (cwd: string) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (cwd) => {
    await Deno.mkdir(`${cwd}/config/surveys`, { recursive: true });
    await Deno.mkdir(`${cwd}/data`);
    for (const file of COPIED) await Deno.copyFile(productFile(file), `${cwd}/${file}`);
    await body(cwd);
  });
}

/** Runs the command line with `--json --quiet` and gives its summary.
 * @throws {AssertionError} If the command fails, with what it said.
 */
export async function runJson(
  cwd: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Summary & { readonly tests: TestsSummary }> {
  const { code, stdout, stderr } = await runPipelineCommand(["--json", "--quiet", ...args], {
    cwd,
    env,
  });
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}
