/** What a person does and sees on a page of the site, for tests in a browser. Runs in Deno only. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createRequire } from "node:module";
import type { Locator, Page } from "playwright-core";

/** The pages of a survey, by their addresses within its section. */
export const SURVEY_PAGES = [
  ...["", "questions", "how-many", "who", "compare", "take-away", "place", "target", "notebook"],
];
/** Every page of a site of the sample survey. */
export const ALL_PAGES = [
  "/",
  "/methods",
  "/yours/",
  ...SURVEY_PAGES.map((page) => `/dataset/${page}`),
];

const COUNT_FIELD = 'input[type="number"][id*="n_clusters"]';
const SIZE = /\d+\s%\s·\s([\d,]+)\srespondents/;

/** The sizes of the segments that the cards of the Overview tell, in their order. */
export async function sizesOnPage(page: Page): Promise<number[]> {
  const texts = await page.locator(".who").getByText(SIZE).allInnerTexts();
  return texts.map((text) => Number(SIZE.exec(text)![1].replaceAll(",", "")));
}

/** Waits until the page's own title reads so, and all that is out of sight shows the same result. */
export async function untilHeading(
  page: Page,
  pattern: RegExp,
  timeout = 30_000,
): Promise<void> {
  await page.locator("h1").filter({ hasText: pattern }).waitFor({ timeout });
  await page.locator('body:not([data-run="drawing"])').waitFor({ timeout });
}

/** Waits until the results that are shown belong to the controls. */
export async function untilReady(page: Page): Promise<void> {
  await page.locator('body[data-run="ready"][data-drawn]').waitFor({ timeout: 60_000 });
}

/** Waits until all of a page is there and has not changed for half a second. Its own content tells: a browser's
 * driver may miss that a request has ended, and then never calls the network idle.
 * @throws {Error} If it goes on changing for a minute, with what it still waits for.
 */
export async function untilStill(page: Page): Promise<void> {
  const missing = await page.evaluate(async ([quiet, most]) => {
    const began = performance.now();
    let changed = began;
    const watching = new MutationObserver(() => changed = performance.now());
    watching.observe(document, { subtree: true, childList: true, attributes: true });
    const stillMissing = () => [
      ...(document.readyState === "complete" ? [] : [`a document that is ${document.readyState}`]),
      ...(document.fonts.status === "loaded" ? [] : ["fonts"]),
      ...[...document.querySelectorAll("observablehq-loading")].map((each) =>
        `a part after "${each.parentElement?.previousElementSibling?.textContent?.slice(0, 80)}"`
      ),
      ...(performance.now() - changed < quiet ? ["changes to come to an end"] : []),
    ];
    while (stillMissing().length > 0 && performance.now() - began < most) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    watching.disconnect();
    return stillMissing();
  }, [500, 60_000]);
  assert.deepEqual(missing, [], `${page.url()} still waits`);
}

/** The field that sets the number of segments. */
export function countField(page: Page): Locator {
  return page.locator(COUNT_FIELD);
}

/** Types a number of segments. */
export async function setCount(page: Page, k: number): Promise<void> {
  await countField(page).fill(String(k));
  await countField(page).press("Enter");
}

/** Opens the settings that do not stand in reach at all times. */
export async function openSettings(page: Page): Promise<void> {
  const toggle = page.getByRole("button", { name: /^All settings/ });
  if (await toggle.getAttribute("aria-expanded") !== "true") await toggle.click();
}

/** Opens a group of settings.
 * @param key Of its parameters, such as `clustering`.
 */
export async function openGroup(page: Page, key: string): Promise<void> {
  await openSettings(page);
  const group = page.locator(`details[data-section="${key}"]`);
  if (await group.getAttribute("open") === null) await group.locator("summary").first().click();
}

/** Chooses one of the values of a parameter, which stands in reach or in a group that is open.
 * @param title Its name on the page.
 * @param value As parameters have it.
 */
export async function choose(page: Page, title: string, value: string): Promise<void> {
  await page.getByRole("radiogroup", { name: title, exact: true })
    .locator(`input[value="${value}"]`).check({ force: true });
}

