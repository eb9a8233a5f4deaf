/** Tests that an engine lets the same rows through a filter as a run in memory. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { createRng, type Rng } from "../../pipeline/base/rng.ts";
import { admit } from "../../pipeline/clean/admit.ts";
import { evaluateFilter } from "../../pipeline/clean/filter.ts";
import { makeFilter } from "../../pipeline/engines/answers/filter_rows.ts";
import type { Engine } from "../../pipeline/engines/engine.ts";
import { named, times } from "../../pipeline/engines/rows/expression.ts";
import { openEngine } from "../../pipeline/engines/run/open_engine.ts";
import { drawSample } from "../../pipeline/engines/run/sample.ts";
import { findFiles } from "../../pipeline/engines/sources.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import type { Survey } from "../../pipeline/survey/survey.ts";
import { engineParams } from "../support/engine_runs.ts";

const ROWS = 3000;
const MOODS = ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"];

/** Columns of all kinds, each with gaps; two of more distinct cells than are told apart one by one. */
function writeSurvey(): string {
  const rng = createRng(7);
  const some = (text: string | number) => rng.below(12) === 0 ? "" : String(text);
  const lines = Array.from({ length: ROWS }, (_, i) =>
    [
      10_000 + i,
      some((rng.uniform() * 500).toFixed(2)),
      some(18 + rng.below(60)),
      some(["North", "South", "East & West", "07"][rng.below(4)]),
      some(MOODS[rng.below(5)]),
      some(`2026-${String(1 + rng.below(12)).padStart(2, "0")}-15`),
      some(1 + rng.below(5)),
      some(1 + rng.below(5)),
      some((rng.normal() * 40).toFixed(3)),
    ].join(","));
  return ["respondent,spend,age,region,mood,day,q1,q2,change", ...lines].join("\n") + "\n";
}

const CONDITIONS: readonly ((rng: Rng) => string)[] = [
  (rng) => `age ${pick(rng, SIGNS)} ${18 + rng.below(60)}`,
  (rng) => `spend ${pick(rng, SIGNS)} ${(rng.uniform() * 500).toFixed(2)}`,
  (rng) => `${rng.below(200) - 100} ${pick(rng, SIGNS)} change`,
  (rng) => `region ${pick(rng, ["=", "!="])} "${pick(rng, ["North", "07", "nowhere"])}"`,
  (rng) => `region in ("South", "East & West") ${rng.below(2) === 0 ? "" : "or age in (20, 30)"}`,
  (rng) => `mood ${pick(rng, SIGNS)} "${pick(rng, MOODS)}"`,
  (rng) => `day ${pick(rng, SIGNS)} "2026-0${1 + rng.below(9)}-15"`,
  (rng) => `q1 ${pick(rng, SIGNS)} q2`,
  (rng) => `spend ${pick(rng, SIGNS)} age`,
  (rng) => `change ${pick(rng, SIGNS)} spend`,
  (rng) => `missing(${pick(rng, ["spend", "age", "region", "mood", "day", "q1"])})`,
  (rng) => `answered(${pick(rng, ["spend", "age", "region", "mood", "day", "q1"])})`,
  (rng) =>
    `respondent in (${Array.from({ length: 40 }, () => 10_000 + rng.below(ROWS)).join(", ")})`,
  (rng) => `respondent ${pick(rng, ["<", ">="])} ${10_000 + rng.below(ROWS)}`,
];
const SIGNS = ["=", "!=", "<", "<=", ">", ">="];

function pick<T>(rng: Rng, of: readonly T[]): T {
  return of[rng.below(of.length)];
}

function randomFilter(rng: Rng, depth: number): string {
  if (depth === 0 || rng.below(4) === 0) return `(${pick(rng, CONDITIONS)(rng)})`;
  if (rng.below(4) === 0) return `not ${randomFilter(rng, depth - 1)}`;
  const word = pick(rng, ["and", "or"]);
  const parts = Array.from({ length: 2 + rng.below(2) }, () => randomFilter(rng, depth - 1));
  return `(${parts.join(` ${word} `)})`;
}

/** How many rows pass, and sums of their numbers and their squares: other rows would give other sums. */
async function passing(engine: Engine, params: Params, survey: Survey): Promise<number[]> {
  const { codings, steps, where } = await makeFilter(engine, params, survey);
  const number = { as: "n", column: "respondent", answers: null, except: [], range: null };
  await engine.code([...codings, number]);
  const terms = [named("n"), times(named("n"), named("n"))].map((of) => ({ of, scale: 1 }));
  const { counts, sums } = await engine.sums({ steps, where, group: null, groups: 1, terms });
  return [counts[0], ...sums[0]];
}

