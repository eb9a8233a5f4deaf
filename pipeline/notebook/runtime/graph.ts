/** Which cell needs which, in what order they run, and what forbids it. Runs in Deno and browsers. */

import type { Notebook } from "../cells/cell.ts";
import type { Program } from "../language/program.ts";
import { type CellProblem, nearTo } from "./problem.ts";

/** Where a name that a cell needs comes from. */
export type NameSource =
  | { readonly from: "cell"; readonly cell: string }
  | { readonly from: "host" }
  /** The platform, such as `Math`; or nobody, where a cell only asks `typeof`. */
  | { readonly from: "platform" };

/** A cell among others. */
export interface GraphNode {
  readonly program: Program;
  /** By the names that it needs, those without a source left out. */
  readonly sources: ReadonlyMap<string, NameSource>;
  /** What forbids it to run, by what all cells say; null if nothing does. */
  readonly problem: CellProblem | null;
}

/** All cells of a notebook and what they need of each other. */
export interface Graph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** All ids: a cell after those that it needs, else as they stand in the notebook. */
  readonly order: readonly string[];
  /** By cell: the cells that need it directly. */
  readonly dependants: ReadonlyMap<string, readonly string[]>;
}

/** What is known beside the cells. */
export interface KnownNames {
  /** Given to every notebook. */
  readonly host: ReadonlySet<string>;
  /** Whether the platform has a name. */
  isPlatform(name: string): boolean;
}

/** Joins the cells of a notebook, O(cells + names), circles aside.
 * A cell's own name goes before the host's, and that before the platform's.
 * @param read Gives a cell's program.
 */
export function buildGraph(
  { cells }: Pick<Notebook, "cells">,
  known: KnownNames,
  read: (cell: Notebook["cells"][number]) => Program,
): Graph {
  const programs = new Map(cells.map((cell) => [cell.id, read(cell)]));
  const owners = new Map<string, string[]>();
  for (const [id, { outputs }] of programs) {
    for (const name of outputs) owners.set(name, [...owners.get(name) ?? [], id]);
  }
  const sources = new Map(
    [...programs].map(([id, program]) => [id, findSources(program, owners, known)] as const),
  );
  const needs = new Map([...sources].map(([id, found]) => [id, cellsIn(found)] as const));
  const circles = findCircles(needs);
  const nodes = new Map<string, GraphNode>();
  for (const [id, program] of programs) {
    const found = sources.get(id) ?? new Map();
    const circle = circles.get(id) ?? null;
    const problem = problemOf(program, { owners, known, sources: found, circle });
    nodes.set(id, { program, sources: found, problem });
  }
  const dependants = new Map<string, string[]>(cells.map(({ id }) => [id, []]));
  for (const [id, needed] of needs) for (const from of needed) dependants.get(from)?.push(id);
  return { nodes, order: orderOf(needs), dependants };
}

function findSources(
  { inputs }: Program,
  owners: ReadonlyMap<string, readonly string[]>,
  known: KnownNames,
): Map<string, NameSource> {
  const found = new Map<string, NameSource>();
  for (const { name, isOptional } of inputs) {
    const declaring = owners.get(name) ?? [];
    if (declaring.length === 1) found.set(name, { from: "cell", cell: declaring[0] });
    else if (declaring.length > 1) continue;
    else if (known.host.has(name)) found.set(name, { from: "host" });
    else if (isOptional || known.isPlatform(name)) found.set(name, { from: "platform" });
  }
  return found;
}

function cellsIn(sources: ReadonlyMap<string, NameSource>): string[] {
  const cells = [...sources.values()].flatMap((source) =>
    source.from === "cell" ? source.cell : []
  );
  return [...new Set(cells)];
}

function problemOf(
  program: Program,
  { owners, known, sources, circle }: {
    readonly owners: ReadonlyMap<string, readonly string[]>;
    readonly known: KnownNames;
    readonly sources: ReadonlyMap<string, NameSource>;
    readonly circle: readonly string[] | null;
  },
): CellProblem | null {
  if (program.problem !== null) return { kind: "unreadable", ...program.problem };
  const declaring = (name: string): readonly string[] => owners.get(name) ?? [];
  if (program.assigned.length > 0) {
    const { name, place } = program.assigned[0];
    const isGiven = known.host.has(name);
    return { kind: "assigned", name, cell: declaring(name)[0] ?? null, isGiven, place };
  }
  const twice = program.outputs.find((name) => declaring(name).length > 1);
  if (twice !== undefined) return { kind: "twice", name: twice, cells: declaring(twice) };
  if (circle !== null) return { kind: "circle", cells: circle };
  const lost = program.inputs.filter(({ name }) => !sources.has(name));
  if (lost.length === 0) return null;
  const unclear = lost.find(({ name }) => declaring(name).length > 1);
  if (unclear !== undefined) {
    return { kind: "unclear", name: unclear.name, cells: declaring(unclear.name) };
  }
  const names = lost.map(({ name }) => name);
  const near = nearTo(names, [...owners.keys(), ...known.host]);
  return { kind: "missing", names, place: lost[0].place, near };
}

/** The circles, by each cell that is in one. Only what is left when cells without needs, and then
 * those that nobody needs, are taken away again and again can be in a circle. */
function findCircles(needs: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const left = trim(trim(needs), true);
  const reach = new Map<string, ReadonlySet<string>>();
  for (const id of left.keys()) reach.set(id, reachable(id, left));
  const circles = new Map<string, string[]>();
  for (const [id, reached] of reach) {
    if (!reached.has(id)) continue;
    circles.set(
      id,
      [...left.keys()].filter((each) => reached.has(each) && reach.get(each)?.has(id)),
    );
  }
  return circles;
}

/** Takes away the cells without needs, again and again; reversed: those that nobody needs. */
function trim(
  needs: ReadonlyMap<string, readonly string[]>,
  isReversed = false,
): Map<string, string[]> {
  const left = new Map([...needs].map(([id, of]) => [id, of.filter((each) => needs.has(each))]));
  const users = new Map<string, string[]>([...left.keys()].map((id) => [id, []]));
  for (const [id, of] of left) for (const each of of) users.get(each)?.push(id);
  const count = new Map<string, number>(
    [...left].map(([id, of]) => [id, (isReversed ? users.get(id) ?? [] : of).length]),
  );
  const free = [...count].filter(([, open]) => open === 0).map(([id]) => id);
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    for (const next of (isReversed ? left.get(id) : users.get(id)) ?? []) {
      const open = (count.get(next) ?? 0) - 1;
      count.set(next, open);
      if (open === 0) free.push(next);
    }
    left.delete(id);
  }
  return left;
}

function reachable(start: string, needs: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const next of needs.get(id) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}

/** Each cell after those that it needs; a circle is entered at its first cell. */
function orderOf(needs: ReadonlyMap<string, readonly string[]>): string[] {
  const order = new Set<string>();
  const entered = new Set<string>();
  for (const first of needs.keys()) {
    const open = [first];
    while (open.length > 0) {
      const id = open[open.length - 1];
      const next = entered.has(id)
        ? undefined
        : (needs.get(id) ?? []).filter((each) => !entered.has(each));
      entered.add(id);
      if (next === undefined || next.length === 0) {
        open.pop();
        order.add(id);
      } else for (const each of next.reverse()) open.push(each);
    }
  }
  return [...order];
}
