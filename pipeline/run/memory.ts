/** What the stages of a run will take of memory. Runs in Deno and browsers. */

import { type Need, type NeedShape, NOTHING, RUNTIME } from "../base/memory_need.ts";
import { needOfMethod, needOfTree } from "../cluster/chosen_method.ts";
import { silhouetteNeed } from "../evaluate/memory_need.ts";
import { silhouetteForm } from "../evaluate/mod.ts";
import { opinionNeed } from "../opinion/memory_need.ts";
import { PLAN } from "../plan/engine_plan.ts";
import type { Params } from "../plan/params.ts";
import type { StageName } from "../plan/stages.ts";
import { spectrumNeed } from "../reduce/spectrum.ts";
import { umapNeed } from "../reduce/umap/memory_need.ts";

const MAP_DIMENSIONS = 2;

/** What memory depends on beside the parameters. */
export interface RunShape extends NeedShape {
  /** Bytes that a respondent takes in the file and in the survey's columns. */
  readonly surveyBytes: number;
}

/** What a stage takes while it runs. */
export interface StageMemory extends Need {
  readonly stage: StageName;
  /** Peak of the whole process, with the results of earlier stages but without what these gave up and
   * the platform has not collected yet. */
  readonly bytes: number;
}

/** Estimates the peak of every stage from features on. Their largest is within a factor of 1.5 of a
 * process's peak, as measured on Linux from 200 MB up.
 */
export function estimateMemory(shape: RunShape, given: Params): StageMemory[] {
  const { n, d } = shape;
  const params = PLAN.resolve(given, { rows: n, file: null });
  const { reduction } = params;
  const features = 8 * n * d;
  const m = dimensionsOf(reduction, d);
  const before = RUNTIME + n * shape.surveyBytes + features;
  const after = before + (reduction.method === "none" ? 0 : 8 * n * m);
  const stage = (name: StageName, held: number, need: Need): StageMemory => ({
    ...need,
    stage: name,
    bytes: held + need.bytes,
  });
  const width = PLAN.comparesAnswers(params) ? d : m;
  const space = { ...shape, d: width };
  const tree = needOfTree(space, params);
  return [
    stage("features", before, { ...NOTHING, piece: features }),
    stage("reduce", after, ofReduction(shape, { ...reduction, n_components: m })),
    stage("map", after, ofReduction(shape, { ...params.map, n_components: MAP_DIMENSIONS })),
    ...(tree === null ? [] : [stage("tree", after, tree)]),
    stage("cluster", after, needOfMethod(space, params)),
    stage("evaluate", after, ofSilhouette({ ...shape, d: Math.max(d, m) }, params)),
    ...(params.evaluation.second_opinion
      ? [stage("opinion", after, opinionNeed(shape, params))]
      : []),
  ];
}

/** At most: how many components keep four fifths of the variance is known only then. */
function dimensionsOf({ method, n_components }: Params["reduction"], d: number): number {
  if (method === "none" || method === "auto") return d;
  return n_components === "auto" ? d : n_components;
}

function ofReduction(
  shape: NeedShape,
  reduction: Omit<Params["reduction"], "n_components"> & { readonly n_components: number },
): Need {
  if (reduction.method === "none") return NOTHING;
  return reduction.method === "umap" ? umapNeed(shape, reduction) : spectrumNeed(shape);
}

function ofSilhouette(shape: NeedShape, params: Params): Need {
  const form = silhouetteForm(shape.n, params);
  if (form === "none") return NOTHING;
  const sample = form === "exact" ? null : params.evaluation.sample;
  const { n_clusters, max_clusters } = params.clustering;
  return silhouetteNeed(shape, { k: n_clusters === "auto" ? max_clusters : n_clusters, sample });
}
