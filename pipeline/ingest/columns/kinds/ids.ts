/** Votes for columns that identify respondents instead of measuring them. Runs in Deno and browsers. */

import { formatNumber } from "../../../base/text.ts";
import type { Answers } from "../answers.ts";
import { type Evidence, type Vote, vote } from "./evidence.ts";
import { findPhrase, type Header, phraseSet } from "./header_words.ts";

/** Words of a header that name an identifier wherever they stand in it. */
const ID_WORDS = phraseSet(
  "id|ids|uuid|guid|token|email|mail|respid|respondentid|responseid|caseid|userid|customerid",
  "participantid|subjectid|recordid|sessionid|panelid|memberid|employeeid|studentid|hashid",
  "rid|uid|pid|serial|identifier|idnum|idno|idnr|respno|respnum|respnr|caseno|casenum|casenr",
  "caseidnumber|hhid|subjid|subjectno|ident|identificador|identifiant|identificativo|identyfikator",
  "identifikator|kimlik|kimlik no|αναγνωριστικο|folio",
);
/** Words that number questionnaires, cases and people in headers that hold nothing else; in others they
 * are spoken of. */
const NUMBERED_WORDS = phraseSet(
  // English
  "questionnaire|quest|case|respondent|resp|interview|record|rec|serial|form|number|no|num|nr",
  "participant|subject|entry|observation|obs|row|rownum|rownames|index|seq|sequence|ticket|ref",
  "reference|code|submission|recno|rowno|seqn|seqno|sno|slno|srno",
  // German
  "fragebogen|fragebogennummer|fragebogennr|fall|fallnummer|fallnr|laufnummer|laufende|lfdnr|lfdn|lfd",
  "nummer|befragter|befragte|interviewnummer|teilnehmer|teilnehmernummer|datensatz|proband|zeile",
  // French
  "questionnaire|numero|cas|dossier|repondant|enquete|entretien|fiche|participant|individu|ligne",
  "enregistrement|ordre",
  // Spanish
  "cuestionario|encuesta|encuestado|encuestada|caso|registro|expediente|entrevista|orden",
  "numcuest|ncuest|boleta|fila",
  // Italian
  "nquest|nrquest|numquest|questionario|scheda|caso|intervista|rispondente|intervistato|pratica|progressivo|riga",
  // Portuguese
  "questionario|inquerito|inquirido|entrevista|entrevistado|registo|ficha|respondente|linha|ordem",
  // Dutch
  "vragenlijst|vragenlijstnummer|volgnummer|respondentnummer|respondentnr|geval|dossier|deelnemer",
  "rij",
  // Greek
  "ερωτηματολογιο|ερωτηματολογιου|αρ|αριθμοσ|κωδικοσ|αα|α|περιπτωση|συνεντευξη|ερωτωμενοσ",
  "συμμετεχων",
  // Polish
  "ankieta|ankiety|kwestionariusz|numer|lp|przypadek|wywiad|respondenta|uczestnik|wiersz",
  // Turkish
  "anket|numarası|sıra|kayıt|vaka|görüşme|katılımcı|numara|denek",
);
/** S. No., Sr. No. and Sl. No. number rows in India. */
const CONNECTORS = phraseSet("de|del|di|da|do|du|d|la|le|of|the|der|des|van|n|s|sr|sl");
const E_MAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]{2,}$/;
/** No blanks, and nothing but what codes, addresses and tokens are made of. */
const CODE_SHAPE = /^[\w.:{}@+/=#-]{2,80}$/;
const NEARLY_ALL = 0.95;
/** Fewer distinct answers than this may well be distinct by chance. */
const LEAST_RESPONDENTS = 20;
/** Fewer numbers than this may well rise by chance. */
const LEAST_RISING = 6;
const LONG_NUMBER = 100000;
/** Outweighs what numbers and words look like, as identifiers look like both. */
const SURE = 0.99;
/** Outweighs that a file calls numbers nominal, too. */
const LIKELY = 0.97;
/** Outweighs that a header speaks of amounts, too. */
const NAMED = 0.999;

/** Votes by header (a word such as id, token, e-mail) where at least 95 % of the answers are distinct;
 * where all are, by content too: e-mail addresses, row names under an empty first header, whole numbers
 * that rise under a header that numbers cases, numbers that rise by one step, numbers of six digits and
 * more that are not mostly round (as amounts are), codes with digits. Content alone counts from 20
 * respondents on. Fractions and amounts with a unit identify nobody.
 */
export function voteById({ answers, source, header }: Evidence): readonly Vote[] {
  const { texts, total, distinct, numbers, dates, unit } = answers;
  if (dates !== null) return [];
  if (texts.every((text) => E_MAIL.test(text))) return [vote("id", SURE, "e-mail addresses")];
  const areWhole = numbers === null || numbers.every(Number.isInteger);
  if (!areWhole || distinct < 2 || unit !== "") return [];
  const isDistinct = distinct === total;
  const all = isDistinct
    ? `${formatNumber(distinct)} distinct values, one per respondent`
    : `${formatNumber(distinct)} distinct values in ${formatNumber(total)} answers`;
  if (distinct < NEARLY_ALL * total) return [];
  const word = findPhrase(header, ID_WORDS);
  if (word !== null) {
    return [vote("id", NAMED, `${all}, and the header says ${JSON.stringify(word)}`)];
  }
  if (!isDistinct) return [];
  if (source.isFirst && source.label.trim() === "") {
    return [vote("id", SURE, `${all}, in a first column without header`)];
  }
  const numbered = voteByNumbering(answers, header, all);
  if (numbered !== null) return [numbered];
  if (total < LEAST_RESPONDENTS) return [];
  const what = numbers === null ? codesSaid(texts) : longNumbersSaid(numbers);
  return what === null ? [] : [vote("id", SURE, `${all}, ${what}`)];
}

/** Whether a header names an identifier, or only numbers cases. */
export function namesIdentifier(header: Header): boolean {
  return findPhrase(header, ID_WORDS) !== null || numberingOf(header) !== null;
}

/** Whole numbers from 0 up, or codes, under a header that only numbers cases: sure where they rise, and a
 * guess where they do not.
 */
function voteByNumbering(
  { texts, numbers, total }: Answers,
  header: Header,
  all: string,
): Vote | null {
  const numbering = numberingOf(header);
  if (numbering === null) return null;
  const says = `and the header says ${JSON.stringify(numbering)}`;
  if (numbers === null) {
    return total >= LEAST_RISING && areCodes(texts) ? vote("id", SURE, `${all}, ${says}`) : null;
  }
  if (total < LEAST_RISING || numbers[0] < 0) return null;
  if (rise(numbers)) return vote("id", SURE, `${all}, rising, ${says}`);
  const isPlain = total >= LEAST_RESPONDENTS && numbers.every((value) => value >= 0);
  return isPlain ? vote("id", LIKELY, `${all}, ${says}`) : null;
}

/** The name or header that consists of words that number cases; null where none does. */
function numberingOf({ texts }: Header): string | null {
  const found = texts.find(({ folded }) =>
    folded.some((word) => NUMBERED_WORDS.has(word)) &&
    folded.every((word) => NUMBERED_WORDS.has(word) || CONNECTORS.has(word))
  );
  return found === undefined ? null : found.written.join(" ");
}

function codesSaid(texts: readonly string[]): string | null {
  return areCodes(texts) ? "in the shape of codes" : null;
}

function longNumbersSaid(numbers: Float64Array): string | null {
  if (riseByOneStep(numbers)) return "rising by the same step";
  return areLongNumbers(numbers) ? "of six digits or more" : null;
}

function areCodes(texts: readonly string[]): boolean {
  const withDigit = texts.filter((text) => /\d/.test(text)).length;
  return 2 * withDigit >= texts.length && texts.every((text) => CODE_SHAPE.test(text));
}

function rise(numbers: Float64Array): boolean {
  for (let i = 1; i < numbers.length; i++) if (!(numbers[i] > numbers[i - 1])) return false;
  return true;
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
