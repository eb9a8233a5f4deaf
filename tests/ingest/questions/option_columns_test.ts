/** Tests of options that stand out among the columns of their question: never ticked, none, other. Runs in Deno. */

import assert from "node:assert/strict";
import type { Survey } from "../../../pipeline/survey/survey.ts";
import { columnValues } from "../../../pipeline/survey/read_column.ts";
import { columnOf, csvOf } from "../../support/survey_text.ts";
import { readText } from "../support.ts";

const N = 40;
const SCORE = Array.from({ length: N }, (_, i) => 1 + i % 5);
const isTicked = (option: number, i: number) => (i * 7 + option * 3) % [2, 3, 5, 4][option] === 0;
const isAny = (i: number) => [0, 1, 2, 3].some((option) => isTicked(option, i));

/** Cells of a column by the number of its option, or what else it holds. */
type Cells = number | ((i: number) => string);

async function read(
  columns: readonly (readonly [header: string, cells: Cells])[],
  { yes, no }: { yes: (header: string) => string; no: string },
): Promise<Survey> {
  const cells = columns.map(([header, own]): [string, string[]] => [
    `"${header}"`,
    SCORE.map((_, i) => {
      const text = typeof own === "function" ? own(i) : isTicked(own, i) ? yes(header) : no;
      return `"${text}"`;
    }),
  ]);
  return (await readText(csvOf({ ...Object.fromEntries(cells), score: SCORE }))).survey;
}

function multiSelect(survey: Survey): readonly string[] {
  const found = survey.questions.filter(({ kind }) => kind === "multi_select");
  assert.equal(found.length, 1, JSON.stringify(survey.questions.map(({ kind }) => kind)));
  return found[0].columns;
}

const last = (header: string) => header.split(" - ").at(-1)!;
/** What a ticked option holds, and one that is not. */
const FORMS: readonly [name: string, yes: (header: string) => string, no: string][] = [
  ["x", () => "x", ""],
  ["Ja", () => "Ja", ""],
  ["the option", last, ""],
  ["Not selected", () => "Selected", "Not selected"],
  ["Nicht genannt", () => "Genannt", "Nicht genannt"],
  ["0 and 1", () => "1", "0"],
  ["No and Yes", () => "Yes", "No"],
];
const HEADERS = ["Which? - Bus", "Which? - Train", "Which? - Bike", "Which? - Foot"];
const NUMBERED = ["q4_1", "q4_2", "q4_3", "q4_4"];

Deno.test("ingest() keeps an option that nobody ticked", async (t) => {
  for (const [name, yes, no] of FORMS) {
    for (const headers of name === "the option" ? [HEADERS] : [HEADERS, NUMBERED]) {
      for (const never of [1, 2, 3]) {
        await t.step(`${name} in ${headers[never]}`, async () => {
          const columns = headers.map((header, option): [string, Cells] => [
            header,
            option === never ? () => no : option,
          ]);
          const survey = await read(columns, { yes, no });
          assert.deepEqual(multiSelect(survey), headers);
          const column = columnOf(survey, headers[never]);
          assert.equal(column.kind, "binary", column.reason);
          const values = [...columnValues(column)];
          assert.ok(values.includes(0) && !values.includes(1));
        });
      }
    }
  }
});

Deno.test("ingest() takes an empty column that belongs to no question for none of its options", async (t) => {
  const cases: [name: string, columns: [string, Cells][], options: number][] = [
    ["behind", [["Bus", 0], ["Train", 1], ["Bike", 2], ["Remarks", () => ""]], 3],
    ["before", [["Remarks", () => ""], ["Bus", 0], ["Train", 1], ["Bike", 2]], 3],
    ["of another number", [["q4_1", 0], ["q4_2", 1], ["q5_1", () => ""]], 2],
  ];
  for (const [name, columns, options] of cases) {
    await t.step(name, async () => {
      const survey = await read(columns, { yes: () => "x", no: "" });
      assert.equal(multiSelect(survey).length, options);
    });
  }
});

