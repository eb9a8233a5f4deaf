/** Tests of what the notebook's page keeps and shows of itself: versions, names, the graph. Runs in Deno. */

import assert from "node:assert/strict";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import {
  addCode,
  cellAt,
  frameViolations,
  NOTEBOOK_ADDRESS,
  openFile,
  openNotebook,
  untilQuiet,
  untilStatus,
} from "../support/notebook_frame.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";

/** Writes another source into a cell. */
async function rewrite(cell: Locator, source: string): Promise<void> {
  await cell.locator(".cm-content").click();
  await cell.page().keyboard.press("Control+a");
  await cell.page().keyboard.insertText(source);
}

/** A cell of the notebook as it is at first. */
function chartOfGaps(frame: FrameLocator): Locator {
  return frame.locator(".cell").filter({
    has: frame.locator(".cm-content", { hasText: /^charts\.missing\(run\)$/ }),
  });
}

/** Its place among all cells, from 0; -1 where it is not. */
async function placeOfGaps(frame: FrameLocator): Promise<number> {
  const sources = await frame.locator(".cell").evaluateAll((cells) =>
    cells.map((cell) => cell.querySelector(".cm-content")?.textContent)
  );
  return sources.indexOf("charts.missing(run)");
}

function versionsOf(frame: FrameLocator): Locator {
  return frame.getByRole("list", { name: "Versions, newest first" }).locator("> li");
}

async function checkVersions(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const { page, frame } = await openNotebook(setting);
  const versions = versionsOf(frame);
  const added = await addCode(frame, "const kept = 1;\nconst same = 2;\nkept");
  const place = await placeOfGaps(frame);
  assert.ok(place > 0);
  const cell = frame.locator(`[data-cell="${await added.getAttribute("data-cell")}"]`);
  await cell.locator(".value", { hasText: /^1$/ }).waitFor();

  await t.step("a version is kept by hand with a name, by the keyboard alone", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("h");
    await frame.getByRole("button", { name: "History", pressed: true }).waitFor();
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press("Tab");
      if (await frame.getByLabel("Name of this version").and(frame.locator(":focus")).count()) {
        break;
      }
    }
    await page.keyboard.type("Good one");
    await page.keyboard.press("Enter");
    await versions.filter({ hasText: "Good one" }).waitFor();
    const told = await versions.allInnerTexts();
    assert.equal(told.length, 2);
    assert.match(told[0], /^Good one\njust now: nothing changed/);
    assert.match(told[1], /^When cells ran\njust now: the first/);
  });

  await t.step("what has changed since is told by sign, cell by cell", async () => {
    await rewrite(cell, "const kept = 10;\nconst same = 2;\nkept");
    await page.keyboard.press("Control+Enter");
    await cell.locator(".value", { hasText: /^10$/ }).waitFor();
    await addCode(frame, "'added'");
    await chartOfGaps(frame).focus();
    await page.keyboard.press("d");
    await page.keyboard.press("d");
    await versions.first().getByRole("button", { name: /Good one/ }).click();
    await versions.first().getByText("Since then: 1 cell changed, 1 added, 1 removed.").waitFor();
    const lines = await versions.first().locator("pre > *").allInnerTexts();
    assert.deepEqual(lines, [
      "- charts.missing(run)",
      "- const kept = 1;",
      "+ const kept = 10;",
      "  const same = 2;",
      "  kept",
      "+ 'added'",
    ]);
    const signs = versions.first().locator("pre > :is(ins, del)");
    assert.equal(await signs.count(), 4, "each is marked by its element too");
  });

  await checkRestoring(t, { frame, cell, place });
  await page.close();
}

