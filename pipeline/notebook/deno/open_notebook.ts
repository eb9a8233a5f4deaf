/** Gives a notebook's names to a program that is none, such as Deno's Jupyter kernel. Runs in Deno only. */

import { fileURLToPath } from "node:url";
import { projectCache } from "../../io/fs/cache.ts";
import { openSurvey } from "./open_survey.ts";
import { surveyHost } from "./survey_host.ts";

/** The product's folder, whose config, surveys and cache serve wherever the program was started. */
const PRODUCT = fileURLToPath(new URL("../../../", import.meta.url));

/** Gives the names that a notebook's first cell asks for, as `deno task notebook` gives them.
 * @param names Some of those that every notebook is given; only these are worked out.
 * @param options input: as `--input` has it, from the product's folder; set: as `--set` has them.
 * @throws {ParamsError | StorageError | DataError} As the pipeline's command does.
 */
// deno-lint-ignore no-explicit-any -- cells use what they are given as it is, without a type to tell
export async function openNotebook(names: readonly string[], { input, set = [] }: {
  readonly input?: string;
  readonly set?: readonly string[];
} = {}): Promise<any> {
  const before = Deno.cwd();
  Deno.chdir(PRODUCT);
  try {
    const host = surveyHost(await openSurvey({ input: input ?? null, set }), {
      cache: projectCache(),
    });
    const context = { signal: new AbortController().signal, log: console.log };
    const found: Record<string, unknown> = {};
    for (const name of names) found[name] = await host.names.get(name)?.get(context);
    return found;
  } finally {
    Deno.chdir(before);
  }
}
