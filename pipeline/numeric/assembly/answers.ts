/** Kernels of principal components of small whole numbers, such as answers on a scale. AssemblyScript. */

/** Adding it leaves the whole part of a double in its low bits. */
const WHOLE: f64 = 6_755_399_441_055_744;
/** Two columns share a lane, the second this many bits up. */
const FIELD: i32 = 12;

/** Writes `count` doubles (a multiple of 8) less `middle` as numbers of 16 bits.
 * Returns 1 if all are whole and within `reach` of the middle, else 0. */
export function narrow(source: usize, target: usize, count: i32, middle: f64, reach: f64): i32 {
  const up = f64x2.splat(WHOLE - middle);
  let least = f64x2.splat(middle), most = least, wrong = i64x2.splat(0);
  for (let end = target + (<usize>count << 1); target < end; target += 16, source += 64) {
    const x0 = v128.load(source), x1 = v128.load(source, 16);
    const x2 = v128.load(source, 32), x3 = v128.load(source, 48);
    const t0 = f64x2.add(x0, up), t1 = f64x2.add(x1, up);
    const t2 = f64x2.add(x2, up), t3 = f64x2.add(x3, up);
    const w01 = v128.or(f64x2.ne(f64x2.sub(t0, up), x0), f64x2.ne(f64x2.sub(t1, up), x1));
    const w23 = v128.or(f64x2.ne(f64x2.sub(t2, up), x2), f64x2.ne(f64x2.sub(t3, up), x3));
    wrong = v128.or(wrong, v128.or(w01, w23));
    least = f64x2.pmin(f64x2.pmin(least, f64x2.pmin(x0, x1)), f64x2.pmin(x2, x3));
    most = f64x2.pmax(f64x2.pmax(most, f64x2.pmax(x0, x1)), f64x2.pmax(x2, x3));
    const low = v128.shuffle<i32>(t0, t1, 0, 2, 4, 6), high = v128.shuffle<i32>(t2, t3, 0, 2, 4, 6);
    v128.store(target, i16x8.narrow_i32x4_s(low, high));
  }
  const below = f64x2.lt(least, f64x2.splat(middle - reach));
  const above = f64x2.gt(most, f64x2.splat(middle + reach));
  return v128.any_true(v128.or(wrong, v128.or(below, above))) ? 0 : 1;
}

/** Lays out rows of d numbers of 16 bits, two rows at a time, `rows` being even, `width` a multiple of 8
 * above d. A column of ones follows the d, then zeros.
 * `right` takes columns with the two rows side by side, `left` the same of two columns in one lane,
 * `codes` a byte for every two columns of a row: (first + reach) + (second + reach) (2 reach + 1). */
export function layOut(
  source: usize, right: usize, left: usize, codes: usize,
  rows: i32, d: i32, width: i32, reach: i32,
): void {
  const span = 2 * reach + 1;
  const fields = i32x4.splat(1 | (1 << (FIELD + 16))), places = i32x4.splat(1 | (span << 16));
  const base = i32x4.splat(reach + reach * span), half = i32x4.splat(0xffff);
  const lanes = i16x8(0, 1, 2, 3, 4, 5, 6, 7), over = i16x8.splat(<i16>(d & 7));
  const own = i16x8.lt_s(lanes, over), one = v128.and(i16x8.eq(lanes, over), i16x8.splat(1));
  const step = <usize>d << 1, across = <usize>width >> 1;
  for (let i = 0; i < rows; i += 2, source += 2 * step, codes += across) {
    for (let c = 0; c < width; c += 8, right += 32, left += 16, codes += 4) {
      const from = source + (<usize>c << 1);
      let r0 = v128.load(from), r1 = v128.load(from + step);
      if (c + 8 > d) {
        r0 = v128.or(v128.and(r0, own), one);
        r1 = v128.or(v128.and(r1, own), one);
      }
      v128.store(right, v128.shuffle<i16>(r0, r1, 0, 8, 1, 9, 2, 10, 3, 11));
      v128.store(right, v128.shuffle<i16>(r0, r1, 4, 12, 5, 13, 6, 14, 7, 15), 16);
      const p0 = i32x4.dot_i16x8_s(r0, fields), p1 = i32x4.dot_i16x8_s(r1, fields);
      v128.store(left, v128.or(v128.and(p0, half), i32x4.shl(p1, 16)));
      const q0 = i32x4.add(i32x4.dot_i16x8_s(r0, places), base);
      const q1 = i32x4.add(i32x4.dot_i16x8_s(r1, places), base);
      const q = i16x8.narrow_i32x4_s(q0, q1), bytes = i8x16.narrow_i16x8_u(q, q);
      v128.store32_lane(codes, bytes, 0);
      v128.store32_lane(codes + across, bytes, 1);
    }
  }
}

/** Adds the products of all pairs of columns to the upper tiles of `sums`, width / 2 x width numbers of
 * 32 bits with two fields each. */
