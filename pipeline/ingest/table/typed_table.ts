/** A table of columns that a typed file has, without a header row. Runs in Deno and browsers. */

import type { RawColumn, RawTable } from "./table.ts";

const NO_ROWS = { count: 0, firstRow: 0, firstCells: 0 };

/** The table of typed columns; respondent 0 is row 1, as the file has no row of names. */
export function typedTable(columns: readonly RawColumn[], rows: number): RawTable {
  return {
    rows,
    columns,
    headers: [columns.map(({ header }) => header)],
    preamble: [],
    headerRow: 0,
    headerCells: columns.length,
    blankRows: 0,
    shortRows: NO_ROWS,
    longRows: NO_ROWS,
    rowNumber: (respondent) => respondent + 1,
  };
}
