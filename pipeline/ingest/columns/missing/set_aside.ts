/** Sets aside words that are no answers in columns of numbers, dates or points of a scale. Runs in Deno and browsers. */

import { quoteValue } from "../../../base/errors.ts";
import { joinWords } from "../../../base/text.ts";
import type { Column } from "../../../survey/column.ts";
import { missingCode } from "../../../survey/missing.ts";
import { withoutUnit } from "../../cells/amounts.ts";
import { areCodesLike, NA_LIKE } from "../../cells/marks.ts";
import { isShortMark, nonAnswerReason } from "../../cells/non_answers.ts";
import { type Decimal, isNumber } from "../../cells/numbers.ts";
import { findScale, isScale } from "../../cells/scales/find_scale.ts";
import type { ColumnFacts } from "../../table/column_facts.ts";
import { isMeasured, type Reading, readTexts } from "../readings.ts";
import type { FileEvidence, JudgedCells } from "./judge_marks.ts";
import type { SortedCells } from "./sort_cells.ts";

/** What setting aside rests on. */
type Evidence = Pick<FileEvidence, "decimal" | "declared">;

/** A missing answer: the code of its reason, and the evidence if that is more than what the others are. */
interface Stray {
  readonly reason: number;
  readonly evidence: string;
}

/** Columns with more distinct answers are measures or open text; words among them are few or many. */
const MOST_SCALE_ANSWERS = 60;
const MOST_STRAY_WORDS = 8;
/** From here on the reasons are what people said. */
const FIRST_SAID = missingCode("dont_know");
const DECLARED = "declared missing in other columns of this file";
/** A short scale with a code beside it. */
const HIGHEST_POINT = 10;
const MOST_POINTS = 11;

/** Marks don't know, refused, not applicable and the like as missing, with their reason, and texts that the
 * file declares missing in other columns, where all other answers are numbers, dates or points of one scale, by their words or as the file says:
 * there they are no point of it, wherever the file has them. Anywhere else they stay answers.
 */
export function setAside(
  { trimmed, raw, stated }: SortedCells,
  { judged, evidence }: { judged: JudgedCells; evidence: Evidence },
): JudgedCells {
  const { decimal } = evidence;
  const open = judged.answers.filter((level) => !stated.has(level));
  const isAllMeasured = isMeasured(judged.reading) && judged.kept.length === 0;
  const stray = isAllMeasured
    ? declaredCodes(open, { trimmed, judged, evidence })
    : strayWords(open, { trimmed, evidence });
  if (stray.size === 0) return judged;
  const answers = judged.answers.filter((level) => !stray.has(level));
  const rest = whatRemains(answers.map((level) => trimmed[level]), { decimal, facts: raw.facts });
  if (rest === null) return judged;
  if (!isAllMeasured && isScale(findScale(judged.answers.map((level) => trimmed[level])))) {
    return judged;
  }
  const missing = judged.missing.slice();
  const marks = new Map<string, { count: number; reason: string }>();
  for (const [level, { reason, evidence: own }] of stray) {
    missing[level] = reason;
    const text = trimmed[level];
    const count = (marks.get(text)?.count ?? 0) + raw.counts[level];
    marks.set(text, { count, reason: own === "" ? rest.evidence : own });
  }
  return {
    missing,
    answers,
    marks: [...judged.marks, ...Array.from(marks, ([text, mark]) => ({ text, ...mark }))],
    kept: judged.kept.filter(({ text }) => !marks.has(text)),
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
  { trimmed, evidence: { decimal, declared } }: {
    trimmed: readonly string[];
    evidence: Evidence;
  },
): Map<number, Stray> {
  const stray = new Map<number, Stray>();
  const isLong = answers.length > MOST_SCALE_ANSWERS;
  let words = 0;
  for (const level of answers) {
    const text = trimmed[level];
    if (isLong) {
      if (isNumber(withoutUnit(text), decimal)) continue;
      if (++words > MOST_STRAY_WORDS) return new Map();
    }
    const told = isNumber(text, decimal) ? undefined : declared.get(text);
    const reason = nonAnswerReason(text, { isBesideScale: true }) ??
      (NA_LIKE.has(text) ? "marked" : null);
    if (reason !== null) stray.set(level, { reason: missingCode(reason), evidence: "" });
    else if (told !== undefined) stray.set(level, { reason: told, evidence: DECLARED });
  }
  const isCode = (level: number) =>
    isShortMark(trimmed[level]) &&
    areCodesLike(trimmed[level], answers.flatMap((one) => one === level ? [] : [trimmed[one]]));
  for (const level of stray.keys()) if (isCode(level)) stray.delete(level);
  return stray;
}

/** Levels of numbers that the file declares missing elsewhere, beyond the points of a short scale. */
function declaredCodes(
  answers: readonly number[],
  { trimmed, judged, evidence: { declared } }: {
    trimmed: readonly string[];
    judged: JudgedCells;
    evidence: Evidence;
  },
): Map<number, Stray> {
  const stray = new Map<number, Stray>();
  if (declared.size === 0 || judged.reading.numbers === null) return stray;
  const isPoint = (level: number) => Math.abs(Number(trimmed[level])) <= HIGHEST_POINT;
  const others: number[] = [];
  for (const level of answers) {
    const reason = isPoint(level) ? undefined : declared.get(trimmed[level]);
    if (reason === undefined) others.push(level);
    else stray.set(level, { reason, evidence: DECLARED });
    if (others.length > MOST_POINTS) return new Map();
  }
  return others.every(isPoint) ? stray : new Map();
}

function whatRemains(
  texts: readonly string[],
  { decimal, facts }: { decimal: Decimal; facts: ColumnFacts | undefined },
): { evidence: string; reading: Reading } | null {
  if (texts.length < 2) return null;
  const reading = readTexts(texts, decimal);
  if (reading.numbers !== null) return { evidence: "all other answers are numbers", reading };
  if (reading.dates !== null) return { evidence: "all other answers are dates", reading };
  if (isScale(findScale(texts))) {
    return { evidence: "all other answers are points of one scale", reading };
  }
  const measure = facts?.declared?.measure;
  return measure === "ordinal" || measure === "ordered"
    ? { evidence: "all other answers are points of one scale, as the file says", reading }
    : null;
}
