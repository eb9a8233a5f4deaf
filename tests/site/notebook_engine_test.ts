/** Tests of the engine in the cells of the notebook's page: algorithms, respondents, interrupting, files that run elsewhere. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { FrameLocator, Page } from "playwright-core";
import { kmeans, matrix, parseParams, runPipeline } from "../../pipeline/mod.ts";
import { parameterReader } from "../../pipeline/notebook/mod.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { inTemporaryFolder } from "../support/command.ts";
import { type ExecutedCell, executeNotebook, jupyterAbsent } from "../support/jupyter.ts";
import {
  addCode,
  cellAt,
  interruptTime,
  untilQuiet,
  untilStatus,
} from "../support/notebook_frame.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import { choose, untilReady } from "../support/site_page.ts";

const ADDRESS = "/dataset/notebook";
const MOST_MS = 200;
const TRIES = 5;

async function open(
  { viewer }: SiteSetting,
): Promise<{ readonly page: Page; readonly frame: FrameLocator }> {
  const page = await viewer.open(ADDRESS);
  page.setDefaultTimeout(30_000);
  return { page, frame: await untilQuiet(page) };
}

/** Adds a cell, runs it, and gives what stands beneath it once it is done. */
async function valueOf(frame: FrameLocator, source: string): Promise<string> {
  const cell = await addCode(frame, source);
  await untilStatus(cell, "done");
  return await cell.locator(".cell-output").innerText();
}

/** Adds a cell, runs it, and gives why it failed. */
async function problemOf(frame: FrameLocator, source: string): Promise<string> {
  const cell = await addCode(frame, source);
  await untilStatus(cell, "failed");
  return await cell.locator(".problem").innerText();
}

/** Has the frame note how long after a click was made a cell stood interrupted. */
async function timeClicks(frame: FrameLocator): Promise<void> {
  await frame.locator("body").evaluate((body) => {
    const countEnded = () => body.querySelectorAll('[data-status="interrupted"]').length;
    const before = countEnded();
    let clicked = 0, ended = 0;
    delete body.dataset.took;
    const note = () => {
      if (clicked > 0 && ended > 0) body.dataset.took = String(ended - clicked);
    };
    addEventListener("pointerdown", ({ timeStamp }) => {
      clicked = timeStamp;
      note();
    }, { capture: true, once: true });
    new MutationObserver(() => {
      if (ended > 0 || countEnded() === before) return;
      ended = performance.now();
      note();
    }).observe(body, { subtree: true, attributeFilter: ["data-status"] });
  });
}

/** Presses Interrupt as a person does while a function computes without a pause.
 * @returns How long after the click was made its cell stood interrupted.
 */
async function clickTime(page: Page, frame: FrameLocator): Promise<number> {
  const button = frame.getByRole("button", { name: "Interrupt" });
  const { x, y, width, height } = (await button.boundingBox())!;
  await timeClicks(frame);
  const cell = await addCode(frame, "(function f() { for (;;) {} })()");
  await page.waitForTimeout(600);
  // Each is answered only when the page has taken it, and a person waits for no answer.
  const done = [page.mouse.move(x + width / 3, y + height / 2)];
  await page.waitForTimeout(100);
  done.push(page.mouse.move(x + width / 2, y + height / 2));
  await page.waitForTimeout(100);
  done.push(page.mouse.down(), page.mouse.up());
  await untilStatus(cell, "interrupted");
  await Promise.all(done);
  const took = Number(await frame.locator("body").getAttribute("data-took"));
  await cell.focus();
  await page.keyboard.press("d");
  await page.keyboard.press("d");
  return took > 0 ? took : Infinity;
}

