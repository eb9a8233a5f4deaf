/** A survey with its parameters and results: what controls change and charts are drawn from. Runs in browsers. */

import type { Params } from "../../../pipeline/plan/params.ts";
import type { BesideWork, WorkerAnswers, WorkRequest } from "../../../pipeline/browser/protocol.ts";
import type { RunView, ScanPoint } from "../../../pipeline/view/types.ts";
import {
  type AskOptions,
  EngineClient,
  EngineError,
  type EngineInterim,
  type EngineSource,
} from "./engine_client.js";
import { AddressEntries, type Way } from "./history/address_entries.js";
import { SeenViews, whenIdle } from "./history/seen_views.js";
import { SessionHistory } from "./history/session_history.js";
import type { Step } from "./history/steps.js";
import { isSameWork, type Setting, toYaml, withSettings } from "./params_text.js";
import { addressOf, commandLineOf, linkOf, readLink } from "./address/links.js";
import { namedAs } from "./views/named_views.js";
import { withWords } from "./interim.js";
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
  /** What it starts with where the address holds no state; the default run's if absent. */
  readonly params?: Params;
  /** The part of an address from `?` on whose state it starts with; the page's own if absent. */
  readonly query?: string;
  readonly engine: EngineSource;
  /** Why re-running is impossible; empty if it is possible. */
  readonly whyOff: string;
}

/** Nobody is told of work that takes less: pages would follow each step of it, and be painted dimmed and
 * undimmed. */
export const QUIET_MS = 150;
const LIVE_KEY = "run-as-i-change";

