/** Keeps the page hearing while cells compute: who gets a turn, and when input means "stop". Runs in browsers. */

import type { NotebookHost } from "../../pipeline/notebook/mod.ts";

/** How often it is noted that the page had a turn. */
const BEAT_MS = 25;
/** A page that had no turn for so long cannot say anything else than "stop". */
const DEAF_MS = 120;

/** What cells may compute without a turn for the page, so that it always comes back. */
const BUDGET_MS = 10_000;
/** The same where nobody can be heard meanwhile. */
const DEAF_BUDGET_MS = 2_000;

/** What some browsers tell of clicks and keys that wait. */
interface Scheduling {
  isInputPending?(): boolean;
}

/** Notes when the page last had a turn. */
export class TurnKeeper {
  readonly #scheduling = (navigator as { readonly scheduling?: Scheduling }).scheduling;
  #lastTurn = performance.now();
  #beat: ReturnType<typeof setInterval> | null = null;

  /** Milliseconds that a cell may compute without a turn for the page, at first. */
  get budget(): number {
    return this.#scheduling?.isInputPending === undefined ? DEAF_BUDGET_MS : BUDGET_MS;
  }

  get isRunning(): boolean {
    return this.#beat !== null;
  }

  /** Is told when cells begin and end to run. */
  set isRunning(isRunning: boolean) {
    if (isRunning === this.isRunning) return;
    this.#lastTurn = performance.now();
    if (this.#beat !== null) clearInterval(this.#beat);
    this.#beat = isRunning
      ? setInterval(() => (this.#lastTurn = performance.now()), BEAT_MS)
      : null;
  }

  /** A host whose cells give the page its turns. */
  attach(host: NotebookHost): NotebookHost {
    return {
      ...host,
      // Loops that may wait hear the button itself; others only know that somebody clicks or types.
      isInterrupted: () =>
        performance.now() - this.#lastTurn > DEAF_MS &&
        this.#scheduling?.isInputPending?.() === true,
      pause: async () => {
        await new Promise((resolve) => setTimeout(resolve, 0));
        this.#lastTurn = performance.now();
      },
    };
  }
}
