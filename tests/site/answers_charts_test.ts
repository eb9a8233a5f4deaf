/** Tests of the charts of segments formed on the answers themselves, and of a map of categories. Runs in Deno. */

import assert from "node:assert/strict";
import { type ChartPage, openChartPage, sampleRun } from "../support/chart_page.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import type { RunView } from "../../pipeline/view/types.ts";

Deno.test({
  name: `charts of segments on the answers are led by what formed them ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    const data = await sampleRun();
    const charts = await openChartPage(data);
    try {
      await checkSilhouettes(t, charts, data.onAnswers.view);
      await checkDimensions(t, charts, data.onAnswers.view);
      assert.deepEqual(charts.errors, []);
    } finally {
      await charts.close();
    }
  },
});

const textsOf = ({ page }: ChartPage) => (selector: string) =>
  page.locator(selector).allTextContents();

async function checkSilhouettes(
  t: Deno.TestContext,
  charts: ChartPage,
  view: RunView,
): Promise<void> {
  const { page, draw } = charts;
  const texts = textsOf(charts);
  await t.step("the scan names the clearest by Gower's distance, beside the map", async () => {
    const scan = "onAnswers.scan.map((point) => point.k === 5 " +
      "? { ...point, silhouetteGower: 0.4, silhouette: -0.2 } : point)";
    await draw(
      `charts.scanCard(${scan}, { width: 640, k: onAnswers.view.summary.clustering.k, n: 9 })`,
    );
    assert.deepEqual(await texts("h2"), [
      "5 segments are the clearest: silhouette 0.40 by Gower's distance",
    ]);
    assert.deepEqual(await texts(".chart-frame header p"), [
      "Mean silhouette by Gower's distance and in the reduced space, \u22121 to 1, and spread within segments " +
      "(cost) by number of segments; n = 9",
    ]);
    const words = (await texts("svg text")).join("|");
    assert.match(words, /Gower's distance/);
    assert.doesNotMatch(words, /full answers|inertia/);
    await draw(`charts.scanChart(${scan}, { width: 640, k: 3, onPick() {} })`);
    const label = await page.getByRole("button", { name: /^5 segments/ }).getAttribute(
      "aria-label",
    );
    assert.match(label!, /silhouette 0\.40 by Gower's distance, \u22120\.20 in the reduced space/);
  });

  await t.step("so do the figures and the silhouettes", async () => {
    const mean = view.silhouettes!.mean.toFixed(2);
    assert.notEqual(mean, view.silhouettes!.mapMean.toFixed(2));
    await draw("charts.keyFigures(onAnswers.view)");
    const figure = page.locator("li", { hasText: "mean silhouette by Gower's distance" });
    assert.equal(await figure.locator("strong").textContent(), mean);
    await draw("charts.silhouetteCard(onAnswers.view, { width: 640 })");
    assert.match((await texts("h2"))[0], new RegExp(`mean silhouette ${mean}$`));
    assert.match((await texts(".chart-frame header p"))[0], /respondent by Gower's distance/);
  });
}

async function checkDimensions(
  t: Deno.TestContext,
  charts: ChartPage,
  view: RunView,
): Promise<void> {
  const { page, draw } = charts;
  const texts = textsOf(charts);
  await t.step("a map of categories has its inertia and the categories that shape it", async () => {
    const { mca } = view;
    const kept = mca!.correctedShare[0] + mca!.correctedShare[1];
    await draw("charts.screeCard(onAnswers.view, { width: 640 })");
    assert.deepEqual(await texts("h2"), [
      `The first 2 dimensions keep ${Math.round(kept * 100)}\u00a0% of the inertia, as corrected`,
    ]);
    assert.match((await texts("figcaption"))[0], /^Uncorrected, the 2 shares add up to \d+\u00a0%/);
    assert.equal(await page.locator("[data-mark=bar] rect").count(), mca!.correctedShare.length);
    await draw("charts.loadingsCard(onAnswers.view, { width: 640 })");
    const [title] = await texts("h2");
    const leading = mca!.categories.toSorted((a, b) => b.contributions[0] - a.contributions[0])[0];
    assert.match(title, /^Dimension 1 sets .+ apart from .+/);
    assert.ok(title.includes(`${leading.label}: ${leading.category}`), title);
    const shares = (await texts("svg text")).filter((text) => /^<?\d+\u00a0%$/.test(text));
    assert.equal(shares.length, 2 * 15);
    const total = ({ contributions }: typeof leading): number =>
      contributions.reduce((sum, each, m) => sum + each * mca!.share[m], 0);
    const first = mca!.categories.reduce((a, b) => total(b) > total(a) ? b : a);
    const written = await texts("svg text");
    const [heading, row] = written.slice(written.lastIndexOf("coordinate") + 1);
    assert.deepEqual([heading, row], [first.label, `${first.category} (${first.chosen})`]);
    await page.getByRole("button", { name: /^Show all/ }).click();
    assert.equal(
      (await texts("svg text")).filter((text) => /^<?\d+\u00a0%$/.test(text)).length,
      2 * mca!.categories.length,
    );
  });

  await t.step("a map without dimensions to explain says which reductions have some", async () => {
    await draw(
      'charts.loadingsCard({ ...view, pca: null, map: { ...view.map, method: "umap" } }, { width: 640 })',
    );
    assert.deepEqual(await texts(".state-title"), ["UMAP makes no components"]);
  });
}
