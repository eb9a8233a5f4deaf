/** Tests of what columns are taken to measure. Runs in Deno. */

import assert from "node:assert/strict";
import { columnValues } from "../../../pipeline/survey/read_column.ts";
import type { Column } from "../../../pipeline/survey/column.ts";
import { columnText, readText } from "../support.ts";

async function columnFrom(
  answers: readonly (string | number)[],
  header = "answer",
): Promise<Column> {
  const { survey } = await readText(columnText(answers.map(String), header));
  return survey.columns[0];
}

/** n answers by respondent number, from 0. */
function many<T>(n: number, make: (i: number) => T): T[] {
  return Array.from({ length: n }, (_, i) => make(i));
}

interface Case {
  readonly name: string;
  readonly answers: readonly (string | number)[];
  readonly header?: string;
  readonly kind: string;
  readonly reason: string;
}

async function check(t: Deno.TestContext, cases: readonly Case[]): Promise<void> {
  for (const { name, answers, header, kind, reason } of cases) {
    await t.step(name, async () => {
      const column = await columnFrom(answers, header);
      assert.deepEqual([column.kind, column.reason], [kind, reason]);
    });
  }
}

const NUMBERS: readonly Case[] = [
  {
    name: "a five-point scale",
    answers: [1, 2, 3, 4, 5, 5],
    kind: "ordinal",
    reason: "whole numbers 1 to 5, 5 distinct",
  },
  {
    name: "a scale written with a fraction of zero",
    answers: ["1.0", "2.0", "3.0", "1"],
    kind: "ordinal",
    reason: "whole numbers 1 to 3, 3 distinct",
  },
  {
    name: "likelihood 0 to 10",
    answers: many(22, (i) => i % 11),
    kind: "ordinal",
    reason: "whole numbers 0 to 10, 11 distinct",
  },
  {
    name: "-5 to 5",
    answers: [-5, 0, 5],
    kind: "ordinal",
    reason: "whole numbers -5 to 5, 3 distinct",
  },
  {
    name: "twelve values",
    answers: many(24, (i) => i % 12),
    kind: "numeric",
    reason: "whole numbers 0 to 11, 12 distinct",
  },
  {
    name: "beyond the scales",
    answers: [2, 5, 11, 2],
    kind: "numeric",
    reason: "whole numbers 2 to 11, 3 distinct",
  },
  {
    name: "wider than a scale",
    answers: [-5, 1, 6, 1],
    kind: "numeric",
    reason: "whole numbers -5 to 6, 3 distinct",
  },
  { name: "0 and 1", answers: [0, 1, 1], kind: "binary", reason: "two values, 0 and 1" },
  { name: "1 and 2", answers: [2, 1, 1], kind: "binary", reason: "two values, 1 and 2" },
  {
    name: "two fractions",
    answers: [0.5, 1.5],
    kind: "numeric",
    reason: "numbers 0.5 to 1.5, 2 distinct",
  },
  { name: "a constant", answers: [3, 3, 3], kind: "numeric", reason: "every answer is 3" },
  {
    name: "incomes, each another",
    answers: many(1200, (i) => 1000 + 7.25 * i),
    kind: "numeric",
    reason: "numbers 1000 to 9692.75, 1,200 distinct",
  },
];

Deno.test("kinds of numbers", (t) => check(t, NUMBERS));

