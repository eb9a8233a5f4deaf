/** Tests of the map of respondents in a real browser: names, movement, choosing, everybody drawn. Runs in Deno. */

import assert from "node:assert/strict";
import { runPipeline } from "../../pipeline/run/run.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import type { RunView } from "../../pipeline/view/types.ts";
import { type ChartPage, openChartPage } from "../support/chart_page.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { marksOnMap } from "../support/marks_on_map.ts";
import { originalParams } from "../support/original.ts";

const COUNTS = [2, 3, 4, 5, 6, 7, 8];
const WIDTHS = [320, 640, 1200];
/** Side of the squares in which respondents are counted, in pixels. */
const SQUARE = 24;
/** Names may cover no square that is among those which hold this share of all, the fullest first. */
const DENSEST = 0.25;
/** Names cover no more of all respondents than this. */
const MOST_COVERED = 0.12;
const LARGE = 20_000;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What steps share. */
interface Setting extends ChartPage {
  readonly views: readonly RunView[];
}

const MAP = (width: number) =>
  `charts.scatter(view.map, { width: ${width}, mode: "points", names: names, ` +
  "onSelect: (rows) => calls.push(rows), tooltip: (row) => [`told ${row}`] })";

/** A map of so many respondents in three clouds. */
const MANY = `(() => {
  const segment = Array.from({ length: ${LARGE} }, (_, i) => i % 3);
  const spread = (i, salt) => {
    const wild = Math.sin(i * 12.9898 + salt * 78.233) * 43758.5453;
    return wild - Math.floor(wild) - 0.5;
  };
  return {
    ...view.map,
    n: ${LARGE},
    centers: [[0, 0], [4, 0], [2, 3]],
    grid: { cells: 1, xDomain: [-1, 5], yDomain: [-1, 4], counts: [[0, 0, 0, ${LARGE}]] },
    points: {
      x: segment.map((g, i) => [0, 4, 2][g] + spread(i, 1)),
      y: segment.map((g, i) => [0, 0, 3][g] + spread(i, 2)),
      segment,
      row: segment.map((_, i) => i + 1),
      order: "file",
      identifier: null,
      silhouette: null,
      answers: [],
    },
  };
})()`;
const MANY_MAP = `charts.scatter(${MANY}, { width: 900, mode: "points", ` +
  'names: ["One", "Two", "Three"], onSelect: (rows) => calls.push(rows) })';

