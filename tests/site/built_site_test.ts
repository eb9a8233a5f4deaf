/** Tests of the built site in a real browser: what a reader sees and does. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { runPipelineCommand } from "../support/command.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import {
  ALL_PAGES,
  allViolations,
  beginProject,
  countField,
  giveFile,
  keptInBrowser,
  openProjectPage,
  openSettings,
  setCount,
  sideways,
  sizesOnPage,
  turnTo,
  untilHeading,
  untilReady,
  untilStill,
} from "../support/site_page.ts";

/** What the title of each page finds; that of Who they are names its variables. */
const FINDINGS: Readonly<Record<string, RegExp>> = {
  "/": /^1 survey, segmented$/,
  "/methods": /when not to believe it$/,
  "/yours/": /^Your own file$/,
  "/dataset/": /^Three segments; the largest holds \d+\s%/,
  "/dataset/questions":
    /^\d+ questions to 1,204 respondents: \d+ define the segments, and \d+\s% of answers are missing$/,
  "/dataset/how-many": /^3 segments stand apart most clearly of 2 to 8$/,
  "/dataset/who": /^Three segments, set apart most by .+, .+ and .+$/,
  "/dataset/compare": /^Going from 3 to 4 segments .+ of respondents keep their company$/,
  "/dataset/take-away": /^3 segments of 1,204 respondents, to take with you$/,
  "/dataset/notebook": /^Three segments; the largest holds \d+\s%/,
};

/** The sizes of the segments in the head of the heatmap. */
async function sizesInHeatmap(page: Page): Promise<number[]> {
  await page.locator(".profile-heatmap-head title").first().waitFor({ state: "attached" });
  const texts = await page.locator(".profile-heatmap-head title").allTextContents();
  return texts.map((text) => Number(/: ([\d,]+) respondents$/.exec(text)![1].replaceAll(",", "")));
}

/** Moves the control of the number of segments and back, and waits each time until all of the page shows it.
 * @returns Milliseconds of each change, of which the first begins the engine.
 */
async function timeRedraws(page: Page): Promise<number[]> {
  const words = ["", "", "Two", "Three", "Four", "Five", "Six", "Seven"];
  const times: number[] = [];
  for (const k of [4, 5, 6, 7, 2, 4, 5, 6, 7, 2, 4]) {
    await page.waitForTimeout(50);
    times.push(
      await page.evaluate(async ([value, word]) => {
        const field = document.querySelector<HTMLInputElement>(
          'input[type="number"][id*="n_clusters"]',
        )!;
        const started = performance.now();
        field.value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
        const isRedrawn = () =>
          document.querySelector("h1")!.textContent!.startsWith(word) &&
          // The map lists its segments after the choice of none.
          document.querySelectorAll(".map-place option").length === Number(value) + 1 &&
          document.querySelectorAll(".who article").length === Number(value);
        const longest = started + 60_000;
        while (!isRedrawn() && performance.now() < longest) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        return performance.now() - started;
      }, [String(k), words[k]]),
    );
  }
  return times;
}

