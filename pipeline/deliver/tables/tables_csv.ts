/** Tables with a banner for other software: `tables.csv`. Runs in Deno and browsers. */

import type { Params } from "../../plan/params.ts";
import type { BannerTables } from "../../profile/tables/banner_table.ts";
import { type CsvCell, writeCsv } from "../csv_text.ts";

const HEADER = [
  ...["question_text", "item_text", "variable", "row", "statistic", "banner", "column", "letter"],
  ...["base", "weighted_base", "effective_base", "mark", "value", "exceeds"],
];

/** Of bases that show no figures: a dash in front of a cell would be taken for a formula. */
const UNDER = "under 30";

/** Writes `tables.csv`: a row a figure, with its table, row and column, its bases and the letters of the
 * columns that it exceeds. Heads of columns beneath each other are joined by ` > `.
 */
export function writeTablesCsv(
  { columns, groups, blocks }: BannerTables,
  formulas: Params["export"]["formulas"],
): Uint8Array<ArrayBuffer> {
  function* rows(): Generator<CsvCell[]> {
    for (const { title, item, name, bases, rows } of blocks) {
      for (const { label, statistic, cells } of rows) {
        for (const [c, { value, letters }] of cells.entries()) {
          const { labels, letter, group } = columns[c];
          const { base, mass, effectiveBase, mark } = bases[c];
          yield [
            ...[title, item, name, label, statistic],
            ...[group < 0 ? "total" : groups[group].name, labels.join(" > "), letter],
            ...[base, mass, effectiveBase, mark === "-" ? UNDER : mark, value, letters],
          ];
        }
      }
    }
  }
  return writeCsv(HEADER, rows(), formulas);
}
