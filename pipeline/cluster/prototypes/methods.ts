/** k-modes and k-prototypes on the features of a survey. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { DataError } from "../../base/errors.ts";
import {
  type Answers,
  AS_CATEGORIES,
  AS_MIXED,
  nameLeftOut,
  readAnswers,
} from "../../features/answers.ts";
import { assertFinite } from "../../numeric/matrix.ts";
import type { Params } from "../../plan/params.ts";
import type { Clustering } from "../clustering.ts";
import type { Features } from "../../features/feature_matrix.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import { asFeatures } from "../basis.ts";
import { centresOf, sizesOf } from "../centres.ts";
import { describePrototypes, type MixedRows, toMixedRows, usualGamma } from "./mixed_rows.ts";
import { runPrototypes } from "./prototypes.ts";

/** Segments of typical answers; nominal, yes/no and ordinal columns are categories, ordinal ones
 * without their order, and numeric columns are left out with a warning.
 * @throws {DataError} If no column has categories, or k exceeds the number of different respondents.
 */
export async function clusterByModes(
  x: Matrix | Features,
  params: Params["clustering"],
  context: StageContext,
): Promise<Clustering> {
  const features = asFeatures(x, params);
  assertFinite(features, "find modes");
  const answers = readAnswers(features, AS_CATEGORIES);
  if (answers.categories.length === 0) {
    throw new DataError(
      `Cannot find modes: at least one column must have categories, but all ${features.d} features ` +
        "are numeric. Use clustering.method kmeans.",
    );
  }
  if (answers.left.length > 0) {
    context.warn(
      `k-modes compares categories only: it leaves out ${nameLeftOut(answers.left)}. Use ` +
        "k-prototypes to take numbers in too.",
    );
  }
  const rows = toMixedRows(answers, features);
  return await findSegments({ features, answers, rows }, { ...params, gamma: 1 }, context);
}

/** Segments of typical answers; nominal and yes/no columns are categories, ordinal and numeric ones
 * numbers, scaled as the features are.
 * @throws {DataError} If k exceeds the number of different respondents.
 */
export async function clusterByPrototypes(
  x: Matrix | Features,
  params: Params["clustering"],
  context: StageContext,
): Promise<Clustering> {
  const features = asFeatures(x, params);
  assertFinite(features, "find prototypes");
  const answers = readAnswers(features, AS_MIXED);
  const rows = toMixedRows(answers, features);
  const gamma = params.gamma === "auto" ? usualGamma(rows) : params.gamma;
  return await findSegments({ features, answers, rows }, { ...params, gamma }, context);
}

interface Found {
  readonly features: Features;
  readonly answers: Answers;
  readonly rows: MixedRows;
}

async function findSegments(
  { features, answers, rows }: Found,
  params: Params["clustering"] & { gamma: number },
  context: StageContext,
): Promise<Clustering> {
  const { method, n_clusters: k, n_init: nInit, max_iter: maxIter, gamma } = params;
  const found = await runPrototypes(rows, { k, gamma, nInit, maxIter }, context);
  const { labels, cost, iterations, converged } = found;
  return {
    ...{ method, basis: "answers", k, labels, cost, iterations, converged },
    ...{ medoids: null, tree: null },
    prototypes: describePrototypes(found, answers, features),
    sizes: sizesOf(labels, k),
    ...centresOf(features, labels, k),
  };
}
