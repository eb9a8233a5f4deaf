/** Collects rows of cells as columns of distinct cells. Runs in Deno and browsers. */

import type { Codes } from "../../survey/column.ts";
import type { ColumnFacts } from "./column_facts.ts";
import { LevelIndex } from "./level_index.ts";

/** Which of a file's first rows are its header. */
export interface HeaderPlan {
  /** Rows before the header that are passed over, blank rows aside. */
  readonly preamble: number;
  /** Rows of the header; 0 where the file has none. */
  readonly rows: number;
  /** The header's cells, where they are not those of its rows. */
  readonly headers?: readonly (readonly string[])[];
}

/** A column as the file has it, before names, missing answers and kinds. */
export interface RawColumn {
  /** Place in the file, from 1. */
  readonly position: number;
  /** The first header cell that is not blank, as the file has it; empty beyond the header. */
  readonly header: string;
  /** Level of each respondent; levels are numbered by first appearance. */
  readonly codes: Codes;
  /** The cell's text per level. */
  readonly texts: readonly string[];
  /** Respondents per level. */
  readonly counts: readonly number[];
  /** The cells as they are written, per level, where a codebook gave other words for them. */
  readonly written?: readonly string[];
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
  /** The cells of each header row. */
  readonly headers: readonly (readonly string[])[];
  /** The cells of each row passed over before the header. */
  readonly preamble: readonly (readonly string[])[];
  readonly headerRow: number;
  readonly headerCells: number;
  readonly blankRows: number;
  readonly shortRows: RaggedRows;
  readonly longRows: RaggedRows;
  /** The physical row of a respondent (from 0). */
  rowNumber(respondent: number): number;
}

const FIRST_CAPACITY = 256;
/** Rows that are kept until the header is decided by them. */
const ROWS_TO_DECIDE = 200;
const NO_ROWS: RaggedRows = { count: 0, firstRow: 0, firstCells: 0 };
const FIRST_ROW_ONLY = (): HeaderPlan => ({ preamble: 0, rows: 1 });

/** A row that is kept until the header is decided. */
interface WaitingRow {
  readonly cells: readonly string[];
  readonly physical: number;
}

/** Builds a {@link RawTable} row by row.
 * Wholly blank rows are passed over and counted. The first 200 other rows are kept to decide which
 * of them are the header. Short rows are padded with blanks; a cell beyond the header that is not
 * blank opens a column of its own; last columns without any cell are left out. Keeps no further row
 * and makes no object per cell.
 */
export class TableBuilder {
  readonly #firstPosition: number;
  readonly #planHeader: (rows: readonly (readonly string[])[]) => HeaderPlan;
  /** The first rows, until the header is decided. */
  #waiting: WaitingRow[] | null = [];
  #headers: readonly (readonly string[])[] = [];
  #preamble: readonly (readonly string[])[] = [];
  #columns: ColumnBuilder[] = [];
  #headerRow = 0;
  #lastHeaderRow = 0;
  #headerCells = 0;
  #physical = 0;
  /** The last physical row that is a respondent or the header. */
  #lastFilled = 0;
  #rows = 0;
  #blankRows = 0;
  /** Respondents that a blank row comes before, rising. */
  readonly #gaps: number[] = [];
  #shortRows = NO_ROWS;
  #longRows = NO_ROWS;

  /** @param options.firstPosition Place of the first cell of each row in the file, from 1.
   * @param options.planHeader Decides the header by the first rows that are not blank; without it the
   * header is the first of them.
   */
  constructor(
    { firstPosition = 1, planHeader = FIRST_ROW_ONLY }: {
      firstPosition?: number;
      planHeader?: (rows: readonly (readonly string[])[]) => HeaderPlan;
    } = {},
  ) {
    this.#firstPosition = firstPosition;
    this.#planHeader = planHeader;
  }

