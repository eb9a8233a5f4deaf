/** Which columns are left out before anything else. Runs in Deno and browsers. */

import { answeredCount, isAnalysed } from "../survey/read_column.ts";
import { nameMatcher } from "../base/globs.ts";
import type { Params } from "../plan/params.ts";
import { quoteValue } from "../base/errors.ts";
import { PLAN } from "../plan/engine_plan.ts";
import { NO_FACTS } from "../plan/rules.ts";
import { formatNumber, formatShare, joinWords } from "../base/text.ts";
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
  const dense = leaveSparse(asked.kept, survey.rows, shareNeeded(cleaning));
  const order = new Map(survey.columns.map(({ name }, position) => [name, position]));
  return {
    kept: dense.kept,
    dropped: [...dropped, ...asked.dropped, ...dense.dropped]
      .sort((a, b) => order.get(a.name)! - order.get(b.name)!),
  };
}

/** The share of respondents who must have answered a column, 0..1. */
export function shareNeeded(cleaning: Params["cleaning"]): number {
  return Number(PLAN.meaningOf("cleaning.drop_thresh", { cleaning }, NO_FACTS));
}

const MOST_TOLD = 3;

/** Says which columns leave for their gaps while others stay; empty where none that could be a feature
 * does.
 */
export function describeSparse(
  { columns, rows }: Pick<Survey, "columns" | "rows">,
  { kept, dropped }: ColumnChoice,
  cleaning: Params["cleaning"],
): string {
  const sparse = new Set(
    dropped.filter(({ cause }) => cause === "sparse").map(({ name }) => name),
  );
  const leaving = columns.filter((column) => sparse.has(column.name) && isAnalysed(column));
  if (leaving.length === 0 || !kept.some(isAnalysed)) return "";
  const shares = leaving.map((column) => answeredCount(column) / rows);
  const least = shares.reduce((a, b) => Math.min(a, b)),
    most = shares.reduce((a, b) => Math.max(a, b));
  const [lowest, highest] = [formatShare(least), formatShare(most)];
  const answered = lowest === highest ? lowest : `${lowest.replace(" %", "")} to ${highest}`;
  const names = leaving.length > MOST_TOLD
    ? `${quoteValue(leaving[0].name)} to ${quoteValue(leaving[leaving.length - 1].name)} (${
      formatNumber(leaving.length)
    } columns)`
    : joinWords(leaving.map(({ name }) => quoteValue(name)));
  return `${names} ${leaving.length === 1 ? "leaves" : "leave"} for ${
    leaving.length === 1 ? "its" : "their"
  } gaps: ${answered} answered, ${
    formatShare(shareNeeded(cleaning))
  } needed (cleaning.drop_thresh). Segments rest on the other questions.`;
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
    const reason = `${formatNumber(answered)} of ${formatNumber(rows)} answered it (${
      formatShare(1 - answered / rows)
    } gaps), ${formatNumber(needed)} are needed`;
    dropped.push({ name: column.name, cause: "sparse", reason });
  }
  return { kept, dropped };
}
