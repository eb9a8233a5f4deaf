/** What a run's model needs to place others. Runs in Deno and browsers. */

import { LEAST_SHOWN } from "../../profile/bases.ts";
import { distributionOf, quantile } from "../../numeric/quantiles.ts";
import { type Matrix, spreadRows } from "../../numeric/matrix.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import type { AnswerFeatures } from "../../features/answers.ts";
import type { Model, Placing, PlacingRule } from "../model.ts";
import { type Distances, measure } from "../place/distances.ts";
import { answersText, fingerprintOf } from "../place/fingerprints.ts";
import { placeAnswers } from "../place/place_answers.ts";
import { fitTemperature, nearestSegment } from "../place/probability.ts";
import { readAnswers } from "../place/read_answers.ts";
import {
  fitPattern,
  MOST_FEATURES,
  patternDistances,
  patternLimits,
  unlikeOf,
} from "../track/pattern.ts";
import { describeBaseline, type LeftOut } from "./baseline.ts";
import { describeColumns } from "./columns.ts";
import { featuresAt, findRule, rowsAt, type RuleFound } from "./rule.ts";

/** Folds by which respondents are left out in turns. */
const FOLDS = 5;
/** The most respondents whom the temperature is fitted on: more change its second digit at most. */
const MOST_FITTED = 5000;
const LIMIT = 0.99;
/** Turns of a method that is run on without some respondents, and numbers that one may look at. */
const MOST_TURNS = 20;
const MOST_WORK = 1e7;

/** Describes how others are placed, O(n d k), for maps of near neighbours O(rows^2 d).
 * The run's own respondents are placed as strangers would be; those whom that puts elsewhere are kept by
 * fingerprints of their answers, unless `publish.respondents` is none.
 * @param model All else of the model.
 */
export function describePlacing(result: PipelineResult, model: Omit<Model, "placing">): Placing {
  const { cleaned: { respondents }, clustering: { labels, k } } = result;
  const read = describeColumns(result);
  const answers = readAnswers(read.columns, result.survey)
    .map((values) => Float64Array.from(respondents, (row) => values[row]));
  const found = findRule(result);
  const draft: Model = {
    ...model,
    placing: {
      ...{ method: found.method, ...read, rule: found.rule, temperature: 1, limits: [] },
      exact: { fingerprints: {}, conflicts: 0 },
    },
  };
  const { features, space, ...own } = placeAnswers(draft, answers);
  const { distances, rows } = found.apart ?? { distances: own, rows: null };
  const limits = limitsOf(distances, { labels, k, rows });
  const least = Math.max(LEAST_SHOWN, result.params.publish.least_base);
  const placed = { labels, k, space, features };
  const left = found.without === null
    ? leaveOneOut(found, placed, limits)
    : leaveOut(found, placed, least);
  return {
    ...{ ...draft.placing, temperature: left.temperature, limits },
    exact: exceptions(own.toSegments, { answers, labels, result }),
    baseline: describeBaseline(result, draft, {
      ...{ answers, distances, features, left, least },
      rows: rows ?? Int32Array.from(labels, (_, i) => i),
    }),
  };
}

interface Placed {
  readonly labels: Int32Array;
  readonly k: number;
  readonly space: Matrix;
  readonly features: AnswerFeatures;
}

/** Rows that were kept for placing others are measured without themselves. */
function leaveOneOut(
  { apart }: RuleFound,
  { labels, features }: Placed,
  limits: readonly number[],
): LeftOut {
  const { distances, rows } = apart!;
  const isUnlike = unlikeOf(distances, limits, { features, pattern: null });
  return {
    temperature: fitTemperature(distances.toSegments, rows.map((i) => labels[i])),
    unlike: Uint8Array.from(rows, (_, j) => isUnlike(j) ? 1 : 0),
    ...{ rows, pattern: null },
  };
}

/** Leaves respondents out in turns, a fifth each time, fits the temperature on them, and looks who of them is
 * unlike any segment that was formed without them.
 */
