/** Our side of the benchmark and the npm packages', as a process that answers line by line. Runs in Deno only. */

import { npmWardHeights } from "./peers/npm_tree.ts";
import process from "node:process";
import { kmeans as npmKmeans } from "ml-kmeans";
import { PCA } from "ml-pca";
import { UMAP } from "umap-js";
import {
  agglomerative,
  ingest,
  keepWorkers,
  kmeans,
  matrix,
  parseParams,
  pca,
  silhouette,
  umap,
} from "../pipeline/mod.ts";
import { toRows } from "../pipeline/numeric/matrix.ts";
import { createRng } from "../pipeline/base/rng.ts";
import type { Matrix } from "../pipeline/numeric/matrix.ts";
import type { Answer, Question } from "./protocol.ts";

type Settings = Record<string, number>;
type Quality = Record<string, number | readonly number[]>;
type Run = (x: Matrix, settings: Settings, seed: number) => Promise<Quality> | Quality;

const OURS: Record<string, Run> = {
  kmeans: async (x, { k, nInit, maxIter }, seed) => {
    const { inertia, iterations } = await kmeans(x, { k, nInit, maxIter, seed });
    return { inertia, iterations };
  },
  pca: async (x, { nComponents }) => ({
    variance: [...(await pca(x, { nComponents })).explainedVariance],
  }),
  ward: async (x) => ({ heights: [...(await agglomerative(x, { linkage: "ward" })).heights] }),
  silhouette: async (x, { k }) => ({
    silhouettes: [...(await silhouette(x, labelsOf(x.n, k))).perRow],
  }),
  umap: async (x, { nComponents, nNeighbors, minDist }, seed) => ({
    map: [...(await umap(x, { nComponents, nNeighbors, minDist, seed })).values],
  }),
};

const NPM: Record<string, Run> = {
  kmeans: (x, { k, maxIter }, seed) => {
    const found = npmKmeans(toRows(x), k, { maxIterations: maxIter, seed, tolerance: 0 });
    return { iterations: found.iterations };
  },
  pca: (x, { nComponents }) => {
    const found = new PCA(toRows(x));
    found.predict(toRows(x), { nComponents });
    return { variance: found.getEigenvalues().slice(0, nComponents) };
  },
  ward: (x) => ({ heights: npmWardHeights(toRows(x)) }),
  umap: (x, { nComponents, nNeighbors, minDist }, seed) => {
    const rng = createRng(seed);
    const map = new UMAP({ nComponents, nNeighbors, minDist, random: () => rng.uniform() });
    return { map: map.fit(toRows(x)).flat() };
  },
};

/** Labels that need no clustering: row modulo k. */
function labelsOf(n: number, k: number): Int32Array {
  return Int32Array.from({ length: n }, (_, i) => i % k);
}

async function answer(question: Question, runs: typeof OURS): Promise<Answer> {
  const { method, file, n, d, settings, seed } = question;
  const isReading = method === "read";
  const x = isReading ? null : matrix(await readRows(file), n, d);
  const started = performance.now(), before = process.cpuUsage();
  const quality = x === null ? await readSurvey(file) : await runs[method](x, settings, seed);
  const ms = performance.now() - started, { user, system } = process.cpuUsage(before);
  return { ms, processor: (user + system) / 1_000, quality };
}

/** Reads a survey as a run does: cells, their kinds, and what they say of people and questions. */
async function readSurvey(file: string): Promise<Quality> {
  const { rows, columns } = await ingest(await Deno.readFile(file), file, parseParams({}));
  return { rows, columns: columns.length };
}

const held = new Map<string, Float64Array>();

async function readRows(file: string): Promise<Float64Array> {
  const known = held.get(file);
  if (known !== undefined) return known;
  const values = new Float64Array((await Deno.readFile(file)).buffer);
  held.set(file, values);
  return values;
}

if (import.meta.main) {
  const runs = Deno.args[0] === "npm" ? NPM : OURS;
  // As a notebook does: the process is asked again and again.
  using _workers = keepWorkers();
  const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream());
  let text = "";
  for await (const chunk of lines) {
    text += chunk;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
      const question: Question = JSON.parse(text.slice(0, end));
      text = text.slice(end + 1);
      console.log(JSON.stringify(await answer(question, runs)));
    }
  }
}
