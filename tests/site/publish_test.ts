/** Tests of what a built site carries of respondents, and of surveys that cannot be read. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { hashBytes } from "../../pipeline/base/hash.ts";
import { publishedOrder } from "../../pipeline/view/publish.ts";
import type { RunView } from "../../pipeline/view/types.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { filesBelow } from "../support/command.ts";
import { copyProduct, runTool, serveSite, startViewer, type Viewer } from "../support/site_copy.ts";
import { untilReady } from "../support/site_page.ts";
import { addCode, untilQuiet, untilStatus } from "../support/notebook_frame.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";

const N = 90;
const NAMES = ["Adelheid", "Bartholomew", "Clementine"];
const QUESTIONS = {
  q1: Array.from({ length: N }, (_, i) => 1 + (i * 7) % 5),
  q2: Array.from({ length: N }, (_, i) => i < 30 ? 1 + i % 2 : 4 + i % 2),
  q3: Array.from({ length: N }, (_, i) => i % 3 === 0 ? 5 : 1 + i % 2),
};
const SURVEY = csvOf({
  respondent: Array.from({ length: N }, (_, i) => `R-${70_000 + i}`),
  first_name: Array.from({ length: N }, (_, i) => NAMES[i % 3]),
  email: Array.from({ length: N }, (_, i) => `person${i}@mail.example`),
  ...QUESTIONS,
  comment: Array.from({ length: N }, (_, i) => i < 30 ? `grandmother's attic number ${i}` : ""),
});
const SECRETS = [...NAMES, "mail.example", "attic", "R-700"];

async function contentsOf(folder: string): Promise<[name: string, text: string][]> {
  const files = await filesBelow(`${folder}/dist`);
  return await Promise.all(files.map(async (name): Promise<[string, string]> => {
    const bytes = await Deno.readFile(`${folder}/dist/${name}`);
    return [name, new TextDecoder("latin1").decode(bytes)];
  }));
}

/** The points of the map as the built pages fetch them. */
async function publishedPoints(folder: string): Promise<RunView["map"]["points"]> {
  const found = (await contentsOf(folder)).find(([name]) => /people\/view\..*json$/.test(name));
  return JSON.parse(found![1]).value.view.map.points;
}

/** Fails unless a row of the table has the answers of the respondent published under its number. */
async function checkChosen(page: Page): Promise<void> {
  const drawn = page.locator(".scatter-drawing");
  await drawn.scrollIntoViewIfNeeded();
  const box = (await drawn.boundingBox())!;
  await page.keyboard.down("Shift");
  await page.mouse.move(box.x + 45, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 12, box.y + box.height - 40, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
  const table = page.locator(".selected-rows");
  await table.locator("tbody tr").first().waitFor();
  const heads = (await table.locator("thead th").allInnerTexts()).map((text) => text.trim());
  const rows = await table.locator("tbody tr").evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText))
  );
  assert.equal(rows.length, N);
  const order = publishedOrder(N, hashBytes(bytesOf(SURVEY)));
  const answered = heads.slice(heads.indexOf("Name") + 1, heads.length - 1);
  assert.ok(answered.length > 1, heads.join());
  for (const [v, name] of answered.entries()) {
    const given = QUESTIONS[name as keyof typeof QUESTIONS];
    for (const row of rows) assert.equal(row[3 + v], String(given[order[Number(row[0]) - 1]]));
  }
}

/** Serves what was built and looks at one page of it. */
async function onPage(
  { folder, path }: { readonly folder: string; readonly path: string },
  body: (page: Page, viewer: Viewer) => Promise<void>,
): Promise<void> {
  const site = await serveSite(folder);
  const viewer = await startViewer(site);
  try {
    await body(await viewer.open(path), viewer);
  } finally {
    await viewer.browser.close();
    await site.stop();
  }
}

/** The chosen respondents are told as published before any run, and as the worker has them after one. */
async function checkRuns(page: Page, viewer: Viewer): Promise<void> {
  await page.locator(".scatter-drawing").waitFor();
  await untilReady(page);
  await checkChosen(page);
  assert.equal(page.workers().length, 0);
  const who = await viewer.open("/people/who");
  const count = who.locator('input[type="number"][id*="n_clusters"]');
  await count.fill("4");
  await count.press("Enter");
  await who.getByText(/^(Each of the|The) 4 segments /).waitFor();
  await untilReady(who);
  await checkChosen(who);
  assert.ok(who.workers().length > 0);
  assert.deepEqual(viewer.problems, []);
}

