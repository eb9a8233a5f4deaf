/** Which cells of a table stay unseen, so that no small count can be read or computed. Runs in Deno and browsers. */

/** Respondents by answer (rows) and segment (columns). */
export interface CountTable {
  /** Row-major, `rows` x `columns`. */
  readonly counts: readonly number[];
  readonly rows: number;
  readonly columns: number;
}

/** What is not shown of a table whose column totals are. */
export interface HiddenCells {
  /** Laid out as the counts. */
  readonly cells: readonly boolean[];
  /** Totals of the rows. */
  readonly totals: readonly boolean[];
}

/** Hides every count of 1 to `least` - 1, and of the others as many as it takes: no line (a row with its
 * total, a column, the totals) has a single hidden number, hidden numbers of a line that is added up are
 * `least` together, and no hidden number follows from all that is shown and from counts being no less
 * than 0. Zeros are shown unless they must serve for that. At most O(hidden^2) for each round, and mostly
 * O(hidden).
 *
 * Hidden numbers are edges between their row and their column. What is shown leaves one free to change
 * exactly where a circle of changes by turns up and down runs through it, and those down start above 0.
 * @see Gusfield, A Graph Theoretic Approach to Statistical Data Security, 1988, doi:10.1137/0217034.
 */
export function hideCells(table: CountTable, least: number): HiddenCells {
  const grid = new Grid(table, least);
  while (grid.hideMore());
  return { cells: grid.shape((row, column) => grid.isHidden(row, column)), totals: grid.totals() };
}

/** The table with the rows' totals as its last column. */
class Grid {
  readonly #rows: number;
  /** Without the totals. */
  readonly #columns: number;
  readonly #least: number;
  readonly #values: Float64Array;
  readonly #hidden: Uint8Array;
  readonly #small: readonly number[];
  /** Hidden numbers of each row, and of each column. */
  readonly #inRow: Uint32Array;
  readonly #inColumn: Uint32Array;

