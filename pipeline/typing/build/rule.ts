/** By what respondents are placed, for each method of forming segments. Runs in Deno and browsers. */

import { endOf } from "../../base/steps.ts";
import { type AnswerFeatures, AS_MIXED, readAnswers } from "../../features/answers.ts";
import { toMixedRows, usualGamma } from "../../cluster/prototypes/mixed_rows.ts";
import {
  groupMeans,
  type Matrix,
  spreadRows,
  squaredDistance,
  toRows,
} from "../../numeric/matrix.ts";
import { nearestRows } from "../../numeric/neighbours.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import type { AnswerRule, PlacingRule } from "../model.ts";
import { type Distances, fromVotes, readFor, typicalAnswers } from "../place/distances.ts";

/** The most respondents whose features a model keeps. */
const MOST_ROWS = 3000;
/** As many as umap-learn takes by default: fewer say little, more reach into other segments. */
const NEIGHBOURS = 15;

/** A rule, in words too, and how it is made without some respondents. */
export interface RuleFound {
  readonly rule: PlacingRule;
  /** One sentence on how it places. */
  readonly method: string;
  /** The rule as others than those left out would give it with these segments; null where each respondent is
   * measured without itself. */
  readonly without: ((isLeftOut: (i: number) => boolean, labels: Int32Array) => PlacingRule) | null;
  /** Whether the method itself puts everybody in the nearest segment and forms these again, in turns. */
  readonly takesTurns: boolean;
  /** Where each kept row is measured without itself: its distances, and which respondents are kept. */
  readonly apart?: { readonly distances: Distances; readonly rows: Int32Array };
}

/** Finds the rule of a run. */
export function findRule(result: PipelineResult): RuleFound {
  const { clustering, embedding, params } = result;
  if (clustering.basis === "answers") return byAnswers(result);
  if (embedding.method === "umap") {
    return params.publish.respondents === "none"
      ? byMeans(result, {
        space: result.features,
        what: "mean of a segment's features, as publish.respondents is none",
      })
      : byNeighbours(result);
  }
  if (clustering.form === "medoids") return byMedoids(result, clustering.medoids);
  return byMeans(result, { space: embedding, what: "centre of a segment" });
}

function byMeans(
  { embedding, clustering: { labels, k, centroids, method } }: PipelineResult,
  { space, what }: { space: Matrix; what: string },
): RuleFound {
  const points = toRows(space === embedding ? centroids : groupMeans(space, labels, k));
  return {
    rule: { by: "points", points },
    method: `Placed with the nearest ${what}, by squared distance.`,
    without: (isLeftOut, labels) => ({
      by: "points",
      points: meansWithout(space, { labels, points, isLeftOut }),
    }),
    takesTurns: method === "kmeans" && space === embedding,
  };
}

function byMedoids(
  { embedding }: PipelineResult,
  medoids: Int32Array,
): RuleFound {
  const { d, values } = embedding;
  const rowOf = (i: number) => [...values.subarray(i * d, (i + 1) * d)];
  const points = Array.from(medoids, rowOf);
  return {
    rule: { by: "points", points },
    method: "Placed with the nearest medoid, the respondent who stands for a segment, by distance.",
    takesTurns: false,
    without(isLeftOut, labels) {
      // The medoid of the others is near their mean; it is looked for there.
      const means = meansWithout(embedding, { labels, points, isLeftOut });
      const centres = { values: Float64Array.from(means.flat()), n: means.length, d };
      const nearest = points.map((point) => ({ point, gap: Infinity }));
      for (let i = 0; i < labels.length; i++) {
        if (isLeftOut(i)) continue;
        const gap = squaredDistance(embedding, i, centres, labels[i]);
        if (gap < nearest[labels[i]].gap) nearest[labels[i]] = { point: rowOf(i), gap };
      }
      return { by: "points", points: nearest.map(({ point }) => point) };
    },
  };
}

/** Means of the respondents who are not left out; the whole segment's where none is. */
function meansWithout(
  { values, d }: Matrix,
  { labels, points, isLeftOut }: {
    labels: Int32Array;
    points: readonly (readonly number[])[];
    isLeftOut: (i: number) => boolean;
  },
): number[][] {
  const sums = points.map(() => new Float64Array(d));
  const counts = points.map(() => 0);
  for (let i = 0; i < labels.length; i++) {
    if (isLeftOut(i)) continue;
    counts[labels[i]]++;
    for (let c = 0; c < d; c++) sums[labels[i]][c] += values[i * d + c];
  }
  return points.map((point, s) =>
    counts[s] === 0 ? [...point] : Array.from(sums[s], (sum) => sum / counts[s])
  );
}

