/** Tests that a tab in which somebody works for long takes no more memory than at first. Runs in Deno only. */

import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { onBuiltSite } from "../support/site_copy.ts";
import { setCount, untilReady } from "../support/site_page.ts";

const RUNS = 200;
/** Until then code is compiled and caches fill. */
const WARM = 60;
/** Megabytes that collections leave to chance. */
const SLACK = 80;

/** Megabytes that the processes of the browser's pages hold, their workers included. */
async function pagesMemory(browser: Browser, page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.detach();
  const all = await browser.newBrowserCDPSession();
  const { processInfo } = await all.send("SystemInfo.getProcessInfo");
  await all.detach();
  const ids = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => String(id));
  const { stdout } = await new Deno.Command("ps", { args: ["-o", "rss=", "-p", ids.join(",")] })
    .output();
  const sizes = new TextDecoder().decode(stdout).trim().split(/\s+/).map(Number);
  return sizes.reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024;
}

Deno.test({
  name: `a tab holds no more memory after ${RUNS} runs ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async ({ viewer }) => {
      const page = await viewer.open("/dataset/who");
      await untilReady(page);
      let warm = 0;
      for (let run = 1; run <= RUNS; run++) {
        const k = 2 + run % 7;
        await setCount(page, k);
        await page.locator(".segment-card").nth(k - 1).waitFor();
        await page.locator(".segment-card").nth(k).waitFor({ state: "detached" });
        await untilReady(page);
        if (run === WARM) warm = await pagesMemory(viewer.browser, page);
      }
      const last = await pagesMemory(viewer.browser, page);
      const words = `${Math.round(warm)} MB after ${WARM} runs, ${Math.round(last)} MB after all`;
      await t.step(words, () => assert.ok(warm > 0 && last < warm + SLACK, words));
      assert.deepEqual(viewer.problems, []);
    }),
});