const IDENTIFIERS: readonly Case[] = [
  {
    name: "by header",
    answers: [12, 7, 30],
    header: "CustomerID",
    kind: "id",
    reason: '3 distinct values, one per respondent, and the header says "ID"',
  },
  {
    name: "by header, a few repeated",
    answers: many(100, (i) => Math.max(i, 3)),
    header: "user_id",
    kind: "id",
    reason: '97 distinct values in 100 answers, and the header says "id"',
  },
  {
    name: "a header alone is not enough",
    answers: [1, 2, 3, 1, 2, 3],
    header: "id",
    kind: "ordinal",
    reason: "whole numbers 1 to 3, 3 distinct",
  },
  {
    name: "a header that merely holds the letters",
    answers: [12, 7, 30],
    header: "Paid",
    kind: "numeric",
    reason: "whole numbers 7 to 30, 3 distinct",
  },
  {
    name: "fractions under such a header",
    answers: [1.5, 2.5, 3.5],
    header: "bid id",
    kind: "numeric",
    reason: "numbers 1.5 to 3.5, 3 distinct",
  },
  {
    name: "words under such a header",
    answers: ["anna", "bert", "carl"],
    header: "Response Token",
    kind: "id",
    reason: '3 distinct values, one per respondent, and the header says "Token"',
  },
  {
    name: "e-mail addresses, even repeated",
    answers: ["a@b.org", "c.d@e.co.uk", "a@b.org"],
    kind: "id",
    reason: "e-mail addresses",
  },
  {
    name: "row names under an empty first header",
    answers: [5, 9, 12],
    header: "",
    kind: "id",
    reason: "3 distinct values, one per respondent, in a first column without header",
  },
  {
    name: "rising by one step",
    answers: many(20, (i) => 3 + 2 * i),
    kind: "id",
    reason: "20 distinct values, one per respondent, rising by the same step",
  },
  {
    name: "rising by one step, too few to tell",
    answers: [1, 2, 3],
    kind: "ordinal",
    reason: "whole numbers 1 to 3, 3 distinct",
  },
  {
    name: "long numbers",
    answers: many(20, (i) => 3292879000 + ((i * 7919) % 997)),
    kind: "id",
    reason: "20 distinct values, one per respondent, of six digits or more",
  },
  {
    name: "round amounts of six digits",
    answers: many(20, (i) => 100000 + 100 * ((i * 7919) % 997)),
    kind: "numeric",
    reason: "whole numbers 100000 to 196800, 20 distinct",
  },
  {
    name: "codes",
    answers: many(20, (i) => `R_${(i * 7919) % 997}x`),
    kind: "id",
    reason: "20 distinct values, one per respondent, in the shape of codes",
  },
  {
    name: "names, each another",
    answers: many(20, (i) => `name${"abcdefghijklmnopqrst"[i]}`),
    kind: "text",
    reason: "words, 20 distinct in 20 answers",
  },
];

Deno.test("kinds of identifiers", (t) => check(t, IDENTIFIERS));

const WORDS: readonly Case[] = [
  {
    name: "yes and no",
    answers: ["Yes", "No", "Yes"],
    kind: "binary",
    reason: 'two answers, "No" and "Yes"',
  },
  {
    name: "yes and no, spelled with and without capitals",
    answers: ["Yes", "NO", "yes", "no"],
    kind: "binary",
    reason: 'two answers, "NO" and "Yes"',
  },
  {
    name: "two other words",
    answers: ["Male", "Female", "Male"],
    kind: "nominal",
    reason: "words, 2 distinct in 3 answers",
  },
  {
    name: "a ticked option",
    answers: ["", "Ham", "Ham", ""],
    kind: "nominal",
    reason: "words, 1 distinct in 2 answers",
  },
  {
    name: "half as many as answers",
    answers: ["a", "b", "c", "a", "b", "c"],
    kind: "nominal",
    reason: "words, 3 distinct in 6 answers",
  },
  {
    name: "more than half",
    answers: ["a", "b", "c", "a", "b"],
    kind: "text",
    reason: "words, 3 distinct in 5 answers",
  },
  {
    name: "many categories that repeat",
    answers: many(600, (i) => `country ${i % 200}`),
    kind: "nominal",
    reason: "words, 200 distinct in 600 answers",
  },
  {
    name: "many categories that hardly repeat",
    answers: many(600, (i) => `country ${i % 250}`),
    kind: "text",
    reason: "words, 250 distinct in 600 answers",
  },
  {
    name: "long texts",
    answers: many(9, (i) => `${i % 3} ${"long ".repeat(30)}`),
    kind: "text",
    reason: "words, 3 distinct in 9 answers",
  },
  {
    name: "numbers and words",
    answers: ["I love it!+5", 3, -3, "I love it!+5", 3, -3],
    kind: "ordinal",
    reason: 'numbers with labelled ends, 3 from "-3" to "I love it!+5"',
  },
  {
    name: "answers of one scale",
    answers: ["Agree", "Strongly agree", "Disagree", "agree"],
    kind: "ordinal",
    reason: 'answers of an agreement scale (English), 3 from "Disagree" to "Strongly agree"',
  },
  {
    name: "answers of a scale and another",
    answers: ["Agree", "Strongly agree", "Blue", "Agree", "Strongly agree", "Blue"],
    kind: "nominal",
    reason:
      "words, 3 distinct in 6 answers: 2 of them are answers of an agreement scale (English), " +
      'but "Blue" is not',
  },
  {
    name: "per cents and money",
    answers: ["5%", "$3", "5%", "$3"],
    kind: "nominal",
    reason: "words, 2 distinct in 4 answers",
  },
  { name: "nothing", answers: ["", " "], kind: "text", reason: "has no answers" },
  {
    name: "dates",
    answers: ["04-09-2012", "21-08-2013"],
    kind: "date",
    reason: "dates as dd-mm-yyyy, 2012-09-04 to 2013-08-21",
  },
  {
    name: "a date that does not exist",
    answers: ["31-02-2012", "31-02-2012"],
    kind: "nominal",
    reason: "words, 1 distinct in 2 answers",
  },
];

