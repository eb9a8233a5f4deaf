/** Numbers in words and tables, the same on every platform and in every locale. Runs in Deno and browsers. */

/** Writes a number with a fixed number of decimals and thousands separated by commas. */
export function formatNumber(value: number, decimals = 0): string {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  const isZero = /^[0.,]*$/.test(digits);
  return value < 0 && !isZero ? `-${digits}` : digits;
}

/** Writes a share in 0..1 as whole per cent. */
export function formatShare(share: number): string {
  return `${formatNumber(share * 100)} %`;
}

/** Writes a count with its noun: `1 column`, `2 columns`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}

/** Joins words as a list in prose: `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** Writes a text as a cell of CSV by RFC 4180: quotes stand only where they are needed. */
export function csvCell(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
