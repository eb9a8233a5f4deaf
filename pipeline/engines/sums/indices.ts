/** How clear the segments of all rows are, from sums. Runs in Deno and browsers. */

import type { Engine } from "../engine.ts";
import {
  choose,
  named,
  num,
  type RowExpression,
  squaredGap,
  sumOf,
  times,
} from "../rows/expression.ts";
import { addUp } from "./fixed_point.ts";
import type { Centres } from "./lloyd.ts";
import { type Measured, mostOf, reach, type Rows, weighed } from "./moments.ts";
import type { Segmented } from "./tally.ts";

/** Measures that need no pair of rows. */
export interface Indices {
  /** Sum of squared distances to the own centre, times weights, which have mean 1. */
  readonly inertia: number;
  /** By segment. */
  readonly inertias: readonly number[];
  /** Share of all variation that the segments explain, 0..1. */
  readonly explained: number;
  /** Calinski and Harabasz, 1974; null without variation within. */
  readonly calinskiHarabasz: number | null;
  /** Davies and Bouldin, 1979; null where two centres are one. */
  readonly daviesBouldin: number | null;
  /** Sums of squared weights by segment; null where all rows count alike. */
  readonly squaredWeights: readonly number[] | null;
}

/** What indices are computed of. */
interface Spread {
  readonly axes: readonly Measured[];
  readonly centres: Centres;
  readonly segmented: Segmented;
}

/** Computes the indices in one pass. */
export async function findIndices(engine: Engine, rows: Rows, of: Spread): Promise<Indices> {
  const { centres: { centres, counts, weights }, segmented: { k } } = of;
  const sums = await sumDistances(engine, rows, of);
  // As in memory, where weights have mean 1.
  const n = counts.reduce((sum, count) => sum + count, 0);
  const unit = weights.reduce((sum, weight) => sum + weight, 0) / n;
  const inertias = sums.map(([inertia]) => inertia / unit);
  const inertia = inertias.reduce((a, b) => a + b, 0);
  const all = sums.reduce((sum, [, , about]) => sum + about, 0) / unit;
  const between = Math.max(0, all - inertia);
  return {
    ...{ inertia, inertias },
    squaredWeights: rows.weight === null ? null : sums.map(([, , , squares]) => squares),
    explained: all > 0 ? between / all : 0,
    calinskiHarabasz: inertia > 0 && k > 1 ? (between / (k - 1)) / (inertia / (n - k)) : null,
    daviesBouldin: daviesBouldin(
      centres,
      sums.map(([, distance], c) => weights[c] > 0 ? distance / weights[c] : 0),
    ),
  };
}

/** By segment sums of squared distances to the own centre, of these distances, of squared distances to the
 * mean of all, and with weights of their squares.
 */
async function sumDistances(
  engine: Engine,
  rows: Rows,
  { axes, centres: { centres, weights }, segmented: { steps, k } }: Spread,
): Promise<readonly Float64Array[]> {
  const { weight, ...asked } = rows;
  const most = mostOf(rows);
  const total = weights.reduce((sum, own) => sum + own, 0);
  const mean = axes.map((_, f) =>
    centres.reduce((sum, centre, c) => sum + weights[c] * centre[f], 0) / total
  );
  const farthest = (from: ArrayLike<number>) =>
    axes.reduce((sum, axis, f) => sum + reach(axis, from[f]) ** 2, 0);
  const mostSquared = centres.map(farthest).reduce((a, b) => Math.max(a, b), 0);
  const toPoint = (point: ArrayLike<number>) =>
    sumOf(axes.map(({ name }, f) => squaredGap(named(name), point[f])));
  const distances = centres.map((centre, c): readonly [string, RowExpression] => [
    `e${c}`,
    toPoint(centre),
  ]);
  const own = distances.reduceRight<RowExpression>(
    (others, [name], c) => choose({ op: "=", a: named("segment"), b: num(c) }, named(name), others),
    named(distances[0][0]),
  );
  const { sums } = await addUp(engine, {
    ...{
      ...asked,
      steps: [...steps, distances, [["own", own]]],
      group: named("segment"),
      groups: k,
    },
    summands: [
      { of: weighed(named("own"), rows), bound: most * mostSquared },
      { of: weighed({ op: "sqrt", a: named("own") }, rows), bound: most * Math.sqrt(mostSquared) },
      { of: weighed(toPoint(mean), rows), bound: most * farthest(mean) },
      ...(weight === null
        ? []
        : [{ of: times(named(weight.name), named(weight.name)), bound: most * most }]),
    ],
  });
  return sums;
}

/** The mean over segments of the least favourable ratio of spreads to the distance of centres. */
function daviesBouldin(
  centres: readonly Float64Array[],
  spreads: readonly number[],
): number | null {
  if (centres.length < 2) return null;
  const worst = centres.map((centre, a) =>
    centres.reduce((most, other, b) => {
      if (a === b) return most;
      const gap = Math.sqrt(centre.reduce((sum, value, f) => sum + (value - other[f]) ** 2, 0));
      return Math.max(most, (spreads[a] + spreads[b]) / gap);
    }, 0)
  );
  const mean = worst.reduce((a, b) => a + b, 0) / worst.length;
  return Number.isFinite(mean) ? mean : null;
}
