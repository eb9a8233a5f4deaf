/** What evaluate gives: how well separated the segments are. Runs in Deno and browsers. */

/** Silhouettes in one space. */
export interface Silhouette {
  /** Mean over the respondents measured, by weight where there are weights, -1..1. */
  readonly mean: number;
  /** Mean of each segment, length k. */
  readonly perSegment: Float64Array;
  /** One per respondent kept; NaN where not sampled. */
  readonly perRow: Float64Array;
  /** Respondents used where sampled, else null. */
  readonly sample: number | null;
  /** Standard error of the mean where sampled, else null. */
  readonly standardError: number | null;
}

/** How well separated the segments are. Silhouettes are null when not asked for. */
export interface Evaluation {
  /** On the map; null when not asked for. */
  readonly reduced: Silhouette | null;
  /** Among the full answers; null when not asked for. */
  readonly features: Silhouette | null;
  /** By Gower's distance, where segments were formed on the answers themselves; else null. */
  readonly gower: Silhouette | null;
  /** In the reduced space. */
  readonly calinskiHarabasz: number;
  /** In the reduced space; lower is better. */
  readonly daviesBouldin: number;
}
