/** Tests of a run's segments: do they differ, in what is each apart, who is typical. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../../base/context.ts";
import { createRng } from "../../base/rng.ts";
import type { Cleaned } from "../../clean/cleaned.ts";
import type { Clustering } from "../../cluster/clustering.ts";
import type { Features } from "../../features/feature_matrix.ts";
import type { Params } from "../../plan/params.ts";
import type { Embedding } from "../../reduce/embedding.ts";
import type { Column } from "../../survey/column.ts";
import type { Survey } from "../../survey/survey.ts";
import { LEAST_SHOWN, markOf } from "../bases.ts";
import { assignRespondents, type LevelTable, tabulate } from "../figures.ts";
import type { Profile, ProfileRow } from "../segment_profile.ts";
import { type Statistic, statisticsOf } from "../variables.ts";
import { adjustKnown } from "./adjust.ts";
import type { ApartTest, QuestionTest, RowTests, SegmentTests } from "./segment_tests.ts";
import { testQuestion, type UntoldTest } from "./test_question.ts";
import { ALL_SAME, BY_CONSTRUCTION, tellTest } from "./test_words.ts";
import { findTypical } from "./typical.ts";
import { testMeans, testShares } from "./v_tests.ts";

/** What of a run is tested. */
export interface TestedRun {
  /** As ingested: filled gaps are no answers. */
  readonly survey: Survey;
  /** Who is segmented, and their weights. */
  readonly cleaned: Pick<Cleaned, "respondents" | "weights">;
  /** Which questions made the segments. */
  readonly features: Features;
  /** The space in which segments are formed. */
  readonly embedding: Embedding;
  /** The segments. */
  readonly clustering: Clustering;
  /** The rows that are tested. */
  readonly profile: Pick<Profile, "rows">;
  /** The seed of tables that are drawn. */
  readonly params: Pick<Params, "seed">;
}

/** Tests every question of the profile by its kind, every segment in every row of it against all respondents,
 * and names who is typical. Questions that formed segments, and those that are made of such, have effect
 * sizes and no p. Weights count by the effective base. O(n x columns). The same run gives the same bits.
 * @param context Hears how far it is, and whether it is cancelled.
 * @see docs/methods for the formulas and their sources.
 * @example
 * import { parseParams, runPipeline, testSegments } from "./mod.ts";
 * const text = "a,b,sex\n" +
 *   Array.from({ length: 200 }, (_, i) => `${i % 2},${i % 2 + i % 3},${i % 7 < 3 ? "f" : "m"}`).join("\n");
 * const run = await runPipeline(
 *   new TextEncoder().encode(text), "s.csv",
 *   parseParams({
 *     clustering: { n_clusters: 2 }, features: { exclude: ["sex"] }, structure: { check: "none" },
 *   }),
 * );
 * const { questions, tested } = await testSegments(run);
 * const sex = questions.find(({ variable }) => variable === "sex");
 * console.assert(tested === 1 && sex?.test?.name === "chi-square" && sex.test.p > 0.05);
 */
export async function testSegments(
  run: TestedRun,
  context: StageContext = createContext(),
): Promise<SegmentTests> {
  const { survey, clustering, cleaned, features, profile, params } = run;
  const assignment = assignRespondents(survey.rows, cleaned, clustering);
  const columns = new Map(survey.columns.map((column) => [column.name, column]));
  const rng = createRng(params.seed).fork("tests");
  const reasonOf = untestedBy(survey, features);
  const untold: UntoldTest[] = [];
  const apart = new Map<ProfileRow, ApartTest[]>();
  const byColumn = Map.groupBy(profile.rows, (row) => row.variable);
  for (const [variable, rows] of byColumn) {
    const column = columns.get(variable);
    if (column === undefined) continue;
    const table = tabulate(column, assignment);
    const untested = reasonOf(rows[0]);
    const own = { untested, rng: rng.fork(variable) };
    untold.push(testQuestion({ column, row: rows[0] }, table, own));
    const statistics = statisticsOf(column);
    for (const row of rows.filter(({ statistic }) => statistic !== "answered")) {
      const own = statistics.find(({ category, statistic }) =>
        category === row.category && statistic === row.statistic
      );
      apart.set(row, testRow(own ?? unknown(row, column), { table, untested }));
    }
    const pause = context.checkpoint(untold.length, byColumn.size, "tests");
    if (pause !== undefined) await pause;
  }
  const questions = adjustAll(untold);
  return {
    questions,
    tested: questions.filter(({ test }) => test !== null).length,
    apart: adjustRows(profile.rows, apart),
    typical: findTypical(run),
  };
}

/** Why a question has no p; empty where it has one. */
function untestedBy(
  { report }: Survey,
  { sources }: Pick<Features, "sources">,
): (row: ProfileRow) => string {
  const forming = new Set(sources.map(({ column }) => column));
  const related = new Set<string>();
  for (const { column, of } of report.derived) {
    if (of.some((name) => forming.has(name))) related.add(column);
    if (forming.has(column)) { for (const name of of) related.add(name); }
  }
  return ({ variable, role, roleReason }) => {
    if (role === "segmenting" || forming.has(variable)) return BY_CONSTRUCTION;
    if (role === "dropped") {
      const why = roleReason === "" ? "" : `: ${roleReason}`;
      return `Only questions that describe segments have a p; this one was left out${why}.`;
    }
    return related.has(variable)
      ? "It says again what questions do that segments were made from, so that it differs by " +
        "construction: it has no p."
      : "";
  };
}

/** What nothing is known of, so that it is withheld. */
function unknown({ statistic, category }: ProfileRow, { values }: Column): Statistic {
  return { statistic, category, levels: values.map(() => NaN) };
}

/** v of each segment in a row of the profile. */
function testRow(
  { statistic, levels }: Statistic,
  { table, untested }: { readonly table: LevelTable; readonly untested: string },
): ApartTest[] {
  const found = statistic === "mean" ? testMeans(table, levels) : testShares(table, levels);
  return found.map((test, g) => {
    let base = 0;
    levels.forEach((value, level) => base += isNaN(value) ? 0 : table.counts[level * table.k + g]);
    if (base < LEAST_SHOWN) {
      const reason = `Withheld: fewer than ${LEAST_SHOWN} of the segment answered.`;
      return { v: null, p: null, adjusted: null, mark: "**", reason };
    }
    const mark = markOf(base);
    if (test === null) {
      return { v: null, p: null, adjusted: null, mark, reason: ALL_SAME };
    }
    return { v: test.v, p: untested === "" ? test.p : null, adjusted: null, mark, reason: "" };
  });
}

/** Adjusts the p of questions for there being many, and tells each. */
export function adjustAll(untold: readonly UntoldTest[]): QuestionTest[] {
  const adjusted = adjustKnown(untold.map(({ test }) => test?.p ?? null));
  return untold.map((one, at) => {
    const question = { ...one, adjusted: adjusted[at] };
    return { ...question, told: tellTest(question) };
  });
}

function adjustRows(
  rows: readonly ProfileRow[],
  apart: ReadonlyMap<ProfileRow, readonly ApartTest[]>,
): RowTests[] {
  const shown = rows.flatMap((row) => {
    const segments = apart.get(row);
    return segments === undefined ? [] : [{ row, segments }];
  });
  const adjusted = adjustKnown(shown.flatMap(({ segments }) => segments.map(({ p }) => p)));
  let next = 0;
  return shown.map(({ row: { variable, category }, segments }) => ({
    ...{ variable, category },
    segments: segments.map((one) => ({ ...one, adjusted: adjusted[next++] })),
  }));
}
