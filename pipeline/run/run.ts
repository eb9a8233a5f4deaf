/** The pipeline: stage order, cache, progress, cancelling. Runs in Deno and browsers. */

import { type ContextOptions, createContext, type StageContext } from "../base/context.ts";
import { DataError } from "../base/errors.ts";
import { hashFile, hashValue } from "../base/hash.ts";
import type { Features } from "../features/feature_matrix.ts";
import { fileFormOf } from "../ingest/files/file_form.ts";
import { keepWorkers, startWorkers } from "../parallel/pool.ts";
import { PLAN } from "../plan/engine_plan.ts";
import type { Params } from "../plan/params.ts";
import type { PlanFacts } from "../plan/rules.ts";
import { STAGE_VERSIONS, type StageInput, type StageName, STAGES } from "../plan/stages.ts";
import { testSegments } from "../profile/testing/test_segments.ts";
import { passesOn } from "../reduce/chosen_reduction.ts";
import type { SegmentTests } from "../profile/testing/segment_tests.ts";
import type { Structure } from "../structure/result.ts";
import type { Survey } from "../survey/survey.ts";
import { baseName, fingerprint, inputHash, runIdOf } from "./run_id.ts";
import { type CacheEntry, type KeptWarning, NO_CACHE } from "./cache.ts";
import { firstLook } from "./first_look.ts";
import { assertRunFits } from "./memory_limit.ts";
import type { InterimResult, PipelineResult, RunOptions, Warning } from "./run_result.ts";
import {
  type InputsOf,
  placedOnMap,
  STAGE_FUNCTIONS,
  type StageResults,
  type SurveyFile,
} from "./stage_functions.ts";

/** Shown while their number is being looked for: few enough to be taken in at a glance. */
const SEGMENTS_FOR_NOW = 3;

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
  const codebook = options.codebook ?? undefined;
  const sha256 = await hashFile(bytes);
  const source = {
    name: baseName(name),
    sha256,
    fileBytes: bytes.length,
    ...(codebook === undefined ? {} : { codebook: fingerprint(codebook) }),
  };
  const run = new Run(source, params, options);
  run.know({ file: await fileFormOf(bytes) });
  // The name is no part of the key: the same file under another name is the same work.
  run.give("file", { name, bytes, codebook }, inputHash(source));
  return await finish(run);
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
  const run = new Run({ name: survey.name, sha256, fileBytes: 0 }, params, options);
  run.give("ingest", survey, hashValue(["survey", sha256]));
  return await finish(run);
}

/** Several stages work in parallel: their workers start once. */
async function finish(run: Run): Promise<PipelineResult> {
  const workers = keepWorkers();
  try {
    return await run.finish();
  } finally {
    workers.release();
  }
}

/** A run that computes one of these searches for structure anew, in parallel. */
const BEFORE_STRUCTURE: ReadonlySet<StageName> = new Set(["ingest", "clean", "features", "reduce"]);

/** The stages whose results are tested; the key of the profile holds those of its inputs. */
const TESTED_STAGES: readonly StageName[] = ["ingest", "reduce", "profile"];
/** Raised whenever the same segments are tested otherwise. */
const TESTS_VERSION = 1;

/** What is known of the survey before any stage. */
interface Source {
  /** Without its folder. */
  readonly name: string;
  readonly sha256: string;
  /** Of the file, which stays in memory. */
  readonly fileBytes: number;
  readonly codebook?: NonNullable<PipelineResult["input"]["codebook"]>;
}

/** What stages have given so far. */
type Given = Partial<StageResults> & { readonly file?: SurveyFile };

/** Runs the stages of the graph against the cache and remembers what is to be reported. */
class Run {
  readonly params: Params;
  readonly #source: Source;
  readonly #options: RunOptions;
  /** What is reported as the parameters: those that were asked for, of which a first look follows fewer. */
  readonly #asked: Params;
  #hasLooked = false;
  #keys = new Map<StageInput, string>();
  #warnings: Warning[] = [];
  readonly #timings: Partial<Record<StageName, number>> = {};
  readonly #cached: StageName[] = [];
  #given: Given = {};
  #facts: PlanFacts = { rows: null, file: null };

  constructor(source: Source, params: Params, options: RunOptions, asked: Params = params) {
    this.params = params;
    this.#asked = asked;
    this.#source = source;
    this.#options = options;
  }

  /** Learns what decides the meaning of parameters. */
  know(facts: Partial<PlanFacts>): void {
    this.#facts = { ...this.#facts, ...facts };
  }

