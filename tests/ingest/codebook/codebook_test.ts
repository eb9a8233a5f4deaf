/** Tests of codebooks beside surveys and in their workbooks. Runs in Deno. */

import assert from "node:assert/strict";
import { MISSING_REASONS } from "../../../pipeline/survey/missing.ts";
import type { Survey } from "../../../pipeline/survey/survey.ts";
import { writeSav } from "../../support/sav_writer.ts";
import { cellTexts, gzipped, missingCodes, readBytes, readText } from "../support.ts";
import { bytesOf, FORMS, readWithCodebook, SURVEY, workbookOf } from "./support.ts";

/** What a codebook may change of a survey. */
function told({ columns }: Survey): unknown[] {
  return columns.map((column) => ({
    name: column.name,
    label: column.label,
    kind: column.kind,
    categories: column.categories,
    ends: column.ends,
    cells: cellTexts(column),
    missing: missingCodes(column).map((code) => MISSING_REASONS[code]),
  }));
}

for (const [name, content] of Object.entries(FORMS)) {
  Deno.test(`a codebook beside the survey gives texts, value labels and missing codes: ${name}`, async () => {
    const { survey, warnings } = await readWithCodebook(SURVEY, { name, content });
    const of = (column: string) => survey.columns.find((one) => one.name === column)!;
    assert.equal(of("q1_1").label, "Statements: I like to cook");
    assert.equal(of("q1_1").kind, "ordinal");
    assert.equal(of("q1_1").categories, null, "named ends leave numbers");
    assert.deepEqual(of("q1_1").ends, ["Disagree", "Agree"]);
    assert.deepEqual(cellTexts(of("q1_2")), ["5", "4", "1", "Don't know", "3", "3", "5"]);
    assert.equal(MISSING_REASONS[missingCodes(of("q1_2"))[3]], "dont_know");
    assert.deepEqual(of("sex").categories, ["Male", "Female"]);
    assert.deepEqual(of("often").categories, ["Never", "Sometimes", "Often"]);
    assert.equal(of("often").kind, "ordinal");
    assert.notEqual(missingCodes(of("often"))[5], 0);
    assert.equal(of("happy").label, "Are you happy?");
    assert.deepEqual(of("happy").categories, ["Disagree", "Neutral", "Agree"]);
    assert.equal(of("cost").label, "Pounds a week");
    assert.equal(of("cost").kind, "numeric");
    assert.deepEqual(survey.report.codebook, { place: `"${name}"`, texts: 6, labels: 4 });
    assert.deepEqual(warnings, []);
  });
}

Deno.test("a codebook in a sheet of the workbook is found by its form and by its name", async () => {
  const rows = SURVEY.split("\n").map((line) => line.split(","));
  const book = (FORMS["survey.codebook.tsv"] as string).split("\n").map((line) => line.split("\t"));
  const wanted = told(
    (await readWithCodebook(SURVEY, {
      name: "survey.codebook.tsv",
      content: FORMS["survey.codebook.tsv"],
    })).survey,
  );
  for (const sheet of ["codebook", "Codebuch", "Fragen 2025"]) {
    const { survey, warnings } = await readBytes(workbookOf({ [sheet]: book, data: rows }));
    assert.deepEqual(told(survey), wanted, sheet);
    assert.equal(survey.report.sheet, "data");
    assert.equal(survey.report.codebook?.place, `sheet "${sheet}"`);
    assert.deepEqual(warnings, [], sheet);
  }
});

Deno.test("other sheets of a workbook are no codebook", async () => {
  const rows = SURVEY.split("\n").map((line) => line.split(","));
  const lists: Record<string, string[][]> = {
    notes: [["name", "text"], ["Anna", "called in March"], ["Ben", "no answer"]],
    regions: [["code", "label"], ["1", "North"], ["2", "South"]],
  };
  for (const [sheet, cells] of Object.entries(lists)) {
    const { survey, warnings } = await readBytes(workbookOf({ data: rows, [sheet]: cells }));
    assert.equal(survey.report.codebook, null, sheet);
    assert.deepEqual(warnings, [], sheet);
  }
});

