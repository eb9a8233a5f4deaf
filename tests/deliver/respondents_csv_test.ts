/** Tests of the files with one row a respondent. Runs in Deno. */

import assert from "node:assert/strict";
import { writeSurveyCsv } from "../../pipeline/deliver/respondents_csv.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import { bytesOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

const CELLS = ["A;B;", "B;", "A;", "", "A;B;", "B;", "A;", "A;"];

/** The exported survey, with segments blanked. */
async function exported(text: string): Promise<string> {
  const result = await runPipeline(
    bytesOf(text),
    "s.csv",
    originalParams({ clustering: { n_clusters: 2 } }),
  );
  return new TextDecoder().decode(writeSurveyCsv(result)).replace(/,\d,[^,\n]+\r?\n/g, ",#\n");
}

Deno.test("writeSurveyCsv() gives joined options back as they came, not split", async () => {
  const head = "ID,Start time,Completion time,Fruit,Age";
  const rows = CELLS.map((cell, i) =>
    `${i},2024-03-01 10:00,2024-03-01 10:05,${cell},${20 + i % 3}`
  );
  const text = [head, ...rows].join("\n") + "\n";
  const expected = [`${head},segment,segment_name`, ...rows.map((row) => `${row},#`)].join("\n") +
    "\n";
  assert.equal(await exported(text), expected);
});

Deno.test("writeSurveyCsv() writes the columns' names where the header has several rows", async () => {
  const rows = CELLS.map((_, i) => `${1 + i % 5},${1 + i % 2}`);
  const text = ["Q1,Q2", "How?,Why?", "{'ImportId': 'QID1'},{'ImportId': 'QID2'}", ...rows].join(
    "\n",
  );
  const expected = ["Q1,Q2,segment,segment_name", ...rows.map((row) => `${row},#`)].join("\n") +
    "\n";
  assert.equal(await exported(text), expected);
});
