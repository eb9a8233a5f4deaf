/** Which columns are left out before anything else. Runs in Deno and browsers. */

import { answeredCount } from "../survey/read_column.ts";
import { nameMatcher } from "../base/globs.ts";
import type { Params } from "../plan/params.ts";
import { formatNumber } from "../base/text.ts";
import type { CleanReport } from "./cleaned.ts";
import type { Column } from "../survey/column.ts";
import type { Survey } from "../survey/survey.ts";
import { settleNotAsked } from "./not_asked.ts";

const RECONTACT_PREFIX = "core_re";
const METADATA_REASON =
  "tells of the interview or of an earlier analysis, not of the answers; to analyse it, give its kind " +
  "in ingest.columns";

/** Columns that stay, and those that leave with the reason. */
export interface ColumnChoice {
  readonly kept: readonly Column[];
  readonly dropped: CleanReport["columnsDropped"];
}

/** Applies `exclude_columns`, sets the weight column aside, leaves out metadata, applies
 * `exclude_recontact_features`, `not_asked` and
 * `drop_thresh`, in this order.
 * A column stays when at least floor(drop_thresh x n) respondents answered it; an entirely empty one
 * always leaves.
 */
export function chooseColumns(
  survey: Survey,
  { cleaning, weighting }: Pick<Params, "cleaning" | "weighting">,
): ColumnChoice {
  const isExcluded = nameMatcher(cleaning.exclude_columns);
  const present: Column[] = [];
  const dropped: CleanReport["columnsDropped"][number][] = [];
  for (const column of survey.columns) {
    const { name } = column;
    if (isExcluded(name)) {
      dropped.push({ name, cause: "excluded", reason: "named in cleaning.exclude_columns" });
    } else if (name === weighting.column) {
      dropped.push({ name, cause: "weight", reason: "the weight of respondents" });
    } else if (column.metadata) {
      dropped.push({ name, cause: "metadata", reason: METADATA_REASON });
    } else if (cleaning.exclude_recontact_features && name.startsWith(RECONTACT_PREFIX)) {
      dropped.push({ name, cause: "recontact", reason: "a re-contact question" });
    } else if (answeredCount(column) === 0) {
      dropped.push({ name, cause: "empty", reason: "nobody answered it" });
    } else {
      present.push(column);
    }
  }
  const asked = settleNotAsked(present, cleaning);
  const dense = leaveSparse(asked.kept, survey.rows, cleaning.drop_thresh);
  const order = new Map(survey.columns.map(({ name }, position) => [name, position]));
  return {
    kept: dense.kept,
    dropped: [...dropped, ...asked.dropped, ...dense.dropped]
      .sort((a, b) => order.get(a.name)! - order.get(b.name)!),
  };
}

function leaveSparse(
  columns: readonly Column[],
  rows: number,
  share: number,
): ColumnChoice {
  const needed = Math.floor(share * rows);
  const kept: Column[] = [];
  const dropped: CleanReport["columnsDropped"][number][] = [];
  for (const column of columns) {
    const answered = answeredCount(column);
    if (answered >= needed) {
      kept.push(column);
      continue;
    }
    const reason = `${formatNumber(answered)} of ${formatNumber(rows)} answered it, ` +
      `${formatNumber(needed)} are needed`;
    dropped.push({ name: column.name, cause: "sparse", reason });
  }
  return { kept, dropped };
}
