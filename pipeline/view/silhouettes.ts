/** Silhouettes for pages: falling curves of each segment. Runs in Deno and browsers. */

import type { PipelineResult } from "../run.ts";
import type { SilhouetteView } from "./types.ts";

const MOST_STEPS = 200;
const DECIMALS = 1e4;

/** Makes the curves; a segment of more than 200 respondents is read off at 200 equal steps. */
export function viewSilhouettes({ evaluation, clustering }: PipelineResult): SilhouetteView | null {
  const { reduced, features, gower } = evaluation;
  if (reduced === null || features === null) return null;
  const bySegment: number[][] = Array.from(clustering.sizes, () => []);
  reduced.perRow.forEach((value, i) => {
    if (!Number.isNaN(value)) bySegment[clustering.labels[i]].push(value);
  });
  return {
    mean: reduced.mean,
    featureMean: features.mean,
    gowerMean: gower?.mean ?? null,
    sample: reduced.sample,
    segments: bySegment.map((values, segment) => {
      values.sort((a, b) => b - a);
      return {
        number: segment + 1,
        mean: Number.isNaN(reduced.perSegment[segment]) ? 0 : reduced.perSegment[segment],
        values: readOff(values),
        below: values.reduce((count, value) => count + (value < 0 ? 1 : 0), 0),
        size: clustering.sizes[segment],
      };
    }),
  };
}

function readOff(sorted: readonly number[]): number[] {
  const steps = Math.min(MOST_STEPS, sorted.length);
  return Array.from({ length: steps }, (_, step) => {
    const value = sorted[Math.floor((step + 0.5) * sorted.length / steps)];
    return Math.round(value * DECIMALS) / DECIMALS;
  });
}
