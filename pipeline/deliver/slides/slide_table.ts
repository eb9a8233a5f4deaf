/** Tables on slides: native ones whose texts are fitted into their cells. Runs in Deno and browsers. */

import type { Slide } from "../packages/mod.ts";
import { GROUND, INK, inkOn, LINE } from "../look/look.ts";
import { fitText } from "../look/text_fit.ts";
import type { Box, Deck } from "./deck.ts";

/** A cell. */
export interface SlideCell {
  readonly text: string;
  /** Its ground; by its row where absent. */
  readonly fill?: string;
  readonly isBold?: boolean;
}

/** A table in a box. */
export interface SlideTable {
  readonly box: Box;
  /** Inches of each column; their sum is the box's width. */
  readonly widths: readonly number[];
  readonly head: readonly SlideCell[];
  readonly rows: readonly (readonly SlideCell[])[];
  /** Points, the most there may be. */
  readonly size: number;
  /** Inches of the head, where that is to be taller than rows. */
  readonly headHeight?: number;
  /** Inches of a row at most. */
  readonly mostHeight?: number;
  /** Columns from the left that hold words, and stand at the left of their cells; the first unless told. */
  readonly words?: number;
}

const ACROSS = 0.06, DOWN = 0.025;
const SMALLEST = 8;
const HEAD_HEIGHT = 0.32;
const MOST_HEIGHT = 0.5;

/** Adds a table. Rows share the height that the head leaves. */
export function addTable(deck: Pick<Deck, "look">, slide: Slide, table: SlideTable): void {
  const { box, widths, head, rows, headHeight = HEAD_HEIGHT, mostHeight = MOST_HEIGHT } = table;
  const height = Math.min(mostHeight, (box.h - headHeight) / Math.max(1, rows.length));
  const { accent } = deck.look;
  const all = [
    head.map((cell, c) =>
      makeCell(deck, { ...cell, fill: accent, isBold: true }, {
        ...{ table, c, height: headHeight, colour: inkOn(accent) },
      })
    ),
    ...rows.map((row, r) =>
      row.map((cell, c) =>
        makeCell(deck, { fill: r % 2 === 0 ? "FFFFFF" : GROUND, ...cell }, {
          ...{ table, c, height, colour: INK },
        })
      )
    ),
  ];
  slide.addTable(all, {
    ...{ x: box.x, y: box.y, w: box.w, colW: [...widths], autoPage: false },
    rowH: all.map((_, r) => r === 0 ? headHeight : height),
    border: { type: "solid", pt: 0.5, color: LINE },
  });
}

function makeCell(
  { look }: Pick<Deck, "look">,
  { text, fill, isBold = false }: SlideCell,
  { table, c, height, colour }: {
    readonly table: SlideTable;
    readonly c: number;
    readonly height: number;
    readonly colour: string;
  },
) {
  const sizes: number[] = [];
  for (let size = table.size; size >= SMALLEST; size--) sizes.push(size);
  const fitted = fitText(text, {
    ...{ width: table.widths[c] - 2 * ACROSS, height: height - 2 * DOWN },
    ...{ sizes, isBold },
  });
  const isWords = c < (table.words ?? 1);
  return {
    text: fitted.text,
    options: {
      ...{ fontSize: fitted.size, bold: isBold, color: colour, fontFace: look.bodyFont },
      ...(fill === undefined ? {} : { fill: { color: fill } }),
      align: isWords ? "left" as const : "center" as const,
      valign: "middle" as const,
      margin: [DOWN, ACROSS, DOWN, ACROSS] as [number, number, number, number],
    },
  };
}
