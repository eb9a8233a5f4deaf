/** Tests of heavy tails: which numbers are tamed and how, and that segments follow. Runs in Deno. */

import assert from "node:assert/strict";
import { clean } from "../../pipeline/clean/mod.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { features } from "../../pipeline/features/mod.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { Features } from "../../pipeline/features/feature_matrix.ts";
import { assertClose } from "../support/golden.ts";
import { bytesOf, csvOf, surveyOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

const N = 300;

/** Seeded normal numbers: twelve uniform ones less six. */
function normals(seed: number): number[] {
  const rng = createRng(seed);
  const uniform = () => rng.below(1_000_000) / 1_000_000;
  return Array.from({ length: N }, () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += uniform();
    return sum;
  });
}

const round = (x: number) => Math.round(1000 * x) / 1000;
const BELL = normals(1).map((z) => round(50 + 10 * z));
const SPEND = normals(2).map((z) => round(100 * 3 ** z));
const with1e9 = (values: number[]) => values.map((x, i) => i === 7 ? 1e9 : x);

async function build(
  columns: Record<string, (string | number)[]>,
  given: { kind?: string; weights?: string; features: Record<string, unknown> },
): Promise<{ found: Features; warnings: string[] }> {
  const kinds = Object.fromEntries(
    Object.keys(columns).map((name) => [name, name === "wt" ? "numeric" : given.kind ?? "numeric"]),
  );
  const settings = {
    ingest: { columns: kinds },
    cleaning: { imputation_method: "median" },
    weighting: { column: given.weights ?? "" },
    features: { scaling: "none", ...given.features },
  };
  const params = originalParams(settings);
  const warnings: string[] = [];
  const context = createContext({ onWarning: (text) => warnings.push(text) });
  const cleaned = await clean(await surveyOf(csvOf(columns), settings), params);
  return { found: await features(cleaned, params, context), warnings };
}

Deno.test("features() tames heavy tails by what they are", async (t) => {
  const rng = createRng(9);
  type Case = [string, number[], string, "none" | "log" | "drawn in" | "log, drawn in", string?];
  const cases: Case[] = [
    ["a bell", BELL, "auto", "none"],
    ["ages, evenly spread", BELL.map(() => 18 + rng.below(70)), "auto", "none"],
    ["a bell with 1e9", with1e9(BELL), "auto", "drawn in"],
    ["a bell with -1e9", with1e9(BELL).map((x) => x === 1e9 ? -1e9 : x), "auto", "drawn in"],
    ["differences with 1e9", with1e9(BELL.map((x) => round(x - 50))), "auto", "drawn in"],
    ["spending", SPEND, "auto", "log"],
    ["spending with 1e9", with1e9(SPEND), "auto", "log, drawn in"],
    ["spending of one in three", SPEND.map((x, i) => i % 3 === 0 ? x : 0), "auto", "log"],
    ["balances, debts too", SPEND.map((x, i) => i === 4 ? -x : x), "auto", "drawn in"],
    ["a scale", BELL.map(() => 1 + rng.below(5)), "auto", "none", "ordinal"],
    ["yes/no, few yes", BELL.map((_, i) => i === 3 ? 1 : 0), "auto", "none", "binary"],
    ["nothing asked for", with1e9(SPEND), "none", "none"],
    ["log", SPEND, "log", "log"],
    ["log of a bell", BELL, "log", "log"],
    ["log of debts", SPEND.map((x) => -x), "log", "none"],
    ["winsorize", with1e9(SPEND), "winsorize", "drawn in"],
    ["winsorize a bell", BELL, "winsorize", "none"],
  ];
  for (const [name, x, tails, expected, kind] of cases) {
    await t.step(name, async () => {
      const { found, warnings } = await build({ x, y: x }, {
        features: { tails, include: ["x", "y"] },
        ...(kind === undefined ? {} : { kind }),
      });
      const tamed = found.tails?.find(({ column }) => column === "x");
      const told = tamed === undefined ? "none" : [
        ...(tamed.isLog ? ["log"] : []),
        ...(tamed.below + tamed.above > 0 ? ["drawn in"] : []),
      ].join(", ");
      assert.equal(told, expected);
      assert.equal(warnings.some((text) => text.startsWith("Heavy tails")), expected !== "none");
      const own = found.values.filter((_, p) => p % 2 === 0);
      if (expected === "none") assert.deepEqual([...own], x);
      if (expected === "log") assertClose(own, x.map((value) => Math.log1p(value)), 1e-13);
      if (told.includes("drawn")) assert.ok(own[7] < 1e6);
    });
  }
});

