/** A crosstab as a table: shares, counts or indices, bases, and what differs shaded by its size. Runs in browsers. */

import type {
  Crosstab,
  CrosstabCell,
  CrosstabOption,
} from "../../../../pipeline/profile/crosstab/crosstab_table.ts";
import { pictureButton } from "../../charts/frame/picture_button.js";
import { html } from "../../kit/elements.js";
import { type DataTable, dataTable, type TableColumn } from "../../kit/table/data_table.js";
import type { PictureCell, TablePicture } from "../../kit/table/table_picture.js";
import { baseMark, formatNumber, formatShare } from "../../kit/words/format.js";
import { strengthOf, strengthWord } from "../profile_figures.js";

/** What a crosstab's cells show. */
export type CrosstabFigure = "column" | "row" | "count" | "index";

/** A row of the table: an answer, or the bases of the columns. */
type Row = { readonly option: CrosstabOption; readonly at: number } | "base";

/** What a cell shows. */
interface Shown {
  readonly main: string;
  readonly note: string;
  readonly strength: 0 | 1 | 2 | 3;
  readonly isAbove: boolean;
}

const FIGURE_WORDS: Readonly<Record<CrosstabFigure, string>> = {
  column: "Per cent of the column",
  row: "Per cent of the row",
  count: "Respondents",
  index: "Index of the share, 100 as among all",
};
const NOTE =
  "* base below 100, ** below 50. Index: 100 is the share among all. Shading and ▲▼ count a difference " +
  "to all in standard deviations: 0.2 small ▲, 0.5 medium ▲▲, 0.8 large ▲▲▲.";

/** Makes the table with search, sort, copy, CSV and PNG. */
export function crosstabTable(table: Crosstab, figure: CrosstabFigure): DataTable<Row> {
  const { rows, columns, headline } = table;
  const options = rows.options.map((option, at): Row => ({ option, at }));
  const shown = columns.options.map((_, column) => (row: Row) =>
    cellShown(table, figure, row, column)
  );
  const all = (row: Row) => totalShown(table, figure, row);
  const own: TableColumn<Row>[] = [
    {
      name: rows.title,
      value: (row) => row === "base" ? "Base" : row.option.label,
      render: (row) => rowLabel(row, rows.title),
      taken: [{ name: rows.title, value: (row) => row === "base" ? "Base" : row.option.label }],
    },
    {
      name: "All",
      value: (row) => row === "base" ? null : sortedTotal(table, figure, row.option),
      render: (row) => cellElement(all(row)),
      isNumeric: true,
      taken: totalTaken(table),
    },
    ...columns.options.map((option, column): TableColumn<Row> => ({
      name: `${columns.title}: ${option.label}`,
      label: option.label,
      value: (row) => row === "base" ? null : sortedCell(cellOf(table, row.at, column), figure),
      render: (row) => cellElement(shown[column](row)),
      isNumeric: true,
      taken: cellTaken(table, column),
    })),
  ];
  const caption = `${rows.title} by ${columns.title}`;
  const pictured = (): Omit<TablePicture, "label"> => ({
    header: [rows.title, "All", ...columns.options.map(({ label }) => label)],
    rows: [...options, "base" as const].map((row) => [
      { text: row === "base" ? "Base" : row.option.label },
      ...[all, ...shown].map((read) => pictureCell(read(row))),
    ]),
  });
  return dataTable([...options, "base"], own, {
    caption: headline,
    filename: `crosstab-${fileWord(rows.name)}-by-${fileWord(columns.name)}`,
    note: noteOf(table, figure),
    maxHeight: 560,
    tools: [pictureButton({
      title: headline,
      subtitle: `${caption}. ${FIGURE_WORDS[figure]}; n = ${formatNumber(table.base)}`,
      note: noteOf(table, figure),
      filename: `crosstab-${fileWord(rows.name)}-by-${fileWord(columns.name)}`,
    }, pictured)],
  });
}

function fileWord(name: string | null): string {
  return name === null ? "segments" : name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-");
}

function noteOf(table: Crosstab, figure: CrosstabFigure): string {
  const { rows, columns, base, respondents, weighting, effectiveBase, isPartial } = table;
  const several = [rows, columns].filter(({ isMultiple }) => isMultiple).map(({ title }) => title);
  const grouped = [rows, columns].filter(({ isGrouped }) => isGrouped).map(({ title }) => title);
  return [
    `${FIGURE_WORDS[figure]}; ${formatNumber(base)} of ${
      formatNumber(respondents)
    } respondents count.`,
    weighting === null
      ? ""
      : `Shares and indices are weighted by ${weighting} (effective base ${
        formatNumber(effectiveBase ?? 0)
      }), bases are not.`,
    several.length === 0
      ? ""
      : `${
        several.join(" and ")
      }: several answers were possible, so that shares add up to more than 100 %.`,
    grouped.length === 0 ? "" : `${grouped.join(" and ")}: grouped by quartiles.`,
    isPartial
      ? "What few respondents answered is counted together or not shown (–), with as much as it takes " +
        "for it not to follow from the rest."
      : "",
    NOTE,
  ].filter((text) => text !== "").join(" ");
}

function rowLabel(row: Row, title: string): HTMLElement {
  if (row === "base") {
    return html("span", "Base", { class: "crosstab-label", title: "Respondents who count" });
  }
  const { label, kind } = row.option;
  return html("span", label, {
    class: kind === "missing" ? "crosstab-label is-missing" : "crosstab-label",
    title: `${title}: ${label}`,
  });
}