async function checkAlgorithms(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const { page, frame } = await open(setting);
  const rows = Array.from({ length: 40 }, (_, i) => [i % 4 * 5 + i % 3, i % 5]);
  const found = await kmeans(matrix(Float64Array.from(rows.flat()), 40, 2), {
    ...{ k: 4, nInit: 10, maxIter: 300, seed: 42 },
  });

  await t.step("they give what they give scripts, and stand in for each other's rows", async () => {
    await valueOf(frame, `const rows = ${JSON.stringify(rows)}`);
    const text = await valueOf(frame, "(await kmeans(rows, {k: 4})).labels.join()");
    assert.equal(text, found.labels.join());
    const tree = "cutTree(await agglomerative(rows, {linkage: 'ward'}), 4)";
    assert.equal(await valueOf(frame, `new Set(${tree}).size`), "4");
    const scores = "const {scores} = await pca(run.features, {nComponents: 3})";
    await valueOf(frame, scores);
    assert.equal(await valueOf(frame, "[scores.n, scores.d].join()"), "1204,3");
    const silhouettes = "(await silhouette(scores, run.clustering.labels)).perRow.length";
    assert.match(await valueOf(frame, silhouettes), /^1,?204$/);
    assert.match(await valueOf(frame, "columnValues(survey.columns[1]).length"), /^1,?204$/);
  });

  await t.step("a wrong argument is the engine's own error at the cell", async () => {
    const wrong = await problemOf(frame, "await kmeans([[1, 2], [3]], {k: 2})");
    assert.match(wrong, /must have as many numbers as the first, which has 2, but row 2 has 1/);
    assert.match(await problemOf(frame, "await umap(rows, {k: 2})"), /umap\(\).*got "k"/s);
    assert.match(await problemOf(frame, "await pca([() => 1], {})"), /hand this to the engine/);
    assert.match(await problemOf(frame, "runPipeline()"), /Cannot call runPipeline\(\) on a page/);
  });

  await t.step("they wait until they are asked for when the page is opened anew", async () => {
    await page.waitForTimeout(500);
    await page.reload();
    await untilQuiet(page);
    const cell = frame.locator(".cell", { hasText: "await kmeans(rows, {k: 4})" });
    await untilStatus(cell, "stale");
    await cell.focus();
    await page.keyboard.press("Control+Enter");
    await cell.getByText(found.labels.join(), { exact: true }).waitFor();
  });
  await page.close();
}

async function checkInterrupt(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const { page, frame } = await open(setting);
  const kept = await valueOf(frame, "const kept = Math.random(); kept");

  await t.step("a UMAP of 20,000 respondents ends, and the worker is free", async () => {
    await valueOf(
      frame,
      "const x = matrix(Float64Array.from({length: 200000}, d3.randomLcg(1)), 20000, 10); x.n",
    );
    const cell = await addCode(frame, "const placed = await umap(x, {nComponents: 2})");
    // A machine that is busy with something else may be late once, and is not at each of several times.
    let took = Infinity;
    for (let time = 0; time < TRIES && took >= MOST_MS; time++) {
      if (time > 0) await cell.getByRole("button", { name: /^Run/ }).first().click();
      await cell.getByText(/Running … umap \d+ %/).waitFor();
      took = await interruptTime(frame);
      await untilStatus(cell, "interrupted");
    }
    assert.ok(took < MOST_MS, `${took} ms`);
    const from = performance.now();
    assert.equal(await valueOf(frame, "(await kmeans([0, 1, 9, 8], {k: 2})).inertia"), "1");
    const next = performance.now() - from;
    assert.ok(next < 5_000, `${next} ms`);
    assert.equal(await frame.locator(".cell .value", { hasText: kept }).innerText(), kept);
    console.log(
      `  UMAP interrupted in ${took.toFixed(0)} ms, the next cell took ${next.toFixed(0)}`,
    );
  });

  await t.step("a key that is let go of late, or the next one, ends nothing", async () => {
    const slow = "function g() { const end = performance.now() + 700; " +
      "while (performance.now() < end) {} return 'slow' } g()";
    const cell = await addCode(frame, slow, async () => {
      await page.keyboard.down("Control");
      await page.keyboard.down("Enter");
      await page.waitForTimeout(150);
      await page.keyboard.up("Enter");
      await page.keyboard.up("Control");
      await page.waitForTimeout(200);
      await page.keyboard.press("Shift");
    });
    await cell.getByText("slow", { exact: true }).waitFor();
  });

  await t.step("a real click ends a function that never pauses", async () => {
    let took = Infinity;
    for (let time = 0; time < TRIES && took >= MOST_MS; time++) took = await clickTime(page, frame);
    console.log(`  a function without a pause ended in ${took.toFixed(0)} ms`);
    assert.ok(took < MOST_MS, `${took} ms`);
    assert.equal(await frame.locator(".cell .value", { hasText: kept }).innerText(), kept);
  });
  await page.close();
}

