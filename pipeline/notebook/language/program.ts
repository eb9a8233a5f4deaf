/** A cell's source as a program: the names it takes and gives, and the body that runs. Runs in Deno and browsers. */

import { type ImportDeclaration, type Options, parse, type Program as Tree } from "acorn";
import { simple } from "acorn-walk";
import { type Cell, isCode } from "../cells/cell.ts";
import { guardCode } from "./guard_code.ts";
import { markdownParts } from "./markdown_parts.ts";
import { Edits, offsetOf, type Place, placeAt, UnreadableSource } from "./place.ts";
import { findNames, type Mention, type Names } from "./scope.ts";
import { EXPORTS_NOTHING, parseTypeScript } from "./typescript/typed_parser.ts";

/** A name at a place of a source. */
export interface NamePlace {
  readonly name: string;
  readonly place: Place;
}

/** What a cell is to other cells and to who runs it. */
export interface Program {
  /** Names that it takes from others; optional ones it only asks `typeof` of. */
  readonly inputs: readonly (NamePlace & { readonly isOptional: boolean })[];
  /** Names that it gives to others. */
  readonly outputs: readonly string[];
  /** Names of others that it tries to give a value. */
  readonly assigned: readonly NamePlace[];
  /** Where in the source each name stands that it gives or takes. */
  mentions(): readonly Mention[];
  /** The modules that it imports by their names, those that it only may import while it runs too. */
  readonly imports: readonly string[];
  /** Why its source cannot be read; then it has no names and no body. */
  readonly problem: { readonly message: string; readonly place: Place | null } | null;
  /** The body of an asynchronous function of `parameters` and the inputs that are given, which returns
   * `{value, names}`; empty where nothing runs. */
  readonly body: string;
  /** Whether it is words: then the value is a list, of the expressions among them. */
  readonly isWords: boolean;
  /** What the body calls its guard and its way to modules: names that the source does not have. */
  readonly parameters: readonly [guard: string, load: string];
  /** Where in the source a place of the body comes from; null for what was put around it. */
  sourcePlace(place: Place): Place | null;
}

/** Reads a cell.
 * Words give the list of the values of their expressions; code gives the value of its last statement
 * where that is an expression. Never throws: what cannot be read has a problem.
 */
export function readProgram({ kind, source }: Pick<Cell, "kind" | "source">): Program {
  try {
    if (kind === "markdown") return readWords(source);
    return isCode({ kind }) ? readCode(source, kind === "js") : NOTHING;
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error;
    return { ...NOTHING, problem: { message: error.message, place: error.place } };
  }
}

const NOTHING: Program = {
  inputs: [],
  outputs: [],
  assigned: [],
  mentions: () => [],
  imports: [],
  problem: null,
  body: "",
  isWords: false,
  parameters: ["", ""],
  sourcePlace: () => null,
};

/** The lines of a body above the cell's first. */
const LINES_ABOVE = 1;

function readCode(source: string, isJavaScript: boolean): Program {
  const own = ownNames(source);
  const code = {
    text: source,
    toSource: (place: Place) => place,
    sourceOffset: (offset: number) => offset,
  };
  const { tree, edits } = parseCode(code, isJavaScript ? null : own.member);
  const last = tree.body.at(-1);
  const isShown = last?.type === "ExpressionStatement";
  // What stands around another change at the same place must be put there first, and closed last.
  if (isShown) edits.insert(last.expression.start, `;${own.value}=(`);
  const imports = replaceImports(tree, edits, { code, load: own.load });
  guardCode(tree, edits, own.guard);
  if (isShown) edits.insert(last.expression.end, ")");
  return finish(source, code, edits, { own, names: findNames(tree), imports, start: "" });
}

/** Each expression becomes a statement at its place; words become blanks, so that lines stay. */
function readWords(source: string): Program {
  const own = ownNames(source);
  const parts = markdownParts(source);
  if (!parts.some(({ isExpression }) => isExpression)) return NOTHING;
  const cuts = new Edits();
  let from = 0;
  for (const { isExpression, start, end } of parts) {
    if (!isExpression) continue;
    cuts.replace(from, start, `${lineBreaks(source.slice(from, start))}${own.value}.push((`);
    cuts.insert(end, "));");
    from = end;
  }
  cuts.replace(from, source.length, lineBreaks(source.slice(from)));
  const cut = cuts.carryOut(source);
  const code = {
    text: cut.text,
    toSource: (place: Place) => placeAt(source, cut.sourceOffset(offsetOf(cut.text, place))),
    sourceOffset: cut.sourceOffset,
  };
  const { tree, edits } = parseCode(code, own.member);
  const imports = replaceImports(tree, edits, { code, load: own.load });
  guardCode(tree, edits, own.guard);
  return finish(source, code, edits, { own, names: findNames(tree), imports, start: "=[]" });
}

/** What is parsed, and the way from its places to those of the cell. */
interface Code {
  readonly text: string;
  toSource(place: Place): Place;
  sourceOffset(offset: number): number;
}

