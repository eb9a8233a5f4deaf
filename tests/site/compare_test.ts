/** Tests of the page that lays two solutions beside each other, in a real browser. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { NESTED_GROUPS, NESTED_N } from "../support/nested_groups.ts";
import {
  copyProduct,
  onBuiltSite,
  runTool,
  serveSite,
  type SiteSetting,
  startViewer,
  type Viewer,
} from "../support/site_copy.ts";
import {
  beginProject,
  graveViolations,
  openProjectPage,
  setCount,
  sideways,
  turnTo,
  untilHeading,
  untilReady,
} from "../support/site_page.ts";
import { bytesOf } from "../support/survey_text.ts";

const SURVEYS = { "people.csv": bytesOf(NESTED_GROUPS) };
const SPLITS =
  /Going from 3 to 4 segments splits Segment\s1; 75\s% of respondents keep their company/;

async function openPage(viewer: Viewer, path = "/people/compare"): Promise<Page> {
  const page = await viewer.open(path);
  page.setDefaultTimeout(60_000);
  return page;
}

/** Waits until the comparison is whole. */
async function untilCompared(page: Page): Promise<void> {
  await page.locator(".compare-status").filter({ hasText: /^(This site publishes.*)?$/ }).waitFor();
  await page.locator(".comparison-flow svg").waitFor();
}

function compareWith(page: Page) {
  return page.getByLabel("Compare with");
}

async function saved(page: Page, name: string): Promise<Uint8Array> {
  const arriving = page.waitForEvent("download");
  await page.getByRole("button", { name, exact: true }).click();
  const stream = await (await arriving).createReadStream();
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part as Uint8Array);
  return Buffer.concat(parts);
}

async function pinNames(page: Page): Promise<string[]> {
  return await page.getByLabel("Name of the pinned solution").evaluateAll((fields) =>
    fields.map((field) => (field as HTMLInputElement).value)
  );
}

async function checkProposal(t: Deno.TestContext, page: Page): Promise<void> {
  await t.step("one segment more is proposed and computed, with nothing chosen", async () => {
    await untilHeading(page, SPLITS);
    await untilCompared(page);
    assert.equal(await compareWith(page).inputValue(), "more");
    const bands = await page.locator(".comparison-flow path[data-flow]").count();
    assert.ok(bands >= 4, String(bands));
    const figures = await page.locator(".figures li").allInnerTexts();
    assert.match(figures.join("\n"), /adjusted Rand index: \w+ agreement/);
    assert.match(figures.join("\n"), new RegExp(`of ${NESTED_N} would have to change places`));
  });

  await t.step("the table and its file tell the same respondents as the picture", async () => {
    const csv = new TextDecoder().decode(await saved(page, "Download solutions-flow.csv"));
    const counts = csv.trim().split("\n").slice(1).map((line) => Number(line.split(",").at(-3)));
    assert.equal(counts.reduce((sum, count) => sum + count, 0), NESTED_N);
    const movers = Number(
      /^(\d+)\n+of 200/m.exec(
        (await page.locator(".figures li").allInnerTexts()).join("\n"),
      )?.[1],
    );
    const leaving = csv.trim().split("\n").filter((line) => line.endsWith(",no"))
      .reduce((sum, line) => sum + Number(line.split(",").at(-3)), 0);
    assert.equal(leaving, movers);
    const png = await saved(page, "Download segments-compared.png");
    assert.deepEqual([...png.slice(1, 4)], [...bytesOf("PNG")]);
    const flow = page.locator("figure", { has: page.locator(".comparison-flow") });
    const arriving = page.waitForEvent("download");
    await flow.getByRole("button", { name: /Download as PNG/ }).click();
    assert.equal((await arriving).suggestedFilename(), "solutions-compared.png");
  });

  await t.step("what differs is named, and questions are told with their part", async () => {
    const differing = page.getByRole("region", { name: "1 parameter differs" });
    assert.match(await differing.innerText(), /clustering\.n_clusters\s+3\s+4/);
    await page.getByRole("cell", { name: "defines in both" }).first().waitFor();
  });

  await t.step("one fewer, and another method", async () => {
    await compareWith(page).selectOption("fewer");
    await untilHeading(page, /Going from 3 to 2 segments joins Segments/);
    await compareWith(page).selectOption("method kmedoids");
    await untilHeading(page, /k-medoids instead of k-means|Both solutions put every respondent/);
    await untilCompared(page);
  });
}

