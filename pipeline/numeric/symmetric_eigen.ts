/** All eigenvectors of a small symmetric matrix, by Jacobi's rotations. Runs in Deno and browsers. */

const MOST_SWEEPS = 60;
const TOLERANCE = 1e-14;

/** Eigenvalues, falling, and their unit eigenvectors as rows.
 * Rotates away one entry after another, row by row, until all off the diagonal are under 1e-14 of
 * the largest on it; O(size^3) a sweep, some 8 sweeps. Square roots alone, so the same everywhere.
 * @param matrix size x size; it is not changed.
 * @see Golub and Van Loan, Matrix Computations, 2013, section 8.5.
 */
export function symmetricEigen(
  matrix: Float64Array,
  size: number,
): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice();
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i++) v[i * size + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let largest = 0, off = 0;
    for (let i = 0; i < size; i++) {
      largest = Math.max(largest, Math.abs(a[i * size + i]));
      for (let j = 0; j < i; j++) off = Math.max(off, Math.abs(a[i * size + j]));
    }
    if (off <= TOLERANCE * largest) break;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) rotate(a, v, { size, p, q });
    }
  }
  const order = Array.from({ length: size }, (_, i) => i)
    .sort((i, j) => a[j * size + j] - a[i * size + i] || i - j);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => vectors.set(v.subarray(from * size, (from + 1) * size), to * size));
  return { values: Float64Array.from(order, (i) => a[i * size + i]), vectors };
}

/** Makes entry (p, q) 0; eigenvectors are rows of v. */
function rotate(
  a: Float64Array,
  v: Float64Array,
  { size, p, q }: { size: number; p: number; q: number },
): void {
  const entry = a[p * size + q];
  if (entry === 0) return;
  const theta = (a[q * size + q] - a[p * size + p]) / (2 * entry);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1), s = t * c;
  for (let i = 0; i < size; i++) {
    const left = a[i * size + p], right = a[i * size + q];
    a[i * size + p] = c * left - s * right;
    a[i * size + q] = s * left + c * right;
  }
  for (let i = 0; i < size; i++) {
    const left = a[p * size + i], right = a[q * size + i];
    a[p * size + i] = c * left - s * right;
    a[q * size + i] = s * left + c * right;
    const first = v[p * size + i], second = v[q * size + i];
    v[p * size + i] = c * first - s * second;
    v[q * size + i] = s * first + c * second;
  }
}
