/** What may stand on the sides of a crosstab. Runs in browsers. */

import type { RunView } from "../../../../pipeline/view/types.ts";
import { groupBy } from "../../kit/lists.js";

/** A question that can be crossed. */
export interface CrosstabQuestion {
  /** What the engine calls it: a column, or a question of several answers. */
  readonly name: string;
  readonly short: string;
  readonly full: string;
}

/** Kinds whose answers are anybody's own. */
const WITHOUT_VALUES = new Set(["id", "text", "weight"]);

/** The questions whose answers can be counted, those first that separate the segments most; the columns of a
 * question of several answers are one. */
export function crosstabQuestions({ columns, profile }: RunView): CrosstabQuestion[] {
  const order = new Map<string, number>();
  for (const { variable } of profile.rows) {
    if (!order.has(variable)) order.set(variable, order.size);
  }
  const usable = columns.filter(({ kind, metadata, role, answered, distribution }) =>
    !metadata && role !== "removed" && answered > 0 && distribution !== null &&
    !WITHOUT_VALUES.has(kind)
  );
  const isSeveral = ({ questionKind, kind }: RunView["columns"][number]) =>
    questionKind === "multi_select" && kind === "binary";
  const groups = groupBy(
    usable,
    (column) => isSeveral(column) ? `several ${column.question}` : `one ${column.name}`,
  );
  return [...groups.values()].map((own) => ({
    rank: own.reduce((least, { name }) => Math.min(least, order.get(name) ?? Infinity), Infinity),
    question: questionOf(own),
  })).sort((a, b) => a.rank - b.rank || 0).map(({ question }) => question);
}

function questionOf(own: RunView["columns"]): CrosstabQuestion {
  const [{ name, question, text }] = own;
  if (own.length === 1) return { name, short: text.short, full: text.full };
  const stem = text.stem === "" ? question : text.stem;
  return { name: question, short: stem, full: `${stem} (${own.length} answers)` };
}
