/** Tells of quotation marks that pair with none. Runs in Deno and browsers. */

import type { StageContext } from "../../../base/context.ts";
import { quoteValue } from "../../../base/errors.ts";
import { countOf } from "../../../base/text.ts";
import { unreadable } from "../unreadable.ts";

/** Counts quotation marks that were read as text. */
export class OddQuotes {
  #lone = 0;
  #firstLone = 0;
  #open = 0;
  #firstOpen = 0;

  /** @param row Physical number of the record. */
  add(row: number, found: { readonly loneQuotes: number; readonly openQuotes: number }): void {
    if (found.loneQuotes > 0 && this.#lone === 0) this.#firstLone = row;
    if (found.openQuotes > 0 && this.#open === 0) this.#firstOpen = row;
    this.#lone += found.loneQuotes;
    this.#open += found.openQuotes;
  }

  /** Warns of them, each kind once, with the row of the first. */
  tell(context: StageContext): void {
    if (this.#lone > 0) {
      context.warn(
        `${countOf(this.#lone, "lone quotation mark")} inside quoted cells (first in row ` +
          `${this.#firstLone}) should have been doubled; read as part of the text.`,
      );
    }
    if (this.#open > 0) {
      context.warn(
        `${countOf(this.#open, "quotation mark")} at the beginning of a cell (first in row ` +
          `${this.#firstOpen}) ${
            this.#open === 1 ? "is" : "are"
          } never closed; read as part of the ` +
          "text, as the rows then have the cells of all others.",
      );
    }
  }
}

/** The error for a quotation mark that is never closed, where no other reading makes a regular table.
 * @param text The record's text from there on. @param row Physical number of the record.
 */
export function openQuote(name: string, { text, row }: { text: string; row: number }): Error {
  const swallowed = text.slice(0, 40);
  return unreadable(
    name,
    `a quotation mark that opens a cell must be closed, but this one is not: ${
      quoteValue(swallowed)
    }. Close it or remove it.`,
    { row },
  );
}

/** The error for a quotation mark that is closed only on a later line. */
export function lateQuote(name: string, { text, row }: { text: string; row: number }): Error {
  return unreadable(
    name,
    `a quotation mark that opens a cell must be closed before the line ends, but this one is ` +
      `closed only further down: ${quoteValue(text)}. Close it, or double it where it is text.`,
    { row },
  );
}
