/** Tests of what pages ask their worker for in a notebook's cells: algorithms and parts of runs. Runs in Deno. */

import assert from "node:assert/strict";
import { decode, encode } from "../../pipeline/io/codec.ts";

import {
  agglomerative,
  cutTree,
  gower,
  kmeans,
  kmedoids,
  matrix,
  parseParams,
  pca,
  placeOnMap,
  runPipeline,
  silhouette,
  umap,
} from "../../pipeline/mod.ts";
import { ALGORITHM_NAMES, type AlgorithmName } from "../../pipeline/run/algorithms/names.ts";
import { makeArtifact, publishedOrder } from "../../pipeline/view/publish.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { smallSurvey } from "../support/small_survey.ts";
import { WorkerLine } from "../support/worker_line.ts";

const PARAMS = parseParams({ clustering: { n_clusters: 3 }, structure: { check: "none" } });

const ROWS = Array.from({ length: 60 }, (_, i) => [i % 3 * 10 + i % 7, i % 5, i % 3]);
const X = matrix(Float64Array.from(ROWS.flat()), 60, 3);

Deno.test("algorithms give the page what they give scripts, whatever rows are written as", async () => {
  const line = new WorkerLine();
  const { features } = await runPipeline(smallSurvey(), "s.csv", PARAMS);
  const some = { k: 3, nInit: 4, maxIter: 50, seed: 7 };
  const map = { nComponents: 2, nNeighbors: 6, minDist: 0.2, seed: 7 };
  const labels = Int32Array.from({ length: 60 }, (_, i) => i % 3);
  const mapped = await umap(X, map);
  const model = { x: X, map: mapped, nNeighbors: 6, minDist: 0.2 };
  const nominal = await runPipeline(smallSurvey(), "s.csv", {
    ...PARAMS,
    features: { ...PARAMS.features, include: ["region", "q2"] },
  });
  const expected: Record<AlgorithmName, readonly [readonly unknown[], unknown]> = {
    gower: [[features], await gower(features)],
    pca: [[ROWS, { nComponents: 2 }], await pca(X, { nComponents: 2 })],
    mca: [[nominal.features, { nComponents: 2 }], null],
    umap: [[ROWS.map((row) => Float32Array.from(row)), map], mapped],
    placeOnMap: [[model, ROWS, { seed: 3 }], await placeOnMap(model, X, { seed: 3 })],
    kmeans: [[X, some], await kmeans(X, some)],
    kmedoids: [[ROWS, some], await kmedoids(X, some)],
    agglomerative: [[ROWS, { linkage: "average" }], await agglomerative(X, { linkage: "average" })],
    silhouette: [[ROWS, [...labels]], await silhouette(X, labels)],
  };
  for (const name of ALGORITHM_NAMES) {
    const [args, result] = expected[name];
    const answer = await line.call(name, ...args);
    if (result !== null) assert.deepEqual(answer, result, name);
    else assert.equal(answer.scores?.n ?? answer.n, 60, name);
    // Nothing that the engine goes on to use was handed over with it.
    if (result !== null) assert.deepEqual(await line.call(name, ...args), result, name);
  }
  const tree = await line.call("agglomerative", ROWS, { linkage: "ward" });
  assert.equal(new Set(cutTree(tree, 4)).size, 4);
});

Deno.test("one list of numbers is a column; options of the run's parameters have their defaults", async () => {
  const line = new WorkerLine();
  const found = await line.call("kmeans", [0, 1, 10, 11], { k: 2 });
  const one = matrix(Float64Array.of(0, 1, 10, 11), 4, 1);
  const options = { k: 2, nInit: 10, maxIter: 300, seed: 42 };
  assert.deepEqual(found, await kmeans(one, options));
});