/** Follows a link of the survey's own navigation. */
export async function turnTo(page: Page, title: string): Promise<void> {
  const pages = page.getByRole("navigation", { name: "Pages of this survey" });
  const wanted = pages.getByRole("link", { name: title, exact: true });
  // Whoever only looks has to enter the way first.
  const isOutside = await wanted.count() === 0;
  if (isOutside) await pages.getByRole("link", { name: "Change how this was made" }).click();
  if (!isOutside || await wanted.getAttribute("aria-current") === null) await wanted.click();
}

/** Gives a page a file at its first place for one, which a panel may hide. */
export async function giveFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const closed = page.locator("details.own-file:not([open]) summary");
  const place = page.locator('input[type="file"]').first();
  await place.or(closed).first().waitFor({ state: "attached" });
  if (await closed.isVisible()) await closed.click();
  await place.setInputFiles({ name, mimeType: "", buffer: Buffer.from(bytes) });
}

/** Gives a page a survey of one's own and waits until the questions of its project are shown.
 * @returns The project's id.
 */
export async function beginProject(page: Page, name: string, bytes: Uint8Array): Promise<string> {
  const before = page.url();
  await giveFile(page, name, bytes);
  const isThere = ({ href }: URL) => href !== before && href.includes("/yours/questions?project=");
  await page.waitForURL(isThere, { timeout: 120_000 });
  return new URL(page.url()).searchParams.get("project")!;
}

/** Opens a page of the project that is open.
 * @param name Its address within the section, such as `who`.
 */
export async function openProjectPage(page: Page, name: string): Promise<void> {
  const { origin, pathname, searchParams } = new URL(page.url());
  const folder = pathname.slice(0, pathname.lastIndexOf("/yours/"));
  await page.goto(`${origin}${folder}/yours/${name}?project=${searchParams.get("project")}`);
}

/** Takes away one of a run's files. */
export async function download(page: Page, name: string): Promise<Uint8Array> {
  const arriving = page.waitForEvent("download");
  await page.getByRole("button", { name: `Download ${name}`, exact: true }).click();
  const stream = await (await arriving).createReadStream();
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part as Uint8Array);
  return Buffer.concat(parts);
}

/** Everything that pages keep in this browser, as text: results, the file, choices. */
export async function keptInBrowser(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const kept: unknown[] = [{ ...sessionStorage }, { ...localStorage }];
    for (const { name } of await indexedDB.databases()) {
      const settled = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await settled(indexedDB.open(name!));
      for (const store of database.objectStoreNames) {
        kept.push(await settled(database.transaction(store).objectStore(store).getAll()));
      }
      database.close();
    }
    return JSON.stringify(kept);
  });
}

/** How far a page can be moved sideways, in pixels. */
export async function sideways(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** What axe finds of serious and critical violations of accessibility on a page, with an element each.
 * @param within Selects the part that is looked at.
 */
export async function graveViolations(page: Page, within = "html"): Promise<string[]> {
  return await violations(page, { within, impacts: ["serious", "critical"] });
}

/** What accessibility rules a page breaks, of any impact. */
export async function allViolations(page: Page): Promise<string[]> {
  return await violations(page, {
    within: "html",
    impacts: ["minor", "moderate", "serious", "critical"],
  });
}

async function violations(
  page: Page,
  { within, impacts }: { readonly within: string; readonly impacts: readonly string[] },
): Promise<string[]> {
  const axe = await Deno.readTextFile(createRequire(import.meta.url).resolve("axe-core"));
  await page.evaluate(axe);
  return await page.evaluate(async ({ within, impacts }) => {
    // deno-lint-ignore no-explicit-any -- axe puts itself there
    const { violations } = await (globalThis as any).axe.run(within);
    return violations
      .filter(({ impact }: { impact: string }) => impacts.includes(impact))
      .map(({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
        `${id}: ${nodes[0].html.slice(0, 160)}`
      );
  }, { within, impacts });
}
