/** Reads over TypeScript's types without making anything of them. Runs in Deno and browsers.
 *
 * Only where a type ends matters here: it is taken out of the source. So this knows the grammar of
 * types, and leaves it to editors and compilers to say what is wrong with one that can be read.
 */

import { type TokenType, tokTypes as tt } from "acorn";
import { bookmark, InsideParser } from "./acorn_inside.ts";

/** A part of the source and what stands in its place. */
export interface Erasure {
  readonly start: number;
  readonly end: number;
  text: string;
}

const LINE_BREAK = /[\n\r\u2028\u2029]/;

/** Whether a text goes on in another line. */
export function hasLineBreak(text: string): boolean {
  return LINE_BREAK.test(text);
}

/** A reader of JavaScript that can step over types. */
export class TypeReader extends InsideParser {
  /** What is taken out of the source so far, and what is put into it. */
  readonly erasures: Erasure[] = [];
  /** By a parenthesis: what follows the one that closes it. */
  readonly #afterParens = new Map<number, TokenType>();
  /** Whether a condition among types would be taken for another's. */
  #isConditionBarred = false;

  /** Whether the next token is one of some words. */
  protected isWord(...words: readonly string[]): boolean {
    return this.type === tt.name && !this.containsEsc && words.includes(this.value);
  }

  /** Whether a line ended before the token. */
  protected get isOnNewLine(): boolean {
    return hasLineBreak(this.input.slice(this.lastTokEnd, this.start));
  }

  /** Whether what follows the token has a form. */
  protected isBefore(form: RegExp): boolean {
    form.lastIndex = this.pos;
    return form.test(this.input);
  }

  /** Whether the token begins with a sign: `>>` may be the ends of two lists of types. */
  protected isSign(sign: "<" | ">"): boolean {
    return this.type !== tt.template && this.type !== tt.invalidTemplate &&
      this.input[this.start] === sign;
  }

  /** Takes a sign off the token, the rest of which becomes a token of its own. */
  protected expectSign(sign: "<" | ">"): void {
    if (!this.isSign(sign)) this.raise(this.start, `Unexpected token, expected "${sign}"`);
    this.pos = this.end = this.start + 1;
    this.exprAllowed = false;
    this.next();
  }

  /** Takes what closes a type: a line that follows does not begin with a pattern. */
  protected expectClose(type: TokenType): void {
    if (this.type === type) this.exprAllowed = false;
    this.expect(type);
  }

  /** Tries a step; where it meets something unexpected, all is as it was.
   * @returns null if it failed.
   */
  protected attempt<T>(step: () => T): T | null {
    const back = bookmark(this);
    const count = this.erasures.length;
    const isBarred = this.#isConditionBarred;
    try {
      return step();
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      back();
      this.erasures.length = count;
      this.#isConditionBarred = isBarred;
      return null;
    }
  }

