/** Tests that a person's own large file gives its segments in a tab, or is refused in words. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { createRng } from "../../pipeline/base/rng.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { onBuiltSite } from "../support/site_copy.ts";
import { beginProject, openProjectPage, sizesOnPage, untilHeading } from "../support/site_page.ts";
import { bytesOf } from "../support/survey_text.ts";

const COLUMNS = 20;
const GROUPS = 3;
const POLL_MS = 200;

/** A CSV of an identifier column and 19 answers from 1 to 5 around three profiles. */
function makeSurvey(rows: number): Uint8Array<ArrayBuffer> {
  const rng = createRng(11);
  const profiles = Array.from(
    { length: GROUPS },
    () => Array.from({ length: COLUMNS - 1 }, () => 1 + 4 * rng.uniform()),
  );
  const lines = [
    ["respondent_id", ...profiles[0].map((_, c) => `q${1 + Math.floor(c / 10)}_${1 + c % 10}`)]
      .join(","),
  ];
  for (let i = 0; i < rows; i++) {
    const answers = profiles[rng.below(GROUPS)].map((mean) =>
      Math.max(1, Math.min(5, Math.round(mean + rng.normal())))
    );
    lines.push(`R${String(7 * i).padStart(8, "0")},${answers.join(",")}`);
  }
  return bytesOf(lines.join("\n") + "\n");
}

/** The most memory that a browser's processes for pages take while something goes on, in MB. */
async function peakOfTab<T>(page: Page, work: () => Promise<T>): Promise<[T, number]> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  let peak = 0;
  let isOver = false;
  const watch = (async () => {
    while (!isOver) {
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      const ids = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => String(id));
      const { stdout } = await new Deno.Command("ps", { args: ["-o", "rss=", "-p", ids.join()] })
        .output();
      const sizes = new TextDecoder().decode(stdout).trim().split(/\s+/).map(Number);
      peak = Math.max(peak, sizes.reduce((sum, size) => sum + size, 0) / 1024);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  })();
  try {
    return [await work(), peak];
  } finally {
    isOver = true;
    await watch;
    await session.detach();
  }
}

async function dropAndRead(page: Page, rows: number): Promise<string> {
  const started = performance.now();
  const [, megabytes] = await peakOfTab(page, async () => {
    await beginProject(page, `${rows}.csv`, makeSurvey(rows));
    await openProjectPage(page, "");
    await untilHeading(
      page,
      /^(?:No natural groups|No clear segments|\w+ natural segments)/,
      120_000,
    );
  });
  const seconds = (performance.now() - started) / 1000;
  return `${rows} x ${COLUMNS} in ${seconds.toFixed(1)} s, at most ${megabytes.toFixed(0)} MB`;
}

Deno.test({
  name: `dropped files of 200,000 and 300,000 respondents give their segments ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: () =>
    onBuiltSite(async ({ viewer }) => {
      for (const rows of [200_000, 300_000]) {
        const page = await viewer.open("/yours/");
        console.log(`  ${await dropAndRead(page, rows)}`);
        const sizes = await sizesOnPage(page);
        assert.equal(sizes.reduce((sum, size) => sum + size, 0), rows);
        await page.context().close();
      }
      assert.deepEqual(viewer.problems, []);
    }, {}),
});
