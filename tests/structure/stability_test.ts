/** Tests of agreement, assignment, origins and rivals. Runs in Deno. */

import assert from "node:assert/strict";
import {
  adjustedRand,
  type CrossTable,
  crossTable,
  largestJaccard,
} from "../../pipeline/structure/stability/agreement.ts";
import { assignColumns } from "../../pipeline/structure/stability/assignment.ts";
import { originsOf, relabelSeries } from "../../pipeline/structure/stability/origins.ts";
import { bandOf } from "../../pipeline/structure/stability/bands.ts";
import { findRivals, shareElsewhere } from "../../pipeline/structure/stability/rivals.ts";
import { matchShown } from "../../pipeline/structure/stability/shown.ts";
import { createRng } from "../../pipeline/base/rng.ts";

const SHAPE = { rows: 2, columns: 2, weights: null };

Deno.test("adjustedRand() is 1 for equal partitions, below 0 for crossed ones", () => {
  assert.equal(adjustedRand(crossTable([0, 0, 1, 1], [1, 1, 0, 0], SHAPE)), 1);
  // scikit-learn 1.9.1: adjusted_rand_score([0, 0, 1, 1], [0, 1, 0, 1]) and of [0, 0, 1, 2] with 2 columns.
  const crossed = adjustedRand(crossTable([0, 0, 1, 1], [0, 1, 0, 1], SHAPE));
  assert.ok(Math.abs(crossed + 0.5) < 1e-15);
  const three = { rows: 2, columns: 3, weights: null };
  const score = adjustedRand(crossTable([0, 0, 1, 1], [0, 0, 1, 2], three));
  assert.ok(Math.abs(score - 0.5714285714285714) < 1e-15);
});

Deno.test("adjustedRand() takes a weight of 2 for two respondents", () => {
  const weights = Float64Array.of(2, 1, 1, 2);
  const weighted = crossTable([0, 0, 1, 1], [0, 1, 1, 1], { ...SHAPE, weights });
  const twice = crossTable([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 1], SHAPE);
  assert.equal(adjustedRand(weighted), adjustedRand(twice));
});

Deno.test("largestJaccard() finds each segment's best counterpart", () => {
  const table = crossTable([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 1], SHAPE);
  assert.deepEqual([...largestJaccard(table)], [2 / 3, 3 / 4]);
});

Deno.test("assignColumns() finds the best assignment, as trying all does", () => {
  const rng = createRng(4);
  for (let time = 0; time < 50; time++) {
    const rows = 2 + rng.below(3), columns = rows + rng.below(2);
    const cells = Float64Array.from({ length: rows * columns }, () => rng.below(20));
    const found = assignColumns({ cells, rows, columns });
    assert.equal(new Set(found).size, rows);
    const sum = found.reduce((total, column, row) => total + cells[row * columns + column], 0);
    assert.equal(sum, mostOf({ cells, rows, columns }, 0, []));
  }
});

Deno.test("originsOf() is 0 for a segment of one origin and 1 for one of both alike", () => {
  const two = { k: 2, labels: Int32Array.of(0, 0, 0, 1, 1, 1) };
  const three = { k: 3, labels: Int32Array.of(2, 2, 1, 1, 0, 0) };
  const series = relabelSeries([two, three], { first: Int32Array.of(0, 1), weights: null });
  assert.equal(series[1].labels[0], 0);
  assert.equal(series[1].labels[5], 2);
  const [origins] = originsOf(series, null);
  assert.deepEqual([...origins.entropies].map((value) => Math.round(value * 1e12) / 1e12), [
    0,
    1,
    0,
  ]);
  assert.deepEqual([...origins.flows], [2 / 6, 1 / 6, 0, 0, 1 / 6, 2 / 6]);
});

Deno.test("findRivals() tells partitions that fit nearly as well and are others", () => {
  const chosen = { labels: Int32Array.of(0, 0, 1, 1, 0, 1), criterion: 100 };
  const same = { labels: Int32Array.of(1, 1, 0, 0, 1, 0), criterion: 100.5 };
  const other = { labels: Int32Array.of(0, 1, 0, 1, 0, 1), criterion: 100.9 };
  const worse = { labels: Int32Array.of(0, 1, 1, 0, 0, 1), criterion: 102 };
  const rivals = findRivals([chosen, same, other, other, worse], chosen, { k: 2, weights: null });
  assert.equal(rivals.length, 1);
  assert.equal(rivals[0].starts, 2);
  assert.ok(Math.abs(rivals[0].worseBy - 0.009) < 1e-12);
});

Deno.test("shareElsewhere() counts those who change segments, whatever these are called, by weight", () => {
  const chosen = Int32Array.of(0, 0, 0, 1, 1), rival = Int32Array.of(1, 1, 0, 0, 0);
  assert.ok(Math.abs(shareElsewhere(rival, chosen, { k: 2, weights: null }) - 1 / 5) < 1e-12);
  const weights = Float64Array.of(1, 1, 6, 1, 1);
  // By weight the third decides which segments belong together.
  assert.ok(Math.abs(shareElsewhere(rival, chosen, { k: 2, weights }) - 4 / 10) < 1e-12);
  assert.equal(shareElsewhere(chosen, chosen, { k: 2, weights: null }), 0);
});

Deno.test("matchShown() finds segments by their respondents, and none where they are others", () => {
  const judged = [0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2];
  const same = judged.map((segment) => 2 - segment);
  const shape = { k: 3, weights: null };
  assert.deepEqual([...matchShown(same, judged, shape)], [2, 1, 0]);
  // Four of five stay: their Jaccard coefficient is 4 / 5; of the four that the others are now, 3 are left.
  const moved = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2];
  assert.deepEqual([...matchShown(moved, judged, shape)], [0, -1, 2]);
});

Deno.test("bandOf() goes by the lines of clusterboot", () => {
  assert.deepEqual([0.85, 0.84, 0.75, 0.74, 0.6, 0.59].map(bandOf), [
    ...["high", "stable", "stable", "pattern", "pattern", "unstable"],
  ]);
});

function mostOf(table: CrossTable, row: number, taken: readonly number[]): number {
  const { cells, rows, columns } = table;
  if (row === rows) return 0;
  let most = -Infinity;
  for (let c = 0; c < columns; c++) {
    if (taken.includes(c)) continue;
    most = Math.max(most, cells[row * columns + c] + mostOf(table, row + 1, [...taken, c]));
  }
  return most;
}
