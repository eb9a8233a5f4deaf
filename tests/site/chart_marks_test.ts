/** Tests that the charts drawn by Plot measure what they say, in a real browser. Runs in Deno. */

import assert from "node:assert/strict";
import type { RunView, ScanPoint } from "../../pipeline/view/types.ts";
import { type ChartPage, openChartPage, sampleRun } from "../support/chart_page.ts";
import { largest } from "../../src/components/kit/lists.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";

/** An element's place, and what it says. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
  readonly text: string;
  readonly title: string;
}

function readBoxes(selector: string): Box[] {
  return [...document.querySelectorAll(selector)].map((element) => {
    const { left, right, top, width, height } = element.getBoundingClientRect();
    return {
      ...{ left, right, width, height, middle: top + height / 2 },
      fill: getComputedStyle(element).fill,
      text: element.textContent ?? "",
      title: element.querySelector("title")?.textContent ?? "",
    };
  });
}

/** What a check is given. */
interface Marks {
  readonly draw: ChartPage["draw"];
  readonly view: RunView;
  readonly scan: readonly ScanPoint[];
  /** The elements that a selector finds. */
  boxes(selector: string): Promise<Box[]>;
}

/** Pixels are as values, to half a pixel and 1 %. */
function assertProportional(pixels: readonly number[], values: readonly number[]): void {
  assert.equal(pixels.length, values.length);
  const unit = largest(pixels) / largest(values);
  for (const [i, value] of values.entries()) {
    const isNear = Math.abs(pixels[i] - value * unit) <= 0.5 + 0.01 * value * unit;
    assert(isNear, `${i}: ${pixels[i]} pixels for ${value}, ${unit} a unit`);
  }
}

const CHECKS: [string, (marks: Marks) => Promise<void>][] = [
  ["scree() draws a bar a component, the used ones apart", async ({ draw, boxes, view }) => {
    await draw("charts.scree(view.pca, { width: 640 })");
    const bars = await boxes('[data-mark="bar"] rect');
    const { variance, used } = view.pca!;
    assertProportional(bars.map(({ height }) => height), variance);
    assert.deepEqual(
      bars.map(({ fill }) => fill === bars[0].fill),
      variance.map((_, i) => i < used),
    );
    assert.match(bars[1].title, /^Component 2: \d+\s%, up to it \d+\s%$/);
  }],

  ["missingChart() ends each question's bar with its share", async ({ draw, boxes, view }) => {
    await draw("charts.missingChart(view.columns, { width: 640, n: view.survey.rows })");
    const gaps = view.columns
      .map(({ label, missing }) => ({ label, count: missing.reduce((sum, m) => sum + m.count, 0) }))
      .filter(({ count }) => count > 0).sort((a, b) => b.count - a.count).slice(0, 20);
    // A question's bars stand one after another, one a reason.
    const parts = await boxes('[data-mark="bar"] rect');
    const rows = Map.groupBy(parts, ({ middle }) => Math.round(middle));
    const bars = [...rows].sort(([a], [b]) => a - b).map(([middle, row]) => (
      { middle, width: row.reduce((sum, { width }) => sum + width, 0) }
    ));
    assertProportional(bars.map(({ width }) => width), gaps.map(({ count }) => count));
    const words = await boxes("text");
    for (const [i, { label, count }] of gaps.entries()) {
      const row = words.filter(({ middle }) => Math.abs(middle - bars[i].middle) < 3);
      const share = Math.round(count / view.survey.rows * 100);
      assert.deepEqual(row.map(({ text }) => text).sort(), [label, `${share}\u00a0%`].sort());
    }
  }],

  ["distribution() draws each segment's shares in its colour", async ({ draw, boxes, view }) => {
    const column = 'view.columns.find((c) => c.distribution?.kind === "category")';
    await draw(`charts.distribution(${column}, { width: 640, names })`);
    const { bins } = view.columns.find((c) => c.distribution?.kind === "category")!.distribution!;
    const bars = await boxes('[data-mark="bar"] rect');
    const colors = ["rgb(0, 114, 178)", "rgb(230, 159, 0)", "rgb(0, 158, 115)"];
    const shares = colors.flatMap((_, g) => {
      const base = bins.reduce((sum, { counts }) => sum + counts[g], 0);
      return bins.map(({ counts }) => counts[g] / base);
    });
    const inOrder = colors.flatMap((color) => bars.filter(({ fill }) => fill === color));
    assertProportional(inOrder.map(({ width }) => width), shares);
  }],

  [
    "silhouettePlot() draws areas from 0 to the best, as high as sizes",
    async ({ draw, boxes, view }) => {
      await draw("charts.silhouettePlot(view.silhouettes, { width: 640, names })");
      const areas = await boxes('[data-mark="area"] path');
      const ticks = await boxes('[data-mark^="x-axis"] text');
      const { segments } = view.silhouettes!;
      assertProportional(areas.map(({ height }) => height), segments.map(({ size }) => size));
      assert.match(areas[0].title, /respondents, mean 0\.\d\d/);
      const [zero, one] = ["0", "1"].map((tick) => ticks.find(({ text }) => text === tick)!)
        .map(({ left, right }) => (left + right) / 2);
      const best = segments.map(({ values }) => zero + values[0] * (one - zero));
      for (const [i, { right }] of areas.entries()) assert(Math.abs(right - best[i]) < 1, `${i}`);
    },
  ],

  [
    "scanChart() puts each choice over its points and marks the present one",
    async ({ draw, boxes, scan }) => {
      await draw("charts.scanChart(scan, { width: 1200, k: 3, onPick() {} })");
      const dots = (await boxes("circle")).sort((a, b) => a.left + a.right - b.left - b.right);
      const picks = await boxes(".number-pick");
      assert.equal(dots.length, 3 * scan.length);
      for (const [i, dot] of dots.entries()) {
        const { left, right } = picks[Math.floor(i / 3)];
        assert(Math.abs((left + right) / 2 - (dot.left + dot.right) / 2) < 1, `choice ${i}`);
        assert.equal(dot.width > 8, scan[Math.floor(i / 3)].k === 3);
      }
      const names = (await boxes("svg text")).map(({ text }) => text);
      for (const name of ["map", "full answers", "2", "3", "8"]) assert(names.includes(name), name);
    },
  ],
];

Deno.test({
  name: `charts by Plot measure what they say ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    const data = await sampleRun();
    const charts = await openChartPage(data);
    try {
      const boxes: Marks["boxes"] = (selector) => charts.page.evaluate(readBoxes, selector);
      for (const [name, check] of CHECKS) {
        await t.step(name, () => check({ draw: charts.draw, boxes, ...data }));
      }
      assert.deepEqual(charts.errors, []);
    } finally {
      await charts.close();
    }
  },
});
