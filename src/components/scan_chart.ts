/** How clear the segments would be for each number of them. Runs in browsers. */

import type { ScanPoint } from "../../pipeline/view/types.ts";
import { line as path, type ScaleLinear, scaleLinear } from "d3";
import { type Caption, spoken } from "./caption.js";
import { formatNumber, formatShare } from "./format.js";
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
import { keepFocus } from "./keep_focus.js";
import { textWidth } from "./measure.js";
import { segmentColor } from "./palette.js";

/** Options of {@link scanChart}. */
export interface ScanOptions {
  /** Pixels. */
  readonly width: number;
  /** The number of segments shown now. */
  readonly k: number;
  /** Called with the number of segments that a person picks; absent where it cannot change. */
  readonly onPick?: (k: number) => void;
}

const MARGIN = { left: 40, right: 14 };
const PANEL = { top: 26, height: 110, gap: 52 };
const AXIS = 34;

/** The caption of {@link scanChart}. */
export function describeScan(points: readonly ScanPoint[], n?: number): Caption {
  const measured = points.filter(({ silhouette }) => silhouette !== null);
  const base = n === undefined ? "" : `; n = ${formatNumber(n)}`;
  const what = measured.length === 0 ? "Spread" : "Mean silhouette, \u22121 to 1, and spread";
  const subtitle = `${what} within segments (inertia) by number of ` +
    `segments${base}`;
  if (measured.length === 0) {
    return {
      title: "The spread within segments falls with their number",
      subtitle,
      filename: "number-of-segments",
    };
  }
  const best = measured.reduce((a, b) => b.silhouette! > a.silhouette! ? b : a);
  return {
    title: `${best.k} segments are the clearest: silhouette ${formatNumber(best.silhouette!, 2)}`,
    subtitle,
    note:
      "Clearest is not most useful: also look at the smallest segment and at what sets segments " +
      "apart.",
    filename: "number-of-segments",
  };
}

/** Draws silhouettes and inertia over the number of segments; a click, Enter or Space picks one. */
export function scanChart(
  points: readonly ScanPoint[],
  { width, k, onPick }: ScanOptions,
): HTMLElement {
  const host = html("div", [], { class: "chart-host" });
  if (points.length === 0) {
    host.append(
      html("p", "No other numbers of segments were tried: there are too few respondents."),
    );
    return host;
  }
  const ks = points.map((point) => point.k);
  const x = scaleLinear(
    [Math.min(...ks) - 0.5, Math.max(...ks) + 0.5],
    [MARGIN.left, width - MARGIN.right],
  );
  const hasSilhouettes = points.some(({ silhouette }) => silhouette !== null);
  const second = hasSilhouettes ? PANEL.top + PANEL.height + PANEL.gap : PANEL.top;
  const bottom = second + PANEL.height;
  const height = bottom + AXIS;
  host.append(drawing([
    ks.includes(k) ? currentMark(k, x, bottom) : null,
    ...(hasSilhouettes ? silhouettePanel(points, x, k) : []),
    ...inertiaPanel(points, { x, top: second, k }),
    ...ks.map((each) =>
      label(String(each), {
        x: x(each),
        y: bottom + 12,
        anchor: "middle",
        size: TICK_SIZE,
        weight: each === k ? 700 : 400,
      })
    ),
    label("Segments", {
      x: width - MARGIN.right,
      y: height - 6,
      anchor: "end",
      size: TICK_SIZE,
      color: MUTED,
    }),
    ...(onPick === undefined ? [] : points.map((point) => picker(point, { x, bottom, k, onPick }))),
  ], {
    width,
    height,
    label: spoken(describeScan(points)),
    role: onPick === undefined ? "img" : "group",
  }));
  return host;
}

type X = ScaleLinear<number, number>;

function currentMark(k: number, x: X, bottom: number): SVGElement {
  const half = (x(1) - x(0)) / 2;
  return svg("g", [
    rect([x(k) - half, PANEL.top - 8, 2 * half, bottom - PANEL.top + 8], {
      fill: FOCUS,
      opacity: 0.1,
      rx: 3,
    }),
  ]);
}

/** Axis of a panel: three hairlines and its name. */
function frame(
  y: X,
  { x, name, decimals }: { x: X; name: string; decimals: number },
): SVGElement[] {
  const [low, high] = y.domain();
  const [left, right] = x.range();
  return [
    ...y.ticks(3).filter((tick) => tick >= low && tick <= high).flatMap((tick) => [
      line([left, y(tick), right, y(tick)]),
      label(tickText(tick, decimals), {
        x: left - 6,
        y: y(tick),
        anchor: "end",
        size: TICK_SIZE,
        color: MUTED,
      }),
    ]),
    label(name, { x: 0, y: y.range()[1] - 16, weight: 600 }),
  ];
}

