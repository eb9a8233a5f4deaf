/** Tests of writing cells on the notebook's page: lists, signatures, marks, search, ways from names, and how quick it is. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { CDPSession, Frame, FrameLocator, Page } from "playwright-core";
import { makeCell, makeNotebook, writeNotebook } from "../../pipeline/notebook/mod.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { frameViolations } from "../support/notebook_frame.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";

const ADDRESS = "/dataset/notebook";
const PAUSE_MS = 700;
/** A frame of a screen. */
const MOST_KEY_MS = 16;

/** The notebook, open and at rest. */
class Desk {
  readonly page: Page;
  readonly frame: FrameLocator;

  constructor(page: Page) {
    this.page = page;
    this.frame = page.frameLocator("iframe.notebook-frame");
    page.setDefaultTimeout(20_000);
  }

  static async open(
    { viewer }: SiteSetting,
    options: { readonly colorScheme?: "light" | "dark" } = {},
  ): Promise<Desk> {
    const desk = new Desk(await viewer.open(ADDRESS, options));
    await desk.untilQuiet();
    return desk;
  }

  async untilQuiet(): Promise<void> {
    await this.frame.locator('.cell[data-status="done"]').first().waitFor();
    await this.frame.locator('.cell[data-status="running"]').waitFor({ state: "detached" });
  }

  /** The frame itself, for what only it knows. */
  get inner(): Frame {
    return this.page.frames().find((frame) => frame.parentFrame() !== null)!;
  }

