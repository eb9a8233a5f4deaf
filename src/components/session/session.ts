/** A survey with its parameters and results: what controls change and charts are drawn from. Runs in browsers. */

import type { Params } from "../../../pipeline/plan/params.ts";
import type { BesideWork, WorkerAnswers, WorkRequest } from "../../../pipeline/browser/protocol.ts";
import type { VerdictWords } from "../../../pipeline/profile/verdict_words.ts";
import type { RunView, ScanPoint } from "../../../pipeline/view/types.ts";
import { findView, keepView } from "./browser_store.js";
import {
  type AskOptions,
  EngineClient,
  EngineError,
  type EngineInterim,
  type EngineSource,
} from "./engine_client.js";
import {
  differences,
  fromQuery,
  isSameData,
  isSameWork,
  type Setting,
  toCommand,
  tooLongNotice,
  toQuery,
  toYaml,
  withSettings,
} from "./params_text.js";
import { namedAs } from "./views/named_views.js";
import { isQuick } from "./param_rules.js";
import { settleAll, type Settled } from "./param_choices.js";
import type { Session, SessionState } from "./session_types.js";

/** What a session starts from. */
export interface SessionOptions {
  readonly survey: SessionState["survey"];
  /** The default run's view; null for an own file that was not run yet. */
  readonly view: RunView | null;
  /** The default run's parameters. */
  readonly defaults: Params;
  readonly schemaDefaults: Params;
  readonly engine: EngineSource;
  /** Why re-running is impossible; empty if it is possible. */
  readonly whyOff: string;
}

const DATA_CHANGED =
  "The data have changed since this link was made: its settings are applied to the new data.";
const READ_BEFORE =
  "This link says how to read the file, but this site carries only answers that were read when it " +
  "was built: they are shown as they were read.";
const UNDO_STEPS = 50;
const MOST_NAMED = 3;
const LIVE_KEY = "run-as-i-change";

/** Opens a session: with the state of the page's address if it holds one, else with the default run.
 * A result that this browser computed before is shown without computing anything; a link's result
 * that it did not is computed.
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { survey, schemaDefaults, defaults } = options;
  const asked = fromQuery(location.search, schemaDefaults);
  const params = readable(asked?.params ?? defaults, options);
  const start = namedAs(options.view, params);
  const isDefault = start !== null && isSameWork(params, start.params);
  const kept = isDefault ? start : namedAs(await findView(viewKey(options, params)), params);
  const hasChanged = asked !== null && !isSameData(asked.data, survey.sha256);
  const isUnread = asked !== null && params !== asked.params;
  const notice = [
    tooLongNotice(location.search),
    leftOutNotice(asked?.leftOut ?? []),
    hasChanged ? DATA_CHANGED : isUnread ? READ_BEFORE : "",
  ].filter((text) => text !== "").join(" ");
  const session = new LiveSession(options, { params, view: kept ?? options.view, notice });
  if (kept === null && options.whyOff === "") session.run();
  return session;
}

/** Without the file, what a link says of reading it cannot be done. */
function readable(params: Params, { survey, defaults }: SessionOptions): Params {
  const { ingest } = defaults;
  const isSame = survey.isFile || JSON.stringify(params.ingest) === JSON.stringify(ingest);
  return isSame ? params : { ...params, ingest };
}

/** What a link says of a parameter that no page could draw. */
function leftOutNotice(paths: readonly string[]): string {
  if (paths.length === 0) return "";
  const named = [...new Set(paths)].slice(0, MOST_NAMED).join(", ");
  return `This link holds what is no value of ${named}: that is left out.`;
}

class LiveSession implements Session {
  state: SessionState;
  readonly #options: SessionOptions;
  readonly #engine: EngineClient;
  readonly #listeners = new Set<(state: SessionState) => void>();
  #undo: Params[];
  #running: AbortController | null = null;

