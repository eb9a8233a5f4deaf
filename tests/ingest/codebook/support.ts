/** A small survey and its codebook in every form. Runs in Deno. */

import * as XLSX from "xlsx";
import { createContext } from "../../../pipeline/base/context.ts";
import { ingest } from "../../../pipeline/ingest/mod.ts";
import { ingestParams, type ReadResult } from "../support.ts";

/** Seven answers each of a battery, two questions of codes, one of words, one of numbers. */
export const SURVEY = `id,q1_1,q1_2,sex,often,happy,cost
1,1,5,1,2,Agree,12
2,2,4,2,1,Disagree,20
3,5,1,1,3,Agree,31
4,4,9,2,2,Neutral,44
5,3,3,1,1,Agree,17
6,3,3,2,9,Neutral,28
7,1,5,1,2,Disagree,51`;

/** One codebook in every form: the same texts, value labels and missing codes. */
export const FORMS: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {
  "survey.codebook.csv": `name,text,values,missing,measure
q1_1,Statements: I like to cook,1 = Disagree; 5 = Agree; 9 = Don't know,9,
q1_2,Statements: I like to shop,1 = Disagree; 5 = Agree; 9 = Don't know,9,
sex,Are you male or female?,1 = Male; 2 = Female,,
often,"How often, if at all, do you cook?",1 = Never; 2 = Sometimes; 3 = Often,9,ordinal
happy,Are you happy?,,,
cost,Pounds a week,,,`,
  "survey.codebook.tsv": `Variable\tQuestion\tValue\tValue label\tMissing values
q1_1\tStatements: I like to cook\t1\tDisagree\t9
\t\t5\tAgree\t
\t\t9\tDon't know\t
q1_2\tStatements: I like to shop\t1\tDisagree\t9
\t\t5\tAgree\t
\t\t9\tDon't know\t
sex\tAre you male or female?\t1\tMale\t
\t\t2\tFemale\t
often\tHow often, if at all, do you cook?\t1\tNever\t9
\t\t2\tSometimes\t
\t\t3\tOften\t
happy\tAre you happy?\t\t\t
cost\tPounds a week\t\t\t`,
  "survey.codebook.yaml": `
q1_1: &item
  text: "Statements: I like to cook"
  values: {1: Disagree, 5: Agree, 9: Don't know}
  missing: [9]
q1_2:
  text: "Statements: I like to shop"
  values: "1 = Disagree; 5 = Agree; 9 = Don't know"
  missing: [9]
sex: {text: Are you male or female?, values: {1: Male, 2: Female}}
often:
  text: How often, if at all, do you cook?
  values: {1: Never, 2: Sometimes, 3: Often}
  missing: 9
  measure: ordinal
happy: Are you happy?
cost: Pounds a week`,
  "survey.codebook.json": JSON.stringify({
    columns: [
      { name: "q1_1", ...item("cook") },
      { name: "q1_2", ...item("shop") },
      { name: "sex", text: "Are you male or female?", values: { 1: "Male", 2: "Female" } },
      {
        name: "often",
        text: "How often, if at all, do you cook?",
        values: { 1: "Never", 2: "Sometimes", 3: "Often" },
        missing: [9],
      },
      { name: "happy", text: "Are you happy?" },
      { name: "cost", label: "Pounds a week" },
    ],
  }),
  "survey.codebook.sps": `* Labels of wave 3.
VARIABLE LABELS q1_1 "Statements: I like to cook" q1_2 'Statements: I like to shop'
  /sex 'Are you male or female?'
  often "How often, if at all, do you cook?"
  happy "Are you happy?" cost "Pounds a week".
VALUE LABELS q1_1 TO q1_2 1 'Disagree' 5 'Agree' 9 "Don't know"
  /sex 1 'Male' 2 'Female'
  /often 1 'Never' 2 'Sometimes' 3 'Often'.
MISSING VALUES q1_1 TO q1_2 often (9).
VARIABLE LEVEL often (ORDINAL) / sex (NOMINAL).
FREQUENCIES often.
`,
  "survey.codebook.xml": `<?xml version="1.0" encoding="UTF-8"?>
<ddi:codeBook xmlns:ddi="ddi:codebook:2_5"><ddi:dataDscr>
${variable("q1_1", "Statements: I like to cook", { 1: "Disagree", 5: "Agree", 9: "Don't know" }, 9)}
${variable("q1_2", "Statements: I like to shop", { 1: "Disagree", 5: "Agree", 9: "Don't know" }, 9)}
${variable("sex", "Are you male or female?", { 1: "Male", 2: "Female" })}
${
    variable("often", "How often, if at all, do you cook?", {
      1: "Never",
      2: "Sometimes",
      3: "Often",
      9: "",
    }, 9)
  }
${variable("happy", "Are you happy?", {})}
${variable("cost", "Pounds a week", {})}
</ddi:dataDscr></ddi:codeBook>`,
};

function item(what: string): { text: string; values: Record<number, string>; missing: number[] } {
  return {
    text: `Statements: I like to ${what}`,
    values: { 1: "Disagree", 5: "Agree", 9: "Don't know" },
    missing: [9],
  };
}

function variable(
  ...[name, text, values, missing]: [string, string, Record<number, string>, number?]
): string {
  const categories = Object.entries(values).map(([code, label]) =>
    `<ddi:catgry${
      Number(code) === missing ? ' missing="Y"' : ""
    }><ddi:catValu>${code}</ddi:catValu>` +
    `<ddi:labl>${label}</ddi:labl><ddi:catStat type="freq">3</ddi:catStat></ddi:catgry>`
  );
  return `<ddi:var ID="V_${name}" name="${name}"><ddi:labl>${text}</ddi:labl>${
    categories.join("")
  }</ddi:var>`;
}

/** A workbook of sheets. */
export function workbookOf(
  sheets: Readonly<Record<string, readonly (readonly unknown[])[]>>,
): Uint8Array<ArrayBuffer> {
  const book = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows as unknown[][]), name);
  }
  return new Uint8Array(XLSX.write(book, { type: "array", bookType: "xlsx" }));
}

/** Reads a survey with a codebook in a file beside it. */
export async function readWithCodebook(
  survey: string | Uint8Array,
  codebook: { readonly name: string; readonly content: string | Uint8Array<ArrayBuffer> },
): Promise<ReadResult> {
  const warnings: string[] = [];
  const context = createContext({ onWarning: (text) => warnings.push(text) });
  const { name, content } = codebook;
  const bytes = bytesOf(content);
  const params = { ...ingestParams(), codebook: { name, bytes } };
  return { survey: await ingest(bytesOf(survey), "survey.csv", params, context), warnings };
}

/** Text as UTF-8; bytes as they are. */
export function bytesOf(content: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
}
