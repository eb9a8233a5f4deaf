/** What programs write into cells that hold no answer: NA and the like, a spreadsheet's error values. Runs in Deno and browsers. */

/** What spreadsheets in the languages of the scales show for `#N/A`. */
const LOCAL_NA = ["#NV", "#N/D", "#N/B", "#N/D!", "#YOK", "#Δ/Υ"];

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
  "nan",
  "<NA>",
  "(null)",
  "\\N",
  "n.a.",
  "N.A.",
  "--",
  "–",
  "—",
  "?",
  "n/d",
  "N/D",
  "n.d.",
  "N.D.",
  "s/d",
  "S/D",
  "b.d.",
  "b. d.",
  ...LOCAL_NA,
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

/** Error values that newer spreadsheets have, and those that they write into text files in German, French,
 * Spanish, Italian, Portuguese, Dutch, Polish, Turkish, Greek.
 * @see Microsoft's support pages on formula errors in each of these languages. */
const FURTHER_ERRORS =
  "#SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #UNKNOWN! #BUSY! #EXTERNAL! #WERT! #BEZUG! #ZAHL! " +
  "#ÜBERLAUF! #VALEUR! #NOM? #NOMBRE! #NUL! #¡VALOR! #¿NOMBRE? #¡DIV/0! #¡REF! #¡NUM! #¡NULO! " +
  "#VALORE! #RIF! #NOME? #NULLO! #VALOR! #NÚM! #NULO! #WAARDE! #VERW! #NAAM? #GETAL! #LEEG! " +
  "#DEEL/0! #ARG! #ADR! #NAZWA? #LICZBA! #ZERO! #DZIEL/0! #DEĞER! #BAŞV! #AD? #SAYI! #BOŞ! " +
  "#SAYI/0! #ΤΙΜΗ! #ΑΝΑΦ! #ΟΝΟΜΑ? #ΑΡΙΘ! #ΔΙΑΙΡ/0!";

/** LibreOffice Calc's errors without a name of their own, Err:501 to Err:540.
 * @see LibreOffice Help, "Error Codes in LibreOffice Calc". */
const CALC_ERRORS = Array.from({ length: 40 }, (_, i) => `Err:${501 + i}`);

/** Of these, those that are errors in text files too: "#N/A" is judged like NA there. */
export const ERRORS_IN_TEXT: ReadonlySet<string> = new Set(
  [...ERROR_VALUES, ...FURTHER_ERRORS.split(" "), ...CALC_ERRORS].filter((text) =>
    !NA_LIKE.has(text)
  ),
);

/** From this share of others of its shape on, a mark is one of them. */
const LEAST_SHARE_OF_CODES = 0.5;

/** Whether other answers are codes of the shape that a mark has: two capitals among states or countries
 * (NC, NA, DK).
 * @param others Trimmed.
 */
export function areCodesLike(mark: string, others: readonly string[]): boolean {
  const shape = shapeOf(mark);
  const alike = others.reduce((sum, text) => shapeOf(text) === shape ? sum + 1 : sum, 0);
  return others.length > 0 && alike >= LEAST_SHARE_OF_CODES * others.length;
}

function shapeOf(text: string): string {
  return text.replace(/\p{Lu}/gu, "A").replace(/\p{Ll}/gu, "a").replace(/\d/g, "0");
}

/** What a spreadsheet shows and saves for a number that is too wide for its column. */
const TOO_WIDE = /^#{2,}$/;

/** Whether a cell holds only the signs for a number that is too wide for its column.
 * @param text Trimmed.
 */
export function isTooWide(text: string): boolean {
  return TOO_WIDE.test(text);
}
