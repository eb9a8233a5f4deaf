/** Kernels of the silhouette: what they are, and the same in TypeScript. Runs in Deno and browsers. */

import type { KernelArguments, KernelFamily } from "../kernels.ts";
import { measureTile } from "./pairs.ts";
import { SILHOUETTE_WASM } from "../wasm/silhouette_wasm.ts";

const ADD_DISTANCES = [
  ...["panels", "halves", "norms", "segments", "sums", "scratch", "n", "d", "stride"],
  ...["rowFrom", "rowTo", "from", "to"],
] as const;

/** Addresses are bytes. Rows are packed four by four as panels, in order of their segment: as d x 4
 * numbers of 64 bits, and as (d + d % 2) x 4 of 32 bits, which hold one panel of zeros more. Rows that
 * only fill the last panel have segment -1. */
export interface SilhouetteKernels {
  /** Adds the distances of the panels rowFrom..rowTo to the panels from..to, each pair once, to the
   * sums of both its rows: `sums` is segment x row, a segment's `stride` numbers of 64 bits long.
   * From 6 columns on distances are taken from products of 32 bits and the squared norms of `halves`,
   * unless rows lie near each other: then, and with fewer columns, from differences of 64 bits.
   * `scratch` holds 320 bytes. */
  addDistances(given: KernelArguments<typeof ADD_DISTANCES>): void;
}

/** The kernels of the silhouette. */
export const SILHOUETTE_KERNELS: KernelFamily<SilhouetteKernels> = {
  wasm: SILHOUETTE_WASM,
  orders: { addDistances: ADD_DISTANCES },
  twin: (memory) => new SilhouetteTwin(memory),
};

/** Numbers of a tile, and where its partial sums by row begin. */
const TILE = 16;
/** As in the kernel. */
const LEAST_SHARE = 1 / 16;
const LEAST_COLUMNS = 6;

class SilhouetteTwin implements SilhouetteKernels {
  readonly #numbers: Float64Array;
  readonly #floats: Float32Array;
  readonly #wholes: Int32Array;
  readonly #tile: Float64Array = new Float64Array(TILE);
  readonly #distances: Float32Array = new Float32Array(TILE);
  readonly #within: Float64Array = new Float64Array(8);

  constructor(memory: ArrayBuffer) {
    this.#numbers = new Float64Array(memory, 0, memory.byteLength >> 3);
    this.#floats = new Float32Array(memory, 0, memory.byteLength >> 2);
    this.#wholes = new Int32Array(memory, 0, memory.byteLength >> 2);
  }

  addDistances(given: KernelArguments<typeof ADD_DISTANCES>): void {
    const { panels, halves, norms, segments, sums, n, d, stride } = given;
    const { rowFrom, rowTo, from, to } = given;
    const segmentOf = this.#wholes.subarray(segments >> 2, (segments >> 2) + stride);
    const sum = sums >> 3, width = d + d % 2, isWide = d >= LEAST_COLUMNS;
    const places = { n, stride, sum, segmentOf };
    const multiply = (i: number, j: number) =>
      isWide && this.#multiply((halves >> 2) + i * width, (halves >> 2) + j * width, {
        norms: (norms >> 2) + i,
        others: (norms >> 2) + j,
        width,
      });
    for (let g = rowFrom; g < rowTo; g++) {
      const i = 4 * g, own = segmentOf[i], isOne = own === segmentOf[i + 3];
      const first = Math.max(g, from);
      let open = -1;
      const turnTo = (segment: number) => {
        if (segment !== open && open >= 0) this.#flush(sum + open * stride + i);
        open = segment;
      };
      for (let p = first; p < to; p++) {
        const j = 4 * p, other = segmentOf[j];
        const isFar = multiply(i, j);
        if (isFar) this.#tile.set(this.#distances);
        const isPair = (p - first) % 2 === 0 && isOne && p > g && p + 1 < to &&
          other === segmentOf[j + 7];
        if (isFar && isPair && multiply(i, j + 4)) {
          turnTo(other);
          this.#addFar(sum + own * stride + j);
          p++;
          continue;
        }
        if (!isFar) this.#measure((panels >> 3) + i * d, (panels >> 3) + j * d, d);
        if (!isOne || p === g || other !== segmentOf[j + 3]) {
          this.#addPairs(i, j, places);
          continue;
        }
        turnTo(other);
        this.#addTile(sum + own * stride + j);
      }
      turnTo(-1);
    }
  }

  #measure(rows: number, others: number, d: number): void {
    measureTile(this.#numbers, this.#tile, { rows, others, d });
    for (let t = 0; t < TILE; t++) this.#tile[t] = Math.sqrt(this.#tile[t]);
  }

  /** Fills `distances` from products of 32 bits; false where rows lie too near each other. */
  #multiply(
    rows: number,
    others: number,
    places: { norms: number; others: number; width: number },
  ): boolean {
    const floats = this.#floats, distances = this.#distances;
    distances.fill(0);
    for (let c = 0; c < places.width; c++) {
      for (let t = 0; t < TILE; t++) {
        const left = floats[rows + 4 * c + (t >> 2)], right = floats[others + 4 * c + (t & 3)];
        distances[t] += Math.fround(left * right);
      }
    }
    let isFar = true;
    for (let t = 0; t < TILE; t++) {
      const both = Math.fround(floats[places.norms + (t >> 2)] + floats[places.others + (t & 3)]);
      const square = Math.fround(both - 2 * distances[t]);
      if (square < Math.fround(both * LEAST_SHARE)) isFar = false;
      distances[t] = Math.sqrt(square);
    }
    return isFar;
  }

  /** Adds two tiles of 32-bit distances, the first of which is in `tile`. */
  #addFar(columns: number): void {
    const { fround } = Math, tile = this.#tile, distances = this.#distances;
    for (let t = 0; t < 8; t++) {
      const at = (t >> 1) * 4 + (t & 1);
      this.#within[t] += fround(tile[at] + distances[at]) +
        fround(tile[at + 2] + distances[at + 2]);
    }
    for (let c = 0; c < 8; c++) {
      const from = c < 4 ? tile : distances, at = c & 3;
      const upper = fround(from[at] + from[4 + at]), lower = fround(from[8 + at] + from[12 + at]);
      this.#numbers[columns + c] += fround(upper + lower);
    }
  }

  #addTile(columns: number): void {
    const tile = this.#tile;
    for (let t = 0; t < 8; t++) {
      const at = (t >> 1) * 4 + (t & 1);
      this.#within[t] += tile[at] + tile[at + 2];
    }
    for (let c = 0; c < 4; c++) {
      this.#numbers[columns + c] += (tile[c] + tile[4 + c]) + (tile[8 + c] + tile[12 + c]);
    }
  }

  #addPairs(
    i0: number,
    j0: number,
    { n, stride, sum, segmentOf }: {
      n: number;
      stride: number;
      sum: number;
      segmentOf: Int32Array;
    },
  ): void {
    for (let t = 0; t < TILE; t++) {
      const i = i0 + (t >> 2), j = j0 + (t & 3);
      if (j <= i || j >= n) continue;
      this.#numbers[sum + segmentOf[j] * stride + i] += this.#tile[t];
      this.#numbers[sum + segmentOf[i] * stride + j] += this.#tile[t];
    }
  }

  #flush(target: number): void {
    for (let r = 0; r < 4; r++) {
      this.#numbers[target + r] += this.#within[2 * r] + this.#within[2 * r + 1];
    }
    this.#within.fill(0);
  }
}
