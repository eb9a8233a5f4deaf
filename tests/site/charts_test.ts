/** Tests of the charts in a real browser: what a person sees, presses and takes away. Runs in Deno. */

import assert from "node:assert/strict";
import { type ChartPage, openChartPage, sampleRun } from "../support/chart_page.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { EVERY_CHART } from "../support/every_chart.ts";
import { marksOnMap } from "../support/marks_on_map.ts";

/** A map of 2,000 respondents in two segments. */
const LARGE_MAP = `{
  ...view.map,
  n: 100000,
  points: {
    x: Array.from({ length: 2000 }, (_, i) => i % 50 / 10),
    y: Array.from({ length: 2000 }, (_, i) => i % 37 / 10),
    segment: Array.from({ length: 2000 }, (_, i) => i % 2),
    row: Array.from({ length: 2000 }, (_, i) => i + 1),
  },
}`;

/** Few enough for shapes on a page. */
const FEW_MAP = `{
  ...view.map,
  points: Object.fromEntries(Object.entries(view.map.points).map(([name, values]) =>
    [name, Array.isArray(values) && name !== "answers" ? values.slice(0, 200) : values])),
}`;

const CAPTION = `{
  title: "Three segments; the largest holds 46 %",
  subtitle: "Share of respondents, n = 1,204",
  note: "A note below.",
  filename: "sizes",
}`;