function cellOf({ cells, columns }: Crosstab, row: number, column: number): CrosstabCell {
  return cells[row * columns.options.length + column];
}

/** What cells are sorted by. */
function sortedCell(cell: CrosstabCell, figure: CrosstabFigure): number | null {
  if (figure === "column") return cell.columnShare;
  if (figure === "row") return cell.rowShare;
  return figure === "count" ? cell.count : cell.index;
}

function sortedTotal(
  table: Crosstab,
  figure: CrosstabFigure,
  option: CrosstabOption,
): number | null {
  return figure === "count" ? option.base : shareOf(option, table);
}

function shareOf({ mass }: CrosstabOption, table: Crosstab): number | null {
  return mass === null || table.mass === 0 ? null : mass / table.mass;
}

const HIDDEN: Shown = { main: "–", note: "", strength: 0, isAbove: false };

function cellShown(table: Crosstab, figure: CrosstabFigure, row: Row, at: number): Shown {
  const column = table.columns.options[at];
  if (row === "base") return baseShown(column.base);
  const cell = cellOf(table, row.at, at);
  const { count, columnShare, rowShare, index } = cell;
  if (count === null || columnShare === null || rowShare === null || index === null) return HIDDEN;
  const [share, all, base] = figure === "row"
    ? [rowShare, shareOf(column, table), row.option.base]
    : [columnShare, shareOf(row.option, table), column.base];
  const difference = all === null ? 0 : share - all;
  const parts = {
    share: `${formatShare(share)}${baseMark(base ?? 0)}`,
    index: `index ${formatNumber(index)}`,
    n: `n ${formatNumber(count)}`,
  };
  const [main, note] = figure === "count"
    ? [formatNumber(count), `${parts.share} · ${parts.index}`]
    : figure === "index"
    ? [`${formatNumber(index)}${baseMark(base ?? 0)}`, `${formatShare(share)} · ${parts.n}`]
    : [parts.share, `${parts.index} · ${parts.n}`];
  return {
    ...{ main, note, isAbove: difference > 0 },
    strength: all === null ? 0 : strengthOf(difference, Math.sqrt(all * (1 - all))),
  };
}

function totalShown(table: Crosstab, figure: CrosstabFigure, row: Row): Shown {
  if (row === "base") return baseShown(table.base);
  const { base } = row.option;
  const share = shareOf(row.option, table);
  if (base === null || share === null) return HIDDEN;
  const [main, note] = figure === "count"
    ? [formatNumber(base), formatShare(share)]
    : [formatShare(share), `n ${formatNumber(base)}`];
  return { main, note, strength: 0, isAbove: false };
}

function baseShown(base: number | null): Shown {
  return base === null
    ? HIDDEN
    : { main: `${formatNumber(base)}${baseMark(base)}`, note: "", strength: 0, isAbove: false };
}

function arrowsOf({ strength, isAbove }: Shown): string {
  return (isAbove ? "▲" : "▼").repeat(strength);
}

function cellElement(shown: Shown): HTMLElement {
  const { main, note, strength, isAbove } = shown;
  const arrows = arrowsOf(shown);
  return html("span", [
    html("span", [
      html("span", [
        arrows === ""
          ? null
          : html("span", arrows, { class: "figure-arrow", "aria-hidden": "true" }),
        html("span", main, { class: "figure-value" }),
      ], {
        class: strength === 0
          ? null
          : `figure-difference strength-${strength} is-${isAbove ? "above" : "below"}`,
        title: strength === 0
          ? null
          : `${strengthWord(strength)} difference, ${isAbove ? "above" : "below"} all`,
      }),
    ], { class: "figure-main" }),
    note === "" ? null : html("span", note, { class: "figure-base" }),
  ], { class: "figure" });
}

function pictureCell(shown: Shown): PictureCell {
  const { main, note, strength, isAbove } = shown;
  const arrows = arrowsOf(shown);
  return {
    text: arrows === "" ? main : `${arrows} ${main}`,
    ...(note === "" ? {} : { note }),
    ...{ strength, isAbove },
  };
}

type Taken = NonNullable<TableColumn<Row>["taken"]>;

function totalTaken(table: Crosstab): Taken {
  return [
    { name: "all n", value: (row) => row === "base" ? table.base : row.option.base },
    ...(table.weighting === null ? [] : [{
      name: "all weighted n",
      value: (row: Row) => row === "base" ? table.mass : row.option.mass,
    }]),
    { name: "all share", value: (row) => row === "base" ? null : shareOf(row.option, table) },
  ];
}

function cellTaken(table: Crosstab, column: number): Taken {
  const { label, base, mass } = table.columns.options[column];
  const figure = (
    words: string,
    of: (cell: CrosstabCell) => number | null,
    atBase: number | null = null,
  ): Taken[number] => ({
    name: `${label} ${words}`,
    value: (row) => row === "base" ? atBase : of(cellOf(table, row.at, column)),
  });
  return [
    figure("n", ({ count }) => count, base),
    ...(table.weighting === null ? [] : [figure("weighted n", ({ mass }) => mass, mass)]),
    figure("share of column", ({ columnShare }) => columnShare),
    figure("share of row", ({ rowShare }) => rowShare),
    figure("index", ({ index }) => index),
  ];
}
