/** Sorts a column's distinct cells into answers, missing ones and those to be judged. Runs in Deno and browsers. */

import type { Params } from "../../../plan/params.ts";
import { missingCode } from "../../../survey/missing.ts";
import { isTooWide, NA_LIKE } from "../../cells/marks.ts";
import type { RawColumn } from "../../table/table.ts";
import type { ColumnCodes } from "../column_settings.ts";

/** The distinct cells of a column by what they may be; numbers are levels. */
export interface SortedCells {
  readonly raw: RawColumn;
  /** The cell's text per level without surrounding blanks. */
  readonly trimmed: readonly string[];
  /** Per level, as in `Column.missing`; blanks, errors and codes set by a parameter only. */
  readonly missing: Uint8Array;
  /** Levels that may be marks. */
  readonly candidates: readonly number[];
  /** Levels that are answers for sure. */
  readonly others: readonly number[];
  /** Those of them that a parameter says are answers. */
  readonly stated: ReadonlySet<number>;
}

/** What every error value of a spreadsheet starts with: `#REF!`, `Err:502`. */
const ERROR_SIGNS = ["#", "Err:"];

/** Sorts the distinct cells of a column by their texts alone.
 * @param options.listed `ingest.missing_values`: candidates are its texts, or the usual ones for auto.
 * @param options.errors Texts that are a spreadsheet's error values.
 * @param options.codes Texts that a parameter says mean no answer in this column, or are one whatever
 * else speaks against it.
 * @param options.readCell The answer that a trimmed cell stands for.
 */
export function sortCells(
  raw: RawColumn,
  { listed, errors, codes, readCell }: {
    listed: Params["ingest"]["missing_values"];
    errors: ReadonlySet<string>;
    codes: ColumnCodes;
    readCell: (cell: string) => string;
  },
): SortedCells {
  const marks = listed === "auto" ? NA_LIKE : new Set(listed.map((text) => text.trim()));
  // Measures have a level per respondent: most texts are settled by their length and first letter.
  const starts = new Set(Array.from(marks, (mark) => mark.charCodeAt(0)));
  const longestMark = [...marks].reduce((most, { length }) => Math.max(most, length), 0);
  const trimmed = raw.texts.map((text) => readCell(text.trim()));
  const missing = new Uint8Array(trimmed.length);
  const candidates: number[] = [];
  const others: number[] = [];
  const stated = new Set<number>();
  // A dash is "not ticked" where the file says what is ticked.
  const mayBeMarks = (raw.facts?.set?.ticked ?? null) === null;
  for (let level = 0; level < trimmed.length; level++) {
    const text = trimmed[level];
    const code = codes.size === 0 ? undefined : codes.get(text);
    const declared = raw.facts?.missing[level] ?? 0;
    if (code === "answered" && text !== "") {
      stated.add(level);
      others.push(level);
    } else if (declared > 0) missing[level] = declared;
    else if (text === "") missing[level] = missingCode("blank");
    else if (code !== undefined) missing[level] = missingCode(code);
    else if (
      ERROR_SIGNS.some((sign) => text.startsWith(sign)) && (errors.has(text) || isTooWide(text))
    ) {
      missing[level] = missingCode("error");
    } else if (
      mayBeMarks && text.length <= longestMark && starts.has(text.charCodeAt(0)) && marks.has(text)
    ) {
      candidates.push(level);
    } else others.push(level);
  }
  return { raw, trimmed, missing, candidates, others, stated };
}
