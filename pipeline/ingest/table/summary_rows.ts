/** Finds rows of totals, means, bases and footers, by label and by arithmetic. Runs in Deno and browsers. */

import type { LeftRow } from "./left_rows.ts";
import { cellOf, decimalsIn, numberIn, outlineRow } from "./row_cells.ts";
import { beginsFooter, summaryWord } from "./summary_words.ts";
import type { RawTable } from "./table.ts";

/** More rows with such a label than this are answers. */
const MOST_LABELLED = 20;
/** Columns in which a row is held against those above it; more prove no more. */
const MOST_CHECKED = 40;
/** Rows looked at to see what is usual. */
const SAMPLE = 50;
/** Rows that a sum without a label must be of. */
const FEWEST_ABOVE = 5;
const FEWEST_STRONG = 2;
const MOSTLY = 0.8;
const SHORTEST_SENTENCE = 15;
const HALF_A_UNIT = 0.5000001;

/** Finds rows that summarise others, and footers.
 * A label (`Total`, `Mittelwert`, `Base`) in the first filled cell counts where the row's numbers are sums,
 * means or counts of the rows above, wherever it stands; among the last rows also where the column holds no such words and
 * the rest of the row is numbers. Without a label the last rows count where nearly all their numbers
 * are sums, or all are means. Footers are last rows of one or two cells that begin as footers do.
 * O(n) for the labels, O(n x 40) for each row with one.
 * @param left 1 for each respondent that has left already.
 */
export function findSummaryRows(table: RawTable, left: Uint8Array): LeftRow[] {
  const labelled = labelledRows(table, left);
  const sheet = new Sheet(table, { left, labelled });
  const found: LeftRow[] = [];
  let row = table.rows - 1;
  for (; row >= 0; row--) {
    if (left[row] === 1) continue;
    const what = sheet.describeLast(row);
    if (what === null) break;
    found.push({ row, what });
  }
  for (const at of labelled) {
    const what = at < row ? sheet.describeProven(at) : null;
    if (what !== null) found.push({ row: at, what });
  }
  return found.length < table.rows ? found : [];
}

/** Rows whose first filled cell is the label of a summary; none where there are too many. */
function labelledRows(table: RawTable, left: Uint8Array): Set<number> {
  const labelled = new Set<number>();
  let open: Int32Array | null = null;
  for (const { codes, texts } of table.columns) {
    const isLabel = texts.map((text) => summaryWord(text.trim()) === null ? 0 : 1);
    const isBlank = texts.map((text) => text.trim() === "" ? 1 : 0);
    const isTelling = isLabel.includes(1);
    const isGappy = isBlank.includes(1);
    const rows: number = open === null ? codes.length : open.length;
    const next: number[] = [];
    for (let i = 0; (isTelling || isGappy) && i < rows; i++) {
      const row: number = open === null ? i : open[i];
      if (left[row] === 1) continue;
      if (isLabel[codes[row]] === 1) labelled.add(row);
      else if (isBlank[codes[row]] === 1) next.push(row);
    }
    if (labelled.size > MOST_LABELLED) return new Set();
    if (next.length === 0) break;
    open = Int32Array.from(next);
  }
  return labelled;
}

const KINDS = ["sums", "means", "counts"] as const;

/** How a row's numbers stand to the rows above. */
interface Match {
  readonly what: typeof KINDS[number] | null;
  /** Whether no respondent's answer is likely to be this number. */
  readonly isStrong: boolean;
}

class Sheet {
  readonly #values = new Map<number, Float64Array>();
  readonly #typical: number;
  readonly #table: RawTable;
  readonly #left: Uint8Array;
  readonly #labelled: ReadonlySet<number>;

  constructor(
    table: RawTable,
    { left, labelled }: { left: Uint8Array; labelled: ReadonlySet<number> },
  ) {
    this.#table = table;
    this.#left = left;
    this.#labelled = labelled;
    const filled = Array.from(
      { length: Math.min(SAMPLE, table.rows) },
      (_, row) => outlineRow(table, row).filled,
    ).sort((a, b) => a - b);
    this.#typical = filled[filled.length >> 1];
  }

