/** Tests of UMAP's layout: kernel and twin. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { matrix } from "../../pipeline/numeric/matrix.ts";
import { fitCurve } from "../../pipeline/reduce/umap/curve.ts";
import type { Graph } from "../../pipeline/reduce/umap/graph.ts";
import { layOut } from "../../pipeline/reduce/umap/layout.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";

const CURVE = fitCurve(0.1);

Deno.test("layOut() gives equal bits as kernel and as twin, in 1 to 5 dimensions", async () => {
  for (const m of [1, 2, 3, 4, 5]) {
    for (const [rows, columns] of [[60, null], [7, 60], [2, null]] as const) {
      const start = drawMap(rows, m, 1);
      const fixed = columns === null ? null : drawMap(columns, m, 2);
      const graph = drawGraph(rows, columns);
      const run = (kind: "wasm" | "twin") =>
        layOut(
          start,
          graph,
          { curve: CURVE, epochs: 50, rate: 1, fixed, kind },
          createContext({ seed: 3 }),
        );
      const kernel = await run("wasm");
      assert.deepEqual(await run("twin"), kernel, `${m} dimensions, ${rows} rows`);
      assert.ok(kernel.values.every(Number.isFinite));
      assert.notDeepEqual(kernel.values, start.values);
    }
  }
});

Deno.test("layOut() gives equal bits in the plane where rows stand at one place", async () => {
  const start = matrix(new Float64Array(80).fill(5), 40, 2);
  const options = { curve: CURVE, epochs: 30, rate: 1, fixed: null };
  const context = () => createContext({ seed: 3 });
  const graph = drawGraph(40, null);
  const kernel = await layOut(start, graph, { ...options, kind: "wasm" }, context());
  assert.deepEqual(await layOut(start, graph, { ...options, kind: "twin" }, context()), kernel);
});

Deno.test("layOut() pulls linked rows together and pushes others apart", async () => {
  const pairs: Graph = {
    n: 20,
    starts: Int32Array.from({ length: 21 }, (_, i) => i),
    columns: Int32Array.from({ length: 20 }, (_, i) => i ^ 1),
    weights: new Float64Array(20).fill(1),
  };
  const start = drawMap(20, 2, 4);
  const options = { curve: CURVE, epochs: 200, rate: 1, fixed: null };
  const { values } = await layOut(start, pairs, options, createContext({ seed: 1 }));
  const gap = (i: number, j: number) =>
    Math.hypot(values[2 * i] - values[2 * j], values[2 * i + 1] - values[2 * j + 1]);
  for (let i = 0; i < 20; i += 2) {
    for (let j = 0; j < 20; j++) {
      if (j === i || j === i + 1) continue;
      assert.ok(gap(i, i + 1) < gap(i, j), `${i} is nearer to its partner than to ${j}`);
    }
  }
});

Deno.test("layOut() hears a cancel between blocks of edges", async () => {
  const abort = new AbortController();
  const context = createContext({ seed: 1, signal: abort.signal });
  setTimeout(() => abort.abort(new Error("no longer wanted")), 60);
  const options = { curve: CURVE, epochs: 1_000_000, rate: 1, fixed: null };
  const began = performance.now();
  await assert.rejects(layOut(drawMap(60, 2, 1), drawGraph(60, null), options, context), {
    message: "no longer wanted",
  });
  assert.ok(performance.now() - began < 5_000);
});

function drawMap(n: number, m: number, seed: number): Matrix {
  const rng = createRng(seed);
  return matrix(Float64Array.from({ length: n * m }, () => 10 * rng.uniform()), n, m);
}

/** Every row is linked to others: rows of its own, or of a fixed map's. */
function drawGraph(rows: number, columns: number | null): Graph {
  const rng = createRng(9);
  const starts = new Int32Array(rows + 1);
  const ends: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < (columns ?? rows); j++) {
      if ((columns === null && i === j) || (rows > 2 && rng.uniform() < 0.8)) continue;
      ends.push(j);
    }
    starts[i + 1] = ends.length;
  }
  const weights = Float64Array.from(ends, () => 0.01 + 0.99 * rng.uniform());
  return { n: rows, starts, columns: Int32Array.from(ends), weights };
}
