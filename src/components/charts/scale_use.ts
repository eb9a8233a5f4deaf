/** How respondents use the scale they rate on, and its items before and after that is taken out. Runs in browsers. */

import type {
  ItemSpread,
  RatingScaleView,
  ScaleUseView,
  UseHistogram,
} from "../../../pipeline/view/scale_use_types.ts";
import { dot, link, type Markish, rect, text } from "@observablehq/plot";
import { type Caption, segmentTitle, spoken } from "./frame/caption.js";
import { countOf, formatNumber, formatShare } from "../kit/words/format.js";
import { FAINT, FOCUS, HAIRLINE, MUTED, TICK_SIZE } from "../kit/drawing/theme.js";
import { itemTexts } from "../kit/words/item_texts.js";
import { largest, smallest } from "../kit/lists.js";
import { fitNames, textWidth, widestText } from "../kit/drawing/measure.js";
import { segmentColor, segmentShape } from "../kit/drawing/palette.js";
import { plotChart, type PlotDrawingOptions, REMARK } from "./frame/plot_drawing.js";

/** Options of {@link scaleUseChart}. */
export interface ScaleUseOptions {
  /** Pixels. */
  readonly width: number;
  /** Names of the segments. */
  readonly names: readonly string[];
}

const ROW = 18;
const BARS = 84;
const GAP = 28;
/** Room for the half of a number at a panel's end. */
const INSET = 12;
const HEAD = 20;
const FOOT = 26;
/** Above the items, so that they stand apart. */
const APART = 18;
/** Steps between the numbers below a panel. */
const STEPS = [0.1, 0.5, 1, 2, 5, 10, 20, 50];
const MOST_ITEMS = 20;
const MOST_SEGMENTS = 8;

/** The caption of {@link scaleUseChart}. */
export function describeScaleUse({ method, scales }: ScaleUseView): Caption {
  const [{ title, levelShare, items }, ...others] = scales;
  const share = formatShare(levelShare);
  const ratings = countOf(items.length, "rating");
  const chance = formatShare(1 / items.length);
  const rest = items.length - MOST_ITEMS;
  return {
    title: method === "none"
      ? `Respondents' own level makes ${share} of the differences in ${ratings}`
      : `${share} of the differences in ${ratings} were respondents' own level, now taken out`,
    subtitle:
      `Above: means and standard deviations of each respondent's own answers to ${title}, ` +
      "respondents and means of the segments. Below: mean ± standard deviation of each item, as " +
      `answered and less the respondent's own mean${
        method === "standardize" ? ", in own standard deviations" : ""
      }`,
    note: [
      `It would be ${chance} if answers to the items had nothing to do with each other.`,
      ...(rest > 0 ? [`${countOf(rest, "item")} between those shown left out.`] : []),
      ...others.map((other) => `Of ${other.title} it is ${formatShare(other.levelShare)}.`),
    ].join(" "),
    filename: "scale-use",
  };
}

/** Draws the scale with most items: above how respondents use it, below its items before and after. */
export function scaleUseChart(view: ScaleUseView, options: ScaleUseOptions): HTMLElement {
  const finding = spoken(describeScaleUse(view));
  const [scale] = view.scales;
  return plotChart(
    { ...useDrawing(scale, options), finding },
    { ...itemsDrawing(view, options), finding },
  );
}

type Drawing = Omit<PlotDrawingOptions, "finding">;
type Place = (value: number) => number;

