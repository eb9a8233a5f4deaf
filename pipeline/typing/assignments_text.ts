/** Respondents who were placed, as CSV and JSON. Runs in Deno and browsers. */

import { neutralizeFormula } from "../base/formulas.ts";
import { csvCell } from "../base/text.ts";
import type { Survey } from "../survey/survey.ts";
import type { Assignment } from "./assign.ts";

const PROBABILITY_DIGITS = 4;

/** A line a respondent in the file's order: row (from 1), identifier where the survey has one, segment, its
 * name, probability, `unlike` (yes or empty) and the columns that were missing, separated by spaces.
 * Texts that a spreadsheet would run get an apostrophe.
 */
export function assignmentsCsv(survey: Survey, placed: readonly Assignment[]): string {
  const id = idOf(survey);
  const header = ["row", ...(id === null ? [] : [id.name]), "segment", "name", "probability"];
  const lines = placed.map(({ segment, name, probability, isUnlike, missing }, i) => [
    String(i + 1),
    ...(id === null ? [] : [id.texts[id.codes[i]]]),
    segment === null ? "" : String(segment),
    name,
    probability === null ? "" : String(round(probability)),
    isUnlike ? "yes" : "",
    missing.join(" "),
  ]);
  return [[...header, "unlike", "missing"], ...lines]
    .map((cells) => cells.map((text) => csvCell(neutralizeFormula(text))).join(",") + "\n").join(
      "",
    );
}

/** The same as an array of JSON objects. */
export function assignmentsJson(survey: Survey, placed: readonly Assignment[]): string {
  const id = idOf(survey);
  return JSON.stringify(placed.map(({ segment, name, probability, isUnlike, missing }, i) => ({
    row: i + 1,
    ...(id === null ? {} : { id: id.texts[id.codes[i]] }),
    ...{ segment, name, unlike: isUnlike, missing },
    probability: probability === null ? null : round(probability),
  })));
}

function idOf({ columns }: Survey): Survey["columns"][number] | null {
  return columns.find(({ kind }) => kind === "id") ?? null;
}

function round(probability: number): number {
  return Number(probability.toFixed(PROBABILITY_DIGITS));
}
