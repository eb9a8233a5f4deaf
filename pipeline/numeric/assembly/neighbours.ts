/** Kernels of nearest neighbours: all pairs in 32 bits, the near ones again in 64. AssemblyScript. */

/** Bytes of a tile of panels, which stays in the first-level cache. */
const TILE: i32 = 1 << 15;
const MOST: f64 = f64.MAX_VALUE;
/** More than what results below the least normal 32-bit number lose. */
const TINY: f64 = 1e-37;
/** Covers the rounding of a limit to 32 bits. */
const UP: f64 = 1 / 4194304.0;

/** Compares `count` rows (a multiple of 4) with panels from..to-1 of 8 rows each and keeps the k nearest
 * of each row's list. `rows` and `exact` are in 64 bits; `panels` holds 8 rows' numbers column by
 * column, `norms` half of their squared lengths, `rounded` 4 compared rows' numbers column by column.
 * A pair is measured in 64 bits unless norm - product is above the row's limit, which is half of the
 * farthest kept square plus the row's base. `own` is the row to pass over. */
export function scan(
  rows: usize, panels: usize, norms: usize, exact: usize, rounded: usize, bases: usize,
  limits: usize, nearest: usize, found: usize, own: usize,
  n: i32, d: i32, k: i32, count: i32, from: i32, to: i32,
): void {
  const tile = max(1, TILE / (d << 5));
  for (let first = from; first < to; first += tile) {
    const end = min(to, first + tile);
    for (let q = 0; q < count; q += 4) {
      const limit = limits + (<usize>q << 2);
      for (let panel = first; panel < end; panel++) {
        let y = panels + (<usize>panel * d << 5);
        let x = rounded + (<usize>q * d << 2);
        const norm = norms + (<usize>panel << 5);
        const low = v128.load(norm), high = v128.load(norm, 16);
        let a0 = low, a1 = high, b0 = low, b1 = high, c0 = low, c1 = high, d0 = low, d1 = high;
        for (const stop = x + (<usize>d << 4); x < stop; x += 16, y += 32) {
          const y0 = v128.load(y), y1 = v128.load(y, 16);
          let splat = v128.load32_splat(x);
          a0 = f32x4.sub(a0, f32x4.mul(splat, y0));
          a1 = f32x4.sub(a1, f32x4.mul(splat, y1));
          splat = v128.load32_splat(x, 4);
          b0 = f32x4.sub(b0, f32x4.mul(splat, y0));
          b1 = f32x4.sub(b1, f32x4.mul(splat, y1));
          splat = v128.load32_splat(x, 8);
          c0 = f32x4.sub(c0, f32x4.mul(splat, y0));
          c1 = f32x4.sub(c1, f32x4.mul(splat, y1));
          splat = v128.load32_splat(x, 12);
          d0 = f32x4.sub(d0, f32x4.mul(splat, y0));
          d1 = f32x4.sub(d1, f32x4.mul(splat, y1));
        }
        // "Not above" rather than "at most": what overflowed to no number is measured too.
        const la = v128.load32_splat(limit), lb = v128.load32_splat(limit, 4);
        const lc = v128.load32_splat(limit, 8), ld = v128.load32_splat(limit, 12);
        a0 = f32x4.gt(a0, la), a1 = f32x4.gt(a1, la), b0 = f32x4.gt(b0, lb), b1 = f32x4.gt(b1, lb);
        c0 = f32x4.gt(c0, lc), c1 = f32x4.gt(c1, lc), d0 = f32x4.gt(d0, ld), d1 = f32x4.gt(d1, ld);
        const far = v128.and(
          v128.and(v128.and(a0, a1), v128.and(b0, b1)),
          v128.and(v128.and(c0, c1), v128.and(d0, d1)),
        );
        if (i32x4.all_true(far)) continue;
        for (let r = 0; r < 4; r++) {
          const left = r == 0 ? a0 : r == 1 ? b0 : r == 2 ? c0 : d0;
          const right = r == 0 ? a1 : r == 1 ? b1 : r == 2 ? c1 : d1;
          const near = (i32x4.bitmask(left) | (i32x4.bitmask(right) << 4)) ^ 255;
          if (near == 0) continue;
          const at = q + r;
          const list = <usize>at * k;
          keep(
            rows, exact + (<usize>at * d << 3), bases + (<usize>at << 3), limits + (<usize>at << 2),
            nearest + (list << 3), found + (list << 2), i32.load(own + (<usize>at << 2)),
            n, d, k, panel << 3, near,
          );
        }
      }
    }
  }
}

/** Measures the rows of a panel that may be near one row, and keeps those that belong in its list. */
function keep(
  rows: usize, exact: usize, base: usize, limit: usize, nearest: usize, found: usize, own: i32,
  n: i32, d: i32, k: i32, first: i32, near: i32,
): void {
  const last = <usize>(k - 1);
  for (; near != 0; near &= near - 1) {
    const row = first + ctz(near);
    if (row >= n || row == own) continue;
    const other = rows + (<usize>row * d << 3);
    let square: f64 = 0;
    for (let c: usize = 0; c < <usize>d << 3; c += 8) {
      const gap = f64.load(exact + c) - f64.load(other + c);
      square += gap * gap;
    }
    square = min(square, MOST);
    if (square >= f64.load(nearest + (last << 3))) continue;
    let slot = last;
    for (; slot > 0 && f64.load(nearest + (slot - 1 << 3)) > square; slot--) {
      f64.store(nearest + (slot << 3), f64.load(nearest + (slot - 1 << 3)));
      i32.store(found + (slot << 2), i32.load(found + (slot - 1 << 2)));
    }
    f64.store(nearest + (slot << 3), square);
    i32.store(found + (slot << 2), row);
    const farthest = f64.load(nearest + (last << 3));
    const bound = farthest / 2 + f64.load(base);
    f32.store(limit, farthest > 0 ? <f32>(bound + abs(bound) * UP + TINY) : -Infinity);
  }
}
