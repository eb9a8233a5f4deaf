/** Jupyter's notebooks (nbformat 4.5, and 3 to read), read and written without losing what others put there. Runs in Deno and browsers. */

import { isObject } from "../../base/objects.ts";
import {
  type Cell,
  type CellKind,
  type Kept,
  makeNotebook,
  type Notebook,
  NotebookError,
} from "../cells/cell.ts";
import { quoteValue } from "../../base/errors.ts";
import {
  cellOf,
  type Facts,
  factsOf,
  keptByOthers,
  type StoredOutputs,
  surveysOf,
  type Usual,
} from "./facts.ts";
import { upgradeIpynb } from "./ipynb_3.ts";
import { type ImportsOptions, isImportsSource } from "./imports_cell.ts";
import { importsSource } from "./imports_source.ts";

/** Outputs of a cell as the format has them. */
export interface IpynbOutputs {
  readonly outputs: readonly Kept[];
  /** The cell's number among those that ran, from 1; null if it did not. */
  readonly executionCount: number | null;
}

/** How to write. */
export interface IpynbOptions {
  /** `kept`: what the file came with; `none`; or new ones by cell, where cells that have none there keep
   * theirs. */
  readonly outputs?: StoredOutputs | ReadonlyMap<string, IpynbOutputs>;
  /** What the first cell opens, for Deno's kernel; no such cell if absent. */
  readonly imports?: ImportsOptions;
}

const FORMAT = "ipynb";

/** Where the product notes what the format has no word for. */
const OWN = "customer_clustering";

/** What the format allows as a cell's id. */
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** What Deno's kernel writes of itself. */
const DENO_METADATA: Kept = {
  kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
  language_info: {
    codemirror_mode: "typescript",
    file_extension: ".ts",
    mimetype: "text/x.typescript",
    name: "typescript",
    nbconvert_exporter: "script",
    pygments_lexer: "typescript",
  },
};

/** Reads a notebook. Cells in other languages and raw cells are kept as they are.
 * @throws {NotebookError} If the text is no notebook of nbformat 3 or 4.
 */
export function readIpynb(text: string): Notebook {
  const whole = parseWhole(text);
  const { cells, ...rest } = whole;
  const metadata = isObject(rest.metadata) ? rest.metadata : {};
  const { [OWN]: facts, title, ...others } = metadata;
  const isOurs = speaksTypeScript(metadata);
  const list = (Array.isArray(cells) ? cells : []).filter(isObject);
  const own = whatIsTheirs({ ...rest, metadata: others });
  const kept = isObject(facts) && isObject(facts.kept) ? facts.kept : {};
  return makeNotebook(
    list.filter((cell) => !isImports(cell)).map((cell, i) => readCell(cell, String(i + 1), isOurs)),
    {
      title: typeof title === "string" ? title : "",
      surveys: isObject(facts) ? surveysOf(facts.surveys) : undefined,
      kept: own === null ? kept : { ...kept, [FORMAT]: own },
    },
  );
}

/** Writes a notebook as nbformat itself does: keys sorted, one blank a level, so that the same notebook
 * is the same bytes. A number such as 1.0 in what was kept becomes 1. */
export function writeIpynb(notebook: Notebook, options: IpynbOptions = {}): string {
  const kept = notebook.kept[FORMAT];
  const own = isObject(kept) ? kept : {};
  const metadata = isObject(own.metadata) ? own.metadata : DENO_METADATA;
  const others = keptByOthers(notebook.kept, FORMAT);
  const isOurs = speaksTypeScript(metadata);
  const first = options.imports === undefined ? "" : importsSource(notebook.cells, options.imports);
  const { outputs = "kept" } = options;
  const cells = notebook.cells.map((cell, i) => writeCell(cell, i, { isOurs, outputs }));
  const facts = {
    ...(notebook.surveys === undefined ? {} : { surveys: notebook.surveys }),
    ...(Object.keys(others).length === 0 ? {} : { kept: others }),
  };
  const whole = {
    ...own,
    metadata: {
      ...metadata,
      ...(notebook.title === "" ? {} : { title: notebook.title }),
      ...(Object.keys(facts).length === 0 ? {} : { [OWN]: facts }),
    },
    nbformat: 4,
    nbformat_minor: Math.max(5, Number(own.nbformat_minor) || 5),
    cells: first === "" ? cells : [importsCell(first), ...cells],
  };
  return `${JSON.stringify(sortKeys(whole), null, 1)}\n`;
}

