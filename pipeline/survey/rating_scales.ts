/** Ratings that share a scale, and how each respondent uses it. Runs in Deno and browsers. */

import { endsOf, findBatteries } from "./batteries.ts";
import type { Column } from "./column.ts";
import type { Survey } from "./survey.ts";

/** Items that are answered on one scale, of one question or several. */
export interface RatingScale {
  /** Lowest answer given to any of them; of words the position of the first. */
  readonly low: number;
  /** Highest answer given to any of them. */
  readonly high: number;
  /** The answers in order, where they are words; else null. */
  readonly categories: readonly string[] | null;
  /** Names of the items' columns, in the survey's order. */
  readonly columns: readonly string[];
}

/** Items of a question on one scale; fewer are no battery. */
const FEWEST_ITEMS = 3;

/** A scale with the columns of its items. */
export interface RatingItems extends Omit<RatingScale, "columns"> {
  readonly columns: readonly Column[];
}

/** Finds the scales that are rated on: questions with 3 ordinal columns or more whose answers start and
 * end within a point of each other, or have the same words. Questions with the same lowest and highest
 * answer, or the same words, share a scale, so that a respondent's mean rests on all items that can
 * tell of it. Yes/no answers, amounts, ages, rankings and single scales (education in five steps) never
 * take part.
 * @param columns Those considered, such as all that became features.
 * @param pattern `features.question_pattern`.
 * @returns In the order of their first items.
 */
export function findRatingScales(
  survey: Survey,
  { columns, pattern }: { columns: readonly Column[]; pattern: string },
): RatingItems[] {
  const scales = new Map<string, RatingItems>();
  const batteries = findBatteries({ ...survey, columns }, { pattern, least: FEWEST_ITEMS });
  for (const { columns: items } of batteries) {
    const { categories } = items[0];
    const { low, high } = rangeOf(items);
    const key = categories === null ? `${low} ${high}` : categories.join("\n");
    const known = scales.get(key);
    scales.set(key, {
      low: Math.min(low, known?.low ?? low),
      high: Math.max(high, known?.high ?? high),
      categories,
      columns: [...known?.columns ?? [], ...items],
    });
  }
  return [...scales.values()];
}

/** The lowest and the highest answer to any of some items. */
function rangeOf(items: readonly Column[]): { low: number; high: number } {
  let low = Infinity, high = -Infinity;
  for (const item of items) {
    const [least, most] = endsOf(item);
    low = Math.min(low, least);
    high = Math.max(high, most);
  }
  return { low, high };
}

/** How respondents use a scale, length n each. */
export interface ScaleUse {
  /** Mean of the answers given, in their unit; NaN without any. */
  readonly level: Float64Array;
  /** Population standard deviation of the answers given; 0 exactly where they do not differ. */
  readonly spread: Float64Array;
}

/** Measures how each respondent uses a scale, item by item, O(n) each. Filled gaps do not count.
 * Sums are of differences from the respondent's first answer, which leaves nothing of an answer that is
 * given throughout.
 */
export class ScaleMeter {
  readonly #first: Float64Array;
  readonly #counts: Uint32Array;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;

  constructor(n: number) {
    this.#first = new Float64Array(n);
    this.#counts = new Uint32Array(n);
    this.#sums = new Float64Array(n);
    this.#squares = new Float64Array(n);
  }

  /** Takes the answers to one item. */
  add({ codes, values, missing }: Pick<Column, "codes" | "values" | "missing">): void {
    const first = this.#first, counts = this.#counts, sums = this.#sums, squares = this.#squares;
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i];
      if (missing[code] !== 0) continue;
      if (counts[i]++ === 0) first[i] = values[code];
      const difference = values[code] - first[i];
      sums[i] += difference;
      squares[i] += difference * difference;
    }
  }

  /** Level and spread over the items taken. */
  read(): ScaleUse {
    const counts = this.#counts;
    const means = this.#sums.map((sum, i) => sum / counts[i]);
    return {
      level: means.map((mean, i) => this.#first[i] + mean),
      spread: this.#squares.map((squares, i) =>
        squares === 0 ? 0 : Math.sqrt(squares / counts[i] - means[i] * means[i])
      ),
    };
  }
}
