/** Reading SPSS system files equals what ReadStat reads in them. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { DataError } from "../../../pipeline/base/errors.ts";
import type { Column } from "../../../pipeline/survey/column.ts";
import { writeSav } from "../../support/sav_writer.ts";
import { sharedData, sharedDataAbsent } from "../../support/shared_data.ts";
import { cellTexts, gzipped, missingCodes, readBytes, type ReadResult } from "../support.ts";

type Value = number | string | null;

/** A column as pyreadstat 1.3.7 reads it (tests/data/typed/make_sav.py). */
interface Reference {
  readonly name: string;
  readonly label: string | null;
  readonly labels: readonly (readonly [code: Value, label: string])[];
  readonly values: readonly Value[];
  readonly answered: readonly boolean[];
}

interface ReferenceFile {
  readonly encoding: string;
  readonly rows: number;
  readonly columns: readonly Reference[];
}

const FOLDER = new URL("../../data/typed/", import.meta.url);
const REFERENCES: Readonly<Record<string, ReferenceFile>> = JSON.parse(
  Deno.readTextFileSync(new URL("sav.json", FOLDER)),
);

function fixture(name: string): Uint8Array<ArrayBuffer> {
  return Deno.readFileSync(new URL(name, FOLDER));
}

function columnOf({ survey }: ReadResult, name: string): Column {
  const found = survey.columns.find((column) => column.name === name);
  assert.ok(found !== undefined, `no column ${name}`);
  return found;
}

/** The texts a cell may have: the label or the value itself. */
function possibleTexts({ labels }: Reference, value: Value): string[] {
  if (value === null) return [""];
  const label = labels.find(([code]) => code === value)?.[1];
  return label === undefined ? [String(value)] : [label, String(value)];
}

function assertEqualsReference(result: ReadResult, reference: ReferenceFile): void {
  assert.equal(result.survey.rows, reference.rows);
  assert.deepEqual(
    result.survey.columns.map(({ name, label }) => [name, label]),
    reference.columns.map(({ name, label }) => [name, label ?? name]),
  );
  for (const [c, own] of reference.columns.entries()) {
    const texts = cellTexts(result.survey.columns[c]);
    for (const [i, value] of own.values.entries()) {
      const possible = possibleTexts(own, value);
      assert.ok(possible.includes(texts[i]), `${own.name} ${i}: ${texts[i]} is not ${possible}`);
    }
    assert.deepEqual(
      missingCodes(result.survey.columns[c]).map((code) => code === 0),
      own.answered,
    );
  }
}

for (const name of ["plain.sav", "bytecode.sav", "packed.zsav", "windows_1252.sav"]) {
  Deno.test(`ingest() reads ${name} equal to ReadStat`, async () => {
    const reference = REFERENCES[name] ?? REFERENCES["plain.sav"];
    const result = await readBytes(fixture(name));
    assertEqualsReference(result, reference);
    assert.equal(result.survey.report.format, "sav");
    assert.equal(result.survey.report.encoding, reference.encoding.toLowerCase());
    assert.deepEqual(result.warnings, []);
  });
}

Deno.test("ingest() reads a gzipped .sav as the .sav itself", async () => {
  const plain = await readBytes(fixture("plain.sav"));
  assert.deepEqual(await readBytes(await gzipped(fixture("plain.sav"))), plain);
});

