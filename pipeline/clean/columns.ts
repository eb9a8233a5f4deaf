/** Which columns are left out before anything else. Runs in Deno and browsers. */

import { answeredCount } from "../column.ts";
import { nameMatcher } from "../globs.ts";
import type { Params } from "../params.ts";
import { formatNumber } from "../text.ts";
import type { CleanReport, Column, Survey } from "../types.ts";

const RECONTACT_PREFIX = "core_re";

/** Columns that stay, and those that leave with the reason. */
export interface ColumnChoice {
  readonly kept: readonly Column[];
  readonly dropped: CleanReport["columnsDropped"];
}

/** Sets the weight column aside, then applies `exclude_columns`, `exclude_recontact_features` and
 * `drop_thresh`, in this order.
 * A column stays when at least floor(drop_thresh x n) respondents answered it; an entirely empty one
 * always leaves.
 */
export function chooseColumns(
  survey: Survey,
  { cleaning, weighting }: Pick<Params, "cleaning" | "weighting">,
): ColumnChoice {
  const isExcluded = nameMatcher(cleaning.exclude_columns);
  const needed = Math.floor(cleaning.drop_thresh * survey.rows);
  const kept: Column[] = [];
  const dropped: CleanReport["columnsDropped"][number][] = [];
  for (const column of survey.columns) {
    const { name } = column;
    const answered = answeredCount(column);
    if (isExcluded(name)) {
      dropped.push({ name, cause: "excluded", reason: "named in cleaning.exclude_columns" });
    } else if (name === weighting.column) {
      dropped.push({ name, cause: "weight", reason: "the weight of respondents" });
    } else if (cleaning.exclude_recontact_features && name.startsWith(RECONTACT_PREFIX)) {
      dropped.push({ name, cause: "recontact", reason: "a re-contact question" });
    } else if (answered === 0) {
      dropped.push({ name, cause: "empty", reason: "nobody answered it" });
    } else if (answered < needed) {
      const reason = `${formatNumber(answered)} of ${formatNumber(survey.rows)} answered it, ` +
        `${formatNumber(needed)} are needed`;
      dropped.push({ name, cause: "sparse", reason });
    } else {
      kept.push(column);
    }
  }
  return { kept, dropped };
}
