/** Heights of ml-hclust's Ward tree. Runs in Deno only. */

import { agnes, type Cluster } from "ml-hclust";

/** Heights of all merges, rising; ml-hclust calls `ward2` what others call Ward. */
export function npmWardHeights(rows: number[][]): number[] {
  const heights: number[] = [];
  const open: Cluster[] = [agnes(rows, { method: "ward2" })];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.isLeaf) continue;
    heights.push(node.height);
    for (const child of node.children) open.push(child);
  }
  return heights.sort((a, b) => a - b);
}
