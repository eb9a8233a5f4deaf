/** Reads TypeScript: the program as it runs, and what must be taken out of its source. Runs in Deno and browsers. */

import { type Options, type Program, tokTypes as tt } from "acorn";
import { DECLARED_AS_VAR, type OpenNode } from "./acorn_inside.ts";
import type { Erasure } from "./type_reader.ts";
import { TypedClasses } from "./typed_classes.ts";

/** A program without its types. */
export interface TypedProgram {
  /** Its places are those of the source. */
  readonly tree: Program;
  /** What turns the source into JavaScript; in order of their starts where they do not overlap. */
  readonly erasures: readonly Erasure[];
}

/** Reads TypeScript as it stands in a module.
 * Types leave blanks. Enums become the code that they stand for, and so do a constructor's parameters
 * that are fields; namespaces, decorators and `import a = b` are refused.
 * @param unused A name that the source does not have.
 * @throws {SyntaxError} With `pos`, as the reader of JavaScript throws it.
 */
export function parseTypeScript(source: string, options: Options, unused: string): TypedProgram {
  const parser = new TypedParser(options, source);
  parser.unused = unused;
  const tree = parser.parse();
  tree.body = tree.body.filter((statement) => !parser.isErased(statement));
  return { tree, erasures: parser.erasures };
}

/** What is said of exports. */
export const EXPORTS_NOTHING =
  "a cell exports nothing: what it declares is known to all cells. Leave out export";

const NAME_FOLLOWS = /[ \t]+[\p{ID_Start}$_]/uy;
const DECLARED =
  /[ \t]+(?:const|let|var|function|class|abstract|enum|namespace|module|global|type|interface|async)\b/y;

/** Words that are names of members but not of constants. */
const NO_CONSTANT =
  /^(?:arguments|await|enum|eval|implements|interface|let|package|private|protected|public|static|yield)$/;

/** A reader of statements. */
class TypedParser extends TypedClasses {
  /** A name that the source does not have. */
  unused = "";
  readonly #erased = new WeakSet<object>();

  /** Whether a statement was taken out. */
  isErased(statement: object): boolean {
    return this.#erased.has(statement);
  }

  override parse(): Program {
    const tree = super.parse();
    const [lost] = this.fieldParameters;
    if (lost !== undefined) this.raise(lost.start, "only a constructor's parameter is a field");
    return tree;
  }

  override getTokenFromCode(code: number): void {
    if (code === 64) {
      this.raise(this.pos, "decorators are not part of the language that cells run in");
    }
    super.getTokenFromCode(code);
  }

