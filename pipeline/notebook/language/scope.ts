/** Which names a program declares, needs and assigns to. Runs in Deno and browsers. */

import type { Identifier, Node, Pattern, Program } from "acorn";
import { ancestor, type AncestorVisitors } from "acorn-walk";

/** A name that a program uses without declaring it. */
export interface FreeName {
  readonly name: string;
  /** Offset of its first use. */
  readonly offset: number;
  /** Whether the program only asks `typeof` of it, which is allowed of names that nobody has. */
  readonly isOptional: boolean;
}

/** The names of a program. */
export interface Names {
  /** Those declared at its top, in order: variables, functions, classes, imports. */
  readonly declared: readonly string[];
  /** In the order of their first use. */
  readonly free: readonly FreeName[];
  /** Free names that it gives a value, at the first place. */
  readonly assigned: readonly { readonly name: string; readonly offset: number }[];
  /** Every place where a name stands that is declared at its top, or not in it at all; in order. */
  readonly mentions: readonly Mention[];
}

/** A name where it stands in a source. */
export interface Mention {
  readonly name: string;
  readonly offset: number;
  /** Whether it is declared here. */
  readonly isDeclaration: boolean;
}

type Scopes = Map<Node, Map<string, number>>;

/** A node by what the parser may have put on it, as scopes ask for a few kinds of many. */
interface Any extends Node {
  readonly id?: Pattern | null;
  readonly params?: readonly Pattern[];
  readonly param?: Pattern | null;
  readonly kind?: string;
  readonly name?: string;
  readonly operator?: string;
  readonly argument?: Any;
  readonly left?: Any;
  readonly expression?: Any;
  readonly declarations?: readonly { readonly id: Pattern }[];
  readonly specifiers?: readonly { readonly local: Pattern }[];
}

const FUNCTION = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;
const HOISTS_HERE =
  /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|StaticBlock|Program)$/;
const BLOCK =
  /^(BlockStatement|ForStatement|ForInStatement|ForOfStatement|SwitchStatement|CatchClause)$/;

/** Finds the names of a program by the scopes of the language, in strict mode, O(nodes x depth). */
export function findNames(program: Program): Names {
  const scopes = declareAll(program);
  const free = new Map<string, FreeName>();
  const assigned = new Map<string, number>();
  const { mention, mentions } = noteMentions(program, scopes);
  const isBound = (name: string, around: readonly Node[]): boolean =>
    around.some((node) => scopes.get(node)?.has(name));
  const use = (node: Any, around: readonly Node[]): void => {
    const name = node.name ?? "";
    mention(node, around);
    if (isBound(name, around)) return;
    const outer = around[around.length - 2] as Any | undefined;
    const isOptional = outer?.type === "UnaryExpression" && outer.operator === "typeof";
    const known = free.get(name);
    if (known !== undefined && node.start > known.offset && (isOptional || !known.isOptional)) {
      return;
    }
    free.set(name, {
      name,
      offset: Math.min(node.start, known?.offset ?? node.start),
      isOptional: isOptional && (known?.isOptional ?? true),
    });
  };
  const assign = (node: Any, around: readonly Node[]): void => {
    const name = node.name ?? "";
    mention(node, around);
    if (isBound(name, around)) return;
    use(node, around);
    assigned.set(name, Math.min(node.start, assigned.get(name) ?? node.start));
  };
  const head = (node: Any, around: readonly Node[]): void => {
    if (node.left?.type === "Identifier") assign(node.left, around);
  };
  visit(program, {
    Identifier: use,
    VariablePattern: assign,
    // The walker takes the name at the head of such a loop for a use.
    ForInStatement: (node, around) => head(node, around),
    ForOfStatement: (node, around) => head(node, around),
    UpdateExpression(node, around) {
      let target = node.argument;
      while (target?.type === "ParenthesizedExpression") target = target.expression;
      if (target?.type === "Identifier") assign(target, around);
    },
  });
  return {
    declared: [...scopes.get(program)?.keys() ?? []],
    free: [...free.values()].sort((a, b) => a.offset - b.offset),
    assigned: [...assigned].map(([name, offset]) => ({ name, offset })),
    mentions: mentions(),
  };
}

/** Takes note of where names stand that are declared at the top or not at all. */
function noteMentions(program: Program, scopes: Scopes): {
  mention(node: Any, around: readonly Node[]): void;
  mentions(): Mention[];
} {
  const noted = new Map<number, Mention>();
  for (const [name, offset] of scopes.get(program) ?? []) {
    noted.set(offset, { name, offset, isDeclaration: true });
  }
  return {
    mention({ name = "", start }, around) {
      const scope = around.findLast((node) => scopes.get(node)?.has(name));
      if (scope !== undefined && scope !== program || noted.has(start)) return;
      noted.set(start, { name, offset: start, isDeclaration: false });
    },
    mentions: () => [...noted.values()].sort((a, b) => a.offset - b.offset),
  };
}

function declareAll(program: Program): Scopes {
  const scopes: Scopes = new Map();
  const declare = (scope: Node, patterns: Iterable<Pattern | null | undefined>): void => {
    const names = scopes.get(scope) ?? new Map<string, number>();
    for (const pattern of patterns) {
      if (pattern === null || pattern === undefined) continue;
      for (const { name, start } of namesIn(pattern)) {
        if (!names.has(name)) names.set(name, start);
      }
    }
    scopes.set(scope, names);
  };
  const around = (nodes: readonly Node[], isHoisted: boolean): Node =>
    nodes.findLast(({ type }) => HOISTS_HERE.test(type) || !isHoisted && BLOCK.test(type)) ??
      program;
  visit(program, {
    VariableDeclaration(node, ancestors) {
      declare(
        around(ancestors, node.kind === "var"),
        (node.declarations ?? []).map(({ id }) => id),
      );
    },
    Function(node, ancestors) {
      declare(node, node.params ?? []);
      if (node.type !== "ArrowFunctionExpression") scopes.get(node)?.set("arguments", node.start);
      const isStatement = node.type === "FunctionDeclaration";
      declare(isStatement ? around(ancestors.slice(0, -1), false) : node, [node.id]);
    },
    Class(node, ancestors) {
      declare(node.type === "ClassDeclaration" ? around(ancestors, false) : node, [node.id]);
    },
    CatchClause: (node) => declare(node, [node.param]),
    ImportDeclaration: (node) =>
      declare(program, (node.specifiers ?? []).map(({ local }) => local)),
  });
  return scopes;
}

/** All names of a pattern, as declarations and parameters have them. */
function namesIn(pattern: Pattern): Identifier[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === "RestElement" ? property.argument : property.value)
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => element === null ? [] : namesIn(element));
    case "AssignmentPattern":
      return namesIn(pattern.left);
    case "RestElement":
      return namesIn(pattern.argument);
    default:
      return [];
  }
}

/** Visits nodes with all that is around them, themselves last. */
function visit(
  program: Program,
  visitors: Readonly<Record<string, (node: Any, around: readonly Node[]) => void>>,
): void {
  const wrapped = Object.fromEntries(
    Object.entries(visitors).map(([type, call]) =>
      [type, (node: Any, _state: unknown, around: readonly Node[]) => call(node, around)] as const
    ),
  );
  // The walker's types leave out the kinds that stand for several, such as VariablePattern.
  ancestor(program, wrapped as AncestorVisitors<unknown>);
}

/** Whether a node is a function, of any form. */
export function isFunction({ type }: Node): boolean {
  return FUNCTION.test(type);
}
