/** Tests of the search for structure with methods beside k-means. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import {
  gowerTreeClusterer,
  medoidsClusterer,
} from "../../pipeline/structure/methods/by_distances.ts";
import { bisectingClusterer, treeClusterer } from "../../pipeline/structure/methods/by_means.ts";
import {
  modesClusterer,
  prototypesClusterer,
} from "../../pipeline/structure/methods/by_prototypes.ts";
import type { Clusterer } from "../../pipeline/structure/methods/clusterer.ts";
import { type StructureSettings, USUAL_SETTINGS } from "../../pipeline/structure/settings.ts";
import { findStructureBy } from "../../pipeline/structure/structure.ts";
import { featuresOf, plantedColumns } from "../support/mixed_features.ts";

const SETTINGS: StructureSettings = {
  ...USUAL_SETTINGS,
  ...{ mostSegments: 4, sample: 150, draws: 19, pairs: 3, pairsOfChosen: 5, startsOfFit: 2 },
};

const METHODS: readonly (readonly [name: string, clusterer: Clusterer])[] = [
  ["a tree by Ward", treeClusterer("ward", null)],
  ["a tree by average linkage in components", treeClusterer("average", 3)],
  ["bisecting k-means", bisectingClusterer(null)],
  ["k-medoids", medoidsClusterer("euclidean", null)],
  ["k-medoids by Gower", medoidsClusterer("gower", null)],
  ["a tree by Gower", gowerTreeClusterer("average")],
  ["k-modes", modesClusterer()],
  ["k-prototypes", prototypesClusterer("auto")],
];

Deno.test("findStructureBy() finds three planted kinds of respondents", async (t) => {
  const x = await featuresOf(plantedColumns(240, 6));
  for (const [name, clusterer] of METHODS) {
    await t.step(name, async () => {
      const options = { settings: SETTINGS, context: createContext({ seed: 3, workers: 1 }) };
      const { verdict, test, segments } = await findStructureBy(clusterer, x, options);
      assert.equal(test.p, 0.05, `excess ${test.excess}, k ${verdict.k}`);
      assert.deepEqual([verdict.kind, verdict.k, verdict.n], ["natural", 3, 150]);
      const chosen = segments.find(({ k }) => k === verdict.k)!;
      assert.ok(chosen.segments.every((stable) => stable > 0.5), `${chosen.segments}`);
    });
  }
});

Deno.test("findStructureBy() gives the same bits again", async () => {
  const x = await featuresOf(plantedColumns(120, 7));
  const run = () =>
    findStructureBy(prototypesClusterer("auto"), x, {
      settings: SETTINGS,
      context: createContext({ seed: 3, workers: 1 }),
    });
  assert.deepEqual(await run(), await run());
});
