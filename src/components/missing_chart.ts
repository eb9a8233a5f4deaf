/** Which answers are missing: by question and reason, and by pattern. Runs in browsers. */

import type { ColumnView, MissingPattern } from "../../pipeline/view/types.ts";
import { type Caption, spoken } from "./caption.js";
import { countOf, formatNumber, formatShare } from "./format.js";
import { drawing, FAINT, html, INK, label, line, MUTED, rect, svg, TICK_SIZE } from "./ink.js";
import { fitText, textWidth } from "./measure.js";
import { segmentColor } from "./palette.js";

/** Options of {@link missingChart} and {@link missingPatterns}. */
export interface MissingOptions {
  /** Pixels. */
  readonly width: number;
  /** Respondents in the file. */
  readonly n: number;
}

const MOST_COLUMNS = 20;
const ROW = 22;
const TOP = 26;
/** Reasons in a fixed order, so that a reason keeps its colour. */
const REASONS = [
  { reason: "blank", text: "left blank", color: FAINT },
  { reason: "marked", text: "marked as missing", color: segmentColor(0) },
  { reason: "error", text: "spreadsheet error", color: segmentColor(5) },
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
      `most in ${worst.label}: ${formatShare(gapsOf(worst) / n)}`,
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
  const host = html("div", [], { class: "chart-host" });
  if (gappy.length === 0) {
    host.append(html("p", "No answer is missing: nothing had to be left out or filled in."));
    return host;
  }
  const left = Math.min(
    width * 0.45,
    Math.max(...gappy.map((column) => textWidth(column.label))) + 8,
  );
  const right = textWidth(formatShare(1)) + 8;
  const most = gapsOf(gappy[0]) / n;
  const length = (share: number) => share / most * (width - left - right);
  host.append(drawing([
    ...reasonKey(gappy),
    ...gappy.map((column, i) => {
      let x = left;
      const parts = partsOf(column).map(({ count, color }) => {
        const bar = rect([x, 4, length(count / n), ROW - 8], { fill: color });
        x += length(count / n);
        return bar;
      });
      return svg("g", [
        svg(
          "title",
          `${column.label}: ${
            partsOf(column).map(({ count, text }) => `${formatNumber(count)} ${text}`).join(", ")
          }`,
        ),
        label(fitText(column.label, left - 8), { x: left - 8, y: ROW / 2, anchor: "end" }),
        ...parts,
        label(formatShare(gapsOf(column) / n), { x: x + 5, y: ROW / 2 }),
      ], { transform: `translate(0 ${TOP + i * ROW})` });
    }),
  ], {
    width,
    height: TOP + gappy.length * ROW,
    label: spoken(describeMissing(columns, n)),
  }));
  return host;
}

function gapsOf({ missing }: ColumnView): number {
  return missing.reduce((sum, { count }) => sum + count, 0);
}

function withGaps(columns: readonly ColumnView[]): ColumnView[] {
  return columns.filter((column) => gapsOf(column) > 0).sort((a, b) => gapsOf(b) - gapsOf(a));
}

function partsOf({ missing }: ColumnView): { count: number; text: string; color: string }[] {
  return REASONS.flatMap(({ reason, text, color }) => {
    const part = missing.find((each) => each.reason === reason);
    return part === undefined ? [] : [{ count: part.count, text, color }];
  });
}

/** Names the colours, where there is more than one. */
function reasonKey(gappy: readonly ColumnView[]): SVGElement[] {
  const used = REASONS.filter(({ reason }) =>
    gappy.some(({ missing }) => missing.some((part) => part.reason === reason))
  );
  let x = 0;
  return used.flatMap(({ text, color }) => {
    const at = x;
    x += 15 + textWidth(text, { size: TICK_SIZE }) + 12;
    return [
      rect([at, 4, 10, 10], { fill: color, rx: 2 }),
      label(text, { x: at + 15, y: 9, size: TICK_SIZE, color: MUTED }),
    ];
  });
}

const MOST_ROWS = 15;
const COUNTS = 74;

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
  const names = columnsOf(patterns).slice(0, MOST_ROWS);
  const left = names.length === 0
    ? 0
    : Math.min(width * 0.42, Math.max(...names.map((name) => textWidth(name))) + 10);
  const step = Math.min(44, (width - left) / Math.max(1, patterns.length));
  const most = Math.max(1, ...patterns.map(({ count }) => count));
  const rowY = (row: number) => COUNTS + 14 + row * 18;
  const host = html("div", [], { class: "chart-host" });
  const bottom = rowY(names.length);
  host.append(drawing([
    ...names.flatMap((name, row) => [
      label(fitText(name, left - 10), {
        x: left - 10,
        y: rowY(row),
        anchor: "end",
        size: TICK_SIZE,
      }),
      line([left, rowY(row) + 9, left + step * patterns.length, rowY(row) + 9]),
    ]),
    ...patterns.map(({ columns, count }, i) => {
      const x = left + (i + 0.5) * step;
      const bar = Math.max(1, count / most * (COUNTS - 42));
      const rows = names.flatMap((name, row) => columns.includes(name) ? [row] : []);
      return svg("g", [
        svg(
          "title",
          `${countOf(count, "respondent")} (${formatShare(count / n)}): ${
            columns.length === 0 ? "answered everything" : `without ${columns.join(", ")}`
          }`,
        ),
        rect([x - step * 0.3, COUNTS - bar, step * 0.6, bar], {
          fill: columns.length === 0 ? segmentColor(2) : INK,
          opacity: columns.length === 0 ? 1 : 0.75,
        }),
        label(formatNumber(count), {
          x,
          y: COUNTS - bar - 5,
          size: TICK_SIZE,
          ...(step < 36 ? { turn: -90 } : { anchor: "middle" as const }),
        }),
        ...(rows.length > 1
          ? [line([x, rowY(rows[0]), x, rowY(rows[rows.length - 1])], { color: INK, width: 1.5 })]
          : []),
        ...rows.map((row) => svg("circle", [], { cx: x, cy: rowY(row), r: 4, fill: INK })),
        columns.length === 0 && names.length > 0
          ? svg("circle", [], { cx: x, cy: rowY(0), r: 4, fill: "none", stroke: segmentColor(2) })
          : null,
      ]);
    }),
  ], { width, height: bottom, label: spoken(describePatterns(patterns, n)) }));
  return host;
}

/** Questions in the patterns, those with most respondents first. */
function columnsOf(patterns: readonly MissingPattern[]): string[] {
  const counts = new Map<string, number>();
  for (const { columns, count } of patterns) {
    for (const name of columns) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
}
