/** Tests of the document: a sound file, data behind charts, the same bytes, the engine's words. Runs in Deno. */

import assert from "node:assert/strict";
import { hashBytes } from "../../pipeline/base/hash.ts";
import { writeDocument } from "../../pipeline/deliver/document/write_document.ts";
import { lookOf } from "../../pipeline/deliver/look/look.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { libreOfficeAbsent, NEEDS_LIBREOFFICE, wordsByPage } from "../support/libreoffice.ts";
import { chartsOf, openOffice, packageProblems } from "../support/office_package.ts";
import { longStory, PLAIN_LOOK, smallStory } from "../support/stories.ts";

const ONE_PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

Deno.test("the document is a sound package whose charts hold their data, with a logo too", async () => {
  const story = await smallStory();
  const { deliver } = parseParams({ deliver: { template: { logo: ONE_PIXEL } } });
  const office = await openOffice(await writeDocument(story, lookOf(deliver, null)));
  assert.deepEqual(packageProblems(office), []);
  const charts = chartsOf(office);
  assert.equal(
    charts.length,
    1 + story.segments.filter(({ leading }) => leading.length > 0).length,
  );
  for (const { path, drawn, kept } of charts) {
    assert.ok(drawn.length > 0, path);
    assert.deepEqual(kept, drawn, path);
  }
});

Deno.test("the same story gives the same document, whatever was written before", async () => {
  const story = await smallStory();
  const first = await writeDocument(story, PLAIN_LOOK);
  await new Promise((resolve) => setTimeout(resolve, 2100));
  assert.equal(hashBytes(await writeDocument(story, PLAIN_LOOK)), hashBytes(first));
});

Deno.test({
  name:
    `the document opens, says what the slides say, and keeps within its pages ${NEEDS_LIBREOFFICE}`,
  ignore: libreOfficeAbsent,
  async fn() {
    const story = await longStory();
    const pages = await wordsByPage(await writeDocument(story, PLAIN_LOOK), "docx");
    const text = pages.flat().map(({ text }) => text).join(" ");
    for (const { name, facts } of story.segments) {
      assert.ok(text.includes(name.replace(/\s+/g, " ")), name);
      assert.ok(text.includes(facts.replace(/\s+/g, " ")), facts);
    }
    for (const words of [story.finding, story.advice, story.runId]) assert.ok(text.includes(words));
    // A4, upright and on its side.
    const outside = pages.flat().filter(({ left, right, bottom }) =>
      left < 0.5 || right > 11.69 - 0.5 || bottom > 11.69 - 0.3
    );
    assert.deepEqual(outside, []);
  },
});
