/** A survey in which answers of few count as others, so that every total is of enough. Runs in Deno and browsers. */

import { type Assignment, tabulate } from "../../profile/figures.ts";
import type { MergedAnswers } from "../../profile/tables/banner_tables.ts";
import type { Column } from "../../survey/column.ts";
import type { Survey } from "../../survey/survey.ts";
import { clampRare } from "./clamp_rare.ts";

const TOGETHER = "(answers of few together)";

/** Lets answers that fewer than `least` respondents of those segmented gave count as others: numbers and
 * steps of a scale with their neighbours, words together. Of questions of several answers the options that
 * few chose, or few did not choose, are left out. What is computed of the survey tells no more of few.
 */
export function mergeRare(
  survey: Survey,
  assignment: Assignment,
  least: number,
): { readonly survey: Survey; readonly merged: MergedAnswers } {
  const labels = new Map<string, ReadonlyMap<number, string>>();
  const asGiven = new Map<string, Column>();
  const dropped = new Set<string>();
  const optional = new Set(
    survey.questions.filter(({ kind }) => kind === "multi_select").flatMap((each) => each.columns),
  );
  const columns = survey.columns.map((column) => {
    const table = tabulate(column, assignment);
    if (optional.has(column.name)) {
      if (isRareOption(column, table)) dropped.add(column.name);
      return column;
    }
    const changed = column.categories === null
      ? clampRare(column, table, least)
      : mergeWords(column, countWords(column, table), least);
    if (changed === null) {
      dropped.add(column.name);
      return column;
    }
    if (!changed.isChanged) return column;
    labels.set(column.name, changed.labels);
    asGiven.set(column.name, column);
    return changed.column;
  });

  function isRareOption(column: Column, table: ReturnType<typeof tabulate>): boolean {
    return [...countValues(column, table).values()].some((count) => count > 0 && count < least);
  }

  return {
    survey: {
      ...survey,
      // What has too few answers to tell any has none.
      columns: columns.map((column) => dropped.has(column.name) ? withoutAnswers(column) : column),
      questions: survey.questions.map((question) =>
        question.kind === "multi_select"
          ? { ...question, columns: question.columns.filter((name) => !dropped.has(name)) }
          : question
      ),
    },
    merged: { labels, asGiven },
  };
}

type Counted = ReturnType<typeof tabulate>;

/** Respondents by value. */
function countValues({ values, missing }: Column, { counts, k }: Counted): Map<number, number> {
  const found = new Map<number, number>();
  values.forEach((value, level) => {
    if (missing[level] !== 0 || Number.isNaN(value)) return;
    let count = found.get(value) ?? 0;
    for (let g = 0; g < k; g++) count += counts[level * k + g];
    found.set(value, count);
  });
  return found;
}

function countWords(column: Column, table: Counted): number[] {
  const counts = countValues(column, table);
  return column.categories!.map((_, position) => counts.get(position) ?? 0);
}

/** Steps of a scale join the next higher, the highest the next lower; other words of few become one, with as
 * many more as it takes. Positions stay, so that means do: a word that is joined has nobody any more. */
function mergeWords(
  column: Column,
  counts: readonly number[],
  least: number,
): { column: Column; labels: ReadonlyMap<number, string>; isChanged: boolean } {
  const groups = column.kind === "ordinal" ? joinSteps(counts, least) : joinFew(counts, least);
  const categories = [...column.categories!];
  const placeOf = categories.map((_, position) => position);
  for (const group of groups) {
    const place = group.reduce((best, other) => counts[other] > counts[best] ? other : best);
    categories[place] = column.kind === "ordinal"
      ? group.map((position) => column.categories![position]).join(" / ")
      : TOGETHER;
    for (const position of group) placeOf[position] = place;
  }
  return {
    column: {
      ...column,
      categories,
      values: column.values.map((value) => Number.isNaN(value) ? value : placeOf[value]),
    },
    labels: new Map(),
    isChanged: groups.length > 0,
  };
}

function joinSteps(counts: readonly number[], least: number): number[][] {
  const groups: number[][] = [];
  let open: number[] = [], together = 0;
  counts.forEach((count, position) => {
    if (count === 0) return;
    open.push(position);
    together += count;
    if (together < least) return;
    groups.push(open);
    [open, together] = [[], 0];
  });
  if (open.length > 0) groups.push([...groups.pop() ?? [], ...open]);
  return groups.filter(({ length }) => length > 1);
}

function joinFew(counts: readonly number[], least: number): number[][] {
  const order = [...counts.keys()].filter((position) => counts[position] > 0)
    .sort((a, b) => counts[a] - counts[b] || a - b);
  const rare: number[] = [];
  let together = 0;
  for (const position of order) {
    if (counts[position] >= least && (rare.length === 0 || together >= least)) break;
    rare.push(position);
    together += counts[position];
  }
  return rare.length === 0 ? [] : [rare];
}

function withoutAnswers(column: Column): Column {
  return {
    ...column,
    missing: column.missing.map((reason) => reason === 0 ? 1 : reason),
    values: column.values.map(() => NaN),
  };
}
