/** Tells which questions ask who respondents are, or when they were asked. Runs in Deno and browsers. */

import { quoteValue } from "../../../base/errors.ts";
import type { Column, PeopleFound } from "../../../survey/column.ts";
import { isAnalysed } from "../../../survey/read_column.ts";
import type { Question } from "../../../survey/survey.ts";
import { fold } from "../../cells/scales/fold.ts";
import { findPhrase, headerOf } from "../kinds/header_words.ts";
import { OPINIONS, SEXES, TOPICS } from "./people_words.ts";

/** Headers of more words are sentences, in which a word alone tells nothing. */
const MOST_WORDS = 3;
const SURE = 0.95;
const LIKELY = 0.85;
/** Beside so many columns of the very same answers, a column is an item of what they ask. */
const LEAST_ALIKE = 5;

const MOST_ANSWERS = 12;
const NONE: ReadonlySet<string> = new Set();

/** Marks columns by their header, their label, or by answers that are sexes. Items of a battery, a ranking
 * or a multi-select are what the survey asks about, whatever words they hold, and so are columns amid
 * five neighbours with the very same answers.
 */
export function tellPeople(
  columns: readonly Column[],
  questions: readonly Question[],
): Column[] {
  const kinds = new Map(
    questions.flatMap(({ kind, columns: names }) => names.map((name) => [name, kind] as const)),
  );
  const alike = countAlike(columns);
  return columns.map((column, c) => {
    const kind = kinds.get(column.name);
    const isItem = kind === "grid" || kind === "ranking" || kind === "multi_select";
    if (!isAnalysed(column) || isItem || alike[c] >= LEAST_ALIKE) return column;
    const people = findTopic(column);
    return people === null ? column : { ...column, people };
  });
}

function findTopic(column: Column): PeopleFound | null {
  const header = headerOf(column);
  const asksOpinion = findPhrase(header, OPINIONS) !== null;
  for (const { topic, words, phrases, alone = NONE } of asksOpinion ? [] : TOPICS) {
    const word = findPhrase(header, words, { most: MOST_WORDS });
    if (word !== null) return found(topic, word, SURE);
    const phrase = findPhrase(header, phrases);
    if (phrase !== null) return found(topic, phrase, LIKELY);
    const only = header.texts.find(({ folded }) => folded.length === 1 && alone.has(folded[0]));
    if (only !== undefined) return found(topic, only.written[0], LIKELY);
  }
  return areSexes(column)
    ? { topic: "sex", reason: "its answers are sexes", confidence: LIKELY }
    : null;
}

function found(topic: PeopleFound["topic"], words: string, confidence: number): PeopleFound {
  return { topic, reason: `its header says ${quoteValue(words)}`, confidence };
}

/** Whether two answers are sexes, and at most three others are beside them. */
function areSexes({ categories }: Column): boolean {
  if (categories === null || categories.length < 2 || categories.length > 5) return false;
  const sexes = categories.filter((category) => SEXES.has(fold(category))).length;
  return sexes >= 2;
}

/** How many columns in a row around each have the same answers. */
function countAlike(columns: readonly Column[]): number[] {
  const counts = new Array<number>(columns.length).fill(1);
  const answers = columns.map(answersOf);
  for (let from = 0; from < columns.length;) {
    let to = from + 1;
    while (to < columns.length && answers[to] !== null && answers[to] === answers[from]) to++;
    counts.fill(to - from, from, to);
    from = to;
  }
  return counts;
}

/** Null where they are too many to be the same by more than chance. */
function answersOf({ kind, categories, values, missing }: Column): string | null {
  if (categories !== null) return `${kind} ${categories.join("\n")}`;
  const answers = new Set(values.filter((_, level) => missing[level] === 0));
  return answers.size > MOST_ANSWERS ? null : `${kind} ${[...answers].sort((a, b) => a - b)}`;
}
