/** Whether respondents unlike any segment are alike among themselves. Runs in Deno and browsers. */

import { kishBase } from "../../numeric/weights.ts";
import { type Matrix, squaredDistance } from "../../numeric/matrix.ts";
import type { Placed } from "./measures.ts";

/** The silhouettes of respondents taken as a segment of their own. */
export interface Togetherness {
  /** 1 for those unlike any segment who are nearer to their own centre than to a segment's. */
  readonly members: Uint8Array;
  /** Their mean silhouette, -1..1: above 0 where they are nearer to each other than to the nearest segment. */
  readonly silhouette: number;
  /** Its standard deviation among them, divided by all and not by one less. */
  readonly deviation: number;
  /** How many of equal weight are as precise. */
  readonly effectiveBase: number;
}

/** Turns in which a centre of their own finds its members. */
const MOST_TURNS = 20;
/** Fewer are no group. */
const FEWEST = 2;

/** A group by what its members answer on average, and how far they are from that in the mean square. */
interface Group {
  readonly center: Float64Array;
  readonly weight: number;
  readonly spread: number;
}

/** Gives those who are unlike any segment a centre of their own, which starts at their mean and keeps those who
 * are nearer to it than to a segment's, in turns; of these the silhouettes, as if they were a segment: how
 * far the others of them are, and how far the nearest segment's members who are not unlike. Distances are
 * root mean squares over all features, which centres and spreads give without pairs. O(n d).
 * @returns Null where fewer than two are left, or no segment has anybody else.
 * @see Rousseeuw, Silhouettes, Journal of Computational and Applied Mathematics, 1987,
 * doi:10.1016/0377-0427(87)90125-7
 */
export function measureTogether(
  features: Matrix,
  { labels, weights, k }: Placed,
  isUnlike: Uint8Array,
): Togetherness | null {
  const weightOf = (i: number) => weights === null ? 1 : weights[i];
  const find = (groupOf: (i: number) => number, count: number) =>
    groupsOf(features, { groupOf, weightOf, count });
  const others = find((i) => isUnlike[i] === 1 ? k : labels[i], k + 1).slice(0, k)
    .filter(({ weight }) => weight > 0);
  if (others.length === 0) return null;
  const nearest = nearestOf(features, others, isUnlike);
  let members = isUnlike, own = find((i) => 1 - members[i], 1)[0];
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const center = matrixOf([own]);
    const next = isUnlike.map((one, i) =>
      one === 1 && squaredDistance(features, i, center, 0) < nearest.center[i] ? 1 : 0
    );
    if (next.every((one, i) => one === members[i])) break;
    members = next;
    own = find((i) => 1 - members[i], 1)[0];
  }
  if (members.reduce((sum, one) => sum + one, 0) < FEWEST) return null;
  return silhouettesOf(features, { own, members, weightOf, nearest: nearest.members });
}

function silhouettesOf(
  features: Matrix,
  { own, members, weightOf, nearest }: {
    readonly own: Group;
    readonly members: Uint8Array;
    readonly weightOf: (i: number) => number;
    readonly nearest: Float64Array;
  },
): Togetherness {
  const center = matrixOf([own]);
  let weight = 0, squares = 0, sum = 0, squared = 0;
  members.forEach((one, i) => {
    if (one === 0) return;
    const w = weightOf(i);
    const within = (squaredDistance(features, i, center, 0) + own.spread) *
      own.weight / (own.weight - w);
    const [a, b] = [Math.sqrt(within), Math.sqrt(nearest[i])];
    const silhouette = a === b ? 0 : (b - a) / Math.max(a, b);
    weight += w;
    squares += w * w;
    sum += w * silhouette;
    squared += w * silhouette * silhouette;
  });
  const silhouette = sum / weight;
  return {
    ...{ members, silhouette },
    deviation: Math.sqrt(Math.max(0, squared / weight - silhouette * silhouette)),
    effectiveBase: kishBase(weight, squares),
  };
}

/** Of those unlike, the squared distance to the nearest segment's centre, and the mean one to its members. */
function nearestOf(
  features: Matrix,
  groups: readonly Group[],
  isUnlike: Uint8Array,
): { readonly center: Float64Array; readonly members: Float64Array } {
  const centers = matrixOf(groups);
  const center = new Float64Array(features.n), members = new Float64Array(features.n);
  isUnlike.forEach((one, i) => {
    if (one === 0) return;
    center[i] = members[i] = Infinity;
    groups.forEach(({ spread }, s) => {
      const distance = squaredDistance(features, i, centers, s);
      center[i] = Math.min(center[i], distance);
      members[i] = Math.min(members[i], distance + spread);
    });
  });
  return { center, members };
}

function matrixOf(groups: readonly Group[]): Matrix {
  const d = groups[0].center.length;
  const values = new Float64Array(groups.length * d);
  groups.forEach(({ center }, g) => values.set(center, g * d));
  return { values, n: groups.length, d };
}

/** Groups of rows; those whose number is none of them belong to none. */
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
    const group = groupOf(i), w = weightOf(i);
    if (group >= count) continue;
    const center = centers[group];
    totals[group] += w;
    for (let c = 0; c < d; c++) center[c] += w * values[i * d + c];
  }
  centers.forEach((center, g) => {
    if (totals[g] > 0) { for (let c = 0; c < d; c++) center[c] /= totals[g]; }
  });
  for (let i = 0; i < n; i++) {
    const group = groupOf(i);
    if (group >= count) continue;
    const center = centers[group];
    let squared = 0;
    for (let c = 0; c < d; c++) squared += (values[i * d + c] - center[c]) ** 2;
    spreads[group] += weightOf(i) * squared;
  }
  return centers.map((center, g) => ({
    ...{ center, weight: totals[g] },
    spread: totals[g] > 0 ? spreads[g] / totals[g] : 0,
  }));
}
