/** Two solutions beside each other in a sentence. Runs in Deno and browsers. */

import { formatNumber, formatShare, joinWords } from "../../base/text.ts";
import { CLUSTERING_METHODS, type ClusteringName } from "../../plan/methods.ts";
import type { ComparedSolution, Comparison } from "./comparison.ts";

/** A segment comes from another one where more than this share of it does. */
const ORIGIN = 0.5;
/** A segment is told to split or to be joined in at most so many words. */
const MOST_TOLD = 2;

/** What a solution is called: `k-means, 3 segments`. */
export function solutionTitle(method: ClusteringName, k: number): string {
  return `${CLUSTERING_METHODS[method].words}, ${formatNumber(k)} ${
    k === 1 ? "segment" : "segments"
  }`;
}

/** The finding: what splits or is joined, and how many keep their company. */
export function comparisonHeadline(
  { before, after, flows, agreement, respondents: { both } }: Pick<
    Comparison,
    "before" | "after" | "flows" | "agreement" | "respondents"
  >,
): string {
  const { movers, stay } = agreement;
  if (movers === null || stay === null) return sizesHeadline(before, after);
  if (both === 0) return "No respondent is in both solutions";
  if (movers === 0 && before.k === after.k) {
    return "Both solutions put every respondent into the same company";
  }
  const company = movers === 0
    ? "everybody keeps their company"
    : `${keptShare(stay)} of respondents keep their company`;
  if (before.k === after.k) {
    const [own, other] = [before, after].map(({ method }) => CLUSTERING_METHODS[method].words);
    const lead = before.method === after.method ? "" : `${other} instead of ${own}: `;
    const kept = `${company}, ${formatNumber(movers)} of ${formatNumber(both)} would change places`;
    return lead + (lead === "" ? kept.charAt(0).toUpperCase() + kept.slice(1) : kept);
  }
  const numbers = `Going from ${before.k} to ${after.k} segments`;
  const isMore = after.k > before.k;
  const changed = isMore
    ? partsOf(flows, { of: "source", among: "target" })
    : partsOf(flows, { of: "target", among: "source" });
  if (changed.length === 0) return `${numbers} mixes respondents anew; ${company}`;
  const told = changed.slice(0, MOST_TOLD);
  const what = isMore
    ? `splits ${nameSegments(told.map(({ segment }) => segment))}`
    : `joins ${told.map(({ parts }) => nameSegments(parts)).join(" and joins ")}`;
  return `${numbers} ${what}; ${company}`;
}

/** Where some moves are not told: what becomes of the largest segment. */
function sizesHeadline(before: ComparedSolution, after: ComparedSolution): string {
  const [own, other] = [before, after].map(({ segments }) =>
    formatShare(segments.reduce((most, { share }) => Math.max(most, share), 0))
  );
  return `With ${after.k} segments instead of ${before.k} the largest holds ${other} instead of ${own}`;
}

/** What would round to all or nothing is neither. */
function keptShare(share: number): string {
  if (share >= 0.995 && share < 1) return "over 99 %";
  return share > 0 && share < 0.005 ? "under 1 %" : formatShare(share);
}

function nameSegments(segments: readonly number[]): string {
  const numbers = segments.map((segment) => String(segment + 1));
  return `${numbers.length === 1 ? "Segment" : "Segments"} ${joinWords(numbers)}`;
}

/** The segments of one solution that several of the other come from, the largest first. */
function partsOf(
  flows: Comparison["flows"],
  { of, among }: { readonly of: "source" | "target"; readonly among: "source" | "target" },
): { readonly segment: number; readonly parts: readonly number[] }[] {
  const sizes = new Map<number, number>();
  for (const flow of flows) sizes.set(flow[among], (sizes.get(flow[among]) ?? 0) + flow.share);
  const parts = new Map<number, number[]>();
  for (const flow of flows) {
    if (flow.share <= ORIGIN * sizes.get(flow[among])!) continue;
    parts.set(flow[of], [...parts.get(flow[of]) ?? [], flow[among]]);
  }
  return [...parts].filter(([, own]) => own.length > 1)
    .map(([segment, own]) => ({ segment, parts: own.toSorted((a, b) => a - b) }))
    .sort((a, b) => a.segment - b.segment);
}
