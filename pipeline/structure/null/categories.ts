/** Scores of categories, corrected by respondents drawn from them. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { correlate, stepOf } from "./draw.ts";
import { answerCorrelation, MOST_CORRELATED } from "./hermite.ts";
import { type LevelVariable, scoresOf, type Variable } from "./margins.ts";
import { correlationsOf, type Measure } from "./measures.ts";
import { drawNormal } from "./normal.ts";
import { nearestCorrelation, triangularRoot } from "./positive_definite.ts";

/** Rounds of correction. */
const ROUNDS = 8;
/** Products that the correlations of one round's drawn respondents take, and how many are drawn. */
const PRODUCTS_OF_A_ROUND = 6e7;
const FEWEST_DRAWN = 4096;
const MOST_DRAWN = 32_768;
/** A score is moved by at most so much in a round. */
const MOST_MOVE = 0.3;
/** How much squares of the scores' correlations count beside squared gaps of the answers': what hardly
 * moves the answers, such as a category of three respondents, does not bend the rest. */
const SLIGHT = 1e-3;

/** What is fitted. */
export interface CategoriesFit {
  readonly variables: readonly Variable[];
  readonly measures: readonly Measure[];
  /** Correlations of the measures, size x size. */
  readonly observed: Float64Array;
  /** Of the scores; moved towards those sought. */
  readonly scores: Float64Array;
  /** How many of the measures are numbers, whose scores stay; they come first. */
  readonly kept: number;
}

/** Moves the scores of categories until what is drawn from them correlates as observed, as far as
 * scores can: gradients of the squared gaps, projected on the matrices that can be, in eight rounds over
 * the same independent numbers. Where scores of a question's categories come to correlate, the cuts are
 * moved (in place) so that as many as observed take each category.
 * @returns The root of the last.
 */
export async function correctCategories(
  fit: CategoriesFit,
  context: StageContext,
): Promise<Float64Array> {
  const { scores, measures, kept } = fit;
  const size = measures.length;
  const wanted = Math.floor(PRODUCTS_OF_A_ROUND / (size * size));
  const n = Math.max(FEWEST_DRAWN, Math.min(MOST_DRAWN, wanted));
  const rng = context.rng.fork("categories");
  const independent = new Float64Array(n * size);
  for (let at = 0; at < independent.length; at++) {
    independent[at] = drawNormal(rng);
    const pause = (at & 4095) === 0 ? context.checkpoint(0, 1, "categories") : undefined;
    if (pause !== undefined) await pause;
  }
  for (let round = 0;; round++) {
    // What cannot be is given up at once, so that the next round mends what that did to others.
    scores.set(await nearestCorrelation(scores, { size, kept, context }));
    const root = triangularRoot(scores, size)!;
    const lists = await drawMeasures(fit, { root, independent, n }, context);
    if (round === ROUNDS) return root;
    move(fit, await correlationsOf(lists, undefined, context));
    const pause = context.checkpoint(round, ROUNDS, "categories");
    if (pause !== undefined) await pause;
  }
}

function move({ measures, observed, scores, kept }: CategoriesFit, drawn: Float64Array): void {
  const size = measures.length;
  for (let i = kept; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const a = measures[i], b = measures[j], at = i * size + j;
      if (a.variable === b.variable) continue;
      const slope = a.share * b.share * answerCorrelation(a.series, b.series, scores[at]).slope;
      const gap = observed[at] - drawn[at];
      const wish = (gap * slope - SLIGHT * scores[at]) / Math.max(1, slope * slope);
      const moved = scores[at] + Math.max(-MOST_MOVE, Math.min(MOST_MOVE, wish));
      scores[at] = Math.max(-MOST_CORRELATED, Math.min(MOST_CORRELATED, moved));
      scores[j * size + i] = scores[at];
    }
  }
}

/** The measures of respondents drawn from given independent numbers, one list a measure. */
async function drawMeasures(
  { variables, measures }: CategoriesFit,
  { root, independent, n }: { root: Float64Array; independent: Float64Array; n: number },
  context: StageContext,
): Promise<Float64Array[]> {
  const size = measures.length;
  const columns = measures.map(() => new Float64Array(n));
  const scores = new Float64Array(size);
  for (let i = 0; i < n; i++) {
    correlate({ root, size }, independent.subarray(i * size, (i + 1) * size), scores);
    for (let s = 0; s < size; s++) columns[s][i] = scores[s];
    const pause = (i & 63) === 0 ? context.checkpoint(i, n, "categories") : undefined;
    if (pause !== undefined) await pause;
  }
  let at = 0;
  for (const [v, variable] of variables.entries()) {
    const pause = context.checkpoint(v, variables.length, "categories");
    if (pause !== undefined) await pause;
    const own = columns.slice(at, at + scoresOf(variable));
    if (variable.form === "levels") takeLevels(variable, own);
    else own[0].forEach((score, i) => own[0][i] = variable.values[stepOf(variable.cuts, score)]);
    at += own.length;
  }
  return columns;
}

/** Turns the scores of a question's categories into 1 for the category taken, else 0. */
function takeLevels({ cuts, shares }: LevelVariable, columns: Float64Array[]): void {
  const n = columns[0].length;
  const isFree = new Uint8Array(n).fill(1);
  columns.forEach((column, position) => {
    const left = column.filter((_, i) => isFree[i] === 1).sort();
    const taking = Math.round(shares[position] * n);
    if (taking > 0 && taking < left.length) cuts[position] = left[left.length - taking];
    for (let i = 0; i < n; i++) {
      const takes = isFree[i] === 1 && column[i] >= cuts[position];
      column[i] = takes ? 1 : 0;
      if (takes) isFree[i] = 0;
    }
  });
}
