/** Times UMAP beside that of Embedding Atlas in a real Chromium, and judges both maps. Runs in Deno, in parts in browsers.
 *
 * deno run -A bench/site/umap_beside.ts --atlas=FOLDER [--rows=N ...]
 *
 * FOLDER is the unpacked npm package: `npm pack embedding-atlas@0.26.0`, then `tar xzf`. Each side has the
 * page to itself, in turns, with the same rows, neighbours, least distance and seeds; trustworthiness is
 * scikit-learn's.
 */

import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import * as esbuild from "esbuild";
import { startChromium } from "../../tests/support/chromium.ts";
import { bundleForBrowser } from "../../tools/lib/browser_bundle.ts";
import { type DataShape, makeRows, writeData } from "../data.ts";
import { medianOf, timesOf } from "../figures.ts";
import { preparePeers } from "../peers/packages.ts";
import { Answerer } from "../processes.ts";

const ROOT = new URL("../../", import.meta.url);
const COLUMNS = 50;
const RUNS = 5;
const SETTINGS = { nComponents: 2, nNeighbors: 15, minDist: 0.1 };
const SIDES = ["ours", "atlas"] as const;

/** What the page runs: the rows are there, in each side's own numbers, before the clock starts. */
const SCRIPT = `
import { layOut } from "/ours.js";
import { createUMAP } from "/atlas/umap.js";
const values = new Float64Array(await (await fetch("/rows")).arrayBuffer());
const single = Float32Array.from(values);
const sides = {
  ours: (d, settings) => layOut(values, d, settings),
  async atlas(d, { nComponents, ...settings }) {
    const made = await createUMAP(values.length / d, d, nComponents, single, settings);
    await made.run();
    return made.embedding;
  },
};
globalThis.make = async (side, d, settings) => {
  const started = performance.now();
  const map = await sides[side](d, settings);
  return { ms: performance.now() - started, map: [...map] };
};`;

/** A map that a page made. */
interface Made {
  readonly ms: number;
  readonly map: number[];
}

/** What the page's script offers. */
interface Maker {
  make(side: string, d: number, settings: typeof SETTINGS & { seed: number }): Promise<Made>;
}

const { values } = parseArgs({
  options: { atlas: { type: "string" }, rows: { type: "string", multiple: true } },
});
const atlas = values.atlas;
if (atlas === undefined) throw new Error("Give --atlas: the folder of the unpacked npm package.");
const { bytes } = await bundleForBrowser("bench/site/umap_entry.ts", ROOT);
await esbuild.stop();
const { python } = await preparePeers();
const browser = await startChromium();
try {
  for (const rows of values.rows ?? ["2000", "10000"]) {
    await compare({ kind: "survey", n: Number(rows), d: COLUMNS });
  }
} finally {
  await browser.close();
}

async function compare(shape: DataShape): Promise<void> {
  const folder = await Deno.makeTempDir();
  const server = serve(makeRows(shape));
  const judge = new Answerer({
    command: python,
    args: [new URL("../peers/peers.py", import.meta.url).pathname],
  });
  try {
    const file = await writeData(folder, shape);
    const found = new Map(
      SIDES.map((side) => [side, { ms: [] as number[], trust: [] as number[] }]),
    );
    // The first of each side is not counted: code is compiled then.
    for (let seed = 0; seed <= RUNS; seed++) {
      for (const side of SIDES) {
        const page = await browser.newPage();
        const { ms, map } = await makeOn(page, `http://127.0.0.1:${server.addr.port}/`, side, seed);
        await page.close();
        if (seed === 0) continue;
        const { quality } = await judge.ask({
          ...{ method: "trustworthiness", peer: "umap-learn", file, map, seed },
          ...{ n: shape.n, d: shape.d, settings: SETTINGS },
        });
        found.get(side)!.ms.push(ms);
        found.get(side)!.trust.push(Number(quality.trustworthiness));
      }
    }
    for (const [side, { ms, trust }] of found) {
      const { median, least, most } = timesOf(ms);
      console.log(
        `${shape.n} x ${shape.d} ${side}: ${median.toFixed(0)} ms (${least.toFixed(0)} to ${
          most.toFixed(0)
        }), ` +
          `trustworthiness ${medianOf(trust).toFixed(4)}`,
      );
    }
  } finally {
    await judge.stop();
    await server.shutdown();
    await Deno.remove(folder, { recursive: true });
  }
}

async function makeOn(page: Page, url: string, side: string, seed: number): Promise<Made> {
  await page.goto(url);
  await page.waitForFunction(() => "make" in globalThis);
  return await page.evaluate(
    ({ side, d, settings }) => (globalThis as unknown as Maker).make(side, d, settings),
    { side, d: COLUMNS, settings: { ...SETTINGS, seed } },
  );
}

function serve(rows: Float64Array): Deno.HttpServer<Deno.NetAddr> {
  const script = { "content-type": "text/javascript" };
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/ours.js") return new Response(bytes, { headers: script });
    if (pathname === "/page.js") return new Response(SCRIPT, { headers: script });
    if (pathname === "/rows") return new Response(rows.buffer as ArrayBuffer);
    if (pathname.startsWith("/atlas/") && !pathname.includes("..")) {
      const code = await Deno.readFile(`${atlas}/dist/${pathname.slice("/atlas/".length)}`);
      return new Response(code, { headers: script });
    }
    return new Response('<!doctype html><script type="module" src="/page.js"></script>', {
      headers: { "content-type": "text/html" },
    });
  });
}
