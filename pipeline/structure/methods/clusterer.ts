/** What forms segments for the search beside k-means. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { Features } from "../../features/feature_matrix.ts";

/** Segments of some respondents, and where all would go. */
export interface MethodFit {
  readonly k: number;
  /** Segment of every respondent: the fitted one where all were fitted, else predicted. */
  readonly labels: Int32Array;
  /** What the method makes small. */
  readonly criterion: number;
}

/** How a fit is made. */
export interface FitOptions {
  /** Numbers of segments, rising. */
  readonly ks: readonly number[];
  /** Starts, for methods that begin at random. */
  readonly starts: number;
  readonly maxIter: number;
  readonly context: StageContext;
}

/** A method with one set of respondents. */
export interface OpenClusterer {
  /** Forms segments of some respondents, who may be named more than once, and predicts all.
   * @param rows Null for all.
   */
  fit(rows: Int32Array | null, options: FitOptions): Promise<MethodFit[]>;
  /** The mean silhouette of each partition of all, by the method's distance. */
  silhouettes(fits: readonly MethodFit[], context: StageContext): Promise<number[]>;
}

/** A method. */
export interface Clusterer {
  /** More respondents take too long a hundred times over. */
  readonly mostRespondents: number;
  /** Whether starts differ, so that rivals can be sought among them. */
  readonly beginsAtRandom: boolean;
  open(x: Features, context: StageContext): Promise<OpenClusterer>;
}

/** Some rows of the features with their weights. */
export function subset(x: Features, rows: Int32Array): Features {
  const { d, values, weights, ...rest } = x;
  const own = new Float64Array(rows.length * d);
  rows.forEach((row, i) => own.set(values.subarray(row * d, (row + 1) * d), i * d));
  const plain = { ...rest, values: own, n: rows.length, d };
  return weights === undefined
    ? plain
    : { ...plain, weights: Float64Array.from(rows, (row) => weights[row]) };
}
