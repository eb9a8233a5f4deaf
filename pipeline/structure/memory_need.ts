/** What the search for structure takes of memory. Runs in Deno and browsers. */

import { type Need, type NeedShape, NOTHING, WORKER } from "../base/memory_need.ts";
import type { StructureSettings } from "./settings.ts";

/** Bytes that a place takes for each number of the sample: the data, drawn ones, both in the space, three
 * memories of kernels in 64 and 32 bits. */
const BYTES_A_NUMBER = 100;
/** For each respondent of the sample: sums by 160 groups of rows, candidates, labels. */
const BYTES_A_RESPONDENT = 1600;
/** For each two columns: correlations, their scores and roots, eigenvectors. */
const BYTES_A_PAIR_OF_COLUMNS = 400;

/** Memory of `findStructure`: the sample at every place, and the partitions of all samples. */
export function structureNeed(
  { n, d, workers }: NeedShape,
  { sample, mostSegments, pairs, pairsOfChosen }: StructureSettings,
): Need {
  const rows = Math.min(n, sample);
  const place = BYTES_A_NUMBER * rows * d + BYTES_A_RESPONDENT * rows;
  const labels = 4 * rows * (pairs * mostSegments + pairsOfChosen);
  const bytes = workers * (WORKER + place) + labels + BYTES_A_PAIR_OF_COLUMNS * d * d;
  return { ...NOTHING, bytes, piece: BYTES_A_RESPONDENT * rows + 12 * rows * d };
}
