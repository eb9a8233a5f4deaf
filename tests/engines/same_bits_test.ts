/** Tests that a run over all rows comes to the same bits in memory and on DuckDB. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { admit } from "../../pipeline/clean/admit.ts";
import { openDuckDb } from "../../pipeline/engines/duckdb/open_duckdb.ts";
import type { Engine } from "../../pipeline/engines/engine.ts";
import { openLocalEngine } from "../../pipeline/engines/local/local_engine.ts";
import { findFiles } from "../../pipeline/engines/sources.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import type { SegmentFigure } from "../../pipeline/profile/segment_profile.ts";
import { engineParams, outcomeOf } from "../support/engine_runs.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { writeAnswersParquet } from "../support/engine_rows.ts";

const SAMPLE = new URL("../data/dataset.csv", import.meta.url).pathname;

function local(path: string, { ingest }: Params): Promise<Engine> {
  const read = findFiles(path).paths.map((name) => ({ name, bytes: Deno.readFileSync(name) }));
  return openLocalEngine(read, ingest, createContext());
}

function duckDb(path: string, { ingest }: Params): Promise<Engine> {
  return openDuckDb({
    ...{ files: findFiles(path), ingest, memory: 1e9 },
    context: createContext({ workers: 2 }),
  });
}

/** The same run in memory and on DuckDB. */
async function sameOnBoth(path: string, params: Params) {
  const inMemory = await outcomeOf(await local(path, params), params);
  const onDuckDb = await outcomeOf(await duckDb(path, params), params);
  assert.equal(onDuckDb.text, inMemory.text);
  assert.deepEqual(onDuckDb.files, inMemory.files);
  assert.deepEqual(onDuckDb.labels, inMemory.labels);
  return inMemory;
}

/** What was computed of all rows that the sample holds too: the run in memory must say the same. */
function equalsRunInMemory({ result }: Awaited<ReturnType<typeof outcomeOf>>): void {
  const { sample, centres, profile, indices } = result;
  assert.deepEqual([...centres.counts], [...sample.clustering.sizes]);
  assert.ok(Math.abs(indices.inertia / sample.clustering.inertia - 1) < 1e-9);
  for (const [s, { share, weighted, insights }] of result.segments.entries()) {
    const own = sample.profile.segments[s];
    assert.equal(share, own.share);
    assert.equal(weighted === undefined, own.weighted === undefined);
    for (const part of ["size", "share", "effectiveBase"] as const) {
      const [a, b] = [weighted?.[part] ?? 1, own.weighted?.[part] ?? 1];
      assert.ok(Math.abs(a / b - 1) < 1e-9, `${part}: ${a}, not ${b}`);
    }
    assert.equal(insights[0], own.insights[0]);
  }
  const told = sample.profile.rows.filter(({ statistic }) => statistic !== "answered");
  assert.equal(profile.length, told.length);
  for (const row of told) {
    const own = profile.find(({ variable, category }) =>
      variable === row.variable && category === row.category
    );
    assert.ok(own !== undefined);
    for (const [s, figure] of [row.total, ...row.segments].entries()) {
      const other: SegmentFigure = [own.total, ...own.segments][s];
      assert.equal(other.base, figure.base);
      const gap = Math.abs((other.value ?? 0) - (figure.value ?? 0));
      assert.ok(gap <= 1e-9 * (1 + Math.abs(figure.value ?? 0)), `${row.variable}: ${gap}`);
    }
  }
}

Deno.test("the product's own survey, its sample all rows", async () => {
  equalsRunInMemory(await sameOnBoth(SAMPLE, engineParams()));
});

Deno.test({
  name: "surveys of many kinds, their sample all rows (needs ../shared/data)",
  ignore: sharedDataAbsent,
  async fn(t) {
    // With logarithms and categories; with weights and components; with gaps that batteries fill; of some;
    // set against the own scale.
    const kinds: readonly [string, Record<string, unknown>][] = [
      ["marketing_campaign.csv", {}],
      ["mcdonalds.csv", { weighting: { column: "Age" } }],
      ["bfi.csv", { reduction: { method: "pca", n_components: 3 } }],
      ["bfi.csv", {
        cleaning: { filter: "age >= 25 and not (education = 1 or missing(gender))" },
        quality: { straight_liners: "drop", impossible: "drop" },
      }],
      ["bfi.csv", { features: { within_respondent: "standardize" } }],
      ["bfi.csv", { features: { within_respondent: "center" } }],
      ["tea.csv", { features: { scaling: "standardize", question_weighting: "equal" } }],
    ];
    for (const [name, settings] of kinds) {
      await t.step(name, async () => {
        const params = engineParams(settings);
        const isOfSome = params.cleaning.filter !== "";
        const outcome = await sameOnBoth(sharedData(name).pathname, params);
        equalsRunInMemory(outcome);
        const { passing, rows, sample } = outcome.result;
        const { respondents } = await admit(sample.survey, params, createContext());
        assert.equal(passing, respondents.length);
        assert.equal(passing < rows, isOfSome);
      });
    }
  },
});

Deno.test({
  name: "surveys of more rows than the sample (needs ../shared/data)",
  ignore: sharedDataAbsent,
  async fn(t) {
    for (const name of ["rse.csv", "big5.csv"]) {
      await t.step(name, async () => {
        const params = engineParams({ engine: { sample: 4000 } });
        const { result } = await sameOnBoth(sharedData(name).pathname, params);
        assert.equal(result.sample.survey.rows, 4000);
        assert.ok(result.respondents > 15_000);
      });
    }
  },
});

Deno.test("rows in many files, one, or in another order", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await writeAnswersParquet(folder, { rows: 60_000, files: 3 });
    const params = engineParams({ engine: { sample: 60_000 } });
    const { text, labels } = await sameOnBoth(folder, params);
    await writeAnswersParquet(`${folder}/turned`, { rows: 60_000, files: 1, isTurned: true });
    const turned = await outcomeOf(await duckDb(`${folder}/turned/*.parquet`, params), params);
    // The sample's run adds in the order of rows, and so starts k-means elsewhere by its last bits.
    assert.deepEqual(turned.labels, labels);
    const centresOf = (each: string) => JSON.parse(each).centres.centres;
    assert.deepEqual(centresOf(turned.text), centresOf(text));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
