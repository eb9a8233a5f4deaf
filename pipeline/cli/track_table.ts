/** A later wave beside a run as tables and sentences for a terminal. Runs in Deno only. */

import { formatNumber } from "../base/text.ts";
import { writeP } from "../profile/testing/test_words.ts";
import { points, signed, tenths } from "../typing/track/tell_track.ts";
import { LEVEL, type Track } from "../typing/track/tracked.ts";
import { table } from "./summary_table.ts";

const MOST_SHIFTS = 10;

/** What `deno task track` prints: shares, the centres that moved most, the panel, all in sentences. */
export function trackText(track: Track): string {
  return [
    ...shareLines(track),
    ...shiftLines(track),
    ...panelLines(track),
    ...track.told.flatMap((sentence) => ["", sentence]),
  ].join("\n");
}

function shareLines({ shares: { segments } }: Track): string[] {
  return table(
    ["Segment", "Run", "Wave", "Change", "95 %", "Adjusted p", "Name"],
    segments.map(({ segment, name, before, after, change, adjusted }) => [
      ...[String(segment), tenths(before.share), tenths(after.share), points(change.value)],
      `${signed(change.low * 100, 1)} to ${signed(change.high * 100, 1)}`,
      ...[writeFigure(adjusted), name],
    ]),
  );
}

function shiftLines({ drift }: Track): string[] {
  const moved = drift.flatMap(({ segments, ...question }) =>
    segments.flatMap((own) =>
      own.shift !== null && own.adjusted! < LEVEL ? [{ question, own, shift: own.shift }] : []
    )
  ).sort((a, b) => Math.abs(b.shift.value) - Math.abs(a.shift.value));
  if (moved.length === 0) return [];
  const figure = (value: number | null) => formatNumber(value ?? 0, 2);
  return [
    "",
    ...table(
      ["Moved", "Segment", "Run", "Wave", "Shift (sd)", "95 %", "Adjusted p", "Question"],
      moved.slice(0, MOST_SHIFTS).map(({ question, own, shift }) => [
        ...[question.variable, String(own.segment), figure(own.before), figure(own.after)],
        ...[signed(shift.value, 2), `${signed(shift.low, 2)} to ${signed(shift.high, 2)}`],
        writeFigure(own.adjusted!),
        `${question.label}${question.category === null ? "" : `: ${question.category}`}`,
      ]),
    ),
  ];
}

/** A p without its letter, as heads have it. */
function writeFigure(p: number): string {
  return writeP(p).replace(/^p (= )?/, "");
}

function panelLines({ panel }: Track): string[] {
  if (panel === null) return [];
  return [
    "",
    ...table(
      ["From segment", ...panel.table.map((_, s) => `to ${s + 1}`), "Stayed"],
      panel.table.map((row, s) => {
        const stayed = panel.stayedBySegment[s];
        return [
          ...[String(s + 1), ...row.map((count) => formatNumber(count))],
          stayed === null ? "" : tenths(stayed),
        ];
      }),
    ),
  ];
}
