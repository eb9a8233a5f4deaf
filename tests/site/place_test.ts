/** Tests of the page that places new respondents: one by a form, many by a file. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { ingest } from "../../pipeline/ingest/mod.ts";
import { assign } from "../../pipeline/typing/assign.ts";
import { type Model, parseModel } from "../../pipeline/typing/model.ts";
import { paramsToRead } from "../../pipeline/typing/place_file.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { runAssignCommand, runPipelineCommand } from "../support/command.ts";
import { plantedColumns } from "../support/mixed_features.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import {
  allViolations,
  beginProject,
  download,
  openProjectPage,
  setCount,
  sideways,
  untilReady,
} from "../support/site_page.ts";
import { smallSurvey } from "../support/small_survey.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";

type Cells = Record<string, (string | number)[]>;

/** Three groups who differ in words, a scale and an amount; some answers are missing. */
function planted(n: number, seed: number): Cells {
  return Object.fromEntries(
    Object.entries(plantedColumns(n, seed)).map(([name, [, column]], c) => [
      name,
      column.map((cell, i) => (i * 7 + c * 3) % 29 === 0 ? "" : cell),
    ]),
  );
}

const PEOPLE = bytesOf(csvOf(planted(160, 9)));
const OTHERS = planted(60, 10);
/** As a page has a file of one's own. */
const OWN_SETTINGS = ["clustering.n_clusters=auto", "structure.check=auto"];

async function openForm(page: Page): Promise<void> {
  page.setDefaultTimeout(60_000);
  await page.locator(".place-question").first().waitFor();
}

async function askAll(page: Page): Promise<void> {
  await page.getByRole("radio", { name: /^all \d+$/ }).check();
}

/** Gives the form the answer to a question that it asks; one that has none in the file is left. */
async function answer(page: Page, name: string, given: string): Promise<void> {
  const question = page.locator(".place-question").filter({
    has: page.locator(".place-item", { hasText: new RegExp(`^${name}$`) }),
  });
  const number = question.locator('input[type="number"]');
  if (await number.count() > 0) await number.fill(given);
  else await question.locator(`input[value="${given}"]`).check();
}

/** What the form says: the segment, and its share of likelihood in per cent. */
async function said(page: Page): Promise<{ segment: number; percent: string; words: string }> {
  // What was asked last is answered last.
  await page.waitForTimeout(300);
  const told = page.locator(".place-answer");
  const first = told.locator(".place-chances li").first();
  return {
    segment: Number(await told.locator("h3 .segment-badge").innerText()),
    percent: (await first.locator(".place-figure").innerText()).replace(/\s/g, " "),
    words: await told.innerText(),
  };
}

function percentOf(share: number): string {
  return share > 0 && share < 0.005 ? "<1 %" : `${Math.round(100 * share)} %`;
}

/** As bytes: a path has the browser's driver ask for rights that tests have not. */
function fileOf(name: string, bytes: Uint8Array) {
  return { name, mimeType: "", buffer: Buffer.from(bytes) };
}

async function giveFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.locator('.place input[type="file"]').setInputFiles(fileOf(name, bytes));
}

async function placeFile(page: Page, name: string, bytes: Uint8Array): Promise<Uint8Array> {
  await giveFile(page, name, bytes);
  await page.locator(".place-told .downloads").waitFor();
  return await download(page, name.replace(".csv", "_placed.csv"));
}

async function modelOfPage({ viewer }: SiteSetting): Promise<{ model: Model; text: string }> {
  const page = await viewer.open("/people/take-away");
  page.setDefaultTimeout(60_000);
  const text = new TextDecoder().decode(await download(page, "model.json"));
  await page.close();
  return { model: parseModel(text, "model.json"), text };
}

