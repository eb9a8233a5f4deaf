/** Tests that a published site and the files taken from it hold nothing that few respondents answered. Runs in Deno. */

import assert from "node:assert/strict";
import * as XLSX from "xlsx";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { filesBelow } from "../support/command.ts";
import { RARE_SURVEY, RARE_WORDS, SHARED_WORDS } from "../support/rare_survey.ts";
import { copyProduct, runTool, serveSite, startViewer, type Viewer } from "../support/site_copy.ts";
import { download, untilReady } from "../support/site_page.ts";
import { bytesOf } from "../support/survey_text.ts";

const FILES = [
  "segments.csv",
  "survey_with_segments.csv",
  "profile.csv",
  "report.xlsx",
  "model.json",
];
/** With rows of respondents, their numbers are there. */
const ROW_WORDS = RARE_WORDS.filter((word) => word !== "987654");

function checkNothingRare(text: string, place: string, words: readonly string[]): void {
  for (const word of words) assert.ok(!text.includes(word), `${word} in ${place}`);
}

async function checkDist(folder: string, words: readonly string[]): Promise<void> {
  const files = await filesBelow(`${folder}/dist`);
  for (const name of files.filter((name) => name.includes("_file/"))) {
    const bytes = await Deno.readFile(`${folder}/dist/${name}`);
    // The bundles of code have words of their own.
    if (/\.(m?js|css|html)$/.test(name)) continue;
    checkNothingRare(new TextDecoder("latin1").decode(bytes), name, words);
  }
  const view = files.find((name) => /rare\/view\..*json$/.test(name))!;
  const text = await Deno.readTextFile(`${folder}/dist/${view}`);
  for (const word of SHARED_WORDS) assert.ok(text.includes(word), word);
}

function textOf(name: string, bytes: Uint8Array): string {
  if (!name.endsWith(".xlsx")) return new TextDecoder().decode(bytes);
  const { Sheets } = XLSX.read(bytes);
  return Object.values(Sheets).map((sheet) => XLSX.utils.sheet_to_csv(sheet)).join("\n");
}

async function checkDownloads(viewer: Viewer): Promise<void> {
  const page = await viewer.open("/rare/");
  await untilReady(page);
  await page.getByText(/Identifiers, open text and dates are withheld on this site/).waitFor();
  await page.getByText(/Words that fewer than 5 respondents answered are shown as/).waitFor();
  for (const name of FILES) {
    const text = textOf(name, await download(page, name));
    checkNothingRare(text, name, ROW_WORDS);
    // An empty cell stands in the place of what is withheld, no word.
    if (name.includes("segments")) assert.ok(!/(^|,)answered(,|$)/m.test(text), name);
  }
  const segments = textOf("segments.csv", await download(page, "segments.csv"));
  assert.match(segments, /^row,respondent,segment,.*\n1,,[123],/);
}

async function checkPages(viewer: Viewer): Promise<void> {
  for (const path of ["", "who", "questions", "how-many"]) {
    const page = await viewer.open(`/rare/${path}`);
    await untilReady(page);
    await page.getByText("Answers of fewer than 5 respondents are not shown.").waitFor();
    checkNothingRare(await page.content(), path, RARE_WORDS);
    await page.close();
  }
}

async function viewing(folder: string, body: (viewer: Viewer) => Promise<void>): Promise<void> {
  const site = await serveSite(folder);
  const viewer = await startViewer(site);
  try {
    await body(viewer);
    assert.deepEqual(viewer.problems, []);
  } finally {
    await viewer.browser.close();
    await site.stop();
  }
}

Deno.test({
  name: `a published site and its downloads hold no answers of few ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    const folder = await copyProduct({ "rare.csv": bytesOf(RARE_SURVEY) });
    const file = `${folder}/config/params.yaml`;
    try {
      await t.step("with respondents: no words of few", async () => {
        await runTool(folder, "tools/build_site.ts");
        await checkDist(folder, ROW_WORDS);
        await viewing(folder, checkDownloads);
      });
      await t.step("without respondents: no numbers of few either, and pages say so", async () => {
        const params = await Deno.readTextFile(file);
        const changed = params.replace("#respondents: pseudonymous", "respondents: none");
        assert.notEqual(changed, params);
        await Deno.writeTextFile(file, changed);
        await runTool(folder, "tools/build_site.ts");
        await checkDist(folder, RARE_WORDS);
        await viewing(folder, checkPages);
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
