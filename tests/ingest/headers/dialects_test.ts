/** Tests of the exports of survey tools: what went in comes out. Runs in Deno. */

import assert from "node:assert/strict";
import { columnValues, isAnswered } from "../../../pipeline/survey/read_column.ts";
import type { Column } from "../../../pipeline/survey/column.ts";
import { MISSING_REASONS } from "../../../pipeline/survey/missing.ts";
import { type Dialect, DIALECTS } from "../../../pipeline/survey/survey.ts";
import { writeAs } from "../../support/dialect_writers.ts";
import { randomQuestionnaire, type Written } from "../../support/questionnaire.ts";
import { readBytes, readText } from "../support.ts";

const QUESTIONNAIRES = 200;
/** Reasons that a respondent gave herself. */
const SAID: ReadonlySet<string> = new Set(["dont_know", "refused", "not_applicable"]);

/** The answers as a person has them: texts, or 1 and 0 where options were ticked. */
function answersOf(column: Column, written: Written): (string | number | null)[] {
  const isTick = written.answers.some((answer) => typeof answer === "number");
  const values = columnValues(column);
  return Array.from(column.codes, (level, i) => {
    // Who prefers not to say has said so: the text stays, beside the reason.
    if (!isAnswered(column, i)) {
      return SAID.has(MISSING_REASONS[column.missing[level]]) ? column.texts[level] : null;
    }
    return isTick ? values[i] : column.texts[level];
  });
}

/** The answers as they are counted: categories, numbers, or what the respondent said instead. */
function meaningsOf(column: Column): (string | number | null)[] {
  const values = columnValues(column);
  return Array.from(column.codes, (level, i) => {
    if (isAnswered(column, i)) return column.categories?.[values[i]] ?? values[i];
    return SAID.has(MISSING_REASONS[column.missing[level]]) ? column.texts[level] : null;
  });
}

Deno.test("ingest() gives back 200 random questionnaires as each survey tool writes them", async (t) => {
  for (const dialect of DIALECTS) {
    await t.step(dialect, async () => {
      for (let seed = 0; seed < QUESTIONNAIRES; seed++) {
        const questionnaire = randomQuestionnaire(seed);
        const file = writeAs(dialect, questionnaire, seed);
        const { survey } = await readBytes(file.bytes);
        const where = `${dialect}, seed ${seed}`;
        const { report } = survey;
        assert.equal(report.dialect, dialect, where);
        assert.equal(report.headerRows, file.headerRows, where);
        assert.equal(survey.rows, questionnaire.respondents, where);
        const expected = new Map(file.columns.map((column) => [column.name, column]));
        assert.equal(survey.columns.length, expected.size, where);
        // Options that nobody ticked together have no order that shows: names tell them apart.
        const own = survey.columns.filter(({ source }) => source === null);
        const ownNames = new Set(own.map(({ name }) => name));
        assert.deepEqual(
          own.map(({ name }) => name),
          file.columns.map(({ name }) => name).filter((name) => ownNames.has(name)),
          where,
        );
        for (const column of survey.columns) {
          const { meant, ...written } = expected.get(column.name)!;
          const { name, label, metadata } = column;
          // Where the file tells of no question, names and headers may.
          const question = written.question === null ? null : column.question;
          assert.deepEqual(
            { name, label, question, metadata, answers: answersOf(column, written) },
            written,
            where,
          );
          if (meant !== undefined) assert.deepEqual(meaningsOf(column), meant, where);
          const isTick = written.answers.some((answer) => typeof answer === "number");
          if (isTick) assert.equal(column.kind, "binary", where);
          else assert.equal(column.source, null, where);
        }
      }
    });
  }
});