  /** What follows the parenthesis that closes the one at the token; the end where none does. */
  protected afterParens(): TokenType {
    const known = this.#afterParens.get(this.start);
    if (known !== undefined) return known;
    const begin = this.start;
    const back = bookmark(this);
    const open: number[] = [];
    try {
      do {
        const { type, start } = this;
        this.next();
        if (type === tt.parenL) open.push(start);
        if (type !== tt.parenR) continue;
        const opened = open.pop();
        if (opened !== undefined) this.#afterParens.set(opened, this.type);
      } while (open.length > 0 && this.type !== tt.eof);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    back();
    for (const each of [...open, begin]) {
      if (!this.#afterParens.has(each)) this.#afterParens.set(each, tt.eof);
    }
    return this.#afterParens.get(begin) ?? tt.eof;
  }

  /** A name, or a word that is a name only here. */
  protected skipIdentifier(): void {
    if (this.type !== tt.name && this.type.keyword === undefined) this.unexpected();
    this.next();
  }

  protected skipType(): void {
    if (this.#isFunctionType()) return this.#skipFunctionType();
    this.#skipUnion();
    if (this.type !== tt._extends || this.#isConditionBarred || this.isOnNewLine) return;
    this.next();
    this.#withCondition(false, () => this.skipType());
    this.expect(tt.question);
    this.#withCondition(true, () => this.skipType());
    this.expect(tt.colon);
    this.#withCondition(true, () => this.skipType());
  }

  /** `: T`, if it is there. */
  protected skipAnnotation(): boolean {
    if (!this.eat(tt.colon)) return false;
    this.#withCondition(true, () => this.skipType());
    return true;
  }

  /** What a function gives: a type, `x is T`, `asserts x`, `asserts x is T`. */
  protected skipReturnType(): void {
    if (this.isWord("asserts") && this.isBefore(/[ \t]+(?!is\b)[\p{ID_Start}$_]/uy)) this.next();
    else if (!this.isBefore(/[ \t]+is\b/y)) return this.skipType();
    if (this.type !== tt.name && this.type !== tt._this) this.unexpected();
    this.next();
    if (!this.isWord("is") || this.isOnNewLine) return;
    this.next();
    this.skipType();
  }

  /** `<T extends U = V, ...>` of a declaration. */
  protected skipTypeParameters(): void {
    this.expectSign("<");
    while (!this.isSign(">")) {
      while (
        this.type === tt._const || this.type === tt._in ||
        this.isWord("out") && this.isBefore(/\s+[\p{ID_Start}$_]/uy)
      ) this.next();
      this.skipIdentifier();
      if (this.eat(tt._extends)) this.#withCondition(true, () => this.skipType());
      if (this.eat(tt.eq)) this.#withCondition(true, () => this.skipType());
      if (!this.eat(tt.comma)) break;
    }
    this.expectSign(">");
  }

  /** `<A, B>` of a use. */
  protected skipTypeArguments(): void {
    this.expectSign("<");
    do this.#withCondition(true, () => this.skipType()); while (this.eat(tt.comma));
    this.expectSign(">");
  }

  /** `(a: A, b?: B, ...c: C)` of a type; the parenthesis is the token. */
  protected skipParameters(): void {
    this.expect(tt.parenL);
    while (this.type !== tt.parenR) {
      this.eat(tt.ellipsis);
      if (this.type === tt.braceL || this.type === tt.bracketL) this.parseBindingAtom();
      else this.skipIdentifier();
      this.eat(tt.question);
      this.skipAnnotation();
      if (!this.eat(tt.comma)) break;
    }
    this.expectClose(tt.parenR);
  }

  /** `(a: A): B`, with `<T>` before it or not. */
  protected skipSignature(): void {
    if (this.isSign("<")) this.skipTypeParameters();
    this.skipParameters();
    if (this.eat(tt.colon)) this.#withCondition(true, () => this.skipReturnType());
  }

  /** `a.b.c<T>`, as heads of classes and interfaces name them. */
  protected skipReference(): void {
    this.skipIdentifier();
    while (this.eat(tt.dot)) {
      if (this.type === tt.privateId) this.next();
      else this.skipIdentifier();
    }
    if (this.isSign("<") && !this.isOnNewLine) this.skipTypeArguments();
  }

  /** The members of an interface or an object, in their braces. */
  protected skipMembers(): void {
    this.expect(tt.braceL);
    while (this.type !== tt.braceR) {
      if (this.eat(tt.semi) || this.eat(tt.comma)) continue;
      this.#withCondition(true, () => this.#skipMember());
      if (this.type !== tt.semi && this.type !== tt.comma && !this.canInsertSemicolon()) {
        this.unexpected();
      }
    }
    this.expectClose(tt.braceR);
  }

  #withCondition(isAllowed: boolean, step: () => void): void {
    const before = this.#isConditionBarred;
    this.#isConditionBarred = !isAllowed;
    step();
    this.#isConditionBarred = before;
  }

  #isFunctionType(): boolean {
    return this.isSign("<") || this.type === tt._new ||
      this.isWord("abstract") && this.isBefore(/\s+new\b/y) ||
      this.type === tt.parenL && this.afterParens() === tt.arrow;
  }

  #skipFunctionType(): void {
    if (this.isWord("abstract")) this.next();
    this.eat(tt._new);
    if (this.isSign("<")) this.skipTypeParameters();
    this.skipParameters();
    this.expect(tt.arrow);
    this.skipReturnType();
  }

  #skipUnion(): void {
    do {
      this.eat(tt.bitwiseOR) || this.eat(tt.bitwiseAND);
      this.#skipOperand();
    } while (this.type === tt.bitwiseOR || this.type === tt.bitwiseAND);
  }

