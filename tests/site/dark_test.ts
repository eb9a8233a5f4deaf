/** Tests that pages are readable by day and by night, and when the one turns into the other. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { measureInk } from "../support/contrast.ts";
import { onBuiltSite } from "../support/site_copy.ts";
import { untilReady, untilStill } from "../support/site_page.ts";

type Scheme = "light" | "dark";

/** What readable text needs. @see WCAG 2.2, success criterion 1.4.3. */
const LEAST_CONTRAST = 4.5;
/** Relative luminances between which paper is neither light nor dark. */
const NIGHT = 0.05;
const DAY = 0.85;

/** What is read on each page. */
const READ: [string, Record<string, string>][] = [
  ["/dataset/", {
    page: "h1",
    card: ".panel h2, .panel p, .who h2, .who p",
    chart: ".panel svg text",
  }],
  ["/dataset/questions", {
    page: "h1, .results > div p",
    card: ".panel h2, .panel header p",
    chart: ".panel svg text",
    table: ".panel .data-table :is(th, td)",
  }],
  ["/dataset/who", {
    page: "h1",
    card: ".panel h2, .panel header p",
    chart: ".panel svg text",
    table: ".panel table :is(th, td)",
    controls: ".reach .field :is(label, code), .controls-toggle, .run-bar button:enabled",
  }],
  ["/methods", { page: "h1, h2, main p, main li" }],
];

async function checkReadable(
  page: Page,
  { scheme, read }: { readonly scheme: Scheme; readonly read: Record<string, string> },
): Promise<void> {
  for (const [part, selector] of Object.entries(read)) {
    const { count, lowest, text, ground } = await measureInk(page, selector);
    const where = `${new URL(page.url()).pathname}, ${scheme}, ${part} of ${count}`;
    assert.ok(scheme === "dark" ? ground < NIGHT : ground > DAY, `${where}: ground ${ground}`);
    assert.ok(lowest >= LEAST_CONTRAST, `${where}: ${lowest.toFixed(2)} at "${text}"`);
  }
}

/** Marks that a page would not have after it was loaded anew, or drawn with other data. */
async function drawnMarks(page: Page): Promise<unknown> {
  return await page.evaluate(() => {
    const marks = document.querySelectorAll(".panel svg :is(path, circle, rect)");
    return [marks.length, document.querySelector("h1")!.textContent];
  });
}

Deno.test({
  name: `pages can be read by day and by night ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async ({ viewer }) => {
      for (const [path, read] of READ) {
        await t.step(`${path} in the dark, and when it gets light and dark again`, async () => {
          const page = await viewer.open(path, { colorScheme: "dark" });
          if (path.startsWith("/dataset/")) await untilReady(page);
          await untilStill(page);
          await checkReadable(page, { scheme: "dark", read });
          const drawn = await drawnMarks(page);
          await page.evaluate("globalThis.isSamePage = true");
          for (const scheme of ["light", "dark"] as const) {
            await page.emulateMedia({ colorScheme: scheme });
            await checkReadable(page, { scheme, read });
          }
          assert.deepEqual(await drawnMarks(page), drawn);
          assert.equal(await page.evaluate("globalThis.isSamePage"), true);
          await page.close();
        });
      }
      assert.deepEqual(viewer.problems, []);
    }),
});
