/** Tests of headers of no known tool: none at all, several rows, heads of groups. Runs in Deno. */

import assert from "node:assert/strict";
import * as XLSX from "xlsx";
import { readBytes, readText, rowTexts } from "../support.ts";

const RESPONDENTS = 12;

/** Rows below a header; each column goes through its answers at a pace of its own. */
function body(columns: readonly (readonly (string | number)[])[], delimiter = ","): string {
  return Array.from(
    { length: RESPONDENTS },
    (_, i) =>
      columns.map((answers, c) => answers[(i * (c + 1) + c) % answers.length]).join(delimiter),
  ).join("\n") + "\n";
}

const IDS = Array.from({ length: RESPONDENTS }, (_, i) => 101 + i);
const SCALE = [4, 2, 5, 3, 1];
const AGES = [23, 44, 31, 58, 37];
const SEXES = ["m", "f"];

Deno.test("ingest() finds that a file has no header", async (t) => {
  const cases: [string, string][] = [
    ["numbers and words", body([IDS, SCALE, SCALE, SCALE, SEXES])],
    ["words alone", body([["yes", "no"], ["no", "no", "yes"], ["agree", "disagree", "neither"]])],
    [
      "dates and decimals",
      body([["2020-01-02", "2021-11-03"], ["Roma", "Oslo"], ["3,5", "4,1"]], ";"),
    ],
    [
      "German words",
      body([["ja", "nein"], ["nein", "nein", "ja"], AGES, ["gut", "mittel", "schlecht"]]),
    ],
    ["codes and prices", body([["RI-12", "MG-7", "RI-3"], ["$7.5", "$12.25"], ["a", "b", "c"]])],
  ];
  for (const [name, text] of cases) {
    await t.step(name, async () => {
      const { survey, warnings } = await readText(text);
      assert.equal(survey.rows, RESPONDENTS);
      assert.deepEqual(
        survey.columns.map((column) => column.name),
        survey.columns.map((_, c) => `column_${c + 1}`),
      );
      assert.deepEqual([survey.report.headerRow, survey.report.headerRows], [0, 0]);
      assert.ok(survey.columns.every(({ question }) => question === null));
      assert.equal(warnings.filter((line) => line.startsWith("The file has no header")).length, 1);
      assert.ok(!warnings.some((line) => line.includes("empty or repeated")));
      const forced = await readText(text, { header_rows: 1 });
      assert.equal(forced.survey.report.headerRows, 1);
    });
  }
});

Deno.test("ingest() keeps a header over answers of any kind", async (t) => {
  const cases: [string, string][] = [
    ["words over words that repeat", "sex,region\n" + body([SEXES, ["north", "south"]])],
    [
      "words over free text",
      "name,comment\nAnn,I like it\nBob,Nope\nCy,fine\nDee,well\nEve,so so\n",
    ],
    ["one word over numbers", "1,2,sex,3\n" + body([SCALE, SCALE, SCALE, SCALE])],
    ["numbers that count up", "1,2,3,4\n" + body([SCALE, SCALE, SCALE, SCALE])],
    ["years", "2019,2020,2021\n" + body([[2018, 2022], [2019, 2023], [2020, 2024]])],
    [
      "options that ticks repeat",
      "TV,Radio,Web\n" + body([["TV", ""], ["", "Radio"], ["Web", ""]]),
    ],
    [
      "options beside not selected",
      "TV,Radio\n" + body([["TV", "Not selected"], ["Not selected", "Radio"]]),
    ],
    ["codes over codes", "q1,q2,q3\n" + body([["a1", "b2"], ["a2", "b1"], ["a1", "b3"]])],
    ["two respondents", "a,b\n1,2\n3,4\n"],
    ["a single column", "7\n" + body([SCALE])],
    [
      "words over ages of which none is like another",
      "Alter,Name\n" + body([AGES, IDS.map(String)]),
    ],
  ];
  for (const [name, text] of cases) {
    await t.step(name, async () => {
      const { survey, warnings } = await readText(text);
      assert.equal(survey.report.headerRow, 1, warnings.join("\n"));
      assert.equal(survey.report.headerRows, 1, warnings.join("\n"));
    });
  }
});

/** A header of several rows, the columns below it, and what must become of it. */
type Headed = readonly [
  name: string,
  header: string,
  columns: readonly (readonly (string | number)[])[],
  rows: number,
  names: readonly string[],
  labels: readonly string[] | null,
  questions: readonly (string | null)[] | null,
];

