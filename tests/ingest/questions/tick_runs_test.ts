/** Tests of options in columns of their own that no header puts together. Runs in Deno. */

import assert from "node:assert/strict";
import { columnValues } from "../../../pipeline/survey/read_column.ts";
import { columnOf, csvOf } from "../../support/survey_text.ts";
import { readText } from "../support.ts";

const N = 24;
const SCORE = Array.from({ length: N }, (_, i) => 1 + i % 5);
const isTicked = (option: number, i: number) => i % [3, 2, 5][option] === 0;

/** Headers, what a ticked option holds, and what one that is not. */
const FORMS: readonly [name: string, options: [header: string, tick: string][], no: string][] = [
  ["the header where ticked", [["Coursera", "Coursera"], ["Udemy", "Udemy"]], ""],
  ["the end of the header", [["Tools? - Excel", "Excel"], ["Tools? - R", "R"]], ""],
  ["headers in Greek", [["Τιμή", "Τιμή"], ["Ποιότητα", "Ποιότητα"]], ""],
  ["the option's text under numbers", [["q4_1", "Udemy"], ["q4_2", "EdX"]], ""],
  ["a cross", [["q4_1", "x"], ["q4_2", "x"]], ""],
  ["a check mark", [["bus", "✓"], ["train", "✓"], ["bike", "✓"]], ""],
  ["yes and blank", [["q4_1", "Yes"], ["q4_2", "Yes"]], ""],
  ["ja and a dash", [["q4_1", "Ja"], ["q4_2", "Ja"]], "-"],
  ["Not selected", [["q4_1", "Udemy"], ["q4_2", "EdX"]], "Not selected"],
  ["Quoted", [["q4_1", "Quoted"], ["q4_2", "Quoted"]], "Not quoted"],
  ["Nicht genannt", [["q4_1", "Genannt"], ["q4_2", "Genannt"]], "Nicht genannt"],
  ["Non cité", [["q4_1", "Cité"], ["q4_2", "Cité"]], "Non cité"],
  ["No seleccionado", [["q4_1", "Radio"], ["q4_2", "Prensa"]], "No seleccionado"],
  ["Nie wybrano", [["q4_1", "Wybrano"], ["q4_2", "Wybrano"]], "Nie wybrano"],
];

Deno.test("ingest() makes yes/no columns of options in neighbouring columns", async (t) => {
  for (const [name, options, no] of FORMS) {
    await t.step(name, async () => {
      const cells = options.map(([header, tick], option): [string, string[]] => [
        header,
        SCORE.map((_, i) => isTicked(option, i) ? tick : no),
      ]);
      const { survey } = await readText(csvOf({ ...Object.fromEntries(cells), score: SCORE }));
      const names = options.map(([header]) => header);
      const question = survey.questions.find(({ columns }) => columns.includes(names[0]))!;
      assert.deepEqual([question.kind, question.columns], ["multi_select", names]);
      for (const [option, header] of names.entries()) {
        const column = columnOf(survey, header);
        assert.equal(column.kind, "binary");
        const expected = SCORE.map((_, i) => {
          const wasAsked = no !== "" || names.some((_, other) => isTicked(other, i));
          return wasAsked ? Number(isTicked(option, i)) : NaN;
        });
        assert.deepEqual([...columnValues(column)], expected);
      }
    });
  }
});

Deno.test("ingest() takes single answers beside each other as they are", async (t) => {
  const alone: readonly [name: string, columns: Record<string, string[]>][] = [
    ["a consent and a newsletter", {
      consent: SCORE.map((s) => s > 2 ? "Yes" : ""),
      news: SCORE.map((s) => s > 3 ? "Yes" : ""),
    }],
    ["one word each", {
      city: SCORE.map((s) => s > 2 ? "Bonn" : ""),
      team: SCORE.map((s) => s > 1 ? "red" : ""),
    }],
  ];
  for (const [name, columns] of alone) {
    await t.step(name, async () => {
      const { survey } = await readText(csvOf({ ...columns, score: SCORE }));
      assert.ok(survey.questions.every(({ kind }) => kind !== "multi_select"));
    });
  }
});

/** Headers of slots, and the options by their place. */
const SLOTS: readonly [name: string, headers: string[], options: string[]][] = [
  ["numbers", ["P2_O1", "P2_O2", "P2_O3"], ["1", "2", "3", "4", "5", "6"]],
  ["texts", ["brand_1", "brand_2", "brand_3"], ["Acme", "Bolt", "Core", "Dune", "Echo", "Fern"]],
  ["mentions", ["Mention 1", "Mention 2", "Mention 3"], [
    "Ja",
    "Nö",
    "Tee",
    "Saft",
    "Bier",
    "Milch",
  ]],
  ["without a line", ["Marque1", "Marque2", "Marque3"], ["a", "b", "c", "d", "e", "f"]],
];

Deno.test("ingest() makes one multi-select of slots of mentions", async (t) => {
  for (const [name, headers, options] of SLOTS) {
    await t.step(name, async () => {
      const named = SCORE.map((_, i) =>
        [0, 1, 2].slice(0, 1 + i % 3).map((k) =>
          options[(i * 5 + k * (1 + i % 2)) % options.length]
        )
      );
      const cells = headers.map((header, k) => [header, named.map((own) => own[k] ?? "")]);
      const { survey } = await readText(csvOf({ ...Object.fromEntries(cells), score: SCORE }));
      for (const header of headers) assert.equal(columnOf(survey, header).kind, "text");
      const made = survey.columns.filter(({ source }) => source === headers[0]);
      assert.equal(made.length, options.length);
      for (const column of made) {
        const option = options.find((text) => column.name.endsWith(`: ${text}`))!;
        const expected = named.map((own) => Number(own.includes(option)));
        assert.deepEqual([...columnValues(column)], expected);
      }
    });
  }
});

Deno.test("ingest() takes rosters, ratings and repeats for no slots of mentions", async (t) => {
  const roster = (most: number, shift: number) =>
    [0, 1, 2].map((k) => SCORE.map((_, i) => k <= i % 3 ? 1 + (i * shift + k) % most : ""));
  const cases: readonly [name: string, headers: string[], cells: (string | number)[][]][] = [
    ["ages", ["age_1", "age_2", "age_3"], roster(17, 5)],
    [
      "ratings of all",
      ["r_1", "r_2", "r_3"],
      [3, 4, 7].map((k) => SCORE.map((_, i) => 1 + (i * k) % 5)),
    ],
    [
      "repeats",
      ["s_1", "s_2", "s_3"],
      [0, 1, 2].map((k) => SCORE.map((_, i) => k <= i % 3 ? 1 + (i * (k + 1)) % 5 : "")),
    ],
    ["gaps before", ["g_1", "g_2", "g_3"], roster(6, 5).toReversed()],
  ];
  for (const [name, headers, cells] of cases) {
    await t.step(name, async () => {
      const columns = Object.fromEntries(headers.map((header, k) => [header, cells[k]]));
      const { survey } = await readText(csvOf({ ...columns, score: SCORE }));
      assert.equal(survey.columns.length, headers.length + 1);
    });
  }
});
