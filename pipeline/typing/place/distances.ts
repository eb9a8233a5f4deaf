/** How far respondents are from each segment, by the rule of a model. Runs in Deno and browsers. */

import { endOf } from "../../base/steps.ts";
import {
  type AnswerFeatures,
  type Answers,
  AS_CATEGORIES,
  AS_DISTANCES,
  AS_MIXED,
  readInSteps,
} from "../../features/answers.ts";
import { type Matrix, matrix } from "../../numeric/matrix.ts";
import { nearestRows } from "../../numeric/neighbours.ts";
import { portableLog } from "../../numeric/portable_math.ts";
import type { AnswerRule, PlacingRule, TypicalAnswers } from "../model.ts";
import { isSameLevel } from "./embed.ts";

/** Distances of n respondents to k segments. */
export interface Distances {
  /** What decides and what probabilities rest on: n x k, the least is the respondent's segment. */
  readonly toSegments: Matrix;
  /** How far each is from what it is placed by, n x k; what is unlike any segment is judged by it. */
  readonly reach: Matrix;
}

/** A vote that a segment has without any neighbour, so that none is impossible. */
const FREE_VOTE = 0.5;

/** Measures all respondents, O(n k m); by neighbours O(n rows d). */
export function measure(
  rule: PlacingRule,
  { space, features, k }: { space: Matrix; features: AnswerFeatures; k: number },
): Distances {
  if (rule.by === "points") return same(toPoints(space, rule.points));
  if (rule.by === "answers") {
    const { distance, numbers } = rule;
    const answers = readFor({ distance, hasNumbers: numbers.length > 0 }, features);
    return same(toAnswers(rule, answers, features));
  }
  const { n } = features;
  const nearest = endOf(nearestRows({
    x: rowsOf(rule.rows),
    ...{ of: features, from: 0, to: n, k: Math.min(rule.k, rule.rows.length) },
  }));
  return fromVotes(nearest, { segments: rule.segments, k, skip: 0 });
}

function same(toSegments: Matrix): Distances {
  return { toSegments, reach: toSegments };
}

function toPoints(rows: Matrix, points: readonly (readonly number[])[]): Matrix {
  const { values, n, d } = rows, k = points.length;
  // Four sums grow side by side, as each has to wait for its last addition; beyond the last point lie zeros.
  const groups = Math.ceil(k / 4);
  const centres = new Float64Array(4 * groups * d);
  centres.set(points.flat());
  const to = new Float64Array(n * k), four = new Float64Array(4);
  for (let i = 0; i < n; i++) {
    for (let g = 0; g < groups; g++) {
      const a = 4 * g * d, b = a + d, c = b + d, e = c + d;
      let toA = 0, toB = 0, toC = 0, toE = 0;
      for (let f = 0; f < d; f++) {
        const value = values[i * d + f];
        const ofA = value - centres[a + f], ofB = value - centres[b + f];
        const ofC = value - centres[c + f], ofE = value - centres[e + f];
        toA += ofA * ofA;
        toB += ofB * ofB;
        toC += ofC * ofC;
        toE += ofE * ofE;
      }
      four[0] = toA;
      four[1] = toB;
      four[2] = toC;
      four[3] = toE;
      for (let s = 4 * g; s < k && s < 4 * g + 4; s++) to[i * k + s] = four[s - 4 * g];
    }
  }
  return { values: to, n, d: k };
}

/** The answers as a rule compares them. */
export function readFor(
  { distance, hasNumbers }: { distance: AnswerRule["distance"]; hasNumbers: boolean },
  features: AnswerFeatures,
): Answers {
  const as = distance === "gower" ? AS_DISTANCES : hasNumbers ? AS_MIXED : AS_CATEGORIES;
  return endOf(readInSteps(features, as));
}

