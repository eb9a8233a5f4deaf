/** Tests of the verdict on the pages, by the engine's own settings and the sample's codebook. Runs in Deno. */

import assert from "node:assert/strict";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { productFile, runPipelineCommand } from "../support/command.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import { sizesOnPage, untilHeading, untilReady } from "../support/site_page.ts";

const OWN_SETTINGS = { hasOwnSettings: true };
const CODES = /core_q\d/;

async function checkVerdict(t: Deno.TestContext, { folder, viewer }: SiteSetting): Promise<void> {
  const page = await viewer.open("/dataset/");
  const { stdout } = await runPipelineCommand(["--json", "--quiet"], { cwd: folder });
  const { structure, clustering } = JSON.parse(stdout);

  await t.step(
    "the first line is the command line's verdict, with why and what to do",
    async () => {
      await untilHeading(page, /^Three natural segments, found again in \d+ of \d+ samples\.$/);
      assert.equal(await page.locator("h1").textContent(), structure.words.finding);
      const lede = await page.locator(".verdict-lede").textContent();
      assert.equal(lede, `${structure.words.why} ${structure.words.advice}`);
      assert.deepEqual(await sizesOnPage(page), clustering.sizes);
    },
  );

  await t.step("texts stand for codes on every page", async () => {
    for (const path of ["", "segments", "explore"]) {
      const other = await viewer.open(`/dataset/${path}`);
      await other.locator("h1").waitFor();
      await other.waitForLoadState("networkidle");
      const titles = await other.locator("h1, h2, h3, svg text, option").allTextContents();
      assert.deepEqual(titles.filter((text) => CODES.test(text)), [], path);
      await other.close();
    }
  });

  await t.step(
    "Explore shows every number that was tried, and one click chooses another",
    async () => {
      const explore = await viewer.open("/dataset/explore");
      const rows = explore.locator(".verdict-table tbody tr");
      await rows.first().waitFor();
      assert.equal(await rows.count(), structure.tried.length);
      await explore.getByRole("button", { name: "Show 5 segments" }).click();
      await explore.waitForURL(/clustering\.n_clusters=5/);
      await untilHeading(explore, /^(?:No natural groups; five|No clear segments|Five natural)/);
      await untilReady(explore);
      await explore.close();
    },
  );

  await t.step("a question that only describes leaves the segments, which follow", async () => {
    await page.locator('details[data-section="features"] > summary').first().click();
    const use = page.getByRole("radiogroup", { name: /^Use of How important is this/ });
    await use.getByRole("radio", { name: "Describe" }).check({ force: true });
    await page.waitForURL(/features\.exclude/);
    await untilReady(page);
    assert.notDeepEqual(await sizesOnPage(page), clustering.sizes);
  });
  await page.close();
  assert.deepEqual(viewer.problems, []);
}

async function checkRoles(t: Deno.TestContext, { folder, viewer }: SiteSetting): Promise<void> {
  const { stdout } = await runPipelineCommand(["--json", "--quiet"], { cwd: folder });
  await t.step("roles are told with their reasons, and many change at once", async () => {
    const quality = await viewer.open("/dataset/quality");
    const roles = quality.locator(".role-card");
    const { define, describe } = JSON.parse(stdout).features.questions;
    await roles.getByRole("heading", {
      name: `${define} questions define the segments, ${describe} describe them`,
    }).waitFor();
    assert.match(
      await roles.getByRole("row", { name: /Where do you live/ }).textContent() ?? "",
      /who respondents are \(place\): .* \(sure\)/,
    );
    for (const question of [/How much do you agree/, /Where do you live/]) {
      await roles.getByRole("checkbox", { name: question }).check();
    }
    await roles.getByRole("button", { name: "Leave out all questions marked" }).click();
    await quality.waitForURL(/cleaning\.exclude_columns/);
    await untilReady(quality);
    await roles.getByRole("heading", {
      name: `${define - 1} questions define the segments, ${describe - 1} describe them`,
    }).waitFor();
    await quality.getByRole("button", { name: "Undo" }).click();
    await untilReady(quality);
    await roles.getByRole("heading", { name: `${define} questions define` }).waitFor();
    await quality.close();
  });
}

Deno.test({
  name: `the verdict is the pages' first line, and texts stand for codes ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  async fn(t) {
    const sample = await Deno.readFile(productFile("data/dataset.xlsx"));
    await onBuiltSite(
      async (setting) => {
        await checkVerdict(t, setting);
        await checkRoles(t, setting);
      },
      { "dataset.xlsx": sample },
      OWN_SETTINGS,
    );
  },
});
