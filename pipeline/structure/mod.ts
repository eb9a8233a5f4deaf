/** Structure stage: are there segments, how many, how stable. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../base/context.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { Params } from "../plan/params.ts";
import type { Embedding } from "../reduce/embedding.ts";
import type { Clusterer } from "./methods/clusterer.ts";
import type { Structure } from "./result.ts";
import { type StructureSettings, USUAL_SETTINGS } from "./settings.ts";
import { findStructure, findStructureBy } from "./structure.ts";

/** What is looked at. */
export interface StructureInput {
  /** The full answers of the respondents. */
  readonly features: Features;
  /** The space in which segments are formed. */
  readonly embedding: Embedding;
}

/** Looks for structure with the method of `clustering.method`, for 2 to `clustering.max_clusters` segments,
 * in the full answers or in as many principal components as segments are formed in. Where they are formed
 * in a map of near neighbours or in correspondences, the answers are looked at.
 * Warns where that is so.
 * @throws {DataError} If fewer than three respondents differ.
 */
export async function structure(
  { features, embedding }: StructureInput,
  params: Pick<Params, "clustering" | "structure">,
  context: StageContext = createContext(),
): Promise<Structure> {
  const { draws, pairs, sample } = params.structure;
  const settings: StructureSettings = {
    ...USUAL_SETTINGS,
    ...{ draws, pairs, sample },
    pairsOfChosen: Math.max(pairs, USUAL_SETTINGS.pairsOfChosen),
    mostSegments: params.clustering.max_clusters,
    components: embedding.method === "pca" ? embedding.d : null,
  };
  if (embedding.method === "umap" || embedding.method === "mca") {
    context.warn(
      `Whether there are segments was asked of the full answers, not of ${embedding.method.toUpperCase()}: ` +
        "data without segments cannot be drawn there.",
      { words: "Segment in the full answers", settings: [["reduction.method", "none"]] },
    );
  }
  const clusterer = await clustererOf(params.clustering, settings);
  return clusterer === null
    ? await findStructure(features, settings, context)
    : await findStructureBy(clusterer, features, { settings, context });
}

/** Null for k-means, which has an engine of its own. */
async function clustererOf(
  { method, linkage, distance, gamma }: Params["clustering"],
  { components }: StructureSettings,
): Promise<Clusterer | null> {
  switch (method) {
    case "kmeans":
      return null;
    case "bisecting": {
      const { bisectingClusterer } = await import("./methods/by_means.ts");
      return bisectingClusterer(components);
    }
    case "agglomerative": {
      if (distance === "gower" && linkage !== "ward") {
        const { gowerTreeClusterer } = await import("./methods/by_distances.ts");
        return gowerTreeClusterer(linkage);
      }
      const { treeClusterer } = await import("./methods/by_means.ts");
      return treeClusterer(linkage, components);
    }
    case "kmedoids": {
      const { medoidsClusterer } = await import("./methods/by_distances.ts");
      return medoidsClusterer(distance, components);
    }
    case "kmodes": {
      const { modesClusterer } = await import("./methods/by_prototypes.ts");
      return modesClusterer();
    }
    case "kprototypes": {
      const { prototypesClusterer } = await import("./methods/by_prototypes.ts");
      return prototypesClusterer(gamma);
    }
  }
}
