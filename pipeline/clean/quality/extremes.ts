/** Refuses numbers that no stage could compute with. Runs in Deno and browsers. */

import { DataError, quoteValue } from "../../base/errors.ts";
import { isOfUsableSize, LARGEST_SIZE } from "../../base/magnitudes.ts";
import { levelCounts } from "../../survey/read_column.ts";
import type { Column } from "../../survey/column.ts";

const WAY_OUT =
  "Correct the file, name it in ingest.missing_codes if it stands for no answer, or " +
  "leave the column out by cleaning.exclude_columns.";

/** Squares of what lies further from 0, and of differences so small, are no numbers any more: means,
 * variances and distances would come out as infinite or as nothing. O(levels) after O(n).
 * @param columns With the respondents who take part.
 * @throws {DataError} With the first column and the number.
 */
export function refuseExtremes(columns: readonly Column[]): void {
  for (const column of columns) {
    if (column.kind === "numeric" || column.kind === "weight" || column.categories === null) {
      refuseIn(column);
    }
  }
}

function refuseIn(column: Column): void {
  const { name, values, missing, texts } = column;
  const counts = levelCounts(column);
  let low = Infinity, high = -Infinity;
  values.forEach((value, level) => {
    if (missing[level] !== 0 || counts[level] === 0 || Number.isNaN(value)) return;
    if (!isOfUsableSize(value)) {
      throw new DataError(
        `Cannot use column ${
          quoteValue(name)
        }: numbers must lie within ${LARGEST_SIZE} of 0, but one ` +
          `is ${quoteValue(texts[level])}. ${WAY_OUT}`,
      );
    }
    low = Math.min(low, value);
    high = Math.max(high, value);
  });
  const spread = high - low;
  if (!(spread > 0 && spread < 1 / LARGEST_SIZE)) return;
  throw new DataError(
    `Cannot use column ${quoteValue(name)}: its numbers must be ${
      1 / LARGEST_SIZE
    } apart or equal, ` +
      `but the lowest is ${quoteValue(low)} and the highest ${
        quoteValue(high)
      }. Give them in another ` +
      "unit, or leave the column out by cleaning.exclude_columns.",
  );
}
