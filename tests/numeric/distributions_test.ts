/** Tests of tails of distributions against SciPy. Runs in Deno. */

import assert from "node:assert/strict";
import { fTail } from "../../pipeline/numeric/distributions/f_tail.ts";
import { chiSquareTail, logGamma } from "../../pipeline/numeric/distributions/gamma.ts";
import { normalOfTails, normalTails } from "../../pipeline/numeric/distributions/normal.ts";
import { BY_PYTHON } from "../support/tested_survey.ts";

const { tails } = BY_PYTHON;

function assertNear(actual: number, expected: number, relative: number): void {
  assert.ok(
    Math.abs(actual - expected) <= relative * Math.abs(expected),
    `${actual} is not ${expected}`,
  );
}

// By tests/golden/make_tests_golden.py: SciPy 1.17.1 (stats.chi2.sf, f.sf, norm.sf, special.ndtri_exp).
Deno.test("tails of chi-square, F and the normal distribution are SciPy's, far out as well", () => {
  for (const [x, freedom, p] of tails.chi_square) assertNear(chiSquareTail(x, freedom), p, 1e-11);
  for (const [x, between, within, p] of tails.f) assertNear(fTail(x, { between, within }), p, 1e-8);
  for (const [z, p] of tails.normal) assertNear(normalTails(z), p, 1e-11);
  for (const [log, z] of tails.normal_of_log) assertNear(normalOfTails(log), z, 1e-12);
});

Deno.test("logGamma() has the factorials, and the ends of tails are 0 and 1", () => {
  for (const [n, factorial] of [[5, 24], [11, 3628800], [18, 355687428096000]]) {
    assertNear(logGamma(n), Math.log(factorial), 1e-14);
  }
  assert.deepEqual([chiSquareTail(0, 3), chiSquareTail(5000, 3)], [1, 0]);
  assert.deepEqual([0, Infinity].map((x) => fTail(x, { between: 2, within: 9 })), [1, 0]);
  assert.deepEqual([normalTails(0), normalOfTails(0)], [1, 0]);
});
