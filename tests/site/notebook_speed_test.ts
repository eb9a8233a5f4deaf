/** Tests of how quick the notebook's page is: a key among many cells, the first output. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { CDPSession, Frame } from "playwright-core";
import { makeCell, makeNotebook, writeNotebook } from "../../pipeline/notebook/mod.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { Desk, NOTEBOOK } from "../support/notebook_desk.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";

const PAUSE_MS = 700;
/** A frame of a screen. */
const MOST_KEY_MS = 16;
const MOST_FIRST_MS = 1000;

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
  await page.goto(site.url + NOTEBOOK);
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
  assert.ok(
    spent < MOST_FIRST_MS,
    `the first output takes ${spent.toFixed(0)} ms of processor time`,
  );
  await page.close();
  return `the first output is there after ${shown.toFixed(0)} ms, ` +
    `${spent.toFixed(0)} ms of processor time`;
}

Deno.test({
  name: `the notebook's page is quick ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      await t.step("a key among many cells", async () => console.log(await checkTyping(setting)));
      await t.step("the first output", async () => console.log(await checkFirstOutput(setting)));
    }),
});
