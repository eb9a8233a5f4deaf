/** Marks of small bases and letters for tables that were counted. Runs in Deno and browsers. */

import { LEAST_SHOWN, markOf } from "../bases.ts";
import { meanLetters, pairsOf, shareLetters } from "../testing/letters.ts";
import type { BannerGroup, BannerTables, TableBase, TableBlock, TableRow } from "./banner_table.ts";
import type { TalliedBlock, TalliedRow, TalliedTables } from "./tally_tables.ts";

/** Gives tables their marks and letters. Bases are judged by respondents, each counted once; columns are
 * compared by effective bases, with those of their own group alone.
 */
export function tellTables(
  { columns, groups, blocks }: TalliedTables,
  told: Pick<BannerTables, "respondents" | "weighting" | "isCorrected" | "leastBase">,
): BannerTables {
  const letters = columns.map(({ letter }) => letter);
  return {
    ...{ columns, ...told },
    groups: groups.map(({ name, title, isCompared, from, to }) => ({
      ...{ name, title, isCompared, from, to },
    })),
    blocks: blocks.map((block) =>
      tellBlock(block, { groups, letters, isCorrected: told.isCorrected })
    ),
  };
}

interface Telling {
  readonly groups: readonly Pick<BannerGroup, "isCompared" | "from" | "to">[];
  readonly letters: readonly string[];
  readonly isCorrected: boolean;
}

function tellBlock(block: TalliedBlock, telling: Telling): TableBlock {
  const bases = block.bases.map((base) => ({
    ...base,
    mark: base.base < LEAST_SHOWN ? "-" as const : markOf(base.base),
  }));
  const rows = block.rows.map((row) => ({
    ...row,
    values: row.values.map((value, c) => bases[c].mark === "-" ? null : value),
  }));
  const alike = (statistic: TableRow["statistic"]) =>
    rows.filter((row) => row.statistic === statistic).length;
  return {
    ...block,
    bases,
    rows: rows.map((row) => {
      const letters = lettersOf(row, bases, { ...telling, rows: alike(row.statistic) });
      const { label, statistic, values } = row;
      return {
        ...{ label, statistic },
        cells: values.map((value, c) => ({ value, letters: letters[c] })),
      };
    }),
  };
}

function lettersOf(
  { statistic, values, deviations }: TalliedRow,
  bases: readonly TableBase[],
  { groups, letters, isCorrected, rows }: Telling & { readonly rows: number },
): string[] {
  const found = values.map(() => "");
  for (const { isCompared, from, to } of groups) {
    if (!isCompared) continue;
    const columns = values.slice(from, to).map((value, at) => {
      const base = bases[from + at].effectiveBase;
      if (value === null) return null;
      return { share: value, mean: value, deviation: deviations[from + at], base };
    });
    const options = {
      letters: letters.slice(from, to),
      comparisons: isCorrected ? Math.max(1, pairsOf(columns) * rows) : 1,
    };
    const isShare = statistic === "share" || statistic === "box";
    const own = isShare ? shareLetters(columns, options) : meanLetters(columns, options);
    own.forEach((each, at) => found[from + at] = each);
  }
  return found;
}
