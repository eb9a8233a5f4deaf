/** The stages' names and versions, and which parameters each one depends on. Runs in Deno and browsers. */

import { silhouetteForm } from "../evaluate/mod.ts";
import type { Params } from "./params.ts";

/** Version of each stage: raised with every change that may change its result for the same input. */
export const STAGE_VERSIONS = {
  ingest: 3,
  clean: 4,
  features: 3,
  reduce: 5,
  tree: 3,
  cluster: 3,
  evaluate: 3,
  profile: 2,
} as const;

/** A stage's name. `tree` is the part of clustering that does not depend on the number of segments. */
export type StageName = keyof typeof STAGE_VERSIONS;

/** What a stage's result depends on, its inputs aside. */
export interface StageSetting {
  /** The parameters that matter to it. */
  readonly params: unknown;
  /** The seed if it draws random numbers, else null. */
  readonly seed: number | null;
}

/** Picks what matters to a stage, so that turning a knob that does nothing re-runs nothing.
 * @param n Respondents, where the stage's form depends on it.
 */
export function stageSetting(stage: StageName, params: Params, n: number): StageSetting {
  const { reduction, clustering, evaluation, seed } = params;
  switch (stage) {
    case "ingest":
      return { params: params.ingest, seed: null };
    case "clean":
      return {
        params: [
          ...[params.cleaning, params.weighting, params.quality],
          params.features.question_pattern,
        ],
        seed: null,
      };
    case "features":
      return { params: params.features, seed: null };
    case "reduce":
      return reduction.method === "umap"
        ? { params: reduction, seed }
        : reduction.method === "none"
        ? { params: ["none"], seed: null }
        : { params: [reduction.method, reduction.n_components], seed: null };
    case "tree":
      return { params: [clustering.linkage, clustering.distance], seed: null };
    case "cluster":
      return clusterSetting(clustering, seed);
    case "evaluate": {
      const form = silhouetteForm(n, params);
      return form === "sampled"
        ? { params: [form, evaluation.sample], seed }
        : { params: [form], seed: null };
    }
    case "profile":
      return { params: null, seed: null };
  }
}

function clusterSetting(clustering: Params["clustering"], seed: number): StageSetting {
  const { method, n_clusters, n_init, max_iter, algorithm, batch_size, distance, gamma } =
    clustering;
  if (method === "agglomerative") return { params: [method, n_clusters], seed: null };
  const own = method === "kmedoids"
    ? [distance]
    : method === "kprototypes"
    ? [gamma]
    : method === "kmeans" && algorithm === "minibatch"
    ? [batch_size]
    : [];
  return { params: [method, n_clusters, n_init, max_iter, ...own], seed };
}
