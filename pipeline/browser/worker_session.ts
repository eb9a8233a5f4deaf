/** What the browser's worker does with its messages. Runs in Deno and browsers. */

import type { StageCache } from "../run/cache.ts";
import { buffersOf } from "../base/buffers.ts";
import { DataError, ParamsError } from "../base/errors.ts";
import { hashBytes } from "../base/hash.ts";
import { runArtifacts } from "../deliver/artifacts.ts";
import { decode } from "../io/codec.ts";
import type { Params } from "../plan/params.ts";
import { resolveParams } from "../plan/parse_params.ts";
import { interimWords } from "../profile/interim_words.ts";
import { crosstab } from "../profile/crosstab/crosstab.ts";
import { callAlgorithm } from "../run/call_algorithm.ts";
import {
  type PipelineResult,
  type RunOptions,
  runPipeline,
  type RunProgress,
  runSurvey,
} from "../run/run.ts";
import { fingerprint, inputHash } from "../run/run_id.ts";
import { compareSolutions } from "../view/compare/compare_solutions.ts";
import { makeView } from "../view/mod.ts";
import type { Artifact } from "../view/publish.ts";
import { hideCrosstab } from "../view/rare/hide_crosstab.ts";
import type { RunView } from "../view/types.ts";
import { scanSegments } from "../view/scan.ts";
import type {
  WorkDone,
  WorkerAnswers,
  WorkerMessage,
  WorkerRequest,
  WorkRequest,
} from "./protocol.ts";

const BETWEEN_PROGRESS_MS = 50;

/** Answers requests; holds the survey that is open.
 * @param post Sends a message to the page; `transfer` lists buffers that the worker gives up.
 */
export class WorkerSession {
  readonly #cache: StageCache;
  readonly #post: (message: WorkerMessage, transfer: ArrayBuffer[]) => void;
  readonly #underWay = new Map<number, AbortController>();
  #source: Artifact | null = null;

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
      // What stages gave stays in the cache, and is copied.
      const isOwn = done.asked === "files" || done.asked === "algorithm";
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
  ): Promise<WorkDone> {
    const type = "done";
    if (request.type === "open") return { type, asked: "open", answer: this.#open(request) };
    if (request.type === "algorithm") {
      const { id, name, args } = request;
      const onProgress = this.#teller(id);
      const answer = await callAlgorithm(name, args, {
        signal,
        onProgress: (done, total, note) => onProgress({ stage: name, done, total, note }),
      });
      return { type, asked: "algorithm", answer };
    }
    const onInterim = (result: PipelineResult) => this.#show(request.id, result);
    const result = await this.#run(request.params, {
      ...{ id: request.id, signal },
      ...(request.type === "run" ? { onInterim } : {}),
    });
    switch (request.type) {
      case "run": {
        return { type, asked: "run", answer: this.#view(result) };
      }
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
      case "part":
        return { type, asked: "part", answer: result[request.part] };
      case "compare": {
        const other = await this.#run(request.other, { id: request.id, signal });
        return { type, asked: "compare", answer: compareSolutions(result, other) };
      }
      case "crosstab":
        return { type, asked: "crosstab", answer: this.#cross(result, request) };
    }
  }

  /** What is published of a survey tells nobody's own answers; a file is the reader's own. */
  #cross(result: PipelineResult, asked: WorkRequest<"crosstab">): WorkerAnswers["crosstab"] {
    const table = crosstab(result, asked);
    return this.#source?.kind === "survey"
      ? hideCrosstab(table, result.params.publish.least_base)
      : table;
  }

  #view(result: PipelineResult): RunView {
    return makeView(result, {
      hasPoints: true,
      hasEveryone: true,
      hasIdentities: this.#source?.kind === "file",
    });
  }

  /** Posts what a run has so far. */
  #show(id: number, result: PipelineResult): Promise<void> {
    const { structure, clustering: { k }, params } = result;
    const isSought = params.clustering.n_clusters === "auto";
    const words = interimWords({ structure, k, isSought });
    this.#post({ id, type: "interim", view: this.#view(result), words }, []);
    return Promise.resolve();
  }

  /** @returns The survey's fingerprint; empty where the artifact holds no answers. */
  #open({ name, bytes, isArtifact, codebook }: WorkRequest<"open">): WorkerAnswers["open"] {
    if (!isArtifact) {
      this.#source = { kind: "file", name, bytes, codebook: codebook ?? null };
      return hashOf(this.#source);
    }
    const artifact = decode(bytes) as Artifact | undefined;
    if (artifact === undefined) {
      throw new DataError(
        `Cannot open ${JSON.stringify(name)}: its data are damaged. Reload the page.`,
      );
    }
    this.#source = artifact;
    if (artifact.kind === "file") return hashOf(artifact);
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

function hashOf({ bytes, codebook }: Extract<Artifact, { kind: "file" }>): string {
  const sha256 = hashBytes(bytes);
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
