/** Tests of what the report tells of the evidence on each column's kind. Runs in Deno. */

import assert from "node:assert/strict";
import { makeView } from "../../../pipeline/view/mod.ts";
import { withoutIdentities } from "../../../pipeline/view/publish.ts";
import { runPipeline } from "../../../pipeline/run/run.ts";
import { bytesOf, csvOf } from "../../support/survey_text.ts";
import { readText } from "../support.ts";
import { AROUND_ONE, many, mixed, N, RATING } from "./respondent_numbers.ts";
import { originalParams } from "../../support/original.ts";

const MOST_VOTES = 6;
const NUMBERS = {
  code: many((i) => 150_000 + 857 * mixed(i)),
  income: many((i) => 150_001 + 857 * mixed(i)),
  weight: AROUND_ONE,
  region: many((i) => 101 + (mixed(i) % 12) * 7),
  q1: RATING,
};

Deno.test("ingest() reports the votes on every column, heaviest first and six at most", async () => {
  const { survey } = await readText(csvOf(NUMBERS));
  const { votes } = survey.report;
  assert.deepEqual(votes.map(({ column }) => column), Object.keys(NUMBERS));
  for (const { column, votes: own } of votes) {
    assert.ok(own.length >= 1 && own.length <= MOST_VOTES, column);
    const weights = own.map(({ weight }) => Math.abs(weight));
    assert.deepEqual(weights, weights.toSorted((a, b) => b - a), column);
    const { kind } = survey.columns.find(({ name }) => name === column)!;
    assert.ok(own.some((vote) => vote.kind === kind && vote.weight > 0), column);
  }
  const [, income] = votes;
  assert.deepEqual(new Set(income.votes.map(({ kind }) => kind)), new Set(["id", "numeric"]));
  assert.ok(income.votes.some(({ reason }) => reason.includes('the header says "income"')));
});

Deno.test("ingest() reports no votes where a parameter set the kind, or nobody answered", async () => {
  const { survey } = await readText(csvOf({ ...NUMBERS, none: Array(N).fill("") }), {
    columns: { q1: "numeric" },
  });
  const told = survey.report.votes.map(({ column }) => column);
  assert.deepEqual(told, ["code", "income", "weight", "region"]);
});

Deno.test("pages get the votes, but not those that quote what may point to a person", async () => {
  const bytes = bytesOf(
    csvOf({ ...NUMBERS, email: many((i) => `a${i}@mail.example`), q2: RATING }),
  );
  const result = await runPipeline(bytes, "votes.csv", originalParams({}));
  const votesOf = (shown: typeof result, name: string) =>
    makeView(shown, { hasPoints: true, hasIdentities: true }).columns
      .find((column) => column.name === name)!.votes;
  assert.deepEqual(votesOf(result, "income"), result.survey.report.votes[1].votes);
  const shown = await withoutIdentities(result);
  for (const name of ["income", "code", "email"]) {
    const isHidden = name !== "income";
    assert.equal(votesOf(shown, name).length === 0, isHidden, name);
    assert.notEqual(votesOf(result, name).length, 0, name);
  }
});
