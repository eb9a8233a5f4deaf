/** Hides the words that few respondents gave, and leaves who gave the same. Runs in Deno and browsers. */

import { findYesNo } from "../../ingest/cells/yes_no.ts";
import type { Column } from "../../survey/column.ts";
import { levelCounts } from "../../survey/read_column.ts";
import type { Survey } from "../../survey/survey.ts";

/** A survey whose rare words are hidden, and what became of them. */
export interface MaskedSurvey {
  readonly survey: Survey;
  /** What stands for each rare answer of a column, by the column's own name. */
  readonly words: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** New names of columns whose names are rare answers. */
  readonly names: ReadonlyMap<string, string>;
}

const RARE = "(rare answer";
/** In the place of a sentence that quotes what is hidden. */
export const NOT_TOLD = "not published: it quotes a rare answer";
const PLAIN_NUMBER = /^[\s\d.,'+-]*%?$/;
/** Where reports hold sentences; elsewhere a word may be a name. */
const SENTENCES = new Set(["reason", "text", "detail"]);
/** Shorter words stand in sentences by chance. */
const LEAST_QUOTED = 3;

/** Whether a word stands for a rare answer. */
export function isMask(word: string): boolean {
  return word.startsWith(RARE);
}

/** Puts `(rare answer 1)`, `(rare answer 2)`, ... in the place of each category that fewer than `least`
 * respondents gave: categories, numbers and respondents stay as they are, so that all that is computed
 * of them does. Yes and no, and the steps of a scale, are nobody's own words and stay. So does the text
 * of a number; what else few wrote in a cell is left blank. Columns of options that few ticked get
 * another name, and evidence that quotes what is hidden is left out. O(n x columns).
 */
export function maskRareWords(survey: Survey, least: number): MaskedSurvey {
  const words = new Map<string, ReadonlyMap<string, string>>();
  const names = nameRareOptions(survey, least);
  const columns = survey.columns.map((column) => {
    const masks = masksOf(column, least);
    if (masks.size > 0) words.set(column.name, masks);
    return rename(maskColumn(column, masks, least), names);
  });
  const told = new Set([...words.values()].flatMap((masks) => [...masks.keys()]));
  const quoting = quotes([...told, ...names.keys()]);
  const { questions, report } = survey;
  return {
    survey: {
      ...survey,
      ...mapTexts({ questions, report }, textsFor(names, quoting)),
      columns: columns.map((column) => ({
        ...column,
        reason: quoting(column.reason) ? NOT_TOLD : column.reason,
      })),
    },
    words,
    names,
  };
}

/** Puts new names and masks in the place of texts, wherever in plain data they stand as a whole, and
 * leaves out sentences that quote what is hidden. */
export function maskTexts<T>(value: T, { words, names }: MaskedSurvey): T {
  const rare = [...words.values()].flatMap((masks) => [...masks.keys()]);
  if (rare.length + names.size === 0) return value;
  return mapTexts(value, textsFor(names, quotes([...rare, ...names.keys()])));
}

function textsFor(
  names: ReadonlyMap<string, string>,
  quoting: (text: string) => boolean,
): (text: string, key: string) => string {
  return (text, key) => SENTENCES.has(key) && quoting(text) ? NOT_TOLD : names.get(text) ?? text;
}

function masksOf(column: Column, least: number): Map<string, string> {
  const { categories, kind, values, missing } = column;
  const masks = new Map<string, string>();
  if (categories === null || kind === "ordinal" || findYesNo(categories) !== null) return masks;
  const counts = new Array<number>(categories.length).fill(0);
  levelCounts(column).forEach((count, level) => {
    if (missing[level] === 0) counts[values[level]] += count;
  });
  categories.forEach((word, position) => {
    if (counts[position] < least) masks.set(word, `${RARE} ${masks.size + 1})`);
  });
  return masks;
}

function maskColumn(column: Column, masks: ReadonlyMap<string, string>, least: number): Column {
  const { categories, values, missing, texts, written } = column;
  const counts = levelCounts(column);
  const textOf = (text: string, level: number): string => {
    if (counts[level] >= least || text.trim() === "") return text;
    if (missing[level] !== 0) return "";
    if (categories === null) {
      return PLAIN_NUMBER.test(text) || Number.isNaN(values[level]) ? text : String(values[level]);
    }
    return masks.get(categories[values[level]]) ?? categories[values[level]];
  };
  return {
    ...column,
    texts: texts.map(textOf),
    ...(written === undefined ? {} : { written: written.map(textOf) }),
    categories: categories?.map((word) => masks.get(word) ?? word) ?? null,
  };
}

/** Options of joined answers that few ticked: their columns are called by them. */
function nameRareOptions(survey: Survey, least: number): Map<string, string> {
  const names = new Map<string, string>();
  const perSource = new Map<string, number>();
  for (const column of survey.columns) {
    const { source, name, values, missing } = column;
    if (source === null) continue;
    let ticked = 0;
    levelCounts(column).forEach((count, level) => {
      if (missing[level] === 0 && values[level] !== 0) ticked += count;
    });
    if (ticked >= least) continue;
    const number = (perSource.get(source) ?? 0) + 1;
    perSource.set(source, number);
    names.set(name, `${source} ${RARE} ${number})`);
  }
  return names;
}

function rename(column: Column, names: ReadonlyMap<string, string>): Column {
  const name = names.get(column.name);
  return name === undefined ? column : { ...column, name, label: name, reason: NOT_TOLD };
}

/** Whether a sentence has one of some words in it, as a word. */
function quotes(words: readonly string[]): (text: string) => boolean {
  const long = words.filter((word) => word.length >= LEAST_QUOTED && /\p{L}|\d/u.test(word));
  return (text) =>
    long.some((word) => {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (!isLetter(text[at - 1]) && !isLetter(text[at + word.length])) return true;
      }
      return false;
    });
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\d]/u.test(character);
}

/** Plain data with other texts, each told under which key; numbers by the million are passed over. */
function mapTexts<T>(value: T, of: (text: string, key: string) => string, key = ""): T {
  if (typeof value === "string") return of(value, key) as T;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, of, key)) as T;
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, mapTexts(item, of, name)]),
  ) as T;
}
