/** The inside of the package that reads JavaScript, as far as a reader of TypeScript builds on it. Runs in Deno and browsers. */

import { type Options, Parser, type Program, type TokenType } from "acorn";

/** A node as it is while it is being made. */
export interface OpenNode {
  start: number;
  end: number;
  type: string;
  // deno-lint-ignore no-explicit-any -- each kind of node has fields of its own, and the reader sets them.
  [field: string]: any;
}

/** The names of a scope, as far as they were read. */
interface Scope {
  readonly var: string[];
  readonly lexical: string[];
  readonly functions: string[];
}

/** What the reader of JavaScript knows and does; its names are not ours. */
export interface ParserInside {
  readonly options: Options;
  readonly input: string;
  pos: number;
  start: number;
  end: number;
  type: TokenType;
  // deno-lint-ignore no-explicit-any -- what a token stands for: a name, a number, a pattern.
  value: any;
  lastTokStart: number;
  lastTokEnd: number;
  context: unknown[];
  exprAllowed: boolean;
  containsEsc: boolean;
  strict: boolean;
  potentialArrowAt: number;
  potentialArrowInForAwait: boolean;
  yieldPos: number;
  awaitPos: number;
  awaitIdentPos: number;
  labels: unknown[];
  scopeStack: Scope[];
  privateNameStack: { readonly declared: Record<string, unknown>; readonly used: unknown[] }[];

  parse(): Program;
  next(): void;
  eat(type: TokenType): boolean;
  eatContextual(name: string): boolean;
  expect(type: TokenType): void;
  unexpected(position?: number): never;
  raise(position: number, message: string): never;
  canInsertSemicolon(): boolean;
  semicolon(): void;
  getTokenFromCode(code: number): void;
  startNode(): OpenNode;
  startNodeAt(position: number): OpenNode;
  finishNode(node: OpenNode, type: string): OpenNode;
  declareName(name: string, binding: number, position: number): void;
  checkYieldAwaitInDefaultParams(): void;

  parseStatement(context: unknown, topLevel?: boolean, exports?: unknown): OpenNode;
  parseFunctionStatement(node: OpenNode, isAsync: boolean, isDeclaration: boolean): OpenNode;
  parseImportSpecifiers(): OpenNode[];
  parseImportSpecifier(): OpenNode;
  parseVarId(declaration: OpenNode, kind: string): void;
  parseCatchClauseParam(): OpenNode;
  parseClass(node: OpenNode, isStatement: unknown): OpenNode;
  parseClassId(node: OpenNode, isStatement: unknown): void;
  parseClassSuper(node: OpenNode): void;
  parseClassElement(allowsSuper: boolean): OpenNode | null;
  parseClassElementName(element: OpenNode): void;
  parseClassField(field: OpenNode): OpenNode;
  parseIdent(isLiberal?: boolean): OpenNode;
  parsePropertyName(property: OpenNode): OpenNode;
  parseBindingAtom(): OpenNode;
  parseBindingList(close: TokenType, allowEmpty: boolean, allowComma?: boolean): OpenNode[];
  parseBindingListItem(item: OpenNode): void;
  parseAssignableListItem(): OpenNode;
  parseMaybeDefault(start: number, location: unknown, left?: OpenNode): OpenNode;
  parseFunctionParams(node: OpenNode): void;
  parseFunctionBody(node: OpenNode, isArrow: boolean, isMethod: boolean, forInit?: unknown): void;
  parseArrowExpression(
    node: OpenNode,
    params: OpenNode[],
    isAsync: boolean,
    forInit?: unknown,
  ): OpenNode;
  parseMaybeAssign(forInit?: unknown, errors?: unknown, after?: unknown): OpenNode;
  parseMaybeConditional(forInit: unknown, errors: unknown): OpenNode;
  checkExpressionErrors(errors: unknown): boolean;
  parseExprOps(forInit: unknown, errors: unknown): OpenNode;
  parseExprOp(
    left: OpenNode,
    start: number,
    location: unknown,
    precedence: number,
    forInit: unknown,
  ): OpenNode;
  parseMaybeUnary(
    errors: unknown,
    sawUnary: boolean,
    incDec: boolean,
    forInit: unknown,
  ): OpenNode;
  parseYield(forInit: unknown): OpenNode;
  parseExprAtom(errors?: unknown, forInit?: unknown, forNew?: unknown): OpenNode;
  parseParenAndDistinguishExpression(canBeArrow: boolean, forInit?: unknown): OpenNode;
  parseSubscript(
    base: OpenNode,
    start: number,
    location: unknown,
    noCalls: boolean,
    maybeAsyncArrow: boolean,
    isChain: boolean,
    forInit: unknown,
  ): OpenNode;
  parseExprList(close: TokenType, allowComma: boolean, allowEmpty: boolean): OpenNode[];
}

/** The reader of JavaScript, with its inside to build on. */
export const InsideParser = Parser as unknown as new (
  options: Options,
  input: string,
) => ParserInside;

/** How names are declared, as the reader of JavaScript counts it. */
export const DECLARED_AS_VAR = 1;

/** How strongly `as` and `satisfies` bind: as `in` and `<` do. */
export const RELATIONAL = 7;

/** Where a reader stands, and what it has noted so far; called, it leads back there. */
export function bookmark(parser: ParserInside): () => void {
  const { pos, start, end, type, value, lastTokStart, lastTokEnd, exprAllowed, containsEsc } =
    parser;
  const { strict, potentialArrowAt, potentialArrowInForAwait } = parser;
  const { yieldPos, awaitPos, awaitIdentPos, labels } = parser;
  const context = [...parser.context];
  const labelCount = labels.length;
  const scopes = parser.scopeStack.map((scope) => ({
    scope,
    counts: [scope.var.length, scope.lexical.length, scope.functions.length],
  }));
  const privates = parser.privateNameStack.map((names) => ({
    names,
    declared: { ...names.declared },
    used: names.used.length,
  }));
  return () => {
    Object.assign(parser, {
      ...{ pos, start, end, type, value, lastTokStart, lastTokEnd, exprAllowed, containsEsc },
      ...{ strict, potentialArrowAt, potentialArrowInForAwait },
      ...{ yieldPos, awaitPos, awaitIdentPos, labels, context },
    });
    labels.length = labelCount;
    parser.scopeStack.length = 0;
    for (const { scope, counts } of scopes) {
      [scope.var.length, scope.lexical.length, scope.functions.length] = counts;
      parser.scopeStack.push(scope);
    }
    parser.privateNameStack.length = 0;
    for (const { names, declared, used } of privates) {
      // The reader of the class holds on to the object itself.
      for (const name of Object.keys(names.declared)) delete names.declared[name];
      Object.assign(names.declared, declared);
      names.used.length = used;
      parser.privateNameStack.push(names);
    }
  };
}
