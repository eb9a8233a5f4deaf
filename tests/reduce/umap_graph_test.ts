/** Tests of UMAP's graph, its curve and its start. Runs in Deno. */

import assert from "node:assert/strict";
import { matrix } from "../../pipeline/numeric/matrix.ts";
import { nearestRows } from "../../pipeline/numeric/neighbours.ts";
import { fitCurve, FORCE_ENTRIES, forceTables } from "../../pipeline/reduce/umap/curve.ts";
import {
  type Graph,
  neighbourGraph,
  pruneGraph,
  reachOf,
} from "../../pipeline/reduce/umap/graph.ts";
import { spectralStart } from "../../pipeline/reduce/umap/start.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";
import { assertClose, GOLDEN_POINTS } from "../support/golden.ts";
import { drawSegments } from "../support/segments.ts";
import { endOf } from "../../pipeline/base/steps.ts";
import { UMAP_GOLDEN } from "../support/umap_golden.ts";

Deno.test("fitCurve() gives umap-learn's a and b", () => {
  for (const [minDist, [a, b]] of Object.entries(UMAP_GOLDEN.curves)) {
    const curve = fitCurve(Number(minDist));
    assertClose([curve.a, curve.b], [a, b], 1e-5);
  }
});

Deno.test("forceTables() follow the formulas to 0.0015", () => {
  for (const minDist of [0, 0.1, 0.99]) {
    const { a, b } = fitCurve(minDist);
    const { attract, repel } = forceTables({ a, b });
    assert.deepEqual([attract.length, repel.length], [2 * FORCE_ENTRIES, 2 * FORCE_ENTRIES]);
    for (let s = 1e-9; s < 1e4; s *= 1.037) {
      const octave = Math.floor(Math.log2(s)), start = 2 ** octave;
      const entry = 2 * ((octave + 40) * 32 + Math.floor((s / start - 1) * 32));
      const at = (table: Float32Array) => table[entry] + table[entry + 1] * s;
      const pull = -2 * a * b * s ** (b - 1) / (1 + a * s ** b);
      const push = 2 * b / ((0.001 + s) * (1 + a * s ** b));
      assert.ok(Math.abs(at(attract) - pull) <= 0.0015 * Math.abs(pull), `pull at ${s}`);
      assert.ok(Math.abs(at(repel) - push) <= 0.0015 * push, `push at ${s}`);
    }
  }
});

Deno.test("neighbourGraph() is umap-learn's fuzzy simplicial set", () => {
  const { k, edges } = UMAP_GOLDEN.graph;
  const found: number[][] = [];
  const { starts, columns, weights } = graphOf(GOLDEN_POINTS, k);
  for (let i = 0; i < GOLDEN_POINTS.n; i++) {
    for (let at = starts[i]; at < starts[i + 1]; at++) {
      if (columns[at] > i) found.push([i, columns[at], weights[at]]);
    }
  }
  assert.deepEqual(found.map(([i, j]) => [i, j]), edges.map(([i, j]) => [i, j]));
  assertClose(found.map(([, , weight]) => weight), edges.map(([, , weight]) => weight), 1e-5);
});

Deno.test("reachOf() holds a row's closeness at log2 k, and copes with duplicates", () => {
  const neighbours = endOf(nearestRows({ x: GOLDEN_POINTS, of: null, from: 0, to: 62, k: 8 }));
  const { rhos, sigmas } = endOf(reachOf(neighbours));
  for (let i = 0; i < 62; i++) {
    let sum = 0;
    for (let j = 1; j < 8; j++) {
      const beyond = neighbours.distances[i * 8 + j] - rhos[i];
      sum += beyond > 0 ? Math.exp(-beyond / sigmas[i]) : 1;
    }
    assert.ok(Math.abs(sum - 3) < 1e-4, `row ${i}: ${sum}`);
  }
  const alike = matrix(new Float64Array(20), 20, 1);
  const { weights } = graphOf(alike, 4);
  assert.ok(weights.every((weight) => weight === 1));
});

Deno.test("pruneGraph() leaves out edges under the share of the heaviest", () => {
  const graph: Graph = {
    n: 2,
    starts: Int32Array.of(0, 2, 3),
    columns: Int32Array.of(0, 1, 0),
    weights: Float64Array.of(0.5, 0.049, 0.05),
  };
  const { starts, columns, weights } = pruneGraph(graph, 10);
  assert.deepEqual([[...starts], [...columns], [...weights]], [[0, 1, 2], [0, 0], [0.5, 0.05]]);
});

Deno.test("spectralStart() puts separate pieces at separate places, however many", () => {
  for (const [pieces, m] of [[2, 1], [3, 2], [4, 2], [9, 2], [5, 3]]) {
    const { x, pieceOf } = farPieces(pieces, 20);
    const start = endOf(spectralStart(graphOf(x, 5), x, { m, rng: createRng(1) }));
    assert.ok(start.values.every((value) => value >= -1e-9 && value <= 10 + 1e-9));
    const centres = Array.from({ length: pieces }, () => new Float64Array(m));
    pieceOf.forEach((piece, i) => {
      for (let c = 0; c < m; c++) centres[piece][c] += start.values[i * m + c] / 20;
    });
    for (let p = 0; p < pieces; p++) {
      for (let q = 0; q < p; q++) {
        const gap = Math.hypot(...centres[p].map((value, c) => value - centres[q][c]));
        assert.ok(
          gap > 0.05,
          `${pieces} pieces in ${m} dimensions: ${p} and ${q} are ${gap} apart`,
        );
      }
    }
  }
});

Deno.test("spectralStart() orders a line of rows along the first dimension", () => {
  const n = 200;
  const x = matrix(Float64Array.from({ length: n }, (_, i) => i + 0.3 * Math.sin(i)), n, 1);
  const { values } = endOf(spectralStart(graphOf(x, 6), x, { m: 2, rng: createRng(1) }));
  // Means of 20 rows: a row's place also depends on how many neighbours it has.
  const means = new Float64Array(10);
  for (let i = 0; i < n; i++) means[Math.floor(i / 20)] += values[2 * i] / 20;
  const sorted = [...means].sort((a, b) => a - b);
  assert.deepEqual([...means], means[0] < means[9] ? sorted : sorted.reverse());
});

function graphOf(x: Matrix, k: number): Graph {
  return endOf(neighbourGraph(endOf(nearestRows({ x, of: null, from: 0, to: x.n, k }))));
}

function farPieces(count: number, size: number): { x: Matrix; pieceOf: number[] } {
  const { values, d } = drawSegments({ n: count * size, d: 4, seed: 6 });
  const pieceOf = Array.from({ length: count * size }, (_, i) => i % count);
  const moved = values.map((value, at) =>
    value * 0.01 + (at % d === 0 ? 100 : at % d === 1 ? 37 : 0) * (pieceOf[Math.floor(at / d)] ** 2)
  );
  return { x: matrix(moved, count * size, d), pieceOf };
}
