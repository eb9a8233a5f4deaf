/** A run's view for a site that publishes no respondents: nothing that few of them answered. Runs in Deno and browsers. */

import { tellAgain } from "../../profile/mod.ts";
import { headline } from "../../profile/words.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import type { Column } from "../../survey/column.ts";
import { levelCounts } from "../../survey/read_column.ts";
import { makeView } from "../mod.ts";
import { withProfile } from "../publish.ts";
import type {
  ColumnView,
  McaView,
  QualityView,
  RunView,
  SilhouetteView,
  TestedView,
} from "../types.ts";
import { hideCells } from "./hide_cells.ts";
import { isMask, NOT_TOLD } from "./mask_words.ts";
import { withoutLoneRespondents } from "./rare_maps.ts";
import { showColumn, type ShownColumn } from "./rare_columns.ts";
import { withoutRareUse } from "./rare_scale_use.ts";
import { withoutRareTests } from "./rare_tests.ts";

const NUMBER = /[-+]?\d[\d.,]*(?<![.,])/g;

/** Makes a view in which nothing can be read, nor computed from what can, that fewer than
 * `publish.least_base` respondents answered. Sizes of segments and numbers of gaps are told: they are
 * nobody's answers, and bases need them.
 * @param result Without identities.
 */
export function makeAggregateView(result: PipelineResult): TestedView {
  const least = result.params.publish.least_base;
  const rows = Map.groupBy(result.profile.rows, ({ variable }) => variable);
  const columns = new Map<string, ShownColumn>();
  for (const column of result.survey.columns) {
    const own = rows.get(column.name);
    if (own !== undefined) {
      columns.set(column.name, showColumn(result, column, { rows: own, least }));
    }
  }
  const shown = [...columns.values()].flatMap((column) => column.rows)
    .sort((a, b) => b.effect - a.effect);
  const profile = tellAgain(result, { rows: shown, profile: result.profile });
  const warnings = result.warnings.map(withoutExamples);
  const tests = withoutRareTests(result, shown);
  const told = { ...withProfile(result, profile), warnings, tests };
  const view = makeView(told, { hasPoints: false });
  return {
    ...withoutLoneRespondents(view, result, least),
    headline: headline(told).replaceAll(" %", "\u00a0%"),
    silhouettes: view.silhouettes && withoutLoneSteps(view.silhouettes, least),
    mca: view.mca && withoutRareLevels(view.mca, least),
    columns: view.columns.map((column, position) => ({
      ...withoutRareAnswers(column, columns, least),
      ...withoutRareNumbers(column, result.survey.columns[position], least),
    })),
    missingPatterns: withoutRarePatterns(view.missingPatterns, view.survey.rows, least),
    scaleUse: view.scaleUse && withoutRareUse(view.scaleUse, result, least),
    quality: view.quality.map((rule) => withoutFewFlagged(rule, least)),
  };
}

/** A warning that quotes single answers tells no more than that there are some. */
function withoutExamples(warning: RunView["warnings"][number]): RunView["warnings"][number] {
  return warning.text.startsWith("Impossible values, as it seems: ")
    ? {
      ...warning,
      text: "Some answers cannot be true, as it seems. quality.impossible drop leaves those who " +
        "gave them out.",
    }
    : warning;
}

function withoutRareAnswers(
  column: ColumnView,
  columns: ReadonlyMap<string, ShownColumn>,
  least: number,
): ColumnView {
  const few = column.missing.filter(({ count }) => count < least);
  const filled = column.imputed;
  return {
    ...column,
    distribution: columns.get(column.name)?.distribution ?? null,
    // Why few did not answer is not told, nor what would tell it by the number of all gaps.
    missing: few.length === 0
      ? column.missing
      : [{ reason: "untold", count: column.missing.reduce((sum, { count }) => sum + count, 0) }],
    imputed: filled !== null && isMask(filled.value)
      ? { ...filled, value: "(rare answer)" }
      : filled,
  };
}

/** Evidence tells from where to where numbers go: without numbers that few gave. */
function withoutRareNumbers(
  { evidence, votes, questionReason }: ColumnView,
  column: Column,
  least: number,
): Pick<ColumnView, "evidence" | "votes" | "questionReason"> {
  const rare = new Set<string>();
  levelCounts(column).forEach((count, level) => {
    if (count === 0 || count >= least || column.missing[level] !== 0) return;
    rare.add(column.texts[level].trim()).add(String(column.values[level]));
  });
  const shown = (text: string): string =>
    (text.match(NUMBER) ?? []).some((number) => rare.has(number)) ? NOT_TOLD : text;
  return {
    evidence: shown(evidence),
    questionReason: shown(questionReason),
    votes: votes.map((vote) => ({ ...vote, reason: shown(vote.reason) })),
  };
}

/** Patterns of few are left out; so is one more where their number would tell how many have one. */
function withoutRarePatterns(
  patterns: RunView["missingPatterns"],
  respondents: number,
  least: number,
): RunView["missingPatterns"] {
  const shown = patterns.filter(({ count }) => count >= least);
  const rest = respondents - shown.reduce((sum, { count }) => sum + count, 0);
  return rest > 0 && rest < least ? shown.slice(0, -1) : shown;
}

function withoutFewFlagged(rule: QualityView, least: number): QualityView {
  const detail = rule.detail.replace(
    /\((\d+)\)/g,
    (told, count) => Number(count) < least ? `(fewer than ${least})` : told,
  );
  return { ...rule, detail };
}

/** Mean silhouettes of so many respondents next to each other, where each step was one's. */
function withoutLoneSteps(view: SilhouetteView, least: number): SilhouetteView {
  return {
    ...view,
    segments: view.segments.map(({ values, size, below, ...segment }) => {
      const each = Math.ceil(least * values.length / size);
      const steps = Array.from({ length: Math.floor(values.length / each) }, (_, step) => {
        const isLast = step === Math.floor(values.length / each) - 1;
        const own = values.slice(step * each, isLast ? undefined : (step + 1) * each);
        return Math.round(own.reduce((sum, value) => sum + value, 0) / own.length * 1e3) / 1e3;
      });
      const isTold = below === null || below === 0 || below >= least;
      return { ...segment, size, values: steps, below: isTold ? below : null };
    }),
  };
}

/** Where a category of few stands on the map is where they stand. */
function withoutRareLevels(view: McaView, least: number): McaView {
  const byColumn = new Map<string, McaView["categories"][number][]>();
  for (const category of view.categories) {
    byColumn.set(category.column, [...byColumn.get(category.column) ?? [], category]);
  }
  const categories = [...byColumn.values()].flatMap((own) => {
    const counts = own.map(({ chosen }) => chosen);
    const { cells } = hideCells({ counts, rows: own.length, columns: 1 }, least);
    return own.filter(({ category }, c) => !cells[c] && !isMask(category));
  });
  return { ...view, categories };
}
