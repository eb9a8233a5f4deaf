/** Which questions define segments, which only describe them, which stand aside. Runs in Deno and browsers. */

import { nameMatcher } from "../base/globs.ts";
import type { Params } from "../plan/params.ts";
import type { Column } from "../survey/column.ts";
import { describeDerived } from "../survey/derived.ts";
import { questionOf } from "../survey/question_of.ts";
import { isAnalysed } from "../survey/read_column.ts";
import type { Survey } from "../survey/survey.ts";
import type { ColumnRole } from "./feature_matrix.ts";

/** What `features.include` holds in place of names for what the roles say. */
export const AUTO = "auto";

/** Fewer columns than this make no segments. */
const LEAST_DEFINING = 2;
const CHOSEN = 1;
const SURE = 0.95;
const USUAL = 0.7;
const KIND_WORDS: Readonly<Partial<Record<Column["kind"], string>>> = {
  id: "an identifier",
  text: "open text",
  date: "a date",
  weight: "a weight",
};

/** The roles, and whether who respondents are had to define. */
export interface RolesFound {
  readonly roles: readonly ColumnRole[];
  /** Whether columns define that tell who respondents are, as nothing else was left. */
  readonly byPeople: boolean;
}

/** Gives each column a role: attitudes, needs, ratings, usage and behaviour define; who respondents are
 * and when they were asked describes; identifiers, paradata, weights, text and dates stand aside, and so
 * do copies and sums of columns that define already. `include` and `exclude` overrule. Who respondents
 * are defines only where fewer than two other columns are left.
 * @see Dolnicar, Gruen and Leisch, Market Segmentation Analysis, 2018, 5: segmentation variables and descriptor variables.
 */
export function assignRoles(survey: Survey, params: Params["features"]): RolesFound {
  const judged = survey.columns.map((column) => judge(column, params));
  const isDefining = (role: ColumnRole) => role.role === "define";
  const repeats = repeatedColumns(survey, { params, judged: judged.filter(isDefining) });
  const roles = judged.map((role) => repeats.get(role.column) ?? role);
  if (!takesAuto(params) || roles.filter(isDefining).length >= LEAST_DEFINING) {
    return { roles, byPeople: false };
  }
  const topics = survey.columns.map(({ people }) => people?.topic);
  const byWho = letDefine(roles, (c) => topics[c] !== undefined && topics[c] !== "interview");
  // When people were asked says nothing of them, and forms segments after all else.
  const byPeople = byWho.filter(isDefining).length >= LEAST_DEFINING
    ? byWho
    : letDefine(byWho, (c) => topics[c] === "interview");
  return { roles: byPeople, byPeople: byPeople.some((role, c) => role !== roles[c]) };
}

/** Has columns define that nobody chose to let describe. */
function letDefine(roles: readonly ColumnRole[], isWanted: (c: number) => boolean): ColumnRole[] {
  return roles.map((role, c): ColumnRole => {
    if (!isWanted(c) || role.role !== "describe" || role.confidence === CHOSEN) return role;
    const reason = `${role.reason}; it defines, as nothing else is left to segment on`;
    return { ...role, role: "define", reason };
  });
}

/** Whether roles decide what is segmented on, alone or with columns named besides. */
export function takesAuto({ include }: Params["features"]): boolean {
  return include === AUTO || include.includes(AUTO);
}

/** The patterns of `features.include` that are names of columns. */
export function includedNames({ include }: Params["features"]): readonly string[] {
  return include === AUTO ? [] : include.filter((pattern) => pattern !== AUTO);
}

function judge(column: Column, params: Params["features"]): ColumnRole {
  const question = questionOf(column, params.question_pattern);
  const as = (role: ColumnRole["role"], reason: string, confidence: number): ColumnRole => (
    { column: column.name, question, role, reason, confidence }
  );
  if (!isAnalysed(column)) {
    return as("aside", KIND_WORDS[column.kind] ?? "it tells of the interview", SURE);
  }
  if (nameMatcher(params.exclude)(column.name)) {
    return as("describe", "in features.exclude", CHOSEN);
  }
  if (nameMatcher(includedNames(params))(column.name)) {
    return as("define", "in features.include", CHOSEN);
  }
  if (!takesAuto(params)) return as("describe", "not in features.include", CHOSEN);
  const { people } = column;
  if (people === undefined) return as("define", "what respondents think, need or do", USUAL);
  const { topic, reason, confidence } = people;
  const told = topic === "interview"
    ? "when or how respondents were asked"
    : `who respondents are (${topic})`;
  return as("describe", `${told}: ${reason}`, confidence);
}

/** Columns that say again what others do, and why they do not count: most of the others must take part,
 * `include` must not name the column to the letter, and enough must be left to segment on: a survey of
 * two opposite questions can be segmented on nothing else. */
function repeatedColumns(
  { report }: Survey,
  { params, judged }: { params: Params["features"]; judged: readonly ColumnRole[] },
): Map<string, ColumnRole> {
  const named = new Set(includedNames(params));
  const taking = new Map(judged.map((role) => [role.column, role]));
  const repeated = new Map<string, ColumnRole>();
  for (const derived of report.derived) {
    const { column, of } = derived;
    const role = taking.get(column);
    if (role === undefined || named.has(column)) continue;
    const counted = of.filter((name) => taking.has(name)).length;
    if (2 * counted < of.length) continue;
    const reason = `${
      describeDerived(derived)
    }, which counts already; to use it too, name it in features.include`;
    repeated.set(column, { ...role, role: "describe", reason, confidence: SURE });
  }
  return judged.length - repeated.size < LEAST_DEFINING ? new Map() : repeated;
}
