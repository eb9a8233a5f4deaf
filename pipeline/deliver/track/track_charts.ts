/** The slides of a wave's findings: shares, shifts, a new segment, the panel. Runs in Deno and browsers. */

import { countOf, formatNumber } from "../../base/text.ts";
import { writeP } from "../../profile/testing/test_words.ts";
import { figureOf, nameOf, points, signed, tenths } from "../../typing/track/tell_track.ts";
import {
  type CentreShift,
  LEVEL,
  type QuestionShift,
  type ShareChange,
  type ToldShare,
} from "../../typing/track/tracked.ts";
import { shadeOf } from "../look/look.ts";
import { fitText } from "../look/text_fit.ts";
import { addSlide, addText, BOTTOM, INNER, MARGIN, TOP } from "../slides/deck.ts";
import { chartType, FROM_TOP } from "../slides/opening.ts";
import { addTable, type SlideCell } from "../slides/slide_table.ts";
import type { TrackDeck } from "./track_deck.ts";

const LEFT = 6.2;
const RIGHT = MARGIN + LEFT + 0.3;
const RIGHT_WIDTH = MARGIN + INNER - RIGHT;
const MOST_SHIFTS = 10;
const MOST_DIFFERENCES = 10;
const QUIET = "8A8F94";
const HOW = "Intervals are of 95 %; p are adjusted for the number of comparisons.";
const BAR_CHART = { barDir: "bar", barGapWidthPct: 45 } as const;

/** Shares of segments in both waves. */
export function addShares(deck: TrackDeck): void {
  const { track: { shares: { segments, test } }, look, bars } = deck;
  const title = sharesTitle(segments);
  const slide = addSlide(deck, title, [
    HOW,
    `Of all segments at once chi-square(${test.freedom}) = ${formatNumber(test.statistic, 1)}, ${
      writeP(test.p)
    }.`,
    ...segments.map(({ segment, before, after, p, adjusted }) =>
      `Segment ${segment}: ${rangeOf(before)} of ${formatNumber(before.base)}, then ${
        rangeOf(after)
      } of ${formatNumber(after.base)}; ${writeP(p)}, adjusted ${writeP(adjusted)}.`
    ),
  ]);
  const labels = segments.map(({ segment, name }) => barLabel(`${segment}  ${name}`));
  const series = ([["Run", "before"], ["Wave", "after"]] as const).map(([name, key]) => ({
    name: bars.add(name, segments.map((each) => ({ ...each[key], value: each[key].share }))),
    labels,
    values: segments.map((each) => each[key].share),
  }));
  slide.addChart("bar", series, {
    ...{ x: MARGIN, y: TOP, w: LEFT, h: BOTTOM - TOP, ...BAR_CHART, ...chartType(deck) },
    chartColors: [QUIET, look.accent],
    ...{ ...FROM_TOP, valAxisMinVal: 0, valAxisLabelFormatCode: "0 %" },
    ...{ showLegend: true, legendPos: "b", catAxisLabelFontSize: segments.length > 6 ? 9 : 12 },
    altText: segments.map(({ segment, before, after }) =>
      `Segment ${segment}: ${tenths(before.share)}, then ${tenths(after.share)}`
    ).join("; "),
  });
  addTable(deck, slide, {
    box: { x: RIGHT, y: TOP, w: RIGHT_WIDTH, h: BOTTOM - TOP },
    widths: [RIGHT_WIDTH - 4.1, 0.8, 0.8, 1.6, 0.9],
    head: ["Segment", "Run", "Wave", "Change, points", "p"].map((text) => ({ text })),
    rows: segments.map(({ segment, name, before, after, change, adjusted }): SlideCell[] => [
      { text: `${segment} ${name}` },
      ...[before, after].map(({ share }) => ({ text: tenths(share) })),
      {
        text: `${signed(change.value * 100, 1)} (${signed(change.low * 100, 1)} to ${
          signed(change.high * 100, 1)
        })`,
        isBold: adjusted < LEVEL,
      },
      { text: shortP(adjusted), isBold: adjusted < LEVEL },
    ]),
    ...{ size: 12, mostHeight: 0.6 },
  });
}

function sharesTitle(segments: readonly ShareChange[]): string {
  const changed = segments.filter(({ adjusted }) => adjusted < LEVEL)
    .toSorted((a, b) => Math.abs(b.change.value) - Math.abs(a.change.value));
  if (changed.length === 0) return "No segment is found to have changed in share";
  const [{ segment, name, change }] = changed;
  const more = changed.length - 1;
  return `Segment ${segment}${name === "" ? "" : ` “${name}”`} ${
    change.value > 0 ? "grew" : "shrank"
  } by ${formatNumber(Math.abs(change.value) * 100, 1)} points${
    more === 0 ? "" : `, and ${countOf(more, "other")} changed`
  }`;
}

