/** Silhouettes for pages: falling curves of each segment. Runs in Deno and browsers. */

import type { StageRun } from "../../run/run_result.ts";
import type { SilhouetteView } from "../types.ts";

const MOST_STEPS = 200;
const DECIMALS = 1e4;

/** Makes the curves, by Gower's distance where segments were formed on the answers themselves, else on
 * the map; a segment of more than 200 respondents is read off at 200 equal steps. */
export function viewSilhouettes({ evaluation, clustering }: StageRun): SilhouetteView | null {
  const { reduced, features, gower } = evaluation;
  if (reduced === null || features === null) return null;
  const measured = gower ?? reduced;
  const bySegment: number[][] = Array.from(clustering.sizes, () => []);
  measured.perRow.forEach((value, i) => {
    if (!Number.isNaN(value)) bySegment[clustering.labels[i]].push(value);
  });
  return {
    by: gower === null ? "map" : "gower",
    mean: measured.mean,
    mapMean: reduced.mean,
    featureMean: features.mean,
    sample: measured.sample,
    segments: bySegment.map((values, segment) => {
      values.sort((a, b) => b - a);
      return {
        number: segment + 1,
        mean: Number.isNaN(measured.perSegment[segment]) ? 0 : measured.perSegment[segment],
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