/** Calls that cannot be followed, and what is said. */
const REFUSED: readonly (readonly [AlgorithmName, readonly unknown[], string, RegExp])[] = [
  [
    "kmeans",
    [undefined, { k: 2 }],
    "DataError",
    /^Cannot run kmeans\(\): it takes rows of numbers, .*got undefined/,
  ],
  ["kmeans", [[[1, 2], [3]], { k: 2 }], "DataError", /as the first, which has 2, but row 2 has 1/],
  ["kmeans", [[[1], [null]], { k: 1 }], "DataError", /every value must be finite, but row 2/],
  ["kmeans", [ROWS, { k: 0 }], "ParamsError", /k of kmeans\(\): expected a whole number from 1/],
  ["kmeans", [ROWS], "ParamsError", /k of kmeans\(\): .*but got nothing/],
  ["kmeans", [ROWS, { k: 2, nInt: 3 }], "ParamsError", /got "nInt".*Did you mean nInit\?/],
  ["kmeans", [ROWS, { k: 2, nInit: 0 }], "ParamsError", /nInit of kmeans\(\): expected/],
  ["umap", [[[1], [2]], { nComponents: 1 }], "DataError", /neighbo/],
  ["agglomerative", [ROWS, { linkage: "near" }], "ParamsError", /linkage of agglomerative\(\)/],
  ["silhouette", [ROWS, [0, 1]], "RangeError", /every one of 60 rows needs a label/],
  ["silhouette", [ROWS, ROWS], "DataError", /whole numbers from 0, but label 1 is/],
  ["gower", [ROWS], "DataError", /it takes run\.features/],
  ["kmeans", [{ values: [1, 2], n: 3, d: 1 }, { k: 1 }], "RangeError", /n x d values/],
];

Deno.test("a wrong argument is an error in words", async () => {
  const line = new WorkerLine();
  for (const [name, args, kind, words] of REFUSED) {
    const message = await line.ask({ type: "algorithm", name, args });
    assert.ok(message.type === "error", `${name}: ${message.type}`);
    assert.match(message.message, words);
    assert.equal(message.name, kind);
  }
});

Deno.test("a cancelled algorithm ends, tells how far it was, and leaves the worker free", async () => {
  const line = new WorkerLine();
  const rng = createRng(1);
  const x = matrix(Float64Array.from({ length: 20_000 * 10 }, () => rng.uniform()), 20_000, 10);
  const id = 1_000;
  const work = line.ask({ type: "algorithm", name: "umap", args: [x, { nComponents: 2 }] }, id);
  while (!line.heard.some((message) => message.type === "progress")) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const asked = performance.now();
  line.cancel(id);
  const message = await work;
  const took = performance.now() - asked;
  assert.equal(message.type === "error" && message.name, "AbortError");
  assert.ok(took < 1_000, `${took} ms`);
  assert.ok(line.heard.some((each) => each.type === "progress" && each.stage === "umap"));
  await line.call("kmeans", [[0], [9]], { k: 2 });
});

Deno.test("parts of a run are the engine's own, and stay its own", async () => {
  const line = new WorkerLine();
  const bytes = smallSurvey();
  const { clustering, map, cleaned } = await runPipeline(bytes, "s.csv", PARAMS);
  await line.done({ type: "open", name: "s.csv", bytes, isArtifact: false });
  for (let time = 0; time < 2; time++) {
    assert.deepEqual(
      await line.done({ type: "part", params: PARAMS, part: "clustering" }),
      clustering,
    );
    assert.deepEqual(await line.done({ type: "part", params: PARAMS, part: "map" }), map);
    assert.deepEqual(await line.done({ type: "part", params: PARAMS, part: "cleaned" }), cleaned);
  }
});

Deno.test("published answers and labels are in one order, and none come where none are published", async () => {
  const bytes = smallSurvey();
  const result = await runPipeline(bytes, "s.csv", PARAMS);
  const open = async (publish: "pseudonymous" | "none"): Promise<WorkerLine> => {
    const line = new WorkerLine();
    const artifact = encode(makeArtifact(result, publish, { name: "s.csv", bytes }));
    assert.ok(decode(artifact));
    await line.done({ type: "open", name: "s", bytes: artifact, isArtifact: true });
    return line;
  };
  const line = await open("pseudonymous");
  const survey = await line.done({ type: "part", params: PARAMS, part: "survey" });
  const { labels } = await line.done({ type: "part", params: PARAMS, part: "clustering" });
  const order = publishedOrder(result.survey.rows, result.input.sha256);
  const wordsOf = ({ columns }: typeof result.survey, row: number): string[] =>
    columns.filter(({ name }) => name.startsWith("q1_")).map(({ texts, codes }) =>
      texts[codes[row]]
    );
  for (const [place, row] of order.entries()) {
    assert.deepEqual(wordsOf(survey, place), wordsOf(result.survey, row));
    assert.equal(labels[place], result.clustering.labels[row]);
  }
  const none = await open("none");
  const refused = await none.ask({ type: "part", params: PARAMS, part: "survey" });
  assert.match(refused.type === "error" ? refused.message : "", /no answers of single respondents/);
});
