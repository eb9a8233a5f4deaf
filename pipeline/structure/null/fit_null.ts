/** Fits the null model: margins, and scores whose answers correlate as observed. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { correctCategories } from "./categories.ts";
import type { NullModel } from "./draw.ts";
import { answerCorrelation, MOST_CORRELATED, scoreCorrelation } from "./hermite.ts";
import { type Answers, readMargins } from "./margins.ts";
import {
  correlationsOf,
  correlationWithin,
  type Measure,
  measure,
  measuresOf,
} from "./measures.ts";
import { nearestCorrelation, roundsFor, triangularRoot } from "./positive_definite.ts";

/** Rounds in which scores that could not be are moved towards what the answers' correlations ask for. */
const MOST_ROUNDS = 40;
const FEWEST_ROUNDS = 4;
/** Cubes of sizes that bound the rounds; each takes some itself. */
const MOST_CUBES = 3e6;
/** Gaps of the answers' correlations that are left alone. */
const BEARABLE = 0.002;

/** Fits a Gaussian copula with the observed margins, whose answers (not its scores) correlate as the
 * observed ones do, both by weight where rows have weights.
 * Numbers, scales and yes/no: the scores' correlation is the root of a rising series, for each pair.
 * Where no such scores can be, those nearest in squared gaps of the answers' correlations are sought by
 * projected gradients. Categories: those of a question are drawn one after another, each by a score of
 * its own, so that they may go with others' answers in different ways; see `correctCategories`.
 * O(n d^2 + d^2 terms + d^3), with categories some rounds of about 80 million products more.
 * @param x n x d, finite; at least one column varies.
 * @see Cario and Nelson, 1997 (NORTA); Hennig and Lin, Flexible parametric bootstrap for testing
 * homogeneity against clustering, Statistics and Computing 25, 2015, doi:10.1007/s11222-015-9566-5.
 */
export async function fitNull(x: Answers, context: StageContext): Promise<NullModel> {
  const variables = readMargins(x);
  const measures = await measuresOf(variables, context);
  const lists = measure(x, variables);
  const size = measures.length;
  const observed = await correlationsOf(lists, x.weights, context);
  const scores = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    scores[i * size + i] = 1;
    for (let j = 0; j < i; j++) {
      scores[i * size + j] = scores[j * size + i] = firstGuess(
        measures[i],
        measures[j],
        () =>
          measures[i].position < 1 && measures[j].position < 1
            ? observed[i * size + j]
            : correlationWithin(lists, { measures, i, j, weights: x.weights }),
      );
    }
    const pause = context.checkpoint(i, size, "correlations");
    if (pause !== undefined) await pause;
  }
  const kept = measures.filter(({ position }) => position < 0).length;
  await settleNumbers({ measures, observed, scores, kept }, context);
  const model = { variables, d: x.d, size };
  const root = kept === size
    ? triangularRoot(scores, size)!
    : await correctCategories({ variables, measures, observed, scores, kept }, context);
  return { ...model, root };
}

/** The root at which the answers correlate as `observed` tells; within a question 0. */
function firstGuess(a: Measure, b: Measure, observed: () => number): number {
  return a.variable === b.variable ? 0 : scoreCorrelation(a.series, b.series, observed());
}

interface Numbers {
  readonly measures: readonly Measure[];
  /** Correlations of the measures, size x size. */
  readonly observed: Float64Array;
  /** Of the scores; those of the first `kept` among themselves are moved. */
  readonly scores: Float64Array;
  /** How many of the measures are numbers; they come first. */
  readonly kept: number;
}

/** Makes the numbers' scores ones that can be, as near in the answers' correlations as possible. */
async function settleNumbers(
  { measures, observed, scores, kept }: Numbers,
  context: StageContext,
): Promise<void> {
  const size = measures.length;
  let own = blockOf(scores, size, kept);
  const wanted = own;
  const options = { size: kept, kept: 0, context };
  own = await nearestCorrelation(own, options);
  const rounds = roundsFor(kept, { fewest: FEWEST_ROUNDS, most: MOST_ROUNDS, cubes: MOST_CUBES });
  for (let round = 0; own !== wanted && round < rounds; round++) {
    const moved = own.slice();
    let worst = 0;
    for (let i = 0; i < kept; i++) {
      for (let j = 0; j < i; j++) {
        const { value, slope } = answerCorrelation(
          measures[i].series,
          measures[j].series,
          own[i * kept + j],
        );
        const gap = observed[i * size + j] - value;
        worst = Math.max(worst, Math.abs(gap));
        const next = own[i * kept + j] + gap * slope / Math.max(1, slope * slope);
        moved[i * kept + j] = moved[j * kept + i] = inRange(next);
      }
    }
    if (worst < BEARABLE) break;
    own = await nearestCorrelation(moved, options);
    const pause = context.checkpoint(round, rounds, "correlations");
    if (pause !== undefined) await pause;
  }
  for (let i = 0; i < kept; i++) scores.set(own.subarray(i * kept, (i + 1) * kept), i * size);
}

function blockOf(matrix: Float64Array, size: number, kept: number): Float64Array {
  const block = new Float64Array(kept * kept);
  for (let i = 0; i < kept; i++) {
    block.set(matrix.subarray(i * size, i * size + kept), i * kept);
  }
  return block;
}

/** A correlation that scores may have. */
function inRange(correlation: number): number {
  return Math.max(-MOST_CORRELATED, Math.min(MOST_CORRELATED, correlation));
}
