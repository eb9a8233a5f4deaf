/** Two neighbouring numbers of segments beside each other, of what a run's view holds of them. Runs in Deno and browsers. */

import type { NumberView, StructureView } from "../structure_types.ts";
import type { RunView } from "../types.ts";
import type { ComparedFlow, ComparedSolution, Comparison } from "./comparison.ts";
import { comparisonHeadline, solutionTitle } from "./comparison_words.ts";
import { matchSegments } from "./partitions.ts";

/** Compares the segments of a run with one more or one fewer, as the search for structure found them: what a
 * site can tell that publishes no respondents, where flows of few are not told.
 * @param k Segments to compare with.
 * @returns Null where structure was not asked for, or tried neither.
 */
export function compareNumbers(view: RunView, k: number): Comparison | null {
  const { structure, summary: { clustering } } = view;
  const numbers = structure?.numbers ?? [];
  const before = numbers.find((each) => each.k === clustering.k);
  const after = numbers.find((each) => each.k === k);
  const flows = structure === null || before === undefined || after === undefined
    ? null
    : flowsBetween(structure, before, after);
  if (structure === null || before === undefined || after === undefined || flows === null) {
    return null;
  }
  const respondents = { both: structure.n, onlyBefore: 0, onlyAfter: 0 };
  const solutions = {
    before: solutionOf(view, before),
    after: solutionOf(view, after),
  };
  const told = flows.reduce((sum, flow) => sum + flow.respondents, 0);
  const agreement = {
    ...{ adjustedRand: null, band: null },
    ...(told === structure.n
      ? matchSegments(flows, {
        ...{ before: before.k, after: after.k, respondents: structure.n },
      })
      : { partners: surePartners(flows, solutions), movers: null, stay: null }),
  };
  return {
    headline: comparisonHeadline({ ...solutions, flows, agreement, respondents }),
    ...solutions,
    ...{ respondents, flows, agreement },
    weighting: view.profile.weighting?.column ?? null,
    questions: null,
    parameters: [{
      path: "clustering.n_clusters",
      before: view.params.clustering.n_clusters,
      after: k,
    }],
  };
}

/** The segments that have more than half of each other, which no move that is not told can change. */
function surePartners(
  flows: readonly ComparedFlow[],
  { before, after }: Pick<Comparison, "before" | "after">,
): (number | null)[] {
  return before.segments.map(({ size }, segment) =>
    flows.find(({ source, target, respondents }) =>
      source === segment && 2 * respondents > size && 2 * respondents > after.segments[target].size
    )?.target ?? null
  );
}

/** What is between two neighbours, by the segments' numbers. */
function flowsBetween(
  { flows }: StructureView,
  before: NumberView,
  after: NumberView,
): ComparedFlow[] | null {
  const isUp = after.k > before.k;
  const found = flows.find(({ from, to }) =>
    isUp ? from === before.k && to === after.k : from === after.k && to === before.k
  );
  if (found === undefined) return null;
  return found.links.map(({ source, target, respondents, share }) => {
    const [own, other] = isUp ? [source, target] : [target, source];
    return {
      source: placeOf(before, own),
      target: placeOf(after, other),
      ...{ respondents, share },
    };
  }).sort((a, b) => a.source - b.source || a.target - b.target);
}

/** A segment of the run by its own number, of another number of segments by falling size. */
function placeOf({ segments }: NumberView, place: number): number {
  const { shown, number } = segments[place];
  return segments.every((each) => each.shown !== null) ? shown! : number - 1;
}

function solutionOf(
  { summary: { clustering, structure }, profile, silhouettes }: RunView,
  number: NumberView,
): ComparedSolution {
  const { k, segments, kind, samples, foundAgain } = number;
  const isShown = k === clustering.k && segments.every(({ shown }) => shown !== null);
  const ordered = segments.map((segment, place) => ({ segment, at: placeOf(number, place) }))
    .sort((a, b) => a.at - b.at);
  return {
    ...{ title: solutionTitle(clustering.method, k), method: clustering.method, k },
    respondents: segments.reduce((sum, { respondents }) => sum + respondents, 0),
    segments: ordered.map(({ segment: { respondents, share, stability }, at }) => ({
      number: at + 1,
      name: isShown ? profile.segments[at].name : "",
      ...{ size: respondents, share },
      silhouette: isShown ? profile.segments[at].silhouette : null,
      stability: { mean: stability.mean, band: stability.band },
    })),
    verdict: { finding: isShown ? structure?.words.finding ?? "" : "", kind },
    foundAgain: { samples: foundAgain, all: samples },
    silhouette: isShown ? silhouettes?.mean ?? null : null,
    featureSilhouette: isShown ? silhouettes?.featureMean ?? null : null,
  };
}
