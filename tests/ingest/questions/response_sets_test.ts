/** Tests of multiple-response sets, the multi-select questions that an SPSS file declares. Runs in Deno. */

import assert from "node:assert/strict";
import { columnValues } from "../../../pipeline/survey/read_column.ts";
import type { Survey } from "../../../pipeline/survey/survey.ts";
import { type SavColumn, type SavSet, writeSav } from "../../support/sav_writer.ts";
import { columnOf } from "../../support/survey_text.ts";
import { missingCodes, readBytes } from "../support.ts";

const N = 30;
const NAMES = ["price", "taste", "origin"];
/** Whether each respondent ticked each option; nobody of every tenth was asked. */
const ticked = (option: number, i: number) => i % [2, 3, 5][option] === 0;
const wasAsked = (i: number) => i % 10 !== 9;

type Cell = SavColumn["values"][number];

/** What stands for ticked, for not ticked and where nobody asked. */
interface Coding {
  readonly name: string;
  readonly yes: Cell;
  readonly no: Cell;
  readonly none: Cell;
  readonly counted: number | string;
  readonly labels?: SavColumn["labels"];
  readonly missing?: readonly number[];
  readonly measure?: SavColumn["measure"];
}

const CODINGS: readonly Coding[] = [
  { name: "1 and 0", yes: 1, no: 0, none: null, counted: 1 },
  { name: "1 and 2", yes: 1, no: 2, none: null, counted: 1 },
  { name: "2 and 1, where 2 is yes", yes: 2, no: 1, none: null, counted: 2 },
  { name: "0 is ticked, 1 is not", yes: 0, no: 1, none: null, counted: 0, measure: "scale" },
  { name: "55 and 7", yes: 55, no: 7, none: null, counted: 55, measure: "scale" },
  {
    name: "labels in German",
    yes: 1,
    no: 0,
    none: null,
    counted: 1,
    labels: [[0, "Nicht genannt"], [1, "Genannt"]],
    measure: "nominal",
  },
  {
    name: "labels that turn round what words say",
    yes: 1,
    no: 2,
    none: null,
    counted: 1,
    labels: [[1, "No"], [2, "Yes"]],
  },
  {
    name: "declared as not asked",
    yes: 1,
    no: 0,
    none: -7,
    counted: 1,
    labels: [[-7, "Not asked"], [0, "No"], [1, "Yes"]],
    missing: [-7],
  },
  { name: "texts", yes: "Yes", no: "No", none: "", counted: "Yes" },
  { name: "crosses and dashes", yes: "x", no: "-", none: "", counted: "x" },
];

function optionColumns(coding: Coding): SavColumn[] {
  const { yes, no, none, labels, missing, measure } = coding;
  return NAMES.map((name, option) => ({
    name,
    label: `Reason: ${name}`,
    values: Array.from({ length: N }, (_, i) => wasAsked(i) ? ticked(option, i) ? yes : no : none),
    ...(labels === undefined ? {} : { labels }),
    ...(missing === undefined ? {} : { missing }),
    ...(measure === undefined ? {} : { measure }),
  }));
}

const AGE: SavColumn = {
  name: "age",
  values: Array.from({ length: N }, (_, i) => 20 + (i * 7) % 50),
};

function questionOf(survey: Survey, column: string) {
  return survey.questions.find(({ columns }) => columns.includes(column))!;
}

const WHY = { name: "why", label: "Why do you buy it?", columns: NAMES };

Deno.test("ingest() takes the counted value of a dichotomy set for ticked, whatever it is", async (t) => {
  for (const coding of CODINGS) {
    await t.step(coding.name, async () => {
      const bytes = writeSav([...optionColumns(coding), AGE], {
        sets: [{ ...WHY, counted: coding.counted }],
      });
      const { survey, warnings } = await readBytes(bytes);
      assert.deepEqual(warnings, []);
      const question = questionOf(survey, "price");
      assert.deepEqual(
        [question.name, question.kind, question.columns],
        ["Why do you buy it?", "multi_select", NAMES],
      );
      for (const [option, name] of NAMES.entries()) {
        const column = columnOf(survey, name);
        assert.equal(column.kind, "binary");
        assert.match(column.reason, /multiple-response set "why"/);
        const expected = Array.from(
          { length: N },
          (_, i) => wasAsked(i) ? Number(ticked(option, i)) : NaN,
        );
        assert.deepEqual([...columnValues(column)], expected);
      }
    });
  }
});

