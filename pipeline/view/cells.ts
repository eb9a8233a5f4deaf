/** What the cells of a column hold, for pages where a person may correct it. Runs in Deno and browsers. */

import { levelCounts } from "../survey/read_column.ts";
import type { Column } from "../survey/column.ts";
import { MISSING_REASONS } from "../survey/missing.ts";
import type { IngestReport } from "../survey/survey.ts";
import type { CellsView, CellView } from "./types.ts";

const MOST_CELLS = 60;
/** Longer texts are written answers, which are neither codes nor points of a scale. */
const LONGEST = 120;

interface Cell extends CellView {
  readonly value: number;
}

/** Lists the different texts of a column, answers from low to high and those that count as none last;
 * of more than 60 the most frequent, but all that mean no answer or may. O(n + levels log levels).
 * @param offered Texts of the column that may mean no answer.
 */
export function viewCells(
  column: Column,
  { marks, offered }: {
    readonly marks: IngestReport["missingMarks"];
    readonly offered: ReadonlySet<string>;
  },
): CellsView {
  const cells = cellsOf(column, new Map(marks.map(({ text, reason }) => [text, reason])));
  const isPlain = ({ text, reason }: Cell) => reason === "answered" && !offered.has(text);
  const telling = cells.filter((cell) => !isPlain(cell));
  const room = Math.max(0, MOST_CELLS - telling.length);
  const plain = cells.filter((cell) => isPlain(cell) && cell.text.length <= LONGEST);
  const frequent = plain.length <= room
    ? plain
    : plain.filter(({ count }) => count > 1).sort((a, b) => b.count - a.count).slice(0, room);
  const shown = [...telling, ...frequent].sort(byPlace);
  return {
    texts: shown.map(({ text, count, reason, why }) => ({ text, count, reason, why })),
    hidden: cells.length - shown.length,
    isDerived: column.texts.some((text, level) =>
      text.trim() === "" && column.missing[level] === 0
    ),
  };
}

/** One cell a text and meaning; levels differ in surrounding blanks too. */
function cellsOf(column: Column, why: ReadonlyMap<string, string>): Cell[] {
  const { texts, values, missing } = column;
  const cells = new Map<string, Cell>();
  levelCounts(column).forEach((count, level) => {
    if (count === 0) return;
    const text = texts[level].trim();
    const reason = MISSING_REASONS[missing[level]];
    const key = `${missing[level]} ${text}`;
    cells.set(key, {
      text,
      count: count + (cells.get(key)?.count ?? 0),
      reason,
      why: reason === "answered" ? "" : why.get(text) ?? "",
      value: values[level],
    });
  });
  return [...cells.values()];
}

/** Answers by value, and by text where they have none; then what means no answer. */
function byPlace(a: Cell, b: Cell): number {
  const [placeA, placeB] = [a, b].map(({ reason }) => MISSING_REASONS.indexOf(reason));
  if (placeA !== placeB) return placeA - placeB;
  if (a.value !== b.value && !Number.isNaN(a.value) && !Number.isNaN(b.value)) {
    return a.value - b.value;
  }
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}