interface Moved {
  readonly question: QuestionShift;
  readonly own: CentreShift & {
    readonly shift: NonNullable<CentreShift["shift"]>;
    readonly adjusted: number;
  };
}

/** What segments answered: the largest shifts, those first that are found to have moved. */
export function addDrift(deck: TrackDeck): void {
  const { track: { drift }, look, bars } = deck;
  const tested = drift.flatMap((question) =>
    question.segments.flatMap((own): Moved[] =>
      own.shift === null || own.adjusted === null
        ? []
        : [{ question, own: { ...own, shift: own.shift, adjusted: own.adjusted } }]
    )
  );
  const moved = tested.filter(({ own }) => own.adjusted < LEVEL);
  const order = tested.toSorted((a, b) =>
    Number(b.own.adjusted < LEVEL) - Number(a.own.adjusted < LEVEL) ||
    Math.abs(b.own.shift.value) - Math.abs(a.own.shift.value)
  );
  const shown = order.filter(({ own }) => own.shift.value !== 0).slice(0, MOST_SHIFTS);
  const title = tested.length === 0
    ? "Within segments nothing is compared: fewer than 30 answered in each"
    : moved.length === 0
    ? "Within segments nothing is found to have moved"
    : `Within segments ${formatNumber(moved.length)} of ${
      countOf(tested.length, "mean or share", "means and shares")
    } moved`;
  const slide = addSlide(deck, title, [
    HOW,
    "Shifts are in standard deviations of the question among all respondents of the run. Shown are the largest, " +
    "those first that are found to have moved.",
    ...shown.map(tellMoved),
  ]);
  if (shown.length === 0) return;
  slide.addChart("bar", [{
    name: bars.add("Shift, standard deviations", shown.map(({ own }) => own.shift)),
    labels: shown.map(({ question, own }) => barLabel(`${own.segment}: ${nameOf(question)}`)),
    values: shown.map(({ own }) => own.shift.value),
  }], {
    ...{ x: MARGIN, y: TOP, w: LEFT, h: BOTTOM - TOP, ...BAR_CHART, ...chartType(deck) },
    chartColors: shown.map(({ own }) => look.segment(own.segment - 1)),
    ...{ ...FROM_TOP, catAxisLabelPos: "low", catAxisLabelFontSize: 10 },
    ...{
      showTitle: true,
      title: "Shift by segment, in standard deviations",
      valAxisLabelFormatCode: "0.0",
    },
    altText: shown.map(tellMoved).join(" "),
  });
  addTable(deck, slide, {
    box: { x: RIGHT, y: TOP, w: RIGHT_WIDTH, h: BOTTOM - TOP },
    widths: [RIGHT_WIDTH - 3.3, 0.8, 0.8, 0.8, 0.9],
    head: ["Question", "Segment", "Run", "Wave", "p"].map((text) => ({ text })),
    rows: shown.map(({ question, own }): SlideCell[] => [
      { text: nameOf(question) },
      { text: String(own.segment) },
      { text: own.before === null ? "" : figureOf(question, own.before) },
      { text: own.after === null ? "" : figureOf(question, own.after) },
      { text: shortP(own.adjusted), isBold: own.adjusted < LEVEL },
    ]),
    ...{ size: 11, mostHeight: 0.5 },
  });
}

function tellMoved({ question, own: { segment, shift, adjusted } }: Moved): string {
  return `${nameOf(question)} in segment ${segment}: ${signed(shift.value, 2)} (${
    signed(shift.low, 2)
  } to ${signed(shift.high, 2)}), adjusted ${writeP(adjusted)}.`;
}