/** Two histograms side by side, the segments' means above their bars. */
function useDrawing(
  { levels, spreads }: RatingScaleView,
  { width, names }: ScaleUseOptions,
): Drawing {
  const half = (width - GAP) / 2;
  const shown = Math.min(MOST_SEGMENTS, levels.segments.length);
  const bars = HEAD + shown * ROW;
  const bottom = bars + BARS;
  const panels = [
    { titles: ["Own mean"], from: 0, histogram: levels },
    {
      titles: ["Own standard deviation", "Own deviation"],
      from: half + GAP,
      histogram: spreads,
    },
  ];
  return {
    width,
    height: bottom + FOOT + APART,
    x: { type: "identity", axis: null },
    y: { type: "identity", axis: null },
    marks: panels.flatMap(({ titles, from, histogram }) => {
      const place = placeIn([histogram.from, histogram.to], [from + INSET, from + half - INSET]);
      return [
        titleMark(titles, { x: from, width: half }),
        ...barMarks(histogram, { place, top: bars, bottom }),
        ...segmentMarks(histogram, { place, names, shown, most: from + half }),
        ...tickMarks([histogram.from, histogram.to], { place, y: bottom }),
      ];
    }),
  };
}

/** The first of some titles that has room. */
function titleMark(
  titles: readonly string[],
  { x, width }: { readonly x: number; readonly width: number },
): Markish {
  const title = titles.find((each) => textWidth(each, { weight: 600 }) <= width) ??
    titles[titles.length - 1];
  return text([title], { x, y: 7, textAnchor: "start", fontWeight: 600 });
}

/** Where values lie, in pixels. */
function placeIn(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
): Place {
  return (value) => from + (value - low) / (high - low) * (to - from);
}

function barMarks(
  { from, to, counts }: UseHistogram,
  { place, top, bottom }: { place: Place; top: number; bottom: number },
): Markish[] {
  const most = largest(counts, 1);
  const step = (to - from) / counts.length;
  const bins = counts.map((count, b) => ({
    count,
    low: from + b * step,
    high: from + (b + 1) * step,
  }));
  return [
    rect(bins.filter(({ count }) => count > 0), {
      x1: ({ low }) => place(low) + 0.5,
      x2: ({ high }) => place(high) - 0.5,
      y1: ({ count }) => bottom - Math.max(1, count / most * (bottom - top - 4)),
      y2: bottom,
      fill: FAINT,
      title: ({ low, high, count }) =>
        `${formatNumber(low, 2)} to ${formatNumber(high, 2)}: ${countOf(count, "respondent")}`,
    }),
  ];
}

function segmentMarks(
  { segments }: UseHistogram,
  { place, names, shown, most }: {
    place: Place;
    names: readonly string[];
    shown: number;
    most: number;
  },
): Markish[] {
  const rows = segments.slice(0, shown).map((mean, g) => {
    const x = place(mean);
    const words = `${g + 1} · ${formatNumber(mean, 2)}`;
    const isRight = x + 10 + textWidth(words, { size: TICK_SIZE }) <= most;
    return { x, y: HEAD + ROW * (g + 0.5), g, words, isRight, told: segmentTitle(g, names) };
  });
  const words = (isRight: boolean): Markish =>
    text(rows.filter((row) => row.isRight === isRight), {
      x: "x",
      y: "y",
      text: "words",
      fontSize: TICK_SIZE,
      textAnchor: isRight ? "start" : "end",
      dx: isRight ? 9 : -9,
    });
  return [
    ...rows.map(({ g, ...row }) =>
      dot([row], {
        x: "x",
        y: "y",
        r: 4.5,
        symbol: segmentShape(g),
        fill: segmentColor(g),
        title: ({ told, words }) => `${told}: ${words}`,
      })
    ),
    words(true),
    words(false),
  ];
}

/** Numbers below a panel, as many as there is room for. */
function tickMarks(
  [low, high]: readonly [number, number],
  { place, y }: { place: Place; y: number },
): Markish[] {
  const room = (place(high) - place(low)) / 34;
  const step = STEPS.find((each) => (high - low) / each <= room) ?? high - low;
  const first = Math.ceil(low / step);
  const ticks = Array.from(
    { length: Math.floor(high / step) - first + 1 },
    (_, t) => (first + t) * step,
  );
  const decimals = step < 1 ? 1 : 0;
  return [
    text(ticks, { x: place, y: y + 13, text: (tick) => formatNumber(tick, decimals), ...REMARK }),
  ];
}

/** Where one item lies in a panel. */
interface ItemRow extends ItemSpread {
  readonly y: number;
  readonly told: string;
}