/** Distances to typical answers, n x k: of Gower the mean over all columns, of matching the sum. */
export function toAnswers(
  rule: AnswerRule,
  answers: Answers,
  features: Matrix,
): Matrix {
  const k = rule.segments.length, { n } = answers;
  const to = new Float64Array(n * k);
  answers.categories.forEach(({ codes, levels }, c) => {
    const costs = rule.segments.map(({ categories }) =>
      levels.map((level) => isSameLevel(categories[c], level) ? 0 : rule.gamma)
    );
    for (let i = 0; i < n; i++) {
      for (let s = 0; s < k; s++) to[i * k + s] += costs[s][codes[i]];
    }
  });
  answers.numbers.forEach(({ values, feature }, c) => {
    const { range } = rule.numbers[c];
    for (let i = 0; i < n; i++) {
      const scaled = features.values[i * features.d + feature];
      for (let s = 0; s < k; s++) {
        const own = rule.segments[s].numbers[c];
        to[i * k + s] += rule.distance === "gower"
          ? Math.abs(values[i] - own) / range
          : (scaled - own) * (scaled - own);
      }
    }
  });
  if (rule.distance === "gower") {
    const count = answers.categories.length + answers.numbers.length;
    for (let p = 0; p < to.length; p++) to[p] /= count;
  }
  return { values: to, n, d: k };
}

/** What the nearest rows vote for: less the logarithm of each segment's share of them. A row that is equal
 * has the say alone.
 * @param skip How many of each list are left out, such as the row itself.
 */
export function fromVotes(
  { indices, distances, n, k: listed }: {
    indices: Int32Array;
    distances: Float64Array;
    n: number;
    k: number;
  },
  { segments, k, skip }: { segments: ArrayLike<number>; k: number; skip: number },
): Distances {
  const to = new Float64Array(n * k), reach = new Float64Array(n * k);
  const votes = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    votes.fill(FREE_VOTE);
    const first = i * listed + skip;
    const isEqual = distances[first] === 0;
    let cast = FREE_VOTE * k;
    for (let p = first; p < (i + 1) * listed; p++) {
      if (isEqual && distances[p] > 0) break;
      votes[segments[indices[p]]]++;
      cast++;
    }
    // Of equally many votes those of the nearest row count more.
    votes[segments[indices[first]]] += FREE_VOTE / 2;
    cast += FREE_VOTE / 2;
    for (let s = 0; s < k; s++) {
      to[i * k + s] = -portableLog(votes[s] / cast);
      reach[i * k + s] = distances[first];
    }
  }
  return { toSegments: { values: to, n, d: k }, reach: { values: reach, n, d: k } };
}

/** Rows of a file as a matrix. */
export function rowsOf(rows: readonly (readonly number[])[]): Matrix {
  return matrix(Float64Array.from(rows.flat()), rows.length, rows[0].length);
}

/** The typical answers of each segment.
 * @param takes Whether a respondent counts.
 * @param centre Of a segment's numbers: the median of answers (Gower) or the mean as scaled (matching).
 */
export function typicalAnswers(
  { answers, features, labels, k }: {
    answers: Answers;
    features: Matrix;
    labels: Int32Array;
    k: number;
  },
  { takes, isGower }: { takes: (i: number) => boolean; isGower: boolean },
): TypicalAnswers[] {
  const members = Array.from({ length: k }, () => [] as number[]);
  labels.forEach((label, i) => {
    if (takes(i)) members[label].push(i);
  });
  return members.map((own) => ({
    categories: answers.categories.map(({ codes, levels }) => {
      const counts = new Uint32Array(levels.length);
      for (const i of own) counts[codes[i]]++;
      return levels[counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0))];
    }),
    numbers: answers.numbers.map(({ values, feature }) =>
      isGower
        ? medianOf(own.map((i) => values[i]))
        : own.reduce((sum, i) => sum + features.values[i * features.d + feature], 0) / own.length
    ),
  }));
}

function medianOf(values: number[]): number {
  values.sort((a, b) => a - b);
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}
