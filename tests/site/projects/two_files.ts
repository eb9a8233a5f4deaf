/** Two files in two tabs, a third that is broken, and renderers that are killed. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { countField, giveFile, setCount, untilReady } from "../../support/site_page.ts";
import { begin, partOf, type Step, survey, untilListed, type Walk } from "./project_pages.ts";
const BROKEN = new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9, 9]);

/** Notes in each tab how often the site asked the browser to keep what it stores. */
function noteAsking(): void {
  const { persist } = navigator.storage;
  navigator.storage.persist = () => {
    sessionStorage.setItem("asked", `${sessionStorage.getItem("asked") ?? ""}+`);
    return persist.call(navigator.storage);
  };
}

async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  void session.send("Page.crash").catch(() => {});
  await crashed;
}

/** Checks that a page shows its own file, with its own number of segments. */
async function check(page: Page, own: string, k: number): Promise<void> {
  await untilReady(page);
  assert.equal(await countField(page).inputValue(), String(k));
  await page.getByText(`q_of_${own}`, { exact: true }).first()
    .waitFor({ state: "attached" });
}

interface TwoFiles extends Walk {
  readonly first: Page;
  readonly second: Page;
  /** The projects' ids. */
  readonly one: string;
  readonly two: string;
}

async function openBoth(walk: Walk): Promise<TwoFiles> {
  const { context, page: first, site } = walk;
  await context.addInitScript(noteAsking);
  await first.reload();
  const one = await begin(first, "one.csv", survey(1));
  const second = await context.newPage();
  await second.goto(`${site.url}/`);
  const two = await begin(second, "two.csv", survey(2));
  return { ...walk, first, second, one, two };
}

const STEPS: readonly Step<TwoFiles>[] = [
  ["two files in two tabs have settings of their own", async ({ first, second, one, two }) => {
    assert.notEqual(one, two);
    await setCount(first, 4);
    await untilReady(first);
    await setCount(second, 5);
    await untilReady(second);
    await check(first, "1", 4);
    await check(second, "2", 5);
  }],
  ["the browser is asked to keep them, once", async ({ first, second }) => {
    const asked = await Promise.all(
      [first, second].map((page) => page.evaluate(() => sessionStorage.getItem("asked"))),
    );
    assert.deepEqual(asked, ["+", null]);
  }],
  [
    "each is as it was after a reload, and at its bare address",
    async ({ site, first, second, one }) => {
      await Promise.all([first.reload(), second.reload()]);
      await check(first, "1", 4);
      await check(second, "2", 5);
      await first.goto(`${site.url}/yours/questions?project=${one}`);
      await check(first, "1", 4);
    },
  ],
  ["a file that cannot be read changes nothing and says why", async ({ site, first, second }) => {
    await giveFile(second, "broken.xlsx", BROKEN);
    await second.getByText(/^Cannot read "broken\.xlsx"/).waitFor();
    await check(second, "2", 5);
    await second.reload();
    await check(second, "2", 5);
    await first.goto(`${site.url}/`);
    await untilListed(first, ["one.csv", "two.csv"]);
  }],
  [
    "a tab that is killed loses nothing, and takes nothing with it",
    async ({ site, context, first, second, one, two }) => {
      await setCount(second, 3);
      await untilReady(second);
      await first.goto(`${site.url}/yours/questions?project=${one}`);
      await untilReady(first);
      await setCount(first, 6);
      await crash(second);
      await untilReady(first);
      await check(first, "1", 6);
      const again = await context.newPage();
      await again.goto(`${site.url}/yours/questions?project=${two}`);
      await check(again, "2", 3);
      await crash(first);
      const last = await context.newPage();
      await last.goto(`${site.url}/yours/questions?project=${one}`);
      await check(last, "1", 6);
    },
  ],
];

/** Two files in two tabs keep their own. */
export const TWO_FILES = partOf("two files in two tabs keep their own", openBoth, STEPS);