/** Builds without respondents: no artifact, no points. */
async function checkWithoutRespondents(folder: string): Promise<void> {
  const params = await Deno.readTextFile(`${folder}/config/params.yaml`);
  const changed = params.replace("#respondents: pseudonymous", "respondents: none");
  assert.notEqual(changed, params);
  await Deno.writeTextFile(`${folder}/config/params.yaml`, changed);
  await runTool(folder, "tools/build_site.ts");
  for (const [name, text] of await contentsOf(folder)) {
    if (!name.includes("/respondents.")) continue;
    assert.ok(text.length < 200 && text.includes('"none"'), name);
  }
  assert.equal(await publishedPoints(folder), null);
}

async function checkPlaceWithout(page: Page): Promise<void> {
  await page.getByText("nor the model that places others").waitFor();
  assert.equal(await page.locator(".place :is(form, input)").count(), 0);
}

async function checkTargetWithout(page: Page): Promise<void> {
  await page.getByText("How far respondents lie from other segments is not shown").waitFor();
  await page.getByRole("button", { name: "Begin with figures of the run" }).click();
  await page.locator(".target-figure").first().waitFor();
  assert.equal(await page.locator('svg[aria-label*="Similarity"]').count(), 0);
  assert.equal(page.workers().length, 0);
}

async function checkCellsWithout(page: Page): Promise<void> {
  const frame = await untilQuiet(page);
  for (const source of ["run.clustering.labels", 'columns("q1")[0].values', "run.map.values"]) {
    const cell = await addCode(frame, source);
    await untilStatus(cell, "failed");
    const said = await cell.locator(".problem").innerText();
    assert.match(
      said,
      /Cannot read run\.\w+: This site publishes no answers of single respondents/,
    );
  }
  const shown = await addCode(frame, "run.profile.respondents");
  await shown.locator(".value", { hasText: /^90$/ }).waitFor();
  const found = await addCode(frame, "(await kmeans([0, 1, 9, 8], {k: 2})).inertia");
  await found.locator(".value", { hasText: /^1$/ }).waitFor();
}

Deno.test({
  name:
    `a built site carries nothing that points to a person, and nothing of persons with none ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    const folder = await copyProduct({
      "people.csv": bytesOf(SURVEY),
      "broken.xlsx": bytesOf("PK\x03\x04 this is no workbook"),
    });
    try {
      await t.step("by default", async () => {
        await runTool(folder, "tools/build_site.ts");
        for (const [name, text] of await contentsOf(folder)) {
          for (const secret of SECRETS) assert.ok(!text.includes(secret), `${secret} in ${name}`);
        }
      });
      await t.step("points have answers to questions, no identifiers", async () => {
        const points = (await publishedPoints(folder))!;
        const names = points.answers.map(({ name }) => name);
        assert.ok(names.length > 1 && names.every((name) => name in QUESTIONS), names.join());
        assert.deepEqual([points.identifier, points.order], [null, "published"]);
      });
      await t.step(
        "the page tells them before any run, and after one",
        () => onPage({ folder, path: "/people/" }, checkRuns),
      );
      await t.step(
        "a survey that cannot be read has a page that says so",
        () =>
          onPage(
            { folder, path: "/broken/" },
            (page) => page.getByText(/Cannot read "broken\.xlsx"/).first().waitFor(),
          ),
      );
      await t.step(
        "with none there is no artifact, and the controls say why they are off",
        async () => {
          await checkWithoutRespondents(folder);
          await onPage(
            { folder, path: "/people/" },
            (page) =>
              page.getByText(/publishes no answers of single respondents/).first().waitFor(),
          );
        },
      );
      await t.step(
        "nor is there a model to place others by, and the page says so",
        () => onPage({ folder, path: "/people/place" }, checkPlaceWithout),
      );
      const path = "/people/target";
      await t.step(
        "segments can be judged there, and no respondent's place is shown",
        () => onPage({ folder, path }, checkTargetWithout),
      );
      await t.step(
        "and cells that read respondents say why there are none; others compute",
        () => onPage({ folder, path: "/people/notebook" }, checkCellsWithout),
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
