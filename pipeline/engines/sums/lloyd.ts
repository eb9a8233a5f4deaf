/** K-means over all rows: the nearest centre, the mean of its rows, again and again. Runs in Deno and browsers. */

import type { Engine } from "../engine.ts";
import { named, num, type RowExpression, type RowSteps, sumOf, times } from "../rows/expression.ts";
import { addUp } from "./fixed_point.ts";
import { type Measured, mostOf, reach, type Rows, weighed } from "./moments.ts";

/** Segments of all rows. */
export interface Centres {
  /** k x d. */
  readonly centres: readonly Float64Array[];
  /** Rows of each. */
  readonly counts: Float64Array;
  /** Their weights together. */
  readonly weights: Float64Array;
  /** Which of the centres that were started from each is. */
  readonly order: readonly number[];
  readonly iterations: number;
  readonly converged: boolean;
}

/** How far k-means goes. */
export interface LloydOptions {
  readonly of: readonly Measured[];
  readonly starts: readonly Float64Array[];
  readonly maxIter: number;
  readonly onIteration: (iteration: number) => void;
}

/** The segment of each row: the nearest centre by squared distance, of equally near ones the first.
 * @param of Names of what rows are placed by.
 */
export function segmentSteps(
  of: readonly string[],
  centres: readonly Float64Array[],
): RowSteps {
  const names = centres.map((_, c) => `d${c}`);
  return [
    // Squared distances less what all of a row's have in common: two operations a feature, not three.
    centres.map((centre, c): readonly [string, RowExpression] => [
      names[c],
      sumOf([
        num(centre.reduce((sum, value) => sum + value * value, 0)),
        ...of.map((name, f) => times(named(name), num(-2 * centre[f]))),
      ]),
    ]),
    [["segment", { op: "least-of", of: names }]],
  ];
}

/** Moves centres to the means of their rows until no row changes its segment, or `maxIter` times. A
 * segment that falls empty keeps its centre. Sums are exact, so centres are equal to the bit on every
 * engine; no row has changed when all sums are what they were.
 */
export async function runLloyd(
  engine: Engine,
  rows: Rows,
  { of, starts, maxIter, onIteration }: LloydOptions,
): Promise<Centres> {
  let centres = starts;
  let before: readonly Float64Array[] = [];
  for (let iteration = 1;; iteration++) {
    onIteration(iteration);
    const found = await sumSegments(engine, rows, { of, centres });
    const isSame = before.length > 0 && found.sums.every((own, c) => isEqual(own, before[c]));
    const isLast = isSame || iteration === maxIter;
    if (isLast) {
      return {
        ...{ centres, counts: found.counts, iterations: iteration, converged: isSame },
        order: [...centres.keys()],
        weights: Float64Array.from(found.sums, ([weight]) => weight),
      };
    }
    before = found.sums;
    centres = found.sums.map(([weight, ...sums], c) =>
      weight > 0 ? Float64Array.from(sums, (sum) => sum / weight) : centres[c]
    );
  }
}

/** Rows of each segment, their weights and the sums of what they are placed by. */
async function sumSegments(
  engine: Engine,
  rows: Rows,
  { of, centres }: Pick<LloydOptions, "of"> & { readonly centres: readonly Float64Array[] },
): Promise<{ readonly counts: Float64Array; readonly sums: readonly Float64Array[] }> {
  const most = mostOf(rows);
  return await addUp(engine, {
    steps: [...rows.steps, ...segmentSteps(of.map(({ name }) => name), centres)],
    where: rows.where,
    ...(rows.isOfHeld === true ? { isOfHeld: true } : {}),
    group: named("segment"),
    groups: centres.length,
    summands: [
      { of: weighed(num(1), rows), bound: most },
      ...of.map((each) => ({ of: weighed(named(each.name), rows), bound: most * reach(each, 0) })),
    ],
  });
}

function isEqual(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => value === b[i]);
}
