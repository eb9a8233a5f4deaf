/** All eigenvectors of a symmetric matrix, by way of a tridiagonal one. Runs in Deno and browsers. */

/** Eigenvalues, falling, and their unit eigenvectors as rows.
 * Householder's reflections make the matrix tridiagonal, QL steps with implicit shifts diagonal;
 * O(size^3), once, where Jacobi's rotations take some 8 sweeps of as much. Square roots alone, so the
 * same everywhere.
 * @param matrix size x size; it is not changed.
 * @see Golub and Van Loan, Matrix Computations, 2013, section 8.3; the procedures tred2 and tql2 of
 * EISPACK in the form of JAMA.
 */
export function tridiagonalEigen(
  matrix: Float64Array,
  size: number,
): { values: Float64Array; vectors: Float64Array } {
  const rows = Array.from({ length: size }, (_, i) => matrix.slice(i * size, (i + 1) * size));
  const diagonal = new Float64Array(size), beside = new Float64Array(size);
  reduce(rows, diagonal, beside);
  accumulate(rows, diagonal);
  diagonalise(rows, diagonal, beside);
  const order = Array.from({ length: size }, (_, i) => i)
    .sort((i, j) => diagonal[j] - diagonal[i] || i - j);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => vectors.set(rows[from], to * size));
  return { values: Float64Array.from(order, (i) => diagonal[i]), vectors };
}

/** Reflects away what lies off three diagonals, last row first; row i then holds its reflection in
 * the columns of the others, and `diagonal` their weights. */
function reduce(rows: Float64Array[], diagonal: Float64Array, beside: Float64Array): void {
  const size = rows.length;
  for (let j = 0; j < size; j++) diagonal[j] = rows[j][size - 1];
  for (let i = size - 1; i > 0; i--) {
    let scale = 0, weight = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(diagonal[k]);
    if (scale === 0) {
      beside[i] = diagonal[i - 1];
      for (let j = 0; j < i; j++) {
        diagonal[j] = rows[j][i - 1];
        rows[j][i] = rows[i][j] = 0;
      }
    } else {
      for (let k = 0; k < i; k++) {
        diagonal[k] /= scale;
        weight += diagonal[k] * diagonal[k];
      }
      const last = diagonal[i - 1];
      const length = last > 0 ? -Math.sqrt(weight) : Math.sqrt(weight);
      beside[i] = scale * length;
      weight -= last * length;
      diagonal[i - 1] = last - length;
      reflect(rows, { diagonal, beside, i, weight });
    }
    diagonal[i] = weight;
  }
}

/** Applies one reflection from both sides to the first i rows. */
function reflect(
  rows: Float64Array[],
  { diagonal, beside, i, weight }: {
    diagonal: Float64Array;
    beside: Float64Array;
    i: number;
    weight: number;
  },
): void {
  rows[i].set(diagonal.subarray(0, i));
  multiply(rows, { diagonal, beside, i });
  let shared = 0;
  for (let j = 0; j < i; j++) {
    beside[j] /= weight;
    shared += beside[j] * diagonal[j];
  }
  const half = shared / (weight + weight);
  for (let j = 0; j < i; j++) beside[j] -= half * diagonal[j];
  for (let j = 0; j < i; j++) {
    const row = rows[j], left = diagonal[j], right = beside[j];
    for (let k = j; k < i; k++) row[k] -= left * beside[k] + right * diagonal[k];
    diagonal[j] = row[i - 1];
    row[i] = 0;
  }
}

/** The first i rows times `diagonal`, into `beside`, by what lies above their diagonal alone. Two rows at a time,
 * each sum in its order: sums do not wait for each other.
 */
function multiply(
  rows: readonly Float64Array[],
  { diagonal, beside, i }: { diagonal: Float64Array; beside: Float64Array; i: number },
): void {
  beside.fill(0, 0, i);
  let j = 0;
  for (; j + 1 < i; j += 2) {
    const row = rows[j], below = rows[j + 1];
    const own = diagonal[j], next = diagonal[j + 1];
    let sum = beside[j] + row[j] * own + row[j + 1] * next;
    let sumBelow = beside[j + 1] + row[j + 1] * own + below[j + 1] * next;
    for (let k = j + 2; k < i; k++) {
      const value = row[k], valueBelow = below[k], other = diagonal[k];
      sum += value * other;
      sumBelow += valueBelow * other;
      beside[k] = beside[k] + value * own + valueBelow * next;
    }
    beside[j] = sum;
    beside[j + 1] = sumBelow;
  }
  if (j < i) beside[j] += rows[j][j] * diagonal[j];
}

