/** The model as a file: what is needed to place new respondents. Runs in Deno and browsers. */

import { toRows } from "../numeric/matrix.ts";
import { shareOf } from "../profile/words.ts";
import type { PipelineResult } from "../run/run_result.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { McaModel } from "../reduce/embedding.ts";

const FORMAT_VERSION = 1;

/** Writes `model.json`: features with their source columns, imputed values (of batteries filled by two-way
 * imputation the means that give them), how heavy tails were tamed, and scaling, before it what
 * ratings are set against where they are (mean and population standard deviation of the respondent's
 * answers to the columns of a scale, gaps left out, and then 0 for gaps and without differences), the
 * reduction, and the centroids of the segments in the reduced space; for MCA where the categories lie,
 * for k-medoids the medoids with their features, for k-modes and k-prototypes the typical answers.
 */
export function writeModelJson(result: PipelineResult): Uint8Array<ArrayBuffer> {
  const { features, embedding, clustering, cleaned, params, profile } = result;
  const columns = new Map(cleaned.survey.columns.map((column) => [column.name, column]));
  const imputed = new Map(cleaned.report.imputed.map(({ name, value }) => [name, value]));
  const tamed = tailsOf(features);
  const { twoway } = cleaned.report;
  const model = {
    format: FORMAT_VERSION,
    run_id: result.runId,
    params: {
      cleaning: params.cleaning,
      ...(profile.weighting === undefined ? {} : { weighting: params.weighting }),
      features: params.features,
      reduction: params.reduction,
      clustering: params.clustering,
      seed: params.seed,
    },
    ...(twoway === undefined ? {} : { twoway }),
    ...describeWithin(features),
    features: features.names.map((name, f) => {
      const { column, category } = features.sources[f];
      return {
        name,
        question: features.questions[f],
        column,
        kind: columns.get(column)!.kind,
        categories: columns.get(column)!.categories,
        category,
        imputed: imputed.get(column) ?? null,
        tail: tamed.get(column),
        center: features.center[f],
        scale: features.scale[f],
      };
    }),
    reduction: {
      method: embedding.method,
      mean: embedding.method === "pca" ? [...embedding.mean] : null,
      components: embedding.method === "pca" ? toRows(embedding.components) : null,
      ...(embedding.method === "mca" ? { mca: describeMca(embedding.mca) } : {}),
    },
    clustering: {
      method: clustering.method,
      k: clustering.k,
      ...{ sizes: [...clustering.sizes], names: profile.segments.map(({ name }) => name) },
      ...(profile.weighting === undefined
        ? {}
        : { weighted_shares: profile.segments.map(shareOf) }),
      centroids: toRows(clustering.centroids),
      ...(clustering.form !== "medoids" ? {} : {
        medoids: Array.from(clustering.medoids, (row) => ({
          row: cleaned.respondents[row] + 1,
          features: [...features.values.subarray(row * features.d, (row + 1) * features.d)],
          reduced: [...embedding.values.subarray(row * embedding.d, (row + 1) * embedding.d)],
        })),
      }),
      ...(clustering.form === "prototypes" ? { prototypes: clustering.prototypes } : {}),
    },
  };
  return new TextEncoder().encode(JSON.stringify(model, null, 1) + "\n");
}

function tailsOf({ tails = [] }: Features): ReadonlyMap<string, unknown> {
  return new Map(tails.map(({ column, isLog, low, high }) => [column, { isLog, low, high }]));
}

function describeWithin({ within }: Features): Record<string, unknown> {
  if (within === null) return {};
  const scales = within.scales.map(({ flat: _flat, ...scale }) => scale);
  return { within_respondent: { method: within.method, scales } };
}

function describeMca({ inertia, share, correctedShare, levels, coordinates }: McaModel): unknown {
  const rows = toRows(coordinates);
  return {
    inertia: [...inertia],
    share: [...share],
    corrected_share: [...correctedShare],
    categories: levels.map((level, j) => ({ ...level, coordinates: rows[j] })),
  };
}
