/** Groups columns by what their names and headers share. Runs in Deno and browsers. */

import type { Column } from "../../survey/column.ts";
import { decodeEntities } from "../../base/entities.ts";
import { optionStem } from "./multi/option_words.ts";

/** Columns of one question, and what they share. */
export interface Group {
  readonly name: string;
  /** Positions among the columns, rising. */
  readonly members: readonly number[];
  readonly reason: string;
}

const NUMBERED = /^(.*\p{L}.*)_\d+(?:_TEXT)?$/u;
const NAMED_OTHER = /^(.*\p{L}.*)_(?:other|oth|text)$/iu;
const LETTERED = /^(\p{L}{1,12})(\d{1,3})$/u;
/** Letters that number the questions of a survey, not the items of one. */
const QUESTION_LETTERS = /^(?:q|qu|question|v|var|f|frage|p|col|column)$/i;
const BRACKETED = /^(.*\S)\s*\[([^[\]]+)\]$/su;
const DASH = / [-–—] /g;
const COLON = /: /g;
/** A stem of this length or with this end is a question, however often it is split further. */
const LONG_STEM = 20;
const SENTENCE_END = /[?:.!…]$/;
const LONGEST_HEADER = 1000;
const SHORTEST_PREFIX = 24;
const FEWEST_BY_PREFIX = 3;
const LEAST_SHARE_OF_HEADER = 0.5;

/** The groups that names tell: `Q1_1` and `Q1_2`, `E1` to `E10` where they are one battery.
 * @param isNamed Whether a column's name is its own, not one that it was given.
 */
export function groupByName(
  columns: readonly Column[],
  isNamed: (column: Column) => boolean,
): Group[] {
  const stems = new Map<string, number[]>();
  columns.forEach((column, c) => {
    const stem = isNamed(column) ? NUMBERED.exec(column.name)?.[1] : undefined;
    if (stem !== undefined) put(stems, stem, c);
  });
  columns.forEach((column, c) => {
    const stem = isNamed(column) ? NAMED_OTHER.exec(column.name)?.[1] : undefined;
    // `Q1_3_TEXT` is an item of Q1 already.
    if (stem === undefined || stems.get(NUMBERED.exec(column.name)?.[1] ?? "")?.includes(c)) return;
    const main = columns.findIndex(({ name }) => name === stem);
    if (main !== -1) put(stems, stem, main);
    if (stems.has(stem)) put(stems, stem, c);
  });
  columns.forEach((column, c) => {
    // `Q1_none` beside the yes/no columns of Q1.
    const stem = isNamed(column) && column.kind === "binary" ? optionStem(column.name) : null;
    const own = stem === null ? undefined : stems.get(stem);
    if (own !== undefined && own.every((at) => columns[at].kind === "binary")) put(stems, stem!, c);
  });
  const numbered = toGroups(stems, (stem) => `named ${stem}_... or alike`);
  return [...numbered, ...groupByLetter(columns, isNamed)];
}

function groupByLetter(
  columns: readonly Column[],
  isNamed: (column: Column) => boolean,
): Group[] {
  const letters = new Map<string, number[]>();
  columns.forEach((column, c) => {
    const match = isNamed(column) ? LETTERED.exec(column.name) : null;
    if (match === null || QUESTION_LETTERS.test(match[1])) return;
    const members = letters.get(match[1]) ?? [];
    const isNext = Number(match[2]) === members.length + 1 &&
      (members.length === 0 || isSameScale(columns[members[0]], column));
    if (isNext) put(letters, match[1], c);
  });
  return toGroups(letters, (letter) => `named ${letter}1, ${letter}2, ... and of one scale`)
    .filter(({ members }) => members.length >= FEWEST_BY_PREFIX);
}

function isSameScale(a: Column, b: Column): boolean {
  return a.kind === "ordinal" && b.kind === "ordinal" &&
    (a.categories === null) === (b.categories === null);
}

/** The groups that headers tell: `Question [Row]`, `stem - item`, `stem: item`, a long common start.
 * @param open Positions of the columns that are in no group yet.
 */