  /** Cells of the widest row of the header, or of those seen before it is decided. */
  get headerCells(): number {
    if (this.#waiting === null) return this.#headerCells;
    return this.#waiting.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  }

  /** Passes over a physical row that is neither a respondent nor blank. */
  skip(): void {
    this.#physical++;
    this.#lastFilled = this.#physical;
  }

  /** Takes the next physical row; the array may be reused afterwards. */
  add(cells: readonly string[]): void {
    this.#physical++;
    const length = cellsUsed(cells);
    if (length === 0) {
      this.#blankRows++;
      return;
    }
    if (this.#waiting === null) return this.#addRespondent(cells, length, this.#physical);
    this.#waiting.push({ cells: [...cells], physical: this.#physical });
    if (this.#waiting.length === ROWS_TO_DECIDE) this.#decideHeader(this.#waiting);
  }

  /** The table of all rows taken so far. */
  finish(): RawTable {
    if (this.#waiting !== null) this.#decideHeader(this.#waiting);
    const gaps = this.#gaps;
    const lastHeaderRow = this.#lastHeaderRow;
    const columns = this.#columns.map((column) => column.finish(this.#rows));
    while (columns.length > 0 && isEmpty(columns[columns.length - 1])) columns.pop();
    return {
      rows: this.#rows,
      columns,
      headers: this.#headers,
      preamble: this.#preamble,
      headerRow: this.#headerRow,
      headerCells: this.#headerCells,
      blankRows: this.#blankRows,
      shortRows: this.#shortRows,
      longRows: this.#longRows,
      rowNumber: (respondent) => lastHeaderRow + 1 + respondent + countUpTo(gaps, respondent),
    };
  }

  #decideHeader(waiting: readonly WaitingRow[]): void {
    this.#waiting = null;
    if (waiting.length === 0) return;
    const rows = waiting.map(({ cells }) => cells);
    const plan = this.#planHeader(rows);
    const end = plan.preamble + plan.rows;
    this.#preamble = rows.slice(0, plan.preamble);
    this.#headers = plan.headers ?? rows.slice(plan.preamble, end);
    this.#headerRow = plan.rows === 0 ? 0 : waiting[plan.preamble].physical;
    this.#lastHeaderRow = plan.rows === 0 ? waiting[end].physical - 1 : waiting[end - 1].physical;
    this.#lastFilled = this.#lastHeaderRow;
    const widths = plan.rows === 0 ? [usualWidth(rows)] : this.#headers.map(({ length }) => length);
    this.#headerCells = widths.reduce((most, cells) => Math.max(most, cells), 0);
    this.#columns = Array.from({ length: this.#headerCells }, (_, c) => {
      const header = this.#headers.find((cells) => (cells[c] ?? "").trim() !== "");
      return new ColumnBuilder(this.#firstPosition + c, (header ?? this.#headers[0])?.[c] ?? "");
    });
    for (const { cells, physical } of waiting.slice(end)) {
      this.#addRespondent(cells, cellsUsed(cells), physical);
    }
  }

  #addRespondent(cells: readonly string[], length: number, physical: number): void {
    for (; this.#lastFilled < physical - 1; this.#lastFilled++) this.#gaps.push(this.#rows);
    this.#lastFilled = physical;
    if (cells.length < this.#headerCells) {
      this.#shortRows = noteRagged(this.#shortRows, physical, cells.length);
    }
    if (length > this.#headerCells) {
      this.#longRows = noteRagged(this.#longRows, physical, length);
      this.#widen(length);
    }
    const row = this.#rows++;
    const columns = this.#columns;
    for (let c = 0; c < columns.length; c++) columns[c].add(row, cells[c] ?? "");
  }

  #widen(length: number): void {
    for (let c = this.#columns.length; c < length; c++) {
      this.#columns.push(new ColumnBuilder(this.#firstPosition + c, "", this.#rows));
    }
  }
}

/** Cells that most rows have. */
function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].reduce((most, each) => each[1] > most[1] ? each : most)[0];
}

function noteRagged(rows: RaggedRows, physical: number, cells: number): RaggedRows {
  return rows.count === 0
    ? { count: 1, firstRow: physical, firstCells: cells }
    : { ...rows, count: rows.count + 1 };
}

/** Whether a column has neither a header nor a cell. */
function isEmpty({ header, texts }: RawColumn): boolean {
  return header.trim() === "" && texts.every((text) => text.trim() === "");
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
