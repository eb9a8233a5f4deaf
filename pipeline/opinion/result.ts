/** What a second opinion gives: how far independent programs agree with a run. Runs in Deno and browsers. */

import type { Linkage } from "../cluster/clustering.ts";
import type { Params } from "../plan/params.ts";

/** A program by others, which shares no code with the engine's own. */
export interface OtherProgram {
  /** Its name in the npm registry. */
  readonly name: string;
  /** Its version. */
  readonly version: string;
}

/** The part of a run that was computed again. */
export type OpinionSubject = "clustering" | "reduction" | "map";

/** A part that another program computed again. */
export interface Compared {
  /** The part. */
  readonly of: OpinionSubject;
  /** Who computed it again. */
  readonly by: OtherProgram;
  /** Whether both came to the same, rounding and ties aside. */
  readonly agrees: boolean;
}

/** Segments by k-means from the same first centres. */
export interface SegmentsCheck extends Compared, SegmentsAgreement {
  /** What was compared. */
  readonly kind: "segments";
  /** Largest difference of the two inertias, as a share of the larger. */
  readonly inertiaDifference: number;
}

/** How far two divisions of the same respondents agree. */
export interface SegmentsAgreement {
  /** Respondents. */
  readonly n: number;
  /** Adjusted Rand index. */
  readonly agreement: number;
  /** Respondents outside of the segment that most of their own segment's respondents are in. */
  readonly elsewhere: number;
}

/** A tree of merges of the same linkage, and its cut. */
export interface TreeCheck extends Compared, SegmentsAgreement {
  /** What was compared. */
  readonly kind: "tree";
  /** How the distance of two groups was measured. */
  readonly linkage: Linkage;
  /** Largest difference of two merges' heights, place by place in rising order, as a share of the larger. */
  readonly heightDifference: number;
  /** Of rows moved by a millionth, so that no two pairs are equally far apart; null where it does not
   * matter that some are. */
  readonly untied: Untied | null;
}

/** How far trees agree that no tie decides. */
export interface Untied {
  /** See {@link TreeCheck.heightDifference}. */
  readonly heightDifference: number;
  /** Adjusted Rand index of the segments. */
  readonly agreement: number;
}

/** Principal components of the same features. */
export interface ComponentsCheck extends Compared {
  /** What was compared. */
  readonly kind: "components";
  /** Components compared: all that there are. */
  readonly count: number;
  /** Largest difference of a component's share of the variance. */
  readonly shareDifference: number;
}

/** A map of near neighbours of the same features. */
export interface NeighboursCheck extends Compared {
  /** What was compared. */
  readonly kind: "neighbours";
  /** Nearest respondents looked at around each. */
  readonly near: number;
  /** Share of the nearest in the answers that are among the nearest on the engine's map, 0..1. */
  readonly kept: number;
  /** The same on the other program's map. */
  readonly keptByOther: number;
}

/** A part that no other program could compute again, and why. */
export interface NoOpinion {
  /** Nothing was compared. */
  readonly kind: "none";
  /** The part. */
  readonly of: OpinionSubject;
  /** How it was made. */
  readonly method: Params["clustering"]["method"] | Params["reduction"]["method"];
  /** `method`: no package does it. `gower`: no package measures answers by Gower's distance. `minibatch`:
   * no package draws the same batches. `weights`: the package takes no weights. `size`: more respondents
   * or answers than the package can take in a bearable time. */
  readonly why: "method" | "gower" | "minibatch" | "weights" | "size";
}

/** What became of one part of a run. */
export type OpinionCheck =
  | SegmentsCheck
  | TreeCheck
  | ComponentsCheck
  | NeighboursCheck
  | NoOpinion;

/** A second opinion on a run. */
export interface Opinion {
  /** Whether all that was computed again agrees; null where nothing could be. */
  readonly agrees: boolean | null;
  /** Segments first, then the space in which they were formed, then the map. */
  readonly checks: readonly OpinionCheck[];
}
