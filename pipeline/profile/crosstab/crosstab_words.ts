/** What a crosstab shows most clearly, in a sentence. Runs in Deno and browsers. */

import { formatShare } from "../../base/text.ts";
import type { Crosstab, CrosstabOption } from "./crosstab_table.ts";

/** Of fewer respondents a share is too unsure to be told. */
const LEAST_BASE = 50;
/** Differences below this many standard deviations are small (Cohen's d of a share). */
const LEAST_STRENGTH = 0.2;

/** A crosstab before its headline is written. */
export type UntoldCrosstab = Omit<Crosstab, "headline">;

/** How far a share lies from that of all, in standard deviations of the latter. */
export function shareStrength(share: number, all: number): number {
  const deviation = Math.sqrt(all * (1 - all));
  return deviation === 0 ? 0 : (share - all) / deviation;
}

/** The share of all who have an option of the rows; null where it is not shown. */
export function shareOfAll({ mass }: CrosstabOption, table: Pick<Crosstab, "mass">): number | null {
  return mass === null || table.mass === 0 ? null : mass / table.mass;
}

/** The finding: the share that lies furthest from that of all, of columns with enough answers. */
export function crosstabHeadline(table: UntoldCrosstab): string {
  const { rows, columns, cells, base } = table;
  const both = `${rows.title} by ${columns.title}`;
  if (base === 0) return `${both}: nobody answered both`;
  let found: { row: number; column: number; strength: number } | null = null;
  rows.options.forEach((option, row) => {
    const all = shareOfAll(option, table);
    columns.options.forEach(({ base: own }, column) => {
      const { columnShare } = cells[row * columns.options.length + column];
      if (all === null || columnShare === null || own === null || own < LEAST_BASE) return;
      const strength = shareStrength(columnShare, all);
      if (Math.abs(strength) > Math.abs(found?.strength ?? 0)) found = { row, column, strength };
    });
  });
  return tellCell(table, found) ?? `${both}: shares hardly differ`;
}

function tellCell(
  table: UntoldCrosstab,
  found: { readonly row: number; readonly column: number; readonly strength: number } | null,
): string | null {
  if (found === null || Math.abs(found.strength) < LEAST_STRENGTH) return null;
  const { rows, columns, cells } = table;
  const [row, column] = [rows.options[found.row], columns.options[found.column]];
  const { columnShare } = cells[found.row * columns.options.length + found.column];
  const what = row.kind === "segment" ? segmentWord(row) : `${row.label} (${rows.title})`;
  const who = column.kind === "segment"
    ? segmentWord(column)
    : `those with ${column.label} (${columns.title})`;
  return `${what}: ${formatShare(columnShare!)} of ${who}, ${
    formatShare(shareOfAll(row, table)!)
  } of all`;
}

/** By its number: names of segments hold figures of their own. */
function segmentWord({ label }: CrosstabOption): string {
  const number = /^\d+/.exec(label)?.[0];
  return number === undefined ? label : `Segment ${number}`;
}
