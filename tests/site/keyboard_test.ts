/** Tests that the keyboard alone reaches and moves every control of the site. Runs in Deno. */

import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { walkByTab } from "../support/keyboard.ts";
import { onBuiltSite } from "../support/site_copy.ts";
import {
  ALL_PAGES,
  choose,
  countField,
  openGroup,
  untilHeading,
  untilReady,
  untilStill,
} from "../support/site_page.ts";

/** A change that follows sooner belongs to the same movement. */
const MOVEMENT_MS = 800;

/** Presses a key on a control that has the focus, as Tab gave it. */
async function pressOn(control: Locator, key: string): Promise<void> {
  await control.focus();
  await control.page().keyboard.press(key);
}

async function hasFocus(control: Locator): Promise<boolean> {
  return await control.evaluate((element) => element === document.activeElement);
}

/** Waits until a control has the focus, also when its chart was drawn anew meanwhile. */
async function untilFocused(control: Locator): Promise<void> {
  await control.and(control.page().locator(":focus")).waitFor();
}

async function checkInputs(t: Deno.TestContext, page: Page): Promise<void> {
  await t.step("a slider, and the number beside it", async () => {
    const slider = page.getByRole("slider", { name: "Segments, slider" });
    await pressOn(slider, "ArrowRight");
    await untilHeading(page, /^Four/);
    assert.equal(await countField(page).inputValue(), "4");
    assert.equal(await hasFocus(slider), true);
    // What comes at once goes on with the movement, and would be undone with it.
    await page.waitForTimeout(MOVEMENT_MS);
    await pressOn(countField(page), "ArrowUp");
    await page.keyboard.press("Enter");
    await untilHeading(page, /^Five/);
    assert.equal(await slider.inputValue(), "5");
  });

  await t.step("Undo", async () => {
    await pressOn(page.getByRole("button", { name: "Undo" }), "Enter");
    await untilHeading(page, /^Four/);
  });

  await t.step("buttons of which one is pressed", async () => {
    const group = page.getByRole("radiogroup", { name: "Clustering", exact: true });
    await pressOn(group.getByRole("radio", { name: "k-means", exact: true }), "ArrowRight");
    await page.waitForURL(/clustering\.method=agglomerative/);
    await untilReady(page);
    const chosen = group.getByRole("radio", { name: "agglomerative" });
    assert.deepEqual([await chosen.isChecked(), await hasFocus(chosen)], [true, true]);
    await pressOn(chosen, "ArrowLeft");
    await untilReady(page);
  });

  await t.step("a switch", async () => {
    await openGroup(page, "features");
    const toggle = page.getByRole("switch", { name: "Drop constant features" });
    await pressOn(toggle, "Space");
    assert.equal(await toggle.isChecked(), false);
    await page.waitForURL(/use_variance_threshold=false/);
    await pressOn(toggle, "Space");
    assert.equal(await toggle.isChecked(), true);
  });
}

async function checkNames(t: Deno.TestContext, page: Page): Promise<void> {
  await t.step("a list of names", async () => {
    await openGroup(page, "cleaning");
    const columns = page.locator('[id="param-cleaning-exclude_columns"]');
    await columns.getByRole("combobox").focus();
    await page.keyboard.type("core_q1_2");
    await page.keyboard.press("Enter");
    assert.deepEqual(await columns.locator("li code").allInnerTexts(), ["core_q1_2"]);
    await untilReady(page);
    await columns.getByRole("combobox").focus();
    await page.keyboard.press("Backspace");
    assert.deepEqual(await columns.locator("li code").allInnerTexts(), []);
    await untilReady(page);
  });

  await t.step("the picker of questions, which keeps its place", async () => {
    await openGroup(page, "features");
    const use = page.getByRole("radiogroup", { name: "Use of core_q2", exact: true });
    await pressOn(use.getByRole("radio", { name: "Define" }), "ArrowRight");
    await page.waitForURL(/core_q2_\*/);
    await untilReady(page);
    const profile = use.getByRole("radio", { name: "Describe" });
    assert.deepEqual([await profile.isChecked(), await hasFocus(profile)], [true, true]);
    await page.getByRole("searchbox", { name: "Search questions" }).focus();
    await page.keyboard.type("core_q3");
    const shown = page.locator(".picker-list > :visible > .picker-title .picker-name");
    assert.deepEqual(await shown.allInnerTexts(), ["core_q3"]);
  });
}

