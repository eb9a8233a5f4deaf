/** A regular expression as steps of a search. Runs in Deno and browsers. */

import type { Letters } from "./letters.ts";
import { type Node, type Parsed, PatternError, type Place, type Repeat } from "./parse.ts";

/** One step. Where nothing else is said, the next one follows. */
export type Step =
  | { readonly kind: "letter"; readonly of: Letters }
  | { readonly kind: "place"; readonly at: Place }
  /** Goes to `first`, and if that leads nowhere to `second`. */
  | { readonly kind: "fork"; first: number; second: number }
  | { readonly kind: "jump"; to: number }
  /** Notes the present place in a slot; `place` null forgets what the slot holds. */
  | { readonly kind: "note"; readonly slot: number; readonly forget: boolean }
  /** Leads nowhere if no letter was taken since the slot was noted. */
  | { readonly kind: "moved"; readonly slot: number }
  | { readonly kind: "found" };

/** Steps, and what a search must tell apart at each. */
export interface Program {
  readonly steps: readonly Step[];
  /** For each step, the slots of the repeats around it that look whether a letter was taken. */
  readonly repeats: readonly (readonly number[])[];
  readonly slots: number;
  /** How many states a place of the text may be met in: the steps, each once for each of those slots. */
  readonly states: number;
}

/** Where the first group begins and ends. */
export const GROUP_START = 0, GROUP_END = 1;

/** A pattern that people write has some dozens; repeats of repeats may have millions. */
const MOST_STATES = 2000;
/** Repeats of what holds nothing write no step, and yet take their time. */
const MOST_PARTS = 20_000;

/** Writes a pattern as steps.
 * @throws {PatternError} If its repeats make it too long.
 */
export function writeProgram({ root }: Parsed): Program {
  const writer = new Writer();
  writer.write(root);
  writer.add({ kind: "found" });
  return writer;
}

class Writer implements Program {
  readonly steps: Step[] = [];
  readonly repeats: (readonly number[])[] = [];
  slots = 2;
  states = 0;
  #around: readonly number[] = [];
  #parts = 0;

  add<S extends Step>(step: S): S {
    this.steps.push(step);
    this.repeats.push(this.#around);
    this.states += this.#around.length + 1;
    if (this.states > MOST_STATES) throw tooLong();
    return step;
  }

  write(node: Node): void {
    if (++this.#parts > MOST_PARTS) throw tooLong();
    switch (node.kind) {
      case "letter":
      case "place":
        this.add(node);
        return;
      case "sequence":
        for (const part of node.parts) this.write(part);
        return;
      case "choice":
        this.#writeChoice(node.options);
        return;
      case "repeat":
        this.#writeRepeat(node);
        return;
      case "group":
        // Only the first group is asked for.
        if (node.number === 1) this.add({ kind: "note", slot: GROUP_START, forget: false });
        this.write(node.of);
        if (node.number === 1) this.add({ kind: "note", slot: GROUP_END, forget: false });
    }
  }

  #writeChoice(options: readonly Node[]): void {
    const jumps = options.slice(0, -1).map((option) => {
      const fork = this.add({ kind: "fork", first: this.steps.length + 1, second: 0 });
      this.write(option);
      const jump = this.add({ kind: "jump", to: 0 });
      fork.second = this.steps.length;
      return jump;
    });
    this.write(options[options.length - 1]);
    for (const jump of jumps) jump.to = this.steps.length;
  }

  #writeRepeat({ of, least, most, isLazy }: Repeat): void {
    for (let i = 0; i < least; i++) this.#writeOnce(of);
    const forks: [fork: Step & { kind: "fork" }, body: number][] = [];
    const first = this.steps.length;
    for (let i = least; i < most; i++) {
      const fork = this.add({ kind: "fork", first: 0, second: 0 });
      forks.push([fork, this.steps.length]);
      this.#writeMoving(of);
      if (most === Infinity) {
        this.add({ kind: "jump", to: first });
        break;
      }
    }
    const end = this.steps.length;
    for (const [fork, body] of forks) {
      fork.first = isLazy ? end : body;
      fork.second = isLazy ? body : end;
    }
  }

  /** Once more, and only if that takes a letter, as else it could go on for ever. */
  #writeMoving(of: Node): void {
    if (!mayBeEmpty(of)) {
      this.#writeOnce(of);
      return;
    }
    const outer = this.#around;
    const slot = this.slots++;
    this.add({ kind: "note", slot, forget: false });
    this.#around = [...outer, slot];
    this.#writeOnce(of);
    this.add({ kind: "moved", slot });
    this.#around = outer;
  }

  /** Each time anew: what a group took the time before is forgotten. */
  #writeOnce(of: Node): void {
    if (holdsFirstGroup(of)) {
      this.add({ kind: "note", slot: GROUP_START, forget: true });
      this.add({ kind: "note", slot: GROUP_END, forget: true });
    }
    this.write(of);
  }
}

function tooLong(): PatternError {
  return new PatternError("a shorter regular expression, or smaller numbers in { }");
}

function partsOf(node: Node): readonly Node[] {
  if (node.kind === "sequence") return node.parts;
  if (node.kind === "choice") return node.options;
  return node.kind === "group" || node.kind === "repeat" ? [node.of] : [];
}

function holdsFirstGroup(node: Node): boolean {
  return (node.kind === "group" && node.number === 1) || partsOf(node).some(holdsFirstGroup);
}

function mayBeEmpty(node: Node): boolean {
  switch (node.kind) {
    case "letter":
      return false;
    case "place":
      return true;
    case "group":
      return mayBeEmpty(node.of);
    case "sequence":
      return node.parts.every(mayBeEmpty);
    case "choice":
      return node.options.some(mayBeEmpty);
    case "repeat":
      return node.least === 0 || mayBeEmpty(node.of);
  }
}
