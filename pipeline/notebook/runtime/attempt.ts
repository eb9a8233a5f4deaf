/** One run of one cell, which can be ended from outside. Runs in Deno and browsers. */

import { type CellResult, evaluate, placeOfError } from "./evaluate.ts";
import type { GraphNode } from "./graph.ts";
import { Guard, Interrupted, type Meter } from "./guard.ts";
import { Lacking, type NotebookHost } from "./host.ts";
import type { Program } from "../language/program.ts";
import type { Outcome } from "./record.ts";

/** What a cell runs on. */
export interface Ground {
  readonly host: NotebookHost;
  readonly meter: Meter;
  /** The program of each cell, for the places of errors. */
  programOf(cell: string): Program | undefined;
}

/** How a cell runs. */
export interface AttemptOptions {
  /** Milliseconds that it may compute in its own loops. */
  readonly budget: number;
  /** Whether somebody asked for it, so that it may fetch what is not there. */
  readonly isAsked: boolean;
}

/** A run of a cell. */
export class Attempt {
  readonly #cell: string;
  readonly #ground: Ground;
  readonly #controller = new AbortController();
  readonly #guard: Guard;
  #isAsked: boolean;

  /** Makes a run that has not begun. */
  constructor(cell: string, ground: Ground, { budget, isAsked }: AttemptOptions) {
    this.#cell = cell;
    this.#ground = ground;
    this.#isAsked = isAsked;
    this.#guard = new Guard(ground.meter, budget);
  }

  /** Runs the cell; never rejects. A promise that never settles is left to itself once it is ended.
   * @param inputs What other cells give it.
   * @param log Takes what it writes to the console.
   * @returns null if it began by itself and would have to fetch something.
   */
  async run(
    node: GraphNode,
    inputs: ReadonlyMap<string, unknown>,
    log: string[],
  ): Promise<Outcome | null> {
    const { signal } = this.#controller;
    const ended = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    try {
      const result = await Promise.race([this.#work(node, inputs, log), ended]);
      // A cell that caught its end has ended all the same.
      if (this.#guard.ended !== null) throw this.#guard.ended;
      return { result };
    } catch (error) {
      const because = this.#guard.ended ?? error;
      if (because instanceof Lacking) return null;
      if (because instanceof Interrupted) {
        return { problem: { kind: "interrupted", because: because.because } };
      }
      const place = placeOfError(error, this.#ground.programOf);
      return { problem: { kind: "thrown", error, place } };
    }
  }

  /** Takes note that somebody asked for it. */
  ask(): void {
    this.#isAsked = true;
  }

  /** Ends it: loops throw, the engine hears its signal, and nothing more is waited for. */
  end(): void {
    this.#guard.end("asked");
    this.#controller.abort(new Interrupted("asked"));
  }

  async #work(
    { program, sources }: GraphNode,
    inputs: ReadonlyMap<string, unknown>,
    log: string[],
  ): Promise<CellResult> {
    const { host, meter } = this.#ground;
    const { signal } = this.#controller;
    // Whoever changes several things in one go starts cells only once. In the turn of the key that asked
    // for a cell a page would hear of no other.
    await (host.begin?.() ?? null);
    const all = new Map(inputs);
    const context = { signal, log: (text: string) => void log.push(text) };
    for (const [name, { from }] of sources) {
      if (from === "host") all.set(name, await host.names.get(name)?.get(context));
    }
    signal.throwIfAborted();
    const notes: string[] = [];
    for (;;) {
      meter.spent = 0;
      try {
        return await evaluate(this.#cell, program, { guard: this.#guard, inputs: all, host });
      } catch (error) {
        if (!(error instanceof Lacking) || !this.#isAsked) throw error;
        const note = await error.fetch(signal);
        signal.throwIfAborted();
        if (note !== "") notes.push(note);
        log.length = 0;
        for (const each of notes) log.push(each);
      }
    }
  }
}
