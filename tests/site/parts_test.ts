/** Tests of parts of a page that are drawn in turn, on a built site in a real browser. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { onBuiltSite } from "../support/site_copy.ts";
import { setCount, sideways, untilReady } from "../support/site_page.ts";

/** How many segments each part of the page shows whenever what it knows of the run changes. */
interface Seen {
  readonly run: string;
  readonly cards: number;
  readonly strip: number;
  readonly heatmap: number;
  readonly table: number;
}

Deno.test({
  name:
    `what is out of sight is drawn after what is in sight, and before the page is ready ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async ({ site, viewer }) => {
      const page = await viewer.open("/dataset/who", { viewport: { width: 1440, height: 900 } });
      await untilReady(page);
      await t.step("cards first, all before it is ready", async () => {
        const seen = await noteStates(page, 5);
        const drawing = seen.find(({ run }) => run === "drawing");
        assert.equal(drawing?.cards, 5, JSON.stringify(seen));
        const ready = seen.find(({ run }) => run === "ready");
        assert.deepEqual(ready, { run: "ready", cards: 5, strip: 5, heatmap: 5, table: 5 });
      });
      await t.step(
        "segments come before their tests, and are not drawn again with them",
        async () => {
          assert.deepEqual(await drawnTwice(page, 6), { strip: false, table: true });
        },
      );
      await t.step("a printed page has the latest of all", async () => {
        await setCount(page, 4);
        await page.locator(".who article").nth(3).waitFor();
        await page.locator(".who article").nth(4).waitFor({ state: "detached" });
        const printed = await page.evaluate(() => {
          dispatchEvent(new Event("beforeprint"));
          return document.querySelectorAll(".profile-heatmap-head title").length;
        });
        assert.equal(printed, 4);
        await untilReady(page);
      });
      await t.step("a window that becomes narrow never scrolls sideways", async () => {
        await page.setViewportSize({ width: 390, height: 800 });
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
        assert.ok(await sideways(page) <= 0);
      });
      await page.close();
      await t.step("a page that is opened slowly is ready once, with all its parts", async () => {
        const opened = await viewer.browser.newPage();
        await opened.addInitScript(noteOpening);
        const slow = await opened.context().newCDPSession(opened);
        await slow.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
        await opened.goto(`${site.url}/dataset/who`);
        await untilReady(opened);
        await opened.waitForTimeout(QUIET_MS);
        const states = await opened.evaluate(() => (globalThis as unknown as Opening).states);
        assert.deepEqual(states.map(({ run }) => run), ["drawing", "ready"]);
        assert.equal(states[1].heatmap, 3);
        await opened.close();
      });
      assert.deepEqual(viewer.problems, []);
    }),
});

/** How many times slower than this machine's a browser is made. */
const SLOWER = 8;
/** Long enough for a state that comes late. */
const QUIET_MS = 1_000;

/** What a page notes of its opening: what it says of itself, and how many segments its heatmap has then. */
interface Opening {
  states: { readonly run: string; readonly heatmap: number }[];
}

function noteOpening(): void {
  const { states } = Object.assign(globalThis as unknown as Opening, { states: [] });
  new MutationObserver(() => {
    const { run = "" } = document.body?.dataset ?? {};
    if (run === states.at(-1)?.run) return;
    const heatmap = document.querySelectorAll(".profile-heatmap-head title").length;
    if (run !== "") states.push({ run, heatmap });
  }).observe(document, { attributes: true, attributeFilter: ["data-run"], subtree: true });
}

/** Sets a number of segments, and tells which parts are others once the page is ready than when it had segments
 * without tests. */
async function drawnTwice(page: Page, k: number): Promise<{ strip: boolean; table: boolean }> {
  const told = page.evaluate(() =>
    new Promise<{ strip: boolean; table: boolean }>((resolve) => {
      const of = (query: string) => document.querySelector(query);
      let before: (Element | null)[] = [];
      new MutationObserver(() => {
        const now = [of(".strip-place svg"), of(".part .profile-table")];
        const { run } = document.body.dataset;
        if (run === "interim") before = now;
        if (run === "ready") resolve({ strip: now[0] !== before[0], table: now[1] !== before[1] });
      }).observe(document.body, { attributes: true, attributeFilter: ["data-run"] });
    })
  );
  await setCount(page, k);
  return await told;
}

/** Sets a number of segments, and notes what the page shows at each state until it is ready. */
async function noteStates(page: Page, k: number): Promise<Seen[]> {
  const told = page.evaluate(() =>
    new Promise<Seen[]>((resolve) => {
      const count = (query: string) => document.querySelectorAll(query).length;
      const seen: Seen[] = [];
      new MutationObserver(() => {
        const { run = "" } = document.body.dataset;
        seen.push({
          run,
          cards: count(".who article"),
          strip: count(".strip-place svg [data-part]"),
          heatmap: count(".profile-heatmap-head title"),
          table: count(".part .profile-table thead .segment-mark"),
        });
        if (run === "ready") resolve(seen);
      }).observe(document.body, { attributes: true, attributeFilter: ["data-run"] });
    })
  );
  await setCount(page, k);
  return await told;
}
