/** Tests of crosstabs on the page Who they are, in a real browser. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Locator, Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { NESTED_WITH_TICKS } from "../support/nested_groups.ts";
import { RARE_SURVEY } from "../support/rare_survey.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import { graveViolations, sideways } from "../support/site_page.ts";
import { bytesOf } from "../support/survey_text.ts";

const [HEADER, ...LINES] = NESTED_WITH_TICKS.trim().split("\n").map((line) => line.split(","));
const LEAST = 5;

function panelOf(page: Page): Locator {
  return page.locator(".crosstab-panel");
}

/** Chooses both sides by what they are called, and waits for their table. */
async function cross(page: Page, rows: string, columns: string): Promise<void> {
  const panel = panelOf(page);
  await panel.getByLabel(/^Columns/).selectOption({ label: columns });
  await panel.getByLabel(/^Rows/).selectOption({ label: rows });
  await page.locator(".crosstab-panel:not(.is-old) thead th").first().filter({ hasText: rows })
    .waitFor();
  await panel.locator(".crosstab-status").filter({ hasText: /^$/ }).waitFor();
}

/** The CSV as a list of its lines' cells. */
async function savedCells(page: Page): Promise<string[][]> {
  const arriving = page.waitForEvent("download");
  await panelOf(page).getByRole("button", { name: /^Download crosstab-.*\.csv$/ }).click();
  const stream = await (await arriving).createReadStream();
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part as Uint8Array);
  return new TextDecoder().decode(Buffer.concat(parts)).trim().split("\n").map((line) =>
    line.split(",")
  );
}

function countIn(of: (row: Record<string, string>) => boolean): number {
  return LINES.filter((line) => of(Object.fromEntries(HEADER.map((name, i) => [name, line[i]]))))
    .length;
}

async function checkFigures(t: Deno.TestContext, page: Page): Promise<void> {
  const panel = panelOf(page);
  await t.step("a question by segment stands there at first", async () => {
    await panel.locator("table").waitFor();
    assert.equal(await panel.getByLabel(/^Columns/).inputValue(), "");
    assert.match(await panel.locator("thead").innerText(), /All[\s\S]*1 [\s\S]*2 [\s\S]*3 /);
  });

  await t.step("two questions count as the file does, base and shares too", async () => {
    await cross(page, "q1", "region");
    const [header, ...lines] = await savedCells(page);
    assert.deepEqual(header.slice(0, 3), ["q1", "all n", "all share"]);
    const north = header.indexOf("North n");
    for (const line of lines.slice(0, -1)) {
      assert.equal(Number(line[1]), countIn(({ q1 }) => q1 === line[0]));
      const both = countIn(({ q1, region }) => q1 === line[0] && region === "North");
      if (line[north] !== "") assert.equal(Number(line[north]), both);
    }
    assert.equal(Number(lines.at(-1)![1]), LINES.length);
    assert.match(await panel.locator("tbody tr").last().innerText(), /Base[\s\S]*25\*\*/);
  });

  await t.step("rows, counts, indices, and the sides swapped", async () => {
    for (const figure of ["% of row", "count", "index"]) {
      await panel.getByText(figure, { exact: true }).click();
      await panel.locator("table").waitFor();
    }
    assert.match(await panel.locator("tbody tr").first().innerText(), /\d+\s+\d+\s%\s·\sn\s\d+|–/);
    await panel.getByText("% of column", { exact: true }).click();
    await panel.getByRole("button", { name: "Swap rows and columns" }).click();
    await page.locator(".crosstab-panel:not(.is-old) thead th").first().filter({
      hasText: "region",
    })
      .waitFor();
    assert.equal(await panel.getByLabel(/^Rows/).inputValue(), "region");
  });
}

async function checkKinds(t: Deno.TestContext, page: Page): Promise<void> {
  const panel = panelOf(page);
  await t.step("numbers are grouped, options of a block may add up to more than all", async () => {
    await cross(page, "age", "region");
    assert.match(
      await panel.locator("tbody").innerText(),
      /up to \d+[\s\S]*\d+ to \d+[\s\S]*and more/,
    );
    await panel.getByText("age: grouped by quartiles", { exact: false }).waitFor();
    await cross(page, "q9", "Segments");
    await panel.getByText("several answers were possible", { exact: false }).waitFor();
    assert.equal(await panel.locator("tbody tr").count(), 4);
    await panel.getByLabel("missing answers too").check();
    await panel.getByText("(blank)", { exact: true }).waitFor();
  });

  await t.step("it is sorted, copied as a picture, and chosen again after a reload", async () => {
    await panel.getByRole("button", { name: "All", exact: true }).click();
    const shares = await panel.locator("tbody tr td:nth-child(2) .figure-value").allInnerTexts();
    const numbers = shares.slice(0, -1).map((text) => parseFloat(text));
    assert.deepEqual(numbers, numbers.toSorted((a, b) => b - a));
    const arriving = page.waitForEvent("download");
    await panel.getByRole("button", { name: /^Download crosstab-.*\.png$/ }).click();
    assert.equal((await arriving).suggestedFilename(), "crosstab-q9-by-segments.png");
    await page.reload();
    await panel.locator("table").waitFor();
    assert.equal(await panel.getByLabel(/^Rows/).inputValue(), "q9");
    assert.equal(await panel.getByLabel("missing answers too").isChecked(), true);
  });
}

async function checkRare(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  await t.step("what few answered is told by no crosstab of a published survey", async () => {
    const page = await viewer.open("/rare/who");
    page.setDefaultTimeout(60_000);
    const panel = panelOf(page);
    await panel.locator("table").waitFor();
    const names = await panel.getByLabel(/^Rows/).locator("optgroup option").allInnerTexts();
    assert.ok(names.includes("Job") && names.includes("Children"), names.join());
    assert.ok(!names.some((name) => /respondent|mail|phone|first_name/.test(name)), names.join());
    for (const [rows, columns] of [["Job", "Segments"], ["Children", "Job"], ["Income", "Town"]]) {
      await cross(page, rows, columns);
      const [header, ...lines] = await savedCells(page);
      const counted = [...header.keys()].filter((at) => header[at].endsWith(" n"));
      for (const line of lines) {
        for (const at of counted) {
          const count = Number(line[at]);
          assert.ok(line[at] === "" || count === 0 || count >= LEAST, `${line[0]} ${header[at]}`);
        }
      }
      const text = await panel.innerText();
      assert.doesNotMatch(text, /Falconer|Beekeeper|Vicar|Oxford-upon-Nowhere|987654/);
    }
    await page.close();
  });
}

async function checkForms(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  await t.step("it is fit for phones and listeners, light and dark", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await viewer.open("/people/who", {
        viewport: { width: 390, height: 844 },
        colorScheme,
      });
      page.setDefaultTimeout(60_000);
      await panelOf(page).locator("table").waitFor();
      assert.deepEqual([await sideways(page), await graveViolations(page)], [0, []]);
      await page.close();
    }
  });
}

Deno.test({
  name: `any two questions are crossed ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      const page = await setting.viewer.open("/people/who");
      page.setDefaultTimeout(60_000);
      await t.step("figures", (t) => checkFigures(t, page));
      await t.step("kinds of questions", (t) => checkKinds(t, page));
      await page.close();
      await checkRare(t, setting);
      await checkForms(t, setting);
      assert.deepEqual(setting.viewer.problems, []);
    }, { "people.csv": bytesOf(NESTED_WITH_TICKS), "rare.csv": bytesOf(RARE_SURVEY) }),
});
