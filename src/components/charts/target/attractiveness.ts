/** Where segments lie by how attractive they are, and how attractive the organisation is to them. Runs in browsers. */

import type {
  JudgedSegment,
  TargetJudgement,
} from "../../../../pipeline/view/target/target_types.ts";
import { drawing, label, line } from "../../kit/drawing/shapes.js";
import { fitText, textWidth } from "../../kit/drawing/measure.js";
import { segmentColor } from "../../kit/drawing/palette.js";
import { HAIRLINE, inkOn, MUTED, PAPER, TICK_SIZE } from "../../kit/drawing/theme.js";
import { html, svg } from "../../kit/elements.js";
import { formatNumber, formatShare, formatValue, joinWords } from "../../kit/words/format.js";
import { type Caption, segmentTitle, spoken } from "../frame/caption.js";

/** Options of {@link attractiveness}. */
export interface AttractivenessOptions {
  /** Pixels. */
  readonly width: number;
}

const MOST_SCORE = 10;
const LEFT = 24, RIGHT = 12, TOP = 30, BOTTOM = 44;
const MOST_HEIGHT = 460, LEAST_HEIGHT = 280;
const LARGEST = 30, SMALLEST = 9;
const LINE = 15;
const MOST_NAME = 280;
/** In less room names would meet each other: numbers stand alone. */
const LEAST_NAMED = 420;

/** The caption of {@link attractiveness}. */
export function describeAttractiveness(
  { segments, bubble, finding, criteria }: TargetJudgement,
): Caption {
  const out = segments.filter((segment) => !isPlaced(segment));
  const measured = criteria.some((criterion) => criterion.measured !== null);
  const notes = [
    out.length === 0 || out.length === segments.length
      ? ""
      : `Not drawn, as scores are missing: ${joinWords(out.map(({ number }) => String(number)))}.`,
    measured ? "Figures of the run count 10 where they are highest, elsewhere in proportion." : "",
  ].filter((note) => note !== "");
  return {
    title: finding,
    subtitle: "Weighted mean of the scores, 0 to 10: across how attractive a segment is to us, " +
      "upwards how attractive we are to it" +
      (bubble === null ? "" : `; area: ${bubble.title}`),
    ...(notes.length === 0 ? {} : { note: notes.join(" ") }),
    filename: "attractiveness",
  };
}

/** Whether a segment has a place on both axes. */
export function isPlaced({ attractive, attracted }: JudgedSegment): boolean {
  return attractive !== null && attracted !== null;
}

