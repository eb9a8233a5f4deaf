/** The stages' names and versions, and which parameters each one depends on. Runs in Deno and browsers. */

import { silhouetteForm } from "./evaluate/mod.ts";
import type { Params } from "./params.ts";

/** Version of each stage: raised with every change that may change its result for the same input. */
export const STAGE_VERSIONS = {
  ingest: 2,
  clean: 1,
  features: 1,
  reduce: 2,
  tree: 2,
  cluster: 2,
  evaluate: 2,
  profile: 1,
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
      return { params: params.cleaning, seed: null };
    case "features":
      return { params: params.features, seed: null };
    case "reduce":
      return reduction.method === "umap"
        ? { params: reduction, seed }
        : reduction.method === "pca"
        ? { params: ["pca", reduction.n_components], seed: null }
        : { params: ["none"], seed: null };
    case "tree":
      return { params: [clustering.linkage], seed: null };
    case "cluster":
      return clustering.method === "kmeans"
        ? {
          params: ["kmeans", clustering.n_clusters, clustering.n_init, clustering.max_iter],
          seed,
        }
        : { params: ["agglomerative", clustering.n_clusters], seed: null };
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
