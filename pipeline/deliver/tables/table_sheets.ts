/** Tables with a banner as sheets: heads, bases, figures with their letters beside them. Runs in Deno and browsers. */

import type {
  BannerTables,
  TableBase,
  TableBlock,
  TableRow,
} from "../../profile/tables/banner_table.ts";
import type { CellStyle } from "../workbook/styles.ts";
import type { Sheet, SheetCell } from "../workbook/write_workbook.ts";

const LABEL_WIDTH = 44;
const FIGURE_WIDTH = 9.5;
const LETTERS_WIDTH = 6;
/** Lines of a title, points. */
const TITLE_HEIGHT = 19;
const LINE_HEIGHT = 13;
/** Letters of a title, and of smaller text, in the width of one. */
const TITLE_LETTERS = 0.7;
const NOTE_LETTERS = 1.35;
const LONGEST_NAME = 24;
const MOST_LINES = 6;
/** A merged head's width holds so many letters a column of the banner. */
const HEAD_LETTERS = 14;
const UNTOLD = "–";
/** The name of the sheet that leads to all others. */
export const INDEX = "Index";
/** What marks and letters mean, beneath every title. */
const LEGEND =
  "Letters: higher than that column by more than chance (a below 0.05, A below 0.01). " +
  "* base below 100, ** below 50; below 30 (-) no figures. – not shown.";

const BASE_STYLES: Readonly<Record<TableBase["mark"], CellStyle>> = {
  "": "base",
  "*": "baseSmall",
  "**": "baseSmaller",
  "-": "baseLow",
};
const FIGURE_STYLES: Readonly<Record<TableRow["statistic"], CellStyle>> = {
  share: "share",
  box: "box",
  mean: "mean",
  nps: "nps",
};

const EMPTY: SheetCell = { value: null, style: "plain" };

/** Widths of the columns: labels, then a figure and its letters for each column of the banner. */
export function tableWidths({ columns }: BannerTables): number[] {
  return [LABEL_WIDTH, ...columns.flatMap(() => [FIGURE_WIDTH, LETTERS_WIDTH])];
}

/** The question as a title, with the name of its column where that is short and says something else. */
export function blockTitle({ title, item, name }: TableBlock): string {
  const between = /[.:?!]$/.test(title) ? " " : ": ";
  const text = item === "" || item === title ? title : `${title}${between}${item}`;
  return text.includes(name) || name.length > LONGEST_NAME ? text : `${text} (${name})`;
}

/** A row of one text over a whole width: its cells are one, and as high as the text takes.
 * @param row From 0. @param widths Of the columns, characters.
 */
export function textRow(
  { value, style, ...more }: Omit<SheetCell, "value"> & { readonly value: string },
  row: number,
  widths: readonly number[],
): {
  readonly cells: SheetCell[];
  readonly merge: Sheet["merges"][number];
  readonly height: number;
} {
  const width = widths.reduce((sum, own) => sum + own, 0);
  const isTitle = style === "title";
  const lines = Math.ceil(value.length / (width * (isTitle ? TITLE_LETTERS : NOTE_LETTERS)));
  return {
    cells: [
      { value, style, ...more },
      ...widths.slice(1).map((): SheetCell => ({ value: null, style })),
    ],
    merge: { row, column: 0, lastRow: row, lastColumn: widths.length - 1 },
    height: Math.max(1, lines) * (isTitle ? TITLE_HEIGHT : LINE_HEIGHT),
  };
}

/** The banner's heads, a row a level and one of letters; merged from the row that they begin in. */
export function bannerHeads(
  { columns, groups }: BannerTables,
  from: number,
): Pick<Sheet, "rows" | "merges" | "heights"> {
  const depth = columns.reduce((most, { labels }) => Math.max(most, labels.length), 1);
  const merges: Sheet["merges"][number][] = [];
  const heights = new Map<number, number>();
  const span = (row: number, first: number, last: number, text: string): void => {
    const lines = Math.min(
      MOST_LINES,
      Math.ceil(text.length / (HEAD_LETTERS * (last - first + 1))),
    );
    heights.set(
      from + row,
      Math.max(heights.get(from + row) ?? 0, LINE_HEIGHT * Math.max(1, lines)),
    );
    merges.push({
      row: from + row,
      column: 1 + 2 * first,
      lastRow: from + row,
      lastColumn: 2 + 2 * last,
    });
  };
  const rowOf = (style: CellStyle, textOf: (column: number) => string): SheetCell[] => [
    { value: null, style },
    ...columns.flatMap((
      _,
      c,
    ): SheetCell[] => [{ value: textOf(c), style }, { value: null, style }]),
  ];
  const groupRow = rowOf(
    "group",
    (column) => groups.find((group) => group.from === column)?.title ?? "",
  );
  span(0, 0, 0, "");
  for (const { from: first, to, title } of groups) if (to > first) span(0, first, to - 1, title);
  const levels = Array.from({ length: depth }, (_, level) => {
    // A head above others stands over all of them once.
    const pathOf = (c: number): string =>
      JSON.stringify([columns[c].group, columns[c].labels.slice(0, level + 1)]);
    const isOwn = (c: number): boolean => level === columns[c].labels.length - 1;
    const isFirst = (c: number): boolean =>
      c === 0 || isOwn(c) || pathOf(c) !== pathOf(c - 1) || isOwn(c - 1);
    columns.forEach((_, c) => {
      if (!isFirst(c)) return;
      let last = c;
      while (last + 1 < columns.length && !isFirst(last + 1)) last++;
      span(1 + level, c, last, columns[c].labels[level] ?? "");
    });
    return rowOf("head", (c) => isFirst(c) ? columns[c].labels[level] ?? "" : "");
  });
  columns.forEach(({ letter }, c) => span(1 + depth, c, c, letter));
  return {
    rows: [groupRow, ...levels, rowOf("letter", (c) => columns[c].letter)],
    merges,
    heights,
  };
}

