/** Kernels of principal components: what they are, and the same in TypeScript. Runs in Deno and browsers. */

import type { KernelFamily } from "../kernels.ts";
import { COVARIANCE_WASM } from "../wasm/covariance_wasm.ts";

/** Addresses are bytes; matrices are row-major, of 64-bit numbers. */
export interface CovarianceKernels {
  /** Subtracts the means (d) from rows of d numbers and pads each row with zeros to `width`. */
  centre(
    source: number,
    means: number,
    target: number,
    rows: number,
    d: number,
    width: number,
  ): void;
  /** Adds the products of all pairs of columns of a block (rows x width, width a multiple of 4) to
   * the 4 x 4 tiles on and above the diagonal of `sums`, width x width. */
  addProducts(block: number, sums: number, rows: number, width: number): void;
  /** Adds the rows of a block (rows x width) to `sums` (width), one after another. */
  addRows(block: number, sums: number, rows: number, width: number): void;
  /** Projects the rows of a block (rows x width) on directions (width x m): rows x m. Rows and width
   * are multiples of 4, m of 2. */
  project(
    block: number,
    directions: number,
    target: number,
    rows: number,
    width: number,
    m: number,
  ): void;
  /** Closes the gaps of rows of `width` numbers of which the first m count, in place. */
  pack(block: number, rows: number, width: number, m: number): void;
}

/** The kernels of principal components. */
export const COVARIANCE_KERNELS: KernelFamily<CovarianceKernels> = {
  wasm: COVARIANCE_WASM,
  orders: {},
  twin: covarianceTwin,
};

function covarianceTwin(memory: ArrayBuffer): CovarianceKernels {
  const numbers = new Float64Array(memory, 0, memory.byteLength >> 3);
  return {
    centre(source, means, target, rows, d, width) {
      for (let i = 0; i < rows; i++) {
        const from = (source >> 3) + i * d, to = (target >> 3) + i * width;
        for (let c = 0; c < width; c++) {
          numbers[to + c] = c < d ? numbers[from + c] - numbers[(means >> 3) + c] : 0;
        }
      }
    },
    addProducts(block, sums, rows, width) {
      for (let a = 0; a < width; a++) {
        for (let b = a & ~3; b < width; b++) {
          const at = (sums >> 3) + a * width + b;
          let sum = numbers[at];
          for (let i = 0, row = block >> 3; i < rows; i++, row += width) {
            sum += numbers[row + a] * numbers[row + b];
          }
          numbers[at] = sum;
        }
      }
    },
    addRows(block, sums, rows, width) {
      for (let i = 0, row = block >> 3; i < rows; i++, row += width) {
        for (let c = 0; c < width; c++) numbers[(sums >> 3) + c] += numbers[row + c];
      }
    },
    pack(block, rows, width, m) {
      const start = block >> 3;
      for (let i = 1; i < rows; i++) {
        numbers.copyWithin(start + i * m, start + i * width, start + i * width + m);
      }
    },
    project(block, directions, target, rows, width, m) {
      for (let i = 0; i < rows; i++) {
        for (let k = 0; k < m; k++) {
          let sum = 0;
          for (let c = 0; c < width; c++) {
            sum += numbers[(block >> 3) + i * width + c] * numbers[(directions >> 3) + c * m + k];
          }
          numbers[(target >> 3) + i * m + k] = sum;
        }
      }
    },
  };
}
