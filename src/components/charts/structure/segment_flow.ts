/** The flow of segments over their number: what splits, what stays, how stable each is. Runs in browsers. */

import type { StructureView } from "../../../../pipeline/view/structure_types.ts";
import { type Caption, spoken } from "../frame/caption.js";
import { numberPickers } from "../frame/number_pickers.js";
import { countOf, formatNumber, formatShare } from "../../kit/words/format.js";
import { BAND_NAMES, BAND_RANGES } from "../../kit/words/stability.js";
import { drawing, label, rect } from "../../kit/drawing/shapes.js";
import { html, svg } from "../../kit/elements.js";
import { FOCUS, INK, inkOn, MUTED, PAPER, TICK_SIZE } from "../../kit/drawing/theme.js";
import { textWidth } from "../../kit/drawing/measure.js";
import { segmentColor } from "../../kit/drawing/palette.js";
import { baseOf, type StructureChartOptions } from "./excess_chart.js";
import { type FlowBar, type FlowLayout, type FlowRibbon, layoutFlow } from "./flow_layout.js";
import { flowButtons } from "./flow_buttons.js";
import { barTitle } from "./flow_words.js";

/** Options of {@link segmentFlow}. */
export interface SegmentFlowOptions extends StructureChartOptions {
  /** Names of the run's segments. */
  readonly names: readonly string[];
}

type Band = FlowBar["segment"]["stability"]["band"];

/** How much ink each band is drawn with, and what is written on it. */
const BAND_INKS: Readonly<Record<Band, { readonly ink: number; readonly text: string }>> = {
  high: { ink: 82, text: PAPER },
  stable: { ink: 66, text: PAPER },
  pattern: { ink: 32, text: INK },
  unstable: { ink: 10, text: INK },
};
const BANDS: readonly Band[] = ["high", "stable", "pattern", "unstable"];

const HEIGHT = 340;
const LEGEND_ROW = 20;
const SWATCH = 12;
const HEAD = 22;
const SIDE = 4;
/** Bars lower than this hold no text. */
const LEAST_LABELLED = 13;

/** The caption of {@link segmentFlow}. */
export function describeFlow(view: StructureView, k: number): Caption {
  return {
    title: findingOf(view, k),
    subtitle:
      `Respondents by segment for each number of segments, and where they go when there is one ` +
      `more (SLSa); the fuller the shade, the more stable in other samples (SLSw); ${baseOf(view)}`,
    note:
      `The ${k} segments shown have their colours. Click a number above to show so many segments, a ` +
      "segment to see what it is made of. One that stays whole from column to column is worth more trust " +
      "than one that is mixed anew each time.",
    filename: "segments-by-number",
  };
}

/** How stable the shown segments are, the least of them by its number. */
function findingOf({ shown }: StructureView, k: number): string {
  const known = (shown ?? []).map((each, g) => ({ g, each })).filter(({ each }) => each !== null);
  if (known.length < (shown ?? []).length || known.length === 0) {
    return `The best ${k} segments that were found are not those shown`;
  }
  const least = known.reduce((a, b) => b.each!.mean < a.each!.mean ? b : a);
  const { band, mean } = least.each!;
  const figure = formatNumber(mean, 2);
  if (band === "high") return `All ${k} segments come back in other samples: ${figure} and above`;
  return `Segment ${least.g + 1} is the least stable of the ${k}: ${BAND_NAMES[band]}, ${figure}`;
}

/** Draws a column a number of segments with ribbons between. Columns are picked and segments are opened by
 * click, Enter or Space; arrow keys go from segment to segment.
 */
export function segmentFlow(view: StructureView, options: SegmentFlowOptions): HTMLElement {
  const { width, k, names, onPick } = options;
  const legend = layoutLegend(width);
  const top = legend.height + HEAD;
  const layout = layoutFlow(view, {
    ...{ left: SIDE, right: width - SIDE, top },
    bottom: HEIGHT + legend.height - 4,
  });
  const ribbons = layout.ribbons.map((each) => drawRibbon(each, { k, names }));
  const drawn = drawing([
    ...drawLegend(legend),
    ...layout.columns.map((column) => drawHead(column, { layout, top, k })),
    svg("g", ribbons),
    ...layout.bars.flatMap(drawBar),
  ], {
    width,
    height: HEIGHT + legend.height,
    label: spoken(describeFlow(view, k)),
  });
  const host = html("div", [drawn], { class: "chart-host segment-flow" });
  if (onPick !== undefined) {
    const span = Math.min(layout.step, layout.bar + 20);
    const places = layout.columns.map((column, i) => ({
      ...{ k: column.k, left: column.x - (span - layout.bar) / 2, width: span },
      told: tellColumn(view, i),
    }));
    const pickers = numberPickers(places, { k, onPick, chart: "flow" });
    for (const each of pickers) each.style.top = `${legend.height}px`;
    host.append(...pickers);
  }
  host.append(...flowButtons(layout, { view, ribbons, ...options }));
  return host;
}

