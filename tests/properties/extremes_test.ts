/** Tests that numbers of any size give an answer or an error that names them, by every method. Runs in Deno. */

import assert from "node:assert/strict";
import { DataError } from "../../pipeline/base/errors.ts";
import { runArtifacts } from "../../pipeline/deliver/artifacts.ts";
import { type PipelineResult, runPipeline } from "../../pipeline/mod.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import { everySetting } from "../support/every_setting.ts";

const ROWS = 60;
/** What is never to take long takes some 20 ms; the rest is the load of a machine. */
const MOST_MS = 20_000;
const COLUMNS = ["a", "b", "c", "d", "e"];
const BASE = {
  features: { include: COLUMNS },
  clustering: { n_clusters: 3 },
  structure: { check: "none" },
};

/** Cells of the columns a and b of a row, beside the usual ones. */
type Change = (row: number, usual: readonly [a: string, b: string]) => readonly [string, string];

/** Sizes that have an answer: alone, with both signs, in a whole column or two, as a constant. */
const USABLE: Readonly<Record<string, Change>> = {
  "one 1e69": (row, [a, b]) => [row === 5 ? "1e69" : a, b],
  "one 5e-324": (row, [a, b]) => [row === 5 ? "5e-324" : a, b],
  "half 9e69, half -9e69": (row, [, b]) => [row % 2 === 0 ? "9e69" : "-9e69", b],
  "a column around 1e68": (_, [a, b]) => [`${a}e67`, b],
  "columns around 1e-66 and 1e68": (_, [a, b]) => [`${a}e-67`, `${b}e66`],
  "a constant 1e69": (_, [, b]) => ["1e69", b],
  "a constant 5e-324": (_, [, b]) => ["5e-324", b],
  "9e69 beside 5e-324": (row, [a, b]) => [row % 3 === 0 ? "9e69" : a, row % 4 === 0 ? "5e-324" : b],
};

/** Sizes that have none. */
const REFUSED: Readonly<Record<string, Change>> = {
  "one 1e71": (row, [a, b]) => [row === 5 ? "1e71" : a, b],
  "one -1.7e308": (row, [a, b]) => [row === 5 ? "-1.7e308" : a, b],
  "a column around 1e150": (_, [a, b]) => [`${a}e149`, b],
  "a column around 1e-319": (_, [a, b]) => [`${a}e-320`, b],
  "half 1e200, half -1e200": (row, [, b]) => [row % 2 === 0 ? "1e200" : "-1e200", b],
  "a constant 1.7e308": (_, [, b]) => ["1.7e308", b],
};

function surveyOf(change: Change): Uint8Array<ArrayBuffer> {
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const usual = [String((i * 7919 % 101) / 10 + 0.31), String((i * 31) % 97 + 0.5)] as const;
    const gap = i % 17 === 3 ? "" : i % 5 + 1;
    return [i, ...change(i, usual), gap, (i * 3) % 7, ["x", "y", "z"][i % 3]].join(",");
  });
  return new TextEncoder().encode(["id,a,b,c,d,e", ...lines].join("\n"));
}

/** Where something holds a number that is none. */
function notFinite(value: unknown, path: string): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (typeof value !== "object" || value === null) return [];
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return entries.flatMap(([key, inner]) => notFinite(inner, `${path}.${key}`));
}

async function problemsOf(result: PipelineResult): Promise<string[]> {
  const { features, embedding, map, structure, clustering, evaluation, profile } = result;
  const parts = { features, embedding, map, structure, clustering, evaluation, profile };
  const files = (await runArtifacts(result)).flatMap(({ name, bytes }) =>
    name.endsWith(".xlsx")
      ? []
      : [...new TextDecoder().decode(bytes).matchAll(/\b(?:NaN|Infinity)\b/g)]
        .map(({ index }) => `${name} at ${index}`)
  );
  const view = notFinite(makeView(result, { hasPoints: true }), "view");
  return [...notFinite(parts, "result"), ...view, ...files];
}

