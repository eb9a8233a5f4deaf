/** UMAP's start: eigenvectors of the neighbour graph, piece by piece where it is not connected. Runs in Deno and browsers. */

import { leadingEigenvectors } from "../../numeric/eigenvectors.ts";
import { squaredDistance } from "../../numeric/matrix.ts";
import { portableExp } from "../../numeric/portable_math.ts";
import type { Rng } from "../../base/rng.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import type { Graph } from "./graph.ts";

const TOLERANCE = 1e-5;
const MOST_PRODUCTS = 3000;
/** Above this many pieces their n x n closeness takes longer than it is worth: places are drawn. */
const MOST_PLACED_PIECES = 2000;
const EXTENT = 10;
const NOISE = 1e-4;
const UNIFORMS_A_NORMAL = 12;

/** Places rows where the layout begins: 0..10 in every dimension.
 * A connected graph by the eigenvectors of its normalised Laplacian after the first. Pieces of a
 * graph around places of their own, as far apart as half of the way to the next piece: up to 2 m
 * pieces on the axes, more by the eigenvectors of the closeness of their means. Then noise of
 * standard deviation 0.0001.
 * Where umap-learn takes e^-(distance^2) of the means for their closeness, distances here are first
 * divided by their root mean square: those of surveys would all give 0.
 * Yields some share done.
 * @param x What the graph is of; n x d.
 * @param m Dimensions of the map.
 * @returns n x m.
 * @see umap-learn 0.5.12, spectral_layout, multi_component_layout and noisy_scale_coords.
 */
export function* spectralStart(
  graph: Graph,
  x: Matrix,
  { m, rng }: { m: number; rng: Rng },
): Generator<number, Matrix> {
  const { n } = graph;
  const { pieces, pieceOf, placeOf } = connectedPieces(graph);
  const values = pieces.length === 1
    ? yield* placeWhole(graph, pieces[0], { m, rng, extent: EXTENT })
    : yield* placePieces(graph, x, { pieces, pieceOf, placeOf, m, rng });
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  for (let i = 0; i < values.length; i++) {
    values[i] = (largest > 0 ? values[i] * EXTENT / largest : 0) + NOISE * drawNormal(rng);
  }
  return stretch({ values, n, d: m });
}

function* placePieces(
  graph: Graph,
  x: Matrix,
  { pieces, pieceOf, placeOf, m, rng }: Pieces & { m: number; rng: Rng },
): Generator<number, Float64Array> {
  const values = new Float64Array(graph.n * m);
  const centres = pieces.length > 2 * m
    ? yield* placeMeans(meansOf(x, pieceOf, pieces), { m, rng })
    : axisPlaces(pieces.length, m);
  for (let p = 0; p < pieces.length; p++) {
    const extent = halfWayToNext({ values: centres, n: pieces.length, d: m }, p);
    const placed = yield* placeWhole(pieceGraph(graph, pieces[p], placeOf), pieces[p], {
      m,
      rng,
      extent,
    });
    pieces[p].forEach((row, i) => {
      for (let c = 0; c < m; c++) values[row * m + c] = placed[i * m + c] + centres[p * m + c];
    });
  }
  return values;
}

/** A connected graph's rows within -extent..extent; too few rows for eigenvectors are drawn. */
function* placeWhole(
  graph: Graph,
  { length: n }: Int32Array,
  { m, rng, extent }: { m: number; rng: Rng; extent: number },
): Generator<number, Float64Array> {
  if (n < 2 * m || n <= m + 1) {
    return Float64Array.from({ length: n * m }, () => (2 * rng.uniform() - 1) * extent);
  }
  const { starts, columns, weights } = graph;
  const roots = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let at = starts[i]; at < starts[i + 1]; at++) roots[i] += weights[at];
  }
  for (let i = 0; i < n; i++) roots[i] = Math.sqrt(roots[i]);
  const normalised = weights.slice();
  for (let i = 0; i < n; i++) {
    for (let at = starts[i]; at < starts[i + 1]; at++) {
      normalised[at] /= roots[i] * roots[columns[at]];
    }
  }
  const multiply = (vector: Float64Array, product: Float64Array) => {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let at = starts[i]; at < starts[i + 1]; at++) {
        sum += normalised[at] * vector[columns[at]];
      }
      product[i] = sum;
    }
  };
  const placed = yield* placeByOperator({ n, multiply }, roots, { m, rng });
  const largest = placed.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return placed.map((value) => value / largest * extent);
}

/** The second to the m + 1-th eigenvector of a normalised matrix; the first is known. */
function* placeByOperator(
  operator: { n: number; multiply: (vector: Float64Array, product: Float64Array) => void },
  first: Float64Array,
  { m, rng }: { m: number; rng: Rng },
): Generator<number, Float64Array> {
  const { n } = operator;
  const length = Math.sqrt(first.reduce((sum, value) => sum + value * value, 0));
  const { vectors } = yield* leadingEigenvectors(operator, {
    count: m,
    known: [first.map((value) => value / length)],
    tolerance: TOLERANCE,
    mostProducts: MOST_PRODUCTS,
    rng,
  });
  return Float64Array.from({ length: n * m }, (_, at) => vectors[at % m][Math.floor(at / m)]);
}