  /** What a row is that only others such stand below; null for a respondent. */
  describeLast(row: number): string | null {
    const outline = outlineRow(this.#table, row);
    if (this.#labelled.has(row)) return this.describeProven(row) ?? this.#describeFitting(row);
    if (this.#isFooter(row, outline)) return "a footer";
    return this.#describeUnlabelled(row);
  }

  /** What a labelled row is if its numbers prove it. */
  describeProven(row: number): string | null {
    const { first, text } = outlineRow(this.#table, row);
    const previous = [...this.#labelled].filter((at) => at < row);
    const starts = [0, ...previous.map((at) => at + 1)].filter((from) => from < row);
    for (const from of new Set([starts[0], starts[starts.length - 1]])) {
      if (from === undefined) continue;
      const above = this.#countAbove(row, from);
      const matches = this.#matches(row, { from, except: first });
      for (const what of KINDS) {
        const known = matches.filter((match) => match.what === what);
        const strong = known.filter(({ isStrong }) => isStrong).length;
        const isStrong = above < FEWEST_ABOVE ? strong === matches.length : strong > 0;
        const isProven = isStrong
          ? strong > 0 && 2 * known.length >= matches.length
          : above >= FEWEST_ABOVE && known.length > FEWEST_STRONG &&
            known.length >= MOSTLY * matches.length;
        if (isProven) return `${quoted(text)}: ${what} of the rows above`;
      }
    }
    return null;
  }

  /** What a labelled row is if its column holds no such words and the rest are numbers. */
  #describeFitting(row: number): string | null {
    const { first, text } = outlineRow(this.#table, row);
    const rest = this.#restOf(row, first);
    if (!rest.every((cell) => Number.isFinite(numberIn(cell)) || summaryWord(cell) !== null)) {
      return null;
    }
    const { texts, counts } = this.#table.columns[first];
    let filled = 0, numbers = 0;
    for (const [level, cell] of texts.entries()) {
      if (cell.trim() === "" || summaryWord(cell.trim()) !== null) continue;
      filled += counts[level];
      if (/\d/.test(cell)) numbers += counts[level];
    }
    const isMisfit = numbers >= MOSTLY * filled;
    return isMisfit ? `${quoted(text)}: a label where respondents have a number` : null;
  }

  /** Respondents above a row. */
  #countAbove(row: number, from: number): number {
    let count = 0;
    for (let i = from; i < row; i++) if (this.#left[i] === 0 && !this.#labelled.has(i)) count++;
    return count;
  }

  #restOf(row: number, first: number): string[] {
    return this.#table.columns.map((_, c) => c === first ? "" : cellOf(this.#table, c, row))
      .filter((cell) => cell !== "");
  }

  #isFooter(row: number, { first, text, filled }: ReturnType<typeof outlineRow>): boolean {
    const { columns, rowNumber } = this.#table;
    if (columns.length < 2 || 2 * filled > this.#typical) return false;
    if (beginsFooter(text)) return true;
    const isApart = row > 0 && rowNumber(row) - rowNumber(row - 1) > 1;
    if (!isApart || filled > 1 || text.length < SHORTEST_SENTENCE) return false;
    const { texts } = columns[first];
    return isSentence(text) && texts.filter((cell) => isSentence(cell.trim())).length === 1;
  }

  /** What a row without a label is if its numbers are the sums or the means of those above. */
  #describeUnlabelled(row: number): string | null {
    if (row < FEWEST_ABOVE || !this.#mayBeSums(row)) return null;
    const { first, text } = outlineRow(this.#table, row);
    const label = Number.isFinite(numberIn(text)) ? -1 : first;
    const words = this.#restOf(row, label).filter((cell) => Number.isNaN(numberIn(cell)));
    if (words.length > 0) return null;
    const matches = this.#matches(row, { from: 0, except: label });
    for (const what of ["sums", "means"] as const) {
      const known = matches.filter((match) => match.what === what);
      const strong = known.filter(({ isStrong }) => isStrong).length;
      if (strong >= FEWEST_STRONG && strong >= matches.length - 1) {
        return `${what} of the rows above`;
      }
    }
    return null;
  }

  /** Whether some numbers of a row are larger than the sum of the first rows, or have decimals that these
   * lack: so that hardly a respondent is looked at closely. */
  #mayBeSums(row: number): boolean {
    const table = this.#table;
    let unusual = 0, usual = 0;
    for (let c = 0; c < table.columns.length; c++) {
      const cell = cellOf(table, c, row);
      const value = numberIn(cell);
      if (!(Math.abs(value) > 0)) continue;
      let sum = 0, decimals = 0;
      for (let other = 0; other < Math.min(SAMPLE, row); other++) {
        const above = cellOf(table, c, other);
        const number = numberIn(above);
        if (Number.isFinite(number)) sum += number;
        decimals = Math.max(decimals, Number(above.includes(".") || above.includes(",")));
      }
      const isUnusual = (sum > 0 && value >= sum * (1 - 1e-9)) ||
        (decimals === 0 && decimalsIn(cell) > 0);
      if (isUnusual) unusual++;
      else usual++;
      if (usual > 1 && unusual === 0) return false;
    }
    return unusual >= FEWEST_STRONG && usual <= 1;
  }

  /** Holds the numbers of a row against those of the respondents above it. */
  #matches(row: number, { from, except }: { from: number; except: number }): Match[] {
    const matches: Match[] = [];
    for (let c = 0; c < this.#table.columns.length && matches.length < MOST_CHECKED; c++) {
      if (c === except) continue;
      const cell = cellOf(this.#table, c, row);
      const value = numberIn(cell);
      if (!Number.isFinite(value) || value === 0 || cell.endsWith("%")) continue;
      matches.push(this.#match(c, { from, row, cell, value }));
    }
    return matches;
  }

  #match(
    c: number,
    { from, row, cell, value }: { from: number; row: number; cell: string; value: number },
  ): Match {
    const { codes } = this.#table.columns[c];
    const values = this.#valuesOf(c);
    const left = this.#left, labelled = this.#labelled;
    let sum = 0, count = 0, rows = 0, least = Infinity, most = -Infinity, isWhole = true;
    for (let i = from; i < row; i++) {
      if (left[i] === 1 || labelled.has(i)) continue;
      rows++;
      const number = values[codes[i]];
      if (Number.isNaN(number)) continue;
      sum += number;
      count++;
      if (number < least) least = number;
      if (number > most) most = number;
      if (!Number.isInteger(number)) isWhole = false;
    }
    if (rows < 2) return { what: null, isStrong: false };
    const unit = HALF_A_UNIT * 10 ** -decimalsIn(cell);
    const isAt = (wanted: number) => Math.abs(value - wanted) <= unit + 1e-9 * Math.abs(wanted);
    const isOutside = value > most || value < least || (isWhole && !Number.isInteger(value));
    if (count > 1 && isAt(sum)) return { what: "sums", isStrong: isOutside };
    if (count > 1 && isAt(sum / count)) return { what: "means", isStrong: isOutside };
    const isCount = value === rows || (count > 0 && value === count);
    return { what: isCount ? "counts" : null, isStrong: isCount && isOutside };
  }

  #valuesOf(c: number): Float64Array {
    const known = this.#values.get(c);
    if (known !== undefined) return known;
    const values = Float64Array.from(
      this.#table.columns[c].texts,
      (text) => numberIn(text.trim()),
    );
    this.#values.set(c, values);
    return values;
  }
}

function isSentence(text: string): boolean {
  return /\p{L}+\s+\S/u.test(text);
}

function quoted(label: string): string {
  return JSON.stringify(label);
}
