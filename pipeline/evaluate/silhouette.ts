/** Silhouette of a partition, exact or on a sample. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { runAll, withPool } from "../parallel/pool.ts";
import { columnMeans } from "../numeric/statistics.ts";
import type { Rng } from "../base/rng.ts";
import { isWeighted } from "../numeric/weights.ts";
import type { Silhouette } from "./evaluation.ts";
import type { Matrix } from "../numeric/matrix.ts";
import { type Band, openSilhouette, type PackedRows, sumDistances } from "./distance_sums.ts";
import { errorOfWeightedMean, fromWeightedSums, weightedSums } from "./weighted_silhouette.ts";

/** Work, in squared differences, above which workers earn the time they take to start. */
const WORTH_WORKERS = 1e9;
/** A square root takes as long as this many columns. */
const SQRT_COLUMNS = 6;
/** Bands that the rows are cut into. */
export const MOST_BANDS = 8;
const MOST_VALUE = 2 ** 20;
/** Numbers that all bands' sums may take together. */
export const MOST_SUMS = 2 ** 25;

/** Silhouette of every row: (b - a) / max(a, b), with a the mean distance to the own segment's other
 * rows and b the least mean distance to another segment; 0 for the only row of a segment.
 * Each pair is measured once, in parallel where that pays: O(n^2 d) time, O(n k) memory. Sums are
 * taken in one order, whatever the number of workers. From 6 columns on distances are rounded to 32
 * bits unless rows are near each other, which leaves a silhouette right to about 1e-7.
 * @param x n x d, finite; where its rows have weights, `fromWeightedSums` says what is meant.
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
  if (isWeighted(x)) {
    const { weights } = x;
    return fromWeightedSums(await weightedSums(x, labels, { k, context }), labels, { k, weights });
  }
  return fromSums(await distanceSums(x, labels, k, context), labels, k);
}

/** Silhouettes from the sum of distances of each row to each segment.
 * @param sums k x n.
 */
export function fromSums(sums: Float64Array, labels: Int32Array, k: number): Silhouette {
  const n = labels.length;
  const counts = new Int32Array(k);
  for (const label of labels) counts[label]++;
  const perRow = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const own = labels[i];
    if (counts[own] === 1) continue;
    const within = sums[own * n + i] / (counts[own] - 1);
    let between = Infinity;
    for (let g = 0; g < k; g++) {
      if (g !== own && counts[g] > 0) between = Math.min(between, sums[g * n + i] / counts[g]);
    }
    const larger = Math.max(within, between);
    perRow[i] = larger > 0 && between < Infinity ? (between - within) / larger : 0;
  }
  return { ...meansOf(perRow, labels, k), perRow, sample: null, standardError: null };
}

/** Silhouette of a random sample of rows within that sample, O(m^2 d). Rows keep their weights.
 * @param size m; the sample is drawn without replacement and kept in the order of the rows.
 * @returns perRow is NaN outside the sample; standardError is the sample's deviation / sqrt(m), with
 * weights that of a ratio: sqrt(m / (m - 1) sum of w^2 (s - mean)^2) / sum of w.
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
  const all = x.weights;
  const weights = all && Float64Array.from(rows, (row) => all[row]);
  const plain = { values, n: rows.length, d: x.d };
  const sampled = weights === undefined ? plain : { ...plain, weights };
  const ownLabels = Int32Array.from(rows, (row) => labels[row]);
  return overAll(await exactSilhouette(sampled, ownLabels, k, context), rows, {
    n: x.n,
    ...(weights === undefined ? {} : { weights }),
  });
}

/** A silhouette within a sample as one of all n rows, with its standard error.
 * @param rows Of the sample. @param options weights of the sample, if there are any.
 */
export function overAll(
  within: Silhouette,
  rows: Int32Array,
  { n, weights }: { n: number; weights?: Float64Array },
): Silhouette {
  const perRow = new Float64Array(n).fill(NaN);
  rows.forEach((row, i) => perRow[row] = within.perRow[i]);
  const standardError = weights === undefined
    ? errorOfMean(within)
    : errorOfWeightedMean(within, weights);
  return { ...within, perRow, sample: rows.length, standardError };
}

function errorOfMean({ mean, perRow }: Silhouette): number {
  let squares = 0;
  for (const value of perRow) squares += (value - mean) ** 2;
  return Math.sqrt(squares / (perRow.length - 1) / perRow.length);
}

/** Workers that measure n rows of d columns; 1: none but this thread. */
export function silhouettePlaces(
  { n, d }: Pick<Matrix, "n" | "d">,
  k: number,
  workers: number,
): number {
  const isLong = n * n * (d + SQRT_COLUMNS) > WORTH_WORKERS;
  return isLong ? Math.min(workers, cutBands(n, k).length) : 1;
}

