/** Tests of the ingest stage as a whole: purity, determinism, cancelling, columns helpers. Runs in Deno. */

import assert from "node:assert/strict";
import {
  answeredCount,
  columnValues,
  isAnswered,
  levelCounts,
} from "../../pipeline/survey/read_column.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import { bytesOf, columnOf } from "../support/survey_text.ts";
import { ingestParams, readText } from "./support.ts";

const TEXT = "id,q1,q2\n1,5,yes\n2,NA,no\n3,3,\n4,4,yes\n";

Deno.test("ingest() depends on the bytes, not on the name", async () => {
  const params = ingestParams();
  const one = await ingest(bytesOf(TEXT), "survey.xlsx", params);
  const other = await ingest(bytesOf(TEXT), "folder/data.tsv.gz", params);
  assert.equal(one.name, "survey.xlsx");
  assert.deepEqual({ ...one, name: "" }, { ...other, name: "" });
});

Deno.test("ingest() keeps warnings free of the file's name, so that they can be kept for its content", async () => {
  const { warnings } = await readText('a,a\n"x"y",NA\n1,2,3\n4\n');
  assert.ok(warnings.length >= 3);
  assert.deepEqual(warnings.filter((line) => line.includes("survey.csv")), []);
});

Deno.test("ingest() changes neither the bytes nor the parameters", async () => {
  const bytes = bytesOf(TEXT);
  const params = ingestParams({ columns: { q1: "numeric" } });
  const before = structuredClone({ bytes, params });
  await ingest(bytes, "x.csv", params);
  assert.deepEqual({ bytes, params }, before);
});

Deno.test("ingest() gives a plain value that can be sent to a worker", async () => {
  const { survey } = await readText(TEXT);
  assert.deepEqual(structuredClone(survey), survey);
});

Deno.test("ingest() stops when it is cancelled", async () => {
  const controller = new AbortController();
  const context = createContext({
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  const rows = Array.from({ length: 60000 }, (_, i) => `${i},${i * i},${i % 7}`).join("\n");
  await assert.rejects(ingest(bytesOf(`a,b,c\n${rows}`), "x.csv", ingestParams(), context), {
    name: "AbortError",
  });
});

Deno.test("column helpers read a column respondent by respondent", async () => {
  const { survey } = await readText(TEXT);
  const q1 = columnOf(survey, "q1");
  assert.deepEqual([...columnValues(q1)], [5, NaN, 3, 4]);
  assert.deepEqual([0, 1, 2, 3].map((i) => isAnswered(q1, i)), [true, false, true, true]);
  assert.deepEqual([...levelCounts(columnOf(survey, "q2"))], [2, 1, 1]);
  assert.equal(answeredCount(q1), 3);
  const text = columnOf((await readText("a\nfirst\nsecond\n")).survey, "a");
  assert.ok(isAnswered(text, 0) && answeredCount(text) === 2);
});
