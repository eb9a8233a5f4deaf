/** Tests that the page a client opens scores in full: contrast, names, targets, order, and nothing that jumps. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { onBuiltSite } from "../support/site_copy.ts";
import { allViolations, sideways, untilReady, untilStill } from "../support/site_page.ts";

/** By which a page may jump while it comes, in shares of the window. */
const MOST_SHIFT = 0.02;
/** The least that fingers hit, in pixels (WCAG 2.2, 2.5.8). */
const LEAST_TARGET = 24;
const WINDOWS = [[1440, 900], [390, 844]] as const;

/** Adds up how far things moved that nobody touched. */
function noteShifts(): void {
  const shifts = { sum: 0 };
  Object.assign(globalThis, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput } = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      };
      if (!hadRecentInput) shifts.sum += value;
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** What stands on the page and is not as it has to be, each in words. */
async function faultsOf(page: Page): Promise<string[]> {
  return await page.evaluate((leastTarget) => {
    const faults: string[] = [];
    const seen = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    const told = (element: Element) =>
      (element.getAttribute("aria-label") ?? element.textContent ?? "").trim() ||
      element.outerHTML.slice(0, 80);
    for (
      const drawing of document.querySelectorAll(".results svg[role=img], .results canvas, img")
    ) {
      const name = drawing.getAttribute("aria-label") ?? drawing.getAttribute("alt") ??
        drawing.querySelector("title")?.textContent ?? drawing.closest("[aria-label]")?.ariaLabel;
      const isHidden = drawing.closest("[aria-hidden=true]") !== null;
      if (!isHidden && (name ?? "") === "") {
        faults.push(`no words for ${drawing.outerHTML.slice(0, 80)}`);
      }
    }
    const targets = [...document.querySelectorAll("a, button, summary, select, input")].filter(
      seen,
    );
    for (const target of targets) {
      // A link within a line of text is as high as its line; an input has its label's size too.
      if (target.matches("p a, li a, dd a, .skip-link") || target.matches("label input")) continue;
      const { width, height } = target.getBoundingClientRect();
      if (width < 1 || height < 1) continue;
      if (Math.min(width, height) < leastTarget - 0.5) {
        faults.push(
          `${Math.round(width)} x ${Math.round(height)} pixels to press: ${told(target)}`,
        );
      }
    }
    const levels = [...document.querySelectorAll("h1, h2, h3, h4")].filter(seen)
      .map((heading) => Number(heading.tagName[1]));
    if (levels.filter((level) => level === 1).length !== 1) faults.push("not one first heading");
    levels.forEach((level, i) => {
      if (i > 0 && level > levels[i - 1] + 1) {
        faults.push(`a heading of level ${level} after ${levels[i - 1]}`);
      }
    });
    if (document.documentElement.lang === "") faults.push("no language");
    if (document.title.trim() === "") faults.push("no title");
    return faults;
  }, LEAST_TARGET);
}

Deno.test({
  name:
    `what a client opens reads well, is pressed easily and stays in its place ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async ({ viewer, site }) => {
      for (const [width, height] of WINDOWS) {
        for (const colorScheme of ["light", "dark"] as const) {
          await t.step(`${width} pixels, ${colorScheme}`, async () => {
            const context = await viewer.browser.newContext({
              viewport: { width, height },
              colorScheme,
              bypassCSP: true,
            });
            const page = await context.newPage();
            await page.addInitScript(noteShifts);
            await page.goto(`${site.url}/dataset/`);
            await untilReady(page);
            await untilStill(page);
            const moved = await page.evaluate(
              () => (globalThis as unknown as { shifts: { sum: number } }).shifts.sum,
            );
            assert.ok(moved <= MOST_SHIFT, `things moved by ${moved.toFixed(3)} of the window`);
            assert.deepEqual(await allViolations(page), []);
            assert.deepEqual(await faultsOf(page), []);
            assert.ok(await sideways(page) <= 0);
            await context.close();
          });
        }
      }
      assert.deepEqual(viewer.problems, []);
    }),
});
