/** A later wave beside a run as the sheets of a workbook. Runs in Deno and browsers. */

import type { Track } from "../../typing/track/tracked.ts";
import type { PlainCell, PlainSheet } from "../workbook/plain_workbook.ts";

type Rows = PlainCell[][];

/** The sheets: Summary, Shares, Centres, New segment, Questions, and Panel where there is one. */
export function trackSheets(track: Track): PlainSheet[] {
  const small = (name: string, rows: Rows): PlainSheet => ({ name, rows, hasSmall: true });
  return [
    small("Summary", track.told.map((sentence) => [sentence])),
    small("Shares", shareRows(track)),
    small("Centres", centreRows(track)),
    small("New segment", unlikeRows(track)),
    ...(track.panel === null ? [] : [small("Panel", panelRows(track.panel))]),
    small("Questions", questionRows(track)),
  ];
}

function shareRows({ shares: { segments, test } }: Track): Rows {
  return [
    [
      ...["Segment", "Name", "Run", "Run from", "Run to", "Wave", "Wave from", "Wave to"],
      ...["Change", "Change from", "Change to", "p", "Adjusted p", "Run base", "Wave base"],
    ],
    ...segments.map(({ segment, name, before, after, change, p, adjusted }) => [
      ...[segment, name, before.share, before.low, before.high],
      ...[after.share, after.low, after.high, change.value, change.low, change.high],
      ...[p, adjusted, before.base, after.base],
    ]),
    [],
    ["All", `Chi-square, ${test.freedom} degrees of freedom`, test.statistic, "p", test.p],
  ];
}

function centreRows({ drift, shares }: Track): Rows {
  return [
    [
      ...["Variable", "Text", "Answer", "Figure", "Segment", "Name", "Run", "Wave"],
      ...["Shift, standard deviations", "From", "To", "t", "Degrees of freedom", "p", "Adjusted p"],
      ...["Question's p", "Question's adjusted p", "Run base", "Wave base", "Why not tested"],
    ],
    ...drift.flatMap(({ variable, label, category, statistic, segments, test, adjusted }) =>
      segments.map(({ segment, ...own }) => [
        ...[variable, label, category, statistic, segment, shares.segments[segment - 1].name],
        ...[own.before, own.after, own.shift?.value ?? null, own.shift?.low ?? null],
        ...[own.shift?.high ?? null, own.test?.t ?? null, own.test?.freedom ?? null],
        ...[own.test?.p ?? null, own.adjusted, test?.p ?? null, adjusted, ...own.bases, own.reason],
      ])
    ),
  ];
}

function unlikeRows({ unlike, shares }: Track): Rows {
  const { excess, together } = unlike;
  return [
    ["Unlike any segment", unlike.share, unlike.low, unlike.high],
    ["Respondents", unlike.base],
    ["Expected", unlike.expected],
    ["More than expected", excess.value, excess.low, excess.high],
    ["p", unlike.p],
    ["p by the binomial test, as if the expected share were known", unlike.binomial],
    ["Finding", unlike.finding],
    ...(together === null ? [] : [
      [
        "Nearer to a centre of their own",
        together.size.share,
        together.size.low,
        together.size.high,
      ],
      ["Their silhouette", together.silhouette],
      ["Has to exceed", together.reference],
      ["p", together.p],
    ]),
    [],
    ["Nearest segment", "Name", "Respondents"],
    ...unlike.nearest.map((count, s) => [s + 1, shares.segments[s].name, count]),
    [],
    ["Variable", "Text", "Answer", "Those unlike", "All others", "Standard deviations"],
    ...unlike.differences.map(({ variable, label, category, value, others, deviations }) => [
      ...[variable, label, category, value, others, deviations],
    ]),
  ];
}

function panelRows(
  { id, members, table, stayed, stayedBySegment, kappa, adjustedRand }: NonNullable<Track["panel"]>,
): Rows {
  return [
    [`Members by ${id}`, members],
    ["Stayed", stayed.share, stayed.low, stayed.high],
    ["Kappa", kappa.value, kappa.low, kappa.high],
    ["Adjusted Rand index", adjustedRand],
    [],
    ["From segment", ...table.map((_, s) => `to ${s + 1}`), "Stayed"],
    ...table.map((row, s) => [s + 1, ...row, stayedBySegment[s]]),
  ];
}

function questionRows({ questions }: Track): Rows {
  return [
    ["Variable", "Text", "Found by", "Found as", "New answers"],
    ...questions.map(({ variable, label, by, found, newAnswers }) => [
      ...[variable, label, by, found],
      newAnswers.map(({ text, count }) => `${text} (${count})`).join("; "),
    ]),
  ];
}
