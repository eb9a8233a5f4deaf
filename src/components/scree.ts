/** How much of the answers' variance each principal component carries. Runs in browsers. */

import type { PcaView } from "../../pipeline/view/types.ts";
import { axisX, axisY, barY, dot, gridY, lineY, text } from "@observablehq/plot";
import { type Caption, spoken } from "./caption.js";
import { countOf, formatShare } from "./format.js";
import { FAINT, FOCUS, INK } from "./ink.js";
import { textWidth } from "./measure.js";
import { BASE_AXIS, GRID, HALO, plotChart, SCALE_AXIS } from "./plot_drawing.js";

/** Options of {@link scree}. */
export interface ScreeOptions {
  /** Pixels. */
  readonly width: number;
  /** Respondents, for the caption. */
  readonly n?: number;
}

const MARGIN = { marginTop: 20, marginRight: 12, marginBottom: 38, marginLeft: 42 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** The caption of {@link scree}. */
export function describeVariance({ variance, used }: PcaView, n?: number): Caption {
  const kept = sumTo(variance, used);
  const base = n === undefined ? "" : `; n = ${countOf(n, "respondent")}`;
  return {
    title: `The ${used === 1 ? "first component keeps" : `first ${used} components keep`} ` +
      `${formatShare(kept)} of the variance`,
    subtitle: `Share of variance by principal component and all up to it, per cent` + base,
    filename: "variance-by-component",
  };
}

/** Draws a bar a component and the line of their sum; the components used stand out. */
export function scree(pca: PcaView, { width, n }: ScreeOptions): HTMLElement {
  const { variance, used } = pca;
  const bars = variance.map((share, i) => ({ id: i + 1, share, total: sumTo(variance, i + 1) }));
  const step = (width - MARGIN.marginLeft - MARGIN.marginRight) / bars.length;
  const every = Math.ceil(22 / step);
  const last = bars.slice(used - 1, used);
  const fact = `${formatShare(sumTo(variance, used))} by ${used} used`;
  const isBeyond = used * step + textWidth(fact, { weight: 600 }) > bars.length * step;
  return plotChart({
    ...MARGIN,
    width,
    height: 230,
    finding: spoken(describeVariance(pca, n)),
    x: { padding: 0.25 },
    y: { domain: [0, 1] },
    marks: [
      gridY(TICKS, GRID),
      axisY(TICKS, { ...SCALE_AXIS, tickFormat: formatShare }),
      axisX(bars.map(({ id }) => id).filter((id) => id % every === 1 % every), {
        ...BASE_AXIS,
        label: "Component",
      }),
      barY(bars, {
        x: "id",
        y: "share",
        rx: 2,
        fill: ({ id }) => id <= used ? FOCUS : FAINT,
        title: ({ id, share, total }) =>
          `Component ${id}: ${formatShare(share)}, up to it ${formatShare(total)}`,
      }),
      lineY(bars, { x: "id", y: "total", stroke: INK }),
      dot(last, { x: "id", y: "total", r: 4, fill: INK }),
      text(last, {
        x: "id",
        y: "total",
        text: [fact],
        fontWeight: 600,
        ...HALO,
        // The line only rises: below to the right and above to the left are free.
        ...(isBeyond
          ? { textAnchor: "end", dx: -6, dy: -10 }
          : { textAnchor: "start", dx: 8, dy: 12 }),
      }),
    ],
  });
}

function sumTo(shares: readonly number[], end: number): number {
  return shares.slice(0, end).reduce((sum, share) => sum + share, 0);
}
