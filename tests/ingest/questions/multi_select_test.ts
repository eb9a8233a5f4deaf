/** Tests of multi-select questions in their forms. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { columnValues } from "../../../pipeline/survey/read_column.ts";
import { findOptions } from "../../../pipeline/ingest/questions/options.ts";
import { createRng, type Rng } from "../../../pipeline/base/rng.ts";
import { pick } from "../../support/questionnaire.ts";
import { columnOf, csvOf } from "../../support/survey_text.ts";
import { cellTexts, missingCodes, readText } from "../support.ts";

function optionsOf(texts: readonly string[], separator: string): readonly string[] | null {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const cells = [...counts].map(([text, count]) => ({ text, count }));
  return findOptions(cells, separator)?.options ?? null;
}

function times(count: number, ...texts: string[]): string[] {
  return Array.from({ length: count }, () => texts).flat();
}

/** Cells, what joins their options, and these. */
const JOINED: readonly [name: string, cells: string[], separator: string, options: string[]][] = [
  ["plain ones, in the question's order", times(3, "C", "A;C", "A;B", "B;C"), ";", [
    "A",
    "B",
    "C",
  ]],
  ["a separator at the end", times(3, "A;", "A;B;", "B;"), ";", ["A", "B"]],
  ["one that holds the separator", times(3, "A, b", "A, b, C", "C", "D", "C, D"), ", ", [
    "A, b",
    "C",
    "D",
  ]],
  [
    "two that begin alike",
    times(3, "Yes, often", "Yes, rarely", "Yes, often, No", "No", "Yes, rarely, No"),
    ", ",
    ["Yes, often", "Yes, rarely", "No"],
  ],
  [
    "two that end alike, and one of three parts",
    times(3, "Pear, cut", "Plum, cut", "Pear, cut, Plum, cut", "a, b, c", "Plum, cut, a, b, c"),
    ", ",
    ["Pear, cut", "Plum, cut", "a, b, c"],
  ],
  [
    "brackets",
    times(3, "Fruit (red, ripe)", "Fruit (red, ripe), red", "red", "ripe, red"),
    ", ",
    [
      "Fruit (red, ripe)",
      "ripe",
      "red",
    ],
  ],
  [
    "one that begins like another",
    times(3, "Bread", "Bread, fried", "Bread, Bread, fried", "Milk", "Bread, fried, Milk"),
    ", ",
    ["Bread", "Bread, fried", "Milk"],
  ],
  [
    "one that ends like another",
    times(3, "fried", "Bread, fried", "Bread, fried, fried", "Milk", "fried, Milk"),
    ", ",
    ["Bread, fried", "fried", "Milk"],
  ],
  [
    "a comma before a blank where the comma alone joins",
    times(3, "Tea, hot", "Tea, hot,Milk", "Milk"),
    ",",
    [
      "Tea, hot",
      "Milk",
    ],
  ],
  [
    "respondents' own additions",
    [...times(5, "A;B", "A", "B"), "A;my own, really", "B;something else"],
    ";",
    ["A", "B", "(other)"],
  ],
];

Deno.test("findOptions() learns the options that explain joined cells", async (t) => {
  for (const [name, texts, separator, options] of JOINED) {
    await t.step(name, () => assert.deepEqual(optionsOf(texts, separator), options));
  }
});

Deno.test("findOptions() leaves what is no list of options", async (t) => {
  const sentences = Array.from(
    { length: 60 },
    (_, i) => `well ${i}, it was ${i % 7}, somehow ${i}`,
  );
  const cases: [string, string[], string][] = [
    ["open text", sentences, ", "],
    [
      "single choice with commas",
      times(5, "Yes, often", "Yes, rarely", "No, never", "Unsure"),
      ", ",
    ],
    ["towns and countries", times(5, "Paris, France", "Paris, Texas", "Lyon, France"), ", "],
    ["amounts", times(5, "$0 to $24,999", "$25,000 to $49,999", "$50,000 and up"), ","],
    ["an option twice in a cell", times(5, "A;A", "A;B", "B"), ";"],
    ["lists typed in any order", times(5, "A, B", "B, A", "A, C", "C, B", "B", "C, A"), ", "],
    ["one option", times(5, "A;", "A;"), ";"],
    ["nobody ticked two", times(5, "A", "B", "C"), ";"],
    ["names", Array.from({ length: 40 }, (_, i) => `Last${i}, First${i % 5}`), ", "],
    ["no answers", [""], ";"],
  ];
  for (const [name, texts, separator] of cases) {
    await t.step(name, () => assert.equal(optionsOf(texts, separator), null));
  }
});

