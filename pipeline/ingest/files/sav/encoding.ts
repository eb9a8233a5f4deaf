/** Finds and decodes the characters of an SPSS system file. Runs in Deno and browsers. */

import { Damage } from "../damage.ts";
import { latin1 } from "../latin1.ts";
import { Cursor } from "./cursor.ts";

/** Text of bytes, without the blanks that fill it up. */
export type Decode = (bytes: Uint8Array) => string;

const MACHINE_INTEGERS = 3;
const CHARACTER_CODE_AT = 28;
const ENCODING_NAME = 20;
const BLANK = 0x20;
const FIRST_NOT_ASCII = 0x80;

/** Chooses the encoding: the one the file names, else its code page, else UTF-8 where all names and
 * labels are valid in it, else Windows-1252.
 * @throws {Damage} If the file names one that no browser knows.
 */
export function chooseEncoding(
  extensions: ReadonlyMap<number, Uint8Array>,
  { littleEndian, samples }: { littleEndian: boolean; samples: readonly Uint8Array[] },
): { encoding: string; decode: Decode } {
  const named = extensions.get(ENCODING_NAME);
  const label = named === undefined
    ? labelOfPage(codePage(extensions, littleEndian))
    : latin1(named.subarray(0, 64)).trim();
  const wanted = label ?? (samples.every(isUtf8) ? "utf-8" : "windows-1252");
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(wanted, { ignoreBOM: true });
  } catch {
    throw new Damage(`text in the unknown encoding ${JSON.stringify(wanted)}`);
  }
  return { encoding: decoder.encoding, decode: (bytes) => decodeTrimmed(bytes, decoder) };
}

function codePage(extensions: ReadonlyMap<number, Uint8Array>, littleEndian: boolean): number {
  const machine = extensions.get(MACHINE_INTEGERS);
  if (machine === undefined || machine.length < CHARACTER_CODE_AT + 4) return 0;
  const cursor = new Cursor(machine);
  cursor.littleEndian = littleEndian;
  cursor.at = CHARACTER_CODE_AT;
  return cursor.int32();
}

/** Codes up to 4 say no more than ASCII, EBCDIC or "eight bits"; writers give them for anything. */
function labelOfPage(page: number): string | null {
  if (page === 65001) return "utf-8";
  if (page >= 1250 && page <= 1258) return `windows-${page}`;
  if (page >= 28591 && page <= 28606) return `iso-8859-${page - 28590}`;
  const asian: Readonly<Record<number, string>> = {
    874: "windows-874",
    932: "shift_jis",
    936: "gbk",
    949: "euc-kr",
    950: "big5",
  };
  return asian[page] ?? null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Most cells are short and ASCII, where a call of the decoder costs more than its work. */
function decodeTrimmed(bytes: Uint8Array, decoder: TextDecoder): string {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === BLANK || bytes[end - 1] === 0)) end--;
  let text = "";
  for (let i = 0; i < end; i++) {
    if (bytes[i] >= FIRST_NOT_ASCII || end > 64) return decoder.decode(bytes.subarray(0, end));
    text += String.fromCharCode(bytes[i]);
  }
  return text;
}
