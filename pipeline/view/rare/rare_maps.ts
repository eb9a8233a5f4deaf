/** Maps, trees and flows without places of few respondents. Runs in Deno and browsers. */

import type { StageRun } from "../../run/run_result.ts";
import { countOnGrid } from "../charts/map.ts";
import type { StructureView } from "../structure_types.ts";
import type { MapView, RunView, TreeView } from "../types.ts";
import { hideCells } from "./hide_cells.ts";

/** Cells of coarser grids, until few respondents are left out. */
const GRIDS = [40, 20, 10, 5];
/** A grid that leaves out more of the respondents is too fine. */
const MOST_LEFT_OUT = 0.1;

/** Leaves out what is told of fewer than `least` respondents on the map, in the tree and between numbers
 * of segments. */
export function withoutLoneRespondents<View extends RunView>(
  view: View,
  result: StageRun,
  least: number,
): View {
  const { sizes } = result.clustering;
  return {
    ...view,
    map: {
      ...view.map,
      grid: shownGrid(result, least),
      centers: view.map.centers.map((center, g) => sizes[g] < least ? null : center),
    },
    tree: view.tree && prune(view.tree, least),
    structure: view.structure && withoutRareFlows(view.structure, least),
  };
}

/** Counts on the finest grid on which most respondents stand beside enough others. */
function shownGrid(
  { map: { n, d, values }, clustering }: StageRun,
  least: number,
): MapView["grid"] {
  const axis = (of: number) =>
    Float64Array.from({ length: n }, (_, i) => d > of ? values[i * d + of] : 0);
  const [x, y] = [within(axis(0), least), within(axis(1), least)];
  const grids = GRIDS.map((cells) => countOnGrid({ x, y, labels: clustering.labels, cells }))
    .map((grid) => ({ ...grid, counts: withoutRareCells(grid.counts, least) }));
  const left = (grid: MapView["grid"]) =>
    n - grid.counts.reduce((sum, [, , , count]) => sum + count, 0);
  return grids.find((grid) => left(grid) <= MOST_LEFT_OUT * n) ?? grids[grids.length - 1];
}

/** Draws those at the ends in to where `least` respondents are, so that the ends are nobody's place. */
function within(values: Float64Array, least: number): Float64Array {
  const sorted = values.toSorted();
  const at = Math.min(least - 1, Math.floor((sorted.length - 1) / 2));
  const [low, high] = [sorted[at], sorted[sorted.length - 1 - at]].map((end) =>
    Number(end.toPrecision(2))
  );
  return values.map((value) => Math.min(high, Math.max(low, value)));
}

type Counts = MapView["grid"]["counts"];

/** Without cells of few; where those left out of a segment are few together, its smallest cell goes, too. */
function withoutRareCells(counts: Counts, least: number): Counts {
  const segments = new Set(counts.map(([, , segment]) => segment));
  return [...segments].flatMap((segment) => {
    const own = counts.filter((cell) => cell[2] === segment).toSorted((a, b) => b[3] - a[3]);
    let left = own.reduce((sum, [, , , count]) => count < least ? sum + count : sum, 0);
    const shown = own.filter(([, , , count]) => count >= least);
    if (left > 0 && left < least) left += shown.pop()?.[3] ?? 0;
    return shown;
  }).sort((a, b) => a[1] - b[1] || a[0] - b[0] || a[2] - b[2]);
}

/** Keeps merges of groups of at least `least`; a smaller group counts with what it was merged with. */
function prune({ leaves, merges, ...tree }: TreeView, least: number): TreeView {
  interface Node {
    readonly size: number;
    readonly segment: number;
    readonly parts: { left: Node; right: Node; height: number } | null;
  }
  const nodes: Node[] = leaves.map((leaf) => ({ ...leaf, parts: null }));
  for (const { left, right, height, size } of merges) {
    const [a, b] = [nodes[left], nodes[right]];
    const segment = a.segment === b.segment ? a.segment : -1;
    const large = a.size >= b.size ? a : b;
    const isShown = a.size >= least && b.size >= least;
    nodes.push({
      size,
      segment: isShown ? segment : large.segment,
      parts: isShown ? { left: a, right: b, height } : large.size >= least ? large.parts : null,
    });
  }
  const shown: { size: number; segment: number }[] = [];
  const kept: { left: number; right: number; height: number; size: number; own: Node }[] = [];
  const leafOf = new Map<Node, number>();
  const inOrder = (root: Node): void => {
    const waiting = [root];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (node.parts === null) {
        leafOf.set(node, shown.length);
        shown.push({ size: node.size, segment: node.segment });
        continue;
      }
      kept.push({ left: 0, right: 0, height: node.parts.height, size: node.size, own: node });
      waiting.push(node.parts.right, node.parts.left);
    }
  };
  inOrder(nodes[nodes.length - 1]);
  // A merge stands after those of its parts.
  kept.reverse();
  kept.sort((a, b) => a.height - b.height);
  const place = new Map(kept.map(({ own }, m) => [own, shown.length + m]));
  const numberOf = (node: Node): number => leafOf.get(node) ?? place.get(node)!;
  return {
    ...tree,
    leaves: shown,
    merges: kept.map(({ height, size, own: { parts } }) => ({
      left: numberOf(parts!.left),
      right: numberOf(parts!.right),
      ...{ height, size },
    })),
  };
}

/** Which few respondents change segments between two numbers of them is not told. */
function withoutRareFlows(view: StructureView, least: number): StructureView {
  return {
    ...view,
    flows: view.flows.map(({ from, to, links }) => {
      const counts = new Array<number>(from * to).fill(0);
      for (const { source, target, respondents } of links) {
        counts[source * to + target] = respondents;
      }
      const { cells } = hideCells({ counts, rows: from, columns: to }, least);
      return {
        from,
        to,
        links: links.filter(({ source, target }) => !cells[source * to + target]),
      };
    }),
  };
}
