/** Writes the cells of a sheet as text. Runs in Deno and browsers. */

import type { WorkBook } from "xlsx";
import { ERROR_TEXTS, OTHER_ERROR } from "../../cells/marks.ts";
import { serialKind, serialText } from "./serial_dates.ts";
import type { SheetCell } from "./sheet_cell.ts";

/** Makes the function that writes a cell as text: numbers by shortest round trip, dates as ISO,
 * truth values as TRUE and FALSE. */
export function cellWriter(
  book: WorkBook,
  { isDateFormat, hasUncached }: {
    isDateFormat: (format: string) => boolean;
    hasUncached: boolean;
  },
): (cell: SheetCell | undefined) => string {
  const is1904 = book.Workbook?.WBProps?.date1904 === true;
  // The library gives no code for a new kind of error, nor for a formula of the type "error" that has
  // no stored result.
  const otherError = hasUncached ? "" : OTHER_ERROR;
  const kinds = new Map<unknown, ReturnType<typeof serialKind> | null>();
  function kindOf(format: unknown) {
    let kind = kinds.get(format);
    if (kind === undefined) {
      kind = typeof format === "string" && isDateFormat(format) ? serialKind(format) : null;
      kinds.set(format, kind);
    }
    return kind;
  }
  return (cell) => {
    if (cell === undefined) return "";
    const { t, v } = cell;
    if (t === "n" && typeof v === "number") {
      const kind = kindOf(cell.z);
      return kind === null ? String(v) : serialText(v, { kind, is1904 });
    }
    if (t === "s") return typeof v === "string" ? v : "";
    if (t === "b") return v === true ? "TRUE" : "FALSE";
    if (t === "e") return ERROR_TEXTS[v as number] ?? otherError;
    return "";
  };
}