/** A segment's bubble. */
interface Bubble {
  readonly segment: JudgedSegment;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Draws a bubble a segment over both axes, the larger the more its area stands for. */
export function attractiveness(
  judgement: TargetJudgement,
  { width }: AttractivenessOptions,
): HTMLElement {
  const height = Math.max(LEAST_HEIGHT, Math.min(MOST_HEIGHT, width * 0.72));
  const [right, bottom] = [width - RIGHT, height - BOTTOM];
  const xOf = (score: number) => LEFT + score / MOST_SCORE * (right - LEFT);
  const yOf = (score: number) => bottom - score / MOST_SCORE * (bottom - TOP);
  const placed = judgement.segments.filter(isPlaced);
  const most = placed.reduce((high, { bubble }) => Math.max(high, bubble ?? 0), 0);
  const bubbles = placed.map((segment): Bubble => ({
    segment,
    x: xOf(segment.attractive!),
    y: yOf(segment.attracted!),
    radius: radiusOf(segment.bubble, most),
  })).sort((a, b) => b.radius - a.radius);
  const told = bubbles.map(({ segment }) => tellSegment(segment, judgement)).join("; ");
  const drawn = drawing([
    ...gridMarks({ xOf, yOf, right, bottom }),
    label("Attractive to us", { x: right, y: height - 10, anchor: "end", weight: 600 }),
    label("We attract it", { x: LEFT, y: 12, weight: 600 }),
    ...bubbles.map((bubble) => bubbleMark(bubble, judgement)),
    ...(width < LEAST_NAMED ? [] : nameMarks(bubbles, { left: LEFT, right })),
  ], { width, height, label: `${spoken(describeAttractiveness(judgement))} ${told}` });
  return html("div", [drawn], { class: "chart-host" });
}

function radiusOf(value: number | null, most: number): number {
  if (value === null || most <= 0 || value <= 0) return SMALLEST;
  return Math.max(SMALLEST, LARGEST * Math.sqrt(value / most));
}

function gridMarks({ xOf, yOf, right, bottom }: {
  readonly xOf: (score: number) => number;
  readonly yOf: (score: number) => number;
  readonly right: number;
  readonly bottom: number;
}): SVGElement[] {
  const scores = [0, 2.5, 5, 7.5, 10];
  const ticks = [0, 5, 10];
  return [
    ...scores.map((score) => line([xOf(score), TOP, xOf(score), bottom], middle(score))),
    ...scores.map((score) => line([LEFT, yOf(score), right, yOf(score)], middle(score))),
    ...ticks.map((score) =>
      label(String(score), {
        ...{ x: xOf(score), y: bottom + 13, size: TICK_SIZE, color: MUTED },
        anchor: score === 10 ? "end" : "middle",
      })
    ),
    ...ticks.map((score) =>
      label(String(score), {
        ...{ x: LEFT - 6, y: yOf(score), size: TICK_SIZE, color: MUTED, anchor: "end" },
      })
    ),
  ];
}

/** The middle parts the plane into four. */
function middle(score: number): { color: string; dash: string | null } {
  return score === 5 ? { color: MUTED, dash: "2 4" } : { color: HAIRLINE, dash: null };
}

function bubbleMark({ segment, x, y, radius }: Bubble, judgement: TargetJudgement): SVGElement {
  const color = segmentColor(segment.number - 1);
  return svg("g", [
    svg("title", tellSegment(segment, judgement)),
    svg("circle", [], {
      ...{ cx: x, cy: y, r: radius, fill: color, "fill-opacity": 0.92 },
      ...{ stroke: PAPER, "stroke-width": 1.5 },
    }),
    label(String(segment.number), {
      ...{ x, y, anchor: "middle", weight: 700, color: inkOn(color) },
    }),
  ], { "data-segment": segment.number });
}

/** Names beside their bubbles, on the side where there is room, moved apart where they would meet. */
function nameMarks(
  bubbles: readonly Bubble[],
  { left, right }: { readonly left: number; readonly right: number },
): SVGElement[] {
  const taken: { from: number; to: number; y: number }[] = [];
  return bubbles.toSorted((a, b) => a.y - b.y).map(({ segment, x, y, radius }) => {
    const room = { after: right - x - radius - 6, before: x - radius - 6 - left };
    const isAfter = room.after >= Math.min(MOST_NAME, textWidth(segment.name, BOLD)) ||
      room.after >= room.before;
    const text = fitText(
      segment.name,
      Math.min(MOST_NAME, isAfter ? room.after : room.before),
      BOLD,
    );
    const width = textWidth(text, BOLD);
    const start = isAfter ? x + radius + 6 : x - radius - 6 - width;
    let at = y;
    const meets = (other: typeof taken[number]) =>
      start < other.to && start + width > other.from && Math.abs(other.y - at) < LINE;
    while (taken.some(meets)) at += LINE;
    taken.push({ from: start, to: start + width, y: at });
    return label(text, { x: start, y: at, hasHalo: true, ...BOLD });
  });
}

const BOLD = { weight: 600 } as const;

function tellSegment(
  { number, name, attractive, attracted, bubble }: JudgedSegment,
  { bubble: measured }: TargetJudgement,
): string {
  const area = bubble === null || measured === null
    ? ""
    : `, ${measured.title}: ${
      measured.form === "share" ? formatShare(bubble) : formatValue(bubble)
    }`;
  return `${segmentTitle(number - 1, Array.from({ length: number }, () => name))}: ${
    formatNumber(attractive!, 1)
  } and ${formatNumber(attracted!, 1)}${area}`;
}
