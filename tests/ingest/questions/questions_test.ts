/** Tests of how columns are grouped into questions, and of weights. Runs in Deno. */

import assert from "node:assert/strict";
import { features } from "../../../pipeline/features/mod.ts";
import { columnValues } from "../../../pipeline/survey/read_column.ts";
import { clean } from "../../../pipeline/clean/mod.ts";
import { readText } from "../support.ts";
import { ingest } from "../../../pipeline/ingest/mod.ts";
import { originalParams } from "../../support/original.ts";

/** A file of columns: header to answers. */
function csv(columns: Readonly<Record<string, readonly (string | number)[]>>): string {
  const quote = (cell: string | number) => `"${String(cell).replaceAll('"', '""')}"`;
  const answers = Object.values(columns);
  const rows = answers[0].map((_, i) => answers.map((column) => quote(column[i])).join(","));
  return [Object.keys(columns).map(quote).join(","), ...rows].join("\n");
}

async function questionsOf(
  columns: Readonly<Record<string, readonly (string | number)[]>>,
): Promise<[name: string, kind: string, columns: number][]> {
  const { survey } = await readText(csv(columns));
  return survey.questions.map(({ name, kind, columns: items }) => [name, kind, items.length]);
}

const SCALE = ["Agree", "Disagree", "Strongly agree", "Agree"];
const OTHER = ["Disagree", "Agree", "Agree", "Strongly agree"];
const TICK = ["Tea", "", "Tea", ""];

Deno.test("a question set by hand takes a column out of one question and into another", async () => {
  const rows = { q1_1: [1, 2, 3, 4], q1_2: [4, 3, 2, 1], q1_3: [1, 1, 2, 2], mood: [2, 2, 4, 4] };
  const { survey } = await readText(csv(rows), {
    columns: { q1_3: { question: "q1_3" }, mood: { question: "q1" } },
  });
  assert.deepEqual(survey.questions.map(({ name, columns }) => [name, columns]), [
    ["q1", ["q1_1", "q1_2", "mood"]],
    ["q1_3", ["q1_3"]],
  ]);
  assert.match(survey.questions[0].reason, /ingest\.columns says, others /);
  const params = originalParams({ features: { question_weighting: "equal" } });
  const { questions } = await features(await clean(survey, params), params);
  assert.deepEqual(questions, ["q1", "q1", "q1_3", "q1"]);
});

Deno.test("ingest() groups columns into questions by names and headers", async (t) => {
  const cases: [string, Parameters<typeof questionsOf>[0], [string, string, number][]][] = [
    ["names with a number", { Q1_1: [1, 0, 1, 0], Q1_2: [0, 0, 1, 1], Q2: [3, 1, 2, 5] }, [
      ["Q1", "multi_select", 2],
      ["Q2", "scale", 1],
    ]],
    ["an other beside its question", { Q1: ["a", "b", "a", "b"], Q1_other: ["", "x", "", "y z"] }, [
      ["Q1", "single_choice", 2],
    ]],
    ["letters with a number on one scale", { E1: SCALE, E2: OTHER, E3: SCALE }, [
      ["E", "grid", 3],
    ]],
    ["questions that are only numbered", { Q1: SCALE, Q2: OTHER, Q3: SCALE }, [
      ["Q1", "scale", 1],
      ["Q2", "scale", 1],
      ["Q3", "scale", 1],
    ]],
    ["Question [Row]", { "How was it? [Food]": SCALE, "How was it? [Staff]": OTHER }, [
      ["How was it?", "grid", 2],
    ]],
    ["stem - item", {
      "Which do you drink? - Tea": TICK,
      "Which do you drink? - Coffee - black": ["", "Coffee", "", ""],
      "Which do you drink? - Coffee - white": ["", "", "Coffee", ""],
      "Which do you drink? - Other (please specify)": ["", "", "", "Mate"],
    }, [["Which do you drink?", "multi_select", 4]]],
    ["stem and stem - Other", {
      "What do you cook?": ["a", "b", "a", "b"],
      "What do you cook? - Other (please specify)": ["", "soup of the day", "", "stew"],
    }, [["What do you cook?", "single_choice", 2]]],
    ["loops", { "A - Food": SCALE, "A - Staff": OTHER, "B - Food": SCALE, "B - Staff": OTHER }, [
      ["A", "grid", 2],
      ["B", "grid", 2],
    ]],
    ["stem: item", { "Rate: food": SCALE, "Rate: staff": OTHER }, [["Rate", "grid", 2]]],
    ["headers that start alike", {
      "How satisfied are you with the food": SCALE,
      "How satisfied are you with the staff": OTHER,
      "How satisfied are you with the rooms": SCALE,
    }, [["How satisfied are you with the", "grid", 3]]],
    ["nothing shared", { Age: [31, 44, 18, 70], Sex: ["m", "f", "m", "f"] }, [
      ["Age", "number", 1],
      ["Sex", "single_choice", 1],
    ]],
    [
      "headers that the file did not give",
      { a: [1, 2, 3, 1], " ": [1, 2, 3, 1], "": [1, 2, 3, 2] },
      [
        ["a", "scale", 1],
        ["column_2", "scale", 1],
        ["column_3", "scale", 1],
      ],
    ],
  ];
  for (const [name, columns, expected] of cases) {
    await t.step(name, async () => assert.deepEqual(await questionsOf(columns), expected));
  }
});