/** Whether a new segment appeared. */
export function addUnlike(deck: TrackDeck): void {
  const { track: { unlike, told }, look, bars } = deck;
  const { finding, together, expected, excess, p, binomial, differences } = unlike;
  const title = finding === "none"
    ? "No sign of a new segment"
    : finding === "together"
    ? `A new segment is likely: ${tenths(together!.size.share)} of the wave`
    : "More than expected are unlike any segment, but they do not lie together";
  const words = told.filter((sentence) => /^(New segment|Those )/.test(sentence));
  const slide = addSlide(deck, title, [
    HOW,
    `Expected ${tenths(expected)}, found ${rangeOf(unlike)}; ${points(excess.value)} more; ${
      writeP(p)
    }; by the binomial test ${writeP(binomial)}.`,
    ...words,
  ]);
  const found = { ...unlike, value: unlike.share };
  slide.addChart("bar", [{
    name: bars.add("Unlike any segment", [null, found]),
    labels: ["Expected", "Found"],
    values: [expected, unlike.share],
  }], {
    ...{ x: MARGIN, y: TOP, w: LEFT, h: BOTTOM - TOP, barDir: "col", barGapWidthPct: 90 },
    ...chartType(deck),
    chartColors: [QUIET, look.accent],
    ...{ valAxisMinVal: 0, valAxisLabelFormatCode: "0.0 %", catAxisLabelFontSize: 12 },
    ...{ showTitle: true, title: "Respondents unlike any segment" },
    altText: `Expected ${tenths(expected)}, found ${tenths(unlike.share)}`,
  });
  const hasTable = differences.length > 0;
  addText(deck, slide, {
    text: words.join("\n"),
    box: { x: RIGHT, y: TOP, w: RIGHT_WIDTH, h: hasTable ? 2.2 : BOTTOM - TOP },
    style: { sizes: [16, 14, 12, 11, 10, 9] },
  });
  if (!hasTable) return;
  addTable(deck, slide, {
    box: { x: RIGHT, y: TOP + 2.35, w: RIGHT_WIDTH, h: BOTTOM - TOP - 2.35 },
    widths: [RIGHT_WIDTH - 2.6, 0.8, 0.8, 1],
    head: ["Question", "They", "Others", "Deviations"].map((text) => ({ text })),
    rows: differences.slice(0, MOST_DIFFERENCES).map((each): SlideCell[] => [
      { text: nameOf(each) },
      { text: figureOf(each, each.value) },
      { text: figureOf(each, each.others) },
      { text: signed(each.deviations, 1) },
    ]),
    ...{ size: 11, mostHeight: 0.42 },
  });
}

/** Where members of a panel went; no slide without them. */
export function addPanel(deck: TrackDeck): void {
  const { track: { panel, shares } } = deck;
  if (panel === null) return;
  const { members, id, stayed, stayedBySegment, kappa, adjustedRand, table } = panel;
  const title = `${tenths(stayed.share)} of ${
    countOf(members, "member")
  } of the panel stayed in their segment`;
  const slide = addSlide(deck, title, [
    HOW,
    `Members are found by ${id}. Stayed: ${rangeOf(stayed)}. Kappa ${
      formatNumber(kappa.value, 2)
    } (${formatNumber(kappa.low, 2)} to ${formatNumber(kappa.high, 2)}), adjusted Rand index ${
      formatNumber(adjustedRand, 2)
    }.`,
  ]);
  const names = shares.segments.map(({ segment, name }) => `${segment} ${name}`);
  const own = Math.min(1.2, 7.6 / names.length);
  addTable(deck, slide, {
    box: { x: MARGIN, y: TOP, w: INNER, h: BOTTOM - TOP - 0.4 },
    widths: [INNER - own * names.length - 1, ...names.map(() => own), 1],
    head: [{ text: "From, in rows" }, ...names.map((text) => ({ text })), { text: "Stayed" }],
    rows: table.map((row, from) => {
      const sum = row.reduce((all, count) => all + count, 0);
      const share = stayedBySegment[from];
      return [
        { text: names[from], isBold: true },
        ...row.map((count) => ({
          text: formatNumber(count),
          fill: shadeOf(sum === 0 ? 0 : count / sum),
        })),
        { text: share === null ? "" : tenths(share), isBold: true },
      ];
    }),
    ...{ size: 12, headHeight: 0.75, mostHeight: 0.6 },
  });
  addText(deck, slide, {
    text:
      "Members from the run's segment (rows) in the wave's (columns); the darker, the more of the row.",
    box: { x: MARGIN, y: BOTTOM - 0.35, w: INNER, h: 0.3 },
    style: { sizes: [11, 10, 9] },
  });
}

function rangeOf({ share, low, high }: ToldShare): string {
  return `${tenths(share)} (${tenths(low)} to ${tenths(high)})`;
}

function shortP(p: number): string {
  return p < 0.001 ? "< 0.001" : formatNumber(p, 3);
}

function barLabel(text: string): string {
  return fitText(text, { width: 2.6, height: 0.45, sizes: [11] }).text;
}
