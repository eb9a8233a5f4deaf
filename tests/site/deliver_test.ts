/** Tests of files to hand over, taken away from the site: fetched late, the command line's bytes, told of. Runs in Deno. */

import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { hashBytes } from "../../pipeline/base/hash.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { filesBelow, runPipelineCommand } from "../support/command.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import {
  allViolations,
  beginProject,
  download,
  sideways,
  untilReady,
} from "../support/site_page.ts";
import { NESTED_GROUPS } from "../support/nested_groups.ts";
import { smallSurvey } from "../support/small_survey.ts";
import { bytesOf } from "../support/survey_text.ts";

const PACKAGES = /\/office-files\.mjs$/;
const FILES = [
  ...["segments.pptx", "segments.docx", "report.html"],
  ...["short_form.xlsx", "short_form.tsv", "short_form.sql", "short_form.mjs", "short_form.json"],
];
/** As a page has a file of one's own. */
const SETTINGS = ["clustering.n_clusters=auto", "structure.check=auto"];

async function checkDelivered({ folder, viewer }: SiteSetting): Promise<void> {
  const page = await viewer.open("/");
  const fetched: string[] = [];
  page.on("request", (request) => {
    if (PACKAGES.test(request.url())) fetched.push(request.url());
  });
  const id = await beginProject(page, "own.csv", smallSurvey());
  const address = new URL("./take-away", page.url());
  address.search = `?project=${id}`;
  await page.goto(address.href);
  await page.getByRole("button", { name: "Download segments.pptx" }).waitFor();
  assert.deepEqual(fetched, [], "what writes office files is no part of a page's first load");
  const made = new Map<string, Uint8Array>();
  for (const name of FILES) made.set(name, await download(page, name));
  assert.equal(fetched.length, 1);

  await Deno.writeFile(`${folder}/own.csv`, smallSurvey());
  const { code, stderr } = await runPipelineCommand([
    ...[
      "--input",
      "own.csv",
      "--output",
      "delivered",
      "--quiet",
      "--deliver",
      "pptx,docx,html,typing",
    ],
    ...SETTINGS.flatMap((setting) => ["--set", setting]),
  ], { cwd: folder });
  assert.equal(code, 0, stderr);
  const written = await filesBelow(`${folder}/delivered`);
  for (const name of FILES) {
    const path = written.find((each) => each.endsWith(name));
    assert.ok(path !== undefined, name);
    const bytes = await Deno.readFile(path.startsWith("/") ? path : `${folder}/delivered/${path}`);
    assert.equal(hashBytes(made.get(name)!), hashBytes(bytes), name);
  }
  await page.close();
  assert.deepEqual(viewer.problems, []);
}

/** The part of a file, with what is in it open. */
async function lookInto(page: Page, name: string): Promise<Locator> {
  const part = page.locator(".take-file").filter({
    has: page.getByRole("button", { name: `Download ${name}`, exact: true }),
  });
  await part.getByText("What is in it").click();
  return part;
}

async function checkPreviews(t: Deno.TestContext, { viewer }: SiteSetting): Promise<void> {
  const page = await viewer.open("/own/who");
  page.setDefaultTimeout(60_000);
  await untilReady(page);
  const names = await page.locator(".segment-card header h2").allInnerTexts();
  await page.goto(new URL("./take-away", page.url()).href);
  for (const name of ["segments.pptx", "segments.docx"]) {
    await t.step(`what is in ${name} is told by its titles and drawn shares`, async () => {
      const part = await lookInto(page, name);
      const bars = part.locator(".office-row");
      await bars.first().waitFor();
      const titles = await part.locator(".office-preview li").allInnerTexts();
      const shares = (await bars.locator(".office-figure").allInnerTexts()).map((text) =>
        parseInt(text)
      );
      assert.equal(shares.length, names.length);
      assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100) <= 2, `${shares}`);
      names.forEach((name, s) =>
        assert.ok(titles.some((title) => title.startsWith(`Segment ${s + 1}: ${name}`)), name)
      );
      assert.ok(titles.some((title) => title.startsWith("How it was made")));
    });
  }

  await t.step("the report is shown in a frame that may do nothing", async () => {
    const part = await lookInto(page, "report.html");
    const frame = part.locator("iframe");
    await frame.waitFor();
    assert.equal(await frame.getAttribute("sandbox"), "");
    const shown = frame.contentFrame();
    await shown.getByRole("heading", { name: "Who they are" }).waitFor();
    assert.equal(await shown.locator("script").count(), 0);
    assert.match(
      await shown.locator("article").first().innerText(),
      new RegExp(names[0].slice(0, 9)),
    );
  });

  await t.step("the short form is shown by its points", async () => {
    const part = await lookInto(page, "short_form.tsv");
    await part.getByRole("columnheader", { name: "points_1" }).waitFor();
  });

  await t.step("all that is open is fit for listeners", async () => {
    assert.deepEqual([await sideways(page), await allViolations(page)], [0, []]);
  });
  await page.close();
  assert.deepEqual(viewer.problems, []);
}

Deno.test({
  name: `Take away shows what is in slides, document, report and short form ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite((setting) => checkPreviews(t, setting), { "own.csv": bytesOf(NESTED_GROUPS) }),
});

Deno.test({
  name:
    `Take away makes slides, document, report and short form, byte for byte the command line's ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: () => onBuiltSite((setting) => checkDelivered(setting)),
});
