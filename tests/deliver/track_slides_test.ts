/** Tests of the slides of a later wave: sound files, data and intervals of charts, the same bytes, words in their boxes. Runs in Deno. */

import assert from "node:assert/strict";
import { hashBytes } from "../../pipeline/base/hash.ts";
import { writeSegmentsCsv } from "../../pipeline/deliver/respondents_csv.ts";
import { writeTrackSlides } from "../../pipeline/deliver/track/track_slides.ts";
import { readPanel } from "../../pipeline/typing/track/panel.ts";
import { track } from "../../pipeline/typing/track/track.ts";
import type { Track } from "../../pipeline/typing/track/tracked.ts";
import { libreOfficeAbsent, NEEDS_LIBREOFFICE } from "../support/libreoffice.ts";
import { plantedColumns } from "../support/mixed_features.ts";
import { chartsOf, openOffice, packageProblems } from "../support/office_package.ts";
import { notesOf, slideTexts, wordsOutside } from "../support/slide_words.ts";
import { bytesOf, csvOf, surveyOf } from "../support/survey_text.ts";
import { modelOf, segmentInto } from "../support/typing_runs.ts";

function cellsOf(n: number, seed: number): Record<string, string[]> {
  return {
    member: Array.from({ length: n }, (_, i) => `m${i + 1000}`),
    ...Object.fromEntries(
      Object.entries(plantedColumns(n, seed)).map(([name, [, cells]]) => [name, [...cells]]),
    ),
  };
}

/** A wave in which most respondents of one kind are missing, with its panel if asked for. */
async function trackedWave({ hasPanel }: { readonly hasPanel: boolean }): Promise<Track> {
  const cells = cellsOf(400, 5);
  const result = await segmentInto(3, { bytes: bytesOf(csvOf(cells)), name: "first.csv" });
  const kept = [...result.clustering.labels].map((label, i) => label !== 2 || i % 4 === 0);
  const wave = Object.fromEntries(
    Object.entries(cells).map(([name, column]) => [name, column.filter((_, i) => kept[i])]),
  );
  const text = new TextDecoder().decode(writeSegmentsCsv(result));
  return await track(
    modelOf(result),
    await surveyOf(csvOf(wave), { ingest: result.params.ingest }),
    { panel: hasPanel ? readPanel(text, "segments.csv") : null },
  );
}

Deno.test("slides of a wave are sound, tell findings first, and charts hold data and intervals", async () => {
  const found = await trackedWave({ hasPanel: true });
  const bytes = await writeTrackSlides(found);
  const office = await openOffice(bytes);
  assert.deepEqual(packageProblems(office), []);
  const titles = slideTexts(office).map(([first]) => first);
  assert.match(titles[1], /^Segment 3 “.+” shrank by \d+\.\d points/);
  assert.match(titles[2], /^Within segments /);
  assert.equal(titles[3], "No sign of a new segment");
  assert.equal(
    titles[4].replaceAll("\u00a0", " "),
    `100.0 % of ${found.panel!.members} members of the panel stayed in their segment`,
  );
  assert.equal(titles[5], "Who was compared, and how");
  assert.match(notesOf(office, 2), /Of all segments at once chi-square\(2\) = /);
  const charts = chartsOf(office);
  assert.equal(charts.length, 3);
  for (const { path, drawn, kept } of charts) assert.deepEqual(kept, drawn, path);
  const shares = found.shares.segments.flatMap(({ before, after }) => [before.share, after.share]);
  assert.deepEqual(charts[0].drawn, shares.sort((a, b) => a - b));
  const [{ before }] = found.shares.segments;
  const whiskers = office.tags(charts[0].path).filter(({ name }) => name === "c:errBars");
  assert.equal(whiskers.length, 2);
  assert.ok(
    office.tags(charts[0].path).some(({ name, text }) =>
      name === "c:v" && Math.abs(Number(text) - (before.high - before.share)) < 1e-12
    ),
  );
  assert.equal(hashBytes(await writeTrackSlides(found)), hashBytes(bytes));
});

Deno.test("without a panel there is no slide of one", async () => {
  const office = await openOffice(await writeTrackSlides(await trackedWave({ hasPanel: false })));
  assert.deepEqual(packageProblems(office), []);
  const texts = slideTexts(office);
  assert.equal(texts.length, 5);
  assert.ok(!texts.flat().some((text) => text.includes("panel")));
});

/** The same with names of 60 letters, questions of 120, eight segments, and a new one. */
function withLongWords(found: Track): Track {
  const long = "What do you think of all of this, taken together and one by one, in a typical week";
  const segments = Array.from({ length: 8 }, (_, g) => ({
    ...found.shares.segments[g % 3],
    segment: g + 1,
    name: `People number ${g + 1} with quite a name to them`.padEnd(60, ", and more of it"),
  }));
  const question = { ...found.drift[0], label: long.padEnd(120, " and more") };
  const { unlike } = found;
  return {
    ...found,
    shares: { ...found.shares, segments },
    drift: [...found.drift, question].map((each) => ({ ...each, label: question.label })),
    unlike: {
      ...unlike,
      finding: "together",
      together: { size: unlike, silhouette: 0.2, reference: 0, t: 3, p: 0.001 },
      differences: Array.from({ length: 10 }, () => ({
        ...{ variable: "q", label: question.label, category: null },
        ...{ value: 4.2, others: 2.1, deviations: 1.7 },
      })),
    },
    panel: found.panel && {
      ...found.panel,
      table: segments.map((_, a) => segments.map((_, b) => a === b ? 12_345 : 1234)),
      stayedBySegment: segments.map(() => 0.789),
    },
    told: [...found.told, `New segment: likely: ${long}, ${long}.`],
  };
}

Deno.test({
  name: `eight segments, a new one and long questions stay in their boxes ${NEEDS_LIBREOFFICE}`,
  ignore: libreOfficeAbsent,
  async fn() {
    const bytes = await writeTrackSlides(withLongWords(await trackedWave({ hasPanel: true })));
    const office = await openOffice(bytes);
    assert.deepEqual(packageProblems(office), []);
    assert.deepEqual(await wordsOutside(office, bytes), []);
  },
});
