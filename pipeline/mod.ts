/** The engine's public surface, for notebooks, scripts and the site. Runs in Deno and browsers. */

export { memoryCache, NO_CACHE } from "./cache.ts";
export type { CacheEntry, StageCache } from "./cache.ts";
export { clean } from "./clean/mod.ts";
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
} from "./algorithms.ts";
export { cutTree } from "./cluster/agglomerative.ts";
export type { KmeansResult } from "./cluster/kmeans.ts";
export type { KmedoidsResult } from "./cluster/kmedoids.ts";
export { cluster } from "./cluster/mod.ts";
export { columnValues } from "./column.ts";
export { createContext } from "./context.ts";
export type { ContextOptions, StageContext } from "./context.ts";
export { DataError, ParamsError, StorageError } from "./errors.ts";
export type { Problem, StorageFailure } from "./errors.ts";
export { evaluate } from "./evaluate/mod.ts";
export type { EvaluateInput } from "./evaluate/mod.ts";
export { features } from "./features/mod.ts";
export { ingest } from "./ingest/mod.ts";
export { runArtifacts } from "./io/artifacts.ts";
export type { NamedBytes } from "./io/storage.ts";
export { matrix } from "./numeric/matrix.ts";
export { keepWorkers } from "./parallel/pool.ts";
export type { KeptWorkers } from "./parallel/pool.ts";
export { PARAMS_SCHEMA } from "./params.ts";
export type { Params } from "./params.ts";
export { parseLayer, parseParams, parseSetting, resolveParams } from "./parse_params.ts";
export type { ParamsLayer } from "./parse_params.ts";
export { profile } from "./profile/mod.ts";
export type { ProfileInput } from "./profile/mod.ts";
export { reduce } from "./reduce/mod.ts";
export type { McaResult } from "./reduce/mca.ts";
export type { PcaResult } from "./reduce/pca.ts";
export type { UmapModel } from "./reduce/umap_place.ts";
export type { Rng } from "./rng.ts";
export { runIdOf, runPipeline, runSurvey } from "./run.ts";
export type { PipelineResult, RunOptions, RunProgress, Warning } from "./run.ts";
export { STAGE_VERSIONS } from "./stages.ts";
export type { StageName } from "./stages.ts";
export { summarize } from "./summary.ts";
export type { Summary } from "./summary.ts";
export * from "./results.ts";
export * from "./types.ts";
