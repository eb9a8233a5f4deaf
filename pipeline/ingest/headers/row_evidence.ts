/** Weighs whether one of a file's first rows is a header or an answer, by the rows below it. Runs in Deno and browsers. */

import { NA_LIKE } from "../cells/marks.ts";
import { isNumber } from "../cells/numbers.ts";
import type { Rows } from "./dialects/reader.ts";

/** What the cells of a row are, held against the columns below it. */
export interface RowEvidence {
  /** Cells that are like those below: a number among numbers, a date among dates, an answer that others
   * give, too. */
  readonly fits: number;
  /** Of these, cells of columns of numbers, dates or codes. */
  readonly shaped: number;
  /** Cells that are unlike all below: a word over numbers, a word of its own over few that repeat. */
  readonly strange: number;
  /** Of these, words over columns of numbers, dates or codes. */
  readonly overShaped: number;
  /** Cells that a respondent gives, too, among answers that repeat or not. */
  readonly repeated: number;
  /** Cells that are not blank. */
  readonly filled: number;
  /** Cells that read as numbers. */
  readonly numbers: number;
}

type Verdict = "fits" | "strange" | "open";

const LEAST_BELOW = 3;
const MOSTLY = 0.9;
/** Answers that repeat so much are categories. */
const MOST_DISTINCT = 0.5;
const LEAST_REPEATED = 6;

/** `12 years`, `<5`: a number with more to it. */
const BEGINS_AS_NUMBER = /^[^\p{L}]*\d/u;

/** Weighs a row by the rows below it.
 * @param options.below The first row that it is held against.
 */
export function weighRow(
  rows: Rows,
  row: number,
  { below }: { below: number },
): RowEvidence {
  const sum = { repeated: 0, fits: 0, shaped: 0, strange: 0, overShaped: 0, filled: 0, numbers: 0 };
  const columns = rows[row].map((_, c) => answersBelow(rows, c, below));
  const seenIn = countColumns(columns);
  for (const [c, cell] of rows[row].entries()) {
    if (cell === "") continue;
    sum.filled++;
    if (isNumeric(cell)) sum.numbers++;
    if (columns[c].includes(cell)) sum.repeated++;
    if (NA_LIKE.has(cell) || columns[c].length < LEAST_BELOW) continue;
    const byShape = judgeShape(cell, columns[c]);
    const verdict = byShape ?? judgeRepeated(cell, columns[c], seenIn);
    if (verdict === "fits") sum.fits++;
    if (verdict === "strange") sum.strange++;
    if (byShape === "fits") sum.shaped++;
    if (byShape === "strange") sum.overShaped++;
  }
  return sum;
}

/** Whether a text is a number, whatever its decimal mark. */
export function isNumeric(text: string): boolean {
  return isNumber(text, ".") || isNumber(text, ",");
}

function answersBelow(rows: Rows, c: number, from: number): string[] {
  const answers: string[] = [];
  for (let row = from; row < rows.length; row++) {
    const cell = rows[row][c] ?? "";
    if (cell !== "" && !NA_LIKE.has(cell)) answers.push(cell);
  }
  return answers;
}

/** How many columns hold each text. */
function countColumns(columns: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const answers of columns) {
    for (const text of new Set(answers)) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

/** Judges a cell over numbers, or over texts that have digits in the same places; null over others. */
function judgeShape(cell: string, answers: readonly string[]): Verdict | null {
  const times = new Map<string, number>();
  for (const answer of answers) times.set(answer, (times.get(answer) ?? 0) + 1);
  const numbers = [...times.keys()].filter(isNumeric);
  if (numbers.reduce((sum, text) => sum + times.get(text)!, 0) >= MOSTLY * answers.length) {
    if (!isNumeric(cell)) return BEGINS_AS_NUMBER.test(cell) ? "open" : "strange";
    const value = toNumber(cell);
    const values = numbers.map(toNumber);
    return values.some((other) => other <= value) && values.some((other) => other >= value)
      ? "fits"
      : "open";
  }
  const shapes = new Map<string, number>();
  for (const [answer, count] of times) {
    const shape = shapeOf(answer);
    shapes.set(shape, (shapes.get(shape) ?? 0) + count);
  }
  const [shape, count] = [...shapes].reduce((a, b) => b[1] > a[1] ? b : a);
  if (count < MOSTLY * answers.length || !shape.includes("9") || shape === "A9") return null;
  return shapeOf(cell) === shape ? "fits" : /\d/.test(cell) ? "open" : "strange";
}

function toNumber(text: string): number {
  return Number(text.replace(/[^\d.,+-]/g, "").replace(",", "."));
}

function shapeOf(text: string): string {
  return text.replace(/\d+/g, "9").replace(/\p{L}+/gu, "A").replace(/\s+/g, " ");
}

/** Judges a cell over answers that repeat. An option's own text over its ticks is a header, and fits
 * nothing.
 */
function judgeRepeated(
  cell: string,
  answers: readonly string[],
  seenIn: ReadonlyMap<string, number>,
): Verdict {
  const distinct = new Set(answers);
  if (answers.length < LEAST_REPEATED || distinct.size > MOST_DISTINCT * answers.length) {
    return "open";
  }
  if (!distinct.has(cell)) return "strange";
  return distinct.size > 2 || (distinct.size === 2 && seenIn.get(cell)! > 1) ? "fits" : "open";
}
