/** Tests of two-way imputation on a real inventory, against pandas. Runs in Deno. */

import assert from "node:assert/strict";
import { clean } from "../../pipeline/clean/mod.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import type { Survey } from "../../pipeline/survey/survey.ts";
import { missingCode } from "../../pipeline/survey/missing.ts";
import { assertClose } from "../support/golden.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { weightOfRow, withColumn } from "../support/weighted.ts";
// By tests/golden/make_twoway_golden.py: pandas 3.1.1, NumPy 2.4.6.
import golden from "./twoway_python.json" with { type: "json" };
import { originalParams } from "../support/original.ts";

/** The blanks of the reference program. */
const isPlanted = (row: number, item: number) => (7919 * row + 104729 * item) % 10 < 3;

async function read(isBlanked: boolean): Promise<Survey> {
  const survey = await ingest(
    await Deno.readFile(sharedData("bfi.csv")),
    "bfi.csv",
    originalParams({}),
  );
  if (!isBlanked) return survey;
  return {
    ...survey,
    columns: survey.columns.map((column) => {
      const item = golden.items.indexOf(column.name);
      if (item < 0) return column;
      const blank = column.texts.length;
      return {
        ...column,
        codes: Uint8Array.from(column.codes, (code, row) => isPlanted(row, item) ? blank : code),
        texts: [...column.texts, ""],
        values: Float64Array.of(...column.values, NaN),
        missing: Uint8Array.of(...column.missing, missingCode("blank")),
      };
    }),
  };
}

for (const form of ["as_given", "planted", "weighted"] as const) {
  for (const imputation_method of ["auto", "twoway"]) {
    Deno.test({
      name:
        `bfi.csv ${form} has the gaps filled as by pandas, ${imputation_method} (needs ../shared/data)`,
      ignore: sharedDataAbsent,
      fn: async () => {
        const survey = await read(form !== "as_given");
        const weights = Array.from({ length: survey.rows }, (_, i) => weightOfRow(i));
        const params = originalParams({
          cleaning: { imputation_method, drop_thresh: "auto" },
          weighting: { column: form === "weighted" ? "wt" : "" },
        });
        const cleaned = await clean(withColumn(survey, "wt", weights), params);
        assert.equal(cleaned.respondents.length, survey.rows);
        const expected = golden[form];
        const { imputed, twoway } = cleaned.report;
        const items = golden.items.map((name) =>
          cleaned.survey.columns.find((column) => column.name === name)!
        );
        const turned = twoway!.flatMap(({ items }) => items.filter(({ isTurned }) => isTurned));
        assert.deepEqual(turned.map(({ name }) => name), expected.turned);
        assert.equal(
          imputed.filter(({ name }) => golden.items.includes(name))
            .reduce((sum, { count }) => sum + count, 0),
          expected.gaps,
        );
        golden.rows.forEach((row, r) =>
          assertClose(items.map(({ codes, values }) => values[codes[row]]), expected.rows[r], 1e-9)
        );
        const meanOf = (power: number) =>
          items.map(({ codes, values }) =>
            Array.from(codes).reduce((sum, code) => sum + values[code] ** power, 0) / codes.length
          );
        assertClose(meanOf(1), expected.mean, 1e-9);
        assertClose(meanOf(2), expected.square, 1e-8);
        for (const { codes, values } of items) {
          assert.ok(codes.every((code) => values[code] >= 1 && values[code] <= 6));
        }
      },
    });
  }
}
