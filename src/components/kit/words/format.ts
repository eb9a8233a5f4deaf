/** Numbers in charts, the same on every platform and in every locale. Runs in browsers. */

/** Keeps a number and its sign or unit on one line. */
const SPACE = "\u00a0";
const MINUS = "\u2212";

/** Writes a number with thousands separated by commas.
 * @param decimals Digits behind the point, 0 unless told.
 */
export function formatNumber(value: number, decimals = 0): string {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(digits) ? MINUS + digits : digits;
}

/** Writes a share in 0..1 as whole per cent; what would round to nothing as `<1 %`. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.005) return `<1${SPACE}%`;
  return `${formatNumber(share * 100)}${SPACE}%`;
}

/** Writes a number with its sign, `+` included; zero has none. */
export function formatSigned(value: number, decimals = 0): string {
  const text = formatNumber(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Writes a count with its noun: `1 respondent`, `2 respondents`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}

/** Lists words: `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

/** Writes a date.
 * @param days Since 1970-01-01.
 * @returns Such as `2024-03-31`.
 */
export function formatDay(days: number): string {
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

/** Writes a mean or a bound with no more decimals than it needs: large numbers whole, means with one
 * decimal, small ones with two digits that count.
 */
export function formatValue(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return formatNumber(value);
  if (size >= 0.1 || size === 0) return formatNumber(value, 1);
  return formatNumber(value, 2);
}

/** Marks a small base as tables of surveys do: `*` below 100, `**` below 50. */
export function baseMark(base: number): string {
  if (base < 50) return "**";
  return base < 100 ? "*" : "";
}
