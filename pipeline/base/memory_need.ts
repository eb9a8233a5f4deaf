/** What a part of a run takes of memory, as each part states it. Runs in Deno and browsers. */

/** What a part takes while it runs, beside what is held already. */
export interface Need {
  /** Bytes in all. */
  readonly bytes: number;
  /** The block in one piece that comes nearest to its limit. */
  readonly piece: number;
  /** What such a block may take. */
  readonly mostPiece: number;
  /** What would do with less, as a sentence; absent where only less data would. */
  readonly instead?: string;
  /** What would do with less beside less data, as `use clustering.algorithm minibatch`. */
  readonly also?: string;
}

/** What a part works on. */
export interface NeedShape {
  /** Respondents. */
  readonly n: number;
  /** Columns. */
  readonly d: number;
  /** Workers that long work may use. */
  readonly workers: number;
}

/** Bytes of the engine and what it runs on, with nothing loaded. */
export const RUNTIME = 75e6;
/** The same of a worker. */
export const WORKER = 20e6;
/** What an array may take in every browser. */
const MOST_ARRAY_BYTES = 2 ** 33;
/** The need of a part that takes nothing. */
export const NOTHING: Need = { bytes: 0, piece: 0, mostPiece: MOST_ARRAY_BYTES };

/** The need of a part that keeps little beside a label for each respondent. */
export function labelsNeed(n: number): Need {
  return { ...NOTHING, bytes: 8 * n, piece: 4 * n };
}
