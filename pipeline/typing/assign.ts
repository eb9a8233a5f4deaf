/** Places other respondents in the segments of a run. Runs in Deno and browsers. */

import { endOf, type Steps } from "../base/steps.ts";
import type { Survey } from "../survey/survey.ts";
import { definingColumns } from "./defining_columns.ts";
import { knownSegments } from "./place/fingerprints.ts";
import { placeAnswers } from "./place/place_answers.ts";
import { nearestSegment, probabilities } from "./place/probability.ts";
import { readAnswers } from "./place/read_answers.ts";
import type { Model } from "./model.ts";

/** Where a respondent belongs. */
export interface Assignment {
  /** Segment, from 1; null where no question was answered that segments were formed on. */
  readonly segment: number | null;
  /** Its name; empty without one. */
  readonly name: string;
  /** How likely the run would have put such a respondent there, 0..1, its segments taken as given: whether
   * these would come back is what their stability tells. Null without a segment. */
  readonly probability: number | null;
  /** Whether it is farther from its segment than 99 of 100 of the segment's own respondents. */
  readonly isUnlike: boolean;
  /** Columns without an answer that the model knows, which were filled as the run fills gaps. */
  readonly missing: readonly string[];
}

/** Respondents who are placed between two steps: their features are held at once, and who waits hears of it. */
const SLICE = 2000;

/** Places every respondent of a survey, O(n d k); for a map of near neighbours O(n rows d).
 *
 * Answers are cleaned, filled and scaled with the figures of the run, not of this survey, so that a
 * respondent's segment does not depend on who else is in the file. The run's own respondents get their
 * own segments: those whom the rule alone would place elsewhere are known by a fingerprint of their
 * answers. Probabilities are the softmax of the distances, divided by a temperature that was fitted on
 * respondents left out in turns.
 * @param model What {@link parseModel} read of a run's `model.json`.
 * @throws {DataError} If the survey lacks columns that segments were formed on, naming each.
 */
export function assign(
  model: Model,
  survey: Pick<Survey, "name" | "rows" | "columns">,
): Assignment[] {
  return endOf(assignInSteps(model, survey));
}

/** The same in steps.
 * @param chances Where given, n x k: the probability of every segment is written there.
 */
export function* assignInSteps(
  model: Model,
  survey: Pick<Survey, "name" | "rows" | "columns">,
  chances: Float64Array | null = null,
): Steps<Assignment[]> {
  const { placing, clustering: { k, names } } = model;
  const answers = readAnswers(placing.columns, survey);
  const known = knownSegments(model, answers);
  const defining = definingColumns(model);
  const own = new Float64Array(k);
  const placed: Assignment[] = [];
  for (let from = 0; from < survey.rows; from += SLICE) {
    const to = Math.min(survey.rows, from + SLICE);
    const { toSegments, reach } = placeAnswers(
      model,
      answers.map((values) => values.subarray(from, to)),
    );
    for (let i = from; i < to; i++) {
      const missing = defining.filter(({ at }) => Number.isNaN(answers[at][i]))
        .map(({ column }) => column.name);
      if (missing.length === defining.length) {
        placed.push({ segment: null, name: "", probability: null, isUnlike: false, missing });
        continue;
      }
      const segment = known(i) ?? nearestSegment(toSegments, i - from);
      const shares = chances?.subarray(i * k, (i + 1) * k) ?? own;
      probabilities(toSegments, i - from, { temperature: placing.temperature, to: shares });
      placed.push({
        segment: segment + 1,
        name: names[segment],
        probability: shares[segment],
        isUnlike: reach.values[(i - from) * k + segment] > placing.limits[segment],
        missing,
      });
    }
    yield to / survey.rows;
  }
  return placed;
}
