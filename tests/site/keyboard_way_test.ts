/** Tests that the whole way, from a file to what is taken away, can be gone by the keyboard alone. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Locator, Page } from "playwright-core";
import { makeSample } from "../../data/make_sample.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { onBuiltSite } from "../support/site_copy.ts";
import { untilReady } from "../support/site_page.ts";

/** More presses than any page needs to come round. */
const MOST_PRESSES = 600;

/** Presses Tab until a control has the focus, round the page once if need be. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.first().waitFor({ state: "attached" });
  for (let press = 0; press < MOST_PRESSES; press++) {
    const isThere = await control.evaluateAll((found) =>
      found.includes(document.activeElement as HTMLElement)
    );
    if (isThere) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${control}`);
}

async function pressOn(page: Page, control: Locator, ...keys: string[]): Promise<void> {
  await tabTo(page, control);
  for (const key of keys) await page.keyboard.press(key);
}

/** Follows a link of the way. */
async function turnTo(page: Page, title: string): Promise<void> {
  const way = page.getByRole("navigation", { name: "Pages of this survey" });
  await pressOn(page, way.getByRole("link", { name: title, exact: true }), "Enter");
  await page.locator("h1:visible").first().waitFor();
  await untilReady(page);
}

/** From a file on Home to the questions, one of which changes its part and back. */
async function begin(t: Deno.TestContext, page: Page): Promise<void> {
  await t.step("a file is chosen on Home", async () => {
    const choosing = page.waitForEvent("filechooser");
    await pressOn(page, page.locator('input[type="file"]'), "Enter");
    const buffer = Buffer.from(makeSample(false).xlsx);
    await (await choosing).setFiles({ name: "mine.xlsx", mimeType: "", buffer });
    await page.waitForURL(/\/yours\/questions\?.*project=/, { timeout: 60_000 });
    await page.locator('body[data-run="ready"]').waitFor({ timeout: 120_000 });
  });

  await t.step("a question's role is changed, and Undo takes that back", async () => {
    const rows = page.locator('.role-card tr:has(input[value="segment"]:checked)');
    const name = await rows.first().locator("input:checked").getAttribute("name");
    const own = page.locator(`.role-card input[name="${name}"]`);
    await pressOn(page, own, "ArrowRight");
    await page.waitForURL(/features\.exclude/);
    await untilReady(page);
    await page.keyboard.press("Control+z");
    await page.waitForURL(({ href }) => !href.includes("features.exclude"));
    await untilReady(page);
  });
}

/** Another number of segments, one of which is named. */
async function segment(t: Deno.TestContext, page: Page): Promise<void> {
  let count = 0;
  await t.step("another number of segments is chosen", async () => {
    await turnTo(page, "How many");
    const slider = page.getByRole("slider", { name: "Segments, slider" });
    await pressOn(page, slider, "ArrowRight");
    await page.waitForURL(/n_clusters=\d/);
    await untilReady(page);
    count = Number(/n_clusters=(\d+)/.exec(page.url())![1]);
  });

  await t.step("a segment is named", async () => {
    await turnTo(page, "Who they are");
    assert.equal(await page.locator(".who .segment-card").count(), count);
    await pressOn(page, page.locator(".who .segment-card .name-button").first(), "Enter");
    await page.keyboard.type("Those who care");
    await page.keyboard.press("Enter");
    await page.locator(".who .segment-card").first()
      .filter({ hasText: "Those who care" }).waitFor();
  });
}

/** Another solution beside it, and a file of the run. */
async function conclude(t: Deno.TestContext, page: Page): Promise<void> {
  await t.step("another solution is compared", async () => {
    await turnTo(page, "Compare");
    const title = page.locator("h1");
    await title.filter({ hasText: /Going from \d to \d segments/ }).waitFor();
    const before = await title.innerText();
    await pressOn(page, page.getByLabel("Compare with"), "ArrowDown");
    await title.filter({ hasNotText: before }).waitFor();
  });

  await t.step("a file is taken away, with the name", async () => {
    await turnTo(page, "Take away");
    const arriving = page.waitForEvent("download");
    const button = page.getByRole("button", { name: "Download segments.csv", exact: true });
    await pressOn(page, button, "Enter");
    const parts: Uint8Array[] = [];
    for await (const part of await (await arriving).createReadStream()) parts.push(part);
    assert.match(Buffer.concat(parts).toString(), /Those who care/);
  });
}

Deno.test({
  name: `the whole way can be gone by the keyboard alone ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async ({ viewer }) => {
      const page = await viewer.open("/");
      await begin(t, page);
      await segment(t, page);
      await conclude(t, page);
      assert.deepEqual(viewer.problems, []);
    }),
});