Deno.test({
  name: `charts say and do what a person relies on ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    const data = await sampleRun();
    const charts = await openChartPage(data);
    const chartTest = new ChartTest(charts, data);
    try {
      for (const check of [checkAll, checkTree, checkScan, checkMap, checkTables, checkDownloads]) {
        await check(t, chartTest);
      }
      assert.deepEqual(charts.errors, []);
    } finally {
      await charts.close();
    }
  },
});

/** What steps share. */
class ChartTest {
  readonly page: ChartPage["page"];
  readonly draw: ChartPage["draw"];

  constructor(charts: ChartPage, readonly data: Awaited<ReturnType<typeof sampleRun>>) {
    this.page = charts.page;
    this.draw = charts.draw;
  }

  /** What was called back since the last drawing. */
  readonly calls = (): Promise<unknown> => this.page.evaluate("calls");

  /** What is written in the elements that a selector finds. */
  readonly texts = (selector: string): Promise<string[]> =>
    this.page.locator(selector).allTextContents();
}

/** What holds for every chart. */
async function checkAll(t: Deno.TestContext, { page, draw }: ChartTest): Promise<void> {
  for (const width of [300, 640, 1200]) {
    await t.step(`no text leaves its drawing or covers another at ${width} pixels`, async () => {
      for (const [name, chart] of Object.entries(EVERY_CHART)) {
        await draw(chart(width));
        assert.deepEqual(await page.evaluate(FIND_OVERFLOW), [], name);
        assert.deepEqual(await page.evaluate(FIND_COVERED), [], name);
      }
    });
  }

  await t.step("every drawing is named by its finding", async () => {
    for (const [name, chart] of Object.entries(EVERY_CHART)) {
      await draw(chart(640));
      const labels = await page.locator("svg.chart-drawing").evaluateAll((all) =>
        all.map((each) => [each.getAttribute("role"), each.getAttribute("aria-label")])
      );
      assert(labels.length > 0, name);
      for (const [role, label] of labels) {
        assert(role === "img" || role === "group", `${name}: role ${role}`);
        assert((label ?? "").length > 10, `${name}: ${label}`);
      }
    }
  });
}

/** The tree, which chooses the number of segments. */
async function checkTree(
  t: Deno.TestContext,
  { page, draw, calls }: ChartTest,
): Promise<void> {
  await t.step(
    "dendrogram() moves its cut by keys and tells when a key is let go",
    async () => {
      await draw(
        "charts.dendrogram(view.tree, { width: 640, k: 3, onCut: (k) => calls.push(k) })",
      );
      const cut = page.getByRole("slider", { name: "Number of segments" });
      await cut.focus();
      await page.keyboard.down("ArrowUp");
      assert.equal(await cut.getAttribute("aria-valuenow"), "4");
      assert.deepEqual(await calls(), []);
      await page.keyboard.up("ArrowUp");
      assert.deepEqual(await calls(), [4]);
      await page.keyboard.press("Home");
      assert.deepEqual(await calls(), [4, 2]);
      assert.equal(await cut.getAttribute("aria-valuetext"), "2 segments");
      await page.keyboard.press("ArrowDown");
      assert.deepEqual(await calls(), [4, 2], "two segments are the fewest");
    },
  );

  await t.step("dendrogram() is cut by dragging and tells once", async () => {
    await draw(
      "charts.dendrogram(view.tree, { width: 640, k: 2, onCut: (k) => calls.push(k) })",
    );
    const box = (await page.getByRole("slider").boundingBox())!;
    const [x, y] = [box.x + 80, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + 60, { steps: 3 });
    await page.mouse.move(x, y + 110, { steps: 3 });
    await page.mouse.up();
    const told = await calls() as number[];
    assert.equal(told.length, 1);
    assert(told[0] > 2, `${told[0]} segments further down`);
  });

  await t.step("a control that is drawn anew keeps the keyboard's focus", async () => {
    await draw("charts.dendrogram(view.tree, { width: 640, k: 3, onCut() {} })");
    await page.getByRole("slider").focus();
    await draw("charts.dendrogram(view.tree, { width: 640, k: 4, onCut() {} })");
    await page.waitForFunction("document.activeElement.getAttribute('role') === 'slider'");
  });
}

/** The scan, which chooses it too. */
async function checkScan(
  t: Deno.TestContext,
  { page, draw, calls }: ChartTest,
): Promise<void> {
  await t.step("scanPlace() says what is to come before there is a scan", async () => {
    await draw("charts.scanPlace(view)");
    const said = await page.locator("main").innerText();
    assert.match(said, /comes next/);
    assert.doesNotMatch(said, /too few respondents/);
  });

  await t.step("scanChart() picks by click and by Enter", async () => {
    await draw("charts.scanChart(scan, { width: 640, k: 3, onPick: (k) => calls.push(k) })");
    await page.getByRole("button", { name: /^5 segments/ }).click();
    await page.getByRole("button", { name: /^2 segments/ }).press("Enter");
    assert.deepEqual(await calls(), [5, 2]);
    const current = page.getByRole("button", { name: /^3 segments/ });
    assert.equal(await current.getAttribute("aria-pressed"), "true");
  });
}

/** The map of respondents. */
async function checkMap(
  t: Deno.TestContext,
  { page, draw, calls, data }: ChartTest,
): Promise<void> {
  await t.step("scatter() draws more than 300 points on canvas, axes as text", async () => {
    await draw(`charts.scatter(${LARGE_MAP}, { width: 640, mode: "points", names })`);
    assert.equal(await page.locator("canvas").count(), 1);
    assert.equal(await page.locator("g[clip-path] path").count(), 0);
    const label = await page.locator("svg.chart-drawing").getAttribute("aria-label");
    assert.match(label!, /2,000 of 100,000 respondents drawn/);
    await draw(EVERY_CHART.points(640));
    assert.equal(await page.locator("canvas").count(), 1);
    assert.equal((await marksOnMap(page)).length, data.view.map.points!.x.length);
    await draw(`charts.scatter(${FEW_MAP}, { width: 640, mode: "points", names })`);
    assert.equal(await page.locator("canvas").count(), 0);
    assert.equal(await page.locator("g[clip-path] path").count(), 200);
  });

  await t.step("scatter() shows densities and says why where no points are", async () => {
    await draw(
      'charts.scatter({ ...view.map, points: null }, { width: 640, mode: "points", names })',
    );
    assert(await page.locator("path[data-density]").count() >= 3);
    assert.match(await page.locator("main").innerText(), /publishes no respondents/);
  });

  await t.step("scatter() selects the rows within a box and tells the nearest", async () => {
    await draw(
      'charts.scatter(view.map, { width: 640, mode: "points", names, ' +
        "onSelect: (rows) => calls.push(rows), tooltip: (row) => [`told ${row}`] })",
    );
    const box = (await page.locator("svg.chart-drawing").boundingBox())!;
    await page.keyboard.down("Shift");
    await page.mouse.move(box.x + 45, box.y + 12);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 12, box.y + box.height - 40, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up("Shift");
    const [rows] = await calls() as number[][];
    assert.deepEqual(rows, data.view.map.points!.row);
    const [mark] = await marksOnMap(page);
    await page.mouse.move(mark.x, mark.y);
    assert.match(await page.locator(".chart-tooltip").innerText(), /^Row \d[\s\S]*told \d/);
  });

  await t.step("scatter() zooms by keys and buttons, and comes back", async () => {
    await draw(`charts.scatter(${FEW_MAP}, { width: 640, mode: "points", names })`);
    const places = () =>
      page.locator("g[clip-path] path").evaluateAll((all) =>
        all.map((mark) => mark.getAttribute("transform"))
      );
    const before = await places();
    await page.getByRole("button", { name: "Zoom in" }).click();
    assert.notDeepEqual(await places(), before);
    await page.locator("svg.chart-drawing").press("0");
    assert.deepEqual(await places(), before);
  });
}

/** Sizes, tables and cards. */
async function checkTables(
  t: Deno.TestContext,
  { page, draw, texts, data }: ChartTest,
): Promise<void> {
  await t.step("segmentSizes() labels each part with its share and size", async () => {
    await draw(EVERY_CHART.sizes(1200));
    const shown = await texts("svg text");
    for (const [i, { name, size }] of data.view.profile.segments.entries()) {
      // A name may take two lines.
      assert(shown.join(" ").includes(`${i + 1} ${name}`), name);
      assert(shown.some((text) => text.endsWith(` · ${size}`)), String(size));
    }
  });

  await t.step("profileHeatmap() tells a focused row in full and shows all rows", async () => {
    await draw("charts.profileHeatmap(view.profile, { width: 480, most: 5 })");
    const rows = page.locator(".profile-heatmap-row");
    assert.equal(await rows.count(), 5);
    await rows.first().focus();
    const told = await page.locator(".chart-tooltip").innerText();
    assert(told.startsWith(data.view.profile.rows[0].label), told);
    assert.match(told, /base \d/);
    await page.getByRole("button", { name: /^Show all/ }).click();
    assert(await rows.count() > 20);
  });

  await t.step("loadings() shows 15 features, then all", async () => {
    await draw(EVERY_CHART.loadings(640));
    const all = data.view.pca!.loadings;
    const shown = async () => {
      const labels = await texts("svg text");
      return all.filter(({ text: { short }, category }) =>
        labels.includes(category === null ? short : `${short}: ${category}`)
      ).length;
    };
    assert.equal(await shown(), 15);
    await page.getByRole("button", { name: "Show all" }).click();
    assert.equal(await shown(), all.length);
  });

  await t.step("missingChart() says so where nothing is missing", async () => {
    await draw("charts.missingChart([], { width: 480, n: 10 })");
    assert.match(await page.locator("main").innerText(), /No answer is missing/);
  });

  await t.step(
    "segmentCards() gives each segment three differences and its words",
    async () => {
      await draw(EVERY_CHART.cards(900));
      const cards = page.locator(".segment-card");
      assert.equal(await cards.count(), 3);
      const { name, insights } = data.view.profile.segments[0];
      assert.match(await cards.first().innerText(), new RegExp(name.slice(0, 8)));
      assert.equal(await cards.first().locator("svg > g").count(), 3);
      await cards.first().locator("summary").click();
      assert((await cards.first().innerText()).includes(insights[0]));
    },
  );
}

/** What a person takes away. */
async function checkDownloads(t: Deno.TestContext, { page, draw }: ChartTest): Promise<void> {
  for (
    const [name, chart] of [
      ["sizes", EVERY_CHART.sizes(480)],
      ["a chart of two drawings", EVERY_CHART.scan(480)],
      ["facets", EVERY_CHART.distribution(480)],
      ["a map whose marks a drawing program takes apart", EVERY_CHART.points(480)],
      [
        "a map on canvas",
        `charts.scatter(${LARGE_MAP}, { width: 480, mode: "points", names })`,
      ],
    ]
  ) {
    await t.step(`chartFrame() gives ${name} as an SVG that stands alone`, async () => {
      await draw(`charts.chartFrame(${CAPTION}, ${chart})`);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Download as SVG" }).click(),
      ]);
      assert.equal(download.suggestedFilename(), "sizes.svg");
      const svg = await Deno.readTextFile((await download.path())!);
      const parsed = await page.evaluate(
        (text) => new DOMParser().parseFromString(text, "image/svg+xml").documentElement.nodeName,
        svg,
      );
      assert.equal(parsed, "svg");
      assert(svg.includes("Three segments; the largest holds 46 %"));
      assert(svg.includes("A note below."));
      assert.doesNotMatch(svg, /var\(|currentColor|color-mix|oklch|foreignObject/i);
      assert.doesNotMatch(
        svg.replaceAll(/xmlns(:\w+)?="[^"]*"/g, ""),
        /https?:|url\((?!["']?#)/,
      );
    });
  }

  await t.step("chartFrame() gives a PNG at twice the size", async () => {
    await draw(`charts.chartFrame(${CAPTION}, ${EVERY_CHART.sizes(480)})`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download as PNG" }).click(),
    ]);
    const bytes = await Deno.readFile((await download.path())!);
    assert.deepEqual([...bytes.subarray(1, 4)], [..."PNG"].map((c) => c.charCodeAt(0)));
    assert.equal(new DataView(bytes.buffer).getUint32(16), 2 * (480 + 32));
  });
}

/** Texts that stand on another text of their drawing; boxes of lines may touch. */
const FIND_COVERED = `[...document.querySelectorAll("svg.chart-drawing")].flatMap((drawing) => {
  const texts = [...drawing.querySelectorAll("text")]
    .map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
  return texts.flatMap((a, i) => texts.slice(0, i).filter((b) =>
    Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1 &&
    Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 3
  ).map((b) => b.text + " / " + a.text));
})`;

/** Texts that stand outside of their drawing, with a pixel to spare. */
const FIND_OVERFLOW = `[...document.querySelectorAll("svg.chart-drawing")].flatMap((drawing) => {
  const box = drawing.getBoundingClientRect();
  return [...drawing.querySelectorAll("text")].filter((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return left < box.left - 1 || right > box.right + 1 || top < box.top - 1 ||
      bottom > box.bottom + 1;
  }).map((text) => text.textContent);
})`;
