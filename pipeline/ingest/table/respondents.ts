/** Leaves out rows of a table that are no respondents, and says which. Runs in Deno and browsers. */

import { countOf, formatNumber, joinWords } from "../../base/text.ts";
import { findRepeatedHeaders, findRuledLines, findStackedTables } from "./foreign_rows.ts";
import type { LeftRow } from "./left_rows.ts";
import { withoutRows } from "./row_cells.ts";
import { findSummaryRows } from "./summary_rows.ts";
import type { RawTable } from "./table.ts";
import { findTestAnswers } from "./test_answers.ts";

/** Rows of the file that were left out, and what they are. */
export interface RowsLeftOut {
  /** Physical numbers, from 1, rising. */
  readonly rows: readonly number[];
  /** In words. */
  readonly reason: string;
}

/** A table of respondents, and what was no respondent. */
export interface RespondentsFound {
  readonly table: RawTable;
  readonly leftOut: readonly RowsLeftOut[];
  /** A sentence on them; empty if all rows are respondents. */
  readonly note: string;
}

const MOST_NAMED = 5;

/** Leaves out ruled lines, repeated headers, tables beneath the first, previews and tests, then rows that
 * summarise the respondents and footers. At least one respondent stays.
 * @param options.names What the header calls each column.
 * @param options.isQualtrics Whether the file is known to be of Qualtrics.
 * @param options.keep `ingest.keep_rows`: all rows stay.
 */
export function chooseRespondentRows(
  table: RawTable,
  options: { names: readonly string[]; isQualtrics: boolean; keep: boolean },
): RespondentsFound {
  const none = { table, leftOut: [], note: "" };
  if (options.keep || table.columns.length === 0) return none;
  const left = new Uint8Array(table.rows);
  const found: LeftRow[] = [];
  const take = (rows: readonly LeftRow[]) => {
    for (const each of rows) {
      if (left[each.row] === 1) continue;
      left[each.row] = 1;
      found.push(each);
    }
  };
  take(findRuledLines(table));
  take(findRepeatedHeaders(table));
  take(findStackedTables(table, left));
  take(findTestAnswers(table, options));
  take(findSummaryRows(table, left));
  if (found.length === 0 || found.length === table.rows) return none;
  const leftOut = byReason(found, table);
  return { table: withoutRows(table, left), leftOut, note: describe(leftOut, found.length) };
}

function byReason(found: readonly LeftRow[], { rowNumber }: RawTable): RowsLeftOut[] {
  const rows = new Map<string, number[]>();
  for (const { row, what } of found.toSorted((a, b) => a.row - b.row)) {
    const own = rows.get(what) ?? [];
    own.push(rowNumber(row));
    rows.set(what, own);
  }
  return Array.from(rows, ([reason, numbers]) => ({ rows: numbers, reason }));
}

function describe(leftOut: readonly RowsLeftOut[], count: number): string {
  const is = count === 1 ? "is no respondent and was" : "are no respondents and were";
  const each = leftOut.slice(0, MOST_NAMED).map(({ rows, reason }) =>
    `${spellRows(rows)} (${reason})`
  );
  const unsaid = leftOut.length - each.length;
  const more = unsaid > 0 ? [`${formatNumber(unsaid)} more`] : [];
  return `${countOf(count, "row")} ${is} left out: ${joinWords([...each, ...more])}. To keep ` +
    `${count === 1 ? "it" : "them"}, set ingest.keep_rows to true.`;
}

/** `row 14`, `rows 14 to 16`, `rows 3, 9 and 12`. */
function spellRows(rows: readonly number[]): string {
  const runs: [from: number, to: number][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === row - 1) last[1] = row;
    else runs.push([row, row]);
  }
  const spelled = runs.slice(0, MOST_NAMED).map(([from, to]) =>
    from === to ? `${from}` : to === from + 1 ? `${from} and ${to}` : `${from} to ${to}`
  );
  const unsaid = runs.slice(MOST_NAMED).reduce((sum, [from, to]) => sum + to - from + 1, 0);
  if (unsaid > 0) spelled.push(`${formatNumber(unsaid)} more`);
  const words = spelled.length === 1 ? spelled[0] : joinWords(spelled);
  return `${rows.length === 1 ? "row" : "rows"} ${words}`;
}
