/** What formats note of a cell beside its source, and what they keep for each other. Runs in Deno and browsers. */

import { isObject } from "../../base/objects.ts";
import { type Cell, type Kept, makeCell } from "../cells/cell.ts";

/** The formats, by the name under which each keeps what is its own. */
export type FormatName = "ipynb" | "kit" | "percent";

/** Whether stored outputs are written: those that the file came with stay, or all are left out. */
export type StoredOutputs = "kept" | "none";

/** What a format may leave unsaid: what it takes a cell to be if nothing else is said. */
export type Usual = Pick<Cell, "kind" | "hidden" | "folded" | "run">;

/** The facts of a cell that differ from the usual ones, as plain data. */
export type Facts = Readonly<Record<string, unknown>>;

const KINDS = ["ts", "js", "markdown", "parameter", "foreign"];
const SWITCHES = ["auto", "live", "lazy"];

/** The facts of a cell that a format would not know from the rest of what it writes.
 * @param options id: what the cell would be called without a word; format: what it keeps itself is
 * left out, and stored outputs are, wherever a format has no place for them.
 */
export function factsOf(
  cell: Cell,
  { usual, id, format }: {
    readonly usual: Usual;
    readonly id: string;
    readonly format: FormatName;
  },
): Facts {
  const facts: Record<string, unknown> = {};
  if (cell.id !== id) facts.id = cell.id;
  for (const key of ["kind", "hidden", "folded", "run"] as const) {
    if (cell[key] !== usual[key]) facts[key] = cell[key];
  }
  const kept = keptByOthers(cell.kept, format);
  if (Object.keys(kept).length > 0) facts.kept = kept;
  return facts;
}

/** Makes a cell of what a format read.
 * @param facts As {@link factsOf} gave them; what is none of them is passed over.
 * @param own What the format itself keeps; undefined where there is nothing.
 */
export function cellOf(
  { source, id, usual }: { readonly source: string; readonly id: string; readonly usual: Usual },
  facts: Facts,
  own: { readonly format: FormatName; readonly kept: Kept | undefined },
): Cell {
  const { kept } = facts;
  const others = isObject(kept) ? kept : {};
  return makeCell({
    source,
    id: typeof facts.id === "string" ? facts.id : id,
    kind: oneOf(facts.kind, KINDS, usual.kind),
    hidden: typeof facts.hidden === "boolean" ? facts.hidden : usual.hidden,
    folded: typeof facts.folded === "boolean" ? facts.folded : usual.folded,
    run: oneOf(facts.run, SWITCHES, usual.run),
    kept: own.kept === undefined ? others : { ...others, [own.format]: own.kept },
  });
}

/** The surveys that a notebook's facts name; undefined where they say nothing that could be read.
 * @param said A list of names and globs, or one of them.
 */
export function surveysOf(said: unknown): string[] | undefined {
  const list = typeof said === "string" ? [said] : said;
  const isList = Array.isArray(list) && list.every((each) => typeof each === "string");
  return isList ? list : undefined;
}

/** What the other formats keep of a cell or a notebook, without stored outputs. */
export function keptByOthers(kept: Kept, format: FormatName): Kept {
  const others: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(kept)) {
    if (name === format) continue;
    if (name !== "ipynb" || !isObject(value)) {
      others[name] = value;
      continue;
    }
    const { outputs: _outputs, execution_count: _count, ...rest } = value;
    if (Object.keys(rest).length > 0) others[name] = rest;
  }
  return others;
}

/** Reads facts that were written as JSON; what is no such text has none. */
export function readFacts(text: string): Facts | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Writes facts as JSON on one line, also for readers who take U+2028 and U+2029 for the end of one. */
export function writeFacts(facts: Facts): string {
  return JSON.stringify(facts).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

function oneOf<T extends string>(value: unknown, list: readonly string[], otherwise: T): T {
  return typeof value === "string" && list.includes(value) ? value as T : otherwise;
}
