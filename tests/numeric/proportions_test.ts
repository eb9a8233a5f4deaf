/** Tests of shares, their intervals and exact tails against SciPy and statsmodels. Runs in Deno. */

import assert from "node:assert/strict";
import { betaBinomialUpper, binomialUpper } from "../../pipeline/numeric/distributions/binomial.ts";
import { studentOfTails } from "../../pipeline/numeric/distributions/f_tail.ts";
import {
  differenceInterval,
  testTwoShares,
  wilsonInterval,
} from "../../pipeline/numeric/distributions/proportions.ts";

function assertNear(actual: number, expected: number, what: string, relative = 1e-9): void {
  const gap = Math.abs(actual - expected);
  assert.ok(
    gap <= relative * Math.abs(expected) || gap < 1e-15,
    `${what}: ${actual}, ${expected}`,
  );
}

const shareOf = ([count, base]: readonly number[]) => ({ share: count / base, base });

Deno.test("intervals of shares are statsmodels', without any counted and for bases that are not whole as well", () => {
  // statsmodels 0.15.0, Python 3: proportion_confint(count, nobs, method="wilson")
  for (
    const [count, base, low, high] of [
      [0, 40, 0.0, 0.08762160119728668],
      [3, 100, 0.01025452402403891, 0.08451936429052763],
      [366, 1204, 0.2786620776763409, 0.3305581585119012],
      [120.5, 301.25, 0.3462730599124226, 0.4562451743479156],
      [50, 50, 0.9286524008666412, 1.0],
    ]
  ) {
    const found = wilsonInterval(shareOf([count, base]));
    assertNear(found.low, low, `low of ${count} in ${base}`);
    assertNear(found.high, high, `high of ${count} in ${base}`);
  }
});

Deno.test("the change of a share, its interval and its test are statsmodels'", () => {
  // statsmodels 0.15.0: confint_proportions_2indep(count2, nobs2, count1, nobs1, method="newcomb",
  // compare="diff"); proportions_ztest([count2, count1], [nobs2, nobs1])
  const cases: [before: number[], after: number[], expected: number[]][] = [
    [[366, 1204], [420, 1180], [
      ...[0.014198277775242185, 0.0895108504011553],
      ...[2.6974635178784947, 0.006986994015872903],
    ]],
    [[0, 40], [3, 100], [
      ...[-0.0598188667145918, 0.08451936429052763],
      ...[1.107374088672285, 0.2681322239373215],
    ]],
    [[50, 50], [45, 50], [
      ...[-0.2136023143747966, -0.008975448080590087],
      ...[-2.2941573387056162, 0.021781462791119557],
    ]],
  ];
  for (const [before, after, [low, high, z, p]] of cases) {
    const [a, b] = [shareOf(before), shareOf(after)];
    const found = { ...differenceInterval(a, b), ...testTwoShares(a, b) };
    assertNear(found.low, low, "low");
    assertNear(found.high, high, "high");
    assertNear(found.z, z, "z");
    assertNear(found.p, p, "p");
  }
  assert.deepEqual(testTwoShares(shareOf([0, 9]), shareOf([0, 5])), { z: 0, p: 1 });
});

Deno.test("exact tails of counts are SciPy's, for a share that is known and for one that was counted", () => {
  // SciPy 1.17.1: scipy.stats.binom.sf(x - 1, n, p)
  for (
    const [x, n, chance, p] of [
      [1, 50, 0.01, 0.39499393286246337],
      [18, 1000, 0.01, 0.013832581730008505],
      [130, 10000, 0.01, 0.002175091348918592],
      [60, 1000, 0.01, 1.843827984012186e-27],
      [500, 500, 0.5, 3.054936363499605e-151],
    ]
  ) assertNear(binomialUpper(x, { n, chance }), p, `${x} of ${n}`);
  // SciPy 1.17.1: scipy.stats.betabinom.pmf(numpy.arange(x, n + 1), n, hits, misses).sum(), as its sf() is
  // 1 less the sum of the others and loses the digits of small tails.
  for (
    const [x, n, hits, misses, p] of [
      [1, 50, 2, 198, 0.3619315973571221],
      [18, 1000, 12.5, 1187.5, 0.06440721812092125],
      [130, 10000, 100.4, 9900.6, 0.024555341636883006],
      [60, 1000, 12.5, 1187.5, 1.0096244378862205e-11],
      [3, 4, 0.7, 2.5, 0.1015867323200992],
      [20, 1000, 30, 970, 0.9268178616718834],
    ]
  ) assertNear(betaBinomialUpper(x, { n, hits, misses }), p, `${x} of ${n} by ${hits}`, 1e-8);
  assert.deepEqual([0, 6].map((x) => binomialUpper(x, { n: 5, chance: 0.5 })), [1, 0]);
  assert.deepEqual([0, 6].map((x) => betaBinomialUpper(x, { n: 5, hits: 1, misses: 2 })), [1, 0]);
});

Deno.test("studentOfTails() is SciPy's quantile", () => {
  // SciPy 1.17.1: scipy.stats.t.isf(p / 2, freedom)
  for (
    const [p, freedom, t] of [
      [0.05, 1, 12.706204736174705],
      [0.05, 3.7, 2.8675207071911903],
      [0.05, 120.5, 1.979846734639365],
      [0.01, 30, 2.749995653567226],
      [0.05, 1e6, 1.9599663568141072],
    ]
  ) assertNear(studentOfTails(p, freedom), t, `${p} by ${freedom}`);
  assert.ok(Number.isNaN(studentOfTails(0.05, 0)));
});
