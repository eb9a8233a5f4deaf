/** The slides of tables: the comparison, how it was made, the appendix. Runs in Deno and browsers. */

import { formatNumber } from "../../base/text.ts";
import { shadeOf } from "../look/look.ts";
import type { RowStory, SegmentStory } from "../told/story.ts";
import { HOW_FIGURES, HOW_MADE, HOW_SHADED } from "../told/words.ts";
import { addSlide, addText, BOTTOM, type Deck, INNER, MARGIN, TOP } from "./deck.ts";
import { addTable, type SlideCell } from "./slide_table.ts";

/** Rows on one slide, and segments side by side. */
const ROWS = 12;
const APPENDIX_ROWS = 14;
const ACROSS = 8;
/** Rows that the comparison shows, and the appendix. */
const MOST_COMPARED = 24;
export const MOST_APPENDIX = 210;
const MADE_ROWS = 9;
const HEAD = 0.75;
const KEY_HEIGHT = 0.3;

/** The questions that segments differ most in, shaded by how far they lie from all. */
export function addComparison(deck: Deck): void {
  const rows = deck.story.rows.slice(0, MOST_COMPARED);
  for (const segments of chunks(deck.story.segments, ACROSS)) {
    chunks(rows, ROWS).forEach((part, page) => {
      const more = page === 0 ? "" : ", continued";
      addRows(deck, {
        ...{ title: `Where segments differ most${more}`, rows: part, segments, isShaded: true },
        size: 11,
      });
    });
  }
}

/** All questions in tables, without shades, with bases. */
export function addAppendix(deck: Deck): void {
  const rows = deck.story.rows.slice(0, MOST_APPENDIX);
  for (const segments of chunks(deck.story.segments, ACROSS)) {
    const pages = chunks(rows, APPENDIX_ROWS);
    pages.forEach((part, page) => {
      const title = `Appendix: all questions, ${page + 1} of ${pages.length}`;
      addRows(deck, { title, rows: part, segments, isShaded: false, size: 10 });
    });
  }
}

function addRows(
  deck: Deck,
  { title, rows, segments, isShaded, size }: {
    readonly title: string;
    readonly rows: readonly RowStory[];
    readonly segments: readonly SegmentStory[];
    readonly isShaded: boolean;
    readonly size: number;
  },
): void {
  const { story } = deck;
  const left = story.rows.length - MOST_APPENDIX;
  const slide = addSlide(deck, title, [
    HOW_FIGURES,
    isShaded ? HOW_SHADED : "",
    story.weighting,
    story.withheld,
    !isShaded && left > 0
      ? `${formatNumber(left)} more rows that separate segments less are in profile.csv.`
      : "",
    ...rows.map(({ text, total, cells }) =>
      `${text}: base ${total.base}; by segment ` +
      segments.map(({ number }) => `${number}: ${cells[number - 1].base}`).join(", ") + "."
    ),
  ]);
  const bases = isShaded ? [] : [{ text: "Base" }];
  const own = Math.min(1.3, 6.4 / segments.length);
  const columns = [0.8, ...bases.map(() => 0.8), ...segments.map(() => own)];
  const words = INNER - columns.reduce((sum, width) => sum + width, 0);
  addTable(deck, slide, {
    box: { x: MARGIN, y: TOP, w: INNER, h: BOTTOM - TOP - (isShaded ? KEY_HEIGHT : 0) },
    widths: [words, ...columns],
    head: [
      ...[{ text: "Question" }, ...bases, { text: "All" }],
      ...segments.map(({ number, name }) => ({ text: `${number} ${name}` })),
    ],
    rows: rows.map(({ short, total, cells }): SlideCell[] => [
      { text: short },
      ...bases.map(() => ({ text: formatNumber(total.base) })),
      { text: total.text },
      ...segments.map(({ number }) => {
        const { text, mark, strength } = cells[number - 1];
        return isShaded && text !== ""
          ? { text: `${text} ${mark}`.trim(), fill: shadeOf(strength) }
          : { text };
      }),
    ]),
    ...{ size, headHeight: HEAD },
  });
  if (!isShaded) return;
  addText(deck, slide, {
    text: HOW_SHADED,
    box: { x: MARGIN, y: BOTTOM - KEY_HEIGHT + 0.05, w: INNER, h: KEY_HEIGHT - 0.05 },
    style: { sizes: [10, 9] },
  });
}

/** How it was made: data, choices, what differs from the defaults. */
export function addMade(deck: Deck): void {
  const { story } = deck;
  const rows = [...story.made, ["Withheld", story.withheld], ["Weights", story.weighting]]
    .filter(([, value]) => value !== "");
  chunks(rows, MADE_ROWS).forEach((part, page) => {
    const more = page === 0 ? "" : ", continued";
    const slide = addSlide(deck, `How it was made${more}`, [
      HOW_MADE,
      ...part.map(([what, value]) => `${what}: ${value}`),
    ]);
    addTable(deck, slide, {
      box: { x: MARGIN, y: TOP, w: INNER, h: BOTTOM - TOP },
      widths: [3.2, INNER - 3.2],
      head: [{ text: "What" }, { text: "How" }],
      rows: part.map(([what, value]) => [{ text: what, isBold: true }, { text: value }]),
      ...{ size: 12, words: 2, mostHeight: 0.56 },
    });
  });
}

function chunks<T>(all: readonly T[], size: number): (readonly T[])[] {
  return Array.from(
    { length: Math.ceil(all.length / size) },
    (_, i) => all.slice(i * size, (i + 1) * size),
  );
}
