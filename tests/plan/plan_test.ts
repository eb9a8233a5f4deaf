/** Tests of the plan: what a run depends on, what a change runs again, what is off. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { memoryCache, type StageCache } from "../../pipeline/run/cache.ts";
import { DataError, ParamsError } from "../../pipeline/base/errors.ts";
import { PLAN, PLAN_DATA } from "../../pipeline/plan/engine_plan.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { Plan, valueAt, withValue } from "../../pipeline/plan/plan.ts";
import type { FileForm, PlanFacts } from "../../pipeline/plan/rules.ts";
import { STAGE_NAMES, type StageName } from "../../pipeline/plan/stages.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { smallSurvey } from "../support/small_survey.ts";

/** The plan as a page has it, from JSON. */
const PAGE_PLAN = new Plan(JSON.parse(JSON.stringify(PLAN_DATA)));

/** Values that differ from the default, for each parameter that a result may depend on. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  "ingest.format": ["plain", "limesurvey"],
  "ingest.sheet": ["Sheet1", 1],
  "ingest.delimiter": [",", ";"],
  "ingest.decimal": [".", ","],
  "ingest.encoding": ["utf-8", "windows-1252"],
  "ingest.missing_values": [["x"], ["NA"]],
  "ingest.missing_codes": [{ age: ["99"] }],
  "ingest.header_rows": [0, 2],
  "ingest.keep_rows": [true],
  "ingest.ledger": [{ customer: "id", date: "day", amount: "paid" }],
  "ingest.columns": [{ age: "ordinal" }, { region: "text" }],
  "cleaning.exclude_recontact_features": [true],
  "cleaning.exclude_columns": [["age"], ["q1_3"]],
  "cleaning.drop_thresh": [0, 0.6, 0.8],
  "cleaning.filter": ["age >= 20"],
  "cleaning.imputation_method": ["fill", "twoway", "mode", "mean", "median", "nearest"],
  "cleaning.imputation_neighbors": [2, 3],
  "cleaning.not_asked": ["drop", "indicator", "impute"],
  "cleaning.fill_value": [1, 2.5],
  "weighting.column": ["wt"],
  "quality.speeders": ["drop"],
  "quality.speeder_share": [0.3],
  "quality.duration_column": ["age"],
  "quality.straight_liners": ["drop"],
  "quality.battery_items": [3, 4],
  "quality.incomplete": ["drop"],
  "quality.most_missing": [0.3],
  "quality.duplicates": ["drop"],
  "quality.impossible": ["drop"],
  "quality.contradictory": ["drop"],
  "features.include": [["q1_*", "region"], ["q1_*"], ["*"]],
  "features.exclude": [["age"], ["region"]],
  "features.min_unique": [0, 2],
  "features.use_variance_threshold": [false],
  "features.question_pattern": ["^(q\\d)_.*$"],
  "features.drop_empty_questions": [false],
  "features.encode_nominal": ["drop"],
  "features.max_categories": [2, 3],
  "features.question_weighting": ["equal"],
  "features.within_respondent": ["center", "standardize"],
  "features.tails": ["none", "log", "winsorize"],
  "features.scaling": ["none", "standardize"],
  "reduction.method": ["none", "pca", "umap", "mca"],
  "reduction.n_components": [1, 3],
  "reduction.n_neighbors": [3, 5],
  "reduction.min_dist": [0, 0.5],
  "map.method": ["pca", "umap", "mca"],
  "map.n_neighbors": [3, 5],
  "map.min_dist": [0, 0.5],
  "clustering.method": ["agglomerative", "kmedoids", "kmodes", "kprototypes"],
  "clustering.n_clusters": [2, 4],
  "clustering.max_clusters": [4, 5],
  "clustering.n_init": [1, 2],
  "clustering.max_iter": [5, 50],
  "clustering.algorithm": ["minibatch"],
  "clustering.batch_size": [10, 20],
  "clustering.linkage": ["complete", "average", "single"],
  "clustering.distance": ["gower"],
  "clustering.gamma": [0, 1],
  "structure.check": ["none"],
  "structure.draws": [39],
  "structure.pairs": [2, 3],
  "structure.sample": [101, 5000],
  "evaluation.silhouette": ["exact", "sampled", "none"],
  "evaluation.sample": [20, 30, 1000],
  "evaluation.second_opinion": [true],
  "segments.names": [{ 1: "Cooks", 2: "Savers" }, [{ name: "Cooks", centre: { q1_1: 4 } }]],
  "export.formulas": ["keep"],
  "tables.rows": [["q1*"]],
  "tables.banner": [["segments", "q1_1"]],
  "tables.correction": ["bonferroni"],
  "tables.sheets": ["one"],
  "targeting.criteria": [[{
    name: "Growth",
    side: "segment",
    weight: 1,
    scores: {},
    measure: "share",
  }]],
  "targeting.centres": [[{ q1_1: 4 }]],
  "targeting.bubble": ["age"],
  "engine.name": ["local", "duckdb"],
  "engine.sample": [5000],
  "engine.memory": [2],
  "engine.spark_endpoint": ["sc://127.0.0.1:1"],
  "typing.short_form": [true],
  "typing.questions": [["q1_1"]],
  "typing.accuracy": [0.7, 0.95],
  "typing.most_questions": [3],
  "deliver.template": [{
    ...PLAN_DATA.defaults.deliver.template,
    colours: ["#aa0000", "#0000aa"],
  }],
  "seed": [1, 7],
};
const PATHS = Object.keys(VALUES);
const change = fc.constantFrom(...PATHS).chain((path) =>
  fc.tuple(fc.constant(path), fc.constantFrom(...VALUES[path]))
);

function changed(params: Params, changes: readonly (readonly [string, unknown])[]): Params {
  return changes.reduce((now, [path, value]) => withValue(now, path, value), params);
}

/** The result, or null where the engine refuses these parameters. */
async function tryRun(params: Params, options: object = {}): Promise<PipelineResult | null> {
  try {
    const checked = parseParams(params);
    return await runPipeline(smallSurvey(), "survey.csv", checked, options);
  } catch (error) {
    if (error instanceof DataError || error instanceof ParamsError) return null;
    throw error;
  }
}

