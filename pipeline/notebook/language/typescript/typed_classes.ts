/** Reads classes with types in them, and takes the types out. Runs in Deno and browsers. */

import { tokTypes as tt } from "acorn";
import type { OpenNode } from "./acorn_inside.ts";
import { blank, TypedExpressions } from "./typed_expressions.ts";

/** What may follow a word before a member's name. */
const MEMBER_NAME = /[ \t]*[\p{ID_Start}$_#"'\d[*]/uy;

/** Words that only say something of a member where its name follows. */
const STATIC = ["static", "accessor"];
const KINDS = ["get", "set", "async"];
const UNBUILT = ["abstract", "declare"];
const TOLD = ["public", "private", "protected", "override", "readonly"];

/** A reader of classes. */
export class TypedClasses extends TypedExpressions {
  /** By constructor: its parameters that are fields. */
  readonly #assigned = new WeakMap<OpenNode, readonly string[]>();

  override parseClassId(node: OpenNode, isStatement: unknown): void {
    if (this.isWord("implements") && isStatement !== true) node.id = null;
    else super.parseClassId(node, isStatement);
    this.eraseTypeParameters();
  }

  override parseClassSuper(node: OpenNode): void {
    super.parseClassSuper(node);
    if (this.isSign("<")) this.erasing(() => this.skipTypeArguments());
    if (this.isWord("implements")) this.erasing(() => this.skipNamedTypes());
  }

  /** `implements A, B<C>` or `extends A, B<C>`, the word with it. */
  protected skipNamedTypes(): void {
    do {
      this.next();
      this.skipReference();
    } while (this.type === tt.comma);
  }

  override parseClassElement(allowsSuper: boolean): OpenNode | null {
    if (this.type === tt.semi) return super.parseClassElement(allowsSuper);
    const { start } = this;
    if (this.attempt(() => this.#skipUnbuilt()) !== null) {
      this.eraseStatement(start);
      return null;
    }
    // A field that ended with its line must not go on where the word stood.
    this.eraseModifiers(MEMBER_NAME, ";");
    const element = super.parseClassElement(allowsSuper);
    if (element?.kind === "constructor") this.#assignFields(element, allowsSuper);
    return element;
  }

  /** Takes out a statement or a member; what stands around it stays apart. */
  protected eraseStatement(start: number): void {
    const text = blank(this.input.slice(start, this.lastTokEnd));
    this.erase(start, this.lastTokEnd, `;${text.slice(1)}`);
  }

  override eatContextual(name: string): boolean {
    const isEaten = super.eatContextual(name);
    if (!isEaten) return false;
    if (name === "static") this.eraseModifiers(MEMBER_NAME, "");
    if (STATIC.includes(name) || KINDS.includes(name)) this.#eraseMarks();
    return true;
  }

  override parseClassElementName(element: OpenNode): void {
    super.parseClassElementName(element);
    this.#eraseMarks();
  }

  override parseClassField(field: OpenNode): OpenNode {
    this.eraseAnnotation();
    return super.parseClassField(field);
  }

  /** `?`, `!` and `<T>` after a member's name. */
  #eraseMarks(): void {
    const isMark = this.type === tt.question || this.type === tt.prefix && this.value === "!";
    if (isMark) this.erasing(() => this.next());
    this.eraseTypeParameters();
  }

  /** Reads over a member that is nothing when the class runs: one without a body, the signature of one
   * that follows, the type of an index.
   * @throws {SyntaxError} Where a member is something.
   */
  #skipUnbuilt(): boolean {
    let isUnbuilt = false;
    while (this.isWord(...STATIC, ...UNBUILT, ...TOLD) && this.isBefore(MEMBER_NAME)) {
      isUnbuilt ||= this.isWord(...UNBUILT);
      this.next();
    }
    if (this.isWord(...KINDS) && this.isBefore(MEMBER_NAME)) this.next();
    this.eat(tt.star);
    if (this.type === tt.bracketL) isUnbuilt = this.#skipBracketName() || isUnbuilt;
    else if (this.type === tt.privateId || this.type === tt.string || this.type === tt.num) {
      this.next();
    } else this.skipIdentifier();
    this.#skipMarks();
    if (this.type === tt.parenL || this.isSign("<")) {
      this.skipSignature();
      if (this.type === tt.braceL) this.unexpected();
    } else {
      if (!isUnbuilt) this.unexpected();
      this.skipAnnotation();
      if (this.eat(tt.eq)) this.parseMaybeAssign();
    }
    this.semicolon();
    return true;
  }

  #skipMarks(): void {
    const isMark = this.type === tt.question || this.type === tt.prefix && this.value === "!";
    if (isMark) this.next();
  }

  /** @returns Whether it is the type of an index, `[key: string]`. */
  #skipBracketName(): boolean {
    this.next();
    const isIndex = this.type === tt.name && this.isBefore(/\s*:/y);
    if (isIndex) {
      this.next();
      this.skipAnnotation();
    } else this.parseMaybeAssign();
    this.expectClose(tt.bracketR);
    return isIndex;
  }

  override parseClass(node: OpenNode, isStatement: unknown): OpenNode {
    const made = super.parseClass(node, isStatement);
    const members: OpenNode[] = made.body.body;
    const maker = members.find(({ kind }) => kind === "constructor");
    const names = maker === undefined ? [] : this.#assigned.get(maker) ?? [];
    for (const { type, static: isStatic, value } of members) {
      if (type !== "PropertyDefinition" || isStatic || value === null) continue;
      const source = this.input.slice(value.start, value.end);
      const name = names.find((name) => source.includes(`this.${name}`));
      if (name === undefined) continue;
      this.raise(
        value.start,
        `fields have their values before parameters are fields: give this one, which needs ` +
          `${name}, its value in the constructor`,
      );
    }
    return made;
  }

  /** Writes `this.x = x` for the parameters of a constructor that are fields. */
  #assignFields(element: OpenNode, isDerived: boolean): void {
    const { start, end, value } = element;
    const own = this.fieldParameters.filter((each) => each.start > start && each.start < end);
    if (own.length === 0) return;
    this.fieldParameters = this.fieldParameters.filter((each) => !own.includes(each));
    const unnamed = own.find(({ name }) => name === "");
    if (unnamed !== undefined) this.unexpected(unnamed.start);
    const { body } = value;
    const first: OpenNode | undefined = body.body.find(({ type, expression }: OpenNode) =>
      type === "ExpressionStatement" && expression.type === "CallExpression" &&
      expression.callee.type === "Super"
    );
    if (isDerived && first === undefined) {
      this.raise(
        own[0].start,
        "a parameter that is a field needs a call of super() as a statement of its constructor",
      );
    }
    this.#assigned.set(element, own.map(({ name }) => name));
    const at = isDerived && first !== undefined ? first.end : body.start + 1;
    this.put(at, `;${own.map(({ name }) => `this.${name}=${name};`).join("")}`);
  }
}
