/** Tests of what files that are handed on tell: the engine's words, and nothing that publish withholds. Runs in Deno. */

import assert from "node:assert/strict";
import { makeDeliverables } from "../../pipeline/deliver/deliverables.ts";
import { fieldTime } from "../../pipeline/deliver/told/field_time.ts";
import { fitText, linesOf } from "../../pipeline/deliver/look/text_fit.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import { openOffice } from "../support/office_package.ts";
import { longLabelSurvey } from "../support/long_labels.ts";

/** One respondent's word, in a question that others answer with common ones. */
const PLANTED = "Zugspitzhut";
const TOWNS = ["North", "South", "East"];

/** All texts of what is handed over of a survey in which one person is planted. */
async function toldOf(respondents: string): Promise<string> {
  const who = (row: number) => row === 17 ? PLANTED : TOWNS[row % TOWNS.length];
  const params = parseParams({
    structure: { check: "none" },
    clustering: { n_clusters: 3, n_init: 2 },
    publish: { respondents },
  });
  const survey = longLabelSurvey({ rows: 120, groups: 3, who });
  const result = await runPipeline(survey, "survey.csv", params);
  const files = await makeDeliverables(result, ["pptx", "docx", "html"]);
  assert.deepEqual(files.map(({ name }) => name), [
    "segments.pptx",
    "segments.docx",
    "report.html",
  ]);
  const texts = await Promise.all(files.map(async ({ name, bytes }) => {
    if (name.endsWith(".html")) return new TextDecoder().decode(bytes);
    const office = await openOffice(bytes);
    const words = office.paths.flatMap((path) =>
      office.tags(path).map(({ text, attributes }) =>
        `${text} ${Object.values(attributes).join(" ")}`
      )
    );
    return words.join("\n");
  }));
  for (const text of texts) assert.ok(text.includes("Statement 1"), "questions are told");
  return texts.join("\n");
}

Deno.test("what one person wrote is in no file that is handed on, unless all is published", async () => {
  assert.ok(!(await toldOf("pseudonymous")).includes(PLANTED));
  assert.ok(!(await toldOf("none")).includes(PLANTED));
  assert.ok((await toldOf("all")).includes(PLANTED));
});

Deno.test("the months of interviews are told without those that are one person's", async () => {
  const days = [
    "2026-01-02",
    ...Array.from({ length: 20 }, (_, i) => `2026-0${3 + i % 2}-1${i % 9}`),
  ];
  const lines = days.map((day, row) => `${day} 10:00:00,${row % 5 + 1},${(row * 3) % 5 + 1}`);
  const text = ["StartDate,How do you like it?,How often?", ...lines].join("\n");
  const bytesOf = (text: string) => new TextEncoder().encode(`${text}\n`);
  const survey = await ingest(
    bytesOf(text),
    "s.csv",
    { ingest: parseParams({}).ingest },
    createContext({}),
  );
  assert.equal(fieldTime(survey, 5), "March 2026 to April 2026");
  const born = bytesOf(text.replace("StartDate", "When were you born?"));
  const other = await ingest(born, "s.csv", { ingest: parseParams({}).ingest }, createContext({}));
  assert.equal(other.columns[0].kind, "date");
  assert.equal(fieldTime(other, 5), "", "a date that is an answer");
  const undated = survey.columns.filter(({ kind }) => kind !== "date");
  assert.equal(fieldTime({ ...survey, columns: undated }, 5), "");
});

Deno.test("fitText() takes the largest size that holds a text, and cuts at the smallest", () => {
  const box = { width: 2, height: 0.5, sizes: [20, 16, 12] };
  assert.deepEqual(fitText("Short", box), { text: "Short", size: 20 });
  const long = "Words that go on and on ".repeat(8);
  const cut = fitText(long, box);
  assert.equal(cut.size, 12);
  assert.ok(cut.text.endsWith("\u2026") && long.startsWith(cut.text.slice(0, -1)));
  assert.ok(linesOf(cut.text, 12, box) * 12 * 1.2 <= 0.5 * 72);
  const word = fitText("W".repeat(200), box);
  assert.ok(word.text.length > 5 && word.text.length < 60, "a word without blanks is cut, too");
});
