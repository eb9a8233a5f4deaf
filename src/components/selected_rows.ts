/** The respondents within the box drawn on the map. Runs in browsers. */

import type { RunView } from "../../pipeline/view/types.ts";
import { countOf } from "./format.js";
import { dataTable } from "./data_table.js";

/** A table of the respondents chosen on the map; an empty text without a choice. */
export function selectedRows(
  { map, profile }: RunView,
  rows: readonly number[],
): HTMLElement | string {
  if (rows.length === 0 || map.points === null) return "";
  const chosen = new Set(rows);
  const table = map.points.row.flatMap((row, i) =>
    chosen.has(row)
      ? [{
        row,
        segment: map.points!.segment[i] + 1,
        name: profile.segments[map.points!.segment[i]].name,
        x: map.points!.x[i],
        y: map.points!.y[i],
      }]
      : []
  );
  return dataTable(table, [
    { name: "row", label: "Row", value: ({ row }) => row, isNumeric: true },
    { name: "segment", label: "Segment", value: ({ segment }) => segment, isNumeric: true },
    { name: "name", label: "Name", value: ({ name }) => name },
    { name: map.xLabel, value: ({ x }) => x, isNumeric: true },
    ...(map.yLabel === "" ? [] : [{ name: map.yLabel, value: yOf, isNumeric: true }]),
  ], {
    caption: `${countOf(table.length, "respondent")} chosen on the map`,
    filename: "chosen-respondents",
  });
}

function yOf({ y }: { readonly y: number }): number {
  return y;
}