/** Puts back what was there when the last version was kept. */
async function checkRestoring(
  t: Deno.TestContext,
  { frame, cell, place }: {
    readonly frame: FrameLocator;
    readonly cell: Locator;
    /** Of the cell that was deleted. */
    readonly place: number;
  },
): Promise<void> {
  const versions = versionsOf(frame);
  await t.step("one cell comes back, and Undo takes that back", async () => {
    await versions.first().getByRole("button", { name: /^Restore this cell/ }).click();
    await cell.locator(".value", { hasText: /^1$/ }).waitFor();
    await versions.first().getByText("Since then: 1 cell added, 1 removed.").waitFor();
    await frame.getByRole("button", { name: "Undo", exact: true }).click();
    await cell.locator(".value", { hasText: /^10$/ }).waitFor();
  });

  await t.step("a cell that went is put back where it stood", async () => {
    await versions.first().getByRole("button", { name: /^Put it back/ }).click();
    await chartOfGaps(frame).waitFor();
    assert.equal(await placeOfGaps(frame), place);
  });

  await t.step("the whole version comes back, and Undo takes that back", async () => {
    await versions.first().getByRole("button", { name: "Restore this version" }).click();
    await frame.getByText("'added'").waitFor({ state: "detached" });
    await cell.locator(".value", { hasText: /^1$/ }).waitFor();
    await frame.getByRole("button", { name: "Undo", exact: true }).click();
    await frame.locator(".cells").getByText("'added'").first().waitFor();
  });
}

/** Starts anew and opens a file: what was there before is among the versions. */
async function checkLeaving(setting: SiteSetting): Promise<void> {
  const { page, frame } = await openNotebook(setting);
  const versions = versionsOf(frame);
  await rewrite(await addCode(frame, "'one more'"), "'never run'");
  await frame.getByRole("button", { name: "Start anew" }).click();
  await openFile(page, frame, { cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 });
  await page.reload();
  await frame.getByRole("button", { name: "History" }).first().click();
  await versions.nth(2).waitFor();
  assert.deepEqual(
    (await versions.allInnerTexts()).map((text) => text.replace(/\n[^:]*/, "")),
    [
      "Before a file was opened: 1 cell removed",
      "Before starting anew: 1 cell changed",
      "When cells ran: the first",
    ],
  );
  await page.close();
}

/** Types on and on, ends the page's process in the midst of it, and opens the page again. */
async function checkCrash({ viewer, site }: SiteSetting): Promise<void> {
  const context = await viewer.browser.newContext();
  const page = await context.newPage();
  await page.goto(site.url + NOTEBOOK_ADDRESS);
  const frame = await untilQuiet(page);
  const cell = await addCode(frame, "2");
  await untilStatus(cell, "done");
  await cell.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  const session = await context.newCDPSession(page);
  const typed: number[] = [];
  const from = performance.now();
  while (performance.now() - from < 2_500) {
    // No pause is as long as those after which one would keep what was typed.
    await page.keyboard.insertText("x");
    typed.push(performance.now());
    await page.waitForTimeout(30);
  }
  const ended = performance.now();
  // The page's process ends at once, and answers nobody.
  session.send("Page.crash").catch(() => {});
  const next = await context.newPage();
  await next.goto(site.url + NOTEBOOK_ADDRESS);
  const again = next.frameLocator("iframe.notebook-frame");
  const kept = again.locator(".cm-content").getByText(/^2x+$/);
  await kept.waitFor();
  const letters = (await kept.innerText()).length - 1;
  const sure = typed.filter((at) => ended - at > 1_000).length;
  assert.ok(letters >= sure && letters <= typed.length, `${letters} of ${typed.length}`);
  await context.close();
}