Deno.test("findOptions() finds random lists of options that hold the separator, or none", () => {
  const things = "Bread Butter Milk Tea Coffee Fish Meat Rice Soup Salad".split(" ");
  const words = "hot cold fresh fried sweet local often rarely".split(" ");
  const forms = [
    (rng: Rng) => pick(rng, things),
    (rng: Rng) => `${pick(rng, things)}, ${pick(rng, words)}`,
    (rng: Rng) => `${pick(rng, things)}, ${pick(rng, words)} and ${pick(rng, words)}`,
    (rng: Rng) => `${pick(rng, things)} (${pick(rng, words)}, ${pick(rng, words)})`,
  ];
  let none = 0;
  for (let seed = 0; seed < 500; seed++) {
    const rng = createRng(seed).fork("options");
    const options = new Set<string>();
    while (options.size < 3 + seed % 8) options.add(pick(rng, forms)(rng));
    const cells = Array.from(
      { length: 150 },
      () => [...options].filter(() => rng.uniform() < 0.4).join(", "),
    );
    const found = optionsOf(cells.filter((cell) => cell !== ""), ", ");
    if (found === null) none++;
    else assert.deepEqual(found.toSorted(), [...options].sort(), `seed ${seed}`);
  }
  assert.ok(none <= 5, `${none} of 500 not recognised`);
});

Deno.test("findOptions() finds the same whatever the order of the respondents", () => {
  const options = ["Apple", "Pear, cut", "Plum", "Fig"];
  const cell = fc.subarray(options, { minLength: 1 }).map((chosen) => chosen.join(", "));
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: 30, maxLength: 60 })
        .chain((cells) =>
          fc.tuple(fc.constant(cells), fc.shuffledSubarray(cells, { minLength: cells.length }))
        ),
      ([forth, back]) => assert.deepEqual(optionsOf(back, ", "), optionsOf(forth, ", ")),
    ),
    { seed: 20240305, numRuns: 100 },
  );
});

Deno.test("ingest() tells an option that was not ticked from a question that was not shown", async () => {
  const { survey } = await readText(
    "Respondent ID,Which?,,,Why?\n,Fish,Meat,Other (please specify),Response\n" +
      "1,Fish,,,x\n2,,Meat,,y\n3,,,,z\n4,,,Bread,x\n5,Fish,Meat,,y\n",
  );
  const fish = columnOf(survey, "Which? - Fish");
  assert.deepEqual([...columnValues(fish)], [1, 0, NaN, 0, 1]);
  assert.deepEqual(missingCodes(fish), [0, 0, 1, 0, 0]);
  assert.deepEqual(cellTexts(fish), ["Fish", "", "", "", "Fish"]);
  assert.equal(
    fish.reason,
    'ticked where it holds "Fish"; a blank is "not ticked" where the respondent answered the ' +
      "question, else missing",
  );
  assert.deepEqual(missingCodes(columnOf(survey, "Which? - Other (please specify)")), [
    1,
    1,
    1,
    0,
    1,
  ]);
});

Deno.test("ingest() reads codes of options as ticks, points of a scale as numbers", async (t) => {
  const head = "Respondent ID,Which?,,\n,Fish,Meat,Bread\n";
  const rows = (cells: readonly string[]) => cells.map((cell, i) => `${i + 1},${cell}\n`).join("");
  await t.step("a code of its own in each column", async () => {
    const { survey } = await readText(head + rows(times(3, "1,2,", ",2,3", "1,,", ",,")));
    assert.deepEqual(survey.columns.slice(1).map(({ kind }) => kind), Array(3).fill("binary"));
    assert.deepEqual([...columnValues(survey.columns[3])].slice(0, 4), [0, 1, 0, NaN]);
  });
  await t.step("several codes in a column", async () => {
    const { survey } = await readText(head + rows(times(3, "1,2,3", "2,2,3", "1,2,", "3,2,3")));
    assert.deepEqual(survey.columns.slice(1).map(({ kind }) => kind), [
      "ordinal",
      "numeric",
      "numeric",
    ]);
  });
  await t.step("a column set by hand stays as it is", async () => {
    const { survey } = await readText(head + rows(times(3, "1,2,", ",2,3", "1,,", ",,")), {
      columns: { "Which? - Meat": "numeric" },
    });
    assert.equal(columnOf(survey, "Which? - Meat").kind, "numeric");
    assert.equal(columnOf(survey, "Which? - Fish").kind, "binary");
  });
  await t.step(
    "a column of which something else than its kind is said is read like the others",
    async () => {
      const { survey } = await readText(head + rows(times(3, "1,2,", ",2,3", "1,,", ",,")), {
        columns: { "Which? - Meat": { missing: ["9"] } },
      });
      assert.equal(columnOf(survey, "Which? - Meat").kind, "binary");
    },
  );
});

