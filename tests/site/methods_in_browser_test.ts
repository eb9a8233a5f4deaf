/** Tests that every method gives the command line's results in a browser, and obeys its controls. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { productFile, runPipelineCommand } from "../support/command.ts";
import { onBuiltSite } from "../support/site_copy.ts";

const METHODS: [string, Record<string, string>][] = [
  ["k-means on PCA", {}],
  ["a tree on PCA", { "clustering.method": "agglomerative" }],
  ["a tree on the features", { "clustering.method": "agglomerative", "reduction.method": "none" }],
  ["k-means on UMAP", { "reduction.method": "umap" }],
];

/** Sets a parameter of several values. */
async function choose(page: Page, title: string, value: string): Promise<void> {
  await page.getByRole("radiogroup", { name: title }).locator(`input[value="${value}"]`).check({
    force: true,
  });
}

async function untilSettled(page: Page): Promise<void> {
  await page.locator('body[data-run="ready"]').waitFor({ timeout: 60_000 });
}

async function download(page: Page, name: string): Promise<Uint8Array> {
  const arriving = page.waitForEvent("download");
  await page.getByRole("button", { name: `Download ${name}`, exact: true }).click();
  const stream = await (await arriving).createReadStream();
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part as Uint8Array);
  return Buffer.concat(parts);
}

Deno.test({
  name: `every method gives the command line's bytes in a browser ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async ({ folder, site, viewer }) => {
      const page = await viewer.open("/yours/");
      const sample = await Deno.readFile(productFile("data/dataset.xlsx"));
      await page.setInputFiles('input[type="file"]', {
        name: "dataset.xlsx",
        mimeType: "",
        buffer: Buffer.from(sample),
      });
      await page.waitForURL(/yours/);
      await untilSettled(page);
      const data = await page.evaluate("indexedDB.databases().then((all) => all.length)");
      assert.equal(data, 1);
      await Deno.mkdir(`${folder}/elsewhere`);
      await Deno.writeFile(`${folder}/elsewhere/dataset.xlsx`, sample);
      for (const [name, settings] of METHODS) {
        await t.step(name, async () => {
          const sets = Object.entries(settings).flatMap((
            [path, value],
          ) => ["--set", `${path}=${value}`]);
          const input = ["--input", "elsewhere/dataset.xlsx", "--output", "out"];
          const { stdout } = await runPipelineCommand(["--json", "--quiet", ...input, ...sets], {
            cwd: folder,
          });
          const { output, input: { sha256 } } = JSON.parse(stdout);
          const query = new URLSearchParams({ data: sha256.slice(0, 12), ...settings });
          await page.goto(`${site.url}/yours/?${query}`);
          await untilSettled(page);
          for (const file of ["segments.csv", "report.xlsx"]) {
            const own = await download(page, file);
            assert.ok(
              Buffer.from(own).equals(
                Buffer.from(await Deno.readFile(`${folder}/${output}/${file}`)),
              ),
              `${file} differs`,
            );
          }
        });
      }
      assert.deepEqual(viewer.problems, []);
    }),
});

Deno.test({
  name:
    `the tree's cut sets the number of segments, and long work can be cancelled ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async ({ viewer }) => {
      await t.step("the cut moves by keyboard", async () => {
        const page = await viewer.open("/dataset/explore");
        await page.getByText("k-means makes no tree").waitFor();
        await choose(page, "Clustering", "agglomerative");
        await page.locator(".dendrogram").waitFor();
        await untilSettled(page);
        const slider = page.locator('.dendrogram [role="slider"]');
        assert.equal(await slider.getAttribute("aria-valuenow"), "3");
        await slider.focus();
        await page.keyboard.press("ArrowUp");
        await page.waitForURL(/clustering\.n_clusters=4/);
        await page.close();
      });
      await t.step("UMAP shows progress; Cancel keeps the earlier results", async () => {
        const page = await viewer.open("/dataset/");
        await page.locator("h1").filter({ hasText: /^Three/ }).waitFor();
        const before = await page.locator("h1").innerText();
        await choose(page, "Reduction", "umap");
        await page.getByRole("progressbar").first().waitFor({ timeout: 10_000 });
        const started = performance.now();
        await page.getByRole("button", { name: "Cancel" }).click();
        await page.getByRole("progressbar").first().waitFor({ state: "hidden" });
        const took = performance.now() - started;
        console.log(`  cancelled within ${took.toFixed(0)} ms`);
        assert.ok(took < 1000, `${took} ms`);
        assert.equal(await page.locator("h1").innerText(), before);
        await page.close();
      });
    }),
});
