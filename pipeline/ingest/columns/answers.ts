/** What is known of a column's answers once the missing ones are gone. Runs in Deno and browsers. */

import { findScale, type WordScale } from "../cells/scales/find_scale.ts";
import type { NoOrder } from "../cells/scales/order.ts";
import type { JudgedCells } from "./missing/judge_marks.ts";
import type { SortedCells } from "./missing/sort_cells.ts";
import { isMeasured, type Reading } from "./readings.ts";

/** A column's answers, per level that holds one: their texts, and what all of them are. */
export interface Answers extends Reading {
  /** The level of each, in order of first appearance. */
  readonly levels: readonly number[];
  /** Trimmed text of each. */
  readonly texts: readonly string[];
  /** Respondents per text. */
  readonly counts: readonly number[];
  /** Respondents who answered. */
  readonly total: number;
  /** Distinct trimmed texts. */
  readonly distinct: number;
  /** What words are as points of a scale; numbers and dates are none. */
  readonly scale: WordScale | NoOrder;
  /** The file's number behind each word; null where it has none, or an answer lacks one. */
  readonly coded: Float64Array | null;
}

/** Says what the answers of a column are, O(levels) but for the scale of words. */
export function describeAnswers(
  { raw, trimmed }: SortedCells,
  { answers: levels, reading: byTexts }: JudgedCells,
): Answers {
  const coded = codesBehind(raw.facts?.numbers ?? null, levels);
  // To the file these are numbers of which some carry a label.
  const areNumbers = !isMeasured(byTexts) && raw.facts?.declared?.areLabels === false;
  const reading = areNumbers && coded !== null ? { ...byTexts, numbers: coded } : byTexts;
  const texts = levels.map((level) => trimmed[level]);
  const counts = levels.map((level) => raw.counts[level]);
  // Levels are distinct as written, and most columns have no blanks around their answers.
  const isTrimmed = levels.every((level) => raw.texts[level] === trimmed[level]);
  return {
    ...reading,
    levels,
    texts,
    counts,
    total: counts.reduce((sum, count) => sum + count, 0),
    distinct: isTrimmed ? texts.length : new Set(texts).size,
    scale: isMeasured(reading) ? { note: "" } : findScale(texts),
    coded,
  };
}

function codesBehind(
  numbers: Float64Array | null,
  levels: readonly number[],
): Float64Array | null {
  if (numbers === null) return null;
  const codes = Float64Array.from(levels, (level) => numbers[level]);
  return codes.some(Number.isNaN) ? null : codes;
}
