/** Tests that the search for structure pauses often enough to hear that it is cancelled, by every method. Runs in Deno. */

import assert from "node:assert/strict";
import process from "node:process";
import { createContext, type StageContext } from "../../pipeline/base/context.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Features } from "../../pipeline/features/feature_matrix.ts";
import {
  gowerTreeClusterer,
  medoidsClusterer,
} from "../../pipeline/structure/methods/by_distances.ts";
import {
  modesClusterer,
  prototypesClusterer,
} from "../../pipeline/structure/methods/by_prototypes.ts";
import { structure } from "../../pipeline/structure/mod.ts";
import { originalParams } from "../support/original.ts";
import { featuresOf, type MixedColumns } from "../support/mixed_features.ts";

const N = 500;
/** Reading all of their answers at once takes longer than is allowed. */
const MANY = 8000;
const COLUMNS = 64;
/** Every so many columns are of categories. */
const CATEGORIES_EVERY = 4;
/** Time of the processor, which other processes do not take; what the platform itself does beside the work
 * counts, too. */
const MOST_MS = 50;
/** The pauses come in the same order each time, so that a collection of memory is told from work. */
const MOST_RUNS = 3;

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

/** Every fourth column a category of five, the others answers from 1 to 5, of four planted kinds. */
function planted(n: number): MixedColumns {
  const rng = createRng(5);
  const kinds = Array.from({ length: n }, () => rng.below(4));
  return Object.fromEntries(
    Array.from({ length: COLUMNS }, (_, c) => {
      const means = Array.from({ length: 4 }, () => 1 + 4 * rng.uniform());
      const answers = kinds.map((kind) =>
        Math.max(1, Math.min(5, Math.round(means[kind] + rng.normal())))
      );
      return c % CATEGORIES_EVERY === 0
        ? [`c${c}`, ["nominal", answers.map((answer) => "abcde"[answer - 1])]]
        : [`q${c}`, ["ordinal", answers]];
    }),
  );
}

/** What this process has worked so far. */
function workedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds of work between every two pauses of a search, the first from its beginning. */
async function gapsOf(x: Features, clustering: object): Promise<number[]> {
  const params = originalParams({
    clustering: { ...clustering, max_clusters: 4 },
    structure: { draws: 19, pairs: 1 },
  });
  const few = { ...params, structure: { ...params.structure, draws: 1, pairs: 1 } };
  const embedding = { ...x, method: "none" } as const;
  return await measureGaps((context) => structure({ features: x, embedding }, few, context));
}

async function measureGaps(work: (context: StageContext) => Promise<unknown>): Promise<number[]> {
  const gaps: number[] = [];
  let last = workedMs();
  const checkpoint = (): undefined => {
    const now = workedMs();
    gaps.push(now - last);
    last = now;
  };
  await work({ ...createContext({ seed: 1, workers: 1 }), checkpoint });
  return [...gaps, workedMs() - last];
}

Deno.test("structure() pauses every few milliseconds, whatever forms the segments", async (t) => {
  const x = await featuresOf(planted(N));
  for (const [name, clustering] of METHODS) {
    await t.step(name, async () => {
      let least: number[] = [];
      let longest = Infinity;
      for (let run = 0; run < MOST_RUNS && longest >= MOST_MS; run++) {
        const gaps = await gapsOf(x, clustering);
        assert.ok(run === 0 || gaps.length === least.length);
        least = gaps.map((gap, at) => run === 0 ? gap : Math.min(gap, least[at]));
        longest = least.reduce((a, b) => Math.max(a, b));
      }
      console.log(`  ${name}: ${least.length} pauses, at most ${longest.toFixed(0)} ms of work`);
      assert.ok(longest < MOST_MS, `${longest} ms`);
    });
  }
});

Deno.test("methods for answers pause while they read them", async () => {
  const x = await featuresOf(planted(MANY));
  const clusterers = {
    "k-modes": modesClusterer(),
    "k-prototypes": prototypesClusterer("auto"),
    "k-medoids by Gower": medoidsClusterer("gower", null),
    "a tree by Gower": gowerTreeClusterer("average"),
  };
  for (const [name, clusterer] of Object.entries(clusterers)) {
    const runs = [];
    for (let run = 0; run < MOST_RUNS; run++) {
      const gaps = await measureGaps((context) => clusterer.open(x, context));
      runs.push(gaps.reduce((a, b) => Math.max(a, b)));
    }
    const longest = Math.min(...runs);
    console.log(`  ${name}: at most ${longest.toFixed(0)} ms of work`);
    assert.ok(longest < MOST_MS, `${name}: ${longest} ms`);
  }
});
