/** Tests of setting ratings against the respondent's own use of the scale. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { clean } from "../../pipeline/clean/mod.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { features } from "../../pipeline/features/mod.ts";
import { AS_MIXED, readAnswers } from "../../pipeline/features/answers.ts";
import type { Features } from "../../pipeline/features/feature_matrix.ts";
import { assertClose } from "../support/golden.ts";
import { csvOf, surveyOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

type Cells = Record<string, readonly (string | number)[]>;

/** Two batteries from 1 to 5, one from 1 to 3, and what is no rating. */
const SURVEY: Cells = {
  q1_1: [1, 2, 3, 5, 4, 2, 4, 5],
  q1_2: [2, 2, 5, 1, 4, 1, 4, 3],
  q1_3: [1, 5, 3, 2, 4, 5, 4, 2],
  q2_1: [5, 4, 3, 1, 4, "", 4, 1],
  q2_2: [1, 3, 3, 5, 4, 2, 4, 4],
  q2_3: [2, 1, 5, 3, 4, 3, 4, 5],
  q3_1: [1, 2, 3, 1, 2, 3, 2, 3],
  q3_2: [3, 1, 2, 2, 1, 3, 2, 1],
  q3_3: [2, 3, 1, 3, 3, 1, 2, 2],
  education: [1, 2, 3, 4, 5, 4, 3, 2],
  age: [23, 45, 31, 68, 52, 39, 27, 61],
  owns: [0, 1, 1, 0, 1, 0, 0, 1],
};

const KINDS = Object.fromEntries(
  Object.keys(SURVEY).map((name) => [
    name,
    name === "age" ? "numeric" : name === "owns" ? "binary" : "ordinal",
  ]),
);

async function build(
  cells: Cells,
  given: Record<string, object>,
  kinds: object = KINDS,
): Promise<{ found: Features; warnings: string[] }> {
  const named = Object.fromEntries(Object.entries(kinds).filter(([name]) => name in cells));
  const all = { ...given, ingest: { columns: named } };
  const params = originalParams(all);
  const warnings: string[] = [];
  const cleaned = await clean(await surveyOf(csvOf(cells), all), params);
  const context = createContext({ onWarning: (text) => warnings.push(text) });
  return { found: await features(cleaned, params, context), warnings };
}

const within = (method: string, more: object = {}) => ({
  features: { within_respondent: method, scaling: "none", ...more },
});

/** The numbers of one respondent in some features. */
function rowOf({ values, d, names }: Features, row: number, columns: readonly string[]): number[] {
  return columns.map((name) => values[row * d + names.indexOf(name)]);
}

Deno.test("features() centres the ratings of each scale on the respondent's own mean over it", async () => {
  const { found } = await build(SURVEY, within("center"));
  assert.deepEqual(found.within, {
    method: "center",
    scales: [
      {
        ...{ low: 1, high: 5, categories: null },
        columns: ["q1_1", "q1_2", "q1_3", "q2_1", "q2_2", "q2_3"],
        flat: 2,
      },
      { low: 1, high: 3, categories: null, columns: ["q3_1", "q3_2", "q3_3"], flat: 1 },
    ],
  });
  const [five, three] = found.within!.scales.map(({ columns }) => columns);
  // Row 0: answers 1 2 1 5 1 2 with mean 2, and 1 3 2 with mean 2.
  assertClose(rowOf(found, 0, five), [-1, 0, -1, 3, -1, 0], 1e-12);
  assertClose(rowOf(found, 0, three), [-1, 1, 0], 1e-12);
  assert.deepEqual(rowOf(found, 0, ["education", "age", "owns"]), [1, 23, 0]);
});

Deno.test("features() divides by the population deviation where asked, and leaves one answer throughout at 0", async () => {
  const { found } = await build(SURVEY, within("standardize"));
  // scipy 1.17.1: scipy.stats.zscore([1, 2, 1, 5, 1, 2], ddof=0)
  const expected = [
    -0.7071067811865475,
    0,
    -0.7071067811865475,
    2.1213203435596424,
    -0.7071067811865475,
    0,
  ];
  const [{ columns }] = found.within!.scales;
  assertClose(rowOf(found, 0, columns), expected, 1e-12);
  assert.deepEqual(rowOf(found, 4, columns), [0, 0, 0, 0, 0, 0]);
});

Deno.test("features() takes own means over answers given, and counts a filled gap as the own mean", async (t) => {
  for (const imputation_method of ["fill", "mode", "mean", "median", "nearest"]) {
    await t.step(imputation_method, async () => {
      const { found, warnings } = await build(SURVEY, {
        ...within("center"),
        cleaning: { imputation_method, drop_thresh: 0 },
      });
      // pandas 3.1.1: x.sub(x.mean(axis=1), axis=0).fillna(0) of 2 1 5 NaN 2 3
      assertClose(
        rowOf(found, 5, found.within!.scales[0].columns),
        [-0.6, -1.6, 2.4, 0, -0.6, 0.4],
        1e-12,
      );
      assert.match(warnings.join("\n"), /1 gap that had been filled counts as the own mean\./);
    });
  }
});

