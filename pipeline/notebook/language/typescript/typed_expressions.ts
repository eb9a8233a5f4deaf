/** Reads expressions and functions with types in them, and takes the types out. Runs in Deno and browsers. */

import { type TokenType, tokTypes as tt } from "acorn";
import { bookmark, type OpenNode, RELATIONAL } from "./acorn_inside.ts";
import { hasLineBreak, TypeReader } from "./type_reader.ts";

/** Words after which a line break would end the statement. */
const ENDS_WITH_LINE = ["return", "throw", "yield"];

/** The parameters of an arrow function, read up to its arrow. */
interface ArrowHead {
  readonly params: OpenNode[];
  /** Whether it stands in a parenthesis of its own, as types over several lines went before it. */
  readonly isWrapped: boolean;
}

/** A reader of expressions. What is taken out leaves blanks, so that lines and columns stay. */
export class TypedExpressions extends TypeReader {
  /** Where arrow functions with a type of their own were looked for in vain. */
  readonly #notArrows = new Set<number>();
  /** Where what stands between `?` and `:` of a condition begins. */
  #consequentAt = -1;
  /** Whether the items of the list are parameters, which have types. */
  #isTyped = false;
  #isCatching = false;
  /** Parameters that are fields as well: where each begins, and its name. */
  protected fieldParameters: { readonly start: number; readonly name: string }[] = [];

  /** Takes a part out, with whatever was taken out within it.
   * @param text What stands in its place; blanks if absent.
   */
  protected erase(start: number, end: number, text?: string): void {
    while ((this.erasures.at(-1)?.end ?? 0) > start) this.erasures.pop();
    this.erasures.push({ start, end, text: text ?? blank(this.input.slice(start, end)) });
  }

  /** Puts text into the source. */
  protected put(at: number, text: string): void {
    this.erasures.push({ start: at, end: at, text });
  }

  /** Takes out what a step reads over. */
  protected erasing(step: () => void, start = this.start): void {
    step();
    this.erase(start, this.lastTokEnd);
  }

  /** A statement that ends with its line must not go on in the next one once a type between is gone. */
  override semicolon(): void {
    const isOpen = this.erasures.at(-1)?.end === this.lastTokEnd && this.type !== tt.semi;
    super.semicolon();
    if (isOpen && this.type !== tt.braceR && this.type !== tt.eof) this.put(this.start, ";");
  }

  override parseYield(forInit: unknown): OpenNode {
    if (!this.isBefore(/[ \t]*</y)) return super.parseYield(forInit);
    const node = this.startNode();
    this.yieldPos ||= this.start;
    this.next();
    Object.assign(node, { delegate: false, argument: this.parseMaybeAssign(forInit) });
    return this.finishNode(node, "YieldExpression");
  }

  override expect(type: TokenType): void {
    if (!this.eat(type)) this.raise(this.start, `Unexpected token, expected "${type.label}"`);
  }

  protected eraseAnnotation(): void {
    if (this.type === tt.colon) this.erasing(() => this.skipAnnotation());
  }

  protected eraseTypeParameters(): void {
    if (this.isSign("<")) this.erasing(() => this.skipTypeParameters());
  }

  // Names that are given a value.

