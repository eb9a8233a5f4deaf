/** What a person does and sees in the notebook's frame, for tests in a browser. Runs in Deno only. */

import { Buffer } from "node:buffer";
import axe from "axe-core";
import type { FrameLocator, Locator, Page } from "playwright-core";

import type { SiteSetting } from "./site_copy.ts";

/** The notebook of the sample survey. */
export const NOTEBOOK_ADDRESS = "/dataset/notebook";

/** The notebook's frame, once its cells are there and none runs. */
export async function untilQuiet(page: Page): Promise<FrameLocator> {
  const frame = page.frameLocator("iframe.notebook-frame");
  await frame.locator('.cell[data-status="done"]').first().waitFor();
  await frame.locator('.cell[data-status="running"]').waitFor({ state: "detached" });
  return frame;
}

/** A cell by its place, from 0. */
export function cellAt(frame: FrameLocator, place: number): Locator {
  return frame.locator(".cell").nth(place);
}

/** How often every cell ran, by its id. */
export async function runsOf(frame: FrameLocator): Promise<Record<string, number>> {
  return Object.fromEntries(
    await frame.locator(".cell").evaluateAll((cells) =>
      cells.map((cell) => [
        (cell as HTMLElement).dataset.cell,
        Number((cell as HTMLElement).dataset.runs),
      ])
    ),
  );
}

/** Adds a cell of code at the end and runs it.
 * @param run How; by Ctrl+Enter if absent.
 * @returns The cell.
 */
export async function addCode(
  frame: FrameLocator,
  source: string,
  run?: () => Promise<void>,
): Promise<Locator> {
  const page = frame.owner().page();
  const count = await frame.locator(".cell").count();
  await cellAt(frame, count - 1).focus();
  await page.keyboard.press("b");
  await frame.locator(".cm-content:focus").waitFor();
  await page.keyboard.insertText(source);
  await (run === undefined ? page.keyboard.press("Control+Enter") : run());
  return cellAt(frame, count);
}

/** Waits until a cell stands so. */
export async function untilStatus(cell: Locator, status: string): Promise<void> {
  await cell.and(
    cell.page().frameLocator("iframe.notebook-frame").locator(
      `[data-status="${status}"]`,
    ),
  ).waitFor();
}

/** What axe finds of violations of accessibility in the frame, with an element each. */
export async function frameViolations(page: Page): Promise<string[]> {
  const inner = page.frames().find((frame) => frame.parentFrame() !== null)!;
  await inner.evaluate(axe.source);
  return await inner.evaluate(async () => {
    const { violations } = await (globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
  });
}

/** Opens the notebook. */
export async function openNotebook(
  { viewer }: SiteSetting,
  options: Parameters<SiteSetting["viewer"]["open"]>[1] = {},
): Promise<{ readonly page: Page; readonly frame: FrameLocator }> {
  const page = await viewer.open(NOTEBOOK_ADDRESS, options);
  page.setDefaultTimeout(20_000);
  return { page, frame: await untilQuiet(page) };
}

/** Runs a command from the box of commands. */
export async function runCommand(page: Page, frame: FrameLocator, words: string): Promise<void> {
  await page.keyboard.press("Control+Shift+P");
  await frame.locator("dialog input").fill(words);
  await page.keyboard.press("Enter");
}

/** Opens a notebook file, which waits to be trusted. */
export async function openFile(page: Page, frame: FrameLocator, file: object): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await frame.getByRole("button", { name: "Open …", exact: true }).click();
  await (await chooser).setFiles({
    name: "other.ipynb",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(file)),
  });
  await frame.getByRole("button", { name: "Trust and run" }).waitFor();
}

/** Presses Interrupt in the frame itself, and measures how long cells go on. */
export async function interruptTime(frame: FrameLocator): Promise<number> {
  return await frame.locator("body").evaluate(async (body) => {
    const button = [...body.querySelectorAll("button")]
      .find((each) => each.textContent === "Interrupt")!;
    const from = performance.now();
    button.click();
    while (body.querySelector('[data-status="running"]') !== null) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return performance.now() - from;
  });
}