Deno.test("features() tells which ratings were set against the own mean, and what no longer counts", async () => {
  const { warnings } = await build(SURVEY, within("center"));
  assert.deepEqual(warnings, [
    "Centred within respondents: 6 items from 1 to 5 and 3 items from 1 to 3, each answer less the " +
    "respondent's own mean over them, a scale at a time. 2 respondents gave one answer throughout to " +
    "the 6 items from 1 to 5, or none, and lie at 0. 1 respondent gave one answer throughout to the 3 " +
    "items from 1 to 3, or none, and lies at 0. How high a respondent rates overall no longer counts, " +
    "even where it is meant; profiles show the answers as given. 1 gap that had been filled counts as " +
    "the own mean. 3 other features stay as they are.",
  ]);
});

Deno.test("features() says nothing and changes nothing unasked", async () => {
  const { found, warnings } = await build(SURVEY, { features: { scaling: "none" } });
  assert.equal(found.within, null);
  assert.deepEqual(warnings, []);
  assert.deepEqual(rowOf(found, 0, ["q1_1", "q2_1", "q3_2"]), [1, 5, 3]);
});

Deno.test("features() finds no ratings in pairs, yes/no, amounts, mixed ranges and rankings", async (t) => {
  const words = ["never", "often"];
  const cases: [string, Cells, object][] = [
    ["two items", { q1_1: SURVEY.q1_1, q1_2: SURVEY.q1_2, age: SURVEY.age }, KINDS],
    [
      "yes/no",
      { q1_1: SURVEY.owns, q1_2: [1, 0, 0, 1, 0, 1, 0, 0], q1_3: [0, 0, 1, 1, 0, 0, 1, 1] },
      { q1_1: "binary", q1_2: "binary", q1_3: "binary" },
    ],
    [
      "amounts",
      { q1_1: SURVEY.age, q1_2: [9, 44, 12, 80, 31, 7, 55, 62], q1_3: SURVEY.age.toReversed() },
      { q1_1: "numeric", q1_2: "numeric", q1_3: "numeric" },
    ],
    [
      "mixed ranges",
      { q1_1: SURVEY.q1_1, q1_2: SURVEY.q1_2, q1_3: [1, 7, 4, 9, 10, 2, 3, 5] },
      KINDS,
    ],
    [
      "rankings",
      {
        q1_1: [1, 2, 3, 1, 2, 3, 1, 2],
        q1_2: [2, 3, 1, 3, 1, 2, 2, 3],
        q1_3: [3, 1, 2, 2, 3, 1, 3, 1],
      },
      {},
    ],
    [
      "words",
      { q1_1: SURVEY.owns.map((own) => words[Number(own)]), q1_2: SURVEY.q1_2, q1_3: SURVEY.q1_3 },
      { q1_1: "nominal", q1_2: "ordinal", q1_3: "ordinal" },
    ],
  ];
  for (const [name, cells, kinds] of cases) {
    await t.step(name, async () => {
      const { found, warnings } = await build(cells, within("center"), kinds);
      assert.deepEqual(found.within, { method: "center", scales: [] });
      assert.deepEqual(warnings, [
        "features.within_respondent center found no ratings: it takes questions with at least 3 scale " +
        "items of one range, and no feature is of such a question. Answers stay as they are. " +
        "features.question_pattern says which columns belong together.",
      ]);
    });
  }
});

Deno.test("features() centres words of a scale by their places, and does not turn reversed items", async () => {
  const words = ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"];
  const mood = Array.from({ length: 40 }, (_, i) => i % 5);
  const cells = {
    q1_1: mood.map((m) => words[m]),
    q1_2: mood.map((m, i) => words[Math.min(4, m + (i % 3 === 0 ? 1 : 0))]),
    q1_3: mood.map((m) => words[4 - m]),
    q1_4: mood.map((m) => words[m]),
  };
  // Two items are a copy and the opposite of the first, and count only where they are named.
  const features = { within_respondent: "center", include: Object.keys(cells) };
  const { found, warnings } = await build(cells, { features }, {});
  assert.deepEqual(found.within!.scales[0].categories, words);
  assertClose(rowOf(found, 0, ["q1_1", "q1_2", "q1_3"]), [-1.25, -0.25, 2.75], 1e-12);
  assert.match(
    warnings[0],
    /^Centred within respondents: 4 items from "Strongly disagree" to "Strongly agree", /,
  );
  assert.match(warnings[0], /"q1_3" is not turned round: where items are worded both ways, /);
});

