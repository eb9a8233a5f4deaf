/** The test of one question by its kind. Runs in Deno and browsers. */

import type { Rng } from "../../base/rng.ts";
import type { Column } from "../../survey/column.ts";
import type { LevelTable } from "../figures.ts";
import type { ProfileRow } from "../segment_profile.ts";
import { markOf } from "../bases.ts";
import { epsilonSquared, shareEffect, tableEffect } from "./effects.ts";
import { groupAnswers, type GroupedAnswers } from "./grouped_answers.ts";
import { explainedShare, midRanks, testRanks } from "./ranks.ts";
import type { QuestionTest } from "./segment_tests.ts";
import { measureTable, testTable } from "./tables.ts";
import { ALL_SAME } from "./test_words.ts";
import { testWelch } from "./welch.ts";

/** What is compared: effect and test, or why there are none. */
type Found = Pick<QuestionTest, "effect" | "test" | "beside" | "reason">;

/** A question's test before it is adjusted and told. */
export type UntoldTest = Omit<QuestionTest, "adjusted" | "told">;

const NOTHING = { effect: null, test: null };
const NO_ANSWERS =
  "Texts, dates, identifiers and weights are not compared, only whether they were given.";

/** Tests one question: numbers by Welch, scales by the ranks of Kruskal and Wallis, with Welch beside them
 * where they are numbers, categories and options by their table.
 * @param row One of the question's rows, which says what its figures are.
 * @param table Its answers by segment.
 * @param untested Why the question has no p; empty where it has one.
 */
export function testQuestion(
  { column, row }: { readonly column: Column; readonly row: ProfileRow },
  table: LevelTable,
  { untested, rng }: { readonly untested: string; readonly rng: Rng },
): UntoldTest {
  const answers = groupAnswers(table, column.values);
  const { groups, bases, base, effectiveBase } = answers;
  const all = Array.from({ length: table.k }, (_, g) => g);
  const found = find(column, row, { answers, untested, rng });
  return {
    ...{ variable: row.variable, text: row.text, role: row.role, base },
    ...(table.weighted === null ? {} : { effectiveBase }),
    mark: markOf(bases.reduce((least, own) => Math.min(least, own), Infinity)),
    without: row.statistic === "answered"
      ? []
      : all.filter((g) => !groups.includes(g)).map((g) => g + 1),
    ...found,
  };
}

/** How a question is read. */
interface Reading {
  readonly answers: GroupedAnswers;
  readonly untested: string;
  readonly rng: Rng;
}

function find(column: Column, { statistic }: ProfileRow, reading: Reading): Found {
  if (statistic === "answered") return { ...NOTHING, reason: NO_ANSWERS };
  const { answers, untested } = reading;
  if (answers.groups.length < 2) {
    const reason = "Withheld: fewer than two segments have at least 30 answers to it.";
    return { ...NOTHING, reason };
  }
  const found = column.kind === "ordinal"
    ? compareRanks(answers, { hasNumbers: column.categories === null })
    : statistic === "mean" && column.kind !== "binary"
    ? compareMeans(answers)
    : compareShares(reading);
  if (untested === "" || found.effect === null) return found;
  return { effect: found.effect, test: null, reason: untested };
}

function compareMeans(answers: GroupedAnswers): Found {
  const share = explainedShare(answers, answers.values);
  if (share === null) return { ...NOTHING, reason: ALL_SAME };
  const value = epsilonSquared(share, sizesOf(answers));
  // Ranks need no spread within each segment.
  const test = testWelch(answers) ?? testRanks(answers);
  return { effect: shareEffect(value, "epsilon squared"), test, reason: "" };
}

function compareRanks(
  answers: GroupedAnswers,
  { hasNumbers }: { readonly hasNumbers: boolean },
): Found {
  const test = testRanks(answers), share = explainedShare(answers, midRanks(answers));
  if (test === null || share === null) return { ...NOTHING, reason: ALL_SAME };
  const value = epsilonSquared(share, sizesOf(answers));
  const beside = hasNumbers ? testWelch(answers) : null;
  return {
    effect: shareEffect(value, "epsilon squared of ranks"),
    test,
    ...(beside === null ? {} : { beside }),
    reason: "",
  };
}

function compareShares({ answers, untested, rng }: Reading): Found {
  const figures = measureTable(answers);
  if (figures === null) return { ...NOTHING, reason: ALL_SAME };
  const { base, groups } = sizesOf(answers);
  const side = Math.min(groups, answers.values.length);
  const effect = tableEffect(figures.statistic, { base, side });
  // Tables of questions that have no p are not enumerated.
  const test = untested === "" ? testTable(answers, figures, rng) : null;
  return { effect, test, reason: "" };
}

function sizesOf({ effectiveBase, groups }: GroupedAnswers): { base: number; groups: number } {
  return { base: effectiveBase, groups: groups.length };
}
