/** Ends cells that would not end by themselves. Runs in Deno and browsers. */

/** Turns between two looks at the clock, at most: some tenths of a millisecond of short turns. */
const MOST_TURNS = 512;

/** How far apart looks at the clock should be. */
const LOOK_EVERY_MS = 4;

/** A longer time between two looks was spent waiting, not computing. */
const LONGEST_STRETCH_MS = 1000;

/** How long a loop that may wait goes on before others have a turn. */
const TURN_MS = 40;

/** Thrown into a cell to end it. */
export class Interrupted extends Error {
  /** The class's name, which survives bundling and message passing. */
  override readonly name = "Interrupted";
  /** Whether somebody asked for it, or the time was over. */
  readonly because: "asked" | "time";

  /** Makes the error. */
  constructor(because: "asked" | "time") {
    super(because === "asked" ? "interrupted" : "the time for loops is over");
    this.because = because;
  }
}

/** What all cells of a notebook may spend in their own loops, and whether they shall end. */
export interface Meter {
  /** Milliseconds that the cell at work has computed. */
  spent: number;
  /** Whether whoever looks on wants it to end; asked within loops, so it must be quick. */
  isAsked(): boolean;
  /** Gives others a turn, such as a page its clicks; null where nobody waits for one. */
  readonly pause: (() => Promise<void>) | null;
}

/** Looks at the clock every so many turns of a cell's loops and calls of its functions.
 * The code that is put into cells counts `n` down by itself and calls {@link check} below 0. Once a
 * cell is ended, every turn and call throws: a cell that catches its end gets no further.
 */
export class Guard {
  /** Turns until the next look. */
  n = 0;
  /** Why the cell was ended; null while it may go on. */
  ended: Interrupted | null = null;
  readonly #meter: Meter;
  /** Milliseconds that the cell may compute. */
  readonly #budget: number;
  #turns = 1;
  #last: number | null = null;
  #turnFrom = performance.now();

  /** Makes the guard of one run of a cell. */
  constructor(meter: Meter, budget: number) {
    this.#meter = meter;
    this.#budget = budget;
  }

  /** Looks at the clock and at whether the cell shall end.
   * @throws {Interrupted} If it shall.
   */
  check(): void {
    const now = performance.now();
    const stretch = this.#last === null ? 0 : now - this.#last;
    this.#last = now;
    if (stretch < LOOK_EVERY_MS / 2) this.#turns = Math.min(MOST_TURNS, 2 * this.#turns);
    else if (stretch > LOOK_EVERY_MS) this.#turns = Math.ceil(this.#turns / 4);
    this.n = this.#turns;
    if (stretch < LONGEST_STRETCH_MS) this.#meter.spent += stretch;
    if (this.ended === null && this.#meter.isAsked()) this.end("asked");
    if (this.ended === null && this.#meter.spent > this.#budget) this.end("time");
    if (this.ended === null) return;
    this.n = 0;
    throw this.ended;
  }

  /** Checks, and says whether others should have a turn now.
   * @throws {Interrupted} If the cell shall end.
   */
  isTurnOver(): boolean {
    const isOver = this.#meter.pause !== null && performance.now() - this.#turnFrom > TURN_MS;
    // Whoever is heard in the turn that comes may end the cell, so that its time is not counted.
    if (isOver) this.#meter.spent = 0;
    this.check();
    return isOver;
  }

  /** Gives others a turn.
   * @throws {Interrupted} If one of them ended the cell.
   */
  async pause(): Promise<void> {
    await this.#meter.pause?.();
    this.#last = null;
    this.#turnFrom = performance.now();
    this.check();
  }

  /** Lets the cell's next turn or call throw, and all after it. */
  end(because: "asked" | "time"): void {
    this.ended ??= new Interrupted(because);
    this.n = 0;
  }
}
