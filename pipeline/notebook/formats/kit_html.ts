/** Notebook Kit's file format: `<notebook>` with a `<script>` a cell. Runs in Deno and browsers. */

import { isObject } from "../../base/objects.ts";
import {
  type Cell,
  type Kept,
  makeNotebook,
  type Notebook,
  NotebookError,
  titleOf,
} from "../cells/cell.ts";
import {
  cellOf,
  factsOf,
  keptByOthers,
  readFacts,
  surveysOf,
  type Usual,
  writeFacts,
} from "./facts.ts";

// As @observablehq/notebook-kit 2.1.8 reads and writes it (dist/src/lib/serialize.js, ISC). Its own
// reader needs a page's parser; the format is simple enough to be read without one.

const FORMAT = "kit";

/** Where the product notes what the format has no word for; Notebook Kit passes over it. */
const OWN = "data-cell";
const OWN_NOTEBOOK = "data-notebook";

const UNTITLED = "Untitled";

/** What types of scripts are to the product; all others are kept. */
const KINDS: Readonly<Record<string, Cell["kind"]>> = {
  "text/markdown": "markdown",
  "text/x-typescript": "ts",
  module: "js",
};

/** Types that Notebook Kit takes for something else than JavaScript. */
const OTHER_TYPES = [
  "text/html",
  "application/x-tex",
  "application/sql",
  "text/vnd.graphviz",
  "application/vnd.node.javascript",
  "text/x-python",
  "text/x-r",
  "application/vnd.observable.javascript",
];

/** Attributes in the order in which Notebook Kit writes them; others come after. */
const ORDER = ["id", "type", "pinned", "hidden", "database", "output", "format"];