Deno.test({
  name: `the map shows, names and gives respondents ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    const views = await viewsOf(COUNTS);
    const charts = await openChartPage({ view: views[1], scan: [] });
    const setting = { ...charts, views };
    try {
      for (const width of WIDTHS) {
        await t.step(
          `names keep apart, in the frame and off the crowds at ${width} pixels`,
          () => namesStandApart(setting, width),
        );
      }
      await t.step("axes say in words what loads on them", () => axesSpeak(setting));
      await t.step("every respondent of many is drawn, told and chosen", () => drawsAll(setting));
      await t.step("marks of many stand where their respondents are", () => drawsInPlace(setting));
      await t.step("a file has the marks of many as fine as print", () => exports(setting));
      await t.step("and so has paper", () => prints(setting));
      await t.step("a wheel scrolls the page, with Ctrl it enlarges", () => turnsWheel(setting));
      await t.step("a double click enlarges, a drag moves, 0 shows all", () => moves(setting));
      await t.step("a loop by hand chooses who is in it", () => lassoes(setting));
      await t.step("the list chooses a segment by keyboard, Escape undoes", () => lists(setting));
      assert.deepEqual(charts.errors, []);
    } finally {
      await charts.close();
    }
  },
});

async function viewsOf(counts: readonly number[]): Promise<RunView[]> {
  const bytes = await Deno.readFile(new URL("../data/dataset.csv", import.meta.url));
  const views: RunView[] = [];
  for (const k of counts) {
    const params = originalParams({ clustering: { n_clusters: k, n_init: 2 } });
    views.push(makeView(await runPipeline(bytes, "dataset.csv", params), { hasPoints: true }));
  }
  return views;
}

/** Boxes of elements, within the map's drawing. */
function boxesOf({ page }: ChartPage, selector: string): Promise<Box[]> {
  return page.evaluate((selector) => {
    const from = document.querySelector(".scatter-drawing")!.getBoundingClientRect();
    return [...document.querySelectorAll(selector)].map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return {
        left: left - from.left,
        top: top - from.top,
        right: right - from.left,
        bottom: bottom - from.top,
      };
    });
  }, selector);
}

function isOver(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

async function namesStandApart(setting: Setting, width: number): Promise<void> {
  const { page, draw, views } = setting;
  for (const [i, view] of views.entries()) {
    const at = `${COUNTS[i]} segments`;
    await page.evaluate((view) => Object.assign(globalThis, { view }), view);
    await draw(MAP(width));
    const names = await boxesOf(setting, "[data-name] text");
    const [frame] = await boxesOf(
      setting,
      ".scatter-drawing clipPath ~ *, .scatter-drawing > rect",
    );
    const at0 = (await page.locator(".scatter-drawing").boundingBox())!;
    const marks = (await marksOnMap(page)).map(({ x, y }) => [x - at0.x, y - at0.y]);
    assert.equal(names.length, COUNTS[i], at);
    assert.equal(await page.locator("[data-leader]").count(), COUNTS[i], at);
    for (const [g, name] of names.entries()) {
      assert.ok(
        name.left >= frame.left && name.right <= frame.right && name.top >= frame.top &&
          name.bottom <= frame.bottom,
        `${at}: name ${g + 1} leaves the frame`,
      );
      const others = names.filter((other, h) => h < g && isOver(name, other));
      assert.equal(others.length, 0, `${at}: name ${g + 1} covers another`);
    }
    const dense = densestSquares(marks);
    const onCrowd = names.filter((name) => dense.some((square) => isOver(name, square)));
    assert.equal(onCrowd.length, 0, `${at}: ${onCrowd.length} names on the densest crowd`);
    const covered = marks.filter(([x, y]) =>
      names.some(({ left, right, top, bottom }) => x > left && x < right && y > top && y < bottom)
    );
    const share = covered.length / marks.length;
    assert.ok(share <= MOST_COVERED, `${at}: names cover ${(share * 100).toFixed(1)} %`);
    // Where only numbers fit, a list tells the names.
    const texts = await page.locator("[data-name] text").allTextContents();
    const isNumbers = texts.every((text) => /^\d$/.test(text));
    assert.equal(await page.locator(".scatter > svg").count(), isNumbers ? 1 : 0, at);
  }
  await page.evaluate((view) => Object.assign(globalThis, { view }), views[1]);
}

/** The fullest squares that together hold a share of all. */
function densestSquares(marks: readonly (readonly number[])[]): Box[] {
  const squares = Map.groupBy(
    marks,
    ([x, y]) => `${Math.floor(x / SQUARE)} ${Math.floor(y / SQUARE)}`,
  );
  const fullest = [...squares].sort((a, b) => b[1].length - a[1].length);
  const dense: Box[] = [];
  let held = 0;
  for (const [key, { length }] of fullest) {
    if (held >= DENSEST * marks.length || length < 3) break;
    held += length;
    const [left, top] = key.split(" ").map((part) => Number(part) * SQUARE);
    dense.push({ left, top, right: left + SQUARE, bottom: top + SQUARE });
  }
  return dense;
}

async function axesSpeak({ page, draw, views }: Setting): Promise<void> {
  await draw(MAP(1200));
  const texts = await page.locator(".scatter-drawing text").allTextContents();
  const { ends, xLabel } = views[1].map;
  const { loadings } = views[1].pca!;
  const [strongest] = loadings.toSorted((a, b) => Math.abs(b.values[0]) - Math.abs(a.values[0]));
  const own = strongest.values[0] > 0 ? ends!.x.high : ends!.x.low;
  assert.equal(own[0], strongest.text.item);
  assert.ok(texts.includes(`${ends!.x.high.join(", ")} →`), texts.join("\n"));
  assert.ok(texts.includes(`← ${ends!.x.low.join(", ")}`), texts.join("\n"));
  assert.ok(texts.includes(xLabel));
  // Nothing stands around a map of neighbours, and its caption says what distances are worth.
  const umap = '{ ...view.map, method: "umap", ends: null, xLabel: "Map 1", yLabel: "Map 2" }';
  await draw(
    `charts.chartFrame(charts.describeMap(${umap}, "points"), ` +
      `charts.scatter(${umap}, { width: 800, mode: "points", names }))`,
  );
  const around = await page.locator(".scatter-drawing > g:first-of-type text").count();
  assert.equal(around, 0);
  assert.match(await page.locator("figcaption").innerText(), /how far groups lie .* means little/);
}

async function drawsAll(setting: Setting): Promise<void> {
  const { page, draw } = setting;
  await draw(MANY_MAP);
  const label = await page.locator(".scatter-drawing").getAttribute("aria-label");
  assert.match(label!, /n = 20,000 respondents/);
  const box = (await page.locator(".scatter-drawing").boundingBox())!;
  await page.getByRole("button", { name: "Box", exact: true }).click();
  await page.mouse.move(box.x + 50, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 12, box.y + box.height - 42, { steps: 3 });
  await page.mouse.up();
  const [rows] = await page.evaluate("calls") as number[][];
  assert.equal(rows.length, LARGE);
  assert.match(await page.locator(".scatter-chosen").innerText(), /^20,000 respondents chosen$/);
  await page.getByRole("button", { name: "Clear" }).click();
  assert.deepEqual(await page.evaluate("calls.at(-1)"), []);
}

/** Reads pixels of the image: each cloud's middle has its colour, what lies between is empty. */
async function drawsInPlace({ page, draw }: Setting): Promise<void> {
  await draw(MANY_MAP);
  const look = () =>
    page.evaluate(() => {
      const canvas = document.querySelector("canvas")!;
      const pen = canvas.getContext("2d")!;
      const density = canvas.width / parseFloat(canvas.style.width);
      const at = (
        [x, y]: number[],
      ) => [...pen.getImageData(Math.round(x * density), Math.round(y * density), 1, 1).data];
      const [width, height] = [parseFloat(canvas.style.width), parseFloat(canvas.style.height)];
      // The domain is -1..5 and -1..4, with the same free share on each side.
      const spot = (x: number, y: number) => [
        (x + 1 + 6 * 0.06) / (6 * 1.12) * width,
        (1 - (y + 1 + 5 * 0.06) / (5 * 1.12)) * height,
      ];
      return [[0, 0], [4, 0], [2, 3], [2, 1.2]].map(([x, y]) => at(spot(x, y)));
    });
  const [one, two, three, none] = await look();
  for (
    const [[r, g, b, alpha], color] of [[one, "#0072b2"], [two, "#e69f00"], [
      three,
      "#009e73",
    ]] as const
  ) {
    const wanted = [1, 3, 5].map((digit) => parseInt(color.slice(digit, digit + 2), 16));
    assert.ok(alpha > 150, `alpha ${alpha}`);
    for (const [i, value] of [r, g, b].entries()) assert.ok(Math.abs(value - wanted[i]) < 8, color);
  }
  assert.equal(none[3], 0);
  // All but the second segment fade once it is chosen.
  await page.getByLabel("Choose the respondents of a segment").selectOption("1");
  const [faded, strong] = await look();
  assert.ok(strong[3] > 150 && faded[3] < strong[3], `${faded[3]} beside ${strong[3]}`);
}

async function exports({ page, draw }: Setting): Promise<void> {
  await draw(
    `charts.chartFrame(charts.describeMap(${MANY}, "points"), ${MANY_MAP}, "Source: many.csv")`,
  );
  const canvasWidth = () =>
    page.locator("canvas").evaluate((canvas) => (canvas as HTMLCanvasElement).width);
  const before = await canvasWidth();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: /^Download as SVG/ }).click(),
  ]);
  const file = await Deno.readTextFile((await download.path())!);
  const day = new Date().toISOString().slice(0, 10);
  assert.ok(file.includes(`Source: many.csv, ${day}`));
  const width = await page.evaluate(async (text) => {
    const image = new DOMParser().parseFromString(text, "image/svg+xml").querySelector("image")!;
    const loaded = new Image();
    loaded.src = image.getAttribute("href")!;
    await loaded.decode();
    return [loaded.naturalWidth, Number(image.getAttribute("width"))];
  }, file);
  assert.equal(width[0], Math.round(width[1] * 3));
  assert.equal(await canvasWidth(), before);
}

async function prints({ page, draw }: Setting): Promise<void> {
  await draw(MAP(640));
  const widthAfter = (event: string) =>
    page.evaluate((event) => {
      dispatchEvent(new Event(event));
      return document.querySelector("canvas")!.width;
    }, event);
  const onScreen = await widthAfter("afterprint");
  assert.equal(await widthAfter("beforeprint"), 3 * onScreen);
  assert.equal(await widthAfter("afterprint"), onScreen);
}

/** Where the line to the first segment's centre is drawn. */
function firstPlace({ page }: ChartPage): Promise<string> {
  return page.locator("[data-leader]").first().evaluate((line) => line.outerHTML);
}

async function untilMoved({ page }: ChartPage, before: string): Promise<void> {
  await page.waitForFunction(
    (before) => document.querySelector("[data-leader]")?.outerHTML !== before,
    before,
  );
}

async function turnsWheel(setting: Setting): Promise<void> {
  const { page, draw } = setting;
  await draw(MAP(640));
  await page.evaluate("document.body.style.minHeight = '4000px'");
  const box = (await page.locator(".scatter-drawing").boundingBox())!;
  const before = await firstPlace(setting);
  await page.mouse.move(box.x + 300, box.y + 200);
  await page.mouse.wheel(0, 120);
  await page.waitForFunction("scrollY > 0");
  assert.equal(await firstPlace(setting), before);
  assert.match(await page.locator(".scatter-hint").innerText(), /Ctrl/);
  await page.evaluate("scrollTo(0, 0)");
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -240);
  await page.keyboard.up("Control");
  await untilMoved(setting, before);
  assert.equal(await page.evaluate("scrollY"), 0);
  await page.evaluate("document.body.style.minHeight = ''");
}

async function moves(setting: Setting): Promise<void> {
  const { page, draw } = setting;
  await draw(MAP(640));
  const whole = await firstPlace(setting);
  const box = (await page.locator(".scatter-drawing").boundingBox())!;
  await page.mouse.dblclick(box.x + 300, box.y + 150);
  await untilMoved(setting, whole);
  // The transition of a double click comes to its end.
  await page.waitForTimeout(400);
  const enlarged = await firstPlace(setting);
  await page.mouse.move(box.x + 300, box.y + 150);
  await page.mouse.down();
  await page.mouse.move(box.x + 240, box.y + 130, { steps: 4 });
  await page.mouse.up();
  await untilMoved(setting, enlarged);
  await page.locator(".scatter-drawing").press("0");
  assert.equal(await firstPlace(setting), whole);
}

async function lassoes(setting: Setting): Promise<void> {
  const { page, draw, views } = setting;
  await draw(MAP(900));
  await page.getByRole("button", { name: "Lasso" }).click();
  const box = (await page.locator(".scatter-drawing").boundingBox())!;
  const center = [box.x + box.width * 0.5, box.y + box.height * 0.45];
  const radius = 120;
  const corner = (step: number) =>
    [
      center[0] + radius * Math.cos(step / 30 * 2 * Math.PI),
      center[1] + radius * Math.sin(step / 30 * 2 * Math.PI),
    ] as const;
  await page.mouse.move(...corner(0));
  await page.mouse.down();
  for (let step = 1; step <= 30; step++) await page.mouse.move(...corner(step));
  await page.mouse.up();
  const [rows] = await page.evaluate("calls") as number[][];
  const { row } = views[1].map.points!;
  const marks = await marksOnMap(page);
  const inLoop = row.filter((_, i) =>
    Math.hypot(marks[i].x - center[0], marks[i].y - center[1]) < radius - 4
  );
  assert.ok(inLoop.length > 50);
  const chosen = new Set(rows);
  assert.ok(inLoop.every((each) => chosen.has(each)), "all within are chosen");
  assert.ok(rows.length < inLoop.length * 1.3, "and few beside");
}

async function lists({ page, draw, views }: Setting): Promise<void> {
  await draw(MAP(640));
  const list = page.getByLabel("Choose the respondents of a segment");
  await list.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const { row, segment } = views[1].map.points!;
  assert.deepEqual(
    await page.evaluate("calls.at(-1)"),
    row.filter((_, i) => segment[i] === 1),
  );
  await page.locator(".scatter-drawing").press("Escape");
  assert.deepEqual(await page.evaluate("calls.at(-1)"), []);
}
