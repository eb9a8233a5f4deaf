/** Tests of segments as `--json` prints them. Runs in Deno and browsers. */

import type { TestFigure } from "../profile/testing/segment_tests.ts";
import type { PipelineResult } from "./run_result.ts";

/** What `--json` prints of the tests; figures are not rounded. */
export interface TestsSummary {
  /** Questions that have a p. */
  readonly tested: number;
  /** Every question of the profile, in its order. */
  readonly questions: readonly {
    variable: string;
    /** `segmenting`, `describing` or `dropped`. */
    role: string;
    /** Answers compared, each counted once, and what they count as by weight. */
    base: number;
    effective_base?: number;
    /** `*` under 100 in the smallest segment compared, `**` under 50. */
    mark: string;
    /** Numbers of segments with fewer than 30 answers, which are not compared. */
    left_out: readonly number[];
    effect: { measure: string; value: number; band: string } | null;
    test: TestFigure | null;
    /** Welch's test beside that of ranks. */
    beside?: TestFigure;
    p_adjusted: number | null;
    /** Why there is no p; empty where there is one. */
    reason: string;
  }[];
  /** Of each segment the five respondents nearest to its centre: rows of the file, from 1. */
  readonly typical: readonly (readonly { row: number; distance: number }[])[];
}

/** Summarises the tests of a run. */
export function summarizeTests({ tests }: Pick<PipelineResult, "tests">): TestsSummary {
  return {
    tested: tests.tested,
    questions: tests.questions.map((question) => ({
      ...{ variable: question.variable, role: question.role, base: question.base },
      ...(question.effectiveBase === undefined ? {} : { effective_base: question.effectiveBase }),
      mark: question.mark,
      left_out: question.without,
      ...{ effect: question.effect, test: question.test },
      ...(question.beside === undefined ? {} : { beside: question.beside }),
      p_adjusted: question.adjusted,
      reason: question.reason,
    })),
    typical: tests.typical,
  };
}