Deno.test("ingest() goes on with a run of options behind what respondents wrote", async (t) => {
  const others = [
    "Other (please specify)",
    "Sonstiges, und zwar",
    "Autre, précisez",
    "Otro (especificar)",
    "Altro",
    "Outros",
    "Anders, namelijk",
    "Άλλο",
    "Inne, jakie?",
    "Diğer",
  ];
  for (const other of others) {
    for (const [name, yes] of [["x", () => "x"], ["the option", last]] as const) {
      await t.step(`${other}, ${name}`, async () => {
        const survey = await read([
          ["Bus", 0],
          ["Train", 1],
          [other, (i) => i % 9 === 1 ? `my own thing ${i}` : ""],
          ["Bike", 2],
          ["Foot", 3],
        ], { yes, no: "" });
        assert.deepEqual(multiSelect(survey), ["Bus", "Train", other, "Bike", "Foot"]);
        const expected = SCORE.map((_, i) =>
          isAny(i) || i % 9 === 1 ? Number(isTicked(2, i)) : NaN
        );
        assert.deepEqual([...columnValues(columnOf(survey, "Bike"))], expected);
      });
    }
  }
  for (const other of ["q4_other", "q4_3_TEXT", "q4_specify"]) {
    await t.step(other, async () => {
      const survey = await read([
        ["q4_1", 0],
        ["q4_2", 1],
        ["q4_3", 2],
        [other, (i) => i % 9 === 1 ? `my own thing ${i}` : ""],
        ["q4_4", 3],
      ], { yes: () => "Yes", no: "" });
      assert.equal(columnOf(survey, "q4_4").kind, "binary");
      const names = survey.questions.flatMap(({ columns }) => columns);
      assert.equal(new Set(names).size, names.length);
    });
  }
  await t.step("but not behind a question of its own", async () => {
    const survey = await read([
      ["Bus", 0],
      ["Train", 1],
      ["Bike", 2],
      ["Name of your town", (i) => i % 9 === 1 ? `Town ${i}` : ""],
      ["News", 3],
    ], { yes: () => "x", no: "" });
    assert.equal(multiSelect(survey).length, 3);
  });
});

Deno.test("ingest() takes none of them for an option", async (t) => {
  const nones = [
    "None of these",
    "None of the above",
    "Keine davon",
    "Aucun de ceux-ci",
    "Ninguno de estos",
    "Nessuno di questi",
    "Nenhuma das anteriores",
    "Geen van deze",
    "Κανένα από αυτά",
    "Żadne z powyższych",
    "Hiçbiri",
  ];
  for (const none of nones) {
    await t.step(none, async () => {
      const columns: [string, Cells][] = [["Bus", 0], ["Train", 1], ["Bike", 2], ["Foot", 3], [
        none,
        (i) => isAny(i) ? "" : none,
      ]];
      const survey = await read(columns, { yes: last, no: "" });
      assert.equal(multiSelect(survey).length, 5);
      const column = columnOf(survey, none);
      assert.deepEqual([...columnValues(column)], SCORE.map((_, i) => Number(!isAny(i))));
      assert.match(column.reason, /none of the others/);
      assert.deepEqual(
        [...columnValues(columnOf(survey, "Bus"))],
        SCORE.map((_, i) => Number(isTicked(0, i))),
      );
    });
  }
  for (const suffix of ["none", "keine", "aucun", "ninguno", "other"]) {
    for (const [yes, no] of [["1", "0"], ["x", ""]]) {
      await t.step(`q4_${suffix}, ${yes}`, async () => {
        const columns: [string, Cells][] = NUMBERED.map((name, option) => [name, option]);
        columns.push([`q4_${suffix}`, (i) => isAny(i) ? no : yes]);
        const survey = await read(columns, { yes: () => yes, no });
        assert.equal(multiSelect(survey).length, 5);
      });
    }
  }
  await t.step("in joined cells", async () => {
    const survey = await read([["Which?", (i) => {
      const own = ["Bus", "Train", "Bike", "Foot"].filter((_, option) => isTicked(option, i));
      return own.length === 0 ? "Keines davon" : own.join("; ");
    }]], { yes: last, no: "" });
    const column = columnOf(survey, "Which?: Keines davon");
    assert.deepEqual([...columnValues(column)], SCORE.map((_, i) => Number(!isAny(i))));
    assert.match(column.reason, /none of the others/);
  });
});
