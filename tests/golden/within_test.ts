/** Tests of ratings set against the respondent's own scale, on real surveys, against pandas. Runs in Deno. */

import assert from "node:assert/strict";
import { runPipeline, runSurvey } from "../../pipeline/run/run.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import type { Features } from "../../pipeline/features/feature_matrix.ts";
import { viewScaleUse } from "../../pipeline/view/charts/scale_use.ts";
import { assertClose } from "../support/golden.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { weightOfRow, withColumn } from "../support/weighted.ts";
// By tests/golden/make_within_golden.py: pandas 3.1.1, NumPy 2.4.6, SciPy 1.17.1, scikit-learn 1.9.1.
import golden from "./within_python.json" with { type: "json" };
import { originalParams } from "../support/original.ts";

const SURVEYS = [
  { name: "bfi", include: ["A?", "C?", "E?", "N?", "O?"] },
  { name: "todo_ospo_2022_raw", include: ["Q4_*", "Q5_*"] },
] as const;
const METHODS = ["center", "standardize"] as const;
/** As in the reference program. */
const ROWS = [0, 8, 1000];

type Setting = typeof SURVEYS[number] & { readonly method: typeof METHODS[number] };

function paramsOf({ include, method }: Setting, scaling: string, column = "") {
  return originalParams({
    features: { include: [...include], within_respondent: method, scaling },
    reduction: { n_components: 5 },
    weighting: { column },
  });
}

async function run(setting: Setting, scaling: string) {
  const file = `${setting.name}.csv`;
  return await runPipeline(await Deno.readFile(sharedData(file)), file, paramsOf(setting, scaling));
}

async function runWeighted(setting: Setting): Promise<Features> {
  const file = `${setting.name}.csv`;
  const bytes = await Deno.readFile(sharedData(file));
  const survey = await ingest(bytes, file, originalParams({}));
  const weights = Array.from({ length: survey.rows }, (_, i) => weightOfRow(i));
  const params = paramsOf(setting, "standardize", "wt");
  return (await runSurvey(withColumn(survey, "wt", weights), "weighted", params)).features;
}

for (const survey of SURVEYS) {
  const expected = golden[survey.name];
  Deno.test({
    name: `${survey.name}.csv has pandas' own means and deviations (needs ../shared/data)`,
    ignore: sharedDataAbsent,
    async fn(t) {
      for (const method of METHODS) {
        const setting = { ...survey, method };
        await t.step(`${method}: rows, scaling and components`, async () => {
          const plain = await run(setting, "none");
          const { values, d, within } = plain.features;
          assert.deepEqual(within!.scales.map(({ flat }) => flat), expected.flat);
          ROWS.forEach((row, r) =>
            assertClose(values.subarray(row * d, (row + 1) * d), expected[method].rows[r], 1e-12)
          );
          assert.ok(plain.embedding.method === "pca");
          assertClose(
            plain.embedding.explainedVarianceRatio,
            expected[method].explained_variance_ratio,
            1e-10,
          );
          const scaled = (await run(setting, "standardize")).features;
          assertClose(scaled.center, expected[method].mean, 1e-12);
          assertClose(scaled.scale, expected[method].std, 1e-12);
        });
        await t.step(`${method}: scaling by weight`, async () => {
          const { center, scale } = await runWeighted(setting);
          assertClose(center, expected[method].weighted_mean, 1e-12);
          assertClose(scale, expected[method].weighted_std, 1e-12);
        });
      }
      await t.step("what pages show before it is asked for", async () => {
        const view = viewScaleUse(await run({ ...survey, method: "center" }, "none"))!;
        assertClose(view.scales.map(({ levelShare }) => levelShare), expected.level_share, 1e-4);
        const after = view.scales.flatMap(({ items }) => items.map((item) => item.after));
        assertClose(after.map(({ mean }) => mean), expected.item_mean, 1e-4);
        assertClose(after.map(({ deviation }) => deviation), expected.item_std, 1e-4);
      });
    },
  });
}
