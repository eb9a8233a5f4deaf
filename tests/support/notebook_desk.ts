/** The notebook's page in a browser, and what a person does at its cells. Runs in Deno only. */

import type { Frame, FrameLocator, Page } from "playwright-core";
import type { SiteSetting } from "./site_copy.ts";

/** Where the published survey's notebook is. */
export const NOTEBOOK = "/dataset/notebook";

/** The notebook, open and at rest. */
export class Desk {
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
    const desk = new Desk(await viewer.open(NOTEBOOK, options));
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

  /** What the list offers, once its first line reads so: it follows what is typed a little later.
   * @param first What the first line must hold.
   */
  async offered(first: RegExp): Promise<string[]> {
    const lines = this.frame.locator(".complete li");
    await this.frame.locator(".complete li:first-child").filter({ hasText: first }).waitFor();
    return await lines.allInnerTexts();
  }
}
