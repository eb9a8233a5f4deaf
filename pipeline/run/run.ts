/** The pipeline: stage order, cache, progress, cancelling. Runs in Deno and browsers. */

import { type CacheEntry, NO_CACHE, type StageCache } from "./cache.ts";
import { clean } from "../clean/mod.ts";
import { basisOf } from "../cluster/basis.ts";
import { centresOf } from "../cluster/centres.ts";
import { cluster } from "../cluster/mod.ts";
import { type ContextOptions, createContext, type StageContext } from "../base/context.ts";
import { growTree } from "../cluster/registry.ts";
import { evaluate } from "../evaluate/mod.ts";
import { features } from "../features/mod.ts";
import { hashBytes, hashValue } from "../base/hash.ts";
import { ingest } from "../ingest/mod.ts";
import { assertRunFits } from "./memory_limit.ts";
import { keepWorkers } from "../parallel/pool.ts";
import type { Params } from "../plan/params.ts";
import { profile } from "../profile/mod.ts";
import { reduce } from "../reduce/mod.ts";
import { STAGE_VERSIONS, type StageName, stageSetting } from "../plan/stages.ts";
import type { Clustering } from "../cluster/clustering.ts";
import type { Evaluation } from "../evaluate/evaluation.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { Profile } from "../profile/segment_profile.ts";
import type { Embedding } from "../reduce/embedding.ts";
import type { Cleaned } from "../clean/cleaned.ts";
import type { Survey } from "../survey/survey.ts";

const RUN_ID_DIGITS = 12;

/** How far a run is. */
export interface RunProgress {
  /** The stage at work. */
  readonly stage: StageName;
  /** Of the stage, from 0 to total. */
  readonly done: number;
  /** What `done` counts up to. */
  readonly total: number;
  /** What the stage is at, or an empty string. */
  readonly note: string;
}

/** How to run the pipeline. */
export interface RunOptions {
  /** Hears how far the run is. */
  readonly onProgress?: (progress: RunProgress) => void;
  /** Aborting it rejects the run with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Where results are kept; nowhere if absent. */
  readonly cache?: StageCache;
  /** Bytes that the whole process may take; not limited if absent, but for what a platform allows in
   * one piece. A run that would take more is refused before its long stages begin. */
  readonly memory?: number;
}

/** Something worth knowing, and the stage that said it. */
export interface Warning {
  /** The stage that said it. */
  readonly stage: StageName;
  /** One or two sentences. */
  readonly text: string;
}

/** The results of all stages. */
export interface PipelineResult {
  /** The same work has the same id, wherever it is read from or written to. */
  readonly runId: string;
  /** The file's name without its folder, and the fingerprint of its content. */
  readonly input: { readonly name: string; readonly sha256: string };
  /** The parameters, all of them. */
  readonly params: Params;
  /** The survey as ingested. */
  readonly survey: Survey;
  /** The survey without gaps, and what was left out. */
  readonly cleaned: Cleaned;
  /** The full answers as numbers. */
  readonly features: Features;
  /** The respondents in the reduced space. */
  readonly embedding: Embedding;
  /** The segments. */
  readonly clustering: Clustering;
  /** How clear they are. */
  readonly evaluation: Evaluation;
  /** Who they are. */
  readonly profile: Profile;
  /** What a researcher would want to know, in the order of the stages. */
  readonly warnings: readonly Warning[];
  /** Milliseconds each stage took, waiting for its cached result included. */
  readonly timings: Readonly<Partial<Record<StageName, number>>>;
  /** Stages whose results were kept from before. */
  readonly cached: readonly StageName[];
}

/** Runs all stages on one survey file.
 * @param bytes The file: CSV, TSV, XLSX, SPSS, Parquet or Arrow, plain or gzipped.
 * @param name Its name, for messages; the content decides the format.
 * @throws {DataError} If the file cannot be read or cannot be segmented as asked.
 */
export async function runPipeline(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  params: Params,
  options: RunOptions = {},
): Promise<PipelineResult> {
  const sha256 = hashBytes(bytes);
  const run = new StageRunner(params, options);
  // The name is no part of the key: the same file under another name is the same work.
  const read = await run.stage(
    "ingest",
    [sha256],
    (context) => ingest(bytes, name, params, context),
  );
  const survey = { ...read.value, name: baseName(name) };
  return await runStages(run, { survey, key: read.key, sha256, fileBytes: bytes.length });
}

/** Runs the stages after ingest on a survey that was read before, such as a published one.
 * @param sha256 What stands for the survey in keys and in the run's id.
 * @throws {DataError} If the survey cannot be segmented as asked.
 */
export async function runSurvey(
  survey: Survey,
  sha256: string,
  params: Params,
  options: RunOptions = {},
): Promise<PipelineResult> {
  const run = new StageRunner(params, options);
  const key = hashValue(["survey", sha256]);
  return await runStages(run, { survey, key, sha256, fileBytes: 0 });
}

interface ReadSurvey {
  readonly survey: Survey;
  readonly key: string;
  readonly sha256: string;
  /** Of the file, which stays in memory. */
  readonly fileBytes: number;
}

/** Several stages work in parallel: their workers start once. */
async function runStages(run: StageRunner, read: ReadSurvey): Promise<PipelineResult> {
  const workers = keepWorkers();
  try {
    return await runInOrder(run, read);
  } finally {
    workers.release();
  }
}

