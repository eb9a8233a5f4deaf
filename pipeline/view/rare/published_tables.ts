/** Tables with a banner as they may be handed over. Runs in Deno and browsers. */

import { assignRespondents } from "../../profile/figures.ts";
import { bannerTables, countTables, tablesFacts } from "../../profile/tables/banner_tables.ts";
import type { BannerTables } from "../../profile/tables/banner_table.ts";
import type { TalliedBlock, TalliedTables } from "../../profile/tables/tally_tables.ts";
import { tellTables } from "../../profile/tables/tell_tables.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import { withoutIdentities } from "../publish.ts";
import { hideCells } from "./hide_cells.ts";
import { mergeRare } from "./merge_rare.ts";
import { roundUnit } from "./rare_columns.ts";

/** Makes the tables of a run without what `publish` withholds, unless that publishes all: no column that may
 * point to a person, no words of few, and no count, share, mean or box that tells of fewer than
 * `publish.least_base` respondents, or that would let them be computed from what is shown.
 */
export async function publishedTables(result: PipelineResult): Promise<BannerTables> {
  const { respondents, least_base: least } = result.params.publish;
  if (respondents === "all") return bannerTables(result);
  const shown = await withoutIdentities(result);
  const assignment = assignRespondents(shown.survey.rows, shown.cleaned, shown.clustering);
  const { survey, merged } = mergeRare(shown.survey, assignment, least);
  const run = { ...shown, survey };
  const asked = result.params.tables;
  const all = countTables(run, asked, merged);
  const few = new Set(
    all.groups.filter((group) => isOfFew(group, all, least)).map(({ name }) => name),
  );
  const kept = { ...asked, banner: asked.banner.filter((name) => !few.has(name)) };
  const tallied = few.size === 0 ? all : countTables(run, kept, merged);
  const hidden = {
    ...tallied,
    blocks: tallied.blocks.map((block) => hideInBlock(block, tallied.groups, least)),
  };
  return tellTables(hidden, { ...tablesFacts(run, asked), leastBase: least });
}

type Group = TalliedTables["groups"][number];

/** Answers beneath answers, some of few: their bases would tell of these. */
function isOfFew(
  { parts, from, to }: Group,
  { columns }: Pick<TalliedTables, "columns">,
  least: number,
): boolean {
  return parts.length > 1 && columns.slice(from, to).some(({ base }) => base < least);
}

/** Hides what a table would tell of few, group by group. All totals are of enough and shown, so that groups
 * tell nothing of each other, but for answers beneath answers, which add up to those above them: where either
 * hides anything, these hide all. */
function hideInBlock(
  block: TalliedBlock,
  groups: readonly Group[],
  least: number,
): TalliedBlock {
  const answers = block.rows.filter(({ counts }) => counts !== null)
    .filter(({ counts }) =>
      !block.isMultiple || isOfEnough(counts![0], block.bases[0].base, least)
    );
  const isUntold = answers.some(({ counts }) => counts![0] < least);
  if (isUntold || block.bases[0].base < least) return { ...block, rows: [], isPartial: true };
  const told = { ...block, rows: answers };
  const hiding = groups.map((group) => hiddenIn(told, group, least));
  const isHiding = groups.map((group, g) =>
    hiding[g].includes(true) ||
    (group.parts.length > 1 &&
      groups.some((other, o) => hiding[o].includes(true) && doShare(group, other)))
  );
  const isNested = (g: number): boolean => groups[g].parts.length > 1;
  const isHidden = (answer: number, column: number): boolean => {
    const g = groups.findIndex(({ from, to }) => column >= from && column < to);
    if (g < 0 || !isHiding[g]) return false;
    const { from, to } = groups[g];
    const own = hiding[g];
    if (isNested(g) || own.every((one) => one)) return true;
    return answer >= 0 && own[answer * (to - from) + column - from];
  };
  const isShown = (column: number, labels: readonly string[]): boolean =>
    answers.every(({ label }, answer) => !labels.includes(label) || !isHidden(answer, column));
  const rows = block.rows.filter((row) => row.counts === null || answers.includes(row)).map(
    (row) => {
      const answer = answers.indexOf(row);
      const values = row.values.map((value, c) => {
        if (value === null || (answer >= 0 && !isHidden(answer, c))) return value;
        // What is made of answers that are shown tells nothing besides them.
        if (answer >= 0 || isHidden(-1, c)) return null;
        if (isShown(c, row.answers)) return value;
        return row.statistic === "mean"
          ? roundMean(value, row.step, { least, ...block.bases[c] })
          : null;
      });
      return { ...row, values };
    },
  );
  return {
    ...block,
    rows,
    isPartial: isHiding.includes(true) || rows.length < block.rows.length,
  };
}

/** Rounds a mean so far that it agrees with `least` answers more or fewer being a step higher: else it would
 * tell what counts do not. */
function roundMean(
  value: number,
  step: number,
  { least, base }: { readonly least: number; readonly base: number },
): number {
  const unit = roundUnit(2 * least * step / base);
  return Math.round(Math.round(value / unit) * unit * 1e9) / 1e9;
}

function isOfEnough(count: number, base: number, least: number): boolean {
  return count >= least && (count === base || base - count >= least);
}

function doShare(group: Group, other: Group): boolean {
  return group !== other && group.parts.some((part) => other.parts.includes(part));
}

type Answers = Pick<TalliedBlock, "rows" | "bases" | "isMultiple">;

/** Which cells of a group's columns are hidden, answer by answer; all where some total would have to be. */
function hiddenIn(block: Answers, group: Group, least: number): boolean[] {
  const { from, to, isCompared } = group;
  const width = to - from;
  const found = new Array<boolean>(block.rows.length * width).fill(false);
  // Columns that overlap do not add up: each is looked at beside those who are not in it.
  const parts = isCompared
    ? [Array.from({ length: width }, (_, at) => from + at)]
    : Array.from({ length: width }, (_, at) => [from + at]);
  for (const columns of parts) {
    const hidden = hiddenTable(block, { columns, hasOthers: !isCompared }, least);
    if (hidden === null) return found.fill(true);
    block.rows.forEach((_, answer) =>
      columns.forEach((column, at) => {
        found[answer * width + column - from] = hidden[answer][at];
      })
    );
  }
  return found;
}

/** Hidden cells by answer and column; null where a total would have to be hidden. */
function hiddenTable(
  { rows, bases, isMultiple }: Answers,
  { columns, hasOthers }: { readonly columns: readonly number[]; readonly hasOthers: boolean },
  least: number,
): boolean[][] | null {
  const rowOf = (countOf: (column: number) => number): number[] => {
    const own = columns.map(countOf);
    return hasOthers ? [...own, countOf(0) - own[0]] : own;
  };
  const chosen = rows.map(({ counts }) => rowOf((column) => counts![column]));
  const tables = isMultiple
    ? chosen.map((own, answer) => [
      own,
      rowOf((column) => bases[column].base - rows[answer].counts![column]),
    ])
    : [chosen];
  const hidden = tables.map((table) => {
    const width = table[0]?.length ?? 0;
    const { cells, totals } = hideCells(
      { counts: table.flat(), rows: table.length, columns: width },
      least,
    );
    if (totals.includes(true)) return null;
    return table.map((_, row) => cells.slice(row * width, row * width + columns.length));
  });
  if (hidden.includes(null)) return null;
  return isMultiple ? hidden.map((table) => table![0]) : hidden[0]!;
}
