/** Tests that pages open as notebooks, and that notebooks of the project are pages. Runs in Deno. */

import assert from "node:assert/strict";
import type { FrameLocator, Page } from "playwright-core";
import { hashBytes } from "../../pipeline/base/hash.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { filesBelow, productFile } from "../support/command.ts";
import {
  copyProduct,
  onBuiltSite,
  runTool,
  serveSite,
  type SiteSetting,
  startViewer,
} from "../support/site_copy.ts";
import {
  beginProject,
  graveViolations,
  openProjectPage,
  setCount,
  sideways,
  turnTo,
  untilReady,
  untilStill,
} from "../support/site_page.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";

const N = 90;
const SURVEY = csvOf({
  respondent: Array.from({ length: N }, (_, i) => `R-${70_000 + i}`),
  q1: Array.from({ length: N }, (_, i) => 1 + (i * 7) % 5),
  q2: Array.from({ length: N }, (_, i) => i < 30 ? 1 + i % 2 : 4 + i % 2),
  q3: Array.from({ length: N }, (_, i) => i % 3 === 0 ? 5 : 1 + i % 2),
});
/** Pages with the cells that make them: their name, what stands in their first heading, charts at least. */
const PAGES: readonly (readonly [title: string, name: string, heading: RegExp, charts: number])[] =
  [
    ["Overview", "overview", /Overview/, 2],
    ["Questions", "questions", /Questions/, 2],
    ["How many", "how-many", /How many segments\?/, 4],
    ["Who they are", "who", /Who they are/, 2],
    ["Compare", "compare", /Compare/, 1],
  ];
const NOTEBOOKS = {
  "portrait.ipynb": await Deno.readTextFile(productFile("notebooks/portrait.ipynb")),
  "wrong.ts": '// %% [notebook] {"title":"Gone wrong","surveys":["people*"]}\n' +
    "// %% [markdown]\n// # Of ${run.profile.respondents} people, by [us](https://h.test/us)\n\n" +
    "// %%\nmissing + 1\n\n// %%\n" +
    "charts.map(run)\n\n// %%\ntables.profile(run)\n\n// %%\n" +
    'JSON.stringify(columns("respondent")) + "\\n\\nblank"\n',
  "jupyter_only.ts": "// %%\nDeno.readTextFileSync('x')\n",
};

/** The frame, once all of its cells were run. */
async function untilRun(page: Page): Promise<FrameLocator> {
  const frame = page.frameLocator("iframe.notebook-frame");
  await frame.locator('.cell[data-status="done"]').first().waitFor();
  await frame.getByRole("button", { name: "Run all" }).click();
  await frame.locator('.cell:is([data-status="running"], [data-status="stale"])').first()
    .waitFor({ state: "detached" });
  return frame;
}

async function problemsOf(frame: FrameLocator): Promise<string[]> {
  return await frame.locator(".problem").allInnerTexts();
}

/** Opens each page as a notebook, and runs all of its cells. */
async function checkCells(page: Page): Promise<void> {
  for (const [title, name, heading, charts] of PAGES) {
    await turnTo(page, title);
    await page.getByRole("link", { name: "Open as notebook", exact: true }).click();
    await page.waitForURL(new RegExp(`/notebook\\?.*#${name}$|/notebook#${name}$`));
    const frame = await untilRun(page);
    assert.deepEqual(await problemsOf(frame), [], name);
    assert.match(await frame.locator(".cell").first().innerText(), heading);
    await frame.locator(".cell figure").nth(charts - 1).waitFor();
    await page.getByText(`These cells make the ${title} page`).waitFor();
  }
}

/** Names under which this browser keeps notebooks. */
async function keptNames(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    new Promise<string[]>((resolve, reject) => {
      const opening = indexedDB.open("customer-clustering-engine");
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const keys = opening.result.transaction("notebooks").objectStore("notebooks").getAllKeys();
        keys.onsuccess = () => {
          opening.result.close();
          resolve(keys.result as string[]);
        };
      };
    })
  );
}

/** The sum of every file below a folder, by its name. */
async function sumsOf(folder: string): Promise<Record<string, string>> {
  const names = (await filesBelow(folder)).sort();
  const sums = await Promise.all(
    names.map(async (name) => hashBytes(await Deno.readFile(`${folder}/${name}`))),
  );
  return Object.fromEntries(names.map((name, i) => [name, sums[i]]));
}

