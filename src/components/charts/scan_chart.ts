/** How clear the segments would be for each number of them. Runs in browsers. */

import type { ScanPoint } from "../../../pipeline/view/types.ts";
import { axisX, axisY, dot, gridY, lineY, type PlotOptions, rect, text } from "@observablehq/plot";
import { type Caption, spoken } from "./frame/caption.js";
import { clearestOf } from "../kit/words/clearness.js";
import { formatNumber, formatShare } from "../kit/words/format.js";
import { FOCUS, INK } from "../kit/drawing/theme.js";
import { largest, smallest } from "../kit/lists.js";
import { numberPickers } from "./frame/number_pickers.js";
import { segmentColor } from "../kit/drawing/palette.js";
import { BASE_AXIS, chartWords, GRID, HALO, plotChart, SCALE_AXIS } from "./frame/plot_drawing.js";

/** Options of {@link scanChart}. */
export interface ScanOptions {
  /** Pixels. */
  readonly width: number;
  /** The number of segments shown now. */
  readonly k: number;
  /** Called with the number of segments that a person picks; absent where it cannot change. */
  readonly onPick?: (k: number) => void;
}

const MARGIN = { marginTop: 26, marginRight: 14, marginLeft: 40 };
/** What is shown now. */
const NOW = { insetTop: -8, rx: 3, fill: FOCUS, fillOpacity: 0.1 };
const END = { textAnchor: "end", dx: 8, fontWeight: 600 } as const;

