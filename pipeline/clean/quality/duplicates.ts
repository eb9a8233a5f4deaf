/** Who answered everything exactly as someone before. Runs in Deno and browsers. */

import { isAnalysed } from "../../survey/read_column.ts";
import { countOf } from "../../base/text.ts";
import type { Column } from "../../survey/column.ts";
import type { Survey } from "../../survey/survey.ts";
import type { Judgement } from "./judgement.ts";

/** Below this many columns two people may well answer alike. */
const TELLING_COLUMNS = 10;

/** Flags respondents all of whose answers, open text included, equal those of an earlier respondent;
 * identifiers, dates and paradata do not count. O(n x columns).
 */
export function findDuplicates(survey: Survey): Judgement | null {
  const columns = survey.columns.filter((column) => isAnalysed(column) || column.kind === "text");
  if (columns.length === 0) return null;
  const hashes = hashRows(columns, survey.rows);
  const earlier = new Map<number, number[]>();
  const rows: number[] = [];
  for (let i = 0; i < survey.rows; i++) {
    const alike = earlier.get(hashes[i]);
    if (alike === undefined) earlier.set(hashes[i], [i]);
    else if (alike.some((other) => areEqual(columns, i, other))) rows.push(i);
    else alike.push(i);
  }
  return {
    rows,
    who: null,
    detail: `all answers in ${countOf(columns.length, "column")} equal those of an earlier row` +
      (columns.length < TELLING_COLUMNS ? "; with so few columns that may be chance" : ""),
  };
}

/** 32-bit hashes (FNV-1a over the levels' numbers). */
function hashRows(columns: readonly Column[], rows: number): Uint32Array {
  const hashes = new Uint32Array(rows).fill(0x811c9dc5);
  for (const { codes } of columns) {
    for (let i = 0; i < rows; i++) hashes[i] = Math.imul(hashes[i] ^ codes[i], 0x01000193);
  }
  return hashes;
}

function areEqual(columns: readonly Column[], a: number, b: number): boolean {
  return columns.every(({ codes }) => codes[a] === codes[b]);
}
