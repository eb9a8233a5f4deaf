/** Reads value labels written into one cell: `1 = Never; 2 = Often`. Runs in Deno and browsers. */

import { type Code, codeOf } from "./codebook.ts";

/** A code, what stands between, and the words: `1 = Never`, `1: Never`, `(1) Never`, `1, Yes` (REDCap),
 * `1 - Never`, `"m" = "male"`. */
const PAIR =
  /^[("'[]?\s*(-?\d+(?:\.\d+)?|[\p{L}\d_]{1,12})\s*[)"'\]]?\s*(?:=>|=|:|\)|\.(?=\s)|,|\t|[–—-](?=\s)|(?<=[)\]])\s)\s*["']?(.*?)["']?$/su;
/** What stands between pairs, the surest first; a comma only before a number and its sign. */
const BETWEEN = [
  /\r?\n/,
  /\s*;\s*/,
  /\s*\|\s*/,
  /\s*,\s*(?=[("'[]?-?\d+\s*(?:[)\]]|=|:))/,
] as const;

/** Reads the codes and their words.
 * @returns In the cell's order; null where it holds anything but pairs.
 */
export function readValueList(cell: string): Map<Code, string> | null {
  const text = cell.trim().replace(/^[{[](.*)[}\]]$/su, "$1");
  if (text === "") return new Map();
  for (const between of BETWEEN) {
    const parts = text.split(between).map((part) => part.trim()).filter((part) => part !== "");
    if (parts.length < 2) continue;
    const labels = pairsOf(parts);
    if (labels !== null) return labels;
  }
  return pairsOf([text]);
}

function pairsOf(parts: readonly string[]): Map<Code, string> | null {
  const labels = new Map<Code, string>();
  for (const part of parts) {
    const pair = PAIR.exec(part);
    if (pair === null || pair[2].trim() === "") return null;
    const code = codeOf(pair[1]);
    if (!labels.has(code)) labels.set(code, pair[2].trim());
  }
  return labels;
}

/** Codes in one cell: `98; 99`, `-9, -8`, `98 99`. */
export function readCodeList(cell: string): Set<Code> {
  const parts = cell.split(/[;,|\s]+/).filter((part) => part !== "");
  return new Set(parts.map(codeOf));
}