  constructor(
    options: SessionOptions,
    { params, view, notice }: { params: Params; view: RunView | null; notice: string },
  ) {
    this.#options = options;
    this.#engine = new EngineClient(options.engine);
    this.#undo = readUndo(options.survey.slug);
    this.state = {
      survey: options.survey,
      params,
      defaults: options.defaults,
      view,
      interim: null,
      isStale: view === null || !isSameWork(params, view.params),
      status: "idle",
      progress: null,
      error: null,
      canUndo: this.#undo.length > 0,
      isLive: sessionStorage.getItem(LIVE_KEY) !== "no",
      whyOff: options.whyOff,
      settled: [],
      notice,
    };
  }

  subscribe(listener: (state: SessionState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.state);
    return () => this.#listeners.delete(listener);
  }

  set(path: string, value: unknown): void {
    this.setAll([[path, value]]);
  }

  setAll(settings: readonly Setting[]): void {
    const set = withSettings(this.state.params, settings);
    const { params, settled } = settleAll(set, settings.map(([path]) => path));
    this.#change(params, settled);
  }

  reset(): void {
    this.#change(this.state.defaults, []);
  }

  undo(): void {
    const before = this.#undo.pop();
    if (before !== undefined) this.#apply(before, []);
  }

  setLive(isLive: boolean): void {
    sessionStorage.setItem(LIVE_KEY, isLive ? "yes" : "no");
    this.#update({ isLive });
    if (isLive && this.state.isStale) this.run();
  }

  cancel(): void {
    this.#running?.abort(new DOMException("cancelled", "AbortError"));
  }

  run(): void {
    if (this.state.whyOff === "") void this.#run();
  }

  scan(): Promise<readonly ScanPoint[]> {
    return this.#engine.ask({ type: "scan", params: this.state.params });
  }

  files(): Promise<WorkerAnswers["files"]> {
    return this.#engine.ask({ type: "files", params: this.state.params });
  }

  compute<T extends "run" | "scan">(
    type: T,
    settings: readonly Setting[],
    options: AskOptions,
  ): Promise<WorkerAnswers[T]> {
    const set = withSettings(this.state.params, settings);
    const { params } = settleAll(set, settings.map(([path]) => path));
    return this.#engine.ask<T>({ type, params } as WorkRequest<T>, options);
  }

  ask<T extends BesideWork>(
    asked: WorkRequest<T>,
    options: AskOptions,
  ): Promise<WorkerAnswers[T]> {
    return this.#engine.ask(asked, options);
  }

  paramsYaml(): string {
    return toYaml(this.state.params, this.#options.schemaDefaults);
  }

  commandLine(): string {
    const { survey, params, defaults } = this.state;
    const { object_name } = this.#options.schemaDefaults.storage;
    if (survey.isOwn) return toCommand(params, defaults, ["--input", survey.name]);
    const named = survey.name === object_name
      ? []
      : ["--set", `storage.object_name=${survey.name}`];
    return toCommand(params, defaults, named);
  }

  link(): string {
    return `${location.origin}${location.pathname}?${this.#query()}`;
  }

  close(): void {
    this.#running?.abort(new DOMException("closed", "AbortError"));
    this.#engine.close();
    this.#listeners.clear();
  }

  #query(): string {
    const { params, survey } = this.state;
    return toQuery(params, this.#options.schemaDefaults, survey.sha256);
  }

  #change(params: Params, settled: readonly Settled[]): void {
    if (differences(params, this.state.params).length === 0) return;
    this.#undo = [...this.#undo, this.state.params].slice(-UNDO_STEPS);
    this.#apply(params, settled);
  }

  #apply(params: Params, settled: readonly Settled[]): void {
    writeUndo(this.#options.survey.slug, this.#undo);
    const { interim, isLive } = this.state;
    const view = namedAs(this.state.view, params);
    const isStale = view === null || interim !== null || !isSameWork(params, view.params);
    const canUndo = this.#undo.length > 0;
    // A search that is under way goes on: what segments are called changes nothing of it.
    const goesOn = interim !== null && this.#running !== null && isSameWork(params, view!.params);
    const status = goesOn ? "running" : "idle";
    this.#update({ params, view, isStale, settled, canUndo, error: null, status });
    this.#showAddress();
    if (goesOn) return;
    if (!isStale) this.cancel();
    else if (isLive && isQuick(params, view?.survey.rows ?? 0)) this.run();
    else void this.#showKept();
  }

