/** Kernels of k-means: rows in 32 bits, nearest centroids, seeding distances, sums of segments. AssemblyScript. */

/** Writes rows of d 64-bit numbers as (value - centre) x scale in 32 bits, padded with zeros to `width`
 * (a multiple of 4), and for each row a length that its true length does not exceed. */
export function narrowRows(
  rows: usize, d: i32, centre: usize, scale: f64, near: usize, width: i32, lengths: usize,
  from: i32, to: i32,
): void {
  for (let i = from; i < to; i++) {
    const source = rows + (<usize>i * <usize>d << 3);
    const target = near + (<usize>i * <usize>width << 2);
    let squares: f64 = 0;
    for (let c = 0; c < width; c++) {
      let value: f64 = 0;
      if (c < d) {
        const at = <usize>c << 3;
        value = (f64.load(source + at) - f64.load(centre + at)) * scale;
      }
      f32.store(target + (<usize>c << 2), <f32>value);
      squares += value * value;
    }
    f32.store(lengths + (<usize>i << 2), <f32>(Math.sqrt(squares) * 1.000001));
  }
}

/** Adds up each of four vectors: lane i of the result is the sum of vector i, (0 + 2) + (1 + 3). */
function sumLanes(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/** Of rows from..to (multiples of 4) the lesser of `nearest` and the squared distance to each of `count`
 * (even) candidates, at `after` (`stride` rows a candidate), and the sums of these in `sums`, in even
 * and odd rows apart: 2 a candidate. */
export function tryCandidates(
  near: usize, width: i32, candidates: usize, count: i32, nearest: usize, after: usize, stride: i32,
  sums: usize, from: i32, to: i32,
): void {
  const bytes = <usize>width << 2;
  for (let t = 0; t < count; t += 2) {
    const first = candidates + <usize>t * bytes;
    let sum0 = f64x2.splat(0), sum1 = f64x2.splat(0);
    for (let i = from; i < to; i += 4) {
      const row = near + <usize>i * bytes;
      let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0), a3 = f32x4.splat(0);
      let b0 = f32x4.splat(0), b1 = f32x4.splat(0), b2 = f32x4.splat(0), b3 = f32x4.splat(0);
      let p = row, q = row + 2 * bytes;
      for (let c = first, end = first + bytes; c < end; c += 16, p += 16, q += 16) {
        const u = v128.load(c), v = v128.load(c + bytes);
        const r0 = v128.load(p), r1 = v128.load(p + bytes), r2 = v128.load(q), r3 = v128.load(q + bytes);
        let gap = f32x4.sub(r0, u);
        a0 = f32x4.add(a0, f32x4.mul(gap, gap));
        gap = f32x4.sub(r0, v);
        b0 = f32x4.add(b0, f32x4.mul(gap, gap));
        gap = f32x4.sub(r1, u);
        a1 = f32x4.add(a1, f32x4.mul(gap, gap));
        gap = f32x4.sub(r1, v);
        b1 = f32x4.add(b1, f32x4.mul(gap, gap));
        gap = f32x4.sub(r2, u);
        a2 = f32x4.add(a2, f32x4.mul(gap, gap));
        gap = f32x4.sub(r2, v);
        b2 = f32x4.add(b2, f32x4.mul(gap, gap));
        gap = f32x4.sub(r3, u);
        a3 = f32x4.add(a3, f32x4.mul(gap, gap));
        gap = f32x4.sub(r3, v);
        b3 = f32x4.add(b3, f32x4.mul(gap, gap));
      }
      const at = <usize>i << 2;
      const before = v128.load(nearest + at);
      const da = f32x4.pmin(before, sumLanes(a0, a1, a2, a3));
      const db = f32x4.pmin(before, sumLanes(b0, b1, b2, b3));
      v128.store(after + (<usize>t * <usize>stride << 2) + at, da);
      v128.store(after + (<usize>(t + 1) * <usize>stride << 2) + at, db);
      sum0 = addHalves(sum0, da);
      sum1 = addHalves(sum1, db);
    }
    v128.store(sums + (<usize>t << 4), sum0);
    v128.store(sums + (<usize>t << 4), sum1, 16);
  }
}