/** Items as rows, as answered and after, those rated highest first. */
function itemsDrawing(
  { method, scales: [scale] }: ScaleUseView,
  { width }: ScaleUseOptions,
): Drawing {
  const items = itemsShown(scale);
  const names = itemTexts(items.map(({ text }) => text));
  const widest = widestText(names);
  const left = Math.min(width * 0.36, widest + 10);
  const fitted = fitNames(names, left - 10);
  const half = (width - left - GAP) / 2;
  const bottom = HEAD + items.length * ROW;
  const rowsOf = (part: "before" | "after"): ItemRow[] =>
    items.map((item, i) => ({
      ...item[part],
      y: HEAD + ROW * (i + 0.5),
      told: items[i].text.full,
    }));
  const after = rowsOf("after");
  const reach = largest(
    after.map(({ mean, deviation }) => Math.abs(mean) + deviation),
    method === "standardize" ? 0 : (scale.high - scale.low) / 2,
  );
  const panel = (from: number, domain: readonly [number, number]) => ({
    domain,
    place: placeIn(domain, [from + INSET, from + half - INSET]),
  });
  return {
    width,
    height: bottom + FOOT,
    x: { type: "identity", axis: null },
    y: { type: "identity", axis: null },
    marks: [
      text(names, {
        x: left - 10,
        y: (_, i) => HEAD + ROW * (i + 0.5),
        text: (_, i) => fitted[i],
        textAnchor: "end",
        title: (_, i) => items[i].text.full,
      }),
      ...itemMarks(rowsOf("before"), {
        ...panel(left, beforeDomain(scale)),
        titles: ["Before: as answered", "Before"],
        width: half,
        color: MUTED,
        bottom,
      }),
      ...itemMarks(after, {
        ...panel(left + half + GAP, [-reach, reach]),
        titles: [
          `After: ${method === "standardize" ? "in own deviations" : "less own mean"}`,
          "After",
        ],
        width: half,
        color: FOCUS,
        bottom,
        middle: 0,
      }),
    ],
  };
}

function itemsShown({ items }: RatingScaleView): RatingScaleView["items"] {
  const sorted = items.toSorted((a, b) => b.before.mean - a.before.mean);
  if (sorted.length <= MOST_ITEMS) return sorted;
  return [...sorted.slice(0, MOST_ITEMS / 2), ...sorted.slice(-MOST_ITEMS / 2)];
}

/** The scale, and what a deviation adds beyond its ends. */
function beforeDomain({ low, high, items }: RatingScaleView): [number, number] {
  const spreads = items.map(({ before }) => before);
  return [
    smallest(spreads.map(({ mean, deviation }) => mean - deviation), low),
    largest(spreads.map(({ mean, deviation }) => mean + deviation), high),
  ];
}

function itemMarks(
  rows: readonly ItemRow[],
  { place, domain, titles, width, color, bottom, middle }: {
    place: Place;
    domain: readonly [number, number];
    titles: readonly string[];
    width: number;
    color: string;
    bottom: number;
    middle?: number;
  },
): Markish[] {
  const told = ({ told, mean, deviation }: ItemRow): string =>
    `${told}: ${formatNumber(mean, 2)} ± ${formatNumber(deviation, 2)}`;
  return [
    titleMark(titles, { x: place(domain[0]) - INSET, width }),
    ...(middle === undefined ? [] : [
      link([middle], { x1: place, x2: place, y1: HEAD, y2: bottom, stroke: HAIRLINE }),
    ]),
    link(rows, {
      x1: ({ mean, deviation }) => place(mean - deviation),
      x2: ({ mean, deviation }) => place(mean + deviation),
      y1: "y",
      y2: "y",
      stroke: color,
      strokeWidth: 3,
      strokeOpacity: 0.45,
      title: told,
    }),
    dot(rows, { x: ({ mean }) => place(mean), y: "y", r: 4, fill: color, title: told }),
    ...tickMarks(domain, { place, y: bottom }),
  ];
}
