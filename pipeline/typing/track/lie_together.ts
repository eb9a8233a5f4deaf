/** Whether respondents unlike any segment are alike among themselves. Runs in Deno and browsers. */

import { kishBase } from "../../numeric/weights.ts";
import { type Matrix, squaredDistance } from "../../numeric/matrix.ts";
import type { Placed } from "./measures.ts";

/** The silhouettes of some respondents taken as a segment of their own. */
export interface Togetherness {
  /** Their mean, -1..1: above 0 where they are nearer to each other than to the nearest segment. */
  readonly silhouette: number;
  /** Their standard deviation, divided by all and not by one less. */
  readonly deviation: number;
  /** How many of equal weight are as precise. */
  readonly effectiveBase: number;
}

/** A group by what its members answer on average, and how far they are from that in the mean square. */
interface Group {
  readonly center: Float64Array;
  readonly weight: number;
  readonly spread: number;
}

/** Silhouettes of those who are unlike any segment, as if they were one: how far the others of them are, and how
 * far the nearest segment's members who are not unlike. Distances are root mean squares over all features,
 * which centres and spreads give without pairs. O(n d).
 * @returns Null where fewer than two are unlike, or no segment has anybody else.
 * @see Rousseeuw, Silhouettes, Journal of Computational and Applied Mathematics, 1987,
 * doi:10.1016/0377-0427(87)90125-7
 */
export function measureTogether(
  features: Matrix,
  { labels, weights, k }: Placed,
  isUnlike: Uint8Array,
): Togetherness | null {
  const weightOf = (i: number) => weights === null ? 1 : weights[i];
  const groupOf = (i: number) => isUnlike[i] === 1 ? k : labels[i];
  const groups = groupsOf(features, { groupOf, weightOf, count: k + 1 });
  const own = groups[k];
  const others = groups.slice(0, k).filter(({ weight }) => weight > 0);
  const centers: Matrix = {
    values: Float64Array.from([...others, own].flatMap(({ center }) => [...center])),
    ...{ n: others.length + 1, d: features.d },
  };
  let count = 0, weight = 0, squares = 0, sum = 0, squared = 0;
  for (let i = 0; i < features.n; i++) {
    if (isUnlike[i] === 0) continue;
    const w = weightOf(i);
    const within = (squaredDistance(features, i, centers, others.length) + own.spread) *
      own.weight / (own.weight - w);
    let nearest = Infinity;
    others.forEach(({ spread }, s) => {
      nearest = Math.min(nearest, squaredDistance(features, i, centers, s) + spread);
    });
    const [a, b] = [Math.sqrt(within), Math.sqrt(nearest)];
    const silhouette = a === b ? 0 : (b - a) / Math.max(a, b);
    count++;
    weight += w;
    squares += w * w;
    sum += w * silhouette;
    squared += w * silhouette * silhouette;
  }
  if (count < 2 || others.length === 0) return null;
  const silhouette = sum / weight;
  return {
    silhouette,
    deviation: Math.sqrt(Math.max(0, squared / weight - silhouette * silhouette)),
    effectiveBase: kishBase(weight, squares),
  };
}

function groupsOf(
  { values, n, d }: Matrix,
  { groupOf, weightOf, count }: {
    readonly groupOf: (i: number) => number;
    readonly weightOf: (i: number) => number;
    readonly count: number;
  },
): Group[] {
  const centers = Array.from({ length: count }, () => new Float64Array(d));
  const totals = new Float64Array(count), spreads = new Float64Array(count);
  for (let i = 0; i < n; i++) {
    const group = groupOf(i), w = weightOf(i), center = centers[group];
    totals[group] += w;
    for (let c = 0; c < d; c++) center[c] += w * values[i * d + c];
  }
  centers.forEach((center, g) => {
    if (totals[g] > 0) { for (let c = 0; c < d; c++) center[c] /= totals[g]; }
  });
  for (let i = 0; i < n; i++) {
    const group = groupOf(i), center = centers[group];
    let squared = 0;
    for (let c = 0; c < d; c++) squared += (values[i * d + c] - center[c]) ** 2;
    spreads[group] += weightOf(i) * squared;
  }
  return centers.map((center, g) => ({
    ...{ center, weight: totals[g] },
    spread: totals[g] > 0 ? spreads[g] / totals[g] : 0,
  }));
}
