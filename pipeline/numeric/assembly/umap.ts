/** Kernels of the UMAP layout: which edges pull in an epoch, and how rows move. AssemblyScript. */

/** Squared distances below 2^-40 share the first piece of a table of forces; there are 32 an octave. */
const LEAST_BITS: i32 = (127 - 40) << 23;
const SHIFT: i32 = 18;
const FIRST_ENTRY: i32 = LEAST_BITS >> SHIFT;
const LAST_ENTRY: i32 = 64 * 32 - 1;
const LIMIT: f32 = 4;

/** The force at a squared distance, from a table of straight pieces (offset and slope). */
function force(table: usize, square: f32): f32 {
  let entry = (reinterpret<i32>(square) >> SHIFT) - FIRST_ENTRY;
  entry = max(0, min(entry, LAST_ENTRY));
  const piece = table + (<usize>entry << 3);
  return f32.load(piece) + f32.load(piece, 4) * square;
}

/** Bounds a move to -4..4 in every dimension. */
function clip(move: v128): v128 {
  return f32x4.pmax(f32x4.splat(-LIMIT), f32x4.pmin(f32x4.splat(LIMIT), move));
}

/** Adds each edge's share to its meter and lists the edges of from..to-1 whose meter ran over 2^31.
 * `from` and `to` are multiples of 4. Returns how many are listed. */
export function dueEdges(meters: usize, shares: usize, due: usize, from: i32, to: i32): i32 {
  let count: i32 = 0;
  const rest = i32x4.splat(0x7fffffff);
  for (let e = from; e < to; e += 4) {
    const at = <usize>e << 2;
    const sum = i32x4.add(v128.load(meters + at), v128.load(shares + at));
    v128.store(meters + at, v128.and(sum, rest));
    const over = i32x4.bitmask(sum);
    if (over == 0) continue;
    // Every edge is written, and only a due one advances: a branch would be guessed wrong too often.
    i32.store(due + (<usize>count << 2), e);
    count += over & 1;
    i32.store(due + (<usize>count << 2), e + 1);
    count += (over >> 1) & 1;
    i32.store(due + (<usize>count << 2), e + 2);
    count += (over >> 2) & 1;
    i32.store(due + (<usize>count << 2), e + 3);
    count += over >> 3;
  }
  return count;
}

/** Moves rows of a map of 2 dimensions along `count` listed edges, one after another: the edge pulls
 * its ends together, then 5 random rows push its head away, all from where the head then is.
 * Tails are rows of `others`, which has `n` rows; they move too where `isMutual`. `states` are those of
 * 5 generators. Four pushes are worked out in the lanes of vectors, the fifth alone. */
