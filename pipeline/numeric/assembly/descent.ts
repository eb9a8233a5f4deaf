/** Kernels of nearest-neighbour descent: neighbours of neighbours are tried as neighbours. AssemblyScript. */

/** Squared distance of two rows of `bytes` bytes (a multiple of 16), lane by lane, lanes in pairs. */
function squareBetween(left: usize, right: usize, bytes: usize): f32 {
  let sum = f32x4.splat(0);
  for (let c: usize = 0; c < bytes; c += 16) {
    const gap = f32x4.sub(v128.load(left + c), v128.load(right + c));
    sum = f32x4.add(sum, f32x4.mul(gap, gap));
  }
  return (f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1)) +
    (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3));
}

/** Puts a row in another's list if it is nearer than the list's last and not there yet; it is then
 * fresh. Returns 1 if it was put in. */
function offer(indices: usize, squares: usize, fresh: usize, k: i32, row: i32, other: i32, square: f32): i32 {
  const list = <usize>(row * k) << 2;
  const numbers = indices + list, lengths = squares + list, marks = fresh + list;
  let slot = <usize>(k - 1) << 2;
  if (!(square < f32.load(lengths + slot))) return 0;
  for (let at: usize = 0; at <= slot; at += 4) {
    if (i32.load(numbers + at) == other) return 0;
  }
  for (; slot > 0 && f32.load(lengths + slot - 4) > square; slot -= 4) {
    f32.store(lengths + slot, f32.load(lengths + slot - 4));
    i32.store(numbers + slot, i32.load(numbers + slot - 4));
    i32.store(marks + slot, i32.load(marks + slot - 4));
  }
  f32.store(lengths + slot, square);
  i32.store(numbers + slot, other);
  i32.store(marks + slot, 1);
  return 1;
}

/** Measures a row against `count` others and offers each to the other. Returns how many were put in. */
function meet(
  rows: usize, bytes: usize, indices: usize, squares: usize, fresh: usize, k: i32,
  row: i32, others: usize, count: i32,
): i32 {
  let changes: i32 = 0;
  const left = rows + <usize>row * bytes;
  for (let i: i32 = 0; i < count; i++) {
    const other = i32.load(others + (<usize>i << 2));
    if (other == row) continue;
    const square = squareBetween(left, rows + <usize>other * bytes, bytes);
    changes += offer(indices, squares, fresh, k, row, other, square);
    changes += offer(indices, squares, fresh, k, other, row, square);
  }
  return changes;
}

/** Lets all rows of a group meet. Rows have `bytes` bytes, a multiple of 16. */
export function meetAll(
  rows: usize, bytes: usize, indices: usize, squares: usize, fresh: usize, k: i32, group: usize, count: i32,
): i32 {
  let changes: i32 = 0;
  for (let i: i32 = 0; i < count; i++) {
    const rest = group + (<usize>i << 2);
    changes += meet(rows, bytes, indices, squares, fresh, k, i32.load(rest), rest + 4, count - i - 1);
  }
  return changes;
}

/** Lets the candidates of each row from..to-1 meet: fresh ones each other and the old ones.
 * Each row has room for `most` fresh and `most` old candidates; `counts` says, for the fresh of all
 * n rows and then for the old, how many came. */
export function meetCandidates(
  rows: usize, bytes: usize, indices: usize, squares: usize, fresh: usize, k: i32,
  candidates: usize, counts: usize, most: i32, n: i32, from: i32, to: i32,
): i32 {
  let changes: i32 = 0;
  for (let row = from; row < to; row++) {
    const news = candidates + (<usize>(row * most) << 2), olds = news + (<usize>(n * most) << 2);
    const newCount = min(most, i32.load(counts + (<usize>row << 2)));
    const oldCount = min(most, i32.load(counts + (<usize>(n + row) << 2)));
    changes += meetAll(rows, bytes, indices, squares, fresh, k, news, newCount);
    for (let i: i32 = 0; i < newCount; i++) {
      const first = i32.load(news + (<usize>i << 2));
      changes += meet(rows, bytes, indices, squares, fresh, k, first, olds, oldCount);
    }
  }
  return changes;
}

/** Adds a candidate where there is room, else in place of a random one, so that all who come have the
 * same chance. Returns the generator's next state. */
function enlist(candidates: usize, count: usize, most: i32, candidate: i32, state: i32): i32 {
  const came = i32.load(count);
  i32.store(count, came + 1);
  let slot = came;
  let random = state;
  if (came >= most) {
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    slot = <i32>((<u64><u32>random * <u64>(came + 1)) >> 32);
  }
  if (slot < most) i32.store(candidates + (<usize>slot << 2), candidate);
  return random;
}

/** Makes the rows from..to-1 and those in their lists candidates of each other. */
export function gather(
  indices: usize, fresh: usize, k: i32, candidates: usize, counts: usize, most: i32, state: usize,
  n: i32, from: i32, to: i32,
): void {
  let random = i32.load(state);
  for (let row = from; row < to; row++) {
    for (let at = row * k; at < (row + 1) * k; at++) {
      const other = i32.load(indices + (<usize>at << 2));
      if (other < 0) continue;
      const kind = i32.load(fresh + (<usize>at << 2)) ? 0 : n;
      const own = kind + row, theirs = kind + other;
      random = enlist(candidates + (<usize>(own * most) << 2), counts + (<usize>own << 2), most, other, random);
      random = enlist(candidates + (<usize>(theirs * most) << 2), counts + (<usize>theirs << 2), most, row, random);
    }
  }
  i32.store(state, random);
}

/** Ends the freshness of those in the lists of rows from..to-1 that are candidates now. */
export function settle(
  indices: usize, fresh: usize, k: i32, candidates: usize, counts: usize, most: i32, from: i32, to: i32,
): void {
  for (let row = from; row < to; row++) {
    const own = candidates + (<usize>(row * most) << 2);
    const count = min(most, i32.load(counts + (<usize>row << 2)));
    for (let at = row * k; at < (row + 1) * k; at++) {
      const other = i32.load(indices + (<usize>at << 2));
      for (let i: i32 = 0; i < count; i++) {
        if (i32.load(own + (<usize>i << 2)) == other) i32.store(fresh + (<usize>at << 2), 0);
      }
    }
  }
}
