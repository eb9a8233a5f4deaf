/** What names and sentences need to know of a survey's columns. Runs in Deno and browsers. */

import { cutBehind, sentencesOf } from "../survey/short_texts.ts";
import { type SurveyTexts, surveyTexts } from "../survey/labels.ts";
import type { QuestionKind, Survey } from "../survey/survey.ts";

/** The columns of a survey as words. */
export interface Wording {
  readonly texts: SurveyTexts;
  /** The words of a column's scale from low to high; null where it is none of words. */
  scaleOf(variable: string): readonly string[] | null;
  /** Whether the texts of several columns have a part. */
  isShared(part: string): boolean;
  /** What the column's question asks for. */
  kindOf(variable: string): QuestionKind | null;
}

/** How yes/no questions begin, before what they ask. */
const LEAD_INS: readonly RegExp[] = [
  /^(?:have|has|had|do|does|did|are|is|were|was|will|would|can|could) (?:you|your household|any of you)(?: (?:ever|currently|usually|typically|personally|yourself))*(?: (?:already|consider yourself to be))? (?=\S)/i,
  /^(?:haben|sind|waren|hatten|werden|würden|können) sie (?:(?:bereits|schon(?: einmal)?|derzeit|aktuell) )?(?=\S)/i,
  /^(?:avez|êtes|aviez|étiez)[- ]vous (?:(?:déjà|actuellement) )?(?=\S)/i,
  /^est-ce que vous (?=\S)/i,
  /^¿(?:ha|es|está|tiene) (?:usted )?(?:alguna vez )?(?=\S)/i,
  /^(?:você|o senhor) (?:já )?(?=\S)/i,
  /^(?:hebt|heeft|bent) u (?:(?:ooit|momenteel) )?(?=\S)/i,
];
const ROOM_STEP = 4;
const QUESTION_END = /[?？]["”»)]*$/;
/** Names of columns and codes keep their letters. */
const CODE = /[\d_.]|\p{Ll}\p{Lu}/u;

/** Reads what is needed once for all segments. */
export function wordingOf(survey: Pick<Survey, "columns" | "questions">): Wording {
  const columns = new Map(survey.columns.map((column) => [column.name, column]));
  const kinds = new Map(
    survey.questions.flatMap(({ columns, kind }) => columns.map((name) => [name, kind] as const)),
  );
  const texts = surveyTexts(survey);
  return {
    texts,
    isShared: (part) =>
      survey.columns.filter(({ name }) => texts.of(name).full.includes(part)).length > 1,
    scaleOf(variable) {
      const column = columns.get(variable);
      return column?.kind === "ordinal" ? column.categories : null;
    },
    kindOf: (variable) => kinds.get(variable) ?? null,
  };
}

/** Whether a variable's text asks something: then it is quoted, and does not go on as a sentence. */
export function asksIn({ texts }: Wording, variable: string): boolean {
  return sentencesOf(texts.of(variable).item).some((sentence) => QUESTION_END.test(sentence));
}

/** A variable as the subject of a phrase: a question quoted, else its text with a capital. */
export function subjectOf(wording: Wording, variable: string, most: number): string {
  if (!asksIn(wording, variable)) return capital(shortIn(wording, variable, most));
  return `“${withoutMark(shortIn(wording, variable, most - 2))}”`;
}

/** What a yes/no question asks, in quotes, without the words that only ask it where they are known, cut
 * at its end where its beginning is no other question's.
 */
export function askedOf(wording: Wording, variable: string, most: number): string {
  const { texts, isShared } = wording;
  const short = withoutMark(shortIn(wording, variable, most - 2));
  const asked = questionIn(texts.of(variable).item);
  const lead = LEAD_INS.map((each) => each.exec(asked)?.[0]).find((found) => found !== undefined);
  if (lead === undefined) return `“${short}”`;
  const bare = withoutMark(asked.slice(lead.length));
  const cut = cutBehind(bare, most - 2);
  return isShared(cut.replace("…", "")) ? `“${short}”` : `“${capital(cut)}”`;
}

/** The sentence of a text that asks. */
function questionIn(text: string): string {
  return sentencesOf(text).findLast((sentence) => QUESTION_END.test(sentence)) ?? text;
}

/** The short text for a place of so many characters: in steps, as each length takes a look at all texts. */
export function shortIn({ texts }: Wording, variable: string, most: number): string {
  return texts.short(variable, most - most % ROOM_STEP);
}

/** With a capital first letter, unless it is a code. */
export function capital(text: string): string {
  const [word] = text.split(" ", 1);
  return CODE.test(word) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** A question without its mark, to go on as part of a sentence. */
export function withoutMark(text: string): string {
  return text.replace(/^¿/, "").replace(/[?？]+$/, "").trimEnd();
}
