/** Tests of ingest.columns, which overrules the kinds that were found. Runs in Deno. */

import assert from "node:assert/strict";
import { columnValues } from "../../../pipeline/survey/read_column.ts";
import type { ColumnKind } from "../../../pipeline/survey/column.ts";
import { columnOf } from "../../support/survey_text.ts";
import { readText } from "../support.ts";

const TEXT = `age,like,when,pair,code,free text
31,I love it!+5,2024-03-01,left,3,one

NA,-3,soon,right,1,two
44,0,2024-03-02,left,2,three
old,I hate it!-5,2024-03-03,,10,four
`;

function read(column: string, kind: ColumnKind) {
  return readText(TEXT, { columns: { [column]: kind } });
}

Deno.test("ingest.columns gives a column another kind, with values to match", async (t) => {
  const cases: [string, ColumnKind, readonly string[] | null, number[]][] = [
    ["code", "numeric", null, [3, 1, 2, 10]],
    ["code", "nominal", ["1", "10", "2", "3"], [3, 0, 2, 1]],
    ["code", "ordinal", null, [3, 1, 2, 10]],
    ["code", "id", null, [NaN, NaN, NaN, NaN]],
    ["code", "text", null, [NaN, NaN, NaN, NaN]],
    ["like", "ordinal", ["I hate it!-5", "-3", "0", "I love it!+5"], [3, 1, 2, 0]],
    ["pair", "binary", ["left", "right"], [0, 1, 0, NaN]],
    ["age", "nominal", ["31", "44", "NA", "old"], [0, 2, 1, 3]],
  ];
  for (const [name, kind, categories, values] of cases) {
    await t.step(`${name} as ${kind}`, async () => {
      const column = columnOf((await read(name, kind)).survey, name);
      assert.deepEqual([column.kind, column.reason], [kind, "set in ingest.columns"]);
      assert.deepEqual(column.categories, categories);
      assert.deepEqual([...columnValues(column)], values);
    });
  }
  await t.step("answers with the same number share a place in the order", async () => {
    const { survey } = await readText("a\n5 stars\n1 star\n5\n", { columns: { a: "ordinal" } });
    assert.deepEqual(survey.columns[0].categories, ["1 star", "5 stars"]);
    assert.deepEqual([...survey.columns[0].values], [1, 0, 1]);
  });
  await t.step("a column without answers can have any kind", async () => {
    const kinds: ColumnKind[] = ["numeric", "date", "binary", "ordinal", "nominal", "id", "text"];
    for (const kind of kinds) {
      const { survey } = await readText("a,b\n,1\n,2\n", { columns: { a: kind } });
      assert.equal(survey.columns[0].kind, kind);
    }
  });
});

Deno.test("ingest.columns is refused where answers cannot have the kind", async (t) => {
  const cases: [string, ColumnKind, string][] = [
    [
      "age",
      "numeric",
      'row 6 column "age" as numeric: a number is needed, but the cell holds "old". Correct the cell, ' +
      "or set ingest.columns.age to nominal.",
    ],
    [
      "when",
      "date",
      'row 4 column "when" as date: a date such as 2024-03-01 is needed, but the cell holds "soon". ' +
      "Correct the cell, or set ingest.columns.when to nominal.",
    ],
    [
      "pair",
      "ordinal",
      'row 2 column "pair" as ordinal: words must be answers of one known scale or hold one number ' +
      'each, but the cell holds "left". Give ingest.columns.pair an order, or set it to nominal.',
    ],
    [
      "code",
      "binary",
      'column "code" as binary: at most two different answers are possible, but there are 4, such as ' +
      '"1", "10", "2". Set ingest.columns.code to nominal.',
    ],
    [
      "free text",
      "numeric",
      'row 2 column "free text" as numeric: a number is needed, but the cell holds "one". Correct the ' +
      'cell, or set ingest.columns["free text"] to nominal.',
    ],
  ];
  for (const [name, kind, problem] of cases) {
    await t.step(`${name} as ${kind}`, () =>
      assert.rejects(read(name, kind), {
        name: "DataError",
        message: `Cannot read "survey.csv" ${problem}`,
      }));
  }
  await t.step(
    "bands that overlap",
    () =>
      assert.rejects(readText("a\n18-24\n20-34\n", { columns: { a: "ordinal" } }), /holds "18-24"/),
  );
  await t.step(
    "dates of two formats",
    () =>
      assert.rejects(readText("a\n2024-03-01\n01/03/2024\n", { columns: { a: "date" } }), {
        message:
          'Cannot read "survey.csv" column "a" as date: all dates must be in one format, but are ' +
          "not. Set ingest.columns.a to nominal.",
      }),
  );
});

Deno.test("ingest.columns must name columns", async (t) => {
  const rule = 'Cannot read "survey.csv": ingest.columns must name columns of the file, but names';
  await t.step("a near one is offered", () =>
    assert.rejects(read("aeg", "numeric"), {
      name: "DataError",
      message: `${rule} "aeg". Did you mean "age"?`,
    }));
  await t.step("else the first ones", () =>
    assert.rejects(read("satisfaction", "numeric"), {
      message:
        `${rule} "satisfaction". Its first columns are "age", "like", "when", "pair", "code".`,
    }));
});

Deno.test("codes and orders may be written as the file has them", async () => {
  const rows = ["A1", "-oth-", "A2", "-oth-", "A1", "A2"].map((cell, i) =>
    `${i};2024-01-01;3;de;Y;${cell};${i % 2 === 0 ? "" : "mine"}`
  );
  const text = ["id;submitdate;lastpage;startlanguage;Q1[SQ001];Q2;Q2[other]", ...rows].join("\n");
  const q2 = async (said: object) =>
    (await readText(text, { columns: { Q2: said } })).survey.columns.find(({ name }) =>
      name === "Q2"
    )!;
  const ordered = await q2({ order: ["A2", "-oth-", "A1"] });
  assert.deepEqual(ordered.categories, ["A2", "Other", "A1"]);
  const refused = await q2({ missing: { "-oth-": "refused" } });
  assert.equal([...columnValues(refused)].filter(Number.isNaN).length, 2);
});
