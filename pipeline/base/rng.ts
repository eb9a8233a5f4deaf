/** The seeded generator behind every random choice of the engine. Runs in Deno and browsers. */

const UINT32 = 4294967296;
const FNV_PRIME = 0x01000193;
const FNV_OFFSET = 0x811c9dc5;
const WARM_UP_DRAWS = 15;

/** A stream of random numbers that a seed determines. */
export interface Rng {
  /** The next number, uniform on [0, 1) with 53 random bits. */
  uniform(): number;
  /** The next whole number, uniform on 0..bound-1; bound from 1 to 2^32. */
  below(bound: number): number;
  /** The next standard normal number (mean 0, standard deviation 1). */
  normal(): number;
  /**
   * A new stream that depends on this stream's seed and the name alone, never on how many numbers
   * were drawn: adding a consumer somewhere changes no other consumer's numbers.
   */
  fork(name: string): Rng;
}

/** Makes a generator from a seed.
 * sfc32: 128 bits of state, integer operations only, so every platform gives the same bits.
 * @param seed Any whole number; only its value modulo 2^53 counts.
 * @see Doty-Humphrey, PractRand, 2010 (the sfc32 generator).
 * @example
 * ```ts
 * import { createRng } from "./rng.ts";
 * const first = createRng(42).fork("kmeans").uniform();
 * const again = createRng(42).fork("kmeans").uniform();
 * if (first !== again) throw new Error("not reproducible");
 * ```
 */
export function createRng(seed: number): Rng {
  return new Sfc32(seed >>> 0, Math.floor(Math.abs(seed) / UINT32) >>> 0);
}

class Sfc32 implements Rng {
  readonly #low: number;
  readonly #high: number;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(low: number, high: number) {
    this.#low = low;
    this.#high = high;
    this.#a = 0;
    this.#b = low | 0;
    this.#c = high | 0;
    for (let i = 0; i < WARM_UP_DRAWS; i++) this.#next();
  }

  #next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum | 0;
    return sum >>> 0;
  }

  uniform(): number {
    const high = this.#next() >>> 5;
    const low = this.#next() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  below(bound: number): number {
    if (!Number.isInteger(bound) || bound < 1 || bound > UINT32) {
      throw new RangeError(
        `Cannot draw below ${bound}: the bound must be a whole number from 1 to 2^32.`,
      );
    }
    // Draws past the last full multiple of the bound are refused: taking them would favour low numbers.
    const limit = UINT32 - (UINT32 % bound);
    let draw = this.#next();
    while (draw >= limit) draw = this.#next();
    return draw % bound;
  }

  normal(): number {
    // Marsaglia's polar method; its logarithm reaches only test data.
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt(-2 * Math.log(square) / square);
    }
  }

  fork(name: string): Rng {
    return new Sfc32(hash(name, this.#low ^ FNV_OFFSET), hash(name, this.#high ^ FNV_PRIME));
  }
}

/** FNV-1a over UTF-16 units with a final avalanche, so that names one letter apart share no bits. */
function hash(text: string, start: number): number {
  let state = start | 0;
  for (let i = 0; i < text.length; i++) {
    state = Math.imul(state ^ text.charCodeAt(i), FNV_PRIME);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
