/** What a run did to the segments, beside the run before it. Runs in Deno and browsers. */

import type { RunView } from "../../../../pipeline/view/types.ts";
import { countOf, formatNumber, formatShare } from "../../kit/words/format.js";

/** What a run came to. */
export interface Effect {
  /** Respondents by segment, largest first. */
  readonly sizes: readonly number[];
  /** Of the verdict on so many segments; empty where none was asked for or given. */
  readonly kind: "natural" | "reproducible" | "constructed" | "";
  /** How far the segments are those of the step before, by the adjusted Rand index: 1 for the same, about
   * 0 for unrelated ones; null where those of the step before are not known in this browser. */
  readonly agreement: number | null;
}

/** Sums up a run.
 * @param before The run of the step before; null where this browser does not have it.
 */
export function effectOf(view: RunView, before: RunView | null): Effect {
  const { clustering, structure } = view.summary;
  return {
    sizes: clustering.sizes,
    kind: structure?.verdict?.kind ?? "",
    agreement: before === null ? null : agreementOf(view, before),
  };
}

/** How far two runs put the same respondents together, of those that both have on their maps; null where
 * there are too few to tell.
 * @see Hubert and Arabie, Comparing partitions, 1985, doi:10.1007/BF01908075.
 */
export function agreementOf(a: RunView, b: RunView): number | null {
  const one = a.map.points, other = b.map.points;
  if (one === null || other === null || one.order !== other.order) return null;
  const known = new Map(other.row.map((row, i) => [row, other.segment[i]]));
  const columns = Math.max(b.summary.clustering.k, 1) + 1;
  const cells = new Map<number, number>();
  const inA = new Map<number, number>(), inB = new Map<number, number>();
  const count = (counts: Map<number, number>, key: number) =>
    counts.set(key, (counts.get(key) ?? 0) + 1);
  let n = 0;
  one.row.forEach((row, i) => {
    const label = known.get(row);
    if (label === undefined) return;
    n++;
    count(cells, one.segment[i] * columns + label);
    count(inA, one.segment[i]);
    count(inB, label);
  });
  if (n < 2) return null;
  const both = pairsIn(cells), left = pairsIn(inA), right = pairsIn(inB);
  const expected = left * right / pairs(n);
  const most = (left + right) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

function pairsIn(counts: Map<number, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + pairs(count), 0);
}

function pairs(count: number): number {
  return count * (count - 1) / 2;
}

/** Says what a run did, such as `3 → 4 segments (48, 30, 12 and 10 %), natural; agreement 0.82 with the
 * step before`.
 * @param before Of the step before; null where there is none, or it was never run.
 */
export function effectWords(effect: Effect | null, before: Effect | null): string {
  if (effect === null) return "not run";
  const { sizes, kind, agreement } = effect;
  const from = before === null || before.sizes.length === sizes.length
    ? ""
    : `${before.sizes.length} → `;
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const shown = sizes.slice(0, MOST_SIZES).map((size) => formatShare(size / total));
  const more = sizes.length > MOST_SIZES ? " …" : "";
  const agrees = agreement === null
    ? ""
    : `; ${
      agreement > 0.9995
        ? "the same respondents together"
        : `agreement ${formatNumber(agreement, 2)}`
    }`;
  return `${from}${countOf(sizes.length, "segment")}: ${shown.join(", ")}${more}` +
    `${kind === "" ? "" : `; ${kind}`}${agrees}`;
}

const MOST_SIZES = 6;
