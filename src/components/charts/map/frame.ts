/** The frame of the map: where it lies, its scales, and what its axes say. Runs in browsers. */

import type { AxisEnds, MapView } from "../../../../pipeline/view/types.ts";
import { type ScaleLinear, scaleLinear, type ZoomTransform } from "d3";
import { formatNumber } from "../../kit/words/format.js";
import { label, line, rect } from "../../kit/drawing/shapes.js";
import { fitText, fitTexts, textWidth } from "../../kit/drawing/measure.js";
import { HAIRLINE, MUTED, TICK_SIZE } from "../../kit/drawing/theme.js";
import type { Affine } from "./points_image.js";

/** A rectangle in pixels of the drawing. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels of a drawing. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Scales of both axes. */
export interface Scales {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

/** Pixels around the frame. */
const MARGIN = { top: 8, right: 10, bottom: 40, left: 44 };
/** Where axes stand for nothing, no words stand around the frame. */
const BARE = { top: 1, right: 1, bottom: 1, left: 1 };
/** Share of the extent that stays free on each side, for marks and names. */
const ROOM = 0.06;
const GAP = 16;

/** The frame within a drawing. */
export function frameOf(map: MapView, { width, height }: Size): Frame {
  const { top, right, bottom, left } = map.method === "umap" ? BARE : MARGIN;
  return { left, top, right: width - right, bottom: height - bottom };
}

/** The height of a map that is so wide: reserved before anything is drawn. */
export function heightFor(width: number): number {
  return Math.round(Math.max(280, Math.min(560, width * 0.64)));
}

/** Scales that show the whole map. */
export function wholeScales({ grid }: MapView, { left, top, right, bottom }: Frame): Scales {
  const padded = ([low, high]: readonly [number, number]): [number, number] => {
    const room = high > low ? (high - low) * ROOM : 1;
    return [low - room, high + room];
  };
  return {
    x: scaleLinear(padded(grid.xDomain), [left, right]),
    y: scaleLinear(padded(grid.yDomain), [bottom, top]),
  };
}

/** Scales of the whole map moved and enlarged. */
export function movedScales({ x, y }: Scales, transform: ZoomTransform): Scales {
  return { x: transform.rescaleX(x), y: transform.rescaleY(y) };
}

/** A scale as pixels within the frame: what lies at `from` is 0. */
export function affineOf(scale: ScaleLinear<number, number>, from: number): Affine {
  const zero = scale(0);
  return { scale: scale(1) - zero, shift: zero - from };
}

/** Draws what the axes say: words at their ends where they stand for something, numbers where they are
 * answers, a bare frame where they mean nothing.
 */
export function drawAxes(
  map: MapView,
  { scales, frame }: { readonly scales: Scales; readonly frame: Frame },
): SVGElement[] {
  const { left, top, right, bottom } = frame;
  if (map.method === "umap") {
    return [rect([left, top, right - left, bottom - top], { fill: "none", stroke: HAIRLINE })];
  }
  return map.ends === null
    ? [...numberLines(frame, scales), ...names(map, frame)]
    : [...averageLines(frame, scales), ...names(map, frame), ...endWords(map.ends, frame)];
}

/** Lines through the average respondent. */
function averageLines({ left, top, right, bottom }: Frame, { x, y }: Scales): SVGElement[] {
  const [cx, cy] = [x(0), y(0)];
  return [
    rect([left, top, right - left, bottom - top], { fill: "none", stroke: HAIRLINE }),
    ...(cx > left && cx < right ? [line([cx, top, cx, bottom])] : []),
    ...(cy > top && cy < bottom ? [line([left, cy, right, cy])] : []),
  ];
}

function numberLines({ left, top, right, bottom }: Frame, { x, y }: Scales): SVGElement[] {
  const tickText = (value: number) =>
    formatNumber(value, Number.isInteger(value) ? 0 : Math.abs(value) < 0.1 ? 2 : 1);
  const ticks = { size: TICK_SIZE, color: MUTED };
  return [
    ...x.ticks(Math.max(3, (right - left) / 130)).flatMap((tick) => [
      line([x(tick), top, x(tick), bottom]),
      label(tickText(tick), { x: x(tick), y: bottom + 11, anchor: "middle", ...ticks }),
    ]),
    ...y.ticks(Math.max(3, (bottom - top) / 90)).flatMap((tick) => [
      line([left, y(tick), right, y(tick)]),
      label(tickText(tick), { x: left - 5, y: y(tick), anchor: "end", ...ticks }),
    ]),
  ];
}

function names({ xLabel, yLabel, ends }: MapView, { left, top, right, bottom }: Frame) {
  const type = { size: TICK_SIZE, color: MUTED } as const;
  const middle = ends !== null;
  return [
    label(fitText(xLabel, right - left, type), {
      x: middle ? (left + right) / 2 : right,
      y: bottom + 30,
      anchor: middle ? "middle" : "end",
      ...type,
    }),
    label(fitText(yLabel, bottom - top, type), {
      x: left - 36,
      y: middle ? (top + bottom) / 2 : top,
      anchor: middle ? "middle" : "end",
      turn: -90,
      ...type,
    }),
  ];
}

function endWords({ x, y }: { x: AxisEnds; y: AxisEnds }, frame: Frame): SVGElement[] {
  const { left, top, right, bottom } = frame;
  const [west, east] = fitEnds(x, (right - left - GAP) / 2);
  const [south, north] = fitEnds(y, (bottom - top - GAP) / 2);
  const upright = { x: left - 16, turn: -90 } as const;
  return [
    label(west, { x: left, y: bottom + 13 }),
    label(east, { x: right, y: bottom + 13, anchor: "end" }),
    label(south, { ...upright, y: bottom }),
    label(north, { ...upright, y: top, anchor: "end" }),
  ];
}

/** The words of both ends, as many as fit, the first cut so that it still differs. */
function fitEnds({ low, high }: AxisEnds, width: number): [string, string] {
  const room = width - textWidth("←  ");
  const first = fitTexts([...low.slice(0, 1), ...high.slice(0, 1)], room);
  const joined = (all: readonly string[], start: string | undefined): string => {
    if (start === undefined) return "";
    let text = start;
    for (const each of all.slice(1)) {
      const longer = `${text}, ${each}`;
      if (textWidth(longer) > room) break;
      text = longer;
    }
    return text;
  };
  const west = joined(low, low.length === 0 ? undefined : first[0]);
  const east = joined(high, high.length === 0 ? undefined : first[first.length - 1]);
  return [west === "" ? "" : `← ${west}`, east === "" ? "" : `${east} →`];
}
