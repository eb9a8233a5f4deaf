/** Decides what a question asks for, by its columns. Runs in Deno and browsers. */

import type { Column, ColumnKind } from "../../survey/column.ts";
import type { QuestionKind } from "../../survey/survey.ts";
import { areRanks } from "./ranking.ts";

/** A kind of question and the evidence, in words. */
export interface QuestionKindFound {
  readonly kind: QuestionKind;
  readonly reason: string;
}

const KIND_OF_COLUMN: Readonly<Record<ColumnKind, QuestionKind>> = {
  id: "identifier",
  weight: "weight",
  date: "date",
  text: "open_text",
  numeric: "number",
  ordinal: "scale",
  binary: "single_choice",
  nominal: "single_choice",
};

const BY_MEASURE: readonly ColumnKind[] = [
  "ordinal",
  "numeric",
  "binary",
  "nominal",
  "date",
  "text",
  "weight",
  "id",
];

/** Decides a question's kind. Of several columns those of open text are passed over where there are
 * others: they specify an answer. Ticks (each item chosen or not), ranks and items on one scale are
 * told in this order; else the most frequent kind of column decides.
 */
export function questionKind(columns: readonly Column[]): QuestionKindFound {
  const [first] = columns;
  if (columns.length === 1) return kindOfOne(first);
  // An option that hardly anybody ticked looks like open text.
  const items = columns.filter((column) => column.kind !== "text");
  if (items.length === 0) return { kind: "open_text", reason: "all are open text" };
  const ticks = columns.filter(isTick);
  const written = items.filter((column) => !isTick(column));
  // What few respondents add in the same words ("Other, please specify") looks like categories.
  if (ticks.length > 1 && ticks.length > written.length && written.every(isAddition)) {
    const beside = written.length === 0 ? "" : ", beside what respondents wrote";
    return { kind: "multi_select", reason: `each item is chosen or not${beside}` };
  }
  if (items.length === 1) return kindOfOne(items[0]);
  if (areRanks(items)) {
    return { kind: "ranking", reason: `each respondent ranks the ${items.length} items from 1 on` };
  }
  const scale = commonScale(items);
  if (scale !== null) return { kind: "grid", reason: scale };
  const [kind, count] = mostFrequentKind(items);
  const share = count === items.length ? "all" : `${count} of ${items.length}`;
  return { kind: KIND_OF_COLUMN[kind], reason: `${share} are ${kind}` };
}

/** Of equally frequent kinds the one that measures most. */
function mostFrequentKind(items: readonly Column[]): [ColumnKind, number] {
  const counts = BY_MEASURE.map((kind): [ColumnKind, number] => [
    kind,
    items.filter((item) => item.kind === kind).length,
  ]);
  return counts.reduce((best, next) => next[1] > best[1] ? next : best);
}

function kindOfOne(column: Column): QuestionKindFound {
  if (column.kind !== "id" && column.metadata) {
    return {
      kind: "paradata",
      reason: "tells of the interview or of an earlier analysis, not of answers",
    };
  }
  return { kind: KIND_OF_COLUMN[column.kind], reason: column.reason };
}

/** Whether a column says of each respondent that an option was chosen or not: 0 and 1, yes and no, or
 * one text and blanks. */
function isTick({ kind, values, missing, texts, categories }: Column): boolean {
  if (kind === "date" || kind === "id" || kind === "weight") return false;
  const answers = new Set(
    texts.filter((_, level) => missing[level] === 0).map((text) => text.trim()),
  );
  const hasGaps = missing.some((reason) => reason !== 0);
  if (answers.size <= 1 && (hasGaps || answers.size === 0)) return true;
  if (kind !== "binary") return false;
  return categories !== null ||
    values.every((value, level) => missing[level] !== 0 || value === 0 || value === 1);
}

function isAddition({ kind, missing }: Column): boolean {
  return kind === "nominal" && missing.some((reason) => reason !== 0);
}

/** What the scale of all items is, or null if they are not on one. */
function commonScale(items: readonly Column[]): string | null {
  const words = items.map(({ categories }) => categories).filter((known) => known !== null);
  if (words.length === items.length) {
    const known = new Set(words.reduce((a, b) => b.length > a.length ? b : a));
    const isShared = items.every(({ kind }) => kind !== "text") &&
      words.every((categories) => categories.every((category) => known.has(category)));
    return isShared ? `all items have answers among the same ${known.size}` : null;
  }
  const areScales = words.length === 0 &&
    items.every(({ kind }) => kind === "ordinal" || kind === "binary") &&
    items.some(({ kind }) => kind === "ordinal");
  if (!areScales) return null;
  const values = items.flatMap((column) =>
    [...column.values].filter((_, level) => column.missing[level] === 0)
  );
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return `all items have whole numbers from ${least} to ${most}`;
}
