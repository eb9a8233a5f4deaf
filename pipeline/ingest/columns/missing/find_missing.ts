/** Decides which cells of a column hold no answer. Runs in Deno and browsers. */

import type { ColumnSetting } from "../column_settings.ts";
import type { ReadCells } from "../readings.ts";
import { type FileEvidence, type JudgedCells, judgeMarks } from "./judge_marks.ts";
import { setAside } from "./set_aside.ts";

/** Kinds, none demanded among them, for which words such as "don't know" are no answers. */
const MAY_SET_ASIDE: ReadonlySet<ColumnSetting["kind"]> = new Set([
  null,
  "ordinal",
  "numeric",
  "weight",
  "date",
]);

/** Judges a column's candidates, then sets words aside that are no answers, unless a parameter lists
 * the marks or gives the column a kind or an order of which such words may be part.
 */
export function findMissing(
  cells: ReadCells,
  { setting, evidence }: { setting: ColumnSetting; evidence: FileEvidence },
): JudgedCells {
  const judged = judgeMarks(cells, evidence);
  const isOpen = !evidence.isListed && MAY_SET_ASIDE.has(setting.kind) && setting.order === null;
  return isOpen ? setAside(cells, { judged, evidence }) : judged;
}
