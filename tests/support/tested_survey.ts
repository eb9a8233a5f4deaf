/** Surveys with given segments and weights, for tests of tests. Runs in Deno. */

import { ingest } from "../../pipeline/ingest/mod.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import type { Assignment } from "../../pipeline/profile/figures.ts";
import { columnValues } from "../../pipeline/survey/read_column.ts";
import type { Survey } from "../../pipeline/survey/survey.ts";
import python from "../golden/tests_python.json" with { type: "json" };
import r from "../golden/tests_r.json" with { type: "json" };
import { sharedData } from "./shared_data.ts";
import { columnOf } from "./survey_text.ts";

/** Values by `tests/golden/make_tests_golden.py`: SciPy 1.17.1 (kruskal, chi2_contingency, association),
 * statsmodels 0.15.0 (anova_generic, DescrStatsW, multipletests) and NumPy 2.4.6. */
export const BY_PYTHON = python;
/** Values by `tests/golden/make_tests_golden.R`: R 4.2.2 (fisher.test), FactoMineR 2.7 (catdes, HCPC). */
export const BY_R = r;

/** The surveys that these are of. */
export const TESTED_SURVEYS = ["bfi", "mcdonalds", "tea"] as const;
/** One of {@link TESTED_SURVEYS}. */
export type TestedSurvey = typeof TESTED_SURVEYS[number];

/** A survey in the segments of the reference programs, which are ages, without and with weights. */
export interface GivenSegments {
  readonly survey: Survey;
  readonly plain: Assignment;
  readonly weighted: Assignment;
}

/** Reads one of the surveys and puts its respondents into segments. */
export async function readTested(name: TestedSurvey): Promise<GivenSegments> {
  const file = `${name}.csv`;
  const survey = await ingest(await Deno.readFile(sharedData(file)), file, parseParams({}));
  const { age, borders } = BY_PYTHON[name];
  const segmentOf = Int32Array.from(
    columnValues(columnOf(survey, age)),
    (years) => borders.filter((border) => years > border).length,
  );
  const weightOf = Float64Array.from(segmentOf, (_, row) => 1 + (7919 * row + 42) % 997);
  const k = borders.length + 1;
  return {
    survey,
    plain: { segmentOf, k, weightOf: null },
    weighted: { segmentOf, k, weightOf },
  };
}
