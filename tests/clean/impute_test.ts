/** Tests of filling missing answers by mean, median and nearest respondents, and of what was not asked. Runs in Deno. */

import assert from "node:assert/strict";
import { clean } from "../../pipeline/clean/mod.ts";
import { columnValues } from "../../pipeline/survey/read_column.ts";
import type { Cleaned } from "../../pipeline/clean/cleaned.ts";
import type { Column } from "../../pipeline/survey/column.ts";
import { MISSING_REASONS } from "../../pipeline/survey/missing.ts";
import type { Survey } from "../../pipeline/survey/survey.ts";
import { columnOf, csvOf, surveyOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

/** Values of a cleaned column, imputed ones included. */
function filledValues(column: Column): number[] {
  return Array.from(column.codes, (code) => column.values[code]);
}

function cleanBy(read: Survey, cleaning: Record<string, unknown>): Promise<Cleaned> {
  return clean(read, originalParams({ cleaning: { drop_thresh: 0.1, ...cleaning } }));
}

const MIXED = csvOf({
  size: [1, 2, "", 7, 10],
  team: ["a", "b", "b", "", "c"],
});

Deno.test("clean() fills gaps with the mean or the median, categories with the most frequent", async () => {
  const kinds = { ingest: { columns: { size: "numeric", team: "nominal" } } };
  const read = await surveyOf(MIXED, kinds);
  for (const [imputation_method, value] of [["mean", 5], ["median", 4.5]] as const) {
    const { survey, report } = await cleanBy(read, { imputation_method });
    assert.deepEqual(filledValues(columnOf(survey, "size")), [1, 2, value, 7, 10]);
    assert.deepEqual(filledValues(columnOf(survey, "team")), [0, 1, 1, 1, 2]);
    assert.deepEqual(report.imputed, [
      { name: "size", count: 1, value: String(value) },
      { name: "team", count: 1, value: "b" },
    ]);
  }
});

/** Answers with gaps as in the golden values below. */
const GAPS = csvOf({
  a: [1, 2, 5, 4, 1, 5, 2, "", 3, 3, 4, 1],
  b: [2, 1, 4, 5, 1, 5, "", 4, 3, 2, 4, 2],
  c: [1, 2, 5, 4, 2, "", 1, 5, 3, 3, 5, ""],
  d: [10, 12, 30, 35, "", 33, 11, 31, 20, "", 29, 9],
});
/** scikit-learn 1.9.1: KNNImputer(n_neighbors=k).fit_transform(z) * sd + mean with z = (x - mean) / sd by
 * nanmean and nanstd; the filled cells in the order of the rows. */
const FILLED: Record<number, number[]> = {
  1: [12, 4, 1, 5, 20, 1],
  3: [31 / 3, 14 / 3, 5 / 3, 14 / 3, 41 / 3, 4 / 3],
};

Deno.test("clean() fills gaps from the nearest respondents as scikit-learn's KNNImputer does", async () => {
  const kinds = Object.fromEntries(["a", "b", "c", "d"].map((name) => [name, "numeric"]));
  const read = await surveyOf(GAPS, { ingest: { columns: kinds } });
  for (const k of [1, 3]) {
    const { survey, report } = await cleanBy(read, {
      imputation_method: "nearest",
      imputation_neighbors: k,
    });
    const columns = ["a", "b", "c", "d"].map((name) => columnOf(survey, name));
    const found: number[] = [];
    for (let i = 0; i < survey.rows; i++) {
      for (const column of columns) {
        if (column.missing[column.codes[i]] !== 0) found.push(column.values[column.codes[i]]);
      }
    }
    assert.equal(found.length, 6);
    found.forEach((value, i) => assert.ok(Math.abs(value - FILLED[k][i]) < 1e-9, `${k}: ${found}`));
    assert.equal(report.cellsImputed, 6);
    // Answers that were given stay, and the survey as read is left alone.
    assert.ok(Number.isNaN(columnValues(columnOf(read, "a"))[7]));
  }
});

Deno.test("clean() fills categories from the nearest respondents, ties to the smallest", async () => {
  const read = await surveyOf(
    csvOf({ x: [1, 1, 1, 9, 9, 1.5], team: ["b", "a", "a", "c", "c", ""] }),
    { ingest: { columns: { x: "numeric", team: "nominal" } } },
  );
  for (const [k, place] of [[3, 0], [2, 0], [1, 1]] as const) {
    const { survey } = await cleanBy(read, {
      imputation_method: "nearest",
      imputation_neighbors: k,
    });
    assert.equal(filledValues(columnOf(survey, "team"))[5], place, `k ${k}`);
  }
});

/** The survey with the blanks of some columns taken as not asked. */
function withNotAsked(read: Survey, names: readonly string[]): Survey {
  const code = MISSING_REASONS.indexOf("not_asked");
  return {
    ...read,
    columns: read.columns.map((column) =>
      names.includes(column.name)
        ? { ...column, missing: column.missing.map((reason) => reason === 0 ? 0 : code) }
        : column
    ),
  };
}

Deno.test("clean() never fills what was not asked unless told to", async () => {
  const read = withNotAsked(
    await surveyOf(csvOf({
      q1: [1, 2, 3, 4, 5, 3],
      q2: [3, "", 4, 1, "", 5],
      q3: [1, "", 2, 5, "", 4],
    })),
    ["q2", "q3"],
  );
  const dropped = await cleanBy(read, { imputation_method: "mode" });
  assert.deepEqual(dropped.report.columnsKept, ["q1"]);
  assert.deepEqual(
    dropped.report.columnsDropped,
    ["q2", "q3"].map((name) => ({
      name,
      cause: "not_asked",
      reason: "not asked of 2 of 6 (cleaning.not_asked)",
    })),
  );
  const told = await cleanBy(read, { imputation_method: "mode", not_asked: "indicator" });
  assert.deepEqual(told.report.columnsKept, ["q1", "q2"]);
  assert.deepEqual(filledValues(columnOf(told.survey, "q2")), [1, 0, 1, 1, 0, 1]);
  assert.equal(
    told.report.columnsDropped[0].reason,
    'not asked of 2 of 6, the same respondents as "q2"',
  );
  assert.equal(told.report.cellsImputed, 0);
  const filled = await cleanBy(read, { imputation_method: "mode", not_asked: "impute" });
  assert.deepEqual(filledValues(columnOf(filled.survey, "q2")), [3, 1, 4, 1, 1, 5]);
  assert.equal(filled.report.cellsImputed, 4);
});
