/** Any value as something to look at: text, a summary, a tree that opens. Runs in browsers. */

import { html } from "../components/kit/elements.ts";
import { isPlain } from "./show_table.ts";

/** Entries of a list or an object that are listed. */
const MOST_ENTRIES = 100;
/** Entries that stand in one line. */
const IN_LINE = 6;
const MOST_TEXT = 20_000;

/** Shows a value as a tree; its branches are made when they are opened. */
export function inspect(value: unknown): HTMLElement {
  if (!hasParts(value)) return html("span", plainText(value), { class: `value ${kindOf(value)}` });
  const details = html("details", [html("summary", previewOf(value))], { class: "value" });
  details.addEventListener("toggle", () => {
    if (details.childElementCount === 1) details.append(listOf(value));
  });
  return details;
}

/** A value in one line. */
export function previewOf(value: unknown): string {
  if (ArrayBuffer.isView(value)) return numbersText(value);
  if (Array.isArray(value)) {
    const parts = value.slice(0, IN_LINE).map(shortText);
    return `Array(${value.length}) [${parts.join(", ")}${value.length > IN_LINE ? ", …" : ""}]`;
  }
  if (value instanceof Map || value instanceof Set) {
    return `${value instanceof Map ? "Map" : "Set"}(${value.size})`;
  }
  if (!hasParts(value)) return plainText(value);
  const entries = Object.entries(value as object);
  const parts = entries.slice(0, IN_LINE).map(([key, inner]) => `${key}: ${shortText(inner)}`);
  const name = isPlain(value) ? "" : `${nameOf(value)} `;
  return `${name}{${parts.join(", ")}${entries.length > IN_LINE ? ", …" : ""}}`;
}

function hasParts(value: unknown): boolean {
  return typeof value === "object" && value !== null && !(value instanceof Date) &&
    !(value instanceof RegExp) && !(value instanceof Error) && !(value instanceof Node) &&
    !ArrayBuffer.isView(value);
}

function listOf(value: unknown): HTMLElement {
  const entries = entriesOf(value);
  const rows = entries.slice(0, MOST_ENTRIES).map(([key, inner]) =>
    html("li", [html("span", `${key}: `, { class: "value-key" }), inspect(inner)])
  );
  const more = entries.length - MOST_ENTRIES;
  if (more > 0) rows.push(html("li", `… and ${more} more`));
  return html("ul", rows.length === 0 ? [html("li", "empty")] : rows);
}

function entriesOf(value: unknown): (readonly [string, unknown])[] {
  if (value instanceof Map) return [...value].map(([key, inner]) => [shortText(key), inner]);
  if (value instanceof Set) return [...value].map((inner, i) => [String(i), inner]);
  return Object.entries(value as object);
}

function shortText(value: unknown): string {
  if (Array.isArray(value)) return `Array(${value.length})`;
  if (hasParts(value)) return isPlain(value) ? "{…}" : nameOf(value);
  const text = plainText(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function plainText(value: unknown): string {
  if (typeof value === "string") {
    const text = value.length > MOST_TEXT ? `${value.slice(0, MOST_TEXT)}…` : value;
    return JSON.stringify(text);
  }
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `ƒ ${value.name}()`;
  if (value instanceof Date) return Number.isNaN(+value) ? "invalid date" : value.toISOString();
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Node) return `<${value.nodeName.toLowerCase()}>`;
  if (ArrayBuffer.isView(value)) return numbersText(value);
  return String(value);
}

/** A typed array by what one would ask of it first. */
function numbersText(view: ArrayBufferView): string {
  const name = nameOf(view);
  if (view instanceof DataView) return `${name}(${view.byteLength})`;
  const numbers = view as Float64Array | BigInt64Array;
  let low = Infinity, high = -Infinity, sum = 0;
  for (const each of numbers) {
    const number = Number(each);
    low = Math.min(low, number);
    high = Math.max(high, number);
    sum += number;
  }
  const first = Array.from({ length: Math.min(IN_LINE, numbers.length) }, (_, i) => numbers[i]);
  const more = numbers.length > IN_LINE ? ", …" : "";
  const range = numbers.length === 0
    ? ""
    : ` from ${short(low)} to ${short(high)}, mean ${short(sum / numbers.length)}`;
  return `${name}(${numbers.length}) [${
    first.map((each) => short(Number(each))).join(", ")
  }${more}]${range}`;
}

function short(number: number): string {
  return String(Number(number.toPrecision(5)));
}

function nameOf(value: unknown): string {
  return (value as object).constructor?.name || "Object";
}

function kindOf(value: unknown): string {
  return value === null ? "value-null" : `value-${typeof value}`;
}
