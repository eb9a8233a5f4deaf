/** What a second opinion takes of memory. Runs in Deno and browsers. */

import { type Need, type NeedShape, NOTHING } from "../base/memory_need.ts";
import type { Params } from "../plan/params.ts";
import { LIMITS } from "./limits.ts";

/** Bytes a number: rows of plain arrays, and copies of them. */
const A_VALUE = 32;
/** Bytes a pair of respondents: ml-hclust makes a new matrix at every merge. */
const A_PAIR = 110;
/** Bytes a respondent: what umap-js makes of its neighbours and edges. */
const A_PLACE = 60_000;

/** Memory of what the packages are given and make of it. */
export function opinionNeed(
  { n, d }: NeedShape,
  { clustering, reduction, map }: Pick<Params, "clustering" | "reduction" | "map">,
): Need {
  const values = n * d <= LIMITS["ml-kmeans"].values ? A_VALUE * n * d : 0;
  const isTree = clustering.method === "agglomerative" && n <= LIMITS["ml-hclust"].rows;
  const isMap = [reduction.method, map.method].includes("umap") && n <= LIMITS["umap-js"].rows;
  return {
    ...NOTHING,
    bytes: values + (isTree ? A_PAIR * n * n : 0) + (isMap ? A_PLACE * n : 0),
    instead: "Or leave evaluation.second_opinion off.",
  };
}
