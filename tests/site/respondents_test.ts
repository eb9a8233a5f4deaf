/** Tests of what pages tell of single respondents, in a real browser. Runs in Deno. */

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import Papa from "papaparse";
import { runPipeline } from "../../pipeline/run/run.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import type { RunView } from "../../pipeline/view/types.ts";
import { shortLabel } from "../../src/components/kit/words/short_label.ts";
import { type ChartPage, openChartPage } from "../support/chart_page.ts";
import { smallest } from "../../src/components/kit/lists.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { marksOnMap } from "../support/marks_on_map.ts";
import { originalParams } from "../support/original.ts";

const SURVEY = new URL("../data/dataset.csv", import.meta.url);
const COMPONENTS = new URL("../../src/components/", import.meta.url);

/** The map above the table of those chosen on it, as the page places them. */
const OVERVIEW = `(() => {
  const chosen = document.createElement("div");
  const card = kit.mapCard(view, {
    width: 640,
    mode: "points",
    onSelect: (rows) => chosen.replaceChildren(kit.selectedRows(view, rows)),
  });
  const both = document.createElement("div");
  both.append(card, chosen);
  return both;
})()`;

type Points = NonNullable<RunView["map"]["points"]>;

/** What steps share: the page, the run, and the file read by another reader. */
interface Setting {
  readonly page: ChartPage["page"];
  readonly draw: ChartPage["draw"];
  readonly view: RunView;
  readonly points: Points;
  readonly file: readonly Record<string, string>[];
}

Deno.test("shortLabel() keeps the beginning and the end, where items of a battery differ", () => {
  assert.equal(shortLabel("Price", 10), "Price");
  assert.equal(shortLabel(" Two\n lines ", 10), "Two lines");
  const stem = "How much do you agree or disagree with the following statements? - ";
  for (const item of ["Prices matter to me", "I like to shop"]) {
    const short = shortLabel(stem + item, 40);
    assert.ok(short.startsWith("How much ") && short.endsWith(` ${item}`), short);
  }
  for (const text of ["x".repeat(90), stem, `${"x".repeat(60)} end`, `begin ${"x".repeat(60)}`]) {
    for (const most of [12, 32, 48]) {
      const short = shortLabel(text, most);
      assert.ok(short.length <= most && short.length > most / 3, short);
    }
  }
});

