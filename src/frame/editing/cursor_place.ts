/** What stands around the cursor: a name half written, a text, the call that it is an argument of. Runs in Deno and browsers. */

import { type CodeToken, codeTokens } from "./code_tokens.ts";

/** A call that is open at the cursor. */
export interface OpenCall {
  /** What is called: `charts`, `map`. */
  readonly path: readonly string[];
  /** The argument that the cursor is in, from 0. */
  readonly argument: number;
  /** Whether the cursor is in an object that is this argument. */
  readonly isInObject: boolean;
  /** Offset of its parenthesis. */
  readonly at: number;
}

/** Where the cursor is. */
export interface CursorPlace {
  /** What is being written: a name, a member of something, or a text; null where it is none of these. */
  readonly writing: {
    readonly kind: "name" | "member" | "text";
    readonly from: number;
    readonly to: number;
    /** Of what it is a member, from the outermost name; list places are numbers. */
    readonly of: readonly string[];
  } | null;
  /** The innermost call that is open. */
  readonly call: OpenCall | null;
}

const NOWHERE: CursorPlace = { writing: null, call: null };

/** Finds it in code, which need not be complete.
 * @param offset Where the cursor is.
 */
export function cursorPlace(code: string, offset: number): CursorPlace {
  const tokens = codeTokens(code);
  const before = tokens.filter(({ kind, from }) => from < offset && kind !== "remark");
  const isIn = (kinds: readonly CodeToken["kind"][]) =>
    tokens.find(({ kind, from, to }) =>
      kinds.includes(kind) && from < offset && (offset < to || offset === to && kind !== "text")
    );
  if (isIn(["remark", "pattern", "words"]) !== undefined) return NOWHERE;
  const text = isIn(["text", "open"]);
  if (text !== undefined) {
    const call = openCall(code, before.slice(0, -1));
    const to = text.to - (text.kind === "text" ? 1 : 0);
    return { writing: { kind: "text", from: text.from + 1, to, of: [] }, call };
  }
  const call = openCall(code, before);
  const last = before.at(-1);
  const isName = last?.kind === "name" && last.to >= offset;
  const rest = isName ? before.slice(0, -1) : before;
  const from = isName ? last.from : offset;
  const to = isName ? last.to : offset;
  const dot = rest.at(-1);
  const sign = dot === undefined ? "" : code.slice(dot.from, dot.to);
  if (sign === "." || sign === "?.") {
    const of = pathBefore(code, rest.slice(0, -1));
    return { writing: of === null ? null : { kind: "member", from, to, of }, call };
  }
  const isNumber = last?.kind === "number" && last.to >= offset;
  return { writing: isNumber ? null : { kind: "name", from, to, of: [] }, call };
}

/** The path that ends with the last token, `a.b[0].c`; null where it is no path. */
function pathBefore(code: string, tokens: readonly CodeToken[]): string[] | null {
  const path: string[] = [];
  for (let i = tokens.length - 1; i >= 0; i--) {
    const { kind, from, to } = tokens[i];
    const text = code.slice(from, to);
    if (kind === "name") {
      path.unshift(text);
      const sign = i > 0 ? code.slice(tokens[i - 1].from, tokens[i - 1].to) : "";
      if (sign !== "." && sign !== "?.") return path;
      i--;
    } else if (text === "]" && i >= 2 && code[tokens[i - 2].from] === "[") {
      const key = tokens[i - 1];
      if (key.kind === "number") path.unshift(code.slice(key.from, key.to));
      else if (key.kind === "text") path.unshift(code.slice(key.from + 1, key.to - 1));
      else return null;
      i -= 2;
    } else return null;
  }
  return null;
}

function openCall(code: string, tokens: readonly CodeToken[]): OpenCall | null {
  const closed: string[] = [];
  let argument = 0;
  let isInObject = false;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const text = code.slice(tokens[i].from, tokens[i].to);
    if (tokens[i].kind !== "sign") continue;
    if (")]}".includes(text)) closed.push(text);
    else if (text === "(" || text === "[" || text === "{" || text === "${") {
      if (closed.pop() !== undefined) continue;
      if (text !== "(") {
        // Commas that were counted stood within this list or object.
        argument = 0;
        if (text === "${" || text === "{" && isBody(code, tokens[i - 1])) return null;
        isInObject = text === "{";
        continue;
      }
      const path = pathBefore(code, tokens.slice(0, i));
      if (path === null || WORDS_BEFORE_PARENS.test(path[0])) return null;
      return { path, argument, isInObject, at: tokens[i].from };
    } else if (text === "," && closed.length === 0) argument++;
  }
  return null;
}

/** Words that a parenthesis follows without being a call. */
const WORDS_BEFORE_PARENS = /^(?:if|for|while|switch|catch|function|return|await|typeof)$/;

/** Whether a brace after a token begins statements. */
function isBody(code: string, before: CodeToken | undefined): boolean {
  const text = before === undefined ? "" : code.slice(before.from, before.to);
  return /^(?:\)|=>|;|\}|)$/.test(text);
}
