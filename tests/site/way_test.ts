/** Tests the whole way on four real surveys: from a dropped file to what is taken away, wide and narrow, light and dark. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import {
  beginProject,
  countField,
  download,
  setCount,
  sideways,
  turnTo,
  untilReady,
} from "../support/site_page.ts";

const FILES = ["seed/dataset.xlsx", "star_wars_538.csv", "todo_ospo_2022.xlsx", "mcdonalds.csv"];
/** Windows in which every step is looked at: width in pixels, height in pixels. */
const WINDOWS = [[1440, 900], [1024, 768], [390, 844]] as const;
/** Where pictures of all steps go, for people to look at; nowhere unless it is said. */
const PICTURES = read("WAY_PICTURES");

/** A survey on its way. */
interface Way {
  readonly page: Page;
  readonly file: string;
  /** Columns and questions whose codes stand for words. */
  codes: readonly string[];
}

function read(name: string): string {
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) ?? "" : "";
}

/** Drops a file on Home and waits for its segments. */
async function drop({ page, file }: Way, url: string): Promise<void> {
  await page.goto(`${url}/`);
  await beginProject(page, file.split("/").at(-1)!, await Deno.readFile(sharedData(file)));
  await page.locator('body[data-run="ready"]').waitFor({ timeout: 180_000 });
}

/** What a page must not show, in any window and either light. */
async function look(way: Way, step: string): Promise<void> {
  const { page, file } = way;
  for (const [width, height] of WINDOWS) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(250);
      const where = `${file}, ${step}, ${width} ${colorScheme}`;
      assert.ok(await sideways(page) <= 0, `${where}: ${await sideways(page)} pixels sideways`);
      if (colorScheme === "light") await assertTold(way, where);
      if (PICTURES !== "") {
        const name = `${file.replaceAll(/\W+/g, "_")}_${step}_${width}_${colorScheme}.png`;
        await page.screenshot({ path: `${PICTURES}/${name}`, fullPage: true });
      }
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

/** Titles are words, no two cards say the same, none is empty, labels of the map keep apart. */
async function assertTold({ page, codes }: Way, where: string): Promise<void> {
  const { titles, empty, overlaps } = await page.evaluate(() => {
    const seen = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    const titles = [...document.querySelectorAll(".results :is(h1, h2)")].filter(seen)
      .map((title) => title.textContent?.trim() ?? "");
    const empty = [...document.querySelectorAll(".results .panel")].filter((panel) =>
      seen(panel) && panel.getBoundingClientRect().height > 40 &&
      panel.textContent?.trim() === "" && panel.querySelector("svg, canvas, iframe") === null
    ).length;
    const boxes = [...document.querySelectorAll(".scatter-drawing [data-label]")].filter(seen)
      .map((label) =>
        label.getBoundingClientRect()
      );
    const overlaps = boxes.flatMap((a, i) =>
      boxes.slice(i + 1).filter((b) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
      )
    ).length;
    return { titles, empty, overlaps };
  });
  const coded = titles.filter((title) => codes.some((code) => title === code));
  assert.deepEqual(coded, [], `${where}: codes as titles`);
  const twice = titles.filter((title, i) => title !== "" && titles.indexOf(title) !== i);
  assert.deepEqual(twice, [], `${where}: titles that do not tell apart`);
  assert.equal(empty, 0, `${where}: empty cards`);
  assert.equal(overlaps, 0, `${where}: labels that overlap`);
}

/** Names that the file has other words for. */
async function codesOf(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll(".role-card td")].flatMap((cell) => {
      const [words, code] = [...cell.querySelectorAll(".ui-code, small, code")]
        .map((each) => each.textContent ?? "");
      return code !== undefined && words !== code ? [code] : [];
    })
  );
}

/** Takes away a workbook, and respondents with the name that was given. */
async function takeFiles(page: Page): Promise<void> {
  const report = await download(page, "report.xlsx");
  assert.deepEqual([...report.slice(0, 2)], [0x50, 0x4b]);
  const segments = new TextDecoder().decode(await download(page, "segments.csv"));
  assert.match(segments, /Those who care/);
}

async function walk(t: Deno.TestContext, setting: SiteSetting, file: string): Promise<void> {
  const { viewer, site } = setting;
  const context = await viewer.browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const way: Way = { page, file, codes: [] };
  const failed: string[] = [];
  page.on("pageerror", ({ message }) => failed.push(message));
  const step = async (name: string, work: () => Promise<void>) => {
    await t.step(`${file}: ${name}`, async () => {
      await work();
      await look(way, name);
    });
  };

  await step("1 questions", async () => {
    await drop(way, site.url);
    way.codes = await codesOf(page);
    assert.match(await page.locator(".role-card h2").innerText(), /define[s]? the segments/);
  });
  await step("2 how many", async () => {
    await turnTo(page, "How many");
    await untilReady(page);
    assert.ok((await page.locator(".verdict-lede").innerText()).length > 20);
    assert.doesNotMatch(await page.locator(".results").innerText(), /too few respondents/);
    await page.getByText(/clearest: silhouette/).waitFor({ timeout: 90_000 });
  });
  let count = 0;
  await step("3 who", async () => {
    await turnTo(page, "Who they are");
    await untilReady(page);
    count = await page.locator(".who .segment-card").count();
    assert.ok(count >= 2);
    await page.locator(".who .segment-card .name-button").first().click();
    await page.keyboard.type("Those who care");
    await page.keyboard.press("Enter");
    await page.locator(".who .segment-card").first().filter({ hasText: "Those who care" })
      .waitFor();
  });
  await step("4 compare", async () => {
    await turnTo(page, "Compare");
    await page.locator("h1").filter({ hasText: /\d|one|two|three/i }).waitFor({ timeout: 90_000 });
    await page.locator(".results figure").first().waitFor({ timeout: 90_000 });
    assert.doesNotMatch(await page.locator(".results").innerText(), /not asked/);
  });
  await step("5 take away", async () => {
    await turnTo(page, "Take away");
    await untilReady(page);
    await takeFiles(page);
  });
  await t.step(`${file}: one more segment keeps the name`, async () => {
    await turnTo(page, "Who they are");
    await untilReady(page);
    await setCount(page, count + 1);
    await page.locator(".who .segment-card").nth(count).waitFor({ timeout: 90_000 });
    await untilReady(page);
    assert.equal(await countField(page).inputValue(), String(count + 1));
    assert.deepEqual(failed, []);
  });
  await context.close();
}

Deno.test({
  name: `the way leads from a dropped file to what is taken away ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent || sharedDataAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      for (const file of FILES) await walk(t, setting, file);
      assert.deepEqual(setting.viewer.problems, []);
    }),
});
