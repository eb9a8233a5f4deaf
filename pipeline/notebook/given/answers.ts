/** `columns("q3_*")`: a survey's columns and the answers in them, as charts and loops take them. Runs in Deno and browsers. */

import { describeUnmatched, nameMatcher } from "../../base/globs.ts";
import type { Column } from "../../survey/column.ts";
import { columnValues, isAnswered } from "../../survey/read_column.ts";
import type { ColumnView } from "../../view/types.ts";

/** A column with what respondents answered, and all that pages tell of it. */
export type GivenColumn = Omit<ColumnView, "text"> & {
  /** The question in words. */
  readonly text: string;
  /** As `text`, in at most 40 characters, different from those of all other columns. */
  readonly short: string;
  /** Of each respondent: a number where answers are numbers, else the answer's words; null where there is
   * none. */
  readonly values: readonly (number | string | null)[];
};

/** Gives columns by name; `*` in a pattern stands for any characters and `?` for one.
 * @param columnOf The column of that name as the engine has it, asked when its answers are read.
 * @returns A function that gives them in the survey's order, all without a pattern, and throws where a
 * pattern matches none.
 */
export function columnsReader(
  columns: readonly ColumnView[],
  columnOf: (name: string) => Column,
): (...patterns: readonly unknown[]) => GivenColumn[] {
  const names = columns.map(({ name }) => name);
  return (...patterns) => {
    const wanted = patterns.flat().map(String);
    const [unmatched] = describeUnmatched(wanted, names, "columns()");
    if (unmatched !== undefined) throw new Error(unmatched);
    const isWanted = wanted.length === 0 ? () => true : nameMatcher(wanted);
    return columns.filter(({ name }) => isWanted(name)).map((column) =>
      givenColumn(column, columnOf)
    );
  };
}

function givenColumn(column: ColumnView, columnOf: (name: string) => Column): GivenColumn {
  const { text: { full, short }, name } = column;
  let values: GivenColumn["values"] | null = null;
  // Whoever lists what a column has must not set off work, so that its answers are not listed.
  return Object.defineProperty({ ...column, text: full, short }, "values", {
    get: () => values ??= answersOf(columnOf(name)),
    enumerable: false,
  }) as GivenColumn;
}

function answersOf(column: Column): (number | string | null)[] {
  const { codes, texts, categories, kind } = column;
  const areWords = categories !== null || kind === "id" || kind === "text" || kind === "date";
  if (!areWords) return Array.from(columnValues(column), (value) => isNaN(value) ? null : value);
  return Array.from(codes, (code, i) => isAnswered(column, i) ? texts[code] : null);
}
