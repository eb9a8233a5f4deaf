/** Recognises numbers that are codes and measure nothing, such as postal codes. Runs in Deno and browsers. */

import type { Answers } from "../answers.ts";

const DIGITS = /^\d{4,}$/;
const POSTAL =
  /(?<!\p{L})(?:zip(?:[ _-]?codes?)?|post(?:al)?[ _-]?codes?|plz|postleitzahl(?:en)?|codes? postal|c[oó]digo postal)(?!\p{L})/iu;

/** Says why numbers are codes that measure nothing, or returns null: the header speaks of postal codes, or
 * all have the same four digits or more and some start with 0, which no amount does. */
export function describeCodes({ texts, numbers }: Answers, label: string): string | null {
  if (numbers === null || !texts.every((text) => DIGITS.test(text))) return null;
  if (arePostalCodes(label, texts)) return "postal codes, as the header says";
  const isOneLength = texts.every((text) => text.length === texts[0].length);
  return isOneLength && texts.some((text) => text.startsWith("0"))
    ? `codes of ${texts[0].length} digits, some of which start with 0`
    : null;
}

/** Whether answers of four digits or more are postal codes, by what their header speaks of.
 * @param texts Trimmed, without those that are no answers.
 */
export function arePostalCodes(label: string, texts: readonly string[]): boolean {
  return POSTAL.test(label) && texts.length > 0 && texts.every((text) => DIGITS.test(text));
}
