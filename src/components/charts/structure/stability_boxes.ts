/** How alike the segments of other samples are, for each number of segments. Runs in browsers. */

import type { NumberView, StructureView } from "../../../../pipeline/view/structure_types.ts";
import { axisX, axisY, barY, boxY, gridY, ruleY, text } from "@observablehq/plot";
import { type Caption, spoken } from "../frame/caption.js";
import { countOf, formatNumber } from "../../kit/words/format.js";
import { smallest } from "../../kit/lists.js";
import { FAINT, FOCUS, INK } from "../../kit/drawing/theme.js";
import { numberPickers } from "../frame/number_pickers.js";
import { BASE_AXIS, GRID, HALO, plotChart, SCALE_AXIS } from "../frame/plot_drawing.js";
import { baseOf, labelled, type StructureChartOptions } from "./excess_chart.js";

const MARGIN = { marginTop: 24, marginRight: 14, marginBottom: 36, marginLeft: 44 };
const HEIGHT = 250;
const WIDEST_BOX = 44;
/** Room for the figure above a box that reaches the top. */
const TOP = 1.06;

/** The caption of {@link stabilityBoxes}. */
export function describeStability(view: StructureView): Caption {
  const { numbers, sameFrom } = view;
  const best = numbers.reduce((a, b) => b.agreement > a.agreement ? b : a);
  const steady = numbers.filter(({ agreement }) => agreement >= sameFrom);
  const figure = formatNumber(best.agreement, 2);
  const pairs = smallest(numbers.map(({ agreements }) => agreements.length));
  const more = numbers.find(({ agreements }) => agreements.length > pairs);
  return {
    title: steady.length === 0
      ? `No number of segments comes back in other samples; ${best.k} come closest: ${figure}`
      : `${best.k} segments come back most alike in other samples: agreement ${figure}`,
    subtitle:
      `Agreement of the two segmentations of a pair of samples (adjusted Rand index, 1: the ` +
      `same), ${countOf(pairs, "pair")} a number` +
      `${more === undefined ? "" : `, ${more.agreements.length} for ${more.k}`}; ${baseOf(view)}`,
    note:
      "Box: the middle half of the pairs; line and figure: the median; whiskers reach the last pair " +
      "within one and a half boxes; dots: pairs beyond. From the dashed line at " +
      `${formatNumber(sameFrom, 1)} up, two samples count as having found the same segments.`,
    filename: "stability",
  };
}

/** Draws a box a number of segments; a click, Enter or Space picks one. */
export function stabilityBoxes(
  view: StructureView,
  { width, k, onPick }: StructureChartOptions,
): HTMLElement {
  const { numbers, sameFrom } = view;
  const ks = numbers.map((each) => each.k);
  const pairs = numbers.flatMap((each) => each.agreements.map((y) => ({ k: each.k, y })));
  const lowest = smallest(pairs.map(({ y }) => y), 0);
  const step = (width - MARGIN.marginLeft - MARGIN.marginRight) / ks.length;
  const inset = Math.max(step * 0.3, (step - WIDEST_BOX) / 2);
  const textOf = ({ agreement }: NumberView) => formatNumber(agreement, 2);
  const host = plotChart({
    ...MARGIN,
    width,
    height: HEIGHT,
    finding: spoken(describeStability(view)),
    x: { type: "band", domain: ks, axis: null, padding: 0, round: false },
    y: { domain: [lowest, TOP] },
    marks: [
      barY(ks.filter((each) => each === k), {
        x: (each: number) => each,
        ...{ y1: lowest, y2: TOP, fill: FOCUS, fillOpacity: 0.1, rx: 3 },
      }),
      gridY([0, 0.2, 0.4, 0.6, 0.8, 1], GRID),
      axisY([0, 0.2, 0.4, 0.6, 0.8, 1], {
        ...SCALE_AXIS,
        tickFormat: (tick: number) => formatNumber(tick, 1),
      }),
      ruleY([sameFrom], { stroke: INK, strokeOpacity: 0.6, strokeDasharray: "4 3" }),
      axisX(ks.filter((each) => each !== k), { ...BASE_AXIS, label: "Segments" }),
      axisX(ks.filter((each) => each === k), { ...BASE_AXIS, fontWeight: 700 }),
      boxY(pairs, {
        x: "k",
        y: "y",
        fill: FAINT,
        stroke: INK,
        r: 2,
        insetLeft: inset,
        insetRight: inset,
      }),
      text(labelled(numbers, { k, step, textOf }), {
        x: "k",
        y: (each) => each.agreements[each.agreements.length - 1],
        text: textOf,
        ...HALO,
        fontWeight: 600,
        dy: -10,
      }),
    ],
  });
  if (onPick === undefined) return host;
  const places = numbers.map((each, i) => ({
    ...{ k: each.k, left: MARGIN.marginLeft + i * step, width: step },
    told:
      `${each.k} segments: median agreement ${formatNumber(each.agreement, 2)}, found again in ` +
      `${each.foundAgain} of ${each.samples} samples`,
  }));
  host.append(...numberPickers(places, { k, onPick, chart: "stability" }));
  return host;
}
