/** Kernels of Ward's and single linkage: the nearest group by centroids, bounded in 16 bits, decided in 64. AssemblyScript. */

/** Places of the addresses and lengths in the table that every function is given. */
const CENTROIDS = 0, MEANS = 4, BLOCKS = 8, SCALES = 12, NORMS = 16, ERRORS = 20, SIZES = 24, IDS = 28;
const BOUNDS = 32, QUERY = 36, WIDTH = 40, STEPS = 44, COUNT = 48, REACHES = 52, LIMITS = 56, UNIT = 64, NEAREST = 72;

/** Groups of a block: four vectors of four. */
const BLOCK: i32 = 16;
/** Largest length of a group's whole numbers: products of two then fit in 31 bits, by Cauchy-Schwarz,
 * also after rounding of up to 400,000 columns. */
const MOST_LENGTH: f64 = 46000;
const MOST_WHOLE: f64 = 32767;
/** Norm of a place without a group, far above those of groups, which are at most 1. */
const NOWHERE: f32 = 1e30;
/** Rounding of a squared distance in 32 bits is below this share of both squared norms. */
const ROUNDING: f32 = 1.0 / 524288.0;
/** Rounding of a bound after that, and what a bound's underflow may hide. */
const SLACK: f64 = 1.0 + 1.0 / 131072.0;
const UNDERFLOW: f64 = 1e-35;

function field(table: usize, at: usize): usize {
  return <usize>load<u32>(table + at);
}

/** Address of a group's first pair of whole numbers; its pairs are 64 bytes apart. */
function pairsAt(table: usize, place: i32): usize {
  const steps = load<i32>(table + STEPS);
  return field(table, BLOCKS) + (<usize>((place >> 4) * steps) << 6) + (<usize>(place & 15) << 2);
}

/** Puts a centroid at a place: whole numbers with their scale, squared norm and error. */
export function place(table: usize, id: i32, at: i32, size: f32): void {
  const d = load<i32>(table + WIDTH), unit = f64.load(table + UNIT);
  const centroid = field(table, CENTROIDS) + (<usize>(id * d) << 3), means = field(table, MEANS);
  let most: f64 = 0, square: f64 = 0;
  for (let c = 0; c < d; c++) {
    const value = (f64.load(centroid + (<usize>c << 3)) - f64.load(means + (<usize>c << 3))) * unit;
    square += value * value;
    most = Math.max(most, Math.abs(value));
  }
  const scale = <f32>(Math.max(most / MOST_WHOLE, Math.sqrt(square) / MOST_LENGTH) * SLACK);
  const wide = <f64>scale, inverse = wide > 0 ? 1 / wide : 0;
  const pairs = pairsAt(table, at);
  let norm: f64 = 0, error: f64 = 0;
  for (let c = 0; c < d; c++) {
    const value = (f64.load(centroid + (<usize>c << 3)) - f64.load(means + (<usize>c << 3))) * unit;
    const whole = Math.floor(value * inverse + 0.5);
    store<i16>(pairs + (<usize>(c >> 1) << 6) + (<usize>(c & 1) << 1), <i16><i32>whole);
    norm += whole * whole;
    const gap = value - wide * whole;
    error += gap * gap;
  }
  const offset = <usize>at << 2;
  store<f32>(field(table, SCALES) + offset, scale);
  store<f32>(field(table, NORMS) + offset, <f32>(norm * wide * wide));
  store<f32>(field(table, ERRORS) + offset, <f32>(Math.sqrt(error) * SLACK));
  store<f32>(field(table, SIZES) + offset, size);
  store<i32>(field(table, IDS) + offset, id);
}

/** Empties a place, so that no group is ever near it. */
export function vacate(table: usize, at: i32): void {
  const offset = <usize>at << 2;
  store<f32>(field(table, SCALES) + offset, 0);
  store<f32>(field(table, NORMS) + offset, NOWHERE);
  store<f32>(field(table, ERRORS) + offset, 0);
  store<f32>(field(table, SIZES) + offset, 1);
  store<i32>(field(table, IDS) + offset, -1);
}

/** Merges the group at place `from` into the one at `to`, and fills `from` with the last group. */
export function merge(table: usize, from: i32, to: i32): void {
  const d = load<i32>(table + WIDTH), ids = field(table, IDS), sizes = field(table, SIZES);
  const fromSize = load<f32>(sizes + (<usize>from << 2)), toSize = load<f32>(sizes + (<usize>to << 2));
  const id = load<i32>(ids + (<usize>to << 2));
  const share = <f64>fromSize / <f64>(fromSize + toSize);
  let target = field(table, CENTROIDS) + (<usize>(id * d) << 3);
  let source = field(table, CENTROIDS) + (<usize>(load<i32>(ids + (<usize>from << 2)) * d) << 3);
  for (let c = 0; c < d; c++, target += 8, source += 8) {
    const value = f64.load(target);
    f64.store(target, value + (f64.load(source) - value) * share);
  }
  place(table, id, to, fromSize + toSize);
  remove(table, from);
}