async function runInOrder(run: StageRunner, read: ReadSurvey): Promise<PipelineResult> {
  const { params } = run;
  const { survey } = read;
  const cleaning = await run.stage(
    "clean",
    [read.key],
    (context) => clean(survey, params, context),
  );
  const cleaned = { ...cleaning.value, survey: { ...cleaning.value.survey, name: survey.name } };
  const built = await run.stage(
    "features",
    [cleaning.key],
    (context) => features(cleaned, params, context),
  );
  run.assertFits(built.value, read);
  const reduced = await run.stage(
    "reduce",
    [built.key],
    (context) => reduce(built.value, params, context),
  );
  const clustered = await runCluster(run, built, reduced);
  const evaluated = await run.stage(
    "evaluate",
    [reduced.key, built.key, clustered.key],
    (context) =>
      evaluate(
        { embedding: reduced.value, features: built.value, clustering: clustered.value },
        params,
        context,
      ),
    reduced.value.n,
  );
  const results = {
    survey,
    cleaned,
    features: built.value,
    clustering: clustered.value,
    evaluation: evaluated.value,
  };
  const profiled = await run.stage(
    "profile",
    [read.key, cleaning.key, built.key, clustered.key, evaluated.key],
    (context) => profile(results, context),
  );
  return {
    runId: runIdOf(read.sha256, params),
    input: { name: survey.name, sha256: read.sha256 },
    params,
    ...results,
    embedding: reduced.value,
    profile: profiled.value,
    ...run.report(),
  };
}

/** Segments formed on the answers do not depend on the reduction: only where they lie on the map does,
 * and that is no part of what is kept. */
async function runCluster(
  run: StageRunner,
  built: Keyed<Features>,
  reduced: Keyed<Embedding>,
): Promise<Keyed<Clustering>> {
  const { params } = run;
  const isOnAnswers = basisOf(params.clustering) === "answers";
  const space: Keyed<Features | Embedding> = isOnAnswers ? built : reduced;
  const tree = params.clustering.method === "agglomerative"
    ? await run.stage(
      "tree",
      [space.key],
      (context) => growTree(space.value, params.clustering, context),
    )
    : null;
  const { value, key } = await run.stage(
    "cluster",
    [space.key, ...(tree === null ? [] : [tree.key])],
    (context) => cluster(space.value, params, context, tree?.value ?? null),
  );
  const onMap = isOnAnswers ? centresOf(reduced.value, value.labels, value.k) : {};
  return { value: { ...value, ...onMap }, key };
}

/** The name of a run: 12 hex digits of SHA-256 over the input's SHA-256, the parameters but `storage`
 * and `publish`, and all stage versions.
 */
export function runIdOf(inputSha256: string, params: Params): string {
  const { storage: _storage, publish: _publish, ...work } = params;
  return hashValue([inputSha256, work, STAGE_VERSIONS]).slice(0, RUN_ID_DIGITS);
}

/** A stage's result and what it is kept under. */
interface Keyed<T> {
  readonly value: T;
  readonly key: string;
}

/** Runs single stages against the cache and remembers what is to be reported. */
class StageRunner {
  readonly params: Params;
  readonly #options: RunOptions;
  readonly #warnings: Warning[] = [];
  readonly #timings: Partial<Record<StageName, number>> = {};
  readonly #cached: StageName[] = [];

  constructor(params: Params, options: RunOptions) {
    this.params = params;
    this.#options = options;
  }

  async stage<T>(
    stage: StageName,
    inputs: readonly string[],
    compute: (context: StageContext) => Promise<T>,
    n = 0,
  ): Promise<Keyed<T>> {
    const { signal, cache = NO_CACHE } = this.#options;
    signal?.throwIfAborted();
    const setting = stageSetting(stage, this.params, n);
    const key = hashValue([stage, STAGE_VERSIONS[stage], setting, inputs]);
    const started = performance.now();
    this.#tell(stage, 0, 1, "");
    const { entry, hit } = await cache.resolve(key, () => this.#compute(stage, compute), signal);
    this.#tell(stage, 1, 1, "");
    this.#timings[stage] = Math.round(10 * (performance.now() - started)) / 10;
    if (hit) this.#cached.push(stage);
    for (const text of entry.warnings) this.#warnings.push({ stage, text });
    // The key names the stage and its version, so an entry under it is of the stage's type.
    return { value: entry.value as T, key };
  }

  /** Refuses what cannot fit in memory before a long stage begins. */
  assertFits({ n, d }: Features, { survey, fileBytes }: ReadSurvey): void {
    const { workers, memory } = this.#context();
    const codes = survey.columns.reduce((sum, column) => sum + column.codes.byteLength, 0);
    const surveyBytes = (fileBytes + codes) / survey.rows;
    assertRunFits({ n, d, workers, surveyBytes }, this.params, memory);
  }

  report(): Pick<PipelineResult, "warnings" | "timings" | "cached"> {
    return { warnings: this.#warnings, timings: this.#timings, cached: this.#cached };
  }

  async #compute<T>(
    stage: StageName,
    compute: (context: StageContext) => Promise<T>,
  ): Promise<CacheEntry> {
    const warnings: string[] = [];
    const context = this.#context({
      onProgress: (done, total, note) => this.#tell(stage, done, total, note),
      onWarning: (text) => warnings.push(text),
    });
    return { value: await compute({ ...context, rng: context.rng.fork(stage) }), warnings };
  }

  #context(listeners: Pick<ContextOptions, "onProgress" | "onWarning"> = {}): StageContext {
    const { signal, memory } = this.#options;
    return createContext({
      ...listeners,
      seed: this.params.seed,
      ...(signal === undefined ? {} : { signal }),
      ...(memory === undefined ? {} : { memory }),
    });
  }

  #tell(stage: StageName, done: number, total: number, note: string): void {
    this.#options.onProgress?.({ stage, done, total, note });
  }
}

function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
}