function leaveOut(found: RuleFound, placed: Placed, least: number): LeftOut {
  const { k } = placed;
  const count = Math.min(placed.features.n, MOST_FITTED);
  const rows = spreadRows(placed.features.n, count);
  const labels = rows.map((i) => placed.labels[i]);
  const space = rowsAt(placed.space, rows), features = featuresAt(placed.features, rows);
  const all = Int32Array.from(rows, (_, j) => j);
  const fit = (kept: Int32Array) =>
    found.rule.by === "points" && features.d <= MOST_FEATURES
      ? fitPattern(features, { labels, k, rows: kept, least })
      : null;
  const values = new Float64Array(count * k);
  const unlike = new Uint8Array(count);
  const nearest = new Array<number>(count).fill(0), apart = new Array<number>(count).fill(-1);
  for (let fold = 0; fold < FOLDS; fold++) {
    const out = all.filter((j) => rows[j] % FOLDS === fold);
    if (out.length === 0) continue;
    const kept = all.filter((j) => rows[j] % FOLDS !== fold);
    const rule = formWithout(found, placed, (i) => i % FOLDS === fold);
    const { toSegments, reach } = measure(rule, { space, features, k });
    const limits = limitsOf({ toSegments, reach: rowsAt(reach, kept) }, { labels, k, rows: kept });
    const isUnlike = unlikeOf({ toSegments, reach }, limits, { features, pattern: null });
    const open = fit(kept);
    const distance = open === null ? () => -1 : patternDistances(open, features);
    for (const j of out) {
      values.set(toSegments.values.subarray(j * k, (j + 1) * k), j * k);
      unlike[j] = isUnlike(j) ? 1 : 0;
      nearest[j] = nearestSegment(toSegments, j);
      apart[j] = distance(j, nearest[j]);
    }
  }
  const open = fit(all);
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = apart.map((distance, j) => rows[j] % FOLDS === fold ? -1 : distance);
    const limits = patternLimits(others, nearest, k);
    for (const j of all.filter((j) => rows[j] % FOLDS === fold)) {
      if (apart[j] > (limits[nearest[j]] ?? Infinity)) unlike[j] = 1;
    }
  }
  return {
    temperature: fitTemperature({ values, n: count, d: k }, labels),
    ...{ rows, unlike },
    pattern: open === null ? null : { ...open, limits: patternLimits(apart, nearest, k) },
  };
}

/** The rule that others would have found: from the run's segments on, the method's own turns until nobody of
 * them moves. Of very many respondents the centres hardly move, and these turns are left out.
 */
function formWithout(
  { without, takesTurns }: RuleFound,
  { labels, k, space, features }: Placed,
  isLeftOut: (i: number) => boolean,
): PlacingRule {
  const turns = takesTurns && space.n * k * (space.d + features.d) <= MOST_WORK ? MOST_TURNS : 0;
  let own = labels;
  let rule = without!(isLeftOut, own);
  for (let turn = 0; turn < turns; turn++) {
    const { toSegments } = measure(rule, { space, features, k });
    const next = own.map((_, i) => nearestSegment(toSegments, i));
    if (next.every((label, i) => label === own[i] || isLeftOut(i))) break;
    own = next;
    rule = without!(isLeftOut, own);
  }
  return rule;
}

function limitsOf(
  { reach }: Distances,
  { labels, k, rows }: { labels: Int32Array; k: number; rows: Int32Array | null },
): number[] {
  const own = Array.from({ length: k }, () => [] as number[]);
  for (let j = 0; j < reach.n; j++) {
    const label = labels[rows === null ? j : rows[j]];
    own[label].push(reach.values[j * k + label]);
  }
  return own.map((distances) =>
    distances.length === 0 ? 0 : quantile(distributionOf(distances, distances.map(() => 1)), LIMIT)
  );
}

/** Respondents whom the rule alone would place elsewhere, by their answers: of equal answers in several
 * segments the most frequent one counts, ties the lowest. */
function exceptions(
  distances: Matrix,
  { answers, labels, result }: {
    answers: readonly Float64Array[];
    labels: Int32Array;
    result: PipelineResult;
  },
): Placing["exact"] {
  const { runId, clustering: { k }, params } = result;
  const nearest = labels.map((_, i) => nearestSegment(distances, i));
  const votes = new Map<string, Uint32Array>();
  labels.forEach((label, i) => {
    if (nearest[i] !== label) votes.set(answersText(answers, i), new Uint32Array(k));
  });
  const nearestOf = new Map<string, number>();
  if (votes.size > 0) {
    labels.forEach((label, i) => {
      const text = answersText(answers, i);
      const counts = votes.get(text);
      if (counts === undefined) return;
      counts[label]++;
      nearestOf.set(text, nearest[i]);
    });
  }
  const isPublic = params.publish.respondents === "none";
  const fingerprints: [string, number][] = [];
  let conflicts = 0;
  for (const [text, counts] of votes) {
    const most = counts.reduce((most, count) => Math.max(most, count), 0);
    const segment = isPublic ? nearestOf.get(text)! : counts.indexOf(most);
    conflicts += counts.reduce((sum, count) => sum + count, 0) - counts[segment];
    if (segment !== nearestOf.get(text)) fingerprints.push([fingerprintOf(text, runId), segment]);
  }
  // In an order that tells nothing of the file's.
  fingerprints.sort(([a], [b]) => a < b ? -1 : 1);
  return { fingerprints: Object.fromEntries(fingerprints), conflicts };
}
