/** Which answers are missing: by question and reason, and by pattern. Runs in browsers. */

import type { ColumnView, MissingPattern } from "../../../pipeline/view/types.ts";
import { itemTexts } from "../kit/words/item_texts.js";
import { quoteQuestion } from "../kit/words/figure_words.js";
import { axisY, barX, barY, dot, lineY, ruleY, text } from "@observablehq/plot";
import { type Caption, spoken } from "./frame/caption.js";
import { countOf, formatNumber, formatShare } from "../kit/words/format.js";
import { label, rect } from "../kit/drawing/shapes.js";
import { svg } from "../kit/elements.js";
import { FAINT, INK, MUTED, TICK_SIZE } from "../kit/drawing/theme.js";
import { largest } from "../kit/lists.js";
import { fitNames, textWidth, widestText } from "../kit/drawing/measure.js";
import { segmentColor } from "../kit/drawing/palette.js";
import { chartWords, GRID, NAME_AXIS, plotChart } from "./frame/plot_drawing.js";

/** Options of {@link missingChart} and {@link missingPatterns}. */
export interface MissingOptions {
  /** Pixels. */
  readonly width: number;
  /** Respondents in the file. */
  readonly n: number;
}

const MOST_COLUMNS = 20;
const ROW = 22;
/** Reasons in a fixed order, so that a reason keeps its colour. */
const REASONS = [
  { reason: "blank", text: "left blank", color: FAINT },
  { reason: "marked", text: "marked as missing", color: segmentColor(0) },
  { reason: "error", text: "spreadsheet error", color: segmentColor(5) },
  { reason: "not_asked", text: "not asked", color: segmentColor(1) },
  { reason: "dont_know", text: "don't know", color: segmentColor(2) },
  { reason: "refused", text: "refused", color: segmentColor(3) },
  { reason: "not_applicable", text: "not applicable", color: segmentColor(4) },
  { reason: "untold", text: "reasons not shown", color: segmentColor(6) },
] as const;

/** The caption of {@link missingChart}. */
export function describeMissing(columns: readonly ColumnView[], n: number): Caption {
  const gappy = withGaps(columns);
  const rest = gappy.length - MOST_COLUMNS;
  const subtitle = `Respondents without an answer by question and reason, per cent; ` +
    `n = ${formatNumber(n)}`;
  const filename = "missing-answers";
  if (gappy.length === 0) return { title: "Every question is answered by all", subtitle, filename };
  const [worst] = gappy;
  return {
    title: `${countOf(gappy.length, "question")} of ${formatNumber(columns.length)} have gaps; ` +
      `most in ${quoteQuestion(worst.text.item)}: ${formatShare(gapsOf(worst) / n)}`,
    subtitle,
    ...(rest > 0
      ? {
        note: `The ${MOST_COLUMNS} with most gaps; ${formatNumber(rest)} more have at most ` +
          `${formatShare(gapsOf(gappy[MOST_COLUMNS]) / n)}.`,
      }
      : {}),
    filename,
  };
}

/** Draws a bar a question, split by the reason of the gaps, most gaps first. */
export function missingChart(
  columns: readonly ColumnView[],
  { width, n }: MissingOptions,
): HTMLElement {
  const gappy = withGaps(columns).slice(0, MOST_COLUMNS);
  if (gappy.length === 0) {
    return chartWords("No answer is missing: nothing had to be left out or filled in.");
  }
  const parts = gappy.flatMap(partsOf);
  const { key, bottom: marginTop } = reasonKey(parts, width);
  const short = itemTexts(gappy.map(({ text }) => text));
  const widest = widestText(short);
  const marginLeft = Math.min(width * 0.45, widest + 8);
  const names = fitNames(short, marginLeft - 8);
  return plotChart({
    width,
    height: marginTop + gappy.length * ROW,
    marginTop,
    marginLeft,
    marginRight: textWidth(formatShare(1)) + 8,
    finding: spoken(describeMissing(columns, n)),
    x: { axis: null },
    y: { padding: 0.36, paddingOuter: 0.18 },
    marks: [
      () => key,
      axisY({ ...NAME_AXIS, tickFormat: (y: number) => names[y] }),
      barX(parts, { x: "count", y: "y", fill: "color", title: "told" }),
      text(gappy, {
        x: gapsOf,
        y: (_, y) => y,
        text: (column) => formatShare(gapsOf(column) / n),
        textAnchor: "start",
        dx: 5,
      }),
    ],
  });
}

function gapsOf({ missing }: ColumnView): number {
  return missing.reduce((sum, { count }) => sum + count, 0);
}

function withGaps(columns: readonly ColumnView[]): ColumnView[] {
  return columns.filter((column) => gapsOf(column) > 0).sort((a, b) => gapsOf(b) - gapsOf(a));
}

/** The gaps of a question by reason.
 * @param y Its place among the bars.
 */
function partsOf({ text: { full }, missing }: ColumnView, y: number) {
  const parts = REASONS.flatMap(({ reason, text, color }) =>
    missing.filter((part) => part.reason === reason).map(({ count }) => ({ count, text, color }))
  );
  const facts = parts.map(({ count, text }) => `${formatNumber(count)} ${text}`);
  return parts.map((part) => ({ ...part, y, told: `${full}: ${facts.join(", ")}` }));
}

