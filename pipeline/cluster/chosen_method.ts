/** What the chosen method does: it forms segments, builds its tree, states its memory. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { labelsNeed, type Need, type NeedShape } from "../base/memory_need.ts";
import { PLAN } from "../plan/engine_plan.ts";
import { CLUSTERING_METHODS, type ClusteringName, type ClusteringRow } from "../plan/methods.ts";
import type { Params } from "../plan/params.ts";
import type { MergeTree } from "./clustering.ts";
import type { DirectMethod, Formed, TreeMethod } from "./method.ts";
import { METHODS } from "./registry.ts";
import type { Space } from "./space.ts";

/** Forms segments by the method of `clustering.method`.
 * @param tree A tree of the same space and linkage; without one it is built.
 */
export async function formSegments(
  space: Space,
  params: Pick<Params, "clustering">,
  { context, tree }: { readonly context: StageContext; readonly tree: MergeTree | null },
): Promise<Formed> {
  const facts = { rows: space.x.n, file: null };
  const { method, options: given } = choose(params);
  for (const note of PLAN.notesOf("cluster", { clustering: given }, facts)) context.warn(note);
  const options = {
    ...PLAN.resolve({ clustering: given }, facts).clustering,
    n_clusters: given.n_clusters,
  };
  if ("form" in method) return await method.form(space, options, context);
  return method.cut(space, options, tree ?? await method.grow(space, options, context));
}

/** Builds the tree of the method of `clustering.method`.
 * @throws {RangeError} If that method builds none.
 */
export function growTree(
  space: Space,
  params: Pick<Params, "clustering">,
  context: StageContext,
): Promise<MergeTree> {
  const { method, options } = choose(params);
  if ("grow" in method) return method.grow(space, options, context);
  throw new RangeError(`Cannot build a tree: ${params.clustering.method} builds none.`);
}

/** What the method of `clustering.method` takes of memory, its tree aside. */
export function needOfMethod(shape: NeedShape, params: Pick<Params, "clustering">): Need {
  const { method, options } = choose(params);
  return "need" in method ? method.need(shape, options) : labelsNeed(shape.n);
}

/** What building its tree takes of memory; null where it builds none. */
export function needOfTree(shape: NeedShape, params: Pick<Params, "clustering">): Need | null {
  const { method, options } = choose(params);
  return "needOfTree" in method ? method.needOfTree(shape, options) : null;
}

/** Refuses what no platform can hold.
 * @throws {DataError} Naming the most respondents and what would take more.
 */
export function refuseTooMany(n: number, params: Pick<Params, "clustering">): void {
  const { method, options } = choose(params);
  method.refuse?.(n, options);
}

/** The method that was chosen, and the parameters that its row names: it is given no others, as its
 * result is kept under these alone. */
function choose({ clustering }: Pick<Params, "clustering">): {
  readonly method: DirectMethod<ClusteringName> | TreeMethod<ClusteringName>;
  readonly options: Params["clustering"] & { readonly n_clusters: number };
} {
  const row: ClusteringRow = CLUSTERING_METHODS[clustering.method];
  const given = ["method", "n_clusters", ...row.options, ...(row.tree ?? [])];
  const options = Object.fromEntries(
    given.map((key) => [key, clustering[key as keyof typeof clustering]]),
  );
  // What it takes of memory is asked before the number is found.
  if (clustering.n_clusters === "auto") options.n_clusters = clustering.max_clusters;
  return {
    method: METHODS[clustering.method],
    options: options as Params["clustering"] & { readonly n_clusters: number },
  };
}
