/** Respondents among the components that segments lie in: how far segments are apart, and which are neighbours. Runs in browsers. */

import type { SeparationView } from "../../../../pipeline/view/target/target_types.ts";
import { drawing, label, line } from "../../kit/drawing/shapes.js";
import { largest, smallest } from "../../kit/lists.js";
import { segmentColor } from "../../kit/drawing/palette.js";
import { INK, MUTED, PAPER, TICK_SIZE } from "../../kit/drawing/theme.js";
import { html, svg } from "../../kit/elements.js";
import { formatNumber, formatShare } from "../../kit/words/format.js";
import { type Caption, segmentTitle, spoken } from "../frame/caption.js";

/** Options of {@link separationPlot}. */
export interface SeparationOptions {
  /** Pixels. */
  readonly width: number;
  /** One a segment. */
  readonly names: readonly string[];
}

const MARGIN = 14, BASE = 20;
const LEAST_HEIGHT = 260, MOST_HEIGHT = 520;
/** Pixels of a line between segments that are one. */
const FULL_LINE = 16;
const BADGE = 12;
const POINT = 3;

/** Two segments and how near they are. */
interface Pair {
  readonly a: number;
  readonly b: number;
  readonly nearness: number;
}

/** All pairs that have respondents between them, the nearest first. */
function pairsOf({ similarity }: SeparationView): Pair[] {
  return similarity.flatMap((row, a) =>
    row.flatMap((own, b): Pair[] => {
      const nearness = (own + similarity[b][a]) / 2;
      return b > a && nearness > 0 ? [{ a, b, nearness }] : [];
    })
  ).sort((one, other) => other.nearness - one.nearness || one.a - other.a);
}

/** The caption of {@link separationPlot}. */
export function describeSeparation(
  view: SeparationView,
  names: readonly string[],
): Caption {
  const [nearest] = pairsOf(view);
  const shown = view.points.x.length;
  return {
    title: nearest === undefined
      ? "No segment has a neighbour"
      : `${segmentTitle(nearest.a, names)} and ${
        segmentTitle(nearest.b, names)
      } are the nearest neighbours`,
    subtitle: `Respondents on the two leading components (${formatShare(view.variance[0])} and ${
      formatShare(view.variance[1])
    } of variance) of what segments were formed in; n = ${formatNumber(view.n)}${
      shown < view.n ? `, ${formatNumber(shown)} drawn` : ""
    }`,
    note:
      "Full outline: the half of a segment nearest to its centre; dashed: all within 2.5 times the median " +
      "distance. A line is the thicker the more respondents lie between two centres, and the nearer to the " +
      "middle. What overlaps here may lie apart in other directions.",
    filename: "separation",
  };
}

/** Draws points, outlines, lines between neighbours and the numbers of the segments at their centres. */
export function separationPlot(
  view: SeparationView,
  { width, names }: SeparationOptions,
): HTMLElement {
  const { segments } = view;
  const { height, ...places } = placesIn(view, width);
  const pairs = pairsOf(view);
  const drawn = drawing([
    ...segments.map((_, g) => pointMark(view, g, places)),
    ...segments.flatMap(({ inner, outer }, g) => [
      hullMark(outer, { g, ...places, isInner: false }),
      hullMark(inner, { g, ...places, isInner: true }),
    ]),
    ...pairs.map((pair) => pairMark(pair, { segments, names, ...places })),
    ...segments.map(({ centre: [x, y] }, g) =>
      svg("g", [
        svg("title", segmentTitle(g, names)),
        svg("circle", [], {
          ...{ cx: places.xOf(x), cy: places.yOf(y), r: BADGE, fill: PAPER },
          ...{ stroke: segmentColor(g), "stroke-width": 2.5 },
        }),
        label(String(g + 1), {
          ...{ x: places.xOf(x), y: places.yOf(y), anchor: "middle", weight: 700 },
        }),
      ])
    ),
    label("Component 1 across, component 2 upwards", {
      ...{ x: width - MARGIN, y: height - 8, anchor: "end", size: TICK_SIZE, color: MUTED },
    }),
  ], {
    width,
    height,
    label: `${spoken(describeSeparation(view, names))} ${
      pairs.map((pair) => tellPair(pair, names)).join("; ")
    }`,
  });
  return html("div", [drawn], { class: "chart-host" });
}

