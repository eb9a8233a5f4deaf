/** Kernels of the silhouette: distances of all pairs, summed by segment. AssemblyScript. */

import { measureTile } from "./pairs";

/** Below this share of both rows' squared norms a squared distance is not taken from products, for
 * their rounding is relative to the norms. */
const LEAST_SHARE: f32 = 0.0625;
/** From this many columns on products pay. */
const LEAST_COLUMNS: i32 = 6;
/** Bytes of a tile of 4 x 4 distances. */
const TILE: usize = 128;

/** Distances of four rows to four rows in 64 bits, each four packed as d x 4: 4 x 4 at `tile`. */
function measure(rows: usize, others: usize, tile: usize, d: i32): void {
  measureTile(rows, others, tile, 32, d);
  for (const end = tile + TILE; tile < end; tile += 16) v128.store(tile, f64x2.sqrt(v128.load(tile)));
}

/** Products of four rows with eight in 32 bits, packed as width x 4 with an even width: two tiles.
 * A row's number is spread by shuffling, as a load costs more than that. */
function multiply(rows: usize, others: usize, tile: usize, width: i32): void {
  let s00 = f32x4.splat(0), s01 = f32x4.splat(0), s10 = f32x4.splat(0), s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0), s21 = f32x4.splat(0), s30 = f32x4.splat(0), s31 = f32x4.splat(0);
  const end = rows + (<usize>width << 4);
  let more = others + (<usize>width << 4);
  for (; rows < end; rows += 32, others += 32, more += 32) {
    let four = v128.load(rows), o0 = v128.load(others), o1 = v128.load(more);
    let row = v128.shuffle<i32>(four, four, 0, 0, 0, 0);
    s00 = f32x4.add(s00, f32x4.mul(row, o0));
    s01 = f32x4.add(s01, f32x4.mul(row, o1));
    row = v128.shuffle<i32>(four, four, 1, 1, 1, 1);
    s10 = f32x4.add(s10, f32x4.mul(row, o0));
    s11 = f32x4.add(s11, f32x4.mul(row, o1));
    row = v128.shuffle<i32>(four, four, 2, 2, 2, 2);
    s20 = f32x4.add(s20, f32x4.mul(row, o0));
    s21 = f32x4.add(s21, f32x4.mul(row, o1));
    row = v128.shuffle<i32>(four, four, 3, 3, 3, 3);
    s30 = f32x4.add(s30, f32x4.mul(row, o0));
    s31 = f32x4.add(s31, f32x4.mul(row, o1));
    four = v128.load(rows, 16);
    o0 = v128.load(others, 16);
    o1 = v128.load(more, 16);
    row = v128.shuffle<i32>(four, four, 0, 0, 0, 0);
    s00 = f32x4.add(s00, f32x4.mul(row, o0));
    s01 = f32x4.add(s01, f32x4.mul(row, o1));
    row = v128.shuffle<i32>(four, four, 1, 1, 1, 1);
    s10 = f32x4.add(s10, f32x4.mul(row, o0));
    s11 = f32x4.add(s11, f32x4.mul(row, o1));
    row = v128.shuffle<i32>(four, four, 2, 2, 2, 2);
    s20 = f32x4.add(s20, f32x4.mul(row, o0));
    s21 = f32x4.add(s21, f32x4.mul(row, o1));
    row = v128.shuffle<i32>(four, four, 3, 3, 3, 3);
    s30 = f32x4.add(s30, f32x4.mul(row, o0));
    s31 = f32x4.add(s31, f32x4.mul(row, o1));
  }
  v128.store(tile, s00);
  v128.store(tile, s10, 16);
  v128.store(tile, s20, 32);
  v128.store(tile, s30, 48);
  v128.store(tile, s01, 64);
  v128.store(tile, s11, 80);
  v128.store(tile, s21, 96);
  v128.store(tile, s31, 112);
}

