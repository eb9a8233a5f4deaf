/** Kernels of principal components of small whole numbers: what they are, and the same in TypeScript. Runs in Deno and browsers. */

import type { KernelArguments, KernelFamily } from "../kernels.ts";
import { ANSWERS_WASM } from "../wasm/answers_wasm.ts";

/** Two columns share a number of 32 bits, the second this many bits up. */
export const FIELD = 12;

const LAY_OUT = ["source", "right", "left", "codes", "rows", "d", "width", "reach"] as const;
const LOOK_UP = [
  ...["codes", "tables", "start", "target", "rows", "pairs", "across", "cells", "m"],
] as const;

/** Addresses are bytes; matrices are row-major. */
export interface AnswerKernels {
  /** Writes `count` doubles (a multiple of 8) less `middle` as numbers of 16 bits.
   * Returns 1 if all are whole and within `reach` of the middle, else 0. */
  narrow(source: number, target: number, count: number, middle: number, reach: number): number;
  /** Lays out rows of d numbers of 16 bits, two rows at a time (`rows` even, `width` a multiple of 8
   * above d); a column of ones follows the d, then zeros.
   * `right` takes columns with the two rows side by side, `left` the same of two columns in one lane,
   * `codes` a byte for every two columns: (first + reach) + (second + reach) (2 reach + 1). */
  layOut(given: KernelArguments<typeof LAY_OUT>): void;
  /** Adds the products of all pairs of columns to the 8 x 8 tiles on and above the diagonal of
   * `sums`, width / 2 x width numbers of 32 bits with two fields each. */
  addProducts(right: number, left: number, sums: number, rows: number, width: number): void;
  /** Adds the fields of `sums` to `totals` (width x width doubles) and sets `sums` to 0. */
  splitFields(sums: number, totals: number, width: number): void;
  /** Sums for each row the entries of the tables (pairs x cells x m doubles, m even) that its codes
   * point to, one table after another, from `start` (m). Rows of codes are `across` bytes apart. */
  lookUp(given: KernelArguments<typeof LOOK_UP>): void;
}

/** The kernels of principal components of small whole numbers. */
export const ANSWER_KERNELS: KernelFamily<AnswerKernels> = {
  wasm: ANSWERS_WASM,
  orders: { layOut: LAY_OUT, lookUp: LOOK_UP },
  twin: (memory) => ({ ...rowsTwin(memory), ...productsTwin(memory) }),
};

/** What goes through the rows one by one. */
function rowsTwin(memory: ArrayBuffer): Pick<AnswerKernels, "narrow" | "layOut" | "lookUp"> {
  const doubles = new Float64Array(memory, 0, memory.byteLength >> 3);
  const halves = new Int16Array(memory, 0, memory.byteLength >> 1);
  const bytes = new Uint8Array(memory);
  return {
    narrow(source, target, count, middle, reach) {
      let isFit = 1;
      for (let i = 0; i < count; i++) {
        const value = doubles[(source >> 3) + i] - middle;
        if (!Number.isInteger(value) || Math.abs(value) > reach) isFit = 0;
        halves[(target >> 1) + i] = value;
      }
      return isFit;
    },
    layOut({ source, right, left, codes, rows, d, width, reach }) {
      for (let i = 0; i < rows; i++) {
        const value = (c: number) => c < d ? halves[(source >> 1) + i * d + c] : c === d ? 1 : 0;
        const pair = (i >> 1) * width, side = i & 1;
        for (let c = 0; c < width; c += 2) {
          const first = value(c), second = value(c + 1);
          halves[(right >> 1) + 2 * (pair + c) + side] = first;
          halves[(right >> 1) + 2 * (pair + c + 1) + side] = second;
          halves[(left >> 1) + pair + c + side] = first + (second << FIELD);
          bytes[codes + (i * width + c >> 1)] = first + reach + (second + reach) * (2 * reach + 1);
        }
      }
    },
    lookUp({ codes, tables, start, target, rows, pairs, across, cells, m }) {
      for (let i = 0; i < rows; i++) {
        for (let k = 0; k < m; k++) {
          let sum = doubles[(start >> 3) + k];
          for (let p = 0; p < pairs; p++) {
            sum += doubles[(tables >> 3) + (p * cells + bytes[codes + i * across + p]) * m + k];
          }
          doubles[(target >> 3) + i * m + k] = sum;
        }
      }
    },
  };
}

/** What sums products of columns. */
function productsTwin(memory: ArrayBuffer): Pick<AnswerKernels, "addProducts" | "splitFields"> {
  const doubles = new Float64Array(memory, 0, memory.byteLength >> 3);
  const words = new Int32Array(memory, 0, memory.byteLength >> 2);
  const halves = new Int16Array(memory, 0, memory.byteLength >> 1);
  return {
    addProducts(right, left, sums, rows, width) {
      for (let t = 0; t < width >> 1; t++) {
        for (let b = 2 * t & ~7; b < width; b++) {
          let sum = words[(sums >> 2) + t * width + b];
          for (let i = 0; i < rows; i++) {
            const pair = (i >> 1) * width, side = i & 1;
            sum += halves[(left >> 1) + pair + 2 * t + side] *
              halves[(right >> 1) + 2 * (pair + b) + side];
          }
          words[(sums >> 2) + t * width + b] = sum;
        }
      }
    },
    splitFields(sums, totals, width) {
      for (let t = 0; t < width >> 1; t++) {
        for (let b = 0; b < width; b++) {
          const both = words[(sums >> 2) + t * width + b];
          const low = both << 32 - FIELD >> 32 - FIELD;
          doubles[(totals >> 3) + 2 * t * width + b] += low;
          doubles[(totals >> 3) + (2 * t + 1) * width + b] += both - low >> FIELD;
          words[(sums >> 2) + t * width + b] = 0;
        }
      }
    },
  };
}
