/** The slide of which segments to serve: the chart of attractiveness beside the decision matrix. Runs in Deno and browsers. */

import { formatNumber, formatShare } from "../../base/text.ts";
import { MOST_SCORE, type TargetSide } from "../../plan/targeting.ts";
import type {
  JudgedCriterion,
  JudgedSegment,
  TargetJudgement,
} from "../../view/target/target_types.ts";
import { inkOn, type Look, MUTED } from "../look/look.ts";
import { addSlide, addText, BOTTOM, type Deck, INNER, MARGIN, TOP } from "./deck.ts";
import { chartType } from "./opening.ts";
import { addTable, type SlideCell } from "./slide_table.ts";

/** The chart's width, and where there are many segments beside it. */
const LEFT = 6.4, LEFT_OF_MANY = 5;
const MANY = 5;
/** Names stand in columns from so many inches on; in less numbers stand alone. */
const LEAST_NAMED = 0.75;
const KEY_HEIGHT = 0.3;
const SIDES: readonly (readonly [TargetSide, string, "attractive" | "attracted"])[] = [
  ["segment", "How attractive is the segment to us?", "attractive"],
  ["organisation", "How attractive are we to the segment?", "attracted"],
];
const HOW =
  "Scores are 0 to 10, given by people; a segment's place is their mean, weighted by the shares of the weights of " +
  "a side. Figures of the run score 10 where they are highest, and in proportion elsewhere.";
/** Per cent of what programs draw by themselves. */
const SCALE = '<c:bubbleScale val="60"/><c:sizeRepresents val="area"/>';
/** Bubbles of nothing would not be seen. */
const LEAST_AREA = 0.02;

/** A segment that has a place on both axes. */
type Placed = JudgedSegment & { readonly attractive: number; readonly attracted: number };

/** The segments that the chart shows. */
export function placedSegments(target: TargetJudgement): Placed[] {
  return target.segments.filter((segment): segment is Placed =>
    segment.attractive !== null && segment.attracted !== null
  );
}

/** Adds the slide; none where there are no criteria. */
export function addTarget(deck: Deck): void {
  const { target, weighting } = deck.story;
  if (target === null) return;
  const placed = placedSegments(target);
  const slide = addSlide(deck, target.finding, [
    HOW,
    ...target.criteria.map(tellCriterion),
    ...target.notes,
    weighting,
  ]);
  const hasChart = placed.length > 0;
  const left = target.segments.length > MANY ? LEFT_OF_MANY : LEFT;
  const x = hasChart ? MARGIN + left + 0.35 : MARGIN;
  addMatrix(deck, slide, {
    target,
    box: { x, y: TOP, w: MARGIN + INNER - x, h: BOTTOM - TOP },
  });
  if (!hasChart) return;
  slide.addChart("bubble", [
    { name: "Attractive to us", values: placed.map(({ attractive }) => shown(attractive)) },
    {
      name: "We attract it",
      values: placed.map(({ attracted }) => shown(attracted)),
      sizes: areasOf(placed),
    },
  ], {
    ...{ x: MARGIN, y: TOP, w: left, h: BOTTOM - TOP - KEY_HEIGHT },
    ...chartType(deck),
    chartColors: placed.map(({ number }) => deck.look.segment(number - 1)),
    ...{ catAxisMinVal: 0, catAxisMaxVal: MOST_SCORE, valAxisMinVal: 0, valAxisMaxVal: MOST_SCORE },
    ...{ valAxisMajorUnit: 5, valAxisLabelFormatCode: "0", showLegend: false },
    ...axisTitle(deck.look.bodyFont),
    altText: placed.map(({ number, name, attractive, attracted }) =>
      `${number} ${name}: ${formatNumber(attractive, 1)} and ${formatNumber(attracted, 1)}`
    ).join("; "),
  });
  addText(deck, slide, {
    text: target.bubble === null ? "" : `Area of a bubble: ${target.bubble.title}`,
    box: { x: MARGIN, y: BOTTOM - KEY_HEIGHT + 0.05, w: left, h: KEY_HEIGHT - 0.05 },
    style: { sizes: [11, 10, 9], colour: MUTED },
  });
}

/** The library takes 0 for no number. */
function shown(score: number): number {
  return Math.max(0.001, Math.round(1000 * score) / 1000);
}

function areasOf(placed: readonly Placed[]): number[] {
  const most = placed.reduce((high, { bubble }) => Math.max(high, bubble ?? 0), 0);
  return placed.map(({ bubble }) => most > 0 ? Math.max(LEAST_AREA * most, bubble ?? 0) : 1);
}