  constructor({ counts, rows, columns }: CountTable, least: number) {
    this.#rows = rows;
    this.#columns = columns;
    this.#least = least;
    const width = columns + 1;
    this.#values = new Float64Array(rows * width);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const count = counts[row * columns + column];
        this.#values[row * width + column] = count;
        this.#values[row * width + columns] += count;
      }
    }
    this.#hidden = new Uint8Array(this.#values.length);
    this.#inRow = new Uint32Array(rows);
    this.#inColumn = new Uint32Array(width);
    this.#small = [...this.#values.keys()].filter((at) => this.#isSmall(this.#values[at]));
    for (const at of this.#small) this.#hide(at);
    for (let column = 0; column < columns; column++) {
      if (this.#isSmall(this.#sumOf(this.#line("column", column)))) this.#hideAll(column);
    }
  }

  isHidden(row: number, column: number): boolean {
    return this.#hidden[this.#at(row, column)] === 1;
  }

  totals(): boolean[] {
    return Array.from({ length: this.#rows }, (_, row) => this.isHidden(row, this.#columns));
  }

  shape<T>(of: (row: number, column: number) => T): T[] {
    return Array.from(
      { length: this.#rows * this.#columns },
      (_, at) => of(Math.floor(at / this.#columns), at % this.#columns),
    );
  }

  /** Looks at every line, and at every small count once no line has anything left to hide.
   * @returns Whether something was hidden. */
  hideMore(): boolean {
    let isChanged = false;
    for (let row = 0; row < this.#rows; row++) {
      const isClosed = this.isHidden(row, this.#columns);
      if (this.#hideIn(this.#line("row", row), { isClosed })) isChanged = true;
    }
    for (let column = 0; column <= this.#columns; column++) {
      if (this.#hideIn(this.#line("column", column), { isClosed: false })) isChanged = true;
    }
    if (isChanged) return true;
    const ways = new Ways(this.#hidden, this.#values, this.#columns + 1);
    const closed = this.totals().filter((isTotalHidden) => isTotalHidden).length;
    const told = this.#small.find((at) => {
      // Of two rows that are hidden as a whole, one may have what the other has.
      if (closed > 1 && this.isHidden(Math.floor(at / (this.#columns + 1)), this.#columns)) {
        return false;
      }
      return this.#hidden[at] === 1 && !ways.isFree(at);
    });
    return told !== undefined && this.#hideBeside(told);
  }

  #isSmall(value: number): boolean {
    return value > 0 && value < this.#least;
  }

  #at(row: number, column: number): number {
    return row * (this.#columns + 1) + column;
  }

  /** Positions of a row without its total, or of a column. */
  #line(kind: "row" | "column", number: number): number[] {
    return kind === "row"
      ? Array.from({ length: this.#columns }, (_, column) => this.#at(number, column))
      : Array.from({ length: this.#rows }, (_, row) => this.#at(row, number));
  }

  #sumOf(line: readonly number[]): number {
    return line.reduce((sum, at) => sum + this.#values[at], 0);
  }

  #hideAll(column: number): void {
    for (const at of this.#line("column", column)) this.#hide(at);
  }

  /** Hides a number; a row without its total says nothing by itself. */
  #hide(at: number): void {
    if (this.#hidden[at] === 1) return;
    const [row, column] = [Math.floor(at / (this.#columns + 1)), at % (this.#columns + 1)];
    this.#hidden[at] = 1;
    this.#inRow[row]++;
    this.#inColumn[column]++;
    if (column === this.#columns) { for (const own of this.#line("row", row)) this.#hide(own); }
  }

  /** Hides one more number of a line that would tell what it hides.
   * @param isClosed Whether its sum is hidden, too.
   */
  #hideIn(line: readonly number[], { isClosed }: { readonly isClosed: boolean }): boolean {
    const hidden = line.filter((at) => this.#hidden[at] === 1);
    if (hidden.length === 0 || isClosed) return false;
    if (hidden.length > 1 && this.#sumOf(hidden) >= this.#least) return false;
    return this.#hideSmallest(line) || (hidden.length === 1 && this.#hideTotal(hidden[0]));
  }

  /** Hides the smallest number that is shown, one beside a hidden one first, as that one must have
   * company, and a zero only where there is nothing else. */
  #hideSmallest(line: readonly number[]): boolean {
    const shown = line.filter((at) => this.#hidden[at] === 0);
    const positive = shown.filter((at) => this.#values[at] > 0);
    const from = positive.length > 0 ? positive : shown;
    if (from.length === 0) return false;
    const isColumn = line.length > 1 && line[1] - line[0] > 1;
    const isAlone = (at: number): boolean =>
      isColumn
        ? this.#inRow[Math.floor(at / (this.#columns + 1))] === 0
        : this.#inColumn[at % (this.#columns + 1)] === 0;
    const company = from.filter((at) => !isAlone(at));
    const best = company.length > 0 ? company : from;
    this.#hide(best.reduce((a, b) => this.#values[b] < this.#values[a] ? b : a));
    return true;
  }

  #hideTotal(at: number): boolean {
    const total = this.#at(Math.floor(at / (this.#columns + 1)), this.#columns);
    if (this.#hidden[total] === 1) return false;
    this.#hide(total);
    return true;
  }

  #hideBeside(at: number): boolean {
    const width = this.#columns + 1;
    const [row, column] = [Math.floor(at / width), at % width];
    return this.#hideSmallest(this.#line("row", row)) ||
      this.#hideSmallest(this.#line("column", column)) || this.#hideTotal(at) ||
      this.#hideSmallest([...this.#values.keys()]);
  }
}

/** The ways in which hidden numbers may change without a change of what is shown. */
class Ways {
  readonly #values: Float64Array;
  readonly #width: number;
  readonly #rows: number;
  /** From each node to others. Rows are 0.., columns follow them. */
  readonly #next: number[][];
  /** Whether a number is hidden and may go down, too. */
  readonly #isLoose: (edge: number) => boolean;
  /** In how many rows both of two columns have a hidden number above 0. */
  readonly #pairs: Uint32Array;

  constructor(hidden: Uint8Array, values: Float64Array, width: number) {
    this.#values = values;
    this.#width = width;
    this.#rows = values.length / width;
    this.#next = Array.from({ length: this.#rows + width }, () => []);
    this.#pairs = new Uint32Array(width * width);
    this.#isLoose = (edge) => hidden[edge] === 1 && values[edge] > 0;
    for (let row = 0; row < this.#rows; row++) {
      const loose = this.#looseIn(row);
      for (const a of loose) for (const b of loose) this.#pairs[a * width + b]++;
    }
    hidden.forEach((isHidden, edge) => {
      if (isHidden === 0) return;
      for (const isUp of values[edge] > 0 ? [true, false] : [true]) {
        const [source, target] = this.#ends(edge, isUp);
        this.#next[source].push(target);
      }
    });
  }

  /** Whether a hidden number may be another one by all that is shown. */
  isFree(edge: number): boolean {
    return this.#isInRectangle(edge) || this.#canChange(edge, true) ||
      (this.#values[edge] > 0 && this.#canChange(edge, false));
  }

  /** The shortest circle, and the most frequent: two rows that hide the same two columns. */
  #isInRectangle(edge: number): boolean {
    if (!this.#isLoose(edge)) return false;
    const column = edge % this.#width;
    return this.#looseIn(Math.floor(edge / this.#width)).some((other) =>
      other !== column && this.#pairs[column * this.#width + other] > 1
    );
  }

  /** Columns of a row whose numbers are hidden and above 0. */
  #looseIn(row: number): number[] {
    return Array.from({ length: this.#width }, (_, column) => column)
      .filter((column) => this.#isLoose(row * this.#width + column));
  }

  /** A total counts against its row. */
  #ends(edge: number, isUp: boolean): [from: number, to: number] {
    const [row, column] = [Math.floor(edge / this.#width), this.#rows + edge % this.#width];
    const isTotal = edge % this.#width === this.#width - 1;
    return isUp !== isTotal ? [row, column] : [column, row];
  }

  /** Whether a circle of changes leads back to where one begins with a number going up or down. */
  #canChange(edge: number, isUp: boolean): boolean {
    const [from, to] = this.#ends(edge, isUp);
    const seen = new Set([to]);
    const waiting = [to];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      for (const target of this.#next[node]) {
        // The number itself, going back.
        if (node === to && target === from) continue;
        if (target === from) return true;
        if (seen.has(target)) continue;
        seen.add(target);
        waiting.push(target);
      }
    }
    return false;
  }
}
