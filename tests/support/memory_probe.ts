/** A process that runs the stages after features on made answers and prints its peak memory by stage. Runs in Deno only, on Linux. */

import { cluster } from "../../pipeline/cluster/mod.ts";
import { buildTree } from "../../pipeline/cluster/tree/agglomerative.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { evaluate } from "../../pipeline/evaluate/mod.ts";
import { reduce } from "../../pipeline/reduce/mod.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Features } from "../../pipeline/features/feature_matrix.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";
import { originalParams } from "./original.ts";

const PROCESS = "/proc/self";

if (import.meta.main) {
  const { n, d, workers, params: given } = JSON.parse(Deno.args[0]);
  const params = originalParams(given);
  const x = answers(n, d);
  const peaks: Record<string, number> = {};
  const measure = async <T>(stage: string, run: () => Promise<T>): Promise<T> => {
    // 5 resets the peak to what is held now.
    Deno.writeTextFileSync(`${PROCESS}/clear_refs`, "5");
    const result = await run();
    const status = Deno.readTextFileSync(`${PROCESS}/status`);
    peaks[stage] = 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)![1]);
    return result;
  };
  const context = createContext({ seed: 1, workers });
  const embedding = await measure("reduce", () => reduce(x as Features, params, context));
  const tree = params.clustering.method === "agglomerative"
    ? await measure("tree", () => buildTree(embedding, params.clustering.linkage, context))
    : null;
  const clustering = await measure("cluster", () => cluster(embedding, params, context, tree));
  const input = { embedding, features: x as Features, clustering };
  await measure("evaluate", () => evaluate(input, params, context));
  console.log(JSON.stringify(peaks));
}

/** Answers 1..5 of five groups. */
function answers(n: number, d: number): Matrix {
  const rng = createRng(1);
  const values = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    const group = rng.below(5);
    for (let c = 0; c < d; c++) values[i * d + c] = 1 + (group + c + rng.below(3)) % 5;
  }
  return { values, n, d };
}
