/** Tests of the site with a large survey, in a real browser. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng } from "../../pipeline/base/rng.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { runPipelineCommand } from "../support/command.ts";
import { onBuiltSite } from "../support/site_copy.ts";
import { setCount, sizesOnPage, untilHeading, untilReady } from "../support/site_page.ts";
import { bytesOf } from "../support/survey_text.ts";

const ROWS = 100_000;
const ITEMS = 50;
const GROUPS = 6;
const EVERYBODY = /n = 100,000 respondents/;

/** Answers from 1 to 5 around six profiles, one in fifty left blank. */
function makeLargeSurvey(): Uint8Array<ArrayBuffer> {
  const rng = createRng(7);
  const profiles = Array.from(
    { length: GROUPS },
    () => Array.from({ length: ITEMS }, () => 1.5 + 3 * rng.uniform()),
  );
  const lines = [
    Array.from({ length: ITEMS }, (_, c) => `q${1 + Math.floor(c / 10)}_${1 + c % 10}`).join(","),
  ];
  for (let i = 0; i < ROWS; i++) {
    const profile = profiles[rng.below(GROUPS)];
    lines.push(
      profile.map((mean) =>
        rng.below(50) === 0 ? "" : Math.max(1, Math.min(5, Math.round(mean + rng.normal())))
      ).join(","),
    );
  }
  return bytesOf(lines.join("\n") + "\n");
}

Deno.test({
  name: `a survey of 100,000 respondents builds, opens and is segmented anew ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async () => {
    const started = performance.now();
    await onBuiltSite(async ({ folder, viewer }) => {
      const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);
      const told = [`copied, built and served in ${seconds(started)} s`];
      let since = performance.now();
      const overview = await viewer.open("/large/");
      await untilHeading(overview, /^Three segments/);
      told.push(`opened in ${seconds(since)} s`);
      since = performance.now();
      // The view has a sample; the others come once the map is near.
      await overview.locator(".map-place").scrollIntoViewIfNeeded();
      await overview.locator(".map-place").getByText(EVERYBODY).waitFor({ timeout: 60_000 });
      told.push(`everybody on the map in ${seconds(since)} s`);
      await overview.close();
      const page = await viewer.open("/large/who");
      await untilReady(page);
      since = performance.now();
      await setCount(page, GROUPS);
      await page.getByRole("button", { name: "Run pipeline" }).click();
      await page.locator(".segment-card").nth(GROUPS - 1).waitFor({ timeout: 120_000 });
      await untilReady(page);
      told.push(`segmented anew in ${seconds(since)} s`);
      const sizes = await sizesOnPage(page);
      const { stdout } = await runPipelineCommand([
        "--json",
        "--quiet",
        "--input",
        "data/large.csv",
        "--set",
        `clustering.n_clusters=${GROUPS}`,
      ], { cwd: folder });
      const { input, clustering } = JSON.parse(stdout);
      assert.deepEqual([input.rows, input.columns], [ROWS, ITEMS]);
      // The published respondents stand in another order, from which k-means starts elsewhere.
      assert.equal(sizes.reduce((sum, size) => sum + size, 0), ROWS);
      sizes.forEach((size, g) => {
        assert.ok(Math.abs(size - clustering.sizes[g]) <= ROWS / 1000, `${sizes} in the browser`);
      });
      console.log(`  ${told.join(", ")}`);
      assert.deepEqual(viewer.problems, []);
    }, { "large.csv": makeLargeSurvey() });
  },
});
