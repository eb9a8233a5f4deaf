/** Words with expressions in them: where each `${...}` begins and ends. Runs in Deno and browsers. */

import { tokenizer } from "acorn";
import { placeAt, UnreadableSource } from "./place.ts";

/** A part of a Markdown cell: words, or an expression without its `${` and `}`. */
export interface MarkdownPart {
  readonly isExpression: boolean;
  /** Offset in the source. */
  readonly start: number;
  readonly end: number;
}

/** What ends plain words: the fence of a code block, a code span, an escaped or an open expression. */
const NEXT = /^ {0,3}(`{3,}|~{3,})|`+|\\\$\{|\$\{/gm;

/** Cuts a Markdown source into words and expressions.
 * Code blocks and code spans are words: what stands in them is shown as it is, and so is `\${`.
 * @throws {UnreadableSource} Where an expression has no end.
 */
export function markdownParts(source: string): MarkdownPart[] {
  const parts: MarkdownPart[] = [];
  let wordsFrom = 0, at = 0;
  const addWords = (end: number): void => {
    if (end > wordsFrom) parts.push({ isExpression: false, start: wordsFrom, end });
  };
  while (true) {
    NEXT.lastIndex = at;
    const found = NEXT.exec(source);
    if (found === null) break;
    const [mark, fence] = found;
    at = found.index + mark.length;
    if (mark === "${") {
      addWords(found.index);
      const end = endOfExpression(source, at);
      parts.push({ isExpression: true, start: at, end });
      wordsFrom = at = end + 1;
    } else if (mark !== "\\${") {
      at = endOfCode(source, at, fence === undefined ? mark : null, fence ?? "");
    }
  }
  addWords(source.length);
  return parts;
}

/** The offset of the `}` that ends the expression which begins at an offset. */
function endOfExpression(source: string, start: number): number {
  let depth = 0;
  try {
    const tokens = tokenizer(source.slice(start), { ecmaVersion: "latest", sourceType: "module" });
    for (let token = tokens.getToken(); token.type.label !== "eof"; token = tokens.getToken()) {
      const { label } = token.type;
      if (label === "{" || label === "${") depth++;
      if (label === "}" && depth-- === 0) return start + token.start;
    }
  } catch {
    // What cannot be read as code has no end that could be told.
  }
  throw new UnreadableSource(
    "this expression has no end: a } is missing",
    placeAt(source, start - 2),
  );
}

/** Where code that is shown ends: a span at the same number of ticks, a block at a line of its fence;
 * a span without an end is no span, a block without one reaches to the end. */
function endOfCode(source: string, start: number, span: string | null, fence: string): number {
  if (span !== null) {
    const end = new RegExp(`(?<!\`)\`{${span.length}}(?!\`)`, "g");
    end.lastIndex = start;
    const found = end.exec(source);
    return found === null ? start : found.index + span.length;
  }
  const end = new RegExp(`^ {0,3}\\${fence[0]}{${fence.length},}[ \\t]*$`, "gm");
  end.lastIndex = start;
  const found = end.exec(source);
  return found === null ? source.length : found.index + found[0].length;
}
