/** Shares of segments in a run and in a later wave. Runs in Deno and browsers. */

import { chiSquareTail } from "../../numeric/distributions/gamma.ts";
import {
  differenceInterval,
  testTwoShares,
  wilsonInterval,
} from "../../numeric/distributions/proportions.ts";
import { adjustFalseDiscovery } from "../../profile/testing/adjust.ts";
import type { Baseline } from "../model.ts";
import type { Placed } from "./measures.ts";
import type { ShareChange, ToldTest } from "./tracked.ts";

/** How many respondents are in each segment, and their share by weight. */
export function sharesOf({ labels, weights, k }: Placed): { base: number; share: number }[] {
  const bases = new Uint32Array(k), masses = new Float64Array(k);
  labels.forEach((label, i) => {
    bases[label]++;
    masses[label] += weights === null ? 1 : weights[i];
  });
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return Array.from(bases, (base, s) => ({ base, share: total > 0 ? masses[s] / total : 0 }));
}

/** Sets the shares beside each other: Wilson's interval of each, Newcombe's of the change, a test of two shares
 * a segment with p adjusted for their number, and Pearson's chi-square of all. Weights count by the
 * effective bases.
 * @param after Shares of the wave, and the effective base that they rest on.
 */
export function compareShares(
  { segments, base, effectiveBase = base }: Baseline,
  after: {
    readonly shares: readonly { readonly base: number; readonly share: number }[];
    readonly effectiveBase: number;
  },
  names: readonly string[],
): { readonly segments: ShareChange[]; readonly test: ToldTest } {
  const pairs = segments.map(({ share }, s) => ({
    before: { share, base: effectiveBase },
    after: { share: after.shares[s].share, base: after.effectiveBase },
  }));
  const tests = pairs.map((pair) => testTwoShares(pair.before, pair.after));
  const adjusted = adjustFalseDiscovery(tests.map(({ p }) => p));
  return {
    segments: pairs.map((pair, s): ShareChange => ({
      ...{ segment: s + 1, name: names[s] },
      before: {
        ...{ share: pair.before.share, base: segments[s].base },
        ...wilsonInterval(pair.before),
      },
      ownShare: segments[s].ownShare,
      after: {
        ...{ share: pair.after.share, base: after.shares[s].base },
        ...wilsonInterval(pair.after),
      },
      change: {
        value: pair.after.share - pair.before.share,
        ...differenceInterval(pair.before, pair.after),
      },
      ...{ p: tests[s].p, adjusted: adjusted[s] },
    })),
    test: testAll(pairs),
  };
}

/** Pearson's chi-square of the table of segments by waves; segments that are empty in both are none. */
function testAll(
  pairs: readonly {
    readonly before: { readonly share: number; readonly base: number };
    readonly after: { readonly share: number; readonly base: number };
  }[],
): ToldTest {
  let statistic = 0, filled = 0;
  for (const { before, after } of pairs) {
    const all = before.share * before.base + after.share * after.base;
    if (!(all > 0)) continue;
    filled++;
    for (const { share, base } of [before, after]) {
      const expected = all * base / (before.base + after.base);
      statistic += (share * base - expected) ** 2 / expected;
    }
  }
  const freedom = filled - 1;
  return { statistic, freedom, p: freedom > 0 ? chiSquareTail(statistic, freedom) : 1 };
}