async function checkMap(t: Deno.TestContext, page: Page): Promise<void> {
  const map = page.locator(".scatter-drawing");
  const ticks = async (): Promise<string> =>
    (await map.locator("text").evaluateAll((all) =>
      all.map((each) => `${each.textContent} ${each.getAttribute("x")}`)
    )).join();

  await t.step("the map is zoomed and moved", async () => {
    const whole = await ticks();
    await pressOn(map, "+");
    const zoomed = await ticks();
    assert.notEqual(zoomed, whole);
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await ticks(), zoomed);
    await pressOn(page.getByRole("button", { name: "Reset to the whole map" }), "Enter");
    assert.equal(await ticks(), whole);
  });

  await t.step("what the map shows", async () => {
    await pressOn(page.getByRole("radio", { name: "respondents" }), "ArrowRight");
    await page.getByRole("radio", { name: "outlines" }).and(page.locator(":checked")).waitFor();
    await page.getByText(/^Outlines hold the 95 %/).waitFor();
  });
}

async function checkTree(t: Deno.TestContext, page: Page): Promise<void> {
  const cut = page.getByRole("slider", { name: "Number of segments" });

  await t.step("the tree's cut moves, and is still in hand afterwards", async () => {
    assert.equal(await cut.getAttribute("aria-valuenow"), "3");
    await pressOn(cut, "ArrowUp");
    await page.getByText("Cut here, the tree falls into 4 segments").waitFor();
    assert.equal(await countField(page).inputValue(), "4");
    await untilFocused(cut);
    await page.keyboard.press("ArrowUp");
    await page.getByText("Cut here, the tree falls into 5 segments").waitFor();
    await untilFocused(cut);
  });

  await t.step("a number of segments is picked from the chart of them", async () => {
    const six = page.getByRole("button", { name: /^6 segments/ });
    await pressOn(six, "Enter");
    await page.getByText("Cut here, the tree falls into 6 segments").waitFor();
    await untilFocused(six);
    assert.equal(await six.getAttribute("aria-pressed"), "true");
  });
}

async function checkTables(t: Deno.TestContext, page: Page): Promise<void> {
  await t.step("the heatmap is sorted", async () => {
    const rows = page.locator(".profile-heatmap-row");
    const order = async (): Promise<string> =>
      (await rows.evaluateAll((all) => all.map((row) => row.getAttribute("aria-label")))).join();
    const before = await order();
    await pressOn(page.getByRole("radio", { name: "difference", exact: true }), "ArrowRight");
    await page.locator(".profile-heatmap text").filter({ hasText: /^core_q1$/ }).waitFor();
    assert.notEqual(await order(), before);
    assert.equal(await hasFocus(page.getByRole("radio", { name: "question", exact: true })), true);
  });

  await t.step("a variable is chosen", async () => {
    const variable = page.locator("label.choice").filter({ hasText: "Answers to" }).locator(
      "select",
    );
    await pressOn(variable, "ArrowDown");
    const name = await variable.inputValue();
    await page.locator("figure h2").filter({ hasText: name }).waitFor();
  });

  await t.step("the table is sorted", async () => {
    const table = page.locator(".profile-table, .data-table").last();
    const rows = async (): Promise<string[]> => await table.locator("tbody tr").allInnerTexts();
    const before = await rows();
    const sort = table.locator(".table-sort").first();
    await pressOn(sort, "Enter");
    const rising = await rows();
    assert.notDeepEqual(rising, before);
    await page.keyboard.press("Space");
    assert.equal(await table.locator('th[aria-sort="descending"]').count(), 1);
    assert.notDeepEqual(await rows(), rising);
    assert.equal(await hasFocus(sort), true);
  });
}

const CHECKS: Readonly<Record<string, (t: Deno.TestContext, page: Page) => Promise<void>>> = {
  "/dataset/": checkMap,
  "/dataset/how-many": checkTree,
  "/dataset/who": async (t, page) => {
    await checkInputs(t, page);
    await checkNames(t, page);
    await checkTables(t, page);
  },
};

Deno.test({
  name: `the keyboard alone reaches and moves every control ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async ({ viewer }) => {
      for (const path of ALL_PAGES) {
        const page = await viewer.open(path);
        const isSurvey = path.startsWith("/dataset/");
        if (isSurvey) await untilReady(page);
        if (path === "/dataset/how-many") {
          await choose(page, "Clustering", "agglomerative");
          await page.locator(".dendrogram").waitFor();
          await untilReady(page);
          await page.locator("h1").click();
        }
        if (path === "/dataset/place") await page.locator(".place-question").first().waitFor();
        await untilStill(page);
        await t.step(`Tab comes to every control of ${path}, in sight`, async () => {
          const { reached, opened, unseen, missed } = await walkByTab(page);
          assert.deepEqual({ unseen, missed }, { unseen: [], missed: [] });
          // Whoever only looks has next to nothing to set.
          const isWork = isSurvey && !["/dataset/", "/dataset/place"].includes(path);
          assert.ok(reached > (isWork ? 100 : 5), `${reached} controls`);
          assert.ok(opened >= (isWork ? 5 : 0), `${opened} opened`);
        });
        await CHECKS[path]?.(t, page);
        await page.close();
      }
      assert.deepEqual(viewer.problems, []);
    }),
});
