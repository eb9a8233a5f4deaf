/** The one form of every error of reading: what, where, the rule, the file's own value, the way out. Runs in Deno and browsers. */

import { DataError, quoteValue } from "../../base/errors.ts";

/** Where in the file; the row as a spreadsheet counts it (header included, from 1). */
export interface Place {
  readonly row?: number;
  readonly column?: string;
  /** The kind a column was to be read as. */
  readonly kind?: string;
}

/** Makes the error for a file that cannot be read.
 * @param name The file.
 * @param problem The rule, the value found and what would work, as one or two sentences.
 */
export function unreadable(name: string, problem: string, place: Place = {}): DataError {
  const row = place.row === undefined ? "" : ` row ${place.row}`;
  const column = place.column === undefined ? "" : ` column ${quoteValue(place.column)}`;
  const kind = place.kind === undefined ? "" : ` as ${place.kind}`;
  return new DataError(`Cannot read ${quoteValue(name)}${row}${column}${kind}: ${problem}`);
}
