/** Folds answers, so that case, accents, punctuation and markup do not tell them apart. Runs in Deno and browsers. */

import { decodeEntities } from "../../../base/entities.ts";

/** Folds a text to small letters and digits with single blanks between.
 * Umlauts written as ae, oe, ue fold like the umlaut; endings for both genders (`satisfait(e)`,
 * `satisfecho/a`, `satisfait·e`, `satisfait.e`, `ικανοποιημένος/-η`) are dropped. By Unicode's own tables, never by locale.
 */
export function fold(text: string): string {
  const plain = decodeEntities(text)
    .replace(/<\/?[a-z][^<>]*>/gi, " ")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "");
  return withoutEndings(plain)
    .replace(/['’‘`´ʼ]/g, "")
    .replaceAll("ß", "ss")
    .replaceAll("ς", "σ")
    .replaceAll("ı", "i")
    .replaceAll("ł", "l")
    .replaceAll("ø", "o")
    .replaceAll("œ", "o")
    .replaceAll("æ", "a")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/([aou])e/g, "$1")
    .trim();
}

/** Drops endings for both genders. Where no sign could open one the patterns are not asked: to make them
 * ready for Greek and all else takes 20 ms, which every start would pay.
 */
function withoutEndings(text: string): string {
  const bare = text.includes("(") ? text.replace(/(\p{L}{3})\(\p{L}{1,3}\)/gu, "$1") : text;
  return /[/·•.]/.test(bare)
    ? bare.replace(
      /(\p{L}{3})(?:\/-?(?:[aeosηαο]|as|es|os|εσ|ες)|[·•.](?:e|s|es|e[·•.]s))(?!\p{L})/gu,
      "$1",
    )
    : bare;
}

const LEADING = /^[([]?([+-]?\d+(?:[.,]\d+)?)[)\]]?(?:\s*[-–—.):=|/]\s*|\s+)(?=\D)(.*\p{L}.*)$/su;
const TRAILING = /^(.*\p{L}.*?)[\s([=:–—]*([+-]?\d+(?:[.,]\d+)?)[)\]]?$/su;

/** Splits an answer such as `1 - Strongly disagree` or `I love it!+5` into its number and its words.
 * @returns null if there is no number before or behind words.
 */
export function splitLabel(text: string): { number: number; words: string } | null {
  const leading = LEADING.exec(text);
  if (leading !== null) return { number: toNumber(leading[1]), words: leading[2] };
  const trailing = TRAILING.exec(text);
  return trailing === null ? null : { number: toNumber(trailing[2]), words: trailing[1] };
}

function toNumber(text: string): number {
  return Number(text.replace(",", "."));
}