/** Runs and says what is wrong; a DataError is an answer where `mayRefuse` takes its message. */
async function judge(
  bytes: Uint8Array<ArrayBuffer>,
  params: Params,
  mayRefuse: (message: string) => boolean,
): Promise<string[]> {
  const from = performance.now();
  try {
    const problems = await problemsOf(await runPipeline(bytes, "sizes.csv", params));
    const took = performance.now() - from;
    return took > MOST_MS ? [...problems, `took ${Math.round(took)} ms`] : problems;
  } catch (error) {
    if (error instanceof DataError && mayRefuse(error.message)) return [];
    return [`${error}`];
  }
}

const SETTINGS = everySetting(BASE);

Deno.test("every method answers with numbers of every usable size", async (t) => {
  assert.ok(SETTINGS.length > 50, "the registries were read");
  for (const [title, change] of Object.entries(USABLE)) {
    await t.step(title, async () => {
      const bytes = surveyOf(change);
      for (const { title: setting, params } of SETTINGS) {
        // Numbers so unlike leave too few respondents or columns that can be told apart.
        const problems = await judge(
          bytes,
          params,
          (message) => /at least as many different respondents|at least 2 /.test(message),
        );
        assert.deepEqual(problems.slice(0, 3), [], setting);
      }
    });
  }
});

Deno.test("numbers too large or too close to compute with are named with their column", async (t) => {
  const named =
    /^Cannot use column "a": (?:numbers must lie within 1e\+70 of 0|its numbers must be 1e-70 apart)/;
  for (const [title, change] of Object.entries(REFUSED)) {
    await t.step(title, async () => {
      const bytes = surveyOf(change);
      await assert.rejects(runPipeline(bytes, "sizes.csv", parseParams(BASE)), {
        name: "DataError",
        message: named,
      });
      for (const { title: setting, params } of SETTINGS) {
        // Who is dropped for an impossible answer takes the number along.
        const problems = await judge(bytes, params, (message) => named.test(message));
        assert.deepEqual(problems.slice(0, 3), [], setting);
      }
    });
  }
});

Deno.test("a column of unusable numbers that leaves, or a value that is no answer, costs no answer", async () => {
  const bytes = surveyOf(REFUSED["one -1.7e308"]);
  for (
    const layer of [
      { ...BASE, features: {}, cleaning: { exclude_columns: ["a"] } },
      { ...BASE, ingest: { missing_codes: { a: ["-1.7e308"] } } },
      { ...BASE, cleaning: { filter: "a > 0" } },
    ]
  ) {
    const problems = await problemsOf(await runPipeline(bytes, "sizes.csv", parseParams(layer)));
    assert.deepEqual(problems, []);
  }
});

Deno.test("the search for structure ends with a number of any usable size", async () => {
  for (const features of [BASE.features, { ...BASE.features, scaling: "none", tails: "none" }]) {
    const params = parseParams({
      features,
      structure: { draws: 19, pairs: 2 },
    });
    assert.deepEqual(await judge(surveyOf(USABLE["one 1e69"]), params, () => false), []);
  }
});

Deno.test("a weight, a fill value or a gamma too large is refused", async () => {
  const weights = surveyOf((row, [a]) => [a, row === 3 ? "1e300" : "1"]);
  await assert.rejects(
    runPipeline(weights, "sizes.csv", parseParams({ ...BASE, weighting: { column: "b" } })),
    { name: "DataError", message: /^Cannot use column "b": numbers must lie within 1e\+70 of 0/ },
  );
  assert.throws(() => parseParams({ cleaning: { fill_value: 1e300 } }), {
    name: "ParamsError",
    message: /cleaning\.fill_value: expected a number within 1e\+70 of 0, but got 1e\+300/,
  });
  assert.throws(() => parseParams({ clustering: { gamma: 1e300 } }), {
    name: "ParamsError",
    message: /clustering\.gamma: expected "auto" or a number from 0 to 1e\+70, but got 1e\+300/,
  });
});
