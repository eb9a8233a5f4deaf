/** Which cells of a notebook from elsewhere cannot run on a host, and why, before any has run. Runs in Deno and browsers. */

import { isObject } from "../../base/objects.ts";
import { countOf, joinWords } from "../../base/text.ts";
import { type Cell, cellLabel, isCode, type Notebook } from "../cells/cell.ts";
import { foreignLanguage } from "../formats/ipynb.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { problemText } from "./problem.ts";

/** Why a cell cannot run: the kinds are those that a summary counts. */
export interface Obstacle {
  readonly kind: "language" | "command" | "import" | "name" | "net" | "need" | "other";
  /** What stands in the way, such as the module's name. */
  readonly what: string;
  /** In a sentence. */
  readonly text: string;
}

/** What the host cannot do. */
export interface HostLimits {
  /** Whether it has a module. */
  canLoad(module: string): boolean;
  /** The modules that it has, for people. */
  readonly modules: readonly string[];
  /** Whether cells reach no network. */
  readonly isOffline: boolean;
}

/** Names that other programs give to their cells, by the program. */
const OTHER_PROGRAMS: readonly (readonly [program: string, names: RegExp])[] = [
  ["Deno", /^Deno$/],
  [
    "Node.js",
    /^(require|process|module|exports|global|Buffer|__dirname|__filename|setImmediate)$/,
  ],
  ["IJavascript", /^(\$\$\w*\$*|\$\$)$/],
  [".NET Interactive", /^(interactive|notebookScope|createNotebookScope|polyglotNotebooks)$/],
  ["Observable", /^(viewof|mutable|FileAttachment|Inputs|invalidation)$/],
];

const NETWORK = /^(fetch|XMLHttpRequest|WebSocket|EventSource)$/;

