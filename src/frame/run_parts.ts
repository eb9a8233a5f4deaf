/** Parts of runs that the engine's worker has: fetched when a cell first reads them, then kept. Runs in browsers. */

import type { RunPart } from "../../pipeline/browser/protocol.ts";
import { Lacking, type PartReader } from "../../pipeline/notebook/mod.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import type { RemoteSession } from "./remote_session.ts";

/** What is told of work that cells wait for. */
export interface WorkWatcher {
  onProgress(text: string): void;
}

/** The parts that cells have read so far. */
export class RunParts {
  readonly #session: RemoteSession;
  readonly #watcher: WorkWatcher;
  /** By parameters. */
  readonly #kept = new Map<string, Map<RunPart, unknown>>();
  #view: unknown = null;

  constructor(session: RemoteSession, watcher: WorkWatcher) {
    this.#session = session;
    this.#watcher = watcher;
  }

  /** Reads parts of the run of these parameters. */
  of(params: Params): PartReader {
    const { view } = this.#session.state;
    // Parts are large, and nobody asks for those of what is shown no longer.
    if (view !== this.#view) this.#kept.clear();
    this.#view = view;
    const kept = this.#keptOf(params);
    return ((part: RunPart) => {
      if (kept.has(part)) return kept.get(part);
      throw new Lacking(`run.${part}`, (signal) => this.fetch(params, part, signal));
    }) as PartReader;
  }

  /** Has a part fetched, unless it is there.
   * @throws {Error} In words, where the page has no answers of respondents.
   */
  async fetch(params: Params, part: RunPart, signal: AbortSignal): Promise<void> {
    const kept = this.#keptOf(params);
    if (kept.has(part)) return;
    const { whyOff } = this.#session.state;
    if (whyOff !== "") throw new Error(`Cannot read run.${part}: ${whyOff}`);
    const { onProgress } = this.#watcher;
    const answer = await this.#session.compute({ type: "part", params, part }, {
      signal,
      onProgress,
    });
    kept.set(part, answer);
  }

  #keptOf(params: Params): Map<RunPart, unknown> {
    const key = JSON.stringify(params);
    const kept = this.#kept.get(key) ?? new Map<RunPart, unknown>();
    this.#kept.set(key, kept);
    return kept;
  }
}