/** Bases and figures of one table. */
export function blockRows({ weighting }: BannerTables, { bases, rows }: TableBlock): SheetCell[][] {
  const baseRow = (
    label: string,
    cellOf: (base: TableBase) => Pick<SheetCell, "value" | "style">,
  ): SheetCell[] => [
    { value: label, style: "baseLabel" },
    ...bases.flatMap((base) => [cellOf(base), EMPTY]),
  ];
  const weighted = weighting === null ? [] : [
    baseRow("Base, weighted", ({ mass }) => ({ value: mass, style: "mass" })),
    baseRow("Effective base", ({ effectiveBase }) => ({ value: effectiveBase, style: "mass" })),
  ];
  return [
    baseRow(
      weighting === null ? "Base" : "Base, unweighted",
      ({ base, mark }) => ({ value: base, style: BASE_STYLES[mark] }),
    ),
    ...weighted,
    ...rows.map(({ label, statistic, cells }): SheetCell[] => [
      { value: label, style: statistic === "share" ? "label" : "boxLabel" },
      ...cells.flatMap(({ value, letters }): SheetCell[] => [
        value === null
          ? { value: UNTOLD, style: "untold" }
          : { value, style: FIGURE_STYLES[statistic] },
        { value: letters, style: "letters" },
      ]),
    ]),
  ];
}

/** What to know of a table, beneath its title. */
export function blockNote(tables: BannerTables, block: TableBlock): string {
  const { weighting, leastBase } = tables;
  return [
    `Shares of the column${weighting === null ? "" : `, weighted by ${weighting}`}.`,
    ...(block.isMultiple ? ["Several answers: shares add up to more than 100 %."] : []),
    ...(block.isDefining
      ? ["Segments were formed on this question: they differ in it by construction."]
      : []),
    ...(block.isPartial ? [`Answers of fewer than ${leastBase} respondents are withheld.`] : []),
  ].join(" ");
}

/** A sheet of one table. */
export function blockSheet(
  tables: BannerTables,
  block: TableBlock,
  { name, number, row }: { readonly name: string; readonly number: number; readonly row: number },
): Sheet {
  const widths = tableWidths(tables);
  const top = [
    textRow({ value: `${number}. ${blockTitle(block)}`, style: "title" }, 0, widths),
    textRow({ value: blockNote(tables, block), style: "note" }, 1, widths),
    textRow({ value: LEGEND, style: "note" }, 2, widths),
  ];
  const back: SheetCell[] = [
    { value: "Back to the index", style: "link", link: { sheet: INDEX, row } },
  ];
  const heads = bannerHeads(tables, top.length + 1);
  const rows = [...top.map(({ cells }) => cells), back, ...heads.rows];
  return {
    ...{ name, widths, merges: [...top.map(({ merge }) => merge), ...heads.merges] },
    heights: new Map([...top.map(({ height }, at) => [at, height] as const), ...heads.heights]),
    rows: [...rows, ...blockRows(tables, block)],
    frozen: { rows: rows.length, columns: 1 },
  };
}

/** All tables beneath one banner, and the row (from 1) in which each begins. */
export function oneSheet(
  tables: BannerTables,
  { name, rowOf }: { readonly name: string; readonly rowOf: (block: number) => number },
): { readonly sheet: Sheet; readonly starts: readonly number[] } {
  const widths = tableWidths(tables);
  const legend = textRow({ value: LEGEND, style: "note" }, 0, widths);
  const heads = bannerHeads(tables, 1);
  const merges = [legend.merge, ...heads.merges];
  const heights = new Map([[0, legend.height], ...heads.heights]);
  const rows: SheetCell[][] = [legend.cells, ...heads.rows.map((cells) => [...cells])];
  const frozen = rows.length;
  const addText = (cell: Parameters<typeof textRow>[0]): void => {
    const { cells, merge, height } = textRow(cell, rows.length, widths);
    merges.push(merge);
    heights.set(rows.length, height);
    rows.push(cells);
  };
  const starts = tables.blocks.map((block, b) => {
    if (b > 0) rows.push([]);
    const start = rows.length + 1;
    addText({
      value: `${b + 1}. ${blockTitle(block)}`,
      ...{ style: "block", link: { sheet: INDEX, row: rowOf(b) } },
    });
    addText({ value: blockNote(tables, block), style: "note" });
    for (const row of blockRows(tables, block)) rows.push(row);
    return start;
  });
  return {
    sheet: { name, rows, widths, merges, heights, frozen: { rows: frozen, columns: 1 } },
    starts,
  };
}
