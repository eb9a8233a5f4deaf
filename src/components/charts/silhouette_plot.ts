/** How well each respondent fits the own segment, segment by segment. Runs in browsers. */

import type { SilhouetteView } from "../../../pipeline/view/types.ts";
import { areaX, axisX, ruleX, text } from "@observablehq/plot";
import { measuredBy } from "../kit/words/clearness.js";
import { type Caption, fitTitles, segmentTitle, spoken } from "./frame/caption.js";
import { countOf, formatNumber, formatShare } from "../kit/words/format.js";
import { FOCUS, TICK_SIZE } from "../kit/drawing/theme.js";
import { largest, smallest } from "../kit/lists.js";
import { textWidth, widestText } from "../kit/drawing/measure.js";
import { segmentColor } from "../kit/drawing/palette.js";
import { anchorWithin, BASE_AXIS, GRID, HALO, plotChart, REMARK } from "./frame/plot_drawing.js";

/** Options of {@link silhouettePlot}. */
export interface SilhouetteOptions {
  /** Pixels. */
  readonly width: number;
  /** One a segment. */
  readonly names: readonly string[];
}

/** Bands of Kaufman and Rousseeuw, Finding Groups in Data, 1990. */
const BANDS = [
  { from: 0.25, word: "weak" },
  { from: 0.5, word: "reasonable" },
  { from: 0.7, word: "strong" },
];
const MARGIN = { marginTop: 36, marginBottom: 34, marginLeft: 8, marginRight: 14 };
/** Lines reach a little beyond the areas. */
const BEYOND = { insetTop: -8, insetBottom: -4 };
const HEAD = { ...HALO, y: "y", dy: 8 };
const ABOVE = { ...REMARK, frameAnchor: "top-left", dx: 4, dy: -16 } as const;
const MEAN_LINE = { ...BEYOND, insetTop: -18, strokeWidth: 1.5, strokeDasharray: "4 3" };
const HEADING = 18;
const GAP = 10;
const LEAST_HEIGHT = 22;
const FULL_HEIGHT = 300;

/** The caption of {@link silhouettePlot}. */
export function describeSilhouettes(
  { by, mean, mapMean, featureMean, sample, segments }: SilhouetteView,
): Caption {
  const isTold = segments.every((segment) => segment.below !== null);
  const below = segments.reduce((sum, segment) => sum + (segment.below ?? 0), 0);
  const n = sample ?? segments.reduce((sum, { size }) => sum + size, 0);
  const misfit = !isTold
    ? "Few or none are nearer to another segment in some segments"
    : below === 0
    ? "Nobody is nearer to another segment"
    : `${formatShare(below / n)} are nearer to another segment than to their own`;
  const isByGower = by === "gower";
  const others = isByGower
    ? `Segments were formed on the answers themselves; in the reduced space the mean is ` +
      `${formatNumber(mapMean, 2)}.`
    : `Among the full answers the mean is ${formatNumber(featureMean, 2)}.`;
  return {
    title: `${misfit}; mean silhouette ${formatNumber(mean, 2)}`,
    subtitle:
      `Silhouette of each respondent ${measuredBy(by)}, \u22121 to 1, sorted within segments; ` +
      (sample === null ? `n = ${formatNumber(n)}` : `a sample of ${formatNumber(n)}`),
    note: `${others} ` +
      `Below 0: nearer to another segment.`,
    filename: "silhouettes",
  };
}

/** Draws one area a segment: silhouettes from the best to the worst, with mean and bands.
 * Heights are proportional to sizes, within what stays readable.
 */
export function silhouettePlot(
  view: SilhouetteView,
  { width, names }: SilhouetteOptions,
): HTMLElement {
  const blocks = placeBlocks(view, { width, names });
  const steps = blocks.flatMap((block) => block.steps);
  const depth = largest(blocks.map(({ end }) => end), 0);
  const lowest = smallest(steps.map(({ value }) => value), -0.1);
  const low = Math.max(-1, Math.floor(lowest * 10) / 10);
  const unit = (width - MARGIN.marginLeft - MARGIN.marginRight) / (1 - low);
  const hasWords = 0.2 * unit >= textWidth("reasonable", { size: TICK_SIZE }) + 8;
  const mean = `mean ${formatNumber(view.mean, 2)}`;
  return plotChart({
    ...MARGIN,
    width,
    height: MARGIN.marginTop + depth + MARGIN.marginBottom,
    finding: spoken(describeSilhouettes(view)),
    x: { domain: [low, 1] },
    // A unit of y is a pixel, counted from above.
    y: { domain: [depth, 0], axis: null },
    marks: [
      ruleX(BANDS, { x: "from", ...GRID, ...BEYOND }),
      axisX([0, 0.25, 0.5, 0.7, 1], { ...BASE_AXIS, label: "Silhouette" }),
      text(hasWords ? BANDS : [], { ...ABOVE, x: "from", text: "word" }),
      areaX(steps, {
        x1: 0,
        x2: "value",
        y: "y",
        z: "number",
        curve: "step-before",
        fill: ({ number }) => segmentColor(number - 1),
        title: "told",
      }),
      // Beside the areas only: headings start left of the axis.
      ruleX(blocks, { x: 0, y1: ({ y }) => y + HEADING, y2: "end" }),
      ruleX([view.mean], { ...MEAN_LINE, stroke: FOCUS }),
      text(blocks, { ...HEAD, text: "title", frameAnchor: "left", dx: -6, fontWeight: 600 }),
      text(blocks, { ...HEAD, text: "fact", frameAnchor: "right", dx: 12 }),
      text([mean], {
        x: [view.mean],
        textAnchor: anchorWithin(MARGIN.marginLeft + (view.mean - low) * unit, {
          text: mean,
          width,
          weight: 600,
        }),
        frameAnchor: "top",
        dy: -34,
        fill: FOCUS,
        fontWeight: 600,
      }),
    ],
  });
}

/** Stacks the segments, a heading above each: steps of their silhouettes in pixels from the top. */
function placeBlocks({ segments }: SilhouetteView, { width, names }: SilhouetteOptions) {
  const total = segments.reduce((sum, { size }) => sum + size, 0);
  const facts = segments.map(({ mean, below }) =>
    `mean ${formatNumber(mean, 2)}` +
    (below === null || below > 0
      ? ` · ${below === null ? "few" : formatNumber(below)} below 0`
      : "")
  );
  const titles = fitTitles(names, width - widestText(facts) - 14, { weight: 600 });
  let end = -GAP;
  return segments.map(({ number, values, size }, s) => {
    const y = end + GAP;
    const height = Math.max(LEAST_HEIGHT, size / total * FULL_HEIGHT);
    end = y + HEADING + height;
    const [fact, title] = [facts[s], titles[s]];
    const name = segmentTitle(number - 1, names);
    const told = `${name}: ${countOf(size, "respondent")}, ${fact}`;
    // Silhouettes are steps, not slopes: one more point ends the last.
    // A segment of few has none.
    const steps = [...values, ...values.slice(-1)].map((value, i) => (
      { number, told, value, y: y + HEADING + i / values.length * height }
    ));
    return { y, end, title, fact, steps };
  });
}
