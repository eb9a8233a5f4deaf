/** What kind of value a name stands for, and how large it is, in words. Runs in Deno and browsers. */

import { countOf, formatNumber } from "../../base/text.ts";

/** Says it: `list of 3`, `Float64Array of 1,204`, `function`. */
export function kindWords(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "string") return `text of ${countOf(value.length, "character")}`;
  if (typeof value === "function") {
    return /^class\b/.test(Function.prototype.toString.call(value)) ? "class" : "function";
  }
  if (typeof value === "bigint") return "whole number";
  if (typeof value !== "object") return typeof value;
  if (Array.isArray(value)) return `list of ${formatNumber(value.length)}`;
  const { outerHTML, nodeName, constructor } = value as {
    readonly outerHTML?: unknown;
    readonly nodeName?: unknown;
    readonly constructor?: unknown;
  };
  if (typeof outerHTML === "string") return `element <${String(nodeName).toLowerCase()}>`;
  const name = typeof constructor === "function" ? constructor.name : "";
  const { length, size, byteLength } = value as Readonly<Record<string, unknown>>;
  const count = ArrayBuffer.isView(value)
    ? length ?? byteLength
    : value instanceof Map || value instanceof Set
    ? size
    : undefined;
  if (typeof count === "number") return `${name} of ${formatNumber(count)}`;
  if (name !== "" && name !== "Object") return name;
  return isRun(value) ? "RunView" : `object of ${countOf(Object.keys(value).length, "field")}`;
}

/** Whether a plain object is a run, as pages have it. */
function isRun(value: object): boolean {
  return "summary" in value && "profile" in value && "headline" in value;
}