Deno.test({
  name: `the map tells what respondents answered ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    const bytes = await Deno.readFile(SURVEY);
    const result = await runPipeline(bytes, "dataset.csv", originalParams({}));
    const view = makeView(result, { hasPoints: true, hasIdentities: true });
    const { data: file } = Papa.parse<Record<string, string>>(new TextDecoder().decode(bytes), {
      header: true,
      skipEmptyLines: true,
    });
    const charts = await openChartPage({ view, scan: [] });
    await charts.page.addScriptTag({ content: await bundle() });
    const setting = { ...charts, view, points: view.map.points!, file };
    try {
      await t.step("beside the pointer: who, and four answers of the file", () => tells(setting));
      await t.step("a missing answer is called so, with what was put in", () => tellsGaps(setting));
      await t.step("a tap tells too, until something else is touched", () => tellsTaps(setting));
      await t.step("in a table of those within the box", () => listsChosen(setting));
      await t.step("which sorts with missing answers last, and is searched", () => sorts(setting));
      await t.step("and goes into CSV as the file has it", () => saves(setting));
      await t.step(
        "words sort in their order; columns may be called like the table's",
        () => sortsWords(setting),
      );
      await t.step("identifiers stay away where they are not published", () => hides(setting));
      assert.deepEqual(charts.errors, []);
    } finally {
      await charts.close();
    }
  },
});

async function bundle(): Promise<string> {
  const { outputFiles } = await esbuild.build({
    stdin: {
      contents:
        'import "../../tests/support/with_rules.ts"; export * from "./segments/map_card.ts"; ' +
        'export * from "./segments/selected_rows.ts"; export * from "./kit/drawing/canvas.ts";',
      resolveDir: fileURLToPath(COMPONENTS),
    },
    bundle: true,
    format: "iife",
    globalName: "kit",
    target: "es2022",
    write: false,
  });
  await esbuild.stop();
  return outputFiles[0].text;
}

/** Points at a respondent's mark, by position among the points; gives what the tooltip says. */
async function pointAt({ page }: Setting, i: number): Promise<string[]> {
  const { x, y } = (await marksOnMap(page))[i];
  await page.mouse.move(x, y);
  return (await page.locator(".chart-tooltip").innerText()).split("\n");
}

/** Those who stand farthest from their neighbours come first: nobody is told in their place. */
function byDistance({ x, y }: Points): number[] {
  const nearest = x.map((_, i) =>
    smallest(x.map((_, j) => i === j ? Infinity : Math.hypot(x[i] - x[j], y[i] - y[j])))
  );
  return [...x.keys()].sort((a, b) => nearest[b] - nearest[a]);
}

async function tells(setting: Setting): Promise<void> {
  const { draw, points, file, view } = setting;
  await draw(OVERVIEW);
  for (const i of byDistance(points).slice(0, 5)) {
    const [who, segment, ...pairs] = await pointAt(setting, i);
    const row = file[points.row[i] - 1];
    assert.equal(who, `Row ${points.row[i].toLocaleString("en")} · ${row.respondent_id}`);
    const number = points.segment[i];
    assert.equal(segment, `${number + 1} ${view.profile.segments[number].name}`);
    assert.equal(pairs.length, 10, "four answers and the silhouette");
    for (const [v, { name }] of points.answers.slice(0, 4).entries()) {
      assert.equal(pairs[2 * v], name);
      if (row[name] !== "") assert.equal(pairs[2 * v + 1], row[name]);
    }
    assert.deepEqual(pairs[8], "Silhouette");
    assert.match(pairs[9], /^\u2212?\d\.\d\d$/);
  }
}

async function tellsGaps(setting: Setting): Promise<void> {
  const { points, file } = setting;
  const gap = (i: number) => points.answers.findIndex(({ values }) => values[i] === null);
  const i = byDistance(points).find((i) => gap(i) >= 0 && gap(i) < 4)!;
  const { name, imputed } = points.answers[gap(i)];
  assert.equal(file[points.row[i] - 1][name], "");
  const lines = await pointAt(setting, i);
  assert.equal(lines[2 + 2 * gap(i)], name);
  assert.equal(lines[3 + 2 * gap(i)], `no answer (${imputed} imputed)`);
}

async function tellsTaps(setting: Setting): Promise<void> {
  const { page, points } = setting;
  await pointAt(setting, byDistance(points)[0]);
  const { x, y } = (await marksOnMap(page))[byDistance(points)[1]];
  await page.mouse.move(0, 0);
  const tip = page.locator(".chart-tooltip");
  assert.ok(await tip.isHidden());
  const drawn = page.locator(".scatter-drawing");
  await drawn.focus();
  await drawn.dispatchEvent("click", { clientX: x, clientY: y });
  assert.match(await tip.innerText(), new RegExp(`^Row ${points.row[byDistance(points)[1]]} `));
  await page.getByRole("button", { name: "Zoom in" }).focus();
  assert.ok(await tip.isHidden());
}

/** Draws a box over the middle of the map; gives the texts of the table's rows. */
async function choose({ page }: Setting): Promise<string[][]> {
  const box = (await page.locator(".scatter-drawing").boundingBox())!;
  await page.keyboard.down("Shift");
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.6, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
  return await rowsShown(page);
}

function rowsShown(page: Setting["page"]): Promise<string[][]> {
  return page.locator(".selected-rows tbody tr").evaluateAll((rows) =>
    rows.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText))
  );
}

async function listsChosen(setting: Setting): Promise<void> {
  const { page, draw, points, file, view } = setting;
  await draw(OVERVIEW);
  const shown = await choose(setting);
  assert.ok(shown.length > 20 && shown.length < 500, String(shown.length));
  const headers = await page.locator(".selected-rows thead th").allInnerTexts();
  const names = points.answers.map(({ name }) => name);
  assert.equal(names.length, 8);
  assert.deepEqual(
    headers.map((text) => text.split("\n")[0].trim()),
    ["Row", "Identifier", "Segment", "Name", ...names, "Silhouette"],
  );
  const position = new Map(points.row.map((row, i) => [row, i]));
  let gaps = 0;
  for (const [row, id, segment, name, ...rest] of shown) {
    const number = Number(row.replaceAll(",", ""));
    const answers = file[number - 1];
    assert.equal(id, answers.respondent_id);
    const own = points.segment[position.get(number)!];
    assert.deepEqual([segment, name], [String(own + 1), view.profile.segments[own].name]);
    for (const [v, variable] of points.answers.entries()) {
      if (answers[variable.name] === "") gaps++;
      assert.equal(
        rest[v].replace("\n", ", "),
        answers[variable.name] === ""
          ? `no answer, ${variable.imputed} imputed`
          : answers[variable.name],
      );
    }
  }
  assert.ok(gaps > 0, "no gap was met");
}

async function sorts({ page, points, file }: Setting): Promise<void> {
  const { name } = points.answers.find(({ values }) => values.includes(null))!;
  const column = points.answers.findIndex((variable) => variable.name === name) + 4;
  await page.getByRole("button", { name, exact: true }).click();
  const shown = (await rowsShown(page)).map((row) => row[column]);
  const numbers = shown.filter((text) => !text.startsWith("no answer")).map(Number);
  assert.deepEqual(numbers, numbers.toSorted((a, b) => b - a));
  assert.ok(shown.slice(numbers.length).every((text) => text.startsWith("no answer")));
  const [first] = await rowsShown(page);
  await page.getByRole("searchbox").fill(first[1]);
  assert.deepEqual(await rowsShown(page), [first]);
  assert.equal(file[Number(first[0].replaceAll(",", "")) - 1].respondent_id, first[1]);
  await page.getByRole("searchbox").fill("");
}

async function saves({ page, points, file, view }: Setting): Promise<void> {
  const shown = await rowsShown(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download chosen-respondents.csv" }).click(),
  ]);
  const text = await Deno.readTextFile((await download.path())!);
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  assert.equal(data.length, shown.length);
  for (const row of data) {
    const answers = file[Number(row.row) - 1];
    assert.equal(row.identifier, answers.respondent_id);
    for (const { name } of points.answers) assert.equal(row[name], answers[name]);
    const i = points.row.indexOf(Number(row.row));
    assert.equal(row[view.map.xLabel], String(points.x[i]));
    assert.equal(row.silhouette, String(points.silhouette![i]));
  }
}

async function sortsWords({ page, draw }: Setting): Promise<void> {
  await draw(`(() => {
    const label = "How often do you eat breakfast at home on a day when you work? - Weekdays";
    const words = {
      name: "segment",
      label,
      text: { full: label, stem: "", item: label, short: "How often … work? Weekdays" },
      categories: ["never", "sometimes", "always"],
      values: view.map.points.row.map((_, i) => [2, null, 0, 1][i % 4]),
      imputed: null,
    };
    const points = { ...view.map.points, answers: [words] };
    return kit.selectedRows({ ...view, map: { ...view.map, points } }, points.row.slice(0, 8));
  })()`);
  await page.getByRole("button", { name: "How often … work? Weekdays", exact: true }).click();
  assert.deepEqual(
    (await rowsShown(page)).map((row) => row[4]),
    ["never", "never", "sometimes", "sometimes", "always", "always", "no answer", "no answer"],
  );
}

async function hides({ page, draw }: Setting): Promise<void> {
  await draw(`(() => {
    const points = { ...view.map.points, identifier: null, order: "published" };
    return kit.selectedRows({ ...view, map: { ...view.map, points } }, points.row.slice(0, 3));
  })()`);
  const text = await page.locator("main").innerText();
  assert.doesNotMatch(text, /R-\d{5}|Identifier/);
  assert.match(text, /order of this site, not in that of the file/);
  await draw(
    `document.createTextNode("[" + kit.selectedRows({ ...view, map: { ...view.map, points: null } }, [1]) + "]")`,
  );
  assert.equal(await page.locator("main").innerText(), "[]");
}
