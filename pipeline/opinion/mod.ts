/** Opinion stage: the run computed again by programs of others. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../base/context.ts";
import type { Clustering } from "../cluster/clustering.ts";
import type { Features } from "../features/feature_matrix.ts";
import { isWeighted } from "../numeric/weights.ts";
import type { Matrix } from "../numeric/matrix.ts";
import type { Params } from "../plan/params.ts";
import type { Embedding } from "../reduce/embedding.ts";
import { LIMITS, type OtherName } from "./limits.ts";
import type { NoOpinion, Opinion, OpinionCheck, OpinionSubject } from "./result.ts";
import { cautions } from "./words.ts";

/** What is computed again. */
export interface OpinionInput {
  /** The full answers as numbers. */
  readonly features: Features;
  /** The space in which segments were formed. */
  readonly embedding: Embedding;
  /** The respondents in two dimensions. */
  readonly map: Embedding;
  /** The segments. */
  readonly clustering: Clustering;
}

/** Parameters that the parts of the run in question depend on. */
export type OpinionParams = Pick<Params, "clustering" | "reduction" | "map" | "seed">;

/** Computes segments, components and maps again by packages that share no code with the engine, and says
 * how far both agree. What no package can compute again is named, with the reason. The packages are
 * loaded here, where they are asked for, and nowhere else.
 * Warns where they disagree, and where pairs that are equally far apart decide the segments of a tree.
 */
export async function secondOpinion(
  input: OpinionInput,
  params: OpinionParams,
  context: StageContext = createContext(),
): Promise<Opinion> {
  const asked = [ofSegments, ofReduction, ofMap];
  const checks: OpinionCheck[] = [];
  for (const [done, ask] of asked.entries()) {
    const shown: StageContext = {
      ...context,
      progress: (_done, _total, note) => context.progress(done, asked.length, note),
      checkpoint: (_done, _total, note) => context.checkpoint(done, asked.length, note),
    };
    const check = await ask(input, params, shown);
    if (check !== null) checks.push(check);
  }
  const given = checks.filter((check) => check.kind !== "none");
  const agrees = given.length === 0 ? null : given.every((check) => check.agrees);
  for (const text of cautions(checks)) context.warn(text);
  return { agrees, checks };
}

async function ofSegments(
  { features, embedding, clustering }: OpinionInput,
  params: OpinionParams,
  context: StageContext,
): Promise<OpinionCheck> {
  const { method, basis } = clustering;
  const none = (why: NoOpinion["why"]): NoOpinion => noOpinion("clustering", method, why);
  const x = basis === "answers" ? features : embedding;
  if (clustering.form === "tree") {
    if (basis === "answers") return none("gower");
    const why = whyNot(x, "ml-hclust");
    if (why !== null) return none(why);
    const { treeAgain } = await import("./tree_again.ts");
    return await treeAgain(x, clustering, context);
  }
  if (method !== "kmeans") return none("method");
  if (params.clustering.algorithm === "minibatch") return none("minibatch");
  const why = whyNot(x, "ml-kmeans");
  if (why !== null) return none(why);
  const { kmeansAgain } = await import("./kmeans_again.ts");
  return await kmeansAgain({ x, clustering }, params, context);
}

/** Null where segments were formed among the answers themselves: nothing was reduced. */
function ofReduction(
  { features, embedding }: OpinionInput,
  { reduction }: OpinionParams,
  context: StageContext,
): Promise<OpinionCheck | null> {
  return ofEmbedding(features, embedding, { of: "reduction", settings: reduction, context });
}

/** Null where the map is the space in which segments were formed, or has the same components. */
async function ofMap(
  { features, embedding, map }: OpinionInput,
  params: OpinionParams,
  context: StageContext,
): Promise<OpinionCheck | null> {
  const isSame = map.method === embedding.method &&
    (map.method !== "umap" || isEqual(map, embedding));
  return isSame
    ? null
    : await ofEmbedding(features, map, { of: "map", settings: params.map, context });
}

async function ofEmbedding(
  features: Features,
  embedding: Embedding,
  { of, settings: { n_neighbors: nNeighbors, min_dist: minDist }, context }: {
    readonly of: OpinionSubject;
    readonly settings: Pick<Params["map"], "n_neighbors" | "min_dist">;
    readonly context: StageContext;
  },
): Promise<OpinionCheck | null> {
  const { method } = embedding;
  switch (method) {
    case "none":
      return null;
    case "mca":
      return noOpinion(of, method, "method");
    case "pca": {
      const why = whyNot(features, "ml-pca");
      if (why !== null) return noOpinion(of, method, why);
      const { componentsAgain } = await import("./components_again.ts");
      context.progress(0, 1, "ml-pca");
      return await componentsAgain(features, embedding, of);
    }
    case "umap": {
      // The engine's maps take no weights either.
      if (features.n > LIMITS["umap-js"].rows) return noOpinion(of, method, "size");
      const { neighboursAgain } = await import("./neighbours_again.ts");
      const making = { nNeighbors, minDist, of };
      return await neighboursAgain(features, embedding, { making, context });
    }
  }
}

/** Why a package cannot take these rows; null if it can. */
function whyNot(x: Matrix, name: OtherName): "weights" | "size" | null {
  const { rows, columns, values } = LIMITS[name];
  if (isWeighted(x)) return "weights";
  return x.n > rows || x.d > columns || x.n * x.d > values ? "size" : null;
}

function noOpinion(
  of: OpinionSubject,
  method: NoOpinion["method"],
  why: NoOpinion["why"],
): NoOpinion {
  return { kind: "none", of, method, why };
}

function isEqual(a: Matrix, b: Matrix): boolean {
  return a.values.length === b.values.length &&
    a.values.every((value, at) => value === b.values[at]);
}