Deno.test("a codebook of a tool: REDCap's data dictionary", async () => {
  const content =
    `"Variable / Field Name","Form Name","Field Type","Field Label","Choices, Calculations, OR Slider Labels"
sex,base,radio,"Are you male or female?","1, Male | 2, Female"
often,base,dropdown,"How often?","1, Never | 2, Sometimes | 3, Often | 9, Refused"
cost,base,text,"Pounds a week",""`;
  const { survey } = await readWithCodebook(SURVEY, { name: "survey.codebook.csv", content });
  const often = survey.columns.find(({ name }) => name === "often")!;
  assert.deepEqual(often.categories, ["Never", "Sometimes", "Often"]);
  assert.equal(MISSING_REASONS[missingCodes(often)[5]], "refused");
});

Deno.test("a codebook of a tool: the XLSForm of KoboToolbox and ODK", async () => {
  const content = workbookOf({
    survey: [
      ["type", "name", "label::English (en)"],
      ["begin_group", "food", "Food"],
      ["select_one often", "often", "How often do you cook?"],
      ["select_multiple dish", "dish", "Which dishes?"],
      ["end_group", "", ""],
      ["integer", "cost", "Pounds a week"],
    ],
    choices: [
      ["list_name", "name", "label::English (en)"],
      ...[["often", 1, "Never"], ["often", 2, "Sometimes"], ["often", 3, "Often"]],
      ...[["dish", "soup", "Soup"], ["dish", "stew", "Stew"]],
    ],
    settings: [["form_title"], ["Food"]],
  });
  const { survey } = await readWithCodebook(
    "food/often,food/dish/soup,food/dish/stew,cost\n1,0,1,12\n2,1,1,20\n3,0,0,31\n1,1,0,17\n2,0,1,22",
    { name: "survey.codebook.xlsx", content },
  );
  assert.deepEqual(survey.columns.map(({ label }) => label), [
    "How often do you cook?",
    "Which dishes? - Soup",
    "Which dishes? - Stew",
    "Pounds a week",
  ]);
  assert.deepEqual(survey.columns[0].categories, ["Never", "Sometimes", "Often"]);
});

Deno.test("value labels in one cell are read as people write them", async () => {
  const cells = [
    "1=Never;2=Sometimes;3=Often",
    "1 = Never, 2 = Sometimes, 3 = Often",
    "1: Never | 2: Sometimes | 3: Often",
    "(1) Never\n(2) Sometimes\n(3) Often",
    "1 - Never; 2 - Sometimes; 3 - Often",
    "1 – Never; 2 – Sometimes; 3 – Often",
    "1) Never 	| 2) Sometimes | 3) Often",
    "1. Never\n2. Sometimes\n3. Often",
    "1, Never | 2, Sometimes | 3, Often",
    "{1: 'Never', 2: 'Sometimes', 3: 'Often'}",
    '"1" = "Never"; "2" = "Sometimes"; "3" = "Often"',
    "1=Never ; 2=Sometimes ; 3=Often ;",
  ];
  for (const cell of cells) {
    const content = `name,text,values\noften,How often?,"${cell.replaceAll('"', '""')}"`;
    const { survey } = await readWithCodebook(SURVEY, { name: "survey.codebook.csv", content });
    const often = survey.columns.find(({ name }) => name === "often")!;
    assert.deepEqual(often.categories?.slice(0, 3), ["Never", "Sometimes", "Often"], cell);
  }
});

Deno.test("a codebook orders answers that are words already, and is read gzipped and with a mark", async () => {
  const survey = "id,size\n1,huge\n2,tiny\n3,so so\n4,tiny\n5,huge\n6,so so\n7,tiny";
  const text = "\ufeffname;text;values\nsize;How large?;1 = Tiny | 2 = So so | 3 = Huge\n";
  for (const content of [text, await gzipped(bytesOf(text))]) {
    const name = typeof content === "string" ? "s.codebook.csv" : "s.codebook.csv.gz";
    const read = await readWithCodebook(survey, { name, content: bytesOf(content) });
    assert.deepEqual(read.survey.columns[1].categories, ["Tiny", "So so", "Huge"]);
    assert.equal(read.survey.columns[1].label, "How large?");
  }
});

