/** Regular expressions of people, searched in linear time. Runs in Deno and browsers. */

import { hasLetter, WORD } from "./letters.ts";
import { parsePattern, type Place } from "./parse.ts";
import { GROUP_END, GROUP_START, type Program, writeProgram } from "./program.ts";

/** A regular expression of which the first group is asked for. */
export interface Pattern {
  /** How many groups capture. */
  readonly groups: number;
  /** Longest text that {@link Pattern.firstGroup} takes. */
  readonly mostLetters: number;
  /** What the first group of the first match captures; null where nothing matches or it captures nothing.
   * O(letters of the pattern x letters of the text).
   * @throws {RangeError} If the text is longer than `mostLetters`.
   */
  firstGroup(text: string): string | null;
}

/** Some seconds, and 12 MB. */
const MOST_VISITS = 100_000_000;

/** Reads a regular expression, which then gives what JavaScript's own gives.
 * @throws {PatternError} If it is none, or none that can be searched in linear time.
 */
export function readPattern(source: string): Pattern {
  const parsed = parsePattern(source);
  const program = writeProgram(parsed);
  const mostLetters = Math.floor(MOST_VISITS / program.states) - 1;
  return {
    groups: parsed.groups,
    mostLetters,
    firstGroup: (text) => {
      if (text.length > mostLetters) throw new RangeError(`more than ${mostLetters} letters`);
      return new Search(program, text).firstGroup();
    },
  };
}

/** Nothing is noted in a slot. */
const NOWHERE = -1;

/** Tries what JavaScript tries in JavaScript's order, but nothing twice: what led nowhere from a step, at
 * a place of the text, leads nowhere again (Thompson's bound by Cox's bit states). What repeats look for
 * is part of the state: how many of those around a step have taken a letter, outermost first. */
class Search {
  readonly #program: Program;
  readonly #text: string;
  readonly #slots: Int32Array;
  /** A bit a state. */
  readonly #visited: Uint32Array;
  /** First state of each step. */
  readonly #firstState: Int32Array;
  /** What is left to try: pairs of a step and a place, or of a slot (below 0) and what it held. */
  readonly #left: number[] = [];

  constructor(program: Program, text: string) {
    this.#program = program;
    this.#text = text;
    this.#slots = new Int32Array(program.slots).fill(NOWHERE);
    this.#visited = new Uint32Array(Math.ceil(program.states * (text.length + 1) / 32));
    this.#firstState = new Int32Array(program.steps.length);
    let state = 0;
    program.repeats.forEach((around, step) => {
      this.#firstState[step] = state;
      state += around.length + 1;
    });
  }

  firstGroup(): string | null {
    for (let start = 0; start <= this.#text.length; start++) {
      if (!this.#matchesFrom(start)) continue;
      const [from, to] = [this.#slots[GROUP_START], this.#slots[GROUP_END]];
      return to === NOWHERE ? null : this.#text.slice(from, to);
    }
    return null;
  }

  #matchesFrom(start: number): boolean {
    this.#left.push(0, start);
    while (this.#left.length > 0) {
      const at = this.#left.pop()!, step = this.#left.pop()!;
      if (step < 0) this.#slots[-1 - step] = at;
      else if (this.#follow(step, at)) return true;
    }
    return false;
  }

  /** Follows steps until they lead nowhere (false) or to the end (true). */
  #follow(first: number, from: number): boolean {
    let step = first, at = from;
    while (this.#isNew(step, at)) {
      const what = this.#program.steps[step];
      switch (what.kind) {
        case "letter":
          if (at >= this.#text.length || !hasLetter(what.of, this.#text.charCodeAt(at))) {
            return false;
          }
          at++;
          step++;
          break;
        case "place":
          if (!this.#isAt(what.at, at)) return false;
          step++;
          break;
        case "fork":
          this.#left.push(what.second, at);
          step = what.first;
          break;
        case "jump":
          step = what.to;
          break;
        case "note":
          this.#left.push(-1 - what.slot, this.#slots[what.slot]);
          this.#slots[what.slot] = what.forget ? NOWHERE : at;
          step++;
          break;
        case "moved":
          if (this.#slots[what.slot] === at) return false;
          step++;
          break;
        case "found":
          return true;
      }
    }
    return false;
  }

  #isNew(step: number, at: number): boolean {
    const around = this.#program.repeats[step];
    let taken = 0;
    while (taken < around.length && this.#slots[around[taken]] < at) taken++;
    const bit = at * this.#program.states + this.#firstState[step] + taken;
    const word = bit >>> 5, mask = 1 << (bit & 31);
    if ((this.#visited[word] & mask) !== 0) return false;
    this.#visited[word] |= mask;
    return true;
  }

  #isAt(place: Place, at: number): boolean {
    if (place === "start") return at === 0;
    if (place === "end") return at === this.#text.length;
    const isWord = (i: number) =>
      i >= 0 && i < this.#text.length &&
      hasLetter(WORD, this.#text.charCodeAt(i));
    return (isWord(at - 1) !== isWord(at)) === (place === "word edge");
  }
}
