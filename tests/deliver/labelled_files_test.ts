/** Tests that what people read of a labelled survey are its texts, not its codes. Runs in Deno. */

import assert from "node:assert/strict";
import * as XLSX from "xlsx";
import { summaryText } from "../../pipeline/cli/summary_table.ts";
import { runArtifacts } from "../../pipeline/deliver/artifacts.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import { writeSav } from "../support/sav_writer.ts";
import { originalParams } from "../support/original.ts";

const N = 120;
const AGREE = [[1, "Disagree"], [2, "Neither"], [3, "Agree"]] as const;
const STEM = "How far do you agree with the following about our boxes?";
const ITEMS = ["They arrive on time", "They taste of home", "They save me time in the evening"];

/** Two groups that agree with the first item or with the last. */
function survey(): Uint8Array<ArrayBuffer> {
  const values = (of: (i: number) => number) => Array.from({ length: N }, (_, i) => of(i));
  const isFirst = (i: number) => i % 3 === 0;
  return writeSav([
    ...ITEMS.map((item, c) => ({
      name: `Q13_${c + 1}`,
      label: `Q13_${c + 1}. ${STEM} - ${item}`,
      measure: "ordinal" as const,
      labels: AGREE,
      values: values((i) => (isFirst(i) === (c === 0) ? 3 : 1) - (i % 7 === c ? 1 : 0) || 2),
    })),
    {
      name: "Q20",
      label: "<b>Have you ordered</b> from us before?",
      measure: "nominal" as const,
      labels: [[0, "No"], [1, "Yes"]] as const,
      values: values((i) => isFirst(i) || i % 5 === 0 ? 1 : 0),
    },
    {
      name: "Q21",
      label: "Age in years",
      measure: "scale" as const,
      values: values((i) => 20 + i % 50),
    },
  ]);
}

Deno.test("summary, profile.csv, report.xlsx and views of a labelled .sav show texts", async (t) => {
  const params = originalParams({ clustering: { n_clusters: 2 } });
  const result = await runPipeline(survey(), "boxes.sav", params);
  const files = new Map((await runArtifacts(result)).map(({ name, bytes }) => [name, bytes]));
  const textOf = (name: string) => new TextDecoder().decode(files.get(name));

  await t.step("summary", () => {
    const text = summaryText(result, { parameters: [], output: "" });
    const names = result.profile.segments.map(({ name }) => name);
    names.forEach((name) => assert.ok(text.includes(name)));
    const [figures, notes] = text.split(/(?<=\n)(?=Note)/, 2);
    assert.doesNotMatch(figures, /Q13|Q20|Q21/);
    assert.match(notes, /"They arrive on time" \(Q13_1, -0\.\d+\)/);
    assert.match(names.join("\n"), /arrive on time|taste of home|save me time|Ordered from us/);
  });
  await t.step("profile.csv", () => {
    const [header, ...lines] = textOf("profile.csv").trimEnd().split("\n");
    assert.match(header, /^question_text,item_text,category,variable,/);
    const first = lines.find((line) => line.includes("Q13_1"));
    assert.ok(first!.startsWith(`${STEM},They arrive on time,`));
    assert.ok(lines.some((line) => line.startsWith(",Have you ordered from us before?,Yes,Q20,")));
  });
  await t.step("profile.json", () => {
    const { rows } = JSON.parse(textOf("profile.json"));
    assert.deepEqual(Object.keys(rows[0]).slice(0, 3), ["text", "category", "variable"]);
  });
  await t.step("report.xlsx", () => {
    const book = XLSX.read(files.get("report.xlsx"));
    const sheet = (name: string): string[][] =>
      XLSX.utils.sheet_to_json(book.Sheets[name], { header: 1, defval: "" });
    for (const [name, code] of [["Profiles", 3], ["Data quality", 2]] as const) {
      const row = sheet(name).find((cells) => cells[code] === "Q13_2")!;
      assert.deepEqual(row.slice(0, 2), [STEM, "They taste of home"], name);
    }
    assert.doesNotMatch(JSON.stringify(sheet("Segments")), /Q13|Q20|Q21/);
  });
  await t.step("views", () => {
    const view = makeView(result, { hasPoints: true });
    const told = view.columns.find(({ name }) => name === "Q13_3")!.text;
    assert.deepEqual([told.stem, told.item, told.short], [STEM, ITEMS[2], ITEMS[2]]);
    assert.ok(view.map.points!.answers.every(({ text }) => !/Q\d/.test(text.short)));
    assert.ok(view.pca!.loadings.every(({ text }) => !/Q\d/.test(text.short)));
  });
});
