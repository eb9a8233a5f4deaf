/** Tests of the linear discriminant against numpy and scikit-learn. Runs in Deno. */

import assert from "node:assert/strict";
import { matrix } from "../../pipeline/numeric/matrix.ts";
import {
  classify,
  lessSums,
  logWilks,
  solve,
  sumUp,
} from "../../pipeline/typing/short/discriminant.ts";
import { fitTemperature } from "../../pipeline/typing/place/probability.ts";
import { assertClose } from "../support/golden.ts";

const X = matrix(
  Float64Array.of(1, 2, 2, 1, 2, 3, 3, 2, 6, 5, 7, 7, 6, 8, 8, 6, 7, 5, 1, 8, 2, 9, 3, 7),
  12,
  2,
);
const LABELS = Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2);
const ALL = Int32Array.from(LABELS, (_, i) => i);
const CHOSEN = [0, 1];

// numpy 2.4.6: w = np.linalg.solve((W + 1e-3 * 12 * np.eye(2)) / 9, m), log(share) - w @ m / 2 of each label;
// W the products within labels, m the label's mean.
const WEIGHTS = [
  ...[3.2241395647837656, 2.2015770640594505, 10.82402858266702, 6.962934836182078],
  ...[4.604598940761591, 7.425848880259975],
];
const CONSTANTS = [-6.524328917511326, -59.26226391058621, -35.69428882292138];

Deno.test("solve() gives the weights and constants of numpy, whichever way the sums were made", () => {
  const whole = sumUp(X, { labels: LABELS, k: 3, rows: ALL });
  const some = sumUp(X, { labels: LABELS, k: 3, rows: Int32Array.of(2, 5) });
  const rest = sumUp(X, { labels: LABELS, k: 3, rows: ALL.filter((i) => i !== 2 && i !== 5) });
  const found = solve(whole, CHOSEN);
  assertClose(found.weights, WEIGHTS, 1e-10);
  assertClose(found.constants, CONSTANTS, 1e-10);
  assert.deepEqual(solve(lessSums(whole, some), CHOSEN), solve(rest, CHOSEN));
});

Deno.test("logWilks() is the logarithm of the ratio of determinants", () => {
  // numpy 2.4.6: np.log(np.linalg.det(W + r) / np.linalg.det(T + r)), r = 1e-3 * 12 * np.eye(2).
  const sums = sumUp(X, { labels: LABELS, k: 3, rows: ALL });
  assertClose([logWilks(sums, CHOSEN)], [-4.358031003896358], 1e-10);
});

Deno.test("classify() says of a grid what scikit-learn does", () => {
  // scikit-learn 1.9.1: LinearDiscriminantAnalysis(solver="svd").fit(x, y).predict(grid)
  const expected = [0, 0, 2, 2, 0, 0, 2, 2, 0, 1, 1, 1, 1, 1, 1, 1];
  const points = [0, 3, 5, 9].flatMap((a) => [1, 4, 6, 9].flatMap((b) => [a, b]));
  const grid = matrix(Float64Array.from(points), 16, 2);
  const rows = Int32Array.from(expected, (_, i) => i);
  const found = classify(grid, solve(sumUp(X, { labels: LABELS, k: 3, rows: ALL }), CHOSEN), {
    ...{ chosen: CHOSEN, rows },
  });
  assert.deepEqual([...found], expected);
});

Deno.test("fitTemperature() finds the temperature that makes probabilities true", () => {
  // Three of four are where the gap of 1 says: the odds 3 are e^(1 / T), so T is 1 / ln 3.
  const n = 400;
  const values = Float64Array.from({ length: 2 * n }, (_, p) => p % 2);
  const labels = Int32Array.from({ length: n }, (_, i) => i % 4 === 0 ? 1 : 0);
  assertClose([fitTemperature({ values, n, d: 2 }, labels)], [1 / Math.log(3)], 1e-4);
});
