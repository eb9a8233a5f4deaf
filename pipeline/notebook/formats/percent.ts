/** Plain TypeScript whose cells are parted by `// %%`, as many editors know it. Runs in Deno and browsers. */

import { isObject } from "../../base/objects.ts";
import { type Cell, type Kept, makeNotebook, type Notebook } from "../cells/cell.ts";
import {
  cellOf,
  factsOf,
  keptByOthers,
  readFacts,
  surveysOf,
  type Usual,
  writeFacts,
} from "./facts.ts";
import { type ImportsOptions, isImportsSource } from "./imports_cell.ts";
import { importsSource } from "./imports_source.ts";

const FORMAT = "percent";

/** What a header may say; all else is somebody else's and stays. */
const OWN_FACTS = ["id", "kind", "hidden", "folded", "run", "kept", "role"];

/** A line that begins a cell: `// %% a title [markdown] {"run": "lazy"}`, all but the marks optional. */
const HEADER = /^\/\/ ?%%(?!%)[ \t]*(.*?)[ \t]*(?:\[(\w+)\])?[ \t]*(\{.*\})?[ \t]*$/;

/** A line of code that would begin a cell, with a backslash more than it has; and without. */
const ESCAPED = /^(\/\/ ?)\\(\\*%%)/;
const TO_ESCAPE = /^(\/\/ ?)(\\*%%)/;

/** What each kind is called in a header; code is not called anything. */
const KIND_WORDS: Readonly<Record<Cell["kind"], string>> = {
  ts: "",
  js: "javascript",
  markdown: "markdown",
  parameter: "parameter",
  foreign: "foreign",
};

/** Reads a notebook; a file without marks is one cell. */
export function readPercent(text: string): Notebook {
  const blocks = cutBlocks(text.replace(/\r\n?/g, "\n"));
  const first = blocks[0];
  const head = first?.kind === "notebook" ? first.facts : {};
  const rest = first?.kind === "notebook" ? blocks.slice(1) : blocks;
  const cells = rest.filter(({ facts, source }) =>
    !(facts.role === "imports" && isImportsSource(source))
  );
  return makeNotebook(cells.map(readBlock), {
    title: typeof head.title === "string" ? head.title : "",
    surveys: surveysOf(head.surveys),
    kept: isObject(head.kept) ? head.kept : {},
  });
}

/** Writes a notebook without outputs, for which the format has no place.
 * @param options imports: what a first cell opens, so that the file runs as a program.
 */
export function writePercent(
  notebook: Notebook,
  { imports }: { readonly imports?: ImportsOptions } = {},
): string {
  const { title, cells, surveys } = notebook;
  const kept = keptByOthers(notebook.kept, FORMAT);
  const head = {
    ...(title === "" ? {} : { title }),
    ...(surveys === undefined ? {} : { surveys }),
    ...(Object.keys(kept).length === 0 ? {} : { kept }),
  };
  const first = imports === undefined ? "" : importsSource(cells, imports);
  const blocks = cells.map(writeCell);
  if (first !== "") blocks.unshift(`// %% {"role":"imports"}\n${first}\n`);
  if (Object.keys(head).length > 0) blocks.unshift(`// %% [notebook] ${writeFacts(head)}\n`);
  return blocks.join("\n");
}

interface Block {
  readonly title: string;
  /** The word in brackets; an empty string for none. */
  readonly kind: string;
  readonly facts: Kept;
  readonly source: string;
}

function cutBlocks(text: string): Block[] {
  const lines = text.split("\n");
  const starts = lines.flatMap((line, i) => HEADER.test(line) ? [i] : []);
  const blocks: Block[] = [];
  const before = lines.slice(0, starts[0] ?? lines.length).join("\n").replace(/\n$/, "");
  if (before.trim() !== "") blocks.push({ title: "", kind: "", facts: {}, source: before });
  starts.forEach((start, i) => {
    const [, title = "", kind = "", json = ""] = HEADER.exec(lines[start]) ?? [];
    const facts = json === "" ? {} : readFacts(json);
    const body = lines.slice(start + 1, starts[i + 1] ?? lines.length);
    // The last line's end, or the blank line that parts it from the next header.
    if (body.length > 0 && body[body.length - 1] === "") body.pop();
    // Braces that are no facts belong to the title.
    const words = facts === null ? `${title} ${json}`.trim() : title;
    blocks.push({ title: words, kind, facts: facts ?? {}, source: body.join("\n") });
  });
  return blocks;
}

function usualOf(word: string): Usual {
  const found = Object.entries(KIND_WORDS).find(([, each]) => each === word && word !== "");
  const kind = (found?.[0] ?? "ts") as Cell["kind"];
  return { kind, hidden: false, folded: kind === "markdown", run: "auto" };
}

function readBlock({ title, kind, facts, source }: Block, index: number): Cell {
  const usual = usualOf(kind);
  const isComment = usual.kind === "markdown" || usual.kind === "foreign";
  const plain = eachLine(source, (line) => line.replace(ESCAPED, "$1$2"));
  const text = isComment ? uncomment(plain) : plain;
  const isUnknown = kind !== "" && usual.kind === "ts";
  const others = Object.entries(facts).filter(([key]) => !OWN_FACTS.includes(key));
  const kept = {
    ...(title === "" ? {} : { title }),
    ...(isUnknown ? { kind } : {}),
    ...(others.length === 0 ? {} : { facts: Object.fromEntries(others) }),
  };
  return cellOf({ source: text, id: String(index + 1), usual }, facts, {
    format: FORMAT,
    kept: Object.keys(kept).length === 0 ? undefined : kept,
  });
}

function writeCell(cell: Cell, index: number): string {
  const own = isObject(cell.kept[FORMAT]) ? cell.kept[FORMAT] : {};
  const word = cell.kind === "ts" && typeof own.kind === "string"
    ? own.kind
    : KIND_WORDS[cell.kind];
  const usual = usualOf(word);
  const others = isObject(own.facts) ? own.facts : {};
  const facts = { ...others, ...factsOf(cell, { usual, id: String(index + 1), format: FORMAT }) };
  const header = [
    "// %%",
    typeof own.title === "string" ? own.title : "",
    word === "" ? "" : `[${word}]`,
    Object.keys(facts).length === 0 ? "" : writeFacts(facts),
  ].filter((part) => part !== "").join(" ");
  const isComment = usual.kind === "markdown" || usual.kind === "foreign";
  const body = isComment ? comment(cell.source) : cell.source;
  const escaped = eachLine(body, (line) => line.replace(TO_ESCAPE, "$1\\$2"));
  return `${header}\n${escaped}\n`;
}

/** Every line as a comment, so that the file stays a program. */
function comment(source: string): string {
  return eachLine(source, (line) => line === "" ? "//" : `// ${line}`);
}

/** Takes the marks of comments away where every line has them. */
function uncomment(source: string): string {
  if (source.split("\n").some((line) => !line.startsWith("//"))) return source;
  return eachLine(source, (line) => line.replace(/^\/\/ ?/, ""));
}

function eachLine(text: string, change: (line: string) => string): string {
  return text.split("\n").map(change).join("\n");
}