function tickText(tick: number, decimals: number): string {
  if (tick >= 1e6) return `${formatNumber(tick / 1e6, tick % 1e6 === 0 ? 0 : 1)}M`;
  return tick >= 1e4 ? `${formatNumber(tick / 1e3)}k` : formatNumber(tick, decimals);
}

function silhouettePanel(points: readonly ScanPoint[], x: X, k: number): SVGElement[] {
  const series = [
    { name: "map", color: segmentColor(0), of: (point: ScanPoint) => point.silhouette },
    { name: "full answers", color: segmentColor(5), of: (p: ScanPoint) => p.silhouetteFeatures },
  ];
  const all = series.flatMap(({ of }) => points.map(of)).filter((value) => value !== null);
  const y = scaleLinear([Math.min(0, ...all), Math.max(0.1, ...all)], [
    PANEL.top + PANEL.height,
    PANEL.top,
  ]).nice(3);
  const legend = placeNames(series.map(({ name }) => name), points, { series, x, y });
  return [
    ...frame(y, { x, name: "Silhouette", decimals: 2 }),
    ...series.flatMap(({ of, color }) => curve(points, { x, y, of, color, k })),
    ...legend.map(({ text, at }, i) =>
      label(text, {
        x: at[0],
        y: at[1],
        anchor: "end",
        color: series[i].color,
        weight: 600,
        hasHalo: true,
      })
    ),
  ];
}

/** Puts each line's name at its right end: the upper one above, the lower one below. */
function placeNames(
  names: readonly string[],
  points: readonly ScanPoint[],
  { series, x, y }: { series: readonly { of: (p: ScanPoint) => number | null }[]; x: X; y: X },
): { text: string; at: [number, number] }[] {
  const ends = series.map(({ of }) => y(of(points[points.length - 1]) ?? 0));
  const upper = ends[0] <= ends[1] ? 0 : 1;
  return names.map((text, i) => ({
    text,
    at: [
      Math.max(x(points[points.length - 1].k) + 8, MARGIN.left + textWidth(text)),
      ends[i] + (i === upper ? -14 : 14),
    ],
  }));
}

function inertiaPanel(
  points: readonly ScanPoint[],
  { x, top, k }: { x: X; top: number; k: number },
): SVGElement[] {
  const most = Math.max(...points.map(({ inertia }) => inertia));
  const y = scaleLinear([0, most], [top + PANEL.height, top]).nice(3);
  return [
    ...frame(y, { x, name: "Spread within segments (inertia)", decimals: 0 }),
    ...curve(points, { x, y, of: ({ inertia }) => inertia, color: INK, k }),
  ];
}

function curve(
  points: readonly ScanPoint[],
  { x, y, of, color, k }: {
    x: X;
    y: X;
    of: (point: ScanPoint) => number | null;
    color: string;
    k: number;
  },
): SVGElement[] {
  const known = points.filter((point) => of(point) !== null);
  return [
    svg("path", [], {
      d: path<ScanPoint>((point) => x(point.k), (point) => y(of(point)!))(known),
      fill: "none",
      stroke: color,
      "stroke-width": 1.75,
    }),
    ...known.map((point) =>
      svg("circle", [], {
        cx: x(point.k),
        cy: y(of(point)!),
        r: point.k === k ? 5 : 3,
        fill: color,
      })
    ),
  ];
}

function picker(
  point: ScanPoint,
  { x, bottom, k, onPick }: { x: X; bottom: number; k: number; onPick: (k: number) => void },
): SVGElement {
  const half = (x(1) - x(0)) / 2;
  const facts = [
    `${point.k} segments`,
    ...(point.silhouette === null ? [] : [`silhouette ${formatNumber(point.silhouette, 2)}`]),
    ...(point.silhouetteFeatures === null
      ? []
      : [`${formatNumber(point.silhouetteFeatures, 2)} among the full answers`]),
    `smallest segment ${formatShare(point.smallest)}`,
  ].join(", ");
  const target = svg("g", [
    svg("title", `${facts}. Click to use.`),
    rect([x(point.k) - half, PANEL.top - 8, 2 * half, bottom + AXIS - PANEL.top - 6], {
      fill: FAINT,
      opacity: 0,
      rx: 3,
    }),
  ], {
    role: "button",
    tabindex: 0,
    cursor: "pointer",
    class: "scan-pick",
    "aria-label": `${facts}. Click to use.`,
    "aria-pressed": String(point.k === k),
    onclick: () => onPick(point.k),
    onkeydown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      onPick(point.k);
    },
  });
  keepFocus(target, `scan-${point.k}`);
  return target;
}
