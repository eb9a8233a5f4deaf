/** What the browser's worker does with its messages. Runs in Deno and browsers. */

import type { StageCache } from "../run/cache.ts";
import { buffersOf } from "../base/buffers.ts";
import { type ContextOptions, createContext } from "../base/context.ts";
import { DataError, ParamsError } from "../base/errors.ts";
import { hashFile } from "../base/hash.ts";
import { runArtifacts } from "../deliver/artifacts.ts";
import { makeDeliverables } from "../deliver/deliverables.ts";
import { ingest } from "../ingest/mod.ts";
import { decode } from "../io/codec.ts";
import type { Params } from "../plan/params.ts";
import { parseLayer, resolveParams } from "../plan/parse_params.ts";
import {
  firstStartWords,
  type InterimWords,
  interimWords,
  testsToComeWords,
} from "../profile/interim_words.ts";
import { crosstab } from "../profile/crosstab/crosstab.ts";
import { callAlgorithm } from "../run/algorithms/call.ts";
import { runPipeline, runSurvey } from "../run/run.ts";
import type {
  InterimResult,
  Pending,
  PipelineResult,
  RunOptions,
  RunProgress,
} from "../run/run_result.ts";
import { fingerprint, inputHash } from "../run/run_id.ts";
import { compareSolutions } from "../view/compare/compare_solutions.ts";
import { makeView } from "../view/mod.ts";
import { viewApart } from "../view/target/view_apart.ts";
import type { Artifact } from "../view/publish.ts";
import { hideCrosstab } from "../view/rare/hide_crosstab.ts";
import { publishedTables } from "../view/rare/published_tables.ts";
import type { ViewOptions } from "../view/options.ts";
import { viewTests } from "../view/testing/view_tests.ts";
import type { RunView } from "../view/types.ts";
import { scanSegments } from "../view/scan.ts";
import { PlacingDesk, placingParams } from "./placing_desk.ts";
import { readProject, refused } from "./project/read_project.ts";
import { writeProject } from "./project/write_project.ts";
import type {
  Tested,
  WorkDone,
  WorkerAnswers,
  WorkerMessage,
  WorkerRequest,
  WorkRequest,
} from "./protocol.ts";

const BETWEEN_PROGRESS_MS = 50;
/** A survey's file that is open. */
type FileSource = Extract<Artifact, { kind: "file" }>;

/** Work whose answers nobody else holds, so that their buffers are handed over. */
const OWN_ANSWERS: readonly string[] = ["files", "deliver", "place", "algorithm", "pack", "unpack"];

/** Answers requests; holds the survey that is open.
 * @param post Sends a message to the page; `transfer` lists buffers that the worker gives up.
 */
export class WorkerSession {
  readonly #cache: StageCache;
  readonly #post: (message: WorkerMessage, transfer: ArrayBuffer[]) => void;
  readonly #underWay = new Map<number, AbortController>();
  #source: Artifact | null = null;
  /** Of the run that others were placed by last. */
  #desk: { readonly run: string; readonly desk: PlacingDesk } | null = null;

  constructor(
    cache: StageCache,
    post: (message: WorkerMessage, transfer: ArrayBuffer[]) => void,
  ) {
    this.#cache = cache;
    this.#post = post;
  }

  /** Takes one message; the answer is posted, errors too. */
  async take(request: WorkerRequest): Promise<void> {
    if (request.type === "cancel") {
      this.#underWay.get(request.id)?.abort(new DOMException("cancelled", "AbortError"));
      return;
    }
    const { id } = request;
    const controller = new AbortController();
    this.#underWay.set(id, controller);
    try {
      const done = await this.#work(request, controller.signal);
      controller.signal.throwIfAborted();
      if (done.type === "tested") return this.#post({ id, ...done }, []);
      // What stages gave stays in the cache, and is copied.
      const isOwn = OWN_ANSWERS.includes(done.asked);
      this.#post({ id, ...done }, isOwn ? buffersOf(done.answer) : []);
    } catch (error) {
      this.#post({ id, type: "error", ...describeError(error) }, []);
    } finally {
      this.#underWay.delete(id);
    }
  }

