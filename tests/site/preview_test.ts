/** Tests that an open page of `deno task dev` follows what its reader edits. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { productFile, runPipelineCommand } from "../support/command.ts";
import { copyProduct, startViewer } from "../support/site_copy.ts";
import { sizesOnPage, untilHeading, untilReady } from "../support/site_page.ts";
import { type Preview, startPreview } from "../support/preview.ts";

const PATIENCE_MS = 30_000;
const PARAMS = "config/params.yaml";
const HEADLINE = "pipeline/profile/words.ts";

const SIZES = '// %% [notebook] {"title":"Sizes","surveys":["*"]}\n// %%\n' +
  "`Sizes: ${run.profile.segments.length} segments`\n";

async function edit(path: string, [from, to]: readonly [string, string]): Promise<void> {
  const text = await Deno.readTextFile(path);
  assert.ok(text.includes(from), `${path} has no ${from}`);
  await Deno.writeTextFile(path, text.replace(from, to));
}

/** Does something, and tells how long the reader waits for what follows from it. */
async function timed(what: string, act: () => Promise<void>): Promise<void> {
  const started = performance.now();
  await act();
  console.log(`  ${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

interface Setting {
  readonly folder: string;
  readonly page: Page;
  readonly preview: Preview;
}

const STEPS: [string, (setting: Setting) => Promise<void>][] = [
  ["an edit of the parameters", async ({ folder, page }) => {
    await timed("edited parameter to redrawn page", async () => {
      await edit(`${folder}/${PARAMS}`, ["n_clusters: 3", "n_clusters: 4"]);
      await untilHeading(page, /^Four segments/);
    });
    const { stdout } = await runPipelineCommand(["--json", "--quiet"], { cwd: folder });
    const { sizes } = JSON.parse(stdout).clustering;
    assert.equal(sizes.length, 4);
    assert.deepEqual(await sizesOnPage(page), sizes);
  }],
  ["a mistake in them is told on the page and in the terminal", async ({
    folder,
    page,
    preview,
  }) => {
    await edit(`${folder}/${PARAMS}`, ["n_clusters: 4", "n_clusters: [4"]);
    await page.getByText("This survey cannot be shown").waitFor();
    await page.getByText(/^Cannot use config\/params\.yaml: expected valid YAML/).waitFor();
    assert.match(preview.said(), /warning: Cannot use config\/params\.yaml: expected valid YAML/);
  }],
  ["and its correction brings the results back", async ({ folder, page }) => {
    await edit(`${folder}/${PARAMS}`, ["n_clusters: [4", "n_clusters: 5"]);
    await untilHeading(page, /^Five segments/);
    assert.equal((await sizesOnPage(page)).length, 5);
    assert.equal(await page.getByText("This survey cannot be shown").count(), 0);
  }],
  ["an edit of the engine's code", async ({ folder, page }) => {
    await timed("edited code to redrawn page", async () => {
      await edit(`${folder}/${HEADLINE}`, ["the largest holds", "the biggest of them holds"]);
      await untilHeading(page, /^Five segments; the biggest of them holds/);
    });
    assert.equal(await page.evaluate("globalThis.isSamePage"), true, "the page was loaded anew");
  }],
  ["a survey that is put into the folder", async ({ folder, page }) => {
    await timed("new survey to its link", async () => {
      await Deno.copyFile(productFile("tests/data/dataset.csv"), `${folder}/data/panel.csv`);
      await page.getByRole("link", { name: "panel.csv", exact: true }).waitFor();
    });
    await page.getByRole("link", { name: "panel.csv", exact: true }).click();
    await page.waitForURL(/\/panel\//);
    await untilReady(page);
    await untilHeading(page, /^Five segments/);
  }],
  ["a notebook's page, and its tab", async ({ folder, page, preview }) => {
    await page.goto(`${preview.url}/dataset/notebooks/sizes`);
    await page.getByText("Sizes: 5 segments").waitFor();
    await page.getByRole("link", { name: "Edit a copy" }).waitFor();
    // Framework watches a page's file only a moment after the page is there.
    await page.waitForTimeout(2000);
    const file = `${folder}/notebooks/sizes.ts`;
    await timed("edited notebook to redrawn page", async () => {
      await edit(file, ["Sizes: ", "How large: "]);
      await page.getByText("How large: 5 segments").waitFor();
    });
    await timed("edited title to its tab", async () => {
      await edit(file, ['"title":"Sizes"', '"title":"Numbers"']);
      await page.getByRole("link", { name: "Numbers", exact: true }).waitFor();
    });
  }],
  ["a column is corrected, as the preview has the file", async ({ page, preview }) => {
    await page.goto(`${preview.url}/panel/questions`);
    await untilReady(page);
    const features = page.getByText(/^\d+ features from/);
    const before = await features.innerText();
    await page.getByRole("combobox", { name: "Kind of core_q1_1", exact: true }).selectOption(
      "text",
    );
    await features.filter({ hasNotText: before.slice(0, 12) }).waitFor();
    assert.match(decodeURIComponent(page.url()), /ingest\.columns=\{"core_q1_1":"text"\}/);
  }],
];

Deno.test({
  name: `deno task dev: an open page follows what its reader edits ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  async fn(t) {
    const folder = await copyProduct(undefined, { notebooks: { "sizes.ts": SIZES } });
    const preview = await startPreview(folder);
    const viewer = await startViewer(preview);
    try {
      const page = await viewer.open("/dataset/");
      page.setDefaultTimeout(PATIENCE_MS);
      await untilHeading(page, /^Three segments/);
      await page.evaluate("globalThis.isSamePage = true");
      for (const [name, body] of STEPS) {
        await t.step(name, () => body({ folder, page, preview }));
      }
      assert.deepEqual(viewer.problems, []);
      await t.step("other machines cannot see it", async () => {
        // Every address 127.x is this machine's own, but only 127.0.0.1 is listened on.
        await assert.rejects(
          page.goto(`http://127.0.0.2:${preview.port}/`),
          /ERR_CONNECTION_REFUSED/,
        );
      });
    } finally {
      await viewer.browser.close();
      await preview.stop();
      await Deno.remove(folder, { recursive: true });
    }
    await assert.rejects(Deno.connect({ hostname: "127.0.0.1", port: preview.port }));
  },
});