/** Adds the first two of four 32-bit numbers, then the last two, to two sums of 64 bits. */
function addHalves(sum: v128, values: v128): v128 {
  const high = v128.shuffle<f32>(values, values, 2, 3, 2, 3);
  return f64x2.add(f64x2.add(sum, f64x2.promote_low_f32x4(values)), f64x2.promote_low_f32x4(high));
}

/** The first row from..to at which the running sum of weights passes the target, else the last one of
 * weight above 0, else -1. */
export function drawByWeight(weights: usize, target: f64, from: i32, to: i32): i32 {
  let running: f64 = 0;
  let last = -1;
  for (let i = from; i < to; i++) {
    const weight = <f64>f32.load(weights + (<usize>i << 2));
    if (weight === 0) continue;
    running += weight;
    last = i;
    if (running > target) return i;
  }
  return last;
}

/** Lowers the margin of rows from..to (from a multiple of 4) by offset + slope x length of the own segment
 * (`loosening` holds both for each segment from -1), and lists the rows whose margin is no longer above
 * error[2].
 * @returns How many are listed; the list is filled up to a multiple of 4 with its last row. */
export function listUndecided(
  margins: usize, labels: usize, lengths: usize, loosening: usize, error: usize, list: usize,
  from: i32, to: i32,
): i32 {
  const shrink: f32 = 0.9999997, least = f32.load(error, 8);
  const shrinks = f32x4.splat(shrink), leasts = f32x4.splat(least);
  let count = 0, i = from;
  for (; i + 4 <= to; i += 4) {
    const at = <usize>i << 2;
    const label = labels + at;
    const a = v128.load64_zero(ownOf(loosening, label)), b = v128.load64_zero(ownOf(loosening, label + 4));
    const c = v128.load64_zero(ownOf(loosening, label + 8)), d = v128.load64_zero(ownOf(loosening, label + 12));
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const offsets = v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), slopes = v128.shuffle<f32>(ab, cd, 2, 3, 6, 7);
    const loss = f32x4.add(offsets, f32x4.mul(slopes, v128.load(lengths + at)));
    const margin = f32x4.sub(f32x4.mul(v128.load(margins + at), shrinks), loss);
    v128.store(margins + at, margin);
    const decided = i32x4.bitmask(f32x4.gt(margin, leasts));
    if (decided === 15) continue;
    for (let lane = 0; lane < 4; lane++) {
      i32.store(list + (<usize>count << 2), i + lane);
      count += 1 - ((decided >> lane) & 1);
    }
  }
  for (; i < to; i++) {
    const at = <usize>i << 2;
    const own = ownOf(loosening, labels + at);
    const margin = f32.load(margins + at) * shrink - (f32.load(own) + f32.load(own, 4) * f32.load(lengths + at));
    f32.store(margins + at, margin);
    i32.store(list + (<usize>count << 2), i);
    count += i32(!(margin > least));
  }
  if (count > 0) {
    const last = i32.load(list + (<usize>(count - 1) << 2));
    for (let slot = count; (slot & 3) !== 0; slot++) i32.store(list + (<usize>slot << 2), last);
  }
  return count;
}

function ownOf(loosening: usize, label: usize): usize {
  return loosening + (<usize>(i32.load(label) + 1) << 3);
}

/** For every listed row (a multiple of 4) the centroid of least score, |c|^2 / 2 - row x c, and by how
 * much the next score is above it. Four rows meet two centroids at a time: `pairs` holds the centroids by
 * twos, four numbers of the one and four of the other in turn; `halves` holds |c|^2 / 2. */
