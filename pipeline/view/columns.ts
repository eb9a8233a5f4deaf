/** Every column of the survey for pages: understanding, gaps, part in the segments, spread. Runs in Deno and browsers. */

import { levelCounts } from "../column.ts";
import { questionOf } from "../features/questions.ts";
import { columnParts } from "../profile/roles.ts";
import { assignRespondents, tabulate } from "../profile/figures.ts";
import type { PipelineResult } from "../run.ts";
import { type Column, MISSING_REASONS } from "../types.ts";
import { distributionOf } from "./distribution.ts";
import type { ColumnView } from "./types.ts";

/** Makes one row a column, in the file's order. */
export function viewColumns(result: PipelineResult): ColumnView[] {
  const { survey, cleaned, features, clustering, params } = result;
  const assignment = assignRespondents(survey.rows, cleaned, clustering);
  const partOf = columnParts(cleaned, features);
  const gone = new Map(cleaned.report.columnsDropped.map(({ name, reason }) => [name, reason]));
  const imputed = new Map(cleaned.report.imputed.map((column) => [column.name, column]));
  return survey.columns.map((column) => {
    const part = partOf(column);
    const filled = imputed.get(column.name);
    const missing = missingByReason(column);
    return {
      name: column.name,
      label: column.label,
      kind: column.kind,
      metadata: column.metadata,
      evidence: column.reason,
      confidence: column.confidence,
      question: questionOf(column, params.features.question_pattern),
      role: part?.role ?? "removed",
      roleReason: part?.reason ?? gone.get(column.name) ?? "",
      answered: survey.rows - missing.reduce((sum, { count }) => sum + count, 0),
      missing,
      imputed: filled === undefined ? null : { count: filled.count, value: filled.value },
      distribution: part === null ? null : distributionOf(column, tabulate(column, assignment)),
    };
  });
}

function missingByReason(column: Column): ColumnView["missing"] {
  const counts = new Array(MISSING_REASONS.length).fill(0);
  levelCounts(column).forEach((count, level) => counts[column.missing[level]] += count);
  return MISSING_REASONS.map((reason, code) => ({ reason, count: counts[code] }))
    .filter(({ count }, code) => code > 0 && count > 0);
}
