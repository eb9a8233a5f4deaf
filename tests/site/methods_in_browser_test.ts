/** Tests that every method gives the command line's results in a browser, and obeys its controls. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Locator, Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { productFile, runPipelineCommand } from "../support/command.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import {
  beginProject,
  choose,
  countField,
  download,
  openGroup,
  sizesOnPage,
  turnTo,
  untilHeading,
  untilReady,
} from "../support/site_page.ts";

const METHODS: [string, Record<string, string>][] = [
  ["k-means on PCA", {}],
  ["a tree on PCA", { "clustering.method": "agglomerative" }],
  ["a tree on the features", { "clustering.method": "agglomerative", "reduction.method": "none" }],
  ["k-means on UMAP", { "reduction.method": "umap" }],
  ["k-means on MCA", { "reduction.method": "mca" }],
  ["k-medoids", { "clustering.method": "kmedoids" }],
  ["k-modes", { "clustering.method": "kmodes" }],
  ["k-prototypes", { "clustering.method": "kprototypes", "clustering.gamma": "0.8" }],
  ["a tree by Gower's distance", {
    "clustering.method": "agglomerative",
    "clustering.distance": "gower",
    "clustering.linkage": "average",
  }],
];

/** Two components and three segments, without asking whether there are any. */
const SETTLED = {
  "reduction.method": "pca",
  "reduction.n_components": "2",
  "clustering.n_clusters": "3",
  "structure.check": "none",
};

async function checkMethods(
  t: Deno.TestContext,
  { folder, site, viewer }: SiteSetting,
): Promise<void> {
  const page = await viewer.open("/yours/");
  const sample = await Deno.readFile(productFile("data/dataset.xlsx"));
  await beginProject(page, "dataset.xlsx", sample);
  await untilReady(page);
  await Deno.mkdir(`${folder}/elsewhere`);
  await Deno.writeFile(`${folder}/elsewhere/dataset.xlsx`, sample);
  // The person's own section has the engine's own settings.
  await Deno.writeTextFile(`${folder}/defaults.yaml`, "");
  const cases = [
    ["the engine's own settings", {}] as const,
    ...METHODS.map(([name, settings]) => [name, { ...SETTLED, ...settings }] as const),
  ];
  for (const [name, settings] of cases) {
    await t.step(name, async () => {
      const sets = Object.entries(settings).flatMap(([path, value]) => [
        "--set",
        `${path}=${value}`,
      ]);
      const own = ["--params", "defaults.yaml", "--output", "out"];
      const input = ["--input", "elsewhere/dataset.xlsx", ...own];
      const { stdout } = await runPipelineCommand(["--json", "--quiet", ...input, ...sets], {
        cwd: folder,
      });
      const { output, input: { sha256 } } = JSON.parse(stdout);
      const query = new URLSearchParams({ data: sha256.slice(0, 12), ...settings });
      await page.goto(`${site.url}/yours/?${query}`);
      await untilReady(page);
      for (const file of ["segments.csv", "report.xlsx"]) {
        const made = await download(page, file);
        assert.ok(
          Buffer.from(made).equals(Buffer.from(await Deno.readFile(`${folder}/${output}/${file}`))),
          `${file} differs`,
        );
      }
    });
  }
  await page.close();
}

/** Where the tree's cut is drawn: the middle of its line, in pixels of the window. */
async function lineOf(cut: Locator): Promise<number> {
  return await cut.locator("line").evaluate((line) => line.getBoundingClientRect().top);
}

async function valueOf(cut: Locator): Promise<number> {
  return Number(await cut.getAttribute("aria-valuenow"));
}

/** Opens Explore with a merge tree, and shows it in the middle of the window. */
async function openTree(page: Page): Promise<Locator> {
  const cut = page.getByRole("slider", { name: "Number of segments" });
  // K-means makes no tree, and then there is no card for one.
  await untilReady(page);
  assert.equal(await cut.count(), 0);
  await choose(page, "Clustering", "agglomerative");
  await cut.waitFor();
  await untilReady(page);
  await cut.evaluate((element) => element.scrollIntoView({ block: "center" }));
  return cut;
}

