/** The test for structure: silhouettes against those of drawn data. Runs in Deno and browsers. */

/** What the test says. */
export interface ExcessTest {
  /** Numbers of segments that were looked at, rising. */
  readonly ks: readonly number[];
  /** Mean silhouette of the data, for each k. */
  readonly observed: Float64Array;
  /** Mean of the drawn sets' mean silhouettes, for each k. */
  readonly expected: Float64Array;
  /** Their standard deviation, for each k. */
  readonly deviation: Float64Array;
  /** observed - expected: what there is beyond margins and correlations. */
  readonly excess: Float64Array;
  /** excess / deviation; 0 where drawn sets do not differ and neither do the data from them. */
  readonly standardised: Float64Array;
  /** How often, of the drawn sets and the data themselves, the largest standardised silhouette over k is
   * as large as the data's: from 1 / (draws + 1) to 1. */
  readonly p: number;
  /** Sets drawn; fewer than asked for where the answer was clear before. */
  readonly draws: number;
  /** k of the largest excess (ties: the lowest). */
  readonly k: number;
}

/** Silhouettes closer than this are equal: rounding alone sets apart drawn sets that cannot differ. */
const EQUAL = 1e-9;

/** Compares the data with drawn sets. Every k's silhouettes are standardised by mean and deviation over
 * the drawn sets and the data together, so that under no structure the data are one set among others and
 * p is exact; the largest over k is what is compared.
 * @param drawn Sets x ks.
 * @see Hennig and Lin, 2015, doi:10.1007/s11222-015-9566-5; Davison and Hinkley, Bootstrap Methods, 1997,
 * section 4.2, for p.
 */
export function testExcess(
  ks: readonly number[],
  observed: Float64Array,
  drawn: readonly Float64Array[],
): ExcessTest {
  const alone = momentsOf(ks.length, drawn);
  const together = momentsOf(ks.length, [observed, ...drawn]);
  const largest = (set: Float64Array) => {
    let most = -Infinity;
    ks.forEach((_, at) => most = Math.max(most, standardise(set[at], together, at)));
    return most;
  };
  const own = largest(observed);
  const asLarge = drawn.filter((set) => largest(set) >= own - EQUAL).length;
  const excess = observed.map((value, at) => value - alone.mean[at]);
  let best = 0;
  for (let at = 1; at < ks.length; at++) if (excess[at] > excess[best]) best = at;
  return {
    ...{ ks, observed, excess },
    expected: alone.mean,
    deviation: alone.deviation,
    standardised: observed.map((value, at) => standardise(value, alone, at)),
    p: (1 + asLarge) / (1 + drawn.length),
    draws: drawn.length,
    k: ks[best],
  };
}

interface Moments {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

function momentsOf(length: number, sets: readonly Float64Array[]): Moments {
  const mean = new Float64Array(length), deviation = new Float64Array(length);
  for (let at = 0; at < length; at++) {
    for (const set of sets) mean[at] += set[at] / sets.length;
    for (const set of sets) deviation[at] += (set[at] - mean[at]) ** 2;
    deviation[at] = Math.sqrt(deviation[at] / Math.max(1, sets.length - 1));
  }
  return { mean, deviation };
}

function standardise(value: number, { mean, deviation }: Moments, at: number): number {
  const gap = value - mean[at];
  return Math.abs(gap) <= EQUAL ? 0 : gap / Math.max(deviation[at], EQUAL);
}

/** Sets after which the test may end before all are drawn. */
export const LOOKS: readonly number[] = [19, 39];
/** So many drawn sets as large as the data: the answer is no, whatever the others are. */
const ENOUGH_AS_LARGE = 6;
/** So many deviations beyond the drawn sets: the answer is yes, whatever the others are. */
const FAR = 8;

/** Whether the answer is clear. No: six drawn sets are as large as the data (Besag and Clifford's rule,
 * looked at after 19 and 39 sets); ending there can only lower the share of false alarms. Yes: after 39
 * sets none is as large and the data lie more than eight deviations beyond them, which chance brings
 * about less than once in a million.
 * @see Besag and Clifford, Sequential Monte Carlo p-values, 1991, doi:10.1093/biomet/78.2.301.
 */
export function isClear({ p, draws, standardised }: ExcessTest): boolean {
  const asLarge = Math.round(p * (draws + 1)) - 1;
  if (asLarge >= ENOUGH_AS_LARGE) return true;
  return draws >= LOOKS[LOOKS.length - 1] && asLarge === 0 &&
    standardised.some((value) => value > FAR);
}