  override parseVarId(declaration: OpenNode, kind: string): void {
    super.parseVarId(declaration, kind);
    if (this.#isMark("!") && this.isBefore(/\s*:/y)) this.erasing(() => this.next());
    this.eraseAnnotation();
  }

  override parseCatchClauseParam(): OpenNode {
    this.#isCatching = true;
    return super.parseCatchClauseParam();
  }

  override parseBindingAtom(): OpenNode {
    const isCaught = this.#isCatching;
    this.#isCatching = false;
    const atom = super.parseBindingAtom();
    if (isCaught) this.eraseAnnotation();
    return atom;
  }

  override parseBindingList(
    close: TokenType,
    allowEmpty: boolean,
    allowComma?: boolean,
  ): OpenNode[] {
    const before = this.#isTyped;
    this.#isTyped = close === tt.parenR;
    if (this.#isTyped && this.type === tt._this) {
      this.erasing(() => {
        this.next();
        this.skipAnnotation();
        if (this.type !== tt.parenR) this.expect(tt.comma);
      });
    }
    const list = super.parseBindingList(close, allowEmpty, allowComma);
    this.#isTyped = before;
    return list;
  }

  override parseAssignableListItem(): OpenNode {
    if (!this.#isTyped) return super.parseAssignableListItem();
    const start = this.start;
    const isField = this.eraseModifiers(/[ \t]+[\p{ID_Start}$_{[]/uy, "");
    const left = this.parseBindingAtom();
    const isKnown = this.fieldParameters.some((each) => each.start === start);
    if (isField && !isKnown) this.fieldParameters.push({ start, name: String(left.name ?? "") });
    if (this.type === tt.question) this.erasing(() => this.next());
    this.eraseAnnotation();
    return this.parseMaybeDefault(left.start, undefined, left);
  }

  override parseBindingListItem(item: OpenNode): void {
    super.parseBindingListItem(item);
    if (this.#isTyped) this.eraseAnnotation();
  }

  /** Takes out words such as `private` where a name follows.
   * @param following What must follow each.
   * @param first What stands in the place of the first one's first letter.
   * @returns Whether there was one.
   */
  protected eraseModifiers(following: RegExp, first: string): boolean {
    let count = 0;
    while (this.isWord(...MODIFIERS) && this.isBefore(following)) {
      const { start, end } = this;
      this.next();
      const text = blank(this.input.slice(start, end));
      this.erase(start, end, count++ === 0 && first !== "" ? first + text.slice(1) : text);
    }
    return count > 0;
  }

  // Functions.

  override parseFunctionParams(node: OpenNode): void {
    this.eraseTypeParameters();
    super.parseFunctionParams(node);
  }

  override parseFunctionBody(
    node: OpenNode,
    isArrow: boolean,
    isMethod: boolean,
    forInit: unknown,
  ): void {
    if (isArrow && node.start === this.#consequentAt) this.#consequentAt = this.start;
    if (!isArrow && this.type === tt.colon) {
      this.erasing(() => {
        this.next();
        this.skipReturnType();
      });
    }
    super.parseFunctionBody(node, isArrow, isMethod, forInit);
  }

  override parsePropertyName(property: OpenNode): OpenNode {
    const key = super.parsePropertyName(property);
    this.eraseTypeParameters();
    return key;
  }

  override parseMaybeAssign(forInit?: unknown, errors?: unknown, after?: unknown): OpenNode {
    if (this.isSign("<")) this.potentialArrowAt = this.start;
    return super.parseMaybeAssign(forInit, errors, after);
  }

  override parseParenAndDistinguishExpression(canBeArrow: boolean, forInit?: unknown): OpenNode {
    const arrow = canBeArrow ? this.#tryArrow(this.start, false, forInit) : null;
    return arrow ?? super.parseParenAndDistinguishExpression(canBeArrow, forInit);
  }

  override parseExprAtom(errors?: unknown, forInit?: unknown, forNew?: unknown): OpenNode {
    const { start } = this;
    if (
      this.potentialArrowAt === start && this.isWord("async") && this.isBefore(/[ \t]*[(<]/y)
    ) {
      const back = bookmark(this);
      this.next();
      const arrow = this.#tryArrow(start, true, forInit);
      if (arrow !== null) return arrow;
      back();
    }
    return super.parseExprAtom(errors, forInit, forNew);
  }

  /** An arrow function that begins with `(` or `<`, at the token; null where there is none.
   * @param start Where it begins, with `async`.
   */
  #tryArrow(start: number, isAsync: boolean, forInit: unknown): OpenNode | null {
    const after = this.type === tt.parenL ? this.afterParens() : tt.colon;
    if (after !== tt.arrow && after !== tt.colon || this.#notArrows.has(this.start)) return null;
    const at = this.start;
    const before = this.input.slice(this.lastTokStart, this.lastTokEnd);
    // `a ? (b) : c => d` is a choice between b and a function.
    const isChoice = after !== tt.arrow && start === this.#consequentAt;
    const made = this.#attemptIf(isChoice, () => {
      const head = this.#attemptIf(
        after !== tt.arrow,
        () => this.#parseArrowHead(isAsync, before),
      );
      if (head === null) return null;
      this.next();
      const node = this.startNodeAt(start);
      const arrow = this.parseArrowExpression(node, head.params, isAsync, forInit);
      if (head.isWrapped) this.put(arrow.end, ")");
      if (isChoice && this.type !== tt.colon) this.unexpected();
      return arrow;
    });
    if (made === null) this.#notArrows.add(at);
    return made;
  }

  #attemptIf<T>(isAttempt: boolean, step: () => T | null): T | null {
    return isAttempt ? this.attempt(step) : step();
  }

  #parseArrowHead(isAsync: boolean, before: string): ArrowHead {
    const { start, lastTokEnd } = this;
    const { yieldPos, awaitPos } = this;
    this.yieldPos = this.awaitPos = 0;
    this.eraseTypeParameters();
    const between = this.input.slice(start, this.start);
    let isWrapped = false;
    if (isAsync && hasLineBreak(between)) this.erase(lastTokEnd, this.start, " ");
    else if (hasLineBreak(between) && ENDS_WITH_LINE.includes(before)) {
      isWrapped = true;
      this.erase(start, this.start, `(${blank(between).slice(1)}`);
    }
    this.expect(tt.parenL);
    const params = this.parseBindingList(tt.parenR, false, true);
    this.checkYieldAwaitInDefaultParams();
    Object.assign(this, { yieldPos, awaitPos });
    if (this.type === tt.colon) {
      const from = this.lastTokEnd;
      this.next();
      this.skipReturnType();
      const text = this.input.slice(from, this.lastTokEnd);
      // The arrow stands in the line of its parameters.
      this.erase(from, this.lastTokEnd, hasLineBreak(text) ? "" : blank(text));
    }
    if (this.type !== tt.arrow || this.isOnNewLine) this.unexpected();
    return { params, isWrapped };
  }

  // Expressions.

  override parseMaybeConditional(forInit: unknown, errors: unknown): OpenNode {
    const { start } = this;
    const test = this.parseExprOps(forInit, errors);
    if (this.checkExpressionErrors(errors)) return test;
    const isArrow = test.type === "ArrowFunctionExpression" && test.start === start;
    if (isArrow || !this.eat(tt.question)) return test;
    const node = this.startNodeAt(start);
    node.test = test;
    this.#consequentAt = this.start;
    node.consequent = this.parseMaybeAssign();
    this.expect(tt.colon);
    node.alternate = this.parseMaybeAssign(forInit);
    return this.finishNode(node, "ConditionalExpression");
  }

  override parseExprOp(
    left: OpenNode,
    start: number,
    location: unknown,
    precedence: number,
    forInit: unknown,
  ): OpenNode {
    const isTyped = RELATIONAL > precedence && this.isWord("as", "satisfies") && !this.isOnNewLine;
    if (!isTyped) return super.parseExprOp(left, start, location, precedence, forInit);
    this.erasing(() => {
      this.next();
      if (!this.eat(tt._const)) this.skipType();
    });
    return this.parseExprOp(left, start, location, precedence, forInit);
  }

  override parseMaybeUnary(
    errors: unknown,
    sawUnary: boolean,
    incDec: boolean,
    forInit: unknown,
  ): OpenNode {
    if (!this.isSign("<")) return super.parseMaybeUnary(errors, sawUnary, incDec, forInit);
    const { start } = this;
    const arrow = this.potentialArrowAt === start ? this.#tryArrow(start, false, forInit) : null;
    if (arrow !== null) return arrow;
    const before = this.input.slice(this.lastTokStart, this.lastTokEnd);
    this.expectSign("<");
    if (!this.eat(tt._const)) this.skipType();
    this.expectSign(">");
    const between = this.input.slice(start, this.start);
    const isWrapped = hasLineBreak(between) && ENDS_WITH_LINE.includes(before);
    this.erase(start, this.start, isWrapped ? `(${blank(between).slice(1)}` : undefined);
    const value = this.parseMaybeUnary(null, sawUnary, incDec, forInit);
    if (isWrapped) this.put(this.lastTokEnd, ")");
    return value;
  }

  override parseSubscript(
    base: OpenNode,
    start: number,
    location: unknown,
    noCalls: boolean,
    maybeAsyncArrow: boolean,
    isChain: boolean,
    forInit: unknown,
  ): OpenNode {
    const goOn = (): OpenNode =>
      this.parseSubscript(base, start, location, noCalls, false, isChain, forInit);
    if (this.#isMark("!") && !this.isOnNewLine) {
      this.exprAllowed = false;
      this.erasing(() => this.next());
      return goOn();
    }
    if (this.isSign("<") && this.#eraseArguments()) return goOn();
    if (this.type === tt.questionDot && this.isBefore(/\s*</y) && !noCalls) {
      this.next();
      this.erasing(() => this.skipTypeArguments());
      this.expect(tt.parenL);
      const node = this.startNodeAt(start);
      node.callee = base;
      node.arguments = this.parseExprList(tt.parenR, true, false);
      node.optional = true;
      return this.finishNode(node, "CallExpression");
    }
    return super.parseSubscript(base, start, location, noCalls, maybeAsyncArrow, isChain, forInit);
  }

  /** Takes out `<T>` after an expression, where it is no comparison. */
  #eraseArguments(): boolean {
    return this.attempt(() => {
      const { start } = this;
      this.skipTypeArguments();
      const { type } = this;
      const isCall = type === tt.parenL || type === tt.backQuote;
      const isComparison = this.isSign("<") || this.isSign(">") || type === tt.plusMin ||
        !this.isOnNewLine && STARTS_EXPRESSION.test(this.input.slice(this.start, this.end)) &&
          type !== tt._in && type !== tt._instanceof && !this.isWord("as", "satisfies");
      if (!isCall && isComparison) this.unexpected();
      this.erase(start, this.lastTokEnd);
      return true;
    }) ?? false;
  }

  #isMark(mark: "!"): boolean {
    return this.type === tt.prefix && this.value === mark;
  }
}

/** Words before a member or a parameter that say something to the compiler only. */
const MODIFIERS = [
  "public",
  "private",
  "protected",
  "override",
  "readonly",
  "abstract",
  "declare",
];

/** What a token begins with that begins an expression; a bracket would be one of a comparison. */
const STARTS_EXPRESSION = /^(?:[\p{ID_Start}$_\d"'[{#~!@]|\+\+|--)(?!=)/u;

/** Blanks in the place of all but line breaks. */
export function blank(text: string): string {
  return text.replace(/[^\n\r\u2028\u2029]/g, " ");
}
