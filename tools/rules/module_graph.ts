/** Who imports whom among the project's modules, and the circles in it. Runs in Deno. */

import { resolveImport } from "../lib/paths.ts";
import { layeringProblem } from "./layers.ts";
import type { Violation } from "./text_checks.ts";

/** An import of one module of the project by another. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Counted from 1. */
  readonly line: number;
  /** Whether nothing but types is imported. */
  readonly isType: boolean;
}

// A statement at the start of a line, so that docstrings' examples do not count; or a call or a type.
const IMPORT =
  /^[ \t]*(?:import|export)\s+(?:([\w$*{},\s]+?)\s+from\s*)?"([^"]+)"|\bimport\(\s*"([^"]+)"/gm;

/** Finds the imports of a module that lead to others of the project.
 * @param path Of the module, from the project's root.
 * @param text Its source; TypeScript, or a page with code blocks.
 * @param modules Paths of all modules. A browser's `a.js` is `a.ts`.
 */
export function findArrows(path: string, text: string, modules: ReadonlySet<string>): Arrow[] {
  const arrows: Arrow[] = [];
  for (const match of text.matchAll(IMPORT)) {
    const [, names = "", stated, called] = match;
    const found = resolveImport(path, stated ?? called);
    const to = found === null || modules.has(found) ? found : found.replace(/\.js$/, ".ts");
    if (to === null || !modules.has(to)) continue;
    const line = text.slice(0, match.index).split("\n").length;
    arrows.push({ from: path, to, line, isType: isTypeOnly(names) });
  }
  return arrows;
}

/** Reports arrows that point up, or between rooms that do not know each other. */
export function checkArrows(arrows: readonly Arrow[]): Violation[] {
  return arrows.flatMap(({ from, to, line, isType }) => {
    const message = layeringProblem(from, to, { isType });
    return message === null ? [] : [{ path: from, line, message }];
  });
}

/** Reports modules that import each other, by way of others too; types count. One circle, a shortest
 * one, stands for all modules that are entangled with each other. */
export function checkCircles(arrows: readonly Arrow[]): Violation[] {
  const next = Map.groupBy(arrows, ({ from }) => from);
  const told = new Set<string>();
  const violations: Violation[] = [];
  for (const start of [...next.keys()].sort()) {
    if (told.has(start)) continue;
    const circle = shortestCircle(start, next);
    if (circle === null) continue;
    for (const entangled of reachable(start, next)) {
      if (reachable(entangled, next).has(start)) told.add(entangled);
    }
    const path = [start, ...circle.map(({ to }) => to)].join(" -> ");
    violations.push({
      path: start,
      line: circle[0].line,
      message: `modules import each other in a circle: ${path}`,
    });
  }
  return violations;
}

type Next = ReadonlyMap<string, readonly Arrow[]>;

/** The arrows of a shortest way from a module back to itself; null if there is none. */
function shortestCircle(start: string, next: Next): Arrow[] | null {
  const reachedBy = new Map<string, Arrow>();
  const waiting = [start];
  for (let i = 0; i < waiting.length && !reachedBy.has(start); i++) {
    for (const arrow of next.get(waiting[i]) ?? []) {
      if (reachedBy.has(arrow.to)) continue;
      reachedBy.set(arrow.to, arrow);
      waiting.push(arrow.to);
    }
  }
  const circle: Arrow[] = [];
  for (let arrow = reachedBy.get(start); arrow !== undefined; arrow = reachedBy.get(arrow.from)) {
    circle.unshift(arrow);
    if (arrow.from === start) return circle;
  }
  return null;
}

function reachable(start: string, next: Next): Set<string> {
  const found = new Set<string>();
  const waiting = [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const { to } of next.get(at) ?? []) {
      if (found.has(to)) continue;
      found.add(to);
      waiting.push(to);
    }
  }
  return found;
}

/** Whether the names of an import are of types alone. */
function isTypeOnly(names: string): boolean {
  if (/^type\b/.test(names)) return true;
  const braces = /^\{([^}]*)\}$/.exec(names);
  return braces !== null &&
    braces[1].split(",").filter((name) => name.trim() !== "")
      .every((name) => /^\s*type\s/.test(name));
}