Deno.test("ingest() tells kinds of questions", async (t) => {
  const ranks = [[1, 2, 3], [3, 1, 2], [2, 3, 1], [1, 3, 2]];
  const ranked = (rows: readonly (readonly (number | string)[])[]) =>
    Object.fromEntries([0, 1, 2].map((item) => [`Rank_${item + 1}`, rows.map((row) => row[item])]));
  const cases: [string, Parameters<typeof questionsOf>[0], string][] = [
    ["ranks", ranked(ranks), "ranking"],
    ["ranks of some items only", ranked([...ranks, [1, 2, ""], ["", 1, ""]]), "ranking"],
    ["ranks that repeat", ranked([[1, 1, 3], [3, 1, 2], [2, 3, 3], [1, 3, 2]]), "grid"],
    ["items on one scale of numbers", { a_1: [1, 5, 3, 4], a_2: [5, 5, 1, 2] }, "grid"],
    [
      "options beside another in repeated words",
      {
        a_1: ["Tea", "", "Tea", ""],
        a_2: ["", "Milk", "Milk", ""],
        a_other: ["", "rum", "", "rum"],
      },
      "multi_select",
    ],
    ["amounts", { a_1: [10, 50, 31, 4], a_2: [51, 5, 17, 20] }, "number"],
    [
      "yes and no",
      { a_1: ["Yes", "No", "No", ""], a_2: ["No", "Yes", "Yes", "No"] },
      "multi_select",
    ],
    [
      "own codes or blanks",
      { a_1: [1, "", 1, ""], a_2: ["", 2, 2, ""], a_3: ["", "", "", 3] },
      "multi_select",
    ],
    ["open texts", {
      a_1: ["one thing", "another thing", "", "third thing"],
      a_2: ["", "more here", "less there", ""],
    }, "open_text"],
    ["a date", { When: ["2024-01-05", "2024-02-06", "2024-03-07", ""] }, "date"],
    ["a scale and what was made of it", {
      a_1: [9, 3, 10, 7],
      a_2: ["Promoter", "Detractor", "Promoter", "Passive"],
    }, "scale"],
    ["an identifier", { RespondentID: [77, 31, 46, 12] }, "identifier"],
    ["a weight", { weight: [0.8, 1.3, 0.9, 1.1] }, "weight"],
  ];
  for (const [name, columns, kind] of cases) {
    await t.step(name, async () => {
      const found = await questionsOf(columns);
      assert.deepEqual(found.map((question) => question[1]), [kind]);
    });
  }
  await t.step("paradata", async () => {
    const { survey } = await readText("a,b\n1,2\n2,3\n3,1\n", { columns: { a: "paradata" } });
    assert.deepEqual(survey.questions.map(({ kind }) => kind), ["paradata", "scale"]);
  });
});

