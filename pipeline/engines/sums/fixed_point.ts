/** Sums that are the same in whatever order rows are added. Runs in Deno and browsers. */

import { DataError, quoteValue } from "../../base/errors.ts";
import type { Engine, Extremes, RowsAsked, SumsQuestion, Term } from "../engine.ts";
import type { RowExpression } from "../rows/expression.ts";

/** Whole numbers up to here are exact in a double, and so is every sum of them that stays below. */
const EXACT = 2 ** 53;
/** Finer steps than these would add nothing to what doubles tell. */
const FINEST = 2 ** 60;
const COARSEST = 2 ** -60;

/** A number that is to be added up, and what it does not exceed in any row. */
export interface Summand {
  readonly of: RowExpression;
  /** The largest absolute value. */
  readonly bound: number;
}

/** What is summed over which rows by which group. */
export interface SumsWanted extends Omit<SumsQuestion, "terms"> {
  readonly summands: readonly Summand[];
}

/** Rows and sums by group. */
export interface SumsFound {
  readonly counts: Float64Array;
  /** groups x summands. */
  readonly sums: readonly Float64Array[];
}

/** The power of two by which numbers are multiplied before they are rounded to whole ones: the largest
 * for which the sum of all rows stays below 2^53, with one bit to spare for the rounding. The error of a
 * sum is at most rows / (2 scale), of a mean at most bound rows / 2^51: 1e-9 of the bound for a million
 * rows, and as roundings go either way mostly some thousandth of that.
 * @throws {DataError} If the bound is not finite.
 */
export function scaleFor(bound: number, rows: number): number {
  if (!Number.isFinite(bound)) {
    throw new DataError(
      `Cannot add up the answers exactly: they must lie between finite numbers, but go to ${
        quoteValue(bound)
      }. Leave out the column, or say by ingest.missing_codes which of its numbers are none.`,
    );
  }
  const room = EXACT / 4 / Math.max(1, rows);
  let scale = 1;
  while (scale < FINEST && 2 * scale * bound <= room) scale *= 2;
  while (scale > COARSEST && scale * bound > room) scale /= 2;
  return scale;
}

/** Adds up over all rows, by group. */
export async function addUp(engine: Engine, wanted: SumsWanted): Promise<SumsFound> {
  const { summands, ...question } = wanted;
  const terms: Term[] = summands.map(({ of, bound }) => ({
    of,
    scale: scaleFor(bound, engine.facts.rows),
  }));
  const { counts, sums } = await engine.sums({ ...question, terms });
  return {
    counts,
    sums: sums.map((group) => group.map((sum, t) => sum / terms[t].scale)),
  };
}

/** The largest absolute value that each expression has in any row; 0 where no row has one.
 * @throws {DataError} If one is infinite.
 */
export async function boundsOf(
  engine: Engine,
  rows: RowsAsked,
  of: readonly RowExpression[],
): Promise<{ readonly extremes: Extremes; readonly bounds: Float64Array }> {
  const extremes = await engine.extremes(rows, of);
  const bounds = extremes.low.map((low, e) => {
    const high = extremes.high[e];
    return Number.isNaN(low) ? 0 : Math.max(Math.abs(low), Math.abs(high));
  });
  return { extremes, bounds };
}
