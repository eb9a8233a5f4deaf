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
 * than 0. Zeros are shown unless they must serve for that. O(hidden^2) for each round.
 *
 * Hidden numbers are edges between their row and their column. What is shown leaves one free to change
 * exactly where a circle of changes by turns up and down runs through it, and those down start above 0.
 * @see Gusfield, A Graph Theoretic Approach to Statistical Data Security, 1988, doi:10.1137/0217034.
 */
export function hideCells(table: CountTable, least: number): HiddenCells {
  const grid = new Grid(table, least);
  while (grid.hideOneMore());
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
    this.#hidden = Uint8Array.from(this.#values, (value) => this.#isSmall(value) ? 1 : 0);
    for (let row = 0; row < rows; row++) if (this.isHidden(row, columns)) this.#hideRow(row);
    for (let column = 0; column < columns; column++) {
      if (this.#isSmall(this.#sumOf(this.#line("column", column)))) this.#hideAll(column);
    }
    this.#small = [...this.#values.keys()].filter((at) => this.#isSmall(this.#values[at]));
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

  /** @returns Whether there was something to hide. */
  hideOneMore(): boolean {
    for (let row = 0; row < this.#rows; row++) {
      if (this.#hideIn(this.#line("row", row), { isClosed: this.isHidden(row, this.#columns) })) {
        return true;
      }
    }
    for (let column = 0; column <= this.#columns; column++) {
      if (this.#hideIn(this.#line("column", column), { isClosed: false })) return true;
    }
    const told = this.#small.find((at) => this.#hidden[at] === 1 && !this.#isFree(at));
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

  /** A row without its total says nothing by itself. */
  #hideRow(row: number): void {
    for (let column = 0; column <= this.#columns; column++) this.#hidden[this.#at(row, column)] = 1;
  }

  #hideAll(column: number): void {
    for (const at of this.#line("column", column)) this.#hide(at);
  }

  #hide(at: number): void {
    this.#hidden[at] = 1;
    if (at % (this.#columns + 1) === this.#columns) {
      this.#hideRow(Math.floor(at / (this.#columns + 1)));
    }
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

  /** Hides the smallest number that is shown, a zero only where there is nothing else. */
  #hideSmallest(line: readonly number[]): boolean {
    const shown = line.filter((at) => this.#hidden[at] === 0);
    const positive = shown.filter((at) => this.#values[at] > 0);
    const from = positive.length > 0 ? positive : shown;
    if (from.length === 0) return false;
    this.#hide(from.reduce((a, b) => this.#values[b] < this.#values[a] ? b : a));
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

  /** Whether a hidden number may be another one by all that is shown. */
  #isFree(at: number): boolean {
    return this.#canChange(at, 1) || (this.#values[at] > 0 && this.#canChange(at, -1));
  }

  /** Whether a circle of changes leads back to where one begins with a number going up or down. */
  #canChange(at: number, step: 1 | -1): boolean {
    const width = this.#columns + 1;
    // Rows are 0.., columns follow them. A total counts against its row.
    const ends = (edge: number, up: boolean): [number, number] => {
      const nodes: [number, number] = [Math.floor(edge / width), this.#rows + edge % width];
      const isTotal = edge % width === this.#columns;
      return up !== isTotal ? nodes : [nodes[1], nodes[0]];
    };
    const [from, to] = ends(at, step === 1);
    const next = new Map<number, number[]>();
    for (const edge of this.#hidden.keys()) {
      if (this.#hidden[edge] === 0 || edge === at) continue;
      for (const up of this.#values[edge] > 0 ? [true, false] : [true]) {
        const [source, target] = ends(edge, up);
        next.set(source, [...next.get(source) ?? [], target]);
      }
    }
    const seen = new Set([to]);
    const waiting = [to];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (node === from) return true;
      for (const target of next.get(node) ?? []) {
        if (seen.has(target)) continue;
        seen.add(target);
        waiting.push(target);
      }
    }
    return false;
  }
}