export function moveInPlane(
  points: usize, others: usize, heads: usize, tails: usize, due: usize, count: i32,
  attract: usize, repel: usize, states: usize, n: i32, rate: f32, isMutual: i32,
): void {
  let random = v128.load(states);
  let fifth = i32.load(states, 16);
  const step = f32x4.splat(rate), rows = i32x4.splat(n);
  for (let i: i32 = 0; i < count; i++) {
    const edge = <usize>i32.load(due + (<usize>i << 2)) << 2;
    const head = points + (<usize>i32.load(heads + edge) << 3);
    const tail = others + (<usize>i32.load(tails + edge) << 3);
    random = v128.xor(random, i32x4.shl(random, 13));
    random = v128.xor(random, i32x4.shr_u(random, 17));
    random = v128.xor(random, i32x4.shl(random, 5));
    fifth ^= fifth << 13;
    fifth ^= fifth >>> 17;
    fifth ^= fifth << 5;
    const low = i64x2.extmul_low_i32x4_u(random, rows), high = i64x2.extmul_high_i32x4_u(random, rows);

    let place = v128.load64_zero(head);
    const other = v128.load64_zero(tail);
    let gap = f32x4.sub(place, other);
    let squares = f32x4.mul(gap, gap);
    let square = f32x4.extract_lane(squares, 0) + f32x4.extract_lane(squares, 1);
    const pull = f32x4.mul(clip(f32x4.mul(f32x4.splat(force(attract, square)), gap)), step);
    place = f32x4.add(place, pull);
    // A pushing row may be the head itself: it must stand where the head now is.
    v128.store64_lane(head, place, 0);
    if (isMutual) v128.store64_lane(tail, f32x4.sub(other, pull), 0);

    const row0 = v128.load64_zero(others + (<usize>i32x4.extract_lane(low, 1) << 3));
    const row1 = v128.load64_zero(others + (<usize>i32x4.extract_lane(low, 3) << 3));
    const row2 = v128.load64_zero(others + (<usize>i32x4.extract_lane(high, 1) << 3));
    const row3 = v128.load64_zero(others + (<usize>i32x4.extract_lane(high, 3) << 3));
    const pair01 = v128.shuffle<f32>(row0, row1, 0, 4, 1, 5), pair23 = v128.shuffle<f32>(row2, row3, 0, 4, 1, 5);
    const gapX = f32x4.sub(v128.shuffle<f32>(place, place, 0, 0, 0, 0), v128.shuffle<f32>(pair01, pair23, 0, 1, 4, 5));
    const gapY = f32x4.sub(v128.shuffle<f32>(place, place, 1, 1, 1, 1), v128.shuffle<f32>(pair01, pair23, 2, 3, 6, 7));
    squares = f32x4.add(f32x4.mul(gapX, gapX), f32x4.mul(gapY, gapY));
    let entries = i32x4.sub(i32x4.shr_s(squares, SHIFT), i32x4.splat(FIRST_ENTRY));
    entries = i32x4.max_s(i32x4.splat(0), i32x4.min_s(entries, i32x4.splat(LAST_ENTRY)));
    const piece0 = v128.load64_zero(repel + (<usize>i32x4.extract_lane(entries, 0) << 3));
    const piece1 = v128.load64_zero(repel + (<usize>i32x4.extract_lane(entries, 1) << 3));
    const piece2 = v128.load64_zero(repel + (<usize>i32x4.extract_lane(entries, 2) << 3));
    const piece3 = v128.load64_zero(repel + (<usize>i32x4.extract_lane(entries, 3) << 3));
    const force01 = v128.shuffle<f32>(piece0, piece1, 0, 4, 1, 5), force23 = v128.shuffle<f32>(piece2, piece3, 0, 4, 1, 5);
    const forces = f32x4.add(
      v128.shuffle<f32>(force01, force23, 0, 1, 4, 5),
      f32x4.mul(v128.shuffle<f32>(force01, force23, 2, 3, 6, 7), squares),
    );
    const pushX = clip(f32x4.mul(forces, gapX)), pushY = clip(f32x4.mul(forces, gapY));
    // Lanes in pairs: (0 + 1, 2 + 3), then these together; x in lane 0, y in lane 1.
    const sums = f32x4.add(v128.shuffle<f32>(pushX, pushY, 0, 2, 4, 6), v128.shuffle<f32>(pushX, pushY, 1, 3, 5, 7));
    let pushes = f32x4.add(v128.shuffle<f32>(sums, sums, 0, 2, 0, 2), v128.shuffle<f32>(sums, sums, 1, 3, 1, 3));

    gap = f32x4.sub(place, v128.load64_zero(others + (<usize>((<u64><u32>fifth * <u64>n) >> 32) << 3)));
    squares = f32x4.mul(gap, gap);
    square = f32x4.extract_lane(squares, 0) + f32x4.extract_lane(squares, 1);
    pushes = f32x4.add(pushes, clip(f32x4.mul(f32x4.splat(force(repel, square)), gap)));
    v128.store64_lane(head, f32x4.add(place, f32x4.mul(pushes, step)), 0);
  }
  v128.store(states, random);
  i32.store(states, fifth, 16);
}

/** Squared distance of two rows of `width` numbers (a multiple of 4), lane by lane, lanes in pairs. */
function squareBetween(left: usize, right: usize, width: usize): f32 {
  let sum = f32x4.splat(0);
  for (let c: usize = 0; c < width << 2; c += 16) {
    const gap = f32x4.sub(v128.load(left + c), v128.load(right + c));
    sum = f32x4.add(sum, f32x4.mul(gap, gap));
  }
  return (f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1)) +
    (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3));
}

/** The same in any number of dimensions: rows of `width` numbers, a multiple of 4, zeros at the end;
 * `pushes` is room for one row. */
export function moveInSpace(
  points: usize, others: usize, heads: usize, tails: usize, due: usize, count: i32,
  attract: usize, repel: usize, states: usize, n: i32, rate: f32, isMutual: i32, width: i32, pushes: usize,
): void {
  const step = f32x4.splat(rate);
  const bytes = <usize>width << 2;
  for (let i: i32 = 0; i < count; i++) {
    const edge = <usize>i32.load(due + (<usize>i << 2)) << 2;
    const head = points + <usize>i32.load(heads + edge) * bytes;
    const tail = others + <usize>i32.load(tails + edge) * bytes;
    const pull = f32x4.splat(force(attract, squareBetween(head, tail, width)));
    for (let c: usize = 0; c < bytes; c += 16) {
      const place = v128.load(head + c), other = v128.load(tail + c);
      const move = f32x4.mul(clip(f32x4.mul(pull, f32x4.sub(place, other))), step);
      v128.store(head + c, f32x4.add(place, move));
      if (isMutual) v128.store(tail + c, f32x4.sub(other, move));
      v128.store(pushes + c, f32x4.splat(0));
    }
    for (let state = states; state < states + 20; state += 4) {
      let random = i32.load(state);
      random ^= random << 13;
      random ^= random >>> 17;
      random ^= random << 5;
      i32.store(state, random);
      const row = others + <usize>((<u64><u32>random * <u64>n) >> 32) * bytes;
      const push = f32x4.splat(force(repel, squareBetween(head, row, width)));
      for (let c: usize = 0; c < bytes; c += 16) {
        const gap = f32x4.sub(v128.load(head + c), v128.load(row + c));
        v128.store(pushes + c, f32x4.add(v128.load(pushes + c), clip(f32x4.mul(push, gap))));
      }
    }
    for (let c: usize = 0; c < bytes; c += 16) {
      const move = f32x4.mul(v128.load(pushes + c), step);
      v128.store(head + c, f32x4.add(v128.load(head + c), move));
    }
  }
}
