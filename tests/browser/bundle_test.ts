/** Tests of the engine as part of another program's bundle, in a real browser. Runs in Deno. */

import assert from "node:assert/strict";
import * as esbuild from "esbuild";
import { kmeans, matrix } from "../../pipeline/mod.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { bundleForBrowser } from "../../tools/lib/browser_bundle.ts";
import { chromiumAbsent, NEEDS_CHROMIUM, startChromium } from "../support/chromium.ts";

const ROOT = new URL("../../", import.meta.url);
/** Work that would be shared out among workers. */
const [ROWS, COLUMNS] = [20_000, 20];
const SETTINGS = { k: 5, nInit: 40, maxIter: 5, seed: 7 };

Deno.test({
  name: `a bundle that serves no workers computes without them, the same bits ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  async fn() {
    const { bytes, problems } = await bundleForBrowser("pipeline/mod.ts", ROOT);
    await esbuild.stop();
    assert.deepEqual(problems, []);
    const rng = createRng(3);
    const rows = Float64Array.from({ length: ROWS * COLUMNS }, () => rng.below(5));
    await using server = serve(bytes, rows);
    const browser = await startChromium();
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${server.addr.port}/`);
      const found = await page.evaluate(async ({ n, d, settings }) => {
        const engine = await import(`${location.origin}/engine.js`);
        const values = new Float64Array(await (await fetch("/rows")).arrayBuffer());
        const { inertia, labels } = await engine.kmeans(engine.matrix(values, n, d), settings);
        return { inertia, labels: [...labels] };
      }, { n: ROWS, d: COLUMNS, settings: SETTINGS });
      const { inertia, labels } = await kmeans(matrix(rows, ROWS, COLUMNS), SETTINGS);
      assert.deepEqual(found, { inertia, labels: [...labels] });
    } finally {
      await browser.close();
    }
  },
});

function serve(bundle: Uint8Array<ArrayBuffer>, rows: Float64Array<ArrayBuffer>) {
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/rows") return new Response(rows.buffer);
    if (pathname !== "/engine.js") {
      return new Response("<!doctype html>", { headers: { "content-type": "text/html" } });
    }
    return new Response(bundle, { headers: { "content-type": "text/javascript" } });
  });
}