/** Header and first respondents of an export, and how it must be understood. */
const FORMS: readonly [
  name: string,
  text: string,
  dialect: Dialect,
  headerRows: number,
  reason: string,
][] = [
  [
    "Qualtrics with two header rows and single quotes",
    "Q1,Q2\n{'ImportId': 'QID1'},{'ImportId': 'QID2'}\nred,1\n",
    "qualtrics",
    2,
    "header row 2 holds ImportId cells",
  ],
  [
    "Qualtrics with line breaks in the question",
    'Q1,Q2\n"How,\nso?",Why?\n"{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"\nred,1\n',
    "qualtrics",
    3,
    "header row 3 holds ImportId cells",
  ],
  [
    "Qualtrics without ImportId",
    "ResponseID,StartDate,EndDate,Status,Finished,Q1\n" +
    "ResponseID,Start Date,End Date,Status,Finished,How so?\n" +
    "R_1,2014-01-01,2014-01-01,0,1,red\nR_2,2014-01-01,2014-01-01,0,1,blue\n",
    "qualtrics",
    2,
    "5 metadata columns have the names that Qualtrics gives",
  ],
  [
    "Qualtrics of which only the names are left",
    "StartDate,EndDate,Progress,ResponseId,Q1\n2024-01-01,2024-01-01,100,R_1,red\n" +
    "2024-01-01,2024-01-01,100,R_2,blue\n",
    "qualtrics",
    1,
    "4 metadata columns have the names that Qualtrics gives",
  ],
  [
    "SurveyMonkey without a single Response",
    "Respondent ID,Which?,,\n,Fish,Meat,Bread\n101,Fish,,Bread\n102,,Meat,\n",
    "surveymonkey",
    2,
    "a column Respondent ID, and a second header row that is blank under it",
  ],
  [
    "SurveyMonkey without metadata, by Response",
    "Colour?,Shape?\nResponse,Open-Ended Response\nred,round\nblue,square\n",
    "surveymonkey",
    2,
    'a second header row with "Response" in 2 columns',
  ],
  [
    "SurveyMonkey without metadata, by options that answers repeat",
    "What do you eat?,,,Age\nFish,Meat,Bread,\nFish,,Bread,young\n,Meat,Bread,old\nFish,,,old\n",
    "surveymonkey",
    2,
    "blank headers over 2 options that the answers repeat",
  ],
  [
    "Google Forms in German",
    "Zeitstempel,Wie oft?\n05.03.2024 09:15:22,oft\n06.03.2024 09:15:22,nie\n",
    "google-forms",
    1,
    'the first column is "Zeitstempel" with dates and times, whole questions follow',
  ],
  [
    "Microsoft Forms in French",
    "ID,Heure de début,Heure de fin,Adresse de messagerie,Nom,Pourquoi ?\n" +
    "1,3/5/24 9:15:22,3/5/24 9:16:22,anonymous,,oui\n",
    "microsoft-forms",
    1,
    "the first columns are ID, Heure de début, Heure de fin, Adresse de messagerie, Nom",
  ],
  [
    "a plan of projects is no Qualtrics export",
    "StartDate,EndDate,Status,Progress,Finished,Task\n2024-01-01,2024-02-01,open,20,no,a\n",
    "plain",
    1,
    "no sign of a survey tool whose exports are known",
  ],
  [
    "a log is no Google form",
    "Timestamp,level,value\n2024-03-01 09:15:22,1,2\n2024-03-01 09:15:23,3,4\n",
    "plain",
    1,
    "no sign of a survey tool whose exports are known",
  ],
  [
    "a Timestamp without times is no Google form",
    "Timestamp,How often?\nlater,1\nsooner,3\n",
    "plain",
    1,
    "no sign of a survey tool whose exports are known",
  ],
  [
    "an ID and a name are no Microsoft form",
    "ID,Name,Email,Score\n1,a,b,2\n2,c,d,3\n",
    "plain",
    1,
    "no sign of a survey tool whose exports are known",
  ],
  [
    "a respondent number alone is no SurveyMonkey",
    "RespondentID,q1,q2\n1,2,3\n2,3,4\n",
    "plain",
    1,
    "no sign of a survey tool whose exports are known",
  ],
];

Deno.test("ingest() tells survey tools by content, with the evidence in words", async (t) => {
  for (const [name, text, dialect, headerRows, reason] of FORMS) {
    await t.step(name, async () => {
      const { survey: { report }, warnings } = await readText(text);
      assert.deepEqual(
        [report.dialect, report.headerRows, report.dialectReason],
        [dialect, headerRows, reason],
      );
      assert.deepEqual(warnings.filter((line) => line.includes("header row")), []);
    });
  }
});

