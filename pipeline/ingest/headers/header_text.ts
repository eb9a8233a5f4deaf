/** Cleans what survey tools leave in header texts. Runs in Deno and browsers. */

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  euro: "€",
  pound: "£",
  copy: "©",
  reg: "®",
  trade: "™",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
  eacute: "é",
  egrave: "è",
  agrave: "à",
  ccedil: "ç",
  ntilde: "ñ",
};
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));/g;
/** Only tags that editors of surveys write: "a <b" and "<5 years" are text. */
const TAG =
  /<\/?(?:a|b|big|br|center|div|em|font|h[1-6]|hr|i|img|label|li|ol|p|small|span|strong|style|sub|sup|table|tbody|td|th|tr|u|ul)(?:\s[^<>]*)?\/?>/gi;
/** A no-break space that was twice read as Windows-1252 and written as Mac Roman. */
const MANGLED_SPACE = /åÊ/g;
const LAST_CODE_POINT = 0x10ffff;

/** The text of a header as a person reads it: HTML tags and entities gone, line breaks and runs of
 * blanks folded into one blank.
 */
export function cleanHeader(text: string): string {
  if (!/[&<\såÊ]/.test(text)) return text;
  return text.replace(TAG, " ").replace(ENTITY, decodeEntity).replace(MANGLED_SPACE, " ")
    .replace(/\s+/g, " ").trim();
}

/** A header without case, blanks and signs, for comparing with known names. */
export function bareHeader(text: string): string {
  return text.toLowerCase().normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "");
}

function decodeEntity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : whole;
  const code = decimal !== undefined ? parseInt(decimal, 10) : parseInt(hex!, 16);
  return code > 0 && code <= LAST_CODE_POINT ? String.fromCodePoint(code) : whole;
}
