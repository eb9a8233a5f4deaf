/** Parts that a document is put together from: headings, lines, tables. Runs in Deno and browsers. */

import type * as Docx from "docx";
import { GROUND, INK, inkOn, LINE, type Look, MUTED } from "../look/look.ts";

/** A table's cell. */
export interface DocumentCell {
  readonly text: string;
  readonly fill?: string;
  readonly isBold?: boolean;
}

/** A table: its head is repeated on every page. */
export interface DocumentTable {
  /** Shares of the page's width, which sum to 1. */
  readonly widths: readonly number[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly DocumentCell[])[];
  /** Twentieths of a point that the page has from side to side. */
  readonly across: number;
  /** Columns from the left that hold words; the first unless told. */
  readonly words?: number;
}

/** Half points. */
const TABLE_SIZE = 17;
const CELL_MARGINS = { top: 40, bottom: 40, left: 80, right: 80 };

/** Makes parts in one look. */
export class DocumentParts {
  readonly docx: typeof Docx;
  readonly look: Look;

  constructor(docx: typeof Docx, look: Look) {
    this.docx = docx;
    this.look = look;
  }

  /** A heading; the first of a page where that begins anew. */
  heading(text: string, level: 1 | 2, beginsPage = false): Docx.Paragraph {
    const { Paragraph, HeadingLevel } = this.docx;
    return new Paragraph({
      text,
      heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
      pageBreakBefore: beginsPage,
      keepNext: true,
    });
  }

  /** A paragraph; none of an empty text. */
  lines(
    texts: readonly string[],
    { isQuiet = false }: { readonly isQuiet?: boolean } = {},
  ): Docx.Paragraph[] {
    const { Paragraph, TextRun } = this.docx;
    return texts.filter((text) => text !== "").map((text) =>
      new Paragraph({
        spacing: { after: 80 },
        children: [new TextRun({ text, ...(isQuiet ? { color: MUTED, size: 18 } : {}) })],
      })
    );
  }

  /** A list of sentences. */
  bullets(texts: readonly string[]): Docx.Paragraph[] {
    const { Paragraph } = this.docx;
    return texts.map((text) =>
      new Paragraph({ text, bullet: { level: 0 }, spacing: { after: 40 } })
    );
  }

  table({ widths, head, rows, across, words = 1 }: DocumentTable): Docx.Table {
    const { Table, TableRow, WidthType, TableLayoutType, BorderStyle } = this.docx;
    const columns = widths.map((share) => Math.round(share * across));
    const hairline = { style: BorderStyle.SINGLE, size: 4, color: LINE };
    const { accent } = this.look;
    const makeRow = (cells: readonly DocumentCell[], isHead: boolean, ground: string) =>
      new TableRow({
        tableHeader: isHead,
        cantSplit: true,
        children: cells.map((cell, c) =>
          this.#cell({ fill: ground, ...cell }, {
            ...{ width: columns[c], isWords: c < words, colour: isHead ? inkOn(accent) : INK },
          })
        ),
      });
    return new Table({
      layout: TableLayoutType.FIXED,
      width: { size: across, type: WidthType.DXA },
      columnWidths: columns,
      borders: {
        ...{ top: hairline, bottom: hairline, left: hairline, right: hairline },
        ...{ insideHorizontal: hairline, insideVertical: hairline },
      },
      rows: [
        makeRow(head.map((text) => ({ text, isBold: true })), true, accent),
        ...rows.map((row, r) => makeRow(row, false, r % 2 === 0 ? "FFFFFF" : GROUND)),
      ],
    });
  }

  #cell(
    { text, fill = "FFFFFF", isBold = false }: DocumentCell,
    { width, isWords, colour }: {
      readonly width: number;
      readonly isWords: boolean;
      readonly colour: string;
    },
  ): Docx.TableCell {
    const { TableCell, Paragraph, TextRun, WidthType, ShadingType, AlignmentType, VerticalAlign } =
      this.docx;
    return new TableCell({
      width: { size: width, type: WidthType.DXA },
      margins: CELL_MARGINS,
      shading: { type: ShadingType.CLEAR, fill, color: "auto" },
      verticalAlign: VerticalAlign.CENTER,
      children: [
        new Paragraph({
          alignment: isWords ? AlignmentType.LEFT : AlignmentType.CENTER,
          children: [new TextRun({ text, bold: isBold, size: TABLE_SIZE, color: colour })],
        }),
      ],
    });
  }
}
