/** Tests that every change can be undone, redone and shown again: by buttons, keys, the history and the browser's own Back and Forward. Runs in Deno. */

import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM, startChromium } from "../support/chromium.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import { countField, graveViolations, setCount, sideways, turnTo } from "../support/site_page.ts";

/** Longer than the changes of one movement lie apart. */
const PAUSE_MS = 700;

/** Notes what the page asks of the engine's worker. */
function noteAsked(): void {
  const asked: string[] = [];
  Object.assign(globalThis, { asked });
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    asked.push(message.type);
    return Reflect.apply(post, this, [message, ...rest]);
  };
}

/** How many runs the engine was asked for on this page. */
async function runsOf(page: Page): Promise<number> {
  const asked = await page.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  return asked.filter((type) => type === "run").length;
}

async function openWho(
  { viewer, site }: SiteSetting,
  query = "",
  browser: Browser = viewer.browser,
): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on("pageerror", (error) => viewer.problems.push(error.message));
  await page.addInitScript(noteAsked);
  await page.goto(`${site.url}/dataset/who${query}`);
  await untilCount(page, query === "" ? 3 : Number(/n_clusters=(\d+)/.exec(query)?.[1]));
  return page;
}

/** Waits until the results of so many segments are shown, by the page, its control and its address. */
async function untilCount(page: Page, k: number): Promise<void> {
  await page.waitForFunction(
    (k) =>
      document.body.dataset.run === "ready" &&
      document.querySelectorAll(".profile-heatmap-head title").length === k &&
      document.querySelector<HTMLInputElement>('input[type="number"][id*="n_clusters"]')?.value ===
        String(k) &&
      (new URLSearchParams(location.search).get("clustering.n_clusters") ?? "3") === String(k),
    k,
    { timeout: 60_000 },
  );
}

/** Sets numbers of segments, one after another, and leaves the field. */
async function change(page: Page, ...counts: readonly number[]): Promise<void> {
  for (const k of counts) {
    await page.waitForTimeout(PAUSE_MS);
    await setCount(page, k);
    await untilCount(page, k);
  }
  await countField(page).blur();
}

const undoButton = (page: Page) => page.getByRole("button", { name: /^Undo/ });
const redoButton = (page: Page) => page.getByRole("button", { name: /^Redo/ });
const said = (page: Page) => page.locator(".undo-said");

/** What the history shows, newest first: the words of each step, with a mark. */
async function listed(page: Page): Promise<string[]> {
  const panel = page.locator("details.history");
  if (await panel.getAttribute("open") === null) await panel.locator("summary").click();
  await page.locator(".history-steps > li").first().waitFor({ state: "attached" });
  return await page.locator(".history-steps > li").evaluateAll((items) =>
    items.map((item) => `${item.className.slice(3)} ${item.querySelector("b")!.textContent}`)
  );
}