const HEADED: readonly Headed[] = [
  [
    "heads of groups",
    "id,Satisfaction,,,Usage,\n,price,taste,service,often,where\n",
    [IDS, SCALE, SCALE, SCALE, [1, 2, 3], ["home", "work"]],
    2,
    [
      "id",
      "Satisfaction: price",
      "Satisfaction: taste",
      "Satisfaction: service",
      "Usage: often",
      "Usage: where",
    ],
    null,
    [null, "Satisfaction", "Satisfaction", "Satisfaction", "Usage", "Usage"],
  ],
  [
    "heads of groups beside full names, German",
    ",Zufriedenheit,,Nutzung,\nNr,Preis,Service,oft,wo\n",
    [IDS, SCALE, SCALE, [1, 2, 3], ["daheim", "Büro"]],
    2,
    ["Nr", "Zufriedenheit: Preis", "Zufriedenheit: Service", "Nutzung: oft", "Nutzung: wo"],
    null,
    [null, "Zufriedenheit", "Zufriedenheit", "Nutzung", "Nutzung"],
  ],
  [
    "heads repeated, French",
    "Avis,Avis,Usage,Usage\nprix,goût,souvent,lieu\n",
    [SCALE, SCALE, [1, 2, 3], ["maison", "bureau"]],
    2,
    ["Avis: prix", "Avis: goût", "Usage: souvent", "Usage: lieu"],
    null,
    ["Avis", "Avis", "Usage", "Usage"],
  ],
  [
    "heads over words that repeat",
    "Satisfaction,,Usage,\nprice,taste,often,where\n",
    [["good", "bad"], ["good", "bad", "ok"], ["daily", "weekly"], ["home", "work"]],
    2,
    ["Satisfaction: price", "Satisfaction: taste", "Usage: often", "Usage: where"],
    null,
    ["Satisfaction", "Satisfaction", "Usage", "Usage"],
  ],
  [
    "two rows of heads",
    "Product,,,,Person,\nLook,,Use,,,\ncolour,shape,ease,speed,age,sex\n",
    [SCALE, SCALE, SCALE, SCALE, AGES, SEXES],
    3,
    [
      "Product: Look: colour",
      "Product: Look: shape",
      "Product: Use: ease",
      "Product: Use: speed",
      "Person: age",
      "Person: sex",
    ],
    null,
    ["Product: Look", "Product: Look", "Product: Use", "Product: Use", "Person", "Person"],
  ],
  [
    "few heads over many columns, which are no title",
    ",Satisfaction,,,,Usage,,,\nid,a,b,c,d,e,f,g,h\n",
    [IDS, SCALE, SCALE, SCALE, SCALE, SCALE, SCALE, SCALE, SCALE],
    2,
    [
      "id",
      ..."abcd".split("").map((item) => `Satisfaction: ${item}`),
      ..."efgh".split("").map((item) => `Usage: ${item}`),
    ],
    null,
    null,
  ],
  [
    "units",
    "age,height,sex\n(years),(cm),\n",
    [AGES, [170, 181, 165], SEXES],
    2,
    ["age", "height", "sex"],
    ["age (years)", "height (cm)", "sex"],
    null,
  ],
  [
    "units without brackets, German",
    "Alter;Gewicht;Note\nJahre;kg;1-6\n",
    [AGES, [70, 81, 65], SCALE],
    2,
    ["Alter", "Gewicht", "Note"],
    ["Alter (Jahre)", "Gewicht (kg)", "Note (1-6)"],
    null,
  ],
  [
    "texts over codes",
    "How old are you?,How satisfied are you?,Your sex\nq1,q2,q3\n",
    [AGES, SCALE, SEXES],
    2,
    ["q1", "q2", "q3"],
    ["How old are you?", "How satisfied are you?", "Your sex"],
    null,
  ],
  [
    "codes over texts, Spanish",
    "p1,p2,p3\n¿Qué edad tiene?,¿Está satisfecho?,Su sexo\n",
    [AGES, SCALE, SEXES],
    2,
    ["p1", "p2", "p3"],
    ["¿Qué edad tiene?", "¿Está satisfecho?", "Su sexo"],
    null,
  ],
  [
    "codes, texts and units",
    "q1,q2\nAge?,\nyears,cm\n",
    [AGES, [170, 181, 165]],
    3,
    ["q1", "q2"],
    ["Age? (years)", "q2 (cm)"],
    null,
  ],
  [
    "the same row again",
    "age,score,sex\nage,score,sex\n",
    [AGES, SCALE, SEXES],
    2,
    ["age", "score", "sex"],
    null,
    null,
  ],
];

