/** Reads a filter such as `age >= 18 and region in ("North", "South")`. Runs in Deno and browsers. */

import { formatNumber } from "../base/text.ts";

/** A value in a filter: a column by its name, a number or a text. */
export type Operand =
  | { readonly kind: "column"; readonly name: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string };

/** How two values are compared. */
export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** A filter as a tree. */
export type Filter =
  | { readonly kind: "and" | "or"; readonly parts: readonly Filter[] }
  | { readonly kind: "not"; readonly of: Filter }
  | {
    readonly kind: "compare";
    readonly by: Comparison;
    readonly left: Operand;
    readonly right: Operand;
  }
  | { readonly kind: "in"; readonly of: Operand; readonly list: readonly Operand[] }
  | { readonly kind: "missing"; readonly name: string };

/** What is wrong with a filter's text, and where (from 1). */
export class FilterSyntaxError extends Error {}

interface Token {
  readonly kind: "name" | "quoted" | "number" | "text" | "sign" | "end";
  readonly text: string;
  readonly at: number;
}

const TOKEN =
  /\s*(?:(?<number>-?(?:\d+(?:\.\d*)?|\.\d+)(?![\p{L}\p{N}_.]))|(?<name>[\p{L}_][\p{L}\p{N}_.]*)|\[(?<quoted>[^\]]*)\]|(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<sign><=|>=|!=|<>|==|[=<>(),]))/uy;
/** Letters of a filter, and conditions within conditions. */
const LONGEST = 1_000_000;
const DEEPEST = 200;
const COMPARISONS: ReadonlySet<string> = new Set(["=", "!=", "<", "<=", ">", ">="]);

/** Reads a filter of at most a million letters and 200 parentheses or `not` within each other,
 * O(letters). Words (and, or, not, in, missing, answered) may be written in any case; a column
 * whose name is no plain word stands in brackets, `[Annual Income (k$)]`, a text in quotes.
 * @throws {FilterSyntaxError} If it cannot be read, with what was expected and where.
 */
export function parseFilter(text: string): Filter {
  if (text.length > LONGEST) {
    throw new FilterSyntaxError(
      `at most ${formatNumber(LONGEST)} letters are read, but it has ${formatNumber(text.length)}`,
    );
  }
  const parser = new Parser(tokenise(text));
  const filter = parser.either();
  parser.expectEnd();
  return filter;
}

function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const source = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(source)?.groups;
    if (found === undefined) {
      const at = from + source.slice(from).search(/\S/);
      throw new FilterSyntaxError(`${JSON.stringify(source[at])} at ${at + 1} is not understood`);
    }
    const at = TOKEN.lastIndex;
    const [kind, value] = Object.entries(found).find(([, value]) => value !== undefined)!;
    tokens.push({ kind: kind as Token["kind"], text: value, at: at - value.length + 1 });
  }
  return [...tokens, { kind: "end", text: "", at: source.length + 1 }];
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  either(): Filter {
    const parts = [this.#both()];
    while (this.#takeWord("or")) parts.push(this.#both());
    return parts.length === 1 ? parts[0] : { kind: "or", parts };
  }

  expectEnd(): void {
    if (this.#token.kind !== "end") throw this.#unexpected("and, or or the end");
  }

  #both(): Filter {
    const parts = [this.#condition()];
    while (this.#takeWord("and")) parts.push(this.#condition());
    return parts.length === 1 ? parts[0] : { kind: "and", parts };
  }

  #condition(): Filter {
    if (this.#takeWord("not")) return { kind: "not", of: this.#within(() => this.#condition()) };
    if (this.#takeSign("(")) {
      const inner = this.#within(() => this.either());
      this.#expectSign(")");
      return inner;
    }
    for (const word of ["missing", "answered"]) {
      if (this.#isWord(word) && this.#tokens[this.#next + 1].text === "(") {
        return this.#answeredness(word === "missing");
      }
    }
    const left = this.#operand();
    const isNegated = this.#takeWord("not");
    if (this.#takeWord("in")) {
      const found: Filter = { kind: "in", of: left, list: this.#list() };
      return isNegated ? { kind: "not", of: found } : found;
    }
    return { kind: "compare", by: this.#comparison(), left, right: this.#operand() };
  }

  #within(read: () => Filter): Filter {
    if (++this.#depth > DEEPEST) {
      const { at } = this.#tokens[this.#next - 1];
      throw new FilterSyntaxError(
        `at most ${DEEPEST} ( or not stand within each other, as at ${at}`,
      );
    }
    const inner = read();
    this.#depth--;
    return inner;
  }

  #answeredness(isMissing: boolean): Filter {
    this.#next += 2;
    const operand = this.#operand();
    if (operand.kind !== "column") {
      this.#next--;
      throw this.#unexpected("a column");
    }
    this.#expectSign(")");
    const missing: Filter = { kind: "missing", name: operand.name };
    return isMissing ? missing : { kind: "not", of: missing };
  }

  #list(): Operand[] {
    this.#expectSign("(");
    const list = [this.#operand()];
    while (this.#takeSign(",")) list.push(this.#operand());
    this.#expectSign(")");
    return list;
  }

  #comparison(): Comparison {
    const { kind, text } = this.#token;
    const by = text === "==" ? "=" : text === "<>" ? "!=" : text;
    if (kind !== "sign" || !COMPARISONS.has(by)) throw this.#unexpected("a comparison or in");
    this.#next++;
    return by as Comparison;
  }

  #operand(): Operand {
    const { kind, text } = this.#token;
    if (kind === "end" || kind === "sign") {
      throw this.#unexpected("a column, a number or a text in quotes");
    }
    this.#next++;
    if (kind === "number") return { kind, value: Number(text) };
    if (kind === "text") return { kind, value: text.slice(1, -1).replace(/\\(.)/gs, "$1") };
    return { kind: "column", name: text };
  }

  get #token(): Token {
    return this.#tokens[this.#next];
  }

  #isWord(word: string): boolean {
    return this.#token.kind === "name" && this.#token.text.toLowerCase() === word;
  }

  #takeWord(word: string): boolean {
    if (!this.#isWord(word)) return false;
    this.#next++;
    return true;
  }

  #takeSign(sign: string): boolean {
    if (this.#token.kind !== "sign" || this.#token.text !== sign) return false;
    this.#next++;
    return true;
  }

  #expectSign(sign: string): void {
    if (!this.#takeSign(sign)) throw this.#unexpected(JSON.stringify(sign));
  }

  #unexpected(wanted: string): FilterSyntaxError {
    const { kind, text, at } = this.#token;
    const found = kind === "end" ? "it ends" : `${JSON.stringify(text)} stands at ${at}`;
    return new FilterSyntaxError(`${wanted} must follow, but ${found}`);
  }
}