/** Pieces' means by the eigenvectors of their closeness; within -1..1. */
function* placeMeans(
  means: Matrix,
  { m, rng }: { m: number; rng: Rng },
): Generator<number, Float64Array> {
  const { n } = means;
  if (n > MOST_PLACED_PIECES || n <= m + 1) {
    return Float64Array.from({ length: n * m }, () => 2 * rng.uniform() - 1);
  }
  const squares = new Float64Array(n * n);
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const square = squaredDistance(means, i, means, j);
      squares[i * n + j] = square;
      total += square;
    }
    yield 0;
  }
  const scale = total > 0 ? total / (n * (n - 1)) : 1;
  const closeness = squares.map((square) => portableExp(-square / scale));
  const roots = new Float64Array(n);
  for (let at = 0; at < n * n; at++) roots[Math.floor(at / n)] += closeness[at];
  for (let i = 0; i < n; i++) roots[i] = Math.sqrt(roots[i]);
  const multiply = (vector: Float64Array, product: Float64Array) => {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += closeness[i * n + j] * vector[j] / roots[j];
      product[i] = sum / roots[i];
    }
  };
  const placed = yield* placeByOperator({ n, multiply }, roots, { m, rng });
  const largest = placed.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return placed.map((value) => value / largest);
}

/** Unit vectors along the first axes, then their opposites. */
function axisPlaces(count: number, m: number): Float64Array {
  const places = new Float64Array(count * m);
  const half = Math.ceil(count / 2);
  for (let p = 0; p < count; p++) places[p * m + p % half] = p < half ? 1 : -1;
  return places;
}

function halfWayToNext(places: Matrix, piece: number): number {
  let least = Infinity;
  for (let other = 0; other < places.n; other++) {
    const square = squaredDistance(places, piece, places, other);
    if (square > 0) least = Math.min(least, square);
  }
  return least === Infinity ? 1 : Math.sqrt(least) / 2;
}

interface Pieces {
  /** Rows of each piece, rising. */
  readonly pieces: Int32Array[];
  /** The piece of each row, and its place among that piece's rows. */
  readonly pieceOf: Int32Array;
  readonly placeOf: Int32Array;
}

/** Connected pieces, by their first row. */
function connectedPieces({ n, starts, columns }: Graph): Pieces {
  const pieceOf = new Int32Array(n).fill(-1);
  const sizes: number[] = [];
  const stack = new Int32Array(n);
  for (let first = 0; first < n; first++) {
    if (pieceOf[first] >= 0) continue;
    let held = 1;
    stack[0] = first;
    pieceOf[first] = sizes.length;
    sizes.push(0);
    while (held > 0) {
      const row = stack[--held];
      sizes[sizes.length - 1]++;
      for (let at = starts[row]; at < starts[row + 1]; at++) {
        if (pieceOf[columns[at]] >= 0) continue;
        pieceOf[columns[at]] = sizes.length - 1;
        stack[held++] = columns[at];
      }
    }
  }
  const pieces = sizes.map((size) => new Int32Array(size));
  const filled = new Int32Array(sizes.length);
  const placeOf = pieceOf.map((piece) => filled[piece]++);
  for (let i = 0; i < n; i++) pieces[pieceOf[i]][placeOf[i]] = i;
  return { pieces, pieceOf, placeOf };
}

/** The graph of one piece alone, its rows numbered anew in their order. */
function pieceGraph(
  { starts, columns, weights }: Graph,
  rows: Int32Array,
  placeOf: Int32Array,
): Graph {
  const edges = rows.reduce((sum, row) => sum + starts[row + 1] - starts[row], 0);
  const own: Graph = {
    n: rows.length,
    starts: new Int32Array(rows.length + 1),
    columns: new Int32Array(edges),
    weights: new Float64Array(edges),
  };
  let end = 0;
  rows.forEach((row, i) => {
    for (let at = starts[row]; at < starts[row + 1]; at++, end++) {
      own.columns[end] = placeOf[columns[at]];
      own.weights[end] = weights[at];
    }
    own.starts[i + 1] = end;
  });
  return own;
}

function meansOf(x: Matrix, pieceOf: Int32Array, pieces: Int32Array[]): Matrix {
  const { n, d, values } = x;
  const means = new Float64Array(pieces.length * d);
  for (let i = 0; i < n; i++) {
    const piece = pieceOf[i];
    for (let c = 0; c < d; c++) means[piece * d + c] += values[i * d + c] / pieces[piece].length;
  }
  return { values: means, n: pieces.length, d };
}

/** Near enough to normal for noise, and without logarithms: twelve uniform numbers less 6. */
function drawNormal(rng: Rng): number {
  let sum = -UNIFORMS_A_NORMAL / 2;
  for (let i = 0; i < UNIFORMS_A_NORMAL; i++) sum += rng.uniform();
  return sum;
}

/** Stretches every dimension to 0..10. */
function stretch({ values, n, d }: Matrix): Matrix {
  for (let c = 0; c < d; c++) {
    let least = Infinity, most = -Infinity;
    for (let at = c; at < values.length; at += d) {
      least = Math.min(least, values[at]);
      most = Math.max(most, values[at]);
    }
    for (let at = c; at < values.length; at += d) {
      values[at] = most > least ? EXTENT * (values[at] - least) / (most - least) : EXTENT / 2;
    }
  }
  return { values, n, d };
}