export function findNearest(
  near: usize, width: i32, list: usize, count: i32, pairs: usize, halves: usize, k: i32,
  found: usize, foundMargins: usize,
): void {
  const bytes = <usize>width << 2;
  for (let slot = 0; slot < count; slot += 4) {
    const rows = list + (<usize>slot << 2);
    const row0 = near + <usize>i32.load(rows) * bytes, row1 = near + <usize>i32.load(rows, 4) * bytes;
    const row2 = near + <usize>i32.load(rows, 8) * bytes, row3 = near + <usize>i32.load(rows, 12) * bytes;
    let best = f32x4.splat(f32.MAX_VALUE), second = best, label = i32x4.splat(0);
    let c = pairs;
    for (let pair = 0; pair < k; pair += 2) {
      let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0), a3 = f32x4.splat(0);
      let b0 = f32x4.splat(0), b1 = f32x4.splat(0), b2 = f32x4.splat(0), b3 = f32x4.splat(0);
      for (let at: usize = 0; at < bytes; at += 16, c += 32) {
        const u = v128.load(c), v = v128.load(c, 16);
        let r = v128.load(row0 + at);
        a0 = f32x4.add(a0, f32x4.mul(r, u));
        b0 = f32x4.add(b0, f32x4.mul(r, v));
        r = v128.load(row1 + at);
        a1 = f32x4.add(a1, f32x4.mul(r, u));
        b1 = f32x4.add(b1, f32x4.mul(r, v));
        r = v128.load(row2 + at);
        a2 = f32x4.add(a2, f32x4.mul(r, u));
        b2 = f32x4.add(b2, f32x4.mul(r, v));
        r = v128.load(row3 + at);
        a3 = f32x4.add(a3, f32x4.mul(r, u));
        b3 = f32x4.add(b3, f32x4.mul(r, v));
      }
      const half = halves + (<usize>pair << 2);
      let score = f32x4.sub(v128.load32_splat(half), sumLanes(a0, a1, a2, a3));
      let isLess = f32x4.lt(score, best);
      second = v128.bitselect(best, f32x4.pmin(second, score), isLess);
      best = v128.bitselect(score, best, isLess);
      label = v128.bitselect(i32x4.splat(pair), label, isLess);
      score = f32x4.sub(v128.load32_splat(half, 4), sumLanes(b0, b1, b2, b3));
      isLess = f32x4.lt(score, best);
      second = v128.bitselect(best, f32x4.pmin(second, score), isLess);
      best = v128.bitselect(score, best, isLess);
      label = v128.bitselect(i32x4.splat(pair + 1), label, isLess);
    }
    v128.store(found + (<usize>slot << 2), label);
    v128.store(foundMargins + (<usize>slot << 2), f32x4.sub(second, best));
  }
}

/** Squared distance of d 64-bit numbers, one after another. */
function squaredDistance(a: usize, b: usize, d: i32): f64 {
  let sum: f64 = 0;
  for (let c = 0; c < d; c++) {
    const at = <usize>c << 3;
    const gap = f64.load(a + at) - f64.load(b + at);
    sum += gap * gap;
  }
  return sum;
}

/** Makes what findNearest() found for listed rows certain: a margin above the error of 32 bits stands,
 * less that error; else the distances in 64 bits decide, ties for the lower centroid. `error` holds
 * offset, slope with the row's length, and the least margin that decides; `unit` turns squared distances
 * into margins. Writes margins of the rows and labels of the list. */
export function confirmNearest(
  list: usize, count: i32, found: usize, foundMargins: usize, lengths: usize, error: usize,
  margins: usize, rows: usize, d: i32, centroids: usize, k: i32, unit: f64,
): void {
  const shrink: f32 = 0.9999997;
  const offset = f32.load(error), slope = f32.load(error, 4), least = f32.load(error, 8);
  for (let slot = 0; slot < count; slot++) {
    const at = <usize>slot << 2;
    const i = <usize>i32.load(list + at);
    const sure = f32.load(foundMargins + at) * shrink - (offset + slope * f32.load(lengths + (i << 2)));
    if (sure > least) {
      f32.store(margins + (i << 2), sure);
      continue;
    }
    const row = rows + (i * <usize>d << 3);
    let nearest = Infinity, next = Infinity;
    let label = 0;
    for (let c = 0; c < k; c++) {
      const distance = squaredDistance(row, centroids + (<usize>c * <usize>d << 3), d);
      if (distance < nearest) {
        next = nearest;
        nearest = distance;
        label = c;
      } else if (distance < next) next = distance;
    }
    i32.store(found + at, label);
    f32.store(margins + (i << 2), <f32>((next - nearest) * unit) * shrink - least);
  }
}

/** Gives listed rows their found labels, and moves those that change from the sum and count of the old
 * segment (none if -1) to those of the new one.
 * @returns How many changed. */
export function moveRows(
  list: usize, count: i32, found: usize, labels: usize, rows: usize, d: i32, sums: usize, counts: usize,
): i32 {
  let changed = 0;
  for (let slot = 0; slot < count; slot++) {
    const i = <usize>i32.load(list + (<usize>slot << 2));
    const label = i32.load(found + (<usize>slot << 2));
    const old = i32.load(labels + (i << 2));
    if (label === old) continue;
    changed++;
    i32.store(labels + (i << 2), label);
    const row = rows + (i * <usize>d << 3);
    addRow(row, sums + (<usize>label * <usize>d << 3), d, 1);
    addCount(counts, label, 1);
    if (old < 0) continue;
    addRow(row, sums + (<usize>old * <usize>d << 3), d, -1);
    addCount(counts, old, -1);
  }
  return changed;
}