Deno.test("features() draws in at five robust deviations from the median, gaps as answers", async () => {
  // scipy 1.17.1: m = numpy.median(x); m + 5 * scipy.stats.median_abs_deviation(x, scale="normal")
  const x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1000];
  const { found } = await build({ x, y: x.map((_, i) => i) }, { features: { tails: "winsorize" } });
  assertClose([found.values[20]], [6 + 5 * 3 * 1.482602218505602], 1e-12);
  const { column, isLog, low, high, below, above } = found.tails![0];
  assert.deepEqual({ column, isLog, below, above }, {
    column: "x",
    isLog: false,
    below: 0,
    above: 1,
  });
  assertClose([low!, high!], [6 - 22.23903327758403, 6 + 22.23903327758403], 1e-12);
  const filled = await build({ x: [...x.slice(0, 10), ""], y: x.map((_, i) => i) }, {
    features: { tails: "log" },
  });
  assertClose([filled.found.values[20]], [Math.log1p(5.5)], 1e-14);
});

Deno.test("features() tames by weight: equal ones change no bit, 2 is the respondent twice", async () => {
  const times = BELL.map((_, i) => 1 + i % 3);
  const rows = times.flatMap((count, i) => new Array<number>(count).fill(i));
  for (const values of [with1e9(BELL), with1e9(SPEND), SPEND]) {
    const columns = { x: values, y: BELL };
    const given = { features: { tails: "auto" } };
    const plain = (await build(columns, given)).found;
    const ones = (await build({
      ...columns,
      wt: times.map(() => 1),
    }, { ...given, weights: "wt" })).found;
    assert.deepEqual([...ones.values], [...plain.values]);
    const weighted = (await build({ ...columns, wt: times }, { ...given, weights: "wt" })).found;
    const repeated = (await build({
      x: rows.map((i) => values[i]),
      y: rows.map((i) => BELL[i]),
    }, given)).found;
    const first = times.map((_, i) => rows.indexOf(i));
    assertClose(
      weighted.values.filter((_, p) => p % 2 === 0),
      first.map((at) => repeated.values[2 * at]),
      1e-12,
    );
    assert.deepEqual(
      weighted.tails!.map(({ isLog }) => isLog),
      repeated.tails!.map(({ isLog }) => isLog),
    );
  }
});

Deno.test("one value of 1e9 takes no segment of its own, and profiles show it", async (t) => {
  const columns = {
    a: with1e9(BELL),
    b: normals(4).map((z) => round(50 + 10 * z)),
    c: normals(5).map((z) => round(50 + 10 * z)),
    d: with1e9(SPEND),
  };
  const methods = [
    {},
    { method: "agglomerative" },
    { method: "kmedoids", distance: "gower" },
    { method: "kprototypes" },
    { method: "bisecting" },
  ];
  for (const clustering of methods) {
    await t.step(JSON.stringify(clustering), async () => {
      const run = (tails: string) =>
        runPipeline(bytesOf(csvOf(columns)), "survey.csv", {
          ...originalParams({
            clustering,
            features: { tails },
            evaluation: { silhouette: "none" },
          }),
        });
      const { clustering: formed, profile } = await run("auto");
      assert.ok(formed.sizes.every((size) => size >= 0.05 * N), [...formed.sizes].join());
      const mean = profile.rows.find(({ variable }) => variable === "a")!.total.value!;
      assert.ok(mean > 1e9 / N);
      if (formed.form === "prototypes") {
        const typical = formed.prototypes.flat().filter(({ column }) => column === "d");
        assert.ok(typical.every(({ level }) => Number(level) > 20 && Number(level) < 1000));
      }
    });
  }
});