Deno.test("ingest() keeps a column of joined options as text beside its options", async () => {
  const answers = times(4, "A;B;", "B;", "", "A;");
  const { survey } = await readText(
    "ID,Start time,Completion time,Fruit\n" +
      answers.map((cell, i) => `${i},2024-03-01 10:00,2024-03-01 10:05,${cell}\n`).join(""),
  );
  const fruit = columnOf(survey, "Fruit");
  assert.deepEqual([fruit.kind, fruit.source, fruit.question], ["text", null, "Fruit"]);
  assert.deepEqual(cellTexts(fruit), answers);
  const apple = columnOf(survey, "Fruit: A");
  assert.deepEqual([apple.kind, apple.source, apple.question], ["binary", "Fruit", "Fruit"]);
  assert.deepEqual([...columnValues(apple)].slice(0, 4), [1, 0, NaN, 1]);
  assert.deepEqual(cellTexts(apple).slice(0, 4), ["1", "0", "", "1"]);
});

Deno.test("ingest() reads options that every cell orders anew as ranks", async () => {
  const head = "ID,Start time,Completion time,Email,Name,Rank";
  const orders = ["A;B;C;", "C;A;B;", "", "B;A;C;", "A;C;B;"];
  const rows = orders.map((order, i) => `${i + 1},2024-03-01 10:00,2024-03-01 10:05,a,b,${order}`);
  const { survey } = await readText([head, ...rows].join("\n"));
  const ranks = ["A", "B", "C"].map((option) => columnOf(survey, `Rank: ${option}`));
  assert.deepEqual(ranks.map((column) => [...columnValues(column)]), [
    [1, 2, NaN, 2, 1],
    [2, 3, NaN, 1, 3],
    [3, 1, NaN, 3, 2],
  ]);
  assert.equal(survey.questions.at(-1)!.kind, "ranking");
});

Deno.test("ingest() reads joined options in files of no known tool, but no places or sentences", async () => {
  const rng = createRng(11);
  const options = ["Price", "Quality, always", "Service", "Advice"];
  const places = ["Paris, France", "Bonn, Germany", "Ulm, Germany", "France", "Germany"];
  const tried = ["Fast, but loud", "Fast", "Loud, and slow", "Slow", "Good, I think"];
  const rows = Array.from({ length: 80 }, (_, i) => {
    const ticked = options.filter(() => rng.uniform() < 0.5);
    return [`${i}`, ticked.join(", "), places[rng.below(5)], tried[rng.below(5)]];
  });
  const { survey } = await readText(csvOf({
    no: rows.map(([no]) => no),
    why: rows.map(([, why]) => `"${why}"`),
    where: rows.map(([, , where]) => `"${where}"`),
    opinion: rows.map(([, , , opinion]) => `"${opinion}"`),
  }));
  assert.equal(survey.report.dialect, "plain");
  assert.deepEqual(
    survey.columns.map(({ name, kind }) => [name, kind]),
    [
      ["no", "id"],
      ["why", "text"],
      ...options.map((option) => [`why: ${option}`, "binary"]),
      ["where", "nominal"],
      ["opinion", "nominal"],
    ],
  );
  const quality = columnValues(columnOf(survey, "why: Quality, always"));
  rows.forEach(([, why], i) => {
    const expected = why === "" ? NaN : why.includes("Quality") ? 1 : 0;
    assert.deepEqual(quality[i], expected, why);
  });
});
