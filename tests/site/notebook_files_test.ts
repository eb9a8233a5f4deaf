/** Tests of notebook files on the page: outputs that go along, and what other programs wrote. Runs in Deno. */

import assert from "node:assert/strict";
import type { FrameLocator, Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import {
  addCode,
  cellAt,
  frameViolations,
  openFile,
  openNotebook,
  runCommand,
  untilStatus,
} from "../support/notebook_frame.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";

interface StoredCell {
  readonly id: string;
  readonly cell_type: string;
  readonly execution_count?: number | null;
  readonly outputs?: readonly {
    readonly output_type: string;
    readonly text?: readonly string[];
    readonly evalue?: string;
    readonly data?: Readonly<Record<string, readonly string[]>>;
  }[];
}

async function downloaded(page: Page, frame: FrameLocator, words: string): Promise<StoredCell[]> {
  const download = page.waitForEvent("download");
  await runCommand(page, frame, words);
  return JSON.parse(await Deno.readTextFile(await (await download).path())).cells;
}

async function checkDownload(setting: SiteSetting): Promise<void> {
  const { page, frame } = await openNotebook(setting);
  await untilStatus(await addCode(frame, "console.log('said'); [{a: 1}, {a: 2}]"), "done");
  await untilStatus(await addCode(frame, "Plot.barY([1, 2]).plot()"), "done");
  await untilStatus(await addCode(frame, "nobody"), "failed");
  const shown = await downloaded(page, frame, "Download with outputs");
  const [table, chart, failed] = shown.slice(-3);
  assert.deepEqual(table.outputs?.[0].text, ["said\n"]);
  assert.match(table.outputs![1].data!["text/html"].join(""), /^<table>[^]*<td class="number">2</);
  assert.match(chart.outputs![0].data!["text/html"].join(""), /^<svg [^]*<rect /);
  assert.equal(failed.outputs![0].output_type, "error");
  assert.match(failed.outputs![0].evalue!, /none declares nobody/);
  const markup = shown.flatMap(({ outputs = [] }) => outputs[0]?.data?.["text/html"] ?? []).join(
    "",
  );
  assert.match(markup, /<figure[^]*<svg/);
  assert.doesNotMatch(markup, /<button|<input|max-height/, "nothing waits for clicks in a file");
  const counts = shown.flatMap(({ execution_count }) => execution_count ?? []);
  assert.deepEqual(counts, counts.map((_, i) => i + 1));
  assert.ok(counts.length >= 7, `${counts}`);
  const bare = await downloaded(page, frame, "Download without outputs");
  assert.ok(bare.every(({ outputs = [] }) => outputs.length === 0));
  assert.deepEqual(bare.map(({ id }) => id), shown.map(({ id }) => id));
  await page.close();
}

/** As another program would leave it: its modules, its names, its languages, its outputs. */
const FOREIGN = {
  cells: [
    ["markdown", "# Opened"],
    ["code", 'import chalk from "npm:chalk";'],
    ["code", "chalk.red('x')"],
    ["code", "Deno.args"],
    ["code", "%%html\n<b>x</b>"],
    ["code", "'fine ' + 6 * 7"],
    ["code", "print('x')", { vscode: { languageId: "python" } }],
  ].map(([cell_type, source, metadata = {}], i) => ({
    cell_type,
    id: `c${i}`,
    metadata,
    source: [source],
    ...(cell_type === "code"
      ? { execution_count: 1, outputs: [{ name: "stdout", output_type: "stream", text: ["old"] }] }
      : {}),
  })),
  metadata: { kernelspec: { display_name: "Deno", language: "typescript", name: "deno" } },
  nbformat: 4,
  nbformat_minor: 5,
};

async function checkForeign(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const { page, frame } = await openNotebook(setting);
  await openFile(page, frame, FOREIGN);

  await t.step("one line says what cannot run, and each such cell says why", async () => {
    const region = await frame.getByRole("region", { name: "Before cells run" }).innerText();
    assert.match(
      region,
      /^This notebook came from a file\. Nothing in it has run\. 5 of 7 cells cannot run here: 1 is in Python; 1 begins with %%html; 1 imports npm:chalk; 1 uses Deno; 1 needs chalk of cell 2\./,
    );
    const told = await frame.locator(".is-obstacle").allInnerTexts();
    assert.deepEqual(told.map((text) => /^Cannot run (cell \d) here: /.exec(text)?.[1]), [
      ...["cell 2", "cell 3", "cell 4", "cell 5", "cell 7"],
    ]);
    assert.match(told[0], /cells import only @observablehq\/plot, d3 and htl, but it imports npm:/);
  });

  await t.step("names and the graph are told before anything runs", async () => {
    await cellAt(frame, 0).focus();
    await page.keyboard.press("g");
    await frame.getByRole("button", { name: "cell 3: chalk.red('x'), waits, needs cell 2" })
      .waitFor();
    await page.keyboard.press("Escape");
  });

  await t.step("what did not run keeps the outputs that it came with", async () => {
    const cells = await downloaded(page, frame, "Download with outputs");
    assert.deepEqual(cells.map(({ outputs }) => outputs ?? null), [
      null,
      ...Array.from({ length: 6 }, () => FOREIGN.cells[1].outputs),
    ]);
  });

  await t.step("a version of it runs nothing either, until it is trusted", async () => {
    await frame.getByRole("button", { name: "Start anew" }).click();
    await frame.locator(".cell").nth(8).waitFor();
    await frame.getByRole("button", { name: "History", exact: true }).first().click();
    await frame.getByRole("button", { name: /^Before starting anew/ }).click();
    await frame.getByRole("button", { name: "Restore this version" }).click();
    await frame.getByRole("button", { name: "Trust and run" }).waitFor();
    await page.waitForTimeout(300);
    await page.reload();
    await frame.getByRole("button", { name: "Trust and run" }).waitFor();
    assert.equal(await frame.getByText("fine 42").count(), 0);
  });

  await t.step("once trusted, what can run runs; the rest says why it did not", async () => {
    await frame.getByRole("button", { name: "Trust and run" }).click();
    await frame.getByText("fine 42").waitFor();
    const last = cellAt(frame, 6);
    assert.match(await last.innerText(), /but it is in Python/);
    await cellAt(frame, 3).locator(".problem").waitFor();
  });
  await page.close();
}

async function checkAxe(setting: SiteSetting, colorScheme: "light" | "dark"): Promise<void> {
  const { page, frame } = await openNotebook(setting, { colorScheme });
  await openFile(page, frame, FOREIGN);
  assert.deepEqual(await frameViolations(page), []);
  await page.close();
}

Deno.test({
  name: `notebook files of the page and of other programs ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      await t.step(
        "a download takes outputs along or leaves them out",
        () => checkDownload(setting),
      );
      await t.step("files of other programs", (t) => checkForeign(t, setting));
      await t.step("listeners: light", () => checkAxe(setting, "light"));
      await t.step("listeners: dark", () => checkAxe(setting, "dark"));
      assert.deepEqual(setting.viewer.problems, []);
    }),
});
