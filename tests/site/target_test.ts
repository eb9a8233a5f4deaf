/** Tests of the page on which segments to serve: the decision matrix, and pictures of how segments lie apart. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { plantedColumns } from "../support/mixed_features.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import {
  allViolations,
  choose,
  download,
  setCount,
  sideways,
  untilHeading,
  untilReady,
} from "../support/site_page.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";

const PEOPLE = bytesOf(csvOf(Object.fromEntries(
  Object.entries(plantedColumns(160, 9)).map(([name, [, column]]) => [name, column]),
)));

async function openTarget(
  { viewer }: SiteSetting,
  options: Parameters<SiteSetting["viewer"]["open"]>[1] = {},
): Promise<Page> {
  const page = await viewer.open("/people/target", options);
  page.setDefaultTimeout(60_000);
  await untilReady(page);
  return page;
}

/** Types into what has the focus, and goes on. */
async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press("Tab");
}

/** Weighted means of a side, as the table shows them. */
async function sums(page: Page, side: 0 | 1): Promise<string[]> {
  return await page.locator(".target-matrix tbody").nth(side).locator(".target-sum")
    .allInnerTexts();
}

/** Adds a criterion by its button and fills it, all by keys. */
async function addByKeys(
  page: Page,
  button: string,
  cells: readonly string[],
): Promise<void> {
  await page.getByRole("button", { name: button }).focus();
  await page.keyboard.press("Enter");
  for (const cell of cells) await type(page, cell);
}

async function checkScoring(t: Deno.TestContext, page: Page): Promise<void> {
  await t.step("a matrix is made by keys alone, and nothing is scored for anybody", async () => {
    await untilHeading(page, /no criteria yet/);
    assert.equal(await page.locator(".target-matrix .chart-frame").count(), 0);
    await addByKeys(page, "Add a criterion of attractiveness of the segment", [
      ...["Growth", "3", "8", "2", "5"],
    ]);
    await addByKeys(page, "Add a criterion of our attractiveness", ["Fit", "1", "4", "6"]);
    await untilHeading(page, /some scores are still missing/);
    assert.deepEqual(await sums(page, 0), ["8.0", "2.0", "5.0"]);
    assert.deepEqual(await sums(page, 1), ["4.0", "6.0", "–"]);
    assert.equal(await page.locator('.target-matrix svg [data-segment="3"]').count(), 0);
    await type(page, "9");
    await untilHeading(page, /^Segment 1 “.+” is most attractive to us, segment 3 “.+” most/);
  });
  await t.step("a figure of the run stands beside scores, in proportion", async () => {
    const side = page.locator(".target-matrix tbody").first();
    await side.locator("select").selectOption("share");
    await side.getByRole("button", { name: "Add figure" }).click();
    const row = side.locator("tr", { has: page.locator(".target-figure") });
    const told = await row.locator(".target-figure").allInnerTexts();
    const shares = told.map((text) => Number(/\((\d+)/.exec(text)![1]));
    assert.match(told[shares.indexOf(Math.max(...shares))], /^10\.0 /);
    const weights = await side.locator(".target-share").allInnerTexts();
    assert.deepEqual(weights.map((text) => text.replace(/\s/g, "")), ["75%", "25%"]);
  });
  await t.step("what is no score is refused, and said", async () => {
    const field = page.getByLabel("Growth, segment 1: score from 0 to 10");
    await field.fill("11");
    await field.press("Tab");
    await page.getByText("A score is a number from 0 to 10.").waitFor();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await field.fill("8");
    await field.press("Tab");
    assert.equal(await page.getByText("A score is a number").count(), 0);
  });
}

async function checkKeeping(t: Deno.TestContext, page: Page): Promise<void> {
  await t.step("the address keeps it, Undo takes one step back, nothing runs", async () => {
    await page.reload();
    await untilReady(page);
    assert.equal((await sums(page, 1)).at(-1), "9.0");
    const fit = page.getByLabel("Fit, segment 1: score from 0 to 10");
    await fit.fill("1");
    await fit.press("Tab");
    assert.equal((await sums(page, 1))[0], "1.0");
    await page.getByRole("button", { name: /^Undo/ }).first().click();
    assert.equal((await sums(page, 1))[0], "4.0");
    assert.equal(await fit.inputValue(), "4");
  });
  await t.step("the CSV has criteria, weights, scores and means", async () => {
    const text = new TextDecoder().decode(await download(page, "decision_matrix.csv"));
    const lines = text.replace(/^\ufeff/, "").trim().split(/\r?\n/);
    assert.match(lines[0], /^side,criterion,weight,share_of_weights,figure,1 /);
    assert.equal(lines[1], "segment,Growth,3,0.75,,8,2,5");
    assert.equal(lines.find((line) => line.startsWith("organisation,w"))?.slice(-5), "4,6,9");
    assert.equal(lines.length, 7);
  });
  await t.step("scores stay with their segments, and rest where these are gone", async () => {
    await setCount(page, 2);
    await page.waitForURL(/n_clusters=2/);
    await untilReady(page);
    await page.locator(".target-notes", { hasText: /rests?: none of the segments/ }).waitFor();
    await setCount(page, 3);
    await untilHeading(page, /^Segment 1 “.+” is most attractive to us, segment 3/);
    assert.deepEqual(await sums(page, 1), ["4.0", "6.0", "9.0"]);
  });
}

async function checkPictures(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const page = await openTarget(setting);
  const gorges = page.locator('svg.chart-drawing[aria-label*="Similarity of each respondent"]');
  const separation = page.locator('svg.chart-drawing[aria-label*="two leading components"]');
  await t.step("profiles, separation and gorges stand below the matrix", async () => {
    await gorges.waitFor();
    assert.equal(await gorges.locator("[data-segment]").count(), 3);
    assert.equal(await separation.locator("[data-pair]").count() > 0, true);
    const profiles = page.locator('svg.chart-drawing[aria-label*="strong: marks"]');
    assert.ok(await profiles.locator('[data-mark="strong"]').count() > 0);
    assert.ok(await profiles.locator('[data-mark="pale"]').count() > 0);
  });
  await t.step("where segments have no centres, the page says why there are none", async () => {
    await choose(page, "Clustering", "kmodes");
    await page.getByText("These segments have no centres").waitFor();
    assert.deepEqual([await gorges.count(), await separation.count()], [0, 0]);
  });
  await page.close();
}

async function checkForms(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  await t.step("the page is fit for phones and listeners, light and dark", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const [width, height] of [[390, 844], [1440, 900]]) {
        const page = await openTarget(setting, { viewport: { width, height }, colorScheme });
        await page.getByRole("button", { name: "Begin with figures of the run" }).click();
        await page.locator('svg.chart-drawing[aria-label*="Similarity"]').waitFor();
        assert.deepEqual([await sideways(page), await allViolations(page)], [0, []]);
        await page.close();
      }
    }
  });
  await t.step("Take away leads to it", async () => {
    const page = await setting.viewer.open("/people/take-away");
    await page.getByRole("link", { name: "Which to serve" }).click();
    await page.getByRole("heading", { name: "Decision matrix" }).waitFor();
    assert.equal(await page.locator(".way > li").count(), 5);
    await page.close();
  });
}

Deno.test({
  name: `segments are judged, and seen to lie apart, on a page of their own ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      const page = await openTarget(setting);
      await checkScoring(t, page);
      await checkKeeping(t, page);
      await page.close();
      await checkPictures(t, setting);
      await checkForms(t, setting);
      assert.deepEqual(setting.viewer.problems, []);
    }, { "people.csv": PEOPLE }),
});