function tellColumn({ numbers }: StructureView, at: number): string {
  const { k, foundAgain, samples } = numbers[at];
  return `${k} segments, found again in ${formatNumber(foundAgain)} of ${
    countOf(samples, "sample")
  }`;
}

function drawHead(
  { k: own, x }: FlowLayout["columns"][number],
  { layout, top, k }: { readonly layout: FlowLayout; readonly top: number; readonly k: number },
): SVGElement {
  const { bar, step } = layout;
  const span = Math.min(step, bar + 20);
  const isShown = own === k;
  return svg("g", [
    isShown
      ? rect([x - (span - bar) / 2, top - HEAD, span, HEIGHT], {
        ...{ fill: FOCUS, "fill-opacity": 0.1, rx: 3 },
      })
      : null,
    label(String(own), {
      ...{ x: x + bar / 2, y: top - HEAD / 2, anchor: "middle" },
      weight: isShown ? 700 : 400,
    }),
  ]);
}

/** Its colour: the segment's own where it is shown, else as dark as it is stable. */
function drawBar({ k, segment, x, y, width, height }: FlowBar): SVGElement[] {
  const { stability: { band, mean }, shown } = segment;
  const { ink, text } = BAND_INKS[band];
  const color = shown === null ? null : segmentColor(shown);
  const body = rect([x, y, width, height], {
    fill: color ?? `color-mix(in srgb, currentColor ${ink}%, ${PAPER})`,
    ...(color === null ? { stroke: INK, "stroke-opacity": 0.45 } : {}),
    "data-bar": k,
  });
  const figure = formatNumber(mean, 2);
  const words = shown === null ? figure : `${shown + 1} · ${figure}`;
  const short = shown === null ? "" : String(shown + 1);
  const fits = (told: string) => textWidth(told, { size: TICK_SIZE, weight: 600 }) < width - 2;
  const told = fits(words) ? words : short;
  if (told === "" || height < LEAST_LABELLED) return [body];
  return [
    body,
    label(told, {
      ...{ x: x + width / 2, y: y + height / 2, anchor: "middle", size: TICK_SIZE, weight: 600 },
      color: color === null ? text : inkOn(color),
    }),
  ];
}

/** In the colour of the shown segment that it comes from or leads to, else in pale ink. */
function drawRibbon(
  { source, target, respondents, share, path }: FlowRibbon,
  { k, names }: { readonly k: number; readonly names: readonly string[] },
): SVGPathElement {
  const shown = source.k === k
    ? source.segment.shown
    : target.k === k
    ? target.segment.shown
    : null;
  return svg("path", [
    svg(
      "title",
      `${countOf(respondents, "respondent")} (${formatShare(share)}) from ${
        barTitle(source, names)
      } to ${barTitle(target, names)}`,
    ),
  ], {
    d: path,
    fill: shown === null ? INK : segmentColor(shown),
    opacity: shown === null ? 0.12 : 0.38,
  });
}

interface LegendLayout {
  readonly height: number;
  readonly items: readonly {
    readonly band: Band;
    readonly text: string;
    readonly x: number;
    readonly y: number;
  }[];
}

/** The bands beside each other, in as many rows as it takes. */
function layoutLegend(width: number): LegendLayout {
  let x = 0, y = 0;
  const items = BANDS.map((band) => {
    const text = `${BAND_NAMES[band]}, ${BAND_RANGES[band]}`;
    const own = SWATCH + 6 + textWidth(text, { size: TICK_SIZE }) + 16;
    if (x > 0 && x + own > width) {
      x = 0;
      y += LEGEND_ROW;
    }
    const item = { band, text, x, y };
    x += own;
    return item;
  });
  return { height: y + LEGEND_ROW + 6, items };
}

function drawLegend({ items }: LegendLayout): SVGElement[] {
  return items.map(({ band, text, x, y }) =>
    svg("g", [
      rect([x + 0.5, y + 3.5, SWATCH, SWATCH], {
        fill: `color-mix(in srgb, currentColor ${BAND_INKS[band].ink}%, ${PAPER})`,
        ...{ stroke: INK, "stroke-opacity": 0.45 },
      }),
      label(text, { x: x + SWATCH + 6, y: y + 10, size: TICK_SIZE, color: MUTED }),
    ])
  );
}
