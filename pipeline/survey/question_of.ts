/** Which question a column is an item of. Runs in Deno and browsers. */

import type { Column } from "./column.ts";

/** The question of a column: the one that a parameter names, else the first group of the pattern, else
 * what the file's dialect said, else the column's own name.
 */
export function questionOf({ name, question, isQuestionSet }: Column, pattern: string): string {
  if (isQuestionSet === true && question !== null) return question;
  return new RegExp(pattern).exec(name)?.[1] ?? question ?? name;
}
