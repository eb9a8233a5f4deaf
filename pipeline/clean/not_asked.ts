/** What becomes of columns that some respondents were not asked. Runs in Deno and browsers. */

import { answeredCount, isAnalysed, levelCounts } from "../survey/read_column.ts";
import type { Params } from "../plan/params.ts";
import { formatNumber } from "../base/text.ts";
import type { CleanReport } from "./cleaned.ts";
import type { Column } from "../survey/column.ts";
import type { Survey } from "../survey/survey.ts";
import { missingCode } from "../survey/missing.ts";

const NOT_ASKED = missingCode("not_asked");

/** Columns that stay, and those that leave with the reason. */
export interface AskedColumns {
  readonly kept: readonly Column[];
  readonly dropped: CleanReport["columnsDropped"];
}

/** Applies `cleaning.not_asked`: such columns leave, or become whether a respondent was asked (one
 * column for all that were asked of the same respondents), or stay to be filled like others.
 */
export function settleNotAsked(
  columns: readonly Column[],
  { not_asked: rule }: Params["cleaning"],
): AskedColumns {
  const kept: Column[] = [];
  const dropped: CleanReport["columnsDropped"][number][] = [];
  const asked = new Map<string, string>();
  for (const column of columns) {
    const count = countNotAsked(column);
    if (count === 0 || rule === "impute") {
      kept.push(column);
      continue;
    }
    const told = `not asked of ${formatNumber(count)} of ${formatNumber(column.codes.length)}`;
    const { name } = column;
    if (rule === "drop" || rule === "auto") {
      dropped.push({ name, cause: "not_asked", reason: `${told} (cleaning.not_asked)` });
      continue;
    }
    const indicator = toIndicator(column);
    const pattern = indicator.codes.join("");
    const earlier = asked.get(pattern);
    if (earlier === undefined) {
      asked.set(pattern, name);
      kept.push(indicator);
    } else {
      const reason = `${told}, the same respondents as ${JSON.stringify(earlier)}`;
      dropped.push({ name, cause: "not_asked", reason });
    }
  }
  return { kept, dropped };
}

/** Positions of the respondents who stay where `cleaning.not_asked` is auto: all, unless columns with enough
 * answers that some were not asked outnumber those that everybody was asked; then those who were asked at
 * least half of the former. Filled in for the others, the survey's main questions would form a segment of
 * those who had nothing to answer; without these questions segments would rest on what is left.
 * @param needed Share of respondents who must have answered a column for it to stay.
 */
export function findAsked(
  { columns, rows }: Pick<Survey, "columns" | "rows">,
  needed: number,
): Int32Array {
  const dense = columns.filter((column) =>
    isAnalysed(column) && answeredCount(column) >= Math.max(1, Math.floor(needed * rows))
  );
  const partly = dense.filter((column) => countNotAsked(column) > 0);
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  if (2 * partly.length <= dense.length) return all;
  const notAsked = new Uint32Array(rows);
  for (const { codes, missing } of partly) {
    for (let i = 0; i < rows; i++) if (missing[codes[i]] === NOT_ASKED) notAsked[i]++;
  }
  return all.filter((i) => 2 * notAsked[i] <= partly.length);
}

function countNotAsked(column: Column): number {
  if (!column.missing.includes(NOT_ASKED)) return 0;
  return levelCounts(column).reduce(
    (sum, count, level) => sum + (column.missing[level] === NOT_ASKED ? count : 0),
    0,
  );
}

/** 1 where the question was asked, 0 where not. */
function toIndicator(column: Column): Column {
  return {
    ...column,
    kind: "binary",
    reason: "whether the question was asked (cleaning.not_asked)",
    codes: Uint8Array.from(column.codes, (code) => column.missing[code] === NOT_ASKED ? 0 : 1),
    texts: ["not asked", "asked"],
    values: Float64Array.of(0, 1),
    missing: new Uint8Array(2),
    categories: ["not asked", "asked"],
  };
}
