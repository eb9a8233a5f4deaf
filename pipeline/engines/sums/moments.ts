/** Means, variances and principal components from sums over all rows. Runs in Deno and browsers. */

import type { Matrix } from "../../numeric/matrix.ts";
import { eigenOf, upright } from "../../reduce/spectrum.ts";
import {
  minus,
  named,
  num,
  type RowExpression,
  type RowSteps,
  sumOf,
  times,
} from "../rows/expression.ts";
import type { Engine, RowsAsked } from "../engine.ts";
import { addUp, type Summand } from "./fixed_point.ts";

/** The rows that are summed over, and what each counts. */
export type Rows = RowsAsked & {
  /** How many respondents each stands for; null where all count alike. */
  readonly weight: { readonly name: string; readonly bound: number } | null;
};

/** Numbers of all rows, by name. */
export interface Measured {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

/** Means and population variances. */
export interface Moments {
  /** Rows. */
  readonly n: number;
  /** Their weights together; n without weights. */
  readonly total: number;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Makes a number count by its row's weight. */
export function weighed(value: RowExpression, { weight }: Pick<Rows, "weight">): RowExpression {
  return weight === null ? value : times(value, named(weight.name));
}

/** What a row counts at most. */
export function mostOf({ weight }: Pick<Rows, "weight">): number {
  return weight?.bound ?? 1;
}

/** Sums over all rows, whatever each counts. */
function sumAll(
  engine: Engine,
  { weight: _weight, ...rows }: Rows,
  summands: readonly Summand[],
): ReturnType<typeof addUp> {
  return addUp(engine, { ...rows, group: null, groups: 1, summands });
}

async function findMeans(
  engine: Engine,
  rows: Rows,
  of: readonly Measured[],
): Promise<Omit<Moments, "variance">> {
  const most = mostOf(rows);
  const { counts, sums: [[total, ...sums]] } = await sumAll(engine, rows, [
    { of: weighed(num(1), rows), bound: most },
    ...of.map((each) => ({
      of: weighed(named(each.name), rows),
      bound: most * reach(each, 0),
    })),
  ]);
  return {
    n: counts[0],
    total,
    mean: Float64Array.from(sums, (sum) => total > 0 ? sum / total : 0),
  };
}

/** Means and variances in two passes: squares of what is left beside the mean lose no digits. */
export async function findMoments(
  engine: Engine,
  rows: Rows,
  of: readonly Measured[],
): Promise<Moments> {
  const most = mostOf(rows);
  const means = await findMeans(engine, rows, of);
  const { total, mean } = means;
  const summands = of.map((each, f) => {
    const gap = minus(named(each.name), num(mean[f]));
    return { of: weighed(times(gap, gap), rows), bound: most * reach(each, mean[f]) ** 2 };
  });
  const { sums: [squares] } = await sumAll(engine, rows, summands);
  return { ...means, variance: squares.map((sum) => total > 0 ? sum / total : 0) };
}

/** How far a number lies from another at most. */
export function reach({ low, high }: Pick<Measured, "low" | "high">, from: number): number {
  return Math.max(Math.abs(low - from), Math.abs(high - from));
}

/** Principal components of all rows. */
export interface Principal {
  readonly mean: Float64Array;
  /** m rows of unit length, upright as those of a run in memory are. */
  readonly components: readonly Float64Array[];
  readonly explainedVariance: Float64Array;
  readonly explainedVarianceRatio: Float64Array;
}

const gapName = (f: number) => `gap${f}`;

/** Names what is left of features beside their means, which each of many expressions then need not compute. */
function gapStep(of: readonly Measured[], mean: Float64Array): RowSteps[number] {
  return of.map(({ name }, f) => [gapName(f), minus(named(name), num(mean[f]))]);
}

/** Finds where rows lie on principal components.
 * @param of The features of which these are.
 * @returns Steps, of which the last names the scores, and their names.
 */
export function scoreSteps(
  of: readonly Measured[],
  { mean, components }: Principal,
): { readonly steps: RowSteps; readonly names: readonly string[] } {
  const scores = components.map((component, m): readonly [string, RowExpression] => [
    `s${m}`,
    sumOf(of.map((_, f) => times(named(gapName(f)), num(component[f])))),
  ]);
  return { steps: [gapStep(of, mean), scores], names: scores.map(([name]) => name) };
}

/** Finds principal components by the eigenvectors of the covariance.
 * @param wanted How many.
 */
export async function findPrincipal(
  engine: Engine,
  rows: Rows,
  { of, wanted }: { readonly of: readonly Measured[]; readonly wanted: number },
): Promise<Principal> {
  const d = of.length;
  const { n, total, mean } = await findMeans(engine, rows, of);
  const most = mostOf(rows);
  const gaps = of.map((_, f) => named(gapName(f)));
  const reaches = of.map((each, f) => reach(each, mean[f]));
  const pairs = gaps.flatMap((_, a) => gaps.slice(a).map((_, step) => [a, a + step] as const));
  const centred = { ...rows, steps: [...rows.steps, gapStep(of, mean)] };
  const { sums } = await sumAll(engine, centred, [
    ...pairs.map(([a, b]) => ({
      of: weighed(times(gaps[a], gaps[b]), rows),
      bound: most * reaches[a] * reaches[b],
    })),
    ...(rows.weight === null
      ? []
      : [{ of: weighed(named(rows.weight.name), rows), bound: most * most }]),
  ]);
  const products: Matrix = { values: new Float64Array(d * d), n: d, d };
  pairs.forEach(([a, b], p) => {
    products.values[a * d + b] = products.values[b * d + a] = sums[0][p];
  });
  // As numpy.cov with aweights has it.
  const freedom = rows.weight === null ? n - 1 : total - sums[0][pairs.length] / total;
  const { variances, total: whole, vector } = eigenOf(products, freedom);
  const kept = Math.min(wanted, d);
  return {
    mean,
    components: Array.from({ length: kept }, (_, m) => upright(vector(m))),
    explainedVariance: variances.slice(0, kept),
    explainedVarianceRatio: variances.slice(0, kept).map((each) => whole > 0 ? each / whole : 0),
  };
}