export function addProducts(right: usize, left: usize, sums: usize, rows: i32, width: i32): void {
  const stride = <usize>width << 2, half = <usize>width << 1;
  for (let a = 0; a < width; a += 8) {
    for (let b = a; b < width; b += 8) {
      const tile = sums + (<usize>((a >> 1) * width + b) << 2);
      const tile1 = tile + stride, tile2 = tile1 + stride, tile3 = tile2 + stride;
      let s00 = v128.load(tile), s01 = v128.load(tile, 16);
      let s10 = v128.load(tile1), s11 = v128.load(tile1, 16);
      let s20 = v128.load(tile2), s21 = v128.load(tile2, 16);
      let s30 = v128.load(tile3), s31 = v128.load(tile3, 16);
      let from = right + (<usize>b << 2), by = left + (<usize>a << 1);
      for (let i = 0; i < rows; i += 2, from += stride, by += half) {
        const r0 = v128.load(from), r1 = v128.load(from, 16);
        const l0 = v128.load32_splat(by), l1 = v128.load32_splat(by, 4);
        const l2 = v128.load32_splat(by, 8), l3 = v128.load32_splat(by, 12);
        s00 = i32x4.add(s00, i32x4.dot_i16x8_s(l0, r0));
        s01 = i32x4.add(s01, i32x4.dot_i16x8_s(l0, r1));
        s10 = i32x4.add(s10, i32x4.dot_i16x8_s(l1, r0));
        s11 = i32x4.add(s11, i32x4.dot_i16x8_s(l1, r1));
        s20 = i32x4.add(s20, i32x4.dot_i16x8_s(l2, r0));
        s21 = i32x4.add(s21, i32x4.dot_i16x8_s(l2, r1));
        s30 = i32x4.add(s30, i32x4.dot_i16x8_s(l3, r0));
        s31 = i32x4.add(s31, i32x4.dot_i16x8_s(l3, r1));
      }
      v128.store(tile, s00);
      v128.store(tile, s01, 16);
      v128.store(tile1, s10);
      v128.store(tile1, s11, 16);
      v128.store(tile2, s20);
      v128.store(tile2, s21, 16);
      v128.store(tile3, s30);
      v128.store(tile3, s31, 16);
    }
  }
}

/** Adds the fields of `sums` to `totals` (width x width doubles) and sets `sums` to 0. */
export function splitFields(sums: usize, totals: usize, width: i32): void {
  const stride = <usize>width << 3, rest = 32 - FIELD;
  for (let t = 0; t < width; t += 2, totals += 2 * stride) {
    for (let b = 0; b < width; b += 4, sums += 16) {
      const both = v128.load(sums);
      const low = i32x4.shr_s(i32x4.shl(both, rest), rest);
      addWhole(totals + (<usize>b << 3), low);
      addWhole(totals + stride + (<usize>b << 3), i32x4.shr_s(i32x4.sub(both, low), FIELD));
      v128.store(sums, i32x4.splat(0));
    }
  }
}

// @ts-ignore: decorator
@inline
function addWhole(target: usize, whole: v128): void {
  const high = v128.shuffle<i32>(whole, whole, 2, 3, 2, 3);
  v128.store(target, f64x2.add(v128.load(target), f64x2.convert_low_i32x4_s(whole)));
  v128.store(target, f64x2.add(v128.load(target, 16), f64x2.convert_low_i32x4_s(high)), 16);
}

/** Sums for each row the entries of the tables that its codes point to, one table after another, from
 * `start` (m doubles, m even). Codes of a row are `across` bytes apart; a table is `cells` x m. */
export function lookUp(
  codes: usize, tables: usize, start: usize, target: usize,
  rows: i32, pairs: i32, across: i32, cells: i32, m: i32,
): void {
  const entry = <usize>m << 3, table = <usize>cells * entry;
  for (let i = 0; i < rows; i++, codes += across, target += entry) {
    let k: usize = 0;
    for (; k + 80 <= entry; k += 80) {
      let s0 = v128.load(start + k), s1 = v128.load(start + k, 16), s2 = v128.load(start + k, 32);
      let s3 = v128.load(start + k, 48), s4 = v128.load(start + k, 64);
      let own = tables + k;
      for (let p = 0; p < pairs; p++, own += table) {
        const at = own + <usize>load<u8>(codes + p) * entry;
        s0 = f64x2.add(s0, v128.load(at));
        s1 = f64x2.add(s1, v128.load(at, 16));
        s2 = f64x2.add(s2, v128.load(at, 32));
        s3 = f64x2.add(s3, v128.load(at, 48));
        s4 = f64x2.add(s4, v128.load(at, 64));
      }
      v128.store(target + k, s0);
      v128.store(target + k, s1, 16);
      v128.store(target + k, s2, 32);
      v128.store(target + k, s3, 48);
      v128.store(target + k, s4, 64);
    }
    for (; k < entry; k += 16) {
      let sum = v128.load(start + k), own = tables + k;
      for (let p = 0; p < pairs; p++, own += table) {
        sum = f64x2.add(sum, v128.load(own + <usize>load<u8>(codes + p) * entry));
      }
      v128.store(target + k, sum);
    }
  }
}
