/** Kernels of all pairs of rows: what they are, and the same in TypeScript. Runs in Deno and browsers. */

import type { KernelFamily } from "../kernels.ts";
import { PAIRS_WASM } from "../wasm/pairs_wasm.ts";

/** Addresses are bytes. Rows are packed four by four as panels of d x 4 numbers of 64 bits. */
export interface PairsKernels {
  /** Distances of the rows of panel `panel` to those of all panels up to it: four rows of
   * 4 (panel + 1) numbers of 64 bits. Each sum takes its columns one after another. */
  measurePanel(panels: number, target: number, d: number, panel: number): void;
}

/** The kernels of all pairs of rows. */
export const PAIRS_KERNELS: KernelFamily<PairsKernels> = {
  wasm: PAIRS_WASM,
  orders: {},
  twin: pairsTwin,
};

/** Squared distances of four packed rows to four: row r, column c of the tile at `4 r + c`. Places
 * are in numbers. */
export function measureTile(
  numbers: Float64Array,
  tile: Float64Array,
  { rows, others, d }: { rows: number; others: number; d: number },
): void {
  tile.fill(0);
  for (let c = 0; c < d; c++) {
    for (let t = 0; t < 16; t++) {
      const gap = numbers[rows + 4 * c + (t >> 2)] - numbers[others + 4 * c + (t & 3)];
      tile[t] += gap * gap;
    }
  }
}

function pairsTwin(memory: ArrayBuffer): PairsKernels {
  const numbers = new Float64Array(memory, 0, memory.byteLength >> 3);
  const tile = new Float64Array(16);
  return {
    measurePanel(panels, target, d, panel) {
      const size = 4 * d, stride = 4 * (panel + 1);
      const first = (panels >> 3) + panel * size;
      for (let p = 0; p <= panel; p++) {
        measureTile(numbers, tile, { rows: first, others: (panels >> 3) + p * size, d });
        for (let t = 0; t < 16; t++) {
          const at = (target >> 3) + (t >> 2) * stride + 4 * p + (t & 3);
          numbers[at] = Math.sqrt(tile[t]);
        }
      }
    },
  };
}
