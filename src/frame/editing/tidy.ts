/** Tidies a cell's source: indents it by its brackets, and takes blanks from ends. Runs in Deno and browsers. */

import { type CodeToken, codeTokens } from "./code_tokens.ts";

const STEP = "  ";
/** A line that goes on what the one before it began. */
const GOES_ON = /^(?:\?\.|\.(?!\.)|\?|:|&&|\|\||[+*%|&^]|-(?!-)|\/(?![/*])|=(?!>))/;

/** Tidies a source: each line is indented by the brackets that are open, blanks go from the ends of
 * lines and empty lines from both ends. Texts, templates and remarks over several lines stay as they
 * are, and no line is broken or joined: it is no full formatter, and what code means never changes.
 */
export function tidySource(
  { kind, source }: { readonly kind: string; readonly source: string },
): string {
  // Two blanks at the end of a line of words are a break.
  if (kind === "markdown") return source.replace(/^(?:[ \t]*\n)+|\s+$/g, "");
  const tidied = indent(source).replace(/^(?:[ \t]*\n)+|\s+$/g, "");
  return piecesOf(tidied) === piecesOf(source) ? tidied : source;
}

function piecesOf(source: string): string {
  return JSON.stringify(
    codeTokens(source).map(({ kind, from, to }) =>
      // A remark of one line may have ended in blanks.
      kind === "remark" ? source.slice(from, to).trimEnd() : source.slice(from, to)
    ),
  );
}

function indent(source: string): string {
  const tokens = codeTokens(source);
  const kept = tokens.filter(({ kind, from, to }) =>
    kind !== "sign" && source.slice(from, to).includes("\n")
  );
  /** For each open bracket: how far the line that it stands in is indented. */
  const open: number[] = [];
  let start = 0, at = 0;
  return source.split("\n").map((line) => {
    const end = start + line.length;
    const isStartKept = isWithin(kept, start);
    const text = isWithin(kept, end) ? line : line.trimEnd();
    start = end + 1;
    const words = text.trimStart();
    const signs: string[] = [];
    for (; at < tokens.length && tokens[at].from < end; at++) {
      const { kind, from, to } = tokens[at];
      signs.push(kind === "sign" ? source.slice(from, to) : "");
    }
    let level = (open.at(-1) ?? -1) + 1 + (GOES_ON.test(words) ? 1 : 0);
    let isLeading = true;
    for (const sign of signs) {
      const isClosing = sign === ")" || sign === "]" || sign === "}";
      isLeading &&= isClosing;
      const closed = isClosing ? open.pop() : undefined;
      if (isLeading && closed !== undefined) level = closed;
      if (sign === "(" || sign === "[" || sign === "{" || sign === "${") open.push(level);
    }
    return isStartKept || words === "" ? text : STEP.repeat(level) + words;
  }).join("\n");
}

/** Whether a place is within a piece; the break after a template's last line is not. */
function isWithin(kept: readonly CodeToken[], offset: number): boolean {
  return kept.some(({ kind, from, to }) =>
    from < offset && (offset < to || offset === to && kind === "words")
  );
}