/** Turns a tile of products into distances; false where rows lie too near each other for that. */
function finish(products: usize, norms: usize, otherNorms: usize, tile: usize): bool {
  const two = f32x4.splat(2), least = f32x4.splat(LEAST_SHARE), others = v128.load(otherNorms);
  let near = f32x4.splat(0);
  for (let r = 0; r < 4; r++, products += 16, norms += 4, tile += 32) {
    const both = f32x4.add(v128.load32_splat(norms), others);
    const square = f32x4.sub(both, f32x4.mul(two, v128.load(products)));
    near = v128.or(near, f32x4.lt(square, f32x4.mul(both, least)));
    const distance = f32x4.sqrt(square);
    v128.store(tile, low(distance));
    v128.store(tile, high(distance), 16);
  }
  return !v128.any_true(near);
}

/** Turns two tiles of products into distances in 32 bits and adds them as `addTile` does, their rows'
 * pairs and their columns' fours first in 32 bits.
 * @returns False, with nothing added, where rows lie too near each other. */
function addFar(products: usize, norms: usize, otherNorms: usize, tile: usize, within: usize, columns: usize): bool {
  const two = f32x4.splat(2), least = f32x4.splat(LEAST_SHARE);
  const n0 = v128.load(otherNorms), n1 = v128.load(otherNorms, 16);
  let near = f32x4.splat(0);
  for (let at: usize = 0; at < 64; at += 16, norms += 4) {
    const norm = v128.load32_splat(norms), both0 = f32x4.add(norm, n0), both1 = f32x4.add(norm, n1);
    const square0 = f32x4.sub(both0, f32x4.mul(two, v128.load(products + at)));
    const square1 = f32x4.sub(both1, f32x4.mul(two, v128.load(products + at, 64)));
    near = v128.or(near, f32x4.lt(square0, f32x4.mul(both0, least)));
    near = v128.or(near, f32x4.lt(square1, f32x4.mul(both1, least)));
    v128.store(tile + at, f32x4.sqrt(square0));
    v128.store(tile + at, f32x4.sqrt(square1), 64);
  }
  if (v128.any_true(near)) return false;
  for (let at: usize = 0; at < 64; at += 16) {
    const pair = f32x4.add(v128.load(tile + at), v128.load(tile + at, 64));
    v128.store(within + at, f64x2.add(v128.load(within + at), f64x2.add(low(pair), high(pair))));
  }
  for (let at: usize = 0; at < 128; at += 64, columns += 32) {
    const upper = f32x4.add(v128.load(tile + at), v128.load(tile + at, 16));
    const four = f32x4.add(upper, f32x4.add(v128.load(tile + at, 32), v128.load(tile + at, 48)));
    v128.store(columns, f64x2.add(v128.load(columns), low(four)));
    v128.store(columns, f64x2.add(v128.load(columns, 16), high(four)), 16);
  }
  return true;
}

function low(four: v128): v128 {
  return f64x2.promote_low_f32x4(four);
}

function high(four: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i32>(four, four, 2, 3, 2, 3));
}

/** Adds a tile of two different panels, each within one segment: by row to `within` (4 x 2 partial
 * sums), by column to `columns`. */
function addTile(tile: usize, within: usize, columns: usize): void {
  const t00 = v128.load(tile), t01 = v128.load(tile, 16), t10 = v128.load(tile, 32), t11 = v128.load(tile, 48);
  const t20 = v128.load(tile, 64), t21 = v128.load(tile, 80), t30 = v128.load(tile, 96), t31 = v128.load(tile, 112);
  v128.store(within, f64x2.add(v128.load(within), f64x2.add(t00, t01)));
  v128.store(within, f64x2.add(v128.load(within, 16), f64x2.add(t10, t11)), 16);
  v128.store(within, f64x2.add(v128.load(within, 32), f64x2.add(t20, t21)), 32);
  v128.store(within, f64x2.add(v128.load(within, 48), f64x2.add(t30, t31)), 48);
  v128.store(columns, f64x2.add(v128.load(columns), f64x2.add(f64x2.add(t00, t10), f64x2.add(t20, t30))));
  v128.store(columns, f64x2.add(v128.load(columns, 16), f64x2.add(f64x2.add(t01, t11), f64x2.add(t21, t31))), 16);
}

