/** Holds ratios to peers against those of the last results. Runs in Deno only.
 *
 * A peer is timed in turns with ours in the same run, so that its ratio stays where machine and load
 * change, and a time would not.
 */

import type { WorkResult } from "./computations.ts";
import { markdownTable } from "./figures.ts";

/** What a ratio may differ from run to run on a machine that does other things too. */
const MOST_WORSE = 1.3;

/** One ratio then and now. */
export interface Comparison {
  readonly name: string;
  /** The peer, where a work has several; else empty. */
  readonly peer: string;
  readonly last: number;
  readonly now: number;
  readonly isWorse: boolean;
}

/** Compares a work's ratios with those that a document of results tells of it.
 * @param last Markdown with a row for each work.
 * @returns Nothing for a work that has no peer, or that the document does not know.
 */
export function compareRatios(
  { name, ratio }: Pick<WorkResult, "name" | "ratio">,
  last: string,
): Comparison[] {
  const row = last.split("\n").find((line) => line.startsWith(`| \`${name}\``));
  const known = ratiosIn(row?.split("|")[4] ?? "");
  return [...ratiosIn(ratio)].flatMap(([peer, now]) => {
    const before = known.get(peer);
    if (before === undefined) return [];
    return [{ name, peer, last: before, now, isWorse: now > MOST_WORSE * before }];
  });
}

/** Ratios by peer: `x 0.218 (openpyxl), x 0.355 (calamine)`, or one without a name. */
function ratiosIn(text: string): Map<string, number> {
  const found = text.matchAll(/x (\d+(?:\.\d+)?)(?: \(([^)]+)\))?/g);
  return new Map([...found].map(([, ratio, peer]) => [peer ?? "", Number(ratio)]));
}

/** A table for people. */
export function comparisonTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ name, peer, last, now, isWorse }) => [
    peer === "" ? name : `${name} (${peer})`,
    `x ${last.toFixed(3)}`,
    `x ${now.toFixed(3)}`,
    `${now > last ? "+" : ""}${Math.round(100 * (now / last - 1))} %`,
    isWorse ? "worse" : "",
  ]);
  return markdownTable(["work", "last ratio", "ratio now", "change", ""], rows);
}