const AGREE = [
  "Strongly disagree",
  "Disagree",
  "Neither",
  "Agree",
  "Strongly agree",
];
/** Kind, categories and evidence of columns of `plain.sav`. */
const PLAIN_COLUMNS: readonly [string, Column["kind"], readonly string[] | null, string][] = [
  [
    "respondent_number",
    "id",
    null,
    '60 distinct values, one per respondent, rising, and the header says "respondent number"',
  ],
  [
    "gender",
    "nominal",
    ["Male", "Female", "Other"],
    "3 value labels, as the file says (measure nominal); words, 3 distinct in 60 answers",
  ],
  [
    "agree",
    "ordinal",
    AGREE,
    'answers of an agreement scale (English), 5 from "Strongly disagree" to "Strongly agree"; ' +
    '8 value labels, as the file says (measure ordinal); "Don\'t know", ' +
    '"Not applicable" and "Refused" count as no answer',
  ],
  [
    "Q1",
    "ordinal",
    ["Never", "Sometimes", "Often"],
    'answers of a frequency scale (English), 3 from "Never" to "Often"; 3 value labels, as the ' +
    "file says (measure scale), turned round to run from low to high",
  ],
  [
    "scale_ends",
    "ordinal",
    null,
    'labels for the ends alone, "Not at all" and "Completely"; whole numbers 0 to 10, 11 distinct',
  ],
  [
    "income",
    "numeric",
    null,
    "whole numbers 100 to 32000, 4 distinct; " +
    'numbers, as the file says (measure scale); "Keine Angabe" counts as no answer',
  ],
  [
    "region",
    "nominal",
    ["North", "Ost ß", "South"],
    "3 value labels, as the file says (measure nominal); words, 3 distinct in 60 answers",
  ],
  ["owns_car", "binary", ["No", "Yes"], 'two answers, "No" and "Yes"'],
  [
    "code",
    "nominal",
    ["Alpha", "Beta"],
    "words, 2 distinct in 26 answers; " +
    "3 value labels, as the file says (no measure), of no known order",
  ],
  ["essay", "text", null, "words, 5 distinct in 60 answers"],
];
Deno.test("ingest() takes kinds and the order of answers from an SPSS file", async () => {
  const result = await readBytes(fixture("plain.sav"));
  for (const [name, kind, categories, reason] of PLAIN_COLUMNS) {
    const column = columnOf(result, name);
    assert.deepEqual([column.kind, column.categories, column.reason], [kind, categories, reason]);
  }
  const { kind, reason } = columnOf(result, "born");
  assert.equal(kind, "date");
  assert.match(
    reason,
    /^dates as yyyy-mm-dd, \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d; a date, as the file says$/,
  );
});

Deno.test("ingest() keeps the place of a point that nobody chose", async () => {
  const result = await readBytes(fixture("plain.sav"));
  // "Agree" is the fourth.
  const { codes, texts, values } = columnOf(result, "agree");
  assert.ok(!texts.includes("Neither"));
  const at = texts.indexOf("Agree");
  assert.equal(values[at], 3);
  assert.ok(codes.includes(at));
});

Deno.test("ingest() takes an order from labels where the measure tells of none", async (t) => {
  const cases: readonly [string, readonly string[], string, readonly string[], string][] = [
    [
      "regions",
      ["North", "West", "South"],
      "nominal",
      ["North", "West", "South"],
      "words, 3 distinct in 30 answers; " +
      "3 value labels, as the file says (measure scale), of no known order",
    ],
    [
      "codes by alphabet",
      ["Always", "Never", "Often"],
      "ordinal",
      ["Never", "Often", "Always"],
      'answers of a frequency scale (English), 3 from "Never" to "Always"; 3 value labels, as the ' +
      "file says (measure scale)",
    ],
    ["a pair", ["False", "True"], "binary", ["False", "True"], 'two answers, "False" and "True"'],
  ];
  for (const [name, labels, kind, categories, reason] of cases) {
    await t.step(name, async () => {
      const { survey, warnings } = await readBytes(writeSav([{
        name: "q",
        measure: "scale",
        labels: labels.map((label, i) => [i + 1, label]),
        values: Array.from({ length: 30 }, (_, i) => i % labels.length + 1),
      }]));
      const [column] = survey.columns;
      assert.deepEqual([column.kind, column.categories, column.reason], [kind, categories, reason]);
      assert.deepEqual(warnings, []);
    });
  }
});

