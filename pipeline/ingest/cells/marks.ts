/** What programs write into cells that hold no answer: NA and the like, a spreadsheet's error values. Runs in Deno and browsers. */

/** Texts that may mean "no answer"; each is judged by evidence. */
export const NA_LIKE: ReadonlySet<string> = new Set([
  "NA",
  "N/A",
  "#N/A",
  "NaN",
  "NULL",
  "null",
  "n/a",
  ".",
  "-",
]);

/** What error values are shown as, by the codes that workbooks have for them. */
export const ERROR_TEXTS: Readonly<Record<number, string>> = {
  0x00: "#NULL!",
  0x07: "#DIV/0!",
  0x0f: "#VALUE!",
  0x17: "#REF!",
  0x1d: "#NAME?",
  0x24: "#NUM!",
  0x2a: "#N/A",
  0x2b: "#GETTING_DATA",
};

/** The text of an error value without a code of its own. */
export const OTHER_ERROR = "#ERROR!";

/** Every text that an error value of a workbook is written as. */
export const ERROR_VALUES: ReadonlySet<string> = new Set([
  ...Object.values(ERROR_TEXTS),
  OTHER_ERROR,
]);

/** Of these, those that are errors in text files too: "#N/A" is judged like NA there. */
export const ERRORS_IN_TEXT: ReadonlySet<string> = new Set(
  [...ERROR_VALUES].filter((text) => !NA_LIKE.has(text)),
);
