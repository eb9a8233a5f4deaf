/** What every segment answered to each question that formed them, with the questions that mark it. Runs in browsers. */

import type { MarkerRow } from "../../../../pipeline/view/target/target_types.ts";
import { drawing, label, line, rect } from "../../kit/drawing/shapes.js";
import { fitTexts } from "../../kit/drawing/measure.js";
import { segmentColor } from "../../kit/drawing/palette.js";
import { HAIRLINE, INK, MUTED, PAPER } from "../../kit/drawing/theme.js";
import { html, svg } from "../../kit/elements.js";
import { rowFullTitle, rowTitles, writeValue } from "../../kit/words/figure_words.js";
import { countOf, formatNumber } from "../../kit/words/format.js";
import { type Caption, fitTitles, segmentTitle, spoken } from "../frame/caption.js";

/** Options of {@link profilePlot}. */
export interface ProfilePlotOptions {
  /** Pixels. */
  readonly width: number;
  /** One a segment. */
  readonly names: readonly string[];
  /** All that are in segments. */
  readonly respondents: number;
}

/** Rows that are drawn: more are no picture. */
const MOST_ROWS = 25;
const ROW = 19;
const BAR = 11;
const HEAD = 26;
const GAP = 18;
const LEAST_PANEL = 130;
const LABELS = 0.3;
const MOST_LABELS = 300, LEAST_LABELS = 150;
const PALE = 0.2;

/** The caption of {@link profilePlot}. */
export function describeProfilePlot(
  rows: readonly MarkerRow[],
  { names, respondents }: Omit<ProfilePlotOptions, "width">,
): Caption {
  const counts = names.map((_, g) => rows.filter(({ marks }) => marks[g]).length);
  const most = counts.indexOf(counts.reduce((a, b) => Math.max(a, b), 0));
  const title = counts[most] > 0
    ? `${segmentTitle(most, names)} is marked by most questions: ${formatNumber(counts[most])} of ${
      formatNumber(rows.length)
    }`
    : "No segment differs so much in any question that it would be marked by it";
  const isMixed =
    new Set(rows.map(({ statistic, from, to }) => `${statistic} ${from} ${to}`)).size > 1;
  return {
    title,
    subtitle: `Bars: the segment's ${
      rows.every(({ statistic }) => statistic === "share") ? "share" : "mean or share"
    }; dots: that of all; strong: marks the segment; n = ${formatNumber(respondents)}`,
    note:
      "A question marks a segment whose mean lies from that of all by a quarter of the highest mean of all " +
      "questions of the same scale, or by half of its own." +
      (isMixed ? " Each bar reaches over its question's own scale." : "") +
      (rows.length > MOST_ROWS
        ? ` ${countOf(rows.length - MOST_ROWS, "more row")} of questions that differ less ${
          rows.length - MOST_ROWS === 1 ? "is" : "are"
        } not drawn.`
        : ""),
    filename: "segment-profiles",
  };
}

/** Draws a panel a segment, side by side as far as there is room; questions that differ most stand first.
 * @param rows In that order.
 */
export function profilePlot(
  rows: readonly MarkerRow[],
  { width, names, respondents }: ProfilePlotOptions,
): HTMLElement {
  const shown = rows.slice(0, MOST_ROWS);
  const labels = Math.max(LEAST_LABELS, Math.min(MOST_LABELS, width * LABELS));
  const room = width - labels;
  const fits = Math.max(1, Math.floor(room / (LEAST_PANEL + GAP)));
  const across = Math.ceil(names.length / Math.ceil(names.length / fits));
  const panel = room / across - GAP;
  const titles = fitTitles(names, panel, { weight: 600 });
  const texts = fitTexts(rowTitles(shown), labels - 10);
  const block = HEAD + shown.length * ROW + GAP;
  const blocks = Math.ceil(names.length / across);
  const marks = Array.from({ length: blocks }, (_, b) => {
    const top = b * block;
    return svg("g", [
      ...texts.map((text, r) =>
        svg("g", [
          svg("title", rowFullTitle(shown[r])),
          label(text, { x: 0, y: top + HEAD + (r + 0.5) * ROW }),
        ])
      ),
      ...titles.slice(b * across, (b + 1) * across).map((title, i) =>
        panelMarks(shown, {
          ...{ segment: b * across + i, title, width: panel, top },
          left: labels + GAP + i * (panel + GAP) - GAP / 2,
        })
      ),
    ]);
  });
  const drawn = drawing(marks, {
    width,
    height: blocks * block - GAP + 4,
    label: `${spoken(describeProfilePlot(rows, { names, respondents }))} ${
      tellMarks(shown, names)
    }`,
  });
  return html("div", [drawn], { class: "chart-host" });
}

function panelMarks(
  rows: readonly MarkerRow[],
  { segment, title, left, width, top }: {
    readonly segment: number;
    readonly title: string;
    readonly left: number;
    readonly width: number;
    readonly top: number;
  },
): SVGElement {
  const color = segmentColor(segment);
  const bottom = top + HEAD + rows.length * ROW;
  return svg("g", [
    label(title, { x: left, y: top + HEAD / 2 - 2, weight: 600 }),
    line([left, top + HEAD, left, bottom], { color: HAIRLINE }),
    ...rows.map((row, r) => {
      const { from, to, total } = row;
      const value = row.values[segment];
      const isMark = row.marks[segment];
      const y = top + HEAD + (r + 0.5) * ROW;
      const lengthOf = (figure: number) =>
        to > from ? Math.max(0, Math.min(1, (figure - from) / (to - from))) * (width - 6) : 0;
      return svg("g", [
        svg("title", tellRow(row, segment, title)),
        value === null ? null : rect([left, y - BAR / 2, lengthOf(value), BAR], {
          ...{ fill: color, "fill-opacity": isMark ? 1 : PALE, rx: 1 },
          ...(isMark ? {} : { stroke: color, "stroke-opacity": 0.45, "stroke-width": 0.75 }),
        }),
        svg("circle", [], {
          ...{ cx: left + lengthOf(total), cy: y, r: 3.2, stroke: PAPER, "stroke-width": 1.2 },
          fill: isMark ? INK : MUTED,
        }),
      ], { "data-mark": isMark ? "strong" : "pale" });
    }),
  ]);
}

function tellRow(row: MarkerRow, segment: number, title: string): string {
  const { statistic, total } = row;
  const value = row.values[segment];
  const figure = value === null ? "too few answers" : writeValue(value, statistic);
  return `${rowFullTitle(row)}, ${title}: ${figure}, all ${writeValue(total, statistic)}${
    row.marks[segment] ? "; marks the segment" : ""
  }`;
}

function tellMarks(rows: readonly MarkerRow[], names: readonly string[]): string {
  const titles = rowTitles(rows);
  return names.map((_, g) => {
    const own = titles.filter((_, r) => rows[r].marks[g]);
    return `${segmentTitle(g, names)}: ${own.length === 0 ? "none" : own.join(", ")}`;
  }).join("; ");
}
