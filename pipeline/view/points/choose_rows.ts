/** A seeded sample of respondents for drawings. Runs in Deno and browsers. */

import { createRng } from "../../base/rng.ts";

/** How many are drawn, and what for: other drawings have other samples. */
export interface SampleOptions {
  readonly most: number;
  readonly seed: number;
  readonly drawing: string;
}

/** Rows in the order in which they were drawn; all of them, rising, where they are few. O(n). */
export function chooseRows(n: number, { most, seed, drawing }: SampleOptions): Int32Array {
  const rows = Int32Array.from({ length: n }, (_, i) => i);
  if (n <= most) return rows;
  const rng = createRng(seed).fork(drawing);
  for (let i = 0; i < most; i++) {
    const other = i + rng.below(n - i);
    [rows[i], rows[other]] = [rows[other], rows[i]];
  }
  return rows.slice(0, most);
}
