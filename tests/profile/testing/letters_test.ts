/** Tests of letters and of the tests behind them, against R and statsmodels. Runs in Deno. */

import assert from "node:assert/strict";
import {
  columnLetter,
  compareMeans,
  compareShares,
  meanLetters,
  pairsOf,
  shareLetters,
} from "../../../pipeline/profile/testing/letters.ts";
import { normalTails, studentTails } from "../../../pipeline/profile/testing/tails.ts";
import python from "../../golden/letters_python.json" with { type: "json" };
import r from "../../golden/letters_r.json" with { type: "json" };
import { assertClose } from "../../support/golden.ts";

// By tests/golden/make_letters_golden.R: R 4.2.2 (pnorm, pt).
Deno.test("normalTails() and studentTails() agree with R", () => {
  for (const { z, t, freedom, p } of r.tails) {
    const own = z === undefined ? studentTails(t!, freedom!) : normalTails(z);
    assert.ok(
      Math.abs(own - p) <= 1e-9 * p + 1e-300,
      `${JSON.stringify({ z, t, freedom })}: ${own}`,
    );
  }
});

Deno.test("normalTails() and studentTails() take both signs alike and tell what is no number", () => {
  assert.equal(normalTails(-1.3), normalTails(1.3));
  assert.equal(studentTails(-1.3, 7.5), studentTails(1.3, 7.5));
  assert.ok(Number.isNaN(normalTails(NaN)) && Number.isNaN(studentTails(1, 0)));
  assert.equal(studentTails(Infinity, 3), 0);
});

// The same script: prop.test(correct = FALSE) and t.test on the tables of expss's vignette.
Deno.test("compareShares() and compareMeans() agree with R, as expss does", () => {
  for (const { row, column, counts, bases, p } of r.shares) {
    const [a, b] = counts.map((count, side) => ({ share: count / bases[side], base: bases[side] }));
    assert.ok(Math.abs(compareShares(a, b) - p) < 1e-9, `${row} by ${column}`);
  }
  for (const { row, column, a, b, p } of r.means) {
    const [first, second] = [a, b].map(([mean, deviation, base]) => ({ mean, deviation, base }));
    assert.ok(Math.abs(compareMeans(first, second) - p) < 1e-9, `${row} by ${column}`);
  }
});

// By tests/golden/make_letters_golden.py: statsmodels 0.15.0 (proportions_ztest) and SciPy 1.17.1
// (ttest_ind_from_stats, equal_var False), on effective bases.
Deno.test("shareLetters() and meanLetters() agree with statsmodels and SciPy", () => {
  for (const { bases, row } of linesOf(python)) {
    const { values, deviations, letters, p } = row;
    const isMean = deviations !== undefined;
    const columns = values.map((value, g) => {
      const { base, effective } = bases[g];
      const deviation = deviations?.[g] ?? 0;
      return base < 30 ? null : { share: value, mean: value, deviation, base: effective };
    });
    for (const [pair, expected] of Object.entries(p)) {
      const [a, b] = [...pair].map((letter) => columns["ABCD".indexOf(letter)]!);
      assertClose([isMean ? compareMeans(a, b) : compareShares(a, b)], [expected], 1e-9);
    }
    const options = { letters: ["A", "B", "C", "D"], comparisons: 1 };
    const found = isMean ? meanLetters(columns, options) : shareLetters(columns, options);
    assert.deepEqual(found, letters);
  }
});

interface Line {
  readonly values: readonly number[];
  readonly deviations?: readonly number[];
  readonly letters: readonly string[];
  readonly p: Readonly<Record<string, number>>;
}

type Bases = readonly { readonly base: number; readonly effective: number }[];

/** All rows of the tables without a correction. */
function linesOf({ unweighted, weighted }: typeof python): { bases: Bases; row: Line }[] {
  return [unweighted, weighted].flatMap((tables) =>
    Object.values(tables).flatMap(({ bases, ...told }) => {
      const { rows = {}, ...others } = told as unknown as { rows?: Record<string, Line> };
      return [...Object.values(rows), ...Object.values(others as Record<string, Line>)]
        .map((row) => ({ bases, row }));
    })
  );
}

Deno.test("shareLetters() gives no letter where nothing varies, nor to or of who is not compared", () => {
  const options = { letters: ["A", "B", "C"], comparisons: 1 };
  const all = { share: 1, base: 100 }, none = { share: 0, base: 100 };
  assert.deepEqual(shareLetters([all, all, all], options), ["", "", ""]);
  assert.deepEqual(shareLetters([all, null, none], options), ["C", "", ""]);
  assert.deepEqual(shareLetters([all, { share: 0, base: 1 }, null], options), ["", "", ""]);
});

Deno.test("shareLetters() writes capitals below 0.01, and multiplies by the comparisons", () => {
  const columns = [{ share: 0.5, base: 200 }, { share: 0.39, base: 200 }, {
    share: 0.3,
    base: 200,
  }];
  const letters = ["A", "B", "C"];
  assert.deepEqual(shareLetters(columns, { letters, comparisons: 1 }), ["b C", "", ""]);
  assert.deepEqual(shareLetters(columns, { letters, comparisons: pairsOf(columns) }), [
    "C",
    "",
    "",
  ]);
});

Deno.test("columnLetter() goes on with two letters after Z", () => {
  assert.deepEqual([0, 25, 26, 27, 51, 52, 701, 702].map(columnLetter), [
    ...["A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"],
  ]);
});
