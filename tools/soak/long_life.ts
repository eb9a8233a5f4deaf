/** Runs the engine again and again in one process and tells what memory it holds. Runs in Deno. */

import { runPipeline } from "../../pipeline/mod.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";

const MEGABYTE = 2 ** 20;
const ROWS = 400;

/** A survey that is a little different each time, so that nothing is kept for it. */
function surveyBytes(run: number): Uint8Array<ArrayBuffer> {
  const rows = Array.from(
    { length: ROWS },
    (_, i) =>
      [i, ...Array.from({ length: 12 }, (_, j) => 1 + (i * (j + 2) + run * j + (i >> j)) % 5)]
        .join(),
  );
  const header = ["id", ...Array.from({ length: 12 }, (_, j) => `q${j + 1}`)].join();
  return new TextEncoder().encode([header, ...rows].join("\n"));
}

/** Heap and buffers in use, garbage left out. */
function held(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = Deno.memoryUsage();
  return (heapUsed + external) / MEGABYTE;
}

if (import.meta.main) {
  const runs = Number(Deno.args[0]);
  const params = parseParams({ structure: { check: "none" }, clustering: { n_clusters: 3 } });
  // What is loaded and compiled at first stays; from then on nothing should.
  const warm = Math.ceil(runs / 5);
  let first = 0, last = 0;
  for (let run = 1; run <= runs; run++) {
    await runPipeline(surveyBytes(run), "survey.csv", params);
    if (run === warm) first = held();
    if (run === runs) last = held();
  }
  console.log(JSON.stringify({ runs, first, last }));
}
