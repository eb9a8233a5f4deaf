/** What UMAP takes of memory. Runs in Deno and browsers. */

import { type Need, type NeedShape, WORKER } from "../../base/memory_need.ts";
import { MOST_KERNEL_BYTES } from "../../numeric/kernels.ts";
import { mostCandidates } from "../../numeric/neighbour_descent.ts";
import type { Params } from "../../plan/params.ts";
import { neighbourPlan } from "./neighbours.ts";

/** Vectors of the start. */
const START_VECTORS = 62;
/** Copies of the graph's edges that are there at once, in bytes a neighbour. */
const GRAPH_BYTES = 100;
const EDGES_A_NEIGHBOUR = 1.6;

/** Memory of UMAP: the neighbours' kernels come first, then the graph and the layout over it. */
export function umapNeed(
  { n, d, workers }: NeedShape,
  { n_neighbors: k, n_components: m }: Pick<Params["reduction"], "n_neighbors"> & {
    readonly n_components: number;
  },
): Need {
  const { isExact, places } = neighbourPlan({ n, d }, workers);
  const exact = n * (12 * d + 4);
  const descent = 4 * n * (d + 3 * k + 2 * mostCandidates(k) + 3);
  const search = isExact ? places * (exact + (places > 1 ? 8 * n * d + WORKER : 0)) : descent;
  const edges = EDGES_A_NEIGHBOUR * n * k;
  const layout = 4 * (4 * edges + 4 * m * n);
  const graph = GRAPH_BYTES * n * k + 8 * n * START_VECTORS;
  return {
    bytes: 12 * n * k + Math.max(search, graph + layout),
    piece: Math.max(isExact ? exact : descent, layout),
    mostPiece: MOST_KERNEL_BYTES,
    instead: "Or use reduction.method pca.",
  };
}
