/** How two partitions of a survey's respondents lie over each other. Runs in Deno and browsers. */

import { adjustedRand, crossTable } from "../../structure/stability/agreement.ts";
import { assignColumns } from "../../structure/stability/assignment.ts";
import type { Agreement, AgreementBand, ComparedFlow } from "./comparison.ts";

/** A partition of some of a survey's respondents. */
export interface Partition {
  /** Their rows in the survey, from 0, each once. */
  readonly respondents: ArrayLike<number>;
  /** The segment of each of them, 0..k-1. */
  readonly labels: ArrayLike<number>;
  readonly k: number;
  /** The weight of each of them, above 0; null or absent where all count alike. */
  readonly weights?: ArrayLike<number> | null;
}

/** Two partitions laid over each other. */
export interface ComparedPartitions {
  /** Respondents in both, and in one of them alone. */
  readonly respondents: {
    readonly both: number;
    readonly onlyBefore: number;
    readonly onlyAfter: number;
  };
  readonly flows: readonly ComparedFlow[];
  readonly agreement: Agreement;
}

/** Where the bands of an adjusted Rand index begin.
 * @see Steinley, Properties of the Hubert-Arabie adjusted Rand index, 2004,
 * doi:10.1037/1082-989X.9.3.386: from simulations, 0.90 is excellent, 0.80 good, 0.65 moderate recovery.
 */
const BANDS: readonly (readonly [least: number, band: AgreementBand])[] = [
  [0.9, "excellent"],
  [0.8, "good"],
  [0.65, "moderate"],
];

/** Compares two partitions over the respondents that are in both, found by their rows.
 * Partners are the optimal assignment by respondents, so that `movers` is the least number; ties: lower
 * segments first. Weights of the first partition count in shares and in the adjusted Rand index, there
 * with mean 1 over the respondents in both. O(n + k^3).
 */
export function comparePartitions(before: Partition, after: Partition): ComparedPartitions {
  const { a, b, weights } = alignRows(before, after);
  const shape = { rows: before.k, columns: after.k };
  const counted = crossTable(a, b, { ...shape, weights: null });
  const weighed = weights === null ? counted : crossTable(a, b, { ...shape, weights });
  const both = a.length;
  const mass = weighed.cells.reduce((sum, cell) => sum + cell, 0);
  const flows = Array.from(counted.cells, (respondents, cell): ComparedFlow => ({
    source: Math.floor(cell / after.k),
    target: cell % after.k,
    respondents,
    share: mass === 0 ? 0 : weighed.cells[cell] / mass,
  })).filter(({ respondents }) => respondents > 0);
  const index = both < 2 ? null : adjustedRand(weighed);
  return {
    respondents: {
      both,
      onlyBefore: before.labels.length - both,
      onlyAfter: after.labels.length - both,
    },
    flows,
    agreement: {
      adjustedRand: index,
      band: index === null ? null : agreementBand(index),
      ...matchSegments(flows, { before: before.k, after: after.k, respondents: both }),
    },
  };
}

/** The band of an adjusted Rand index. */
export function agreementBand(index: number): AgreementBand {
  return BANDS.find(([least]) => index >= least)?.[1] ?? "poor";
}

/** Finds the segments that stand for each other, and who would have to change places.
 * @param sizes Segments of both solutions, and respondents in both.
 */
export function matchSegments(
  flows: readonly ComparedFlow[],
  sizes: { readonly before: number; readonly after: number; readonly respondents: number },
): Pick<Agreement, "partners"> & { readonly movers: number; readonly stay: number } {
  const isWide = sizes.before <= sizes.after;
  const [rows, columns] = isWide ? [sizes.before, sizes.after] : [sizes.after, sizes.before];
  const cells = new Float64Array(rows * columns);
  for (const { source, target, respondents } of flows) {
    cells[isWide ? source * columns + target : target * columns + source] = respondents;
  }
  const assigned = assignColumns({ cells, rows, columns });
  const partners = Array.from({ length: sizes.before }, (_, segment) => {
    const found = isWide ? assigned[segment] : assigned.indexOf(segment);
    return found < 0 ? null : found;
  });
  const staying = flows.filter(({ source, target }) => partners[source] === target);
  return {
    partners,
    movers: sizes.respondents - staying.reduce((sum, flow) => sum + flow.respondents, 0),
    stay: Math.min(1, staying.reduce((sum, { share }) => sum + share, 0)),
  };
}

/** The segments of those in both, in the order of the first partition, and their weights. */
function alignRows(before: Partition, after: Partition): {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly weights: Float64Array | null;
} {
  const placeOf = new Map<number, number>();
  for (let i = 0; i < after.labels.length; i++) placeOf.set(after.respondents[i], i);
  const places = Int32Array.from(
    before.labels,
    (_, i) => placeOf.get(before.respondents[i]) ?? -1,
  );
  const shared = places.keys().filter((i) => places[i] >= 0).toArray();
  const all = before.weights ?? null;
  return {
    a: Int32Array.from(shared, (i) => before.labels[i]),
    b: Int32Array.from(shared, (i) => after.labels[places[i]]),
    weights: all === null ? null : withMeanOne(Float64Array.from(shared, (i) => all[i])),
  };
}

function withMeanOne(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight * weights.length / sum);
}
