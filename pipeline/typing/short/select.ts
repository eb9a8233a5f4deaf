/** Which questions to ask, one after another. Runs in Deno and browsers. */

import { type Matrix, spreadRows } from "../../numeric/matrix.ts";
import { classify, logWilks, solve, type Sums } from "./discriminant.ts";
import type { Candidate } from "./predictors.ts";

/** So many of the questions that part the segments most are tried on respondents. */
const TRIED = 6;
/** The most respondents whom they are tried on. */
const MOST_TRIED = 2000;

/** What is chosen among, and whom it is tried on. */
export interface Choice {
  readonly x: Matrix;
  readonly labels: Int32Array;
  readonly candidates: readonly Candidate[];
  /** Positions of candidates that come first, whatever they are worth. */
  readonly named: readonly number[];
  readonly most: number;
}

/** Finds the questions, in order: those named, then each time the one that brings the most respondents into
 * their own segment, among the few with the least Wilks' lambda (ties: the lesser one).
 * @param sums Over the respondents who may be learned from.
 * @returns Positions of candidates.
 */
export function selectQuestions(
  { x, labels, candidates, named, most }: Choice,
  { sums, rows }: { sums: Sums; rows: Int32Array },
): number[] {
  const path = named.slice(0, most);
  const count = Math.min(rows.length, MOST_TRIED);
  const tried = spreadRows(rows.length, count).map((j) => rows[j]);
  while (path.length < Math.min(most, candidates.length)) {
    const ranked = candidates.map((_, at) => at).filter((at) => !path.includes(at))
      .map((at) => {
        const chosen = predictorsOf([...path, at], candidates);
        return { at, chosen, wilks: logWilks(sums, chosen) };
      })
      .sort((a, b) => a.wilks - b.wilks || a.at - b.at).slice(0, TRIED);
    let best = ranked[0].at, right = -1;
    for (const { at, chosen } of ranked) {
      const said = classify(x, solve(sums, chosen), { chosen, rows: tried });
      let count = 0;
      said.forEach((segment, j) => count += segment === labels[tried[j]] ? 1 : 0);
      if (count > right) [best, right] = [at, count];
    }
    path.push(best);
  }
  return path;
}

/** The predictors of some candidates, in order. */
export function predictorsOf(
  chosen: readonly number[],
  candidates: readonly Candidate[],
): number[] {
  return chosen.flatMap((at) => {
    const { first, count } = candidates[at];
    return Array.from({ length: count }, (_, j) => first + j);
  });
}
