/** Who gave one and the same answer through a whole battery. Runs in Deno and browsers. */

import { columnValues } from "../../survey/read_column.ts";
import type { Params } from "../../plan/params.ts";
import { countOf } from "../../base/text.ts";
import type { Survey } from "../../survey/survey.ts";
import { compare, join, type Judgement } from "./judgement.ts";
import { findBatteries } from "../../survey/batteries.ts";

/** Flags respondents who answered every item of a battery, all alike.
 * @returns null where the survey has no battery of `quality.battery_items` items.
 */
export function findStraightLines(
  survey: Survey,
  { quality, pattern }: { quality: Params["quality"]; pattern: string },
): Judgement | null {
  const batteries = findBatteries(survey, { pattern, least: quality.battery_items });
  if (batteries.length === 0) return null;
  const flagged = new Uint8Array(survey.rows);
  for (const { columns } of batteries) {
    const first = columnValues(columns[0]);
    const isAlike = new Uint8Array(survey.rows).fill(1);
    for (const column of columns) {
      const values = columnValues(column);
      // A missing answer is NaN, which equals nothing.
      for (let i = 0; i < values.length; i++) if (values[i] !== first[i]) isAlike[i] = 0;
    }
    isAlike.forEach((alike, i) => flagged[i] |= alike);
  }
  const rows: number[] = [];
  flagged.forEach((flag, i) => {
    if (flag === 1) rows.push(i);
  });
  const most = batteries.reduce((largest, { columns }) => Math.max(largest, columns.length), 0);
  const alike = batteries.map(({ columns: [first, ...others] }) =>
    join("and", others.map((other) => compare(first, "=", other)))
  );
  return {
    rows,
    who: join("or", alike),
    detail: `the same answer to every item of one of ` +
      `${countOf(batteries.length, "battery", "batteries")} of ${quality.battery_items} ` +
      `items or more (the largest has ${most})`,
  };
}
