/** How well segments are set apart, asked of the worker with each result. Runs in browsers. */

import type { ApartView } from "../../../../pipeline/view/target/target_types.ts";
import type { RunView } from "../../../../pipeline/view/types.ts";
import type { Session, SessionState } from "../../session/session_types.js";

/** What is known of it. */
export interface Apart extends ApartView {
  /** The result that it is of. */
  readonly view: RunView;
  /** Why there is nothing to show; empty where there is something, or where it is under way. */
  readonly problem: string;
  readonly isUnderWay: boolean;
}

const NOT_PUBLISHED =
  "How far respondents lie from other segments is not shown, as this site publishes no answers of single " +
  "respondents.";
const NOT_MEASURED =
  "These segments have no centres in a space of questions, so that there is no picture of how far they lie apart: " +
  "Methods says for which methods there is one.";

/** Tells what is known of it to a listener, for `Generators.observe`; null without results. */
export function apartOf(
  session: Session | null,
): (change: (apart: Apart | null) => void) => (() => void) | undefined {
  return (change) => {
    change(null);
    if (session === null) return undefined;
    const asking = new Asking(session, change);
    return session.subscribe((state) => asking.follow(state));
  };
}

class Asking {
  readonly #session: Session;
  readonly #change: (apart: Apart) => void;
  #run = "";
  #view: RunView | null = null;
  #found: ApartView | null = null;
  #running: AbortController | null = null;

  constructor(session: Session, change: (apart: Apart) => void) {
    this.#session = session;
    this.#change = change;
  }

  follow({ view, isStale, whyOff }: SessionState): void {
    if (view === null || isStale || view === this.#view) return;
    this.#view = view;
    if (whyOff !== "") return this.#tell({ problem: NOT_PUBLISHED });
    // Names and criteria change nothing of it.
    const run = view.computedAs ?? view.runId;
    if (run !== this.#run) return void this.#ask(view, run);
    if (this.#found !== null) this.#tellFound(this.#found);
  }

  async #ask(view: RunView, run: string): Promise<void> {
    this.#running?.abort(new DOMException("another result", "AbortError"));
    const own = this.#running = new AbortController();
    this.#run = run;
    this.#found = null;
    this.#tell({ isUnderWay: true });
    const { params, summary: { clustering: { k } } } = view;
    try {
      const found = await this.#session.ask<"apart">({ type: "apart", params, k }, {
        signal: own.signal,
      });
      if (own.signal.aborted) return;
      this.#found = found;
      this.#tellFound(found);
    } catch (error) {
      if (own.signal.aborted) return;
      this.#tell({ problem: error instanceof Error ? error.message : String(error) });
    }
  }

  #tellFound(found: ApartView): void {
    const isNone = found.separation === null && found.gorges === null;
    this.#tell({ ...found, problem: isNone ? NOT_MEASURED : "" });
  }

  #tell(known: Partial<Apart>): void {
    if (this.#view === null) return;
    this.#change({
      ...{ separation: null, gorges: null, problem: "", isUnderWay: false },
      ...known,
      view: this.#view,
    });
  }
}