  /** Takes a result, with what it is kept under. */
  give<Name extends "file" | StageName>(
    name: Name,
    value: Required<Given>[Name],
    key: string,
  ): void {
    this.#given = { ...this.#given, [name]: value };
    this.#keys.set(name, key);
  }

  /** Walks the graph, then tests the segments. */
  async finish(): Promise<PipelineResult> {
    const result = await this.walk();
    return { ...result, tests: await this.#test(result) };
  }

  /** Walks the graph.
   * @param without Stages that are left out.
   */
  async walk(without: readonly StageName[] = []): Promise<InterimResult> {
    for (const stage of PLAN.stagesOf(this.params)) {
      if (!without.includes(stage)) await this.step(stage);
    }
    return this.#report();
  }

  /** The tests of the segments, kept as stages' results are: they rest on these alone and the seed. */
  async #test(result: InterimResult): Promise<SegmentTests> {
    const { cache = NO_CACHE, signal, onInterim } = this.#options;
    const inputs = TESTED_STAGES.map((stage) => this.#keys.get(stage));
    const key = hashValue(["tests", TESTS_VERSION, this.params.seed, inputs]);
    const { entry } = await cache.resolve(key, async () => {
      await onInterim?.(result, "tests");
      return { value: await testSegments(result, this.#context()), warnings: [] };
    }, signal);
    return entry.value as SegmentTests;
  }

  /** Runs a stage, unless its result was given. */
  async step<Stage extends StageName>(stage: Stage): Promise<void> {
    if (this.#keys.has(stage)) return;
    const { signal } = this.#options;
    signal?.throwIfAborted();
    const key = this.#keyOf(stage);
    // The features passed on as they are would lie in the cache twice, the largest of all results.
    const isFree = stage === "reduce" && passesOn(this.#result("features"), this.params);
    const cache = isFree ? NO_CACHE : this.#options.cache ?? NO_CACHE;
    const started = performance.now();
    this.#tell(stage, 0, 1, "");
    const { entry, hit } = await cache.resolve(key, () => this.#compute(stage), signal);
    this.#tell(stage, 1, 1, "");
    this.#timings[stage] = Math.round(10 * (performance.now() - started)) / 10;
    if (hit || (isFree && this.#cached.includes("features"))) this.#cached.push(stage);
    const notes = PLAN.notesOf(stage, this.params, this.#facts);
    for (const said of [...notes, ...entry.warnings]) {
      this.#warnings.push({ stage, ...(typeof said === "string" ? { text: said } : said) });
    }
    // The key names the stage and its version, so an entry under it is of the stage's type.
    this.give(stage, entry.value as Required<Given>[Stage], key);
    this.#settle(stage);
  }

  /** The results of all stages.
   * @throws {Error} If a stage has not run.
   */
  #report(): InterimResult {
    const { name, sha256, codebook } = this.#source;
    return {
      runId: runIdOf(inputHash(this.#source), this.#asked),
      input: { name, sha256, ...(codebook === undefined ? {} : { codebook }) },
      params: this.#asked,
      ...{ survey: this.#result("ingest"), cleaned: this.#result("clean") },
      ...{ features: this.#result("features"), embedding: this.#result("reduce") },
      map: this.#result("map"),
      structure: this.#given.structure ?? null,
      ...{ clustering: this.#result("cluster"), evaluation: this.#result("evaluate") },
      profile: this.#result("profile"),
      opinion: this.#given.opinion ?? null,
      tests: null,
      ...{ warnings: this.#warnings, timings: this.#timings, cached: this.#cached },
    };
  }

  /** Completes a result by what it is not kept with: the file's name, places on the map. */
  #settle(stage: StageName): void {
    const { name } = this.#source;
    const { ingest, clean, features, structure, cluster } = this.#given;
    if (stage === "ingest" && ingest !== undefined) {
      this.#given = { ...this.#given, ingest: { ...ingest, name } };
    }
    if (stage === "clean" && clean !== undefined) {
      const survey = { ...clean.survey, name };
      this.#given = { ...this.#given, clean: { ...clean, survey } };
    }
    if (stage === "features" && features !== undefined) {
      this.know({ rows: features.n });
      this.#assertFits(features);
    }
    if (stage === "structure" && structure !== undefined) {
      this.know({ segments: structure.verdict.suggested });
    }
    if (stage === "cluster" && cluster !== undefined) {
      const placed = placedOnMap(cluster, this.#result("reduce"));
      this.#given = { ...this.#given, cluster: placed };
    }
  }

  #keyOf(stage: StageName): string {
    const inputs = PLAN.keyedInputsOf(stage, this.params).map((input) => this.#keys.get(input));
    const settings = PLAN.settingsOf(stage, this.params, this.#facts);
    return hashValue([stage, STAGE_VERSIONS[stage], settings, inputs]);
  }

  async #compute<Stage extends StageName>(stage: Stage): Promise<CacheEntry> {
    const warnings: KeptWarning[] = [];
    const isEarly = BEFORE_STRUCTURE.has(stage) && this.#options.onInterim === undefined;
    // Who waits for first segments gets those first: two cores then have enough to do.
    if (isEarly && PLAN.stagesOf(this.params).includes("structure")) {
      startWorkers(this.#context().workers);
    }
    const isShown = stage === "structure" && this.#options.onInterim !== undefined;
    if (isShown || stage === "cluster" || stage === "evaluate") await this.#look();
    if (isShown) await this.#show(null);
    const context = this.#context({
      onProgress: (done, total, note) => this.#tell(stage, done, total, note),
      onWarning: (text, ...remedies) =>
        warnings.push(remedies.length === 0 ? text : { text, remedies }),
      ...(isShown ? { onInterim: (found) => this.#show(found as Structure) } : {}),
    });
    const params = PLAN.paramsOf(stage, this.params, this.#facts);
    const seeded = { ...context, rng: context.rng.fork(stage) };
    const value = await STAGE_FUNCTIONS[stage](this.#inputs(stage), params, seeded);
    return { value, warnings };
  }

  /** Shows segments soon, where the run is long. */
  async #look(): Promise<void> {
    if (this.#hasLooked || this.#options.onInterim === undefined) return;
    this.#hasLooked = true;
    const params = firstLook(this.params, this.#result("features"));
    if (params !== null) await this.#show(this.#given.structure ?? null, params);
  }

  /** Shows what the run would come to with so much of structure; null for none yet.
   * @param params Others than the run's for a first look.
   */
  async #show(structure: Structure | null, params?: Params): Promise<void> {
    const { onInterim, ...options } = this.#options;
    const isSought = structure === null && PLAN.stagesOf(this.params).includes("structure");
    const pending = isSought || params === undefined ? "verdict" : "starts";
    try {
      // Others' opinion takes long, and is asked of what a run ends with.
      const ahead = this.#ahead(structure, options, params);
      await onInterim?.(await ahead.walk(["opinion"]), pending);
    } catch (error) {
      // What is wrong with the data the run itself says in its turn.
      if (!(error instanceof DataError)) throw error;
    }
  }

  /** The run as if the search for structure had ended. What it keeps this run finds. */
  #ahead(
    structure: Structure | null,
    { onProgress, ...options }: RunOptions,
    params: Params = this.params,
  ): Run {
    // Stages that were done once already would only flicker past, as would those of a first look.
    const isHeard = structure === null && params === this.params && onProgress !== undefined;
    const told = isHeard ? { ...options, onProgress } : options;
    const ahead = new Run(this.#source, params, told, this.params);
    ahead.#given = structure === null ? this.#given : { ...this.#given, structure };
    ahead.#facts = this.#facts;
    ahead.know({ segments: structure?.verdict.suggested ?? SEGMENTS_FOR_NOW });
    // No stage's key rests on that of structure: what is taken of it is a setting.
    ahead.#keys = new Map([...this.#keys, ["structure", ""]]);
    ahead.#warnings = [...this.#warnings];
    return ahead;
  }

  /** What the graph says that a stage takes: of these names and types by {@link InputsOf}. */
  #inputs<Stage extends StageName>(stage: Stage): InputsOf<Stage> {
    const space = PLAN.spaceOf(this.params);
    return Object.fromEntries(
      STAGES[stage].inputs.map((name) => [name, this.#given[name === "space" ? space : name]]),
    ) as InputsOf<Stage>;
  }

  #result<Stage extends StageName>(stage: Stage): StageResults[Stage] {
    const result = this.#given[stage];
    if (result === undefined) throw new Error(`Cannot report the run: ${stage} has not run.`);
    return result as StageResults[Stage];
  }

  /** Refuses what cannot fit in memory before a long stage begins. */
  #assertFits({ n, d }: Features): void {
    const { workers, memory } = this.#context();
    const { columns, rows } = this.#result("ingest");
    const codes = columns.reduce((sum, column) => sum + column.codes.byteLength, 0);
    const surveyBytes = (this.#source.fileBytes + codes) / rows;
    assertRunFits({ n, d, workers, surveyBytes }, this.params, memory);
  }

  #context(
    listeners: Pick<ContextOptions, "onProgress" | "onWarning" | "onInterim"> = {},
  ): StageContext {
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
