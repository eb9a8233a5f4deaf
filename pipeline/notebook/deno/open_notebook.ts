/** Gives a notebook's names to a program that is none, such as Deno's Jupyter kernel. Runs in Deno only. */

import { fileURLToPath } from "node:url";
import { projectCache } from "../../io/fs/cache.ts";
import { openSurvey } from "./open_survey.ts";
import { surveyHost } from "./survey_host.ts";

/** The product's folder, whose config, surveys and cache serve wherever the program was started. */
const PRODUCT = fileURLToPath(new URL("../../../", import.meta.url));

/** Values by name, which cells use as they are. */
// deno-lint-ignore no-explicit-any -- an editor knows no types of names that are given at run time
export type GivenValues = Record<string, any>;

/** Gives the names that a notebook's first cell asks for, as `deno task notebook` gives them.
 * @param names Some of those that every notebook is given; only these are worked out.
 * @param options input: as `--input` has it, from the product's folder; set: as `--set` has them.
 * @throws {ParamsError | StorageError | DataError} As the pipeline's command does.
 */
export async function openNotebook(names: readonly string[], { input, set = [] }: {
  readonly input?: string;
  readonly set?: readonly string[];
} = {}): Promise<GivenValues> {
  const before = Deno.cwd();
  Deno.chdir(PRODUCT);
  try {
    const host = surveyHost(await openSurvey({ input: input ?? null, set }), {
      cache: projectCache(),
    });
    const context = { signal: new AbortController().signal, log: console.log };
    const found: GivenValues = {};
    for (const name of names) found[name] = await host.names.get(name)?.get(context);
    return found;
  } finally {
    Deno.chdir(before);
  }
}
