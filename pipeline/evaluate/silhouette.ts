/** Silhouette of a partition, exact or on a sample. Runs in Deno and browsers. */

import type { StageContext } from "../context.ts";
import type { Rng } from "../rng.ts";
import type { Matrix, Silhouette } from "../types.ts";

/** Silhouette of every row: (b - a) / max(a, b), with a the mean distance to the own segment's other
 * rows and b the least mean distance to another segment; 0 for the only row of a segment.
 * Each pair is measured once: O(n^2 d) time, O(n k) memory.
 * @param x n x d, finite.
 * @param labels Length n, in [0, k), k at least 2.
 * @returns sample and standardError are null.
 * @see Rousseeuw, Silhouettes, 1987, doi:10.1016/0377-0427(87)90125-7.
 */
export async function exactSilhouette(
  x: Matrix,
  labels: Int32Array,
  k: number,
  context: StageContext,
): Promise<Silhouette> {
  const sums = await distanceSums(x, labels, k, context);
  const counts = new Int32Array(k);
  for (const label of labels) counts[label]++;
  const perRow = new Float64Array(x.n);
  for (let i = 0; i < x.n; i++) {
    const own = labels[i];
    if (counts[own] === 1) continue;
    const within = sums[i * k + own] / (counts[own] - 1);
    let between = Infinity;
    for (let g = 0; g < k; g++) {
      if (g !== own && counts[g] > 0) between = Math.min(between, sums[i * k + g] / counts[g]);
    }
    const larger = Math.max(within, between);
    perRow[i] = larger > 0 && between < Infinity ? (between - within) / larger : 0;
  }
  return { ...meansOf(perRow, labels, k), perRow, sample: null, standardError: null };
}

/** Silhouette of a random sample of rows within that sample, O(m^2 d).
 * @param size m; the sample is drawn without replacement and kept in the order of the rows.
 * @returns perRow is NaN outside the sample; standardError is the sample's deviation / sqrt(m).
 */
export async function sampledSilhouette(
  x: Matrix,
  labels: Int32Array,
  k: number,
  { size, rng, context }: { size: number; rng: Rng; context: StageContext },
): Promise<Silhouette> {
  const rows = sampleRows(x.n, size, rng);
  const values = new Float64Array(rows.length * x.d);
  rows.forEach((row, i) => values.set(x.values.subarray(row * x.d, (row + 1) * x.d), i * x.d));
  const sampled = { values, n: rows.length, d: x.d };
  const ownLabels = Int32Array.from(rows, (row) => labels[row]);
  const within = await exactSilhouette(sampled, ownLabels, k, context);
  const perRow = new Float64Array(x.n).fill(NaN);
  rows.forEach((row, i) => perRow[row] = within.perRow[i]);
  let squares = 0;
  for (const value of within.perRow) squares += (value - within.mean) ** 2;
  const standardError = Math.sqrt(squares / (rows.length - 1) / rows.length);
  return { ...within, perRow, sample: rows.length, standardError };
}

/** Sum of distances from each row to each segment, n x k. */
async function distanceSums(
  x: Matrix,
  labels: Int32Array,
  k: number,
  context: StageContext,
): Promise<Float64Array> {
  const { n, d, values } = x;
  const sums = new Float64Array(n * k);
  const row = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    row.set(values.subarray(i * d, (i + 1) * d));
    const own = i * k, label = labels[i];
    for (let j = i + 1, p = (i + 1) * d; j < n; j++) {
      let square = 0;
      for (let c = 0; c < d; c++, p++) {
        const gap = row[c] - values[p];
        square += gap * gap;
      }
      const distance = Math.sqrt(square);
      sums[own + labels[j]] += distance;
      sums[j * k + label] += distance;
    }
    const pause = context.checkpoint(i * (2 * n - i), n * n, "silhouette");
    if (pause !== undefined) await pause;
  }
  return sums;
}

function meansOf(
  perRow: Float64Array,
  labels: Int32Array,
  k: number,
): Pick<Silhouette, "mean" | "perSegment"> {
  const sums = new Float64Array(k);
  const counts = new Int32Array(k);
  let total = 0;
  perRow.forEach((value, i) => {
    sums[labels[i]] += value;
    counts[labels[i]]++;
    total += value;
  });
  return { mean: total / perRow.length, perSegment: sums.map((sum, g) => sum / counts[g]) };
}

/** Draws rows without replacement (Floyd's method), in rising order. */
function sampleRows(n: number, size: number, rng: Rng): Int32Array {
  const drawn = new Set<number>();
  for (let last = n - Math.min(size, n); last < n; last++) {
    const row = rng.below(last + 1);
    drawn.add(drawn.has(row) ? last : row);
  }
  return Int32Array.from(drawn).sort();
}
