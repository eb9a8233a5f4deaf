/** What lies beyond data without segments, for each number of segments. Runs in browsers. */

import type { NumberView, StructureView } from "../../../../pipeline/view/structure_types.ts";
import { axisX, axisY, dot, gridY, rect, ruleX, ruleY, text } from "@observablehq/plot";
import { type Caption, spoken } from "../frame/caption.js";
import { countOf, formatNumber, formatSigned, joinWords } from "../../kit/words/format.js";
import { largest, smallest } from "../../kit/lists.js";
import { FAINT, FOCUS, INK, PAPER } from "../../kit/drawing/theme.js";
import { widestText } from "../../kit/drawing/measure.js";
import { numberPickers } from "../frame/number_pickers.js";
import { BASE_AXIS, GRID, HALO, plotChart, SCALE_AXIS } from "../frame/plot_drawing.js";

/** Options of charts of structure. */
export interface StructureChartOptions {
  /** Pixels. */
  readonly width: number;
  /** The number of segments shown now. */
  readonly k: number;
  /** Called with the number of segments that a person picks; absent where it cannot change. */
  readonly onPick?: (k: number) => void;
}

const MARGIN = { marginTop: 24, marginRight: 14, marginBottom: 36, marginLeft: 44 };
const HEIGHT = 230;
/** What is shown now. */
const NOW = { rx: 3, fill: FOCUS, fillOpacity: 0.1 };

/** The caption of {@link excessChart}. */
export function describeExcess({ numbers, draws, p, n, total }: StructureView): Caption {
  const natural = numbers.filter(({ kind }) => kind === "natural").map(({ k }) => String(k));
  const chance = p < 0.01 ? "p under 0.01" : `p ${formatNumber(p, 2)}`;
  return {
    title: natural.length === 0
      ? `No number of segments is clearer than chance makes it (${chance})`
      : `${joinWords(natural)} segments are clearer than in data without any (${chance})`,
    subtitle:
      `Mean silhouette less that of ${countOf(draws, "drawn set")} of data without segments; ` +
      `grey: where 19 of 20 such sets lie; ${baseOf({ n, total })}`,
    note:
      "A point above its grey bar is more than chance makes. The test over all numbers at once, " +
      "which p is of, decides whether there are natural segments.",
    filename: "beyond-chance",
  };
}

/** `n = 1,204 respondents`, and of how many where they are a sample. */
export function baseOf({ n, total }: Pick<StructureView, "n" | "total">): string {
  const base = `n = ${countOf(n, "respondent")}`;
  return n === total ? base : `${base}, a sample of ${formatNumber(total)}`;
}

/** The numbers whose figure is written: all where there is room, else every second or third, among them the
 * one that is shown.
 * @param step Pixels from one number to the next.
 */
export function labelled<N extends NumberView>(
  numbers: readonly N[],
  { k, step, textOf }: {
    readonly k: number;
    readonly step: number;
    readonly textOf: (one: N) => string;
  },
): N[] {
  const every = Math.ceil((widestText(numbers.map(textOf), { weight: 600 }) + 2) / step);
  const shown = Math.max(0, numbers.findIndex((each) => each.k === k));
  return numbers.filter((_, i) => (i - shown) % every === 0);
}

/** Draws a point a number of segments, and the interval that data without segments give; a click, Enter or
 * Space picks one.
 */
export function excessChart(
  view: StructureView,
  { width, k, onPick }: StructureChartOptions,
): HTMLElement {
  const { numbers } = view;
  const ks = numbers.map(({ k }) => k);
  const points = numbers.map((each) => ({ ...each, told: tellNumber(each) }));
  const step = (width - MARGIN.marginLeft - MARGIN.marginRight) / ks.length;
  const at = { x: "k", y: "excess" };
  const textOf = ({ excess }: NumberView) => formatSigned(excess, 2);
  const host = plotChart({
    ...MARGIN,
    width,
    height: HEIGHT,
    finding: spoken(describeExcess(view)),
    x: { domain: [ks[0] - 0.5, ks[ks.length - 1] + 0.5], axis: null },
    y: { domain: extentOf(numbers) },
    r: { type: "identity" },
    marks: [
      rect(ks.filter((each) => each === k), { ...NOW, x1: k - 0.5, x2: k + 0.5 }),
      gridY({ ...GRID, ticks: 4 }),
      ruleY([0], { stroke: INK, strokeOpacity: 0.5 }),
      axisY({ ...SCALE_AXIS, ticks: 4, tickFormat: (tick: number) => formatSigned(tick, 2) }),
      axisX(ks.filter((each) => each !== k), { ...BASE_AXIS, label: "Segments" }),
      axisX(ks.filter((each) => each === k), { ...BASE_AXIS, fontWeight: 700 }),
      ruleX(points, {
        x: "k",
        y1: ({ chance }) => -chance,
        y2: "chance",
        stroke: FAINT,
        strokeWidth: Math.min(18, step / 3),
        title: "told",
      }),
      // Filled where it lies beyond chance: a second cue beside its place.
      dot(points, {
        ...at,
        r: 5,
        stroke: FOCUS,
        strokeWidth: 2,
        fill: ({ excess, chance }) => excess > chance ? FOCUS : PAPER,
        title: "told",
      }),
      text(labelled(points, { k, step, textOf }), {
        ...at,
        ...HALO,
        text: textOf,
        fontWeight: 600,
        dy: -14,
      }),
    ],
  });
  if (onPick === undefined) return host;
  const places = points.map(({ k, told }, i) => ({
    ...{ k, told, width: step },
    left: MARGIN.marginLeft + i * step,
  }));
  host.append(...numberPickers(places, { k, onPick, chart: "excess" }));
  return host;
}

/** From the lowest to the highest point or end of an interval, with room for a figure. */
function extentOf(numbers: readonly NumberView[]): [number, number] {
  const lowest = smallest(numbers.map(({ excess, chance }) => Math.min(excess, -chance)), -0.01);
  const highest = largest(numbers.map(({ excess, chance }) => Math.max(excess, chance)), 0.01);
  return [lowest * 1.15, highest * 1.15];
}

function tellNumber({ k, excess, chance }: NumberView): string {
  return `${k} segments: ${
    formatSigned(excess, 3)
  } against data without any, where chance reaches ` +
    formatSigned(chance, 3);
}
