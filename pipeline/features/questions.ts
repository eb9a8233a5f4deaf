/** Which question a column is an item of. Runs in Deno and browsers. */

import type { Column } from "../types.ts";

/** The question of a column: the first group of the pattern, else what the file's dialect said, else
 * the column's own name.
 */
export function questionOf({ name, question }: Column, pattern: string): string {
  return new RegExp(pattern).exec(name)?.[1] ?? question ?? name;
}
