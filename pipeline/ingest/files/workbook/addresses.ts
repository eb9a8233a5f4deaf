/** Where the cells of a sheet stand, and which stand far from all others. Runs in Deno and browsers. */

import { formatNumber, joinWords } from "../../../base/text.ts";

/** A sheet whose cells stand where no sheet has any, or too widely spread. */
export class AddressError extends Error {}

/** What the format allows. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const MOST_LETTERS = 3;

/** Blank lines in a row that part what belongs together from what strayed: so many, and ten times as
 * many as lines have cells. */
export const PARTING_ROWS = 1_000;
export const PARTING_COLUMNS = 200;
const PARTING_TIMES = 10;
/** A sheet becomes a table in which blank cells take room as well. */
const MOST_AREA = 200_000_000;
const NAMED = 3;

/** Rows and columns from 0, the last ones included. */
export interface CellRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** Collects where cells with a value stand. */
export class Occupied {
  readonly #rows = new Map<number, number>();
  readonly #columns = new Float64Array(MOST_COLUMNS);
  #row = -1;
  #inRow = 0;

  /** @param row From 0. @param column From 0. */
  add(row: number, column: number): void {
    if (row !== this.#row) this.#endRow(row);
    this.#inRow++;
    this.#columns[column]++;
  }

  /** The range that holds most cells, without what stands far from it; null if there are no cells.
   * O(rows log rows + columns log columns).
   * @throws {AddressError} If it spans more than can be read.
   */
  nearRange(): CellRange | null {
    this.#endRow(-1);
    if (this.#rows.size === 0) return null;
    const rows = largestGroup([...this.#rows].sort(([a], [b]) => a - b), PARTING_ROWS);
    const counted = [...this.#columns.entries()].filter(([, count]) => count > 0);
    const columns = largestGroup(counted, PARTING_COLUMNS);
    const spans = [rows.last - rows.first + 1, columns.last - columns.first + 1];
    if (spans[0] * spans[1] > MOST_AREA) {
      throw new AddressError(
        `a sheet must span at most ${formatNumber(MOST_AREA)} cells, but one spans ` +
          `${formatNumber(spans[0])} rows and ${formatNumber(spans[1])} columns`,
      );
    }
    return {
      ...{ firstRow: rows.first, lastRow: rows.last },
      ...{ firstColumn: columns.first, lastColumn: columns.last },
    };
  }

  /** Counts a row once for all of its cells. */
  #endRow(next: number): void {
    if (this.#inRow > 0) this.#rows.set(this.#row, (this.#rows.get(this.#row) ?? 0) + this.#inRow);
    this.#row = next;
    this.#inRow = 0;
  }
}

/** Cells that were left out as they stand far from all others. */
export interface FarCells {
  /** Such as `XFD1048576`; at least one. */
  readonly addresses: readonly string[];
  /** Where all others stand. */
  readonly range: CellRange;
}

/** Whether a cell belongs to a range. */
export function isWithin(range: CellRange, row: number, column: number): boolean {
  return row >= range.firstRow && row <= range.lastRow &&
    column >= range.firstColumn && column <= range.lastColumn;
}

/** Says which cells were left out. */
export function describeFar({ addresses, range }: FarCells, sheet: string): string {
  const named = addresses.slice(0, NAMED);
  const more = addresses.length - named.length;
  const which = joinWords(more > 0 ? [...named, `${formatNumber(more)} more`] : named);
  const from = addressOf(range.firstRow, range.firstColumn);
  const to = addressOf(range.lastRow, range.lastColumn);
  return `${addresses.length === 1 ? "Cell" : "Cells"} ${which} on sheet "${sheet}" ` +
    `${addresses.length === 1 ? "stands" : "stand"} far from all others (${from} to ${to}) and ` +
    `${addresses.length === 1 ? "was" : "were"} left out.`;
}

/** The row that a sheet writes, from 0.
 * @throws {AddressError} If the format has no such row.
 */
export function rowOf(text: string): number {
  const row = Number(text);
  if (/^\d+$/.test(text) && row >= 1 && row <= MOST_ROWS) return row - 1;
  throw outside(`row ${JSON.stringify(text.slice(0, 20))}`);
}

/** The column of an address such as `AA7`, from 0; null if it names none.
 * @throws {AddressError} If the format has no such column.
 */
export function columnOf(address: string): number | null {
  let column = 0, letters = 0;
  for (; letters < address.length; letters++) {
    const letter = address.charCodeAt(letters) - 64;
    if (letter < 1 || letter > 26) break;
    column = 26 * column + letter;
    if (letters < MOST_LETTERS && column <= MOST_COLUMNS) continue;
    throw outside(`cell ${JSON.stringify(address.slice(0, 20))}`);
  }
  return letters === 0 ? null : column - 1;
}

/** An address such as `AA7`. */
export function addressOf(row: number, column: number): string {
  let letters = "";
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + (left - 1) % 26) + letters;
  }
  return `${letters}${row + 1}`;
}

function outside(what: string): AddressError {
  return new AddressError(
    `a sheet must keep to rows 1 to ${formatNumber(MOST_ROWS)} and columns A to XFD, but one has ` +
      `${what}`,
  );
}

/** The lines between two long gaps that hold most cells; of two alike the first.
 * @param lines Each with its count of cells, rising.
 */
function largestGroup(
  lines: readonly (readonly [line: number, cells: number])[],
  parting: number,
): { first: number; last: number } {
  const gap = Math.max(parting, PARTING_TIMES * lines.length);
  let best = { first: 0, last: 0, cells: 0 };
  let group = { first: lines[0][0], last: lines[0][0], cells: 0 };
  for (const [line, cells] of lines) {
    const isNear = line - group.last <= gap;
    group = {
      first: isNear ? group.first : line,
      last: line,
      cells: (isNear ? group.cells : 0) + cells,
    };
    if (group.cells > best.cells) best = group;
  }
  return best;
}
