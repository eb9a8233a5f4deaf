/** Sets aside the few words among the many different numbers of a column. Runs in Deno and browsers. */

import { missingCode } from "../../../survey/missing.ts";
import { withoutUnit } from "../../cells/amounts.ts";
import { isNumber } from "../../cells/numbers.ts";
import type { ColumnSource } from "../column_source.ts";
import { headerOf } from "../kinds/header_words.ts";
import { namesIdentifier } from "../kinds/ids.ts";
import { isMeasured, readTexts } from "../readings.ts";
import type { FileEvidence, JudgedCells } from "./judge_marks.ts";
import type { SortedCells } from "./sort_cells.ts";

/** Fewer different numbers may be codes, some of which have letters. */
const FEWEST_NUMBERS = 200;
/** Share of the different answers, and of the respondents, that may be words. */
const MOST_WORDS = 0.02;
const LONG_CODE = 4;
const EVIDENCE = "nearly all other answers are different numbers";

/** Takes words for unreadable where nearly all of at least 200 different answers are numbers as people
 * type them: a measure with noise, where else a few words would make text of it. Numbers of one length
 * from four digits on are codes, as are those of an identifier, and what is set by a parameter stays. O(answers), given up early.
 */
export function setNoiseAside(
  { trimmed, raw, stated }: SortedCells,
  { judged, source, evidence }: {
    judged: JudgedCells;
    source: ColumnSource;
    evidence: FileEvidence;
  },
): JudgedCells {
  const { answers } = judged;
  const isOpen = source.setting.kind === null && !evidence.isListed && stated.size === 0;
  if (!isOpen || isMeasured(judged.reading) || answers.length < FEWEST_NUMBERS) return judged;
  const words: number[] = [];
  for (const level of answers) {
    if (isNumber(withoutUnit(trimmed[level]), evidence.decimal)) continue;
    words.push(level);
    if (words.length > MOST_WORDS * answers.length) return judged;
  }
  if (words.length === 0 || namesIdentifier(headerOf(source))) return judged;
  const noise = new Set(words);
  const numbers = answers.filter((level) => !noise.has(level));
  const count = (levels: readonly number[]) =>
    levels.reduce((sum, level) => sum + raw.counts[level], 0);
  if (numbers.length < FEWEST_NUMBERS || count(words) > MOST_WORDS * count(answers)) return judged;
  const texts = numbers.map((level) => trimmed[level]);
  const { length } = texts[0];
  const areCodes = length >= LONG_CODE && texts.every((text) => text.length === length);
  const reading = readTexts(texts, evidence.decimal);
  if (areCodes || reading.numbers === null) return judged;
  const missing = judged.missing.slice();
  for (const level of words) missing[level] = missingCode("error");
  const marks = words.map((level) => ({
    text: trimmed[level],
    count: raw.counts[level],
    reason: EVIDENCE,
  }));
  return {
    missing,
    answers: numbers,
    marks: [...judged.marks, ...marks],
    kept: judged.kept.filter(({ text }) => !marks.some((mark) => mark.text === text)),
    reading,
  };
}