async function checkPins(t: Deno.TestContext, page: Page): Promise<void> {
  await t.step("a pin is kept, renamed, compared with and used", async () => {
    const pin = page.getByRole("button", { name: "Pin this solution" });
    await pin.click();
    assert.deepEqual(await pinNames(page), ["k-means, 3 segments"]);
    assert.equal(await pin.isDisabled(), true);
    await setCount(page, 4);
    await page.waitForURL(/n_clusters=4/);
    await untilReady(page);
    await page.getByLabel("Name of the pinned solution").fill("Three for the board");
    await page.getByLabel("Name of the pinned solution").press("Tab");
    await page.reload();
    await untilReady(page);
    await page.getByRole("button", { name: "Compare: Three for the board" }).click();
    await untilHeading(page, /Going from 4 to 3 segments joins Segments/);
    await untilCompared(page);
    await page.getByRole("button", { name: "Use this one: Three for the board" }).click();
    await untilHeading(page, SPLITS);
    assert.doesNotMatch(page.url(), /n_clusters=4/);
    await turnTo(page, "How many");
    await untilReady(page);
    await turnTo(page, "Compare");
    await untilReady(page);
    await page.getByRole("button", { name: "Compare: Three for the board" }).waitFor();
    assert.deepEqual(await pinNames(page), ["Three for the board"]);
  });

  await t.step("at most six are pinned, and the button says so", async () => {
    const pin = page.getByRole("button", { name: "Pin this solution" });
    for (const k of [2, 4, 5, 6, 7]) {
      await setCount(page, k);
      await page.waitForURL(new RegExp(`n_clusters=${k}`));
      await untilReady(page);
      await pin.click();
    }
    await setCount(page, 8);
    await page.waitForURL(/n_clusters=8/);
    await untilReady(page);
    assert.equal((await pinNames(page)).length, 6);
    await page.locator('button[title^="6 solutions are pinned"]:disabled').waitFor();
    await page.getByRole("button", { name: "Remove: k-means, 7 segments" }).click();
    await pin.click();
    assert.equal((await pinNames(page)).at(-1), "k-means, 8 segments");
  });

  await t.step("the other solution can be shown instead", async () => {
    await compareWith(page).selectOption("fewer");
    await page.getByRole("button", { name: "Use the other one" }).click();
    await page.waitForURL(/n_clusters=7/);
    await untilReady(page);
    await untilHeading(page, /Going from 7 to/);
  });
}

async function checkOwnFile(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  await t.step("deleting a project forgets its pins", async () => {
    const page = await openPage(viewer, "/yours/compare");
    const id = await beginProject(page, "mine.csv", bytesOf(NESTED_GROUPS));
    await openProjectPage(page, "compare");
    await untilReady(page);
    await page.getByRole("button", { name: "Pin this solution" }).click();
    const kept = () =>
      page.evaluate((own) => Object.keys(localStorage).filter((key) => key === own), `pins ${id}`);
    assert.equal((await kept()).length, 1);
    await page.getByText("mine.csv lives in this browser only").click();
    await page.getByRole("button", { name: "Delete this project" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("“mine.csv” was deleted from this browser").waitFor();
    assert.deepEqual(await kept(), []);
    await page.close();
  });
}

async function checkForms(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  await t.step("it is fit for phones and listeners, light and dark", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await viewer.open("/people/compare", {
        viewport: { width: 390, height: 844 },
        colorScheme,
      });
      page.setDefaultTimeout(60_000);
      await untilCompared(page);
      assert.deepEqual([await sideways(page), await graveViolations(page)], [0, []]);
      await page.close();
    }
  });
}

Deno.test({
  name: `two solutions are laid beside each other ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      const page = await openPage(setting.viewer);
      await t.step("what is proposed", (t) => checkProposal(t, page));
      await t.step("pins", (t) => checkPins(t, page));
      await page.close();
      await checkOwnFile(t, setting);
      await checkForms(t, setting);
      assert.deepEqual(setting.viewer.problems, []);
    }, SURVEYS),
});

Deno.test({
  name: `a site without respondents tells of neighbours, and why of nothing else ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  async fn(t) {
    const folder = await copyProduct(SURVEYS, { hasOwnSettings: true });
    const params = `${folder}/config/params.yaml`;
    const text = await Deno.readTextFile(params);
    await Deno.writeTextFile(
      params,
      text.replace("#respondents: pseudonymous", "respondents: none")
        .replace("#n_clusters: auto", "n_clusters: 3"),
    );
    await runTool(folder, "tools/build_site.ts");
    const site = await serveSite(folder);
    const viewer = await startViewer(site);
    try {
      await t.step("the flow of the search for structure is shown", async () => {
        const page = await openPage(viewer);
        await untilHeading(page, /Going from 3 to 4 segments/);
        await untilCompared(page);
        await page.getByText(
          "This site publishes no answers of single respondents, so that nothing",
        )
          .waitFor();
        assert.deepEqual(
          await compareWith(page).locator("option").allInnerTexts(),
          ["4 segments", "2 segments"],
        );
        assert.equal(
          await page.getByRole("button", { name: "Pin this solution" }).isDisabled(),
          true,
        );
        await compareWith(page).selectOption("fewer");
        await untilHeading(page, /Going from 3 to 2 segments/);
        await page.close();
      });
      await t.step("crosstabs are off, and say why", async () => {
        const page = await openPage(viewer, "/people/who");
        await page.getByText(/^Crosstabs are off: this site publishes no answers/).waitFor();
        assert.equal(await page.locator(".crosstab-panel select").count(), 0);
        await page.close();
      });
      assert.deepEqual(viewer.problems, []);
    } finally {
      await viewer.browser.close();
      await site.stop();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
