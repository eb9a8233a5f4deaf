/** Tests of a second opinion on the page How many: asked for by a button, told in a card. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { runPipelineCommand } from "../support/command.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";

const PACKAGES = /\/second-opinion\.mjs$/;

async function openExplore({ viewer }: SiteSetting, query = ""): Promise<[Page, string[]]> {
  const page = await viewer.open(`/dataset/how-many${query}`);
  const fetched: string[] = [];
  page.on("request", (request) => {
    if (PACKAGES.test(request.url())) fetched.push(request.url());
  });
  await page.locator(".opinion-card").waitFor();
  return [page, fetched];
}

async function checkOpinion(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const { folder, viewer } = setting;
  const [page, fetched] = await openExplore(setting);

  await t.step(
    "nobody is asked, and nothing of it fetched, before the button is pressed",
    async () => {
      await page.getByLabel("Segments", { exact: true }).first().waitFor();
      assert.equal(
        await page.locator(".opinion-card h2").innerText(),
        "Would other programs find the same?",
      );
      assert.deepEqual(fetched, []);
    },
  );

  await t.step("the answer is the command line's, word for word", async () => {
    await page.getByRole("button", { name: "Ask for a second opinion" }).click();
    await page.locator(".opinion-checks").waitFor();
    const flags = ["--json", "--quiet", "--set", "evaluation.second_opinion=true"];
    const { stdout } = await runPipelineCommand(flags, { cwd: folder });
    const { second_opinion: opinion, run_id: id } = JSON.parse(stdout);
    assert.equal(await page.locator(".opinion-card h2").innerText(), opinion.finding);
    const sentences = await page.locator(".opinion-checks li > p:first-of-type").allInnerTexts();
    assert.deepEqual(
      sentences,
      opinion.checks.map((check: { sentence: string }) => check.sentence),
    );
    assert.match(sentences[0], /^ml-kmeans, .* the same segments \(agreement 1\.000\)\.$/);
    assert.match(page.url(), /evaluation\.second_opinion=true/);
    assert.equal(fetched.length, 1);
    assert.match(id, /^[0-9a-f]{12}$/);
  });

  await t.step(
    "the button takes it back, and segments that nobody else can form say so",
    async () => {
      const asked = new URL(page.url()).search;
      await page.getByRole("button", { name: "Ask no longer" }).click();
      await page.getByRole("button", { name: "Ask for a second opinion" }).waitFor();
      assert.doesNotMatch(page.url(), /second_opinion/);
      await page.close();
      const [other] = await openExplore(setting, `${asked}&clustering.method=kmedoids`);
      await other.locator(".opinion-checks").waitFor();
      assert.match(
        await other.locator(".opinion-checks li").first().innerText(),
        /Segments: not asked\s+.*none of the programs does k-medoids/,
      );
      await other.close();
    },
  );
  assert.deepEqual(viewer.problems, []);
}

Deno.test({
  name: `Explore asks independent programs and tells how far they agree ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) => onBuiltSite((setting) => checkOpinion(t, setting)),
});
