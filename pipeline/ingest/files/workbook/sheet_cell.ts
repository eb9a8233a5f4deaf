/** A cell of a sheet, however it was read. Runs in Deno and browsers. */

/** A cell as the spreadsheet library gives it. */
export interface SheetCell {
  /** Its type, in one letter: `n` number, `s` text, `b` truth value, `e` error, `z` none. */
  readonly t: string;
  /** Its value; of an error the code. */
  readonly v?: unknown;
  /** Its number format. */
  readonly z?: unknown;
}