Deno.test("features() scales centred ratings by itself only where they are not comparable", async (t) => {
  const one = Object.fromEntries(Object.entries(SURVEY).filter(([name]) => /^q[12]_/.test(name)));
  const two = Object.fromEntries(Object.entries(SURVEY).filter(([name]) => /^q\d_/.test(name)));
  const mixed = "features are measured in different units or ranges";
  const cases: [string, Cells, string, string, string][] = [
    [
      "one scale",
      one,
      "center",
      "none",
      "all features are ratings on one scale, less the own mean",
    ],
    ["two scales", two, "center", "standardize", mixed],
    [
      "two scales in own deviations",
      two,
      "standardize",
      "none",
      "all features are ratings in units of the respondent's own standard deviation",
    ],
    ["with others", { ...one, education: SURVEY.education }, "center", "standardize", mixed],
  ];
  for (const [name, cells, within_respondent, scaling, reason] of cases) {
    await t.step(name, async () => {
      const { found } = await build(cells, { features: { within_respondent } });
      assert.deepEqual([found.scaling, found.scalingReason], [scaling, reason]);
    });
  }
});

Deno.test("features() drops ratings that do not vary within respondents", async () => {
  const cells = {
    q1_1: [1, 2, 3, 3, 1, 2],
    q1_2: [1, 2, 3, 3, 1, 2],
    q1_3: [2, 3, 4, 4, 2, 3],
    age: [23, 45, 31, 68, 52, 39],
    height: [180.5, 166.2, 171.9, 158.4, 190.1, 177.7],
  };
  const kinds = { q1_1: "ordinal", q1_2: "ordinal", q1_3: "ordinal" };
  const { found } = await build(cells, { features: { within_respondent: "center" } }, kinds);
  assert.deepEqual(found.names, ["age", "height"]);
  assert.deepEqual(found.within!.scales.map(({ columns }) => columns), [["q1_1", "q1_2", "q1_3"]]);
  const reason = "constant once set against the respondent's own mean";
  assert.deepEqual(
    found.dropped,
    ["q1_1", "q1_2", "q1_3"].map((name) => ({ name, cause: "unusable", reason })),
  );
  const { age: _age, height: _height, ...ratings } = cells;
  await assert.rejects(
    build(ratings, { features: { within_respondent: "center" } }, kinds),
    {
      name: "DataError",
      message: /at least 2 usable features are needed, but all 3 are constant\./,
    },
  );
});

Deno.test("readAnswers() refuses features whose answers were set against the own mean", async () => {
  const { found } = await build(SURVEY, within("standardize"));
  assert.throws(() => readAnswers(found, AS_MIXED), {
    name: "DataError",
    message: "Cannot compare answers: a method that does needs them as they were given, but " +
      "features.within_respondent is standardize. Set it to none.",
  });
});

/** Whole answers of some respondents to items of one battery. */
const answers = fc.integer({ min: 3, max: 9 }).chain((items) =>
  fc.array(
    fc.array(fc.integer({ min: 2, max: 6 }), { minLength: items, maxLength: items }),
    { minLength: 8, maxLength: 30 },
  )
).filter((rows) =>
  rows[0].every((_, c) => new Set(rows.map((row) => row[c])).size > 1) &&
  new Set(rows.flat()).size === 5
);

const cellsOf = (rows: readonly (readonly number[])[]): Cells =>
  Object.fromEntries(rows[0].map((_, c) => [`q1_${c + 1}`, rows.map((row) => row[c])]));
const ordinal = (cells: Cells) =>
  Object.fromEntries(Object.keys(cells).map((name) => [name, "ordinal"]));

Deno.test("features() gives every respondent mean 0 and deviation 1 over a scale, whatever the level", async () => {
  await fc.assert(
    fc.asyncProperty(answers, async (rows) => {
      const cells = cellsOf(rows);
      const { found } = await build(cells, within("standardize"), ordinal(cells));
      const scale = found.within!.scales[0];
      if (scale === undefined || found.d < rows[0].length) return;
      rows.forEach((row, i) => {
        const own = [...found.values.subarray(i * found.d, (i + 1) * found.d)];
        const isFlat = row.every((answer) => answer === row[0]);
        assertClose([own.reduce((a, b) => a + b)], [0], 1e-10);
        assertClose([own.reduce((sum, x) => sum + x * x, 0) / own.length], [isFlat ? 0 : 1], 1e-10);
      });
    }),
    { seed: 7, numRuns: 60 },
  );
});

Deno.test("features() does not see a constant that is added to all answers of a respondent", async () => {
  await fc.assert(
    fc.asyncProperty(answers, fc.integer({ min: 0, max: 1e6 }), async (rows, seed) => {
      const moved = rows.map((row, i) => {
        const step = (seed >> (i % 16)) % 2 === 0 ? 0 : 1;
        return row.map((answer) => answer + step);
      });
      const [before, after] = await Promise.all([rows, moved].map(async (each) => {
        const cells = cellsOf(each);
        return (await build(cells, within("center"), ordinal(cells))).found;
      }));
      const areComparable = [before, after].every(({ d, within }) =>
        d === rows[0].length && within!.scales.length === 1
      );
      if (areComparable) assertClose(after.values, before.values, 1e-12);
    }),
    { seed: 11, numRuns: 60 },
  );
});
