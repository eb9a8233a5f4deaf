/** Tests of the filter that says who takes part. Runs in Deno. */

import assert from "node:assert/strict";
import { clean } from "../../pipeline/clean/mod.ts";
import { evaluateFilter } from "../../pipeline/clean/filter.ts";
import type { Survey } from "../../pipeline/survey/survey.ts";
import { surveyOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

const CSV = `age,region,q1_1,q1_2,"Income (k$)",when
17,North,1,5,20.5,2024-01-03
18,South,2,4,30.5,2024-02-03
44,East,,3,40.5,2024-03-03
,North,4,2,50.5,2024-04-03
65,West,5,1,,2024-05-03
30,South,3,3,25.25,2024-06-03
`;

async function survey(): Promise<Survey> {
  const kinds = { age: "numeric", region: "nominal", q1_1: "ordinal", q1_2: "ordinal" };
  return await surveyOf(CSV, { ingest: { columns: kinds } });
}

/** A filter, and the rows (from 1) that it lets through. */
const CASES: [string, string][] = [
  ["age >= 18", "2 3 5 6"],
  ["18 <= age", "2 3 5 6"],
  ["age>=18 and age<65", "2 3 6"],
  ["age < 18 or age > 60", "1 5"],
  ["not age >= 18", "1"],
  ["age = 18", "2"],
  ["age == 18", "2"],
  ["age != 18", "1 3 5 6"],
  ["age <> 18", "1 3 5 6"],
  ['region = "North"', "1 4"],
  ["region in ('North', \"South\")", "1 2 4 6"],
  ['region not in ("North", "South")', "3 5"],
  ["missing(q1_1)", "3"],
  ["answered(q1_1) and missing(age)", "4"],
  // What is not known of an answer leaves the row out, also when denied.
  ["not (q1_1 > 3)", "1 2 6"],
  // One condition settles it although the other is open.
  ['age < 30 or region = "North"', "1 2 4"],
  ["q1_1 < q1_2", "1 2"],
  ["[Income (k$)] > 30", "2 3 4"],
  ["[Income (k$)] >= 25.25 AND NOT age > 40", "2 6"],
  ['when >= "2024-04-01"', "4 5 6"],
  ["(age > 40 or age < 18) and q1_2 > 2", "1 3"],
];

Deno.test("evaluateFilter() lets those through whose answers fulfil it", async (t) => {
  const read = await survey();
  for (const [filter, rows] of CASES) {
    await t.step(filter, () => {
      const found = [...evaluateFilter(filter, read)].flatMap((held, i) => held ? [i + 1] : []);
      assert.equal(found.join(" "), rows);
    });
  }
});

Deno.test("evaluateFilter() compares ordered words by their order", async () => {
  const words = await surveyOf("q,a\n1 low,1\n2 mid,2\n3 high,1\n2 mid,2\n", {
    ingest: { columns: { q: "ordinal" } },
  });
  assert.deepEqual([...evaluateFilter('q >= "2 mid"', words)], [0, 1, 1, 1]);
  assert.throws(() => evaluateFilter('q >= "medium"', words), {
    name: "DataError",
    message: /is none of its answers: "1 low", "2 mid", "3 high"\. Use = or in\.$/,
  });
});

Deno.test("evaluateFilter() says which column it does not know, and what cannot be compared", async () => {
  const read = await survey();
  assert.throws(() => evaluateFilter("agee > 3", read), {
    name: "DataError",
    message: /must name columns, but names "agee"\. Did you mean "age"\?/,
  });
  assert.throws(() => evaluateFilter('region > "North"', read), {
    name: "DataError",
    message: /^Cannot filter respondents: > needs answers with an order, but "region"/,
  });
  assert.throws(() => evaluateFilter("age > region", read), {
    name: "DataError",
    message: /two columns are compared as numbers, but "region" holds words/,
  });
  assert.throws(() => evaluateFilter('"age" > 3', read), {
    name: "DataError",
    message: /a condition needs a column, but "age" > 3 has none/,
  });
});

Deno.test("parseParams() refuses a filter that cannot be read, and says where", () => {
  for (
    const [filter, problem] of [
      ["age >", "a column, a number or a text in quotes must follow, but it ends"],
      ["age 18", 'a comparison or in must follow, but "18" stands at 5'],
      ["age > 18 region", 'and, or or the end must follow, but "region" stands at 10'],
      ["(age > 18", '")" must follow, but it ends'],
      ["age > 18 & 3", '"&" at 10 is not understood'],
      ["missing(3)", 'a column must follow, but "3" stands at 9'],
    ]
  ) {
    assert.throws(() => originalParams({ cleaning: { filter } }), {
      name: "ParamsError",
      message: new RegExp(problem.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")),
    }, filter);
  }
});

Deno.test("clean() keeps whom the filter lets through, and counts answers among them", async () => {
  const read = await survey();
  const cleaning = { filter: "age >= 18", drop_thresh: 1, not_asked: "impute" };
  const { respondents, report, survey: kept } = await clean(read, originalParams({ cleaning }));
  assert.deepEqual([...respondents], [1, 2, 4, 5]);
  assert.equal(kept.rows, 4);
  assert.deepEqual(
    report.respondentsDropped,
    [1, 4].map((row) => ({ row, reason: "cleaning.filter does not hold" })),
  );
  // "age" has a gap in the file, but none among those who take part.
  assert.ok(report.columnsKept.includes("age"));
  await assert.rejects(clean(read, originalParams({ cleaning: { filter: "age > 99" } })), {
    name: "DataError",
    message:
      /somebody must take part, but cleaning\.filter "age > 99" leaves none of 6 respondents/,
  });
});
