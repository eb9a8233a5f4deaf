/** Which columns of a table a column exceeds by more than chance, as letters. Runs in Deno and browsers. */

import { normalTails, studentTails } from "./tails.ts";

/** Below, a difference gets a small letter. */
export const LETTER_LEVEL = 0.05;
/** Below, it gets a capital. */
export const CAPITAL_LEVEL = 0.01;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** Of fewer there is no spread to compare with. */
const LEAST_BASE = 2;

/** A share in a column, and how many respondents of equal weight it rests on. */
export interface TestedShare {
  /** 0..1. */
  readonly share: number;
  /** Respondents; with weights the effective base, (sum of weights)^2 / sum of squared weights. */
  readonly base: number;
}

/** A mean in a column, with what tells how sure it is. */
export interface TestedMean {
  readonly mean: number;
  /** Standard deviation, the sum of squares divided by base - 1; with weights as
   * {@link weightedDeviation} has it. */
  readonly deviation: number;
  /** As of {@link TestedShare}. */
  readonly base: number;
}

/** How columns are compared. */
export interface LetterOptions {
  /** The letter of each column. */
  readonly letters: readonly string[];
  /** What every p-value is multiplied by for how many comparisons there are (Bonferroni); 1 for none. */
  readonly comparisons: number;
}

/** The p-value of the difference between two shares of different respondents: the z-test with the pooled
 * share and without continuity correction, as SPSS's custom tables, R's `prop.test` and expss
 * (`compare_proportions`) have it. 1 where both columns have all or none.
 */
export function compareShares(a: TestedShare, b: TestedShare): number {
  const pooled = (a.share * a.base + b.share * b.base) / (a.base + b.base);
  const variance = pooled * (1 - pooled) * (1 / a.base + 1 / b.base);
  return variance > 0 ? normalTails((a.share - b.share) / Math.sqrt(variance)) : 1;
}

/** The p-value of the difference between two means of different respondents: Welch's t-test, which does
 * not suppose that both columns have the same variance. So do R's `t.test` and expss
 * (`compare_means`, where `var_equal` is FALSE unless asked for); SPSS's custom tables pool the
 * variance of all columns. 1 where nothing varies.
 */
export function compareMeans(a: TestedMean, b: TestedMean): number {
  const [first, second] = [a, b].map(({ deviation, base }) => deviation * deviation / base);
  const variance = first + second;
  if (!(variance > 0)) return 1;
  const freedom = variance ** 2 / (first ** 2 / (a.base - 1) + second ** 2 / (b.base - 1));
  return studentTails((a.mean - b.mean) / Math.sqrt(variance), freedom);
}

/** The standard deviation of a weighted column: the weighted mean square about the mean, times
 * base / (base - 1) with the effective base; with equal weights the usual one.
 * @param squares Weighted sum of squares about the mean. @param mass Sum of the weights.
 */
export function weightedDeviation(squares: number, mass: number, base: number): number {
  return base > 1 ? Math.sqrt(squares / mass * base / (base - 1)) : 0;
}

/** Gives each column the letters of those whose share it exceeds: small ones below 0.05, capitals below
 * 0.01, in the order of the columns, a blank between them. Columns must not share respondents.
 * @param columns Null where a column is not compared, as with too small a base.
 */
export function shareLetters(
  columns: readonly (TestedShare | null)[],
  options: LetterOptions,
): string[] {
  return lettersOf(columns, { valueOf: ({ share }) => share, compare: compareShares }, options);
}

/** The same of means. */
export function meanLetters(
  columns: readonly (TestedMean | null)[],
  options: LetterOptions,
): string[] {
  return lettersOf(columns, { valueOf: ({ mean }) => mean, compare: compareMeans }, options);
}

/** How many pairs there are of the columns that are compared. */
export function pairsOf(columns: readonly unknown[]): number {
  const compared = columns.filter((column) => column !== null).length;
  return compared * (compared - 1) / 2;
}

/** The letter of a column: A to Z, then AA, AB and so on.
 * @param place From 0.
 */
export function columnLetter(place: number): string {
  const last = ALPHABET[place % ALPHABET.length];
  return place < ALPHABET.length
    ? last
    : columnLetter(Math.floor(place / ALPHABET.length) - 1) + last;
}

function lettersOf<T extends { readonly base: number }>(
  columns: readonly (T | null)[],
  { valueOf, compare }: {
    readonly valueOf: (column: T) => number;
    readonly compare: (a: T, b: T) => number;
  },
  { letters, comparisons }: LetterOptions,
): string[] {
  const exceeded: string[][] = columns.map(() => []);
  columns.forEach((a, i) => {
    for (let j = 0; j < columns.length; j++) {
      const b = columns[j];
      if (a === null || b === null || a.base < LEAST_BASE || b.base < LEAST_BASE) continue;
      if (!(valueOf(a) > valueOf(b))) continue;
      const p = Math.min(1, compare(a, b) * comparisons);
      if (p >= LETTER_LEVEL) continue;
      exceeded[i].push(p < CAPITAL_LEVEL ? letters[j] : letters[j].toLowerCase());
    }
  });
  return exceeded.map((each) => each.join(" "));
}
