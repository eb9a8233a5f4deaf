/** Tests of the live notebook on its page: cells, reactivity, interrupting, keeping, files. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { readIpynb } from "../../pipeline/notebook/mod.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import {
  addCode,
  cellAt,
  frameViolations,
  interruptTime,
  NOTEBOOK_ADDRESS as ADDRESS,
  runsOf,
  untilQuiet,
  untilStatus,
} from "../support/notebook_frame.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import { setCount } from "../support/site_page.ts";

async function checkCells(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  const page = await viewer.open(ADDRESS);
  page.setDefaultTimeout(20_000);
  const frame = await untilQuiet(page);

  await t.step("the analysis is told with the run's figures; what asks more waits", async () => {
    const text = await frame.locator(".cells").innerText();
    assert.match(text, /Three segments; the largest holds/);
    assert.match(text, /1,204 respondents/);
    assert.ok(await frame.locator(".cell figure svg").count() >= 3);
    await untilStatus(frame.locator(".cell").last(), "stale");
  });

  await t.step("a changed cell runs, and only the cells that need it", async () => {
    const k = await addCode(frame, "const k = 3");
    await untilStatus(k, "done");
    await untilStatus(await addCode(frame, "k * 2"), "done");
    await untilStatus(await addCode(frame, "'apart'"), "done");
    const before = await runsOf(frame);
    await k.locator(".cm-content").click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("const k = 21");
    await page.keyboard.press("Control+Enter");
    await frame.locator(".cell .value", { hasText: /^42$/ }).waitFor();
    const after = await runsOf(frame);
    const ran = Object.keys(after).filter((id) => after[id] !== before[id]);
    assert.equal(ran.length, 2, `${ran}`);
  });

  await t.step("a chart and words with a figure", async () => {
    const chart = await addCode(frame, "Plot.barY([1, 2, k]).plot()");
    await chart.locator(".cell-output svg").waitFor();
    const words = await addCode(frame, "Twice as much is **${k * 2}**.");
    await words.focus();
    await page.keyboard.press("m");
    await page.keyboard.press("Shift+Enter");
    await words.locator(".words strong", { hasText: /^42$/ }).waitFor();
  });

  await page.close();
}

async function checkOutputs(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  const page = await viewer.open(ADDRESS);
  page.setDefaultTimeout(20_000);
  const frame = await untilQuiet(page);

  await t.step("lists of objects are tables, errors tell their line", async () => {
    const table = await addCode(frame, "[{a: 1, b: 'x'}, {a: 2, b: 'y'}]");
    await table.locator("tbody tr").first().waitFor();
    assert.deepEqual(await table.locator("tbody tr").count(), 2);
    const wrong = await addCode(frame, "const fine = 1;\nmissing.name");
    await untilStatus(wrong, "failed");
    assert.match(await wrong.locator(".problem").innerText(), /missing \(line 2\)/);
    const thrown = await addCode(frame, "console.log('seen');\nnull.name");
    assert.match(await thrown.locator(".problem").innerText(), /line 2, column 6/);
    assert.equal(await thrown.locator(".log").innerText(), "seen");
  });

  await t.step("a parameter's control moves the run; cells follow", async () => {
    const told = await addCode(frame, "run.summary.clustering.k");
    await told.locator(".value", { hasText: /^3$/ }).waitFor();
    await setCount(page, 4);
    await told.locator(".value", { hasText: /^4$/ }).waitFor();
    const control = frame.locator('.cell[data-kind="parameter"] input[type="number"]');
    assert.equal(await control.inputValue(), "4");
    await control.fill("2");
    await control.press("Enter");
    await told.locator(".value", { hasText: /^2$/ }).waitFor();
  });

  await t.step("engine work of a cell runs when asked for, beside what is shown", async () => {
    const other = await addCode(
      frame,
      '(await runWith({"clustering.n_clusters": 5})).summary.clustering.k',
    );
    await other.locator(".value", { hasText: /^5$/ }).waitFor();
    assert.match(await page.locator("h1").innerText(), /^Two/);
  });
  await page.close();
}

async function checkInterrupt(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  const page = await viewer.open(ADDRESS);
  page.setDefaultTimeout(20_000);
  const frame = await untilQuiet(page);
  const kept = await addCode(frame, "const kept = Math.random(); kept");
  await untilStatus(kept, "done");
  const value = await kept.locator(".cell-output").innerText();
  const stop = frame.getByRole("button", { name: "Interrupt" });
  const cases = [
    "for(;;){}",
    "await new Promise(() => {})",
    "for (;;) await null",
  ];
  for (const source of cases) {
    await t.step(`${source} is interrupted within 200 ms, and all else stays`, async () => {
      const endless = await addCode(frame, source);
      await untilStatus(endless, "running");
      await page.waitForTimeout(400);
      const took = await interruptTime(frame);
      assert.ok(took < 200, `${took} ms`);
      await untilStatus(endless, "interrupted");
      assert.equal(await kept.locator(".cell-output").innerText(), value);
      await endless.focus();
      await page.keyboard.press("d");
      await page.keyboard.press("d");
    });
  }

  await t.step("a real click is heard while a loop runs", async () => {
    const loop = await addCode(frame, "let i = 0; while (true) i++");
    await untilStatus(loop, "running");
    await stop.click();
    await untilStatus(loop, "interrupted");
    assert.equal(await kept.locator(".cell-output").innerText(), value);
  });
  await page.close();
}

async function checkKeeping(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  const page = await viewer.open(ADDRESS);
  page.setDefaultTimeout(20_000);
  let frame = await untilQuiet(page);

  await t.step("a reload restores the notebook", async () => {
    const mine = await addCode(frame, "'mine ' + 6 * 7");
    await mine.getByText("mine 42").waitFor();
    await page.waitForTimeout(500);
    await page.reload();
    frame = await untilQuiet(page);
    await frame.getByText("mine 42").waitFor();
  });

  await t.step("what was running when the page was left is not started by itself", async () => {
    const endless = await addCode(frame, "for (;;) {}");
    await untilStatus(endless, "running");
    await page.reload();
    const release = frame.getByRole("region", { name: "Before cells run" }).getByRole("button");
    await release.waitFor();
    const last = frame.locator(".cell").last();
    assert.match(await last.innerText(), /for \(;;\) \{\}/);
    assert.deepEqual(new Set(Object.values(await runsOf(frame))), new Set([0]));
    await last.focus();
    await page.keyboard.press("d");
    await page.keyboard.press("d");
    await release.click();
    await frame.getByText("mine 42").waitFor();
  });

  await t.step("without a net all goes on", async () => {
    await page.context().setOffline(true);
    const sum = await addCode(frame, "d3.sum([40, 2])");
    await sum.locator(".value", { hasText: /^42$/ }).waitFor();
    const gone = await addCode(frame, "await fetch('/')");
    await untilStatus(gone, "failed");
    await gone.focus();
    await page.keyboard.press("d");
    await page.keyboard.press("d");
    await page.context().setOffline(false);
  });

  await t.step("cells reach neither storage nor the page", async () => {
    const closed = await addCode(
      frame,
      "const closed = [() => localStorage, () => document.cookie, () => parent.document.title]" +
        ".map((f) => { try { f(); return 'open'; } catch { return 'closed'; } }).join(); closed",
    );
    await closed.getByText("closed,closed,closed").waitFor();
  });

  await page.close();
}

async function checkFiles(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  const page = await viewer.open(ADDRESS);
  page.setDefaultTimeout(20_000);
  const frame = await untilQuiet(page);

  await t.step("the download holds the cells", async () => {
    const download = page.waitForEvent("download");
    await frame.getByRole("button", { name: "Download", exact: true }).click();
    const file = await (await download).path();
    const { cells } = readIpynb(await Deno.readTextFile(file));
    assert.equal(cells.length, await frame.locator(".cell").count());
    assert.ok(cells.some(({ source }) => source === "charts.map(run)"));
  });

  await t.step("a notebook from a file runs nothing until it is trusted", async () => {
    const bytes = JSON.stringify({
      cells: [{
        cell_type: "code",
        execution_count: null,
        id: "a",
        metadata: {},
        outputs: [],
        source: ["'ran ' + 1"],
      }],
      metadata: { kernelspec: { display_name: "Deno", language: "typescript", name: "deno" } },
      nbformat: 4,
      nbformat_minor: 5,
    });
    const chooser = page.waitForEvent("filechooser");
    await frame.getByRole("button", { name: "Open …", exact: true }).click();
    await (await chooser).setFiles({
      name: "other.ipynb",
      mimeType: "application/json",
      buffer: Buffer.from(bytes),
    });
    const trust = frame.getByRole("button", { name: "Trust and run" });
    await trust.waitFor();
    await page.waitForTimeout(500);
    await page.reload();
    await trust.waitFor();
    assert.equal(await frame.getByText("ran 1", { exact: true }).count(), 0);
    await trust.click();
    await frame.getByText("ran 1", { exact: true }).waitFor();
  });

  await t.step("starting anew can be undone", async () => {
    await frame.getByRole("button", { name: "Start anew" }).click();
    await frame.locator(".cell").nth(8).waitFor();
    await frame.getByRole("button", { name: "Undo", exact: true }).click();
    await frame.locator(".cell").nth(1).waitFor({ state: "detached" });
    await frame.getByText("ran 1", { exact: true }).waitFor();
  });
  await page.close();
}

async function checkKeyboard(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  const page = await viewer.open(ADDRESS);
  page.setDefaultTimeout(20_000);
  const frame = await untilQuiet(page);
  const count = () => frame.locator(".cell").count();
  const first = await count();
  await frame.getByRole("button", { name: "+ Code", exact: true }).focus();
  // From the bar into the cells: the selected one is the next stop after the bar.
  for (let i = 0; i < 12 && await frame.locator(".cell:focus").count() === 0; i++) {
    await page.keyboard.press("Tab");
  }
  await frame.locator(".cell:focus").waitFor();
  await page.keyboard.press("a");
  await page.keyboard.insertText("1 + 1");
  await page.keyboard.press("Shift+Enter");
  await cellAt(frame, 0).locator(".value", { hasText: /^2$/ }).waitFor();
  assert.equal(await count(), first + 1);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.keyboard.insertText(" + 1");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Enter");
  await cellAt(frame, 0).locator(".value", { hasText: /^3$/ }).waitFor();

  await t.step("delete and undo", async () => {
    await page.keyboard.press("d");
    await page.keyboard.press("d");
    assert.equal(await count(), first);
    await page.keyboard.press("z");
    assert.equal(await count(), first + 1);
  });

  await t.step("split and merge", async () => {
    await page.keyboard.press("ArrowUp");
    await cellAt(frame, 0).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Home");
    await page.keyboard.press("Control+Shift+-");
    assert.equal(await count(), first + 2);
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Shift+M");
    assert.equal(await count(), first + 1);
  });

  await t.step("the palette finds a command", async () => {
    await page.keyboard.press("Control+Shift+P");
    await frame.locator("dialog input").fill("words below");
    await page.keyboard.press("Enter");
    await frame.locator(".cm-content:focus").waitFor();
    assert.equal(await count(), first + 2);
  });
  await page.close();
}

async function checkAxe({ viewer }: SiteSetting, colorScheme: "light" | "dark"): Promise<void> {
  const page = await viewer.open(ADDRESS, { colorScheme });
  await untilQuiet(page);
  assert.deepEqual(await frameViolations(page), []);
  await page.close();
}

Deno.test({
  name: `the notebook's page is live ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      await t.step("cells", (t) => checkCells(t, setting));
      await t.step("outputs", (t) => checkOutputs(t, setting));
      await t.step("files", (t) => checkFiles(t, setting));
      await t.step("interrupting", (t) => checkInterrupt(t, setting));
      await t.step("keeping", (t) => checkKeeping(t, setting));
      await t.step("the keyboard alone", (t) => checkKeyboard(t, setting));
      await t.step("listeners: light", () => checkAxe(setting, "light"));
      await t.step("listeners: dark", () => checkAxe(setting, "dark"));
      await t.step("the frame is small, and nothing else was asked for", async () => {
        const files = [...Deno.readDirSync(`${setting.folder}/dist/_file`)];
        const { name } = files.find(({ name }) => name.startsWith("notebook-frame"))!;
        const bytes = await Deno.readFile(`${setting.folder}/dist/_file/${name}`);
        const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
        const { byteLength } = await new Response(packed).arrayBuffer();
        assert.ok(byteLength <= 400 * 1024, `${byteLength} bytes`);
        // A cell asked for what no cell gets.
        const refused = /Content Security Policy|Failed to fetch|ERR_INTERNET_DISCONNECTED/;
        assert.deepEqual(setting.viewer.problems.filter((problem) => !refused.test(problem)), []);
      });
    }),
});
