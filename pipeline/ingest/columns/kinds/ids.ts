/** Recognises columns that identify respondents instead of measuring them. Runs in Deno and browsers. */

import { formatNumber } from "../../../base/text.ts";
import type { Answers } from "../answers.ts";
import type { ColumnPlace } from "../column_source.ts";

/** Parts of a header that name an identifier, each as a whole word. */
const ID_WORDS = new Set(
  ("id ids uuid guid token email mail respid respondentid responseid caseid userid customerid " +
    "participantid subjectid recordid sessionid panelid memberid employeeid studentid hashid " +
    "rid uid pid serial identifier").split(" "),
);
const E_MAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]{2,}$/;
/** No blanks, and nothing but what codes, addresses and tokens are made of. */
const CODE_SHAPE = /^[\w.:{}@+/=#-]{2,80}$/;
const NEARLY_ALL = 0.95;
/** Fewer distinct answers than this may well be distinct by chance. */
const LEAST_RESPONDENTS = 20;
const LONG_NUMBER = 100000;

/** Says why a column identifies respondents, or returns null if it does not.
 * By header (a whole word such as id, token, email) where at least 95 % of the answers are distinct;
 * by content where all are: e-mail addresses, row names under an empty first header, numbers that
 * rise by one step, numbers of six digits and more that are not mostly round (as amounts are), codes
 * with digits. Content counts from 20 respondents on. Fractions and amounts identify nobody.
 */
export function describeId(answers: Answers, place: ColumnPlace): string | null {
  const { texts, total, distinct, numbers, unit } = answers;
  if (texts.every((text) => E_MAIL.test(text))) return "e-mail addresses";
  const areWhole = numbers === null || numbers.every(Number.isInteger);
  if (!areWhole || distinct < 2 || unit !== "") return null;
  const isDistinct = distinct === total;
  const all = isDistinct
    ? `${formatNumber(distinct)} distinct values, one per respondent`
    : `${formatNumber(distinct)} distinct values in ${formatNumber(total)} answers`;
  const word = idWord(place.label);
  if (word !== null && distinct >= NEARLY_ALL * total) {
    return `${all}, and the header says ${JSON.stringify(word)}`;
  }
  if (!isDistinct) return null;
  if (place.isFirst && place.label.trim() === "") return `${all}, in a first column without header`;
  if (total < LEAST_RESPONDENTS) return null;
  if (numbers === null) return areCodes(texts) ? `${all}, in the shape of codes` : null;
  if (riseByOneStep(numbers)) return `${all}, rising by the same step`;
  return areLongNumbers(numbers) ? `${all}, of six digits or more` : null;
}

/** The word of a header that names an identifier: words end at blanks, signs, and where a small
 * letter meets a capital (`RespondentID`). */
function idWord(label: string): string | null {
  const words = label.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").replace(/e-mail/gi, "email")
    .split(/[^\p{L}\d]+/u);
  return words.find((word) => ID_WORDS.has(word.toLowerCase())) ?? null;
}

function areCodes(texts: readonly string[]): boolean {
  const withDigit = texts.filter((text) => /\d/.test(text)).length;
  return 2 * withDigit >= texts.length && texts.every((text) => CODE_SHAPE.test(text));
}

function riseByOneStep(numbers: Float64Array): boolean {
  const step = numbers[1] - numbers[0];
  if (!(step > 0)) return false;
  for (let i = 2; i < numbers.length; i++) if (numbers[i] - numbers[i - 1] !== step) return false;
  return true;
}

function areLongNumbers(numbers: Float64Array): boolean {
  let round = 0;
  for (const value of numbers) {
    if (Math.abs(value) < LONG_NUMBER) return false;
    if (value % 10 === 0) round++;
  }
  return 2 * round <= numbers.length;
}