/** First lines that are commands of another program's kernel: `%%html`, `%pip`, `!ls`, `#!import`, `#r`. */
const COMMAND = /^\s*(%%?[A-Za-z]\w*|![A-Za-z]\w*|#![A-Za-z]\S*|#r\b)/;

/** Finds what keeps cells from running, O(cells + names).
 * @param graph Of the notebook's cells on this host.
 * @returns By the cells' ids; words and cells that can run are left out.
 */
export function findObstacles(
  notebook: Notebook,
  graph: Graph,
  limits: HostLimits,
): Map<string, Obstacle> {
  const found = new Map<string, Obstacle>();
  const cells = new Map(notebook.cells.map((cell) => [cell.id, cell]));
  for (const id of graph.order) {
    const cell = cells.get(id), node = graph.nodes.get(id);
    if (cell === undefined || node === undefined) continue;
    const obstacle = obstacleOf(cell, node, { notebook, found, limits });
    if (obstacle !== null) found.set(id, obstacle);
  }
  return found;
}

/** Says in one line how many cells cannot run and why; an empty string where all can. */
export function obstaclesText(
  { cells }: Pick<Notebook, "cells">,
  obstacles: ReadonlyMap<string, Obstacle>,
): string {
  if (obstacles.size === 0) return "";
  const all = [...obstacles.values()];
  const parts = Object.entries(KIND_VERBS).flatMap(([kind, verbs]) => {
    const of = all.filter((each) => each.kind === kind);
    return of.length === 0 ? [] : [`${of.length} ${verbs(of.length === 1, listOf(of))}`];
  });
  return `${obstacles.size} of ${countOf(cells.length, "cell")} cannot run here: ${
    joinWords(parts)
  }.`;
}

const KIND_VERBS: Readonly<Record<Obstacle["kind"], (isOne: boolean, what: string) => string>> = {
  language: (isOne, what) => `${isOne ? "is" : "are"} in ${what}`,
  command: (isOne, what) => `${isOne ? "begins" : "begin"} with ${what}`,
  import: (isOne, what) => `${isOne ? "imports" : "import"} ${what}`,
  name: (isOne, what) => `${isOne ? "uses" : "use"} ${what}`,
  net: (isOne, what) => `${isOne ? "asks" : "ask"} the network (${what})`,
  other: (isOne) => `${isOne ? "says" : "say"} why beneath`,
  need: (isOne) => `${isOne ? "needs one" : "need some"} of these`,
};

/** What is told of each kind before it is cut. */
const MOST_TOLD = 3;

function listOf(obstacles: readonly Obstacle[]): string {
  const what = [...new Set(obstacles.map((each) => each.what))];
  const more = what.length - MOST_TOLD;
  return joinWords([...what.slice(0, MOST_TOLD), ...(more > 0 ? [`${more} more`] : [])]);
}

function obstacleOf(
  cell: Cell,
  { program, sources, problem }: GraphNode,
  { notebook, found, limits }: {
    readonly notebook: Notebook;
    readonly found: ReadonlyMap<string, Obstacle>;
    readonly limits: HostLimits;
  },
): Obstacle | null {
  const label = (id: string): string => cellLabel(notebook, id);
  const make = (kind: Obstacle["kind"], what: string, why: string): Obstacle => {
    return { kind, what, text: `Cannot run ${label(cell.id)} here: ${why}` };
  };
  if (cell.kind === "foreign") {
    const language = languageOf(notebook, cell);
    const is = language ?? "mere text";
    return make("language", is, `cells are TypeScript or JavaScript, but it is ${is}. It is kept.`);
  }
  const command = isCode(cell) ? COMMAND.exec(cell.source)?.[1] : undefined;
  if (command !== undefined) {
    const why = `cells are code alone, but it begins with ${command}, which another program reads.`;
    return make("command", command, why);
  }
  const module = program.imports.find((each) => !limits.canLoad(each));
  if (module !== undefined) {
    const why = `cells import what is shipped, but it imports ${module}. ` +
      `There are ${joinWords(limits.modules)}.`;
    return make("import", module, why);
  }
  const lacking = program.inputs.filter(({ name }) => !sources.has(name));
  for (const { name } of lacking) {
    const other = OTHER_PROGRAMS.find(([, names]) => names.test(name))?.[0];
    if (other === undefined) continue;
    const why = `cells have what browsers have, but it uses ${name}, which only ${other} gives.`;
    return make("name", name, why);
  }
  if (problem !== null) {
    const text = problemText(problem, cell.id, label);
    const names = problem.kind === "missing" ? joinWords(problem.names) : null;
    return names === null ? { kind: "other", what: "", text } : { kind: "name", what: names, text };
  }
  for (const [name, source] of sources) {
    if (source.from === "platform" && limits.isOffline && NETWORK.test(name)) {
      return make("net", name, `cells reach no network, but it uses ${name}.`);
    }
    if (source.from !== "cell" || !found.has(source.cell)) continue;
    const why = `it needs ${name} of ${label(source.cell)}, which cannot run here.`;
    return make("need", name, why);
  }
  return null;
}

/** What a cell that is only kept is written in; null for text that is no code. */
function languageOf(notebook: Notebook, cell: Cell): string | null {
  const language = foreignLanguage(notebook, cell);
  if (language !== null) return LANGUAGE_NAMES[language.toLowerCase()] ?? language;
  const { kit } = cell.kept;
  const type = isObject(kit) && typeof kit.type === "string" ? kit.type : "";
  const name = /\/(?:x-)?([\w-]+)$/.exec(type)?.[1];
  return name === undefined ? null : LANGUAGE_NAMES[name] ?? name;
}

const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  ...{ python: "Python", python3: "Python", ipython: "Python", r: "R", julia: "Julia" },
  ...{ csharp: "C#", fsharp: "F#", pwsh: "PowerShell", powershell: "PowerShell", sql: "SQL" },
  ...{ html: "HTML", css: "CSS", markdown: "Markdown", bash: "Bash", shell: "Shell" },
  ...{ tex: "TeX", "vnd.graphviz": "DOT", kql: "KQL", mermaid: "Mermaid", value: "a value" },
};
