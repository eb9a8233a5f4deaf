/** How much of the answers' variance each principal component carries, or dimension of their inertia. Runs in browsers. */

import type { McaView, PcaView } from "../../../pipeline/view/types.ts";
import { axisX, axisY, barY, dot, gridY, lineY, text } from "@observablehq/plot";
import { type Caption, spoken } from "./frame/caption.js";
import { countOf, formatShare } from "../kit/words/format.js";
import { FAINT, FOCUS, INK } from "../kit/drawing/theme.js";
import { textWidth } from "../kit/drawing/measure.js";
import { BASE_AXIS, GRID, HALO, plotChart, SCALE_AXIS } from "./frame/plot_drawing.js";

/** Options of {@link scree}. */
export interface ScreeOptions {
  /** Pixels. */
  readonly width: number;
  /** Respondents, for the caption. */
  readonly n?: number;
}

const MARGIN = { marginTop: 20, marginRight: 12, marginBottom: 38, marginLeft: 42 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** What is drawn of either method. */
interface Shares {
  /** What there is a bar of. */
  readonly noun: "component" | "dimension";
  readonly shares: readonly number[];
  /** The plain shares, where those drawn are corrected; else null. */
  readonly plain: readonly number[] | null;
  readonly used: number;
}

/** The caption of {@link scree}. */
export function describeVariance(view: PcaView | McaView, n?: number): Caption {
  const { noun, shares, plain, used } = sharesOf(view);
  const kept = formatShare(sumTo(shares, used));
  const base = n === undefined ? "" : `; n = ${countOf(n, "respondent")}`;
  const subject = used === 1 ? `first ${noun} keeps` : `first ${used} ${noun}s keep`;
  if (plain === null) {
    return {
      title: `The ${subject} ${kept} of the variance`,
      subtitle: `Share of variance by principal component and all up to it, per cent` + base,
      filename: "variance-by-component",
    };
  }
  return {
    title: `The ${subject} ${kept} of the inertia, as corrected`,
    subtitle:
      `Share of inertia by dimension, corrected by Benz\u00e9cri, and all up to it, per cent` +
      base,
    note: `Uncorrected, the ${used === 1 ? "share is" : `${used} shares add up to`} ` +
      `${
        formatShare(sumTo(plain, used))
      }, which understates: answers to one question exclude each ` +
      "other, and that alone spreads inertia over dimensions that tell nothing.",
    filename: "inertia-by-dimension",
  };
}

/** Draws a bar a component or dimension and the line of their sum; those used stand out. */
export function scree(view: PcaView | McaView, { width, n }: ScreeOptions): HTMLElement {
  const { noun, shares, plain, used } = sharesOf(view);
  const name = noun[0].toUpperCase() + noun.slice(1);
  const bars = shares.map((share, i) => {
    const told = `${name} ${i + 1}: ${formatShare(share)}, up to it ${
      formatShare(sumTo(shares, i + 1))
    }`;
    return {
      id: i + 1,
      share,
      total: sumTo(shares, i + 1),
      told: plain === null ? told : `${told}; uncorrected ${formatShare(plain[i])}`,
    };
  });
  const step = (width - MARGIN.marginLeft - MARGIN.marginRight) / bars.length;
  const every = Math.ceil(22 / step);
  const last = bars.slice(used - 1, used);
  const fact = `${formatShare(sumTo(shares, used))} by ${used} used`;
  const isBeyond = used * step + textWidth(fact, { weight: 600 }) > bars.length * step;
  return plotChart({
    ...MARGIN,
    width,
    height: 230,
    finding: spoken(describeVariance(view, n)),
    x: { padding: 0.25 },
    y: { domain: [0, 1] },
    marks: [
      gridY(TICKS, GRID),
      axisY(TICKS, { ...SCALE_AXIS, tickFormat: formatShare }),
      axisX(bars.map(({ id }) => id).filter((id) => id % every === 1 % every), {
        ...BASE_AXIS,
        label: name,
      }),
      barY(bars, {
        x: "id",
        y: "share",
        rx: 2,
        fill: ({ id }) => id <= used ? FOCUS : FAINT,
        title: "told",
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

function sharesOf(view: PcaView | McaView): Shares {
  const { used } = view;
  return "variance" in view
    ? { noun: "component", shares: view.variance, plain: null, used }
    : { noun: "dimension", shares: view.correctedShare, plain: view.share, used };
}

function sumTo(shares: readonly number[], end: number): number {
  return shares.slice(0, end).reduce((sum, share) => sum + share, 0);
}
