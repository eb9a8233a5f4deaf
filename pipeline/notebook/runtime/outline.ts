/** A notebook's names and how deep its cells stand, read from what cells need of each other. Runs in Deno and browsers. */

import type { Graph } from "./graph.ts";

/** A name that cells give or take. */
export interface NotebookName {
  readonly name: string;
  /** The cell that declares it; null where every notebook is given it. */
  readonly cell: string | null;
  /** The cells that use it, in the order in which they run. */
  readonly users: readonly string[];
}

/** Lists the names that cells declare, in the order in which cells run, and after them those that they
 * use of what every notebook is given, by the alphabet. O(cells + names).
 */
export function namesOf({ nodes, order }: Graph): NotebookName[] {
  const users = new Map<string, string[]>();
  for (const id of order) {
    for (const [name, source] of nodes.get(id)?.sources ?? []) {
      if (source.from === "platform") continue;
      const key = source.from === "cell" ? `${source.cell} ${name}` : name;
      users.set(key, [...users.get(key) ?? [], id]);
    }
  }
  const declared = order.flatMap((cell) =>
    (nodes.get(cell)?.program.outputs ?? []).map((name) => {
      const key = `${cell} ${name}`;
      const found = { name, cell, users: users.get(key) ?? [] };
      users.delete(key);
      return found;
    })
  );
  const given = [...users].map(([name, each]) => ({ name, cell: null, users: each }));
  return [...declared, ...given.sort((a, b) => a.name < b.name ? -1 : 1)];
}

/** The cells that a cell needs directly. */
export function needsOf({ nodes }: Graph, id: string): string[] {
  const needed = [...nodes.get(id)?.sources.values() ?? []].flatMap((source) =>
    source.from === "cell" ? source.cell : []
  );
  return [...new Set(needed)];
}

/** How deep each cell stands: 0 for those that need none, else one below the deepest that they need.
 * Cells in a circle stand below what of it runs first. */
export function depthsOf(graph: Graph): Map<string, number> {
  const depths = new Map<string, number>();
  for (const id of graph.order) {
    const above = needsOf(graph, id).map((each) => depths.get(each) ?? -1);
    depths.set(id, above.reduce((most, each) => Math.max(most, each + 1), 0));
  }
  return depths;
}
