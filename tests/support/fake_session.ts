/** A session that computes nothing and remembers what it was asked for. Runs in browsers. */

import type { Params } from "../../pipeline/plan/params.ts";
import type { RunView } from "../../pipeline/view/types.ts";
import "./with_rules.ts";
import { isSameWork, type Setting, withValue } from "../../src/components/session/params_text.ts";
import { settle, settleAll } from "../../src/components/session/param_choices.ts";
import { emptyHistory } from "../../src/components/session/history/history_state.ts";
import type { Session, SessionState } from "../../src/components/session/session_types.ts";

/** One call of a method that asks for something. */
export type SessionCall = readonly [method: string, ...given: unknown[]];

/** A session over a finished run. */
export class FakeSession implements Session {
  state: SessionState;
  /** What was asked for, in order. */
  readonly calls: SessionCall[] = [];
  readonly #listeners = new Set<(state: SessionState) => void>();

  constructor(view: RunView, defaults: Params = view.params) {
    const { name, sha256 } = view.survey;
    this.state = {
      survey: { slug: "dataset", key: "dataset", name, sha256, isOwn: false, isFile: true },
      params: view.params,
      defaults,
      view,
      interim: null,
      isStale: false,
      status: "idle",
      progress: null,
      error: null,
      canUndo: false,
      canRedo: false,
      history: emptyHistory(view.params),
      isLive: true,
      whyOff: "",
      settled: [],
      notice: "",
    };
  }

  subscribe(listener: (state: SessionState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.state);
    return () => this.#listeners.delete(listener);
  }

  /** Changes the state as a real session does while it works. */
  patch(changes: Partial<SessionState>): void {
    this.state = { ...this.state, ...changes };
    for (const listener of this.#listeners) listener(this.state);
  }

  set(path: string, value: unknown): void {
    this.calls.push(["set", path, value]);
    const { params, settled } = settle(withValue(this.state.params, path, value), path);
    const isStale = !isSameWork(params, this.state.view!.params);
    this.patch({ params, settled, isStale, canUndo: true });
  }

  setAll(settings: readonly Setting[]): void {
    this.calls.push(["setAll", settings]);
    const set = settings.reduce(
      (now, [path, value]) => withValue(now, path, value),
      this.state.params,
    );
    const { params, settled } = settleAll(set, settings.map(([path]) => path));
    const isStale = !isSameWork(params, this.state.view!.params);
    this.patch({ params, settled, isStale, canUndo: true });
  }

  run(): void {
    this.calls.push(["run"]);
  }

  cancel(): void {
    this.calls.push(["cancel"]);
  }

  undo(): void {
    this.calls.push(["undo"]);
  }

  redo(): void {
    this.calls.push(["redo"]);
  }

  restore(step: number): void {
    this.calls.push(["restore", step]);
  }

  clearHistory(): void {
    this.calls.push(["clearHistory"]);
  }

  reset(): void {
    this.calls.push(["reset"]);
  }

  setLive(isLive: boolean): void {
    this.calls.push(["setLive", isLive]);
    this.patch({ isLive });
  }

  paramsYaml(): string {
    return "clustering:\n  n_clusters: 3\n";
  }

  commandLine(): string {
    return "deno task pipeline";
  }

  link(): string {
    return "http://127.0.0.1/dataset";
  }

  scan(): Promise<never[]> {
    return Promise.resolve([]);
  }

  compute(): Promise<never> {
    return Promise.reject(new Error("a stand-in computes nothing"));
  }

  ask(): Promise<never> {
    return this.compute();
  }

  close(): void {
    this.#listeners.clear();
  }
}
