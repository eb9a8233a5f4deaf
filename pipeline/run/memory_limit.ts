/** The refusal of a run that cannot fit in memory, before its long stages begin. Runs in Deno and browsers. */

import { DataError } from "../base/errors.ts";
import { refuseTooMany } from "../cluster/chosen_method.ts";
import type { Params } from "../plan/params.ts";
import { estimateMemory, type RunShape, type StageMemory } from "./memory.ts";

/** Refuses a run of which a stage would take more memory than there is, or a block of more than a
 * platform gives in one piece.
 * @param memory Bytes that the whole process may take; Infinity where not known.
 * @throws {DataError} Naming the largest number of respondents that would fit, and what else would.
 */
export function assertRunFits(shape: RunShape, params: Params, memory: number): void {
  const { n } = shape;
  refuseTooMany(n, params);
  const stages = estimateMemory(shape, params);
  const found = stages.find((stage) => !fits(stage, memory));
  if (found === undefined) return;
  const { bytes, piece, mostPiece } = found;
  const reason = piece > mostPiece
    ? `it would take ${sizeOf(piece)} in one piece, of which at most ${sizeOf(mostPiece)} can ` +
      "be had"
    : `it would take about ${sizeOf(bytes)} of memory, but ${sizeOf(memory)} can be had`;
  const most = largestFit(
    (rows) => estimateMemory({ ...shape, n: rows }, params).every((each) => fits(each, memory)),
    n,
  );
  throw new DataError(
    `Cannot ${actionOf(found, params)} ${n} respondents with ${shape.d} features: ${reason}. ` +
      (most > 1
        ? `Up to ${most} respondents would fit. `
        : "Fewer respondents would not fit either. ") +
      adviceFor(found, params),
  );
}

function fits({ bytes, piece, mostPiece }: StageMemory, memory: number): boolean {
  return bytes <= memory && piece <= mostPiece;
}

/** The largest number below n that fits, 0 if none does; larger ones take more. */
function largestFit(fitsRows: (rows: number) => boolean, n: number): number {
  let low = 0, high = n;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fitsRows(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function actionOf({ stage }: StageMemory, { reduction, map, clustering }: Params): string {
  switch (stage) {
    case "features":
      return "hold";
    case "reduce":
      return `run reduction.method ${reduction.method} on`;
    case "map":
      return `draw map.method ${map.method} of`;
    case "tree":
      return `build a tree (linkage ${clustering.linkage}) of`;
    case "evaluate":
      return "measure the silhouettes of";
    case "opinion":
      return "ask for a second opinion on";
    default:
      return `run clustering.method ${clustering.method} on`;
  }
}

function adviceFor({ stage, instead, also }: StageMemory, { reduction }: Params): string {
  if (instead !== undefined) return instead;
  const isOfDimensions = stage === "cluster" && reduction.method === "none";
  const fewer = isOfDimensions
    ? "Cluster on fewer dimensions (reduction.method pca)"
    : "Segment on fewer columns (features.include)";
  return also === undefined ? `${fewer}.` : `${fewer}, or ${also}.`;
}

function sizeOf(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(0)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
