/** What a person does with projects in a real browser, for the tests of them. Runs in Deno. */

import type { BrowserContext, Page } from "playwright-core";
import { createRng } from "../../../pipeline/base/rng.ts";
import type { SiteSetting } from "../../support/site_copy.ts";
import { beginProject, untilReady } from "../../support/site_page.ts";
import { bytesOf, csvOf } from "../../support/survey_text.ts";

/** A part of the tests: steps over one browser that keeps nothing of others. */
export interface ProjectPart {
  readonly name: string;
  run(t: Deno.TestContext, setting: SiteSetting): Promise<void>;
}

/** A page with a person before it. */
export interface Walk extends SiteSetting {
  readonly context: BrowserContext;
  /** On Home at first. */
  readonly page: Page;
}

/** One thing that is tried. */
export type Step<W extends Walk> = readonly [name: string, act: (walk: W) => Promise<void> | void];

/** Makes a part of steps, which go on where the one before ended.
 * @param prepare Makes of the first page what all steps need.
 */
export function partOf<W extends Walk>(
  name: string,
  prepare: (walk: Walk) => Promise<W>,
  steps: readonly Step<W>[],
): ProjectPart {
  return {
    name,
    async run(t, setting) {
      const first = await openHome(setting);
      const walk = await prepare({ ...setting, ...first });
      for (const [step, act] of steps) await t.step(step, () => act(walk));
      await first.context.close();
    },
  };
}

/** Answers of three groups to four questions; the seed makes another survey. */
export function survey(seed: number, rows = 150): Uint8Array<ArrayBuffer> {
  const rng = createRng(seed);
  const column = (shift: number) =>
    Array.from({ length: rows }, (_, i) => 1 + (i + shift) % 3 * 2 + rng.below(2));
  return bytesOf(csvOf({
    [`q_of_${seed}`]: column(0),
    q2: column(1),
    q3: column(2),
    q4: column(0),
  }));
}

/** A context that keeps nothing of others, and its first page on Home. */
export async function openHome(
  { viewer, site }: Pick<SiteSetting, "viewer" | "site">,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await viewer.browser.newContext({ acceptDownloads: true });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.goto(`${site.url}/`);
  return { context, page };
}

/** Makes a project of a file, with its results.
 * @returns Its id.
 */
export async function begin(page: Page, name: string, bytes: Uint8Array): Promise<string> {
  const id = await beginProject(page, name, bytes);
  await untilReady(page);
  return id;
}

/** The names of the projects that Home lists, in its order. */
export async function listed(page: Page): Promise<string[]> {
  return await page.locator(".project .survey-link").allInnerTexts();
}

/** Waits until Home lists just these. */
export async function untilListed(page: Page, names: readonly string[]): Promise<void> {
  const wanted = [...names].sort().join("|");
  await page.waitForFunction(
    (text) =>
      [...document.querySelectorAll(".project .survey-link")].map(({ textContent }) => textContent)
        .sort().join("|") === text,
    wanted,
  );
}

/** Saves by a button, and gives what was saved. */
export async function saved(
  page: Page,
  button: string,
): Promise<{ name: string; bytes: Uint8Array }> {
  const arriving = page.waitForEvent("download");
  await page.getByRole("button", { name: button, exact: true }).click();
  const file = await arriving;
  return { name: file.suggestedFilename(), bytes: await Deno.readFile((await file.path())!) };
}

/** Answers the question that is asked. */
export async function answer(page: Page, choice: string | RegExp): Promise<void> {
  await page.getByRole("dialog").getByRole("button", { name: choice }).click();
}

/** Waits until the field for the number of segments says so. */
export async function untilCount(page: Page, k: string): Promise<void> {
  await page.waitForFunction(
    (value) =>
      document.querySelector<HTMLInputElement>('input[type="number"][id*="n_clusters"]')
        ?.value === value,
    k,
  );
}
