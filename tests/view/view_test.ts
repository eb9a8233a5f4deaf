/** Tests of what pages are drawn from. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng } from "../../pipeline/base/rng.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import { scanSegments } from "../../pipeline/view/scan.ts";
import type { RunView } from "../../pipeline/view/types.ts";
import { assertClose } from "../support/golden.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

const N = 5000;

function survey(n: number): string {
  const rng = createRng(12);
  const item = (mean: number): number => Math.max(1, Math.min(7, Math.round(mean + rng.normal())));
  return csvOf({
    q1: Array.from({ length: n }, (_, i) => item(i % 2 === 0 ? 2 : 6)),
    q2: Array.from({ length: n }, (_, i) => i % 50 === 0 ? "" : item(i % 2 === 0 ? 3 : 5)),
    q3: Array.from({ length: n }, (_, i) => i % 50 === 0 ? "" : item(4)),
    spend: Array.from({ length: n }, () => (100 * rng.uniform()).toFixed(2)),
    town: Array.from({ length: n }, (_, i) => ["Bonn", "Ulm", "Trier"][i % 3]),
  });
}

function run(n: number, params: unknown = {}): Promise<PipelineResult> {
  return runPipeline(bytesOf(survey(n)), "survey.csv", originalParams(params));
}

async function view(n: number, params: unknown = {}): Promise<RunView> {
  return makeView(await run(n, params), { hasPoints: true });
}

Deno.test("makeView() survives JSON and is the same for the same run, times aside", async () => {
  const first = await view(300);
  const again = await view(300);
  const timeless = ({ summary, ...rest }: RunView): unknown => ({
    ...rest,
    summary: { ...summary, timings_ms: {} },
  });
  assert.deepEqual(JSON.parse(JSON.stringify(timeless(first))), timeless(again));
});

Deno.test("the map draws a sample of large surveys and counts everybody on its grid", async () => {
  const { map } = await view(N);
  assert.equal(map.n, N);
  assert.equal(map.points!.x.length, 4000);
  assert.equal(new Set(map.points!.row).size, 4000);
  assert.deepEqual(map.points!.row, [...map.points!.row].sort((a, b) => a - b));
  assert.equal(map.grid.counts.reduce((sum, [, , , count]) => sum + count, 0), N);
  assert.ok(map.grid.counts.every(([column, row]) => column < 40 && row < 40));
  assert.match(map.xLabel, /^Component 1 \(\d+ % of variance\)$/);
});

Deno.test("silhouettes are falling curves of at most 200 steps", async () => {
  const { silhouettes, summary } = await view(N);
  assertClose([silhouettes!.mean], [summary.evaluation.silhouette!], 1e-12);
  for (const { values, size } of silhouettes!.segments) {
    assert.equal(values.length, Math.min(200, size));
    assert.deepEqual(values, values.toSorted((a, b) => b - a));
  }
});

Deno.test("the tree shows at most 200 groups, drawn without crossings, and holds everybody", async () => {
  const clustering = { method: "agglomerative", n_clusters: 4 };
  const { tree } = await view(600, { clustering });
  assert.equal(tree!.leaves.length, 200);
  assert.equal(tree!.leaves.reduce((sum, { size }) => sum + size, 0), 600);
  assert.equal(tree!.merges.at(-1)!.size, 600);
  // Each merge joins neighbours: its leaves are a run of numbers.
  const runs: [number, number][] = tree!.leaves.map((_, leaf) => [leaf, leaf]);
  for (const { left, right } of tree!.merges) {
    const [a, b] = [runs[left], runs[right]].sort((one, other) => one[0] - other[0]);
    assert.equal(a[1] + 1, b[0]);
    runs.push([a[0], b[1]]);
  }
  const heights = tree!.merges.map(({ height }) => height);
  assert.deepEqual(heights, heights.toSorted((a, b) => a - b));
  const small = await view(30, { clustering });
  assert.ok(small.tree!.leaves.every(({ size, segment }) => size === 1 && segment >= 0));
});

Deno.test("components show all variance there is and a loading a feature", async () => {
  const { pca, features } = await view(300, { reduction: { n_components: 3 } });
  assert.equal(pca!.used, 3);
  assert.equal(pca!.loadings.length, features.count);
  assertClose([pca!.variance.reduce((sum, share) => sum + share, 0)], [1], 1e-9);
});

const MIXED = csvOf({
  plan: Array.from({ length: 60 }, (_, i) => ["basic", "family", "none at all"][i % 3]),
  region: Array.from(
    { length: 60 },
    (_, i) => ["north", "south", "west"][(i + +(i % 7 === 0)) % 3],
  ),
  trust: Array.from({ length: 60 }, (_, i) => ["low", "middle", "high"][(i + +(i % 5 === 0)) % 3]),
  spend: Array.from({ length: 60 }, (_, i) => 100.5 * (i % 3) + i / 4),
});

function runMixed(params: object): Promise<PipelineResult> {
  const kinds = {
    plan: "nominal",
    region: "nominal",
    trust: { kind: "ordinal", order: ["low", "middle", "high"] },
    spend: "numeric",
  };
  const resolved = originalParams({ ingest: { columns: kinds }, ...params });
  return runPipeline(bytesOf(MIXED), "mixed.csv", resolved);
}

Deno.test("dimensions show the inertia that counts, and every category with its question", async () => {
  const result = await runMixed({ reduction: { method: "mca" } });
  const { mca, pca } = makeView(result, { hasPoints: false });
  assert.ok(result.embedding.method === "mca");
  const model = result.embedding.mca;
  assert.equal(pca, null);
  assert.deepEqual([mca!.used, mca!.questions], [2, 3]);
  // Nothing beyond the dimensions of corrected inertia, whose shares sum to 1.
  assertClose([mca!.correctedShare.reduce((sum, each) => sum + each)], [1], 1e-9);
  assert.ok(mca!.correctedShare.length < model.inertia.length);
  assert.deepEqual(mca!.share, [...model.share.subarray(0, mca!.share.length)]);
  assert.deepEqual(mca!.categories.map(({ column, category }) => `${column}: ${category}`), [
    ...["plan: basic", "plan: family", "plan: none at all"],
    ...["region: north", "region: south", "region: west"],
    ...["trust: low", "trust: middle", "trust: high"],
  ]);
  assert.deepEqual(mca!.categories.slice(0, 3).map(({ chosen }) => chosen), [20, 20, 20]);
  const masses = mca!.categories.map(({ chosen }) => chosen / 60 / 3);
  for (const m of [0, 1]) {
    assertClose([mca!.categories.reduce((sum, each) => sum + each.contributions[m], 0)], [1], 1e-9);
    // A contribution is mass x coordinate² / inertia.
    assertClose(
      mca!.categories.map(({ coordinates }, j) =>
        masses[j] * coordinates[m] ** 2 / model.inertia[m]
      ),
      mca!.categories.map(({ contributions }) => contributions[m]),
      1e-9,
    );
  }
});

Deno.test("a scan tells the silhouette by Gower's distance where segments are formed on the answers", async () => {
  const cases: [object, "answers" | "reduced", boolean][] = [
    [{ method: "kmodes" }, "answers", true],
    [{ method: "kprototypes" }, "answers", true],
    [{ method: "kmedoids", distance: "gower" }, "answers", true],
    [{ method: "agglomerative", distance: "gower", linkage: "average" }, "answers", false],
    [{ method: "kmedoids" }, "reduced", true],
    [{ method: "kmeans" }, "reduced", false],
  ];
  for (const [clustering, basis, hasCost] of cases) {
    const { params, evaluation } = await runMixed({ clustering });
    const points = await scanSegments(params, 4, runMixed);
    const name = JSON.stringify(clustering);
    assert.deepEqual(points.map((point) => point.basis), [basis, basis], name);
    assert.equal(points[1].silhouetteGower, evaluation.gower?.mean ?? null, name);
    assert.equal(points[1].silhouetteGower !== null, basis === "answers", name);
    assert.equal(points[1].cost !== null, hasCost, name);
  }
});

Deno.test("every column tells its gaps, its part and its spread", async () => {
  const { columns, missingPatterns } = await view(300);
  const q2 = columns.find(({ name }) => name === "q2")!;
  assert.deepEqual([q2.answered, q2.missing], [294, [{ reason: "blank", count: 6 }]]);
  assert.deepEqual(q2.imputed, { count: 6, value: "0" });
  const spend = columns.find(({ name }) => name === "spend")!.distribution!;
  assert.equal(spend.kind, "number");
  assert.equal(spend.bins.flatMap(({ counts }) => counts).reduce((a, b) => a + b), 300);
  assert.ok(
    spend.bins.length <= 17 &&
      spend.bins.every(({ from, to }) => to! - from! === spend.bins[0].to! - spend.bins[0].from!),
  );
  const town = columns.find(({ name }) => name === "town")!.distribution!;
  assert.deepEqual(town.bins.map(({ label }) => label), ["Bonn", "Trier", "Ulm"]);
  assert.deepEqual(missingPatterns, [{ columns: [], texts: [], count: 294 }, {
    columns: ["q2", "q3"],
    texts: ["q2", "q3"],
    count: 6,
  }]);
});

Deno.test("scanSegments() tries 2 to 8 segments, fewer where respondents are few", async () => {
  const { params } = await run(40);
  const points = await scanSegments(params, 40, (tried) => run(40, tried));
  assert.deepEqual(points.map(({ k }) => k), [2, 3, 4, 5, 6, 7, 8]);
  assert.ok(points.every((point, i) => i === 0 || point.inertia <= points[i - 1].inertia));
  const few = await scanSegments(params, 4, (tried) => run(40, tried));
  assert.deepEqual(few.map(({ k }) => k), [2, 3]);
});

/** Six people in two plain segments; the fourth has no answer to what separates them most. */
const SIX = csvOf({
  member_id: ["M-1", "M-2", "M-3", "M-4", "M-5", "M-6"],
  q1_1: [1, 1, 2, "", 5, 5],
  q1_2: [1, 2, 1, 4, 5, 4],
  q1_3: [3, 1, 2, 3, 1, 2],
  spend: ["1980.5", "12", "7.25", "100", "90", "3"],
  place: ["Ulm", "Ulm", "Bonn", "Trier", "Trier", "Trier"],
  remark: ["why not", "", "", "", "", "never again"],
});

