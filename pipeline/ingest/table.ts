/** Collects rows of cells as columns of distinct cells. Runs in Deno and browsers. */

import type { Codes } from "../types.ts";
import type { ColumnFacts } from "./facts.ts";
import { LevelIndex } from "./level_index.ts";

/** A column as the file has it, before names, missing answers and kinds. */
export interface RawColumn {
  /** Place in the file, from 1. */
  readonly position: number;
  /** The header as the file has it; empty for cells beyond the header. */
  readonly header: string;
  /** Level of each respondent; levels are numbered by first appearance. */
  readonly codes: Codes;
  /** The cell's text per level. */
  readonly texts: readonly string[];
  /** Respondents per level. */
  readonly counts: readonly number[];
  /** What the file knows of the column beside its cells; most files know nothing. */
  readonly facts?: ColumnFacts;
}

/** Rows whose number of cells is not the header's. */
export interface RaggedRows {
  readonly count: number;
  /** Physical number of the first, and its cells. */
  readonly firstRow: number;
  readonly firstCells: number;
}

/** A file as columns. Rows are counted from 1, the header and blank rows included. */
export interface RawTable {
  /** Respondents. */
  readonly rows: number;
  readonly columns: readonly RawColumn[];
  readonly headerRow: number;
  readonly headerCells: number;
  readonly blankRows: number;
  readonly shortRows: RaggedRows;
  readonly longRows: RaggedRows;
  /** The physical row of a respondent (from 0). */
  rowNumber(respondent: number): number;
}

const FIRST_CAPACITY = 256;
const NO_ROWS: RaggedRows = { count: 0, firstRow: 0, firstCells: 0 };

/** Builds a {@link RawTable} row by row.
 * The first row with a cell that is not blank is the header; wholly blank rows are passed over and
 * counted. Short rows are padded with blanks; a cell beyond the header that is not blank opens a
 * column of its own. Keeps no row and makes no object per cell.
 */
export class TableBuilder {
  readonly #firstPosition: number;
  #columns: ColumnBuilder[] = [];
  #headerRow = 0;
  #headerCells = 0;
  #physical = 0;
  #rows = 0;
  #blankRows = 0;
  /** Respondents that a blank row comes before, rising. */
  readonly #gaps: number[] = [];
  #shortRows = NO_ROWS;
  #longRows = NO_ROWS;

  /** @param firstPosition Place of the first cell of each row in the file, from 1. */
  constructor(firstPosition = 1) {
    this.#firstPosition = firstPosition;
  }

  /** Whether a header was met. */
  get hasHeader(): boolean {
    return this.#headerRow > 0;
  }

  /** Cells of the header, 0 before it was met. */
  get headerCells(): number {
    return this.#headerCells;
  }

  /** Passes over a physical row that is neither a respondent nor blank. */
  skip(): void {
    this.#physical++;
  }

  /** Takes the next physical row; the array may be reused afterwards. */
  add(cells: readonly string[]): void {
    this.#physical++;
    const length = cellsUsed(cells);
    if (length === 0) {
      this.#blankRows++;
      if (this.hasHeader) this.#gaps.push(this.#rows);
      return;
    }
    if (!this.hasHeader) return this.#takeHeader(cells);
    if (cells.length < this.#headerCells) {
      this.#shortRows = this.#noteRagged(this.#shortRows, cells.length);
    }
    if (length > this.#headerCells) {
      this.#longRows = this.#noteRagged(this.#longRows, length);
      this.#widen(length);
    }
    const row = this.#rows++;
    const columns = this.#columns;
    for (let c = 0; c < columns.length; c++) columns[c].add(row, cells[c] ?? "");
  }

  /** The table of all rows taken so far. */
  finish(): RawTable {
    const gaps = this.#gaps;
    const headerRow = this.#headerRow;
    return {
      rows: this.#rows,
      columns: this.#columns.map((column) => column.finish(this.#rows)),
      headerRow,
      headerCells: this.#headerCells,
      blankRows: this.#blankRows,
      shortRows: this.#shortRows,
      longRows: this.#longRows,
      rowNumber: (respondent) => headerRow + 1 + respondent + countUpTo(gaps, respondent),
    };
  }

  #takeHeader(cells: readonly string[]): void {
    this.#headerRow = this.#physical;
    this.#headerCells = cells.length;
    this.#columns = cells.map((header, c) => new ColumnBuilder(this.#firstPosition + c, header));
  }

  #widen(length: number): void {
    for (let c = this.#columns.length; c < length; c++) {
      this.#columns.push(new ColumnBuilder(this.#firstPosition + c, "", this.#rows));
    }
  }

  #noteRagged(rows: RaggedRows, cells: number): RaggedRows {
    return rows.count === 0
      ? { count: 1, firstRow: this.#physical, firstCells: cells }
      : { ...rows, count: rows.count + 1 };
  }
}

/** One column under construction. */
class ColumnBuilder {
  readonly #position: number;
  readonly #header: string;
  #codes: Codes = new Uint8Array(FIRST_CAPACITY);
  readonly #counts: number[] = [];
  readonly #levels = new LevelIndex();

  /** @param blanks Respondents before this column appeared. */
  constructor(position: number, header: string, blanks = 0) {
    this.#position = position;
    this.#header = header;
    for (let row = 0; row < blanks; row++) this.add(row, "");
  }

  add(row: number, text: string): void {
    const level = this.#levels.levelOf(text);
    if (level === this.#counts.length) {
      this.#counts.push(0);
      if (level === 0x100) this.#codes = new Uint16Array(this.#codes);
      else if (level === 0x10000) this.#codes = new Uint32Array(this.#codes);
    }
    if (row === this.#codes.length) this.#codes = doubled(this.#codes);
    this.#codes[row] = level;
    this.#counts[level]++;
  }

  finish(rows: number): RawColumn {
    return {
      position: this.#position,
      header: this.#header,
      codes: this.#codes.slice(0, rows),
      texts: this.#levels.texts,
      counts: this.#counts,
    };
  }
}

function doubled(codes: Codes): Codes {
  const larger = codes instanceof Uint8Array
    ? new Uint8Array(2 * codes.length)
    : codes instanceof Uint16Array
    ? new Uint16Array(2 * codes.length)
    : new Uint32Array(2 * codes.length);
  larger.set(codes);
  return larger;
}

/** Cells up to the last one that is not blank. */
function cellsUsed(cells: readonly string[]): number {
  let length = cells.length;
  while (length > 0 && (cells[length - 1] === "" || cells[length - 1].trim() === "")) length--;
  return length;
}

/** How many numbers of a rising list are at most the bound. */
function countUpTo(rising: readonly number[], bound: number): number {
  let low = 0, high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rising[middle] <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
