/** Kernels of all pairs of rows: their squared distances in 64 bits, tile by tile. AssemblyScript. */

/** Squared distances of four rows to four rows, each four packed as d x 4, to four rows of `target`,
 * `stride` bytes apart. Sixteen sums stay in registers; each takes its columns one after another. */
export function measureTile(rows: usize, others: usize, target: usize, stride: usize, d: i32): void {
  let s00 = f64x2.splat(0), s01 = f64x2.splat(0), s10 = f64x2.splat(0), s11 = f64x2.splat(0);
  let s20 = f64x2.splat(0), s21 = f64x2.splat(0), s30 = f64x2.splat(0), s31 = f64x2.splat(0);
  for (let c = 0; c < d; c++, rows += 32, others += 32) {
    const o0 = v128.load(others), o1 = v128.load(others, 16);
    let row = v128.load64_splat(rows);
    let gap = f64x2.sub(row, o0);
    s00 = f64x2.add(s00, f64x2.mul(gap, gap));
    gap = f64x2.sub(row, o1);
    s01 = f64x2.add(s01, f64x2.mul(gap, gap));
    row = v128.load64_splat(rows, 8);
    gap = f64x2.sub(row, o0);
    s10 = f64x2.add(s10, f64x2.mul(gap, gap));
    gap = f64x2.sub(row, o1);
    s11 = f64x2.add(s11, f64x2.mul(gap, gap));
    row = v128.load64_splat(rows, 16);
    gap = f64x2.sub(row, o0);
    s20 = f64x2.add(s20, f64x2.mul(gap, gap));
    gap = f64x2.sub(row, o1);
    s21 = f64x2.add(s21, f64x2.mul(gap, gap));
    row = v128.load64_splat(rows, 24);
    gap = f64x2.sub(row, o0);
    s30 = f64x2.add(s30, f64x2.mul(gap, gap));
    gap = f64x2.sub(row, o1);
    s31 = f64x2.add(s31, f64x2.mul(gap, gap));
  }
  v128.store(target, s00);
  v128.store(target, s01, 16);
  target += stride;
  v128.store(target, s10);
  v128.store(target, s11, 16);
  target += stride;
  v128.store(target, s20);
  v128.store(target, s21, 16);
  target += stride;
  v128.store(target, s30);
  v128.store(target, s31, 16);
}

/** Distances of the rows of panel `panel` to those of all panels up to it: four rows of
 * 4 (panel + 1) numbers. */
export function measurePanel(panels: usize, target: usize, d: i32, panel: i32): void {
  const size = <usize>d << 5, stride = <usize>(panel + 1) << 5;
  const rows = panels + <usize>panel * size;
  for (let p = 0; p <= panel; p++) {
    measureTile(rows, panels + <usize>p * size, target + (<usize>p << 5), stride, d);
  }
  const end = target + 4 * stride;
  for (let at = target; at < end; at += 16) v128.store(at, f64x2.sqrt(v128.load(at)));
}
