/** Reads labels from SPSS syntax. Runs in Deno and browsers.
 * @see IBM SPSS Statistics Command Syntax Reference: VARIABLE LABELS, VALUE LABELS, ADD VALUE LABELS,
 * MISSING VALUES, VARIABLE LEVEL.
 */

import { countOf } from "../../base/text.ts";
import {
  type Code,
  type Codebook,
  type CodebookVariable,
  codeOf,
  measureOf,
  variableOf,
} from "./codebook.ts";

interface Token {
  readonly text: string;
  /** Quoted texts are labels, or codes that are words. */
  readonly isQuoted: boolean;
}

const TOKEN = /'((?:[^']|'')*)'|"((?:[^"]|"")*)"|([/(),])|([^\s/(),'"]+)/g;
const COMMANDS:
  readonly (readonly [command: RegExp, read: (tokens: readonly Token[]) => CodebookVariable[]])[] =
    [
      [/^var(?:iable)?\s+lab(?:els?)?\b/i, variableLabels],
      [/^(?:add\s+)?val(?:ue)?\s+lab(?:els?)?\b/i, valueLabels],
      [/^mis(?:sing)?\s+val(?:ues?)?\b/i, missingValues],
      [/^var(?:iable)?\s+level\b/i, variableLevels],
    ];

/** Reads the commands that label; others are passed over. */
export function readSyntax(text: string): Omit<Codebook, "place"> {
  const variables: CodebookVariable[] = [];
  let passed = 0;
  for (const command of commandsOf(text)) {
    const known = COMMANDS.find(([words]) => words.test(command));
    if (known === undefined) {
      passed++;
      continue;
    }
    const rest = command.replace(known[0], "");
    for (const variable of known[1](tokensOf(rest))) variables.push(variable);
  }
  const isNone = variables.length === 0;
  const notes = isNone
    ? [
      `It holds no VARIABLE LABELS and no VALUE LABELS (${countOf(passed, "other command")}).`,
    ]
    : [];
  return { variables, notes };
}

/** Whether a text is such syntax, whatever its name. */
export function isSyntax(text: string): boolean {
  return /^\s*(?:add\s+)?(?:var(?:iable)?|val(?:ue)?)\s+lab(?:els?)?\s/im.test(text);
}

/** Commands end with a point at a line's end; comments run from `*` to there, or between slash and star. */
function commandsOf(text: string): string[] {
  const bare = text.replace(/\/\*[^]*?(?:\*\/|$)/g, " ");
  return bare.split(/\.[ \t]*(?:\r?\n|$)|\r?\n[ \t]*\r?\n/).map((command) => command.trim())
    .filter((command) => command !== "" && !command.startsWith("*"));
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map(([, single, double, sign, word]) => {
    const quoted = single?.replaceAll("''", "'") ?? double?.replaceAll('""', '"');
    return { text: quoted ?? sign ?? word, isQuoted: quoted !== undefined };
  });
}

/** Names at the start of a list of tokens, `a TO e` as a run, and where they end. */
function namesOf(
  tokens: readonly Token[],
): { names: readonly Pick<CodebookVariable, "name" | "last">[]; end: number } {
  const names: Pick<CodebookVariable, "name" | "last">[] = [];
  let at = 0;
  while (at < tokens.length && isName(tokens[at])) {
    const isRun = tokens[at + 1]?.text.toLowerCase() === "to" && isName(tokens[at + 2]);
    names.push(
      isRun ? { name: tokens[at].text, last: tokens[at + 2].text } : { name: tokens[at].text },
    );
    at += isRun ? 3 : 1;
  }
  return { names, end: at };
}

function isName(token: Token | undefined): boolean {
  return token !== undefined && !token.isQuoted && /^[\p{L}@#$_][^()/,]*$/u.test(token.text);
}

function variableLabels(tokens: readonly Token[]): CodebookVariable[] {
  const found: CodebookVariable[] = [];
  for (let at = 0; at + 1 < tokens.length; at++) {
    if (tokens[at].isQuoted || !tokens[at + 1].isQuoted) continue;
    found.push(variableOf({ name: tokens[at].text, text: tokens[at + 1].text.trim() }));
  }
  return found;
}

function valueLabels(tokens: readonly Token[]): CodebookVariable[] {
  return splitAtSlash(tokens).flatMap((part) => {
    const { names, end } = namesOf(part);
    const labels = new Map<Code, string>();
    for (let at = end; at + 1 < part.length; at += 2) {
      const { text, isQuoted } = part[at];
      labels.set(isQuoted ? text : codeOf(text), part[at + 1].text.trim());
    }
    return names.map((name) => variableOf({ ...name, labels }));
  });
}

function missingValues(tokens: readonly Token[]): CodebookVariable[] {
  const found: CodebookVariable[] = [];
  for (let at = 0; at < tokens.length;) {
    const { names, end } = namesOf(tokens.slice(at));
    const open = at + end;
    if (tokens[open]?.text !== "(") {
      at = open + 1;
      continue;
    }
    let close = open + 1;
    while (close < tokens.length && tokens[close].text !== ")") close++;
    const said = codesOf(tokens.slice(open + 1, close).filter(({ text }) => text !== ","));
    for (const name of names) found.push(variableOf({ ...name, ...said }));
    at = close + 1;
  }
  return found;
}

/** `(98, 99)`, `(90 THRU 99)`, `(LOWEST THRU 0, 99)`. */
function codesOf(tokens: readonly Token[]): Pick<CodebookVariable, "missing" | "missingRange"> {
  const missing = new Set<Code>();
  let missingRange: CodebookVariable["missingRange"] = null;
  for (let at = 0; at < tokens.length; at++) {
    if (/^thru$/i.test(tokens[at + 1]?.text ?? "") && at + 2 < tokens.length) {
      missingRange = [bound(tokens[at].text), bound(tokens[at + 2].text)];
      at += 2;
    } else missing.add(tokens[at].isQuoted ? tokens[at].text : codeOf(tokens[at].text));
  }
  return { missing, missingRange };
}

function bound(text: string): number {
  if (/^lo(?:west)?$/i.test(text)) return -Infinity;
  return /^hi(?:ghest)?$/i.test(text) ? Infinity : Number(text);
}

function variableLevels(tokens: readonly Token[]): CodebookVariable[] {
  const found: CodebookVariable[] = [];
  for (let at = 0; at < tokens.length;) {
    const { names, end } = namesOf(tokens.slice(at));
    const level = tokens[at + end]?.text === "(" ? tokens[at + end + 1]?.text ?? "" : "";
    for (const name of names) found.push(variableOf({ ...name, measure: measureOf(level) }));
    at += end + (level === "" ? 1 : 3);
  }
  return found;
}

function splitAtSlash(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (!token.isQuoted && token.text === "/") parts.push([]);
    else parts[parts.length - 1].push(token);
  }
  return parts.filter((part) => part.length > 0);
}
