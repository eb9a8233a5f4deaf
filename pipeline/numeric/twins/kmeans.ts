/** Kernels of k-means: their WebAssembly, and the same in TypeScript. Runs in Deno and browsers. */

import type { KernelArguments, KernelFamily } from "../kernels.ts";
import { KMEANS_WASM } from "../wasm/kmeans_wasm.ts";
import { JOB, type KmeansKernels, ORDERS } from "./kmeans_kernels.ts";

/** The kernels of k-means. */
export const KMEANS_KERNELS: KernelFamily<KmeansKernels> = {
  wasm: KMEANS_WASM,
  orders: ORDERS,
  twin: kmeansTwin,
};

/** Margins and lengths are 32-bit numbers: what the kernels multiply by is one too. */
const SHRINK = Math.fround(0.9999997);
const MOST_FLOAT32 = 3.4028234663852886e38;
const { fround } = Math;

function kmeansTwin(memory: ArrayBuffer): KmeansKernels {
  const f64 = new Float64Array(memory, 0, memory.byteLength >> 3);
  const f32 = new Float32Array(memory, 0, memory.byteLength >> 2);
  const i32 = new Int32Array(memory, 0, memory.byteLength >> 2);
  const filter = filterTwin(f32, i32), decide = decideTwin(f64, f32, i32);
  return {
    ...seedTwin(f64, f32),
    ...filter,
    ...decide,
    ...sumTwin(f64, i32),
    assignRows(at, unit, from, to) {
      const job = jobAt(i32, at >> 2);
      const count = filter.listUndecided({ ...job, from, to });
      if (count === 0) return 0;
      filter.findNearest({ ...job, count: (count + 3) & ~3, k: (job.k + 1) & ~1 });
      decide.confirmNearest({ ...job, count, unit });
      return decide.moveRows({ ...job, count });
    },
  };
}

function jobAt(i32: Int32Array, at: number): KernelArguments<typeof JOB> {
  const job: Partial<Record<typeof JOB[number], number>> = {};
  JOB.forEach((name, i) => job[name] = i32[at + i]);
  return job as KernelArguments<typeof JOB>;
}

/** What narrows rows and chooses first centroids. */
function seedTwin(
  f64: Float64Array,
  f32: Float32Array,
): Pick<KmeansKernels, "narrowRows" | "tryCandidates" | "drawByWeight"> {
  return {
    narrowRows({ rows, d, centre, scale, near, width, lengths, from, to }) {
      for (let i = from; i < to; i++) {
        let squares = 0;
        for (let c = 0; c < width; c++) {
          const value = c < d ? (f64[(rows >> 3) + i * d + c] - f64[(centre >> 3) + c]) * scale : 0;
          f32[(near >> 2) + i * width + c] = value;
          squares += value * value;
        }
        f32[(lengths >> 2) + i] = Math.sqrt(squares) * 1.000001;
      }
    },
    tryCandidates({ near, width, candidates, count, nearest, after, stride, sums, from, to }) {
      for (let t = 0; t < count; t++) {
        const totals = [0, 0];
        for (let i = from; i < to; i++) {
          const before = f32[(nearest >> 2) + i];
          const row = (near >> 2) + i * width, candidate = (candidates >> 2) + t * width;
          const distance = squaredDistance32(f32, row, candidate, width);
          const less = distance < before ? distance : before;
          f32[(after >> 2) + t * stride + i] = less;
          totals[i & 1] += less;
        }
        f64.set(totals, (sums >> 3) + 2 * t);
      }
    },
    drawByWeight(weights, target, from, to) {
      let running = 0;
      let last = -1;
      for (let i = from; i < to; i++) {
        const weight = f32[(weights >> 2) + i];
        if (weight === 0) continue;
        running += weight;
        last = i;
        if (running > target) return i;
      }
      return last;
    },
  };
}

/** What decides in 32 bits. */
function filterTwin(
  f32: Float32Array,
  i32: Int32Array,
): Pick<KmeansKernels, "listUndecided" | "findNearest"> {
  return {
    listUndecided({ margins, labels, lengths, loosening, error, list, from, to }) {
      const least = f32[(error >> 2) + 2];
      let count = 0;
      for (let four = from; four < to; four += 4) {
        const end = Math.min(four + 4, to);
        let isDecided = end === four + 4;
        for (let i = four; i < end; i++) {
          const own = (loosening >> 2) + 2 * (i32[(labels >> 2) + i] + 1);
          const loss = fround(f32[own] + fround(f32[own + 1] * f32[(lengths >> 2) + i]));
          const margin = fround(fround(f32[(margins >> 2) + i] * SHRINK) - loss);
          f32[(margins >> 2) + i] = margin;
          if (!(margin > least)) isDecided = false;
        }
        for (let i = four; i < end && !isDecided; i++) {
          i32[(list >> 2) + count] = i;
          if (!(f32[(margins >> 2) + i] > least)) count++;
        }
      }
      const last = i32[(list >> 2) + count - 1];
      for (let slot = count; (slot & 3) !== 0; slot++) i32[(list >> 2) + slot] = last;
      return count;
    },
    findNearest({ near, width, list, count, pairs, halves, k, found, foundMargins }) {
      for (let slot = 0; slot < count; slot++) {
        const row = (near >> 2) + i32[(list >> 2) + slot] * width;
        let best = MOST_FLOAT32, second = MOST_FLOAT32, label = 0;
        for (let c = 0; c < k; c++) {
          const centroid = (pairs >> 2) + (c >> 1) * 2 * width + (c & 1) * 4;
          const score = fround(f32[(halves >> 2) + c] - product32(f32, row, centroid, width));
          if (score < best) {
            second = best;
            best = score;
            label = c;
          } else if (score < second) second = score;
        }
        i32[(found >> 2) + slot] = label;
        f32[(foundMargins >> 2) + slot] = second - best;
      }
    },
  };
}