/** Looks again at the rows from..to whose margin no longer decides, and moves those that change. `job`
 * holds, as 32-bit numbers, the addresses and sizes that the steps before take.
 * @returns How many changed. */
export function assignRows(job: usize, unit: f64, from: i32, to: i32): i32 {
  const margins = <usize>i32.load(job), labels = <usize>i32.load(job, 4), lengths = <usize>i32.load(job, 8);
  const loosening = <usize>i32.load(job, 12), error = <usize>i32.load(job, 16), list = <usize>i32.load(job, 20);
  const count = listUndecided(margins, labels, lengths, loosening, error, list, from, to);
  if (count === 0) return 0;
  const found = <usize>i32.load(job, 24), foundMargins = <usize>i32.load(job, 28);
  const near = <usize>i32.load(job, 32), width = i32.load(job, 36);
  const pairs = <usize>i32.load(job, 40), halves = <usize>i32.load(job, 44);
  const rows = <usize>i32.load(job, 48), d = i32.load(job, 52);
  const centroids = <usize>i32.load(job, 56), k = i32.load(job, 60);
  findNearest(near, width, list, (count + 3) & ~3, pairs, halves, (k + 1) & ~1, found, foundMargins);
  confirmNearest(list, count, found, foundMargins, lengths, error, margins, rows, d, centroids, k, unit);
  return moveRows(list, count, found, labels, rows, d, <usize>i32.load(job, 64), <usize>i32.load(job, 68));
}

/** Adds rows from..to to the sums and counts of their segments, in their order. */
export function sumSegments(
  labels: usize, rows: usize, d: i32, sums: usize, counts: usize, from: i32, to: i32,
): void {
  for (let i = <usize>from; i < <usize>to; i++) {
    const label = i32.load(labels + (i << 2));
    addRow(rows + (i * <usize>d << 3), sums + (<usize>label * <usize>d << 3), d, 1);
    addCount(counts, label, 1);
  }
}

function addRow(row: usize, sums: usize, d: i32, sign: f64): void {
  const signs = f64x2.splat(sign);
  let c = 0;
  for (; c + 2 <= d; c += 2) {
    const at = <usize>c << 3;
    v128.store(sums + at, f64x2.add(v128.load(sums + at), f64x2.mul(signs, v128.load(row + at))));
  }
  if (c === d) return;
  const at = <usize>c << 3;
  f64.store(sums + at, f64.load(sums + at) + sign * f64.load(row + at));
}

function addCount(counts: usize, label: i32, step: i32): void {
  const at = counts + (<usize>label << 2);
  i32.store(at, i32.load(at) + step);
}

/** Adds the squared distances of rows from..to to their centroids, in 64 bits and in their order, to
 * total[0]; total[1] is the largest so far.
 * @returns The first row of a distance above total[1] as it was and above all others, else -1. */
export function measureRows(
  labels: usize, rows: usize, d: i32, centroids: usize, total: usize, from: i32, to: i32,
): i32 {
  let sum = f64.load(total), reach = f64.load(total, 8);
  let farthest = -1;
  for (let i = <usize>from; i < <usize>to; i++) {
    const label = <usize>i32.load(labels + (i << 2));
    const row = rows + (i * <usize>d << 3), centroid = centroids + (label * <usize>d << 3);
    let squares = f64x2.splat(0);
    let c = 0;
    for (; c + 2 <= d; c += 2) {
      const at = <usize>c << 3;
      const gaps = f64x2.sub(v128.load(row + at), v128.load(centroid + at));
      squares = f64x2.add(squares, f64x2.mul(gaps, gaps));
    }
    let distance = f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
    if (c < d) {
      const gap = f64.load(row + (<usize>c << 3)) - f64.load(centroid + (<usize>c << 3));
      distance += gap * gap;
    }
    sum += distance;
    if (distance > reach) {
      reach = distance;
      farthest = <i32>i;
    }
  }
  f64.store(total, sum);
  f64.store(total, reach, 8);
  return farthest;
}
