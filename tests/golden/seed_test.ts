/** Tests of the whole pipeline against the system it succeeds. Runs in Deno. */

import assert from "node:assert/strict";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { memoryCache } from "../../pipeline/run/cache.ts";
import { assertClose } from "../support/golden.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { originalParams } from "../support/original.ts";

interface ReferenceRun {
  readonly thr: number;
  readonly nc: number;
  readonly method: "kmeans" | "agglomerative";
  readonly k: number;
  readonly clean_cols: number;
  readonly feat_cols: number;
  readonly silhouette: number;
  readonly sizes: readonly number[];
}

const SILHOUETTE_TOLERANCE = { kmeans: 0.005, agglomerative: 0.003 };

Deno.test({
  name: "The seed survey gives the original system's segments (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async (t) => {
    const bytes = await Deno.readFile(sharedData("seed/dataset.xlsx"));
    const { runs } = JSON.parse(await Deno.readTextFile(sharedData("seed/reference.json")));
    const cache = memoryCache(1e9);
    const run = (params: unknown): Promise<PipelineResult> =>
      runPipeline(bytes, "dataset.xlsx", originalParams(params), { cache });

    await t.step("with the defaults", async () => {
      const { survey, cleaned, features, clustering, evaluation } = await run({});
      assert.equal(survey.rows, 2500);
      assert.equal(cleaned.report.columnsKept.length, 42);
      assert.equal(features.d, 42);
      assert.equal(features.scaling, "none");
      assertClose([...clustering.sizes].reverse(), [736, 865, 899], 5);
      assertClose([evaluation.reduced!.mean], [0.59157], 0.005);
    });
    for (const expected of runs as ReferenceRun[]) {
      const { thr, nc, method, k } = expected;
      await t.step(`drop_thresh ${thr}, ${nc} components, ${method}, k = ${k}`, async () => {
        const { cleaned, features, evaluation } = await run({
          // The original fills the re-contact questions, which most were not asked.
          cleaning: { drop_thresh: thr, not_asked: "impute" },
          reduction: { n_components: nc },
          clustering: { method, n_clusters: k },
        });
        assert.equal(cleaned.report.columnsKept.length, expected.clean_cols);
        assert.equal(features.d, expected.feat_cols);
        assertClose(
          [evaluation.reduced!.mean],
          [expected.silhouette],
          SILHOUETTE_TOLERANCE[method],
        );
      });
    }
  },
});
