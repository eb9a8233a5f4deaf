/** Tests of cells that survey tools write in forms of their own. Runs in Deno. */

import assert from "node:assert/strict";
import { columnValues } from "../../../pipeline/survey/read_column.ts";
import { columnOf } from "../../support/survey_text.ts";
import { readText } from "../support.ts";

Deno.test("ingest() reads LimeSurvey's code of another answer and cells masked as formulas, and keeps the cells", async () => {
  const rows = ["-oth-", "A1", "'-oth-", "A1", "Other", "A1"].map((choice, i) =>
    `${i};2024-01-0${1 + i};3;de;"${choice}";"${i % 2 === 0 ? `'-${i + 1}` : i}";"'=1+1 o'clock"`
  );
  const text = ["id;submitdate;lastpage;startlanguage;Q1;Q2;Q3", ...rows].join("\r\n");
  const { survey } = await readText(`${text}\r\n`);
  const [choice, number] = ["Q1", "Q2"].map((name) => columnOf(survey, name));
  assert.deepEqual([choice.kind, choice.categories], ["nominal", ["A1", "Other"]]);
  assert.deepEqual([...columnValues(choice)], [1, 0, 1, 0, 1, 0]);
  assert.deepEqual(choice.texts, ["-oth-", "A1", "'-oth-", "Other"]);
  assert.deepEqual([...columnValues(number)], [-1, 1, -3, 3, -5, 5]);
  assert.equal(number.texts[0], "'-1");
  // Without the tool's columns, a quote before a sign may be anything.
  const headers = text.replace("submitdate;lastpage", "when;where");
  const { survey: plain } = await readText(headers, { columns: { Q1: "nominal" } });
  assert.deepEqual(columnOf(plain, "Q1").categories, ["'-oth-", "-oth-", "A1", "Other"]);
});

Deno.test("ingest() reads how long interviews took as numbers, though no two took equally long", async () => {
  const rows = Array.from(
    { length: 30 },
    (_, i) => `2024-01-01,2024-01-01,100,${60 + 7 * i},R_${i},red`,
  );
  const header = "StartDate,EndDate,Progress,Duration (in seconds),ResponseId,Q1";
  const { survey } = await readText([header, ...rows].join("\n"));
  const duration = columnOf(survey, "Duration (in seconds)");
  assert.deepEqual([duration.kind, duration.metadata, duration.values[1]], ["numeric", true, 67]);
});