Deno.test("items of one question have the same points, whichever of them were chosen", async (t) => {
  const five = ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"];
  await t.step("a battery", async () => {
    const { survey } = await readText(csv({
      "Rate: food": five,
      "Rate: staff": ["Agree", "Strongly agree", "agree", "Don't know", "Agree"],
      "Rate: rooms": ["Agree", "Agree", "Agree", "", "Agree"],
      "Rate: other": ["the garden", "", "", "", ""],
    }));
    const [food, staff, rooms] = survey.columns;
    for (const column of [food, staff, rooms]) {
      assert.deepEqual([column.kind, column.categories, column.confidence], [
        "ordinal",
        five,
        0.95,
      ]);
    }
    assert.deepEqual([...columnValues(staff)], [3, 4, 3, NaN, 3]);
    assert.deepEqual([...columnValues(rooms)], [3, 3, 3, NaN, 3]);
    assert.equal(
      staff.reason,
      'answers of an agreement scale (English), 5 from "Strongly disagree" to "Strongly agree", in all ' +
        `items of the question; "Don't know" counts as no answer`,
    );
    assert.equal(survey.columns[3].kind, "text");
    assert.equal(survey.questions[0].kind, "grid");
  });
  await t.step("an order that was set stays", async () => {
    const order = ["Agree", "Strongly agree"];
    const { survey } = await readText(
      csv({ "Rate: food": [...five, "Agree"], "Rate: staff": [...order, ...order, ...order] }),
      { columns: { "Rate: staff": { order } } },
    );
    assert.deepEqual(survey.columns[1].categories, order);
  });
  await t.step("scales of two kinds stay apart", async () => {
    const { survey } = await readText(csv({
      "Rate: food": ["Good", "Bad", "Very good", "Good"],
      "Rate: often": ["Never", "Always", "Sometimes", "Never"],
    }));
    assert.deepEqual(survey.columns.map(({ categories }) => categories), [
      ["Bad", "Good", "Very good"],
      ["Never", "Sometimes", "Always"],
    ]);
  });
});

Deno.test("ingest() takes weights for weights and bodies for numbers", async (t) => {
  const kinds = async (header: string, answers: readonly number[]) => {
    const { survey } = await readText(csv({ [header]: answers, x: answers.map(() => "y") }));
    const { kind, confidence } = survey.columns[0];
    return [kind, confidence];
  };
  const around = Array.from({ length: 12 }, (_, i) => (i + 0.5) / 6);
  await t.step("named, mean near 1", async () => {
    for (
      const header of ["weight", "wt", "Gewicht", "POIDS", "peso", "final_weight", "Weight_2024"]
    ) {
      assert.deepEqual(await kinds(header, [0.7, 1.1, 1.4]), ["weight", 0.95], header);
    }
  });
  await t.step("not named, mean exactly 1", async () => {
    assert.deepEqual(await kinds("g", around), ["weight", 0.6]);
  });
  await t.step("a body's weight", async () => {
    assert.deepEqual(await kinds("weight", [71.5, 80.2, 64.9]), ["numeric", 0.95]);
  });
  await t.step("below 0, whole, or of another mean", async () => {
    assert.deepEqual(await kinds("weight", [-0.7, 1.1, 2.5]), ["numeric", 0.95]);
    assert.equal((await kinds("weight", [1, 2, 1, 3]))[0], "ordinal");
    assert.equal((await kinds("g", around.map((value) => value + 0.1)))[0], "numeric");
  });
});

Deno.test("a weight is no feature, and questions of headers reach the features", async () => {
  const text = csv({
    weight: [0.8, 1.3, 0.9, 1.1, 0.9],
    "Rate: food": ["Agree", "Disagree", "Agree", "Strongly agree", "Agree"],
    "Rate: staff": ["Disagree", "Disagree", "Agree", "Strongly agree", "Agree"],
    Q7_1: [1, 2, 3, 4, 5],
    Q7_2: [5, 2, 3, 1, 1],
  });
  const params = originalParams({});
  const survey = await ingest(new TextEncoder().encode(text), "survey.csv", params);
  const matrix = await features(await clean(survey, params), params);
  assert.deepEqual(matrix.questions, ["Rate", "Rate", "Q7", "Q7"]);
  assert.deepEqual(matrix.dropped[0], {
    name: "weight",
    cause: "choice",
    reason: "weight columns are only profiled",
  });
  const own = originalParams({ features: { question_pattern: "^(Rate: .)" } });
  const byPattern = await features(await clean(survey, own), own);
  assert.deepEqual(byPattern.questions, ["Rate: f", "Rate: s", "Q7", "Q7"]);
});

Deno.test("confidence is 1 for what was set, and within 0 to 1 for all", async () => {
  const text = csv({ a: [1, 2, 1, 2], b: ["x", "y", "x", "y"], c: ["", "", "", ""], d: SCALE });
  const { survey } = await readText(text, { columns: { a: "nominal" } });
  assert.deepEqual(survey.columns.map(({ confidence }) => confidence), [1, 0.8, 0, 0.85]);
});
