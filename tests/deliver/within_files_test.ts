/** Tests of what a run with ratings set against the own mean writes. Runs in Deno. */

import assert from "node:assert/strict";
import { read, utils } from "xlsx";
import { summaryText } from "../../pipeline/cli/summary_table.ts";
import { columnValues } from "../../pipeline/survey/read_column.ts";
import { writeModelJson } from "../../pipeline/deliver/model_json.ts";
import { writeReport } from "../../pipeline/deliver/report_xlsx.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { summarize } from "../../pipeline/run/summary.ts";
import { assertClose } from "../support/golden.ts";
import { productFile } from "../support/command.ts";
import { originalParams } from "../support/original.ts";

async function run(within_respondent: string): Promise<PipelineResult> {
  const bytes = await Deno.readFile(productFile("data/dataset.xlsx"));
  const params = originalParams({ features: { within_respondent, exclude: ["age", "region"] } });
  return await runPipeline(bytes, "dataset.xlsx", params);
}

// deno-lint-ignore no-explicit-any -- the file's form is what is tested
function modelOf(result: PipelineResult): any {
  return JSON.parse(new TextDecoder().decode(writeModelJson(result)));
}

/** Own mean and standard deviation over the answers given, as the file says. */
function ownScale(answers: readonly number[]): { mean: number; deviation: number } {
  const given = answers.filter((answer) => !Number.isNaN(answer));
  const mean = given.reduce((a, b) => a + b, 0) / given.length;
  const squares = given.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / given.length) };
}

Deno.test("model.json says all that is needed to place respondents whose ratings were set against the own mean", async (t) => {
  for (const method of ["center", "standardize"]) {
    await t.step(method, async () => {
      const result = await run(method);
      const { within_respondent: within, features, reduction, clustering } = modelOf(result);
      assert.equal(within.method, method);
      const raw = new Map(
        result.survey.columns.map((column) => [column.name, columnValues(column)]),
      );
      const { n, d, values } = result.features;
      for (let i = 0; i < n; i++) {
        const row = result.cleaned.respondents[i];
        const own = new Map<string, number>();
        for (const { columns } of within.scales) {
          const answers = columns.map((name: string) => raw.get(name)![row]);
          const { mean, deviation } = ownScale(answers);
          columns.forEach((name: string, c: number) => {
            const unit = method === "center" ? 1 : deviation;
            own.set(name, Number.isNaN(answers[c]) || unit === 0 ? 0 : (answers[c] - mean) / unit);
          });
        }
        const rated = features.flatMap(({ column }: { column: string }, f: number) =>
          own.has(column) ? [f] : []
        );
        assert.ok(rated.length > 2);
        for (const f of rated) {
          const placed = (own.get(features[f].column)! - features[f].center) / features[f].scale;
          assertClose([placed], [values[i * d + f]], 1e-9);
        }
        const scores = reduction.components.map((component: number[]) =>
          component.reduce((sum, x, f) => sum + x * (values[i * d + f] - reduction.mean[f]), 0)
        );
        const distances = clustering.centroids.map((centroid: number[]) =>
          centroid.reduce((sum, x, m) => sum + (x - scores[m]) ** 2, 0)
        );
        assert.equal(distances.indexOf(Math.min(...distances)), result.clustering.labels[i]);
      }
    });
  }
});

Deno.test("summary, text and report state what ratings were set against, and only then", async () => {
  const plain = await run("none");
  assert.equal(summarize(plain, null).features.within_respondent, undefined);
  assert.equal(modelOf(plain).within_respondent, undefined);
  const result = await run("center");
  const { items, ...rest } = summarize(result, null).features.within_respondent!;
  assert.deepEqual(rest, { method: "center", scales: 1 });
  const places = { parameters: ["p"], output: "o" };
  const text = summaryText(result, places);
  assert.match(
    text,
    new RegExp(`^Features .*, ${items} ratings centred within respondents, `, "m"),
  );
  assert.match(text, /^Note +Centred within respondents: \d+ items from 1 to 5, /m);
  assert.doesNotMatch(summaryText(plain, places), /within respondents/);
  const sheet = read(await writeReport(result)).Sheets["Summary"];
  const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1 });
  const row = rows.find(([name]) => name === "Within respondents")!;
  assert.equal(row[1], "center");
  assert.match(String(row[2]), /^\d+ items from 1 to 5; without differences: \d+ respondents$/);
});

Deno.test("profiles keep to the answers as given whatever ratings are set against", async () => {
  const totals = async (method: string): Promise<Map<string, number | null>> =>
    new Map(
      (await run(method)).profile.rows.map(({ variable, category, total }) =>
        [`${variable} ${category}`, total.value] as const
      ),
    );
  const [plain, own] = [await totals("none"), await totals("standardize")];
  assert.equal(own.size, plain.size);
  for (const [key, value] of plain) {
    // Totals are summed segment by segment.
    assertClose([own.get(key) ?? NaN], [value ?? NaN], 1e-9);
  }
});
