/** The columns of a survey in words for people: question, item, short text. Runs in Deno and browsers. */

import type { Column } from "./column.ts";
import type { Survey } from "./survey.ts";
import { splitStem } from "./label_stems.ts";
import { plainText, withoutCodes } from "./label_text.ts";
import { shorten, shortenAll } from "./short_texts.ts";

/** A column as people read it. */
export interface ColumnText {
  /** The whole text; the column's name where the file tells no text. */
  readonly full: string;
  /** What it shares with the other items of its question; empty where it is a question of its own. */
  readonly stem: string;
  /** What tells it apart from them; the whole text where it is a question of its own. */
  readonly item: string;
  /** At most 40 characters; no two different texts of a survey have the same. */
  readonly short: string;
}

/** The texts of a survey's columns, by name. */
export interface SurveyTexts {
  /** The texts of a column; of a name that is none, the name. */
  of(name: string): ColumnText;
  /** The text of a column in at most so many characters, different from those of all others. */
  short(name: string, most: number): string;
}

/** Characters of `short`. */
const SHORT_LENGTH = 40;
/** Share of the characters that an item keeps where its question stands before it. */
const ITEM_SHARE = 0.58;
/** A question in fewer characters says nothing. */
const LEAST_LEAD = 10;
const LONGEST_NAME = 16;

type Parts = Omit<ColumnText, "short">;

/** Reads the texts of a survey's columns: from their labels, without tags and codes, items of one
 * question with what they share told once.
 */
export function surveyTexts(
  { columns, questions }: Pick<Survey, "columns" | "questions">,
): SurveyTexts {
  const parts = readParts(columns, questions);
  const shortOf = new Map<number, ReadonlyMap<string, string>>();
  const short = (name: string, most: number): string => {
    let all = shortOf.get(most);
    if (all === undefined) shortOf.set(most, all = shortAll(parts, most));
    return all.get(name) ?? shorten(name, most);
  };
  return {
    short,
    of(name) {
      const { full, stem, item } = parts.get(name) ?? { full: name, stem: "", item: name };
      return { full, stem, item, short: short(name, SHORT_LENGTH) };
    },
  };
}

function readParts(
  columns: readonly Column[],
  questions: Survey["questions"],
): ReadonlyMap<string, Parts> {
  const texts = readTexts(columns);
  const parts = new Map<string, Parts>();
  for (const [name, full] of texts) parts.set(name, { full, stem: "", item: full });
  const asked = new Map(columns.map(({ name, question }) => [name, question]));
  for (const { columns: names } of questions) {
    if (names.length < 2) continue;
    const fulls = names.map((name) => texts.get(name) ?? name);
    const question = textOf(asked.get(names[0]) ?? "");
    const split = splitStem(fulls, question);
    if (split !== null) {
      names.forEach((name, i) => {
        const item = split.items[i] === "" ? fulls[i] : split.items[i];
        parts.set(name, { full: fulls[i], stem: split.stem, item });
      });
    } else if (question !== "") {
      names.forEach((name, i) => parts.set(name, underQuestion(fulls[i], question)));
    }
  }
  return parts;
}

/** Each column's label without tags and codes; what codes alone tell apart keeps them. */
function readTexts(columns: readonly Column[]): Map<string, string> {
  const plain = columns.map(({ name, label }) => plainText(label) || name);
  const bare = columns.map(({ name }, c) => withoutCodes(plain[c], name));
  const meanings = new Map<string, Set<string>>();
  bare.forEach((text, c) => {
    const known = meanings.get(text);
    if (known === undefined) meanings.set(text, new Set([plain[c]]));
    else known.add(plain[c]);
  });
  return new Map(
    columns.map(({ name }, c) => [name, meanings.get(bare[c])!.size > 1 ? plain[c] : bare[c]]),
  );
}

/** A question's text, if it is one and no code. */
function textOf(question: string): string {
  const text = withoutCodes(plainText(question), "");
  return /\s/.test(text) ? text : "";
}

/** An item whose label does not say the question. */
function underQuestion(item: string, question: string): Parts {
  if (item === question) return { full: item, stem: "", item };
  const full = /[?？:.…!]$/.test(question) ? `${question} ${item}` : `${question}: ${item}`;
  return { full, stem: question, item };
}

/** Short texts of all columns. An item stands for itself where it tells enough and no other question has
 * the same; else its question stands before it.
 */
function shortAll(parts: ReadonlyMap<string, Parts>, most: number): Map<string, string> {
  const names = [...parts.keys()];
  const crowded = findCrowded(parts);
  const stems = [...crowded.keys()];
  const leads = new Map<number, readonly string[]>();
  const leadOf = (stem: string, room: number): string => {
    let all = leads.get(room);
    if (all === undefined) leads.set(room, all = shortenAll(stems, room));
    return all[stems.indexOf(stem)];
  };
  const itemsOf = new Map(Array.from(crowded, ([stem, items]) => {
    const all = [...items];
    const short = shortenAll(all, Math.ceil(most * ITEM_SHARE));
    return [stem, new Map(all.map((item, i) => [item, short[i]]))] as const;
  }));
  const said = Array.from(parts.values(), ({ full, stem, item }) => {
    const short = item === full ? undefined : itemsOf.get(stem)?.get(item);
    // The mark and the blank between them take two.
    const room = most - (short?.length ?? 0) - 2;
    if (short === undefined || room < LEAST_LEAD) return item;
    const lead = leadOf(stem, room);
    return /[?？:.…!]$/.test(lead) ? `${lead} ${short}` : `${lead}: ${short}`;
  });
  const fulls = names.map((name) => parts.get(name)!.full);
  return new Map(withNames({ names, said, fulls }, most));
}

/** The items that do not tell enough without their question, by question: numbers, additions to a
 * question of its own, and what several questions have.
 */
function findCrowded(parts: ReadonlyMap<string, Parts>): Map<string, Set<string>> {
  const stemsOf = new Map<string, Set<string>>();
  const own = new Set<string>();
  for (const { full, stem, item } of parts.values()) {
    if (stem !== "" && item === full) own.add(stem);
    const stems = stemsOf.get(item);
    if (stems === undefined) stemsOf.set(item, new Set([stem]));
    else stems.add(stem);
  }
  const crowded = new Map<string, Set<string>>();
  for (const { full, stem, item } of parts.values()) {
    if (stem === "" || item === full) continue;
    if (/\p{L}/u.test(item) && !own.has(stem) && stemsOf.get(item)!.size === 1) continue;
    const items = crowded.get(stem);
    if (items === undefined) crowded.set(stem, new Set([item]));
    else items.add(item);
  }
  return crowded;
}

/** Shortens what is said of columns; where different columns say the same, their names tell them apart. */
function withNames(
  { names, said, fulls }: {
    readonly names: readonly string[];
    readonly said: readonly string[];
    readonly fulls: readonly string[];
  },
  most: number,
): [string, string][] {
  const counts = new Map<string, number>();
  for (const text of said) counts.set(text, (counts.get(text) ?? 0) + 1);
  const texts = said.map((text, c) =>
    counts.get(text)! > 1 && fulls[c] !== names[c] && names[c].length <= LONGEST_NAME
      ? `${shorten(text, most - names[c].length - 3)} (${names[c]})`
      : text
  );
  const short = shortenAll(texts, most);
  return names.map((name, c) => [name, short[c]]);
}
