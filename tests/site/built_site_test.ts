/** Tests of the built site in a real browser: what a reader sees and does. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { runPipelineCommand } from "../support/command.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";

const PAGES = ["", "quality", "explore", "segments", "notebook"];
const COUNT_FIELD = 'input[type="number"][id*="n_clusters"]';

async function sizesOnPage(page: Page): Promise<number[]> {
  const texts = await page.locator(".who").getByText(/\d+\s%\s·\s[\d,]+\srespondents/)
    .allInnerTexts();
  return texts.map((text) => Number(/·\s([\d,]+)\srespondents/.exec(text)![1].replaceAll(",", "")));
}

async function untilHeading(page: Page, pattern: RegExp): Promise<void> {
  await page.locator("h1").filter({ hasText: pattern }).waitFor({ timeout: 15_000 });
}

async function setCount(page: Page, k: number): Promise<void> {
  await page.locator(COUNT_FIELD).fill(String(k));
  await page.locator(COUNT_FIELD).press("Enter");
}

const STEPS: [string, (setting: SiteSetting) => Promise<void>][] = [
  ["every page shows a finding as its title", async ({ viewer }) => {
    for (const path of ["/", "/methods", ...PAGES.map((page) => `/dataset/${page}`)]) {
      const page = await viewer.open(path);
      await page.locator("h1").first().waitFor();
      await page.waitForLoadState("networkidle");
      assert.notEqual((await page.locator("h1").first().innerText()).trim(), "", path);
      const wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      assert.ok(Number(wide) <= 0, `${path} scrolls sideways by ${wide} pixels`);
      await page.close();
    }
  }],
  ["the first page needs under 1 MB and no engine", async ({ viewer, site }) => {
    const page = await viewer.browser.newPage();
    let workers = 0;
    page.on("worker", () => workers++);
    await page.goto(`${site.url}/dataset/`);
    await untilHeading(page, /^Three/);
    await page.waitForLoadState("networkidle");
    const bytes = await page.evaluate(() =>
      [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize, 0)
    );
    assert.ok(bytes > 50_000 && bytes < 1_000_000, `${bytes} bytes`);
    assert.equal(workers, 0);
    console.log(`  first page: ${(bytes / 1000).toFixed(0)} kB`);
    await page.close();
  }],
  ["five segments are those of the command line", async ({ viewer, folder }) => {
    const page = await viewer.open("/dataset/");
    await untilHeading(page, /^Three/);
    await setCount(page, 5);
    await untilHeading(page, /^Five/);
    const args = ["--json", "--quiet", "--set", "clustering.n_clusters=5"];
    const { stdout } = await runPipelineCommand(args, { cwd: folder });
    assert.deepEqual(await sizesOnPage(page), JSON.parse(stdout).clustering.sizes);
    assert.match(page.url(), /clustering\.n_clusters=5/);
    await page.close();
  }],
  [
    "a link reopens the state, and moving on keeps it without running anything",
    async ({ viewer }) => {
      const page = await viewer.open("/dataset/");
      await untilHeading(page, /^Three/);
      await setCount(page, 4);
      await untilHeading(page, /^Four/);
      const address = page.url();
      let workers = 0;
      page.on("worker", () => workers++);
      await page.getByRole("link", { name: "Segments", exact: true }).first().click();
      await page.waitForURL(/\/dataset\/segments\?/);
      await page.getByText("4", { exact: true }).first().waitFor();
      await page.waitForLoadState("networkidle");
      assert.equal(workers, 0);
      await page.close();
      const other = await viewer.browser.newContext();
      const reopened = await other.newPage();
      await reopened.goto(address);
      await untilHeading(reopened, /^Four/);
      await other.close();
    },
  ],
  ["undo and reset bring back what was", async ({ viewer }) => {
    const page = await viewer.open("/dataset/");
    await untilHeading(page, /^Three/);
    await setCount(page, 6);
    await untilHeading(page, /^Six/);
    await page.getByRole("button", { name: /^Undo/ }).click();
    await untilHeading(page, /^Three/);
    await page.close();
  }],
  ["moving a control redraws the page quickly", async ({ viewer }) => {
    const page = await viewer.open("/dataset/");
    await untilHeading(page, /^Three/);
    const words = ["", "", "Two", "Three", "Four", "Five", "Six", "Seven"];
    const times: number[] = [];
    for (const k of [4, 5, 6, 7, 2, 4, 5, 6, 7, 2, 4]) {
      await page.waitForTimeout(50);
      times.push(
        await page.evaluate(async ([selector, value, word]) => {
          const field = document.querySelector<HTMLInputElement>(selector)!;
          const started = performance.now();
          field.value = value;
          field.dispatchEvent(new Event("input", { bubbles: true }));
          field.dispatchEvent(new Event("change", { bubbles: true }));
          while (!document.querySelector("h1")!.textContent!.startsWith(word)) {
            await new Promise((resolve) => requestAnimationFrame(resolve));
          }
          return performance.now() - started;
        }, [COUNT_FIELD, String(k), words[k]]),
      );
    }
    const median = times.slice(1).toSorted((a, b) => a - b)[5];
    console.log(
      `  moved control to redrawn page: median ${median.toFixed(0)} ms of ${times.slice(1).length}`,
    );
    assert.ok(median < 1000, `median ${median} ms`);
    await page.close();
  }],
  ["no serious violation of accessibility on any page, light and dark", async ({ viewer }) => {
    const axe = await Deno.readTextFile(createRequire(import.meta.url).resolve("axe-core"));
    for (const colorScheme of ["light", "dark"] as const) {
      for (const path of ["/", "/methods", ...PAGES.map((page) => `/dataset/${page}`), "/yours/"]) {
        const page = await viewer.open(path, { colorScheme });
        await page.waitForLoadState("networkidle");
        await page.waitForTimeout(200);
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          // deno-lint-ignore no-explicit-any -- axe puts itself there
          const { violations } = await (globalThis as any).axe.run();
          return violations
            .filter(({ impact }: { impact: string }) =>
              impact === "serious" || impact === "critical"
            )
            .map(({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
              `${id}: ${nodes[0].html.slice(0, 160)}`
            );
        });
        assert.deepEqual(found, [], `${path} ${colorScheme}`);
        await page.close();
      }
    }
  }],
  ["a phone's screen shows every page without scrolling sideways", async ({ viewer }) => {
    for (const path of ["/", "/methods", ...PAGES.map((page) => `/dataset/${page}`), "/yours/"]) {
      const page = await viewer.open(path, { viewport: { width: 390, height: 800 } });
      await page.waitForLoadState("networkidle");
      await page.waitForTimeout(200);
      const wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      assert.ok(Number(wide) <= 0, `${path} scrolls sideways by ${wide} pixels`);
      await page.close();
    }
  }],
];

Deno.test({
  name: `the built site shows and recomputes the sample ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      for (const [name, body] of STEPS) await t.step(name, () => body(setting));
      await t.step("no page asked another origin or showed an error", () => {
        assert.deepEqual(setting.viewer.problems, []);
      });
    }),
});

Deno.test({
  name:
    `a person's own file is analysed in the browser and nowhere else ${NEEDS_CHROMIUM} (needs ../shared/data)`,
  ignore: chromiumAbsent || sharedDataAbsent,
  fn: (t) =>
    onBuiltSite(async ({ folder, site, viewer }) => {
      const context = await viewer.browser.newContext();
      const page = await context.newPage();
      const sent: string[] = [];
      page.on("request", (request) => {
        if (request.method() !== "GET") sent.push(`${request.method()} ${request.url()}`);
      });
      const own = sharedData("bfi.csv").pathname;
      const payload = {
        name: "bfi.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(await Deno.readFile(own)),
      };
      await t.step("dropping a survey segments it", async () => {
        await page.goto(`${site.url}/yours/`);
        await page.setInputFiles('input[type="file"]', payload);
        await untilHeading(page, /^Three segments/);
        assert.deepEqual(sent, []);
      });
      await t.step("with the command line's sizes", async () => {
        const { stdout } = await runPipelineCommand(["--json", "--quiet", "--input", own], {
          cwd: folder,
        });
        assert.deepEqual(await sizesOnPage(page), JSON.parse(stdout).clustering.sizes);
      });
      await t.step("it survives a reload and shows on the other pages", async () => {
        await page.reload();
        await untilHeading(page, /^Three segments/);
        await page.goto(`${site.url}/yours/quality`);
        await untilHeading(page, /columns? of 29/);
      });
      await t.step("a broken file shows the engine's message", async () => {
        await page.goto(`${site.url}/yours/`);
        await untilHeading(page, /^Three segments/);
        await page.locator("details.own-file summary").click();
        await page.setInputFiles('details.own-file input[type="file"]', {
          name: "broken.xlsx",
          mimeType: "",
          buffer: Buffer.from([0x50, 0x4b, 3, 4, 9, 9, 9, 9]),
        });
        await page.getByText(/Cannot read "broken\.xlsx"/).first().waitFor();
      });
      await t.step("forget forgets", async () => {
        await page.goto(`${site.url}/yours/`);
        await page.locator("details.own-file summary").click();
        await page.getByRole("button", { name: "Forget this file" }).click();
        await page.getByText("No file yet").waitFor();
        await page.reload();
        await page.getByText("No file yet").waitFor();
      });
      await context.close();
    }),
});