  async #work(
    request: WorkRequest & { readonly id: number },
    signal: AbortSignal,
  ): Promise<WorkDone | Tested> {
    const type = "done";
    if (request.type === "open") {
      return { type, asked: "open", answer: await this.#open(request) };
    }
    if (request.type === "unpack") {
      return { type, asked: "unpack", answer: await unpackProject(request, signal) };
    }
    if (request.type === "read") {
      return { type, asked: "read", answer: await this.#read(request.id, signal) };
    }
    if (request.type === "pack") {
      return { type, asked: "pack", answer: await this.#pack(request, signal) };
    }
    if (request.type === "algorithm") {
      return { type, asked: "algorithm", answer: await this.#call(request, signal) };
    }
    // What takes the run's segments as given.
    if ("k" in request) return await this.#place(request, signal);
    let isTold = false;
    const onInterim = (result: InterimResult, pending: Pending) => {
      isTold = pending === "tests";
      return this.#show(request.id, result, pending);
    };
    const result = await this.#run(request.params, {
      ...{ id: request.id, signal },
      ...(request.type === "run" ? { onInterim } : {}),
    });
    switch (request.type) {
      case "run":
        return isTold
          ? { type: "tested", tests: viewTests(result.tests, this.#viewed()) }
          : { type, asked: "run", answer: this.#view(result) };
      case "scan": {
        const answer = await scanSegments(
          request.params,
          result.cleaned.respondents.length,
          (params) => this.#run(params, { id: request.id, signal }),
        );
        return { type, asked: "scan", answer };
      }
      case "files":
        return { type, asked: "files", answer: await runArtifacts(result) };
      case "deliver":
        return { type, asked: "deliver", answer: await this.#deliver(result, request, signal) };
      case "part":
        return { type, asked: "part", answer: result[request.part] };
      case "compare": {
        const other = await this.#run(request.other, { id: request.id, signal });
        return { type, asked: "compare", answer: compareSolutions(result, other) };
      }
      case "crosstab":
        return { type, asked: "crosstab", answer: this.#cross(result, request) };
      case "tables":
        return { type, asked: "tables", answer: await publishedTables(this.#handedOver(result)) };
    }
  }

  #call(
    { id, name, args }: WorkRequest<"algorithm"> & { readonly id: number },
    signal: AbortSignal,
  ): Promise<WorkerAnswers["algorithm"]> {
    const tell = this.#teller(id);
    return callAlgorithm(name, args, {
      signal,
      onProgress: (done, total, note) => tell({ stage: name, done, total, note }),
    });
  }

  async #read(id: number, signal: AbortSignal): Promise<WorkerAnswers["read"]> {
    const source = this.#source;
    if (source?.kind !== "file") throw new DataError("Cannot read the survey: no file is open.");
    const tell = this.#teller(id);
    return await readSurvey(source, resolveParams([]), {
      signal,
      onProgress: (done, total, note) => tell({ stage: "ingest", done, total, note }),
    });
  }

  async #pack(
    { id, facts, params, yaml, hasSurvey }: WorkRequest<"pack"> & { readonly id: number },
    signal: AbortSignal,
  ): Promise<WorkerAnswers["pack"]> {
    const file = hasSurvey && this.#source?.kind === "file" ? this.#source : null;
    return writeProject({
      ...facts,
      params: yaml,
      bytes: file?.bytes ?? null,
      codebook: file?.codebook ?? null,
      results: await this.#results(params, { id, signal }),
    });
  }

  /** A project that cannot be run as it stands is a project all the same. */
  async #results(
    params: Params,
    asked: { readonly id: number; readonly signal: AbortSignal },
  ): Promise<WorkerAnswers["files"]> {
    try {
      return await runArtifacts(await this.#run(params, asked));
    } catch (error) {
      if (error instanceof DataError || error instanceof ParamsError) return [];
      throw error;
    }
  }

  #deliver(
    result: PipelineResult,
    { id, names }: WorkRequest<"deliver"> & { readonly id: number },
    signal: AbortSignal,
  ): Promise<WorkerAnswers["deliver"]> {
    const tell = this.#teller(id);
    return makeDeliverables(this.#handedOver(result), names, {
      signal,
      onProgress: (done, total, note) => tell({ stage: "deliver", done, total, note }),
    });
  }

  async #place(
    request: WorkRequest<"apart" | "form" | "person" | "place"> & { readonly id: number },
    signal: AbortSignal,
  ): Promise<WorkDone> {
    const { id } = request;
    const type = "done";
    const params = placingParams(request.params, request.k);
    if (request.type === "apart") {
      const result = await this.#run(params, { id, signal });
      return { type, asked: "apart", answer: await viewApart(result, createContext({ signal })) };
    }
    const run = JSON.stringify(params);
    if (this.#desk?.run !== run) {
      const result = this.#handedOver(await this.#run(params, { id, signal }));
      this.#desk = { run, desk: new PlacingDesk(result) };
    }
    const { desk } = this.#desk;
    if (request.type === "form") return { type, asked: "form", answer: desk.form };
    if (request.type === "person") {
      const answer = desk.placePerson(request.answers, request.by);
      return { type, asked: "person", answer };
    }
    const tell = this.#teller(id);
    const answer = await desk.placeFile(request.file, (stage) =>
      createContext({
        signal,
        onProgress: (done, total, note) => tell({ stage, done, total, note }),
      }));
    return { type, asked: "place", answer };
  }

  /** What is published of a survey tells nobody's own answers; a file is the reader's own. */
  #cross(result: PipelineResult, asked: WorkRequest<"crosstab">): WorkerAnswers["crosstab"] {
    const table = crosstab(result, asked);
    return this.#source?.kind === "survey"
      ? hideCrosstab(table, result.params.publish.least_base)
      : table;
  }

  /** Of a published survey no parameter shows what it withholds. */
  #handedOver(result: PipelineResult): PipelineResult {
    const { publish } = result.params;
    return this.#source?.kind !== "survey" || publish.respondents !== "all" ? result : {
      ...result,
      params: { ...result.params, publish: { ...publish, respondents: "pseudonymous" } },
    };
  }

  #view(result: PipelineResult | InterimResult): RunView {
    return makeView(result, this.#viewed());
  }

  #viewed(): ViewOptions {
    return { hasPoints: true, hasEveryone: true, hasIdentities: this.#source?.kind === "file" };
  }

  /** Posts what a run has so far. */
  #show(id: number, result: InterimResult, pending: Pending): Promise<void> {
    const view = this.#view(result);
    const words = interimWordsOf(result, { finding: view.headline, pending });
    this.#post({ id, type: "interim", view, words }, []);
    return Promise.resolve();
  }

  /** @returns The survey's fingerprint; empty where the artifact holds no answers. */
  async #open(request: WorkRequest<"open">): Promise<WorkerAnswers["open"]> {
    const { name, bytes, isArtifact, codebook } = request;
    this.#desk = null;
    if (!isArtifact) {
      this.#source = { kind: "file", name, bytes, codebook: codebook ?? null };
      return await hashOf(this.#source);
    }
    const artifact = decode(bytes) as Artifact | undefined;
    if (artifact === undefined) {
      throw new DataError(
        `Cannot open ${JSON.stringify(name)}: its data are damaged. Reload the page.`,
      );
    }
    this.#source = artifact;
    if (artifact.kind === "file") return await hashOf(artifact);
    return artifact.kind === "survey" ? artifact.sha256 : "";
  }

  #run(
    params: Params,
    { id, ...asked }: Pick<RunOptions, "signal" | "onInterim"> & { readonly id: number },
  ): Promise<PipelineResult> {
    const source = this.#source;
    const checked = resolveParams([{ source: "", value: params }]);
    const options = { ...asked, cache: this.#cache, onProgress: this.#teller(id) };
    if (source === null || source.kind === "none") {
      throw new DataError(
        "Cannot run the pipeline: this site carries no answers of single respondents.",
      );
    }
    return source.kind === "file"
      ? runPipeline(source.bytes, source.name, checked, { ...options, codebook: source.codebook })
      : runSurvey(source.survey, source.sha256, checked, options);
  }

  /** What tells the page how far a request is. */
  #teller(
    id: number,
  ): (progress: Omit<RunProgress, "stage"> & { readonly stage: string }) => void {
    let told = -Infinity;
    let last = "";
    return ({ stage, done, total, note }) => {
      // Small steps come by the thousand, and a page draws with each.
      const now = performance.now();
      if (stage === last && done < total && now - told < BETWEEN_PROGRESS_MS) return;
      told = now;
      last = stage;
      const share = total > 0 ? Math.min(1, done / total) : 0;
      this.#post({ id, type: "progress", stage, share, note }, []);
    };
  }
}

