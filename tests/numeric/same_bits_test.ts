/** Tests that every algorithm gives the same bits in Deno and in Chromium, for any number of workers. Runs in Deno. */

import assert from "node:assert/strict";
import * as esbuild from "esbuild";
import { bundleForBrowser } from "../../tools/lib/browser_bundle.ts";
import { ROOT } from "../../tools/lib/paths.ts";
import { chromiumAbsent, NEEDS_CHROMIUM, startChromium } from "../support/chromium.ts";
import { type NumericRun, runNumeric, SHARED_OUT } from "../support/numeric_runs.ts";

const WORKERS = [1, 2, 4];

Deno.test({
  name: `Deno and Chromium give the same bits with 1, 2 and 4 workers ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    const [expected] = await runsOf(runNumeric, [1]);
    assert.equal(new Set(expected.map(({ sha256 }) => sha256)).size, expected.length);
    await t.step("Deno", async () => {
      check(await runsOf(runNumeric, WORKERS.slice(1)), WORKERS.slice(1), expected);
    });
    await t.step("Chromium", async () => {
      check(await inChromium((run) => runsOf(run, WORKERS)), WORKERS, expected);
    });
  },
});

type Run = (workers: number) => Promise<NumericRun[]>;

async function runsOf(run: Run, counts: readonly number[]): Promise<NumericRun[][]> {
  const runs: NumericRun[][] = [];
  for (const workers of counts) runs.push(await run(workers));
  return runs;
}

function check(
  runs: readonly NumericRun[][],
  counts: readonly number[],
  expected: readonly NumericRun[],
): void {
  runs.forEach((own, i) => {
    own.forEach(({ name, sha256, workers }, a) => {
      assert.equal(sha256, expected[a].sha256, `${name} with ${counts[i]} workers`);
      if (counts[i] === 1) assert.equal(workers, 0, `${name} started workers`);
      else if (SHARED_OUT.includes(name)) assert.equal(workers, counts[i], name);
    });
  });
}

/** Serves the bundle, starts it in a worker of a page as the site does, and runs there. */
async function inChromium<R>(work: (run: Run) => Promise<R>): Promise<R> {
  const { bytes, problems } = await bundleForBrowser("tests/support/numeric_worker.ts", ROOT);
  await esbuild.stop();
  assert.deepEqual(problems, []);
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const isEngine = new URL(request.url).pathname === "/engine.mjs";
    const type = isEngine ? "text/javascript" : "text/html";
    return new Response(isEngine ? bytes : "<!doctype html>", {
      headers: { "content-type": type },
    });
  });
  const browser = await startChromium();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.addr.port}/`);
    const engine = await page.evaluateHandle(() => new Worker("/engine.mjs", { type: "module" }));
    return await work((workers) =>
      page.evaluate(([engine, workers]) =>
        new Promise<NumericRun[]>((resolve, reject) => {
          engine.onmessage = ({ data }) => resolve(data);
          engine.onerror = ({ message }) => reject(new Error(message));
          engine.postMessage(workers);
        }), [engine, workers] as const)
    );
  } finally {
    await browser.close();
    await server.shutdown();
  }
}
