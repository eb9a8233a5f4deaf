/** Sets aside words that are no answers in columns of numbers, dates or points of a scale. Runs in Deno and browsers. */

import { quoteValue } from "../../../base/errors.ts";
import { joinWords } from "../../../base/text.ts";
import type { Column } from "../../../survey/column.ts";
import { missingCode, type MissingReason } from "../../../survey/missing.ts";
import { withoutUnit } from "../../cells/amounts.ts";
import { NA_LIKE } from "../../cells/marks.ts";
import { nonAnswerReason } from "../../cells/non_answers.ts";
import { type Decimal, isNumber } from "../../cells/numbers.ts";
import { findScale, isScale } from "../../cells/scales/find_scale.ts";
import { isMeasured, type Reading, readTexts } from "../readings.ts";
import type { JudgedCells } from "./judge_marks.ts";
import type { SortedCells } from "./sort_cells.ts";

/** Columns with more distinct answers are measures or open text; words among them are few or many. */
const MOST_SCALE_ANSWERS = 60;
const MOST_STRAY_WORDS = 8;
/** From here on the reasons are what people said. */
const FIRST_SAID = missingCode("dont_know");

/** Marks don't know, refused, not applicable and the like as missing, with their reason, where all
 * other answers are numbers, dates or points of one scale: there they are no point of it. Anywhere
 * else they stay answers.
 */
export function setAside(
  { trimmed, raw, stated }: SortedCells,
  { judged, decimal }: { judged: JudgedCells; decimal: Decimal },
): JudgedCells {
  if (isMeasured(judged.reading) && judged.kept.length === 0) return judged;
  const textsOf = (levels: readonly number[]) => levels.map((level) => trimmed[level]);
  const open = judged.answers.filter((level) => !stated.has(level));
  const stray = strayWords(open, { trimmed, decimal });
  if (stray.size === 0) return judged;
  const answers = judged.answers.filter((level) => !stray.has(level));
  const rest = whatRemains(textsOf(answers), decimal);
  if (rest === null || isScale(findScale(textsOf(judged.answers)))) return judged;
  const missing = judged.missing.slice();
  const counts = new Map<string, number>();
  for (const [level, reason] of stray) {
    missing[level] = missingCode(reason);
    const text = trimmed[level];
    counts.set(text, (counts.get(text) ?? 0) + raw.counts[level]);
  }
  const marks = Array.from(counts, ([text, count]) => ({ text, count, reason: rest.evidence }));
  return {
    missing,
    answers,
    marks: [...judged.marks, ...marks],
    kept: judged.kept.filter(({ text }) => !counts.has(text)),
    reading: rest.reading,
  };
}

/** Says which words of a column count as no answer, to go behind the evidence for its kind; empty
 * where there are none.
 */
export function describeSetAside({ texts, missing }: Pick<Column, "texts" | "missing">): string {
  const said = new Set(
    texts.filter((_, level) => missing[level] >= FIRST_SAID).map((text) => quoteValue(text.trim())),
  );
  if (said.size === 0) return "";
  const counts = said.size === 1 ? "counts" : "count";
  return `; ${joinWords([...said].sort())} ${counts} as no answer`;
}

/** Levels of words that are no answers; none where there are too many words to tell. */
function strayWords(
  answers: readonly number[],
  { trimmed, decimal }: { trimmed: readonly string[]; decimal: Decimal },
): Map<number, MissingReason> {
  const stray = new Map<number, MissingReason>();
  const isLong = answers.length > MOST_SCALE_ANSWERS;
  let words = 0;
  for (const level of answers) {
    const text = trimmed[level];
    if (isLong) {
      if (isNumber(withoutUnit(text), decimal)) continue;
      if (++words > MOST_STRAY_WORDS) return new Map();
    }
    const reason = nonAnswerReason(text) ?? (NA_LIKE.has(text) ? "marked" : null);
    if (reason !== null) stray.set(level, reason);
  }
  return stray;
}

function whatRemains(
  texts: readonly string[],
  decimal: Decimal,
): { evidence: string; reading: Reading } | null {
  if (texts.length < 2) return null;
  const reading = readTexts(texts, decimal);
  if (reading.numbers !== null) return { evidence: "all other answers are numbers", reading };
  if (reading.dates !== null) return { evidence: "all other answers are dates", reading };
  if (!isScale(findScale(texts))) return null;
  return { evidence: "all other answers are points of one scale", reading };
}
