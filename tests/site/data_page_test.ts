/** Tests of the Data quality page on a person's own file, in a real browser. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { createRng } from "../../pipeline/rng.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import { choose, untilReady } from "../support/site_page.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";

const FILES = [
  "bfi.csv",
  "big5.csv",
  "mall_customers.csv",
  "marketing_campaign.csv",
  "mcdonalds.csv",
  "mcdonalds.xlsx",
  "qualtrics_student_satisfaction.csv",
  "qualtrics_student_satisfaction.sav",
  "rse.csv",
  "seed/dataset.xlsx",
  "star_wars_538.csv",
  "student_survey_mass.csv",
  "tea.csv",
  "thanksgiving_538.csv",
  "todo_ospo_2022_raw.csv",
  "todo_ospo_2022.xlsx",
  "volunteers.csv",
  "wine_labelled.csv",
];

/** Answers to three questions, one of them a code of a town. */
function survey(): Uint8Array<ArrayBuffer> {
  const rng = createRng(3);
  const column = (least: number, count: number) =>
    Array.from({ length: 120 }, () => least + rng.below(count));
  return bytesOf(csvOf({ q1: column(1, 5), q2: column(1, 5), town: column(1, 4) }));
}

async function giveOwnFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const another = page.locator("details.own-file:not([open]) summary");
  await another.or(page.getByText("No file yet")).first().waitFor();
  if (await another.isVisible()) await another.click();
  await page.setInputFiles('input[type="file"]', {
    name,
    mimeType: "",
    buffer: Buffer.from(bytes),
  });
}

/** How many features made the segments, as the page tells. */
async function featureCount(page: Page): Promise<number> {
  const words = await page.getByText(/^\d+ features? from/).innerText();
  return Number(/^\d+/.exec(words)![0]);
}

async function correctKind({ viewer, site }: SiteSetting): Promise<void> {
  const page = await viewer.open("/yours/");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await giveOwnFile(page, "towns.csv", survey());
  await untilReady(page);
  await page.goto(`${site.url}/yours/quality`);
  await untilReady(page);
  assert.equal(await featureCount(page), 3);
  assert.equal(await page.locator(".panel.optional").isVisible(), false, "there are no ratings");
  const copy = async () => {
    await page.getByRole("button", { name: "Copy the ingest section" }).click();
    await page.getByText("Copied", { exact: true }).waitFor();
    return await page.evaluate(() => navigator.clipboard.readText());
  };
  assert.equal(await copy(), "# Every column is read as detected.\n");
  const kind = page.getByRole("combobox", { name: "Kind of town" }).last();
  await kind.focus();
  await kind.selectOption("nominal");
  await page.getByText(/^6 features from/).waitFor();
  await untilReady(page);
  assert.match(decodeURIComponent(page.url()), /ingest\.columns=\{"town":"nominal"\}/);
  assert.equal(await copy(), 'ingest:\n  columns: {"town":"nominal"}\n');
  await page.getByRole("combobox", { name: "Kind of town" }).last().selectOption("");
  await page.getByText(/^3 features from/).waitFor();
  await untilReady(page);
  assert.doesNotMatch(page.url(), /ingest/);
  await page.close();
}

/** The card that shows how respondents use their scale, and turns that on and off. */
async function takeOutLevel({ viewer }: SiteSetting): Promise<void> {
  const page = await viewer.open("/dataset/quality");
  await untilReady(page);
  const title = (pattern: RegExp) => page.getByRole("heading", { name: pattern }).waitFor();
  await title(/^Respondents' own level makes \d+\s% of the differences in 19 ratings$/);
  const drawings = page.locator(".panel.optional").getByRole("img", { name: /own level makes/ });
  assert.equal(await drawings.count(), 2);
  const notes = page.getByRole("list", { name: "Good to know" });
  assert.equal(await notes.getByText(/^!?Centred within respondents/).count(), 0);
  await page.getByRole("button", { name: "Centre within respondents" }).click();
  await title(
    /^\d+\s% of the differences in 19 ratings were respondents' own level, now taken out$/,
  );
  await untilReady(page);
  assert.match(page.url(), /features\.within_respondent=center/);
  await notes.getByText(/Centred within respondents: 19 items from 1 to 5/).waitFor();
  await page.getByRole("button", { name: "Use the answers as given" }).click();
  await title(/^Respondents' own level makes/);
  await untilReady(page);
  assert.doesNotMatch(page.url(), /within_respondent/);
  await choose(page, "Clustering", "kmodes");
  await page.locator(".panel.optional").getByText(/^Off: k-modes, /).waitFor();
  assert.equal(await page.getByRole("button", { name: "Centre within respondents" }).count(), 0);
  await page.close();
}

async function dropEach(t: Deno.TestContext, { viewer, site }: SiteSetting): Promise<void> {
  const page = await viewer.open("/yours/");
  for (const file of FILES) {
    await t.step(file, async () => {
      await page.goto(`${site.url}/yours/`);
      const name = file.replace(/^.*\//, "");
      await giveOwnFile(page, name, await Deno.readFile(sharedData(file)));
      // Until then the page may still show the file before.
      await page.locator("aside").getByText(name, { exact: true }).first().waitFor();
      await page.locator(".who article").first().waitFor({ timeout: 60_000 });
      await untilReady(page);
      assert.equal(await page.getByRole("alert").filter({ hasText: "failed" }).count(), 0);
      await page.goto(`${site.url}/yours/quality`);
      await page.locator("p.lede").filter({ hasText: /^Read as / }).waitFor();
      await untilReady(page);
      assert.ok(await page.getByText("Columns of the survey").count() > 0);
    });
  }
  await page.close();
}

Deno.test({
  name: `the data page corrects a person's own file and shows every real one ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      await t.step("a corrected kind changes the segments and the copied section", () =>
        correctKind(setting));
      await t.step("respondents' own level is shown, taken out and put back", () =>
        takeOutLevel(setting));
      await t.step({
        name: "each real survey that is dropped shows its pages (needs ../shared/data)",
        ignore: sharedDataAbsent,
        fn: (part) =>
          dropEach(part, setting),
      });
      assert.deepEqual(setting.viewer.problems, []);
    }),
});