Deno.test("every parameter but those of storage and publishing has values to try", () => {
  const paths = Object.keys(PLAN_DATA.rules).filter((path) => !/^(storage|publish)\./.test(path));
  assert.deepEqual([...PATHS].sort(), paths.sort());
});

/** A cache that holds nothing yet, and takes what it must compute from one that may know it: many changes
 * begin alike, and nothing is computed twice for them. */
function ofItsOwn(known: StageCache): StageCache {
  const own = memoryCache(1e9);
  return {
    resolve: (key, compute, signal) =>
      own.resolve(key, async () => (await known.resolve(key, compute, signal)).entry, signal),
  };
}

Deno.test("the stages that a page announces are those that run again, over 1,000 changes", async () => {
  const defaults = parseParams({
    clustering: { n_init: 2, max_clusters: 3 },
    reduction: { n_neighbors: 4 },
    map: { n_neighbors: 4 },
    structure: { draws: 19, pairs: 1, sample: 100 },
  });
  const cases = fc.sample(
    fc.tuple(fc.array(change, { maxLength: 3 }), fc.array(change, { minLength: 1, maxLength: 2 })),
    { numRuns: 2000, seed: 3 },
  );
  const known = memoryCache(1e9);
  let compared = 0;
  for (const [start, changes] of cases) {
    const before = changed(defaults, start);
    const after = changed(before, changes);
    const cache = ofItsOwn(known);
    const first = await tryRun(before, { cache });
    if (first === null) continue;
    const second = await tryRun(after, { cache });
    if (second === null) continue;
    const facts: PlanFacts = {
      rows: first.features.n,
      file: "text",
      segments: first.structure?.verdict.suggested ?? null,
    };
    const ran = Object.keys(second.timings).filter((stage) =>
      !second.cached.includes(stage as StageName)
    );
    const announced = PAGE_PLAN.stagesToRun(second.params, first.params, facts);
    const sought = (params: Params) => params.clustering.n_clusters === "auto";
    // That another search finds the same number is known only when it has ended.
    const isAsBefore = announced.includes("structure") && sought(first.params) &&
      sought(second.params) && facts.segments === second.structure?.verdict.suggested;
    assert.deepEqual(
      isAsBefore ? announced.filter((stage) => ran.includes(stage)) : announced,
      ran,
      JSON.stringify([start, changes]),
    );
    compared++;
    if (compared === 1000) break;
  }
  assert.equal(compared, 1000);
});

Deno.test("a parameter that is called off changes no key, whatever the others and the survey are", () => {
  const facts = fc.record({
    rows: fc.constantFrom(900, 20_000, 20_001, 99_999, 100_000, 2_000_000),
    file: fc.constantFrom<FileForm>("text", "workbook", "typed"),
  });
  const defaults = parseParams({});
  let off = 0;
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), facts, (start, facts) => {
      const params = changed(defaults, start);
      for (const path of PATHS) {
        if (PAGE_PLAN.whyOff(path, params, facts) === "") continue;
        off++;
        assert.deepEqual(PAGE_PLAN.stagesAfter(path, params, facts), [], path);
        for (const value of VALUES[path]) {
          const other = withValue(params, path, value);
          for (const stage of STAGE_NAMES) {
            assert.deepEqual(
              PLAN.settingsOf(stage, other, facts),
              PLAN.settingsOf(stage, params, facts),
              `${path} for ${stage} in ${JSON.stringify(start)}`,
            );
          }
        }
      }
    }),
    { numRuns: 500, seed: 4 },
  );
  assert.ok(off > 1000);
});

Deno.test("a stage is given nothing but defaults beside what its result is kept under", () => {
  const defaults = parseParams({});
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), (start) => {
      const params = changed(defaults, start);
      for (const stage of PLAN.stagesOf(params)) {
        const facts: PlanFacts = { rows: 900, file: "text" };
        const given = PLAN.paramsOf(stage, params, facts);
        const kept = new Map(PLAN.settingsOf(stage, params, facts));
        for (const path of PATHS) {
          const expected = kept.has(path) ? kept.get(path) : valueAt(defaults, path);
          assert.deepEqual(valueAt(given, path), expected, `${path} of ${stage}`);
        }
      }
    }),
    { numRuns: 200, seed: 6 },
  );
});

Deno.test("auto means in a run what the rules say, and a sample of all is no sample", () => {
  const params = parseParams({ evaluation: { sample: 500 } });
  const meaning = (path: string, rows: number): unknown =>
    valueAt(PLAN.resolve(params, { rows, file: null }), path);
  assert.equal(meaning("evaluation.silhouette", 20_000), "exact");
  assert.equal(meaning("evaluation.silhouette", 20_001), "sampled");
  assert.equal(meaning("evaluation.sample", 400), 400);
  assert.equal(meaning("clustering.n_clusters", 400), "auto");
  const found = { rows: 400, file: null, segments: 4 };
  assert.equal(valueAt(PLAN.resolve(params, found), "clustering.n_clusters"), 4);
});
