/** Tests of naming segments on the pages of a built site in a real browser. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import { download, graveViolations, setCount, sideways, untilReady } from "../support/site_page.ts";

const WHO = "/dataset/who";
const NAMES = ["Price seekers", "Farm friends", "In a hurry"];

Deno.test({
  name: `segments are named where they stand, and stay so on every page ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    await onBuiltSite(async (setting) => {
      const page = await openWho(setting, { width: 1440, height: 1000 });
      await checkKeyboard(t, page);
      await checkProblems(t, page);
      await checkTable(t, page);
      await checkFollowing(t, page);
      await checkOtherPages(t, page, setting);
      await page.close();
      await checkPhone(t, setting);
      assert.deepEqual(setting.viewer.problems, []);
    });
  },
});

async function openWho(
  { viewer }: SiteSetting,
  viewport: { readonly width: number; readonly height: number },
  query = "",
): Promise<Page> {
  const page = await viewer.open(WHO + query, { viewport, hasTouch: viewport.width < 500 });
  await page.locator(".who .segment-card").first().waitFor({ timeout: 90_000 });
  await untilReady(page);
  return page;
}

function nameButton(page: Page, number: number) {
  return page.locator(".who .segment-card").nth(number - 1).locator(".name-button");
}

function cardNames(page: Page): Promise<string[]> {
  return page.locator(".who .segment-card h2").allInnerTexts();
}

/** Names a segment by the keys alone. */
async function nameByKeys(page: Page, number: number, name: string): Promise<void> {
  await nameButton(page, number).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
}