/** Opens a session: with the state of the page's address if it holds one, else with the default run.
 * A result that this browser computed before is shown without computing anything; a link's result
 * that it did not is computed.
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { survey } = options;
  const { params, notice } = readLink(options.query ?? location.search, options);
  const start = namedAs(options.view, params);
  const isDefault = start !== null && isSameWork(params, start.params);
  const views = new SeenViews(survey, options.engine.workerUrl);
  const kept = isDefault ? start : await views.find(params);
  const view = kept ?? options.view;
  const session = new LiveSession(options, { params, view, notice, views });
  if (kept === null && options.whyOff === "") session.run();
  return session;
}

class LiveSession implements Session {
  state: SessionState;
  readonly #options: SessionOptions;
  readonly #engine: EngineClient;
  readonly #listeners = new Set<(state: SessionState) => void>();
  readonly #views: SeenViews;
  readonly #history: SessionHistory;
  readonly #entries: AddressEntries;
  #running: AbortController | null = null;

  constructor(
    options: SessionOptions,
    { params, view, notice, views }: {
      readonly params: Params;
      readonly view: RunView | null;
      readonly notice: string;
      readonly views: SeenViews;
    },
  ) {
    this.#options = options;
    this.#engine = new EngineClient(options.engine);
    this.#views = views;
    const { survey, defaults, schemaDefaults } = options;
    this.#entries = new AddressEntries({
      queryOf: (shown) => addressOf(shown, options),
      paramsAt: (query) => readLink(query, options).params,
      onMove: (shown, step) => this.#follow(shown, step),
      onReturn: () => this.#return(),
    });
    const onChange = () => this.#update(this.#history.told);
    const kept = { survey, defaults, schemaDefaults, onChange };
    this.#history = new SessionHistory(kept, params, this.#entries.step);
    this.state = {
      survey,
      params,
      defaults,
      view,
      interim: null,
      isStale: view === null || !isSameWork(params, view.params),
      status: "idle",
      progress: null,
      error: null,
      ...this.#history.told,
      isLive: sessionStorage.getItem(LIVE_KEY) !== "no",
      whyOff: options.whyOff,
      settled: [],
      notice,
    };
    this.#entries.show(params, this.#history.present.id, "replace");
    if (!this.state.isStale) this.#tellEffect();
  }

  subscribe(listener: (state: SessionState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.state);
    return () => this.#listeners.delete(listener);
  }

  set(path: string, value: unknown): void {
    this.setAll([[path, value]]);
  }

  setAll(settings: readonly Setting[], words = ""): void {
    const paths = pathsOf(settings);
    const { params, settled } = settleAll(withSettings(this.state.params, settings), paths);
    this.#change(params, { settled, paths, words });
  }

  reset(): void {
    this.#change(this.state.defaults, { settled: [], paths: [], words: "Reset to defaults" });
  }

  undo(): void {
    this.#goTo(this.#history.undo(), "back");
  }

  redo(): void {
    this.#goTo(this.#history.redo(), "forward");
  }

  restore(step: number): void {
    this.#goTo(this.#history.restore(step), "either");
  }

  clearHistory(): void {
    this.#history.clear();
    this.#entries.show(this.state.params, this.#history.present.id, "replace");
    this.#update(this.#history.told);
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

  compute<T extends "run" | "scan">(
    type: T,
    settings: readonly Setting[],
    options: AskOptions,
  ): Promise<WorkerAnswers[T]> {
    const { params } = settleAll(withSettings(this.state.params, settings), pathsOf(settings));
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
    return commandLineOf(this.state.params, this.#options);
  }

  link(): string {
    return linkOf(this.state.params, this.#options);
  }

  close(): void {
    this.#running?.abort(new DOMException("closed", "AbortError"));
    this.#engine.close();
    this.#entries.close();
    this.#listeners.clear();
    this.#history.close();
  }

  #change(
    params: Params,
    { settled, paths, words }: {
      readonly settled: readonly Settled[];
      readonly paths: readonly string[];
      readonly words: string;
    },
  ): void {
    if (isSameWork(params, this.state.params)) return;
    const how = this.#history.change(params, paths, words);
    this.#apply(params, settled);
    const way = how === "new" ? "push" : how === "goes on" ? "replace" : "back";
    this.#entries.show(params, this.#history.present.id, way);
    if (how !== "back where it began") this.#history.rest();
  }

  #goTo(step: Step | null, way: Way): void {
    if (step === null) return;
    this.#apply(step.params, []);
    this.#entries.show(step.params, step.id, way);
  }

  /** Shows what the browser's Back or Forward led to. */
  #follow(params: Params, step: number | null): void {
    if (isSameWork(params, this.state.params)) return;
    this.#history.follow(params, step);
    this.#apply(params, []);
  }

  /** Other pages of this tab may have made steps meanwhile. */
  #return(): void {
    this.#history.read(this.state.params, this.#entries.step);
    this.#update(this.#history.told);
  }

  #apply(params: Params, settled: readonly Settled[]): void {
    const { interim, isLive, whyOff } = this.state;
    const view = namedAs(this.state.view, params);
    const isStale = view === null || interim !== null || !isSameWork(params, view.params);
    const isRun = isStale && isLive && whyOff === "" && isQuick(params, view?.survey.rows ?? 0);
    // One change of the state where two would have pages follow twice.
    const changes = { params, view, isStale, settled, ...this.#history.told, error: null };
    // A search that is under way goes on: what segments are called changes nothing of it.
    const isSearching = interim !== null && this.#running !== null;
    if (isSearching && view !== null && isSameWork(params, view.params)) {
      return this.#update(changes);
    }
    if (isRun) return void this.#run(changes);
    this.#update({ ...changes, status: "idle", progress: null });
    if (isStale) void this.#showKept();
    else this.cancel();
  }

  /** Shows a result that was computed before, where there is one. */
  async #showKept(): Promise<void> {
    const { params } = this.state;
    const view = await this.#findView(params);
    if (view === null || params !== this.state.params) return;
    this.cancel();
    this.#finish(view);
  }

  /** A view that is at hand; the default run's needs no computing. */
  #known(params: Params): RunView | null {
    const view = namedAs(this.#options.view, params);
    const isDefault = view !== null && isSameWork(params, view.params);
    return isDefault ? view : this.#views.atHand(params);
  }

  /** @param changes Of the state, which come with the run. */
  async #run(changes: Partial<SessionState> = {}): Promise<void> {
    this.cancel();
    const controller = new AbortController();
    const params = changes.params ?? this.state.params;
    const known = this.#known(params);
    this.#running = known === null ? controller : null;
    if (known !== null) return this.#finish(known, changes);
    // What was never computed is asked for before the page says so: the engine works meanwhile.
    const early = this.#views.isNew(params) ? this.#compute(params, controller) : null;
    early?.catch(() => {});
    const progress = { stage: "", share: 0, note: "" };
    this.#update({ ...changes, status: "running", error: null, progress });
    try {
      const kept = early === null ? await this.#views.find(params) : null;
      if (this.#running !== controller) return;
      const view = kept ?? await (early ?? this.#compute(params, controller));
      if (this.#running !== controller) return;
      this.#finish(view);
      if (kept === null) this.#views.keep(params, view);
    } catch (error) {
      if (this.#running !== controller) return;
      this.#fail(error as Error);
    } finally {
      if (this.#running === controller) this.#running = null;
    }
  }

  #compute(params: Params, controller: AbortController): Promise<RunView> {
    const started = performance.now();
    return this.#engine.ask({ type: "run", params }, {
      signal: controller.signal,
      onProgress: (progress) => {
        const isLong = performance.now() - started > QUIET_MS;
        if (this.#running === controller && isLong) this.#update({ progress });
      },
      onInterim: (interim) => {
        if (this.#running === controller && params === this.state.params) this.#show(interim);
      },
    });
  }

  #finish(found: RunView, changes: Partial<SessionState> = {}): void {
    const params = changes.params ?? this.state.params;
    const view = namedAs(found, params);
    const isStale = !isSameWork(params, view.params);
    const done = {
      view,
      interim: null,
      isStale,
      status: "idle",
      progress: null,
      error: null,
    } as const;
    this.#update({ ...changes, ...done });
    if (!isStale) this.#tellEffect();
  }

  /** Has the history say what the run did, beside the one before; nobody waits for it. */
  #tellEffect(): void {
    const { view } = this.state;
    const step = this.#history.present;
    if (view === null) return;
    whenIdle(async () => {
      const before = this.#history.before(step);
      const other = before === null ? null : await this.#findView(before.params);
      this.#history.ran(step.id, view, other);
    });
  }

  async #findView(params: Params): Promise<RunView | null> {
    return this.#known(params) ?? await this.#views.find(params);
  }

  /** Shows what a run has before its verdict; a search that begins anew takes no first look back. */
  #show({ view, words }: EngineInterim): void {
    const { view: shown, interim, params } = this.state;
    const isJudged = interim !== null && shown?.summary.structure !== undefined;
    if (isJudged && view.summary.structure === undefined && isSameWork(params, shown.params)) {
      return;
    }
    const { either } = words;
    const told = either === null ? view : withWords(view, either);
    this.#update({ view: told, interim: words, isStale: true });
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

  #update(changes: Partial<SessionState>): void {
    this.state = { ...this.state, ...changes };
    for (const listener of this.#listeners) listener(this.state);
  }
}

function pathsOf(settings: readonly Setting[]): string[] {
  return settings.map(([path]) => path);
}
