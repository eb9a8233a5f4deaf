/** Every algorithm once on seeded data, as hashes that tell whether all bits agree. Runs in Deno and browsers. */

import { buildTree } from "../../pipeline/cluster/tree/agglomerative.ts";
import { runKmeans } from "../../pipeline/cluster/kmeans/kmeans.ts";
import { runMinibatch } from "../../pipeline/cluster/kmeans/minibatch.ts";
import { createContext, type StageContext } from "../../pipeline/base/context.ts";
import { exactSilhouette } from "../../pipeline/evaluate/silhouette.ts";
import { hashBytes } from "../../pipeline/base/hash.ts";
import { runPca } from "../../pipeline/reduce/pca.ts";
import { runUmap } from "../../pipeline/reduce/umap/umap.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Linkage } from "../../pipeline/cluster/clustering.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";

/** What one algorithm gave. */
export interface NumericRun {
  readonly name: string;
  /** SHA-256 of every number it gave. */
  readonly sha256: string;
  /** Workers that were sent work. */
  readonly workers: number;
}

/** Algorithms that share their work out, at the sizes of {@link runNumeric}. */
export const SHARED_OUT: readonly string[] = ["k-means", "silhouette", "UMAP"];

type Run = (context: StageContext) => Promise<unknown>;

/** Runs all algorithms.
 * @param workers As a context has them.
 */
export async function runNumeric(workers: number): Promise<NumericRun[]> {
  const runs: NumericRun[] = [];
  for (const [name, run] of Object.entries(algorithms())) {
    const watch = watchWorkers();
    try {
      const result = await run(createContext({ seed: 9, workers }));
      runs.push({ name, sha256: hashNumbers(result), workers: watch.used.size });
    } finally {
      watch.stop();
    }
  }
  return runs;
}

/** Sizes at which k-means, silhouette and UMAP start workers, and the rest ends soon. */
function algorithms(): Record<string, Run> {
  const tree = (linkage: Linkage): Run => (context) => buildTree(rows(1200, 10), linkage, context);
  return {
    "k-means": (context) => runKmeans(rows(40_000, 12), { k: 8, nInit: 18, maxIter: 40 }, context),
    "k-means by mini-batches": (context) =>
      runMinibatch(rows(40_000, 12), { k: 8, nInit: 3, maxIter: 40, batchSize: 1024 }, context),
    "silhouette": (context) => {
      const x = rows(8000, 10);
      return exactSilhouette(x, Int32Array.from({ length: x.n }, (_, i) => i % 5), 5, context);
    },
    "UMAP": (context) =>
      runUmap(rows(3000, 230), { nComponents: 2, nNeighbors: 15, minDist: 0.1 }, context),
    "PCA": (context) => runPca(rows(20_000, 30), 5, context),
    "Ward tree": tree("ward"),
    "complete tree": tree("complete"),
    "average tree": tree("average"),
    "single tree": tree("single"),
  };
}

/** Four overlapping groups. From sums of uniform numbers: a logarithm may differ between platforms. */
function rows(n: number, d: number): Matrix {
  const rng = createRng(n + d);
  const values = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    const group = rng.below(4);
    for (let c = 0; c < d; c++) {
      values[i * d + c] = (group * (c + 3)) % 5 + rng.uniform() + rng.uniform() - rng.uniform();
    }
  }
  return { values, n, d };
}

/** Notes which workers are sent work, however long they have been there. */
function watchWorkers(): { readonly used: ReadonlySet<Worker>; stop(): void } {
  const used = new Set<Worker>();
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
    used.add(this);
    return Reflect.apply(postMessage, this, args);
  };
  return {
    used,
    stop() {
      Worker.prototype.postMessage = postMessage;
    },
  };
}

function hashNumbers(result: unknown): string {
  const parts: string[] = [];
  const visit = (value: unknown, path: string) => {
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.byteLength);
      bytes.set(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      parts.push(`${path} ${hashBytes(bytes)}`);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) visit(inner, `${path}.${key}`);
    } else parts.push(`${path} ${value}`);
  };
  visit(result, "");
  return hashBytes(new TextEncoder().encode(parts.join("\n")));
}