/** A comment, or a cell with its attributes and its content, which ends at its first end tag. */
const SCRIPT =
  /<!--[\s\S]*?-->|<script\b((?:"[^"]*"|'[^']*'|[^>"'])*)>([\s\S]*?)<\/script(?=[\s>/])[^>]*>/gi;
const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?/g;

/** Reads a notebook.
 * @throws {NotebookError} If the text has no `<notebook>`.
 */
export function readKitHtml(text: string): Notebook {
  const start = /<notebook\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/i.exec(text);
  if (start === null) {
    throw new NotebookError(
      "Cannot read the notebook: an HTML file of Notebook Kit has a <notebook> element, but this has " +
        "none.",
    );
  }
  const { [OWN_NOTEBOOK]: noted, theme, ...others } = readAttributes(start[1]);
  const facts = readFacts(noted ?? "{}") ?? {};
  const body = text.slice(start.index + start[0].length);
  const cells = [...body.matchAll(SCRIPT)].filter(([whole]) => !whole.startsWith("<!--"))
    .map(([, attributes, content], i) => readCell(readAttributes(attributes), content, i));
  const own = {
    ...(theme === undefined || theme === "air" ? {} : { theme }),
    ...(Object.keys(others).length === 0 ? {} : { attributes: others }),
  };
  const kept = isObject(facts.kept) ? facts.kept : {};
  const notebook = makeNotebook(cells, {
    surveys: surveysOf(facts.surveys),
    kept: Object.keys(own).length === 0 ? kept : { ...kept, [FORMAT]: own },
  });
  const title = unescape(/<title\b[^>]*>([\s\S]*?)<\/title/i.exec(text)?.[1] ?? "");
  // A title that says what stands in the first heading anyway follows that.
  return { ...notebook, title: title === titleOf(notebook) || title === UNTITLED ? "" : title };
}

/** Writes a notebook as Notebook Kit does, without outputs, for which the format has no place. */
export function writeKitHtml(notebook: Notebook): string {
  const own = isObject(notebook.kept[FORMAT]) ? notebook.kept[FORMAT] : {};
  const kept = keptByOthers(notebook.kept, FORMAT);
  const facts = {
    ...(notebook.surveys === undefined ? {} : { surveys: notebook.surveys }),
    ...(Object.keys(kept).length === 0 ? {} : { kept }),
  };
  const attributes = {
    theme: typeof own.theme === "string" ? own.theme : "air",
    ...(isObject(own.attributes) ? own.attributes as Record<string, string> : {}),
    ...(Object.keys(facts).length === 0 ? {} : { [OWN_NOTEBOOK]: writeFacts(facts) }),
  };
  const title = titleOf(notebook);
  const numbers = numberCells(notebook.cells);
  return `<!doctype html>\n<notebook${writeAttributes(attributes)}>\n  <title>${
    escapeText(title === "" ? UNTITLED : title)
  }</title>\n${notebook.cells.map((cell, i) => writeCell(cell, numbers[i])).join("")}</notebook>\n`;
}

/** The number of each cell: its id where that is one, else one that is free. */
function numberCells(cells: readonly Cell[]): string[] {
  const isNumber = (id: string): boolean => /^[1-9]\d{0,8}$/.test(id);
  const taken = new Set(cells.map(({ id }) => id).filter(isNumber));
  let next = 0;
  return cells.map(({ id }) => {
    if (isNumber(id)) return id;
    do next++; while (taken.has(String(next)));
    taken.add(String(next));
    return String(next);
  });
}

function usualOf(attributes: Readonly<Record<string, string>>): Usual {
  const type = attributes.type ?? "module";
  return {
    kind: OTHER_TYPES.includes(type) ? "foreign" : KINDS[type] ?? "js",
    hidden: "hidden" in attributes,
    folded: !("pinned" in attributes),
    run: "auto",
  };
}

function readCell(
  { id, [OWN]: noted, ...attributes }: Readonly<Record<string, string>>,
  content: string,
  index: number,
): Cell {
  const facts = readFacts(noted ?? "{}") ?? {};
  const usual = usualOf(attributes);
  const kind = facts.kind ?? usual.kind;
  const { pinned: _pinned, hidden: _hidden, type, ...others } = attributes;
  const isTypeKept = type !== undefined && type !== typeOf({ kind } as Cell);
  const own = { ...others, ...(isTypeKept ? { type } : {}) };
  const number = Math.floor(Number(id));
  return cellOf(
    { source: dedent(content), id: number > 0 ? String(number) : String(index + 1), usual },
    facts,
    { format: FORMAT, kept: Object.keys(own).length === 0 ? undefined : own },
  );
}

function writeCell(cell: Cell, number: string): string {
  const own = isObject(cell.kept[FORMAT]) ? cell.kept[FORMAT] as Record<string, string> : {};
  const attributes: Record<string, string> = {
    ...own,
    id: number,
    type: own.type ?? typeOf(cell),
    ...(cell.folded ? {} : { pinned: "" }),
    ...(cell.hidden ? { hidden: "" } : {}),
  };
  const facts = factsOf(cell, { usual: usualOf(attributes), id: number, format: FORMAT });
  if (Object.keys(facts).length > 0) attributes[OWN] = writeFacts(facts);
  const sorted = Object.entries(attributes).sort(([a], [b]) => place(a) - place(b));
  return `  <script${writeAttributes(Object.fromEntries(sorted))}>${
    indent(cell.source)
  }</script>\n`;
}

function typeOf({ kind, kept = {} }: Pick<Cell, "kind"> & Partial<Pick<Cell, "kept">>): string {
  if (kind === "markdown") return "text/markdown";
  if (kind === "js") return "module";
  if (kind !== "foreign") return "text/x-typescript";
  // A cell of another notebook is most often Python, and mere text is nearest to a page's.
  return isObject(kept.ipynb) && kept.ipynb.cell_type === "code" ? "text/x-python" : "text/html";
}

function place(name: string): number {
  const index = ORDER.indexOf(name);
  return index < 0 ? ORDER.length : index;
}

/** The content of a script: four blanks before each line, and an end tag within it made harmless. */
function indent(source: string): string {
  const safe = source.replace(/<(?=\\*\/script(\s|>))/gi, "<\\");
  return `\n${safe.split("\n").map((line) => line === "" ? "" : `    ${line}`).join("\n")}\n  `;
}

function dedent(content: string): string {
  const lines = content.replace(/<\\(?=\\*\/script(\s|>))/gi, "<").split(/\r\n?|\n/);
  if (/^\s*$/.test(lines[lines.length - 1])) lines.pop();
  if (lines.length > 0 && /^\s*$/.test(lines[0])) lines.shift();
  return lines.map((line) => line.replace(/^ {4}/, "")).join("\n");
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, name, value = ""]) =>
      [name.toLowerCase(), unescape(/^["']/.test(value) ? value.slice(1, -1) : value)] as const
    ),
  );
}

function writeAttributes(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).map(([name, value]) => {
    const text = value.replaceAll("&", "&amp;").replaceAll("\u00a0", "&nbsp;")
      .replaceAll('"', "&quot;");
    return ` ${name}="${text}"`;
  }).join("");
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("\u00a0", "&nbsp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

const ENTITIES: Readonly<Kept> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
};

function unescape(text: string): string {
  return text.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return String(ENTITIES[name] ?? whole);
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
