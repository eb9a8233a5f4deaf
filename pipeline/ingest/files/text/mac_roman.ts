/** The Mac Roman encoding, and evidence that tells it from Windows-1252. Runs in Deno and browsers. */

/** The characters of the bytes 0x80 to 0xFF. */
const UPPER_HALF = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø" +
  "¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
const FIRST_UPPER = 0x80;
/** Windows-1252 has no character for these bytes. */
const UNUSED_IN_1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** A no-break space (UTF-8: C2 A0) that was twice read as Windows-1252 and written as Mac Roman: `Â` and
 * a blank, then `åÊ`. It is the usual trace of a spreadsheet on a Mac, and no word in any language. */
const MANGLED_SPACE = [0x8c, 0xe6];
const MOST_LOOKED_AT = 100_000;

/** Decodes Mac Roman, byte by byte. */
export function decodeMacRoman(bytes: Uint8Array): string {
  const parts: string[] = [];
  let from = 0;
  const ascii = new TextDecoder("windows-1252");
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] < FIRST_UPPER) continue;
    parts.push(ascii.decode(bytes.subarray(from, at)), UPPER_HALF[bytes[at] - FIRST_UPPER]);
    from = at + 1;
  }
  parts.push(ascii.decode(bytes.subarray(from)));
  return parts.join("");
}

/** Says why a text that is not UTF-8 is Mac Roman and not Windows-1252; empty if it is not.
 * Each byte above ASCII counts for the encoding in which it fits between its neighbours: a small
 * letter after a letter, a capital at the start of a word, a sign outside of words. Bytes that
 * Windows-1252 leaves unused, and a no-break space as spreadsheets on a Mac mangle it, decide alone.
 */
export function macRomanEvidence(bytes: Uint8Array): string {
  const windows = new TextDecoder("windows-1252");
  const inWindows = Array.from(
    { length: 0x80 },
    (_, i) => windows.decode(Uint8Array.of(FIRST_UPPER + i)),
  );
  let balance = 0;
  let looked = 0;
  for (let at = 0; at < bytes.length && looked < MOST_LOOKED_AT; at++) {
    const byte = bytes[at];
    if (byte < FIRST_UPPER) continue;
    looked++;
    if (UNUSED_IN_1252.has(byte)) return `byte ${byte.toString(16)} means nothing in Windows-1252`;
    if (byte === MANGLED_SPACE[0] && bytes[at + 1] === MANGLED_SPACE[1]) {
      return "it holds a no-break space as spreadsheets on a Mac write it";
    }
    const before = asciiAt(bytes, at - 1);
    const after = asciiAt(bytes, at + 1);
    balance += fit(UPPER_HALF[byte - FIRST_UPPER], { before, after }) -
      fit(inWindows[byte - FIRST_UPPER], { before, after });
  }
  return balance > 0 ? "letters and signs stand where they belong only in Mac Roman" : "";
}

/** The ASCII character at a place; "?" for others, "" beyond the ends. */
function asciiAt(bytes: Uint8Array, at: number): string {
  if (at < 0 || at >= bytes.length) return "";
  return bytes[at] < FIRST_UPPER ? String.fromCharCode(bytes[at]) : "?";
}

/** How well a character stands between its neighbours: 1 well, 0 undecided, -1 badly. */
function fit(character: string, { before, after }: { before: string; after: string }): number {
  const follows = /[a-z]/i.test(before);
  const precedes = /[a-z]/i.test(after);
  if (/[ƒˆ˜¨¸´¯]/.test(character)) return -1;
  if (/[œæ]/.test(character)) return precedes ? 1 : 0;
  if (/\p{Ll}/u.test(character)) {
    return /[A-Z]/.test(before) && /[A-Z]/.test(after) ? -1 : follows || precedes ? 1 : 0;
  }
  if (/\p{Lu}/u.test(character)) {
    if (follows && /[a-z]/.test(before + after)) return -1;
    return follows || precedes ? 1 : 0;
  }
  if (character === "’") return follows ? 1 : 0;
  if (/[“‘„«]/.test(character)) return follows ? -1 : precedes ? 1 : 0;
  if (/[”»]/.test(character)) return precedes ? -1 : follows ? 1 : 0;
  if (/[–—]/.test(character)) return before === " " && after === " " ? 1 : 0;
  if (/[™®ªº]/.test(character)) return follows && !precedes ? 1 : 0;
  return follows && precedes ? -1 : 0;
}
