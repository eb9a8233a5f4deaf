/** The engine's public surface, for notebooks, scripts and the site. Runs in Deno and browsers. */

export { memoryCache, NO_CACHE } from "./run/cache.ts";
export type { CacheEntry, KeptWarning, StageCache } from "./run/cache.ts";
export { clean } from "./clean/mod.ts";
export { compareSolutions } from "./view/compare/compare_solutions.ts";
export type { SolutionRun } from "./view/compare/compare_solutions.ts";
export * from "./view/compare/comparison.ts";
export {
  agglomerative,
  gower,
  kmeans,
  kmedoids,
  mca,
  pca,
  placeOnMap,
  silhouette,
  umap,
} from "./run/algorithms/algorithms.ts";
export { judgeTargets } from "./view/target/judge_targets.ts";
export type { MeasuredView } from "./view/target/measures.ts";
export { viewApart } from "./view/target/view_apart.ts";
export type * from "./view/target/target_types.ts";
export type { TargetCriterion, Targeting, TargetSide } from "./plan/targeting.ts";
export { crosstab } from "./profile/crosstab/crosstab.ts";
export type { CrosstabOptions, CrosstabRun } from "./profile/crosstab/crosstab.ts";
export * from "./profile/crosstab/crosstab_table.ts";
export { bannerTables } from "./profile/tables/banner_tables.ts";
export type { TablesRun } from "./profile/tables/banner_tables.ts";
export * from "./profile/tables/banner_table.ts";
export { cutTree } from "./cluster/tree/cut_tree.ts";
export type { KmeansResult } from "./cluster/kmeans/kmeans_result.ts";
export type { KmedoidsResult } from "./cluster/medoids/kmedoids.ts";
export { cluster } from "./cluster/mod.ts";
export { columnValues } from "./survey/read_column.ts";
export { createContext } from "./base/context.ts";
export type { ContextOptions, Remedy, StageContext } from "./base/context.ts";
export { DataError, ParamsError, StorageError } from "./base/errors.ts";
export type { Problem, StorageFailure } from "./base/errors.ts";
export { evaluate } from "./evaluate/mod.ts";
export type { EvaluateInput } from "./evaluate/mod.ts";
export { features } from "./features/mod.ts";
export { ingest } from "./ingest/mod.ts";
export type { CodebookFile } from "./ingest/codebook/codebook.ts";
export { runArtifacts } from "./deliver/artifacts.ts";
export { makeDeliverables } from "./deliver/deliverables.ts";
export type { DeliverableName, DeliverOptions } from "./deliver/deliverables.ts";
export type { NamedBytes } from "./io/storage.ts";
export { matrix } from "./numeric/matrix.ts";
export { secondOpinion } from "./opinion/mod.ts";
export type { OpinionInput, OpinionParams } from "./opinion/mod.ts";
export type { CheckSummary, OpinionSummary } from "./opinion/opinion_summary.ts";
export * from "./opinion/result.ts";
export { keepWorkers } from "./parallel/pool.ts";
export type { KeptWorkers } from "./parallel/pool.ts";
export { PARAMS_SCHEMA } from "./plan/params.ts";
export type { ClusteringName } from "./plan/methods.ts";
export type { Params } from "./plan/params.ts";
export { parseLayer, parseParams, parseSetting, resolveParams } from "./plan/parse_params.ts";
export type { ParamsLayer } from "./plan/parse_params.ts";
export type { AnchoredName, SegmentNames } from "./plan/segment_names.ts";
export { profile } from "./profile/mod.ts";
export type { ProfileInput } from "./profile/mod.ts";
export { testSegments } from "./profile/testing/test_segments.ts";
export type { TestedRun } from "./profile/testing/test_segments.ts";
export * from "./profile/testing/segment_tests.ts";
export { reduce } from "./reduce/mod.ts";
export type { McaResult } from "./reduce/mca.ts";
export type { PcaResult } from "./reduce/pca.ts";
export type { UmapModel } from "./reduce/umap/place.ts";
export type { Rng } from "./base/rng.ts";
export { runPipeline, runSurvey } from "./run/run.ts";
export { runIdOf } from "./run/run_id.ts";
export type {
  InterimResult,
  Pending,
  PipelineResult,
  RunOptions,
  RunProgress,
  StageRun,
  Warning,
} from "./run/run_result.ts";
export { STAGE_VERSIONS } from "./plan/stages.ts";
export type { StageName } from "./plan/stages.ts";
export { assign } from "./typing/assign.ts";
export type { Assignment } from "./typing/assign.ts";
export { track } from "./typing/track/track.ts";
export type { TrackOptions } from "./typing/track/track.ts";
export { readPanel } from "./typing/track/panel.ts";
export type { Panel } from "./typing/track/panel.ts";
export type * from "./typing/track/tracked.ts";
export type { Interval } from "./numeric/distributions/proportions.ts";
export { parseModel } from "./typing/model.ts";
export type {
  AnswerPattern,
  AnswerRule,
  Baseline,
  BaselineMeasure,
  BaselineSegment,
  Model,
  ModelBattery,
  ModelColumn,
  ModelFeature,
  NeighbourRule,
  Placing,
  PlacingRule,
  PointRule,
  TypicalAnswers,
} from "./typing/model.ts";
export { structure } from "./structure/mod.ts";
export type { StructureInput } from "./structure/mod.ts";
export { verdictOn } from "./structure/verdict.ts";
export * from "./structure/result.ts";
export type { ExcessTest } from "./structure/test/excess.ts";
export type { StabilityOfK } from "./structure/stability/summarise.ts";
export type { StabilityBand } from "./structure/stability/bands.ts";
export type { Rival, Solution } from "./structure/stability/rivals.ts";
export type { Origins, RelabelledPartition } from "./structure/stability/origins.ts";
export { summarize } from "./run/summary.ts";
export type { StructureSummary, Summary } from "./run/summary.ts";
export { summarizeTests } from "./run/summarize_tests.ts";
export type { TestsSummary } from "./run/summarize_tests.ts";
export type { RivalFacts, VerdictWords } from "./profile/verdict_words.ts";
export * from "./clean/cleaned.ts";
export * from "./cluster/clustering.ts";
export * from "./evaluate/evaluation.ts";
export * from "./features/feature_matrix.ts";
export type { Matrix } from "./numeric/matrix.ts";
export * from "./profile/segment_profile.ts";
export * from "./reduce/embedding.ts";
export * from "./survey/column.ts";
export * from "./survey/ledger.ts";
export * from "./survey/missing.ts";
export type { ColumnText } from "./survey/labels.ts";
export type { RatingScale } from "./survey/rating_scales.ts";
export * from "./survey/survey.ts";
