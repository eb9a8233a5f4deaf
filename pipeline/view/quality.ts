/** Response quality for pages: each rule, whom it flags, what becomes of them. Runs in Deno and browsers. */

import type { StageRun } from "../run/run_result.ts";
import type { ViewOptions } from "./options.ts";
import type { QualityView } from "./types.ts";

/** Rows told of one rule; the count tells of all. */
const MOST_ROWS = 500;

/** Makes one entry a rule. Rows are told where single respondents may be, under the numbers they are
 * shown with, rising.
 */
export function viewQuality(
  { cleaned }: StageRun,
  { hasPoints, rowNumbers }: ViewOptions,
): QualityView[] {
  return cleaned.report.quality.map(({ rule, title, detail, action, becomes, rows }) => {
    const numbers = rows.map((row) => rowNumbers === undefined ? row + 1 : rowNumbers[row]).sort();
    return {
      ...{ rule, title, detail, action, becomes },
      count: rows.length,
      rows: hasPoints ? [...numbers.subarray(0, MOST_ROWS)] : null,
    };
  });
}
