/** What stands where the scan of numbers of segments will be. Runs in browsers. */

import type { RunView } from "../../../pipeline/view/types.ts";
import { chartFrame } from "./frame/chart_frame.js";
import { chartWords } from "./frame/plot_drawing.js";
import { sourceOf } from "../kit/words/run_source.js";

/** Says what comes, and keeps its place. */
export function scanPlace(run: RunView): HTMLElement {
  const caption = {
    title: "How clear 2 to 8 segments are comes next",
    subtitle: "Mean silhouette and spread within segments by number of segments",
    filename: "number-of-segments",
  };
  const words = chartWords("Each number of segments is tried with the settings of this run.");
  // What stands below keeps its place when the chart comes.
  words.style.minHeight = "17rem";
  return chartFrame(caption, words, sourceOf(run));
}
