/** What cells of all rows mean, as a run on a sample of them has read it. Runs in Deno and browsers. */

import { DataError, quoteValue } from "../../base/errors.ts";
import { missingCode } from "../../survey/missing.ts";
import type { Column } from "../../survey/column.ts";
import type { ModelColumn } from "../../typing/model.ts";
import { readLevel } from "../../typing/place/read_answers.ts";
import type { Coding, Level } from "../engine.ts";
import { plainNumber } from "../rows/plain_number.ts";

/** Columns of more distinct cells are read as plain numbers. */
export const MOST_LEVELS = 1000;

const BLANK = missingCode("blank");

/** A column as the model knows it, as the sample has it, and all its distinct cells; null for more than
 * {@link MOST_LEVELS}. */
export interface ColumnToCode {
  readonly as: string;
  readonly model: ModelColumn;
  readonly sample: Column;
  readonly levels: readonly Level[] | null;
}

/** Says what each distinct cell means: as in the sample where it has the cell, else as the model reads
 * an answer that it has not seen.
 * @throws {DataError} If there are too many for that and they are no plain numbers.
 */
export function codeColumn({ as, model, sample, levels }: ColumnToCode): Coding {
  const known = levelsByText(sample);
  if (levels === null) return codeNumbers({ as, model, sample });
  const answers = new Map<string, number>();
  for (const { text } of levels) {
    if (text === null) {
      if (model.isAsked) throw notByCell(model.name);
      continue;
    }
    const level = known.get(text.trim());
    const answer = level === undefined
      ? readLevel(model, unseen(sample, text.trim()), 0)
      : readLevel(model, sample, level);
    if (!Number.isNaN(answer)) answers.set(text, answer);
  }
  return { as, column: model.name, answers, except: [], range: null };
}

/** The levels of a column by its cells, spaces around them aside. */
export function levelsByText({ texts, written }: Column): ReadonlyMap<string, number> {
  return new Map(texts.map((text, level) => [(written?.[level] ?? text).trim(), level]));
}

function codeNumbers(
  { as, model, sample }: Omit<ColumnToCode, "levels">,
): Coding {
  const { name, answers, range, isAsked } = model;
  if (isAsked || answers !== null) throw tooMany(name, "are words");
  const except = missingNumbers(sample, (plain, level) => {
    if (plain === sample.values[level]) return;
    throw tooMany(name, `are written as ${quoteValue(sample.texts[level])}`);
  });
  return { as, column: name, answers: null, except, range };
}

/** Numbers that are no answers, rising, where cells are taken as the plain numbers that they are.
 * @param check Is given the number of each answer, NaN where it is none, and its level.
 */
export function missingNumbers(
  { texts, missing }: Column,
  check: (plain: number, level: number) => void,
): number[] {
  const except = new Set<number>();
  texts.forEach((text, level) => {
    const plain = plainNumber(text);
    if (missing[level] === 0) check(plain, level);
    else if (!Number.isNaN(plain)) except.add(plain);
  });
  return [...except].sort((a, b) => a - b);
}

/** The number that a cell of a column of numbers stands for, though the sample does not have it; NaN for
 * what is none. */
export function unseenNumber(sample: Column, cell: string): number {
  const { name, label, kind } = sample;
  const model = { name, label, kind, isAsked: false, answers: null, range: null, fill: NaN };
  return readLevel(model, unseen(sample, cell.trim()), 0);
}

/** A column of one cell that the sample does not have. */
function unseen(sample: Column, text: string): Column {
  return {
    ...sample,
    codes: new Uint8Array(0),
    texts: [text],
    values: Float64Array.of(NaN),
    missing: Uint8Array.of(text === "" ? BLANK : 0),
    categories: null,
    ...(sample.written === undefined ? {} : { written: [text] }),
  };
}

function tooMany(name: string, how: string): DataError {
  return new DataError(
    `Cannot read the column ${quoteValue(name)} on all rows: it has more than ${MOST_LEVELS} ` +
      `different cells, which must then be plain numbers such as 12.5, but some ${how}. Write it as ` +
      "numbers, or leave it out with cleaning.exclude_columns.",
  );
}

function notByCell(name: string): DataError {
  return new DataError(
    `Cannot tell who was not asked ${
      quoteValue(name)
    } on all rows: with cleaning.not_asked indicator a ` +
      "cell must say so by a text of its own, but this column leaves it empty. Set it to auto.",
  );
}
