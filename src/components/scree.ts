/** How much of the answers' variance each principal component carries. Runs in browsers. */

import type { PcaView } from "../../pipeline/view/types.ts";
import { line as path, scaleBand, scaleLinear } from "d3";
import { type Caption, spoken } from "./caption.js";
import { countOf, formatShare } from "./format.js";
import {
  drawing,
  FAINT,
  FOCUS,
  html,
  INK,
  label,
  line,
  MUTED,
  rect,
  svg,
  TICK_SIZE,
} from "./ink.js";
import { textWidth } from "./measure.js";

/** Options of {@link scree}. */
export interface ScreeOptions {
  /** Pixels. */
  readonly width: number;
  /** Respondents, for the caption. */
  readonly n?: number;
}

const HEIGHT = 230;
const MARGIN = { top: 20, right: 12, bottom: 38, left: 42 };

/** The caption of {@link scree}. */
export function describeVariance({ variance, used }: PcaView, n?: number): Caption {
  const kept = sum(variance.slice(0, used));
  const base = n === undefined ? "" : `; n = ${countOf(n, "respondent")}`;
  return {
    title: `The ${used === 1 ? "first component keeps" : `first ${used} components keep`} ` +
      `${formatShare(kept)} of the variance`,
    subtitle: `Share of variance by principal component and all up to it, per cent` + base,
    filename: "variance-by-component",
  };
}

/** Draws a bar a component and the line of their sum; the components used stand out. */
export function scree(pca: PcaView, { width, n }: ScreeOptions): HTMLElement {
  const { variance, used } = pca;
  const ids = variance.map((_, i) => i);
  const { top, right, bottom, left } = MARGIN;
  const x = scaleBand(ids, [left, width - right]).padding(0.25);
  const y = scaleLinear([0, 1], [HEIGHT - bottom, top]);
  const middle = (i: number) => x(i)! + x.bandwidth() / 2;
  const cumulative = ids.map((i) => sum(variance.slice(0, i + 1)));
  const every = Math.ceil(22 / x.step());
  const bars = ids.map((i) =>
    svg("g", [
      svg(
        "title",
        `Component ${i + 1}: ${formatShare(variance[i])}, up to it ${formatShare(cumulative[i])}`,
      ),
      rect([x(i)!, y(variance[i]), x.bandwidth(), y(0) - y(variance[i])], {
        fill: i < used ? FOCUS : FAINT,
        rx: Math.min(2, x.bandwidth() / 4),
      }),
      i % every === 0
        ? label(String(i + 1), { x: middle(i), y: y(0) + 12, anchor: "middle", size: TICK_SIZE })
        : null,
    ])
  );
  const host = html("div", [], { class: "chart-host" });
  host.append(drawing([
    ...[0, 0.25, 0.5, 0.75, 1].flatMap((tick) => [
      line([left, y(tick), width - right, y(tick)]),
      label(formatShare(tick), {
        x: left - 6,
        y: y(tick),
        anchor: "end",
        size: TICK_SIZE,
        color: MUTED,
      }),
    ]),
    ...bars,
    svg("path", [], {
      d: path<number>((i) => middle(i), (i) => y(cumulative[i]))(ids),
      fill: "none",
      stroke: INK,
      "stroke-width": 1.5,
    }),
    svg("circle", [], { cx: middle(used - 1), cy: y(cumulative[used - 1]), r: 4, fill: INK }),
    usedLabel(pca, { at: [middle(used - 1), y(cumulative[used - 1])], width }),
    label("Component", {
      x: width - right,
      y: HEIGHT - 7,
      anchor: "end",
      size: TICK_SIZE,
      color: MUTED,
    }),
  ], { width, height: HEIGHT, label: spoken(describeVariance(pca, n)) }));
  return host;
}

function usedLabel(
  { variance, used }: PcaView,
  { at: [x, y], width }: { at: readonly [number, number]; width: number },
): SVGTextElement {
  const text = `${formatShare(sum(variance.slice(0, used)))} by ${used} used`;
  const isBeyond = x + 8 + textWidth(text, { weight: 600 }) > width - MARGIN.right;
  // The line only rises: below to the right and above to the left are free.
  return isBeyond
    ? label(text, { x: x - 6, y: Math.max(9, y - 13), anchor: "end", weight: 600, hasHalo: true })
    : label(text, { x: x + 8, y: y + 12, weight: 600, hasHalo: true });
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