/** Fills a place with the last group. */
function remove(table: usize, at: i32): void {
  const last = load<i32>(table + COUNT) - 1;
  if (last != at) move(table, last, at);
  vacate(table, last);
  store<i32>(table + COUNT, last);
}

function move(table: usize, from: i32, to: i32): void {
  const steps = load<i32>(table + STEPS), old = <usize>from << 2, offset = <usize>to << 2;
  let source = pairsAt(table, from), target = pairsAt(table, to);
  for (let s = 0; s < steps; s++, source += 64, target += 64) store<i32>(target, load<i32>(source));
  for (let at = SCALES; at <= IDS; at += 4) {
    const values = field(table, at);
    store<i32>(values + offset, load<i32>(values + old));
  }
}

/** Ward's squared distance of the groups at two places: n m / (n + m) times that of their centroids. */
function distance(table: usize, one: i32, other: i32): f64 {
  const d = load<i32>(table + WIDTH), ids = field(table, IDS), sizes = field(table, SIZES);
  let left = field(table, CENTROIDS) + (<usize>(load<i32>(ids + (<usize>one << 2)) * d) << 3);
  let right = field(table, CENTROIDS) + (<usize>(load<i32>(ids + (<usize>other << 2)) * d) << 3);
  let square: f64 = 0;
  for (let c = 0; c < d; c++, left += 8, right += 8) {
    const gap = f64.load(left) - f64.load(right);
    square += gap * gap;
  }
  const n = <f64>load<f32>(sizes + (<usize>one << 2)), m = <f64>load<f32>(sizes + (<usize>other << 2));
  return square * (n * m / (n + m));
}

/** Bounds the distances of a group to all others: 16 at a time, whose sums stay in registers.
 * @returns The least bound. */
function boundAll(table: usize, at: i32): f32 {
  const steps = load<i32>(table + STEPS), count = load<i32>(table + COUNT);
  const scales = field(table, SCALES), norms = field(table, NORMS), errors = field(table, ERRORS);
  const sizes = field(table, SIZES), bounds = field(table, BOUNDS), query = field(table, QUERY);
  const own = <usize>at << 2;
  const scale = f32x4.splat(2 * load<f32>(scales + own)), norm = v128.load32_splat(norms + own);
  const error = v128.load32_splat(errors + own), size = v128.load32_splat(sizes + own);
  // Not its own neighbour.
  store<f32>(norms + own, NOWHERE);
  let source = pairsAt(table, at);
  for (let s = 0; s < steps; s++, source += 64) store<i32>(query + (<usize>s << 2), load<i32>(source));
  const end = query + (<usize>steps << 2), zero = f32x4.splat(0), rounding = f32x4.splat(ROUNDING);
  let least = f32x4.splat(NOWHERE), pairs = field(table, BLOCKS);
  for (let first = 0; first < count; first += BLOCK) {
    let p0 = i32x4.splat(0), p1 = i32x4.splat(0), p2 = i32x4.splat(0), p3 = i32x4.splat(0);
    for (let q = query; q < end; q += 8, pairs += 128) {
      const two = v128.load64_splat(q);
      let one = v128.shuffle<i32>(two, two, 0, 0, 0, 0);
      p0 = i32x4.add(p0, i32x4.dot_i16x8_s(one, v128.load(pairs)));
      p1 = i32x4.add(p1, i32x4.dot_i16x8_s(one, v128.load(pairs, 16)));
      p2 = i32x4.add(p2, i32x4.dot_i16x8_s(one, v128.load(pairs, 32)));
      p3 = i32x4.add(p3, i32x4.dot_i16x8_s(one, v128.load(pairs, 48)));
      one = v128.shuffle<i32>(two, two, 1, 1, 1, 1);
      p0 = i32x4.add(p0, i32x4.dot_i16x8_s(one, v128.load(pairs, 64)));
      p1 = i32x4.add(p1, i32x4.dot_i16x8_s(one, v128.load(pairs, 80)));
      p2 = i32x4.add(p2, i32x4.dot_i16x8_s(one, v128.load(pairs, 96)));
      p3 = i32x4.add(p3, i32x4.dot_i16x8_s(one, v128.load(pairs, 112)));
    }
    let offset = <usize>first << 2;
    v128.store(bounds + offset, p0);
    v128.store(bounds + offset, p1, 16);
    v128.store(bounds + offset, p2, 32);
    v128.store(bounds + offset, p3, 48);
    for (const stop = offset + 64; offset < stop; offset += 16) {
      const both = f32x4.add(v128.load(norms + offset), norm);
      const products = f32x4.convert_i32x4_s(v128.load(bounds + offset));
      const product = f32x4.mul(f32x4.mul(v128.load(scales + offset), scale), products);
      const square = f32x4.sub(f32x4.sub(both, product), f32x4.mul(both, rounding));
      const root = f32x4.sqrt(f32x4.pmax(square, zero));
      const low = f32x4.pmax(f32x4.sub(root, f32x4.add(v128.load(errors + offset), error)), zero);
      const other = v128.load(sizes + offset);
      const factor = f32x4.div(f32x4.mul(other, size), f32x4.add(other, size));
      const bound = f32x4.mul(f32x4.mul(low, low), factor);
      v128.store(bounds + offset, bound);
      least = f32x4.pmin(least, bound);
    }
  }
  store<f32>(norms + own, f32x4.extract_lane(norm, 0));
  least = f32x4.pmin(least, v128.shuffle<i32>(least, least, 2, 3, 0, 1));
  least = f32x4.pmin(least, v128.shuffle<i32>(least, least, 1, 0, 3, 2));
  return f32x4.extract_lane(least, 0);
}

