/** Runs with a second opinion, for its tests. Runs in Deno. */

import { createContext } from "../../pipeline/base/context.ts";
import { secondOpinion } from "../../pipeline/opinion/mod.ts";
import type { Opinion, OpinionCheck } from "../../pipeline/opinion/result.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { sharedData } from "./shared_data.ts";

/** Four segments, without the search for their number, unless `changes` say otherwise. */
export function askingParams(changes: Record<string, object> = {}): Params {
  return parseParams({
    structure: { check: "none" },
    ...changes,
    clustering: { n_clusters: 4, ...changes.clustering },
    evaluation: { silhouette: "none", second_opinion: true },
  });
}

/** The bytes of the sample, or of a real survey such as `bfi.csv`. */
export function surveyBytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const isSample = name === "dataset.xlsx";
  return Deno.readFile(
    isSample ? new URL(`../../data/${name}`, import.meta.url) : sharedData(name),
  );
}

/** Runs a survey by its name. */
export async function runOn(name: string, params: Params): Promise<PipelineResult> {
  return await runPipeline(await surveyBytes(name), name, params);
}

/** A second opinion on results that may have been tampered with since.
 * @param changes What stands in place of the run's own results.
 */
export function opinionOn(
  result: PipelineResult,
  changes: Partial<Pick<PipelineResult, "clustering" | "embedding" | "map">> = {},
  warnings: string[] = [],
): Promise<Opinion> {
  const { features, embedding, map, clustering } = { ...result, ...changes };
  const context = createContext({
    seed: result.params.seed,
    onWarning: (text) => warnings.push(text),
  });
  return secondOpinion({ features, embedding, map, clustering }, result.params, context);
}

/** The check of one kind, which there must be. */
export function checkOf<Kind extends OpinionCheck["kind"]>(
  opinion: Opinion | null,
  kind: Kind,
): Extract<OpinionCheck, { readonly kind: Kind }> {
  const found = opinion?.checks.find((check) => check.kind === kind);
  if (found === undefined) throw new Error(`no check of ${kind}: ${JSON.stringify(opinion)}`);
  return found as Extract<OpinionCheck, { readonly kind: Kind }>;
}
