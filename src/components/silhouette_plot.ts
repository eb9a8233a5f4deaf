/** How well each respondent fits the own segment, segment by segment. Runs in browsers. */

import type { SilhouetteView } from "../../pipeline/view/types.ts";
import { area, scaleLinear } from "d3";
import { type Caption, segmentTitle, spoken } from "./caption.js";
import { countOf, formatNumber, formatShare } from "./format.js";
import { drawing, FOCUS, HAIRLINE, html, INK, label, line, MUTED, svg, TICK_SIZE } from "./ink.js";
import { fitText, textWidth } from "./measure.js";
import { segmentColor } from "./palette.js";

/** Options of {@link silhouettePlot}. */
export interface SilhouetteOptions {
  /** Pixels. */
  readonly width: number;
  /** One a segment. */
  readonly names: readonly string[];
}

/** Bands of Kaufman and Rousseeuw, Finding Groups in Data, 1990. */
const BANDS = [[0.25, "weak"], [0.5, "reasonable"], [0.7, "strong"]] as const;
const TOP = 36;
const BOTTOM = 34;
const HEADING = 18;
const GAP = 10;
const LEAST_HEIGHT = 22;
const FULL_HEIGHT = 300;

/** The caption of {@link silhouettePlot}. */
export function describeSilhouettes(
  { mean, featureMean, sample, segments }: SilhouetteView,
): Caption {
  const below = segments.reduce((sum, segment) => sum + segment.below, 0);
  const n = sample ?? segments.reduce((sum, { size }) => sum + size, 0);
  const misfit = below === 0
    ? "Nobody is nearer to another segment"
    : `${formatShare(below / n)} are nearer to another segment than to their own`;
  return {
    title: `${misfit}; mean silhouette ${formatNumber(mean, 2)}`,
    subtitle: `Silhouette of each respondent, \u22121 to 1, sorted within segments; ` +
      (sample === null ? `n = ${formatNumber(n)}` : `a sample of ${formatNumber(n)}`),
    note: `Among the full answers the mean is ${formatNumber(featureMean, 2)}. ` +
      `Below 0: nearer to another segment. From 0.25 weak, from 0.5 reasonable, from 0.7 strong.`,
    filename: "silhouettes",
  };
}

/** Draws one area a segment: silhouettes from the best to the worst, with mean and bands.
 * Heights are proportional to sizes, within what stays readable.
 */
export function silhouettePlot(
  view: SilhouetteView,
  { width, names }: SilhouetteOptions,
): HTMLElement {
  const lowest = Math.min(-0.1, ...view.segments.flatMap(({ values }) => values));
  const x = scaleLinear([Math.max(-1, Math.floor(lowest * 10) / 10), 1], [8, width - 14]);
  const total = view.segments.reduce((sum, { size }) => sum + size, 0);
  let y = TOP;
  const blocks = view.segments.map((segment) => {
    const height = Math.max(LEAST_HEIGHT, segment.size / total * FULL_HEIGHT);
    const drawn = block(segment, { x, y, height, width, names });
    y += HEADING + height + GAP;
    return drawn;
  });
  const host = html("div", [], { class: "chart-host" });
  host.append(drawing([
    ...scaffold(x, y - GAP),
    ...blocks,
    ...meanMark(view.mean, x, y - GAP),
  ], { width, height: y - GAP + BOTTOM, label: spoken(describeSilhouettes(view)) }));
  return host;
}

type Scale = (value: number) => number;

function block(
  { number, mean, values, below, size }: SilhouetteView["segments"][number],
  { x, y, height, width, names }: {
    x: Scale;
    y: number;
    height: number;
    width: number;
    names: readonly string[];
  },
): SVGGElement {
  const step = height / values.length;
  const shape = area<number>()
    .x0(x(0)).x1((i) => x(values[Math.min(values.length - 1, Math.floor(i))]))
    .y((i) => y + HEADING + Math.min(values.length, i) * step);
  // Two points a value: silhouettes are steps, not slopes.
  const steps = values.flatMap((_, i) => [i, i + 0.999999]);
  const fact = `mean ${formatNumber(mean, 2)}` +
    (below > 0 ? ` · ${formatNumber(below)} below 0` : "");
  const room = width - textWidth(fact) - 14;
  const title = segmentTitle(number - 1, names);
  return svg("g", [
    svg("title", `${title}: ${countOf(size, "respondent")}, ${fact}`),
    label(fitText(title, room, { weight: 600 }), { x: 2, y: y + 9, weight: 600, hasHalo: true }),
    label(fact, { x: width - 2, y: y + 9, anchor: "end", hasHalo: true }),
    svg("path", [], { d: shape(steps), fill: segmentColor(number - 1) }),
  ]);
}

function scaffold(x: Scale, bottom: number): SVGElement[] {
  const hasWords = x(0.7) - x(0.5) >= textWidth("reasonable", { size: TICK_SIZE }) + 8;
  const bands = BANDS.flatMap(([value, word]) => [
    line([x(value), TOP - 8, x(value), bottom + 4], { color: HAIRLINE }),
    label(String(value), { x: x(value), y: bottom + 14, anchor: "middle", size: TICK_SIZE }),
    ...(hasWords
      ? [label(word, { x: x(value) + 4, y: TOP - 10, size: TICK_SIZE, color: MUTED })]
      : []),
  ]);
  return [
    ...bands,
    line([x(0), TOP - 8, x(0), bottom + 4], { color: INK }),
    ...[0, 1].map((value) =>
      label(String(value), { x: x(value), y: bottom + 14, anchor: "middle", size: TICK_SIZE })
    ),
    label("Silhouette", {
      x: x(1) + 8,
      y: bottom + 28,
      anchor: "end",
      size: TICK_SIZE,
      color: MUTED,
    }),
  ];
}

function meanMark(mean: number, x: Scale, bottom: number): SVGElement[] {
  const text = `mean ${formatNumber(mean, 2)}`;
  return [
    line([x(mean), 14, x(mean), bottom + 4], { color: FOCUS, width: 1.5, dash: "4 3" }),
    label(text, { x: x(mean), y: 7, anchor: "middle", color: FOCUS, weight: 600 }),
  ];
}