function runSix(params: Record<string, unknown> = {}): Promise<PipelineResult> {
  const resolved = originalParams({
    features: { include: ["q*"] },
    clustering: { n_clusters: 2 },
    reduction: { method: "none" },
    ...params,
  });
  return runPipeline(bytesOf(SIX), "six.csv", resolved);
}

Deno.test("the map's points carry the answers given, never what was put in for them", async () => {
  const points = makeView(await runSix(), { hasPoints: true }).map.points!;
  const byName = new Map(points.answers.map((variable) => [variable.name, variable]));
  assert.deepEqual(points.row, [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(byName.get("q1_1"), {
    name: "q1_1",
    label: "q1_1",
    text: { full: "q1_1", stem: "", item: "q1_1", short: "q1_1" },
    categories: null,
    values: [1, 1, 2, null, 5, 5],
    imputed: "0",
  });
  assert.deepEqual(byName.get("spend")!.values, [1980.5, 12, 7.25, 100, 90, 3]);
  const { categories, values, imputed } = byName.get("place")!;
  assert.deepEqual(
    values.map((value) => categories![value!]),
    ["Ulm", "Ulm", "Bonn", "Trier", "Trier", "Trier"],
  );
  assert.equal(imputed, null);
  assert.ok(!byName.has("remark") && !byName.has("member_id"));
});

Deno.test("the answers are those to the variables that differ most, the first of the profile first", async () => {
  const { map, profile } = await view(N);
  const leading = new Set(
    profile.rows.filter(({ statistic }) => statistic !== "answered").map(({ variable }) =>
      variable
    ),
  );
  assert.deepEqual(map.points!.answers.map(({ name }) => name), [...leading].slice(0, 8));
  for (const { values } of map.points!.answers) assert.equal(values.length, 4000);
});

Deno.test("what was put in is told of variables that form segments only", async () => {
  const result = await runSix({ features: { include: ["q1_2", "q1_3"] } });
  const answers = makeView(result, { hasPoints: true }).map.points!.answers;
  assert.equal(answers.find(({ name }) => name === "q1_1")!.imputed, null);
});

Deno.test("identifiers are shown only where identities are, rows say whose order they follow", async () => {
  const result = await runSix();
  const hidden = makeView(result, { hasPoints: true }).map.points!;
  assert.deepEqual([hidden.identifier, hidden.order], [null, "published"]);
  const shown = makeView(result, { hasPoints: true, hasIdentities: true }).map.points!;
  assert.deepEqual(shown.identifier, ["M-1", "M-2", "M-3", "M-4", "M-5", "M-6"]);
  assert.equal(shown.order, "file");
});

Deno.test("points tell their silhouettes on the map; none where none were asked for", async () => {
  const result = await runSix();
  const { silhouette } = makeView(result, { hasPoints: true }).map.points!;
  assertClose(silhouette as number[], [...result.evaluation.reduced!.perRow], 0.005);
  const without = await runSix({ evaluation: { silhouette: "none" } });
  assert.equal(makeView(without, { hasPoints: true }).map.points!.silhouette, null);
});

Deno.test("a column stays an item of its question when it is removed or only describes", async () => {
  const result = await runSix({
    cleaning: { exclude_columns: ["q1_1"] },
    features: { include: ["q1_2", "spend"] },
  });
  const { columns } = makeView(result, { hasPoints: true });
  const questions = columns.filter(({ name }) => name.startsWith("q1_"));
  assert.deepEqual(
    questions.map(({ role, question }) => [role, question]),
    [["removed", "q1"], ["segmenting", "q1"], ["describing", "q1"]],
  );
});
