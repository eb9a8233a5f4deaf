/** Reads the multiple-response sets of an SPSS system file. Runs in Deno and browsers.
 * @see Pfaff et al., GNU PSPP Developers' Guide, "Multiple Response Sets Records".
 */

import { Damage } from "../damage.ts";
import type { Decode } from "./encoding.ts";

/** A set as the file has it. */
export interface SavSet {
  /** Without the `$` that all names have. */
  readonly name: string;
  /** Empty where it has none. */
  readonly label: string;
  /** What means ticked; null in category sets, whose variables hold what was named first, second, ... */
  readonly counted: string | null;
  /** Whether the value label of the counted value names the option, not the variable's label. */
  readonly isNamedByValue: boolean;
  /** Short names in small letters, as most writers have them, or long ones. */
  readonly variables: readonly string[];
}

const LINE_FEED = 10;
const BLANK = 32;
/** What stands between lines: some writers end with hundreds of line feeds. */
const BETWEEN: ReadonlySet<number> = new Set([LINE_FEED, BLANK, 13, 0]);

/** The sets of a file, and how many more are of no known form. */
export interface SavSets {
  readonly sets: readonly SavSet[];
  readonly unread: number;
}

/** Reads the lines of both records of sets. One that is of no known form is passed over and counted: a set
 * only tells what belongs together. O(bytes).
 */
export function readResponseSets(
  records: readonly Uint8Array[],
  decode: Decode,
): SavSets {
  const sets: SavSet[] = [];
  let unread = 0;
  for (const bytes of records) {
    const line = new SetLine(bytes, decode);
    while (line.open()) {
      const set = readSet(line);
      if (set !== null) sets.push(set);
      else {
        unread++;
        line.giveUp();
      }
    }
  }
  return { sets, unread };
}

function readSet(line: SetLine): SavSet | null {
  try {
    const name = line.until("=").replace(/^\$/, "");
    const form = line.letter();
    if (name === "" || !["C", "D", "E"].includes(form)) return null;
    if (form === "E") line.number();
    const counted = form === "C" ? null : line.sized();
    const label = line.sized();
    const variables = line.rest().split(" ").filter((word) => word !== "");
    return {
      name,
      label: label.trim(),
      counted: counted === null ? null : counted.trim(),
      isNamedByValue: form === "E",
      variables: variables.map((variable) => variable.toLowerCase()),
    };
  } catch (error) {
    if (error instanceof Damage) return null;
    throw error;
  }
}

/** A place in lines whose texts are preceded by their length in bytes. */
class SetLine {
  readonly #bytes: Uint8Array;
  readonly #decode: Decode;
  #at = 0;
  #start = 0;

  constructor(bytes: Uint8Array, decode: Decode) {
    this.#bytes = bytes;
    this.#decode = decode;
  }

  /** Goes to the next line that is not empty; false at the end. */
  open(): boolean {
    const bytes = this.#bytes;
    while (this.#at < bytes.length && BETWEEN.has(bytes[this.#at])) this.#at++;
    this.#start = this.#at;
    return this.#at < bytes.length;
  }

  /** Passes over the line that was opened last. */
  giveUp(): void {
    this.#at = this.#start;
    this.#skipLine();
  }

  /** The text up to a sign, which is passed over. */
  until(sign: string): string {
    const end = this.#bytes.indexOf(sign.charCodeAt(0), this.#at);
    if (end === -1) throw new Damage("a set without its variables");
    const text = this.#decode(this.#bytes.subarray(this.#at, end));
    this.#at = end + 1;
    return text;
  }

  letter(): string {
    return String.fromCharCode(this.#bytes[this.#at++] ?? 0);
  }

  /** A whole number and the blank behind it, with or without one before it. */
  number(): number {
    if (this.#bytes[this.#at] === BLANK) this.#at++;
    const digits = this.until(" ");
    if (!/^\d{1,5}$/.test(digits)) throw new Damage("a text of no length");
    return Number(digits);
  }

  /** A text behind its length. */
  sized(): string {
    const end = this.number() + this.#at;
    if (end > this.#bytes.length) throw new Damage("cut off");
    const text = this.#decode(this.#bytes.subarray(this.#at, end));
    this.#at = end;
    return text;
  }

  /** The text up to the end of the line. */
  rest(): string {
    const start = this.#at;
    this.#skipLine();
    return this.#decode(this.#bytes.subarray(start, this.#at)).replace(/[\r\n\0]+$/, "");
  }

  #skipLine(): void {
    const end = this.#bytes.indexOf(LINE_FEED, this.#at);
    this.#at = end === -1 ? this.#bytes.length : end + 1;
  }
}
