/** Writes HTML entities as the characters they stand for. Runs in Deno and browsers. */

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
  szlig: "ß",
  oslash: "ø",
  Oslash: "Ø",
  oelig: "œ",
  OElig: "Œ",
  aelig: "æ",
  AElig: "Æ",
};
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi;
const ACCENTED = /^([a-z])(acute|grave|circ|uml|tilde|cedil|ring|caron)$/i;
const ACCENTS: Readonly<Record<string, string>> = {
  acute: "\u0301",
  grave: "\u0300",
  circ: "\u0302",
  uml: "\u0308",
  tilde: "\u0303",
  cedil: "\u0327",
  ring: "\u030a",
  caron: "\u030c",
};
const LAST_CODE_POINT = 0x10ffff;

/** Decodes numbered entities and those that survey tools and editors write; others stay as they are. */
export function decodeEntities(text: string): string {
  return text.includes("&") ? text.replace(ENTITY, decodeEntity) : text;
}

function decodeEntity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return characterOf(name) ?? whole;
  const code = decimal === undefined ? parseInt(hex ?? "", 16) : parseInt(decimal, 10);
  return code > 0 && code <= LAST_CODE_POINT ? String.fromCodePoint(code) : whole;
}

function characterOf(name: string): string | null {
  if (Object.hasOwn(ENTITIES, name)) return ENTITIES[name];
  const accented = ACCENTED.exec(name);
  if (accented !== null) return (accented[1] + ACCENTS[accented[2].toLowerCase()]).normalize("NFC");
  // Tools write &AMP; and &NBSP; too.
  const small = name.toLowerCase();
  return Object.hasOwn(ENTITIES, small) ? ENTITIES[small] : null;
}
