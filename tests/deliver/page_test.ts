/** Tests of the one-file report: it asks for nothing, says all without its script, and sorts with it. Runs in Deno. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { writePage } from "../../pipeline/deliver/page/write_page.ts";
import type { Story } from "../../pipeline/deliver/told/story.ts";
import { chromiumAbsent, NEEDS_CHROMIUM, startChromium } from "../support/chromium.ts";
import { longStory, PLAIN_LOOK, smallStory } from "../support/stories.ts";

/** Opens a report from its file; gives what it asked for and complained of. */
async function onReport(
  story: Story,
  { javaScriptEnabled = true, width = 1280 }: {
    readonly javaScriptEnabled?: boolean;
    readonly width?: number;
  },
  body: (page: Page) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const browser = await startChromium();
  try {
    const file = `${folder}/report.html`;
    await Deno.writeFile(file, writePage(story, PLAIN_LOOK));
    const page = await browser.newPage({ javaScriptEnabled, viewport: { width, height: 900 } });
    const asked: string[] = [], problems: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(`file://${file}`);
    await body(page);
    assert.deepEqual(asked.filter((url) => !url.startsWith("data:")), [`file://${file}`]);
    assert.deepEqual(problems, []);
  } finally {
    await browser.close();
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("the report is one small file that names nothing outside it, and the same every time", async () => {
  const story = await smallStory();
  const bytes = writePage(story, PLAIN_LOOK);
  assert.deepEqual(writePage(story, PLAIN_LOOK), bytes);
  assert.ok(bytes.length < 3e6, String(bytes.length));
  const text = new TextDecoder().decode(bytes);
  assert.deepEqual(text.match(/(?:src|href)="(?!data:)[^"]*"|url\(|@import/g), null);
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)![1];
  assert.match(policy, /^default-src 'none';/);
  assert.doesNotMatch(policy, /unsafe|https?:|\*/);
  // A survey's own words are words, whatever they look like.
  const hostile = "</script><script>alert(1)</script>";
  const [first, ...others] = story.segments;
  const named = { ...story, segments: [{ ...first, name: hostile }, ...others] };
  assert.ok(!new TextDecoder().decode(writePage(named, PLAIN_LOOK)).includes(hostile));
});

Deno.test({
  name: `the report sorts, searches and draws a question, and asks for nothing ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  async fn() {
    const story = await smallStory();
    await onReport(story, {}, async (page) => {
      const firstRow = () =>
        page.locator("#rows tbody tr").first().locator("td").first().innerText();
      assert.equal(await firstRow(), story.rows[0].text);
      await page.locator("#rows thead button").nth(3).click();
      const highest = [...story.rows].sort((a, b) =>
        (b.cells[0].value ?? -Infinity) - (a.cells[0].value ?? -Infinity)
      );
      assert.equal(await firstRow(), highest[0].text);
      assert.equal(
        await page.locator("#rows thead th").nth(3).getAttribute("aria-sort"),
        "descending",
      );
      await page.locator("#question").selectOption({ label: story.rows[1].text });
      const figures = await page.locator("#bars > div:nth-of-type(even)").allInnerTexts();
      assert.deepEqual(
        figures,
        [story.rows[1].total, ...story.rows[1].cells].map(({ text, mark }) =>
          `${text} ${mark}`.trim()
        ),
      );
      await page.locator("#search").fill(story.rows[2].text);
      assert.ok(await page.locator("#rows tbody tr:visible").count() < story.rows.length);
    });
  },
});

Deno.test({
  name:
    `without its script the report says all, and nothing of it runs off a phone ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  async fn() {
    const story = await longStory();
    await onReport(story, { javaScriptEnabled: false, width: 390 }, async (page) => {
      const text = (await page.locator("main").innerText()).replaceAll(/\s+/g, " ");
      for (const { name, facts } of story.segments) {
        assert.ok(text.includes(name));
        assert.ok(text.includes(facts.replaceAll(/\s+/g, " ")));
      }
      assert.ok(text.includes(story.finding) && text.includes(story.runId));
      assert.equal(await page.locator("#rows tbody tr:visible").count(), story.rows.length);
      assert.equal(await page.locator("#search:visible").count(), 0, "what needs the script");
      assert.deepEqual(await wideParts(page), []);
    });
    await onReport(story, { width: 390 }, async (page) => {
      assert.equal(await page.locator("#question:visible").count(), 1);
      assert.deepEqual(await wideParts(page), []);
    });
  },
});

/** What stands out of the page on its right; tables scroll within their frames. */
function wideParts(page: Page): Promise<string[]> {
  return page.locator("h1, h2, h3, p, article, .scroll, select, .bars").evaluateAll((all) =>
    all.filter((each) => each.getBoundingClientRect().right > 390.5).map((each) => each.outerHTML)
  );
}