/** Checks that the page shows k segments everywhere, with the command line's sizes. */
async function checkCut(page: Page, { k, folder }: { k: number; folder: string }): Promise<void> {
  await page.waitForURL(new RegExp(`clustering\\.n_clusters=${k}(?:&|$)`));
  await untilReady(page);
  await page.getByText(`Cut here, the tree falls into ${k} segments`).waitFor();
  assert.equal(await countField(page).inputValue(), String(k));
  assert.equal(await page.getByRole("slider", { name: "Segments, slider" }).inputValue(), `${k}`);
  const args = ["clustering.method=agglomerative", `clustering.n_clusters=${k}`];
  const { stdout } = await runPipelineCommand(
    ["--json", "--quiet", ...args.flatMap((each) => ["--set", each])],
    { cwd: folder },
  );
  await turnTo(page, "Who they are");
  await page.locator(".who article, .who > *").first().waitFor();
  await untilReady(page);
  const sizes = await sizesOnPage(page);
  assert.equal(sizes.length, k);
  assert.deepEqual(sizes, JSON.parse(stdout).clustering.sizes);
}

async function checkTree(t: Deno.TestContext, { folder, viewer }: SiteSetting): Promise<void> {
  await t.step("the cut follows the mouse that drags it, and snaps when let go of", async () => {
    const page = await viewer.open("/dataset/how-many");
    const cut = await openTree(page);
    assert.equal(await valueOf(cut), 3);
    assert.equal(await cut.evaluate((element) => getComputedStyle(element).cursor), "ns-resize");
    const [x, from] = [(await cut.boundingBox())!.x + 120, await lineOf(cut)];
    // Held beside its middle, the line keeps its distance to the pointer.
    await page.mouse.move(x, from + 6);
    await page.mouse.down();
    const address = page.url();
    let down = 0;
    while (await valueOf(cut) < 6) {
      down += 2;
      assert.ok(down < 200, "the line came to the foot of the tree");
      await page.mouse.move(x, from + 6 + down);
      assert.ok(Math.abs(await lineOf(cut) - from - down) < 1, `${down} pixels down`);
    }
    assert.equal(page.url(), address, "nothing runs before the line is let go of");
    await page.mouse.up();
    await checkCut(page, { k: await valueOf(cut), folder });
    await page.close();
  });

  await t.step("and the finger, which does not scroll the page", async () => {
    const page = await viewer.open("/dataset/how-many", { hasTouch: true });
    const cut = await openTree(page);
    const [x, from] = [(await cut.boundingBox())!.x + 120, await lineOf(cut)];
    const scrolled = await page.evaluate("scrollY");
    const fingers = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
      fingers.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: y === undefined ? [] : [{ x, y }],
      });
    await touch("touchStart", from);
    let down = 0;
    while (await valueOf(cut) < 4) {
      down += 4;
      assert.ok(down < 200, "the line came to the foot of the tree");
      await touch("touchMove", from + down);
    }
    assert.equal(await page.evaluate("scrollY"), scrolled);
    await touch("touchEnd");
    await checkCut(page, { k: await valueOf(cut), folder });
    await page.close();
  });
}

