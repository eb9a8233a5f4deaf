/** Finds columns that repeat what others say, and tells of them. Runs in Deno and browsers. */

import type { StageContext } from "../../../base/context.ts";
import { quoteValue } from "../../../base/errors.ts";
import { countOf, formatNumber, joinWords } from "../../../base/text.ts";
import type { Column } from "../../../survey/column.ts";
import { describeDerived } from "../../../survey/derived.ts";
import { isAnalysed } from "../../../survey/read_column.ts";
import type { DerivedColumn, Question } from "../../../survey/survey.ts";
import { findCopies } from "./copies.ts";
import { findSums } from "./sums.ts";

const MOST_NAMED = 5;

/** Finds copies, opposites, sums and means among the columns that may become features, and warns of them:
 * they describe the segments, and do not form them a second time.
 * @param options.withSums Whether sums and means are looked for beside copies and opposites.
 */
export async function findDerived(
  columns: readonly Column[],
  { questions, withSums = true, context }: {
    questions: readonly Question[];
    withSums?: boolean;
    context: StageContext;
  },
): Promise<DerivedColumn[]> {
  const analysed = columns.filter(isAnalysed);
  const copies = await findCopies(analysed, context);
  const repeated = new Set(copies.map(({ column }) => column));
  const sums = !withSums ? [] : await findSums(analysed.filter(({ name }) => !repeated.has(name)), {
    groups: questions.map((question) => question.columns),
    context,
  });
  const place = new Map(columns.map(({ name }, c) => [name, c]));
  const found = [...copies, ...sums].sort((a, b) => place.get(a.column)! - place.get(b.column)!);
  if (found.length > 0) context.warn(tell(found));
  return found;
}

function tell(found: readonly DerivedColumn[]): string {
  const named = found.slice(0, MOST_NAMED).map((derived) =>
    `${quoteValue(derived.column)} is ${describeDerived(derived)}`
  );
  const unsaid = found.length - named.length;
  if (unsaid > 0) named.push(`${formatNumber(unsaid)} more`);
  const [repeats, describe, it] = found.length === 1
    ? ["repeats", "It describes the segments and does not form them", "it"]
    : ["repeat", "They describe the segments and do not form them", "one"];
  return `${countOf(found.length, "column")} ${repeats} what others say: ${joinWords(named)}. ` +
    `${describe}, unless features.include names ${it} to the letter.`;
}
