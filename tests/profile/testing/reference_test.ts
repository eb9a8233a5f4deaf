/** Tests of tests of segments against SciPy, statsmodels, R and FactoMineR on real surveys. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng } from "../../../pipeline/base/rng.ts";
import { matrix } from "../../../pipeline/numeric/matrix.ts";
import { adjustFalseDiscovery } from "../../../pipeline/profile/testing/adjust.ts";
import { type Assignment, tabulate } from "../../../pipeline/profile/figures.ts";
import { testExactly } from "../../../pipeline/profile/testing/exact.ts";
import { testQuestion, type UntoldTest } from "../../../pipeline/profile/testing/test_question.ts";
import { findTypical } from "../../../pipeline/profile/testing/typical.ts";
import { testMeans, testShares, type VTest } from "../../../pipeline/profile/testing/v_tests.ts";
import { statisticsOf } from "../../../pipeline/profile/variables.ts";
import type { TestFigure } from "../../../pipeline/profile/testing/segment_tests.ts";
import type { ProfileRow } from "../../../pipeline/profile/segment_profile.ts";
import type { Column } from "../../../pipeline/survey/column.ts";
import { sharedData, sharedDataAbsent } from "../../support/shared_data.ts";
import { columnOf } from "../../support/survey_text.ts";
import { BY_PYTHON, BY_R, readTested, TESTED_SURVEYS } from "../../support/tested_survey.ts";

const TOLERANCE = 1e-6;

interface Expected {
  readonly statistic: number;
  readonly freedom: readonly number[];
  readonly p: number;
  readonly effect: number;
}

/** Relative for what may be far from 1, so that small p have to agree in their digits. */
function assertNear(actual: number, expected: number, what: string): void {
  const gap = Math.abs(actual - expected);
  assert.ok(
    gap <= TOLERANCE * Math.abs(expected) || gap < 1e-300,
    `${what}: ${actual}, ${expected}`,
  );
}

function testOf(column: Column, assignment: Assignment): UntoldTest {
  const [{ statistic }] = statisticsOf(column);
  const row = { variable: column.name, statistic, role: "describing" } as ProfileRow;
  const rng = createRng(1);
  return testQuestion({ column, row }, tabulate(column, assignment), { untested: "", rng });
}

// By tests/golden/make_tests_golden.py: SciPy 1.17.1, statsmodels 0.15.0.
for (const name of TESTED_SURVEYS) {
  Deno.test({
    name: `questions of ${name} are tested as by SciPy and statsmodels (needs ../shared/data)`,
    ignore: sharedDataAbsent,
    async fn(t) {
      const given = await readTested(name);
      for (const [variable, expected] of Object.entries(BY_PYTHON[name].questions)) {
        for (const by of ["plain", "weighted"] as const) {
          await t.step(`${variable}, ${by}`, () => {
            const found = testOf(columnOf(given.survey, variable), given[by]);
            const reference: Record<string, Expected | number> = expected[by];
            const { test, beside } = found;
            assert.notEqual(test, null);
            assertNear(found.effectiveBase ?? found.base, expected[by].base, "base");
            for (const each of beside === undefined ? [test!] : [test!, beside]) {
              const own = reference[each.name] as Expected;
              assert.notEqual(own, undefined, `${each.name} is no test of the reference`);
              assertNear(each.statistic!, own.statistic, each.name);
              each.freedom.forEach((freedom, at) =>
                assertNear(freedom, own.freedom[at], "freedom")
              );
              assertNear(each.p, own.p, "p");
            }
            assertNear(found.effect!.value, (reference[test!.name] as Expected).effect, "effect");
          });
        }
      }
    },
  });
}

type ByLevel = Readonly<Record<string, readonly number[]>>;

// By tests/golden/make_tests_golden.R: FactoMineR 2.7 (catdes with row.w).
for (const name of TESTED_SURVEYS) {
  Deno.test({
    name: `each segment of ${name} is tested against all as by FactoMineR (needs ../shared/data)`,
    ignore: sharedDataAbsent,
    async fn() {
      const given = await readTested(name);
      let compared = 0;
      for (const [variable, expected] of Object.entries(BY_R.v[name])) {
        const column = columnOf(given.survey, variable);
        for (const by of ["plain", "weighted"] as const) {
          const table = tabulate(column, given[by]);
          const found = new Map<string, (VTest | null)[]>();
          for (const { statistic, category, levels } of statisticsOf(column)) {
            const isMean = statistic === "mean";
            found.set(
              isMean ? "values" : category!,
              isMean ? testMeans(table, levels) : testShares(table, levels),
            );
          }
          const reference: Record<string, ByLevel> = expected[by];
          for (const [segment, levels] of Object.entries(reference)) {
            for (const [level, [v, p]] of Object.entries(levels)) {
              const own = found.get(level)?.[Number(segment)];
              // Of yes and no one row is profiled.
              if (own === undefined && column.kind === "binary") continue;
              assertNear(own!.v, v, `${variable} ${level} ${by}`);
              assertNear(own!.p, p, `p of ${variable} ${level} ${by}`);
              compared++;
            }
          }
        }
      }
      assert.ok(compared >= 20, `only ${compared} compared`);
    },
  });
}