const STEPS: [string, (setting: SiteSetting) => Promise<void>][] = [
  ["every page shows a finding as its title", async ({ viewer }) => {
    for (const path of ALL_PAGES) {
      const page = await viewer.open(path);
      await untilHeading(page, FINDINGS[path]);
      await untilStill(page);
      assert.ok(await sideways(page) <= 0, `${path} scrolls sideways by ${await sideways(page)}`);
      await page.close();
    }
  }],
  ["the first page needs under 1 MB and no engine", async ({ viewer, site }) => {
    const page = await viewer.browser.newPage();
    let workers = 0;
    page.on("worker", () => workers++);
    await page.goto(`${site.url}/dataset/`);
    await untilHeading(page, /^Three/);
    await untilStill(page);
    const bytes = await page.evaluate(() =>
      [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize, 0)
    );
    assert.ok(bytes > 50_000 && bytes < 1_000_000, `${bytes} bytes`);
    assert.equal(workers, 0);
    console.log(`  first page: ${(bytes / 1000).toFixed(0)} kB`);
    await page.close();
  }],
  // Published respondents stand in another order, which decides between solutions that are as good.
  ["two segments are those of the command line", async ({ viewer, folder }) => {
    const page = await viewer.open("/dataset/who");
    await untilHeading(page, /^Three/);
    await setCount(page, 2);
    await untilHeading(page, /^Two/);
    const args = ["--json", "--quiet", "--set", "clustering.n_clusters=2"];
    const { stdout } = await runPipelineCommand(args, { cwd: folder });
    assert.deepEqual(await sizesOnPage(page), JSON.parse(stdout).clustering.sizes);
    assert.match(page.url(), /clustering\.n_clusters=2/);
    await page.close();
  }],
  [
    "moving to How many keeps the state without running anything, and a link reopens it",
    async ({ viewer }) => {
      const page = await viewer.open("/dataset/who");
      await untilHeading(page, /^Three/);
      await setCount(page, 4);
      await untilHeading(page, /^Four/);
      const address = page.url();
      const sizes = await sizesOnPage(page);
      const started: string[] = [];
      page.on("worker", (worker) => started.push(worker.url()));
      page.on("request", (request) => {
        if (request.url().includes("respondents")) started.push(request.url());
      });
      assert.deepEqual(await sizesInHeatmap(page), sizes);
      await turnTo(page, "How many");
      await page.waitForURL(/\/dataset\/how-many\?.*n_clusters=4/);
      assert.equal(await countField(page).inputValue(), "4");
      await page.getByText("Results are up to date.").waitFor();
      await untilStill(page);
      assert.deepEqual(started, []);
      await page.close();
      const other = await viewer.browser.newContext();
      const reopened = await other.newPage();
      await reopened.goto(address);
      await untilHeading(reopened, /^Four/);
      assert.deepEqual(await sizesOnPage(reopened), sizes);
      assert.equal(await countField(reopened).inputValue(), "4");
      await other.close();
    },
  ],
  ["undo and reset bring back what was", async ({ viewer }) => {
    const page = await viewer.open("/dataset/who");
    await untilHeading(page, /^Three/);
    const sizes = await sizesOnPage(page);
    for (const name of ["Undo", "Reset to defaults"]) {
      await setCount(page, 6);
      await untilHeading(page, /^Six/);
      assert.equal((await sizesOnPage(page)).length, 6);
      await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
      await untilHeading(page, /^Three/);
      assert.deepEqual(await sizesOnPage(page), sizes, name);
      assert.equal(await countField(page).inputValue(), "3");
      assert.equal(new URL(page.url()).search, "");
    }
    await page.close();
  }],
  ["moving a control redraws the page quickly", async ({ viewer }) => {
    const page = await viewer.open("/dataset/who");
    await untilHeading(page, /^Three/);
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const spent = async (): Promise<number> => {
      const { metrics } = await session.send("Performance.getMetrics");
      return 1000 * metrics.find(({ name }) => name === "ProcessTime")!.value;
    };
    const tries: number[] = [];
    // Whatever else runs on this machine holds up the clock, and not what the page costs; one round of
    // three is enough.
    for (let round = 0; round < 3 && tries.every((ms) => ms >= 1000); round++) {
      // Results that no round before has kept.
      if (round > 0) await page.goto(`${page.url().split("?")[0]}?seed=${42 + round}`);
      await untilReady(page);
      const before = await spent();
      const times = await timeRedraws(page);
      const median = times.slice(1).toSorted((a, b) => a - b)[5];
      const cost = (await spent() - before) / times.length;
      tries.push(median, cost);
      console.log(
        `  moved control to redrawn page: median ${median.toFixed(0)} ms by the clock, ` +
          `${cost.toFixed(0)} ms of processor`,
      );
    }
    assert.ok(tries.some((ms) => ms < 1000), `clock and processor: ${tries.join(", ")} ms`);
    await page.close();
  }],
  [
    "no violation of accessibility on any page, whatever its weight, light and dark",
    async ({ viewer }) => {
      for (const colorScheme of ["light", "dark"] as const) {
        for (const path of ALL_PAGES) {
          const page = await viewer.open(path, { colorScheme });
          await untilHeading(page, FINDINGS[path]);
          await untilStill(page);
          assert.deepEqual(await allViolations(page), [], `${path} ${colorScheme}`);
          await page.close();
        }
      }
    },
  ],
  ["a phone's screen shows every page without scrolling sideways", async ({ viewer }) => {
    for (const path of ALL_PAGES) {
      const page = await viewer.open(path, { viewport: { width: 390, height: 800 } });
      await untilStill(page);
      await untilHeading(page, FINDINGS[path]);
      assert.ok(await sideways(page) <= 0, `${path} scrolls sideways by ${await sideways(page)}`);
      const drawer = page.locator(".drawer-toggle");
      if (await drawer.isVisible()) {
        await drawer.click();
        await openSettings(page);
        for (const group of await page.locator(".controls summary").all()) await group.click();
        assert.ok(await sideways(page) <= 0, `${path} with its drawer: ${await sideways(page)}`);
      }
      await page.close();
    }
  }],
];