  /** A new cell above all others, with the cursor in it. */
  async newCell(source = ""): Promise<void> {
    await this.frame.locator(".cell").first().focus();
    await this.page.keyboard.press("a");
    await this.frame.locator(".cm-content:focus").waitFor();
    await this.page.keyboard.insertText(source);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** The source in which the cursor is. */
  source(): Promise<string> {
    return this.frame.locator(".cm-content:focus").evaluate((element) =>
      [...element.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n")
    );
  }

  /** What the list offers, once it is there. */
  async offered(): Promise<string[]> {
    await this.frame.locator(".complete li").first().waitFor();
    return await this.frame.locator(".complete li").allInnerTexts();
  }
}

async function checkLists(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const desk = await Desk.open(setting);
  const { page, frame } = desk;

  await t.step("names are offered and taken with the keyboard alone", async () => {
    await desk.newCell();
    await page.keyboard.type("const head = ru");
    assert.match((await desk.offered())[0], /^run\n/);
    const active = await frame.locator(".cm-content:focus").getAttribute("aria-activedescendant");
    assert.equal(await frame.locator(`[id="${active}"]`).getAttribute("aria-selected"), "true");
    await desk.press("ArrowDown", "ArrowUp", "Tab");
    await page.keyboard.type(".headl");
    await desk.offered();
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
    assert.deepEqual((await desk.offered()).map((text) => text.split("\n")[0]), [
      "weight",
      "height",
    ]);
    await desk.press("Escape");
  });

  await t.step("columns and parameters within their texts", async () => {
    await desk.newCell();
    await page.keyboard.type('columns("ag');
    assert.ok((await desk.offered()).some((text) => text.startsWith("age")));
    await desk.press("Enter");
    await page.keyboard.type('"); params("n_clus');
    assert.match((await desk.offered())[0], /^clustering\.n_clusters\n./);
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
  await desk.offered();
  await desk.frame.locator(".signature").waitFor();
  assert.deepEqual(await frameViolations(desk.page), []);
  await desk.press("Escape", "Escape", "Control+f");
  await desk.page.keyboard.type("run");
  await desk.frame.locator(".cm-found.is-at").waitFor();
  assert.deepEqual(await frameViolations(desk.page), []);
  await desk.page.close();
}

/** A notebook of a hundred cells, each with a chart or words. */
function longNotebook(): string {
  const cells = Array.from(
    { length: 100 },
    (_, i) =>
      i % 5 === 4
        ? { id: `${i}`, kind: "markdown" as const, source: `## Part ${i}\n\nIt is \${v${i - 1}}.` }
        : {
          id: `${i}`,
          source: `const v${i} = ${i};\n` +
            `const rows${i} = run.profile.segments.map(({ number, size }) => ({ number, size }));\n` +
            `Plot.barX(rows${i}, { x: "size", y: "number" }).plot()`,
        },
  );
  return writeNotebook(makeNotebook(cells.map(makeCell)), "long.ipynb");
}

/** Processor time of the page's main thread so far, in milliseconds. */
async function processorMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1000 * metrics.find(({ name }) => name === "TaskDuration")!.value;
}

/** Waits until what was done has been drawn. */
function untilDrawn(frame: Frame): Promise<void> {
  return frame.evaluate(() =>
    new Promise<void>((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      })
    )
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function checkTyping(setting: SiteSetting): Promise<string> {
  const desk = await Desk.open(setting);
  const { page, frame, inner } = desk;
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    frame.getByRole("button", { name: "Open …" }).click(),
  ]);
  const buffer = Buffer.from(longNotebook());
  await chooser.setFiles({ name: "long.ipynb", mimeType: "text/plain", buffer });
  await frame.getByRole("button", { name: "Trust and run" }).click();
  await frame.locator('.cell[data-status="done"]').nth(99).waitFor();
  await frame.locator(".cell").nth(50).locator(".cm-content").click();
  await desk.press("Control+End", "Enter");
  await page.waitForTimeout(PAUSE_MS);
  const session = await page.context().newCDPSession(inner);
  // Other work on the machine shall not count.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const measure = async (act: () => Promise<void>): Promise<number> => {
    const before = await processorMs(session);
    await act();
    await untilDrawn(inner);
    return await processorMs(session) - before;
  };
  const line = "const total = v50 * 12 + run.profile.respondents";
  let ms = Infinity;
  // Whatever else the machine does adds to the time and never takes from it.
  for (let round = 0; round < 3 && ms > MOST_KEY_MS / 2; round++) {
    const idle: number[] = [], keys: number[] = [];
    await desk.press("Control+a", "Backspace");
    for (const letter of line) {
      idle.push(await measure(() => Promise.resolve()));
      keys.push(await measure(() => page.keyboard.press(letter)));
      await page.waitForTimeout(60);
    }
    ms = Math.min(ms, median(keys) - median(idle));
  }
  assert.equal(await desk.source(), line);
  assert.ok(ms < MOST_KEY_MS, `a key takes ${ms.toFixed(1)} ms in a notebook of 100 cells`);
  await page.close();
  return `a key in a notebook of 100 cells takes ${ms.toFixed(1)} ms of processor time`;
}

async function checkFirstOutput({ viewer, site }: SiteSetting): Promise<string> {
  const page = await viewer.browser.newPage();
  await page.addInitScript(() => {
    const isThere = () => document.querySelector('[data-status="done"] .cell-output > *') !== null;
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      (globalThis as unknown as { firstOutput: number }).firstOutput = performance.now();
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  });
  await page.goto(site.url + ADDRESS);
  const desk = new Desk(page);
  await desk.frame.locator('[data-status="done"] .cell-output > *').first().waitFor();
  const shown = await desk.inner.evaluate(() =>
    (globalThis as unknown as { firstOutput: number }).firstOutput
  );
  const session = await page.context().newCDPSession(desk.inner);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const { metrics } = await session.send("Performance.getMetrics");
  // Of the frame's own process, with all that it did until now.
  const spent = 1000 * metrics.find(({ name }) => name === "ProcessTime")!.value;
  assert.ok(spent < 1000, `the first output takes ${spent.toFixed(0)} ms of processor time`);
  await page.close();
  return `the first output is there after ${shown.toFixed(0)} ms, ` +
    `${spent.toFixed(0)} ms of processor time`;
}

Deno.test({
  name: `writing cells is helped with, and quick ${NEEDS_CHROMIUM}`,
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
      await t.step("a key", async () => console.log(await checkTyping(setting)));
      await t.step("the first output", async () => console.log(await checkFirstOutput(setting)));
      assert.deepEqual(setting.viewer.problems, []);
    }),
});
