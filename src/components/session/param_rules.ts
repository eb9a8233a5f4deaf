/** What a field may hold, when it does nothing, what a change of it runs again, and what may run by itself. Runs in browsers. */

import type { Params } from "../../../pipeline/plan/params.ts";
import type { FileForm, PlanFacts } from "../../../pipeline/plan/rules.ts";
import type { StageName } from "../../../pipeline/plan/stages.ts";
import type { RunView } from "../../../pipeline/view/types.ts";
import { engineRules } from "../kit/engine_rules.js";
import { formatNumber } from "../kit/words/format.js";
import { withSettings } from "./params_text.js";
import type { Field } from "./param_schema.js";
import type { SessionState } from "./session_types.js";

/** A text read as a parameter, or the rule that it breaks. */
export type Reading = { readonly value: unknown } | { readonly rule: string };

/** Texts that a field of text takes as numbers. */
const NUMBERS = { none: /(?!)/, whole: /^[1-9]\d*$/, any: /^\d+(\.\d+)?$/ };

/** Reads what a person typed into a field of numbers or text. */
export function readText(field: Field, text: string): Reading {
  const trimmed = text.trim();
  if (field.takesAuto && (trimmed === "" || trimmed === "auto")) return { value: "auto" };
  if (field.control === "number") {
    return readNumber(field, trimmed, field.takesAuto ? "auto or " : "");
  }
  if (field.needsText && trimmed === "") return { rule: "Needs text that is not empty." };
  if (NUMBERS[field.takesNumber].test(trimmed)) return { value: Number(trimmed) };
  if (field.path === "features.question_pattern") {
    const problem = engineRules().questionPatternProblem(text);
    if (problem !== null) return { rule: `Needs ${problem}.` };
  }
  return { value: text };
}

function readNumber(field: Field, text: string, orElse = ""): Reading {
  const value = Number(text);
  const isLegal = text !== "" && Number.isFinite(value) && value >= field.min &&
    value <= field.max && (!field.isWhole || Number.isSafeInteger(value));
  if (isLegal) return { value };
  const shown = text === "" ? "This" : `${text}`;
  return { rule: `Needs ${orElse}${describeRange(field)}. ${shown} was not used.` };
}

/** The rule of a number in words, such as `a whole number from 2 to 1000`. */
export function describeRange({ min, max, isWhole }: Field): string {
  const noun = isWhole ? "a whole number" : "a number";
  if (Number.isFinite(min) && Number.isFinite(max)) return `${noun} from ${min} to ${max}`;
  if (Number.isFinite(min)) return `${noun} from ${min} up`;
  return Number.isFinite(max) ? `${noun} up to ${max}` : noun;
}

/** The bounds of a number as they stand beside its name, such as `2 to 1,000`; empty if it has none. */
export function shortRange({ min, max }: Field): string {
  if (Number.isFinite(min) && Number.isFinite(max)) {
    return `${formatBound(min)} to ${formatBound(max)}`;
  }
  return Number.isFinite(min) ? `${formatBound(min)} or more` : "";
}

function formatBound(bound: number): string {
  return formatNumber(bound, Number.isInteger(bound) ? 0 : 2);
}

/** What the rules need to know of the survey. */
export interface SurveyFacts extends PlanFacts {
  /** Whether the file itself is there to be read. */
  readonly isFile: boolean;
}

/** What is known of a session's survey, by its last result. */
export function factsOf({ survey, view }: SessionState): SurveyFacts {
  return {
    isFile: survey.isFile,
    rows: view?.profile.respondents ?? null,
    file: view === null ? null : formOf(view.reading.format),
    segments: view?.summary.structure?.verdict?.suggested ?? null,
  };
}

function formOf(format: RunView["reading"]["format"]): FileForm {
  if (format === "csv" || format === "tsv") return "text";
  return format === "xlsx" ? "workbook" : "typed";
}

const READ_BEFORE = "Off: read when the site was built.";
const WITHIN = "features.within_respondent";
const AS_GIVEN =
  "Off: k-modes, k-prototypes, Gower's distance and MCA compare answers as they were given.";

/** Says why a field does nothing under the present methods; empty if it does something. */
export function whyIdle(path: string, params: Params, survey: SurveyFacts): string {
  const { plan } = engineRules();
  if (path.startsWith("ingest.") && !survey.isFile) return READ_BEFORE;
  // What is set must stay within reach: with such a method it is refused.
  const isUnset = params.features.within_respondent === "none";
  if (path === WITHIN && isUnset && plan.needsAnswersAsGiven(params)) return AS_GIVEN;
  return plan.whyOff(path, params, survey);
}

/** The stages that a change of a parameter, or of all of a section (`clustering.`), runs again, in order;
 * none if it does nothing. */
export function stagesAfter(path: string, params: Params, survey: SurveyFacts): StageName[] {
  if (!path.endsWith(".") && whyIdle(path, params, survey) !== "") return [];
  return engineRules().plan.stagesAfter(path, params, survey);
}

const MOST_LIVE_RESPONDENTS = 20_000;
/** By a method that takes long. */
const MOST_LIVE_SLOW = 1_500;

/** Whether a run of so many respondents may begin without being asked for. */
export function isQuick(params: Params, respondents: number): boolean {
  const most = engineRules().plan.isSlow(params) ? MOST_LIVE_SLOW : MOST_LIVE_RESPONDENTS;
  return respondents <= most;
}

/** Parameters that give the same segments without the search for structure, which takes long and tells
 * nothing of who is in them.
 * @param k Segments that the search found, or that are set.
 */
export function withoutSearch(params: Params, k: number): Params {
  return withSettings(params, [["structure.check", "none"], ["clustering.n_clusters", k]]);
}
