/** Keeps the page hearing while cells compute: who gets a turn, and when input means "stop". Runs in browsers. */

import type { NotebookHost } from "../../pipeline/notebook/mod.ts";

/** How often it is noted that the page had a turn. */
const BEAT_MS = 25;
/** A page that had no turn for so long cannot say anything else than "stop". */
const DEAF_MS = 120;
/** Keys that wait may belong to the next cell, which somebody was quick to ask for; after so long they
 * mean "stop", too. */
const TYPED_MS = 1_000;
/** A key that asks for a cell is let go of within so long, or is held on purpose. */
const RELEASE_MS = 300;
/** What cells may compute without a turn for the page, so that it always comes back. */
const BUDGET_MS = 10_000;
/** The same where nobody can be heard meanwhile. */
const DEAF_BUDGET_MS = 2_000;

/** What some browsers tell of clicks and keys that wait; with motion where it is asked for. */
interface Scheduling {
  isInputPending?(options?: { readonly includeContinuous: boolean }): boolean;
}

/** Notes when the page last had a turn. */
export class TurnKeeper {
  readonly #scheduling = (navigator as { readonly scheduling?: Scheduling }).scheduling;
  /** Keys that are held: letting go of them is input as well, and means nothing. */
  readonly #held = new Set<string>();
  #lastTurn = performance.now();
  #beat: ReturnType<typeof setInterval> | null = null;
  /** Since the last turn: whether somebody moved the mouse, and since when a click or key waits. */
  #hasMoved = false;
  #waitsSince: number | null = null;

  /** Begins to listen for keys. */
  constructor() {
    addEventListener("keydown", ({ code }) => this.#held.add(code), true);
    addEventListener("keyup", ({ code }) => this.#held.delete(code), true);
    addEventListener("blur", () => this.#held.clear());
  }

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
    this.#noteTurn();
    if (this.#beat !== null) clearInterval(this.#beat);
    this.#beat = isRunning ? setInterval(() => this.#noteTurn(), BEAT_MS) : null;
  }

  /** A host whose cells give the page its turns. */
  attach(host: NotebookHost): NotebookHost {
    return {
      ...host,
      // Loops that may wait hear the button itself; others only know that somebody clicks or types.
      isInterrupted: () => this.#isStopped(),
      begin: () => this.#begin(),
      pause: () => this.#pause(0),
    };
  }

  #isStopped(): boolean {
    const now = performance.now();
    if (now - this.#lastTurn < DEAF_MS || this.#held.size > 0) return false;
    if (this.#scheduling?.isInputPending?.() !== true) {
      // Whoever clicks has moved the mouse there.
      this.#hasMoved ||= this.#scheduling?.isInputPending?.({ includeContinuous: true }) === true;
      return false;
    }
    this.#waitsSince ??= now;
    return this.#hasMoved || now - this.#waitsSince > TYPED_MS;
  }

  /** Waits until the key that asked for a cell is let go of. */
  async #begin(): Promise<void> {
    const until = performance.now() + RELEASE_MS;
    await this.#pause(0);
    while (this.#held.size > 0 && this.#scheduling !== undefined && performance.now() < until) {
      await this.#pause(BEAT_MS);
    }
  }

  async #pause(ms: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, ms));
    this.#noteTurn();
  }

  #noteTurn(): void {
    this.#lastTurn = performance.now();
    this.#hasMoved = false;
    this.#waitsSince = null;
  }
}
