/** What names and sentences need to know of a survey's columns. Runs in Deno and browsers. */

import { commonStart, cutBehind, sentencesOf, shortenAll } from "../survey/short_texts.ts";
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
  /** A column's text without its question, different from those of the question's other items; null where
   * another question of the kind has the same item, or the item says too little. */
  itemOf(variable: string, most: number): string | null;
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
/** Share of a cut text that other items may begin with, too. */
const MOST_SHARED = 0.5;
const QUESTION_END = /[?？]["”»)]*$/;
const RUN_TOGETHER = /^\p{L}\p{Ll}+(?:[._]\p{Ll}{2,}|\p{Lu}\p{Ll}+)+$/u;
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
    itemOf: itemsOf(survey, texts, kinds),
  };
}

function itemsOf(
  survey: Pick<Survey, "columns">,
  texts: SurveyTexts,
  kinds: ReadonlyMap<string, QuestionKind>,
): Wording["itemOf"] {
  const siblings = new Map<string, string[]>();
  const stems = new Map<string, Set<string>>();
  const keyOf = (variable: string, item: string) => `${kinds.get(variable)}\n${item}`;
  for (const { name } of survey.columns) {
    const { stem, item } = texts.of(name);
    if (stem === "") continue;
    const own = siblings.get(stem), key = keyOf(name, item), asked = stems.get(key);
    if (own === undefined) siblings.set(stem, [item]);
    else own.push(item);
    if (asked === undefined) stems.set(key, new Set([stem]));
    else asked.add(stem);
  }
  const cuts = new Map<string, string[]>();
  return (variable, most) => {
    const { stem, item } = texts.of(variable);
    const all = siblings.get(stem);
    const isClear = /\p{L}/u.test(item) && stems.get(keyOf(variable, item))?.size === 1;
    if (all === undefined || !isClear) return null;
    if (item.length <= most) return item;
    const cut = cutBehind(item, most);
    // A beginning that others nearly share tells little.
    const shared = all.reduce(
      (longest, other) => other === item ? longest : Math.max(longest, commonStart(other, item)),
      0,
    );
    if (shared < MOST_SHARED * cut.length) return cut;
    const key = `${most}\n${stem}`;
    let short = cuts.get(key);
    if (short === undefined) cuts.set(key, short = shortenAll(all, most));
    return short[all.indexOf(item)];
  };
}

/** Whether a variable's text asks something: then it is quoted, and does not go on as a sentence. */
export function asksIn({ texts }: Wording, variable: string): boolean {
  return sentencesOf(texts.of(variable).item).some((sentence) => QUESTION_END.test(sentence));
}

/** A variable as the subject of a phrase: a question quoted, else its text with a capital. */
export function subjectOf(wording: Wording, variable: string, most: number): string {
  if (!asksIn(wording, variable)) return capital(itemIn(wording, variable, most));
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

/** A variable in a name of so many characters: the item without its question where that is clear. */
export function itemIn(wording: Wording, variable: string, most: number): string {
  const item = wording.itemOf(variable, most);
  const { short } = wording.texts.of(variable);
  return spaced(item ?? (short.length <= most ? short : shortIn(wording, variable, most)));
}

/** Words that a column's name runs together, as words: `VisitFrequency`, `visit_frequency`, `visit.frequency`. */
function spaced(text: string): string {
  if (!RUN_TOGETHER.test(text)) return text;
  return text.replace(/[._]/g, " ").replace(
    /(?<=\p{Ll})\p{Lu}/gu,
    (letter) => ` ${letter.toLowerCase()}`,
  );
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
