/** Results that this browser computed before, so that nothing is computed twice. Runs in browsers. */

import type { Params } from "../../../../pipeline/plan/params.ts";
import type { RunView } from "../../../../pipeline/view/types.ts";
import { findView, keepView, listViews } from "../browser_store.js";
import { namedAs } from "../views/named_views.js";
import type { SessionState } from "../session_types.js";

/** So many are at hand without asking the browser's storage. */
const MOST_AT_HAND = 12;

/** The views of a survey that are at hand, and those that the browser keeps. */
export class SeenViews {
  readonly #survey: SessionState["survey"];
  readonly #workerUrl: string;
  /** The one used last stands last. */
  readonly #atHand = new Map<string, RunView>();
  /** Keys of what is kept; null while the browser has not told them. */
  #kept: Set<string> | null = null;

  /** @param workerUrl Address of the engine that computes them, which holds a hash of its code. */
  constructor(survey: SessionState["survey"], workerUrl: string) {
    this.#survey = survey;
    this.#workerUrl = workerUrl;
    void listViews().then((keys) => this.#kept = new Set(keys));
  }

  /** A view that is at hand, or null. */
  atHand(params: Params): RunView | null {
    const key = this.#keyOf(params);
    const view = this.#atHand.get(key);
    return view === undefined ? null : this.#hold(key, namedAs(view, params));
  }

  /** Whether it is known at once that there is none. */
  isNew(params: Params): boolean {
    const key = this.#keyOf(params);
    return !this.#atHand.has(key) && this.#kept?.has(key) === false;
  }

  /** A view that is at hand or kept, or null. */
  async find(params: Params): Promise<RunView | null> {
    const held = this.atHand(params);
    const key = this.#keyOf(params);
    // A question to the storage takes as long as a quick run.
    if (held !== null || this.#kept?.has(key) === false) return held;
    const view = await findView(key);
    return view === null ? null : this.#hold(key, namedAs(view, params));
  }

  /** Keeps a view, once the page has drawn it. */
  keep(params: Params, view: RunView): void {
    const key = this.#keyOf(params);
    this.#hold(key, view);
    this.#kept?.add(key);
    whenIdle(() => void keepView(key, view));
  }

  /** Views are kept by the engine that made them, by what they are made of, names of segments aside, and by
   * what they show of respondents: a file has identifiers and its own rows, published answers may have another order. */
  #keyOf({ storage: _storage, publish, segments: _names, ...work }: Params): string {
    const { isFile, sha256 } = this.#survey;
    const shown = isFile ? "file" : publish.respondents;
    return `${this.#workerUrl} ${shown} ${sha256} ${JSON.stringify(work)}`;
  }

  #hold(key: string, view: RunView): RunView {
    this.#atHand.delete(key);
    this.#atHand.set(key, view);
    for (const oldest of this.#atHand.keys()) {
      if (this.#atHand.size <= MOST_AT_HAND) break;
      this.#atHand.delete(oldest);
    }
    return view;
  }
}

/** Does what nobody waits for when the browser has nothing else to do.
 * @param patience Milliseconds after which a busy browser does it nonetheless.
 */
export function whenIdle(work: () => void | Promise<void>, patience = 1_000): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: patience });
  else setTimeout(work, 100);
}
