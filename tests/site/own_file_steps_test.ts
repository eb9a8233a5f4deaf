/** Tests that segments show at once, a first look and the verdict follow, and stopping keeps what is there. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { hashBytes } from "../../pipeline/base/hash.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { productFile, runPipelineCommand } from "../support/command.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import {
  beginProject,
  download,
  openProjectPage,
  sizesOnPage,
  untilHeading,
  untilReady,
  untilStill,
} from "../support/site_page.ts";

const OWN_SETTINGS = { hasOwnSettings: true };
const SAMPLE = await Deno.readFile(productFile("data/dataset.xlsx"));
const FOR_NOW = /^Looking for segments: three for now, the verdict follows\.$/;
const ASKED_FOR = /^Five segments, as asked for; the verdict on them follows\.$/;
const FIRST_LOOK = /^First look: .*; being refined\.$/;
const STOPPED = /^First look: .*; the search was stopped\.$/;
/** Two seconds and ten are what people are promised; a busy machine takes several times as long. */
const MOST_MS = { firstLook: 15_000, final: 40_000, stop: 1_000 };

/** What a page showed, and when, in milliseconds of the clock. */
interface Shown {
  readonly at: number;
  readonly run: string;
  readonly heading: string;
}

/** Notes in the page every change of its heading and of what it says that its results are. */
function noteSteps(): void {
  const steps: Shown[] = [];
  Object.assign(globalThis, { steps });
  const look = () => {
    const run = document.body?.dataset.run ?? "";
    const heading = document.querySelector("h1")?.textContent ?? "";
    const last = steps.at(-1);
    if (last?.run !== run || last.heading !== heading) {
      steps.push({ at: performance.timeOrigin + performance.now(), run, heading });
    }
    requestAnimationFrame(look);
  };
  look();
}

async function stepsOf(page: Page, since: number): Promise<Shown[]> {
  const all = await page.evaluate(() => (globalThis as unknown as { steps: Shown[] }).steps);
  return all.filter(({ at }) => at >= since).map((step) => ({ ...step, at: step.at - since }));
}

/** Checks that these came one after the other, and that nothing was called final before the last.
 * @returns When each came.
 */
function checkOrder(steps: readonly Shown[], headings: readonly RegExp[]): number[] {
  const told = JSON.stringify(steps);
  const times = headings.map((heading) => steps.find((step) => heading.test(step.heading))?.at);
  assert.ok(times.every((at) => at !== undefined), told);
  const found = times as number[];
  assert.deepEqual(found, found.toSorted((a, b) => a - b), told);
  const [first, last] = [found[0], found.at(-1)!].map((at) =>
    steps.findIndex((step) => step.at === at)
  );
  // The mark of the document is set a moment before the heading is drawn.
  const between = steps.slice(first, last).map(({ run }) => run);
  if (between.at(-1) === "ready") between.pop();
  assert.ok(between.every((run) => run === "interim"), told);
  return found;
}

/** Drops the sample and turns to its Overview, before much of it can have been computed. */
async function giveSample(page: Page): Promise<number> {
  await untilStill(page);
  await beginProject(page, "dataset.xlsx", SAMPLE);
  const since = await page.evaluate(() => performance.timeOrigin + performance.now());
  await openProjectPage(page, "");
  return since;
}

function print(what: string, times: readonly number[]): void {
  console.log(`  ${what}: ${times.map((ms) => `${(ms / 1000).toFixed(2)} s`).join(", ")}`);
}

/** Presses Stop in the page as soon as there is a first look, which is for a moment only.
 * @returns Milliseconds until the heading said so; infinite if it never did.
 */
async function stopAtFirstLook(page: Page): Promise<number> {
  await page.locator("h1").waitFor();
  return await page.evaluate(() =>
    new Promise<number>((resolve) => {
      let pressed: number | null = null;
      const look = () => {
        const heading = document.querySelector("h1")?.textContent ?? "";
        if (pressed === null && heading.startsWith("First look")) {
          pressed = performance.now();
          [...document.querySelectorAll("button")]
            .find(({ textContent }) => textContent === "Stop the search")?.click();
        }
        if (pressed !== null && heading.endsWith("the search was stopped.")) {
          resolve(performance.now() - pressed);
        } else if (heading.startsWith("Three natural")) resolve(Infinity);
        else requestAnimationFrame(look);
      };
      look();
    })
  );
}

/** What the steps share. */
interface Walk extends SiteSetting {
  readonly page: Page;
  readonly sha256: string;
}

