/** Tests of the search for structure: verdicts, equal bits, weights, cancelling, refusals. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { DataError } from "../../pipeline/base/errors.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { exactSilhouette } from "../../pipeline/evaluate/silhouette.ts";
import type { Answers } from "../../pipeline/structure/null/margins.ts";
import { type StructureSettings, USUAL_SETTINGS } from "../../pipeline/structure/settings.ts";
import { verdictOn } from "../../pipeline/structure/verdict.ts";
import { findStructure } from "../../pipeline/structure/structure.ts";
import { toFitRows } from "../../pipeline/structure/kmeans/fit_rows.ts";
import { SilhouetteMeter } from "../../pipeline/structure/test/silhouettes.ts";
import { testExcess } from "../../pipeline/structure/test/excess.ts";
import { drawNull } from "../../tools/calibration/null_sets.ts";
import { drawPlanted } from "../../tools/calibration/planted_sets.ts";
import { endOf } from "../../pipeline/base/steps.ts";

const QUICK: StructureSettings = {
  ...USUAL_SETTINGS,
  ...{ sample: 400, draws: 39, pairs: 4, pairsOfChosen: 10, startsOfFit: 5 },
};

Deno.test("findStructure() finds planted segments and calls them natural", async (t) => {
  for (const set of [0, 1, 2]) {
    await t.step(`set ${set}`, async () => {
      const { x, k } = drawPlanted(set, 5);
      const { verdict, segments, respondents, total } = await findStructure(
        x,
        QUICK,
        createContext({ seed: set, workers: 1 }),
      );
      assert.deepEqual([verdict.kind, verdict.k, verdict.n], ["natural", k, 400]);
      assert.ok(verdict.foundAgain >= 0.9 * verdict.samples);
      const chosen = segments.find(({ k }) => k === verdict.k)!;
      assert.ok(chosen.segments.every((stable) => stable > 0.8));
      assert.ok(chosen.stays.every((share) => share >= 0 && share <= 1));
      assert.deepEqual([respondents.length, total], [400, x.n]);
    });
  }
});

Deno.test("findStructure() calls data without segments natural at most once in eight", async () => {
  let natural = 0;
  // All kinds but those that need real answers.
  for (const kind of [0, 2, 3, 4, 6, 7]) {
    for (let set = 0; set < 2; set++) {
      const context = createContext({ seed: set, workers: 1 });
      const settings = { ...QUICK, sample: 300, pairs: 1, pairsOfChosen: 1 };
      const { verdict } = await findStructure(drawNull(kind, set, []), settings, context);
      if (verdict.kind === "natural") natural++;
    }
  }
  // Twelve sets at a level of 0.05: three or more come once in fifty.
  assert.ok(natural <= 2, `${natural} of 12`);
});

Deno.test("findStructure() does not call the four answers to two yes/no questions segments", async () => {
  for (const seed of [1, 2, 3, 4]) {
    const rng = createRng(seed);
    const values = Float64Array.from({ length: 800 }, () => rng.below(2));
    const context = createContext({ seed, workers: 1 });
    const { verdict, test } = await findStructure({ values, n: 400, d: 2 }, QUICK, context);
    assert.deepEqual(test.ks, [2, 3]);
    assert.equal(verdict.kind, "constructed");
  }
});

Deno.test("findStructure() tells nobody to make segments of a few respondents out of none", async () => {
  for (const seed of [1, 2, 3, 4]) {
    const rng = createRng(seed);
    const n = 25, d = 6;
    const values = Float64Array.from({ length: n * d }, () => Math.round(2 * rng.normal()));
    const context = createContext({ seed, workers: 1 });
    const { verdict } = await findStructure({ values, n, d }, QUICK, context);
    assert.ok(verdict.kind === "natural" || verdict.k === 2, `${verdict.kind} ${verdict.k}`);
  }
});

Deno.test("findStructure() gives the same bits for 1, 2 and 4 workers", async () => {
  const { x } = drawPlanted(3, 3.5);
  const settings = { ...QUICK, draws: 19, components: 6 };
  const runs = [];
  for (const workers of [1, 2, 4]) {
    runs.push(await findStructure(x, settings, createContext({ seed: 9, workers })));
  }
  assert.deepEqual(runs[1], runs[0]);
  assert.deepEqual(runs[2], runs[0]);
});

Deno.test("findStructure() respects a number of segments that is asked for, and judges it", async () => {
  const { x, k } = drawPlanted(1, 5);
  const context = createContext({ seed: 2, workers: 1 });
  const found = await findStructure(x, QUICK, context);
  const verdict = verdictOn(found, 6)!;
  assert.deepEqual([verdict.k, verdict.suggested], [6, k]);
  assert.equal(found.segments.find((each) => each.k === 6)?.segments.length, 6);
  assert.equal(verdictOn(found, 40), null);
});

Deno.test("findStructure() takes weights of 1 for none, to the bit", async () => {
  const { x } = drawPlanted(0, 4);
  const settings = { ...QUICK, draws: 19 };
  const weights = new Float64Array(x.n).fill(1);
  const plain = await findStructure(x, settings, createContext({ seed: 1, workers: 1 }));
  const ones = await findStructure(
    { ...x, weights },
    settings,
    createContext({ seed: 1, workers: 1 }),
  );
  assert.deepEqual(ones, plain);
});

Deno.test("findStructure() finds what weights tell of", async () => {
  const { x, k } = drawPlanted(0, 5);
  const weights = Float64Array.from({ length: x.n }, (_, i) => 0.5 + i % 3);
  const context = createContext({ seed: 1, workers: 1 });
  const { verdict } = await findStructure({ ...x, weights }, { ...QUICK, sample: 250 }, context);
  assert.deepEqual([verdict.kind, verdict.k], ["natural", k]);
});

Deno.test("SilhouetteMeter gives exactSilhouette's means, and takes weights of 2 for rows twice", async () => {
  const rng = createRng(8);
  const n = 90, d = 7;
  const x = { values: Float64Array.from({ length: n * d }, () => rng.normal()), n, d };
  const partitions = [2, 3, 5].map((k) => ({
    k,
    labels: Int32Array.from({ length: n }, (_, i) => i < k ? i : rng.below(k)),
  }));
  const means = endOf(new SilhouetteMeter({ n, d, k: 5 }).measure(toFitRows(x), partitions));
  for (const [at, { k, labels }] of partitions.entries()) {
    const { mean } = await exactSilhouette(x, labels, k, createContext());
    assert.ok(Math.abs(means[at] - mean) < 1e-6);
  }
  const weights = Float64Array.from({ length: n }, (_, i) => 1 + i % 2);
  const twice = Array.from({ length: n }, (_, i) => i).flatMap((i) => i % 2 === 0 ? [i] : [i, i]);
  const doubled: Answers = {
    values: Float64Array.from(twice.flatMap((i) => [...x.values.subarray(i * d, (i + 1) * d)])),
    n: twice.length,
    d,
  };
  const weighted = endOf(
    new SilhouetteMeter({ n, d, k: 5 }).measure(toFitRows({ ...x, weights }), partitions),
  );
  const repeated = endOf(
    new SilhouetteMeter({ n: doubled.n, d, k: 5 }).measure(
      toFitRows(doubled),
      partitions.map(({ k, labels }) => ({
        k,
        labels: Int32Array.from(twice, (i) => labels[i]),
      })),
    ),
  );
  weighted.forEach((value, at) => assert.ok(Math.abs(value - repeated[at]) < 1e-6));
});

Deno.test("SilhouetteMeter measures partitions of more segments than it sums by at once", async () => {
  const rng = createRng(9);
  const n = 500, d = 6, k = 200;
  const x = { values: Float64Array.from({ length: n * d }, () => rng.normal()), n, d };
  const partitions = [k, 3].map((most) => ({
    k: most,
    labels: Int32Array.from({ length: n }, (_, i) => i < most ? i : rng.below(most)),
  }));
  const means = endOf(new SilhouetteMeter({ n, d, k }).measure(toFitRows(x), partitions));
  for (const [at, own] of partitions.entries()) {
    const { mean } = await exactSilhouette(x, own.labels, own.k, createContext());
    assert.ok(Math.abs(means[at] - mean) < 1e-6);
  }
});

Deno.test("testExcess() counts the data among the drawn sets", () => {
  const drawn = Array.from(
    { length: 19 },
    (_, b) => Float64Array.of(0.1 + b / 1000, 0.2 - b / 1000),
  );
  const far = testExcess([2, 3], Float64Array.of(0.11, 0.4), drawn);
  assert.deepEqual([far.p, far.k, far.draws], [1 / 20, 3, 19]);
  const inside = testExcess([2, 3], drawn[9], drawn);
  assert.equal(inside.p, 1);
  const equal = Array.from({ length: 19 }, () => Float64Array.of(1));
  assert.equal(testExcess([2], Float64Array.of(1), equal).p, 1);
});

Deno.test("findStructure() says how far it is, never less than before", async () => {
  const { x } = drawPlanted(0, 4);
  for (const workers of [1, 2]) {
    const shares: number[] = [];
    const onProgress = (done: number, total: number) => shares.push(done / total);
    await findStructure(
      x,
      { ...QUICK, draws: 19 },
      createContext({ seed: 1, workers, onProgress }),
    );
    assert.ok(
      shares.length > 10 && shares.every((share, at) => at === 0 || share >= shares[at - 1]),
    );
    assert.equal(shares[shares.length - 1], 1);
  }
});

Deno.test("findStructure() stops when it is cancelled", async () => {
  const { x } = drawPlanted(0, 4);
  for (const workers of [1, 2]) {
    const controller = new AbortController();
    const context = createContext({ seed: 1, workers, signal: controller.signal });
    const search = findStructure(x, USUAL_SETTINGS, context);
    setTimeout(() => controller.abort(new Error("cancelled")), 60);
    await assert.rejects(search, /cancelled/);
  }
});

Deno.test("findStructure() refuses respondents who are all alike", async () => {
  const x = { values: new Float64Array(20), n: 10, d: 2 };
  await assert.rejects(
    findStructure(x, QUICK, createContext({ workers: 1 })),
    new DataError(
      "Cannot look for segments: there must be at least 3 different respondents, but there are 1. " +
        "Use more columns (features.include).",
    ),
  );
});
