/** How the answers to one variable are spread within each segment. Runs in browsers. */

import type { ColumnView, DistributionView } from "../../../pipeline/view/types.ts";
import {
  axisY,
  barX,
  barY,
  type PlotOptions,
  ruleY,
  type ScaleOptions,
  text,
  tickX,
  tickY,
} from "@observablehq/plot";
import { quoteQuestion } from "../kit/words/figure_words.js";
import { type Caption, fitTitles, spoken } from "./frame/caption.js";
import { baseMark, formatDay, formatNumber, formatShare } from "../kit/words/format.js";
import { TICK_SIZE } from "../kit/drawing/theme.js";
import { largest } from "../kit/lists.js";
import { fitText, textWidth, widestText } from "../kit/drawing/measure.js";
import { segmentColor } from "../kit/drawing/palette.js";
import {
  anchorWithin,
  chartWords,
  GRID,
  HALO,
  NAME_AXIS,
  plotChart,
  REMARK,
} from "./frame/plot_drawing.js";

/** Options of {@link distribution}. */
export interface DistributionOptions {
  /** Pixels. */
  readonly width: number;
  /** One a segment. */
  readonly names: readonly string[];
}

type Bin = DistributionView["bins"][number];

const PANEL_WIDTH = 220;
const MOST_LEFT = 180;
const GAP = 20;
const HEAD = 38;
const ROW = 20;
const COLUMNS_HEIGHT = 96;
const FOOT = 20;
/** In the place of a share of few respondents. */
const NOT_SHOWN = "not shown";

/** The caption of {@link distribution}. */
export function describeDistribution(column: ColumnView, names: readonly string[]): Caption {
  const view = inWords(column);
  const text = quoteQuestion(column.text.item);
  const bins = view?.bins ?? [];
  const bases = names.map((_, g) => view === null ? 0 : baseOf(view, g));
  const n = bases.reduce((sum, base) => sum + base, 0);
  const modes = names.map((_, g) =>
    bases[g] === 0 ? -1 : argMax(bins.map((bin) => massOf(bin, g)))
  );
  const isWeighted = bins.some(({ weights }) => weights !== undefined);
  const answered = modes.filter((mode) => mode >= 0);
  const isSame = answered.every((mode) => mode === answered[0]);
  const isPartial = bins.some(({ hidden }) => hidden?.includes(true));
  const title = view === null || answered.length === 0
    ? `Nobody answered ${text}`
    // The most frequent answer may be among those that are not shown.
    : isPartial
    ? `${text}: answers of ${names.length} segments, as far as they are shown`
    : isSame
    ? `${text}: all segments most often answer ${binText(bins[answered[0]], view)}`
    : `${text}: the most frequent answer differs between segments`;
  return {
    title,
    subtitle: `Per cent of those who answered${isWeighted ? ", weighted" : ""}, by segment; ` +
      `n = ${formatNumber(n)}` +
      (bases.some((base) => base < 100) ? " (* base below 100, ** below 50)" : ""),
    note: "The line in each bar is the share among all respondents." +
      (isPartial ? " Shares of few are not shown, nor those by which they could be computed." : ""),
    filename: `distribution-${column.name.replace(/[^\w-]+/g, "_")}`,
  };
}

/** Draws a panel a segment on one scale: bars across for categories and few numbers, columns for
 * bins of numbers and dates.
 */
