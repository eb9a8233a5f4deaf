/** A table as a drawing, for slides and mails. Runs in browsers. */

import { drawing, label, line, rect } from "../drawing/shapes.js";
import { fitText, textWidth, wrapText } from "../drawing/measure.js";
import { HAIRLINE, MUTED } from "../drawing/theme.js";
import { largest } from "../lists.js";

/** A cell of a drawn table. */
export interface PictureCell {
  readonly text: string;
  /** A second line in small type. */
  readonly note?: string;
  /** How strong its ground is, 0 none to 3. */
  readonly strength?: 0 | 1 | 2 | 3;
  /** Whether it lies above what it is compared with. */
  readonly isAbove?: boolean;
}

/** What is drawn: a header, and rows of as many cells. */
export interface TablePicture {
  readonly label: string;
  readonly header: readonly string[];
  /** Columns of words, from 0; the others hold figures. The first alone if absent. */
  readonly words?: readonly number[];
  readonly rows: readonly (readonly PictureCell[])[];
}

const WORDS = { least: 90, most: 300 };
const FIGURES = { least: 64, most: 150 };
const PAD = 10;
const LINE = 16;
const ROW = 26;
const NOTED_ROW = 38;
const HEADER = { size: 12, weight: 600 } as const;
const NOTE = { size: 10.5, color: MUTED } as const;
const ABOVE = "#2f74c0";
const BELOW = "#d9711c";
/** The ground of each strength, as the tables of pages have it. */
const GROUNDS = [0, 0.13, 0.27, 0.42];

/** Draws a table as wide as its texts are. */
export function tablePicture(
  { label: name, header, rows, words: wordColumns = [0] }: TablePicture,
): SVGSVGElement {
  const widths = header.map((title, column) => {
    const { least, most } = wordColumns.includes(column) ? WORDS : FIGURES;
    const texts = rows.map((row) => textWidth(row[column].text));
    const notes = rows.map((row) => textWidth(row[column].note ?? "", NOTE));
    const words = title.split(" ").map((word) => textWidth(word, HEADER));
    const wanted = Math.max(largest(texts, 0), largest(notes, 0), largest(words, 0));
    return Math.min(most, Math.max(least, wanted)) + 2 * PAD;
  });
  const lefts = widths.map((_, column) => widths.slice(0, column).reduce((sum, w) => sum + w, 0));
  const width = lefts[lefts.length - 1] + widths[widths.length - 1];
  const heads = header.map((title, column) => wrapText(title, widths[column] - 2 * PAD, HEADER));
  const head = largest(heads.map(({ length }) => length), 1) * LINE + PAD;
  const place = { widths, lefts, wordColumns };
  let y = head;
  const drawn = rows.flatMap((row) => {
    const height = row.some(({ note }) => note !== undefined) ? NOTED_ROW : ROW;
    const cells = row.flatMap((cell, column) => drawCell(cell, { ...place, column, y, height }));
    y += height;
    return [...cells, line([0, y, width, y], { color: HAIRLINE })];
  });
  return drawing([
    ...heads.flatMap((lines, column) =>
      lines.map((text, at) =>
        label(text, {
          ...anchored(place, column),
          ...HEADER,
          y: head - PAD / 2 - LINE * (lines.length - at) + LINE / 2,
        })
      )
    ),
    line([0, head, width, head]),
    ...drawn,
  ], { width, height: y + 1, label: name });
}

interface Place {
  readonly widths: readonly number[];
  readonly lefts: readonly number[];
  readonly wordColumns: readonly number[];
}

/** Words begin at the left of their column, figures end at its right. */
function anchored(
  { widths, lefts, wordColumns }: Place,
  column: number,
): { readonly x: number; readonly anchor: "start" | "end" } {
  return wordColumns.includes(column)
    ? { x: lefts[column] + PAD, anchor: "start" }
    : { x: lefts[column] + widths[column] - PAD, anchor: "end" };
}

function drawCell(
  { text, note, strength = 0, isAbove = false }: PictureCell,
  { column, y, height, ...place }: Place & {
    readonly column: number;
    readonly y: number;
    readonly height: number;
  },
): SVGElement[] {
  const { widths, lefts } = place;
  const at = anchored(place, column);
  const room = widths[column] - 2 * PAD;
  const middle = y + height / 2;
  return [
    ...(strength === 0 ? [] : [rect([lefts[column] + 2, y + 2, widths[column] - 4, height - 4], {
      ...{ fill: isAbove ? ABOVE : BELOW, "fill-opacity": GROUNDS[strength], rx: 3 },
    })]),
    label(fitText(text, room), { ...at, y: note === undefined ? middle : middle - 7 }),
    ...(note === undefined
      ? []
      : [label(fitText(note, room, NOTE), { ...at, ...NOTE, y: middle + 8 })]),
  ];
}
