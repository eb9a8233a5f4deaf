/** Tests of what pages are shown of structure. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng } from "../../pipeline/base/rng.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { structureOf } from "../../pipeline/run/summary.ts";
import { viewStructure } from "../../pipeline/view/charts/structure.ts";
import { assertClose } from "../support/golden.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";

const N = 240;
const QUICK = { draws: 19, pairs: 6 };

/** Three groups of unlike size on six items, and a weight. */
function survey(): string {
  const rng = createRng(31);
  const group = (i: number): number => i % 10 < 5 ? 0 : i % 10 < 8 ? 1 : 2;
  const item = (i: number, q: number): number => {
    const mean = group(i) === q % 3 ? 6 : 2;
    return Math.max(1, Math.min(7, Math.round(mean + rng.normal())));
  };
  const items = Array.from({ length: 6 }, (_, q) => [
    `q1_${q + 1}`,
    Array.from({ length: N }, (_, i) => item(i, q)),
  ]);
  return csvOf({
    ...Object.fromEntries(items),
    wt: Array.from({ length: N }, (_, i) => group(i) === 2 ? 2 : 0.75),
  });
}

function run(given: object = {}): Promise<PipelineResult> {
  const params = parseParams({ structure: QUICK, ...given });
  return runPipeline(bytesOf(survey()), "survey.csv", params);
}

Deno.test("viewStructure() is null where structure was not asked for", async () => {
  const result = await run({ structure: { check: "none" }, clustering: { n_clusters: 3 } });
  assert.equal(viewStructure(result), null);
});

Deno.test("viewStructure() counts everybody in every number of segments and in every flow", async () => {
  const result = await run();
  const view = viewStructure(result)!;
  assert.deepEqual(view.numbers.map(({ k }) => k), result.structure!.test.ks);
  for (const { k, segments } of view.numbers) {
    assert.equal(segments.length, k);
    assert.equal(segments.reduce((sum, { respondents }) => sum + respondents, 0), N);
    const bySize = segments.toSorted((a, b) => a.number - b.number);
    assert.deepEqual(bySize.map(({ number }) => number), segments.map((_, g) => g + 1));
    assert.ok(
      bySize.every(({ respondents }, g) => g === 0 || respondents <= bySize[g - 1].respondents),
    );
  }
  view.flows.forEach(({ from, to, links }, at) => {
    const [before, after] = [view.numbers[at].segments, view.numbers[at + 1].segments];
    assert.deepEqual([from, to], [before.length, after.length]);
    for (const [side, segments] of [["source", before], ["target", after]] as const) {
      segments.forEach(({ respondents }, place) => {
        const through = links.filter((link) => link[side] === place);
        assert.equal(through.reduce((sum, each) => sum + each.respondents, 0), respondents);
      });
    }
  });
  assert.ok(JSON.stringify(view).length < 20_000);
});

Deno.test("viewStructure() tells each shown segment's own stability, and names it in its column", async () => {
  const result = await run();
  const view = viewStructure(result)!;
  const { clustering: { sizes, k }, structure } = result;
  assert.equal(k, 3);
  const own = structure!.segments.find((each) => each.k === k)!;
  const shown = view.shown!.map((each) => each!);
  assertClose(shown.map(({ mean }) => mean), [...own.segments], 1e-4);
  assert.deepEqual(shown.map(({ mean }) => mean >= 0.85), shown.map(({ band }) => band === "high"));
  for (const { lower, median, upper, pairs } of shown) {
    assert.ok(lower <= median && median <= upper);
    assert.equal(pairs, own.segmentsByPair.length / k);
  }
  const column = view.numbers.find((each) => each.k === k)!.segments;
  assert.deepEqual(
    column.map((each) => each.respondents),
    column.map((each) => sizes[each.shown!]),
  );
  const others = view.numbers.filter((each) => each.k !== k).flatMap(({ segments }) => segments);
  assert.ok(others.every((each) => each.shown === null));
});

Deno.test("viewStructure() gives shares by weight and counts people", async () => {
  const view = viewStructure(await run({ weighting: { column: "wt" } }))!;
  const { segments } = view.numbers.find(({ k }) => k === 3)!;
  assert.equal(segments.reduce((sum, { respondents }) => sum + respondents, 0), N);
  assert.ok(segments.some(({ respondents, share }) => Math.abs(share - respondents / N) > 0.05));
  assertClose([segments.reduce((sum, { share }) => sum + share, 0)], [1], 1e-3);
});

Deno.test("nothing is told of a segment that is none of those that were judged", async () => {
  const result = await run();
  // A partition that has nothing to do with the one that was judged.
  const labels = Int32Array.from(result.clustering.labels, (_, i) => i % 3);
  const other = { ...result, clustering: { ...result.clustering, labels } } as PipelineResult;
  assert.deepEqual(viewStructure(other)!.shown, [null, null, null]);
  assert.deepEqual(structureOf(other).structure!.segments, [null, null, null]);
});

Deno.test("a number of segments that was not tried shows none", async () => {
  const result = await run({ clustering: { n_clusters: 5, max_clusters: 4 } });
  const view = viewStructure(result)!;
  assert.equal(view.shown, null);
  assert.deepEqual(view.numbers.map(({ k }) => k), [2, 3, 4]);
  assert.deepEqual(structureOf(result).structure!.rivals, []);
});
