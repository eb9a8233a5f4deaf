/** What the search for structure found, as cards; absent where it was not asked. Runs in browsers. */

import type { RunView } from "../../../pipeline/view/types.ts";
import {
  describeExcess,
  excessChart,
  type StructureChartOptions,
} from "../charts/structure/excess_chart.js";
import { describeFlow, segmentFlow } from "../charts/structure/segment_flow.js";
import { describeStability, stabilityBoxes } from "../charts/structure/stability_boxes.js";
import { chartFrame } from "../charts/frame/chart_frame.js";
import { html } from "../kit/elements.js";
import { namesOf } from "./chart_cards.js";
import { sourceOf } from "../kit/words/run_source.js";

/** Pixels to draw in, and what picking a number of segments does. */
export type StructureCardOptions = Omit<StructureChartOptions, "k">;

/** Other divisions that fit nearly as well as the one shown, in a sentence; empty where there are none. */
export function rivalLede({ summary: { structure } }: RunView): HTMLElement {
  const words = structure?.words.rivals ?? "";
  return words === "" ? html("div", []) : html("p", words, { class: "lede rival-lede" });
}

/** What lies beyond data without segments, by number of segments. */
export function excessCard(view: RunView, options: StructureCardOptions): HTMLElement {
  const { structure, summary: { clustering: { k } } } = view;
  if (structure === null) return html("div", []);
  const chart = excessChart(structure, { ...options, k });
  return chartFrame(describeExcess(structure), chart, sourceOf(view));
}

/** How alike other samples' segments are, by number of segments. */
export function stabilityCard(view: RunView, options: StructureCardOptions): HTMLElement {
  const { structure, summary: { clustering: { k } } } = view;
  if (structure === null) return html("div", []);
  const chart = stabilityBoxes(structure, { ...options, k });
  return chartFrame(describeStability(structure), chart, sourceOf(view));
}

/** What becomes of segments as their number rises. */
export function flowCard(view: RunView, options: StructureCardOptions): HTMLElement {
  const { structure, summary: { clustering: { k } } } = view;
  if (structure === null) return html("div", []);
  const chart = segmentFlow(structure, { ...options, k, names: namesOf(view) });
  return chartFrame(describeFlow(structure, k), chart, sourceOf(view));
}
