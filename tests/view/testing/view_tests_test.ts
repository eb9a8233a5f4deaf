/** Tests of what pages show of tests of segments, with respondents and without. Runs in Deno. */

import assert from "node:assert/strict";
import type { PipelineResult } from "../../../pipeline/run/run_result.ts";
import { runPipeline } from "../../../pipeline/run/run.ts";
import { makeView } from "../../../pipeline/view/mod.ts";
import { publishedNumbers, withoutIdentities } from "../../../pipeline/view/publish.ts";
import { makeAggregateView } from "../../../pipeline/view/rare/rare_view.ts";
import { originalParams } from "../../support/original.ts";
import { RARE_SURVEY } from "../../support/rare_survey.ts";
import { bytesOf } from "../../support/survey_text.ts";

function run(): Promise<PipelineResult> {
  const features = { include: ["q*"] };
  const clustering = { n_clusters: 3 };
  const params = originalParams({ features, clustering, publish: { respondents: "none" } });
  return runPipeline(bytesOf(RARE_SURVEY), "rare.csv", params);
}

Deno.test("typical respondents go by the numbers of the map's points, and are named only beside these", async () => {
  const result = await run();
  const rowNumbers = publishedNumbers(result.survey.rows, result.input.sha256);
  const published = makeView(result, { hasPoints: true, rowNumbers });
  const { points } = published.map;
  published.tests.typical.forEach((own, segment) => {
    assert.equal(own.length, 5);
    for (const { row } of own) {
      assert.equal(points!.segment[points!.row.indexOf(row)], segment);
    }
  });
  const bare = makeView(result, { hasPoints: false });
  assert.deepEqual(bare.tests.typical, [[], [], []]);
});

Deno.test("a view without respondents has no test of a question that hides answers of few", async () => {
  const result = await withoutIdentities(await run());
  const { tests, profile } = makeAggregateView(result);
  const of = (name: string) => tests.questions.find(({ variable }) => variable === name)!;
  for (const name of ["Job", "Town", "Children"]) {
    const { test, effect, adjusted, told } = of(name);
    assert.deepEqual([test, effect, adjusted], [null, null, null], name);
    assert.equal(told, "Withheld: few gave some of its answers, which a test would tell.");
    assert.ok(!tests.apart.some(({ variable }) => variable === name), name);
  }
  const withFigures = tests.questions.filter(({ effect }) => effect !== null);
  assert.ok(withFigures.length > 0);
  for (const { effect, test, variable } of withFigures) {
    const rows = profile.rows.filter((row) => row.variable === variable);
    assert.ok(
      rows.every(({ segments }) => segments.every(({ value }) => value !== null)),
      variable,
    );
    for (const figure of [effect!.value, test?.p ?? 0, test?.statistic ?? 0]) {
      assert.equal(figure, Number(figure.toPrecision(3)));
    }
  }
  assert.deepEqual(tests.typical, [[], [], []]);
});

Deno.test("a view's tests are plain JSON that reads back the same", async () => {
  const { tests } = makeView(await run(), { hasPoints: true });
  assert.deepEqual(JSON.parse(JSON.stringify(tests)), tests);
});