async function checkPerson(t: Deno.TestContext, setting: SiteSetting, model: Model): Promise<void> {
  const page = await setting.viewer.open("/people/place");
  await openForm(page);
  await askAll(page);
  const file = await ingest(bytesOf(csvOf(OTHERS)), "others.csv", paramsToRead(model));
  const placed = assign(model, file);
  await t.step("answers lead to the segment, and its probability, that assign gives", async () => {
    for (const row of [1, 2, 3, 17, 30]) {
      await page.getByRole("button", { name: "Clear the answers" }).click();
      for (const { name } of model.placing.columns) {
        const given = String(OTHERS[name][row]);
        if (given !== "") await answer(page, name, given);
      }
      const { segment, probability, missing } = placed[row];
      const told = await said(page);
      assert.deepEqual(
        [told.segment, told.percent],
        [segment, percentOf(probability!)],
        `row ${row + 1}`,
      );
      assert.equal(/has no answer|have no answer/.test(told.words), missing.length > 0);
    }
  });

  await t.step("who is unlike any segment is said to be", async () => {
    await answer(page, "spend", "90000");
    await page.locator(".place-unlike").waitFor();
    const cells = Object.fromEntries(
      Object.entries(OTHERS).map(([name, cells]) => [name, [name === "spend" ? 90000 : cells[30]]]),
    );
    const far = await ingest(bytesOf(csvOf(cells)), "far.csv", paramsToRead(model));
    assert.equal(assign(model, far)[0].isUnlike, true);
  });
  await page.close();
}

/** The module of the short form is what others run: the page's few questions say the same. */
async function checkShort(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  await t.step("few questions lead where the short form's module leads", async () => {
    const taken = await viewer.open("/people/take-away");
    taken.setDefaultTimeout(60_000);
    const text = new TextDecoder().decode(await download(taken, "short_form.mjs"));
    await taken.close();
    const { segmentOf, QUESTIONS } = await import(
      `data:text/javascript,${encodeURIComponent(text)}`
    );
    const page = await viewer.open("/people/place");
    await openForm(page);
    const names: string[] = QUESTIONS.map(({ name }: { name: string }) => name);
    assert.equal(await page.locator(".place-question").count(), names.length);
    for (const row of [1, 2, 3, 30]) {
      const given = names.map((name) => [name, String(OTHERS[name][row])] as const)
        .filter(([, answer]) => answer !== "");
      await page.getByRole("button", { name: "Clear the answers" }).click();
      for (const [name, cell] of given) await answer(page, name, cell);
      const expected = segmentOf(Object.fromEntries(given));
      const told = await said(page);
      assert.deepEqual(
        [told.segment, told.percent],
        [expected.segment, percentOf(expected.probability)],
        `row ${row + 1}`,
      );
    }
    await page.close();
  });
}

async function checkKeyboard(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  await t.step("a person and a file are placed by the keyboard alone", async () => {
    const page = await setting.viewer.open("/people/place");
    await openForm(page);
    // Whoever listens only when the key is pressed may come too late.
    const choosing = page.waitForEvent("filechooser");
    const isAt = (selector: string) =>
      page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector);
    const tabTo = async (selector: string) => {
      for (let press = 0; press < 60 && !await isAt(selector); press++) {
        await page.keyboard.press("Tab");
      }
      assert.ok(await isAt(selector), selector);
    };
    await tabTo(".place-question input");
    // The group stands at No answer, its last: one back is an answer.
    if (await isAt('input[type="radio"]')) await page.keyboard.press("ArrowLeft");
    else await page.keyboard.type("5");
    await page.locator(".place-chances").waitFor();
    await tabTo('.place input[type="file"]');
    await page.keyboard.press("Enter");
    await (await choosing).setFiles(fileOf("others.csv", bytesOf(csvOf(OTHERS))));
    await page.locator(".place-told .downloads").waitFor();
    await tabTo(".place-told .downloads button");
    const arriving = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    assert.equal((await arriving).suggestedFilename(), "others_placed.csv");
    await page.close();
  });
}

