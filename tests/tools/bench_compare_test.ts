/** Tests of how the benchmark's ratios are held against those of the last results. Runs in Deno. */

import assert from "node:assert/strict";
import { compareRatios, comparisonTable } from "../../bench/compare.ts";

const LAST = await Deno.readTextFile(new URL("../../bench/RESULTS.md", import.meta.url));

/** The first ratio that the results tell of a work. */
function lastOf(name: string): number {
  const row = LAST.split("\n").find((line) => line.startsWith(`| \`${name}\``))!;
  return Number(/x (\d\.\d+)/.exec(row)![1]);
}

Deno.test("a ratio within 1.3 times the last one is no loss, one beyond is", () => {
  const last = lastOf("kmeans-blobs");
  const now = (times: number) => ({
    name: "kmeans-blobs",
    ratio: `x ${(times * last).toFixed(4)} (sklearn)`,
  });
  assert.deepEqual(
    [0.5, 1, 1.29, 1.31, 3].map((times) => compareRatios(now(times), LAST)[0].isWorse),
    [false, false, false, true, true],
  );
  assert.equal(compareRatios(now(1), LAST)[0].last, last);
});

Deno.test("each of several peers is compared with itself", () => {
  const openpyxl = lastOf("process-seed-survey");
  const ratio = `x 9.000 (calamine), x ${openpyxl} (openpyxl), x 1 (another)`;
  const found = compareRatios({ name: "process-seed-survey", ratio }, LAST);
  assert.deepEqual(found.map(({ peer, isWorse }) => [peer, isWorse]), [
    ["calamine", true],
    ["openpyxl", false],
  ]);
  assert.match(comparisonTable(found), /process-seed-survey \(calamine\) .* worse \|/);
});

Deno.test("what has no peer, or is new, is not compared", () => {
  assert.deepEqual(compareRatios({ name: "growth-pca", ratio: "n^2.5" }, LAST), []);
  assert.deepEqual(compareRatios({ name: "ward-30000", ratio: "" }, LAST), []);
  assert.deepEqual(compareRatios({ name: "brand-new", ratio: "x 5" }, LAST), []);
});
