/** Tests of segments for a site that publishes no respondents: of questions whose figures are all shown. Runs in Deno and browsers. */

import type { ProfileRow } from "../../profile/segment_profile.ts";
import type {
  EffectSize,
  QuestionTest,
  RowTests,
  SegmentTests,
  TestFigure,
} from "../../profile/testing/segment_tests.ts";
import { adjustAll } from "../../profile/testing/test_segments.ts";
import type { PipelineResult } from "../../run/run_result.ts";

const DIGITS = 3;
const NOT_SHOWN = "Withheld: few gave some of its answers, which a test would tell.";

/** Leaves out the tests of questions of which anything is hidden, as their figures would tell it, rounds those
 * of all others, and names no respondents.
 * @param shown The rows of the profile as they are shown: those that are the run's own hide nothing.
 */
export function withoutRareTests(
  { tests, profile }: Pick<PipelineResult, "tests" | "profile">,
  shown: readonly ProfileRow[],
): SegmentTests {
  const whole = new Set(shown);
  const hidden = new Set(
    profile.rows.filter((row) => !whole.has(row)).map(({ variable }) => variable),
  );
  const untold = tests.questions.map(({ adjusted: _adjusted, told: _told, ...question }) =>
    hidden.has(question.variable) ? withoutFigures(question) : rounded(question)
  );
  const questions = adjustAll(untold);
  return {
    questions,
    tested: questions.filter(({ test }) => test !== null).length,
    apart: tests.apart.filter(({ variable }) => !hidden.has(variable)).map(roundRow),
    typical: tests.typical.map(() => []),
  };
}

type Untold = Omit<QuestionTest, "adjusted" | "told">;

function withoutFigures({ beside: _beside, ...question }: Untold): Untold {
  return { ...question, effect: null, test: null, reason: NOT_SHOWN };
}

function rounded({ effect, test, beside, ...question }: Untold): Untold {
  return {
    ...question,
    effect: effect === null ? null : roundEffect(effect),
    test: test === null ? null : roundTest(test),
    ...(beside === undefined ? {} : { beside: roundTest(beside) }),
  };
}

function roundEffect(effect: EffectSize): EffectSize {
  return { ...effect, value: round(effect.value) };
}

function roundTest(test: TestFigure): TestFigure {
  const { statistic, freedom, p } = test;
  return {
    ...test,
    statistic: statistic === null ? null : round(statistic),
    freedom: freedom.map(round),
    p: round(p),
  };
}

function roundRow({ segments, ...row }: RowTests): RowTests {
  return {
    ...row,
    segments: segments.map((one) => ({
      ...one,
      v: one.v === null ? null : round(one.v),
      p: one.p === null ? null : round(one.p),
      adjusted: one.adjusted === null ? null : round(one.adjusted),
    })),
  };
}

function round(value: number): number {
  return Number(value.toPrecision(DIGITS));
}
