/** The share of respondents who answered, never rounded to what it is not. Runs in browsers. */

import { formatShare } from "./format.js";

/** Half a per cent below all: from here on a share would be written as all of it. */
const NEARLY_ALL = 0.995;

/** Writes a share as whole per cent; `>99 %` where a few answers are missing, an empty text where
 * the number of respondents is not known.
 * @param rows Respondents; 0 if not known.
 */
export function writeAnswered(answered: number, rows: number): string {
  if (rows === 0) return "";
  const share = answered / rows;
  return share < 1 && share >= NEARLY_ALL ? `>${formatShare(0.99)}` : formatShare(share);
}
