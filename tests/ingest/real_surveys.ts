/** What real surveys are read as, counted by other tools. Runs in Deno.
 *
 * Rows, columns and counts of missing answers were taken by pandas 3.1.1 (read_csv with dtype=str,
 * keep_default_na=False, then counting "" and "NA" per column) and openpyxl 3.1.5 (load_workbook with
 * data_only=True, counting None and blank text). In a multi-select question with a column an option,
 * blanks of a respondent who ticked another option were not counted.
 */

import type { Params } from "../../pipeline/plan/params.ts";
import type { ColumnKind } from "../../pipeline/survey/column.ts";
import type { Dialect } from "../../pipeline/survey/survey.ts";

/** What a real survey is read as. */
export interface Expected {
  readonly file: string;
  readonly ingest?: Partial<Params["ingest"]>;
  readonly rows: number;
  readonly columns: number;
  readonly encoding?: string;
  readonly dialect?: Dialect;
  /** Rows of the header, 1 if left out. */
  readonly headerRows?: number;
  /** Metadata columns that were set aside. */
  readonly metadata?: readonly string[];
  readonly delimiter?: string;
  readonly kinds: Readonly<Record<string, ColumnKind>>;
  /** How many columns are of each kind. */
  readonly kindCounts?: Readonly<Partial<Record<ColumnKind, number>>>;
  /** Missing answers of some columns. */
  readonly missing: Readonly<Record<string, number>>;
  /** Missing answers of all columns together. */
  readonly allMissing: number;
  /** What warnings start with, in their order. */
  readonly warnings?: readonly string[];
}

const ROW_NAMES = 'header was empty or repeated: column 1 is now "column_1".';
const FILMS = "Which of the following Star Wars films have you seen? Please select all that apply.";
const PIES =
  "Which type of pie is typically served at your Thanksgiving dinner? Please select all that apply.";
