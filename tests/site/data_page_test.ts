/** Tests of the page Questions on a person's own file, in a real browser. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { createRng } from "../../pipeline/base/rng.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { walkByTab } from "../support/keyboard.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import {
  beginProject,
  choose,
  openGroup,
  openProjectPage,
  openSettings,
  untilReady,
} from "../support/site_page.ts";
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

/** Answers to three questions, one of them a code of a brand. */
function survey(): Uint8Array<ArrayBuffer> {
  const rng = createRng(3);
  const column = (least: number, count: number) =>
    Array.from({ length: 120 }, () => least + rng.below(count));
  return bytesOf(csvOf({ q1: column(1, 5), q2: column(1, 5), brand: column(1, 4) }));
}

/** How many features made the segments, as the page tells. */
async function featureCount(page: Page): Promise<number> {
  const words = await page.getByText(/^\d+ features? from/).innerText();
  return Number(/^\d+/.exec(words)![0]);
}

/** Drops a file and waits for its page Questions. */
async function openQuality(
  { viewer }: SiteSetting,
  name: string,
  bytes: Uint8Array,
): Promise<Page> {
  const page = await viewer.open("/yours/");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await beginProject(page, name, bytes);
  await untilReady(page);
  return page;
}

/** What `ingest` of the parameters says, as the page copies it. */
async function copied(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Copy the ingest section" }).click();
  await page.getByText("Copied", { exact: true }).waitFor();
  return await page.evaluate(() => navigator.clipboard.readText());
}

async function correctKind(setting: SiteSetting): Promise<void> {
  const page = await openQuality(setting, "brands.csv", survey());
  assert.equal(await featureCount(page), 3);
  assert.equal(await page.locator(".panel.optional").isVisible(), false, "there are no ratings");
  assert.equal(await copied(page), "# Every column is read as detected.\n");
  const kind = page.getByRole("combobox", { name: "Kind of brand" }).last();
  await kind.focus();
  await kind.selectOption("nominal");
  await page.getByText(/^6 features from/).waitFor();
  await untilReady(page);
  assert.match(decodeURIComponent(page.url()), /ingest\.columns=\{"brand":"nominal"\}/);
  assert.equal(await copied(page), 'ingest:\n  columns: {"brand":"nominal"}\n');
  await page.getByRole("combobox", { name: "Kind of brand" }).last().selectOption("");
  await page.getByText(/^3 features from/).waitFor();
  await untilReady(page);
  assert.doesNotMatch(page.url(), /ingest/);
  await page.close();
}

/** Words without a known order, a code above a scale, and a battery. */
function ranks(): Uint8Array<ArrayBuffer> {
  const rng = createRng(4);
  const rated = () => Array.from({ length: 120 }, () => 1 + rng.below(5));
  return bytesOf(csvOf({
    q1: rated(),
    q2: rated().map((value, i) => i < 9 ? 99 : value),
    tier: Array.from({ length: 120 }, () => ["copper", "gold", "silver"][rng.below(3)]),
    q7_1: rated(),
    q7_2: rated(),
  }));
}

async function correctMore(setting: SiteSetting): Promise<void> {
  const page = await openQuality(setting, "ranks.csv", ranks());
  assert.equal(await featureCount(page), 7);
  const search = page.getByRole("searchbox", { name: "Search Columns of the survey" });
  await search.fill("tier");
  const opener = page.getByRole("button", { name: "Correct how tier is read" });
  await opener.click();
  const panel = page.getByRole("complementary", { name: "How tier is read" });
  await panel.getByText(/^Read as nominal/).waitFor();
  const segments = await panel.getByRole("status").innerText();
  await panel.getByRole("button", { name: "Put in order" }).click();
  await panel.getByText(/^Read as ordinal \(certain\)/).waitFor();
  await panel.getByRole("button", { name: "Move silver lower" }).click();
  await page.getByText(/^5 features from/).waitFor();
  await untilReady(page);
  assert.match(
    await panel.getByRole("status").innerText(),
    /^Segments now: .*5 features\s+Before: /,
  );
  assert.ok((await panel.getByRole("status").innerText()).includes(segments.replace(/^.*: /, "")));
  assert.equal(await search.inputValue(), "tier");
  assert.equal(await opener.count(), 1);
  assert.equal(
    await copied(page),
    'ingest:\n  columns: {"tier":{"order":["copper","silver","gold"]}}\n',
  );
  await panel.getByLabel("What gold means").selectOption("refused");
  await panel.getByRole("list", { name: "No answer" }).getByText("gold").waitFor();
  await panel.getByRole("button", { name: "Undo" }).click();
  await panel.getByRole("list", { name: "Answers, from low to high" }).getByText("gold").waitFor();
  const live = page.getByRole("switch", { name: "run as I change" });
  await live.uncheck();
  await panel.getByRole("combobox", { name: "Kind" }).selectOption("date");
  await panel.getByText("Not run yet with this correction.").waitFor();
  await panel.getByRole("button", { name: "Run pipeline" }).click();
  await panel.getByText(/^This cannot be read so: .*a date such as 2024-03-01 is needed/).waitFor();
  await panel.getByRole("button", { name: "Undo" }).click();
  await untilReady(page);
  await live.check();
  await panel.press("Escape");
  await panel.waitFor({ state: "hidden" });
  assert.equal(await opener.evaluate((button) => button === document.activeElement), true);
  await page.close();
}

