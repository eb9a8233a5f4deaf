/** Tests that the search for structure pauses often enough to hear that it is cancelled, by every method. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Features } from "../../pipeline/features/feature_matrix.ts";
import { structure } from "../../pipeline/structure/mod.ts";
import { originalParams } from "../support/original.ts";
import { featuresOf, type MixedColumns } from "../support/mixed_features.ts";

const N = 400;
const COLUMNS = 40;
/** Some milliseconds are the rule; a slow machine takes several times as long. Reading all answers back at
 * once took 150 and more. */
const MOST_MS = 100;
/** The pauses come in the same order each time, so that what another process took is told from work. */
const RUNS = 2;

const METHODS: readonly (readonly [string, object])[] = [
  ["k-means", {}],
  ["bisecting k-means", { method: "bisecting" }],
  ["a tree by Ward", { method: "agglomerative" }],
  ["a tree by average linkage", { method: "agglomerative", linkage: "average" }],
  ["a tree by single linkage", { method: "agglomerative", linkage: "single" }],
  ["a tree by Gower", { method: "agglomerative", linkage: "average", distance: "gower" }],
  ["k-medoids", { method: "kmedoids" }],
  ["k-medoids by Gower", { method: "kmedoids", distance: "gower" }],
  ["k-modes", { method: "kmodes" }],
  ["k-prototypes", { method: "kprototypes" }],
];

/** Every third column a category of five, the others answers from 1 to 5, of four planted kinds. */
function planted(): MixedColumns {
  const rng = createRng(5);
  const kinds = Array.from({ length: N }, () => rng.below(4));
  return Object.fromEntries(
    Array.from({ length: COLUMNS }, (_, c) => {
      const means = Array.from({ length: 4 }, () => 1 + 4 * rng.uniform());
      const answers = kinds.map((kind) =>
        Math.max(1, Math.min(5, Math.round(means[kind] + rng.normal())))
      );
      return c % 3 === 0
        ? [`c${c}`, ["nominal", answers.map((answer) => "abcde"[answer - 1])]]
        : [`q${c}`, ["ordinal", answers]];
    }),
  );
}

/** Milliseconds between every two pauses of a search, the first from its beginning. */
async function gapsOf(x: Features, clustering: object): Promise<number[]> {
  const params = originalParams({
    clustering: { ...clustering, max_clusters: 4 },
    structure: { draws: 19, pairs: 1 },
  });
  const gaps: number[] = [];
  let last = performance.now();
  const checkpoint = (): undefined => {
    const now = performance.now();
    gaps.push(now - last);
    last = now;
  };
  const few = { ...params, structure: { ...params.structure, draws: 1, pairs: 1 } };
  const embedding = { ...x, method: "none" } as const;
  const context = { ...createContext({ seed: 1, workers: 1 }), checkpoint };
  await structure({ features: x, embedding }, few, context);
  return [...gaps, performance.now() - last];
}

Deno.test("structure() pauses every few milliseconds, whatever forms the segments", async (t) => {
  const x = await featuresOf(planted());
  for (const [name, clustering] of METHODS) {
    await t.step(name, async () => {
      let least: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        const gaps = await gapsOf(x, clustering);
        assert.ok(run === 0 || gaps.length === least.length);
        least = gaps.map((gap, at) => run === 0 ? gap : Math.min(gap, least[at]));
      }
      const longest = least.reduce((a, b) => Math.max(a, b));
      console.log(`  ${name}: ${least.length} pauses, the longest wait ${longest.toFixed(0)} ms`);
      assert.ok(longest < MOST_MS, `${longest} ms`);
    });
  }
});