export function distribution(
  column: ColumnView,
  { width, names }: DistributionOptions,
): HTMLElement {
  const view = inWords(column);
  if (view === null) {
    const why = column.roleReason;
    return chartWords(`${column.text.item} holds no answers that can be counted: ${why}.`);
  }
  const { bins } = view;
  const isBinned = bins.some(({ from, to }) => from !== null && from !== to);
  const widest = widestText(bins.map((bin) => binText(bin, view)));
  const left = isBinned ? 0 : Math.min(width * 0.4, MOST_LEFT, widest + 8);
  const most = Math.floor((width - left + GAP) / (PANEL_WIDTH + GAP));
  const across = Math.max(1, Math.min(names.length, most));
  const down = Math.ceil(names.length / across);
  const panel = (width - left - GAP * (across - 1)) / across;
  const height = HEAD + (isBinned ? COLUMNS_HEIGHT + FOOT : bins.length * ROW);
  // Where panels stand below one another, their headings begin above the labels.
  const indent = across === 1 ? left : 0;
  const titles = fitTitles(names, panel + indent, { weight: 600 });
  const panels = names.map((_, g) => {
    const base = baseOf(view, g);
    const n = `n = ${formatNumber(base)}${baseMark(base)}`;
    return { g, base, title: titles[g], n, fx: g % across, fy: Math.floor(g / across) };
  });
  const head = { ...PLACE, frameAnchor: "top-left", dx: -indent } as const;
  const cells = cellsOf(view, panels);
  const { marks, ...scales } = (isBinned ? columns : bars)(view, { cells, panel, left });
  return plotChart({
    width,
    height: down * (height + GAP) - GAP,
    marginLeft: left,
    finding: spoken(describeDistribution(column, names)),
    fx: facets(across, panel),
    fy: facets(down, height),
    ...scales,
    marks: [
      text(panels, { ...head, text: "title", fontWeight: 600, dy: 3 }),
      text(panels, { ...head, ...REMARK, text: "n", dy: 19 }),
      marks,
    ],
  });
}

/** A scale of panels of `size` pixels; one alone has no gap beside it. */
function facets(count: number, size: number): ScaleOptions {
  return { axis: null, round: false, paddingInner: count > 1 ? GAP / (size + GAP) : 0 };
}

const PLACE = { fx: "fx", fy: "fy" };

/** Shares of the bins `i` among the answers of each segment `g`, and among all. */
function cellsOf(
  view: DistributionView,
  panels: readonly { readonly g: number; readonly base: number }[],
) {
  const masses = panels.map(({ g }) =>
    view.masses?.[g] ?? view.bases?.[g] ?? view.bins.reduce((sum, bin) => sum + massOf(bin, g), 0)
  );
  const mass = masses.reduce((sum, part) => sum + part, 0);
  return view.bins.flatMap((bin, i) => {
    const total = bin.total === undefined
      ? panels.reduce((sum, { g }) => sum + massOf(bin, g), 0)
      : bin.total;
    const all = total === null ? null : ratio(total, mass);
    return panels.map((panel) => {
      const isHidden = bin.hidden?.[panel.g] ?? false;
      const share = ratio(massOf(bin, panel.g), masses[panel.g]);
      const own = isHidden
        ? "not shown"
        : `${formatShare(share)} (${formatNumber(bin.counts[panel.g])})`;
      const told = `${binText(bin, view)}: ${own}; all ${
        all === null ? "not shown" : formatShare(all)
      }`;
      const written = isHidden ? NOT_SHOWN : formatShare(share);
      return { ...panel, i, share, all, written, told, color: segmentColor(panel.g) };
    });
  });
}

/** From 0 to the largest share; not empty where nobody answered. */
function shareScale(cells: Cells): ScaleOptions {
  return { axis: null, domain: [0, largest(cells.map(({ share }) => share), 0.01)] };
}

type Cells = ReturnType<typeof cellsOf>;
/** Width of a panel, and room for labels before the first, in pixels. */
type PanelOptions = { cells: Cells; panel: number; left: number };

function widestOf(cells: Cells): string {
  return cells.some(({ written }) => written === NOT_SHOWN) ? NOT_SHOWN : formatShare(1);
}

