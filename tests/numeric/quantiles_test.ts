/** Tests of quantiles by mass. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  distributionOf,
  evenDistribution,
  quantile,
  robustSpread,
} from "../../pipeline/numeric/quantiles.ts";
import { assertClose } from "../support/golden.ts";

Deno.test("quantile() is the averaged inverse of the distribution function", async (t) => {
  // numpy 2.4.6: numpy.quantile(x, p, method="averaged_inverted_cdf"); with weights numpy.repeat first.
  const cases: [number[], number[], number, number][] = [
    [[3, 1, 2], [1, 1, 1], 0.5, 2],
    [[4, 1, 2, 3], [1, 1, 1, 1], 0.5, 2.5],
    [[4, 1, 2, 3], [1, 1, 1, 1], 0.1, 1],
    [[10, 20, 30], [1, 2, 1], 0.25, 15],
    [[10, 20, 30], [2, 4, 2], 0.75, 25],
    [[5, NaN, 7], [1, 9, 0], 0.9, 5],
    [[], [], 0.5, NaN],
  ];
  for (const [values, masses, share, expected] of cases) {
    await t.step(`${values} by ${masses} at ${share}`, () => {
      assert.equal(quantile(distributionOf(values, masses), share), expected);
    });
  }
});

Deno.test("quantile() takes a mass of 2 as the number twice, in any unit of mass", () => {
  const pairs = fc.array(
    fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 4 })),
    {
      minLength: 1,
      maxLength: 30,
    },
  );
  fc.assert(
    fc.property(pairs, fc.constantFrom(0.1, 0.25, 0.5, 0.9), (given, share) => {
      const repeated = given.flatMap(([value, times]) => new Array<number>(times).fill(value));
      const expected = quantile(distributionOf(repeated, repeated.map(() => 1)), share);
      const values = given.map(([value]) => value);
      for (const unit of [1, 1 / 3, 0.7]) {
        const masses = given.map(([, times]) => times * unit);
        assert.equal(quantile(distributionOf(values, masses), share), expected);
      }
    }),
    { seed: 21, numRuns: 500 },
  );
});

Deno.test("evenDistribution() is that of numbers that weigh 1 each", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(0.5, NaN, Infinity))),
      (values) => {
        assert.deepEqual(evenDistribution(values), distributionOf(values, values.map(() => 1)));
      },
    ),
    { seed: 5, numRuns: 300 },
  );
});

Deno.test("robustSpread() is the scaled median distance, and of the others where most are equal", () => {
  const spread = (values: number[]) => robustSpread(distributionOf(values, values.map(() => 1)));
  // scipy 1.17.1: scipy.stats.median_abs_deviation([1, 2, 4, 8, 1e9], scale="normal")
  assertClose([spread([1, 2, 4, 8, 1e9]).deviation], [4.447806655516806], 1e-12);
  assertClose([spread([0, 0, 0, 0, 3, 5, 9]).deviation], [5 * 1.482602218505602], 1e-12);
  assert.deepEqual(spread([7, 7, 7]), { median: 7, deviation: 0 });
});