async function correctCodes(setting: SiteSetting): Promise<void> {
  const page = await openQuality(setting, "ranks.csv", ranks());
  const missing = page.getByRole("row", { name: /^q2 / });
  await page.getByText("“99” may mean no answer in q2").waitFor();
  await page.getByRole("button", { name: "Take as blank: 99" }).click();
  await missing.getByText("9 blank").waitFor();
  assert.equal(await page.getByText("“99” may mean no answer").count(), 0);
  assert.equal(await copied(page), 'ingest:\n  missing_codes: {"q2":{"99":"blank"}}\n');
  await page.getByRole("button", { name: "Undo" }).first().click();
  await page.getByRole("button", { name: "It is an answer: 99" }).click();
  await page.getByText("“99” may mean no answer").waitFor({ state: "detached" });
  assert.equal(await copied(page), 'ingest:\n  missing_codes: {"q2":{"99":"answered"}}\n');
  await page.getByRole("button", { name: "Correct how q7_1 is read" }).click();
  const panel = page.getByRole("complementary", { name: "How q7_1 is read" });
  await panel.getByRole("checkbox", { name: "Correct all 2 columns of q7 alike" }).check();
  await panel.getByRole("combobox", { name: "Kind" }).selectOption("nominal");
  await page.getByText(/^15 features from/).waitFor();
  await panel.getByRole("button", { name: "Undo" }).click();
  await page.getByText(/^7 features from/).waitFor();
  await page.getByRole("button", { name: "Correct how q1 is read" }).click();
  const other = page.getByRole("complementary", { name: "How q1 is read" });
  await other.getByRole("combobox", { name: "Question" }).fill("q7");
  await other.getByRole("combobox", { name: "Question" }).press("Enter");
  await page.getByRole("row", { name: /^q1 / }).getByText("grid, 3 columns").waitFor();
  assert.match(await copied(page), /\{"q1":\{"question":"q7"\}\}/);
  await untilReady(page);
  await page.close();
}

async function byKeyboard(setting: SiteSetting): Promise<void> {
  const page = await openQuality(setting, "ranks.csv", ranks());
  const { keyboard } = page;
  const walked = await walkByTab(page);
  assert.deepEqual([walked.unseen, walked.missed], [[], []]);
  const focused = page.locator(":focus");
  await page.getByRole("button", { name: "Correct how tier is read" }).focus();
  await keyboard.press("Enter");
  const panel = page.getByRole("complementary", { name: "How tier is read" });
  await keyboard.press("Tab");
  await panel.getByRole("button", { name: "Close" }).and(focused).waitFor();
  await keyboard.press("Tab");
  await keyboard.press("ArrowDown");
  assert.equal(await focused.inputValue(), "id");
  await panel.getByText(/^Read as id/).waitFor();
  await panel.getByRole("combobox", { name: "Kind" }).and(focused).waitFor();
  await panel.getByRole("button", { name: "Undo" }).press("Enter");
  await panel.getByText(/^Read as nominal/).waitFor();
  await panel.getByRole("button", { name: "Put in order" }).press("Enter");
  const lower = panel.getByRole("button", { name: "Move silver lower" });
  const order = panel.getByRole("list", { name: "Answers, from low to high" });
  await lower.press("Enter");
  // Whoever presses again has seen it move.
  await order.locator("li").nth(1).filter({ hasText: "silver" }).waitFor();
  await untilReady(page);
  await lower.and(focused).waitFor();
  await keyboard.press("Enter");
  await order.locator("li").first().filter({ hasText: "silver" }).waitFor();
  await untilReady(page);
  await page.close();
}

/** A published survey's answers were read at the build. */
async function readBefore({ viewer, site }: SiteSetting): Promise<void> {
  const page = await viewer.open("/dataset/questions");
  await untilReady(page);
  await openSettings(page);
  const data = /fingerprint (\w+)/.exec(await page.locator(".controls-survey").innerText())![1];
  const said = new URLSearchParams({ data, "ingest.columns": '{"q1_1":"nominal"}' });
  await page.goto(`${site.url}/dataset/questions?${said}`);
  await page.getByText(/^This link says how to read the file/).first().waitFor();
  assert.doesNotMatch(await page.getByText(/^\d+ features from/).innerText(), /^\d{3}/);
  assert.equal(await page.getByRole("button", { name: /^Correct how/ }).count(), 0);
  await openGroup(page, "ingest");
  await page.getByText(/^This site carries answers that were read when it was built/).waitFor();
  assert.equal(await page.locator("#param-ingest-format input:enabled").count(), 0);
  await page.close();
}

/** The card that shows how respondents use their scale, and turns that on and off. */
async function takeOutLevel({ viewer }: SiteSetting): Promise<void> {
  const page = await viewer.open("/dataset/questions");
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
  const page = await viewer.open("/");
  for (const file of FILES) {
    await t.step(file, async () => {
      await page.goto(`${site.url}/`);
      const name = file.replace(/^.*\//, "");
      await beginProject(page, name, await Deno.readFile(sharedData(file)));
      await openProjectPage(page, "");
      await page.locator(".who article").first().waitFor({ timeout: 60_000 });
      await untilReady(page);
      assert.equal(await page.getByRole("alert").filter({ hasText: "failed" }).count(), 0);
      await openProjectPage(page, "questions");
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
      await t.step("an order that is put right, seen at once, taken back", () =>
        correctMore(setting));
      await t.step("a missing code, a battery and a question", () =>
        correctCodes(setting));
      await t.step("the keyboard alone works the panel", () =>
        byKeyboard(setting));
      await t.step("answers that were read at the build say so", () =>
        readBefore(setting));
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
