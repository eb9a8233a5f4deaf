/** Times a built site from an input to the frame that shows its result, in a real browser: `deno task bench-site`. Runs in Deno only. */

import { parseArgs } from "node:util";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { makeSample } from "../../data/make_sample.ts";
import {
  copyProduct,
  onBuiltSite,
  runTool,
  serveSite,
  type SiteSetting,
  startViewer,
} from "../../tests/support/site_copy.ts";
import { openProjectPage } from "../../tests/support/site_page.ts";
import { writeSurvey } from "../data.ts";
import { markdownTable, medianOf, spellTime } from "../figures.ts";
import { addProbe, changeCount, type InputTimes, sumUp } from "./input_probe.ts";

const HELP = `Times the site from an input to the frame that shows its result.

deno task bench-site [--only NAME[,NAME]] [--runs NUMBER] [--page NAME] [--json]

  --only   works by name: sample, large, dropped; all without it
  --runs   browsers that are begun anew, of which the median is told (default 3)
  --page   the survey's page that is looked at (default who)
  --folder a copy of the product that stays, and is built only if it was not; a temporary one without it
  --json   prints the figures as JSON
`;

/** Changes in each run, none of them ever computed before in that browser. */
const CHANGES = 20;
/** Numbers of segments, one after another; then the iterations are another number, and they are all new. */
const COUNTS = [4, 5, 6, 7, 8, 2];
const MOST_MS = 300_000;

/** What a work is held to. */
interface SiteWork {
  readonly name: string;
  readonly title: string;
  /** The site's section, and what is dropped there. */
  readonly slug: string;
  readonly dropped?: () => Promise<Uint8Array>;
  readonly median: number;
  readonly p95: number;
  /** Milliseconds from the drop to the first segments. */
  readonly first?: number;
}

const WORKS: readonly SiteWork[] = [
  { name: "sample", title: "the sample, k-means", slug: "dataset", median: 50, p95: 100 },
  { name: "large", title: "20,000 x 50, k-means", slug: "large", median: 150, p95: 300 },
  {
    name: "dropped",
    title: "100,000 x 50, dropped",
    slug: "yours",
    dropped: () => surveyOf(100_000),
    median: 1_500,
    p95: 1_500,
    first: 8_000,
  },
];

/** One browser's figures. */
interface SiteRun {
  readonly times: InputTimes;
  /** Milliseconds from a drop to the first segments; null where nothing was dropped. */
  readonly first: number | null;
}

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      only: { type: "string" },
      runs: { type: "string", default: "3" },
      page: { type: "string", default: "who" },
      folder: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) console.log(HELP);
  else await bench(values.only?.split(","), Number(values.runs), values);
}

async function bench(
  only: readonly string[] | undefined,
  runs: number,
  { page, folder, json = false }: {
    readonly page: string;
    readonly folder?: string;
    readonly json?: boolean;
  },
): Promise<void> {
  if (!Number.isInteger(runs) || runs < 1) {
    throw new RangeError(`Cannot bench: --runs must be a whole number from 1, but is ${runs}.`);
  }
  const works = WORKS.filter(({ name }) => only?.includes(name) ?? true);
  const surveys = {
    "dataset.xlsx": makeSample(false).xlsx,
    ...(works.some(({ slug }) => slug === "large") ? { "large.csv": await surveyOf(20_000) } : {}),
  };
  const time = async (setting: SiteSetting) => {
    const results = [];
    for (const work of works) {
      const all: SiteRun[] = [];
      for (let run = 0; run < runs; run++) all.push(await timeWork(work, page, setting));
      results.push({ work, ...middleOf(all), load: Deno.loadavg()[0] });
    }
    console.log(json ? JSON.stringify(results, null, 2) : report(results));
  };
  if (folder === undefined) await onBuiltSite(time, surveys);
  else await onKeptSite(folder, surveys, time);
}

/** Does what there is to do on a site that stays, so that a change of the pages can be timed again soon. */
async function onKeptSite(
  place: string,
  surveys: Readonly<Record<string, Uint8Array>>,
  work: (setting: SiteSetting) => Promise<void>,
): Promise<void> {
  const isThere = await Deno.stat(`${place}/dist`).then(() => true, () => false);
  if (!isThere) {
    const made = await copyProduct(surveys);
    await Deno.rename(made, place);
    await runTool(place, "tools/build_site.ts");
  }
  const site = await serveSite(place);
  const viewer = await startViewer(site);
  try {
    await work({ folder: place, site, viewer });
  } finally {
    await viewer.browser.close();
    await site.stop();
  }
}