/** Multiplies the reflections into one rotation, and puts the diagonal in place. */
function accumulate(rows: Float64Array[], diagonal: Float64Array): void {
  const size = rows.length, end = size - 1;
  for (let i = 0; i < end; i++) {
    rows[i][end] = rows[i][i];
    rows[i][i] = 1;
    const next = rows[i + 1], weight = diagonal[i + 1];
    if (weight !== 0) {
      for (let k = 0; k <= i; k++) diagonal[k] = next[k] / weight;
      let j = 0;
      for (; j + 3 <= i; j += 4) {
        reflectFour([rows[j], rows[j + 1], rows[j + 2], rows[j + 3]], {
          next,
          diagonal,
          count: i + 1,
        });
      }
      for (; j <= i; j++) {
        const row = rows[j];
        let sum = 0;
        for (let k = 0; k <= i; k++) sum += next[k] * row[k];
        for (let k = 0; k <= i; k++) row[k] -= sum * diagonal[k];
      }
    }
    next.fill(0, 0, i + 1);
  }
  for (let j = 0; j < size; j++) {
    diagonal[j] = rows[j][end];
    rows[j][end] = 0;
  }
  rows[end][end] = 1;
}

/** One reflection of four rows: their sums do not wait for each other. */
function reflectFour(
  [a, b, c, d]: readonly [Float64Array, Float64Array, Float64Array, Float64Array],
  { next, diagonal, count }: { next: Float64Array; diagonal: Float64Array; count: number },
): void {
  let sumA = 0, sumB = 0, sumC = 0, sumD = 0;
  for (let k = 0; k < count; k++) {
    const own = next[k];
    sumA += own * a[k];
    sumB += own * b[k];
    sumC += own * c[k];
    sumD += own * d[k];
  }
  for (let k = 0; k < count; k++) {
    const own = diagonal[k];
    a[k] -= sumA * own;
    b[k] -= sumB * own;
    c[k] -= sumC * own;
    d[k] -= sumD * own;
  }
}

/** QL steps until nothing is left beside the diagonal; the rotations go into the rows. */
function diagonalise(rows: Float64Array[], diagonal: Float64Array, beside: Float64Array): void {
  const size = rows.length;
  beside.copyWithin(0, 1);
  beside[size - 1] = 0;
  let shifted = 0, largest = 0;
  for (let first = 0; first < size; first++) {
    largest = Math.max(largest, Math.abs(diagonal[first]) + Math.abs(beside[first]));
    let last = first;
    while (last < size - 1 && Math.abs(beside[last]) > Number.EPSILON * largest) last++;
    if (last > first) {
      do {
        const before = diagonal[first];
        const ratio = (diagonal[first + 1] - before) / (2 * beside[first]);
        const root = ratio < 0 ? -Math.sqrt(ratio * ratio + 1) : Math.sqrt(ratio * ratio + 1);
        diagonal[first] = beside[first] / (ratio + root);
        diagonal[first + 1] = beside[first] * (ratio + root);
        const shift = before - diagonal[first];
        for (let i = first + 2; i < size; i++) diagonal[i] -= shift;
        shifted += shift;
        step(rows, { diagonal, beside, first, last });
      } while (Math.abs(beside[first]) > Number.EPSILON * largest);
    }
    diagonal[first] += shifted;
    beside[first] = 0;
  }
}

/** One implicit QL step, from the last row up to the first. */
function step(
  rows: Float64Array[],
  { diagonal, beside, first, last }: {
    diagonal: Float64Array;
    beside: Float64Array;
    first: number;
    last: number;
  },
): void {
  const second = diagonal[first + 1], wanted = beside[first + 1];
  let value = diagonal[last];
  let c = 1, c2 = 1, c3 = 1, s = 0, s2 = 0;
  for (let i = last - 1; i >= first; i--) {
    c3 = c2;
    c2 = c;
    s2 = s;
    const g = c * beside[i], h = c * value;
    const length = hypotenuse(value, beside[i]);
    beside[i + 1] = s * length;
    s = beside[i] / length;
    c = value / length;
    value = c * diagonal[i] - s * g;
    diagonal[i + 1] = h + s * (c * g + s * diagonal[i]);
    turn(rows[i], rows[i + 1], { c, s });
  }
  value = -s * s2 * c3 * wanted * beside[first] / second;
  beside[first] = s * value;
  diagonal[first] = c * value;
}

function turn(
  upper: Float64Array,
  lower: Float64Array,
  { c, s }: { c: number; s: number },
): void {
  for (let k = 0; k < upper.length; k++) {
    const own = upper[k], other = lower[k];
    lower[k] = s * own + c * other;
    upper[k] = c * own - s * other;
  }
}

/** Without overflow; `Math.hypot` differs between engines. */
function hypotenuse(a: number, b: number): number {
  const left = Math.abs(a), right = Math.abs(b);
  const larger = Math.max(left, right), smaller = Math.min(left, right);
  if (larger === 0) return 0;
  const ratio = smaller / larger;
  return larger * Math.sqrt(1 + ratio * ratio);
}