Deno.test("ingest() takes blanks of a dichotomy set for not ticked by those who answered", async (t) => {
  for (const counted of [1, 3, "Chosen"]) {
    await t.step(String(counted), async () => {
      const columns = NAMES.map((name, option): SavColumn => ({
        name,
        values: Array.from(
          { length: N },
          (_, i) => ticked(option, i) ? counted : typeof counted === "string" ? "" : null,
        ),
      }));
      const bytes = writeSav([...columns, AGE], { sets: [{ ...WHY, counted }] });
      const { survey } = await readBytes(bytes);
      for (const [option, name] of NAMES.entries()) {
        const expected = Array.from({ length: N }, (_, i) => {
          const isAny = NAMES.some((_, other) => ticked(other, i));
          return isAny ? Number(ticked(option, i)) : NaN;
        });
        assert.deepEqual([...columnValues(columnOf(survey, name))], expected);
      }
    });
  }
  await t.step("an option that nobody ticked stays one", async () => {
    const columns = optionColumns({ ...CODINGS[0], no: null });
    const never = { name: "colour", values: Array.from({ length: N }, () => null) };
    const { survey } = await readBytes(writeSav([...columns, never, AGE], {
      sets: [{ ...WHY, columns: [...NAMES, "colour"], counted: 1 }],
    }));
    const column = columnOf(survey, "colour");
    assert.equal(column.kind, "binary");
    assert.ok([...columnValues(column)].every((value) => value === 0 || Number.isNaN(value)));
    assert.equal(questionOf(survey, "price").columns.length, 4);
  });
});

Deno.test("ingest() names the options of a set as the file does", async (t) => {
  const named = NAMES.map((name, option): SavColumn => ({
    name,
    label: option === 0 ? "Which of these matter?" : "",
    labels: [[1, ["Low price", "Good taste", "From here"][option]], [0, "-"]],
    values: Array.from({ length: N }, (_, i) => Number(ticked(option, i))),
  }));
  const cases: [string, SavSet, question: string, label: string][] = [
    ["by values", { ...WHY, counted: 1, isNamedByValues: true }, "Why do you buy it?", "Low price"],
    [
      "by values, with the first label as the question's",
      { name: "why", columns: NAMES, counted: 1, isNamedByValues: true },
      "Which of these matter?",
      "Low price",
    ],
    ["by variables", { ...WHY, counted: 1 }, "Why do you buy it?", "Which of these matter?"],
    [
      "without a label",
      { name: "why", columns: NAMES, counted: 1 },
      "why",
      "Which of these matter?",
    ],
    ["in Greek", { ...WHY, label: "Γιατί;", counted: 1 }, "Γιατί;", "Which of these matter?"],
  ];
  for (const [name, set, question, label] of cases) {
    await t.step(name, async () => {
      const { survey } = await readBytes(writeSav([...named, AGE], { sets: [set] }));
      assert.equal(questionOf(survey, "price").name, question);
      assert.equal(columnOf(survey, "price").label, label);
    });
  }
});

const BRANDS: readonly (readonly [number, string])[] = [
  [1, "Acme"],
  [2, "Bolt"],
  [3, "Core"],
  [7, "Dune"],
  [97, "None of these"],
];

