/** A difference in the words of a name: which side, of what, without figures. Runs in Deno and browsers. */

import { shorten } from "../survey/short_texts.ts";
import type { Difference } from "./differences.ts";
import { MOST_LETTERS } from "./naming/give_names.ts";
import { askedOf, asksIn, capital, itemIn, subjectOf, type Wording } from "./wording.ts";

/** A text in fewer characters than this is not recognised any more. */
const LEAST_TEXT = 12;
/** Texts are cut to no less. */
const LEAST_CUT = 8;
const MOST_CATEGORY = 26;
/** Shares from which on nearly all, or hardly any, of a segment say something. */
const MOST_SHARE = 0.7;
const FEW_SHARE = 0.2;
const HALF = 0.5;
const LETTER = /\p{L}/u;
/** A number behind the words of an end of a scale: `I love it!+5`. */
const NUMBER_BEHIND = /\s*[-+−]?\d+$/;
const AGREES =
  /\bagree|\bstimm\w* .*zu\b|zustimm|d['’]accord|de acuerdo|concord|\bmee eens|\beens\b|zgadzam|katılıyorum|συμφων/i;
const DISAGREES =
  /disagree|nicht zu|lehne|pas .*d['’]accord|desacuerdo|discord|disaccordo|oneens|nie zgadzam|katılmıyorum|διαφων/i;

/** A difference as a name. */
export function nameDifference(difference: Difference, wording: Wording): string {
  const { row } = difference;
  if (row.statistic === "mean") return nameMean(difference, wording);
  if (row.kind === "binary") return nameYes(difference, wording);
  return wording.scaleOf(row.variable) === null
    ? nameCategory(difference, wording)
    : nameScale(difference, wording);
}

/** Whether its name says anything: codes without words, given to a question, go up or down to nowhere. */
export function isTelling({ row }: Difference, wording: Wording): boolean {
  const { statistic, kind, variable } = row;
  const isCoded = statistic === "mean" && kind === "ordinal";
  return !isCoded || wording.kindOf(variable) !== "scale" || !asksIn(wording, variable);
}

function isHigher({ value, total }: Difference): boolean {
  return value > total;
}

/** How many of a segment say what is told of it. */
function howMany(difference: Difference): string {
  if (isHigher(difference)) return difference.value >= MOST_SHARE ? "Most" : "More";
  return difference.value <= FEW_SHARE ? "Few" : "Fewer";
}

function howOften(difference: Difference): string {
  if (isHigher(difference)) return difference.value >= HALF ? "mostly" : "more often";
  return difference.value <= FEW_SHARE ? "rarely" : "less often";
}

function nameYes(difference: Difference, wording: Wording): string {
  const { variable, category } = difference.row;
  const many = `${howMany(difference)} say`;
  if (!asksIn(wording, variable)) {
    const room = MOST_LETTERS - many.length - 3;
    return `${many} “${itemIn(wording, variable, room)}”`;
  }
  const word = category === null || category === "1" ? "yes" : shorten(category, 8).toLowerCase();
  const said = `${many} ${word}`;
  return `${said}: ${askedOf(wording, variable, MOST_LETTERS - said.length - 2)}`;
}

function nameCategory(difference: Difference, wording: Wording): string {
  const { variable, category } = difference.row;
  const bare = shorten(category!, MOST_CATEGORY);
  // A number would read as a figure.
  const word = LETTER.test(bare) ? bare : `“${bare}”`;
  const often = howOften(difference);
  const room = Math.max(LEAST_CUT, MOST_LETTERS - word.length - often.length - 3);
  const subject = subjectOf(wording, variable, room);
  const isWhole = room >= LEAST_TEXT || !subject.includes("…");
  const name = `${subject}: ${often} ${word}`;
  if (isWhole && name.length <= MOST_LETTERS) return name;
  // Of the two the answer says more than what is left of its question.
  const said = `${howMany(difference)} say`;
  return `${said} “${shorten(category!, MOST_LETTERS - said.length - 3)}”`;
}

function nameScale(difference: Difference, wording: Wording): string {
  const { variable, category } = difference.row;
  const scale = wording.scaleOf(variable)!;
  const ends = [scale[0], scale[scale.length - 1]];
  const [low, high] = ends.map(agreement);
  const isUp = difference.strength > 0;
  if (low !== high && low + high === 0) {
    return nameBySaying(`Agrees ${isUp === high > 0 ? "more" : "less"}`, variable, wording);
  }
  // Of a scale with words at its ends only, these say where a place in between leads.
  if (!LETTER.test(category!) || NUMBER_BEHIND.test(category!)) {
    const end = ends[isUp ? 1 : 0].replace(NUMBER_BEHIND, "");
    return LETTER.test(end)
      ? nameByAnswer(`nearer “${shorten(end, MOST_CATEGORY - 9)}”`, variable, wording)
      : nameByAnswer(shorten(category!, MOST_CATEGORY), variable, wording);
  }
  return nameByAnswer(shorten(category!, MOST_CATEGORY), variable, wording);
}

/** 1 where a word agrees, -1 where it does not, 0 where it is of another kind. */
function agreement(word: string): number {
  if (DISAGREES.test(word)) return -1;
  return AGREES.test(word) ? 1 : 0;
}

function nameBySaying(said: string, variable: string, wording: Wording): string {
  const room = MOST_LETTERS - said.length - 2;
  return `${said}: ${capital(itemIn(wording, variable, room))}`;
}

function nameByAnswer(answer: string, variable: string, wording: Wording): string {
  const room = MOST_LETTERS - answer.length - 2;
  return `${subjectOf(wording, variable, room)}: ${answer}`;
}

function nameMean(difference: Difference, wording: Wording): string {
  const { variable, kind } = difference.row;
  const direction = isHigher(difference) ? "higher" : "lower";
  const question = wording.kindOf(variable);
  if (question === "ranking") {
    const place = direction === "higher" ? "lower" : "higher";
    return nameBySaying(`Places ${place}`, variable, wording);
  }
  const isRated = kind === "ordinal" && question === "grid";
  const whole = nameBySaying(
    isRated ? `Rates ${direction}` : capital(direction),
    variable,
    wording,
  );
  // A text that stands whole says more than the word before it.
  return isRated && whole.includes("…")
    ? nameBySaying(capital(direction), variable, wording)
    : whole;
}