function axisTitle(font: string): Record<string, unknown> {
  return {
    ...{ showCatAxisTitle: true, catAxisTitle: "Attractive to us", catAxisTitleFontFace: font },
    ...{ showValAxisTitle: true, valAxisTitle: "We attract it", valAxisTitleFontFace: font },
    ...{ catAxisTitleFontSize: 12, valAxisTitleFontSize: 12, valAxisTitleRotate: -90 },
  };
}

function addMatrix(
  deck: Deck,
  slide: ReturnType<typeof addSlide>,
  { target, box }: {
    readonly target: TargetJudgement;
    readonly box: Parameters<typeof addTable>[2]["box"];
  },
): void {
  const { criteria, segments } = target;
  const own = Math.min(1, 0.55 * box.w / segments.length);
  const weight = 0.85;
  const rows = SIDES.flatMap(([side, title, place]): (readonly SlideCell[])[] => {
    const shownHere = criteria.filter((each) => each.side === side);
    if (shownHere.length === 0) return [];
    return [
      [{ text: title, isBold: true }, { text: "" }, ...segments.map(() => ({ text: "" }))],
      ...shownHere.map(({ name, share, scores }) => [
        { text: name },
        { text: share === null ? "" : formatShare(share) },
        ...scores.map((score) => ({ text: score === null ? "" : scoreText(score) })),
      ]),
      [
        { text: "Weighted mean", isBold: true },
        { text: "" },
        ...segments.map((segment) => ({
          text: segment[place] === null ? "" : formatNumber(segment[place], 1),
          isBold: true,
        })),
      ],
    ];
  });
  addTable(deck, slide, {
    box,
    widths: [box.w - weight - own * segments.length, weight, ...segments.map(() => own)],
    head: [
      ...[{ text: "Criterion" }, { text: "Weight" }],
      ...segments.map(({ number, name }) => ({
        text: own < LEAST_NAMED ? String(number) : `${number} ${name}`,
      })),
    ],
    rows,
    size: own < LEAST_NAMED ? 10 : 12,
    ...{ headHeight: own < LEAST_NAMED ? 0.4 : 0.75, mostHeight: 0.42 },
  });
}

function scoreText(score: number): string {
  return formatNumber(score, Number.isInteger(score) ? 0 : 1);
}

function tellCriterion({ name, side, weight, measured, scores, reason }: JudgedCriterion): string {
  const of = side === "segment" ? "of the segment" : "ours";
  const told = scores.map((score, g) => `${g + 1}: ${score === null ? "none" : scoreText(score)}`);
  const figure = measured === null ? "" : `, figure: ${measured.title}`;
  return `${name} (${of}, weight ${weight}${figure}): ${told.join(", ")}. ${reason}`.trim();
}

/** Gives each bubble its segment's colour and number, which the library knows by series alone.
 * @param text Of a chart's part.
 */
export function markBubbles(
  text: string,
  numbers: readonly number[],
  look: Pick<Look, "segment" | "bodyFont">,
): string {
  if (!text.includes("<c:bubbleChart>")) return text;
  const points = numbers.map((number, i) =>
    `<c:dPt><c:idx val="${i}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr><a:solidFill>` +
    `<a:srgbClr val="${look.segment(number - 1)}"/></a:solidFill></c:spPr></c:dPt>`
  );
  const shows = '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>' +
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>';
  const labels = numbers.map((number, i) =>
    `<c:dLbl><c:idx val="${i}"/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en-US" sz="1400" ` +
    `b="1"><a:solidFill><a:srgbClr val="${inkOn(look.segment(number - 1))}"/></a:solidFill>` +
    `<a:latin typeface="${look.bodyFont}"/></a:rPr><a:t>${number}</a:t></a:r></a:p></c:rich></c:tx>` +
    `<c:dLblPos val="ctr"/>${shows}</c:dLbl>`
  );
  const inserted = `<c:invertIfNegative val="0"/>${points.join("")}<c:dLbls>${labels.join("")}` +
    `${shows.replace('showVal val="1"', 'showVal val="0"')}</c:dLbls>`;
  return text.replace(/(<\/c:spPr>)(\s*<c:xVal>)/, (_, end, next) => `${end}${inserted}${next}`)
    .replace(/(<\/c:dLbls>)(\s*<c:axId)/, (_, end, next) => `${end}${SCALE}${next}`);
}
