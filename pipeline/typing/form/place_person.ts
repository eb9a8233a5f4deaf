/** Places one person by the answers that a form has. Runs in Deno and browsers. */

import { endOf } from "../../base/steps.ts";
import type { Column } from "../../survey/column.ts";
import { missingCode } from "../../survey/missing.ts";
import { assignInSteps } from "../assign.ts";
import type { Model, ModelColumn } from "../model.ts";
import { placeByPoints } from "../short/place_by_points.ts";
import type { ShortForm } from "../short/short_form.ts";
import { ASKED, type FormQuestion } from "./placing_form.ts";

/** Answers by the columns of their questions, in the file's words or as a number; none where it is empty. */
export type PersonAnswers = Readonly<Record<string, string>>;

/** Where one person belongs. */
export interface PersonPlaced {
  /** Segment, from 1; null where nothing was answered that places. */
  readonly segment: number | null;
  /** How likely each segment is. */
  readonly chances: readonly number[];
  /** Whether no segment is like this person; null where few questions cannot tell. */
  readonly isUnlike: boolean | null;
  /** Columns of the questions that have no answer which is known, though they count. */
  readonly missing: readonly string[];
}

const BLANK = missingCode("blank");
const NOT_ASKED = missingCode("not_asked");

/** Places by all of a model's questions: what `assign` says of a file with this person alone. */
export function placePerson(model: Model, answers: PersonAnswers): PersonPlaced {
  const columns = model.placing.columns.map((column) => columnOf(column, answers[column.name]));
  const chances = new Float64Array(model.clustering.k);
  const survey = { name: "the form", rows: 1, columns };
  const [{ segment, isUnlike, missing }] = endOf(assignInSteps(model, survey, chances));
  return { segment, chances: [...chances], isUnlike, missing };
}

/** Places by the questions of the short form: what its module, its query and its workbook say. */
export function placeShortly(
  form: ShortForm,
  answers: PersonAnswers,
  questions: readonly FormQuestion[],
): PersonPlaced {
  // Whether a question was put is a number where points are added up.
  const asNumbers = questions.filter(({ isAsked }) => isAsked).map(({ name }) =>
    [name, answers[name] === ASKED.no ? "0" : "1"] as const
  );
  const placed = placeByPoints(form, { ...answers, ...Object.fromEntries(asNumbers) });
  return { ...placed, isUnlike: null };
}

/** A column with one respondent. */
function columnOf({ name, label, kind, answers, isAsked }: ModelColumn, given = ""): Column {
  const text = given.trim();
  const value = answers === null && !isAsked && text !== "" ? Number(text.replace(",", ".")) : NaN;
  const missing = isAsked
    ? text === ASKED.no ? NOT_ASKED : 0
    : text === "" || (answers === null && Number.isNaN(value))
    ? BLANK
    : 0;
  return {
    ...{ name, label, kind, question: null, metadata: false, source: null, reason: "" },
    ...{ confidence: 1, codes: new Uint8Array(1), texts: [text], categories: null },
    values: Float64Array.of(value),
    missing: Uint8Array.of(missing),
  };
}