function interimWordsOf(
  { structure, clustering: { k }, params }: InterimResult,
  { finding, pending }: { readonly finding: string; readonly pending: Pending },
): InterimWords {
  switch (pending) {
    case "tests":
      return testsToComeWords(finding);
    case "starts":
      return firstStartWords(finding, params.clustering.n_init);
    case "verdict":
      return interimWords({ structure, k, isSought: params.clustering.n_clusters === "auto" });
  }
}

/** Kept apart from the session: a sound project file is opened by whoever asked for it. */
async function unpackProject(
  { name, bytes }: WorkRequest<"unpack">,
  signal: AbortSignal,
): Promise<WorkerAnswers["unpack"]> {
  const { params: yaml, results: _results, ...contents } = await readProject(
    bytes,
    name,
    createContext({ signal }),
  );
  const params = resolveParams([parseLayer(yaml, `${name} params.yaml`)]);
  const { survey, codebook, bytes: file } = contents;
  if (file === null) return { contents, params };
  const source: FileSource = { kind: "file", name: survey.name, bytes: file, codebook };
  if (await hashOf(source) !== survey.sha256) {
    throw refused(name, "its survey must have the fingerprint that it tells, but has another");
  }
  await readSurvey(source, params, { signal });
  return { contents, params };
}

/** Reads a file as a run would, and tells how large it is. */
async function readSurvey(
  { name, bytes, codebook }: FileSource,
  { ingest: reading }: Params,
  options: ContextOptions,
): Promise<WorkerAnswers["read"]> {
  const asked = { ingest: reading, codebook: codebook ?? undefined };
  const { rows, columns } = await ingest(bytes, name, asked, createContext(options));
  return { rows, columns: columns.length };
}

async function hashOf({ bytes, codebook }: FileSource): Promise<string> {
  const sha256 = await hashFile(bytes);
  return inputHash(codebook === null ? { sha256 } : { sha256, codebook: fingerprint(codebook) });
}

function describeError(
  error: unknown,
): Omit<Extract<WorkerMessage, { type: "error" }>, "id" | "type"> {
  const problems = error instanceof ParamsError ? error.problems : [];
  if (error instanceof Error || error instanceof DOMException) {
    return { name: error.name, message: error.message, problems };
  }
  return { name: "Error", message: String(error), problems };
}