async function checkGower(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  await t.step(
    "Gower's distance brings a linkage that suits it; one Undo takes both back",
    async () => {
      const page = await viewer.open("/dataset/how-many");
      await openTree(page);
      const chosen = (title: string) =>
        page.getByRole("radiogroup", { name: title, exact: true }).locator("input:checked")
          .getAttribute("value");
      const choices = async () => [await chosen("Distance"), await chosen("Linkage")];
      await openGroup(page, "clustering");
      await choose(page, "Distance", "gower");
      await page.getByText("Changed from ward to average, which suits Gower's distance.").waitFor();
      await untilReady(page);
      await page.getByText(/^\d segments are the clearest: silhouette .* by Gower's distance$/)
        .waitFor();
      await page.getByText(/^Silhouette of each respondent by Gower's distance/).waitFor();
      assert.deepEqual(await choices(), ["gower", "average"]);
      assert.match(page.url(), /clustering\.linkage=average&clustering\.distance=gower/);
      assert.equal(await page.getByRole("alert").count(), 0);
      await page.getByRole("button", { name: "Undo" }).click();
      await untilReady(page);
      assert.deepEqual(await choices(), ["euclidean", "ward"]);
      assert.equal(await page.getByText("Changed from ward").count(), 0);
      await page.close();
    },
  );
}

async function checkCancel(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  await t.step("UMAP shows progress; Cancel keeps the earlier results", async () => {
    const page = await viewer.open("/dataset/who");
    await untilHeading(page, /^Three/);
    const before = [await page.locator("h1").innerText(), await sizesOnPage(page)];
    await openGroup(page, "reduction");
    const progress = page.getByRole("progressbar", { name: "Progress of the stage" });
    const took: number[] = [];
    // What else runs on this machine may hold a click up: one try of three is enough.
    do {
      if (took.length > 0) await page.getByRole("button", { name: "Undo" }).click();
      took.push(await cancelUmap(page));
    } while (took.at(-1)! >= 200 && took.length < 3);
    console.log(`  cancelled within ${took.map((ms) => ms.toFixed(0)).join(", ")} ms`);
    assert.ok(took.at(-1)! < 200, took.join(", "));
    await page.getByText("Run re-runs reduce, map, cluster, evaluate, profile.").waitFor();
    await page.waitForTimeout(1000);
    assert.deepEqual([await page.locator("h1").innerText(), await sizesOnPage(page)], before);
    assert.equal(await progress.isVisible(), false);
    await choose(page, "Segment in", "pca");
    await untilReady(page);
    assert.notDeepEqual([await page.locator("h1").innerText(), await sizesOnPage(page)], before);
    await page.close();
  });
}

/** Chooses UMAP and presses Cancel once its progress is seen, within the page: what a person waits for,
 * without the way from here to there.
 * @returns Milliseconds from the press until nothing runs.
 */
async function cancelUmap(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const bar = document.querySelector<HTMLElement>(".run-bar progress")!;
    const isSeen = () => bar.checkVisibility({ visibilityProperty: true });
    document.querySelector<HTMLInputElement>('#param-reduction-method input[value="umap"]')!
      .click();
    const longest = performance.now() + 30_000;
    while (!isSeen() && performance.now() < longest) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    if (!isSeen()) throw new Error("no progress was shown");
    const cancel = [...document.querySelectorAll<HTMLButtonElement>(".run-bar button")]
      .find((button) => button.textContent === "Cancel")!;
    const started = performance.now();
    cancel.click();
    while (isSeen() || !cancel.disabled) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    return performance.now() - started;
  });
}

async function checkPolicy({ site, viewer }: SiteSetting): Promise<void> {
  const page = await viewer.browser.newPage();
  await page.route("**", async (route) => {
    const response = await route.fetch();
    const policy = response.headers()["content-security-policy"].replace(" 'wasm-unsafe-eval'", "");
    const headers = { ...response.headers(), "content-security-policy": policy };
    await route.fulfill({ response, headers });
  });
  await page.goto(`${site.url}/dataset/who`);
  await untilHeading(page, /^Three/);
  await choose(page, "Clustering", "agglomerative");
  await untilReady(page);
  const other = await viewer.open("/dataset/who");
  await untilHeading(other, /^Three/);
  await choose(other, "Clustering", "agglomerative");
  await untilReady(other);
  assert.deepEqual(await sizesOnPage(page), await sizesOnPage(other));
  const forbidden = await Promise.all(
    page.workers().map((worker) =>
      worker.evaluate(() => {
        try {
          new WebAssembly.Module(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
          return false;
        } catch {
          return true;
        }
      })
    ),
  );
  assert.ok(forbidden.length > 0 && forbidden.every(Boolean), `forbidden: ${forbidden}`);
  await page.close();
  await other.close();
}

Deno.test({
  name: `every method works in a browser as on the command line ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      await t.step("with the same bytes", (part) => checkMethods(part, setting));
      await t.step("the tree is cut by dragging", (part) => checkTree(part, setting));
      await t.step("choices that exclude each other", (part) => checkGower(part, setting));
      await t.step("long work can be cancelled", (part) => checkCancel(part, setting));
      await t.step("a policy that forbids WebAssembly changes nothing", () => checkPolicy(setting));
      assert.deepEqual(setting.viewer.problems, []);
    }),
});
