/** Which of the segments that were judged are those that a run shows. Runs in Deno and browsers. */

import { type CrossTable, crossTable, marginsOf } from "./agreement.ts";
import { assignColumns } from "./assignment.ts";

/** A segment is the same from this Jaccard coefficient on: what is known of one is told of the other. */
const SAME_SEGMENT = 0.8;

/** Finds for each segment of a run the one that was judged. The run forms its own, by other starts, of all
 * respondents, and perhaps elsewhere than where structure was looked for, so that one may have no likeness.
 * @param labels Segment of each respondent in the run. @param judged The same as structure found them.
 * @returns For each segment of the run the judged one, or -1 where none is the same.
 */
export function matchShown(
  labels: ArrayLike<number>,
  judged: ArrayLike<number>,
  { k, weights }: { readonly k: number; readonly weights: Float64Array | null },
): Int32Array {
  const table = crossTable(labels, judged, { rows: k, columns: k, weights });
  const margins = marginsOf(table);
  return assignColumns(table).map((column, row) =>
    jaccard(table, margins, { row, column }) >= SAME_SEGMENT ? column : -1
  );
}

function jaccard(
  { cells, columns }: CrossTable,
  margins: ReturnType<typeof marginsOf>,
  { row, column }: { readonly row: number; readonly column: number },
): number {
  const both = cells[row * columns + column];
  const either = margins.rows[row] + margins.columns[column] - both;
  return either > 0 ? both / either : 0;
}
