/** How well segments are set apart: respondents among components, and gorges. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { projectRows } from "../../numeric/cross_products.ts";
import { type Matrix, squaredDistance } from "../../numeric/matrix.ts";
import { portableExp } from "../../numeric/portable_math.ts";
import { runPca } from "../../reduce/pca.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import { medianOf } from "../../structure/stability/summarise.ts";
import { chooseRows } from "../points/choose_rows.ts";
import { convexHull, type Point } from "./convex_hull.ts";
import type { ApartView, GorgeView, SeparationView } from "./target_types.ts";

/** Points of the separation plot. */
const MOST_POINTS = 1500;
const BINS = 20;
/** Neither here nor there. */
const LOW = 0.25, HIGH = 0.75;
/** Those farther than so many times the median distance are left out of the outer hull. */
const FAR = 2.5;
const LEAST_HULL = 3;
const DECIMALS = 1e3;

/** Distances of respondents to the centres of all segments, n x k. */
interface Reach {
  readonly to: Float64Array;
  readonly n: number;
  readonly k: number;
}

/** Makes the separation plot and the gorge plots, in the space in which segments were formed.
 *
 * Both need centres in a space: there are none where segments were formed on answers (k-modes, k-prototypes,
 * Gower's distance) or on a map by UMAP, whose distances mean nothing. The separation plot needs two
 * dimensions. O(n k d + n d^2).
 * @see flexclust 1.5.0: plot() with clusterHulls(), computeClusterSim(), histogram(); Leisch, Neighborhood
 * graphs, stripes and shadow plots for cluster visualization, Statistics and Computing 20, 2010. Gorges:
 * Dolnicar, Grün and Leisch, Market Segmentation Analysis, 2018, chapter 7; histogram() draws the square
 * root of the similarity defined there.
 */
export async function viewApart(result: PipelineResult, context: StageContext): Promise<ApartView> {
  const { clustering, embedding } = result;
  if (clustering.basis === "answers" || embedding.method === "umap" || clustering.k < 2) {
    return { separation: null, gorges: null };
  }
  const reach = measureReach(embedding, clustering.centroids);
  const { labels } = clustering;
  return {
    separation: embedding.d < 2 ? null : await viewSeparation(result, reach, context),
    gorges: viewGorges(reach, labels),
  };
}

function measureReach(space: Matrix, centres: Matrix): Reach {
  const { n } = space, k = centres.n;
  const to = new Float64Array(n * k);
  for (let i = 0; i < n; i++) {
    for (let s = 0; s < k; s++) {
      to[i * k + s] = Math.sqrt(squaredDistance(space, i, centres, s));
    }
  }
  return { to, n, k };
}

async function viewSeparation(
  { embedding, clustering, params }: PipelineResult,
  reach: Reach,
  context: StageContext,
): Promise<SeparationView> {
  const { values, n, d } = embedding;
  const { labels, centroids, k } = clustering;
  const { scores, components, mean, explainedVarianceRatio } = await runPca(
    { values, n, d },
    2,
    context,
  );
  const axes = { means: mean, directions: components };
  const centres = await projectRows(centroids, axes, { context });
  const pointOf = (i: number): Point => [scores.values[2 * i], scores.values[2 * i + 1]];
  const rows = chooseRows(n, {
    ...{ most: MOST_POINTS, seed: params.seed, drawing: "separation" },
  }).sort();
  const points = Array.from(rows, pointOf);
  return {
    variance: [explainedVarianceRatio[0], explainedVarianceRatio[1]],
    n,
    points: {
      x: points.map(([x]) => rounded(x)),
      y: points.map(([, y]) => rounded(y)),
      segment: Array.from(rows, (i) => labels[i]),
    },
    segments: Array.from({ length: k }, (_, s) => ({
      centre: [rounded(centres.values[2 * s]), rounded(centres.values[2 * s + 1])],
      ...hullsOf(s, { labels, reach, pointOf }),
    })),
    similarity: similarityOf(reach, labels),
  };
}

/** The half nearest to the centre, and all but those far away, as hulls. */
function hullsOf(
  s: number,
  { labels, reach: { to, n, k }, pointOf }: {
    readonly labels: Int32Array;
    readonly reach: Reach;
    readonly pointOf: (i: number) => Point;
  },
): Pick<SeparationView["segments"][number], "inner" | "outer"> {
  const own: number[] = [];
  for (let i = 0; i < n; i++) if (labels[i] === s) own.push(i);
  const median = medianOf(Float64Array.from(own, (i) => to[i * k + s]));
  const hull = (most: number): Point[] => {
    const within = own.filter((i) => to[i * k + s] < most);
    if (within.length <= LEAST_HULL) return [];
    return convexHull(within.map(pointOf)).map(([x, y]) => [rounded(x), rounded(y)]);
  };
  return { inner: hull(median), outer: hull(FAR * median) };
}

/** Of each segment, the mean shadow value (2 d1 / (d1 + d2)) of its respondents whose next segment is another
 * one, times their share. The own segment counts as the nearest one, which a tree's need not be. */
export function similarityOf({ to, n, k }: Reach, labels: Int32Array): number[][] {
  const sums = Array.from({ length: k }, () => new Array<number>(k).fill(0));
  const sizes = new Array<number>(k).fill(0);
  for (let i = 0; i < n; i++) {
    const own = labels[i];
    let next = -1;
    for (let s = 0; s < k; s++) {
      if (s !== own && (next < 0 || to[i * k + s] < to[i * k + next])) next = s;
    }
    const [first, second] = [to[i * k + own], to[i * k + next]];
    sizes[own]++;
    sums[own][next] += first + second > 0 ? 2 * first / (first + second) : 1;
  }
  return sums.map((row, s) => row.map((sum, t) => s === t ? 1 : sizes[s] > 0 ? sum / sizes[s] : 0));
}

function viewGorges({ to, n, k }: Reach, labels: Int32Array): GorgeView {
  const segments = Array.from({ length: k }, () => ({
    own: new Array<number>(BINS).fill(0),
    others: new Array<number>(BINS).fill(0),
    between: 0,
  }));
  const similar = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    similarities(to.subarray(i * k, (i + 1) * k), similar);
    for (let s = 0; s < k; s++) {
      const bin = Math.min(BINS - 1, Math.floor(similar[s] * BINS));
      const segment = segments[s];
      (labels[i] === s ? segment.own : segment.others)[bin]++;
      if (similar[s] >= LOW && similar[s] <= HIGH) segment.between++;
    }
  }
  return {
    ...{ n, bins: BINS },
    segments: segments.map((each) => ({ ...each, between: each.between / n })),
  };
}

/** exp(-d) of each distance as a share of all segments' (the exponent of the distance is 1). */
export function similarities(distances: Float64Array, result: Float64Array): void {
  let nearest = Infinity;
  for (const distance of distances) nearest = Math.min(nearest, distance);
  let sum = 0;
  // Less the nearest one, so that respondents far from all have a similarity too.
  for (let s = 0; s < distances.length; s++) {
    result[s] = portableExp(nearest - distances[s]);
    sum += result[s];
  }
  for (let s = 0; s < distances.length; s++) result[s] /= sum;
}

function rounded(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS + 0;
}
