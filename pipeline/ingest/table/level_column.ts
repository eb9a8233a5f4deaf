/** Collects the cells of a typed column as levels. Runs in Deno and browsers. */

import type { Codes } from "../../survey/column.ts";

/** Level of each respondent and respondents per level; a level is a distinct value. */
export interface Levels<T> {
  readonly codes: Codes;
  readonly values: readonly T[];
  readonly counts: readonly number[];
}

const FIRST_CAPACITY = 1024;

/** Numbers distinct values by first appearance, as a Map knows them apart (NaN is one value). */
export class LevelColumn<T> {
  readonly #levels = new Map<T, number>();
  readonly #values: T[] = [];
  readonly #counts: number[] = [];
  #codes = new Uint32Array(FIRST_CAPACITY);
  #rows = 0;

  /** Takes the next respondent's value. */
  add(value: T): void {
    let level = this.#levels.get(value);
    if (level === undefined) {
      level = this.#values.length;
      this.#levels.set(value, level);
      this.#values.push(value);
      this.#counts.push(0);
    }
    if (this.#rows === this.#codes.length) {
      const larger = new Uint32Array(2 * this.#codes.length);
      larger.set(this.#codes);
      this.#codes = larger;
    }
    this.#codes[this.#rows++] = level;
    this.#counts[level]++;
  }

  /** All values taken. */
  finish(): Levels<T> {
    const values = this.#values;
    const codes = this.#codes.subarray(0, this.#rows);
    return { codes: narrowed(codes, values.length), values, counts: this.#counts };
  }
}

/** Gives each level its text; levels of equal key become one.
 * @param keyOf What tells levels apart; the text, and more where equal texts differ in meaning.
 */
export function mergeLevels<T>(
  { codes, values, counts }: Levels<T>,
  keyOf: (value: T) => string,
): { codes: Codes; firsts: T[]; counts: number[] } {
  const found = new Map<string, number>();
  const firsts: T[] = [];
  const merged: number[] = [];
  const target = new Uint32Array(values.length);
  for (const [level, value] of values.entries()) {
    const key = keyOf(value);
    let at = found.get(key);
    if (at === undefined) {
      at = firsts.length;
      found.set(key, at);
      firsts.push(value);
      merged.push(0);
    }
    target[level] = at;
    merged[at] += counts[level];
  }
  if (firsts.length === values.length) return { codes, firsts, counts: merged };
  return {
    codes: narrowed(codes.map((level) => target[level]), firsts.length),
    firsts,
    counts: merged,
  };
}

function narrowed(codes: Codes, levels: number): Codes {
  if (levels <= 0x100) return Uint8Array.from(codes);
  return levels <= 0x10000 ? Uint16Array.from(codes) : Uint32Array.from(codes);
}
