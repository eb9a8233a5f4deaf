/** Places other respondents in the segments of a run. Runs in Deno and browsers. */

import { endOf, type Steps } from "../base/steps.ts";
import type { Survey } from "../survey/survey.ts";
import { measure } from "./place/distances.ts";
import { embed } from "./place/embed.ts";
import { fillGaps } from "./place/fill_gaps.ts";
import { answersText, fingerprintOf } from "./place/fingerprints.ts";
import { makeFeatures } from "./place/make_features.ts";
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
  const { placing, clustering: { k } } = model;
  const answers = readAnswers(placing.columns, survey);
  const known = new Map(Object.entries(placing.exact.fingerprints));
  const defining = definingColumns(model);
  const placed: Assignment[] = [];
  for (let from = 0; from < survey.rows; from += SLICE) {
    const to = Math.min(survey.rows, from + SLICE);
    const own = chances?.subarray(from * k, to * k) ?? new Float64Array((to - from) * k);
    const slice = answers.map((values) => values.subarray(from, to));
    for (const each of placeSlice(model, { answers: slice, known, defining, chances: own })) {
      placed.push(each);
    }
    yield to / survey.rows;
  }
  return placed;
}

interface Slice {
  readonly answers: readonly Float64Array[];
  readonly known: ReadonlyMap<string, number>;
  readonly defining: readonly { readonly name: string; readonly at: number }[];
  readonly chances: Float64Array;
}

function placeSlice(model: Model, { answers, known, defining, chances }: Slice): Assignment[] {
  const { placing, clustering: { k, names } } = model;
  const features = makeFeatures(model, { answers, filled: fillGaps(answers, placing) });
  const space = embed(model, features);
  const { toSegments, reach } = measure(placing.rule, { space, features, k });
  return Array.from({ length: features.n }, (_, i) => {
    const missing = defining.filter(({ at }) => Number.isNaN(answers[at][i])).map(({ name }) =>
      name
    );
    if (missing.length === defining.length) {
      return { segment: null, name: "", probability: null, isUnlike: false, missing };
    }
    const own = known.size === 0
      ? undefined
      : known.get(fingerprintOf(answersText(answers, i), model.run_id));
    const segment = own ?? nearestSegment(toSegments, i);
    const to = chances.subarray(i * k, (i + 1) * k);
    probabilities(toSegments, i, { temperature: placing.temperature, to });
    return {
      segment: segment + 1,
      name: names[segment],
      probability: to[segment],
      isUnlike: reach.values[i * k + segment] > placing.limits[segment],
      missing,
    };
  });
}

/** The columns that features are made of, and where each is among those read. */
function definingColumns({ features, placing: { columns } }: Model): Slice["defining"] {
  const names = new Set(features.map(({ column }) => column));
  return columns.map(({ name }, at) => ({ name, at })).filter(({ name }) => names.has(name));
}
