/** Says of columns why their headers set them aside. Runs in Deno and browsers. */

import type { Params } from "../../plan/params.ts";
import type { Column } from "../../survey/column.ts";
import type { HeaderCell } from "../headers/dialects/reader.ts";
import { settingOf } from "./column_settings.ts";

/** Puts the reason before the evidence of metadata, and makes text of cells that join what other columns
 * hold, so that each question is counted once. What `ingest.columns` says of a kind stands.
 */
export function tellAside(
  columns: readonly Column[],
  { headers, ingest }: { headers: readonly HeaderCell[]; ingest: Params["ingest"] },
): Column[] {
  return columns.map((column, c) => {
    const { aside, isJoined = false } = headers[c];
    if (aside === undefined || settingOf(ingest, column.name).kind !== null) return column;
    if (!isJoined) return { ...column, reason: `${aside}; ${column.reason}` };
    return {
      ...column,
      kind: "text",
      reason: aside,
      values: new Float64Array(column.texts.length).fill(NaN),
      categories: null,
    };
  });
}
