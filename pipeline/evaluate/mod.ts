/** Evaluate stage: how well separated the segments are. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../base/context.ts";
import { PLAN } from "../plan/engine_plan.ts";
import type { Params } from "../plan/params.ts";
import type { Clustering } from "../cluster/clustering.ts";
import type { Evaluation, Silhouette } from "./evaluation.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { Matrix } from "../numeric/matrix.ts";
import type { Embedding } from "../reduce/embedding.ts";
import { calinskiHarabasz } from "./calinski_harabasz.ts";
import { daviesBouldin } from "./davies_bouldin.ts";
import { gowerSilhouette } from "./gower_silhouette.ts";
import { exactSilhouette, sampledSilhouette, sampleRows } from "./silhouette.ts";

/** What is evaluated. */
export interface EvaluateInput {
  /** The reduced space. */
  readonly embedding: Embedding;
  /** The full answers of the same respondents. */
  readonly features: Features;
  /** The segments to be measured. */
  readonly clustering: Clustering;
}

const MUCH_LOWER = 0.2;

/** Measures the partition: silhouettes in the reduced space and among the features themselves,
 * Calinski-Harabasz and Davies-Bouldin in the reduced space; where segments were formed on the answers
 * themselves, the silhouette by Gower's distance too. All are by weight where rows have weights.
 * Warns when the silhouette among the features is lower by 0.2 or more: reduction flatters.
 */
export async function evaluate(
  { embedding, features, clustering }: EvaluateInput,
  params: Pick<Params, "evaluation">,
  context: StageContext = createContext(),
): Promise<Evaluation> {
  const { labels, k } = clustering;
  const form = silhouetteForm(embedding.n, params);
  const size = params.evaluation.sample;
  const measure = (x: Matrix): Promise<Silhouette> =>
    form === "sampled"
      // Both spaces draw the same respondents, so that their difference is the space's alone.
      ? sampledSilhouette(x, labels, k, {
        size,
        rng: context.rng.fork("silhouette"),
        context,
      })
      : exactSilhouette(x, labels, k, context);
  const reduced = form === "none" ? null : await measure(embedding);
  const inFeatures = reduced === null
    ? null
    : embedding.method === "none"
    ? reduced
    : await measure(features);
  if (reduced !== null && inFeatures !== null && reduced.mean - inFeatures.mean >= MUCH_LOWER) {
    context.warn(
      `The silhouette is ${reduced.mean.toFixed(2)} in the reduced space but ${
        inFeatures.mean.toFixed(2)
      } among the full answers: the reduction makes the segments look clearer than they are.`,
      { words: "Segment in the full answers", settings: [["reduction.method", "none"]] },
    );
  }
  const isByGower = form !== "none" && clustering.basis === "answers";
  const rows = form === "sampled"
    ? sampleRows(embedding.n, size, context.rng.fork("silhouette"))
    : null;
  return {
    reduced,
    features: inFeatures,
    gower: isByGower ? await gowerSilhouette(features, { labels, k, rows }, context) : null,
    calinskiHarabasz: calinskiHarabasz(embedding, labels, k),
    daviesBouldin: daviesBouldin(embedding, labels, k),
  };
}

/** How the silhouette of n respondents is computed; a sample of all is no sample. */
export function silhouetteForm(
  n: number,
  params: Pick<Params, "evaluation">,
): "exact" | "sampled" | "none" {
  const { evaluation } = params;
  const { silhouette, sample } = PLAN.resolve({ evaluation }, { rows: n, file: null }).evaluation;
  return silhouette === "none" || (silhouette === "sampled" && sample < n) ? silhouette : "exact";
}
