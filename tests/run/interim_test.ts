/** Tests that results shown before the verdict change nothing of what a run ends with. Runs in Deno. */

import assert from "node:assert/strict";
import { parseParams } from "../../pipeline/mod.ts";
import {
  firstStartWords,
  interimWords,
  testsToComeWords,
} from "../../pipeline/profile/interim_words.ts";
import { memoryCache } from "../../pipeline/run/cache.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { InterimResult, Pending, PipelineResult } from "../../pipeline/run/run_result.ts";
import { productFile } from "../support/command.ts";
import { csvOf } from "../support/survey_text.ts";

const BYTES = await Deno.readFile(productFile("data/dataset.xlsx"));
/** Less than the engine's own, more than a first look. */
const QUICK = { draws: 39, pairs: 6, sample: 400 };
const MOST_BYTES = 2 ** 28;

function run(
  given: Parameters<typeof parseParams>[0],
  options: Parameters<typeof runPipeline>[3] = {},
): Promise<PipelineResult> {
  return runPipeline(BYTES, "dataset.xlsx", parseParams(given), options);
}

/** Everything but what the clock and the cache tell. */
function lasting<Result extends InterimResult | PipelineResult>(
  result: Result,
): Omit<Result, "timings" | "cached"> {
  const { timings: _timings, cached: _cached, ...rest } = result;
  return rest;
}

/** Hears all but what comes when only tests are left, which is all that a run ends with. */
function beforeTests(hear: (result: InterimResult, pending: Pending) => void) {
  return (result: InterimResult, pending: Pending): Promise<void> => {
    assert.equal(result.tests, null);
    if (pending !== "tests") hear(result, pending);
    return Promise.resolve();
  };
}

const CASES: [string, Parameters<typeof parseParams>[0]][] = [
  ["k-means, its number sought", { structure: QUICK }],
  ["k-means into five", { structure: QUICK, clustering: { n_clusters: 5 } }],
  ["a tree", { structure: { ...QUICK, draws: 19 }, clustering: { method: "agglomerative" } }],
];

Deno.test("runPipeline() ends the same whether interim results are shown or not", async (t) => {
  for (const [name, params] of CASES) {
    await t.step(name, async () => {
      const shown: InterimResult[] = [];
      const onInterim = beforeTests((result) => shown.push(result));
      const plain = await run(params);
      const stepped = await run(params, { onInterim, cache: memoryCache(MOST_BYTES) });
      assert.deepEqual(lasting(stepped), lasting(plain));
      assert.deepEqual(shown.map(({ structure }) => structure !== null), [false, true]);
      const [alone, look] = shown;
      assert.equal(alone.clustering.k, plain.params.clustering.n_clusters === "auto" ? 3 : 5);
      assert.deepEqual([look.structure!.test.draws, look.structure!.stability[0].samples], [
        19,
        10,
      ]);
      assert.deepEqual(lasting(alone).params, plain.params);
      // Draws and pairs of the first look are the first of all.
      const [first, all] = [look.structure!, plain.structure!];
      first.stability.forEach(({ pairs }, at) =>
        assert.deepEqual(pairs, all.stability[at].pairs.slice(0, 5))
      );
      assert.deepEqual(first.test.observed, all.test.observed);
      if (look.clustering.k === plain.clustering.k) {
        assert.deepEqual(look.clustering, plain.clustering);
      }
    });
  }
});

Deno.test("runPipeline() shows segments that are those of their number alone", async () => {
  const shown: InterimResult[] = [];
  const onInterim = beforeTests((result) => shown.push(result));
  await run({ structure: QUICK }, { onInterim });
  const alone = await run({ structure: { check: "none" }, clustering: { n_clusters: 3 } });
  assert.deepEqual(shown[0].clustering, alone.clustering);
  assert.deepEqual(shown[0].profile, alone.profile);
});

Deno.test("runPipeline() shows nothing in between where structure is known or not asked for", async () => {
  const cache = memoryCache(MOST_BYTES);
  let shown = 0;
  const onInterim = beforeTests(() => shown++);
  await run({ structure: { check: "none" }, clustering: { n_clusters: 3 } }, { onInterim });
  assert.equal(shown, 0);
  await run({ structure: QUICK }, { onInterim, cache });
  assert.equal(shown, 2);
  const again = await run(
    { structure: QUICK, clustering: { n_clusters: 3 } },
    { onInterim, cache },
  );
  assert.equal(shown, 2);
  // Three that were found are the three that are asked for.
  assert.ok(again.cached.includes("cluster") && again.cached.includes("structure"));
});