function parseWhole(text: string): Readonly<Record<string, unknown>> {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new NotebookError(`Cannot read the notebook: an .ipynb file is JSON, but ${said}.`);
  }
  if (isObject(whole) && whole.nbformat === 4 && Array.isArray(whole.cells)) return whole;
  if (isObject(whole) && whole.nbformat === 3) return upgradeIpynb(whole);
  const found = isObject(whole) ? `nbformat is ${quoteValue(whole.nbformat)}` : "it is none";
  throw new NotebookError(
    `Cannot read the notebook: it must be one of nbformat 3 or 4 with cells, but ${found}. ` +
      `Open it in Jupyter and save it anew.`,
  );
}

/** What of a notebook the product would not write by itself; null where that is nothing. */
function whatIsTheirs(
  { nbformat: _version, nbformat_minor, metadata, ...rest }: Kept,
): Kept | null {
  const isUsual = JSON.stringify(sortKeys(metadata)) === JSON.stringify(sortKeys(DENO_METADATA));
  const theirs = {
    ...rest,
    ...(isUsual ? {} : { metadata }),
    ...(Number(nbformat_minor) > 5 ? { nbformat_minor } : {}),
  };
  return Object.keys(theirs).length === 0 ? null : theirs;
}

/** Whether code cells of a notebook are the product's language. */
function speaksTypeScript({ kernelspec, language_info }: Kept): boolean {
  const words = [kernelspec, language_info].filter(isObject)
    .flatMap(({ name, language }) => [name, language]);
  return words.some((word) => /^(deno|typescript|javascript)$/i.test(String(word)));
}

function isImports({ metadata, source }: Kept): boolean {
  const facts = isObject(metadata) ? metadata[OWN] : null;
  return isObject(facts) && facts.role === "imports" && isImportsSource(readSource(source));
}

function importsCell(source: string): Kept {
  return {
    ...{ cell_type: "code", execution_count: null, id: "imports", outputs: [] },
    metadata: { [OWN]: { role: "imports" } },
    source: writeSource(source),
  };
}

/** What a cell is without a word: by its type, its own flags and its language. */
function usualOf(type: unknown, metadata: Kept, isOurs: boolean): Usual {
  const jupyter = type === "code" && isObject(metadata.jupyter) ? metadata.jupyter : {};
  const kind = type === "markdown"
    ? "markdown"
    : type === "code"
    ? codeKind(ownLanguage(metadata), isOurs)
    : "foreign";
  return {
    kind,
    hidden: jupyter.outputs_hidden === true,
    folded: jupyter.source_hidden === true || kind === "markdown",
    run: "auto",
  };
}

function codeKind(language: string | null, isOurs: boolean): CellKind {
  if (language === null) return isOurs ? "ts" : "foreign";
  return /^(typescript|ts)$/i.test(language)
    ? "ts"
    : /^(javascript|js)$/i.test(language)
    ? "js"
    : "foreign";
}

/** The language that a cell has of its own, where a notebook is of several; null where it says none.
 * .NET's notebooks, VS Code and SoS note it, each in its way. */
function ownLanguage(
  { dotnet_interactive, polyglot_notebook, vscode, kernel }: Kept,
): string | null {
  const said = [
    isObject(dotnet_interactive) ? dotnet_interactive.language : null,
    isObject(polyglot_notebook) ? polyglot_notebook.kernelName : null,
    isObject(vscode) ? vscode.languageId : null,
    kernel,
  ].find((word) => typeof word === "string" && word !== "" && word !== "polyglot-notebook");
  return typeof said === "string" ? said : null;
}

/** What a cell that is only kept is written in, as its file says; null where that says nothing. */
export function foreignLanguage(
  { kept: whole }: Pick<Notebook, "kept">,
  cell: Cell,
): string | null {
  const own = isObject(cell.kept[FORMAT]) ? cell.kept[FORMAT] : null;
  if (own?.cell_type !== "code") return null;
  const language = ownLanguage(isObject(own.metadata) ? own.metadata : {});
  if (language !== null) return language;
  const metadata = isObject(whole[FORMAT]) ? whole[FORMAT].metadata : null;
  const { kernelspec, language_info } = isObject(metadata) ? metadata : {};
  const said = [
    isObject(kernelspec) ? kernelspec.language : null,
    isObject(language_info) ? language_info.name : null,
  ].find((word) => typeof word === "string");
  return typeof said === "string" ? said : null;
}

