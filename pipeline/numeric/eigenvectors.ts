/** Leading eigenvectors of a large symmetric matrix, by Lanczos' method with thick restarts. Runs in Deno and browsers. */

import type { Rng } from "../base/rng.ts";
import { symmetricEigen } from "./symmetric_eigen.ts";

/** A symmetric matrix, known by what it does to a vector. */
export interface SymmetricOperator {
  readonly n: number;
  /** Writes the product with a vector. */
  multiply(vector: Float64Array, product: Float64Array): void;
}

/** What to find. */
export interface EigenOptions {
  /** How many, below n less the number of vectors left out. */
  readonly count: number;
  /** Orthonormal eigenvectors already known, which are left out. */
  readonly known: readonly Float64Array[];
  /** Largest norm of the product less the vector times its eigenvalue, for unit vectors. */
  readonly tolerance: number;
  /** Products after which the vectors are taken as they are. */
  readonly mostProducts: number;
  /** Gives the start. */
  readonly rng: Rng;
}

/** Vectors held between two restarts, more only where more are sought. */
const BASIS = 40;
/** A new direction shorter than this against the product lies within the basis. */
const LEAST_DIRECTION = 1e-12;

/** Eigenvectors of the largest eigenvalues, falling; unit length, the largest entry positive (ties:
 * the first). Deterministic for a seed; O(products x n x basis).
 * Yields the share of `mostProducts` used.
 * @see Wu and Simon, Thick-restart Lanczos method for large symmetric eigenvalue problems, 2000,
 * doi:10.1137/S0895479898334605. Every new vector is made orthogonal to all of the basis, twice.
 */
export function* leadingEigenvectors(
  operator: SymmetricOperator,
  { count, known, tolerance, mostProducts, rng }: EigenOptions,
): Generator<number, { vectors: Float64Array[]; values: Float64Array; residual: number }> {
  const { n } = operator;
  const size = Math.min(n - known.length, Math.max(BASIS, 3 * count));
  const basis: Float64Array[] = [randomDirection(n, [...known], rng)];
  const projected = new Float64Array(size * size);
  for (let products = 0;;) {
    let length = 0;
    for (let j = basis.length - 1; j < size; j++, products++) {
      const next = new Float64Array(n);
      operator.multiply(basis[j], next);
      const before = Math.sqrt(dot(next, next));
      removeAll(next, known);
      const parts = removeAll(next, basis);
      removeAll(next, known);
      for (let i = 0; i <= j; i++) projected[i * size + j] = projected[j * size + i] = parts[i];
      length = Math.sqrt(dot(next, next));
      if (length > LEAST_DIRECTION * Math.max(1, before)) scale(next, 1 / length);
      else length = 0;
      if (j + 1 < size) {
        basis.push(length > 0 ? next : randomDirection(n, [...known, ...basis], rng));
      } else basis.push(next);
      yield Math.min(1, products / mostProducts);
    }
    const { values, vectors } = symmetricEigen(projected, size);
    const last = basis[basis.length - 1];
    basis.length--;
    let residual = 0;
    for (let i = 0; i < count; i++) {
      residual = Math.max(residual, length * Math.abs(vectors[i * size + size - 1]));
    }
    const isDone = residual <= tolerance || products >= mostProducts;
    const kept = isDone ? count : Math.min(size - 1, count + (size - count >> 1));
    const found = yield* combine(basis, vectors, kept);
    if (isDone) return { vectors: found.map(orient), values: values.slice(0, count), residual };
    basis.length = 0;
    for (const vector of [...found, last]) basis.push(vector);
    projected.fill(0);
    for (let i = 0; i < kept; i++) projected[i * size + i] = values[i];
  }
}

/** Sums of the basis, with row i of the weights for the i-th sum. */
function* combine(
  basis: Float64Array[],
  weights: Float64Array,
  count: number,
): Generator<number, Float64Array[]> {
  const sums: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    const sum = new Float64Array(basis[0].length);
    basis.forEach((vector, j) => addScaled(sum, vector, weights[i * basis.length + j]));
    sums.push(sum);
    yield 0;
  }
  return sums;
}

/** A random unit vector, orthogonal to given ones. */
function randomDirection(n: number, others: Float64Array[], rng: Rng): Float64Array {
  const vector = new Float64Array(n);
  for (;;) {
    for (let i = 0; i < n; i++) vector[i] = rng.uniform() - 0.5;
    removeAll(vector, others);
    const length = Math.sqrt(dot(vector, vector));
    if (length <= LEAST_DIRECTION) continue;
    scale(vector, 1 / length);
    return vector;
  }
}

/** Takes the parts along orthonormal vectors away, twice for rounding's sake.
 * @returns The parts.
 */
function removeAll(vector: Float64Array, others: readonly Float64Array[]): Float64Array {
  const parts = new Float64Array(others.length);
  for (let pass = 0; pass < 2; pass++) {
    others.forEach((other, i) => {
      const part = dot(vector, other);
      parts[i] += part;
      addScaled(vector, other, -part);
    });
  }
  return parts;
}

/** Four sums side by side, which a processor adds at once. */
function dot(left: Float64Array, right: Float64Array): number {
  const n = left.length, even = n - n % 4;
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  for (let i = 0; i < even; i += 4) {
    s0 += left[i] * right[i];
    s1 += left[i + 1] * right[i + 1];
    s2 += left[i + 2] * right[i + 2];
    s3 += left[i + 3] * right[i + 3];
  }
  for (let i = even; i < n; i++) s0 += left[i] * right[i];
  return (s0 + s1) + (s2 + s3);
}

function addScaled(target: Float64Array, vector: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] += factor * vector[i];
}

function scale(vector: Float64Array, factor: number): void {
  for (let i = 0; i < vector.length; i++) vector[i] *= factor;
}

function orient(vector: Float64Array): Float64Array {
  let largest = 0;
  for (let i = 1; i < vector.length; i++) {
    if (Math.abs(vector[i]) > Math.abs(vector[largest])) largest = i;
  }
  if (vector[largest] < 0) scale(vector, -1);
  return vector;
}
