/** Tests of sums that no order of rows changes. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Engine } from "../../pipeline/engines/engine.ts";
import { openLocalEngine } from "../../pipeline/engines/local/local_engine.ts";
import { drawRows } from "../../pipeline/engines/run/sample.ts";
import { named } from "../../pipeline/engines/rows/expression.ts";
import { addUp, boundsOf, scaleFor } from "../../pipeline/engines/sums/fixed_point.ts";
import { findMoments, findPrincipal } from "../../pipeline/engines/sums/moments.ts";
import { engineParams } from "../support/engine_runs.ts";

Deno.test("sums of any bound and number of rows stay below 2^53, as finely as that allows", () => {
  for (const rows of [1, 3, 1000, 1e6, 1e9]) {
    for (const bound of [0, 1e-12, 0.3, 1, 5, 1e6, 1e15, 1e300]) {
      const scale = scaleFor(bound, rows);
      assert.ok(Number.isInteger(Math.log2(scale)));
      if (bound < 1e15) assert.ok(rows * (bound * scale + 1) < 2 ** 53, `${rows} of ${bound}`);
      const isFinest = scale >= 2 ** 60 || 2 * scale * bound > 2 ** 51 / rows;
      assert.ok(isFinest, `${rows} of ${bound} could be finer than ${scale}`);
    }
  }
  assert.throws(
    () => scaleFor(Infinity, 10),
    /must lie between finite numbers, but go to Infinity/,
  );
});

/** Numbers as an engine holds them. */
async function engineOf(values: readonly (readonly number[])[]): Promise<Engine> {
  const header = values[0].map((_, c) => `c${c}`).join(",");
  const text = [header, ...values.map((row) => row.join(","))].join("\n");
  const bytes = new TextEncoder().encode(text);
  const engine = await openLocalEngine(
    [{ name: "rows.csv", bytes }],
    engineParams().ingest,
    createContext(),
  );
  await engine.code(values[0].map((_, c) => ({
    ...{ as: `c${c}`, column: `c${c}`, answers: null, except: [], range: null },
  })));
  return engine;
}

Deno.test("means, variances and components are right, and the same in any order of rows", async () => {
  const rng = createRng(3);
  const rows = Array.from({ length: 3000 }, () => {
    const level = rng.normal();
    return [0, 1, 2, 3].map((c) => Math.round(1e6 * (level * c + rng.normal())) / 1e6);
  });
  const all = { steps: [], where: [], weight: null };
  const found = [];
  for (const order of [rows, rows.toReversed(), rows.toSorted((a, b) => a[1] - b[1])]) {
    const engine = await engineOf(order);
    const names = rows[0].map((_, c) => `c${c}`);
    const { extremes } = await boundsOf(engine, all, names.map(named));
    const of = names.map((name, c) => ({ name, low: extremes.low[c], high: extremes.high[c] }));
    const moments = await findMoments(engine, all, of);
    found.push({ moments, principal: await findPrincipal(engine, all, { of, wanted: 2 }) });
  }
  assert.deepEqual(found[1], found[0]);
  assert.deepEqual(found[2], found[0]);
  const { moments: { mean, variance }, principal } = found[0];
  for (let c = 0; c < 4; c++) {
    const own = rows.map((row) => row[c]);
    const average = own.reduce((a, b) => a + b, 0) / own.length;
    const squares = own.reduce((sum, value) => sum + (value - average) ** 2, 0) / own.length;
    assert.ok(Math.abs(mean[c] - average) < 1e-10);
    assert.ok(Math.abs(variance[c] - squares) < 1e-10);
  }
  const [first] = principal.components;
  const scores = rows.map((row) => row.reduce((sum, x, c) => sum + (x - mean[c]) * first[c], 0));
  const spread = scores.reduce((sum, score) => sum + score * score, 0) / (rows.length - 1);
  assert.ok(Math.abs(spread / principal.explainedVariance[0] - 1) < 1e-9);
});

Deno.test("a sum is that of whole numbers, whichever way they are added", async () => {
  const values = [[0.1], [0.2], [0.3], [-0.6], [1e9], [-1e9], [0.7]];
  const engine = await engineOf(values);
  const summands = [{ of: named("c0"), bound: 1e9 }];
  const { sums } = await addUp(engine, { steps: [], where: [], group: null, groups: 1, summands });
  const scale = scaleFor(1e9, values.length);
  const exact = values.reduce((sum, [x]) => sum + BigInt(Math.floor(x * scale + 0.5)), 0n);
  assert.equal(sums[0][0], Number(exact) / scale);
});

Deno.test("a sample is drawn by the seed, each row as likely as any other", () => {
  const draw = (seed: number) => drawRows(50, 10, createRng(seed));
  assert.deepEqual(draw(1), draw(1));
  const counts = new Float64Array(50);
  for (let seed = 0; seed < 2000; seed++) {
    const rows = draw(seed);
    assert.equal(new Set(rows).size, 10);
    assert.deepEqual([...rows], [...rows].sort((a, b) => a - b));
    for (const row of rows) counts[row]++;
  }
  // 2000 draws of 10 of 50: 400 each, standard deviation 17.9.
  for (const count of counts) assert.ok(Math.abs(count - 400) < 90, `${count}`);
  assert.deepEqual([...drawRows(4, 10, createRng(1))], [0, 1, 2, 3]);
});
