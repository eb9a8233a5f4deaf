/** The files of a later wave set beside a run. Runs in Deno and browsers. */

import type { NamedBytes } from "../../io/storage.ts";
import type { Track } from "../../typing/track/tracked.ts";
import { type CsvCell, writeCsv } from "../csv_text.ts";
import { writePlainWorkbook } from "../workbook/plain_workbook.ts";
import { trackSheets } from "./track_sheets.ts";
import { writeTrackSlides } from "./track_slides.ts";

const HEADER = [
  ...["part", "segment", "name", "variable", "text", "category", "statistic"],
  ...["before", "after", "change", "low", "high", "unit", "p", "adjusted_p"],
  ...["base_before", "base_after", "note"],
];

/** Makes `track.json` (all of it), `track.csv` (a line each share, centre, the respondents unlike any segment, the
 * members who stayed), `track.xlsx` and `track.pptx`. The same wave gives the same bytes.
 */
export async function trackFiles(track: Track): Promise<NamedBytes[]> {
  return [
    {
      name: "track.json",
      bytes: new TextEncoder().encode(JSON.stringify(track, null, 1) + "\n"),
    },
    { name: "track.csv", bytes: writeCsv(HEADER, trackRows(track), "neutralise") },
    {
      name: "track.xlsx",
      bytes: await writePlainWorkbook(trackSheets(track), `${track.survey} beside ${track.runId}`),
    },
    { name: "track.pptx", bytes: await writeTrackSlides(track) },
  ];
}

function trackRows({ shares, drift, unlike, panel, respondents }: Track): CsvCell[][] {
  const { before, placed } = respondents;
  return [
    ...shares.segments.map((
      { segment, name, before, after, change: { value, low, high }, p, adjusted },
    ) => [
      ...["share", segment, name, null, null, null, "share", before.share, after.share],
      ...[value, low, high, "share", p, adjusted, before.base, after.base, null],
    ]),
    ...drift.flatMap(({ variable, label, category, statistic, segments }) =>
      segments.map(({ segment, before, after, shift, test, adjusted, bases, reason }) => [
        ...["centre", segment, shares.segments[segment - 1].name, variable, label, category],
        ...[statistic, before, after, shift?.value ?? null, shift?.low ?? null],
        ...[shift?.high ?? null, "standard deviations", test?.p ?? null, adjusted],
        ...[...bases, reason],
      ])
    ),
    [
      ...["unlike", null, null, null, null, null, "share", unlike.expected, unlike.share],
      ...[unlike.excess.value, unlike.excess.low, unlike.excess.high, "share", unlike.p, null],
      ...[before.base, placed, unlike.finding],
    ],
    ...(panel === null ? [] : [[
      ...["stayed", null, null, null, null, null, "share", null, panel.stayed.share, null],
      ...[panel.stayed.low, panel.stayed.high, "share", null, null, null, panel.members, null],
    ]]),
  ];
}
