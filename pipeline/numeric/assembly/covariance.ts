/** Kernels of principal components: centring, products of columns, projection. AssemblyScript. */

/** Subtracts the means from rows of d numbers and pads each row with zeros to `width`. */
export function centre(source: usize, means: usize, target: usize, rows: i32, d: i32, width: i32): void {
  for (let i = 0; i < rows; i++) {
    const from = source + (<usize>(i * d) << 3);
    const to = target + (<usize>(i * width) << 3);
    let c = 0;
    for (; c + 2 <= d; c += 2) {
      const at = <usize>c << 3;
      v128.store(to + at, f64x2.sub(v128.load(from + at), v128.load(means + at)));
    }
    for (; c < width; c++) {
      const at = <usize>c << 3;
      f64.store(to + at, c < d ? f64.load(from + at) - f64.load(means + at) : 0);
    }
  }
}

/** Adds the products of all pairs of columns of a block to the upper tiles of `sums`, width x width.
 * Each sum takes its rows one after another, so its bits do not depend on how rows are cut into blocks.
 * 4 x 4 sums stay in registers while a tile passes over the block. */
export function addProducts(block: usize, sums: usize, rows: i32, width: i32): void {
  const stride = <usize>width << 3;
  for (let a = 0; a < width; a += 4) {
    for (let b = a; b < width; b += 4) {
      const tile = sums + (<usize>(a * width + b) << 3);
      let s00 = v128.load(tile), s01 = v128.load(tile, 16);
      let s10 = v128.load(tile + stride), s11 = v128.load(tile + stride, 16);
      let s20 = v128.load(tile + 2 * stride), s21 = v128.load(tile + 2 * stride, 16);
      let s30 = v128.load(tile + 3 * stride), s31 = v128.load(tile + 3 * stride, 16);
      let left = block + (<usize>a << 3), right = block + (<usize>b << 3);
      for (let i = 0; i < rows; i++, left += stride, right += stride) {
        const r0 = v128.load(right), r1 = v128.load(right, 16);
        const l0 = v128.load64_splat(left), l1 = v128.load64_splat(left, 8);
        const l2 = v128.load64_splat(left, 16), l3 = v128.load64_splat(left, 24);
        s00 = f64x2.add(s00, f64x2.mul(l0, r0));
        s01 = f64x2.add(s01, f64x2.mul(l0, r1));
        s10 = f64x2.add(s10, f64x2.mul(l1, r0));
        s11 = f64x2.add(s11, f64x2.mul(l1, r1));
        s20 = f64x2.add(s20, f64x2.mul(l2, r0));
        s21 = f64x2.add(s21, f64x2.mul(l2, r1));
        s30 = f64x2.add(s30, f64x2.mul(l3, r0));
        s31 = f64x2.add(s31, f64x2.mul(l3, r1));
      }
      v128.store(tile, s00);
      v128.store(tile, s01, 16);
      v128.store(tile + stride, s10);
      v128.store(tile + stride, s11, 16);
      v128.store(tile + 2 * stride, s20);
      v128.store(tile + 2 * stride, s21, 16);
      v128.store(tile + 3 * stride, s30);
      v128.store(tile + 3 * stride, s31, 16);
    }
  }
}

/** Projects the rows of a centred block on `m` directions, given as `directions`, width x m with m
 * even; rows must be a multiple of 4. Each sum takes its columns one after another. */
export function project(block: usize, directions: usize, target: usize, rows: i32, width: i32, m: i32): void {
  const stride = <usize>m << 3, across = <usize>width << 3;
  for (let i = 0; i < rows; i += 4) {
    let k = 0;
    for (; k + 4 <= m; k += 4) {
      let s00 = f64x2.splat(0), s01 = s00, s10 = s00, s11 = s00;
      let s20 = s00, s21 = s00, s30 = s00, s31 = s00;
      let row = block + (<usize>(i * width) << 3);
      let direction = directions + (<usize>k << 3);
      for (let c = 0; c < width; c++, row += 8, direction += stride) {
        const d0 = v128.load(direction), d1 = v128.load(direction, 16);
        const r0 = v128.load64_splat(row), r1 = v128.load64_splat(row + across);
        const r2 = v128.load64_splat(row + 2 * across), r3 = v128.load64_splat(row + 3 * across);
        s00 = f64x2.add(s00, f64x2.mul(r0, d0));
        s01 = f64x2.add(s01, f64x2.mul(r0, d1));
        s10 = f64x2.add(s10, f64x2.mul(r1, d0));
        s11 = f64x2.add(s11, f64x2.mul(r1, d1));
        s20 = f64x2.add(s20, f64x2.mul(r2, d0));
        s21 = f64x2.add(s21, f64x2.mul(r2, d1));
        s30 = f64x2.add(s30, f64x2.mul(r3, d0));
        s31 = f64x2.add(s31, f64x2.mul(r3, d1));
      }
      const to = target + (<usize>(i * m + k) << 3);
      v128.store(to, s00);
      v128.store(to, s01, 16);
      v128.store(to + stride, s10);
      v128.store(to + stride, s11, 16);
      v128.store(to + 2 * stride, s20);
      v128.store(to + 2 * stride, s21, 16);
      v128.store(to + 3 * stride, s30);
      v128.store(to + 3 * stride, s31, 16);
    }
    if (k < m) projectOnTwo(block + (<usize>(i * width) << 3), directions + (<usize>k << 3), target + (<usize>(i * m + k) << 3), width, m);
  }
}

/** The same of four rows and two directions. */
function projectOnTwo(row: usize, direction: usize, target: usize, width: i32, m: i32): void {
  const stride = <usize>m << 3, across = <usize>width << 3;
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (let c = 0; c < width; c++, row += 8, direction += stride) {
    const d = v128.load(direction);
    s0 = f64x2.add(s0, f64x2.mul(v128.load64_splat(row), d));
    s1 = f64x2.add(s1, f64x2.mul(v128.load64_splat(row + across), d));
    s2 = f64x2.add(s2, f64x2.mul(v128.load64_splat(row + 2 * across), d));
    s3 = f64x2.add(s3, f64x2.mul(v128.load64_splat(row + 3 * across), d));
  }
  v128.store(target, s0);
  v128.store(target + stride, s1);
  v128.store(target + 2 * stride, s2);
  v128.store(target + 3 * stride, s3);
}

/** Adds the rows of a block to `sums` (width), one after another. */
export function addRows(block: usize, sums: usize, rows: i32, width: i32): void {
  const stride = <usize>width << 3;
  for (let c = 0; c < width; c += 4) {
    const at = sums + (<usize>c << 3);
    let s0 = v128.load(at), s1 = v128.load(at, 16);
    let row = block + (<usize>c << 3);
    for (let i = 0; i < rows; i++, row += stride) {
      s0 = f64x2.add(s0, v128.load(row));
      s1 = f64x2.add(s1, v128.load(row, 16));
    }
    v128.store(at, s0);
    v128.store(at, s1, 16);
  }
}

/** Closes the gaps of rows of `width` numbers of which the first `m` count, in place. */
export function pack(block: usize, rows: i32, width: i32, m: i32): void {
  for (let i = 1; i < rows; i++) {
    memory.copy(block + (<usize>(i * m) << 3), block + (<usize>(i * width) << 3), <usize>m << 3);
  }
}
