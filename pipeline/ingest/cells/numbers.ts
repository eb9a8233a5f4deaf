/** Numbers in text: the decimal mark of a table, thousands separators, values. Runs in Deno and browsers. */

/** What separates whole from fraction. */
export type Decimal = "." | ",";

const SIGN = "[+\\-\\u2212]?";
const GAP = " \\u00a0\\u2009\\u202f'\\u2019";
const PLAIN = {
  ".": new RegExp(`^${SIGN}(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?$`),
  ",": new RegExp(`^${SIGN}(?:\\d+(?:,\\d*)?|,\\d+)(?:[eE][+-]?\\d+)?$`),
};
const GROUPED = {
  ".": new RegExp(`^${SIGN}\\d{1,3}([,${GAP}])\\d{3}(?:\\1\\d{3})*(?:\\.\\d+)?$`),
  ",": new RegExp(`^${SIGN}\\d{1,3}([.${GAP}])\\d{3}(?:\\1\\d{3})*(?:,\\d+)?$`),
};
const UNGROUPED_THOUSANDS = new RegExp(`^${SIGN}\\d{4}`);

/** Reads a column's texts as numbers: an optional sign, digits, a fraction behind the decimal mark,
 * an exponent. Thousands may be separated, by the same character throughout the column.
 * @param texts Trimmed.
 * @returns null if one is no finite number, or some thousands are separated and others are not.
 */
export function readNumbers(texts: readonly string[], decimal: Decimal): Float64Array | null {
  const values = new Float64Array(texts.length);
  let separator = "";
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i];
    if (!PLAIN[decimal].test(text)) {
      const found = GROUPED[decimal].exec(text)?.[1];
      if (found === undefined || (separator !== "" && found !== separator)) return null;
      separator = found;
    }
    values[i] = toNumber(text, decimal, separator);
    if (!Number.isFinite(values[i])) return null;
  }
  if (separator !== "" && texts.some((text) => UNGROUPED_THOUSANDS.test(text))) return null;
  return values;
}

/** Whether a text alone is a number. */
export function isNumber(text: string, decimal: Decimal): boolean {
  const separator = PLAIN[decimal].test(text) ? "" : GROUPED[decimal].exec(text)?.[1];
  return separator !== undefined && Number.isFinite(toNumber(text, decimal, separator));
}

/** Whether all texts have the form of numbers, thousands separated or not. */
function fits(texts: readonly string[], decimal: Decimal): boolean {
  return texts.every((text) => PLAIN[decimal].test(text) || GROUPED[decimal].test(text));
}

function toNumber(text: string, decimal: Decimal, separator: string): number {
  let plain = separator === "" ? text : text.split(separator).join("");
  if (decimal === ",") plain = plain.replace(",", ".");
  if (plain.charCodeAt(0) === 0x2212) plain = `-${plain.slice(1)}`;
  return Number(plain);
}

/** Recognises the decimal mark of a table by its columns: each that reads as numbers with one mark
 * only counts for it, and the majority decides. Without such a column it is ".", except in a
 * semicolon-separated file whose only marks are commas.
 * @param columns The trimmed answers of each column.
 */
export function detectDecimal(
  columns: Iterable<readonly string[]>,
  delimiter: string,
): Decimal {
  let balance = 0;
  let openCommas = 0, openPoints = 0;
  for (const texts of columns) {
    const hasComma = texts.some((text) => text.includes(","));
    if (!hasComma && !texts.some((text) => text.includes("."))) continue;
    const withPoint = fits(texts, ".");
    const withComma = fits(texts, ",");
    if (withPoint && withComma) {
      if (hasComma) openCommas++;
      else openPoints++;
    } else if (withPoint) balance--;
    else if (withComma) balance++;
  }
  if (balance !== 0) return balance > 0 ? "," : ".";
  return delimiter === ";" && openCommas > 0 && openPoints === 0 ? "," : ".";
}
