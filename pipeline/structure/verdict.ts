/** From figures to one of three kinds of segmentation. Runs in Deno and browsers. */

import type { Structure, StructureKind, Verdict } from "./result.ts";
import type { StabilityOfK } from "./stability/summarise.ts";
import type { ExcessTest } from "./test/excess.ts";

/** The level of the test. */
export const LEVEL = 0.05;
/** From this share of samples on a segmentation that is found again is reproducible. */
export const REPRODUCIBLE = 0.8;

/** With fewer different respondents than this a segment, segments come back because they are nothing but
 * the few combinations of answers that there are. */
const FEWEST_DIFFERENT = 4;

/** Of fewer respondents each on average, nobody is told to make segments that are not natural. */
const FEWEST_EACH = 10;

/** What a verdict is made of. */
export interface Evidence {
  readonly test: ExcessTest;
  /** By number of segments, rising. */
  readonly stability: readonly StabilityOfK[];
  /** Respondents that differ from each other, of which no more than a few for each segment are counted. */
  readonly different: number;
}

/** The number of segments to speak of where none was asked for: of the largest excess where the test says
 * that there is structure; else, of those with ten respondents a segment, the largest number that is
 * reproducible, or the one of the largest median agreement of pairs (ties: the lowest).
 * @param n Respondents that all this rests on.
 */
export function suggestK({ test, stability, different }: Evidence, n: number): number {
  if (test.p <= LEVEL) return test.k;
  const large = stability.filter(({ k }) => FEWEST_EACH * k <= n);
  const offered = large.length > 0 ? large : stability.slice(0, 1);
  const reproducible = offered.filter((each) => isReproducible(each, different));
  if (reproducible.length > 0) return reproducible[reproducible.length - 1].k;
  return offered.reduce((best, each) => each.median > best.median ? each : best).k;
}

/** The verdict on a number of segments.
 * @throws {RangeError} If that number was not tried.
 */
export function makeVerdict(
  evidence: Evidence,
  { k, n }: { readonly k: number; readonly n: number },
): Verdict {
  const { test, stability } = evidence;
  const own = stability.find((each) => each.k === k);
  if (own === undefined) {
    throw new RangeError(`Cannot judge ${k} segments: ${test.ks.join(", ")} were tried.`);
  }
  const { samples, foundAgain } = own;
  return {
    kind: kindOf(evidence, k),
    ...{ k, suggested: suggestK(evidence, n), samples, foundAgain },
    ...{ p: test.p, excess: test.excess[test.ks.indexOf(k)], n },
  };
}

/** The verdict on another number of segments than the suggested one; null where it was not tried. */
export function verdictOn(structure: Structure, k: number): Verdict | null {
  if (!structure.test.ks.includes(k)) return null;
  return makeVerdict(structure, { k, n: structure.respondents.length });
}

/** The kind of a segmentation into k, one of those that stability is known of. */
export function kindOf({ test, stability, different }: Evidence, k: number): StructureKind {
  const at = test.ks.indexOf(k);
  // Structure of another number of segments does not make this one natural.
  if (test.p <= LEVEL && (k === test.k || isBeyond(test, at))) return "natural";
  const own = stability.find((each) => each.k === k)!;
  return isReproducible(own, different) ? "reproducible" : "constructed";
}

/** How many different respondents have to be counted to judge up to k segments. */
export function differentToCount(k: number): number {
  return FEWEST_DIFFERENT * k;
}

/** Whether this k's silhouette lies beyond those of drawn sets, by two of their deviations. */
function isBeyond({ standardised }: ExcessTest, at: number): boolean {
  return standardised[at] > 2;
}

function isReproducible({ k, foundAgain, samples }: StabilityOfK, different: number): boolean {
  return foundAgain >= REPRODUCIBLE * samples && different >= FEWEST_DIFFERENT * k;
}
