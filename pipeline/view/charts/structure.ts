/** What was found on structure for pages, by number of segments. Runs in Deno and browsers. */

import type { PipelineResult } from "../../run/run_result.ts";
import { judgeShown } from "../../structure/judge_shown.ts";
import type { SegmentsFound, Structure } from "../../structure/result.ts";
import { crossTable } from "../../structure/stability/agreement.ts";
import { bandOf } from "../../structure/stability/bands.ts";
import { medianOf, SAME_PARTITION } from "../../structure/stability/summarise.ts";
import { kindOf } from "../../structure/verdict.ts";
import type {
  NumberView,
  SegmentOfNumberView,
  SegmentStabilityView,
  StructureView,
} from "../structure_types.ts";

/** Screens show no more; shorter numbers make a smaller page. */
const DECIMALS = 1e4;
/** As far as the verdict takes drawn sets to reach. */
const DEVIATIONS = 2;

type Run = Pick<PipelineResult, "structure" | "clustering" | "features">;

/** Makes the figures of every number of segments that was tried; null where structure was not asked for.
 * O(n) for each number.
 */
export function viewStructure({ structure, clustering, features }: Run): StructureView | null {
  if (structure === null) return null;
  const { test, respondents, total, segments } = structure;
  const shown = judgeShown(structure, clustering, features);
  const own = segments.find(({ k }) => k === clustering.k);
  const judged = shown?.judged ?? new Int32Array();
  const weights = features.weights ?? null;
  const masses = weights === null ? null : Float64Array.from(respondents, (row) => weights[row]);
  return {
    ...{ n: respondents.length, total, draws: test.draws, p: test.p, sameFrom: SAME_PARTITION },
    numbers: test.ks.map((k, at) =>
      numberOf(structure, at, { masses, judged: k === clustering.k ? judged : new Int32Array() })
    ),
    flows: flowsOf(structure),
    shown: own === undefined
      ? null
      : Array.from(judged, (segment) => segment < 0 ? null : stabilityOfSegment(own, segment)),
  };
}

function numberOf(
  structure: Structure,
  at: number,
  facts: { readonly masses: Float64Array | null; readonly judged: Int32Array },
): NumberView {
  const { test, stability } = structure;
  const { k, pairs, median, samples, foundAgain } = stability[at];
  return {
    ...{ k, kind: kindOf(structure, k), samples, foundAgain },
    excess: rounded(test.excess[at]),
    chance: rounded(DEVIATIONS * test.deviation[at]),
    agreements: Array.from(pairs, rounded).sort((a, b) => a - b),
    agreement: rounded(median),
    segments: segmentsOf(structure, at, facts),
  };
}

/** The segments of one number from place to place. */
function segmentsOf(
  { series, segments, origins }: Structure,
  at: number,
  { masses, judged }: { readonly masses: Float64Array | null; readonly judged: Int32Array },
): SegmentOfNumberView[] {
  const { order, labels, k } = series[at];
  const respondents = new Array<number>(k).fill(0), weights = new Array<number>(k).fill(0);
  labels.forEach((place, i) => {
    respondents[place]++;
    weights[place] += masses === null ? 1 : masses[i];
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from(order, (segment, place) => {
    const shown = judged.indexOf(segment);
    return {
      number: segment + 1,
      shown: shown < 0 ? null : shown,
      respondents: respondents[place],
      share: rounded(weights[place] / total),
      stability: stabilityOfSegment(segments[at], segment),
      entropy: at === 0 ? null : rounded(origins[at - 1].entropies[place]),
    };
  });
}

/** Flows between neighbours of the series that somebody takes. */
function flowsOf({ series, origins }: Structure): StructureView["flows"] {
  return origins.map(({ from, to, flows }, at) => {
    const shape = { rows: from, columns: to, weights: null };
    const { cells } = crossTable(series[at].labels, series[at + 1].labels, shape);
    const links = Array.from(cells, (respondents, cell) => ({
      source: Math.floor(cell / to),
      target: cell % to,
      respondents,
      share: rounded(flows[cell]),
    }));
    return { from, to, links: links.filter(({ respondents }) => respondents > 0) };
  });
}

function stabilityOfSegment(
  { k, segments, segmentsByPair }: SegmentsFound,
  segment: number,
): SegmentStabilityView {
  const pairs = segmentsByPair.length / k;
  const values = Float64Array.from(
    { length: pairs },
    (_, pair) => segmentsByPair[pair * k + segment],
  ).sort();
  return {
    mean: rounded(segments[segment]),
    median: rounded(medianOf(values)),
    lower: rounded(quantileOf(values, 0.25)),
    upper: rounded(quantileOf(values, 0.75)),
    pairs,
    band: bandOf(segments[segment]),
  };
}

/** A quantile of sorted values, between neighbours in proportion (R's type 7). */
function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

function rounded(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS + 0;
}