const STEPS: [string, (setting: SiteSetting) => Promise<void>][] = [
  ["buttons say what they would do, do it, and the engine computes nothing anew", async (site) => {
    const page = await openWho(site);
    assert.equal(await undoButton(page).isDisabled(), true);
    await change(page, 4, 5);
    assert.equal(await undoButton(page).getAttribute("aria-label"), "Undo: Segments 4 → 5");
    const runs = await runsOf(page);
    await undoButton(page).click();
    await untilCount(page, 4);
    await said(page).getByText("Undone: Segments 4 → 5.").waitFor();
    assert.equal(await redoButton(page).getAttribute("aria-label"), "Redo: Segments 4 → 5");
    await undoButton(page).click();
    await untilCount(page, 3);
    assert.equal(new URL(page.url()).search, "");
    assert.equal(await undoButton(page).isDisabled(), true);
    await redoButton(page).click();
    await untilCount(page, 4);
    await redoButton(page).click();
    await untilCount(page, 5);
    assert.equal(await runsOf(page), runs);
    await page.context().close();
  }],
  ["keys undo and redo, and belong to a field of text while it has the focus", async (site) => {
    const page = await openWho(site);
    await change(page, 4, 5);
    await page.keyboard.press("Control+z");
    await untilCount(page, 4);
    await page.keyboard.press("Control+Shift+Z");
    await untilCount(page, 5);
    await page.keyboard.press("Meta+z");
    await untilCount(page, 4);
    await page.keyboard.press("Control+y");
    await untilCount(page, 5);
    // A number that was taken is no text that is being typed; one that was not is.
    await countField(page).focus();
    await page.keyboard.press("Control+z");
    await untilCount(page, 4);
    await countField(page).focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("7");
    await page.keyboard.press("Control+z");
    assert.notEqual(await countField(page).inputValue(), "7", "typing is taken back by the field");
    await page.keyboard.press("Escape");
    await countField(page).blur();
    await untilCount(page, 4);
    const search = page.locator('input[type="search"]:visible').first();
    await search.fill("q");
    await search.press("Control+z");
    await page.waitForTimeout(300);
    await untilCount(page, 4);
    await page.context().close();
  }],
  ["Back and Forward of the browser go through the same steps", async (site) => {
    const page = await openWho(site);
    await change(page, 4, 5, 6);
    const runs = await runsOf(page);
    await page.goBack();
    await untilCount(page, 5);
    await said(page).getByText("Back to: Segments 4 → 5.").waitFor();
    await page.goBack();
    await untilCount(page, 4);
    assert.equal(await undoButton(page).getAttribute("aria-label"), "Undo: Segments 3 → 4");
    await page.goForward();
    await untilCount(page, 5);
    // Undo and redo move the browser too, and make no entries of their own.
    const length = await page.evaluate(() => history.length);
    await undoButton(page).click();
    await untilCount(page, 4);
    await redoButton(page).click();
    await untilCount(page, 5);
    await page.goForward();
    await untilCount(page, 6);
    await undoButton(page).click();
    await undoButton(page).click();
    await undoButton(page).click();
    await untilCount(page, 3);
    await page.goForward();
    await untilCount(page, 4);
    assert.equal(await page.evaluate(() => history.length), length);
    assert.equal(await runsOf(page), runs);
    assert.deepEqual(await listed(page), [
      "undone Segments: 5 → 6",
      "undone Segments: 4 → 5",
      "present Segments: 3 → 4",
      "before Default settings",
    ]);
    await page.context().close();
  }],
  ["Back leaves the page where its history began, and Forward finds it again", async (site) => {
    const page = await openWho(site);
    await change(page, 4);
    await turnTo(page, "Questions");
    await page.waitForURL(/\/dataset\/questions\?.*n_clusters=4/);
    await page.locator("details.history").waitFor();
    assert.deepEqual(await listed(page), ["present Segments: 3 → 4", "before Default settings"]);
    await page.waitForTimeout(PAUSE_MS);
    await setCount(page, 5);
    await page.waitForURL(/n_clusters=5/);
    await page.goBack();
    await page.waitForURL(/questions\?.*n_clusters=4/);
    assert.equal(await countField(page).inputValue(), "4");
    await page.goBack();
    await page.waitForURL(/\/who\?.*n_clusters=4/);
    await untilCount(page, 4);
    assert.deepEqual(await listed(page), [
      "undone Segments: 4 → 5",
      "present Segments: 3 → 4",
      "before Default settings",
    ]);
    await redoButton(page).click();
    await untilCount(page, 5);
    assert.match(page.url(), /\/who\?/, "redo stays on the page");
    await page.goBack();
    await untilCount(page, 4);
    await page.goBack();
    await untilCount(page, 3);
    await page.goBack();
    assert.equal(page.url(), "about:blank");
    await page.context().close();
  }],
  ["a reload in the middle keeps the steps on both sides", async (site) => {
    const page = await openWho(site);
    await change(page, 4, 5);
    await page.goBack();
    await untilCount(page, 4);
    await page.reload();
    await untilCount(page, 4);
    await redoButton(page).click();
    await untilCount(page, 5);
    await page.goBack();
    await untilCount(page, 4);
    await page.goBack();
    await untilCount(page, 3);
    assert.equal(await undoButton(page).isDisabled(), true);
    await page.context().close();
  }],
  ["a link that opens with a state is where its history begins", async (site) => {
    const first = await openWho(site);
    await change(first, 6);
    const { search } = new URL(first.url());
    await first.context().close();
    const page = await openWho(site, search);
    assert.equal(await undoButton(page).isDisabled(), true);
    await change(page, 4);
    await page.goBack();
    await untilCount(page, 6);
    assert.deepEqual(await listed(page), [
      "undone Segments: 6 → 4",
      "present As it was opened",
    ]);
    await page.context().close();
  }],
  ["a page that the browser kept as it was shows what was done meanwhile", async (site) => {
    const browser = await startChromium({ keepsPages: true });
    const page = await openWho(site, "", browser);
    await change(page, 4);
    await page.evaluate(() =>
      addEventListener("pageshow", ({ persisted }) => Object.assign(globalThis, { persisted }))
    );
    await turnTo(page, "Questions");
    await page.waitForURL(/\/dataset\/questions\?.*n_clusters=4/);
    await page.locator("details.history").waitFor();
    await page.waitForTimeout(PAUSE_MS);
    await setCount(page, 5);
    await page.waitForURL(/n_clusters=5/);
    await page.goBack({ waitUntil: "commit" });
    await page.waitForURL(/questions\?.*n_clusters=4/);
    // Such a page loads nothing that could be waited for.
    await page.evaluate(() => history.back());
    await page.waitForURL(/\/who\?.*n_clusters=4/, { waitUntil: "commit" });
    await untilCount(page, 4);
    assert.equal(await page.evaluate("globalThis.persisted"), true);
    assert.deepEqual(await listed(page), [
      "undone Segments: 4 → 5",
      "present Segments: 3 → 4",
      "before Default settings",
    ]);
    await redoButton(page).click();
    await untilCount(page, 5);
    await browser.close();
  }],
  ["one movement of the slider is one step and one entry", async (site) => {
    const page = await openWho(site);
    await change(page, 6);
    const length = await page.evaluate(() => history.length);
    await page.waitForTimeout(PAUSE_MS);
    const slider = page.getByRole("slider", { name: "Segments, slider" });
    await slider.focus();
    // As fast as a hand draws it, however busy the machine is.
    await slider.evaluate((input: HTMLInputElement) => {
      for (const value of ["7", "8", "9", "10"]) {
        input.value = value;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    await untilCount(page, 10);
    assert.equal(await page.evaluate(() => history.length), length + 1);
    assert.equal(await undoButton(page).getAttribute("aria-label"), "Undo: Segments 6 → 10");
    await page.goBack();
    await untilCount(page, 6);
    await page.context().close();
  }],
  ["the history shows each step, what it did, and shows any again by a key", async (site) => {
    const page = await openWho(site);
    await change(page, 4);
    await page.getByRole("radio", { name: "agglomerative" }).check({ force: true });
    await page.waitForURL(/clustering\.method=agglomerative/);
    await untilCount(page, 4);
    await undoButton(page).click();
    await untilCount(page, 4);
    await change(page, 5);
    assert.deepEqual(await listed(page), [
      "present Segments: 4 → 5",
      "aside Clustering: k-means → agglomerative",
      "before Segments: 3 → 4",
      "before Default settings",
    ]);
    const effects = page.locator(".history-effect");
    await effects.first().getByText(/^4 → 5 segments: .*; agreement 0\.\d+$/).waitFor();
    await effects.nth(1).getByText(/^4 segments: .*agreement 0\.\d+$/).waitFor();
    await effects.nth(3).getByText(/^3 segments: 4\d\s%/).waitFor();
    const runs = await runsOf(page);
    const branch = page.getByRole("button", { name: /^Clustering: k-means → agglomerative/ });
    await branch.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/clustering\.method=agglomerative/);
    await untilCount(page, 4);
    assert.equal(await branch.getAttribute("aria-current"), "step");
    assert.equal(await branch.evaluate((node) => node === document.activeElement), true);
    assert.equal(await runsOf(page), runs);
    assert.ok(await sideways(page) <= 0);
    assert.deepEqual(await graveViolations(page), []);
    await page.getByRole("button", { name: "Clear history" }).click();
    assert.equal(await page.locator(".history-steps").isVisible(), false);
    await page.getByText("Nothing was changed yet.").waitFor();
    assert.equal(await undoButton(page).isDisabled(), true);
    await untilCount(page, 4);
    await page.context().close();
  }],
  ["roles, resets and settings are steps with words of their own", async (site) => {
    const page = await openWho(site);
    await page.goto(`${site.site.url}/dataset/questions`);
    const row = page.locator('.role-card tr:has(input[value="segment"]:checked)').first();
    await row.getByText("Describe", { exact: true }).waitFor();
    // Not checked, as choices that lie under their words are elsewhere: afterwards this row is another.
    await row.locator('input[value="profile"]').dispatchEvent("click");
    await page.waitForURL(/features\.exclude/);
    await page.waitForTimeout(PAUSE_MS);
    await setCount(page, 4);
    await page.waitForURL(/n_clusters=4/);
    await countField(page).blur();
    await page.getByRole("button", { name: "Reset to defaults" }).click();
    await page.waitForURL(/\/questions$/);
    const words = await listed(page);
    assert.match(words[2], /^before .+ now describes only$/);
    assert.deepEqual([words[0], words[1]], ["present Reset to defaults", "before Segments: 3 → 4"]);
    await page.keyboard.press("Control+z");
    await page.waitForURL(/features\.exclude.*n_clusters=4/);
    await page.context().close();
  }],
  ["a full store costs the history beyond this page, and says so", async (site) => {
    const page = await openWho(site);
    await page.evaluate(() => {
      const put = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key, value) {
        if (key.startsWith("history ")) throw new DOMException("full", "QuotaExceededError");
        return Reflect.apply(put, this, [key, value]);
      };
    });
    await change(page, 4);
    await listed(page);
    await page.getByText("This browser has no room to keep the history").waitFor();
    await undoButton(page).click();
    await untilCount(page, 3);
    await page.context().close();
  }],
];

Deno.test({
  name: `every change can be undone, redone and shown again ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    await onBuiltSite(async (setting) => {
      for (const [name, check] of STEPS) await t.step(name, () => check(setting));
      assert.deepEqual(setting.viewer.problems, []);
    });
  },
});
