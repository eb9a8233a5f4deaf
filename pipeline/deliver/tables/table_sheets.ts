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
/** Of rows with a title, points. */
export const TITLE_HEIGHT = 20;
const LINE_HEIGHT = 13;
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

/** The question as a title. */
export function blockTitle({ title, item, name }: TableBlock): string {
  const text = item === "" || item === title ? title : `${title}: ${item}`;
  return text === name ? text : `${text} (${name})`;
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
  const top: SheetCell[][] = [
    [{ value: `${number}. ${blockTitle(block)}`, style: "title" }],
    [{ value: blockNote(tables, block), style: "note" }],
    [{ value: LEGEND, style: "note" }],
    [{ value: "Back to the index", style: "link", link: { sheet: INDEX, row } }],
  ];
  const heads = bannerHeads(tables, top.length);
  return {
    ...{ name, widths: tableWidths(tables), merges: heads.merges },
    heights: new Map([[0, TITLE_HEIGHT], ...heads.heights]),
    rows: [...top, ...heads.rows, ...blockRows(tables, block)],
    frozen: { rows: top.length + heads.rows.length, columns: 1 },
  };
}

/** All tables beneath one banner, and the row (from 1) in which each begins. */
export function oneSheet(
  tables: BannerTables,
  { name, rowOf }: { readonly name: string; readonly rowOf: (block: number) => number },
): { readonly sheet: Sheet; readonly starts: readonly number[] } {
  const top: SheetCell[][] = [[{ value: LEGEND, style: "note" }]];
  const heads = bannerHeads(tables, top.length);
  const rows = [...top, ...heads.rows];
  const frozen = rows.length;
  const width = 1 + 2 * tables.columns.length;
  const starts = tables.blocks.map((block, b) => {
    if (b > 0) rows.push([]);
    const start = rows.length + 1;
    const title: SheetCell = {
      value: `${b + 1}. ${blockTitle(block)}`,
      ...{ style: "block", link: { sheet: INDEX, row: rowOf(b) } },
    };
    rows.push(
      [
        title,
        ...Array.from({ length: width - 1 }, (): SheetCell => ({ value: null, style: "block" })),
      ],
      [{ value: blockNote(tables, block), style: "note" }],
    );
    for (const row of blockRows(tables, block)) rows.push(row);
    return start;
  });
  return {
    sheet: {
      ...{ name, rows, widths: tableWidths(tables), merges: heads.merges },
      heights: heads.heights,
      frozen: { rows: frozen, columns: 1 },
    },
    starts,
  };
}