/** Puts the parts of a program together. */
function finish(
  source: string,
  code: Code,
  edits: Edits,
  { own, names, imports, start }: {
    readonly own: ReturnType<typeof ownNames>;
    readonly names: Names;
    readonly imports: readonly string[];
    readonly start: string;
  },
): Program {
  const changed = edits.carryOut(code.text);
  const placeOf = (offset: number): Place => code.toSource(placeAt(code.text, offset));
  const isOther = ({ name }: { name: string }): boolean =>
    ![own.value, own.guard, own.load].includes(name);
  const lines = changed.text.split("\n").length;
  return {
    inputs: names.free.filter(isOther)
      .map(({ name, offset, isOptional }) => ({ name, place: placeOf(offset), isOptional })),
    outputs: names.declared,
    assigned: names.assigned.filter(isOther)
      .map(({ name, offset }) => ({ name, place: placeOf(offset) })),
    mentions: () =>
      names.mentions.filter(isOther)
        .map((each) => ({ ...each, offset: code.sourceOffset(each.offset) })),
    imports,
    problem: null,
    body: `"use strict";let ${own.value}${start};\n${changed.text}\n` +
      `;return{value:${own.value},names:{${names.declared.join(",")}}};`,
    isWords: start !== "",
    parameters: [own.guard, own.load],
    sourcePlace({ line, column }) {
      const inner = { line: line - LINES_ABOVE, column };
      if (inner.line < 1 || inner.line > lines) return null;
      const offset = changed.sourceOffset(offsetOf(changed.text, inner));
      return placeAt(source, offsetOf(source, placeOf(offset)));
    },
  };
}

/** Names for what the body is given, and for what types become, which nothing in the source can mean. */
function ownNames(
  source: string,
): { guard: string; load: string; value: string; member: string } {
  let tail = "";
  const isTaken = (name: string): boolean => source.includes(`$$${name}${tail}`);
  while (["guard", "load", "value", "member"].some(isTaken)) tail += "_";
  return {
    guard: `$$guard${tail}`,
    load: `$$load${tail}`,
    value: `$$value${tail}`,
    member: `$$member${tail}`,
  };
}

const OPTIONS: Options = {
  ecmaVersion: "latest",
  sourceType: "module",
  allowAwaitOutsideFunction: true,
  preserveParens: true,
};

/** Parses code as it stands in a module, with `await` at its top.
 * @param member What members of enums are added by; null where the code is JavaScript.
 * @returns The program, and the changes that take its types out.
 */
function parseCode(code: Code, member: string | null): { tree: Tree; edits: Edits } {
  const edits = new Edits();
  try {
    if (member === null) return { tree: parse(code.text, OPTIONS), edits };
    const { tree, erasures } = parseTypeScript(code.text, OPTIONS, member);
    for (const { start, end, text } of erasures) edits.replace(start, end, text);
    return { tree, edits };
  } catch (error) {
    if (!(error instanceof SyntaxError) || !("pos" in error)) throw error;
    const message = error.message.replace(/ \(\d+:\d+\)$/, "");
    throw new UnreadableSource(message, code.toSource(placeAt(code.text, Number(error.pos))));
  }
}

/** Turns imports into calls that whoever runs the cell answers; gives the modules that are named.
 * @throws {UnreadableSource} For exports and `import.meta`, which cells do not have.
 */
function replaceImports(
  tree: Tree,
  edits: Edits,
  { code, load }: { readonly code: Code; readonly load: string },
): string[] {
  const modules: string[] = [];
  const refuse = (offset: number, message: string): never => {
    throw new UnreadableSource(message, code.toSource(placeAt(code.text, offset)));
  };
  const refuseExport = ({ start }: { start: number }): never => refuse(start, EXPORTS_NOTHING);
  simple(tree, {
    ImportDeclaration(node) {
      const module = String(node.source.value);
      modules.push(module);
      const text = importCall(node, module, load) +
        lineBreaks(code.text.slice(node.start, node.end));
      edits.replaceAll(node.start, node.end, text);
    },
    ImportExpression({ start, source }) {
      if (source.type === "Literal") modules.push(String(source.value));
      edits.replace(start, start + "import".length, load);
    },
    MetaProperty({ meta, start }) {
      if (meta.name === "import") refuse(start, "import.meta is of a file, and a cell is none");
    },
    ExportNamedDeclaration: refuseExport,
    ExportDefaultDeclaration: refuseExport,
    ExportAllDeclaration: refuseExport,
  });
  return modules;
}

/** `const {a: b} = await load("m", ["a"]);` for `import {a as b} from "m";`. */
function importCall({ specifiers }: ImportDeclaration, module: string, load: string): string {
  const parts: string[] = [];
  const wanted: string[] = [];
  let whole = "";
  for (const specifier of specifiers) {
    if (specifier.type === "ImportNamespaceSpecifier") {
      whole = specifier.local.name;
      continue;
    }
    const imported = specifier.type === "ImportDefaultSpecifier"
      ? "default"
      : specifier.imported.type === "Identifier"
      ? specifier.imported.name
      : String(specifier.imported.value);
    wanted.push(imported);
    parts.push(`${JSON.stringify(imported)}:${specifier.local.name}`);
  }
  const call = `await ${load}(${JSON.stringify(module)},${JSON.stringify(wanted)})`;
  if (specifiers.length === 0) return `${call};`;
  const named = parts.length === 0 ? "" : `const{${parts.join(",")}}=${call};`;
  return whole === "" ? named : `const ${whole}=${call};${named}`;
}

function lineBreaks(text: string): string {
  return text.replace(/[^\n]+/g, "");
}
