/** The slide of one segment: what sets it apart, how its members answer, how stable it is. Runs in Deno and browsers. */

import { inkOn, MUTED } from "../look/look.ts";
import { fitText } from "../look/text_fit.ts";
import type { SegmentStory } from "../told/story.ts";
import { HOW_LEADING, NOTHING_APART, signed, typicalLine } from "../told/words.ts";
import { addSlide, addText, BOTTOM, type Deck, MARGIN, WIDTH } from "./deck.ts";
import { chartType, FROM_TOP } from "./opening.ts";
import { addTable } from "./slide_table.ts";

const LEFT = 7.1;
const RIGHT = MARGIN + LEFT + 0.35;
const RIGHT_WIDTH = WIDTH - MARGIN - RIGHT;
const MIDDLE = 4.7;
const UPPER = 1.65;
const COLUMNS = [RIGHT_WIDTH - 1.6, 0.8, 0.8];

/** Adds a segment's slide. */
export function addSegment(deck: Deck, segment: SegmentStory): void {
  const { story, look } = deck;
  const slide = addSlide(deck, "", [
    `Segment ${segment.number}: ${segment.facts}.`,
    ...segment.insights,
    HOW_LEADING,
    ...segment.leading.map(({ text, value, total, strength, base }) =>
      `${text}: ${value}, all ${total} (${signed(strength)} standard deviations, base ${base}).`
    ),
    ...segment.typical.map(typicalLine),
    story.weighting,
  ]);
  const colour = look.segment(segment.number - 1);
  addText(deck, slide, {
    text: String(segment.number),
    box: { x: MARGIN, y: 0.45, w: 0.7, h: 0.7 },
    style: {
      ...{ sizes: [24, 20], fill: colour, colour: inkOn(colour), isHeading: true },
      ...{ align: "center", valign: "middle" },
    },
  });
  addText(deck, slide, {
    text: segment.name,
    box: { x: 1.4, y: 0.4, w: 9.6, h: 0.8 },
    style: {
      ...{ sizes: [28, 26, 24, 22, 20, 18, 16], colour: look.accent, isHeading: true },
      valign: "middle",
    },
  });
  addText(deck, slide, {
    text: segment.shareText,
    box: { x: 11.1, y: 0.4, w: WIDTH - MARGIN - 11.1, h: 0.8 },
    style: {
      ...{ sizes: [36, 28], colour: look.accent, isHeading: true },
      ...{ align: "right", valign: "middle" },
    },
  });
  addText(deck, slide, {
    text: segment.facts,
    box: { x: MARGIN, y: 1.25, w: WIDTH - 2 * MARGIN, h: 0.3 },
    style: { sizes: [13, 12, 11, 10], colour: MUTED },
  });
  addLeading(deck, slide, segment);
  addWords(deck, slide, segment);
}

type SlideOf = ReturnType<typeof addSlide>;

function addLeading(deck: Deck, slide: SlideOf, { number, leading }: SegmentStory): void {
  const height = MIDDLE - UPPER;
  if (leading.length === 0) {
    addText(deck, slide, {
      text: NOTHING_APART,
      ...{ box: { x: MARGIN, y: UPPER, w: LEFT, h: height }, style: { sizes: [16] } },
    });
    return;
  }
  slide.addChart("bar", [{
    name: "Standard deviations from all",
    labels: leading.map(({ short }) =>
      fitText(short, { width: 2.6, height: 0.5, sizes: [10] }).text
    ),
    values: leading.map(({ strength }) => Math.round(100 * strength) / 100),
  }], {
    ...{ x: MARGIN, y: UPPER, w: LEFT, h: height, barDir: "bar", barGapWidthPct: 40 },
    ...chartType(deck),
    chartColors: [deck.look.segment(number - 1)],
    ...{ ...FROM_TOP, catAxisLabelPos: "low", catAxisLabelFontSize: 10 },
    ...{ showTitle: true, title: "What sets it apart, in standard deviations from all" },
    ...{
      valAxisHidden: true,
      valGridLine: { style: "none" },
      showValue: true,
      dataLabelFormatCode: "+0.0;\u22120.0",
    },
    ...{ dataLabelFontSize: 10, dataLabelPosition: "outEnd" },
    altText: leading.map(({ text, value, total }) => `${text}: ${value}, all ${total}`).join("; "),
  });
  addTable(deck, slide, {
    box: { x: RIGHT, y: UPPER, w: RIGHT_WIDTH, h: height },
    widths: COLUMNS,
    head: ["Question", "Here", "All"].map((text) => ({ text })),
    rows: leading.map(({ text, value, total }) => [{ text }, { text: value }, { text: total }]),
    size: 12,
  });
}

function addWords(deck: Deck, slide: SlideOf, { insights, typical }: SegmentStory): void {
  const y = MIDDLE + 0.15;
  const part = (head: string, lines: readonly string[], place: { x: number; w: number }) => {
    if (lines.length === 0) return;
    addText(deck, slide, {
      ...{ text: head, box: { ...place, y, h: 0.25 } },
      style: { sizes: [12], colour: deck.look.accent, isBold: true },
    });
    addText(deck, slide, {
      ...{ text: lines.join("\n"), box: { ...place, y: y + 0.28, h: BOTTOM - y - 0.3 } },
      style: { sizes: [13, 12, 11, 10, 9, 8] },
    });
  };
  // How many it holds stands above.
  part("In words", insights.slice(1), { x: MARGIN, w: LEFT });
  part("Typical respondent", typical.map(typicalLine), { x: RIGHT, w: RIGHT_WIDTH });
}
