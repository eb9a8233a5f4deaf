/** Every column of the survey for pages: understanding, gaps, part in the segments, spread. Runs in Deno and browsers. */

import { surveyTexts } from "../survey/labels.ts";
import { missingByReason } from "../survey/read_column.ts";
import { questionOf } from "../survey/question_of.ts";
import { columnParts } from "../profile/roles.ts";
import { assignRespondents, tabulate } from "../profile/figures.ts";
import type { ColumnRole } from "../features/feature_matrix.ts";
import type { StageRun } from "../run/run_result.ts";
import { viewCells } from "./cells.ts";
import { distributionOf } from "./charts/distribution.ts";
import type { ColumnView } from "./types.ts";

/** Makes one row a column, in the file's order.
 * @param hasCells Whether the texts of single cells may be shown.
 */
export function viewColumns(result: StageRun, hasCells: boolean): ColumnView[] {
  const { survey, cleaned, features, clustering, params } = result;
  const assignment = assignRespondents(survey.rows, cleaned, clustering);
  const texts = surveyTexts(survey);
  const partOf = columnParts(cleaned, features);
  const gone = new Map(cleaned.report.columnsDropped.map(({ name, reason }) => [name, reason]));
  const imputed = new Map(cleaned.report.imputed.map((column) => [column.name, column]));
  const { missingMarks, missingProposals, notAsked, votes } = survey.report;
  const votesOf = new Map(votes.map((one) => [one.column, one.votes]));
  const marksOf = groupBy(missingMarks);
  const proposalsOf = groupBy(missingProposals);
  const notAskedOf = new Map(
    notAsked.flatMap(({ columns, reason }) => columns.map((name) => [name, reason] as const)),
  );
  const asked = new Map(
    survey.questions.flatMap((question) => question.columns.map((name) => [name, question])),
  );
  const roles = new Map(features.roles.map((role) => [role.column, role]));
  return survey.columns.map((column) => {
    const part = partOf(column);
    const question = asked.get(column.name);
    const proposals = proposalsOf.get(column.name) ?? [];
    const offered = new Set(proposals.map(({ text }) => text));
    const marks = marksOf.get(column.name) ?? [];
    const filled = imputed.get(column.name);
    const missing = missingByReason([column]);
    return {
      name: column.name,
      label: column.label,
      text: texts.of(column.name),
      kind: column.kind,
      metadata: column.metadata,
      evidence: column.reason,
      confidence: column.confidence,
      votes: votesOf.get(column.name) ?? [],
      question: questionOf(column, params.features.question_pattern),
      questionKind: question?.kind ?? "open_text",
      questionReason: question?.reason ?? "",
      source: column.source,
      role: part?.role ?? "removed",
      part: roleOf(roles.get(column.name)),
      isWho: column.people !== undefined,
      roleReason: part?.reason ?? gone.get(column.name) ?? "",
      answered: survey.rows - missing.reduce((sum, { count }) => sum + count, 0),
      missing,
      notAsked: notAskedOf.get(column.name) ?? "",
      proposals: proposals.map(({ column: _column, ...proposal }) => proposal),
      cells: hasCells ? viewCells(column, { marks, offered }) : null,
      imputed: filled === undefined ? null : { count: filled.count, value: filled.value },
      distribution: part === null ? null : distributionOf(column, tabulate(column, assignment)),
    };
  });
}

function roleOf(role: ColumnRole | undefined): ColumnView["part"] {
  if (role === undefined) return null;
  const { column: _column, question: _question, ...part } = role;
  return part;
}

function groupBy<T extends { readonly column: string }>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.column);
    if (group === undefined) groups.set(item.column, [item]);
    else group.push(item);
  }
  return groups;
}
