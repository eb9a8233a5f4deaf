/** What the names that cells are given mean, read from the docstrings of their sources. Runs in Deno only. */

import { parseTypeScript } from "../../pipeline/notebook/language/typescript/typed_parser.ts";

/** What is known of a name. */
export interface NameDoc {
  /** As it is called or of which type it is: `(run, {mode = "points"} = {})`. */
  readonly signature: string;
  /** The first sentence of its docstring. */
  readonly text: string;
}

/** The engine's public surface, and the site's names for cells. */
const SURFACE = "pipeline/mod.ts";
const GIVEN = "src/frame/editing/given_types.ts";
const HOUSE = "src/frame/house_charts.ts";

/** A statement or a property by what is read of it. */
// deno-lint-ignore no-explicit-any -- a tree of many kinds of nodes, of which a few fields are read.
type AnyNode = any;

/** Reads them, from the folder of the project. */
export async function readNameDocs(): Promise<Record<string, NameDoc>> {
  const docs: Record<string, NameDoc> = {};
  for (const [name, path] of await surfaceNames()) {
    const source = plain(await Deno.readTextFile(path));
    const made = statements(source).find(({ type, id }) =>
      type === "FunctionDeclaration" && id.name === name
    );
    if (made === undefined) continue;
    const signature = source.slice(made.id.end, made.body.start);
    docs[name] = {
      signature: tidy(signature.replace(/^[^(]*/, "")),
      text: docBefore(source, made),
    };
  }
  Object.assign(docs, await houseDocs(), givenDocs(await Deno.readTextFile(GIVEN)));
  return docs;
}

/** Members of the objects of charts and tables. */
async function houseDocs(): Promise<Record<string, NameDoc>> {
  const docs: Record<string, NameDoc> = {};
  const source = plain(await Deno.readTextFile(HOUSE));
  for (const { type, declarations } of statements(source)) {
    if (type !== "VariableDeclaration" || declarations[0].init?.type !== "ObjectExpression") {
      continue;
    }
    const [{ id, init }] = declarations;
    for (const property of init.properties as AnyNode[]) {
      if (property.value?.type !== "ArrowFunctionExpression") continue;
      const { start, body } = property.value;
      const signature = source.slice(start, body.start).replace(/=>\s*$/, "");
      const text = docBefore(source, property);
      docs[`${id.name}.${property.key.name}`] = { signature: tidy(signature), text };
    }
  }
  return docs;
}

const MEMBER = /\/\*\* ((?:(?!\*\/)[^])*) \*\/\s*(\w+)(\([^]*?|: [^]*?);\n/g;

/** Members of the interface of what is given. */
function givenDocs(source: string): Record<string, NameDoc> {
  const found = [...source.matchAll(MEMBER)].map(([, text, name, signature]) =>
    [name, {
      signature: signature.startsWith(": typeof") ? "" : tidy(signature).replace(/^: /, ""),
      text: firstSentence(text),
    }] as const
  );
  return Object.fromEntries(found);
}

/** The names of the public surface and the files that they come from; types are left out. */
async function surfaceNames(): Promise<(readonly [name: string, path: string])[]> {
  const lists = (await Deno.readTextFile(SURFACE)).matchAll(
    /^export \{([^}]*)\} from "\.\/(.*)";/gm,
  );
  const names: (readonly [string, string])[] = [];
  for (const [, list, file] of lists) {
    for (const name of list.split(",").map((each) => each.trim()).filter(Boolean)) {
      names.push([name, await homeOf(name, `pipeline/${file}`)]);
    }
  }
  return names;
}

/** The file that declares a name, where another one only hands it on. */
async function homeOf(name: string, path: string): Promise<string> {
  const source = await Deno.readTextFile(path);
  for (const [, list, file] of source.matchAll(/^export \{([^}]*)\} from "(.*)";/gm)) {
    if (!list.split(",").some((each) => each.trim() === name)) continue;
    return await homeOf(name, new URL(file, `file:///${path}`).pathname.slice(1));
  }
  return path;
}

/** A module as a cell would have it, at the same places: with nothing exported. */
function plain(source: string): string {
  const blank = (text: string): string => text.replace(/[^\n]/g, " ");
  return source.replace(/^export (?:type )?(?:\{[^}]*\}|\*).* from .*$/gm, blank)
    .replace(/^export (?=[a-z])/gm, blank)
    .replaceAll("import.meta", "        meta");
}

function statements(source: string): AnyNode[] {
  const options = {
    ecmaVersion: "latest",
    sourceType: "module",
    allowAwaitOutsideFunction: true,
  } as const;
  return parseTypeScript(source, options, "$$member").tree.body as AnyNode[];
}

function docBefore(source: string, { start }: { readonly start: number }): string {
  const found = /\/\*\* ((?:(?!\*\/)[^])*)\*\/\s*$/.exec(source.slice(0, start));
  return found === null ? "" : firstSentence(found[1]);
}

function firstSentence(doc: string): string {
  const text = doc.replace(/\n\s*\*/g, "\n").split(/\n\s*(?:\n|@)/)[0].replace(/\s+/g, " ")
    .replace(/`([\w.= -]+)`/g, "$1").trim();
  return /^.*?[.!?](?= [A-Z]|$)/.exec(text)?.[0] ?? text;
}

function tidy(signature: string): string {
  return signature.replace(/\breadonly /g, "").replace(/\s+/g, " ").replace(/,? ([)\]}>])/g, " $1")
    .replace(/\( /g, "(").replace(/ \)/g, ")").trim();
}
