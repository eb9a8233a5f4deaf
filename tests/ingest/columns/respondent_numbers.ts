/** Numbers of respondents for the tests of kinds. Runs in Deno. */

/** Respondents. */
export const N = 40;

/** n values by respondent number, from 0. */
export function many<T>(make: (i: number) => T, n = N): T[] {
  return Array.from({ length: n }, (_, i) => make(i));
}

/** Numbers that look like none in a row. */
export const mixed = (i: number): number => (i * 7919 + 13) % 997;
/** Answers on five points. */
export const RATING = many((i) => mixed(i) % 5 + 1);
/** The measures that an SPSS file may give; none comes last. */
export const MEASURES = ["nominal", "ordinal", "scale", undefined] as const;

/** Numbers around 1, as weights are. */
export const AROUND_ONE = many((i) => 0.5 + mixed(i) / 997);
/** Rising numbers with gaps, as those of cases are. */
export const WITH_GAPS = many((i) => 17 + 4 * i + (i % 3));