export function groupByHeader(columns: readonly Column[], open: readonly number[]): Group[] {
  const labels = new Map(
    open.map((c) => [c, decodeEntities(columns[c].label).replace(/\s+/g, " ").trim()]),
  );
  for (const [c, label] of labels) if (label.length > LONGEST_HEADER) labels.delete(c);
  const groups: Group[] = [];
  const take = (found: readonly Group[]) => {
    for (const group of found) {
      groups.push(group);
      group.members.forEach((c) => labels.delete(c));
    }
  };
  take(byBracket(labels));
  take(bySeparator(labels, { separator: DASH, what: "-" }));
  take(bySeparator(labels, { separator: COLON, what: ":" }));
  take(byPrefix(labels));
  return groups;
}

function byBracket(labels: ReadonlyMap<number, string>): Group[] {
  const stems = new Map<string, number[]>();
  for (const [c, label] of labels) {
    const stem = BRACKETED.exec(label)?.[1];
    if (stem !== undefined) put(stems, stem, c);
  }
  return toGroups(stems, () => "with headers of one stem and [...] behind it");
}

/** Where a header has several separators, the shortest shared stem that reads like a question counts,
 * else the longest shared one. A header that is the stem itself belongs to it.
 */
function bySeparator(
  labels: ReadonlyMap<number, string>,
  { separator, what }: { separator: RegExp; what: string },
): Group[] {
  const shared = new Map<string, number>();
  const split = Array.from(labels, ([c, label]) => {
    const stems = Array.from(label.matchAll(separator), ({ index }) => label.slice(0, index).trim())
      .filter((stem) => stem !== "");
    stems.forEach((stem) => shared.set(stem, (shared.get(stem) ?? 0) + 1));
    return { c, label, stems };
  });
  const whole = new Set(labels.values());
  const chosen = new Map<string, number[]>();
  for (const { c, label, stems } of split) {
    if (shared.has(label)) put(chosen, label, c);
    const common = stems.filter((stem) => (shared.get(stem) ?? 0) > 1 || whole.has(stem));
    const stem = common.find((one) => one.length >= LONG_STEM || SENTENCE_END.test(one)) ??
      common.at(-1);
    if (stem !== undefined) put(chosen, stem, c);
  }
  const used = new Set<number>();
  return toGroups(chosen, () => `with headers of one stem and "${what}" behind it`).filter(
    (group) => {
      const isFree = group.members.every((c) => !used.has(c));
      if (isFree) group.members.forEach((c) => used.add(c));
      return isFree;
    },
  );
}

/** Neighbours whose headers start alike for at least 24 letters and half of the shortest header. */
function byPrefix(labels: ReadonlyMap<number, string>): Group[] {
  const order = [...labels].sort(([a], [b]) => a - b);
  const groups: Group[] = [];
  for (let start = 0; start < order.length;) {
    let prefix = order[start][1];
    let shortest = prefix.length;
    let end = start + 1;
    for (; end < order.length && order[end][0] === order[end - 1][0] + 1; end++) {
      const label = order[end][1];
      const next = commonWords(prefix, label);
      const least = Math.min(shortest, label.length);
      if (next.length < SHORTEST_PREFIX || next.length < LEAST_SHARE_OF_HEADER * least) break;
      [prefix, shortest] = [next, least];
    }
    if (end - start >= FEWEST_BY_PREFIX) {
      const name = prefix.replace(/[\s\-–—:([]+$/, "");
      groups.push({
        name,
        members: order.slice(start, end).map(([c]) => c),
        reason: "with headers that start alike",
      });
      start = end;
    } else start++;
  }
  return groups;
}

/** The common start of two texts, ended at the end of a word. */
function commonWords(a: string, b: string): string {
  let end = 0;
  while (end < a.length && end < b.length && a[end] === b[end]) end++;
  const isWithin = (text: string) => end < text.length && !/\s/.test(text[end]);
  if (isWithin(a) || isWithin(b)) end = a.slice(0, end).search(/\s\S*$/);
  return a.slice(0, Math.max(0, end));
}

function put(into: Map<string, number[]>, stem: string, c: number): void {
  const members = into.get(stem);
  if (members === undefined) into.set(stem, [c]);
  else if (!members.includes(c)) members.push(c);
}

function toGroups(stems: ReadonlyMap<string, number[]>, reason: (stem: string) => string): Group[] {
  return [...stems].filter(([, members]) => members.length > 1).map(([name, members]) => ({
    name,
    members: members.toSorted((a, b) => a - b),
    reason: reason(name),
  }));
}