const BFI = sharedData("bfi.csv");
/** What tells that a browser keeps something of it: its name, a column, what was done with it. */
const TRACES = [/bfi\.csv/, /"A2"/, /My own version/];

/** The verdict on it, whatever that is. */
const OWN_FINDING = /^(?:No natural groups|No clear segments|\w+ natural segments)/;

const OWN_FILE_STEPS: [string, (own: OwnFile) => Promise<void>][] = [
  ["dropping a survey segments it", async ({ page, site, sent }) => {
    await page.goto(`${site.url}/yours/`);
    await beginProject(page, "bfi.csv", await Deno.readFile(BFI));
    await openProjectPage(page, "");
    await untilHeading(page, OWN_FINDING);
    assert.deepEqual(sent, []);
  }],
  ["with the command line's sizes", async ({ page, folder }) => {
    // The person's own section has the engine's own defaults.
    await Deno.writeTextFile(`${folder}/defaults.yaml`, "");
    const args = ["--params", "defaults.yaml", "--json", "--quiet", "--input", BFI.pathname];
    const { stdout } = await runPipelineCommand(args, { cwd: folder });
    const { clustering, structure } = JSON.parse(stdout);
    assert.deepEqual(await sizesOnPage(page), clustering.sizes);
    assert.equal(await page.locator("h1").textContent(), structure.words.finding);
  }],
  ["it survives a reload and shows on the other pages", async ({ page, site }) => {
    await page.reload();
    await untilHeading(page, OWN_FINDING);
    await page.goto(`${site.url}/yours/questions`);
    await untilHeading(page, /questions? to 2,800 respondents/);
  }],
  ["a broken file shows the engine's message, and the one that is open stays", async (own) => {
    const { page, site } = own;
    await page.goto(`${site.url}/yours/who`);
    await untilReady(page);
    const sizes = await sizesOnPage(page);
    await page.locator("details.own-file summary").click();
    await giveFile(page, "broken.xlsx", new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9, 9]));
    await page.locator(".drop-said").getByText(/^Cannot read "broken\.xlsx"/).waitFor();
    await untilReady(page);
    assert.deepEqual(await sizesOnPage(page), sizes);
    await page.reload();
    await untilReady(page);
    assert.deepEqual(await sizesOnPage(page), sizes);
  }],
  ["deleting forgets", async ({ page, site }) => {
    await page.goto(`${site.url}/yours/who`);
    await untilReady(page);
    await page.getByRole("radio", { name: "agglomerative" }).check({ force: true });
    await untilReady(page);
    await page.goto(`${site.url}/yours/notebook`);
    const notebook = page.frameLocator("iframe.notebook-frame");
    await notebook.getByRole("button", { name: "History" }).first().click();
    await notebook.getByLabel("Name of this version").fill("My own version");
    await page.keyboard.press("Enter");
    await notebook.getByRole("button", { name: /^My own version/ }).waitFor();
    await page.goto(`${site.url}/yours/who`);
    await untilReady(page);
    const kept = await keptInBrowser(page);
    for (const trace of TRACES) assert.match(kept, trace);
    await page.locator("details.own-file summary").click();
    await page.getByRole("button", { name: "Delete this project" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("“bfi.csv” was deleted from this browser").waitFor();
    const left = await keptInBrowser(page);
    for (const trace of TRACES) assert.doesNotMatch(left, trace);
    for (const path of ["", "questions", "how-many", "who", "compare", "notebook"]) {
      await page.goto(`${site.url}/yours/${path}`);
      await page.getByText("No file yet").waitFor();
      assert.equal(await page.getByText("bfi").count(), 0);
    }
  }],
  [
    "without a file every page says what to drop, what it will show and where to see an example",
    async (own) => {
      const { page, site } = own;
      const pages = {
        "": "Overview",
        questions: "Questions",
        "how-many": "How many",
        who: "Who they are",
        compare: "Compare",
        notebook: "Notebook",
      };
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        for (const [path, title] of Object.entries(pages)) {
          await page.goto(`${site.url}/yours/${path}`);
          await page.getByText("No file yet").waitFor();
          assert.deepEqual(await page.locator("dt.is-here").allTextContents(), [
            `${title} (this page)`,
          ]);
          for (
            const words of ["SPSS (.sav, .zsav)", "gzipped (.gz)", "Nothing is sent: the engine"]
          ) {
            assert.equal(await page.getByText(words).isVisible(), true, `${title}: ${words}`);
          }
          await page.locator("h1:visible").first().waitFor();
          assert.equal(await page.locator("h1:visible").count(), 1);
          const [heading, zone] = await Promise.all(
            ["h1", ".file-drop"].map((part) => page.locator(part).boundingBox()),
          );
          assert.ok(heading!.y < zone!.y && zone!.y < 500, `${title}: ${heading!.y}, ${zone!.y}`);
          assert.ok(zone!.width > width / 2, `${title} at ${width}: ${zone!.width}`);
        }
      }
      await page.locator(".no-file").getByRole("link", { name: "dataset.xlsx" }).click();
      await page.waitForURL(`${site.url}/dataset/`);
      await untilHeading(page, /^Three/);
    },
  ],
];

/** A person with a file of her own, in a browser that keeps nothing of others. */
interface OwnFile extends SiteSetting {
  readonly page: Page;
  /** Requests that could carry answers away. */
  readonly sent: readonly string[];
}

async function asPersonWithFile(
  { viewer, ...setting }: SiteSetting,
  body: (own: OwnFile) => Promise<void>,
): Promise<void> {
  const context = await viewer.browser.newContext();
  const page = await context.newPage();
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") sent.push(`${request.method()} ${request.url()}`);
  });
  await body({ ...setting, viewer, page, sent });
  assert.deepEqual(sent, []);
  await context.close();
}

Deno.test({
  name: `the built site shows and recomputes what it was given ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      for (const [name, body] of STEPS) await t.step(name, () => body(setting));
      await t.step("no page asked another origin or showed an error", () => {
        assert.deepEqual(setting.viewer.problems, []);
      });
      await t.step({
        name: "a person's own file is analysed in the browser alone (needs ../shared/data)",
        ignore: sharedDataAbsent,
        fn: (part) =>
          asPersonWithFile(setting, async (own) => {
            for (const [name, body] of OWN_FILE_STEPS) await part.step(name, () => body(own));
          }),
      });
    }),
});
