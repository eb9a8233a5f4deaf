/** Which columns become features, and as what numbers. Runs in Deno and browsers. */

import { isAnalysed, levelCounts } from "../survey/read_column.ts";
import type { Params } from "../plan/params.ts";
import type { ColumnRole, DroppedFeature } from "./feature_matrix.ts";
import type { Column } from "../survey/column.ts";
import type { Survey } from "../survey/survey.ts";
import { questionOf } from "../survey/question_of.ts";

/** A feature before scaling. */
export interface Candidate {
  readonly name: string;
  readonly question: string;
  readonly column: Column;
  /** The category of an indicator, else null. */
  readonly category: string | null;
  /** The feature's number per level of the column. */
  readonly levels: Float64Array;
  /** Features of one nominal column share a block and are scaled together; else the own name. */
  readonly block: string;
  /** What a rating is set against; null where the answer counts as it was given. */
  readonly own: OwnScale | null;
}

/** What a respondent's ratings are set against, length n each. */
export interface OwnScale {
  /** What is subtracted: the respondent's mean, in the unit of the answers; NaN without any. */
  readonly level: Float64Array;
  /** What the rest is divided by: the respondent's standard deviation, 0 without differences; null
   * where ratings are only centred. */
  readonly spread: Float64Array | null;
}

/** Candidates, and the columns that are none with the reason. */
export interface CandidateChoice {
  readonly candidates: readonly Candidate[];
  readonly dropped: readonly DroppedFeature[];
}

/** Takes the columns that define by their roles, applies the kinds, `max_categories` and
 * `drop_empty_questions`; encodes.
 * @param roles Of each column of the survey, in its order.
 */
export function chooseCandidates(
  survey: Survey,
  { params, roles }: { params: Params["features"]; roles: readonly ColumnRole[] },
): CandidateChoice {
  const dropped: DroppedFeature[] = [];
  const telling = survey.columns.filter((column, c) => {
    const reason = reasonAgainst(column, { params, role: roles[c] });
    if (reason !== null) dropped.push({ name: column.name, cause: "choice", reason });
    return reason === null;
  });
  const empty = params.drop_empty_questions ? emptyQuestions(telling, params) : new Set<string>();
  const candidates = telling.flatMap((column) => {
    const question = questionOf(column, params.question_pattern);
    if (!empty.has(question)) return encode(column, question);
    const reason = `all answers to ${question} are zero or missing`;
    dropped.push({ name: column.name, cause: "unusable", reason });
    return [];
  });
  return { candidates, dropped };
}

/** Drops candidates with too few distinct values (`min_unique`) or without variance. */
export function dropConstant(
  candidates: readonly Candidate[],
  params: Params["features"],
): CandidateChoice {
  const dropped: DroppedFeature[] = [];
  const kept = candidates.filter(({ name, column, levels }) => {
    const counts = levelCounts(column);
    const distinct = new Set(levels.filter((_, level) => counts[level] > 0)).size;
    const isFew = distinct <= params.min_unique;
    const isFlat = params.use_variance_threshold && distinct < 2;
    if (!isFew && !isFlat) return true;
    const reason = distinct < 2
      ? "constant"
      : `${distinct} distinct values, more than ${params.min_unique} are needed`;
    dropped.push({ name, cause: "unusable", reason });
    return false;
  });
  return { candidates: kept, dropped };
}

function reasonAgainst(
  column: Column,
  { params, role: { role, reason } }: { params: Params["features"]; role: ColumnRole },
): string | null {
  if (!isAnalysed(column)) return `${column.kind} columns are only profiled`;
  if (role !== "define") return reason;
  if (column.kind !== "nominal") return null;
  if (params.encode_nominal === "drop") return "nominal, and features.encode_nominal is drop";
  const count = column.categories!.length;
  return count > params.max_categories
    ? `${count} categories, at most ${params.max_categories} (features.max_categories)`
    : null;
}

function encode(column: Column, question: string): Candidate[] {
  const { name, kind, values, categories } = column;
  if (kind !== "nominal") {
    return [{ name, question, column, category: null, levels: values, block: name, own: null }];
  }
  return categories!.map((category, position) => ({
    name: `${name}=${category}`,
    question,
    column,
    category,
    levels: values.map((value) => value === position ? 1 : 0),
    block: name,
    own: null,
  }));
}

/** Questions of which every answer of every item is zero or missing. */
function emptyQuestions(columns: readonly Column[], params: Params["features"]): Set<string> {
  const empty = new Set<string>();
  const answered = new Set<string>();
  for (const column of columns) {
    const question = questionOf(column, params.question_pattern);
    const { codes, values, missing } = column;
    const isEmpty = column.kind !== "nominal" &&
      codes.every((code) => missing[code] !== 0 || values[code] === 0);
    (isEmpty ? empty : answered).add(question);
  }
  return new Set([...empty].filter((question) => !answered.has(question)));
}

/** The number of every respondent before scaling, O(n). Set against the own scale a filled gap is 0, and
 * so is every answer of a respondent whose answers do not differ.
 * @param to Length n; a feature's numbers are written there.
 */
export function readNumbers({ column, levels, own }: Candidate, to: Float64Array): void {
  const { codes, missing } = column;
  if (own === null) {
    for (let i = 0; i < to.length; i++) to[i] = levels[codes[i]];
    return;
  }
  const { level, spread } = own;
  for (let i = 0; i < to.length; i++) {
    const unit = spread === null ? 1 : spread[i];
    to[i] = missing[codes[i]] !== 0 || unit === 0 ? 0 : (levels[codes[i]] - level[i]) / unit;
  }
}
