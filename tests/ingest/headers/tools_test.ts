/** Tests of the exports of KoboToolbox, REDCap, Typeform and Alchemer. Runs in Deno. */

import assert from "node:assert/strict";
import type { Dialect } from "../../../pipeline/survey/survey.ts";
import { columnOf } from "../../support/survey_text.ts";
import { columnsOf, csv, RESPONDENTS, type Table } from "./tables.ts";
import { readText } from "../support.ts";

const TIME = ["2024-11-01 13:00:00", "2024-11-02 14:10:00"];
const AGE = Array.from({ length: RESPONDENTS }, (_, i) => 20 + i);
const TICKED = [1, 0, 1, 1, 0];
const TICKED_TOO = [0, 1, 1, 0, 0];
const SCALE = [1, 2, 3, 4, 5];
const KNOWN_TO_KOBO: Table = [["_uuid", ["u#"]], ["_submission_time", TIME]];

const CASES: readonly (readonly [
  name: string,
  table: Table,
  dialect: Dialect,
  reason: string,
  columns: readonly string[],
])[] = [
  [
    "KoboToolbox with the joined cell beside its options",
    [
      ["deviceid", ["collect:A", "collect:B"]],
      ["Interviewer name", ["Ann", "Ben"]],
      ["Channels", ["phone radio", "radio", "phone"]],
      ["Channels/phone", [1, 0, 1]],
      ["Channels/radio", [1, 1, 0]],
      ["Q1", SCALE],
      ["__version__", ["v1", "v2"]],
      ...KNOWN_TO_KOBO,
    ],
    "kobotoolbox",
    "columns __version__, _uuid, _submission_time, deviceid",
    [
      "(deviceid)",
      "(Interviewer name)",
      "Channels | Channels | text",
      "Channels/phone | Channels | binary",
      "Channels/radio | Channels | binary",
      "Q1 |  | ordinal",
      "(__version__)",
      "(_uuid)",
      "(_submission_time)",
    ],
  ],
  [
    "KoboToolbox with labels in French, groups, a grid, places and pictures",
    [
      ["start", TIME],
      ["Ménage/Âge", AGE],
      ["Ménage/Quels médias ?/Radio", TICKED],
      ["Ménage/Quels médias ?/Télé", TICKED_TOO],
      ["Avis/Prix", ["Bon", "Mauvais"]],
      ["Avis/Goût", ["Mauvais", "Bon"]],
      ["gps", ["48.12345 2.12345 0 #"]],
      ["_gps_latitude", ["48.1234"]],
      ["_gps_precision", [4, 5]],
      ["photo", ["#.jpg"]],
      ["photo_URL", ["https://a.example/#.jpg"]],
      ["_id", ["900#"]],
      ...KNOWN_TO_KOBO,
    ],
    "kobotoolbox",
    "columns _uuid, _submission_time",
    [
      "(start)",
      "Ménage/Âge |  | numeric",
      "Ménage/Quels médias ?/Radio | Ménage/Quels médias ? | binary",
      "Ménage/Quels médias ?/Télé | Ménage/Quels médias ? | binary",
      "Avis/Prix | Avis | ordinal",
      "Avis/Goût | Avis | ordinal",
      "(gps)",
      "(_gps_latitude)",
      "(_gps_precision)",
      "photo |  | text",
      "(photo_URL)",
      "(_id)",
      "(_uuid)",
      "(_submission_time)",
    ],
  ],
  [
    "ODK Central, whose groups are set off by dashes",
    [
      ["SubmissionDate", TIME],
      ["about-age", AGE],
      ["place-Latitude", ["48.1234"]],
      ["place-Accuracy", [4, 5]],
      ["meta-instanceID", ["uuid:#"]],
      ["KEY", ["uuid:#"]],
    ],
    "kobotoolbox",
    "columns SubmissionDate, meta-instanceID, KEY",
    [
      "(SubmissionDate)",
      "about-age |  | numeric",
      "(place-Latitude)",
      "(place-Accuracy)",
      "(meta-instanceID)",
      "(KEY)",
    ],
  ],
  [
    "SurveyCTO, whose options end in a code",
    [
      ["SubmissionDate", TIME],
      ["deviceid", ["d1", "d2"]],
      ["media", ["1 2", "2", "1"]],
      ["media_1", [1, 0, 1]],
      ["media_2", [1, 1, 0]],
      ["KEY", ["uuid:#"]],
    ],
    "kobotoolbox",
    "columns SubmissionDate, deviceid, KEY",
    [
      "(SubmissionDate)",
      "(deviceid)",
      "media | media | text",
      "media_1 | media | binary",
      "media_2 | media | binary",
      "(KEY)",
    ],
  ],
  [
    "REDCap, raw",
    [
      ["record_id", ["#"]],
      ["redcap_event_name", ["visit_1_arm_1"]],
      ["intake_timestamp", ["2024-03-06 15:52:43", "[not completed]"]],
      ["sex", ["m", "f"]],
      ["race___1", TICKED],
      ["race___2", TICKED_TOO],
      ["intake_complete", [0, 1, 2]],
    ],
    "redcap",
    "columns redcap_event_name",
    [
      "(record_id)",
      "(redcap_event_name)",
      "(intake_timestamp)",
      "sex |  | nominal",
      "race___1 | race | binary",
      "race___2 | race | binary",
      "(intake_complete)",
    ],
  ],
  [
    "REDCap, raw names over labels, without any column of its own",
    [
      ["study_id", ["#"]],
      ["race____9", ["Checked", "Unchecked"]],
      ["race___2", ["Unchecked", "Unchecked", "Checked"]],
      ["intake_complete", ["Complete", "Incomplete", "Unverified"]],
      ["age", AGE],
    ],
    "redcap",
    '2 columns "question___option", and the state of a form in intake_complete',
    [
      "(study_id)",
      "race____9 | race | binary",
      "race___2 | race | binary",
      "(intake_complete)",
      "age |  | numeric",
    ],
  ],
  [
    "REDCap, labels",
    [
      ["Record ID", ["#"]],
      ["Survey Timestamp", TIME],
      ["Which (if any)? (choice=Red, or pink)", ["Checked", "Unchecked"]],
      ["Which (if any)? (choice=Blue)", ["Unchecked", "Unchecked", "Checked"]],
      ["Complete?", ["Complete", "Incomplete"]],
    ],
    "redcap",
    '2 columns "question (choice=option)"',
    [
      "(Record ID)",
      "(Survey Timestamp)",
      "Which (if any)? (choice=Red, or pink) | Which (if any)? | binary",
      "Which (if any)? (choice=Blue) | Which (if any)? | binary",
      "(Complete?)",
    ],
  ],
  [
    "Typeform",
    [
      ["#", ["h#x"]],
      ["How old are you?", AGE],
      ["Red", ["Red", ""]],
      ["Blue", ["", "Blue", "Blue"]],
      ["Green", ["Green", "Green", ""]],
      ["Other", ["", "", "", "", "mine"]],
      ["Response Type", ["completed"]],
      ["Start Date (UTC)", TIME],
      ["Stage Date (UTC)", [""]],
      ["Submit Date (UTC)", TIME],
      ["Network ID", ["n#"]],
      ["Tags", [""]],
    ],
    "typeform",
    "columns Start Date (UTC) and Submit Date (UTC)",
    [
      "(#)",
      "How old are you? |  | numeric",
      "Red | Red / Blue / Green | binary",
      "Blue | Red / Blue / Green | binary",
      "Green | Red / Blue / Green | binary",
      "Other | Red / Blue / Green | nominal",
      "(Response Type)",
      "(Start Date (UTC))",
      "(Stage Date (UTC))",
      "(Submit Date (UTC))",
      "(Network ID)",
      "(Tags)",
    ],
  ],
  [
    "Alchemer, with a question that is called as a column of its own",
    [
      ["Response ID", ["#"]],
      ["Time Started", TIME],
      ["Date Submitted", TIME],
      ["Status", ["Complete", "Partial"]],
      ["Legacy Comments", [""]],
      ["Country", ["France", "Italy"]],
      ["Country", ["France", "Spain"]],
      ["Red:Which colour: now?", ["Red", ""]],
      ["Blue:Which colour: now?", ["", "Blue", "Blue"]],
    ],
    "alchemer",
    "columns Response ID, Time Started, Date Submitted",
    [
      "(Response ID)",
      "(Time Started)",
      "(Date Submitted)",
      "(Status)",
      "(Legacy Comments)",
      "(Country)",
      "Country_2 |  | nominal",
      "Red:Which colour: now? | Which colour: now? | binary",
      "Blue:Which colour: now? | Which colour: now? | binary",
    ],
  ],
  [
    "a table with a start and slashes",
    [["start", SCALE], ["Income/month", AGE], ["Yes/No", TICKED], ["Man/Woman", TICKED_TOO]],
    "plain",
    "no sign of a survey tool whose exports are known",
    [
      "start |  | ordinal",
      "Income/month |  | numeric",
      "Yes/No |  | binary",
      "Man/Woman |  | binary",
    ],
  ],
  [
    "one name as KoboToolbox has it",
    [["_uuid", ["u#"]], ["start", SCALE], ["end", SCALE]],
    "plain",
    "no sign of a survey tool whose exports are known",
    ["_uuid |  | id", "start |  | ordinal", "end |  | ordinal"],
  ],
  [
    "reviews: number, time, rating, language",
    [["ID", ["#"]], ["Posted on", TIME], ["Rating", SCALE], ["Language", ["en", "de"]], [
      "x",
      SCALE,
    ]],
    "plain",
    "no sign of a survey tool whose exports are known",
    [
      "ID |  | id",
      "Posted on |  | date",
      "Rating |  | ordinal",
      "Language |  | nominal",
      "x |  | ordinal",
    ],
  ],
  [
    "tasks that are complete or not",
    [["record_id", ["#"]], ["tasks_complete", AGE], ["status", ["open", "done"]]],
    "plain",
    "no sign of a survey tool whose exports are known",
    ["record_id |  | id", "tasks_complete |  | numeric", "status |  | nominal"],
  ],
];

Deno.test("ingest() reads the exports of field tools and forms, and no other table as one", async (t) => {
  for (const [name, table, dialect, reason, columns] of CASES) {
    await t.step(name, async () => {
      const { survey } = await readText(csv(table));
      assert.deepEqual([survey.report.dialect, survey.report.dialectReason], [dialect, reason]);
      assert.deepEqual(columnsOf(survey), columns);
    });
  }
});

Deno.test("ingest() counts a question once where options stand joined and one by one", async () => {
  const { survey } = await readText(csv(CASES[0][1]));
  const question = survey.questions.find(({ name }) => name === "Channels")!;
  assert.deepEqual([question.kind, question.columns], [
    "multi_select",
    ["Channels", "Channels/phone", "Channels/radio"],
  ]);
  assert.equal(
    columnOf(survey, "Channels").reason,
    "options joined by blanks, which 2 columns of this question hold one by one",
  );
  assert.equal(columnOf(survey, "Channels/phone").label, "Channels - phone");
  const set = await readText(csv(CASES[0][1]), { columns: { Channels: "nominal" } });
  assert.equal(columnOf(set.survey, "Channels").kind, "nominal");
});
