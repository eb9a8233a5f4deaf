/** Tests that a link made to do harm ends in words or in a run, on a page that stays usable. Runs in Deno only. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import { untilReady } from "../support/site_page.ts";

const SOUND = "data=0123456789ab&clustering.n_clusters=3&structure.check=none";
/** Seconds of a processor that a page may take beyond a sound link's, its worker's included. */
const MOST_MORE_S = 2;
const PATIENCE_MS = 120_000;
const READY = 'body[data-run="ready"]';
/** Servers refuse addresses that are longer than theirs may be; hosts differ in what they let through. */
const LONG = 4_000;

const nested = (open: string, middle: string, close: string, levels: number): string =>
  open.repeat(levels) + middle + close.repeat(levels);

/** A link: its part after the sound settings, and what the page says; null where it is run as any other. */
const LINKS: Readonly<Record<string, readonly [path: string, text: string, said: RegExp | null]>> =
  {
    "a glob that doubles its work with each star": [
      "features.exclude",
      JSON.stringify([`${"*a".repeat(40)}b`]),
      null,
    ],
    "hundreds of such globs": [
      "features.exclude",
      JSON.stringify(Array.from({ length: 800 }, () => "*a*a*a*a*a*b")),
      null,
    ],
    "a question pattern that doubles its work with each letter": [
      "features.question_pattern",
      "^((([a-z_]+)*)*)[0-9]*x$",
      null,
    ],
    "a question pattern that looks ahead and back": [
      "features.question_pattern",
      "(?=(a+))a*b\\1",
      /features\.question_pattern needs a regular expression without/,
    ],
    "a question pattern that is none": [
      "features.question_pattern",
      "((((",
      /features\.question_pattern needs a regular expression with one group/,
    ],
    "lists within lists": [
      "features.exclude",
      nested("[", "", "]", 5_000),
      /This link holds what is no value of features\.exclude: that is left out/,
    ],
    "settings of columns within settings of columns": [
      "cleaning.exclude_columns",
      nested('{"a":', "1", "}", 1_500),
      /This link holds what is no value of cleaning\.exclude_columns/,
    ],
    "conditions within conditions": [
      "cleaning.filter",
      nested("(", "age > 1", ")", 10_000),
      /cleaning\.filter needs a condition on columns \(at most 200/,
    ],
    "one name of a megabyte": [
      "features.exclude",
      JSON.stringify(["a".repeat(2 ** 20)]),
      /This link is too long: at most 32768 characters are read, but it has 104\d{4}\./,
    ],
  };

/** Opens a link and waits until the page is ready, or says what is wrong.
 * @returns Seconds of a processor that the page took, which a busy machine does not lengthen.
 */
async function follow(page: Page, url: string, said: RegExp | null): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await page.goto(url, { waitUntil: "commit", timeout: PATIENCE_MS });
  const end = said === null ? page.locator(READY) : page.getByText(said).first();
  await end.waitFor({ timeout: PATIENCE_MS });
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "ProcessTime")!.value;
}

async function openAndWork(
  t: Deno.TestContext,
  { site, viewer }: SiteSetting,
): Promise<void> {
  const html = await (await fetch(`${site.url}/dataset/who`)).text();
  const open = async (name: string, query: string, said: RegExp | null) => {
    // What it kept of the link before does not count, so each has a context of its own.
    const context = await viewer.browser.newContext();
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    await page.route(
      ({ search }) => search.length > LONG,
      (route) => route.fulfill({ body: html, contentType: "text/html" }),
    );
    const took = await follow(page, `${site.url}/dataset/who?${query}`, said);
    // What was left out needs no undoing.
    if (said !== null && !(await page.getByText(/left out/).first().isVisible())) {
      await page.getByRole("button", { name: "Reset to defaults" }).click();
      await page.getByText(said).first().waitFor({ state: "detached" });
    }
    await untilReady(page);
    assert.deepEqual(errors, [], name);
    await context.close();
    return took;
  };
  const sound = await open("a sound link", SOUND, null);
  for (const [name, [path, text, said]] of Object.entries(LINKS)) {
    await t.step(name, async (t) => {
      const query = `${SOUND}&${path}=${encodeURIComponent(text)}`;
      const took = await open(name, query, said);
      const words = `${took.toFixed(1)} s (a sound link: ${sound.toFixed(1)} s)`;
      await t.step(words, () => assert.ok(took < sound + MOST_MORE_S, words));
    });
  }
}

/** Asks for an address of a megabyte, which Deno's own client would not send. */
async function refuseTooLong({ site }: SiteSetting): Promise<void> {
  const { hostname, port } = new URL(site.url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  const text = `GET /dataset/who?data=${"a".repeat(2 ** 20)} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`;
  // It may answer and close before it has heard all.
  await connection.write(new TextEncoder().encode(text)).catch(() => {});
  const answer = new Uint8Array(64);
  await connection.read(answer);
  connection.close();
  assert.match(new TextDecoder().decode(answer), /^HTTP\/1\.1 (400|414|431) /);
  assert.equal((await fetch(`${site.url}/dataset/who`, { method: "HEAD" })).status, 200);
}

Deno.test({
  name: `a link that is made to do harm leaves a page that works ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      await openAndWork(t, setting);
      await t.step("a server refuses what is too long, and goes on", () => refuseTooLong(setting));
    }),
});