  override parseStatement(context: unknown, isTop?: boolean, exports?: unknown): OpenNode {
    const node = this.startNode();
    if (this.#skipTypeStatement()) {
      this.eraseStatement(node.start);
      this.#erased.add(node);
      return this.finishNode(node, "EmptyStatement");
    }
    if (this.type === tt._export) this.raise(this.start, EXPORTS_NOTHING);
    if (this.isWord("abstract") && this.isBefore(/[ \t]+class\b/y)) this.erasing(() => this.next());
    const isEnum = this.isWord("enum") && this.isBefore(NAME_FOLLOWS) ||
      this.type === tt._const && this.isBefore(/\s+enum\b/y);
    if (isEnum) return this.#parseEnum(node);
    if (
      this.isWord("namespace", "module") &&
      this.isBefore(/[ \t]+(?:[\p{ID_Start}$_][^\n;]*\{|["'])/uy)
    ) {
      this.raise(this.start, "a cell has no namespaces: use an object, or cells of their own");
    }
    return super.parseStatement(context, isTop, exports);
  }

  override parseFunctionStatement(
    node: OpenNode,
    isAsync: boolean,
    isDeclaration: boolean,
  ): OpenNode {
    if (this.attempt(() => this.#skipOverload()) !== null) {
      this.eraseStatement(node.start);
      this.#erased.add(node);
      return this.finishNode(node, "EmptyStatement");
    }
    return super.parseFunctionStatement(node, isAsync, isDeclaration);
  }

  override parseImportSpecifiers(): OpenNode[] {
    return super.parseImportSpecifiers().filter((each) => !this.#erased.has(each));
  }

  override parseImportSpecifier(): OpenNode {
    // `type as`, `type as as b` and `type b` are types; `type`, `type as b` are a name.
    const isType = this.isWord("type") &&
      this.isBefore(/\s+(?:(?!as\b)[\p{ID_Start}$_"']|as\s*[,}]|as\s+as\s+[\p{ID_Start}$_])/uy);
    if (!isType) return super.parseImportSpecifier();
    const node = this.startNode();
    while (this.type !== tt.comma && this.type !== tt.braceR) this.#nextOf();
    // The list without it needs its comma no more; the reader of the list still sees it.
    this.erase(node.start, this.type === tt.comma ? this.end : this.start);
    this.#erased.add(node);
    return this.finishNode(node, "ImportSpecifier");
  }

  /** Reads over a statement that is nothing when the program runs.
   * @returns false, and nothing is read, where it is something.
   */
  #skipTypeStatement(): boolean {
    if (this.isWord("type") && this.isBefore(NAME_FOLLOWS)) return this.#skipAlias();
    if (this.isWord("interface") && this.isBefore(NAME_FOLLOWS)) return this.#skipInterface();
    if (this.isWord("declare") && this.isBefore(DECLARED)) {
      this.next();
      this.#skipDeclared();
      return true;
    }
    if (this.type === tt._import) return this.#skipTypeImport();
    return this.type === tt._export && this.#skipTypeExport();
  }

  #skipAlias(): boolean {
    return this.attempt(() => {
          this.next();
          this.skipIdentifier();
          if (this.isSign("<")) this.skipTypeParameters();
          this.expect(tt.eq);
          return true;
        }) !== null && this.#skipAliased();
  }

  #skipAliased(): boolean {
    this.skipType();
    this.semicolon();
    return true;
  }

  #skipInterface(): boolean {
    this.next();
    this.skipIdentifier();
    if (this.isSign("<")) this.skipTypeParameters();
    if (this.type === tt._extends) this.skipNamedTypes();
    this.skipMembers();
    return true;
  }

  #skipOverload(): void {
    this.next();
    this.eat(tt.star);
    this.skipIdentifier();
    this.skipSignature();
    if (this.type === tt.braceL) this.unexpected();
    this.semicolon();
  }

  /** What follows `declare`. */
  #skipDeclared(): void {
    const isWordList = this.isWord("let") || this.type === tt._const || this.type === tt._var;
    if (this.#skipTypeStatement()) return;
    if (isWordList && !this.isBefore(/\s+enum\b/y)) {
      do {
        this.next();
        this.parseBindingAtom();
        this.skipAnnotation();
      } while (this.type === tt.comma);
      return this.semicolon();
    }
    if (this.isWord("async")) this.next();
    if (this.type === tt._function) return this.#skipOverload();
    this.#skipBlock();
  }

  /** All up to a block and the block itself, as classes and namespaces have them. */
  #skipBlock(): void {
    while (this.type !== tt.braceL) {
      if (this.type === tt.eof || this.type === tt.semi) return this.semicolon();
      if (this.isSign("<")) this.skipTypeArguments();
      else this.next();
    }
    let depth = 0;
    do {
      if (this.type === tt.braceL || this.type === tt.dollarBraceL) depth++;
      if (this.type === tt.braceR) depth--;
      if (this.type === tt.eof) this.unexpected();
      this.next();
    } while (depth > 0);
  }

  #skipTypeImport(): boolean {
    if (this.isBefore(/\s+(?:type\s+)?[\p{ID_Start}$_][\p{ID_Continue}$]*\s*=/uy)) {
      this.raise(this.start, 'import a = b is not known to cells. Write import {a} from "m"');
    }
    if (!this.isBefore(/\s+type\s*(?:[{*]|(?!from\b)[\p{ID_Start}$_]|from\s+from\b)/uy)) {
      return false;
    }
    this.#skipToModule();
    return true;
  }

  #skipTypeExport(): boolean {
    if (this.isBefore(/\s+type\s*[{*]/y)) {
      this.next();
      this.next();
      while (this.type !== tt.braceR && this.type !== tt.star) this.#nextOf();
      this.next();
      if (!this.isWord("from", "as")) this.semicolon();
      else this.#skipToModule();
      return true;
    }
    if (!this.isBefore(/\s+(?:type|interface|declare)[ \t]+[\p{ID_Start}$_]/uy)) return false;
    return this.attempt(() => {
      this.next();
      if (!this.#skipTypeStatement()) this.unexpected();
      return true;
    }) ?? false;
  }

  /** All up to the name of a module, with it and what follows it. */
  #skipToModule(): void {
    while (this.type !== tt.string) this.#nextOf();
    this.next();
    if (this.eat(tt._with)) this.parseMaybeAssign();
    this.semicolon();
  }

  #nextOf(): void {
    if (this.type === tt.eof) this.unexpected();
    this.next();
  }

  /** An enum as an object that is made once; several of one name are one.
   * Members are names for those that follow, so each is a constant beside being a field.
   */
  #parseEnum(node: OpenNode): OpenNode {
    if (this.eat(tt._const)) node.isConst = true;
    this.next();
    const id = this.parseIdent();
    this.declareName(id.name, DECLARED_AS_VAR, id.start);
    this.expect(tt.braceL);
    const add = this.unused;
    this.erase(
      node.start,
      this.lastTokEnd,
      `var ${id.name}=((${id.name})=>{let ${add}n=-1;const ${add}=(key,value=${add}n+1)=>{` +
        `${id.name}[key]=${add}n=value;if(typeof value!=="string")${id.name}[value]=key;` +
        `return value};`,
    );
    const members: OpenNode[] = [];
    while (this.type !== tt.braceR) {
      members.push(this.#parseMember(add));
      if (this.type === tt.braceR) break;
      this.erase(this.start, this.end, ");");
      this.expect(tt.comma);
    }
    const isOpen = members.length > 0 && this.input[this.lastTokStart] !== ",";
    this.erase(this.start, this.end, `${isOpen ? ");" : ""}return ${id.name}})(${id.name}??{});`);
    this.next();
    const made = this.startNodeAt(node.start);
    const name = this.startNodeAt(id.start);
    Object.assign(name, { id, init: null, end: id.end, type: "VariableDeclarator" });
    Object.assign(made, { kind: "var", declarations: [name], end: id.end });
    made.type = "VariableDeclaration";
    node.body = [made, ...members];
    return this.finishNode(node, "BlockStatement");
  }

  /** A member as the constant that it is for those after it. */
  #parseMember(add: string): OpenNode {
    const isName = this.type === tt.name && !NO_CONSTANT.test(this.value);
    const isWord = this.type === tt.name || this.type.keyword !== undefined;
    const node = this.startNode();
    const { start, end, value } = this;
    if (!isWord && this.type !== tt.string) this.unexpected();
    this.next();
    const id = this.startNodeAt(start);
    Object.assign(id, { name: isName ? value : `${add}${start}`, type: "Identifier", end });
    const key = JSON.stringify(value);
    this.erase(start, end, `${isName ? `const ${value}=` : ""}${add}(${key}`);
    const declaration = this.startNodeAt(start);
    Object.assign(declaration, { id, init: null });
    if (this.type === tt.eq) {
      this.erase(this.start, this.end, ",");
      this.next();
      declaration.init = this.parseMaybeAssign();
    }
    Object.assign(node, { kind: "const" });
    node.declarations = [this.finishNode(declaration, "VariableDeclarator")];
    return this.finishNode(node, "VariableDeclaration");
  }
}
