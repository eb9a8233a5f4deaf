/** Kernels of nearest neighbours: what they are, and the same in TypeScript. Runs in Deno and browsers. */

import type { KernelArguments, KernelFamily } from "../kernels.ts";
import { NEIGHBOURS_WASM } from "../wasm/neighbours_wasm.ts";

const SCAN = [
  ...["rows", "panels", "norms", "exact", "rounded", "bases", "limits"],
  ...["nearest", "found", "own", "n", "d", "k", "count", "from", "to"],
] as const;

/** Addresses are bytes. */
export interface NeighboursKernels {
  /** Compares `count` rows (a multiple of 4) with panels from..to-1 of 8 rows each, and keeps the k
   * nearest of each row's list: `nearest` (squares, 64 bits) and `found` (row numbers), ties by the
   * row that comes first.
   *
   * `rows` (n x d) and `exact` (count x d) are in 64 bits, the rest in 32: `panels` holds 8 rows'
   * numbers column by column, `norms` half of their squared lengths, `rounded` 4 compared rows'
   * numbers column by column. The kernel measures no pair whose norm - product is above the row's
   * limit, half of the farthest kept square plus the row's base (64 bits); the twin needs none of
   * these and measures all. `own` is the row to pass over.
   */
  scan(given: KernelArguments<typeof SCAN>): void;
}

/** The kernels of nearest neighbours. */
export const NEIGHBOURS_KERNELS: KernelFamily<NeighboursKernels> = {
  wasm: NEIGHBOURS_WASM,
  orders: { scan: SCAN },
  twin: neighboursTwin,
};

const LANES = 8;

function neighboursTwin(memory: ArrayBuffer): NeighboursKernels {
  const numbers = new Float64Array(memory, 0, memory.byteLength >> 3);
  const whole = new Int32Array(memory, 0, memory.byteLength >> 2);
  return {
    scan({ rows, exact, nearest, found, own, n, d, k, count, from, to }) {
      const end = Math.min(n, to * LANES);
      for (let q = 0; q < count; q++) {
        const passed = whole[(own >> 2) + q];
        const left = (exact >> 3) + q * d, list = (nearest >> 3) + q * k;
        for (let row = from * LANES; row < end; row++) {
          if (row === passed) continue;
          let square = 0;
          for (let c = 0, right = (rows >> 3) + row * d; c < d; c++, right++) {
            const gap = numbers[left + c] - numbers[right];
            square += gap * gap;
          }
          square = Math.min(square, Number.MAX_VALUE);
          if (square >= numbers[list + k - 1]) continue;
          let slot = k - 1;
          for (; slot > 0 && numbers[list + slot - 1] > square; slot--) {
            numbers[list + slot] = numbers[list + slot - 1];
            whole[(found >> 2) + q * k + slot] = whole[(found >> 2) + q * k + slot - 1];
          }
          numbers[list + slot] = square;
          whole[(found >> 2) + q * k + slot] = row;
        }
      }
    },
  };
}
