/** The signature of the function that is called at the cursor. Runs in Deno and browsers. */

import { codeOf } from "./code_tokens.ts";
import { cursorPlace } from "./cursor_place.ts";
import { docOf, type Knowledge, valueAtPath } from "./knowledge.ts";

/** A signature, and which of its parameters is being written. */
export interface Signature {
  /** Offset of the call's parenthesis. */
  readonly at: number;
  /** Before, within and after the present parameter. */
  readonly parts: readonly [before: string, present: string, after: string];
  /** A sentence on the function; empty where there is none. */
  readonly text: string;
}

/** Finds it.
 * @returns null where the cursor is in no call of a known function.
 */
export function signatureAt(
  { kind, source }: { readonly kind: string; readonly source: string },
  offset: number,
  known: Knowledge,
): Signature | null {
  const { call } = cursorPlace(codeOf(kind, source), offset);
  if (call === null) return null;
  const isOwn = known.names.some(({ name, from }) => name === call.path[0] && from !== "");
  // The parameters of what a library brings have lost their names.
  const doc = isOwn ? ownDoc(valueAtPath(known, call.path)) : docOf(known, call.path);
  if (doc === null || !doc.signature.startsWith("(")) return null;
  const name = call.path.join(".");
  const { start, end } = parameterAt(doc.signature, call.argument);
  return {
    at: call.at,
    parts: [
      name + doc.signature.slice(0, start),
      doc.signature.slice(start, end),
      doc.signature.slice(end),
    ],
    text: doc.text,
  };
}

/** What a function of a cell says of itself: its parameters. */
function ownDoc(value: unknown): { signature: string; text: string } | null {
  if (typeof value !== "function") return null;
  const source = Function.prototype.toString.call(value);
  if (/\[native code\]|^class\b/.test(source)) return null;
  const single = /^(?:async\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=>/u.exec(source);
  if (single !== null) return { signature: `(${single[1]})`, text: "" };
  const open = source.indexOf("(");
  const close = closing(source, open);
  if (open < 0 || close < 0) return null;
  // Checks that were put into functions for interrupting are none of theirs.
  const signature = source.slice(open, close + 1).replace(/--\$\$guard[^,]*,/g, "");
  return { signature: signature.replace(/\s+/g, " "), text: "" };
}

/** Where a parameter stands in a signature; the last one goes on where it takes any number. */
function parameterAt(signature: string, index: number): { start: number; end: number } {
  const end = closing(signature, 0);
  const ranges: { start: number; end: number }[] = [];
  let depth = 0, start = 1;
  for (let i = 1; i < end; i++) {
    if ("([{<".includes(signature[i])) depth++;
    else if (")]}".includes(signature[i]) || signature[i] === ">" && signature[i - 1] !== "=") {
      depth--;
    } else if (signature[i] === "," && depth === 0) {
      ranges.push({ start, end: i });
      start = i + 1;
    }
  }
  if (signature.slice(start, end).trim() !== "") ranges.push({ start, end });
  const last = ranges.at(-1);
  const isRest = last !== undefined && signature.slice(last.start).trimStart().startsWith("...");
  const found = ranges[index] ?? (isRest ? last : { start: end, end });
  const blanks = /^\s*/.exec(signature.slice(found.start, found.end))?.[0].length ?? 0;
  return { start: found.start + blanks, end: found.end };
}

/** The offset of the parenthesis that closes the one at an offset; negative where none does. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i >= 0 && i < text.length; i++) {
    if ("([{".includes(text[i])) depth++;
    if (")]}".includes(text[i]) && --depth === 0) return i;
  }
  return -1;
}