Deno.test("kinds of words", (t) => check(t, WORDS));

Deno.test("values point into categories, sorted by UTF-16 units, blanks around aside", async () => {
  const column = await columnFrom(["b", " a", "B", "", "a ", "é", "b", "a", "B", "é"]);
  assert.deepEqual(column.categories, ["B", "a", "b", "é"]);
  assert.deepEqual(column.texts, ["b", " a", "B", "", "a ", "é", "a"]);
  assert.deepEqual([...columnValues(column)], [2, 1, 0, NaN, 1, 3, 2, 1, 0, 3]);
});

Deno.test("values of yes and no are 1 and 0, those of number pairs the numbers", async () => {
  const words = await columnFrom(["ja", "Nein", "", "ja"]);
  assert.deepEqual(words.categories, ["Nein", "ja"]);
  assert.deepEqual([...columnValues(words)], [1, 0, NaN, 1]);
  const numbers = await columnFrom([2, 1, "", 2]);
  assert.equal(numbers.categories, null);
  assert.deepEqual([...columnValues(numbers)], [2, 1, NaN, 2]);
});

Deno.test("values of identifiers and texts are absent, those of dates count days", async () => {
  const id = await columnFrom(["a@b.org", "c@d.org"]);
  assert.deepEqual([id.categories, [...id.values]], [null, [NaN, NaN]]);
  const date = await columnFrom(["1970-01-02", "1969-12-31T12:00:00"]);
  assert.deepEqual([date.categories, [...date.values]], [null, [1, -0.5]]);
});

Deno.test("ingest() makes one category of spellings that differ in case and blanks", async () => {
  const column = await columnFrom(
    ["Tea", "tea", "Tea ", "TEA", "Iced  tea", "Iced tea", "Milk"].flatMap((text) => [text, text]),
  );
  assert.deepEqual([column.kind, column.categories], ["nominal", ["Iced  tea", "Milk", "Tea"]]);
  assert.deepEqual([...new Set(columnValues(column))], [2, 0, 1]);
});

Deno.test("ingest() takes codes in digits for no measure", async (t) => {
  const repeated = (texts: readonly string[]) => [...texts, ...texts, ...texts];
  const cases: [name: string, header: string, answers: string[], kind: string][] = [
    ["zeros in front at one length", "home", repeated(["01067", "10115", "80331"]), "nominal"],
    ["a header that names postal codes", "ZIP Code", repeated(["90210", "10001"]), "nominal"],
    ["in German", "Ihre Postleitzahl?", repeated(["80331", "50667", "10115"]), "nominal"],
    ["lengths that differ", "home", repeated(["0100", "20000", "300"]), "numeric"],
    ["points of a scale", "q", repeated(["01", "02", "03", "04"]), "ordinal"],
    ["no zeros and no such header", "spent", repeated(["9021", "1000", "2048"]), "numeric"],
    ["another word", "zipper width", repeated(["9021", "1000", "2048"]), "numeric"],
  ];
  for (const [name, header, answers, kind] of cases) {
    await t.step(name, async () => {
      const { survey } = await readText(columnText(answers, header));
      assert.equal(survey.columns[0].kind, kind);
    });
  }
});