Deno.test("ingest() reads headers of two and three rows", async (t) => {
  for (const [name, header, columns, rows, names, labels, questions] of HEADED) {
    await t.step(name, async () => {
      const text = header + body(columns, header.includes(";") ? ";" : ",");
      const { survey, warnings } = await readText(text);
      assert.equal(survey.report.headerRows, rows, warnings.join("\n"));
      assert.equal(survey.rows, RESPONDENTS);
      assert.deepEqual(survey.columns.map((column) => column.name), names);
      assert.deepEqual(survey.columns.map(({ label }) => label), labels ?? names);
      if (questions !== null) {
        assert.deepEqual(survey.columns.map(({ question }) => question), questions);
      }
      assert.ok(warnings.some((line) => line.startsWith(`The header has ${rows} rows`)));
      const forced = await readText(text, { header_rows: 1 });
      assert.equal(forced.survey.report.headerRows, 1);
    });
  }
});

Deno.test("ingest() reads merged heads of a workbook as it reads blank ones of a CSV", async () => {
  const rows = ["id,Satisfaction,,Usage,", ",price,taste,often,where"].map((line) =>
    line.split(",")
  );
  const answers = body([IDS, SCALE, SCALE, [1, 2, 3], ["home", "work"]]).trim().split("\n")
    .map((line) =>
      line.split(",").map((cell) => cell !== "" && !isNaN(Number(cell)) ? Number(cell) : cell)
    );
  const sheet = XLSX.utils.aoa_to_sheet([
    ...rows.map((cells) => cells.map((cell) => cell || null)),
    ...answers,
  ]);
  sheet["!merges"] = ["B1:C1", "D1:E1"].map((range) => XLSX.utils.decode_range(range));
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, "Answers");
  const bytes = new Uint8Array(XLSX.write(book, { type: "array", bookType: "xlsx" }));
  const { survey } = await readBytes(bytes);
  assert.deepEqual(survey.columns.map((column) => [column.name, column.question]), [
    ["id", null],
    ["Satisfaction: price", "Satisfaction"],
    ["Satisfaction: taste", "Satisfaction"],
    ["Usage: often", "Usage"],
    ["Usage: where", "Usage"],
  ]);
  assert.equal(survey.rows, RESPONDENTS);
});

Deno.test("ingest() takes a first respondent for no header", async (t) => {
  const cases: [string, string, readonly (readonly (string | number)[])[]][] = [
    ["who refused all numbers", "age,income,sex\nrefused,refused,m\n", [
      AGES,
      [100, 200, 300],
      SEXES,
    ]],
    ["whose words are others', too", "age,income,sex\nunknown,hidden,f\n", [
      AGES,
      [100, 200],
      SEXES,
    ]],
    ["of a rare answer", "view,place,age\nsplendid,here,33\n", [["good", "bad"], ["a", "b"], AGES]],
    ["who gave one text", "age,score,other\n,,my own words\n", [AGES, SCALE, ["", "x", "y"]]],
    ["below blank headers", "id,Colour,,\n1,red,blue,green\n", [IDS, ["red", ""], ["", "blue"], [
      "green",
      "",
    ]]],
  ];
  for (const [name, head, columns] of cases) {
    await t.step(name, async () => {
      const { survey, warnings } = await readText(head + body(columns));
      assert.equal(survey.report.headerRows, 1, warnings.join("\n"));
      assert.equal(survey.rows, RESPONDENTS + 1);
    });
  }
});

Deno.test("ingest.header_rows overrules what was recognised", async (t) => {
  const text = "a,,b,\nx,y,z,w\n" + body([SCALE, SCALE, SCALE, SCALE]);
  const cases: [0 | 1 | 2 | 3, number, string[]][] = [
    [0, RESPONDENTS + 2, ["column_1", "column_2", "column_3", "column_4"]],
    [1, RESPONDENTS + 1, ["a", "column_2", "b", "column_4"]],
    [2, RESPONDENTS, ["a: x", "a: y", "b: z", "b: w"]],
  ];
  for (const [wanted, rows, names] of cases) {
    await t.step(`${wanted}`, async () => {
      const { survey } = await readText(text, { header_rows: wanted });
      assert.equal(rowTexts(survey).length, rows);
      assert.deepEqual(survey.columns.map((column) => column.name), names);
    });
  }
});