async function addCode(frame: FrameLocator, source: string): Promise<void> {
  const { keyboard } = frame.owner().page();
  await frame.locator(".cell").last().focus();
  await keyboard.press("b");
  await frame.locator(".cm-content:focus").waitFor();
  await keyboard.insertText(source);
  await keyboard.press("Control+Enter");
}

async function checkPages(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  const page = await viewer.open("/people/who");
  page.setDefaultTimeout(30_000);

  await t.step("every page opens as cells that run, with the page's parameters", async () => {
    await untilReady(page);
    await setCount(page, 4);
    await page.waitForURL(/n_clusters=4/);
    await untilReady(page);
    await checkCells(page);
    const frame = page.frameLocator("iframe.notebook-frame");
    await addCode(frame, "`k is ${run.summary.clustering.k}`");
    await frame.getByText("k is 4", { exact: true }).waitFor();
    await page.waitForTimeout(500);
  });

  await t.step(
    "the person's own notebook stays, and so does what was changed beside it",
    async () => {
      await page.getByRole("link", { name: "Your own notebook", exact: true }).click();
      await page.waitForURL(/n_clusters=4[^#]*$/);
      const own = page.frameLocator("iframe.notebook-frame");
      await own.getByText("The analysis, step by step").waitFor();
      assert.equal(await own.getByText("k is 4", { exact: true }).count(), 0);
      await addCode(own, "'mine ' + 42");
      await own.getByText("mine 42", { exact: true }).waitFor();
      await page.waitForTimeout(500);
      await turnTo(page, "Compare");
      await page.getByRole("link", { name: "Open as notebook", exact: true }).click();
      const beside = page.frameLocator("iframe.notebook-frame");
      await beside.getByText("k is 4", { exact: true }).waitFor();
      assert.equal(await beside.getByText("mine 42", { exact: true }).count(), 0);
      await beside.getByRole("button", { name: "Start anew" }).click();
      await beside.getByText("k is 4", { exact: true }).waitFor({ state: "detached" });
      await page.waitForTimeout(500);
      await turnTo(page, "Notebook");
      await own.getByText("mine 42", { exact: true }).waitFor();
    },
  );

  await t.step("what nobody changed is not kept", async () => {
    assert.deepEqual(await keptNames(page), ["people"]);
  });
  await page.close();
}

async function checkOwnFile(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  const page = await viewer.open("/yours/");
  page.setDefaultTimeout(30_000);
  await untilStill(page);
  assert.equal(await page.getByRole("link", { name: "Open as notebook" }).count(), 0);
  const id = await beginProject(page, "mine.csv", bytesOf(SURVEY));
  await openProjectPage(page, "");
  await untilReady(page);

  await t.step("pages of an own file open as cells that run", () => checkCells(page));

  await t.step("deleting the project forgets its notebooks", async () => {
    await addCode(page.frameLocator("iframe.notebook-frame"), "1 + 1");
    await page.waitForTimeout(500);
    assert.ok((await keptNames(page)).includes(`${id}#compare`));
    await page.getByText("mine.csv lives in this browser only").click();
    await page.getByRole("button", { name: "Delete this project" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("“mine.csv” was deleted from this browser").waitFor();
    assert.ok((await keptNames(page)).every((name) => !name.startsWith(id)));
  });
  await page.close();
}

async function checkTold(t: Deno.TestContext, { viewer, folder }: SiteSetting): Promise<void> {
  await t.step("without scripts a notebook's page tells its results", async () => {
    const page = await viewer.open("/people/notebooks/portrait", { javaScriptEnabled: false });
    const tabs = page.getByRole("navigation", { name: "Pages of this survey" });
    assert.deepEqual(await tabs.getByRole("link").allInnerTexts(), [
      ...["Overview", "Change how this was made", "Notebook", "Portrait", "Gone wrong"],
    ]);
    assert.equal(await tabs.locator("[aria-current]").innerText(), "Portrait");
    const text = await page.locator(".told-notebook").innerText();
    assert.match(text, /A portrait of the segments/);
    assert.match(text, /90 respondents in people\.csv/);
    assert.equal(await page.locator(".told-notebook svg").count() >= 2, true);
    await page.close();
  });

  await t.step("one that fails says so on its page, and tells no identifier", async () => {
    const page = await viewer.open("/people/notebooks/wrong");
    const told = page.locator(".told-notebook");
    assert.equal(await told.locator("h1").innerText(), "Of 90 people, by us (h.test/us)");
    assert.match(await told.getByRole("alert").innerText(), /cell 2.*missing/);
    assert.match(await told.innerText(), /"respondent".*blank/s);
    assert.match(await told.innerText(), /[Tt]he 3 segments (has|mix|overlap)/);
    assert.ok(await told.locator("figure svg circle, figure svg path").count() > 30);
    assert.deepEqual(await graveViolations(page), []);
    const file = await Deno.readTextFile(`${folder}/dist/people/notebooks/wrong.html`);
    assert.doesNotMatch(file, /R-70\d/);
    await page.close();
  });

  await t.step("it is fit for phones and listeners", async () => {
    const viewport = { width: 390, height: 844 };
    const page = await viewer.open("/people/notebooks/portrait", { viewport });
    await page.getByRole("link", { name: "Edit a copy" }).waitFor();
    assert.deepEqual([await sideways(page), await graveViolations(page)], [0, []]);
    await page.close();
  });
}

async function checkCopies(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  await t.step("a copy runs with other parameters, is changed and kept", async () => {
    const page = await viewer.open("/people/who");
    page.setDefaultTimeout(30_000);
    await untilReady(page);
    await setCount(page, 4);
    await page.waitForURL(/n_clusters=4/);
    await turnTo(page, "Portrait");
    await page.getByText("These figures are those of the site's own parameters.").waitFor();
    await page.getByRole("link", { name: "Edit a copy" }).click();
    await page.waitForURL(/n_clusters=4.*#copy-portrait$/);
    const frame = await untilRun(page);
    assert.deepEqual(await problemsOf(frame), []);
    await frame.getByText("Segment 4", { exact: true }).first().waitFor();
    await addCode(frame, "'my ' + 'copy'");
    await frame.getByText("my copy", { exact: true }).waitFor();
    await page.waitForTimeout(500);
    await page.getByRole("link", { name: "Back to Portrait" }).click();
    await page.getByRole("link", { name: "Edit a copy" }).click();
    await frame.getByText("my copy", { exact: true }).waitFor();
    await page.close();
  });

  await t.step("only surveys that it names have its page", async () => {
    const page = await viewer.open("/dataset/");
    await turnTo(page, "Portrait");
    assert.equal(await page.getByRole("link", { name: "Gone wrong" }).count(), 0);
    await page.close();
  });
}

Deno.test({
  name: `pages are notebooks, and notebooks are pages ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(
      async (setting) => {
        await t.step("pages as notebooks", (t) => checkPages(t, setting));
        await t.step("own files", (t) => checkOwnFile(t, setting));
        await t.step("notebooks as pages", (t) => checkTold(t, setting));
        await t.step("copies of them", (t) => checkCopies(t, setting));
        assert.deepEqual(setting.viewer.problems, []);
      },
      {
        "people.csv": new TextEncoder().encode(SURVEY),
        "dataset.csv": Deno.readFileSync(productFile("tests/data/dataset.csv")),
      },
      { notebooks: NOTEBOOKS },
    ),
});

Deno.test({
  name: `a site without respondents has both, and builds the same twice ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  async fn(t) {
    const folder = await copyProduct({ "people.csv": new TextEncoder().encode(SURVEY) }, {
      hasOwnSettings: true,
      notebooks: NOTEBOOKS,
    });
    const params = `${folder}/config/params.yaml`;
    const text = await Deno.readTextFile(params);
    await Deno.writeTextFile(
      params,
      text.replace("#respondents: pseudonymous", "respondents: none"),
    );
    const said = await runTool(folder, "tools/build_site.ts");
    const first = await sumsOf(`${folder}/dist`);
    await runTool(folder, "tools/build_site.ts");
    const second = await sumsOf(`${folder}/dist`);
    const site = await serveSite(folder);
    const viewer = await startViewer(site);
    try {
      await t.step("what failed is told to whoever builds", () => {
        assert.match(said, /warning: notebook Gone wrong, survey people: .*cell 2.*missing/);
      });
      await t.step("the same bytes", () => assert.deepEqual(second, first));
      const page = await viewer.open("/people/");
      page.setDefaultTimeout(30_000);
      await untilReady(page);
      await t.step("every page opens as cells that run", () => checkCells(page));
      await t.step("and so does a notebook's page", async () => {
        await turnTo(page, "Portrait");
        await page.getByText("Here no single respondents are shown.").waitFor();
        assert.equal(await page.getByRole("alert").count(), 0);
        await page.getByRole("link", { name: "Edit a copy" }).click();
        assert.deepEqual(await problemsOf(await untilRun(page)), []);
      });
      assert.deepEqual(viewer.problems, []);
    } finally {
      await viewer.browser.close();
      await site.stop();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