/** Sum of distances from each row to each segment, k x n. */
async function distanceSums(
  x: Matrix,
  labels: Int32Array,
  k: number,
  context: StageContext,
): Promise<Float64Array> {
  const { n } = x;
  const bands = cutBands(n, k);
  const size = silhouettePlaces(x, k, context.workers);
  return await withPool(size, context, async (pool) => {
    // Packed here because workers start meanwhile.
    const { rows, packed } = packRows(x, labels, k);
    await Promise.all(Array.from({ length: size }, (_, place) => {
      const call = size === 1 ? { input: packed } : handOver(packed);
      return pool.call(place, { task: openSilhouette, ...call });
    }));
    const parts = await runAll(
      pool,
      sumDistances,
      bands.map((input) => ({ input })),
      (done) => context.progress(done, bands.length, "silhouette"),
    );
    const sums = new Float64Array(k * n);
    bands.forEach(({ from }, b) => {
      const rest = packed.segments.length - 4 * from;
      for (let g = 0; g < k; g++) {
        for (let r = 4 * from; r < n; r++) {
          sums[g * n + rows[r]] += parts[b][g * rest + r - 4 * from];
        }
      }
    });
    return sums;
  });
}

/** Puts the rows in order of their segment, four by four; `rows` names the row at each place. */
function packRows(
  x: Matrix,
  labels: Int32Array,
  k: number,
): { rows: Int32Array; packed: PackedRows } {
  const { n, d, values } = x;
  const starts = new Int32Array(k + 1);
  for (const label of labels) starts[label + 1]++;
  for (let g = 0; g < k; g++) starts[g + 1] += starts[g];
  const rows = new Int32Array(n);
  labels.forEach((label, i) => rows[starts[label]++] = i);
  const count = Math.ceil(n / 4);
  const panels = new Float64Array(4 * count * d);
  const segments = new Int32Array(4 * count).fill(-1);
  const width = d + d % 2;
  const halves = new Float32Array(4 * (count + 1) * width);
  const norms = new Float32Array(4 * count);
  const centers = columnCenters(x);
  const unit = unitOf(x, centers);
  rows.forEach((row, place) => {
    segments[place] = labels[row];
    const to = (place >> 2) * 4 * d + (place & 3), halfTo = (place >> 2) * 4 * width + (place & 3);
    let norm = 0;
    for (let c = 0; c < d; c++) {
      const value = (values[row * d + c] - centers[c]) * unit;
      panels[to + 4 * c] = value;
      halves[halfTo + 4 * c] = value;
      norm += halves[halfTo + 4 * c] ** 2;
    }
    norms[place] = norm;
  });
  return { rows, packed: { panels, halves, norms, segments, n, d, k } };
}

/** A power of two by which squares stay in the range of 32 bits; silhouettes do not depend on it. */
function unitOf({ values, d }: Matrix, centers: Float64Array): number {
  const most = values.reduce(
    (most, value, p) => Math.max(most, Math.abs(value - centers[p % d])),
    0,
  );
  let unit = 1;
  while (most * unit > MOST_VALUE) unit /= 2;
  while (most > 0 && most * unit < 1 / MOST_VALUE) unit *= 2;
  return unit;
}

/** Means of the columns, rounded where all answers are whole, so that these stay exact in 32 bits. */
function columnCenters(x: Matrix): Float64Array {
  const { n, d, values } = x;
  const centers = columnMeans(x);
  for (let c = 0; c < d; c++) {
    let isWhole = true;
    for (let i = 0; i < n && isWhole; i++) isWhole = Number.isInteger(values[i * d + c]);
    if (isWhole) centers[c] = Math.round(centers[c]);
  }
  return centers;
}

/** A copy that is handed over, which is quicker than copying on the way. */
function handOver(packed: PackedRows): { input: PackedRows; transfer: ArrayBuffer[] } {
  const panels = packed.panels.slice(), halves = packed.halves.slice();
  const norms = packed.norms.slice(), segments = packed.segments.slice();
  return {
    input: { ...packed, panels, halves, norms, segments },
    transfer: [panels.buffer, halves.buffer, norms.buffer, segments.buffer],
  };
}

/** Bands of about equal work. They depend on the shape alone, as the order of summing does. */
function cutBands(n: number, k: number): Band[] {
  const count = Math.ceil(n / 4);
  const most = Math.max(1, Math.min(MOST_BANDS, Math.floor(MOST_SUMS / (n * k)), count));
  const bands: Band[] = [];
  for (let b = 0, from = 0; b < most; b++) {
    const left = Math.sqrt((most - 1 - b) / most);
    const to = b === most - 1 ? count : Math.max(from, Math.round(count * (1 - left)));
    if (to > from) bands.push({ from, to });
    from = to;
  }
  return bands;
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
export function sampleRows(n: number, size: number, rng: Rng): Int32Array {
  const drawn = new Set<number>();
  for (let last = n - Math.min(size, n); last < n; last++) {
    const row = rng.below(last + 1);
    drawn.add(drawn.has(row) ? last : row);
  }
  return Int32Array.from(drawn).sort();
}