/** Both axes have one scale, so that distances are what they look like. */
function placesIn(
  { points, segments }: SeparationView,
  width: number,
): Places & { readonly height: number } {
  const corners = segments.flatMap(({ outer, centre }) => [...outer, centre]);
  const xs = [...points.x, ...corners.map(([x]) => x)];
  const ys = [...points.y, ...corners.map(([, y]) => y)];
  const [x0, x1, y0, y1] = [smallest(xs), largest(xs), smallest(ys), largest(ys)];
  const byWidth = (width - 2 * MARGIN) / Math.max(1e-9, x1 - x0);
  const byHeight = (MOST_HEIGHT - 2 * MARGIN - BASE) / Math.max(1e-9, y1 - y0);
  const scale = Math.min(byWidth, byHeight);
  const height = Math.max(LEAST_HEIGHT, (y1 - y0) * scale + 2 * MARGIN + BASE);
  const left = (width - (x1 - x0) * scale) / 2;
  const top = (height - BASE - (y1 - y0) * scale) / 2;
  return {
    height,
    xOf: (x) => left + (x - x0) * scale,
    yOf: (y) => top + (y1 - y) * scale,
  };
}

function pairMark(
  { a, b, nearness }: Pair,
  { segments, names, xOf, yOf }: Places & Pick<SeparationView, "segments"> & {
    readonly names: readonly string[];
  },
): SVGElement {
  const [from, to] = [segments[a].centre, segments[b].centre];
  return svg("g", [
    svg("title", tellPair({ a, b, nearness }, names)),
    line([xOf(from[0]), yOf(from[1]), xOf(to[0]), yOf(to[1])], {
      color: INK,
      width: Math.max(0.75, FULL_LINE * nearness),
    }),
  ], { opacity: 0.55, "data-pair": `${a + 1} ${b + 1}` });
}

interface Places {
  readonly xOf: (x: number) => number;
  readonly yOf: (y: number) => number;
}

/** All points of a segment as one mark: browsers draw a thousand of their own slowly. */
function pointMark({ points }: SeparationView, g: number, { xOf, yOf }: Places): SVGElement {
  const d = points.x.flatMap((x, i) =>
    points.segment[i] === g ? [`M${place(xOf(x))} ${place(yOf(points.y[i]))}h0`] : []
  ).join("");
  return svg("path", [], {
    ...{ d, fill: "none", stroke: segmentColor(g), "stroke-width": POINT },
    ...{ "stroke-linecap": "round", "stroke-opacity": 0.45 },
  });
}

function hullMark(
  hull: SeparationView["segments"][number]["inner"],
  { g, xOf, yOf, isInner }: Places & { readonly g: number; readonly isInner: boolean },
): SVGElement | null {
  if (hull.length === 0) return null;
  return svg("polygon", [], {
    points: hull.map(([x, y]) => `${place(xOf(x))},${place(yOf(y))}`).join(" "),
    ...{ fill: segmentColor(g), "fill-opacity": isInner ? 0.12 : 0 },
    ...{ stroke: segmentColor(g), "stroke-width": isInner ? 2 : 1.25 },
    "stroke-dasharray": isInner ? null : "5 4",
    "stroke-linejoin": "round",
  });
}

function place(pixels: number): string {
  return pixels.toFixed(1);
}

function tellPair({ a, b, nearness }: Pair, names: readonly string[]): string {
  return `${segmentTitle(a, names)} and ${segmentTitle(b, names)}: ${formatNumber(nearness, 2)}`;
}
