/** Tests of slides, document and report taken away from the site: fetched late, the command line's bytes. Runs in Deno. */

import assert from "node:assert/strict";
import { hashBytes } from "../../pipeline/base/hash.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { filesBelow, runPipelineCommand } from "../support/command.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import { beginProject, download } from "../support/site_page.ts";
import { smallSurvey } from "../support/small_survey.ts";

const PACKAGES = /\/office-files\.mjs$/;
const FILES = ["segments.pptx", "segments.docx", "report.html"];
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
    ...["--input", "own.csv", "--output", "delivered", "--quiet", "--deliver", "pptx,docx,html"],
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

Deno.test({
  name:
    `Take away makes slides, document and report, byte for byte the command line's ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: () => onBuiltSite((setting) => checkDelivered(setting)),
});