Deno.test("runPipeline() shows segments of the first start where the run is long, and ends the same", async () => {
  const rows = 6_000;
  const answers = Object.fromEntries(
    Array.from({ length: 12 }, (_, q) => [
      `q${q + 1}`,
      Array.from({ length: rows }, (_, i) => 1 + (i * (q + 3) + (i % 4) * q) % 5),
    ]),
  );
  const bytes = new TextEncoder().encode(csvOf(answers));
  const params = parseParams({ structure: { check: "none" }, clustering: { n_clusters: 4 } });
  const shown: [InterimResult, Pending][] = [];
  const onInterim = beforeTests((result, pending) => shown.push([result, pending]));
  const plain = await runPipeline(bytes, "long.csv", params);
  const cache = memoryCache(MOST_BYTES);
  const stepped = await runPipeline(bytes, "long.csv", params, { onInterim, cache });
  assert.deepEqual(lasting(stepped), lasting(plain));
  assert.equal(shown.length, 1);
  const [[look, pending]] = shown;
  assert.equal(pending, "starts");
  assert.deepEqual([look.runId, look.params], [plain.runId, plain.params]);
  const one = await runPipeline(
    bytes,
    "long.csv",
    parseParams({
      ...params,
      clustering: { ...params.clustering, n_init: 1 },
      evaluation: { ...params.evaluation, silhouette: "none" },
    }),
  );
  assert.deepEqual(look.clustering, one.clustering);
  assert.equal(look.evaluation.reduced, null);
  assert.notEqual(plain.evaluation.reduced, null);
  // What is kept needs no first look.
  await runPipeline(bytes, "long.csv", params, { onInterim, cache });
  assert.equal(shown.length, 1);
});

Deno.test("runPipeline() shows all but the tests before it tests, once", async () => {
  const cache = memoryCache(MOST_BYTES);
  const params = { structure: { check: "none" as const }, clustering: { n_clusters: 3 } };
  const shown: [InterimResult, Pending][] = [];
  const onInterim = (result: InterimResult, pending: Pending) =>
    Promise.resolve(void shown.push([result, pending]));
  const ended = await run(params, { onInterim, cache });
  assert.deepEqual(shown.map(([, pending]) => pending), ["tests"]);
  const [[before]] = shown;
  assert.deepEqual({ ...before, tests: ended.tests }, ended);
  await run(params, { onInterim, cache });
  assert.equal(shown.length, 1);
});

Deno.test("testsToComeWords() tells what is missing only where the run was stopped", () => {
  const { either, underWay, unfinished } = testsToComeWords("Four natural segments.");
  assert.equal(either, null);
  assert.equal(underWay.finding, "Four natural segments.");
  assert.equal(unfinished.finding, "Four natural segments; their tests were stopped.");
  assert.match(unfinished.why, /not tested/);
});

Deno.test("firstStartWords() tells what is missing only where the run was stopped", () => {
  const { either, underWay, unfinished } = firstStartWords("Four natural segments.", 10);
  assert.equal(either, null);
  assert.equal(underWay.finding, "Four natural segments.");
  assert.equal(unfinished.finding, "Four natural segments; the rest of the run was stopped.");
  assert.match(unfinished.why, /first of 10 starts/);
});

Deno.test("runPipeline() keeps nothing of a search that is cancelled after its first look", async () => {
  const cache = memoryCache(MOST_BYTES);
  const controller = new AbortController();
  const onInterim = ({ structure }: InterimResult) => {
    if (structure !== null) controller.abort(new Error("cancelled"));
    return Promise.resolve();
  };
  const { signal } = controller;
  await assert.rejects(run({ structure: QUICK }, { onInterim, cache, signal }), /cancelled/);
  const after = await run({ structure: QUICK }, { cache });
  assert.ok(!after.cached.includes("structure") && after.cached.includes("features"));
  assert.deepEqual(after.structure, (await run({ structure: QUICK })).structure);
});

Deno.test("interimWords() says that more is to come, and what is there if it does not", async () => {
  const { structure } = await run({ structure: { ...QUICK, draws: 19, pairs: 5 } });
  const sought = interimWords({ structure: null, k: 3, isSought: true });
  assert.equal(
    sought.underWay.finding,
    "Looking for segments: three for now, the verdict follows.",
  );
  assert.equal(
    sought.unfinished.finding,
    "Three segments for now; the search for a verdict was stopped.",
  );
  const asked = interimWords({ structure: null, k: 5, isSought: false });
  assert.equal(asked.underWay.finding, "Five segments, as asked for; the verdict on them follows.");
  const look = interimWords({ structure, k: 3, isSought: true });
  assert.match(
    look.underWay.finding,
    /^First look: three natural segments, found again in \d+ of \d+ samples; being refined\.$/,
  );
  assert.match(look.either!.finding, /^First look: three natural segments, .* samples\.$/);
  assert.match(look.unfinished.finding, /^First look: .* samples; the search was stopped\.$/);
  assert.match(look.underWay.advice, /19 sets of data without segments and \d+ samples\.$/);
});