Deno.test("ingest() makes a column an option of a category set", async (t) => {
  const named = (i: number) => [1, 2, 3, 7].filter((code) => (i + code) % 3 === 0);
  const slot = (k: number): Cell[] => Array.from({ length: N }, (_, i) => named(i)[k] ?? null);
  const texts = (k: number): Cell[] =>
    slot(k).map((code) => BRANDS.find(([one]) => one === code)?.[1] ?? "");
  const forms: [string, (k: number) => Omit<SavColumn, "name">, (code: number) => string][] = [
    [
      "with labels",
      (k) => ({ values: slot(k), labels: BRANDS, measure: "nominal" }),
      (code) => BRANDS.find(([one]) => one === code)![1],
    ],
    ["bare codes", (k) => ({ values: slot(k), measure: "scale" }), String],
    ["texts", (k) => ({ values: texts(k) }), (code) => BRANDS.find(([one]) => one === code)![1]],
  ];
  for (const [name, form, textOf] of forms) {
    await t.step(name, async () => {
      const slots = ["known_a", "known_b"];
      const bytes = writeSav([...slots.map((slot, k) => ({ name: slot, ...form(k) })), AGE], {
        sets: [{ name: "known", label: "Which do you know?", columns: slots }],
      });
      const { survey } = await readBytes(bytes);
      const question = questionOf(survey, "known_a");
      assert.deepEqual([question.name, question.kind], ["Which do you know?", "multi_select"]);
      assert.deepEqual(slots.map((slot) => columnOf(survey, slot).kind), ["text", "text"]);
      const options = survey.columns.filter(({ source }) => source === "known_a");
      assert.deepEqual(
        options.map((option) => option.name),
        [1, 2, 3, 7].map((code) => `known: ${textOf(code)}`),
      );
      assert.equal(options[0].label, `Which do you know?: ${textOf(1)}`);
      for (const code of [1, 2, 3, 7]) {
        const column = columnOf(survey, `known: ${textOf(code)}`);
        const expected = Array.from(
          { length: N },
          (_, i) => named(i).length === 0 ? NaN : Number(named(i).slice(0, 2).includes(code)),
        );
        assert.deepEqual([...columnValues(column)], expected);
      }
    });
  }
});

Deno.test("ingest() lets parameters overrule a set", async () => {
  const bytes = writeSav([...optionColumns(CODINGS[1]), AGE], { sets: [{ ...WHY, counted: 1 }] });
  const { survey } = await readBytes(bytes, {
    columns: { price: "numeric", taste: { question: "mine" }, origin: "paradata" },
  });
  assert.deepEqual(missingCodes(columnOf(survey, "price")).slice(0, 2), [0, 0]);
  assert.equal(columnOf(survey, "price").kind, "numeric");
  assert.equal(columnOf(survey, "taste").question, "mine");
  assert.equal(columnOf(survey, "origin").metadata, true);
});

Deno.test("ingest() says which sets it does not follow", async (t) => {
  const columns = [...optionColumns(CODINGS[0]), AGE];
  await t.step("nobody has the counted value", async () => {
    const bytes = writeSav(columns, { sets: [{ ...WHY, counted: 9 }] });
    const { survey, warnings } = await readBytes(bytes);
    assert.deepEqual(warnings, [
      'The multiple-response set "why" was not followed: none of its 3 columns holds the value ' +
      "that means ticked. Correct the set in the file, or give its columns kinds in ingest.columns.",
    ]);
    assert.equal(questionOf(survey, "price").name, "Reason");
  });
  await t.step("one of no known form, beside another", async () => {
    const broken = { name: "x=Z\n$y", columns: ["price", "age"] };
    const bytes = writeSav(columns, { sets: [broken, { ...WHY, counted: 1 }] });
    const { survey, warnings } = await readBytes(bytes);
    assert.deepEqual(warnings, [
      "Could not read 1 multiple-response set of the file, of a form that SPSS does not write. " +
      "Save the file again in SPSS, or give their columns a question in ingest.columns.",
    ]);
    assert.equal(questionOf(survey, "age").name, "y");
    assert.equal(questionOf(survey, "taste").kind, "multi_select");
  });
  await t.step("of columns that the file lacks", async () => {
    const sets = [{ name: "gone", columns: ["a", "b", "price"] }, { ...WHY, counted: 1 }];
    const { survey, warnings } = await readBytes(writeSav(columns, { sets }));
    assert.deepEqual(warnings, []);
    assert.equal(questionOf(survey, "price").name, "Why do you buy it?");
  });
});