/** What has the focus: its text, or its label. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? "";
  });
}

async function until(page: Page, names: readonly string[]): Promise<void> {
  for (const [i, name] of names.entries()) {
    await nameButton(page, i + 1).filter({ hasText: name }).waitFor({ timeout: 30_000 });
  }
}

async function checkKeyboard(t: Deno.TestContext, page: Page): Promise<void> {
  const before = await cardNames(page);

  await t.step("Enter opens and keeps: the page shows the name at once, nothing runs", async () => {
    await page.evaluate(() => {
      const states = new Set<string>();
      Object.assign(globalThis, { states });
      new MutationObserver(() => states.add(document.body.dataset.run ?? ""))
        .observe(document.body, { attributes: true, attributeFilter: ["data-run"] });
    });
    const top = await nameButton(page, 1).evaluate((node) => node.getBoundingClientRect().top);
    await nameByKeys(page, 1, NAMES[0]);
    await until(page, NAMES.slice(0, 1));
    await page.locator(".profile-table th", { hasText: NAMES[0] }).last().waitFor();
    await page.locator("svg text", { hasText: NAMES[0] }).first().waitFor();
    assert.equal(await focused(page), NAMES[0], "the focus stays on the name");
    const states = await page.evaluate(
      () => [...(globalThis as unknown as { states: Set<string> }).states],
    );
    const atRest = new Set(["ready", "drawing"]);
    assert.deepEqual(states.filter((state) => !atRest.has(state)), []);
    const after = await nameButton(page, 1).evaluate((node) => node.getBoundingClientRect().top);
    assert.ok(Math.abs(after - top) < 2, `the card moved from ${top} to ${after}`);
  });

  await t.step("Escape leaves everything as it was", async () => {
    await nameButton(page, 2).press("Enter");
    await page.keyboard.type("Nobody");
    await page.keyboard.press("Escape");
    assert.deepEqual(await cardNames(page), [NAMES[0], before[1], before[2]]);
    assert.equal(await focused(page), before[1]);
  });

  await t.step("arrows lead to proposals, and Enter takes one", async () => {
    await nameButton(page, 2).press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const second = await focused(page);
    const offers = await page.locator(".name-offers button").allInnerTexts();
    assert.equal(second, offers[1]);
    assert.ok(offers.length >= 3 && new Set(offers).size === offers.length, offers.join("; "));
    assert.ok(offers.every((offer) => offer.length <= 40), offers.join("; "));
    await page.keyboard.press("Enter");
    await nameButton(page, 2).filter({ hasText: second }).waitFor();
  });

  await t.step("an empty field is the engine's words again, and Undo takes it back", async () => {
    const taken = (await cardNames(page))[1];
    await nameButton(page, 2).press("Enter");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Enter");
    await nameButton(page, 2).filter({ hasText: before[1] }).waitFor();
    await page.getByRole("button", { name: /^Undo/ }).first().click();
    await nameButton(page, 2).filter({ hasText: taken }).waitFor();
  });
}

async function checkProblems(t: Deno.TestContext, page: Page): Promise<void> {
  const wrong: readonly (readonly [string, string])[] = [
    ["x".repeat(61), "Needs a name of at most 60 characters."],
    [NAMES[0].toUpperCase(), "Segment 1 has this name."],
  ];
  for (const [text, problem] of wrong) {
    await t.step(`what may be no name is said and not kept: ${problem}`, async () => {
      await nameButton(page, 3).press("Enter");
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
      assert.equal(await page.locator(".name-problem").innerText(), problem);
      assert.equal(await focused(page), "Name of segment 3");
      await page.keyboard.press("Escape");
    });
  }

  await t.step("the open field has no grave violations of accessibility", async () => {
    await nameButton(page, 3).click();
    assert.deepEqual(await graveViolations(page, ".who"), []);
    await page.getByRole("button", { name: "Leave", exact: true }).click();
  });
}

async function checkTable(t: Deno.TestContext, page: Page): Promise<void> {
  await t.step("the table's heads name segments, too", async () => {
    await page.locator(".profile-table .name-opener").nth(1).click();
    await page.keyboard.type(NAMES[1]);
    await page.keyboard.press("Enter");
    await until(page, NAMES.slice(0, 2));
    await page.locator(".profile-table th", { hasText: NAMES[1] }).last().waitFor();
    assert.match(await focused(page), /^Change the name of segment 2: Farm friends$/);
    await nameByKeys(page, 3, NAMES[2]);
    await until(page, NAMES);
  });
}

async function checkFollowing(t: Deno.TestContext, page: Page): Promise<void> {
  await t.step("names follow their segments to another number of them and back", async () => {
    await setCount(page, 4);
    await page.locator(".who .segment-card").nth(3).waitFor({ timeout: 60_000 });
    await untilReady(page);
    const four = (await cardNames(page)).filter((name) => NAMES.includes(name));
    assert.ok(four.length >= 2, four.join("; "));
    await setCount(page, 3);
    await untilReady(page);
    await until(page, NAMES);
  });
}

async function checkOtherPages(
  t: Deno.TestContext,
  page: Page,
  { viewer }: SiteSetting,
): Promise<void> {
  const address = new URL(page.url());

  await t.step("the address carries the names, and stays short", async () => {
    assert.ok(address.search.length < 2000, String(address.search.length));
    await page.reload();
    await until(page, NAMES);
  });

  await t.step("the Overview shows them, without a way to change them", async () => {
    const overview = await viewer.open(`/dataset/${address.search}`);
    await overview.locator(".who h2", { hasText: NAMES[2] }).waitFor({ timeout: 60_000 });
    assert.deepEqual(await cardNames(overview), NAMES);
    assert.equal(await overview.locator(".name-button, .name-opener").count(), 0);
    const file = await download(overview, "segments.csv");
    const lines = new TextDecoder().decode(file).trim().split("\n");
    assert.ok(lines[0].endsWith(",segment_name"));
    const named = new Set(lines.slice(1).map((line) => line.slice(line.lastIndexOf(",") + 1)));
    assert.deepEqual([...named].filter((name) => name !== "").sort(), [...NAMES].sort());
    await overview.close();
  });
}

async function checkPhone(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  await t.step("on a phone a tap names, and nothing runs out of the window", async () => {
    const page = await openWho(setting, { width: 390, height: 844 });
    await nameButton(page, 1).tap();
    const field = page.getByRole("textbox", { name: "Name of segment 1" });
    await field.waitFor();
    assert.equal(await sideways(page), 0);
    const offer = page.locator(".name-offers button").nth(2);
    const name = await offer.innerText();
    assert.ok((await offer.boundingBox())!.height >= 32);
    await offer.tap();
    await nameButton(page, 1).filter({ hasText: name }).waitFor();
    await page.close();
  });
}
