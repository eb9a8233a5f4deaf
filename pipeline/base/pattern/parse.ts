/** Reads regular expressions that can be searched in linear time. Runs in Deno and browsers. */

import { ANY, type Letters, lettersOf, NAMED, otherThan, rangesOf } from "./letters.ts";

/** What a regular expression asks for. */
export type Node =
  | { readonly kind: "letter"; readonly of: Letters }
  | { readonly kind: "place"; readonly at: Place }
  | { readonly kind: "group"; readonly number: number; readonly of: Node }
  | { readonly kind: "sequence"; readonly parts: readonly Node[] }
  | { readonly kind: "choice"; readonly options: readonly Node[] }
  | Repeat;

/** A part that may stand several times. */
export interface Repeat {
  readonly kind: "repeat";
  readonly of: Node;
  readonly least: number;
  readonly most: number;
  readonly isLazy: boolean;
}

/** A place between letters. */
export type Place = "start" | "end" | "word edge" | "no word edge";

/** A text that is no regular expression, or none that is searched in linear time. */
export class PatternError extends Error {
  /** The rule that it breaks, to be read after "expected". */
  readonly rule: string;

  constructor(rule: string) {
    super(`expected ${rule}`);
    this.rule = rule;
  }
}

/** A pattern as it was read. */
export interface Parsed {
  readonly root: Node;
  /** How many groups capture. */
  readonly groups: number;
}

const MOST_LETTERS = 1000;

const CONTROL: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

/** Reads a regular expression without flags.
 * @throws {PatternError} If JavaScript does not know it, or if it asks for what may take time without end:
 * a look ahead or behind, or a group's own text again.
 */
export function parsePattern(source: string): Parsed {
  if (source.length > MOST_LETTERS) {
    throw new PatternError(`a regular expression of at most ${MOST_LETTERS} letters`);
  }
  try {
    // What is wrong in writing is judged by the language's own reader.
    new RegExp(source);
  } catch {
    throw new PatternError("a regular expression");
  }
  const reader = new Reader(source);
  return { root: reader.choice(), groups: reader.groups };
}

function unsupported(what: string): PatternError {
  return new PatternError(
    `a regular expression without ${what}, which could take time without end`,
  );
}

/** Reads a source that is known to be well written. */
class Reader {
  groups = 0;
  #at = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  choice(): Node {
    const options = [this.#sequence()];
    while (this.#take("|")) options.push(this.#sequence());
    return options.length === 1 ? options[0] : { kind: "choice", options };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at])) {
      parts.push(this.#repeated(this.#item()));
    }
    return parts.length === 1 ? parts[0] : { kind: "sequence", parts };
  }

  #item(): Node {
    const letter = this.#source[this.#at++];
    switch (letter) {
      case "^":
        return { kind: "place", at: "start" };
      case "$":
        return { kind: "place", at: "end" };
      case "(":
        return this.#group();
      case "[":
        return { kind: "letter", of: this.#list() };
      case ".":
        return { kind: "letter", of: ANY };
      case "\\":
        if (this.#take("b")) return { kind: "place", at: "word edge" };
        if (this.#take("B")) return { kind: "place", at: "no word edge" };
        return { kind: "letter", of: this.#escaped() };
      default:
        return { kind: "letter", of: oneLetter(letter.charCodeAt(0)) };
    }
  }

  #group(): Node {
    let number: number | null = null;
    if (!this.#take("?")) {
      number = ++this.groups;
    } else if (!this.#take(":")) {
      const name = this.#match(/<[^=!>][^>]*>/y);
      if (name === null) {
        const isLook = this.#match(/<?[=!]/y) !== null;
        throw unsupported(isLook ? "(?= (?! (?<= or (?<!" : "flags of a group");
      }
      number = ++this.groups;
    }
    const of = this.choice();
    this.#take(")");
    return number === null ? of : { kind: "group", number, of };
  }

  #repeated(of: Node): Node {
    const sign = this.#match(/[*+?]|\{\d+(?:,\d*)?\}/y);
    if (sign === null) return of;
    const isLazy = this.#take("?");
    const [least, most] = timesOf(sign);
    return { kind: "repeat", of, least, most, isLazy };
  }

  /** A list of letters, after its `[`. */
  #list(): Letters {
    const isOther = this.#take("^");
    const ranges: [number, number][] = [];
    while (!this.#take("]")) {
      const from = this.#listed();
      const isRange = this.#source[this.#at] === "-" && this.#source[this.#at + 1] !== "]";
      if (!isRange) {
        for (const range of rangesOf(from)) ranges.push(range);
        continue;
      }
      this.#at++;
      const to = this.#listed();
      if (isOneLetter(from) && isOneLetter(to)) {
        ranges.push([from[0], to[0]]);
      } else {
        for (const range of [...rangesOf(from), ...rangesOf(to)]) ranges.push(range);
        ranges.push([0x2d, 0x2d]);
      }
    }
    const letters = lettersOf(ranges);
    return isOther ? otherThan(letters) : letters;
  }

  #listed(): Letters {
    const letter = this.#source[this.#at++];
    if (letter !== "\\") return oneLetter(letter.charCodeAt(0));
    return this.#take("b") ? oneLetter(8) : this.#escaped();
  }

  /** What stands after a backslash. */
  #escaped(): Letters {
    const hex = this.#match(/x[\da-fA-F]{2}|u[\da-fA-F]{4}/y);
    if (hex !== null) return oneLetter(parseInt(hex.slice(1), 16));
    if (this.#match(/0(?!\d)/y) !== null) return oneLetter(0);
    const letter = this.#source[this.#at++];
    if (Object.hasOwn(NAMED, letter)) return NAMED[letter];
    if (Object.hasOwn(CONTROL, letter)) return oneLetter(CONTROL[letter]);
    if (/[\dk]/.test(letter)) throw unsupported(`\\${letter}`);
    if (/[a-zA-Z]/.test(letter)) {
      throw new PatternError(`a regular expression without \\${letter}, which it does not need`);
    }
    return oneLetter(letter.charCodeAt(0));
  }

  #take(letter: string): boolean {
    if (this.#source[this.#at] !== letter) return false;
    this.#at++;
    return true;
  }

  #match(sticky: RegExp): string | null {
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#source)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }
}

function timesOf(sign: string): [least: number, most: number] {
  if (sign === "*") return [0, Infinity];
  if (sign === "+") return [1, Infinity];
  if (sign === "?") return [0, 1];
  const [least, most] = sign.slice(1, -1).split(",");
  return [
    Number(least),
    most === undefined ? Number(least) : most === "" ? Infinity : Number(most),
  ];
}

function oneLetter(unit: number): Letters {
  return [unit, unit];
}

function isOneLetter(letters: Letters): boolean {
  return letters.length === 2 && letters[0] === letters[1];
}
