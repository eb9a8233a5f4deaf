/** Tests of what pages show of a weighted run, in a real browser. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { runPipeline } from "../../pipeline/run/run.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import type { RunView } from "../../pipeline/view/types.ts";
import { formatNumber, formatShare } from "../../src/components/kit/words/format.ts";
import { openChartPage } from "../support/chart_page.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { openControlsPage } from "../support/controls_page.ts";
import { bytesOf } from "../support/survey_text.ts";
import { weightOfRow } from "../support/weighted.ts";
import { originalParams } from "../support/original.ts";

/** The sample survey, every respondent with a weight. */
async function weightedView(): Promise<RunView> {
  const text = await Deno.readTextFile(new URL("../data/dataset.csv", import.meta.url));
  const [header, ...lines] = text.trimEnd().split(/\r?\n/);
  const csv = [`${header},wt`, ...lines.map((line, i) => `${line},${weightOfRow(i)}`)].join("\n");
  const params = originalParams({
    weighting: { column: "wt" },
    features: { exclude: ["age", "region", "gender"] },
  });
  return makeView(await runPipeline(bytesOf(csv), "dataset.csv", params), { hasPoints: true });
}

const textOf = (page: Page) => page.locator("main").innerText();

Deno.test({
  name: `charts of a weighted run show weighted shares and the effective base ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  async fn(t) {
    const view = await weightedView();
    const { segments, weighting } = view.profile;
    const charts = await openChartPage({ view, scan: [] });
    const { page, draw } = charts;
    const base = `weighted by wt; effective base ${formatNumber(weighting!.effectiveBase)}`;
    try {
      await t.step("sizes", async () => {
        await draw(`(() => {
          const { segments, weighting } = view.profile;
          return charts.chartFrame(charts.describeSizes(segments, weighting),
            charts.segmentSizes(segments, { width: 640, weighting }));
        })()`);
        const text = await textOf(page);
        assert.ok(text.includes(`Shares are ${base}.`), text);
        assert.match(text, /Weighted share of respondents and how many there are unweighted/);
        const shown = await page.locator("svg text").allTextContents();
        for (const { size, weighted } of segments) {
          const fact = `${formatShare(weighted!.share)} · ${formatNumber(size)}`;
          assert.ok(shown.includes(fact), `${fact} in ${shown}`);
        }
      });
      await t.step("cards", async () => {
        await draw("charts.segmentCards(view, { width: 900 })");
        const text = await page.locator(".segment-card").first().innerText();
        const { size, weighted } = segments[0];
        assert.ok(
          text.includes(`${formatShare(weighted!.share)} weighted · ${size} respondents`),
          text,
        );
      });
      await t.step("key figures", async () => {
        await draw("charts.keyFigures(view)");
        assert.ok((await textOf(page)).includes(`respondents; ${base}`));
      });
      await t.step("distributions", async () => {
        await draw(`charts.chartFrame(
          charts.describeDistribution(view.columns.find((c) => c.name === "gender"), names),
          charts.distribution(view.columns.find((c) => c.name === "gender"),
            { width: 900, names }))`);
        const text = await textOf(page);
        assert.match(text, /Per cent of those who answered, weighted, by segment/);
        const row = view.profile.rows.find(({ variable }) => variable === "gender")!;
        const shown = await page.locator("svg text").allTextContents();
        for (const { value } of row.segments) {
          assert.ok(shown.includes(formatShare(value!)), `${formatShare(value!)} in ${shown}`);
        }
      });
      await t.step("heatmap", async () => {
        await draw(`charts.chartFrame(charts.describeHeatmap(view.profile),
          charts.profileHeatmap(view.profile, { width: 640 }))`);
        assert.ok((await textOf(page)).includes(`Figures are ${base}; bases are not weighted.`));
      });
      assert.deepEqual(charts.errors, []);
    } finally {
      await charts.close();
    }
  },
});

Deno.test({
  name: `the profile table of a weighted run has effective bases beside bases ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  async fn(t) {
    const view = await weightedView();
    const { segments, weighting, respondents } = view.profile;
    const controls = await openControlsPage(view);
    const { page, show } = controls;
    try {
      await t.step("heads, note and cells", async () => {
        await show(`return kit.profileTable(view.profile,
          { names: view.profile.segments.map(({ name }) => name) });`);
        const heads = (await page.locator("thead th").allInnerTexts()).join("\n");
        for (
          const [n, effective] of [
            [respondents, weighting!.effectiveBase],
            ...segments.map(({ size, weighted }) => [size, weighted!.effectiveBase]),
          ]
        ) {
          const words = `n ${formatNumber(n)}, effective ${formatNumber(effective)}`;
          assert.ok(heads.includes(words), `${words} in ${heads}`);
        }
        const note = await page.locator(".table-note").innerText();
        assert.ok(note.startsWith("Figures are weighted by wt; effective base "), note);
        assert.match(note, /Bases are not weighted/);
        const title = await page.locator(".figure-value").first().getAttribute("title");
        assert.match(title ?? "", /^effective base \d/);
      });
      await t.step("the file taken along", async () => {
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("button", { name: "Download profile.csv" }).click(),
        ]);
        const [header] = (await Deno.readTextFile(await download.path())).split("\n");
        for (const name of ["total", "segment 1", "segment 2", "segment 3"]) {
          assert.ok(header.includes(`${name} effective base`), header);
        }
      });
      await t.step("the control offers the survey's columns and sets what is typed", async () => {
        await show('return kit.controlsPanel(session, { schema, open: ["weighting"] });');
        const field = page.getByRole("combobox", { name: "Weight column" });
        const list = await field.getAttribute("list");
        const offered = await page.locator(`#${list} option`).evaluateAll((options) =>
          options.map((option) => option.getAttribute("value"))
        );
        assert.ok(offered.includes("wt") && offered.includes("age"), String(offered));
        await field.fill("age");
        await field.press("Enter");
        assert.equal(await controls.ask("session.state.params.weighting.column"), "age");
      });
      assert.deepEqual(controls.errors, []);
    } finally {
      await controls.close();
    }
  },
});
