/** Tests that a run's model is made once, and made anew where it would not be the same. Runs in Deno. */

import assert from "node:assert/strict";
import { runArtifacts } from "../../pipeline/deliver/artifacts.ts";
import { folderCache } from "../../pipeline/io/fs/cache.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import type { StageCache } from "../../pipeline/run/cache.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import { smallSurvey } from "../support/small_survey.ts";

/** A cache on disk that counts what it computes. */
function counting(folder: string): { readonly cache: StageCache; made(): number } {
  const own = folderCache(folder, 1e8);
  let made = 0;
  return {
    cache: {
      resolve: (key, compute, signal) =>
        own.resolve(key, () => {
          made++;
          return compute();
        }, signal),
    },
    made: () => made,
  };
}

async function modelBytes(
  params: Parameters<typeof parseParams>[0],
  cache?: StageCache,
): Promise<Uint8Array> {
  const result = await runPipeline(smallSurvey(), "small.csv", parseParams(params));
  const files = await runArtifacts(result, cache);
  return files.find(({ name }) => name === "model.json")!.bytes;
}

Deno.test("the model of a run is made once; another setting or what may be published has its own", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const { cache, made } = counting(folder);
    const three = { clustering: { n_clusters: 3 } };
    const others = [
      { clustering: { n_clusters: 4 } },
      { ...three, publish: { respondents: "none" } },
      { ...three, publish: { least_base: 40 } },
    ];
    for (const [place, params] of [three, ...others].entries()) {
      const first = await modelBytes(params, cache);
      assert.equal(made(), place + 1);
      assert.deepEqual(await modelBytes(params, cache), first);
      assert.equal(made(), place + 1);
      assert.deepEqual(await modelBytes(params), first);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
