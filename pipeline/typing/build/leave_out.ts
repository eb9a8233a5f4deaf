/** What is found where respondents of a run are placed by segments that were formed without them. Runs in Deno and browsers. */

import { type Matrix, spreadRows } from "../../numeric/matrix.ts";
import type { AnswerFeatures } from "../../features/answers.ts";
import type { AnswerPattern, PlacingRule } from "../model.ts";
import { type Distances, measure } from "../place/distances.ts";
import { fitTemperature, nearestSegment } from "../place/probability.ts";
import {
  fitPattern,
  limitsWithin,
  MOST_FEATURES,
  type OpenPattern,
  patternDistances,
  patternLimits,
  UNKNOWN,
  unlikeOf,
} from "../track/pattern.ts";
import { featuresAt, rowsAt, type RuleFound } from "./rule.ts";

/** Folds by which respondents are left out in turns. */
const FOLDS = 5;
/** The most respondents whom the temperature is fitted on: more change its second digit at most. */
const MOST_FITTED = 5000;
/** Turns of a method that is run on without some respondents, and numbers that one may look at. */
const MOST_TURNS = 20;
const MOST_WORK = 1e7;

/** Respondents of the run who were placed by segments that were formed without them. */
export interface LeftOut {
  /** Divides distances before they become probabilities. */
  readonly temperature: number;
  /** Who they are. */
  readonly rows: Int32Array;
  /** 1 where one is unlike any segment. */
  readonly unlike: Uint8Array;
  readonly pattern: AnswerPattern | null;
}

/** The run's respondents as placing sees them. */
export interface PlacedRun {
  readonly labels: Int32Array;
  readonly k: number;
  readonly space: Matrix;
  readonly features: AnswerFeatures;
}

/** Rows that were kept for placing others are measured without themselves. */
export function leaveOneOut(
  { apart }: RuleFound,
  { labels, features }: PlacedRun,
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
 * @param least Segments of fewer have no pattern.
 */
export function leaveOut(found: RuleFound, run: PlacedRun, least: number): LeftOut {
  const { k, features: { n } } = run;
  const count = Math.min(n, MOST_FITTED);
  const rows = spreadRows(n, count);
  const values = new Float64Array(count * k);
  const unlike = new Uint8Array(count);
  const nearest = new Array<number>(count).fill(0), apart = new Array<number>(count).fill(UNKNOWN);
  for (let fold = 0; fold < FOLDS; fold++) {
    const places = Int32Array.from(rows, (_, j) => j).filter((j) => rows[j] % FOLDS === fold);
    if (places.length === 0) continue;
    const rule = formWithout(found, run, (i) => i % FOLDS === fold);
    const kept = measureRows(rule, run, othersOf(n, fold));
    const out = measureRows(rule, run, places.map((j) => rows[j]));
    const isUnlike = unlikeOf(out, limitsOf(kept, { labels: kept.labels, k, rows: null }), {
      ...{ features: out.features, pattern: null },
    });
    const open = patternOf(found, kept, { k, least });
    const distance = open === null ? () => UNKNOWN : patternDistances(open, out.features);
    places.forEach((j, at) => {
      values.set(out.toSegments.values.subarray(at * k, (at + 1) * k), j * k);
      unlike[j] = isUnlike(at) ? 1 : 0;
      nearest[j] = nearestSegment(out.toSegments, at);
      apart[j] = distance(at, nearest[j]);
    });
  }
  markApart(unlike, { apart, nearest, k });
  const labels = rows.map((i) => run.labels[i]);
  const open = patternOf(found, { features: featuresAt(run.features, rows), labels }, { k, least });
  return {
    temperature: fitTemperature({ values, n: count, d: k }, labels),
    ...{ rows, unlike },
    pattern: open === null ? null : { ...open, limits: patternLimits(apart, nearest, k) },
  };
}

/** Some respondents, and how far they are from segments by a rule. */
function measureRows(
  rule: PlacingRule,
  { labels, k, space, features }: PlacedRun,
  rows: Int32Array,
): Distances & { readonly features: AnswerFeatures; readonly labels: Int32Array } {
  const own = featuresAt(features, rows);
  return {
    ...measure(rule, { space: rowsAt(space, rows), features: own, k }),
    ...{ features: own, labels: rows.map((i) => labels[i]) },
  };
}

/** Respondents who are not in a fold: all, or as many as are fitted of very many, evenly spaced. */
function othersOf(n: number, fold: number): Int32Array {
  const others = Int32Array.from({ length: n }, (_, i) => i).filter((i) => i % FOLDS !== fold);
  return spreadRows(others.length, Math.min(others.length, MOST_FITTED)).map((at) => others[at]);
}

function patternOf(
  { rule }: RuleFound,
  { features, labels }: { readonly features: AnswerFeatures; readonly labels: Int32Array },
  { k, least }: { readonly k: number; readonly least: number },
): OpenPattern | null {
  if (rule.by !== "points" || features.d > MOST_FEATURES) return null;
  return fitPattern(features, { labels, k, rows: labels.map((_, j) => j), least });
}

/** Marks whose answers do not go together as those of the segment do, by limits of others again. */
function markApart(
  unlike: Uint8Array,
  { apart, nearest, k }: {
    readonly apart: readonly number[];
    readonly nearest: readonly number[];
    readonly k: number;
  },
): void {
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = apart.map((distance, j) => j % FOLDS === fold ? UNKNOWN : distance);
    const limits = patternLimits(others, nearest, k);
    for (let j = fold; j < apart.length; j += FOLDS) {
      if (apart[j] > (limits[nearest[j]] ?? Infinity)) unlike[j] = 1;
    }
  }
}

/** The rule that others would have found: from the run's segments on, the method's own turns until nobody of
 * them moves. Of very many respondents the centres hardly move, and these turns are left out.
 */
function formWithout(
  { without, takesTurns }: RuleFound,
  { labels, k, space, features }: PlacedRun,
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

/** By segment the 99th centile of its own respondents' distances. */
export function limitsOf(
  { reach }: Distances,
  { labels, k, rows }: { labels: Int32Array; k: number; rows: Int32Array | null },
): number[] {
  const own = Array.from({ length: k }, () => [] as number[]);
  for (let j = 0; j < reach.n; j++) {
    const label = labels[rows === null ? j : rows[j]];
    own[label].push(reach.values[j * k + label]);
  }
  return limitsWithin(own).map((limit) => limit ?? 0);
}