// By tests/golden/make_tests_golden.R: R 4.2.2 (fisher.test).
Deno.test("exact tests by all tables are R's, and by tables drawn near them", () => {
  for (const { cells, columns, p } of BY_R.exact) {
    const found = testExactly({ cells: Float64Array.from(cells), columns }, createRng(1));
    assert.equal(found.name, "fisher");
    assertNear(found.p, p, "exact p");
  }
  // Too many tables: fisher.test(x, workspace = 2e8) of R 4.2.2 has 0.101045859835.
  const cells = Float64Array.from([9, 14, 8, 12, 21, 19, 17, 8, 11, 6, 13, 12]);
  const drawn = testExactly({ cells, columns: 4 }, createRng(1));
  assertDrawn(drawn, 0.101045859835);
});

Deno.test("exact tests go by all tables up to 50,000 of them, and by tables drawn beyond", () => {
  // Two rows of 60,000: as many tables as counts the first cell can have.
  for (const [first, name] of [[49_999, "fisher"], [50_000, "fisher-monte-carlo"]] as const) {
    const cells = Float64Array.of(first - 20, 60_020 - first, 20, 59_980);
    assert.equal(testExactly({ cells, columns: 2 }, createRng(1)).name, name);
  }
  // 200 rows, which fill a column in far more ways.
  const cells = Float64Array.from({ length: 600 }, (_, at) => at * at % 5);
  assert.equal(testExactly({ cells, columns: 3 }, createRng(1)).name, "fisher-monte-carlo");
});

// By tests/golden/make_tests_golden.R: R 4.2.2 (fisher.test with a million tables drawn).
Deno.test({
  name: "a question with rare answers is tested by tables drawn (needs ../shared/data)",
  ignore: sharedDataAbsent,
  async fn() {
    const { survey, plain } = await readTested("tea");
    assertDrawn(testOf(columnOf(survey, "price"), plain).test!, BY_R.drawn);
  },
});

/** Within four standard errors of so many tables. */
function assertDrawn({ name, tables, p }: TestFigure, expected: number): void {
  assert.deepEqual([name, tables], ["fisher-monte-carlo", 4999]);
  const error = Math.sqrt(expected * (1 - expected) / 5000);
  assert.ok(Math.abs(p - expected) <= 4 * error + 1 / 5000, `${p}, but ${expected} is expected`);
}

// By tests/golden/make_tests_golden.py: statsmodels 0.15.0 (multipletests, fdr_bh).
Deno.test("adjustFalseDiscovery() is statsmodels' fdr_bh", () => {
  const { p, by } = BY_PYTHON.adjusted;
  adjustFalseDiscovery(p).forEach((adjusted, at) => assertNear(adjusted, by[at], `p ${p[at]}`));
});

// By tests/golden/make_tests_golden.R: FactoMineR 2.7 (HCPC's desc.ind$para of standardised answers).
Deno.test({
  name: "findTypical() names the respondents that HCPC does (needs ../shared/data)",
  ignore: sharedDataAbsent,
  async fn() {
    const { segment, rows, distances } = BY_R.typical;
    const lines = (await Deno.readTextFile(sharedData("wine_labelled.csv"))).trim().split("\n");
    const without = lines[0].trim().split(",").indexOf("class");
    const table = lines.slice(1).map((line) =>
      line.trim().split(",").map(Number).filter((_, c) => c !== without)
    );
    const n = table.length, d = table[0].length;
    const values = new Float64Array(n * d);
    for (let c = 0; c < d; c++) {
      const mean = table.reduce((sum, row) => sum + row[c], 0) / n;
      const spread = Math.sqrt(table.reduce((sum, row) => sum + (row[c] - mean) ** 2, 0) / n);
      table.forEach((row, i) => values[i * d + c] = (row[c] - mean) / spread);
    }
    const found = findTypical({
      cleaned: { respondents: Int32Array.from(segment.keys()) },
      clustering: {
        ...{ labels: Int32Array.from(segment), k: 3, basis: "answers" as const },
        centroids: matrix(new Float64Array(3), 3, 1),
      },
      features: { ...matrix(values, n, d) } as Parameters<typeof findTypical>[0]["features"],
      embedding: matrix(new Float64Array(n), n, 1) as Parameters<
        typeof findTypical
      >[0]["embedding"],
    });
    assert.deepEqual(found.map((own) => own.map(({ row }) => row)), rows);
    found.forEach((own, g) =>
      own.forEach(({ distance }, at) => assertNear(distance, distances[g][at], "distance"))
    );
  },
});
