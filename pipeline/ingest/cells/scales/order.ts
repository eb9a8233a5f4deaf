/** What putting answers in order gives: an order with its evidence, or why there is none. Runs in Deno and browsers. */

/** Answers in order. */
export interface Order {
  /** A number per answer; equal numbers are one place. */
  readonly keys: readonly number[];
  /** What the answers are, such as `answers of an agreement scale (English)`. */
  readonly what: string;
  /** How sure the order is, 0..1. */
  readonly confidence: number;
}

/** Why answers that look like a scale have no order. */
export interface NoOrder {
  /** In words, empty where they do not look like a scale at all. */
  readonly note: string;
}

/** Whether an order was found. */
export function isOrder(found: Order | NoOrder): found is Order {
  return "keys" in found;
}

const FEWEST_WITH_TIES = 3;
const POINTS_A_TIE = 3;

/** Whether answers that share a place are few enough to be two words for one point: one for every three
 * points, and three points at least. */
export function areFewTies(keys: readonly number[], words: readonly string[]): boolean {
  const points = new Set(keys).size;
  const tied = new Set(words).size - points;
  return tied <= 0 || (points >= FEWEST_WITH_TIES && POINTS_A_TIE * tied <= points);
}
