/** Two tabs of one project: followed, offered, deleted and kept. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { addCode } from "../../support/notebook_frame.ts";
import {
  countField,
  keptInBrowser,
  openProjectPage,
  setCount,
  untilReady,
} from "../../support/site_page.ts";
import {
  answer,
  begin,
  partOf,
  type Step,
  survey,
  untilCount,
  type Walk,
} from "./project_pages.ts";
const TWICE = /“shared\.csv” is open in another tab, too/;

interface TwoTabs extends Walk {
  readonly first: Page;
  readonly second: Page;
}

async function openTwice(walk: Walk): Promise<TwoTabs> {
  const { context, page: first } = walk;
  await begin(first, "shared.csv", survey(7));
  const second = await context.newPage();
  await second.goto(first.url());
  await untilReady(second);
  return { ...walk, first, second };
}

const STEPS: readonly Step<TwoTabs>[] = [
  ["the second tab says so, the first does not", async ({ first, second }) => {
    await second.getByText(TWICE).waitFor();
    assert.equal(await first.getByText(TWICE).isVisible(), false);
  }],
  [
    "what one changes the other shows, and Undo there brings its own back",
    async ({ first, second }) => {
      await setCount(first, 4);
      await untilCount(second, "4");
      await setCount(second, 6);
      await untilCount(first, "6");
      await first.getByRole("button", { name: /^Undo/ }).click();
      await untilCount(second, "4");
    },
  ],
  ["notes are followed, and offered to who is writing", async ({ first, second }) => {
    for (const page of [first, second]) await page.locator("details.own-file summary").click();
    await first.getByLabel("Notes").fill("first");
    await second.waitForFunction(() => document.querySelector("textarea")?.value === "first");
    await second.getByLabel("Notes").focus();
    await first.getByLabel("Notes").fill("first and more");
    await second.getByText("These notes were changed in another tab.").waitFor();
    assert.equal(await second.getByLabel("Notes").inputValue(), "first");
    await second.getByRole("button", { name: "Take those" }).click();
    assert.equal(await second.getByLabel("Notes").inputValue(), "first and more");
    await Promise.all([first.reload(), second.reload()]);
    for (const page of [first, second]) {
      await page.waitForFunction(() =>
        document.querySelector("textarea")?.value === "first and more"
      );
    }
  }],
  ["a notebook that both change keeps what either has", async ({ first, second }) => {
    const frames = [];
    for (const page of [first, second]) {
      await openProjectPage(page, "notebook");
      const frame = page.frameLocator("iframe.notebook-frame");
      await frame.locator(".cell").first().waitFor();
      frames.push(frame);
    }
    await addCode(frames[0], '"of the first"');
    await frames[1].getByText("This notebook was changed in another tab").waitFor();
    await addCode(frames[1], '"of the second"');
    await frames[1].getByRole("button", { name: "History" }).first().click();
    const versions = frames[1].getByRole("list", { name: "Versions, newest first" });
    const others = versions.getByRole("button", {
      name: /^(As another tab left it|When cells ran)/,
    });
    await others.last().click();
    await versions.getByText('"of the first"').waitFor();
    for (const page of [first, second]) {
      await openProjectPage(page, "questions");
      await untilReady(page);
      await page.locator("details.own-file summary").click();
    }
  }],
  ["what is deleted in one can be kept by the other", async ({ first, second }) => {
    await first.getByRole("button", { name: "Delete this project" }).click();
    await answer(first, "Delete");
    await first.getByText("“shared.csv” was deleted from this browser").waitFor();
    await second.getByText("“shared.csv” was deleted in another tab").waitFor();
    await second.getByRole("button", { name: "Keep it after all" }).click();
    await untilReady(second);
    assert.equal(await countField(second).inputValue(), "4");
    await second.locator("details.own-file summary").click();
    await second.waitForFunction(() =>
      document.querySelector("textarea")?.value === "first and more"
    );
    assert.match(await keptInBrowser(second), /q_of_7/);
  }],
];

/** Two tabs of one project follow each other. */
export const TWO_TABS = partOf("two tabs of one project follow each other", openTwice, STEPS);