Deno.test("ingest.format overrules what was recognised", async (t) => {
  const text = "Respondent ID,Which?,,\n,Fish,Meat,Bread\n101,Fish,,Bread\n102,,Meat,\n";
  await t.step("plain reads the rows as they lie, and warns", async () => {
    const { survey, warnings } = await readText(text, { format: "plain" });
    const { dialect, dialectReason, headerRows } = survey.report;
    assert.deepEqual([dialect, dialectReason, headerRows], ["plain", "set in ingest.format", 1]);
    assert.equal(survey.rows, 3);
    assert.ok(warnings.some((line) => line.startsWith("Row 2 looks like a second header row")));
  });
  await t.step("a tool that left little evidence", async () => {
    const { survey } = await readText(
      "When,Fruit\nmonday,A;B;\ntuesday,B;\nfriday,A;\nmonday,A;B;\n",
      {
        format: "microsoft-forms",
        delimiter: ",",
      },
    );
    assert.deepEqual(survey.columns.map(({ name }) => name), [
      "When",
      "Fruit",
      "Fruit: A",
      "Fruit: B",
    ]);
    assert.equal(survey.report.dialectReason, "set in ingest.format");
  });
});

Deno.test("ingest() names SurveyMonkey's columns by question and option, and no blank twice", async () => {
  const { survey, warnings } = await readText(
    "Respondent ID,Custom Data 1,,Which don&apos;t you?,,,How?\n" +
      ",,Extra,Fish &amp; chips,<b>Meat</b>,Other (please specify),Response\n" +
      "101,a,x,Fish & chips,,,well\n102,b,y,,Meat,Bread,badly\n103,c,x,Fish & chips,Meat,,well\n",
  );
  assert.deepEqual(warnings, []);
  assert.deepEqual(
    survey.columns.map(({ name, question, kind }) => [name, question, kind === "binary"]),
    [
      ["Respondent ID", null, false],
      ["Custom Data 1", null, false],
      ["Extra", null, false],
      ["Which don't you? - Fish & chips", "Which don't you?", true],
      ["Which don't you? - Meat", "Which don't you?", true],
      ["Which don't you? - Other (please specify)", "Which don't you?", false],
      ["How?", null, false],
    ],
  );
});

/** Name and question of each column, and whether it is yes/no; metadata in brackets. */
async function columnsOf(text: string): Promise<string[]> {
  const { survey } = await readText(text);
  return survey.columns.map(({ name, question, kind, metadata }) =>
    metadata
      ? `(${name})`
      : [name, question ?? "", ...(kind === "binary" ? ["binary"] : [])].join(" / ")
  );
}

Deno.test("ingest() knows the columns beside Qualtrics' questions", async () => {
  const columns: [name: string, label: string, id: string, cells: [string, string, string]][] = [
    ["ResponseId", "Response ID", "_recordId", ["R_1", "R_2", "R_3"]],
    ["Q3_1", "Which? - A", "QID3_1", ["A", "", ""]],
    ["Q3_2", "Which? - B", "QID3_2", ["", "B", ""]],
    ["Q3_4", "Which? - Other:", "QID3_4", ["", "Other:", ""]],
    ["Q3_4_TEXT", "Which? - Other: - Text", "QID3_4_TEXT", ["", "mine", ""]],
    ["Q3_DO_1", "Which? - Display Order - A", "QID3_DO_1", ["1", "2", "1"]],
    ["Q4_First Click", "Timing - First Click", "QID4_FIRST_CLICK", ["2.5", "3.5", "1"]],
    ["Sat_1", "How? - Price", "QID5_1", ["Good", "Good", "Bad"]],
    ["Sat_2", "How? - Size", "QID5_2", ["Bad", "Good", "Bad"]],
    ["To_DO", "What to do?", "QID9", ["Run", "Run", "Sit"]],
    ["Q_R", "Q_R", "Q_R", ["1", "2", "3"]],
  ];
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const rows = [
    columns.map(([name]) => name),
    columns.map(([, label]) => label),
    columns.map(([, , id]) => JSON.stringify({ ImportId: id })),
    ...[0, 1, 2].map((i) => columns.map(([, , , cells]) => cells[i])),
  ];
  assert.deepEqual(await columnsOf(rows.map((cells) => cells.map(quote).join(",")).join("\n")), [
    "(ResponseId)",
    "Q3_1 / Q3 / binary",
    "Q3_2 / Q3 / binary",
    "Q3_4 / Q3 / binary",
    "Q3_4_TEXT / Q3",
    "(Q3_DO_1)",
    "(Q4_First Click)",
    "Sat_1 / Sat",
    "Sat_2 / Sat",
    "To_DO / ",
    "(Q_R)",
  ]);
});

