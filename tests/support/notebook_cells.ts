/** What a person does with cells on the notebook's page, for tests in a browser. Runs in Deno only. */

import type { FrameLocator, Locator, Page } from "playwright-core";

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
