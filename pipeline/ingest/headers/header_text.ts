/** Cleans what survey tools leave in header texts. Runs in Deno and browsers. */

import { decodeEntities } from "../../base/entities.ts";

/** Only tags that editors of surveys write: "a <b" and "<5 years" are text. */
const TAG =
  /<\/?(?:a|b|big|br|center|div|em|font|h[1-6]|hr|i|img|label|li|ol|p|small|span|strong|style|sub|sup|table|tbody|td|th|tr|u|ul)(?:\s[^<>]*)?\/?>/gi;
/** A no-break space that was twice read as Windows-1252 and written as Mac Roman. */
const MANGLED_SPACE = /åÊ/g;

/** The text of a header as a person reads it: HTML tags and entities gone, line breaks and runs of
 * blanks folded into one blank.
 */
export function cleanHeader(text: string): string {
  if (!/[&<\såÊ]/.test(text)) return text;
  return decodeEntities(text.replace(TAG, " ")).replace(MANGLED_SPACE, " ").replace(/\s+/g, " ")
    .trim();
}

/** A header without case, blanks and signs, for comparing with known names. */
export function bareHeader(text: string): string {
  return text.toLowerCase().normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "");
}