const NOTES: readonly (readonly [what: string, content: string, note: RegExp])[] = [
  [
    "columns that the survey does not have",
    "name,text\nsex,Your sex\nofen,How often?\nq99,Other",
    /names 2 columns that the survey does not have: "ofen", "q99"\. Did you mean "often"\?/,
  ],
  [
    "the codebook of another survey",
    "name,text\nalpha,A\nbeta,B",
    /names no column of this survey: it begins with "alpha", "beta", the survey with "id", "q1_1", "q1_2" and 4 more\. No text was taken/,
  ],
  [
    "value labels that cannot be read",
    "name,text,values\nsex,Your sex,see page 4",
    /value labels of 1 column could not be read, such as "see page 4" of "sex": write them as 1 = Never; 2 = Often\./,
  ],
  [
    "a column that stands there twice",
    "name,text\nsex,Your sex\ncost,Pounds\nsex,Gender",
    /1 column stands there more than once, such as "sex": what comes first was taken\./,
  ],
  [
    "codes without words",
    "name,text,values\noften,How often?,1 = Never; 2 = Sometimes; 3 = Often",
    /1 column has answers that the codebook \("survey\.codebook\.csv"\) has no words for, such as "9" of "often"/,
  ],
];

for (const [what, content, note] of NOTES) {
  Deno.test(`a codebook that does not fit is told of: ${what}`, async () => {
    const { survey, warnings } = await readWithCodebook(SURVEY, {
      name: "survey.codebook.csv",
      content,
    });
    assert.equal(survey.rows, 7);
    assert.equal(warnings.filter((text) => note.test(text)).length, 1, warnings.join("\n"));
  });
}

Deno.test("labels of the file itself stay where the codebook contradicts them; texts are the codebook's", async () => {
  const sav = writeSav([{
    name: "sex",
    label: "V1",
    measure: "nominal",
    labels: [[1, "Male"], [2, "Female"]],
    values: [1, 2, 1, 2, 2],
  }]);
  const { survey, warnings } = await readWithCodebook(sav, {
    name: "survey.codebook.csv",
    content: "name,text,values\nsex,What is your sex?,1 = Female; 2 = Male",
  });
  assert.deepEqual(cellTexts(survey.columns[0]), ["Male", "Female", "Male", "Female", "Female"]);
  assert.equal(survey.columns[0].label, "What is your sex?");
  assert.match(
    warnings.join("\n"),
    /label 1 column differently: 1 of "sex" is "Male" in the file, "Female" in the codebook\. The file's labels were kept\./,
  );
});

const ERRORS:
  readonly (readonly [name: string, content: string | Uint8Array<ArrayBuffer>, error: RegExp])[] = [
    [
      "s.codebook.yaml",
      "q1: {text: [",
      /Cannot read "s\.codebook\.yaml": it is no YAML in line 1: .* Write a column as/,
    ],
    ["s.codebook.yaml", "- text: no name", /entry 1 of its list must have a name/],
    ["s.codebook.yaml", "just words", /must list columns, but holds "just words"/],
    ["s.codebook.yaml", "q1: 5", /"q1" must have a text or values, but has 5/],
    [
      "s.codebook.yaml",
      `a: &a [x]\n${
        Array.from({ length: 40 }, (_, i) => `b${i}: [${"*a,".repeat(40)}]`).join("\n")
      }`,
      /is no YAML that can be read|must have a text/,
    ],
    [
      "s.codebook.csv",
      "one,two\n1,2",
      /no row of it says what its columns hold\. Its first row must name its columns: name, text, values\./,
    ],
    ["s.codebook.csv", "", /the file is empty/],
    ["s.codebook.xml", "<codeBook><var name='a'><labl>A</labl>", /it is no XML: .*Export it again/],
    [
      "s.codebook.xml",
      "<html><body>Hello</body></html>",
      /XML without a single `var` of DDI Codebook/,
    ],
    ["s.codebook.xlsx", workbookOf({ a: [["x", "y"], [1, 2]] }), /no sheet of it is a codebook/],
    [
      "s.codebook.xlsx",
      workbookOf({ a: [["name", "text"], ["x", "y"]] }).slice(0, 900),
      /Cannot read "s\.codebook\.xlsx"/,
    ],
    ["s.codebook.csv", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2]), /a PNG image/],
  ];

for (const [name, content, error] of ERRORS) {
  Deno.test(`a damaged codebook is an error that says what would work: ${error.source.slice(0, 60)}`, async () => {
    await assert.rejects(readWithCodebook(SURVEY, { name, content }), (thrown: Error) => {
      assert.equal(thrown.name, "DataError");
      assert.match(thrown.message, error);
      return true;
    });
  });
}

Deno.test("a survey without a codebook says so in its report", async () => {
  assert.equal((await readText(SURVEY)).survey.report.codebook, null);
});
