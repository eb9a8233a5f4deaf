/** Data with planted segments, seeded. Runs in Deno. */

import { createRng, type Rng } from "../../pipeline/base/rng.ts";
import type { Answers } from "../../pipeline/structure/null/margins.ts";
import { toAnswers, toScale } from "./null_sets.ts";

/** A set and how many segments it was made of. */
export interface PlantedSet {
  readonly x: Answers;
  readonly k: number;
}

/** How far segments lie apart: the usual distance of two centres in standard deviations within a segment. */
export const SEPARATIONS = [
  { words: "well separated", distance: 5 },
  { words: "middle", distance: 3.5 },
  { words: "weak", distance: 2.5 },
] as const;

/** Two to six segments of unequal sizes (up to 3 to 1), 300 to 3,000 respondents, 8 to 20 questions,
 * numbers and 1..5 in turn. Centres lie in random directions, no two nearer than 0.8 of the usual. */
export function drawPlanted(set: number, distance: number): PlantedSet {
  const rng = createRng(5000 + set).fork("planted");
  const n = 300 + rng.below(2701), k = 2 + set % 5, d = 8 + rng.below(13);
  const isScale = set % 2 === 1;
  const shares = Array.from({ length: k }, () => 0.5 + rng.uniform());
  const total = shares.reduce((sum, share) => sum + share, 0);
  const centres = drawCentres(rng, k, d);
  const rows = Array.from({ length: n }, () => {
    let left = rng.uniform() * total, segment = 0;
    while (segment < k - 1 && left >= shares[segment]) left -= shares[segment++];
    return centres[segment].map((centre) => {
      const score = centre * distance / Math.sqrt(2 * d) + rng.normal();
      return isScale ? toScale(score) : score;
    });
  });
  return { x: toAnswers(rows), k };
}

function drawCentres(rng: Rng, k: number, d: number): number[][] {
  const centres: number[][] = [];
  while (centres.length < k) {
    const centre = Array.from({ length: d }, () => rng.normal());
    const isFar = centres.every((other) =>
      other.reduce((sum, value, c) => sum + (value - centre[c]) ** 2, 0) > 0.64 * 2 * d
    );
    if (isFar) centres.push(centre);
  }
  return centres;
}
