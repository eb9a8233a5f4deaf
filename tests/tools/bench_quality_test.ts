/** Tests of which peers the benchmark takes for a measure, and of what it does without some. Runs in Deno. */

import assert from "node:assert/strict";
import { absentPackages, isThere } from "../../bench/peers/packages.ts";
import { compareAnswers, type SideRun } from "../../bench/quality.ts";
import { type Side, WORKS } from "../../bench/works.ts";

const JUDGE = {
  program: { command: "none", args: [] },
  question: (): never => assert.fail("nothing is to be judged by another process"),
};

function side(name: Side, inertia: number): SideRun {
  return {
    side: name,
    times: { median: 1, least: 1, most: 1 },
    megabytes: 1,
    answers: [{ ms: 1, processor: 1, quality: { inertia } }],
  };
}

Deno.test("a peer whose inertia is more than a millionth above ours is no measure", async () => {
  const work = WORKS.find(({ name }) => name === "kmeans-blobs")!;
  const peers = [side("sklearn", 1e6 + 0.9), side("intelex", 1e6 + 1.1), side("faiss", 1e6 - 900)];
  const found = await compareAnswers(work, { ours: side("ours", 1e6), peers }, JUDGE);
  assert.deepEqual([...found.worse], ["intelex"]);
  assert.equal(found.isMet, true);
  assert.match(found.text, /inertia of intelex x 1\.0000011/);
});

Deno.test("our own inertia misses where a peer's is a thousandth less", async () => {
  const work = WORKS.find(({ name }) => name === "kmeans-blobs")!;
  const peers = [side("faiss", 1e6 - 1_100)];
  const found = await compareAnswers(work, { ours: side("ours", 1e6), peers }, JUDGE);
  assert.equal(found.isMet, false);
});

Deno.test("what is not installed is named, and ours needs nothing", () => {
  const peers = { python: "none", versions: new Map([["scikit-learn", "1.9.1"]]) };
  const sides: Side[] = ["ours", "npm", "sklearn", "faiss", "calamine"];
  assert.deepEqual(sides.map((each) => isThere(each, peers)), [true, true, true, false, false]);
  const absent = absentPackages(peers);
  assert.ok(absent.includes("faiss-cpu") && !absent.includes("scikit-learn"), absent.join());
});
