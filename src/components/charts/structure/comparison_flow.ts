/** Two solutions side by side, and who goes from which segment of one into which of the other. Runs in browsers. */

import type { ComparedSolution, Comparison } from "../../../../pipeline/view/compare/comparison.ts";
import { type Caption, fitTitles, spoken } from "../frame/caption.js";
import { drawing, label, rect } from "../../kit/drawing/shapes.js";
import { fitText } from "../../kit/drawing/measure.js";
import { segmentColor } from "../../kit/drawing/palette.js";
import { INK, MUTED, PAPER, TICK_SIZE } from "../../kit/drawing/theme.js";
import { countOf, formatNumber, formatShare } from "../../kit/words/format.js";
import { html, svg } from "../../kit/elements.js";
import { outlineFlow } from "./flow_layout.js";

/** Pixels to draw in. */
export interface ComparisonFlowOptions {
  readonly width: number;
}

/** A segment's bar. */
interface Bar {
  readonly segment: ComparedSolution["segments"][number];
  /** The colour of the shown segment that it is or stands for; null for one that stands for none. */
  readonly color: string | null;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

const BAR = 16;
const GAP = 10;
const HEAD = 24;
/** Names stand outside of the bars, in at most this share of the width. */
const NAMES = 0.32;
const MOST_NAMES = 210;
/** In less room names would be cut to nothing that tells them apart, and numbers stand alone. */
const LEAST_NAMES = 130;
/** Two lines of type. */
const LEAST_ROW = 32;
const LEAST_HEIGHT = 260;

/** The caption of {@link comparisonFlow}. */
export function describeComparisonFlow(
  { before, after, agreement: { movers }, respondents: { both }, weighting }: Comparison,
): Caption {
  const weighed = weighting === null ? "" : `, shares weighted by ${weighting}`;
  return {
    title: movers === null
      ? "Who moves is told where many do"
      : movers === 0
      ? "Nobody changes places"
      : `${formatNumber(movers)} of ${countOf(both, "respondent")} change places`,
    subtitle:
      `Left the solution that is shown (${before.title}), right the other one (${after.title}); a band is ` +
      `as thick as the respondents who are in both its segments; n = ${
        formatNumber(both)
      }${weighed}`,
    note:
      "Segments that stand for each other have one colour: so paired, as few respondents as can be " +
      "would have to change places. One that stands for none is grey." +
      (movers === null
        ? " Moves of few respondents are not shown, nor those by which they could be computed."
        : ""),
    filename: "solutions-compared",
  };
}

/** Draws both solutions as columns of segments with bands between. */
export function comparisonFlow(
  comparison: Comparison,
  { width }: ComparisonFlowOptions,
): HTMLElement {
  const { before, after, flows, agreement: { partners } } = comparison;
  const rows = Math.max(before.segments.length, after.segments.length);
  const height = Math.max(LEAST_HEIGHT, HEAD + rows * (LEAST_ROW + GAP) * 1.6);
  const side = Math.min(MOST_NAMES, width * NAMES);
  const sums = {
    before: sharesOf(comparison, "source"),
    after: sharesOf(comparison, "target"),
  };
  const room = height - HEAD - GAP * (rows - 1) - 4;
  const left = placeBars(before, sums.before, {
    ...{ order: before.segments.map((_, g) => g), x: side, room, rows },
    colorOf: (segment) => segmentColor(segment),
  });
  const right = placeBars(after, sums.after, {
    ...{ order: orderOf(comparison), x: width - side - BAR, room, rows },
    colorOf: (segment) => {
      const own = partners.indexOf(segment);
      return own < 0 ? null : segmentColor(own);
    },
  });
  const titlesOf = ({ segments }: ComparedSolution): string[] =>
    fitTitles(segments.map(({ name }) => side < LEAST_NAMES ? "" : name), side - 8, NAME_TYPE);
  const titles = { before: titlesOf(before), after: titlesOf(after) };
  const drawn = drawing([
    label(fitText(before.title, width / 2 - 8, HEADING), { ...HEADING, x: 0, y: HEAD / 2 - 2 }),
    label(fitText(after.title, width / 2 - 8, HEADING), {
      ...{ ...HEADING, x: width, y: HEAD / 2 - 2, anchor: "end" },
    }),
    svg("g", drawBands(flows, { left, right, room })),
    ...[...left.values()].flatMap((bar) => drawBar(bar, titles.before, "end")),
    ...[...right.values()].flatMap((bar) => drawBar(bar, titles.after, "start")),
  ], { width, height, label: spoken(describeComparisonFlow(comparison)) });
  return html("div", [drawn], { class: "chart-host comparison-flow" });
}

const NAME_TYPE = { weight: 600 } as const;
const HEADING = { size: TICK_SIZE, weight: 600, color: MUTED } as const;

/** Shares of the respondents in both, by segment of one side. */
function sharesOf(
  { flows, agreement, before, after }: Comparison,
  side: "source" | "target",
): readonly number[] {
  const { segments } = side === "source" ? before : after;
  // Where some moves are not told, those that are do not add up to the segments.
  if (agreement.movers === null) return segments.map(({ share }) => share);
  const sums = new Array<number>(segments.length).fill(0);
  for (const flow of flows) sums[flow[side]] += flow.share;
  return sums;
}

/** The other solution's segments from top to bottom: where those stand from whom most of them come. */
function orderOf({ flows, after }: Comparison): number[] {
  const heights = after.segments.map((_, target) => {
    const own = flows.filter((flow) => flow.target === target);
    const all = own.reduce((sum, { share }) => sum + share, 0);
    return all === 0 ? 0 : own.reduce((sum, { source, share }) => sum + source * share, 0) / all;
  });
  return heights.map((_, segment) => segment).sort((a, b) => heights[a] - heights[b] || a - b);
}

/** Stacks the segments of one side, by segment. */
function placeBars(
  { segments }: ComparedSolution,
  shares: readonly number[],
  { order, x, room, rows, colorOf }: {
    readonly order: readonly number[];
    readonly x: number;
    readonly room: number;
    /** Segments of the side that has more. */
    readonly rows: number;
    readonly colorOf: (segment: number) => string | null;
  },
): ReadonlyMap<number, Bar> {
  // The side with fewer gaps has wider ones, so that both are equally high.
  const gap = segments.length > 1 ? GAP * (rows - 1) / (segments.length - 1) : 0;
  let y = HEAD;
  return new Map(order.map((segment) => {
    const height = shares[segment] * room;
    const bar = { segment: segments[segment], color: colorOf(segment), x, y, height };
    y += height + gap;
    return [segment, bar];
  }));
}

function drawBands(
  flows: Comparison["flows"],
  { left, right, room }: {
    readonly left: ReadonlyMap<number, Bar>;
    readonly right: ReadonlyMap<number, Bar>;
    readonly room: number;
  },
): SVGElement[] {
  const [from, to] = [left, right].map((bars) =>
    new Map([...bars].map(([segment, { y }]) => [segment, y]))
  );
  const place = new Map([...right.keys()].map((segment, at) => [segment, at]));
  const sorted = flows.toSorted((a, b) =>
    a.source - b.source || place.get(a.target)! - place.get(b.target)!
  );
  return sorted.map(({ source, target, respondents, share }) => {
    const [own, other] = [left.get(source)!, right.get(target)!];
    const thick = share * room;
    const path = outlineFlow(
      [own.x + BAR, from.get(source)!],
      [other.x, to.get(target)!],
      thick,
    );
    from.set(source, from.get(source)! + thick);
    to.set(target, to.get(target)! + thick);
    return svg("path", [
      svg(
        "title",
        `${countOf(respondents, "respondent")} (${formatShare(share)}) are in segment ${
          source + 1
        } here and in segment ${target + 1} there`,
      ),
    ], { d: path, fill: own.color ?? INK, opacity: 0.36, "data-flow": `${source}-${target}` });
  });
}

function drawBar(
  { segment: { number, size, share }, color, x, y, height }: Bar,
  titles: readonly string[],
  anchor: "start" | "end",
): SVGElement[] {
  const at = { x: anchor === "end" ? x - 6 : x + BAR + 6, anchor };
  const middle = y + height / 2;
  const isTall = height >= LEAST_ROW - 6;
  return [
    rect([x, y, BAR, Math.max(1, height)], {
      fill: color ?? `color-mix(in srgb, currentColor 45%, ${PAPER})`,
    }),
    label(titles[number - 1], { ...at, y: isTall ? middle - 7 : middle, ...NAME_TYPE }),
    ...(isTall
      ? [label(`${formatNumber(size)} · ${formatShare(share)}`, {
        ...{ ...at, y: middle + 8, size: TICK_SIZE, color: MUTED },
      })]
      : []),
  ];
}
