/** How the answers to one variable are spread within each segment. Runs in browsers. */

import type { ColumnView, DistributionView } from "../../pipeline/view/types.ts";
import { type Caption, segmentTitle, spoken } from "./caption.js";
import { baseMark, formatDay, formatNumber, formatShare } from "./format.js";
import { drawing, html, INK, label, line, MUTED, rect, svg, TICK_SIZE } from "./ink.js";
import { fitText, textWidth } from "./measure.js";
import { segmentColor } from "./palette.js";

/** Options of {@link distribution}. */
export interface DistributionOptions {
  /** Pixels. */
  readonly width: number;
  /** One a segment. */
  readonly names: readonly string[];
}

type Bin = DistributionView["bins"][number];

const PANEL_WIDTH = 220;
const GAP = 20;
const HEAD = 38;
const ROW = 20;
const COLUMNS_HEIGHT = 96;
const AXIS = 20;

/** The caption of {@link distribution}. */
export function describeDistribution(column: ColumnView, names: readonly string[]): Caption {
  const { label: text, distribution: view } = column;
  const bins = view?.bins ?? [];
  const bases = names.map((_, g) => baseOf(bins, g));
  const n = bases.reduce((sum, base) => sum + base, 0);
  const modes = names.map((_, g) =>
    bases[g] === 0 ? -1 : argMax(bins.map(({ counts }) => counts[g]))
  );
  const answered = modes.filter((mode) => mode >= 0);
  const isSame = answered.every((mode) => mode === answered[0]);
  const title = answered.length === 0
    ? `Nobody answered ${text}`
    : isSame
    ? `${text}: all segments most often answer ${binText(bins[answered[0]], view!)}`
    : `${text}: the most frequent answer differs between segments`;
  return {
    title,
    subtitle: `Per cent of those who answered, by segment; n = ${formatNumber(n)}` +
      (bases.some((base) => base < 100) ? " (* base below 100, ** below 50)" : ""),
    note: "The line in each bar is the share among all respondents.",
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
  const host = html("div", [], { class: "chart-host" });
  const view = column.distribution;
  if (view === null) {
    host.append(
      html("p", `${column.label} holds no answers that can be counted: ${column.roleReason}.`),
    );
    return host;
  }
  const across = Math.max(
    1,
    Math.min(names.length, Math.floor((width + GAP) / (PANEL_WIDTH + GAP))),
  );
  const inner = (width - GAP * (across - 1)) / across;
  const isBinned = view.bins.some(({ from, to }) => from !== null && from !== to);
  const height = HEAD + (isBinned ? COLUMNS_HEIGHT + AXIS : view.bins.length * ROW);
  const most = Math.max(
    ...names.flatMap((_, g) => view.bins.map((bin) => shareOf(bin, { view, g }))),
    0.01,
  );
  const down = Math.ceil(names.length / across);
  host.append(drawing(
    names.map((_, g) => {
      const x = (g % across) * (inner + GAP);
      const y = Math.floor(g / across) * (height + GAP);
      return svg("g", [
        ...heading(g, { names, base: baseOf(view.bins, g), width: inner }),
        ...(isBinned ? columns : bars)(view, { g, most, width: inner }),
      ], { transform: `translate(${x} ${y})` });
    }),
    {
      width,
      height: down * (height + GAP) - GAP,
      label: spoken(describeDistribution(column, names)),
    },
  ));
  return host;
}

interface PanelOptions {
  /** Segment, from 0. */
  readonly g: number;
  /** The largest share in any panel. */
  readonly most: number;
  readonly width: number;
}

function heading(
  g: number,
  { names, base, width }: { names: readonly string[]; base: number; width: number },
): SVGElement[] {
  return [
    label(fitText(segmentTitle(g, names), width, { weight: 600 }), { x: 0, y: 8, weight: 600 }),
    label(`n = ${formatNumber(base)}${baseMark(base)}`, {
      x: 0,
      y: 24,
      size: TICK_SIZE,
      color: MUTED,
    }),
  ];
}

function bars(view: DistributionView, { g, most, width }: PanelOptions): SVGElement[] {
  const texts = view.bins.map((bin) => binText(bin, view));
  const left = Math.min(width * 0.45, Math.max(...texts.map((text) => textWidth(text))) + 8);
  const room = width - left - textWidth(formatShare(1)) - 8;
  return view.bins.map((bin, i) => {
    const share = shareOf(bin, { view, g });
    const all = shareOf(bin, { view });
    const tick = left + Math.min(1, all / most) * room;
    return svg("g", [
      svg(
        "title",
        `${texts[i]}: ${formatShare(share)} (${formatNumber(bin.counts[g])}); all ${
          formatShare(all)
        }`,
      ),
      label(fitText(texts[i], left - 8), { x: left - 8, y: ROW / 2, anchor: "end" }),
      rect([left, 4, share / most * room, ROW - 8], { fill: segmentColor(g) }),
      line([tick, 2, tick, ROW - 2], { color: INK, width: 1.5 }),
      label(formatShare(share), {
        x: Math.max(left + share / most * room, tick) + 5,
        y: ROW / 2,
        size: TICK_SIZE,
      }),
    ], { transform: `translate(0 ${HEAD + i * ROW})` });
  });
}

function columns(view: DistributionView, { g, most, width }: PanelOptions): SVGElement[] {
  const step = width / view.bins.length;
  const base = HEAD + COLUMNS_HEIGHT;
  const heightOf = (share: number) => share / most * (COLUMNS_HEIGHT - 14);
  const peak = argMax(view.bins.map(({ counts }) => counts[g]));
  const last = view.bins[view.bins.length - 1];
  return [
    ...view.bins.map((bin, i) => {
      const share = shareOf(bin, { view, g });
      const all = heightOf(Math.min(most, shareOf(bin, { view })));
      return svg("g", [
        svg(
          "title",
          `${binText(bin, view)}: ${formatShare(share)} (${formatNumber(bin.counts[g])})`,
        ),
        rect([i * step, base - heightOf(share), step - 1, heightOf(share)], {
          fill: segmentColor(g),
        }),
        line([i * step, base - all, (i + 1) * step - 1, base - all], { color: INK, width: 1.5 }),
      ]);
    }),
    line([0, base, width, base]),
    peakLabel(
      baseOf(view.bins, g) === 0
        ? "no answers"
        : formatShare(shareOf(view.bins[peak], { view, g })),
      {
        x: (peak + 0.5) * step,
        y: base - heightOf(shareOf(view.bins[peak], { view, g })) - 8,
        width,
      },
    ),
    label(boundText(view.bins[0].from!, view), {
      x: 0,
      y: base + 11,
      size: TICK_SIZE,
      color: MUTED,
    }),
    label(boundText(last.to!, view), {
      x: width,
      y: base + 11,
      anchor: "end",
      size: TICK_SIZE,
      color: MUTED,
    }),
  ];
}

function peakLabel(
  text: string,
  { x, y, width }: { x: number; y: number; width: number },
): SVGTextElement {
  const half = textWidth(text, { size: TICK_SIZE }) / 2;
  return label(text, {
    x: Math.max(half, Math.min(width - half, x)),
    y,
    anchor: "middle",
    size: TICK_SIZE,
    hasHalo: true,
  });
}

function binText({ label: text, from, to }: Bin, { kind }: DistributionView): string {
  if (kind !== "date" || from === null || to === null) return text;
  return `${formatDay(from)} to ${formatDay(to)}`;
}

function boundText(value: number, { kind }: DistributionView): string {
  if (kind === "date") return formatDay(value);
  return formatNumber(value, Number.isInteger(value) ? 0 : Math.abs(value) < 1 ? 2 : 1);
}

function baseOf(bins: readonly Bin[], g: number): number {
  return bins.reduce((sum, { counts }) => sum + counts[g], 0);
}

/** Share of those who answered, within a segment or among all. */
function shareOf(bin: Bin, { view, g }: { view: DistributionView; g?: number }): number {
  const segments = g === undefined ? bin.counts.map((_, each) => each) : [g];
  const count = segments.reduce((sum, each) => sum + bin.counts[each], 0);
  const base = segments.reduce((sum, each) => sum + baseOf(view.bins, each), 0);
  return base === 0 ? 0 : count / base;
}

function argMax(values: readonly number[]): number {
  return values.reduce((best, value, i) => value > values[best] ? i : best, 0);
}
