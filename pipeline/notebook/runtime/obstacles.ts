/** Which cells of a notebook from elsewhere cannot run on a host, and why, before any has run. Runs in Deno and browsers. */

import { isObject } from "../../base/objects.ts";
import { countOf, joinWords } from "../../base/text.ts";
import { type Cell, cellLabel, isCode, type Notebook } from "../cells/cell.ts";
import { foreignLanguage } from "../formats/ipynb.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { problemText } from "./problem.ts";

/** Why a cell cannot run. */
export interface Obstacle {
  /** What a summary counts together. */
  readonly kind: ObstacleKind;
  /** What stands in the way, such as the module's name. */
  readonly what: string;
  /** In a sentence. */
  readonly text: string;
}

/** What the host cannot do. */
export interface HostLimits {
  /** The modules that it has. */
  readonly modules: readonly string[];
  /** Whether cells reach no network. */
  readonly isOffline: boolean;
}

type ObstacleKind = keyof typeof KINDS;

/** By kind: what one cell does that it cannot do here, what several do, and what holds instead. */
const KINDS = {
  language: ["is in", "are in", "cells are TypeScript or JavaScript"],
  command: ["begins with", "begin with", "cells are code alone"],
  import: ["imports", "import", "cells import only"],
  name: ["uses", "use", "cells have what browsers have"],
  net: ["asks the network with", "ask the network with", "cells reach no network"],
  markup: ["holds", "hold", "cells are code alone"],
  other: ["breaks a rule of cells", "break a rule of cells", ""],
  need: ["needs", "need", "what it needs must run"],
} as const;

/** Names that other programs give to their cells, by the program. */
const OTHER_PROGRAMS: readonly (readonly [program: string, names: RegExp])[] = [
  ["Deno", /^Deno$/],
  ["Node.js", /^(require|process|module|exports|global|Buffer|__dirname|__filename)$/],
  ["IJavascript", /^\$\$\w*\$*$/],
];

const NETWORK = /^(fetch|XMLHttpRequest|WebSocket|EventSource)$/;

/** First lines that are commands of another program's kernel: `%%html`, `%pip`, `!ls`, `#!import`, `#r`. */
const COMMAND = /^\s*(%%?[a-z]\w*|!\w+|#!\S+|#r\b)/i;

/** A tag that ends, as JSX has it. */
const MARKUP = /<(\w[\w.-]*)?(\s[^<]*)?>[^]*<\/|<\w[^<>]*\/>/;

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

/** What of a kind is told before it is cut. */
const MOST_TOLD = 3;

/** Says in one line how many cells cannot run and why; an empty string where all can. */
export function obstaclesText(
  { cells }: Pick<Notebook, "cells">,
  obstacles: ReadonlyMap<string, Obstacle>,
): string {
  if (obstacles.size === 0) return "";
  const parts = Object.entries(KINDS).flatMap(([kind, [one, many]]) => {
    const all = [...obstacles.values()].filter((each) => each.kind === kind);
    if (all.length === 0) return [];
    const what = [...new Set(all.map((each) => each.what))];
    const more = what.length - MOST_TOLD;
    const told = joinWords([...what.slice(0, MOST_TOLD), ...(more > 0 ? [`${more} more`] : [])]);
    return [`${all.length} ${all.length === 1 ? one : many} ${told}`.trim()];
  });
  const count = `${obstacles.size} of ${countOf(cells.length, "cell")}`;
  return `${count} cannot run here: ${parts.join("; ")}.`;
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
  const make = (kind: ObstacleKind, what: string, more = ""): Obstacle => {
    const [does, , rule] = KINDS[kind];
    const text = `Cannot run ${label(cell.id)} here: ${rule}${more}, but it ${does} ${what}.`;
    return { kind, what, text };
  };
  if (cell.kind === "foreign") return make("language", languageOf(notebook, cell));
  const command = isCode(cell) ? COMMAND.exec(cell.source)?.[1] : undefined;
  if (command !== undefined) return make("command", command);
  const { modules } = limits;
  const module = program.imports.find((each) => !modules.includes(each));
  if (module !== undefined) {
    const shipped = modules.filter((each) => !each.startsWith("npm:"));
    return make("import", module, ` ${joinWords(shipped)}`);
  }
  for (const { name } of program.inputs) {
    if (sources.has(name)) continue;
    const other = OTHER_PROGRAMS.find(([, names]) => names.test(name))?.[0];
    if (other !== undefined) return make("name", other === name ? name : `${name} of ${other}`);
  }
  if (problem !== null) {
    if (problem.kind === "unreadable" && MARKUP.test(cell.source)) return make("markup", "JSX");
    const text = problemText(problem, cell.id, label);
    if (problem.kind !== "missing") return { kind: "other", what: "", text };
    return { kind: "name", what: problem.names[0], text };
  }
  for (const [name, source] of sources) {
    if (source.from === "platform" && limits.isOffline && NETWORK.test(name)) {
      return make("net", name);
    }
    if (source.from === "cell" && found.has(source.cell)) {
      return make("need", `${name} of ${label(source.cell)}`);
    }
  }
  return null;
}

/** What a cell that is only kept is written in, as people call it. */
function languageOf(notebook: Notebook, cell: Cell): string {
  const { kit } = cell.kept;
  const type = isObject(kit) && typeof kit.type === "string" ? kit.type : "";
  const name = foreignLanguage(notebook, cell) ?? /\/(?:x-)?([\w-]+)$/.exec(type)?.[1];
  return name === undefined ? "raw text" : NAMES[name.toLowerCase()] ?? name;
}

const NAMES: Readonly<Record<string, string>> = {
  ...{ python: "Python", python3: "Python", csharp: "C#", fsharp: "F#", sql: "SQL" },
  ...{ html: "HTML", r: "R" },
};