Deno.test("ingest() knows the columns beside LimeSurvey's questions", async () => {
  const text = [
    "id;submitdate;lastpage;startlanguage;Q1[SQ001];Q1[SQ002];Q1[other];Q2;Q2[other];Q3Time;Q3;groupTime4",
    "1;2024-01-01;3;de;Y;;;-oth-;mine;2.5;7;3.1",
    "2;;1;de;;Y;was;A1;;1;8;4",
    "3;;1;de;;;;A1;;1;9;4",
  ].join("\r\n");
  assert.deepEqual(await columnsOf(`\ufeff${text}\r\n\r\n`), [
    "(id)",
    "(submitdate)",
    "(lastpage)",
    "(startlanguage)",
    "Q1[SQ001] / Q1 / binary",
    "Q1[SQ002] / Q1 / binary",
    "Q1[other] / Q1",
    "Q2 / Q2",
    "Q2[other] / Q2",
    "(Q3Time)",
    "Q3 / ",
    "(groupTime4)",
  ]);
});

Deno.test("ingest() passes over a title before the header, and says so", async (t) => {
  const table = "name;age;city;income\na;31;Ulm;1\nb;44;Bonn;2\nc;28;Trier;3\n";
  const cases: [string, string, number, number, string[]][] = [
    ["a title line", `Export of 2024-01-01\n${table}`, 1, 2, ["name", "age", "city", "income"]],
    [
      "a title with a comma, and blank lines",
      `Export of January 1, 2024\n\n;;;\n${table}`,
      1,
      4,
      ["name", "age", "city", "income"],
    ],
    ["two lines", `Survey\nPrinted;today\n${table}`, 0, 1, [
      "Survey",
      "column_2",
      "column_3",
      "column_4",
    ]],
    ["none", table, 0, 1, ["name", "age", "city", "income"]],
    [
      "a header of one name over wide rows of numbers",
      "name\n1;2;3;4\n5;6;7;8\n",
      0,
      1,
      ["name", "column_2", "column_3", "column_4"],
    ],
    [
      "a title before a Qualtrics header",
      "My survey\nQ1;Q2;Q3;Q4\n" +
      "{'ImportId': 'QID1'};{'ImportId': 'QID2'};{'ImportId': 'QID3'};{'ImportId': 'QID4'}\n1;2;3;4\n",
      1,
      2,
      ["Q1", "Q2", "Q3", "Q4"],
    ],
  ];
  for (const [name, text, preambleRows, headerRow, names] of cases) {
    await t.step(name, async () => {
      const { survey, warnings } = await readText(text);
      assert.deepEqual(
        [
          survey.report.preambleRows,
          survey.report.headerRow,
          survey.columns.map(({ name }) => name),
        ],
        [preambleRows, headerRow, names],
      );
      const told = warnings.filter((line) => line.includes("before the header"));
      assert.deepEqual(
        told,
        preambleRows === 0 ? [] : [
          `1 row before the header in row ${headerRow} was passed over, being far narrower than the ` +
          "table.",
        ],
      );
    });
  }
});

Deno.test("ingest.columns takes a metadata column back, and sets others aside", async () => {
  const text = "StartDate,EndDate,Progress,Duration (in seconds),ResponseId,Q1,Q2\n" +
    "2024-01-01,2024-01-01,100,61,R_1,red,7\n2024-01-01,2024-01-02,100,75,R_2,blue,8\n";
  const { survey } = await readText(text, {
    columns: { "Duration (in seconds)": "numeric", Q2: "paradata" },
  });
  assert.deepEqual(survey.report.metadata, [
    "StartDate",
    "EndDate",
    "Progress",
    "ResponseId",
    "Q2",
  ]);
  const duration = survey.columns[3];
  assert.deepEqual([duration.kind, duration.metadata, [...duration.values]], ["numeric", false, [
    61,
    75,
  ]]);
});
