/** Tests of the files of a run that tell how surely segments differ. Runs in Deno. */

import assert from "node:assert/strict";
import * as XLSX from "xlsx";
import { parseParams, runArtifacts, runPipeline, summarizeTests } from "../../pipeline/mod.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";

const N = 120;
const column = (of: (row: number) => string | number) =>
  Array.from({ length: N }, (_, row) => of(row));
const CSV = csvOf({
  person: column((row) => `P-${1000 + row}`),
  q1_1: column((row) => 1 + (row % 2) * 3 + row % 3 % 2),
  q1_2: column((row) => 5 - (row % 2) * 3 - row % 5 % 2),
  place: column((row) => row % 2 === 0 && row % 3 > 0 ? "town" : "country"),
  age: column((row) => 20 + (row * 37) % 41),
});
const RESULT = await runPipeline(
  bytesOf(CSV),
  "survey.csv",
  parseParams({
    clustering: { n_clusters: 2 },
    structure: { check: "none" },
    features: { include: ["q1_*"] },
  }),
);
const FILES = new Map((await runArtifacts(RESULT)).map(({ name, bytes }) => [name, bytes]));
const of = (name: string) => RESULT.tests.questions.find(({ variable }) => variable === name)!;

Deno.test("profile.csv has effect, test, p and v behind each figure, and why there is no p", () => {
  const lines = new TextDecoder().decode(FILES.get("profile.csv")).trimEnd().split("\n");
  const rows: Record<string, string>[] = XLSX.utils.sheet_to_json(
    XLSX.read(lines.join("\n"), { type: "string", raw: true }).Sheets.Sheet1,
  );
  const place = rows.filter(({ variable }) => variable === "place");
  for (const row of place) {
    assert.equal(row.test, "chi-square");
    assert.equal(Number(row.p), of("place").test!.p);
    assert.equal(Number(row.p_adjusted), of("place").adjusted);
    assert.equal(row.v === undefined, row.segment === "total", "of all there is no v");
  }
  const formed = rows.find(({ variable }) => variable === "q1_1")!;
  assert.equal(formed.p, undefined);
  assert.match(formed.no_p_because, /^Segments were made from this question/);
});

Deno.test("report.xlsx has tests, segments against all, and typical respondents", async (t) => {
  const book = XLSX.read(FILES.get("report.xlsx"), { cellNF: true });
  const sheet = (name: string): Record<string, string | number>[] =>
    XLSX.utils.sheet_to_json(book.Sheets[name]);
  await t.step("small p keep their digits", () => {
    const age = sheet("Tests").find(({ Variable }) => Variable === "age")!;
    assert.equal(age.Test, "Welch's analysis of variance");
    assert.equal(age["Adjusted p"], of("age").adjusted);
    assert.match(String(age["In words"]), /^Welch's F\(1, /);
    const cells = Object.values(book.Sheets.Tests) as XLSX.CellObject[];
    const shown = cells.find(({ v }) => v === of("age").test!.p)!;
    assert.equal(shown.z, "0.0000");
  });
  await t.step("each segment in each row", () => {
    const rows = sheet("Against all");
    assert.equal(rows.length, 2 * RESULT.tests.apart.length);
    assert.ok(rows.every(({ v }) => typeof v === "number"));
  });
  await t.step("typical respondents by row and identifier", () => {
    const rows = sheet("Typical");
    assert.equal(rows.length, 10);
    for (const { Row, person } of rows) assert.equal(person, `P-${999 + Number(Row)}`);
  });
});

Deno.test("profile.json and --json hold the tests", () => {
  const { tests } = JSON.parse(new TextDecoder().decode(FILES.get("profile.json")));
  assert.deepEqual(tests, JSON.parse(JSON.stringify(RESULT.tests)));
  const told = summarizeTests(RESULT);
  assert.deepEqual([told.tested, told.typical.length], [2, 2]);
  const age = told.questions.find(({ variable }) => variable === "age")!;
  assert.equal(age.p_adjusted, of("age").adjusted);
});
