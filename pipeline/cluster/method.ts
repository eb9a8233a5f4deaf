/** What every clustering method offers to the stage. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import type { Need, NeedShape } from "../base/memory_need.ts";
import type { CLUSTERING_METHODS, ClusteringName, MethodParams } from "../plan/methods.ts";
import type { Clustering, MergeTree } from "./clustering.ts";
import type { SpaceOf } from "./space.ts";

/** Segments as a method gives them; the stage adds the method's name, what they were formed on and how
 * large they are. */
export type Formed = Clustering extends infer Each
  ? Each extends Clustering ? Omit<Each, "method" | "basis" | "k" | "sizes"> : never
  : never;

/** A method that forms segments at once. */
export interface DirectMethod<Name extends ClusteringName> {
  /** Forms `n_clusters` segments.
   * @throws {DataError} If there are fewer distinct respondents than segments, or too many.
   */
  form(space: SpaceOf<Name>, params: MethodParams<Name>, context: StageContext): Promise<Formed>;
  /** What that takes of memory. */
  need(shape: NeedShape, params: MethodParams<Name>): Need;
  /** Refuses what no platform can hold, if there is such a limit.
   * @throws {DataError} Naming the most respondents and what would take more.
   */
  refuse?(n: number, params: MethodParams<Name>): void;
}

/** A method that builds a tree of merges, which is kept, and cuts it. */
export interface TreeMethod<Name extends ClusteringName> {
  /** Builds the tree.
   * @throws {DataError} If there are too many respondents for the linkage.
   */
  grow(space: SpaceOf<Name>, params: MethodParams<Name>, context: StageContext): Promise<MergeTree>;
  /** Cuts it into `n_clusters` segments. */
  cut(space: SpaceOf<Name>, params: MethodParams<Name>, tree: MergeTree): Formed;
  /** What building takes of memory; cutting takes little. */
  needOfTree(shape: NeedShape, params: MethodParams<Name>): Need;
  /** As of a {@link DirectMethod}. */
  refuse?(n: number, params: MethodParams<Name>): void;
}

/** What a method's module exports as `METHOD`. */
export type ClusterMethod<Name extends ClusteringName> =
  (typeof CLUSTERING_METHODS)[Name]["tree"] extends null ? DirectMethod<Name> : TreeMethod<Name>;
