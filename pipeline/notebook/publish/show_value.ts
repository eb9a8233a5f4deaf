/** What is shown of a cell's value: drawings and elements as they are, rows as a table, else text. Runs in Deno and browsers. */

import { isObject } from "../../base/objects.ts";
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
/** Digits that count; further ones are noise to eyes, and stand in the text. */
const DIGITS = 4;
const MOST_DECIMALS = 6;

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
      isObject(row) && markupOf(row) === null &&
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
  const writers = names.map((name) => numberWriter(shown.map((row) => row[name])));
  const mark = (i: number): string => writers[i] === null ? "" : ' class="number"';
  const head = names.map((name, i) => `<th${mark(i)}>${escapeHtml(name)}</th>`).join("");
  const cell = (value: unknown, i: number): string =>
    `<td${mark(i)}>${
      value === null || value === undefined ? "" : (writers[i] ?? text)(value)
    }</td>`;
  const body = shown.map((row) =>
    `<tr>${names.map((name, i) => cell(row[name], i)).join("")}</tr>\n`
  ).join("");
  const left = [
    ...(rows.length > MOST_ROWS ? [`${formatNumber(rows.length - MOST_ROWS)} more rows`] : []),
    ...(all.length > MOST_COLUMNS ? [`${all.length - MOST_COLUMNS} more columns`] : []),
  ];
  const caption = left.length === 0 ? "" : `<caption>${left.join(", ")}</caption>\n`;
  return `<table>\n${caption}<thead><tr>${head}</tr></thead>\n<tbody>\n${body}</tbody>\n</table>`;
}

function text(value: unknown): string {
  return escapeHtml(typeof value === "string" ? value : inspectText(value));
}

/** Writes the numbers of a column so that they line up: as many decimals for all as one needs.
 * @returns Null where not all are numbers; those that are not there count as such.
 */
function numberWriter(values: readonly unknown[]): ((value: unknown) => string) | null {
  const there = values.filter((value) => value !== null && value !== undefined);
  if (!there.every((value) => typeof value === "number")) return null;
  const most = there.reduce<number>((most, value) => {
    const decimals = Number.isInteger(value) ? 0 : short(value).split(".")[1]?.length ?? 0;
    return Math.max(most, decimals);
  }, 0);
  return most > MOST_DECIMALS || there.some((value) => /e/.test(String(value)))
    ? (value) => short(Number(value))
    : (value) => Number(value).toFixed(most);
}

function short(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(DIGITS)));
}

/** Says in words what a drawing is, for who sees none. */
function nameOfMarkup(markup: string): string {
  const label = /\baria-label="([^"]+)"/.exec(markup.slice(0, markup.indexOf(">")))?.[1];
  const tag = /^<([\w-]+)/.exec(markup.trim())?.[1] ?? "markup";
  const kind = tag === "svg" || tag === "figure" ? "a drawing" : `<${tag}>`;
  return label === undefined ? `[${kind}]` : `[${kind}: ${label}]`;
}
