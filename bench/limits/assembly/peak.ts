/** What this machine does at most in one thread: multiply-adds of 128 bits, and numbers through memory. AssemblyScript. */

/** Twelve chains of multiply-adds hide how long one takes: `rounds` x 12 x 2 numbers of 64 bits. Factor and
 * summand come from memory, since constants would be made anew for each use. */
export function chains64(constants: usize, rounds: i32): f64 {
  const m = v128.load64_splat(constants), a = v128.load64_splat(constants, 8);
  let s0 = f64x2.splat(1), s1 = f64x2.splat(2), s2 = f64x2.splat(3), s3 = f64x2.splat(4);
  let s4 = f64x2.splat(5), s5 = f64x2.splat(6), s6 = f64x2.splat(7), s7 = f64x2.splat(8);
  let s8 = f64x2.splat(9), s9 = f64x2.splat(10), sa = f64x2.splat(11), sb = f64x2.splat(12);
  for (let i = 0; i < rounds; i++) {
    s0 = f64x2.add(f64x2.mul(s0, m), a);
    s1 = f64x2.add(f64x2.mul(s1, m), a);
    s2 = f64x2.add(f64x2.mul(s2, m), a);
    s3 = f64x2.add(f64x2.mul(s3, m), a);
    s4 = f64x2.add(f64x2.mul(s4, m), a);
    s5 = f64x2.add(f64x2.mul(s5, m), a);
    s6 = f64x2.add(f64x2.mul(s6, m), a);
    s7 = f64x2.add(f64x2.mul(s7, m), a);
    s8 = f64x2.add(f64x2.mul(s8, m), a);
    s9 = f64x2.add(f64x2.mul(s9, m), a);
    sa = f64x2.add(f64x2.mul(sa, m), a);
    sb = f64x2.add(f64x2.mul(sb, m), a);
  }
  const low = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  const middle = f64x2.add(f64x2.add(s4, s5), f64x2.add(s6, s7));
  const high = f64x2.add(f64x2.add(s8, s9), f64x2.add(sa, sb));
  const all = f64x2.add(low, f64x2.add(middle, high));
  return f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1);
}

/** Products of pairs of 16 bits, added up in 32: `rounds` x 8 x 8 of them. */
export function chains16(constants: usize, rounds: i32): i32 {
  const m = v128.load(constants);
  let s0 = i32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  for (let i = 0; i < rounds; i++) {
    // Each product has a factor that changes, or the compiler would take it once for all rounds.
    s0 = i32x4.add(s0, i32x4.dot_i16x8_s(m, s1));
    s1 = i32x4.add(s1, i32x4.dot_i16x8_s(m, s2));
    s2 = i32x4.add(s2, i32x4.dot_i16x8_s(m, s3));
    s3 = i32x4.add(s3, i32x4.dot_i16x8_s(m, s4));
    s4 = i32x4.add(s4, i32x4.dot_i16x8_s(m, s5));
    s5 = i32x4.add(s5, i32x4.dot_i16x8_s(m, s6));
    s6 = i32x4.add(s6, i32x4.dot_i16x8_s(m, s7));
    s7 = i32x4.add(s7, i32x4.dot_i16x8_s(m, m));
  }
  const all = i32x4.add(i32x4.add(i32x4.add(s0, s1), i32x4.add(s2, s3)), i32x4.add(i32x4.add(s4, s5), i32x4.add(s6, s7)));
  return i32x4.extract_lane(all, 0);
}

/** target = left + 3 x right, `count` numbers of 64 bits (a multiple of 2). */
export function triad(target: usize, left: usize, right: usize, count: i32): void {
  const three = f64x2.splat(3);
  for (let at: usize = 0; at < <usize>count << 3; at += 16) {
    v128.store(target + at, f64x2.add(v128.load(left + at), f64x2.mul(three, v128.load(right + at))));
  }
}
