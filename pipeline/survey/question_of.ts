/** Which question a column is an item of. Runs in Deno and browsers. */

import { DataError, quoteValue } from "../base/errors.ts";
import { readQuestionPattern } from "../base/pattern/question_pattern.ts";
import { formatNumber } from "../base/text.ts";
import type { Column } from "./column.ts";

/** The question of a column: the one that a parameter names, else the first group of the pattern, else
 * what the file's dialect said, else the column's own name.
 * @param pattern `features.question_pattern`.
 * @throws {DataError} If the name is so long that the pattern would take too long to look through it.
 */
export function questionOf({ name, question, isQuestionSet }: Column, pattern: string): string {
  if (isQuestionSet === true && question !== null) return question;
  const { mostLetters, firstGroup } = readQuestionPattern(pattern);
  if (name.length <= mostLetters) return firstGroup(name) ?? question ?? name;
  throw new DataError(
    `Cannot find the question of column ${
      quoteValue(name)
    }: features.question_pattern looks through ` +
      `names of at most ${formatNumber(mostLetters)} letters, but this one has ` +
      `${formatNumber(name.length)}. A shorter name or a simpler pattern would work.`,
  );
}