const STEPS: [string, (walk: Walk) => Promise<void>][] = [
  ["a dropped file shows segments, a first look, the verdict", async ({ page }) => {
    const since = await giveSample(page);
    await untilHeading(
      page,
      /^Three natural segments, found again in \d+ of \d+ samples\.$/,
      90_000,
    );
    await untilReady(page);
    const steps = await stepsOf(page, since);
    const times = checkOrder(steps, [FOR_NOW, FIRST_LOOK, /^Three natural/]);
    print("dropped: segments, first look, verdict", times);
    assert.ok(times[1] < MOST_MS.firstLook && times[2] < MOST_MS.final);
  }],
  ["which is the command line's, to the byte", async ({ page, folder }) => {
    await Deno.mkdir(`${folder}/elsewhere`);
    await Deno.writeFile(`${folder}/elsewhere/dataset.xlsx`, SAMPLE);
    await Deno.writeTextFile(`${folder}/defaults.yaml`, "");
    const { stdout } = await runPipelineCommand(
      [
        ...["--json", "--quiet", "--input", "elsewhere/dataset.xlsx"],
        ...["--params", "defaults.yaml", "--output", "out"],
      ],
      { cwd: folder },
    );
    const { output, structure } = JSON.parse(stdout);
    assert.equal(await page.locator("h1").textContent(), structure.words.finding);
    for (const file of ["segments.csv", "report.xlsx"]) {
      const made = await download(page, file);
      const own = await Deno.readFile(`${folder}/${output}/${file}`);
      assert.ok(Buffer.from(made).equals(Buffer.from(own)), `${file} differs`);
    }
  }],
  [
    "stopping keeps the first look, which says so and can be finished",
    async ({ page, site, sha256 }) => {
      await page.goto(`${site.url}/yours/?seed=11&structure.pairs=60&data=${sha256.slice(0, 12)}`);
      const ms = await stopAtFirstLook(page);
      console.log(`  stopped after ${ms.toFixed(0)} ms`);
      assert.ok(ms < MOST_MS.stop, `${ms} ms`);
      await untilHeading(page, STOPPED);
      assert.equal((await sizesOnPage(page)).length, 3);
      assert.equal(await page.evaluate(() => document.body.dataset.run), "interim");
      await page.locator(".interim-text").getByText("The search was stopped.").waitFor();
    },
  ],
  ["nothing that was not finished is kept", async ({ page }) => {
    const since = await page.evaluate(() => performance.timeOrigin + performance.now());
    await page.reload();
    await stopAtFirstLook(page);
    checkOrder(await stepsOf(page, since), [FOR_NOW, FIRST_LOOK]);
  }],
  ["finishing it ends with the verdict", async ({ page, folder }) => {
    await page.getByRole("button", { name: "Finish the search" }).click();
    await untilHeading(page, /^Three natural segments/, 90_000);
    await untilReady(page);
    assert.ok(await page.locator(".interim-bar").isHidden());
    const { stdout } = await runPipelineCommand(
      [
        ...["--json", "--quiet", "--input", "elsewhere/dataset.xlsx"],
        ...["--params", "defaults.yaml", "--set", "seed=11", "--set", "structure.pairs=60"],
      ],
      { cwd: folder },
    );
    assert.equal(
      await page.locator("h1").textContent(),
      JSON.parse(stdout).structure.words.finding,
    );
  }],
  ["another number of a published survey comes in steps, too", async ({ page, site, sha256 }) => {
    const since = await page.evaluate(() => performance.timeOrigin + performance.now());
    const asked = `data=${sha256.slice(0, 12)}&clustering.n_clusters=5`;
    await page.goto(`${site.url}/dataset/?${asked}`);
    const verdict = /^(?:No natural groups|No clear segments|Natural groups|Five natural)/;
    await untilHeading(page, verdict, 60_000);
    await untilReady(page);
    const times = checkOrder(await stepsOf(page, since), [ASKED_FOR, FIRST_LOOK, verdict]);
    print("published, five: segments, first look, verdict", times);
    assert.equal((await sizesOnPage(page)).length, 5);
  }],
];

async function checkSteps(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const page = await setting.viewer.open("/yours/");
  await page.addInitScript(noteSteps);
  await page.reload();
  const walk = { ...setting, page, sha256: hashBytes(SAMPLE) };
  for (const [name, step] of STEPS) await t.step(name, () => step(walk));
  await page.close();
}

Deno.test({
  name: `an own file shows its segments at once and its verdict in steps ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(
      async (setting) => {
        await checkSteps(t, setting);
        assert.deepEqual(setting.viewer.problems, []);
      },
      { "dataset.xlsx": SAMPLE },
      OWN_SETTINGS,
    ),
});
