/** How similar all respondents are to each segment: those well set apart have a gorge between low and high. Runs in browsers. */

import type { GorgeView } from "../../../../pipeline/view/target/target_types.ts";
import { drawing, label, line, rect } from "../../kit/drawing/shapes.js";
import { largest, smallest } from "../../kit/lists.js";
import { segmentColor } from "../../kit/drawing/palette.js";
import { FAINT, HAIRLINE, MUTED, TICK_SIZE } from "../../kit/drawing/theme.js";
import { html, svg } from "../../kit/elements.js";
import { formatNumber, formatShare } from "../../kit/words/format.js";
import { type Caption, fitTitles, segmentTitle, spoken } from "../frame/caption.js";

/** Options of {@link gorgePlot}. */
export interface GorgeOptions {
  /** Pixels. */
  readonly width: number;
  /** One a segment. */
  readonly names: readonly string[];
}

const LEAST_PANEL = 200, GAP = 22;
const HEAD = 40, PLOT = 96, BASE = 24;

/** The caption of {@link gorgePlot}. */
export function describeGorges(
  { segments, n }: GorgeView,
  names: readonly string[],
): Caption {
  const shares = segments.map(({ between }) => between);
  const [least, most] = [shares.indexOf(smallest(shares)), shares.indexOf(largest(shares))];
  return {
    title: least === most
      ? `${formatShare(shares[least])} of respondents are neither like nor unlike each segment`
      : `${segmentTitle(least, names)} is set apart best, ${segmentTitle(most, names)} least`,
    subtitle:
      "Similarity of each respondent to the segment, 0 to 1; coloured: its own respondents, grey: all " +
      `others; n = ${formatNumber(n)}`,
    note:
      "In between, from 0.25 to 0.75, are those who may belong there as well as elsewhere: few make a " +
      "gorge. The fewer questions there are, the more lie in between.",
    filename: "gorges",
  };
}

/** Draws a panel a segment: respondents by similarity, all panels to one height. */
export function gorgePlot(view: GorgeView, { width, names }: GorgeOptions): HTMLElement {
  const { segments, bins } = view;
  const fits = Math.max(1, Math.floor((width + GAP) / (LEAST_PANEL + GAP)));
  const across = Math.ceil(names.length / Math.ceil(names.length / fits));
  const panel = (width - GAP * (across - 1)) / across;
  const titles = fitTitles(names, panel, { weight: 600 });
  const most = largest(
    segments.flatMap(({ own, others }) => own.map((count, b) => count + others[b])),
    1,
  );
  const block = HEAD + PLOT + BASE;
  const column = panel / bins;
  const marks = segments.map(({ own, others, between }, g) => {
    const [left, top] = [(g % across) * (panel + GAP), Math.floor(g / across) * block];
    const bottom = top + HEAD + PLOT;
    const heightOf = (count: number) => count / most * PLOT;
    return svg("g", [
      svg("title", tellPanel(view, g, names)),
      rect([left + panel * 0.25, top + HEAD, panel * 0.5, PLOT], {
        ...{ fill: HAIRLINE, "fill-opacity": 0.45 },
      }),
      label(titles[g], { x: left, y: top + 9, weight: 600 }),
      label(`${formatShare(between)} in between`, { x: left, y: top + 26, color: MUTED }),
      ...own.flatMap((count, b) => {
        const x = left + b * column + 0.5;
        const [lower, upper] = [heightOf(count), heightOf(others[b])];
        return [
          rect([x, bottom - lower, column - 1, lower], { fill: segmentColor(g) }),
          rect([x, bottom - lower - upper, column - 1, upper], { fill: FAINT }),
        ];
      }),
      line([left, bottom, left + panel, bottom], { color: MUTED }),
      ...[0, 0.5, 1].map((at, i) =>
        label(String(at), {
          ...{ x: left + at * panel, y: bottom + 11, size: TICK_SIZE, color: MUTED },
          anchor: (["start", "middle", "end"] as const)[i],
        })
      ),
    ], { "data-segment": g + 1 });
  });
  const drawn = drawing(marks, {
    width,
    height: Math.ceil(names.length / across) * block,
    label: `${spoken(describeGorges(view, names))} ${
      segments.map((_, g) => tellPanel(view, g, names)).join("; ")
    }`,
  });
  return html("div", [drawn], { class: "chart-host" });
}

function tellPanel({ segments }: GorgeView, g: number, names: readonly string[]): string {
  return `${segmentTitle(g, names)}: ${formatShare(segments[g].between)} in between`;
}
