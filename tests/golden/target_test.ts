/** Tests of markers, separation and gorges against flexclust's formulas in R. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import { findMarkers } from "../../pipeline/view/target/markers.ts";
import { viewApart } from "../../pipeline/view/target/view_apart.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";

interface Golden {
  readonly n: number;
  readonly inertia: number;
  readonly sizes: readonly number[];
  readonly names: readonly string[];
  readonly total: readonly number[];
  readonly centers: readonly (readonly number[])[];
  readonly marks: readonly (readonly boolean[])[];
  readonly similarity: readonly (readonly number[])[];
  readonly variance: readonly number[];
  readonly placed: readonly (readonly number[])[];
  readonly inner: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[];
  readonly outer: Golden["inner"];
  readonly own: readonly (readonly number[])[];
  readonly others: readonly (readonly number[])[];
  readonly between: readonly number[];
}

/** How each survey becomes R's numbers: columns, and rows without gaps where the file has some. */
const SURVEYS = {
  mcdonalds: { first: 0, last: 11, k: 4 },
  volunteers: { first: 3, last: 22, k: 3 },
  bfi: { first: 1, last: 26, k: 3 },
} as const;
/** Pages get three decimals of places. */
const SHOWN = 6e-4;

/** The survey's columns as R has them: respondents with a gap are left out. */
async function readRows(name: keyof typeof SURVEYS): Promise<string> {
  const { first, last } = SURVEYS[name];
  const text = await Deno.readTextFile(sharedData(`${name}.csv`));
  // Commas within quotes stand in columns that are cut off alone.
  const rows = text.trim().split(/\r?\n/).map((line) =>
    line.replace(/"[^"]*"/g, (cell) => cell.slice(1, -1).replaceAll(",", ";")).split(",")
      .slice(first, last)
  );
  return rows.filter((row) => !row.some((cell) => cell === "NA" || cell === ""))
    .map((row) => row.join(",")).join("\n");
}

function near(told: readonly number[], golden: readonly number[], tolerance: number): void {
  assert.equal(told.length, golden.length);
  told.forEach((value, i) => {
    assert.ok(Math.abs(value - golden[i]) <= tolerance, `${value} is not ${golden[i]}`);
  });
}

async function runSurvey(name: keyof typeof SURVEYS) {
  return await runPipeline(
    new TextEncoder().encode(await readRows(name)),
    `${name}.csv`,
    parseParams({
      cleaning: { not_asked: "impute" },
      features: { scaling: "none", tails: "none", include: ["*"], within_respondent: "none" },
      reduction: { method: "none" },
      clustering: { method: "kmeans", n_clusters: SURVEYS[name].k, n_init: 800, max_iter: 1000 },
      structure: { check: "none" },
    }),
  );
}

Deno.test({
  name: "markers, separation and gorges are R's (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async (t) => {
    const all = JSON.parse(
      await Deno.readTextFile(new URL("./target_r.json", import.meta.url)),
    ) as Record<string, Golden>;
    for (const name of Object.keys(SURVEYS) as (keyof typeof SURVEYS)[]) {
      const golden = all[name];
      const result = await runSurvey(name);
      await t.step(`${name}: the same segments`, () => {
        assert.deepEqual([...result.clustering.sizes], golden.sizes);
        near([result.clustering.inertia], [golden.inertia], 1e-6 * golden.inertia);
      });
      const { separation, gorges } = await viewApart(result, createContext());
      await t.step(`${name}: neighbourhood, components and hulls`, () => {
        separation!.similarity.forEach((row, s) => near(row, golden.similarity[s], 1e-6));
        near(separation!.variance, golden.variance, 1e-6);
        separation!.segments.forEach(({ centre, inner, outer }, s) => {
          near(centre, golden.placed[s], SHOWN);
          for (const [told, r] of [[inner, golden.inner[s]], [outer, golden.outer[s]]] as const) {
            near(told.map(([x]) => x).sort((a, b) => a - b), r.x, SHOWN);
            near(told.map(([, y]) => y).sort((a, b) => a - b), r.y, SHOWN);
          }
        });
      });
      await t.step(`${name}: gorges`, () => {
        assert.equal(gorges!.n, golden.n);
        gorges!.segments.forEach(({ own, others, between }, s) => {
          assert.deepEqual(own, golden.own[s]);
          assert.deepEqual(others, golden.others[s]);
          near([between], [golden.between[s]], 1e-9);
        });
      });
      await t.step(`${name}: markers`, () => {
        const rows = findMarkers(makeView(result, { hasPoints: false }));
        assert.equal(rows.length, golden.names.length);
        for (const { variable, total, values, marks } of rows) {
          const j = golden.names.indexOf(variable);
          near([total], [golden.total[j]], 1e-9);
          near(values.map((value) => value!), golden.centers.map((row) => row[j]), 1e-9);
          assert.deepEqual(marks, golden.marks.map((row) => row[j]), variable);
        }
      });
    }
  },
});
