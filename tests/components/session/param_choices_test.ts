/** Tests that every combination of choices that the controls allow runs, and every other is off for a reason. Runs in Deno. */

import assert from "node:assert/strict";
import { memoryCache } from "../../../pipeline/run/cache.ts";
import schema from "../../../config/params.schema.json" with { type: "json" };
import type { Params } from "../../../pipeline/plan/params.ts";
import { runPipeline } from "../../../pipeline/run/run.ts";
import { viewColumns } from "../../../pipeline/view/columns.ts";
import {
  optionsOff,
  settle,
  settleAll,
  type UsedKinds,
  usedKinds,
} from "../../../src/components/session/param_choices.ts";
import "../../support/with_rules.ts";
import { whyIdle } from "../../../src/components/session/param_rules.ts";
import { type JsonSchema, listGroups } from "../../../src/components/session/param_schema.ts";
import { valueAt, withValue } from "../../../src/components/session/params_text.ts";
import { type MixedColumns, plantedColumns } from "../../support/mixed_features.ts";
import { bytesOf, csvOf } from "../../support/survey_text.ts";
import { originalParams } from "../../support/original.ts";

const N = 30;
const { region, plan, owns, trust, spend } = plantedColumns(N, 5);
const height: MixedColumns[string] = ["numeric", spend[1].map((_, i) => 150.5 + i * 7 % 31)];

/** Small surveys, by what there is of each kind: nominal, yes/no or scale, number. */
const SURVEYS: Record<string, MixedColumns> = {
  "of all kinds": { region, plan, owns, trust, spend },
  "of numbers only": { spend, height },
  "of numbers and one scale": { spend, height, trust },
  "of categories without an order only": { region, plan },
  "of one category without an order, and numbers": { region, spend, height },
};

const CHOICES = listGroups(schema as JsonSchema)
  .filter(({ key }) => ["features", "reduction", "clustering"].includes(key))
  .flatMap(({ fields }) => fields)
  .filter(({ control }) => control === "choice");

/** Every combination of choices; a choice that does nothing beside the others keeps its default. */
function combinations(defaults: Params, rows: number): Params[] {
  let all = [defaults];
  for (const { path, options } of CHOICES) {
    all = all.flatMap((params) => options.map((value) => withValue(params, path, value)));
  }
  return all.filter((params) =>
    CHOICES.every(({ path }) =>
      valueAt(params, path) === valueAt(defaults, path) ||
      whyIdle(path, params, { rows, file: "text", isFile: true }) === ""
    )
  );
}

function isAllowed(params: Params, used: UsedKinds): boolean {
  return CHOICES.every(({ path }) =>
    optionsOff(path, params, used)[String(valueAt(params, path))] === undefined
  );
}

for (const [name, columns] of Object.entries(SURVEYS)) {
  Deno.test(`the controls allow exactly what the engine runs on a survey ${name}`, async () => {
    const cells = Object.fromEntries(Object.entries(columns).map(([key, [, cell]]) => [key, cell]));
    const kinds = Object.fromEntries(Object.entries(columns).map(([key, [kind]]) => [key, kind]));
    const bytes = bytesOf(csvOf(cells));
    const cache = memoryCache(1e8);
    const run = (params: Params) =>
      runPipeline(bytes, "small.csv", originalParams(params), { cache });
    const defaults = originalParams({
      ingest: { columns: kinds },
      reduction: { n_components: 1, n_neighbors: 5 },
      clustering: { n_clusters: 2, n_init: 1 },
    });
    const used = usedKinds(viewColumns(await run(defaults), false));
    const tried = combinations(defaults, N);
    assert.ok(tried.length > 200, `${tried.length} combinations`);
    let refused = 0;
    for (const params of tried) {
      const asked = CHOICES.map(({ path }) => `${path}=${valueAt(params, path)}`).join(" ");
      if (isAllowed(params, used)) {
        await assert.doesNotReject(run(params), asked);
      } else {
        refused += 1;
        await assert.rejects(async () => await run(params), asked);
      }
    }
    assert.ok(refused > 0 && refused < tried.length, `${refused} of ${tried.length} refused`);
  });
}

Deno.test("settle() keeps what was set last, and lets the other choice give way", () => {
  const cases: [object, string, string, Partial<Params["clustering"]>, string | null][] = [
    [
      { method: "agglomerative" },
      "clustering.distance",
      "gower",
      { distance: "gower", linkage: "average" },
      "clustering.linkage",
    ],
    [
      { method: "kmedoids", distance: "gower" },
      "clustering.method",
      "agglomerative",
      { distance: "gower", linkage: "average" },
      "clustering.linkage",
    ],
    [
      { method: "agglomerative", distance: "gower", linkage: "single" },
      "clustering.linkage",
      "ward",
      { distance: "euclidean", linkage: "ward" },
      "clustering.distance",
    ],
    [
      { method: "agglomerative", linkage: "complete" },
      "clustering.distance",
      "gower",
      { distance: "gower", linkage: "complete" },
      null,
    ],
    [
      { method: "kmedoids" },
      "clustering.distance",
      "gower",
      { distance: "gower", linkage: "ward" },
      null,
    ],
  ];
  for (const [clustering, path, value, expected, gaveWay] of cases) {
    const { params, settled } = settle(
      withValue(originalParams({ clustering }), path, value),
      path,
    );
    const { distance, linkage } = params.clustering;
    assert.deepEqual({ distance, linkage }, expected, path);
    assert.deepEqual(settled.map((one) => one.path), gaveWay === null ? [] : [gaveWay]);
    assert.doesNotThrow(() => originalParams(params));
  }
});

Deno.test("settle() gives the answers back as given to what compares them so", () => {
  const centred = { within_respondent: "center" };
  const { params, settled } = settle(
    withValue(
      originalParams({ features: centred, clustering: { method: "agglomerative" } }),
      "clustering.distance",
      "gower",
    ),
    "clustering.distance",
  );
  assert.equal(params.features.within_respondent, "none");
  assert.deepEqual(settled.map(({ path }) => path), [
    "clustering.linkage",
    "features.within_respondent",
  ]);
  assert.doesNotThrow(() => originalParams(params));
  const kept = settle(
    withValue(originalParams({ features: centred }), "reduction.method", "umap"),
    "reduction.method",
  );
  assert.deepEqual([kept.settled, kept.params.features.within_respondent], [[], "center"]);
});

Deno.test("a number that nothing finds brings the search for structure back", () => {
  const original = originalParams({});
  const asked = withValue(original, "clustering.n_clusters", "auto");
  const { params, settled } = settle(asked, "clustering.n_clusters");
  assert.equal(params.structure.check, "auto");
  assert.deepEqual(settled.map(({ path }) => path), ["structure.check"]);
  assert.match(optionsOff("structure.check", params, null).none, /^none is off: it finds/);
  assert.deepEqual(optionsOff("structure.check", original, null), {});
});

Deno.test("several that are set at once settle like one, in one step", () => {
  const paths = ["clustering.method", "clustering.distance", "clustering.linkage"];
  const set = ["agglomerative", "gower", "ward"]
    .reduce((now, value, i) => withValue(now, paths[i], value), originalParams({}));
  const { params, settled } = settleAll(set, paths);
  assert.notEqual(`${params.clustering.distance} ${params.clustering.linkage}`, "gower ward");
  assert.equal(settled.length, 1);
  const sound = originalParams({});
  assert.deepEqual(settleAll(sound, paths), { params: sound, settled: [] });
});
