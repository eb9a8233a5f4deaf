/** What may be written at the cursor. Runs in Deno and browsers. */

import { codeOf } from "./code_tokens.ts";
import { type CursorPlace, cursorPlace } from "./cursor_place.ts";
import { docOf, type Knowledge, memberNames, readMember, valueAtPath } from "./knowledge.ts";

/** Something that may be written. */
export interface Completion {
  /** What is written and shown. */
  readonly label: string;
  /** Beside it, in small: what kind of thing it is, or where it comes from. */
  readonly detail: string;
  /** A sentence on it; empty where there is none. */
  readonly text: string;
}

/** What may be written in the place of a part of the source. */
export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly options: readonly Completion[];
}

const MOST = 100;
const MOST_MEMBERS = 400;
/** How values show themselves in a line. */
const LONGEST_PREVIEW = 40;
/** Functions of lists whose functions are given an element. */
const OF_ELEMENTS = "map|filter|forEach|find|findLast|some|every|flatMap|findIndex|sort|toSorted";

/** Finds what may be written.
 * @param options isAsked: somebody asked for it, so that nothing need be written yet.
 * @returns null where there is nothing.
 */
export function completionsAt(
  { kind, source }: { readonly kind: string; readonly source: string },
  offset: number,
  known: Knowledge,
  { isAsked }: { readonly isAsked: boolean },
): Completions | null {
  const code = codeOf(kind, source);
  const place = cursorPlace(code, offset);
  const { writing } = place;
  if (writing === null || kind === "markdown" && code[offset - 1]?.trim() === "") return null;
  const { from, to } = writing;
  const written = source.slice(from, offset);
  const all = writing.kind === "text"
    ? textOptions(place, known)
    : writing.kind === "member"
    ? memberOptions(writing.of, { code, known })
    : isAsked || written.length > 1 && !isDeclared(code, from)
    ? nameOptions(known)
    : [];
  const options = rank(all, written, writing.kind === "text").slice(0, MOST);
  const isWhole = options.length === 1 && options[0].label === source.slice(from, to);
  return options.length === 0 || isWhole && !isAsked ? null : { from, to, options };
}

/** Whether the name that begins at an offset is a new one. */
function isDeclared(code: string, from: number): boolean {
  return /\b(?:const|let|var|function|class|interface|type|enum)\s+$/.test(code.slice(0, from));
}

/** Names of columns and paths of parameters, within the calls that take them. */
function textOptions({ call }: CursorPlace, known: Knowledge): Completion[] {
  if (call === null) return [];
  const name = call.path.at(-1);
  const takesPaths = call.path.length === 1 &&
    (name === "params" || (name === "runWith" || name === "scan") && call.isInObject);
  if (takesPaths) {
    return known.params.map(({ path, title }) => ({ label: path, detail: title, text: "" }));
  }
  const takesColumns = call.path.length === 1 && name === "columns" ||
    call.path.join(".") === "charts.distribution" && call.argument === 1;
  if (!takesColumns) return [];
  return known.columns.map(({ name, text }) => ({
    label: name,
    detail: text === name ? "" : text,
    text: "",
  }));
}

function nameOptions(known: Knowledge): Completion[] {
  return known.names.map(({ name, from }) => {
    const doc = docOf(known, [name]);
    return {
      label: name,
      detail: from !== "" ? from : doc?.signature ?? preview(known.valueOf(name)),
      text: doc?.text ?? "",
    };
  });
}

function memberOptions(
  path: readonly string[],
  { code, known }: { readonly code: string; readonly known: Knowledge },
): Completion[] {
  const value = valueAtPath(known, path) ?? elementOf(path, { code, known });
  return memberNames(value, MOST_MEMBERS).map((name) => {
    const doc = docOf(known, [...path, name]);
    return {
      label: name,
      detail: doc?.signature ?? preview(readMember(value, name)),
      text: doc?.text ?? "",
    };
  });
}

/** What `s` is in `rows.map((s) => s.size)`: the first of the rows. */
function elementOf(
  [name, ...rest]: readonly string[],
  { code, known }: { readonly code: string; readonly known: Knowledge },
): unknown {
  if (!/^[\w$]+$/.test(name)) return undefined;
  const given = new RegExp(
    String.raw`([\w$.\[\]]+)\.(?:${OF_ELEMENTS})\(\s*(?:async\s*)?\(?\s*${
      name.replaceAll("$", "\\$")
    }\b`,
  ).exec(code);
  const looped = new RegExp(
    String.raw`for\s*\(\s*(?:const|let)\s+${name.replaceAll("$", "\\$")}\s+of\s+([\w$.\[\]]+)`,
  ).exec(code);
  const list = given?.[1] ?? looped?.[1];
  if (list === undefined) return undefined;
  const rows = valueAtPath(known, list.split(/[.[\]]+/).filter(Boolean));
  let value = Array.isArray(rows) ? rows[0] : undefined;
  for (const key of rest) value = readMember(value, key);
  return value;
}

/** A value in a few letters. */
function preview(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return JSON.stringify(cut(value));
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return `list of ${(value as unknown[]).length}`;
  }
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  if (typeof value === "function") return "function";
  if (typeof value !== "object" || value === null) return String(value);
  return cut(`{${Object.keys(value).join(", ")}}`);
}

function cut(text: string): string {
  return text.length > LONGEST_PREVIEW ? `${text.slice(0, LONGEST_PREVIEW - 1)}…` : text;
}

/** Keeps what fits what is written: what begins so first, then what has a part that does, then what has
 * its letters in order; of texts also what is said of them. */
function rank(options: readonly Completion[], written: string, isText: boolean): Completion[] {
  const low = written.toLowerCase();
  if (low === "") return [...options];
  const letters = new RegExp(
    [...low].map((letter) => letter.replace(/[\\^$.*+?()[\]{}|]/, "\\$&")).join(".*"),
  );
  const scored = options.map((option, order) => {
    const label = option.label.toLowerCase();
    const at = label.indexOf(low);
    const score = option.label.startsWith(written)
      ? 0
      : at === 0
      ? 1
      : at > 0
      ? 2
      : isText && option.detail.toLowerCase().includes(low)
      ? 3
      : letters.test(label) && label[0] === low[0]
      ? 4
      : 5;
    return { option, score, order };
  });
  return scored.filter(({ score }) => score < 5)
    .sort((a, b) => a.score - b.score || a.order - b.order)
    .map(({ option }) => option);
}