/** Answers from 1 to 5 as a CSV. */
async function surveyOf(n: number): Promise<Uint8Array> {
  const file = await Deno.makeTempFile({ suffix: ".csv" });
  await writeSurvey(file, { kind: "survey", n, d: 50 });
  const bytes = await Deno.readFile(file);
  await Deno.remove(file);
  return bytes;
}

async function timeWork(work: SiteWork, name: string, { viewer, site }: SiteSetting) {
  const context = await viewer.browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(MOST_MS);
  await addProbe(context);
  const page = await context.newPage();
  await page.goto(`${site.url}/${work.slug}/${name}`);
  const first = work.dropped === undefined ? null : await drop(page, await work.dropped());
  await untilReady(page);
  if (first !== null) {
    await openProjectPage(page, name);
    await untilReady(page);
  }
  // The first change starts the worker and fetches what it works on.
  await changeCount(page, 9);
  const moments = [];
  for (let i = 0; i < CHANGES; i++) {
    const round = Math.floor(i / COUNTS.length);
    if (i % COUNTS.length === 0) await changeIterations(page, 301 + round);
    await page.waitForTimeout(100);
    moments.push(await changeCount(page, COUNTS[i % COUNTS.length]));
    await untilReady(page);
  }
  await context.close();
  return { times: sumUp(moments), first };
}

/** Asks for no layout, as looking whether something is visible would. */
async function untilReady(page: Page): Promise<void> {
  await page.waitForSelector('body[data-run="ready"]', { state: "attached" });
}

/** Makes the numbers that follow new ones to this browser; not timed. */
async function changeIterations(page: Page, most: number): Promise<void> {
  await page.evaluate((most) => {
    const field = document.querySelector<HTMLInputElement>('input[id*="max_iter"]')!;
    field.value = String(most);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }, most);
  await page.waitForFunction(
    (most) => location.search.includes(`clustering.max_iter=${most}`),
    most,
  );
  const run = page.getByRole("button", { name: "Run pipeline" });
  if (await page.locator('body[data-run="stale"]').count() > 0) await run.click();
  await untilReady(page);
}

/** @returns Milliseconds from the drop to a painted frame with segments. */
async function drop(page: Page, bytes: Uint8Array): Promise<number> {
  const started = Date.now();
  await page.setInputFiles('input[type="file"]', {
    name: "dropped.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(bytes),
  });
  await page.locator('body:is([data-run="interim"], [data-run="drawing"], [data-run="ready"])')
    .waitFor();
  const shown = await page.evaluate(() =>
    new Promise<number>((resolve) =>
      requestAnimationFrame(() => setTimeout(() => resolve(Date.now())))
    )
  );
  return shown - started;
}

function middleOf(runs: readonly SiteRun[]): SiteRun {
  const middle = (part: (run: SiteRun) => number) => medianOf(runs.map(part));
  const keys = Object.keys(runs[0].times) as (keyof InputTimes)[];
  const times = Object.fromEntries(keys.map((key) => [key, middle((run) => run.times[key])]));
  const first = runs[0].first === null ? null : middle((run) => run.first ?? 0);
  return { times: times as unknown as InputTimes, first };
}

function report(
  results: readonly (SiteRun & { readonly work: SiteWork; readonly load: number })[],
): string {
  const head = ["work", "median", "p95", "goal", "met", "where it goes (medians)", "load"];
  const rows = results.map(({ work, times, first, load }) => {
    const isMet = times.median <= work.median && times.p95 <= work.p95 &&
      (first ?? 0) <= (work.first ?? 0);
    const parts = (["asking", "compute", "message", "drawing", "painting"] as const)
      .map((part) => `${part} ${spellTime(times[part])}`);
    return [
      first === null ? work.title : `${work.title}: first segments after ${spellTime(first)}`,
      spellTime(times.median),
      spellTime(times.p95),
      [work.median, work.p95, ...(work.first === undefined ? [] : [work.first])]
        .map(spellTime).join(", "),
      isMet ? "yes" : "no",
      parts.join(", "),
      load.toFixed(1),
    ];
  });
  return markdownTable(head, rows);
}