/** The same answers as CSV and as workbook; the CSV has 64 blank columns at its end. */
const OSPO = {
  rows: 1048,
  columns: 257,
  dialect: "surveymonkey",
  headerRows: 3,
  metadata: [
    "Sequence #",
    "Minutes",
    "Respondent ID",
    "Collector ID",
    "Start Date",
    "End Date",
  ],
  kinds: {
    "Respondent ID": "id",
    "Start Date": "date",
    Language: "nominal",
    Q1_1: "binary",
    Q2: "ordinal",
    Q8_13: "text",
    Q52_2: "binary",
  },
  missing: { Q1_0: 0, Q1_1: 0, Q8_1: 662, Q8_13: 1039, Q10_other: 1021, Q48: 364, Language: 0 },
  allMissing: 162917,
} as const;
/** CSV exports. */
export const SURVEYS: readonly Expected[] = [
  {
    file: "bfi.csv",
    rows: 2800,
    columns: 29,
    kinds: {
      column_1: "id",
      A1: "ordinal",
      gender: "binary",
      education: "ordinal",
      age: "numeric",
    },
    kindCounts: { id: 1, ordinal: 26, binary: 1, numeric: 1 },
    missing: { A1: 16, N4: 36, education: 223, gender: 0, column_1: 0 },
    allMissing: 731,
    warnings: [`1 ${ROW_NAMES}`],
  },
  {
    file: "tea.csv",
    rows: 300,
    columns: 37,
    kinds: {
      column_1: "id",
      How: "nominal",
      how: "nominal",
      home: "binary",
      sugar: "binary",
      "effect.on.health": "binary",
      age: "numeric",
      age_Q: "ordinal",
      frequency: "ordinal",
      sex: "nominal",
      price: "nominal",
    },
    kindCounts: { id: 1, binary: 26, nominal: 7, ordinal: 2, numeric: 1 },
    missing: {},
    allMissing: 0,
    warnings: [`1 ${ROW_NAMES}`],
  },
  {
    file: "student_survey_mass.csv",
    rows: 237,
    columns: 13,
    kinds: { column_1: "id", Sex: "nominal", Exer: "ordinal", Pulse: "numeric", Age: "numeric" },
    kindCounts: { id: 1, nominal: 5, ordinal: 2, numeric: 5 },
    missing: { Sex: 1, Pulse: 45, Height: 28, "M.I": 28, Exer: 0 },
    allMissing: 107,
    warnings: [`1 ${ROW_NAMES}`],
  },
  {
    // NA stands in columns of words only: without proof elsewhere it is kept, and said so.
    file: "volunteers.csv",
    rows: 1415,
    columns: 22,
    kinds: { column_1: "id", GENDER: "nominal", AGEG: "ordinal", "meet.people": "binary" },
    kindCounts: { id: 1, nominal: 1, ordinal: 1, binary: 19 },
    missing: { GENDER: 4, AGEG: 14 },
    allMissing: 18,
    warnings: [`1 ${ROW_NAMES}`],
  },
  {
    file: "volunteers.csv",
    ingest: { missing_values: [] },
    rows: 1415,
    columns: 22,
    kinds: { GENDER: "nominal" },
    missing: { GENDER: 0, AGEG: 0 },
    allMissing: 0,
    warnings: [`1 ${ROW_NAMES}`],
  },
  {
    file: "mcdonalds.csv",
    rows: 1453,
    columns: 15,
    kinds: { yummy: "binary", Like: "ordinal", Age: "numeric", VisitFrequency: "ordinal" },
    kindCounts: { binary: 11, nominal: 1, ordinal: 2, numeric: 1 },
    missing: {},
    allMissing: 0,
  },
  {
    file: "mall_customers.csv",
    rows: 200,
    columns: 5,
    kinds: {
      CustomerID: "id",
      Gender: "nominal",
      "AnnualIncome (k$)": "numeric",
      "SpendingScore (1-100)": "numeric",
    },
    missing: {},
    allMissing: 0,
  },
  {
    file: "marketing_campaign.csv",
    rows: 2240,
    columns: 29,
    kinds: {
      ID: "id",
      Year_Birth: "numeric",
      Income: "numeric",
      Dt_Customer: "date",
      Kidhome: "ordinal",
      Complain: "binary",
      Marital_Status: "nominal",
      Z_Revenue: "numeric",
    },
    kindCounts: { id: 1, numeric: 16, nominal: 2, ordinal: 2, date: 1, binary: 7 },
    missing: { Income: 24 },
    allMissing: 24,
  },
  {
    file: "star_wars_538.csv",
    rows: 1186,
    columns: 38,
    encoding: "macintosh",
    dialect: "surveymonkey",
    headerRows: 2,
    metadata: ["RespondentID"],
    kinds: {
      RespondentID: "id",
      [`${FILMS} - Star Wars: Episode I The Phantom Menace`]: "binary",
      "Do you consider yourself to be a fan of the Expanded Universe?": "binary",
      Gender: "nominal",
    },
    kindCounts: { id: 1, binary: 11, ordinal: 23, nominal: 3 },
    missing: {
      RespondentID: 0,
      "Do you consider yourself to be a fan of the Star Wars film franchise?": 350,
      [`${FILMS} - Star Wars: Episode VI Return of the Jedi`]: 351,
      Age: 140,
    },
    // 12,341 gaps, and 852 times "Unfamiliar (N/A)" among ratings.
    allMissing: 13193,
    warnings: ["The file is not valid UTF-8 and was read as Mac Roman"],
  },
  {
    file: "thanksgiving_538.csv",
    rows: 1058,
    columns: 65,
    dialect: "surveymonkey",
    metadata: ["RespondentID"],
    kinds: {
      RespondentID: "id",
      "Do you celebrate Thanksgiving?": "binary",
      "How is the main dish typically cooked?": "nominal",
      "How is the main dish typically cooked? - Other (please specify)": "text",
      [`${PIES} - Apple`]: "binary",
      [`${PIES} - None`]: "binary",
      [`${PIES} - Other (please specify)`]: "binary",
      [`${PIES} - Other (please specify)_2`]: "text",
      Age: "ordinal",
    },
    kindCounts: { id: 1, binary: 44, ordinal: 3, nominal: 10, text: 7 },
    missing: {
      "Do you celebrate Thanksgiving?": 0,
      "What is typically the main dish at your Thanksgiving dinner?": 84,
      "What is typically the main dish at your Thanksgiving dinner? - Other (please specify)": 1023,
      [`${PIES} - Apple`]: 94,
    },
    // 13,394 gaps, and 136 times "Prefer not to answer" among bands of income.
    allMissing: 13530,
    warnings: ["3 headers were empty or repeated"],
  },
  {
    file: "qualtrics_student_satisfaction.csv",
    rows: 25,
    columns: 32,
    dialect: "qualtrics",
    headerRows: 3,
    metadata: [
      "StartDate",
      "EndDate",
      "Status",
      "IPAddress",
      "Progress",
      "Duration (in seconds)",
      "Finished",
      "RecordedDate",
      "ResponseId",
      "RecipientLastName",
      "RecipientFirstName",
      "RecipientEmail",
      "ExternalReference",
      "LocationLatitude",
      "LocationLongitude",
      "DistributionChannel",
      "UserLanguage",
    ],
    kinds: {
      StartDate: "date",
      "Duration (in seconds)": "numeric",
      ResponseId: "id",
      Q1: "ordinal",
      Q15: "ordinal",
    },
    missing: { IPAddress: 25, Q1: 0 },
    allMissing: 150,
  },
  {
    file: "todo_ospo_2022_raw.csv",
    ...OSPO,
  },
  {
    file: "big5.csv",
    rows: 19719,
    columns: 57,
    delimiter: "\t",
    kinds: {
      age: "numeric",
      race: "numeric",
      gender: "ordinal",
      E1: "ordinal",
      country: "nominal",
    },
    kindCounts: { numeric: 2, ordinal: 54, nominal: 1 },
    missing: { country: 1 },
    allMissing: 1,
    warnings: [
      'Column "country" keeps "NA" (8 cells) as an answer.',
      '"0" in "gender", "hand", "E1" and 49 more columns may mean no answer',
      '"999999999" in "age" may mean no answer',
    ],
  },
  {
    file: "rse.csv",
    rows: 47974,
    columns: 14,
    delimiter: "\t",
    kinds: { Q1: "ordinal", age: "numeric", country: "nominal" },
    kindCounts: { ordinal: 12, numeric: 1, nominal: 1 },
    missing: { country: 0 },
    allMissing: 0,
    warnings: [
      'Column "country" keeps "NA" (4 cells) as an answer.',
      '"0" in "Q1", "Q2", "Q3" and 7 more columns may mean no answer',
      '"2147483647" in "age" may mean no answer',
    ],
  },
  {
    file: "wine_labelled.csv",
    rows: 178,
    columns: 14,
    kinds: { alcohol: "numeric", class: "nominal" },
    kindCounts: { numeric: 13, nominal: 1 },
    missing: {},
    allMissing: 0,
  },
];

/** Workbooks, and the sheet that is read. */
export const WORKBOOKS: readonly (Expected & { readonly sheet: string })[] = [
  {
    file: "mcdonalds.xlsx",
    sheet: "Worksheet",
    rows: 1453,
    columns: 15,
    kinds: { yummy: "binary", Like: "ordinal", Age: "numeric" },
    missing: {},
    allMissing: 0,
  },
  {
    file: "seed/dataset.xlsx",
    sheet: "dataset",
    rows: 2500,
    columns: 82,
    kinds: { core_q1_1: "binary", core_re_q5_1: "binary" },
    kindCounts: { binary: 82 },
    missing: { core_q1_1: 0, core_re_q5_1: 1750 },
    allMissing: 70000,
  },
  {
    // The answers are on the last of three sheets.
    file: "todo_ospo_2022.xlsx",
    sheet: "Raw Data",
    ...OSPO,
  },
  {
    file: "todo_ospo_2022.xlsx",
    ingest: { sheet: 2 },
    sheet: "Filtering Criteria",
    rows: 22,
    columns: 4,
    kinds: {},
    missing: {},
    allMissing: NaN,
  },
];
