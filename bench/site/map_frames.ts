/** Measures how many frames a second the map of respondents shows while it is moved, in a real Chromium. Runs in Deno only.
 *
 * deno run -A bench/site/map_frames.ts [--points=N ...]. Chromium draws in software here; a graphics card is no slower.
 */

import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { createRng } from "../../pipeline/base/rng.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import { openChartPage } from "../../tests/support/chart_page.ts";
import { originalParams } from "../../tests/support/original.ts";
import { bytesOf, csvOf } from "../../tests/support/survey_text.ts";

const WIDTH = 1100;
const SECONDS = 4;
const SEGMENTS = 6;
const PARTS = ["wheel", "drag"] as const;

/** Frames of one gesture. */
interface Frames {
  readonly rate: number;
  /** Milliseconds of the slowest of twenty frames. */
  readonly slow: number;
}

const { values } = parseArgs({ options: { points: { type: "string", multiple: true } } });
const sizes = (values.points ?? ["1200", "20000", "200000"]).map(Number);
const charts = await openChartPage({ view: await smallView(), scan: [] });
try {
  const version = charts.page.context().browser()?.version() ?? "unknown";
  console.log(
    `Chromium ${version}, software rendering, map of ${WIDTH} pixels, ${SECONDS} s a gesture`,
  );
  for (const n of sizes) {
    await charts.page.evaluate(
      `globalThis.map = (${makeMap.toString()})(${pointsOf(n)}, view.map)`,
    );
    for (const part of PARTS) {
      await charts.draw(
        `charts.scatter(map, { width: ${WIDTH}, mode: "points", names: ["A", "B", "C", "D", "E", "F"] })`,
      );
      const { rate, slow } = await measure(charts.page, part);
      console.log(
        `${n} respondents, ${part}: ${rate.toFixed(1)} frames a second, slowest of 20 ${
          slow.toFixed(0)
        } ms`,
      );
    }
  }
} finally {
  await charts.close();
}

async function smallView() {
  const rng = createRng(5);
  const columns = Object.fromEntries(
    ["q1", "q2", "q3"].map((name) => [name, Array.from({ length: 60 }, () => 1 + rng.below(5))]),
  );
  return makeView(await runPipeline(bytesOf(csvOf(columns)), "small.csv", originalParams({})), {
    hasPoints: true,
  });
}

/** Seeded clouds, as text that a page evaluates: numbers would take longer to hand over. */
function pointsOf(n: number): string {
  return `{ n: ${n}, segments: ${SEGMENTS}, seed: 7 }`;
}

/** Makes a map of clouds. Runs in the page. */
function makeMap(
  { n, segments, seed }: { n: number; segments: number; seed: number },
  like: Record<string, unknown>,
): unknown {
  let state = seed;
  const uniform = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const centers = Array.from({ length: segments }, (_, g) => [
    3 * Math.cos(g / segments * 2 * Math.PI),
    3 * Math.sin(g / segments * 2 * Math.PI),
  ]);
  const segment = Array.from({ length: n }, (_, i) => i % segments);
  return {
    ...like,
    n,
    centers,
    grid: { cells: 1, xDomain: [-7, 7], yDomain: [-7, 7], counts: [[0, 0, 0, n]] },
    points: {
      x: segment.map((g) => centers[g][0] + normal()),
      y: segment.map((g) => centers[g][1] + normal()),
      segment,
      row: segment.map((_, i) => i + 1),
      order: "file",
      identifier: null,
      silhouette: null,
      answers: [],
    },
  };
}

/** Sends what a hand does at 60 a second, and counts the frames meanwhile. */
async function measure(page: Page, part: typeof PARTS[number]): Promise<Frames> {
  const times = await page.evaluate(gesture, { part, seconds: SECONDS });
  const deltas = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
  const whole = times[times.length - 1] - times[0];
  return {
    rate: (times.length - 1) / whole * 1000,
    slow: deltas[Math.floor(deltas.length * 0.95)],
  };
}

/** Runs in the page. */
async function gesture(
  { part, seconds }: { part: "wheel" | "drag"; seconds: number },
): Promise<number[]> {
  const page = document.defaultView!;
  const drawn = document.querySelector<SVGSVGElement>(".scatter-drawing")!;
  const { left, top, width, height } = drawn.getBoundingClientRect();
  const at = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, view: page };
  const turn = (deltaY: number) =>
    drawn.dispatchEvent(
      new WheelEvent("wheel", { ...at, deltaY, ctrlKey: true, cancelable: true }),
    );
  if (part === "drag") {
    for (let i = 0; i < 8; i++) turn(-20);
    await new Promise((done) => setTimeout(done, 400));
    drawn.dispatchEvent(new MouseEvent("mousedown", { ...at, button: 0, buttons: 1 }));
  }
  const times: number[] = [];
  await new Promise<void>((done) => {
    const begin = performance.now();
    const next = (time: number) => {
      times.push(time);
      const past = performance.now() - begin;
      if (past > seconds * 1000) return done();
      if (part === "wheel") turn(Math.sin(past / 500) > 0 ? -6 : 6);
      else {
        page.dispatchEvent(
          new MouseEvent("mousemove", {
            ...at,
            clientX: at.clientX + 120 * Math.sin(past / 300),
            clientY: at.clientY + 80 * Math.cos(past / 400),
          }),
        );
      }
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  if (part === "drag") page.dispatchEvent(new MouseEvent("mouseup", at));
  return times;
}
