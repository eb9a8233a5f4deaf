/** Sets of letters, as a regular expression names them. Runs in Deno and browsers. */

/** Sorted ranges of UTF-16 units, both ends within, that do not touch: `[from, to, from, to]`. */
export type Letters = readonly number[];

const LAST = 0xffff;

/** Joins ranges in any order into a set. */
export function lettersOf(ranges: readonly (readonly [from: number, to: number])[]): Letters {
  const joined: number[] = [];
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = joined.length - 1;
    if (last > 0 && from <= joined[last] + 1) joined[last] = Math.max(joined[last], to);
    else joined.push(from, to);
  }
  return joined;
}

/** All letters that a set lacks. */
export function otherThan(letters: Letters): Letters {
  const others: number[] = [];
  let from = 0;
  for (let i = 0; i < letters.length; i += 2) {
    if (letters[i] > from) others.push(from, letters[i] - 1);
    from = letters[i + 1] + 1;
  }
  if (from <= LAST) others.push(from, LAST);
  return others;
}

/** The ranges of a set, to be joined with others. */
export function rangesOf(letters: Letters): [from: number, to: number][] {
  const ranges: [number, number][] = [];
  for (let i = 0; i < letters.length; i += 2) ranges.push([letters[i], letters[i + 1]]);
  return ranges;
}

/** Whether a set has a letter, O(log ranges). */
export function hasLetter(letters: Letters, unit: number): boolean {
  let low = 0, high = letters.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (unit > letters[2 * middle + 1]) low = middle + 1;
    else high = middle;
  }
  return low < letters.length / 2 && unit >= letters[2 * low];
}

const DIGITS: Letters = [0x30, 0x39];
/** What `\w` stands for, and `\b` looks for. */
export const WORD: Letters = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];
const SPACE: Letters = lettersOf([
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]);

/** What `.` stands for: all but ends of lines. */
export const ANY: Letters = otherThan(lettersOf([[0x0a, 0x0a], [0x0d, 0x0d], [0x2028, 0x2029]]));

/** What a backslash and a letter stand for. */
export const NAMED: Readonly<Record<string, Letters>> = {
  d: DIGITS,
  D: otherThan(DIGITS),
  w: WORD,
  W: otherThan(WORD),
  s: SPACE,
  S: otherThan(SPACE),
};
