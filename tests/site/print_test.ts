/** Tests of pages on paper: what they are of, how that was made, and nothing to press. Runs in Deno only. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { makeSample } from "../../data/make_sample.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { onBuiltSite } from "../support/site_copy.ts";
import { sideways, untilReady } from "../support/site_page.ts";

/** Width of A4 in pixels at 96 dots an inch. */
const A4 = { width: 794, height: 1123 };
const PRINTED = ["", "questions", "how-many", "who"];
const PRESSED =
  ".choice, .choices, .take-away, .ui-button, .chart-button, .help-mark, .workbench > aside, #observablehq-header";

async function visibleTexts(page: Page, selector: string): Promise<string[]> {
  return await page.locator(selector).filter({ visible: true }).allInnerTexts();
}

Deno.test({
  name: `pages on paper say what they are of and how it was made ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async ({ viewer }) => {
      for (const name of PRINTED) {
        await t.step(name === "" ? "overview" : name, async () => {
          const page = await viewer.open(`/dataset/${name}`);
          await untilReady(page);
          assert.deepEqual(await visibleTexts(page, ".on-paper"), []);
          await page.setViewportSize(A4);
          await page.emulateMedia({ media: "print" });
          const [head, foot] = await visibleTexts(page, ".on-paper");
          assert.match(head, /^dataset\.xlsx · 1,204 respondents · .+ · \d{4}-\d\d-\d\d$/);
          assert.match(foot, /clustering\.n_clusters: 3/);
          assert.match(foot, /Run [0-9a-f]{12}, file [0-9a-f]{12}\./);
          assert.deepEqual(await visibleTexts(page, PRESSED), []);
          assert.equal(await sideways(page), 0);
          await page.close();
        });
      }
      assert.deepEqual(viewer.problems, []);
    }, { "dataset.xlsx": makeSample(true).xlsx }),
});
