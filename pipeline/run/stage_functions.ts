/** What each stage of the graph gives, and the function that makes it. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import type { Cleaned } from "../clean/cleaned.ts";
import { clean } from "../clean/mod.ts";
import { centresOf } from "../cluster/centres.ts";
import type { Clustering, MergeTree } from "../cluster/clustering.ts";
import { growTree } from "../cluster/chosen_method.ts";
import { cluster } from "../cluster/mod.ts";
import { toSpace } from "../cluster/space.ts";
import type { Evaluation } from "../evaluate/evaluation.ts";
import { evaluate } from "../evaluate/mod.ts";
import type { Features } from "../features/feature_matrix.ts";
import { features } from "../features/mod.ts";
import type { CodebookFile } from "../ingest/codebook/codebook.ts";
import { ingest } from "../ingest/mod.ts";
import { secondOpinion } from "../opinion/mod.ts";
import type { Opinion } from "../opinion/result.ts";
import type { Params } from "../plan/params.ts";
import type { StageName, STAGES } from "../plan/stages.ts";
import { profile } from "../profile/mod.ts";
import type { Profile } from "../profile/segment_profile.ts";
import type { Embedding } from "../reduce/embedding.ts";
import { drawMap } from "../reduce/map.ts";
import { reduce } from "../reduce/mod.ts";
import type { Structure } from "../structure/result.ts";
import type { Survey } from "../survey/survey.ts";

/** The survey's file. */
export interface SurveyFile {
  /** Without its folder; results do not depend on it. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Texts and value labels in a file of their own. */
  readonly codebook?: CodebookFile | undefined;
}

/** The result of each stage. */
export interface StageResults {
  readonly ingest: Survey;
  readonly clean: Cleaned;
  readonly features: Features;
  readonly reduce: Embedding;
  readonly map: Embedding;
  readonly structure: Structure;
  readonly tree: MergeTree;
  readonly cluster: Clustering;
  readonly evaluate: Evaluation;
  readonly profile: Profile;
  readonly opinion: Opinion;
}

/** What stages may take: results of others, the file, and what segments are formed on. */
interface Available extends StageResults {
  readonly file: SurveyFile;
  readonly space: Features | Embedding;
}

/** What a stage of the graph takes; `tree` only where the method builds one. */
export type InputsOf<Stage extends StageName> =
  & Readonly<Pick<Available, Exclude<(typeof STAGES)[Stage]["inputs"][number], "tree">>>
  & ("tree" extends (typeof STAGES)[Stage]["inputs"][number] ? { readonly tree?: MergeTree }
    : unknown);

/** Makes a stage's result of what the graph says that it takes. */
export type StageFunction<Stage extends StageName> = (
  inputs: InputsOf<Stage>,
  params: Params,
  context: StageContext,
) => Promise<StageResults[Stage]>;

/** The stages' functions. */
export const STAGE_FUNCTIONS: { readonly [Stage in StageName]: StageFunction<Stage> } = {
  ingest: ({ file }, params, context) =>
    ingest(file.bytes, file.name, { ...params, codebook: file.codebook }, context),
  clean: ({ ingest }, params, context) => clean(ingest, params, context),
  features: ({ clean }, params, context) => features(clean, params, context),
  reduce: ({ features }, params, context) => reduce(features, params, context),
  map: ({ features, reduce }, params, context) =>
    drawMap({ features, space: reduce }, params, context),
  async structure({ features, reduce }, params, context) {
    // Loaded only where the search is asked for.
    const { structure } = await import("../structure/mod.ts");
    return await structure({ features, embedding: reduce }, params, context);
  },
  tree: ({ space }, params, context) => growTree(toSpace(space, params), params, context),
  cluster: ({ space, tree }, params, context) => cluster(space, params, context, tree ?? null),
  evaluate: ({ reduce, features, cluster }, params, context) =>
    evaluate({ embedding: reduce, features, clustering: cluster }, params, context),
  profile: ({ ingest, clean, features, cluster, evaluate }, params, context) =>
    profile({
      survey: ingest,
      cleaned: clean,
      features,
      clustering: cluster,
      evaluation: evaluate,
      names: params.segments.names,
    }, context),
  opinion: ({ features, reduce, map, cluster }, params, context) =>
    secondOpinion({ features, embedding: reduce, map, clustering: cluster }, params, context),
};

/** Segments formed on the answers do not depend on the reduction: only where they lie on the map does,
 * and that is no part of what is kept. */
export function placedOnMap(clustering: Clustering, embedding: Embedding): Clustering {
  if (clustering.basis === "reduced") return clustering;
  return { ...clustering, ...centresOf(embedding, clustering.labels, clustering.k) };
}
