/** Features of other respondents in the reduced space of a model. Runs in Deno and browsers. */

import { endOf } from "../../base/steps.ts";
import { type AnswerFeatures, AS_CATEGORIES, readInSteps } from "../../features/answers.ts";
import type { AnswerLevel } from "../../features/feature_matrix.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import type { Model } from "../model.ts";

/** Numbers that were read back differ by rounding alone below this share. */
const ROUNDING = 1e-9;

/** Lays features out in the space in which segments are formed, O(n d m). Of a map of near neighbours nothing
 * is known but its rows: there the features stay as they are.
 */
export function embed({ reduction }: Pick<Model, "reduction">, features: AnswerFeatures): Matrix {
  if (reduction.method === "pca") return project(reduction, features);
  return reduction.method === "mca" ? placeByCategories(reduction, features) : features;
}

function project(
  { mean, components }: Model["reduction"],
  { values, n, d }: Matrix,
): Matrix {
  const m = components!.length;
  const scores = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < m; c++) {
      const axis = components![c];
      let sum = 0;
      for (let f = 0; f < d; f++) sum += (values[i * d + f] - mean![f]) * axis[f];
      scores[i * m + c] = sum;
    }
  }
  return { values: scores, n, d: m };
}

/** At the mean of the categories chosen; one that nobody of the run chose has no place. */
function placeByCategories({ mca }: Model["reduction"], features: AnswerFeatures): Matrix {
  const known = mca!.categories;
  const m = known[0].coordinates.length;
  const scores = new Float64Array(features.n * m);
  const counts = new Uint32Array(features.n);
  const names = new Set(known.map(({ column }) => column));
  const { categories } = endOf(readInSteps(features, AS_CATEGORIES));
  for (const { column, codes, levels } of categories) {
    if (!names.has(column)) continue;
    const places = levels.map((level) =>
      known.find((each) => each.column === column && isSameLevel(each.level, level))?.coordinates
    );
    for (let i = 0; i < features.n; i++) {
      const place = places[codes[i]];
      if (place === undefined) continue;
      counts[i]++;
      for (let c = 0; c < m; c++) scores[i * m + c] += place[c];
    }
  }
  for (let p = 0; p < scores.length; p++) scores[p] /= Math.max(1, counts[Math.floor(p / m)]);
  return { values: scores, n: features.n, d: m };
}

/** Whether two answers are one: the same category, or the same number but for rounding. */
export function isSameLevel(a: AnswerLevel["level"], b: AnswerLevel["level"]): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  return Math.abs(a - b) <= ROUNDING * (1 + Math.abs(a));
}
