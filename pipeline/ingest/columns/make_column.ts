/** Makes one column of a survey: its kind, its values, why. Runs in Deno and browsers. */

import type { Column } from "../../survey/column.ts";
import type { KindVote } from "../../survey/survey.ts";
import type { Decimal } from "../cells/numbers.ts";
import { describeAnswers } from "./answers.ts";
import type { ColumnSource } from "./column_source.ts";
import { findKind } from "./kinds/find_kind.ts";
import type { JudgedCells } from "./missing/judge_marks.ts";
import { describeSetAside } from "./missing/set_aside.ts";
import type { SortedCells } from "./missing/sort_cells.ts";
import { orderOfFile } from "./values/file_order.ts";
import { giveValues, type Misfit } from "./values/give_values.ts";

/** Why a column cannot be of the kind that was demanded. */
export interface ColumnMisfit extends Pick<Misfit, "problem"> {
  readonly kind: Column["kind"];
  /** The level of the answer that breaks the rule; -1 for the column as a whole. */
  readonly level: number;
}

/** A column, how its kind goes against what the file declares, and all evidence on it. */
export interface ColumnMade {
  readonly column: Column;
  /** In words; null where it does not. */
  readonly against: string | null;
  readonly votes: readonly KindVote[];
}

/** Makes a column once its missing answers are known: says what the answers are, finds the kind by
 * that, gives the answers the values of the kind.
 */
export function makeColumn(
  source: ColumnSource,
  { cells, judged, decimal }: { cells: SortedCells; judged: JudgedCells; decimal: Decimal },
): ColumnMade | ColumnMisfit {
  const answers = describeAnswers(cells, judged);
  const { missing } = judged;
  const gone = new Set(cells.trimmed.filter((_, level) => missing[level] !== 0));
  const file = orderOfFile(source.raw.facts, { answers, gone });
  const { setting } = source;
  const found = findKind(answers, { source, file });
  const { kind, reason, confidence } = found;
  const given = giveValues(kind, answers, {
    decimal,
    order: setting.order,
    fileOrder: file.order,
  });
  if ("problem" in given) {
    const { problem, answer } = given;
    return { problem, kind, level: answer === -1 ? -1 : answers.levels[answer] };
  }
  const { codes, texts } = source.raw;
  const turned = kind === "ordinal" && file.isTurned
    ? ", turned round to run from low to high"
    : "";
  // Of what the engine made, nobody wrote what is no answer.
  const aside = source.raw.facts?.made === undefined ? describeSetAside({ texts, missing }) : "";
  const isAside = setting.kind === null && (source.isMetadata || found.isEarlierResult);
  const column: Column = {
    name: source.name,
    label: source.label,
    question: setting.question ?? source.question,
    ...(setting.question === null ? {} : { isQuestionSet: true }),
    metadata: setting.isParadata || isAside,
    source: null,
    kind,
    reason: reason + turned + aside,
    confidence,
    codes,
    texts,
    ...(source.raw.written === undefined ? {} : { written: source.raw.written }),
    values: byLevel(given.values, { levels: answers.levels, length: texts.length }),
    missing,
    ...(kind === "ordinal" && given.categories === null ? endsOf(source) : {}),
    categories: given.categories,
  };
  return { column, against: found.against, votes: found.votes };
}

function endsOf({ raw }: ColumnSource): Pick<Column, "ends"> {
  return raw.facts?.ends === undefined ? {} : { ends: raw.facts.ends };
}

/** The value of each level, NaN where it holds no answer. */
function byLevel(
  answered: Float64Array,
  { levels, length }: { levels: readonly number[]; length: number },
): Float64Array {
  const values = new Float64Array(length).fill(NaN);
  for (const [i, level] of levels.entries()) values[level] = answered[i];
  return values;
}
