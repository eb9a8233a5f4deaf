/** A source cut into words, texts and signs, also while it is being written and cannot be read as a program. Runs in Deno and browsers. */

import { markdownParts } from "../../../pipeline/notebook/mod.ts";

/** A piece of a source. */
export interface CodeToken {
  /** `text` is a string with its quotes, `open` one without its end; `words` is of a template. */
  readonly kind: "name" | "text" | "open" | "words" | "number" | "pattern" | "remark" | "sign";
  readonly from: number;
  readonly to: number;
}

const PIECE = new RegExp(
  [
    String.raw`(?<remark>//.*|/\*[^]*?(?:\*/|$))`,
    String.raw`(?<text>"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*')`,
    String.raw`(?<open>"(?:[^"\\\n]|\\.)*|'(?:[^'\\\n]|\\.)*)`,
    String.raw`(?<number>(?:0[xob][\da-f_]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)n?)`,
    String.raw`(?<name>[\p{ID_Start}$_#][\p{ID_Continue}$]*)`,
    String.raw`(?<sign>=>|\?\.|\.\.\.|[^\s])`,
  ].join("|"),
  "giuy",
);
const PATTERN = /\/(?![/*])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
const WORDS = /(?:[^`\\$]|\\[^]|\$(?!\{))*/y;
/** After these an expression begins, and a stroke is not a division. */
const BEFORE_EXPRESSION =
  /^(?:[=(,:[!&|?{};<>+*%~^-]|=>|\.\.\.|return|typeof|case|in|of|await|yield|new|void|delete)$/;

/** Cuts code into pieces; remarks are among them, blanks are not. */
export function codeTokens(code: string): CodeToken[] {
  const tokens: CodeToken[] = [];
  /** For each open brace: whether a template's words go on after it. */
  const braces: boolean[] = [];
  let last = "";
  const add = (kind: CodeToken["kind"], from: number, to: number): number => {
    tokens.push({ kind, from, to });
    if (kind !== "remark") last = code.slice(from, to);
    return to;
  };
  const words = (from: number): number => {
    WORDS.lastIndex = from;
    const to = from + (WORDS.exec(code)?.[0].length ?? 0);
    add("words", from, to);
    if (code.startsWith("${", to)) {
      braces.push(true);
      return add("sign", to, to + 2);
    }
    return Math.min(code.length, to + 1);
  };
  for (let at = 0; at < code.length;) {
    if (/\s/.test(code[at])) at++;
    else if (code[at] === "`") at = words(at + 1);
    else if (code[at] === "/" && startsPattern(code, at, last)) {
      at = add("pattern", at, PATTERN.lastIndex);
    } else {
      PIECE.lastIndex = at;
      const found = PIECE.exec(code);
      const kind = Object.entries(found?.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
      at = add((kind ?? "sign") as CodeToken["kind"], at, at + (found?.[0].length ?? 1));
      if (last === "{") braces.push(false);
      if (last === "}" && braces.pop() === true) at = words(at);
    }
  }
  return tokens;
}

function startsPattern(code: string, at: number, last: string): boolean {
  if (last !== "" && !BEFORE_EXPRESSION.test(last)) return false;
  PATTERN.lastIndex = at;
  return PATTERN.test(code);
}

/** The code of a cell at its own places: of words only the expressions, the rest is blank. */
export function codeOf(kind: string, source: string): string {
  if (kind !== "markdown") return source;
  const blank = (from: number, to: number): string => source.slice(from, to).replace(/[^\n]/g, " ");
  try {
    let code = "", at = 0;
    for (const { isExpression, start, end } of markdownParts(source)) {
      if (!isExpression) continue;
      // What one expression ends is not taken for the begin of the next.
      code += `${blank(at, start)}${source.slice(start, end)};`;
      at = end + 1;
    }
    return code + blank(at, source.length);
  } catch {
    // The last expression has no end yet.
    const from = source.lastIndexOf("${") + 2;
    return blank(0, from) + source.slice(from);
  }
}