async function checkOutline(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const { page, frame } = await openNotebook(setting);
  const first = await frame.locator(".cell").count();
  await addCode(frame, "const list = [1, 2, 3], numbers = new Float64Array(1204)");
  await addCode(frame, "const total = d3.sum(list)");
  await untilStatus(await addCode(frame, "total + nobody"), "failed");
  const label = (i: number) => `cell ${first + 1 + i}`;

  await t.step("every name says what it is, whose it is and who uses it", async () => {
    await frame.getByRole("button", { name: "Names", exact: true }).first().click();
    const names = frame.getByRole("list", { name: "Names" }).locator("> li");
    const told = (await names.allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
    assert.ok(told.includes(`list list of 3 Of ${label(0)}, used by ${label(1)}`), `${told}`);
    assert.ok(told.includes(`numbers Float64Array of 1,204 Of ${label(0)}, used by no other cell`));
    assert.ok(told.includes(`other not there yet Of cell ${first}, used by no other cell`));
    assert.ok(told.some((text) => /^run given to every notebook Used by cell \d+, /.test(text)));
    await names.filter({ hasText: /^total/ }).getByRole("button").first().click();
    await cellAt(frame, first + 1).and(frame.locator(":focus")).waitFor();
  });

  await t.step(
    "the graph is a list that the keyboard walks; states have words and shapes",
    async () => {
      await page.keyboard.press("g");
      const rows = frame.getByRole("list", { name: "Cells by what they need" }).getByRole("button");
      const said = await rows.evaluateAll((all) =>
        all.map((each) => each.getAttribute("aria-label"))
      );
      assert.equal(said[first + 1], `${label(1)}: total, done, needs ${label(0)}`);
      assert.equal(said[first + 2], `${label(2)}: total + nobody, failed, needs ${label(1)}`);
      assert.match(said[first - 1] ?? "", new RegExp(`^cell ${first}: other, waits`));
      const marks = await frame.locator(".graph-mark").allInnerTexts();
      assert.deepEqual([marks[first - 1], marks[first], marks[first + 2]], ["○", "●", "✕"]);
      const needs = said.flatMap((text) => /, needs (.*)$/.exec(text ?? "")?.[1].split(", ") ?? []);
      assert.ok(needs.length > 2);
      assert.equal(await frame.locator(".graph path").count(), needs.length);
      await rows.nth(first - 1).focus();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await cellAt(frame, first).and(frame.locator(":focus")).waitFor();
    },
  );

  await checkFollowing(t, page, frame);
  await page.close();
}

/** Lets cells run and the page become narrow while the graph is open. */
async function checkFollowing(
  t: Deno.TestContext,
  page: Page,
  frame: FrameLocator,
): Promise<void> {
  const last = await frame.locator(".cell").count();
  await t.step("it follows the cells, and keeps the keyboard's place", async () => {
    const rows = frame.getByRole("list", { name: "Cells by what they need" }).getByRole("button");
    await addCode(frame, "await new Promise(() => {})");
    await frame.getByRole("button", {
      name: `cell ${last + 1}: await new Promise(() => {}), running`,
    }).waitFor();
    await rows.nth(last).focus();
    await page.keyboard.press("Control+.");
    await rows.and(frame.getByLabel(/, interrupted$/)).and(frame.locator(":focus"))
      .waitFor();
    await page.keyboard.press("Escape");
    await frame.getByRole("complementary").waitFor({ state: "hidden" });
  });

  await t.step("where there is no room for both, the cell that was asked for is seen", async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await cellAt(frame, 0).focus();
    await page.keyboard.press("g");
    await frame.getByRole("button", { name: /^cell 2: / }).click();
    await frame.getByRole("complementary").waitFor({ state: "hidden" });
    await cellAt(frame, 1).and(frame.locator(":focus")).waitFor();
  });
}

async function checkAxe(setting: SiteSetting, colorScheme: "light" | "dark"): Promise<void> {
  const { page, frame } = await openNotebook(setting, { colorScheme });
  const cell = await addCode(frame, "const kept = 1");
  await untilStatus(cell, "done");
  await rewrite(cell, "const kept = 2");
  await untilStatus(await addCode(frame, "kept + nobody"), "failed");
  await frame.getByRole("button", { name: "History", exact: true }).first().click();
  await frame.locator(".version-head").first().click();
  await frame.locator(".difference").first().waitFor();
  const panel = frame.getByRole("complementary");
  for (const name of ["History", "Names", "Graph"]) {
    await panel.getByRole("button", { name, exact: true }).click();
    assert.deepEqual(await frameViolations(page), [], name);
  }
  await page.close();
}

Deno.test({
  name:
    `the notebook's page keeps versions and shows what cells are to each other ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      await t.step("versions", (t) => checkVersions(t, setting));
      await t.step("what another notebook takes the place of is kept", () => checkLeaving(setting));
      await t.step("names and the graph", (t) => checkOutline(t, setting));
      await t.step("after a crash the last words are there", () => checkCrash(setting));
      await t.step("listeners: light", () => checkAxe(setting, "light"));
      await t.step("listeners: dark", () => checkAxe(setting, "dark"));
      assert.deepEqual(setting.viewer.problems, []);
    }),
});
