/** Tests of the verdict on the pages, by the engine's own settings and the sample's codebook. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { productFile, runPipelineCommand } from "../support/command.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import {
  graveViolations,
  openGroup,
  sideways,
  sizesOnPage,
  untilHeading,
  untilReady,
  untilStill,
} from "../support/site_page.ts";

const OWN_SETTINGS = { hasOwnSettings: true };
const CODES = /core_q\d/;

/** What steps share. */
interface Verdict extends Pick<SiteSetting, "folder" | "viewer"> {
  readonly page: Page;
  // deno-lint-ignore no-explicit-any -- what the command line prints
  readonly summary: any;
}

async function checkVerdict(t: Deno.TestContext, { folder, viewer }: SiteSetting): Promise<void> {
  const page = await viewer.open("/dataset/");
  const { stdout } = await runPipelineCommand(["--json", "--quiet"], { cwd: folder });
  const verdict = { folder, viewer, page, summary: JSON.parse(stdout) };
  for (const check of [checkFirstPage, checkExplore, checkFlow, checkPresets]) {
    await check(t, verdict);
  }
  await page.close();
  assert.deepEqual(viewer.problems, []);
}

/** The verdict and the cards of the Overview, and texts everywhere. */
async function checkFirstPage(
  t: Deno.TestContext,
  { viewer, page, summary: { structure, clustering } }: Verdict,
): Promise<void> {
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
    for (const path of ["", "who", "how-many"]) {
      const other = await viewer.open(`/dataset/${path}`);
      await other.locator("h1").waitFor();
      await untilStill(other);
      const titles = await other.locator("h1, h2, h3, svg text, option").allTextContents();
      assert.deepEqual(titles.filter((text) => CODES.test(text)), [], path);
      await other.close();
    }
  });

  await t.step("each segment's card tells the stability that the command line gives", async () => {
    const lines = await page.locator(".segment-stability").allInnerTexts();
    assert.deepEqual(
      lines.map((line) => /^Comes back in other samples: (\d\.\d\d)/.exec(line)?.[1]),
      structure.segments.map((stability: number) => stability.toFixed(2)),
    );
  });
}

/** What Explore shows of structure. */
async function checkExplore(
  t: Deno.TestContext,
  { viewer, summary: { structure } }: Verdict,
): Promise<void> {
  await t.step(
    "Explore shows every number that was tried, and one click chooses another",
    async () => {
      const explore = await viewer.open("/dataset/how-many");
      const rows = explore.locator(".verdict-table tbody tr");
      await rows.first().waitFor();
      assert.equal(await rows.count(), structure.tried.length);
      await explore.getByRole("button", { name: "Show 5 segments" }).click();
      await explore.waitForURL(/clustering\.n_clusters=5/);
      const five = /^(?:No natural groups; five|No clear segments|Five natural|.* these five)/;
      await untilHeading(explore, five, 60_000);
      await untilReady(explore);
      assert.match(
        await explore.locator(".rival-lede").innerText(),
        /^(?:Another division|\w+ other divisions) into five .* puts \d+ % of the respondents elsewhere\.$/,
      );
      await explore.close();
    },
  );

  await t.step(
    "Explore draws every number and every segment, light and dark, wide and narrow",
    async () => {
      for (const [colorScheme, width] of [["light", 1280], ["dark", 390]] as const) {
        const explore = await viewer.open("/dataset/how-many", {
          ...{ colorScheme, viewport: { width, height: 900 } },
        });
        await explore.locator(".flow-bar").first().waitFor();
        await untilStill(explore);
        const numbers: number[] = structure.tried.map(({ k }: { k: number }) => k);
        const bars = await explore.locator("rect[data-bar]").evaluateAll((all) =>
          all.map((each) => Number(each.getAttribute("data-bar")))
        );
        assert.deepEqual(bars, numbers.flatMap((k) => new Array(k).fill(k)));
        const told = await explore.locator(".number-pick").evaluateAll((all) =>
          all.map((each) => each.getAttribute("aria-label") ?? "")
        );
        for (const { k, agreement } of structure.tried) {
          const words = `${k} segments: median agreement ${agreement.toFixed(2)}, found again in `;
          assert.ok(told.some((label) => label.startsWith(words)), words);
        }
        assert.deepEqual(await graveViolations(explore), []);
        assert.ok(await sideways(explore) <= 0);
        await explore.close();
      }
    },
  );
}