async function onEngines(
  text: string,
  work: (engine: Engine, survey: Survey) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/survey.csv`;
  const params = engineParams();
  try {
    await Deno.writeTextFile(path, text);
    const survey = await ingest(new TextEncoder().encode(text), "survey.csv", params);
    for (const name of ["local", "duckdb"] as const) {
      const context = createContext({ workers: 2 });
      const engine = await openEngine(name, { files: findFiles(path), params, context });
      try {
        await work(engine, survey);
      } finally {
        await engine.close();
      }
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("any filter lets the same rows through as in memory", async () => {
  await onEngines(writeSurvey(), async (engine, survey) => {
    const rng = createRng(11);
    let some = 0;
    for (let trial = 0; trial < 120; trial++) {
      const filter = randomFilter(rng, trial % 4);
      const states = evaluateFilter(filter, survey);
      const rows = Int32Array.from(states.keys()).filter((i) => states[i] === 1);
      const found = await passing(engine, filteredBy(filter), survey);
      assert.deepEqual(found, sumsOf(rows), `${engine.name}: ${filter}`);
      if (rows.length > 0 && rows.length < ROWS) some++;
    }
    assert.ok(some > 60, `${some} filters divide the rows`);
  });
});

/** Some too fast, of one mind throughout, of an impossible age, or eating nothing and fish. */
function writeDoubtful(): string {
  const rng = createRng(5);
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const isSame = rng.below(9) === 0;
    const own = rng.below(5);
    const moods = Array.from(
      { length: 6 },
      () => rng.below(30) === 0 ? "" : MOODS[isSame ? own : rng.below(5)],
    );
    const time = (rng.below(8) === 0 ? 30 : 200) + rng.uniform();
    return [
      10_000 + i,
      rng.below(20) === 0 ? "" : time.toFixed(3),
      rng.below(25) === 0 ? pick(rng, [4, 200]) : 18 + rng.below(60),
      ...moods,
      ...[rng.below(2), rng.below(2), rng.below(4) === 0 ? 1 : 0],
    ].join(",");
  });
  const items = Array.from({ length: 6 }, (_, item) => `q1_${item + 1}`);
  const eaten = ["Fish", "Meat", "None of these"].map((each) => `Which do you eat? - ${each}`);
  return [["respondent", "duration", "age", ...items, ...eaten].join(","), ...lines].join("\n") +
    "\n";
}

/** What {@link passing} gives of these rows. */
function sumsOf(rows: Int32Array): number[] {
  const numbers = Array.from(rows, (i) => 10_000 + i);
  return [
    rows.length,
    numbers.reduce((sum, each) => sum + each, 0),
    numbers.reduce((sum, each) => sum + each * each, 0),
  ];
}

function filteredBy(filter: string): Params {
  return engineParams({ cleaning: { filter } });
}

Deno.test("rules of quality drop the same rows as in memory", async () => {
  const rules = ["speeders", "straight_liners", "impossible", "contradictory"];
  const asked: { quality: Record<string, string>; cleaning?: { filter: string } }[] = [
    ...rules.map((rule) => ({ quality: { [rule]: "drop" } })),
    {
      quality: Object.fromEntries(rules.map((rule) => [rule, "drop"])),
      cleaning: { filter: 'age < 60 and q1_1 != "Neutral"' },
    },
  ];
  await onEngines(writeDoubtful(), async (engine, survey) => {
    for (const settings of asked) {
      const params = engineParams(settings);
      const { respondents } = await admit(survey, params, createContext());
      assert.ok(
        respondents.length > 500 && respondents.length < ROWS - 50,
        `${respondents.length}`,
      );
      const found = await passing(engine, params, survey);
      assert.deepEqual(found, sumsOf(respondents), `${engine.name}: ${JSON.stringify(settings)}`);
    }
  });
});

Deno.test("a long list of numbers is searched, not gone through", async () => {
  const numbers = Array.from({ length: 1200 }, (_, i) => 10_000 + 2 * i).reverse();
  await onEngines(writeSurvey(), async (engine, survey) => {
    const found = await passing(
      engine,
      filteredBy(`respondent in (${numbers.join(", ")})`),
      survey,
    );
    assert.deepEqual(found, sumsOf(Int32Array.from(numbers, (each) => each - 10_000)));
  });
});

Deno.test("a condition that many distinct cells cannot settle is refused, naming the column", async () => {
  await onEngines(writeSurvey(), async (engine, survey) => {
    await assert.rejects(
      () => passing(engine, filteredBy('age > 20 or spend = "much"'), survey),
      /^DataError: Cannot filter all rows: "spend" has more than 1000 different cells .+ = "much"/,
    );
  });
});

Deno.test("the sample is drawn for those whom the filter lets through", async () => {
  await onEngines(writeSurvey(), async (engine) => {
    const drawn = async (filter: string, sample: number) => {
      const params = engineParams({ cleaning: { filter }, engine: { sample } });
      const run = { name: "survey.csv", params, context: createContext(), options: {} };
      return (await drawSample(engine, run)).length;
    };
    assert.equal(await drawn("", 200), 200);
    assert.equal(await drawn("answered(respondent)", 200), 200);
    const quarter = await drawn('region = "North"', 200);
    assert.ok(quarter > 600 && quarter < 1200, `${quarter}`);
    assert.equal(await drawn("respondent < 10010", 200), 2000);
    assert.equal(await drawn("respondent < 10010", 1000), ROWS);
  });
});
