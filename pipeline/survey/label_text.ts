/** Labels as people read them: without tags, codes and line breaks. Runs in Deno and browsers. */

import { decodeEntities } from "../base/entities.ts";

const TAG = /<\/?[a-z][^<>]*>/gi;
/** Invisible marks that editors leave: soft hyphens, joiners, directions, byte order marks. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
/** `[BLOCK A]`: capitals and digits in brackets, with words behind them. */
const BLOCK = /^\[[\p{Lu}\p{N}][\p{Lu}\p{N} _.:-]*\]\s*(?=\S)/u;
/** `Q13_1.`, `F4a:`, `B2)`, `Q5 -`: letters and digits, then a mark and a blank. */
const MARKED_CODE = /^\(?\p{Lu}{1,4}[-_ ]?\d+(?:[._-]?[a-z\d]{1,3})*\s*[.:)\]|–—-]\s+(?=\S)/u;
/** `Q13 How often ...`: only where a capital shows that the question starts here. */
const BARE_CODE = /^Q(?:uestion)?\s?\d+[a-z]?(?:[_.]\d+[a-z]?)*\s+(?=[\p{Lu}¿"“])/u;
/** `12. How often`, `3) How often`, `a) bread`: a number of a list, no amount. */
const LIST_NUMBER = /^(?:\d{1,3}(?:\.\d{1,2})*[a-z]?|[a-z])\s?[.)]\s+(?=\p{L}|¿)/u;
const CODES = [BLOCK, MARKED_CODE, BARE_CODE, LIST_NUMBER];

/** Writes a label on one line, without tags, entities, invisible marks and doubled blanks. */
export function plainText(label: string): string {
  return decodeEntities(label.replace(TAG, " ")).replace(INVISIBLE, "").replace(/\s+/g, " ").trim();
}

/** Takes the codes away that stand before a question's text; a text that is nothing else stays.
 * @param name The column's name, which may stand there too.
 */
export function withoutCodes(text: string, name: string): string {
  let left = text;
  for (let before = ""; before !== left;) {
    before = left;
    if (left.length > name.length && left.startsWith(name)) {
      const rest = left.slice(name.length).match(/^\s*[.:)\]|–—-]\s+(\S.*)$/u);
      if (rest !== null) left = rest[1];
    }
    for (const code of CODES) left = left.replace(code, "");
  }
  return left;
}