/** Finds the nearest other group of the one at a place: the least distance in 64 bits, on a tie the
 * group `before`, else the lowest. Writes the squared distance to the table.
 * @returns Its place. */
export function nearest(table: usize, at: i32, before: i32): i32 {
  const bounds = field(table, BOUNDS), ids = field(table, IDS), count = load<i32>(table + COUNT);
  const unit = f64.load(table + UNIT);
  const lowest = boundAll(table, at);
  let found = -1, foundId = -1, least: f64 = Infinity, limit: f32 = lowest;
  // The first pass takes the group of the least bound, whose distance limits the second.
  for (let pass = 0; pass < 2; pass++) {
    const limits = f32x4.splat(limit);
    for (let first = 0; first < count; first += BLOCK) {
      const four = bounds + (<usize>first << 2);
      const low = f32x4.pmin(v128.load(four), v128.load(four, 16));
      const high = f32x4.pmin(v128.load(four, 32), v128.load(four, 48));
      if (!v128.any_true(f32x4.le(f32x4.pmin(low, high), limits))) continue;
      for (let p = first; p < first + BLOCK; p++) {
        if (!(load<f32>(bounds + (<usize>p << 2)) <= limit)) continue;
        const exact = distance(table, at, p), id = load<i32>(ids + (<usize>p << 2));
        const isBetter = exact < least || (exact == least && foundId != before && (id == before || id < foundId));
        if (!isBetter) continue;
        least = exact;
        found = p;
        foundId = id;
      }
      if (pass == 0 && found >= 0) break;
    }
    limit = <f32>(least * unit * unit * SLACK + UNDERFLOW);
  }
  f64.store(table + NEAREST, least);
  return found;
}

/** Takes the row at a place into the tree of single linkage: shortens what the tree is from the rows
 * that are left, fills the place with the last row, and finds the row that is nearest to the tree, on a
 * tie the lowest. `limits` bound `reaches` from above. Writes half its squared distance to the table.
 * @returns Its place, after the filling. */
export function reach(table: usize, at: i32): i32 {
  const reaches = field(table, REACHES), limits = field(table, LIMITS), bounds = field(table, BOUNDS);
  const ids = field(table, IDS), unit = f64.load(table + UNIT), last = load<i32>(table + COUNT) - 1;
  boundAll(table, at);
  for (let first = 0; first <= last; first += 4) {
    const offset = <usize>first << 2;
    if (!v128.any_true(f32x4.le(v128.load(bounds + offset), v128.load(limits + offset)))) continue;
    for (let p = first; p < first + 4 && p <= last; p++) {
      if (p == at || !(load<f32>(bounds + (<usize>p << 2)) <= load<f32>(limits + (<usize>p << 2)))) continue;
      const exact = distance(table, at, p);
      if (!(exact < f64.load(reaches + (<usize>p << 3)))) continue;
      f64.store(reaches + (<usize>p << 3), exact);
      store<f32>(limits + (<usize>p << 2), <f32>(exact * unit * unit * SLACK + UNDERFLOW));
    }
  }
  remove(table, at);
  f64.store(reaches + (<usize>at << 3), f64.load(reaches + (<usize>last << 3)));
  store<f32>(limits + (<usize>at << 2), load<f32>(limits + (<usize>last << 2)));
  let found = 0, least = f64.load(reaches);
  for (let p = 1; p < last; p++) {
    const each = f64.load(reaches + (<usize>p << 3));
    const isBetter = each < least ||
      (each == least && load<i32>(ids + (<usize>p << 2)) < load<i32>(ids + (<usize>found << 2)));
    if (!isBetter) continue;
    least = each;
    found = p;
  }
  f64.store(table + NEAREST, least);
  return found;
}
