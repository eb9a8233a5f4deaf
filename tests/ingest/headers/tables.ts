/** Writes small tables for the tests of headers, and tells how they were read. Runs in Deno. */

import type { Survey } from "../../../pipeline/survey/survey.ts";

/** Rows of each table. */
export const RESPONDENTS = 12;

/** A header and cells by column, each a list that is gone through again and again. */
export type Table = readonly (readonly [header: string, cells: readonly (string | number)[]])[];

/** CSV of a table; `#` in a cell is the respondent's number. */
export function csv(table: Table): string {
  const quote = (cell: string | number) => `"${String(cell).replaceAll('"', '""')}"`;
  const rows = Array.from(
    { length: RESPONDENTS },
    (_, i) =>
      table.map(([, cells]) =>
        quote(String(cells[i % cells.length]).replaceAll("#", String(i + 1)))
      ),
  );
  return [table.map(([header]) => quote(header)), ...rows].map((row) => row.join(",")).join("\n");
}

/** Names in brackets for what is set aside, else name, question and kind. */
export function columnsOf({ columns }: Survey): string[] {
  return columns.map(({ name, question, kind, metadata }) =>
    metadata ? `(${name})` : `${name} | ${question ?? ""} | ${kind}`
  );
}
