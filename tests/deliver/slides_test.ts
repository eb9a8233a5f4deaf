/** Tests of the slides: sound files, data behind charts, the same bytes, and texts within their boxes. Runs in Deno. */

import assert from "node:assert/strict";
import { hashBytes } from "../../pipeline/base/hash.ts";
import { lookOf, SEGMENT_COLOURS } from "../../pipeline/deliver/look/look.ts";
import { writeSlides } from "../../pipeline/deliver/slides/write_slides.ts";
import { makeStory } from "../../pipeline/deliver/told/make_story.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { segmentColor } from "../../src/components/kit/drawing/palette.ts";
import { libreOfficeAbsent, NEEDS_LIBREOFFICE } from "../support/libreoffice.ts";
import { LABEL_LETTERS } from "../support/long_labels.ts";
import { chartsOf, openOffice, packageProblems } from "../support/office_package.ts";
import { notesOf, slideTexts, wordsOutside } from "../support/slide_words.ts";
import { longStory, PLAIN_LOOK, smallRun, smallStory } from "../support/stories.ts";

const ONE_PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

Deno.test("slides are sound packages whose charts hold their data", async () => {
  const story = await smallStory();
  const office = await openOffice(await writeSlides(story, PLAIN_LOOK));
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
  const shares = story.segments.map(({ share }) => share).sort((a, b) => a - b);
  assert.deepEqual(charts[0].drawn, shares);
  const [{ leading }] = story.segments;
  assert.deepEqual(
    charts[1].drawn,
    leading.map(({ strength }) => Math.round(100 * strength) / 100).sort((a, b) => a - b),
  );
});

Deno.test("slides answer first: cover, verdict, sizes, a slide a segment, comparison, how, tables", async () => {
  const story = await smallStory();
  const office = await openOffice(await writeSlides(story, PLAIN_LOOK));
  const slides = slideTexts(office);
  assert.ok(slides[0].includes(story.title));
  assert.ok(slides[1].includes(story.finding));
  assert.match(slides[2].join(" "), /The largest segment, /);
  story.segments.forEach(({ name, shareText }, g) => {
    assert.ok(slides[3 + g].includes(name), name);
    assert.ok(slides[3 + g].includes(shareText));
    assert.match(notesOf(office, 4 + g), /base \d+/);
  });
  assert.ok(slides.some(([title]) => title === "Where segments differ most"));
  const made = slides.filter(([title]) => title.startsWith("How it was made")).flat();
  assert.ok(made.includes(story.runId));
  assert.ok(made.includes("clustering.n_clusters") && made.includes("3"), "what is not by default");
  assert.match(slides[slides.length - 1][0], /^Appendix: all questions, /);
});

Deno.test("the same story gives the same slides, whatever was written before", async () => {
  const story = await smallStory();
  const first = await writeSlides(story, PLAIN_LOOK);
  // Times in archives count in steps of two seconds.
  await new Promise((resolve) => setTimeout(resolve, 2100));
  assert.equal(hashBytes(await writeSlides(story, PLAIN_LOOK)), hashBytes(first));
});

const SCORES: Record<string, number> = { 1: 8, 2: 3, 3: 5 };
const TARGETING = {
  criteria: [
    { name: "Growth in two years", side: "segment", weight: 3, scores: SCORES },
    { name: "Size", side: "segment", measure: "share" },
    { name: "Our offer fits", side: "organisation", weight: 2, scores: { 1: 0, 2: 6, 3: 9.5 } },
  ],
};

Deno.test("a decision matrix gives a slide with its chart, and none without", async () => {
  const plain = await makeStory(await smallRun());
  assert.equal(plain.target, null);
  const story = await makeStory(await smallRun({ targeting: TARGETING }));
  assert.equal(story.runId, plain.runId);
  const bytes = await writeSlides(story, PLAIN_LOOK);
  const office = await openOffice(bytes);
  assert.deepEqual(packageProblems(office), []);
  const slides = slideTexts(office);
  const without = slideTexts(await openOffice(await writeSlides(plain, PLAIN_LOOK)));
  assert.equal(slides.length, without.length + 1);
  const { target } = story;
  const own = slides.find(([title]) => title === target!.finding)!;
  for (const text of ["Growth in two years", "75 %", "How attractive are we to the segment?"]) {
    assert.ok(own.some((each) => each.replaceAll("\u00a0", " ") === text), text);
  }
  const { drawn, kept } = chartsOf(office).at(-1)!;
  assert.deepEqual(kept, drawn);
  const places = target!.segments.map(({ attracted }) => Math.max(0.001, attracted!));
  for (const place of places) assert.ok(drawn.some((each) => Math.abs(each - place) < 1e-3));
  assert.equal(hashBytes(await writeSlides(story, PLAIN_LOOK)), hashBytes(bytes));
});

Deno.test("a template sets colours, fonts and logo", async () => {
  const story = await smallStory();
  const { deliver } = parseParams({
    deliver: {
      template: {
        ...{ accent: "#123abc", colours: ["#aa0011", "#00bb22"], logo: ONE_PIXEL },
        ...{ heading_font: "Georgia", body_font: "Verdana" },
      },
    },
  });
  const office = await openOffice(await writeSlides(story, lookOf(deliver, null)));
  assert.deepEqual(packageProblems(office), []);
  const colours = (path: string) =>
    office.tags(path).filter(({ name }) => name === "a:srgbClr").map(({ attributes }) =>
      attributes.val
    );
  assert.ok(colours("ppt/slides/slide2.xml").includes("123ABC"));
  assert.ok(colours("ppt/slides/slide4.xml").includes("AA0011"));
  assert.ok(colours("ppt/slides/slide5.xml").includes("00BB22"));
  const fonts = office.tags("ppt/slides/slide4.xml").filter(({ name }) => name === "a:latin")
    .map(({ attributes }) => attributes.typeface);
  assert.deepEqual([...new Set(fonts)].sort(), ["Georgia", "Verdana"]);
  assert.equal(office.paths.filter((path) => /^ppt\/media\/.*\.png$/.test(path)).length > 0, true);
  assert.throws(
    () => lookOf(parseParams({ deliver: { template: { logo: "logo.png" } } }).deliver, null),
    {
      name: "DataError",
      message: /^Cannot put the logo "logo.png" into files: here no file can be/,
    },
  );
});

Deno.test("segments have the colours of the site's pages", () => {
  assert.deepEqual(
    Array.from({ length: 10 }, (_, g) => PLAIN_LOOK.segment(g)),
    Array.from({ length: 10 }, (_, g) => segmentColor(g).slice(1).toUpperCase()),
  );
  assert.equal(SEGMENT_COLOURS.length, 8);
});

Deno.test({
  name: `eight segments and questions of 120 letters stay in their boxes ${NEEDS_LIBREOFFICE}`,
  ignore: libreOfficeAbsent,
  async fn() {
    const story = await longStory();
    assert.equal(story.segments.length, 8);
    assert.ok(story.segments.every(({ name }) => name.length === 60));
    assert.equal(Math.max(...story.rows.map(({ text }) => text.length)), LABEL_LETTERS);
    const bytes = await writeSlides(story, PLAIN_LOOK);
    const office = await openOffice(bytes);
    assert.deepEqual(packageProblems(office), []);
    assert.deepEqual(await wordsOutside(office, bytes), []);
  },
});