/** The caption of {@link scanChart}. */
export function describeScan(points: readonly ScanPoint[], n?: number): Caption {
  const best = clearestOf(points);
  const base = n === undefined ? "" : `; n = ${formatNumber(n)}`;
  const isOnAnswers = hasAnswers(points);
  const spread = spreadOf(points).name;
  const measured = isOnAnswers
    ? "Mean silhouette by Gower's distance and in the reduced space"
    : "Mean silhouette";
  const shown = best === null
    ? spread
    : `${measured}, \u22121 to 1, and ${spread[0].toLowerCase()}${spread.slice(1)}`;
  const subtitle = `${shown} by number of segments${base}`;
  if (best === null) {
    return {
      title: spreadOf(points) === ON_MAP
        ? "How clear the segments are was not measured"
        : "The spread within segments falls with their number",
      subtitle,
      filename: "number-of-segments",
    };
  }
  return {
    title: `${best.k} segments are the clearest: silhouette ${formatNumber(best.clearness, 2)}` +
      (isOnAnswers ? " by Gower's distance" : ""),
    subtitle,
    note:
      (isOnAnswers
        ? "Segments are formed on the answers themselves, so their own distance counts. "
        : "") +
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
  if (points.length === 0) {
    return chartWords("No other numbers of segments were tried: there are too few respondents.");
  }
  const silhouettes = clearestOf(points) === null
    ? []
    : [hasAnswers(points) ? BY_GOWER : onceOnly(SILHOUETTE, points)];
  const panels = [...silhouettes, spreadOf(points)];
  const host = plotChart(...panels.map((each) => ({
    ...panel(points, { width, k, panel: each, isLast: each === panels.at(-1) }),
    finding: each === panels[0] ? spoken(describeScan(points)) : each.name,
  })));
  const step = (width - MARGIN.marginLeft - MARGIN.marginRight) / points.length;
  if (onPick === undefined) return host;
  const places = points.map((point, i) => ({
    k: point.k,
    left: MARGIN.marginLeft + i * step,
    width: step,
    told: [
      `${point.k} segments`,
      ...silhouetteFacts(point),
      `smallest segment ${formatShare(point.smallest)}`,
    ].join(", "),
  }));
  host.append(...numberPickers(places, { k, onPick, chart: "scan" }));
  return host;
}

interface Panel {
  readonly name: string;
  readonly decimals: number;
  readonly lines: readonly {
    readonly name: string;
    readonly color: string;
    readonly of: (point: ScanPoint) => number | null;
  }[];
}

/** Lines that lie on each other as one, by both names: where segments are formed among the full answers. */
function onceOnly(panel: Panel, points: readonly ScanPoint[]): Panel {
  const [first, second] = panel.lines;
  return points.every((point) => first.of(point) === second.of(point))
    ? { ...panel, lines: [{ ...second, name: `${first.name} and ${second.name}` }] }
    : panel;
}

const SILHOUETTE: Panel = {
  name: "Silhouette",
  decimals: 2,
  lines: [
    { name: "map", color: segmentColor(0), of: ({ silhouette }) => silhouette },
    { name: "full answers", color: segmentColor(5), of: (point) => point.silhouetteFeatures },
  ],
};
const BY_GOWER: Panel = {
  name: "Silhouette",
  decimals: 2,
  lines: [
    {
      name: "Gower's distance",
      color: segmentColor(0),
      of: ({ silhouetteGower }) => silhouetteGower,
    },
    { name: "map", color: segmentColor(5), of: ({ silhouette }) => silhouette },
  ],
};
const INERTIA = { name: "", color: INK, of: ({ inertia }: ScanPoint) => inertia };
const SPREAD: Panel = {
  name: "Spread within segments (inertia)",
  decimals: 0,
  lines: [INERTIA],
};
/** What the methods on the answers make small; a tree makes nothing small. */
const COST: Panel = {
  name: "Spread within segments (cost)",
  decimals: 0,
  lines: [{ name: "", color: INK, of: ({ cost }) => cost }],
};
const ON_MAP: Panel = { ...SPREAD, name: "Spread in the reduced space (inertia)" };

/** Whether segments are formed on the answers themselves. */
function hasAnswers(points: readonly ScanPoint[]): boolean {
  return points.some(({ basis }) => basis === "answers");
}

function spreadOf(points: readonly ScanPoint[]): Panel {
  if (!hasAnswers(points)) return SPREAD;
  return points.some(({ cost }) => cost === null) ? ON_MAP : COST;
}

function panel(
  points: readonly ScanPoint[],
  { width, k, panel: { name, decimals, lines }, isLast }: {
    readonly width: number;
    readonly k: number;
    readonly panel: Panel;
    readonly isLast: boolean;
  },
): PlotOptions {
  const marginBottom = isLast ? 34 : 20;
  const ks = points.map((point) => point.k);
  const last = points.slice(-1);
  const values = lines.flatMap(({ of }) => points.map(of)).filter((value) => value !== null);
  const upper = largest(lines.map(({ of }) => of(last[0]) ?? 0));
  return {
    ...MARGIN,
    marginBottom,
    width,
    height: MARGIN.marginTop + 110 + marginBottom,
    x: { domain: [ks[0] - 0.5, ks[ks.length - 1] + 0.5], axis: null },
    y: { domain: [smallest(values, 0), largest(values, 0.1)], nice: 3 },
    r: { type: "identity" },
    marks: [
      rect(ks.filter((each) => each === k), { ...NOW, x1: k - 0.5, x2: k + 0.5 }),
      gridY({ ...GRID, ticks: 3 }),
      axisY({ ...SCALE_AXIS, ticks: 3, tickFormat: (tick: number) => tickText(tick, decimals) }),
      text([name], { frameAnchor: "top-left", dx: -MARGIN.marginLeft, dy: -22, fontWeight: 600 }),
      isLast
        ? [
          axisX(ks.filter((each) => each !== k), { ...BASE_AXIS, label: "Segments" }),
          axisX(ks.filter((each) => each === k), { ...BASE_AXIS, fontWeight: 700 }),
        ]
        : [],
      lines.map(({ name, color, of }) => {
        const known = points.filter((point) => of(point) !== null);
        const at = { x: "k", y: of };
        return [
          lineY(known, { ...at, stroke: color, strokeWidth: 1.75 }),
          dot(known, { ...at, r: (point) => point.k === k ? 5 : 3, fill: color }),
          // The upper line is named above its end, the lower one below.
          text(last, {
            ...at,
            ...HALO,
            ...END,
            text: [name],
            dy: of(last[0]) === upper ? -14 : 14,
            fill: color,
          }),
        ];
      }),
    ],
  };
}

function silhouetteFacts({ silhouette, silhouetteFeatures, silhouetteGower }: ScanPoint): string[] {
  if (silhouette === null) return [];
  const [first, second] = silhouetteGower === null
    ? [
      formatNumber(silhouette, 2),
      silhouetteFeatures === null
        ? null
        : `${formatNumber(silhouetteFeatures, 2)} among the full answers`,
    ]
    : [
      `${formatNumber(silhouetteGower, 2)} by Gower's distance`,
      `${formatNumber(silhouette, 2)} in the reduced space`,
    ];
  return second === null ? [`silhouette ${first}`] : [`silhouette ${first}`, second];
}

function tickText(tick: number, decimals: number): string {
  if (tick >= 1e6) return `${formatNumber(tick / 1e6, tick % 1e6 === 0 ? 0 : 1)}M`;
  return tick >= 1e4 ? `${formatNumber(tick / 1e3)}k` : formatNumber(tick, decimals);
}