/** What decides in 64 bits. */
function decideTwin(
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
): Pick<KmeansKernels, "confirmNearest" | "moveRows"> {
  return {
    confirmNearest(given) {
      const { list, count, found, foundMargins, lengths, error, margins } = given;
      const { rows, d, centroids, k, unit } = given;
      const [offset, slope, least] = f32.subarray(error >> 2, (error >> 2) + 3);
      for (let slot = 0; slot < count; slot++) {
        const i = i32[(list >> 2) + slot];
        const doubt = fround(offset + fround(slope * f32[(lengths >> 2) + i]));
        const sure = fround(fround(f32[(foundMargins >> 2) + slot] * SHRINK) - doubt);
        if (sure > least) {
          f32[(margins >> 2) + i] = sure;
          continue;
        }
        let nearest = Infinity, next = Infinity, label = 0;
        for (let c = 0; c < k; c++) {
          const distance = squaredDistance64(f64, (rows >> 3) + i * d, (centroids >> 3) + c * d, d);
          if (distance < nearest) {
            next = nearest;
            nearest = distance;
            label = c;
          } else if (distance < next) next = distance;
        }
        i32[(found >> 2) + slot] = label;
        const margin = fround((next - nearest) * unit);
        f32[(margins >> 2) + i] = fround(margin * SHRINK) - least;
      }
    },
    moveRows({ list, count, found, labels, rows, d, sums, counts }) {
      let changed = 0;
      for (let slot = 0; slot < count; slot++) {
        const i = i32[(list >> 2) + slot], label = i32[(found >> 2) + slot];
        const old = i32[(labels >> 2) + i];
        if (label === old) continue;
        changed++;
        i32[(labels >> 2) + i] = label;
        addRow(f64, { row: (rows >> 3) + i * d, target: (sums >> 3) + label * d, d, sign: 1 });
        i32[(counts >> 2) + label]++;
        if (old < 0) continue;
        addRow(f64, { row: (rows >> 3) + i * d, target: (sums >> 3) + old * d, d, sign: -1 });
        i32[(counts >> 2) + old]--;
      }
      return changed;
    },
  };
}

/** What sums and measures segments in 64 bits. */
function sumTwin(
  f64: Float64Array,
  i32: Int32Array,
): Pick<KmeansKernels, "sumSegments" | "measureRows"> {
  return {
    sumSegments({ labels, rows, d, sums, counts, from, to }) {
      for (let i = from; i < to; i++) {
        const label = i32[(labels >> 2) + i];
        addRow(f64, { row: (rows >> 3) + i * d, target: (sums >> 3) + label * d, d, sign: 1 });
        i32[(counts >> 2) + label]++;
      }
    },
    measureRows({ labels, rows, d, centroids, total, from, to }) {
      let [sum, reach] = f64.subarray(total >> 3, (total >> 3) + 2);
      let farthest = -1;
      for (let i = from; i < to; i++) {
        const centroid = (centroids >> 3) + i32[(labels >> 2) + i] * d;
        const distance = squaredDistanceInTwos(f64, (rows >> 3) + i * d, centroid, d);
        sum += distance;
        if (distance > reach) {
          reach = distance;
          farthest = i;
        }
      }
      f64.set([sum, reach], total >> 3);
      return farthest;
    },
  };
}

function addRow(
  f64: Float64Array,
  { row, target, d, sign }: { row: number; target: number; d: number; sign: 1 | -1 },
): void {
  for (let c = 0; c < d; c++) f64[target + c] += sign * f64[row + c];
}

/** Four sums side by side, added (0 + 2) + (1 + 3): as four lanes of a vector are. */
function squaredDistance32(f32: Float32Array, a: number, b: number, width: number): number {
  const lanes = new Float32Array(4);
  for (let c = 0; c < width; c++) {
    const gap = fround(f32[a + c] - f32[b + c]);
    lanes[c & 3] += fround(gap * gap);
  }
  return fround(fround(lanes[0] + lanes[2]) + fround(lanes[1] + lanes[3]));
}

/** The same sums of products; the centroid's fours stand 8 apart. */
function product32(f32: Float32Array, row: number, centroid: number, width: number): number {
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  for (let c = 0, q = centroid; c < width; c += 4, q += 8) {
    const p = row + c;
    s0 = fround(s0 + fround(f32[p] * f32[q]));
    s1 = fround(s1 + fround(f32[p + 1] * f32[q + 1]));
    s2 = fround(s2 + fround(f32[p + 2] * f32[q + 2]));
    s3 = fround(s3 + fround(f32[p + 3] * f32[q + 3]));
  }
  return fround(fround(s0 + s2) + fround(s1 + s3));
}

function squaredDistance64(f64: Float64Array, a: number, b: number, d: number): number {
  let sum = 0;
  for (let c = 0; c < d; c++) {
    const gap = f64[a + c] - f64[b + c];
    sum += gap * gap;
  }
  return sum;
}

/** Even and odd columns apart, the last of an odd number of columns by itself. */
function squaredDistanceInTwos(f64: Float64Array, a: number, b: number, d: number): number {
  const paired = d & ~1;
  let even = 0, odd = 0;
  for (let c = 0; c < paired; c += 2) {
    const first = f64[a + c] - f64[b + c], second = f64[a + c + 1] - f64[b + c + 1];
    even += first * first;
    odd += second * second;
  }
  const last = paired < d ? f64[a + paired] - f64[b + paired] : 0;
  return paired < d ? even + odd + last * last : even + odd;
}
