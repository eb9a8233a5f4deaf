/** What keeps the search for sums quick: fingerprints of answers, and a table of them. Runs in Deno and browsers. */

/** Sums of answers are compared modulo a prime, so that they are exact: p times a factor stays below 2^53. */
const PRIME = 67108859;
const DECIMALS = 1e4;
const FACTOR = 48271;
/** Sets of respondents whose fingerprints are kept: most columns have answers of the same ones. */
const MOST_KEPT = 16;

/** Numbers that stand for the answers which some respondents gave to a column; they add up as the
 * answers do. */
export class Fingerprints {
  readonly #count: number;
  readonly #valueAt: (place: number, respondent: number) => number;
  /** Answers of a respondent to all columns, as residues. */
  readonly #answers = new Map<number, Float64Array>();
  readonly #numbers = new Map<number, Float64Array>();
  readonly #kept = new Map<string, Float64Array>();

  /** @param valueAt The answer of a respondent to the column at a place. */
  constructor(count: number, valueAt: (place: number, respondent: number) => number) {
    this.#count = count;
    this.#valueAt = valueAt;
  }

  /** Fingerprints of neighbouring columns, by the answers of some respondents. */
  of(
    respondents: readonly number[],
    { from, to }: { readonly from: number; readonly to: number },
  ): Float64Array {
    const name = respondents.join();
    const known = this.#kept.get(name);
    if (known !== undefined) return known.subarray(from, to);
    if (this.#kept.size >= MOST_KEPT) return this.#compute(respondents, { from, to });
    const all = this.#compute(respondents, { from: 0, to: this.#count });
    this.#kept.set(name, all);
    return all.subarray(from, to);
  }

  /** What each of some respondents answered to all columns, as numbers. */
  numbersOf(respondents: readonly number[]): Float64Array[] {
    return respondents.map((respondent) => {
      const numbers = this.#numbers.get(respondent) ??
        Float64Array.from({ length: this.#count }, (_, place) => this.#valueAt(place, respondent));
      this.#numbers.set(respondent, numbers);
      return numbers;
    });
  }

  /** The fingerprint of both together. */
  add(a: number, b: number): number {
    const sum = a + b;
    return sum >= PRIME ? sum - PRIME : sum;
  }

  /** The fingerprint of what is missing to the first. */
  subtract(a: number, b: number): number {
    return a >= b ? a - b : a - b + PRIME;
  }

  #compute(
    respondents: readonly number[],
    { from, to }: { readonly from: number; readonly to: number },
  ): Float64Array {
    const sums = new Float64Array(to - from);
    let factor = 1;
    for (const respondent of respondents) {
      factor = factor * FACTOR % PRIME;
      const answers = this.#answersOf(respondent);
      for (let k = 0; k < sums.length; k++) {
        sums[k] = (sums[k] + answers[from + k] * factor) % PRIME;
      }
    }
    return sums;
  }

  #answersOf(respondent: number): Float64Array {
    const known = this.#answers.get(respondent);
    if (known !== undefined) return known;
    const answers = Float64Array.from({ length: this.#count }, (_, place) => {
      const whole = Math.round(this.#valueAt(place, respondent) * DECIMALS) % PRIME;
      return (whole + PRIME) % PRIME;
    });
    this.#answers.set(respondent, answers);
    return answers;
  }
}

/** Where runs start, by the fingerprint of all that stands before them; the last one for each. A table of
 * its own, because a search fills one for each column, and a Map takes ten times as long. */
export class Starts {
  readonly #mask: number;
  readonly #keys: Int32Array;
  readonly #starts: Int32Array;
  /** The search that wrote a slot: those of earlier ones count as empty. */
  readonly #searches: Int32Array;
  #search = 0;

  /** @param most Runs of one search. */
  constructor(most: number) {
    const slots = 2 ** Math.ceil(Math.log2(2 * most + 2));
    this.#mask = slots - 1;
    this.#keys = new Int32Array(slots);
    this.#starts = new Int32Array(slots);
    this.#searches = new Int32Array(slots);
  }

  /** Begins a search: nothing starts anywhere yet. */
  clear(): void {
    this.#search++;
  }

  /** Where a run starts before which the sum is this one; -1 for nowhere. */
  get(key: number): number {
    const slot = this.#slotOf(key);
    return this.#searches[slot] === this.#search ? this.#starts[slot] : -1;
  }

  set(key: number, start: number): void {
    const slot = this.#slotOf(key);
    this.#searches[slot] = this.#search;
    this.#keys[slot] = key;
    this.#starts[slot] = start;
  }

  #slotOf(key: number): number {
    let slot = Math.imul(key, 0x9e3779b1) >>> 7 & this.#mask;
    while (this.#searches[slot] === this.#search && this.#keys[slot] !== key) {
      slot = slot + 1 & this.#mask;
    }
    return slot;
  }
}
