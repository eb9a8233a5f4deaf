/** Tests of what reports tell of how columns were read and what is missing. Runs in Deno. */

import assert from "node:assert/strict";
import * as XLSX from "xlsx";
import { writeReport } from "../../pipeline/deliver/report_xlsx.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { summarize } from "../../pipeline/run/summary.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

const N = 90;
const cycle = <T>(...values: T[]) => Array.from({ length: N }, (_, i) => values[i % values.length]);

async function qualityRows(result: PipelineResult): Promise<Record<string, unknown>[]> {
  const book = XLSX.read(await writeReport(result));
  return XLSX.utils.sheet_to_json(book.Sheets["Data quality"]);
}

Deno.test("report.xlsx counts missing answers by reason and tells questions and doubtful codes", async () => {
  const bytes = bytesOf(csvOf({
    q1_1: cycle<number | string>(1, 2, 3, 4, 5, ""),
    q1_2: cycle(5, 4, 3, 2, 1, 99),
    mood: cycle("Low", "High", "Don't know", "Medium", "Low", ""),
  }));
  const result = await runPipeline(bytes, "small.csv", originalParams({}));
  const [first, second, mood] = await qualityRows(result);
  assert.deepEqual(Object.keys(first).filter((key) => key.startsWith("Missing")), [
    "Missing",
    "Missing: blank",
    "Missing: don't know",
  ]);
  assert.deepEqual([first.Question, first["Question kind"]], ["q1", "scale"]);
  assert.deepEqual([first.Missing, first["Missing: blank"]], [15, 15]);
  assert.equal(second["May mean no answer"], "99");
  assert.deepEqual([mood.Missing, mood["Missing: don't know"], mood["Missing: blank"]], [
    30,
    15,
    15,
  ]);
  assert.deepEqual(summarize(result, null).input.missing, { blank: 30, dont_know: 15 });
});

Deno.test({
  name: "a run counts the missing answers of a real survey by reason (needs ../shared/data)",
  ignore: sharedDataAbsent,
  async fn() {
    const bytes = await Deno.readFile(sharedData("star_wars_538.csv"));
    const result = await runPipeline(bytes, "star_wars_538.csv", originalParams({}));
    const { missing } = summarize(result, null).input;
    // pandas 3.1.1: read_csv(header=[0, 1], encoding="mac_roman"), 12,341 empty cells and 852 times
    // "Unfamiliar (N/A)".
    assert.equal(missing.blank! + missing.not_asked!, 12_341);
    assert.equal(missing.not_applicable, 852);
  },
});