  #skipOperand(): void {
    if (this.#isFunctionType()) return this.#skipFunctionType();
    if (this.isWord("keyof", "unique", "readonly")) {
      this.next();
      return this.#skipOperand();
    }
    if (this.isWord("infer") && this.isBefore(/\s+[\p{ID_Start}$_]/uy)) return this.#skipInfer();
    this.#skipPrimary();
    while (this.type === tt.bracketL && !this.isOnNewLine) {
      this.next();
      if (this.type !== tt.bracketR) this.#withCondition(true, () => this.skipType());
      this.expectClose(tt.bracketR);
    }
  }

  /** `infer T`, or `infer T extends U` where that is no condition. */
  #skipInfer(): void {
    this.next();
    this.skipIdentifier();
    if (this.type !== tt._extends) return;
    this.attempt(() => {
      this.next();
      const isBarred = this.#isConditionBarred;
      this.#withCondition(false, () => this.skipType());
      if (!isBarred && this.type === tt.question) this.unexpected();
    });
  }

  #skipPrimary(): void {
    switch (this.type) {
      case tt.name:
        return this.skipReference();
      case tt._typeof:
        this.next();
        return this.type === tt._import ? this.#skipImportType() : this.skipReference();
      case tt._import:
        return this.#skipImportType();
      case tt.backQuote:
        return this.#skipTemplate();
      case tt.braceL:
        return this.skipMembers();
      case tt.bracketL:
        return this.#skipTuple();
      case tt.parenL:
        this.next();
        this.#withCondition(true, () => this.skipType());
        return this.expectClose(tt.parenR);
      case tt.plusMin:
        this.next();
        if (this.type !== tt.num) this.unexpected();
    }
    const isLiteral = [tt.num, tt.string, tt._this, tt._null, tt._true, tt._false, tt._void];
    if (!isLiteral.includes(this.type)) this.unexpected();
    this.next();
  }

  /** `import("m").a<T>`. */
  #skipImportType(): void {
    this.next();
    this.expect(tt.parenL);
    this.skipType();
    if (this.eat(tt.comma) && this.type !== tt.parenR) this.parseMaybeAssign();
    this.expectClose(tt.parenR);
    if (this.eat(tt.dot)) this.skipReference();
    else if (this.isSign("<")) this.skipTypeArguments();
  }

  #skipTemplate(): void {
    this.next();
    while (this.type !== tt.backQuote) {
      if (this.eat(tt.dollarBraceL)) {
        this.#withCondition(true, () => this.skipType());
        this.expect(tt.braceR);
      } else if (this.type === tt.template) this.next();
      else this.unexpected();
    }
    this.expectClose(tt.backQuote);
  }

  /** `[A, b?: B, ...C[]]`. */
  #skipTuple(): void {
    this.next();
    while (this.type !== tt.bracketR) {
      this.eat(tt.ellipsis);
      const isNamed = (this.type === tt.name || this.type.keyword !== undefined) &&
        this.isBefore(/\s*\??\s*:/y);
      if (isNamed) {
        this.next();
        this.eat(tt.question);
        this.expect(tt.colon);
      }
      this.#withCondition(true, () => this.skipType());
      this.eat(tt.question);
      if (!this.eat(tt.comma)) break;
    }
    this.expectClose(tt.bracketR);
  }

  #skipMember(): void {
    if (this.isSign("<") || this.type === tt.parenL) return this.skipSignature();
    if (this.type === tt._new && this.isBefore(/\s*[(<]/y)) {
      this.next();
      return this.skipSignature();
    }
    this.eat(tt.plusMin);
    // Words before the name, such as `readonly`, `get` and `set`.
    while (this.type === tt.name && this.isBefore(/[ \t]+[\p{ID_Start}$_"'\d[#]/uy)) this.next();
    if (this.type === tt.bracketL) this.#skipBracketName();
    else if (this.type === tt.string || this.type === tt.num) this.next();
    else this.skipIdentifier();
    this.eat(tt.plusMin);
    this.eat(tt.question);
    if (this.isSign("<") || this.type === tt.parenL) return this.skipSignature();
    this.skipAnnotation();
  }

  /** `[key: string]`, `[K in T as U]`, or a name that is computed. */
  #skipBracketName(): void {
    this.next();
    if (this.type === tt.name && this.isBefore(/\s*:/y)) {
      this.next();
      this.skipAnnotation();
    } else if (this.type === tt.name && this.isBefore(/\s+in\b/y)) {
      this.next();
      this.next();
      this.skipType();
      if (this.eatContextual("as")) this.skipType();
    } else this.parseMaybeAssign();
    this.expectClose(tt.bracketR);
  }
}