async function checkFile(
  t: Deno.TestContext,
  setting: SiteSetting,
  text: string,
): Promise<void> {
  const { folder, viewer } = setting;
  const bytes = bytesOf(csvOf(OTHERS));
  await Deno.writeTextFile(`${folder}/model.json`, text);
  const page = await viewer.open("/people/place");
  await openForm(page);
  await t.step("a file comes back with the bytes of deno task assign", async () => {
    const args = ["--model", "model.json", "--input", "others.csv"];
    const { stdout, stderr } = await runAssignCommand(args, { cwd: folder });
    assert.equal(stderr, "");
    const made = await placeFile(page, "others.csv", bytes);
    assert.equal(new TextDecoder().decode(made), stdout);
    const told = await page.locator(".place-told").innerText();
    const segments = stdout.trimEnd().split("\n").slice(1).map((line) => line.split(",")[1]);
    const first = segments.filter((segment) => segment === "1").length;
    assert.match(told, new RegExp(`${segments.length} people placed`));
    assert.match(told, new RegExp(`\\t\\s*${first}\\s*\\t`));
  });

  await t.step(
    "a file that lacks questions is told which, and the next one is welcome",
    async () => {
      const { plan: _plan, ...rest } = OTHERS;
      await giveFile(page, "few.csv", bytesOf(csvOf(rest)));
      await page.locator(".drop-said", { hasText: 'missing: "plan"' }).waitFor();
      const again = await placeFile(page, "others.csv", bytes);
      assert.ok(again.length > 0);
    },
  );
  await page.close();
}

/** A file of one's own is searched for its number of segments by the command and by the page. */
async function checkOwn(t: Deno.TestContext, { folder, viewer }: SiteSetting): Promise<void> {
  await t.step("a file of one's own places others as its run folder does", async () => {
    await Deno.writeFile(`${folder}/own.csv`, smallSurvey());
    const { code, stderr, stdout } = await runPipelineCommand([
      ...["--input", "own.csv", "--output", "runs", "--json", "--quiet"],
      ...OWN_SETTINGS.flatMap((setting) => ["--set", setting]),
    ], { cwd: folder });
    assert.equal(code, 0, stderr);
    const { output } = JSON.parse(stdout);
    const args = ["--model", output, "--input", "own.csv"];
    const placed = await runAssignCommand(args, { cwd: folder });
    const page = await viewer.open("/");
    await beginProject(page, "own.csv", smallSurvey());
    await openProjectPage(page, "place");
    await openForm(page);
    const made = await placeFile(page, "own.csv", smallSurvey());
    assert.equal(new TextDecoder().decode(made), placed.stdout);
    await page.close();
  });
}

async function checkForms(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  await t.step("the page is fit for phones and listeners, light and dark", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const [width, height] of [[390, 844], [1440, 900]]) {
        const viewport = { width, height };
        const page = await viewer.open("/people/place", { viewport, colorScheme });
        await openForm(page);
        await page.locator(".place-question input").first().click();
        await askAll(page);
        await placeFile(page, "others.csv", bytesOf(csvOf(OTHERS)));
        for (const part of await page.locator(".place details").all()) await part.click();
        assert.deepEqual([await sideways(page), await allViolations(page)], [0, []]);
        await page.close();
      }
    }
  });

  await t.step(
    "Take away and Who they are lead to it, and it is no question of the way",
    async () => {
      for (const from of ["take-away", "who"]) {
        const page = await viewer.open(`/people/${from}`);
        page.setDefaultTimeout(60_000);
        await untilReady(page);
        await setCount(page, 4);
        await page.waitForURL(/n_clusters=4/);
        await untilReady(page);
        await page.getByRole("link", { name: "Place new respondents" }).click();
        await page.getByRole("heading", { name: "Place new respondents in 4 segments" }).waitFor();
        assert.equal(await page.locator(".way > li").count(), 5);
        await page.close();
      }
    },
  );
}

Deno.test({
  name: `new respondents are placed on the site ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      await Deno.writeTextFile(`${setting.folder}/others.csv`, csvOf(OTHERS));
      const { model, text } = await modelOfPage(setting);
      await checkPerson(t, setting, model);
      await checkShort(t, setting);
      await checkFile(t, setting, text);
      await checkKeyboard(t, setting);
      await checkOwn(t, setting);
      await checkForms(t, setting);
      assert.deepEqual(setting.viewer.problems, []);
    }, { "people.csv": PEOPLE }),
});