function byAnswers(result: PipelineResult): RuleFound {
  const { features, clustering, params } = result;
  const { labels, k, method } = clustering;
  const isGower = method !== "kmodes" && method !== "kprototypes";
  const isMixed = isGower || method === "kprototypes";
  const distance = isGower ? "gower" : "matching";
  const answers = readFor({ distance, hasNumbers: isMixed }, features);
  const rule = (segments: AnswerRule["segments"]): AnswerRule => ({
    ...{ by: "answers", distance },
    gamma: method === "kprototypes" ? gammaOf(features, params) : 1,
    categories: answers.categories.map(({ column }) => column),
    numbers: answers.numbers.map(({ column, values }) => ({ column, range: rangeOf(values) })),
    segments,
  });
  const typical = typicalAnswers({ answers, features, labels, k }, {
    ...{ takes: () => true, isGower },
  });
  const own = clustering.form === "medoids"
    ? Array.from(clustering.medoids, (i) => ({
      categories: answers.categories.map(({ codes, levels }) => levels[codes[i]]),
      numbers: answers.numbers.map(({ values }) => values[i]),
    }))
    : clustering.form === "prototypes"
    ? clustering.prototypes.map((own, s) => ({
      categories: own.slice(0, answers.categories.length).map(({ level }) => level),
      numbers: typical[s].numbers,
    }))
    : typical;
  const words = clustering.form === "medoids" ? "medoid" : "typical answers of a segment";
  const measure = isGower
    ? "Gower's distance"
    : "the answers that differ" + (isMixed ? " and the squared gaps of numbers" : "");
  return {
    rule: rule(own),
    method: `Placed with the nearest ${words}, by ${measure}.`,
    takesTurns: !isGower,
    without(isLeftOut, labels) {
      const others = new Uint32Array(k);
      labels.forEach((label, i) => others[label] += isLeftOut(i) ? 0 : 1);
      const takes = (i: number) => !isLeftOut(i) || others[labels[i]] === 0;
      const apart = typicalAnswers({ answers, features, labels, k }, { takes, isGower });
      // A segment that is lost on the way stays as it was.
      const lost = new Uint32Array(k);
      labels.forEach((label) => lost[label]++);
      return rule(apart.map((each, s) => lost[s] === 0 ? own[s] : each));
    },
  };
}

function gammaOf(
  features: PipelineResult["features"],
  { clustering }: PipelineResult["params"],
): number {
  if (clustering.gamma !== "auto") return clustering.gamma;
  return usualGamma(toMixedRows(readAnswers(features, AS_MIXED), features));
}

function rangeOf(values: Float64Array): number {
  let low = Infinity, high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high > low ? high - low : 1;
}

function byNeighbours({ features, clustering: { labels, k } }: PipelineResult): RuleFound {
  const count = Math.min(features.n, MOST_ROWS);
  const rows = spreadRows(features.n, count);
  const x = rowsAt(features, rows);
  const segments = Array.from(rows, (i) => labels[i]);
  const near = Math.min(NEIGHBOURS, count - 1);
  const found = endOf(nearestRows({ x, of: null, from: 0, to: count, k: near + 1 }));
  return {
    rule: { by: "neighbours", k: near, rows: toRows(x), segments },
    method:
      `Placed where most of the ${near} nearest respondents of the run are, by distance of all ` +
      "features: a map of near neighbours has no formula. The model holds the features of " +
      `${count} respondents, without order and identifier.`,
    ...{ without: null, takesTurns: false },
    apart: { distances: fromVotes(found, { segments, k, skip: 1 }), rows },
  };
}

/** Some rows of a matrix. */
export function rowsAt({ values, d }: Matrix, rows: Int32Array): Matrix {
  const taken = new Float64Array(rows.length * d);
  rows.forEach((i, j) => taken.set(values.subarray(i * d, (i + 1) * d), j * d));
  return { values: taken, n: rows.length, d };
}

/** The features of some respondents. */
export function featuresAt(features: AnswerFeatures, rows: Int32Array): AnswerFeatures {
  return { ...features, ...rowsAt(features, rows) };
}