function bars(view: DistributionView, { cells, left }: PanelOptions): PlotOptions {
  const words = view.bins.map((bin) => fitText(binText(bin, view), left - 8));
  const cell = { ...PLACE, y: "i" };
  return {
    x: { ...shareScale(cells), insetRight: textWidth(widestOf(cells)) + 8 },
    y: { padding: 0.4, paddingOuter: 0.2, insetTop: HEAD, round: false },
    marks: [
      axisY({ ...NAME_AXIS, tickFormat: (i: number) => words[i] }),
      barX(cells, { ...cell, x: "share", fill: "color", title: "told" }),
      tickX(cells, { ...cell, x: "all", strokeWidth: 1.5, insetTop: -2, insetBottom: -2 }),
      text(cells, {
        ...cell,
        x: ({ share, all }) => Math.max(share, all ?? 0),
        text: "written",
        fontSize: TICK_SIZE,
        textAnchor: "start",
        dx: 5,
      }),
    ],
  };
}

function columns(view: DistributionView, { cells, panel }: PanelOptions): PlotOptions {
  const { bins } = view;
  const last = bins[bins.length - 1];
  const cell = { ...PLACE, x: "i", insetRight: 1 };
  const bound = { ...REMARK, dy: -4 };
  const peaks = bins[0].counts.map((_, g) => {
    const own = cells.filter((each) => each.g === g);
    const peak = own.reduce((a, b) => b.share > a.share ? b : a);
    const nothing = own.some(({ written }) => written === NOT_SHOWN) ? NOT_SHOWN : "no answers";
    const fact = peak.share === 0 ? nothing : formatShare(peak.share);
    const x = (peak.i + 0.5) / bins.length * panel;
    return {
      ...peak,
      fact,
      anchor: anchorWithin(x, { text: fact, width: panel, size: TICK_SIZE }),
    };
  });
  return {
    x: { padding: 0, axis: null, round: false },
    y: { ...shareScale(cells), insetTop: HEAD + 14, insetBottom: FOOT },
    marks: [
      barY(cells, { ...cell, y: "share", fill: "color", title: "told" }),
      tickY(cells, { ...cell, y: "all", strokeWidth: 1.5 }),
      ruleY([0], GRID),
      (["start", "middle", "end"] as const).map((textAnchor) =>
        text(peaks.filter(({ anchor }) => anchor === textAnchor), {
          ...cell,
          ...HALO,
          y: "share",
          text: "fact",
          fontSize: TICK_SIZE,
          textAnchor,
          dy: -8,
        })
      ),
      text([boundText(bins[0].from, view)], { ...bound, frameAnchor: "bottom-left" }),
      text([boundText(last.to, view)], { ...bound, frameAnchor: "bottom-right" }),
    ],
  };
}

/** The answers of a column; whether an item of several was ticked is told in words where the file has 0 and 1. */
function inWords({ distribution, kind, questionKind }: ColumnView): DistributionView | null {
  if (distribution === null || kind !== "binary" || questionKind !== "multi_select") {
    return distribution;
  }
  const words: Readonly<Record<string, string>> = { "0": "not chosen", "1": "chosen" };
  return {
    ...distribution,
    bins: distribution.bins.map((bin) => ({ ...bin, label: words[bin.label] ?? bin.label })),
  };
}

function binText({ label: text, from, to }: Bin, { kind }: DistributionView): string {
  if (kind !== "date" || from === null || to === null) return text;
  return `${formatDay(from)} to ${formatDay(to)}`;
}

function boundText(value: number | null, { kind }: DistributionView): string {
  if (value === null) return "";
  if (kind === "date") return formatDay(value);
  return formatNumber(value, Number.isInteger(value) ? 0 : Math.abs(value) < 1 ? 2 : 1);
}

function baseOf({ bases, bins }: DistributionView, g: number): number {
  return bases?.[g] ?? bins.reduce((sum, { counts }) => sum + counts[g], 0);
}

/** What a bin counts for in a segment: respondents, or their weight. */
function massOf({ counts, weights }: Bin, g: number): number {
  return (weights ?? counts)[g];
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

function argMax(values: readonly number[]): number {
  return values.reduce((best, value, i) => value > values[best] ? i : best, 0);
}