function readCell(cell: Kept, id: string, isOurs: boolean): Cell {
  const { source, id: own, metadata, ...rest } = cell;
  const all = isObject(metadata) ? metadata : {};
  const { [OWN]: facts, ...said } = all;
  const others = cell.cell_type === "code" ? withoutFlags(said) : said;
  const noted: Facts = isObject(facts) ? facts : {};
  const usual = usualOf(cell.cell_type, all, isOurs);
  const isForeign = (noted.kind ?? usual.kind) === "foreign";
  const { cell_type, ...stored } = rest;
  const kept = {
    ...(isForeign && cell_type !== "raw" ? { cell_type } : {}),
    ...withoutEmpty(stored),
    ...(Object.keys(others).length === 0 ? {} : { metadata: others }),
  };
  return cellOf(
    { source: readSource(source), id: typeof own === "string" && own !== "" ? own : id, usual },
    noted,
    { format: FORMAT, kept: Object.keys(kept).length === 0 ? undefined : kept },
  );
}

/** A code cell has outputs and a count also where there are none: these need not be kept. */
function withoutEmpty(stored: Kept): Kept {
  return Object.fromEntries(
    Object.entries(stored).filter(([key, value]) =>
      !(key === "outputs" && Array.isArray(value) && value.length === 0) &&
      !(key === "execution_count" && value === null)
    ),
  );
}

function writeCell(
  cell: Cell,
  index: number,
  { isOurs, outputs }: {
    readonly isOurs: boolean;
    readonly outputs: StoredOutputs | ReadonlyMap<string, IpynbOutputs>;
  },
): Kept {
  const kept = cell.kept[FORMAT];
  const stored = isObject(kept) ? kept : {};
  const type = cell.kind === "markdown"
    ? "markdown"
    : cell.kind === "foreign"
    ? stored.cell_type ?? "raw"
    : "code";
  const said = isObject(stored.metadata) ? stored.metadata : {};
  const metadata = type === "code" ? withFlags(cell, said) : said;
  const id = ID.test(cell.id) ? cell.id : `cell-${index + 1}`;
  const facts = factsOf(cell, { usual: usualOf(type, metadata, isOurs), id, format: FORMAT });
  const { metadata: _metadata, outputs: old, execution_count: count, ...rest } = stored;
  const made = typeof outputs === "string" ? undefined : outputs.get(cell.id);
  const isKept = outputs !== "none";
  return {
    ...rest,
    ...{ cell_type: type, id, source: writeSource(cell.source) },
    metadata: Object.keys(facts).length === 0 ? metadata : { ...metadata, [OWN]: facts },
    ...(type !== "code" ? {} : {
      outputs: made?.outputs ?? (isKept ? old ?? [] : []),
      execution_count: made?.executionCount ?? (isKept ? count ?? null : null),
    }),
  };
}

/** Takes away the flags that are on, as the cell has them. */
function withoutFlags({ jupyter, ...others }: Kept): Kept {
  if (!isObject(jupyter)) return jupyter === undefined ? others : { ...others, jupyter };
  const rest = Object.entries(jupyter).filter(([key, value]) =>
    !(value === true && (key === "source_hidden" || key === "outputs_hidden"))
  );
  return rest.length === 0 ? others : { ...others, jupyter: Object.fromEntries(rest) };
}

/** Notes the flags that are on where Jupyter looks for them. */
function withFlags({ hidden, folded }: Cell, { jupyter, ...others }: Kept): Kept {
  const flags = {
    ...(isObject(jupyter) ? jupyter : {}),
    ...(folded ? { source_hidden: true } : {}),
    ...(hidden ? { outputs_hidden: true } : {}),
  };
  return Object.keys(flags).length === 0 ? others : { ...others, jupyter: flags };
}

function readSource(source: unknown): string {
  return Array.isArray(source) ? source.join("") : typeof source === "string" ? source : "";
}

/** A text as the list of its lines, each with its end. */
function writeSource(source: string): string[] {
  return source === "" ? [] : source.split(/(?<=\n)/);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sortKeys(value[key])]));
}
