/** What is shown of a cell's value: drawings and elements as they are, rows as a table, else text. Runs in Deno and browsers. */

import { formatNumber } from "../../base/text.ts";
import { escapeHtml } from "./html_text.ts";
import { inspectText } from "./inspect.ts";

/** A value for eyes. */
export interface Shown {
  /** For who cannot show more. */
  readonly text: string;
  /** Null where the text is all. */
  readonly html: string | null;
}

/** Rows and columns of a table that are shown. */
const MOST_ROWS = 50;
const MOST_COLUMNS = 20;
const DIGITS = 6;

/** How values say themselves how they are shown, at the kernel of Deno and here alike. */
const DISPLAY = Symbol.for("Jupyter.display");

type Row = Readonly<Record<string, unknown>>;

/** Shows a value.
 * @returns Null for undefined, which is nothing to see.
 */
export function showValue(value: unknown): Shown | null {
  if (value === undefined) return null;
  const markup = markupOf(value);
  if (markup !== null) return { text: nameOfMarkup(markup), html: markup };
  if (typeof value === "string") return { text: value, html: null };
  if (isRows(value)) return { text: inspectText(value), html: tableHtml(value) };
  return { text: inspectText(value), html: null };
}

/** The markup of a value that is an element, or that says itself what it is in HTML; else null. */
export function markupOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  const { outerHTML, [DISPLAY]: display } = value as {
    outerHTML?: unknown;
    [DISPLAY]?: unknown;
  };
  if (typeof outerHTML === "string") return outerHTML;
  if (typeof display !== "function") return null;
  const bundle: unknown = display.call(value);
  const { "text/html": html } = (bundle ?? {}) as Row;
  return typeof html === "string" ? html : null;
}

/** Whether a value is a list of plain objects of plain values, at least one. */
function isRows(value: unknown): value is readonly Row[] {
  return Array.isArray(value) && value.length > 0 &&
    value.slice(0, MOST_ROWS).every((row) =>
      typeof row === "object" && row !== null && !Array.isArray(row) && markupOf(row) === null &&
      Object.keys(row).length > 0 && Object.values(row).every(isPlain)
    );
}

function isPlain(value: unknown): boolean {
  return typeof value !== "object" && typeof value !== "function" || value === null ||
    value instanceof Date;
}

function tableHtml(rows: readonly Row[]): string {
  const shown = rows.slice(0, MOST_ROWS);
  const all = [...new Set(shown.flatMap((row) => Object.keys(row)))];
  const names = all.slice(0, MOST_COLUMNS);
  const areNumbers = names.map((name) =>
    shown.every((row) => typeof (row[name] ?? 0) === "number")
  );
  const mark = (i: number): string => areNumbers[i] ? ' class="number"' : "";
  const head = names.map((name, i) => `<th${mark(i)}>${escapeHtml(name)}</th>`).join("");
  const body = shown.map((row) =>
    `<tr>${names.map((name, i) => `<td${mark(i)}>${cellHtml(row[name])}</td>`).join("")}</tr>\n`
  ).join("");
  const left = [
    ...(rows.length > MOST_ROWS ? [`${formatNumber(rows.length - MOST_ROWS)} more rows`] : []),
    ...(all.length > MOST_COLUMNS ? [`${all.length - MOST_COLUMNS} more columns`] : []),
  ];
  const caption = left.length === 0 ? "" : `<caption>${left.join(", ")}</caption>\n`;
  return `<table>\n${caption}<thead><tr>${head}</tr></thead>\n<tbody>\n${body}</tbody>\n</table>`;
}

function cellHtml(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number" && !Number.isInteger(value)) {
    return String(Number(value.toPrecision(DIGITS)));
  }
  return escapeHtml(inspectText(value));
}

/** Says in words what a drawing is, for who sees none. */
function nameOfMarkup(markup: string): string {
  const label = /\baria-label="([^"]+)"/.exec(markup.slice(0, markup.indexOf(">")))?.[1];
  const tag = /^<([\w-]+)/.exec(markup.trim())?.[1] ?? "markup";
  const kind = tag === "svg" || tag === "figure" ? "a drawing" : `<${tag}>`;
  return label === undefined ? `[${kind}]` : `[${kind}: ${label}]`;
}