/** Adds the pairs i < j of a tile one by one, where its rows are of several segments or its own. */
function addPairs(tile: usize, i0: i32, j0: i32, n: i32, segments: usize, sums: usize, stride: i32): void {
  for (let r = 0; r < 4; r++) {
    const i = i0 + r;
    for (let c = 0; c < 4; c++) {
      const j = j0 + c;
      if (j <= i || j >= n) continue;
      const distance = f64.load(tile + (<usize>(4 * r + c) << 3));
      const forRow = sums + (<usize>(load<i32>(segments + (<usize>j << 2)) * stride + i) << 3);
      f64.store(forRow, f64.load(forRow) + distance);
      const forColumn = sums + (<usize>(load<i32>(segments + (<usize>i << 2)) * stride + j) << 3);
      f64.store(forColumn, f64.load(forColumn) + distance);
    }
  }
}

/** Adds the four rows' partial sums to their sums of one segment, and empties them. */
function flush(within: usize, target: usize): void {
  for (let r = 0; r < 4; r++, within += 16, target += 8) {
    f64.store(target, f64.load(target) + (f64.load(within) + f64.load(within, 8)));
    v128.store(within, f64x2.splat(0));
  }
}

/** Adds the distances of the panels rowFrom..rowTo to the panels from..to, from their own on.
 * `sums` is segment x row, each segment's `stride` numbers long; rows are in order of segment. */
export function addDistances(
  panels: usize, halves: usize, norms: usize, segments: usize, sums: usize, scratch: usize,
  n: i32, d: i32, stride: i32, rowFrom: i32, rowTo: i32, from: i32, to: i32,
): void {
  const width = (d + 1) & ~1, size = <usize>d << 5, half = <usize>width << 4;
  const products = scratch + 64, tile = products + TILE;
  for (let r = 0; r < 4; r++) v128.store(scratch + (<usize>r << 4), f64x2.splat(0));
  for (let g = rowFrom; g < rowTo; g++) {
    const i = 4 * g, first = g > from ? g : from;
    const own = load<i32>(segments + (<usize>i << 2));
    const isOne = own == load<i32>(segments + (<usize>(i + 3) << 2));
    const columns = sums + (<usize>(own * stride) << 3);
    let open = -1;
    for (let p = first; p < to; p++) {
      const j = 4 * p, isOdd = (p - first) & 1;
      const segment = load<i32>(segments + (<usize>j << 2));
      const ownNorms = norms + (<usize>i << 2), otherNorms = norms + (<usize>j << 2);
      if (d >= LEAST_COLUMNS && !isOdd) {
        multiply(halves + <usize>g * half, halves + <usize>p * half, products, width);
        if (isOne && p > g && p + 1 < to && segment == load<i32>(segments + (<usize>(j + 7) << 2))) {
          if (segment != open && open >= 0) flush(scratch, sums + (<usize>(open * stride + i) << 3));
          open = segment;
          if (addFar(products, ownNorms, otherNorms, tile, scratch, columns + (<usize>j << 3))) {
            p++;
            continue;
          }
        }
      }
      const isFar = d >= LEAST_COLUMNS && finish(products + (<usize>isOdd << 6), ownNorms, otherNorms, tile);
      if (!isFar) measure(panels + <usize>g * size, panels + <usize>p * size, tile, d);
      if (!isOne || p == g || segment != load<i32>(segments + (<usize>(j + 3) << 2))) {
        addPairs(tile, i, j, n, segments, sums, stride);
        continue;
      }
      if (segment != open && open >= 0) flush(scratch, sums + (<usize>(open * stride + i) << 3));
      open = segment;
      addTile(tile, scratch, columns + (<usize>j << 3));
    }
    if (open >= 0) flush(scratch, sums + (<usize>(open * stride + i) << 3));
  }
}