/** Names the colours, in rows where one does not hold them. */
function reasonKey(parts: readonly { readonly text: string }[], width: number) {
  let [x, y] = [0, 4];
  const marks = REASONS.filter((reason) => parts.some(({ text }) => text === reason.text))
    .flatMap(({ text, color }) => {
      const room = 15 + textWidth(text, { size: TICK_SIZE });
      if (x > 0 && x + room > width) [x, y] = [0, y + 16];
      const at = x;
      x += room + 12;
      return [
        rect([at, y, 10, 10], { fill: color, rx: 2 }),
        label(text, { x: at + 15, y: y + 5, size: TICK_SIZE, color: MUTED }),
      ];
    });
  return { key: svg("g", marks), bottom: y + 22 };
}

const MOST_ROWS = 15;
/** Pixels of a row of patterns; in rows: the highest bar, where bars stand, and what is above. */
const PATTERN_ROW = 18;
const BARS = 2;
const FOOT = -0.7;
const ABOVE = 4;

/** The caption of {@link missingPatterns}. */
export function describePatterns(patterns: readonly MissingPattern[], n: number): Caption {
  const whole = patterns.find(({ columns }) => columns.length === 0)?.count ?? 0;
  const columns = columnsOf(patterns);
  const rest = columns.length - MOST_ROWS;
  return {
    title: `${formatShare(whole / n)} of respondents answered everything`,
    subtitle:
      `The ${countOf(patterns.length, "most frequent pattern")} of unanswered questions and ` +
      `how many respondents have it; n = ${formatNumber(n)}`,
    ...(rest > 0
      ? { note: `${countOf(rest, "question")} with fewer gaps in these patterns not shown.` }
      : {}),
    filename: "missing-patterns",
  };
}

/** Draws a column a pattern: its respondents as a bar, its unanswered questions as dots. */
export function missingPatterns(
  patterns: readonly MissingPattern[],
  { width, n }: MissingOptions,
): HTMLElement {
  const shown = columnsOf(patterns).slice(0, MOST_ROWS);
  const names = shown.map(({ text }) => text);
  const rows = names.map((_, row) => row);
  const widest = largest(names.map((name) => textWidth(name, { size: TICK_SIZE })), -10);
  const marginLeft = Math.min(width * 0.42, widest + 10);
  const fitted = fitNames(names, marginLeft - 10, { size: TICK_SIZE });
  const step = Math.min(44, (width - marginLeft) / Math.max(1, patterns.length));
  const most = largest(patterns.map(({ count }) => count), 1);
  const bars = patterns.map(({ columns, texts, count }, x) => ({
    x,
    count,
    top: FOOT - Math.max(0.05, count / most * BARS),
    color: columns.length === 0 ? segmentColor(2) : MUTED,
    told: `${countOf(count, "respondent")} (${formatShare(count / n)}): ${
      columns.length === 0 ? "answered everything" : `without ${texts.join(", ")}`
    }`,
  }));
  const dots = patterns.flatMap(({ columns }, x) =>
    rows.filter((row) => columns.includes(shown[row].name)).map((row) => ({ x, row }))
  );
  const whole = names.length === 0 ? [] : bars.filter((_, i) => patterns[i].columns.length === 0);
  return plotChart({
    width,
    height: (names.length + ABOVE) * PATTERN_ROW,
    marginLeft,
    marginRight: width - marginLeft - step * patterns.length,
    finding: spoken(describePatterns(patterns, n)),
    x: { type: "band", padding: 0.4, paddingOuter: 0.2, axis: null },
    // Bars stand above the rows, on the rows' scale.
    y: { domain: [names.length - 0.5, -0.5 - ABOVE], axis: null },
    marks: [
      ruleY(rows, { ...GRID, y: (row) => row + 0.5 }),
      axisY(rows, {
        ...NAME_AXIS,
        fontSize: TICK_SIZE,
        tickFormat: (row: number) => fitted[row],
      }),
      barY(bars, { x: "x", y1: FOOT, y2: "top", fill: "color", title: "told" }),
      text(bars, {
        x: "x",
        y: "top",
        text: ({ count }) => formatNumber(count),
        fontSize: TICK_SIZE,
        ...(step < 36 ? { rotate: -90, textAnchor: "start", dy: -4 } : { dy: -7 }),
      }),
      lineY(dots, { x: "x", y: "row", z: "x", strokeWidth: 1.5 }),
      dot(dots, { x: "x", y: "row", r: 4, fill: INK }),
      dot(whole, { x: "x", y: 0, r: 4, stroke: segmentColor(2) }),
    ],
  });
}

/** Questions in the patterns, those with most respondents first. */
function columnsOf(patterns: readonly MissingPattern[]): { name: string; text: string }[] {
  const counts = new Map<string, number>();
  const textOf = new Map<string, string>();
  for (const { columns, texts, count } of patterns) {
    columns.forEach((name, c) => {
      counts.set(name, (counts.get(name) ?? 0) + count);
      textOf.set(name, texts[c]);
    });
  }
  return [...counts].sort(([, a], [, b]) => b - a)
    .map(([name]) => ({ name, text: textOf.get(name) ?? name }));
}