Deno.test("ingest() tells which answers an SPSS file declares missing", async () => {
  const { survey } = await readBytes(fixture("plain.sav"));
  const reason = "a missing answer, as the file says";
  // Counted in the values of sav.json by Python's collections.Counter.
  assert.deepEqual(survey.report.missingMarks, [
    { column: "agree", text: "Not applicable", count: 6, reason },
    { column: "agree", text: "Refused", count: 4, reason },
    { column: "agree", text: "Don't know", count: 11, reason },
    { column: "income", text: "Keine Angabe", count: 8, reason },
    { column: "income", text: "9998", count: 9, reason },
    { column: "income", text: "-1", count: 4, reason },
    { column: "code", text: "Unclear", count: 20, reason },
    { column: "brand", text: "Does not apply", count: 16, reason },
  ]);
});

Deno.test("ingest.columns overrules what an SPSS file says, with its codes as numbers", async () => {
  const columns = { agree: "numeric", gender: "ordinal", income: "nominal" } as const;
  const result = await readBytes(fixture("plain.sav"), { columns });
  const { codes, values } = columnOf(result, "agree");
  const reference = REFERENCES["plain.sav"].columns.find(({ name }) => name === "agree")!;
  assert.deepEqual(
    Array.from(codes, (level) => values[level]),
    reference.values.map((value, i) => reference.answered[i] ? value : NaN),
  );
  assert.deepEqual(columnOf(result, "gender").categories, ["Male", "Female", "Other"]);
  assert.equal(columnOf(result, "gender").kind, "ordinal");
  assert.deepEqual(columnOf(result, "income").categories, ["100", "2500", "32000", "900"]);
});

Deno.test("ingest() refuses a .sav that ends early, at every length", async () => {
  const bytes = fixture("bytecode.sav");
  for (let length = 4; length < bytes.length; length += 97) {
    await assert.rejects(readBytes(bytes.slice(0, length)), DataError, `length ${length}`);
  }
});

Deno.test("ingest() says what is wrong with a .sav that ends early, and what would work", async () => {
  await assert.rejects(readBytes(fixture("plain.sav").slice(0, 50_000)), {
    name: "DataError",
    message: 'Cannot read "survey.csv": an SPSS file must be whole, but this one is cut off or ' +
      "damaged (cut off inside a case). Download it again, or save it again in SPSS.",
  });
});

for (const name of ["plain.sav", "bytecode.sav", "packed.zsav"]) {
  Deno.test(`ingest() reads or refuses ${name} with damaged bytes, and never fails otherwise`, async () => {
    const bytes = fixture(name);
    const damage = fc.array(
      fc.tuple(fc.oneof(fc.nat(bytes.length - 1), fc.nat(5000)), fc.nat(255)),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const damaged = bytes.slice();
        for (const [at, value] of changes) if (at >= 4) damaged[at] = value;
        try {
          const { survey } = await readBytes(damaged);
          assert.ok(survey.rows > 0);
        } catch (error) {
          assert.ok(error instanceof DataError, String(error));
        }
      }),
      { seed: 6, numRuns: 400 },
    );
  });
}

Deno.test({
  name: "ingest() reads Qualtrics's .sav: words in order for codes (../shared/data)",
  ignore: sharedDataAbsent,
  async fn() {
    const bytes = await Deno.readFile(sharedData("qualtrics_student_satisfaction.sav"));
    const result = await readBytes(bytes);
    assert.deepEqual([result.survey.rows, result.survey.columns.length], [25, 32]);
    const { kind, categories, label } = columnOf(result, "Q3");
    assert.equal(kind, "ordinal");
    assert.equal(label, "How useful are the services provided at the on-campus career center?");
    // Value labels of Q3 by pyreadstat 1.3.7, read_sav().variable_value_labels, run from high to low.
    assert.deepEqual(categories, [
      "Not useful at all",
      "Slightly useful",
      "Moderately useful",
      "Very useful",
      "Extremely useful",
    ]);
    assert.equal(columnOf(result, "StartDate").kind, "date");
    assert.equal(columnOf(result, "ResponseId").kind, "id");
    assert.equal(columnOf(result, "Q15").kind, "ordinal");
  },
});