/** Browsers that cannot tell of clicks that wait end a deaf cell soon, and let it go on when asked again. */
async function checkDeaf({ viewer }: SiteSetting): Promise<void> {
  const context = await viewer.browser.newContext();
  await context.addInitScript(() => {
    Object.defineProperty(navigator, "scheduling", { value: undefined });
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const anyPage = await viewer.open(ADDRESS);
  await page.goto(anyPage.url());
  await anyPage.close();
  const frame = await untilQuiet(page);
  const source = "function f() { const end = performance.now() + 4000; " +
    "while (performance.now() < end) {} return 'came to its end' } f()";
  const cell = await addCode(frame, source);
  const from = performance.now();
  await untilStatus(cell, "failed");
  assert.ok(performance.now() - from < 4_000);
  assert.match(await cell.locator(".problem").innerText(), /Run it again to give it ten times/);
  await cell.focus();
  await page.keyboard.press("Control+Enter");
  await cell.getByText("came to its end", { exact: true }).waitFor();
  await context.close();
}

async function checkRespondents(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const { page, frame } = await open(setting);
  const bytes = await Deno.readFile(`${setting.folder}/data/dataset.xlsx`);
  // Trees give the same segments in any order of respondents.
  await choose(page, "Clustering", "agglomerative");
  await untilReady(page);
  const params = parseParams(JSON.parse(await valueOf(frame, "JSON.stringify(run.params)")));
  assert.equal(params.clustering.method, "agglomerative");
  const { survey, clustering } = await runPipeline(bytes, "dataset.xlsx", params);
  const column = survey.columns.find(({ kind, metadata }) => kind === "ordinal" && !metadata)!;

  await t.step("nothing is fetched before a cell reads it", async () => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await valueOf(frame, "run.profile.segments.length + columns().length");
    assert.deepEqual(asked, []);
  });

  await t.step("labels and answers of the same respondents stand at the same place", async () => {
    const source = `const [column] = columns(${JSON.stringify(column.name)});
const counts = new Map();
column.values.forEach((value, i) => {
  const key = value + " in " + run.clustering.labels[i];
  counts.set(key, (counts.get(key) ?? 0) + 1);
});
JSON.stringify([...counts].sort())`;
    const text = await valueOf(frame, source);
    const counts = new Map<string, number>();
    column.codes.forEach((code, i) => {
      const { categories, texts, values, missing } = column;
      const value = missing[code] !== 0 ? null : categories === null ? values[code] : texts[code];
      const key = `${value} in ${clustering.labels[i]}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    });
    assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify([...counts].sort())));
  });

  await t.step("the map's places are those of the same respondents", async () => {
    const text = await valueOf(
      frame,
      "[run.map.values.length, run.clustering.labels.length, run.map.points.x.length].join()",
    );
    assert.equal(text, "2408,1204,1204");
  });

  await t.step("another number of segments has labels, too", async () => {
    const source = '(await runWith({"clustering.n_clusters": 5})).clustering.sizes.length';
    assert.equal(await valueOf(frame, source), "5");
  });

  await page.close();
}

/** What somebody is told who asks for a parameter that there is not, by the rule of the command line. */
function refusalOf(path: string): string {
  try {
    return String(parameterReader(parseParams({}))(path));
  } catch (error) {
    return (error as Error).message;
  }
}

async function checkParams(setting: SiteSetting): Promise<void> {
  const { page, frame } = await open(setting);
  assert.match(await valueOf(frame, 'params("clustering").n_clusters'), /^3$/);
  const said = await problemOf(frame, 'params("clustering.n_cluster")');
  const expected = refusalOf("clustering.n_cluster");
  assert.match(expected, /Did you mean clustering\.n_clusters/);
  assert.ok(said.endsWith(`: ${expected}`), said);
  await page.close();
}

/** Cells whose figures are compared at both doors. */
const FIGURES = [
  "console.log(JSON.stringify(run.profile.segments.map(({ size, name }) => [size, name])))",
  "console.log(JSON.stringify(Array.from(run.clustering.sizes)))",
  "console.log(JSON.stringify(other.profile.segments.map(({ size }) => size)))",
  'console.log(JSON.stringify([params("clustering.n_clusters"), run.params.seed]))',
  'console.log(columns("core_q3_*").length, d3.sum(columns("core_q3_*"), (c) => d3.sum(c.values)))',
  "console.log((await kmeans([[0, 1], [0, 2], [7, 7], [7, 8]], { k: 2 })).inertia)",
];

/** What the cells of figures told, without the line's end. */
function printed(cells: readonly ExecutedCell[]): string[] {
  return cells.slice(-FIGURES.length).map(({ outputs }) =>
    (outputs ?? []).flatMap(({ text }) => text ?? []).join("").trim()
  );
}

async function checkDownload(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const { page, frame } = await open(setting);
  await choose(page, "Clustering", "agglomerative");
  await untilReady(page);
  const field = frame.locator('.cell[data-kind="parameter"] input[type="number"]');
  await field.fill("4");
  await field.press("Enter");
  await frame.locator(".cell", { hasText: /Four segments/ }).first().waitFor();
  for (const source of FIGURES) await untilStatus(await addCode(frame, source), "done");
  const count = await frame.locator(".cell").count();
  const told: string[] = [];
  for (let i = 0; i < FIGURES.length; i++) {
    told.push(await cellAt(frame, count - FIGURES.length + i).locator(".log").innerText());
  }

  const download = page.waitForEvent("download");
  await frame.getByRole("button", { name: "Download", exact: true }).click();
  const text = await Deno.readTextFile(await (await download).path());
  await Deno.mkdir(`${setting.folder}/notebooks`, { recursive: true });
  const path = `${setting.folder}/notebooks/mine.ipynb`;
  await Deno.writeTextFile(path, text);
  await t.step({
    name: "Jupyter tells the same figures (needs jupyter: deno task services)",
    ignore: jupyterAbsent,
    fn: () =>
      inTemporaryFolder(async (home) => {
        const isWhole = (cells: readonly ExecutedCell[]) => printed(cells).every(Boolean);
        assert.deepEqual(printed(await executeNotebook(path, home, isWhole)), told);
      }),
  });

  const chooser = page.waitForEvent("filechooser");
  await frame.getByRole("button", { name: "Open …", exact: true }).click();
  await (await chooser).setFiles({
    name: "mine.ipynb",
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
  await frame.getByRole("button", { name: "Trust and run" }).waitFor();
  assert.equal(await frame.locator(".cell").count(), count);
  const again = page.waitForEvent("download");
  await frame.getByRole("button", { name: "Download", exact: true }).click();
  assert.equal(await Deno.readTextFile(await (await again).path()), text);
  await page.close();
}

Deno.test({
  name: `the notebook's cells have the engine ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      await t.step("algorithms", (t) => checkAlgorithms(t, setting));
      await t.step("interrupting", (t) => checkInterrupt(t, setting));
      await t.step("a browser that hears no clicks", () => checkDeaf(setting));
      await t.step("respondents", (t) => checkRespondents(t, setting));
      await t.step("params() fails with the command line's own words", () => checkParams(setting));
      await t.step("the download", (t) => checkDownload(t, setting));
      assert.deepEqual(setting.viewer.problems, []);
    }),
});
