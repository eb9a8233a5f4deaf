/** A table with a banner as it lies in the workbook: heads, bases, figures and letters. Runs in browsers. */

import type {
  BannerTables,
  TableBase,
  TableCell,
  TableRow,
} from "../../../../pipeline/profile/tables/banner_table.ts";
import { html } from "../../kit/elements.js";
import { formatNumber, formatShare } from "../../kit/words/format.js";

const LEGEND =
  "Letters: higher than that column by more than chance (a below 0.05, A below 0.01). * base below " +
  "100, ** below 50; below 30 no figures. – not shown.";

/** Shows the first of the tables; says so where there is none. */
export function tablePreview(tables: BannerTables): HTMLElement {
  const { blocks: [block], columns, groups } = tables;
  if (block === undefined) return html("p", "No question has answers that can be counted.");
  const title = block.item === "" ? block.title : `${block.title}: ${block.item}`;
  const heads = columns.map(({ labels, letter }) =>
    html("th", [
      labels.join(" › "),
      letter === "" ? null : html("span", letter, { class: "banner-letter" }),
    ], { scope: "col" })
  );
  return html("div", [
    html("table", [
      html("caption", title),
      html("thead", [
        html("tr", [
          html("td", ""),
          html("td", ""),
          ...groups.filter(({ from, to }) => to > from).map(({ title, from, to }) =>
            html("th", title, { colspan: to - from, scope: "colgroup" })
          ),
        ]),
        html("tr", [html("td", ""), ...heads]),
      ]),
      html("tbody", [
        html("tr", [
          html("th", "Base", { scope: "row" }),
          ...block.bases.map((base) => html("td", baseText(base))),
        ], { class: "banner-base" }),
        ...block.rows.map(({ label, statistic, cells }) =>
          html("tr", [
            html("th", label, { scope: "row" }),
            ...cells.map((cell) => cellElement(cell, statistic)),
          ], { class: statistic === "share" ? null : "banner-sum" })
        ),
      ]),
    ]),
    html("p", LEGEND, { class: "banner-legend" }),
  ], { class: "preview-table banner-preview", tabindex: "0", role: "region", "aria-label": title });
}

function baseText({ base, mark }: TableBase): string {
  return `${formatNumber(base)}${mark === "-" ? "" : mark}`;
}

function cellElement({ value, letters }: TableCell, statistic: TableRow["statistic"]): HTMLElement {
  if (value === null) return html("td", "–");
  const isShare = statistic === "share" || statistic === "box";
  const text = isShare ? formatShare(value) : formatNumber(value, statistic === "nps" ? 0 : 2);
  return html("td", [
    text,
    letters === "" ? null : html("span", ` ${letters}`, { class: "banner-letters" }),
  ]);
}
