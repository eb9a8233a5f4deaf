/** From figures to one of three kinds of segmentation. Runs in Deno and browsers. */

import type { Structure, StructureKind, Verdict } from "./result.ts";
import type { StabilityOfK } from "./stability/summarise.ts";
import type { ExcessTest } from "./test/excess.ts";

/** The level of the test. */
export const LEVEL = 0.05;
/** From this share of samples on a segmentation that is found again is reproducible. */
export const REPRODUCIBLE = 0.8;

/** The number of segments to speak of where none was asked for: of the largest excess where the test says
 * that there is structure; else the largest number that is reproducible; else the one of the largest
 * median agreement of pairs (ties: the lowest).
 */
export function suggestK(test: ExcessTest, stability: readonly StabilityOfK[]): number {
  if (test.p <= LEVEL) return test.k;
  const reproducible = stability.filter(isReproducible);
  if (reproducible.length > 0) return reproducible[reproducible.length - 1].k;
  return stability.reduce((best, each) => each.median > best.median ? each : best).k;
}

/** The verdict on a number of segments.
 * @throws {RangeError} If that number was not tried.
 */
export function makeVerdict(
  { test, stability, k, n }: Pick<Structure, "test" | "stability"> & {
    readonly k: number;
    readonly n: number;
  },
): Verdict {
  const own = stability.find((each) => each.k === k);
  if (own === undefined) {
    throw new RangeError(`Cannot judge ${k} segments: ${test.ks.join(", ")} were tried.`);
  }
  const { samples, foundAgain } = own;
  return {
    kind: kindOf(test, own),
    ...{ k, suggested: suggestK(test, stability), samples, foundAgain },
    ...{ p: test.p, excess: test.excess[test.ks.indexOf(k)], n },
  };
}

/** The verdict on another number of segments than the suggested one; null where it was not tried. */
export function verdictOn(structure: Structure, k: number): Verdict | null {
  if (!structure.test.ks.includes(k)) return null;
  return makeVerdict({ ...structure, k, n: structure.respondents.length });
}

/** The kind of a segmentation into the number that `stability` is of. */
export function kindOf(test: ExcessTest, stability: StabilityOfK): StructureKind {
  const at = test.ks.indexOf(stability.k);
  // Structure of another number of segments does not make this one natural.
  if (test.p <= LEVEL && (stability.k === test.k || isBeyond(test, at))) return "natural";
  return isReproducible(stability) ? "reproducible" : "constructed";
}

/** Whether this k's silhouette lies beyond those of drawn sets, by two of their deviations. */
function isBeyond({ standardised }: ExcessTest, at: number): boolean {
  return standardised[at] > 2;
}

function isReproducible({ foundAgain, samples }: StabilityOfK): boolean {
  return foundAgain >= REPRODUCIBLE * samples;
}
