/** Seeded points in segments, for tests of numeric code. Runs in Deno. */

import { matrix } from "../../pipeline/numeric/matrix.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";

const SEGMENTS = 4;
const FACTORS = 3;

/** Points of four segments that vary along three common factors and a little in every column. */
export function drawSegments({ n, d, seed }: { n: number; d: number; seed: number }): Matrix {
  const rng = createRng(seed);
  const means = Float64Array.from({ length: SEGMENTS * d }, () => 3 * rng.normal());
  const loadings = Float64Array.from({ length: FACTORS * d }, () => rng.normal());
  const values = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    const segment = rng.below(SEGMENTS);
    const factors = Array.from({ length: FACTORS }, () => rng.normal());
    for (let c = 0; c < d; c++) {
      const common = factors.reduce((sum, factor, f) => sum + factor * loadings[f * d + c], 0);
      values[i * d + c] = means[segment * d + c] + common + 0.3 * rng.normal();
    }
  }
  return matrix(values, n, d);
}
