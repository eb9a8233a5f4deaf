/** What a merge tree takes of memory. Runs in Deno and browsers. */

import type { Need, NeedShape } from "../../base/memory_need.ts";
import { MOST_KERNEL_BYTES } from "../../numeric/kernels.ts";
import type { Params } from "../../plan/params.ts";
import { MOST_BYTES, pairBytes } from "./condensed.ts";

type Tree = Pick<Params["clustering"], "linkage" | "distance">;

/** Whether a tree is built from the distances of all pairs. */
export function needsPairs({ linkage, distance }: Tree): boolean {
  return distance === "gower" || linkage === "complete" || linkage === "average";
}

/** Memory of building a tree: its merges, with the distances of all pairs or with groups' centroids. */
export function treeNeed({ n, d }: Pick<NeedShape, "n" | "d">, params: Tree): Need {
  const merges = 60 * n;
  if (!needsPairs(params)) {
    const groups = n * (8 * d + 8 * Math.ceil(d / 4) + 36);
    return { bytes: groups + merges, piece: groups, mostPiece: MOST_KERNEL_BYTES };
  }
  const pairs = pairBytes(n);
  const panels = n * (8 * d + 32);
  return { bytes: pairs + panels + merges, piece: pairs, mostPiece: MOST_BYTES };
}
