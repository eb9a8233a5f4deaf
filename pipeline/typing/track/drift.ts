/** What segments answer in a later wave beside the run. Runs in Deno and browsers. */

import { studentOfTails, studentTails } from "../../numeric/distributions/f_tail.ts";
import { chiSquareTail } from "../../numeric/distributions/gamma.ts";
import { normalOfTails } from "../../numeric/distributions/normal.ts";
import { portableLog } from "../../numeric/portable_math.ts";
import { LEAST_SHOWN } from "../../profile/bases.ts";
import { adjustKnown } from "../../profile/testing/adjust.ts";
import { ALL_SAME } from "../../profile/testing/test_words.ts";
import type { Baseline, BaselineMeasure } from "../model.ts";
import { type CentreFigure, centresOf, type Measure, type Placed } from "./measures.ts";
import { type CentreShift, LEVEL, type QuestionShift, type ToldTest } from "./tracked.ts";

/** The smallest p that still has a normal number. */
const LEAST_P = 1e-300;

/** Sets each segment's mean of each question beside the run's: Welch's t with its interval in standard
 * deviations of the question, p adjusted over all, and a test of each question over its segments. Not tested
 * is where fewer than 30 answered in either wave. O(n x questions).
 */
export function compareCentres(
  { measures: before }: Baseline,
  measures: readonly Measure[],
  wave: Placed & { readonly answers: readonly Float64Array[] },
): QuestionShift[] {
  const shifts = measures.map((measure, m) => {
    const { segments } = centresOf(measure, wave);
    return segments.map((after, s) =>
      compareCentre(s + 1, { before: before[m].segments[s], after, unit: before[m].deviation })
    );
  });
  const adjusted = adjustKnown(shifts.flat().map(({ test }) => test?.p ?? null));
  const tests = shifts.map(testQuestion);
  const adjustedTests = adjustKnown(tests.map((test) => test?.p ?? null));
  let next = 0;
  return measures.map(({ column: { name, label }, statistic, category }, m): QuestionShift => ({
    ...{ variable: name, label, statistic, category },
    segments: shifts[m].map((shift) => ({ ...shift, adjusted: adjusted[next++] })),
    ...{ test: tests[m], adjusted: adjustedTests[m] },
  }));
}

function compareCentre(
  segment: number,
  { before, after, unit }: {
    readonly before: BaselineMeasure["segments"][number];
    readonly after: CentreFigure;
    readonly unit: number;
  },
): CentreShift {
  const figures = {
    segment,
    before: before?.mean ?? null,
    after: after.base === 0 ? null : after.mean,
    bases: [before?.base ?? 0, after.base] as const,
  };
  const untested = (reason: string): CentreShift => ({
    ...figures,
    ...{ shift: null, test: null, adjusted: null, reason },
  });
  if (before === null || after.base < LEAST_SHOWN) {
    return untested(
      `Fewer than ${LEAST_SHOWN} answered in ${before === null ? "the run" : "the wave"}.`,
    );
  }
  const [a, b] = [before, after].map(({ deviation, base, effectiveBase: n = base }) => ({
    error: deviation * deviation / (n - 1),
    n,
  }));
  const error = a.error + b.error;
  if (!(error > 0) || !(unit > 0)) return untested(ALL_SAME);
  const difference = after.mean - before.mean;
  const t = difference / Math.sqrt(error);
  // Welch's degrees of freedom, by Satterthwaite.
  const freedom = error * error / (a.error * a.error / (a.n - 1) + b.error * b.error / (b.n - 1));
  const reach = studentOfTails(LEVEL, freedom) * Math.sqrt(error);
  return {
    ...figures,
    shift: {
      value: difference / unit,
      ...{ low: (difference - reach) / unit, high: (difference + reach) / unit },
    },
    test: { t, freedom, p: studentTails(t, freedom) },
    ...{ adjusted: null, reason: "" },
  };
}

/** Whether a question moved in any segment: its segments hold different respondents, so that the squares of
 * the normal numbers as improbable as their p add up to chi-square.
 * @see Lancaster, The combination of probabilities: an application of orthonormal functions, Australian Journal
 * of Statistics, 1961, doi:10.1111/j.1467-842X.1961.tb00058.x
 */
function testQuestion(segments: readonly CentreShift[]): ToldTest | null {
  const ps = segments.flatMap(({ test }) => test === null ? [] : [Math.max(LEAST_P, test.p)]);
  if (ps.length === 0) return null;
  const statistic = ps.reduce((sum, p) => sum + normalOfTails(portableLog(p)) ** 2, 0);
  return { statistic, freedom: ps.length, p: chiSquareTail(statistic, ps.length) };
}
