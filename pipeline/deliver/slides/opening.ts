/** The slides that answer first: cover, verdict, sizes. Runs in Deno and browsers. */

import { INK, LINE, MUTED } from "../look/look.ts";
import { fitText } from "../look/text_fit.ts";
import type { Story } from "../told/story.ts";
import { HOW_TRIED } from "../told/words.ts";
import {
  addSlide,
  addText,
  BOTTOM,
  type Deck,
  type DeckHead,
  INNER,
  logoIn,
  MARGIN,
  TOP,
  WIDTH,
} from "./deck.ts";

/** The first bar at the top; the package's types know the other order alone. */
export const FROM_TOP: Record<string, unknown> = { catAxisOrientation: "maxMin" };

/** What a cover tells. */
export type CoverStory = DeckHead & Pick<Story, "facts" | "weighting" | "withheld">;

/** The cover: what this is, and the finding. */
export function addCover(deck: Deck<CoverStory>): void {
  const { story, look, file } = deck;
  const slide = file.addSlide();
  const band = { x: 0, y: 0, w: 0.35, h: 7.5 };
  slide.addShape("rect", { ...band, fill: { color: look.accent }, line: { color: look.accent } });
  addText(deck, slide, {
    text: story.title,
    box: { x: 1.1, y: 1.5, w: 11, h: 1.5 },
    style: {
      sizes: [44, 40, 36, 32, 28, 24],
      colour: look.accent,
      isHeading: true,
      valign: "bottom",
    },
  });
  addText(deck, slide, {
    text: story.finding,
    box: { x: 1.1, y: 3.2, w: 11, h: 1.3 },
    style: { sizes: [24, 22, 20, 18, 16] },
  });
  addText(deck, slide, {
    text: story.facts.join("\n"),
    box: { x: 1.1, y: 4.7, w: 8, h: 1.2 },
    style: { sizes: [16, 14, 12], colour: MUTED },
  });
  const logo = logoIn(look, { x: WIDTH - MARGIN - 2.6, y: 6.1, w: 2.6, h: 1 });
  if (logo !== null) slide.addImage(logo);
  slide.addNotes(
    [...story.facts, story.weighting, story.withheld].filter((each) => each !== "")
      .join("\n"),
  );
}

/** The verdict: whether there are segments, why, and what to do. */
export function addVerdict(deck: Deck): void {
  const { story, look } = deck;
  const hasChart = story.tried.length > 1;
  const slide = addSlide(deck, story.finding, [
    story.why,
    story.rivals,
    hasChart ? HOW_TRIED : "",
    ...story.facts,
    story.weighting,
  ]);
  const width = hasChart ? 5.2 : INNER;
  const parts = [["Why", story.why], ["What to do", story.advice], ["Mind", story.rivals]]
    .filter(([, text]) => text !== "");
  const height = (BOTTOM - TOP) / Math.max(1, parts.length);
  parts.forEach(([head, text], i) => {
    const y = TOP + i * height;
    addText(deck, slide, {
      ...{ text: head, box: { x: MARGIN, y, w: width, h: 0.35 } },
      style: { sizes: [14], colour: look.accent, isBold: true },
    });
    addText(deck, slide, {
      ...{ text, box: { x: MARGIN, y: y + 0.38, w: width, h: height - 0.5 } },
      style: { sizes: [18, 16, 14, 12, 11] },
    });
  });
  if (!hasChart) return;
  const labels = story.tried.map(({ k }) => String(k));
  const series = [
    { name: "These answers", labels, values: story.tried.map(({ silhouette }) => silhouette) },
    { name: "Data without segments", labels, values: story.tried.map(({ expected }) => expected) },
  ];
  slide.addChart("line", series, {
    ...{ x: 6.1, y: TOP, w: WIDTH - MARGIN - 6.1, h: BOTTOM - TOP },
    ...chartType(deck),
    ...{ chartColors: [look.segment(0), "8A8F94"], lineSize: 2.5, lineDataSymbolSize: 8 },
    ...{ showTitle: true, title: "Mean silhouette by number of segments" },
    ...{ showLegend: true, legendPos: "b", valAxisMinVal: 0, valAxisLabelFormatCode: "0.00" },
    altText: HOW_TRIED,
  });
}

/** The sizes as bars, the largest first. */
export function addSizes(deck: Deck): void {
  const { story, look } = deck;
  const bySize = [...story.segments].sort((a, b) => b.share - a.share || a.number - b.number);
  const [{ name, shareText }] = bySize;
  const slide = addSlide(deck, `The largest segment, “${name}”, holds ${shareText}`, [
    story.weighting === ""
      ? "Shares of the respondents segmented, each counted once."
      : story.weighting,
    ...bySize.map(({ number, facts }) => `Segment ${number}: ${facts}.`),
  ]);
  slide.addChart("bar", [{
    name: "Share of respondents",
    labels: bySize.map(({ number, name }) => `${number}  ${barLabel(name)}`),
    values: bySize.map(({ share }) => share),
  }], {
    ...{ x: MARGIN, y: TOP, w: INNER, h: BOTTOM - TOP, barDir: "bar", barGapWidthPct: 45 },
    ...chartType(deck),
    chartColors: bySize.map(({ number }) => look.segment(number - 1)),
    ...{ ...FROM_TOP, valAxisHidden: true, valGridLine: { style: "none" } },
    ...{ showValue: true, dataLabelFormatCode: "0 %", dataLabelFontSize: 14 },
    ...{ dataLabelPosition: "outEnd", catAxisLabelFontSize: story.segments.length > 8 ? 10 : 13 },
    valAxisMinVal: 0,
    altText: bySize.map(({ number, facts }) => `Segment ${number}: ${facts}`).join("; "),
  });
}

/** What all charts are set in. */
export function chartType({ look }: Pick<Deck, "look">): Record<string, unknown> {
  const font = look.bodyFont;
  return {
    ...{ catAxisLabelFontFace: font, valAxisLabelFontFace: font, legendFontFace: font },
    ...{ titleFontFace: font, dataLabelFontFace: font, titleFontSize: 13, titleColor: INK },
    ...{ catAxisLabelFontSize: 11, valAxisLabelFontSize: 11, legendFontSize: 12 },
    ...{ dataLabelColor: INK, catAxisLabelColor: INK, valAxisLabelColor: MUTED },
    ...{ valGridLine: { color: LINE, size: 0.5 }, catGridLine: { style: "none" } },
  };
}

/** A bar's label in two lines at most. */
function barLabel(name: string): string {
  return fitText(name, { width: 3.6, height: 0.45, sizes: [13] }).text;
}
