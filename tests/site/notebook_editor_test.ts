/** Tests of writing cells on the notebook's page: lists, signatures, marks, search, ways from names. Runs in Deno. */

import assert from "node:assert/strict";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { Desk } from "../support/notebook_desk.ts";
import { frameViolations } from "../support/notebook_frame.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";

async function checkLists(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const desk = await Desk.open(setting);
  const { page, frame } = desk;

  await t.step("names are offered and taken with the keyboard alone", async () => {
    await desk.newCell();
    await page.keyboard.type("const head = ru");
    assert.match((await desk.offered(/^run/))[0], /^run\n/);
    const active = await frame.locator(".cm-content:focus").getAttribute("aria-activedescendant");
    assert.equal(await frame.locator(`[id="${active}"]`).getAttribute("aria-selected"), "true");
    await desk.press("ArrowDown", "ArrowUp", "Tab");
    await page.keyboard.type(".headl");
    await desk.offered(/^headline/);
    await desk.press("Enter");
    assert.equal(await desk.source(), "const head = run.headline");
    await desk.press("Control+Enter");
    await frame.locator(".named", { hasText: "head = " }).waitFor();
    assert.equal(await frame.locator(".complete").count(), 0);
  });

  await t.step("members of what a cell gave, and of the elements of a list", async () => {
    await desk.newCell("const mine = [{ weight: 1, height: 2 }]");
    await desk.press("Control+Enter");
    await frame.locator(".named", { hasText: "mine = " }).waitFor();
    await desk.newCell();
    await page.keyboard.type("mine.map((m) => m.");
    assert.deepEqual((await desk.offered(/^weight/)).map((text) => text.split("\n")[0]), [
      "weight",
      "height",
    ]);
    await desk.press("Escape");
  });

  await t.step("columns and parameters within their texts", async () => {
    await desk.newCell();
    await page.keyboard.type('columns("ag');
    await desk.offered(/^age/);
    await desk.press("Enter");
    await page.keyboard.type('"); params("n_clus');
    const [first] = await desk.offered(/^clustering\.n_clusters/);
    assert.match(first, /^clustering\.n_clusters\n./);
    await desk.press("Tab");
    assert.match(await desk.source(), /params\("clustering\.n_clusters$/);
  });

  await page.close();
}

async function checkSignature(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const desk = await Desk.open(setting);
  const { page, frame } = desk;

  await t.step("the signature marks the argument; Esc hides it, and only then leaves", async () => {
    await desk.newCell();
    await page.keyboard.type("charts.distribution(run, ");
    const box = frame.locator(".signature");
    await box.locator("b", { hasText: /^name: string$/ }).waitFor();
    assert.match(await box.innerText(), /One variable by segment\./);
    await desk.press("Escape");
    assert.equal(await box.count(), 0);
    await desk.press("Control+Shift+Space");
    await box.waitFor();
    await desk.press("Escape");
    assert.equal(await frame.locator(".cm-content:focus").count(), 1);
    await desk.press("Escape");
    assert.equal(await frame.locator(".cm-content:focus").count(), 0);
  });
  await page.close();
}

async function checkMarks(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const desk = await Desk.open(setting);
  const { page, frame } = desk;
  const cell = frame.locator(".cell").first();

  await t.step("what is wrong is marked while it is written, and told", async () => {
    await desk.newCell("const fine = 1;\nnowhere + fine");
    const mark = cell.locator(".cm-wrong");
    await mark.waitFor();
    assert.equal(await mark.innerText(), "nowhere");
    assert.match((await mark.getAttribute("title"))!, /none declares nowhere/);
    const told = await cell.locator(".cm-content").getAttribute("aria-describedby");
    assert.match(await frame.locator(`[id="${told}"]`).innerText(), /none declares nowhere/);
    await page.keyboard.type(" +");
    await cell.locator(".cm-wrong", { hasText: /^\+$/ }).waitFor();
    await desk.press("Backspace", "Backspace");
    await page.keyboard.insertText("; const nowhere = 2");
    await cell.locator(".cm-wrong").waitFor({ state: "detached" });
  });

  await t.step("a name that two cells declare is marked in both", async () => {
    await desk.newCell("const fine = 3");
    await frame.locator(".cell").nth(1).locator(".cm-wrong", { hasText: "fine" }).first().waitFor();
    assert.equal(await cell.locator(".cm-wrong").innerText(), "fine");
    await desk.press("Control+a");
    await page.keyboard.insertText("'apart'");
    await cell.locator(".cm-wrong").waitFor({ state: "detached" });
  });

  await t.step("the place where a run failed stays marked until it is changed", async () => {
    await desk.newCell("const half: null = null;\n(half as any).size");
    await desk.press("Control+Enter");
    await cell.locator(".cm-wrong", { hasText: /^size$/ }).waitFor();
    await desk.press("Control+End");
    await page.keyboard.type("s");
    await cell.locator(".cm-wrong").waitFor({ state: "detached" });
  });
  await page.close();
}

async function checkWays(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const desk = await Desk.open(setting);
  const { page, frame } = desk;
  await desk.newCell("const other1 = total + total;\n// total");
  await desk.newCell("const total = 5");
  const search = frame.getByRole("search");

  await t.step("from a name to where it is declared", async () => {
    await frame.locator(".cell").nth(1).locator(".cm-line").first().click();
    await desk.press("End", "ArrowLeft", "F12");
    assert.equal(await desk.source(), "const total = 5");
    await frame.locator(".cell").nth(1).locator(".cm-line").first().click({
      modifiers: ["Control"],
      position: { x: 110, y: 8 },
    });
    await page.waitForTimeout(100);
    assert.equal(await desk.source(), "const total = 5");
  });

  await t.step("to all its uses, and to nothing that only reads so", async () => {
    await desk.press("Home", ...Array(8).fill("ArrowRight"), "Shift+F12");
    await search.getByText("1 of 3 matches").waitFor();
    await desk.press("Enter");
    await search.getByText("2 of 3 matches").waitFor();
    await desk.press("Shift+Enter", "Escape");
    assert.equal(await desk.source(), "const total = 5");
  });

  await page.close();
}

async function checkSearch(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const desk = await Desk.open(setting);
  const { page, frame } = desk;
  await desk.newCell("const other1 = total + total;\n// total");
  await desk.newCell("const total = 5");
  const search = frame.getByRole("search");

  await t.step("search, replace one, replace all, and undo", async () => {
    await desk.press("Control+f");
    await page.keyboard.type("total");
    await search.getByText("of 4 matches").waitFor();
    assert.equal(await frame.locator(".cm-found.is-at").count(), 1);
    await search.getByLabel("Replace by").fill("sum");
    await search.getByRole("button", { name: "Replace", exact: true }).click();
    await search.getByText("of 3 matches").waitFor();
    await search.getByRole("button", { name: "Replace all" }).click();
    await search.getByText("No match").waitFor();
    await desk.press("Escape");
    assert.equal(await frame.locator(".cell:focus").count(), 1);
    const second = frame.locator(".cell").nth(1).locator(".cm-content");
    assert.match(await second.innerText(), /const other1 = sum \+ sum;\s+\/\/ sum/);
    await frame.getByRole("button", { name: "Undo", exact: true }).click();
    assert.match(await second.innerText(), /total \+ total/);
  });

  await t.step("a search shows a source that is folded as long as one is there", async () => {
    await desk.press("Control+f");
    await page.keyboard.type("Each cell below is live");
    const words = frame.locator(".cell", { hasText: "The analysis, step by step" });
    await words.locator(".cm-found.is-at").waitFor();
    await search.getByRole("button", { name: "Close the search" }).click();
    await desk.press("Escape", "ArrowUp");
    await words.locator(".cm-editor").waitFor({ state: "hidden" });
  });

  await t.step("a tidied cell", async () => {
    await desk.newCell("  const o = {\na: [\n1,\n],\n};  \n\n");
    await desk.press("Shift+Alt+F");
    assert.equal(await desk.source(), "const o = {\n  a: [\n    1,\n  ],\n};");
  });
  await page.close();
}

/** What listeners would meet, with a list, a signature, a mark and the search open. */
async function checkAxe(setting: SiteSetting, colorScheme: "light" | "dark"): Promise<void> {
  const desk = await Desk.open(setting, { colorScheme });
  await desk.newCell("const wrong = nowhere;\n");
  await desk.frame.locator(".cm-wrong").waitFor();
  await desk.page.keyboard.type("charts.distribution(ru");
  await desk.offered(/^run/);
  await desk.frame.locator(".signature").waitFor();
  assert.deepEqual(await frameViolations(desk.page), []);
  await desk.press("Escape", "Escape", "Control+f");
  await desk.page.keyboard.type("run");
  await desk.frame.locator(".cm-found.is-at").waitFor();
  assert.deepEqual(await frameViolations(desk.page), []);
  await desk.page.close();
}

Deno.test({
  name: `writing cells is helped with ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      await t.step("lists", (t) => checkLists(t, setting));
      await t.step("signatures", (t) => checkSignature(t, setting));
      await t.step("marks", (t) => checkMarks(t, setting));
      await t.step("ways", (t) => checkWays(t, setting));
      await t.step("search", (t) => checkSearch(t, setting));
      await t.step("listeners: light", () => checkAxe(setting, "light"));
      await t.step("listeners: dark", () => checkAxe(setting, "dark"));
      assert.deepEqual(setting.viewer.problems, []);
    }),
});
