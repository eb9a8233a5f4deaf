/** A crosstab without what few respondents answered. Runs in Deno and browsers. */

import { cellOf } from "../../profile/crosstab/crosstab.ts";
import { crosstabHeadline } from "../../profile/crosstab/crosstab_words.ts";
import type {
  Crosstab,
  CrosstabCell,
  CrosstabOption,
  CrosstabSide,
} from "../../profile/crosstab/crosstab_table.ts";
import { hideCells } from "./hide_cells.ts";

const TOGETHER = "(answers of few together)";
const NOTHING: CrosstabCell = {
  ...{ count: null, mass: null, rowShare: null, columnShare: null, index: null },
};

/** A crosstab as options and cells alone. */
type Counts = Pick<Crosstab, "rows" | "columns" | "cells">;

/** Hides what fewer than `least` respondents answered, and what it could be computed by. Answers of few are
 * counted together, so that all totals are of enough; of a question of several answers the options that few
 * chose, or few did not choose, are left out. Of what remains counts of few are hidden, with as many others
 * as it takes by {@link hideCells}: of a block each option by itself, against those who did not choose it.
 */
export function hideCrosstab(table: Crosstab, least: number): Crosstab {
  if (table.base > 0 && table.base < least) return withoutAll(table);
  const merged = transposed(withoutRareRows(
    transposed(withoutRareRows(table, table, least)),
    table,
    least,
  ));
  const shown = hideIn(merged, table.base, least);
  const isPartial = merged.cells.length !== table.cells.length ||
    merged.rows !== table.rows || merged.columns !== table.columns ||
    shown.cells.some(({ count }) => count === null);
  const told = { ...table, ...shown, isPartial };
  return { ...told, headline: crosstabHeadline(told) };
}

function withoutAll(table: Crosstab): Crosstab {
  const none = (side: CrosstabSide): CrosstabSide => ({ ...side, options: [] });
  const told = {
    ...table,
    ...{ rows: none(table.rows), columns: none(table.columns), cells: [] },
    ...{ base: 0, mass: 0, effectiveBase: null, isPartial: true },
  };
  return { ...told, headline: crosstabHeadline(told) };
}

function transposed({ rows, columns, cells }: Counts): Counts {
  return {
    ...{ rows: columns, columns: rows },
    cells: columns.options.flatMap((_, column) =>
      rows.options.map((_, row) => {
        const { rowShare, columnShare, ...cell } = cells[row * columns.options.length + column];
        return { ...cell, rowShare: columnShare, columnShare: rowShare };
      })
    ),
  };
}

function withoutRareRows(counts: Counts, { base, mass }: Crosstab, least: number): Counts {
  const { rows } = counts;
  const bases = rows.options.map((option) => option.base ?? 0);
  if (rows.isMultiple) {
    const isShown = bases.map((own) => own >= least && (own === base || base - own >= least));
    return isShown.includes(false) ? keepRows(counts, isShown) : counts;
  }
  const rare = rareOptions(bases, least);
  return rare.size === 0 ? counts : mergeRows(counts, rare, mass);
}

/** The options of few, and of the others as many as it takes for them to be enough together. */
function rareOptions(bases: readonly number[], least: number): ReadonlySet<number> {
  const order = [...bases.keys()].sort((a, b) => bases[a] - bases[b] || a - b);
  const rare = new Set<number>();
  let together = 0;
  for (const option of order) {
    const isNeeded = bases[option] < least || (rare.size > 0 && together < least);
    if (!isNeeded) break;
    rare.add(option);
    together += bases[option];
  }
  return rare;
}

function keepRows({ rows, columns, cells }: Counts, isKept: readonly boolean[]): Counts {
  const width = columns.options.length;
  return {
    rows: { ...rows, options: rows.options.filter((_, row) => isKept[row]) },
    columns,
    cells: cells.filter((_, at) => isKept[Math.floor(at / width)]),
  };
}

function mergeRows(counts: Counts, rare: ReadonlySet<number>, mass: number): Counts {
  const { rows, columns, cells } = counts;
  const others = keepRows(counts, rows.options.map((_, row) => !rare.has(row)));
  const add = (of: (row: number) => number): number =>
    [...rare].reduce((sum, row) => sum + of(row), 0);
  const option: CrosstabOption = {
    ...{ label: TOGETHER, kind: "answer" },
    base: add((row) => rows.options[row].base ?? 0),
    mass: add((row) => rows.options[row].mass ?? 0),
  };
  const width = columns.options.length;
  const own = columns.options.map((column, c) =>
    cellOf(
      {
        count: add((row) => cells[row * width + c].count ?? 0),
        mass: add((row) => cells[row * width + c].mass ?? 0),
      },
      { row: option.mass!, column: column.mass!, all: mass },
    )
  );
  return {
    rows: { ...others.rows, options: [...others.rows.options, option] },
    columns,
    cells: [...others.cells, ...own],
  };
}

/** What of the cells and of the sides' totals is not shown. */
interface Hidden {
  readonly cells: readonly boolean[];
  readonly rows: readonly boolean[];
  readonly columns: readonly boolean[];
}

function hideIn(counts: Counts, base: number, least: number): Counts {
  const { rows, columns, cells } = counts;
  const hidden = hiddenOf(counts, base, least);
  const hide = (side: CrosstabSide, isHidden: readonly boolean[]): CrosstabSide => ({
    ...side,
    options: side.options.map((option, at) =>
      isHidden[at] ? { ...option, base: null, mass: null } : option
    ),
  });
  return {
    rows: hide(rows, hidden.rows),
    columns: hide(columns, hidden.columns),
    cells: cells.map((cell, at) => hidden.cells[at] ? NOTHING : cell),
  };
}

function hiddenOf(counts: Counts, base: number, least: number): Hidden {
  const { rows, columns, cells } = counts;
  const [height, width] = [rows.options.length, columns.options.length];
  const none = { rows: rows.options.map(() => false), columns: columns.options.map(() => false) };
  if (rows.isMultiple && columns.isMultiple) {
    return { ...none, cells: cells.map((_, at) => isPairOfFew(counts, at, { base, least })) };
  }
  if (columns.isMultiple) {
    const turned = hiddenOf(transposed(counts), base, least);
    return {
      ...{ rows: turned.columns, columns: turned.rows },
      cells: cells.map((_, at) => turned.cells[(at % width) * height + Math.floor(at / width)]),
    };
  }
  const given = cells.map(({ count }) => count ?? 0);
  if (!rows.isMultiple) {
    const { cells, totals } = hideCells({ counts: given, rows: height, columns: width }, least);
    return { ...none, cells, rows: totals };
  }
  const bases = columns.options.map((column) => column.base ?? 0);
  const blocks = rows.options.map((_, row) => {
    const chosen = given.slice(row * width, (row + 1) * width);
    const others = chosen.map((count, column) => bases[column] - count);
    return hideCells({ counts: [...chosen, ...others], rows: 2, columns: width }, least);
  });
  return {
    ...none,
    cells: blocks.flatMap(({ cells }) => cells.slice(0, width)),
    rows: blocks.map(({ totals }) => totals[0]),
  };
}

/** Whether few chose two options, one of them alone, or neither. */
function isPairOfFew(
  { rows, columns, cells }: Counts,
  at: number,
  { base, least }: { readonly base: number; readonly least: number },
): boolean {
  const width = columns.options.length;
  const both = cells[at].count ?? 0;
  const [row, column] = [
    rows.options[Math.floor(at / width)].base ?? 0,
    columns.options[at % width].base ?? 0,
  ];
  return [both, row - both, column - both, base - row - column + both]
    .some((count) => count > 0 && count < least);
}
