/** The columns before the questions of a LimeSurvey export, told by what they hold. Runs in Deno and browsers.
 * Headings come in the language of the interface, but the columns in one order: number, time of
 * submission, last page, language, then seed, token, times, address, referrer as far as the survey keeps
 * them; learnt from exports in English and French, not from the tool's source.
 */

import { readDates } from "../../cells/dates.ts";
import { columnsBelow, type Rows, type ShownCells } from "./reader.ts";

/** Columns that every export starts with. */
const FIRST_COLUMNS = 4;
const LEAST_ROWS = 3;
const NUMBER = /^\d{1,9}$/;
const PAGE = /^(?:-1|\d{1,3})$/;
const HAS_TIME = /\d:\d\d/;
const LANGUAGE = /^([a-z]{2,3})(?:-[A-Za-z-]+)?$/;
const LANGUAGES: ReadonlySet<string> = new Set(
  ("af am ar be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl he hi hr hu hy id is it ja " +
    "ka kk km ko ku ky lo lt lv mk mn ms mt nb nl nn no pa pl ps pt ro ru si sk sl sq sr sv sw ta th tl " +
    "tr uk ur uz vi zh zu").split(" "),
);
const SEED = /^\d{5,12}$/;
const TOKEN = /^(?=.*\d)(?=.*[A-Za-z])[\w~-]{8,36}$/;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f:]+)$/i;
const LINK = /^https?:\/\//i;
/** Whoever finished was on the last page, which is the same for all. */
const SAME_PAGE = 0.9;

/** Whether rows of cells start with the four columns that LimeSurvey puts first. */
export function startsAsLimeSurvey(below: Rows): boolean {
  if (below.length < LEAST_ROWS || below[0].length <= FIRST_COLUMNS) return false;
  const cells = columnsBelow(below.map((row) => row.slice(0, FIRST_COLUMNS)));
  if (cells[0].length < below.length || new Set(cells[0]).size < below.length) return false;
  if (countFirst(cells) < FIRST_COLUMNS) return false;
  const pages = below.filter((row) => row[1] !== "").map((row) => row[2]);
  const counts = new Map<string, number>();
  for (const page of pages) counts.set(page, (counts.get(page) ?? 0) + 1);
  const same = counts.values().reduce((most, count) => Math.max(most, count), 0);
  return same >= SAME_PAGE * pages.length;
}

/** How many of the first columns hold what LimeSurvey puts before the questions; 0 where the first four
 * do not. */
export function countFirst(cells: ShownCells): number {
  const [ids, times, pages, languages] = cells;
  const isStart = cells.length >= FIRST_COLUMNS && areAll(ids, (text) => NUMBER.test(text)) &&
    areTimes(times) && areAll(pages, (text) => PAGE.test(text)) &&
    areAll(languages, (text) => LANGUAGES.has(LANGUAGE.exec(text)?.[1] ?? ""));
  if (!isStart) return 0;
  let count = FIRST_COLUMNS;
  while (count < cells.length && isKept(cells[count])) count++;
  return count;
}

function isKept(texts: readonly string[]): boolean {
  return [SEED, TOKEN, ADDRESS, LINK].some((shape) => areAll(texts, (text) => shape.test(text))) ||
    areTimes(texts);
}

function areAll(texts: readonly string[], test: (text: string) => boolean): boolean {
  return texts.length > 0 && texts.every(test);
}

function areTimes(texts: readonly string[]): boolean {
  return areAll(texts, (text) => HAS_TIME.test(text)) && readDates(texts) !== null;
}