/** Choosing a number in the flow. */
async function checkFlow(
  t: Deno.TestContext,
  { viewer }: Verdict,
): Promise<void> {
  await t.step(
    "one click in the flow chooses a number, which the address and the pages follow",
    async () => {
      const explore = await viewer.open("/dataset/how-many");
      const four = explore.getByRole("button", { name: /^4 segments, found again in/ });
      await four.click({ position: { x: 10, y: 8 } });
      await explore.waitForURL(/clustering\.n_clusters=4/);
      await explore.locator("h1").filter({ hasText: /\b[Ff]our\b/ }).waitFor({ timeout: 60_000 });
      await untilReady(explore);
      assert.equal(await four.getAttribute("aria-pressed"), "true");
      const overview = await viewer.open(`/dataset/${new URL(explore.url()).search}`);
      await untilReady(overview);
      await overview.locator(".segment-card").nth(3).waitFor({ timeout: 60_000 });
      assert.equal((await sizesOnPage(overview)).length, 4);
      await overview.close();
      await explore.close();
    },
  );
}

/** Whole settings and single changes. */
async function checkPresets(
  t: Deno.TestContext,
  { folder, viewer, summary: { clustering } }: Verdict,
): Promise<void> {
  const page = await viewer.open("/dataset/who");
  await t.step(
    "Original gives the first version's segments, and one undo takes it back",
    async () => {
      const said = await runPipelineCommand(["--json", "--quiet", "--preset", "original"], {
        cwd: folder,
      });
      const original = JSON.parse(said.stdout);
      const choice = page.getByRole("group", { name: "Settings" });
      const recommended = choice.getByRole("radio", { name: "Recommended" });
      assert.ok(await recommended.isChecked());
      await choice.getByRole("radio", { name: "Original (first version)" }).check();
      await page.waitForURL(/\?/);
      await untilReady(page);
      assert.deepEqual(await sizesOnPage(page), original.clustering.sizes);
      assert.match(await choice.innerText(), /The first version of this system/);
      assert.equal(await page.locator(".segment-stability").count(), 0);
      await page.getByRole("button", { name: "Undo" }).click();
      await page.locator(".segment-stability").first().waitFor();
      await untilReady(page);
      assert.ok(await recommended.isChecked());
      assert.deepEqual(await sizesOnPage(page), clustering.sizes);
      assert.equal(new URL(page.url()).search, "");
    },
  );

  await t.step("a question that only describes leaves the segments, which follow", async () => {
    await openGroup(page, "features");
    const use = page.getByRole("radiogroup", { name: /^Use of How important is this/ });
    // A click waits until nothing moves any more, as a person would.
    await use.locator("label", { hasText: "Describe" }).click();
    await page.waitForURL(/features\.exclude/);
    await untilReady(page);
    assert.notDeepEqual(await sizesOnPage(page), clustering.sizes);
    const choice = page.getByRole("group", { name: "Settings" });
    assert.match(await choice.innerText(), /Changed/);
    assert.equal(await choice.getByRole("radio", { checked: true }).count(), 0);
  });
  await page.close();
}

async function checkRoles(t: Deno.TestContext, { folder, viewer }: SiteSetting): Promise<void> {
  const { stdout } = await runPipelineCommand(["--json", "--quiet"], { cwd: folder });
  await t.step("roles are told with their reasons, and many change at once", async () => {
    const quality = await viewer.open("/dataset/questions");
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