  async #showKept(): Promise<void> {
    const { params } = this.state;
    const kept = this.#known(params) ?? await findView(viewKey(this.#options, params));
    const view = namedAs(kept, params);
    if (view !== null && params === this.state.params) {
      this.#update({ view, interim: null, isStale: false });
    }
  }

  /** The default run's view needs no computing. */
  #known(params: Params): RunView | null {
    const view = namedAs(this.#options.view, params);
    return view !== null && isSameWork(params, view.params) ? view : null;
  }

  async #run(): Promise<void> {
    this.cancel();
    const controller = new AbortController();
    this.#running = controller;
    const { params } = this.state;
    this.#update({ status: "running", error: null, progress: { stage: "", share: 0, note: "" } });
    try {
      const found = this.#known(params) ?? await this.#engine.ask({ type: "run", params }, {
        signal: controller.signal,
        onProgress: (progress) => {
          if (this.#running === controller) this.#update({ progress });
        },
        onInterim: (interim) => {
          if (this.#running === controller && params === this.state.params) this.#show(interim);
        },
      });
      if (this.#running !== controller) return;
      const view = namedAs(found, this.state.params);
      const isStale = !isSameWork(this.state.params, view.params);
      this.#update({ view, interim: null, isStale, status: "idle", progress: null });
      void keepView(viewKey(this.#options, params), view);
    } catch (error) {
      if (this.#running !== controller) return;
      this.#fail(error as Error);
    } finally {
      if (this.#running === controller) this.#running = null;
    }
  }

  /** Shows what a run has before its verdict; a search that begins anew takes no first look back. */
  #show({ view, words }: EngineInterim): void {
    const { view: shown, interim, params } = this.state;
    const isJudged = interim !== null && shown?.summary.structure !== undefined;
    if (isJudged && view.summary.structure === undefined && isSameWork(params, shown.params)) {
      return;
    }
    this.#update({ view: saying(view, words.either), interim: words, isStale: true });
  }

  #fail(error: Error): void {
    if (error.name === "AbortError") {
      this.#update({ status: "idle", progress: null });
      return;
    }
    const problems = error instanceof EngineError ? error.problems : [];
    this.#update({
      status: "failed",
      progress: null,
      error: { name: error.name, message: error.message, problems },
    });
  }

  #showAddress(): void {
    const { params, defaults } = this.state;
    const query = isSameWork(params, defaults) ? "" : `?${this.#query()}`;
    history.replaceState(history.state, "", `${location.pathname}${query}${location.hash}`);
  }

  #update(changes: Partial<SessionState>): void {
    this.state = { ...this.state, ...changes };
    for (const listener of this.#listeners) listener(this.state);
  }
}

/** A view with words of its own for the verdict. */
function saying(view: RunView, words: VerdictWords): RunView {
  const { structure } = view.summary;
  const headline = words.finding;
  if (structure === undefined) return { ...view, headline };
  const judged = { ...structure, words: { ...structure.words, ...words } };
  return { ...view, headline, summary: { ...view.summary, structure: judged } };
}

/** Views are kept by the engine that made them (its address holds a hash of its code), by what they are
 * made of, names of segments aside, and by what they show of respondents: a file has identifiers and its own rows, published
 * answers may have another order.
 */
function viewKey({ survey, engine }: SessionOptions, params: Params): string {
  const { storage: _storage, publish, segments: _names, ...work } = params;
  const shown = survey.isFile ? "file" : publish.respondents;
  return `${engine.workerUrl} ${shown} ${survey.sha256} ${JSON.stringify(work)}`;
}

function readUndo(slug: string): Params[] {
  try {
    return JSON.parse(sessionStorage.getItem(`undo ${slug}`) ?? "[]");
  } catch {
    return [];
  }
}

function writeUndo(slug: string, steps: readonly Params[]): void {
  try {
    sessionStorage.setItem(`undo ${slug}`, JSON.stringify(steps));
  } catch {
    // A full store costs the undo across page loads, nothing else.
  }
}
