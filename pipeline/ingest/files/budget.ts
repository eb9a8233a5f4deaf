/** How much a file may become, known before it is unpacked. Runs in Deno and browsers. */

import { countOf, formatNumber } from "../../base/text.ts";
import { unreadable } from "./unreadable.ts";

const MEGABYTE = 2 ** 20;
/** Surveys pack to a tenth, those of few answers to a hundredth; a file made to fill the memory to a
 * thousandth and less. */
const MOST_RATIO = 200;
const ALWAYS_BYTES = 64 * MEGABYTE;
/** Cells that are all equal take next to no bytes where a form packs them. */
const MOST_CELLS_A_BYTE = 100;
const ALWAYS_CELLS = 10_000_000;

/** What one file may become. Small files that become large ones are refused; what is large itself is
 * limited by memory alone. */
export class Budget {
  readonly #name: string;
  readonly #bytes: number;
  #unpacked = 0;
  #cells = 0;

  /** @param bytes Of the file as it is. */
  constructor(name: string, bytes: number) {
    this.#name = name;
    this.#bytes = bytes;
  }

  /** Takes room for bytes that are about to be unpacked.
   * @throws {DataError} If all that was taken is more than such a file may become.
   */
  unpack(bytes: number): void {
    this.#unpacked += bytes;
    const most = Math.max(ALWAYS_BYTES, MOST_RATIO * this.#bytes);
    if (this.#unpacked <= most) return;
    throw unreadable(
      this.#name,
      `a file of ${countOf(this.#bytes, "byte")} may unpack to ${
        formatNumber(most / MEGABYTE)
      } MB, but ` +
        `this one becomes ${
          formatNumber(this.#unpacked / MEGABYTE)
        } MB or more. If it is sound, unpack it ` +
        "or export the survey as CSV.",
    );
  }

  /** Takes room for cells.
   * @throws {DataError} If all that was taken is more than such a file may hold.
   */
  cells(count: number): void {
    this.#cells += count;
    const most = Math.max(ALWAYS_CELLS, MOST_CELLS_A_BYTE * this.#bytes);
    if (this.#cells <= most) return;
    throw unreadable(
      this.#name,
      `a file of ${countOf(this.#bytes, "byte")} may hold ${
        formatNumber(most)
      } cells, but this one ` +
        `tells of ${formatNumber(this.#cells)} or more. If it is sound, export the survey as CSV.`,
    );
  }
}
