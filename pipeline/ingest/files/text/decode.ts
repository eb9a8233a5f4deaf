/** From bytes to text: gzip, character encodings, text in pieces. Runs in Deno and browsers. */

import type { StageContext } from "../../../base/context.ts";
import { countOf } from "../../../base/text.ts";
import { decodeMacRoman, macRomanEvidence } from "./mac_roman.ts";
import { Budget } from "../budget.ts";
import { Damage } from "../damage.ts";
import { inflate } from "../inflate.ts";
import { unreadable } from "../unreadable.ts";

/** The encodings that are read. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "macintosh";

/** How a text file stores its characters. */
export interface EncodingFound {
  readonly encoding: Encoding;
  /** Where the text starts, behind a byte order mark. */
  readonly start: number;
}

const CHECK_BYTES = 1 << 20;
const SAMPLE_BYTES = 1 << 16;
/** Of the UTF-16 units of any survey at least this share are delimiters, digits, line ends or Latin
 * letters, whose high byte is 0. */
const LEAST_ZERO_SHARE = 0.05;
const LEAST_WHOLE_TO_DAMAGED = 10;
/** Fewer may be stray zero bytes of a binary file. */
const LEAST_ZEROS = 5;

/** Unpacks gzip.
 * @throws {DataError} If the file is cut off or damaged, or too large when unpacked.
 */
export async function gunzip(
  bytes: Uint8Array,
  { name, context }: { name: string; context: StageContext },
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const budget = new Budget(name, bytes.length);
  let total = 0;
  try {
    for await (const part of inflate(bytes, "gzip")) {
      budget.unpack(part.length);
      parts.push(part);
      total += part.length;
      await context.checkpoint(0, 1, "unpacking");
    }
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    throw unreadable(
      name,
      "a gzip file must be whole, but this one is cut off or damaged. Download or pack it again.",
    );
  }
  return join(parts, total, name);
}

function join(parts: readonly Uint8Array[], total: number, name: string): Uint8Array {
  let whole: Uint8Array;
  try {
    whole = new Uint8Array(total);
  } catch {
    throw unreadable(
      name,
      `a file must fit into memory, but unpacked it has ${total} bytes. Give fewer columns.`,
    );
  }
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Recognises the encoding: a byte order mark, else the one wanted, else the pattern of zero bytes
 * (UTF-16), else UTF-8 where the file is valid UTF-8 or nearly so, else Mac Roman where the bytes say so, else
 * Windows-1252.
 * @throws {DataError} If the file is binary or not valid in the encoding wanted.
 */
export async function detectEncoding(
  bytes: Uint8Array,
  { name, wanted, context }: { name: string; wanted: Encoding | "auto"; context: StageContext },
): Promise<EncodingFound> {
  const marked = byteOrderMark(bytes);
  if (marked !== null && (wanted === "auto" || wanted === marked.encoding)) {
    return await checked(bytes, marked, { name, context });
  }
  if (wanted !== "auto") {
    return await checked(bytes, { encoding: wanted, start: 0 }, { name, context });
  }
  const wide = guessUtf16(bytes);
  if (wide !== null) return { encoding: wide, start: 0 };
  refuseZeroBytes(bytes, name);
  if (await isUtf8(bytes, context)) return { encoding: "utf-8", start: 0 };
  const damaged = await damagedUtf8(bytes, context);
  if (damaged > 0) {
    context.warn(
      `The file is UTF-8 but for ${countOf(damaged, "place")} that could not be read, marked by ` +
        "\ufffd. Export the survey as UTF-8 again.",
    );
    return { encoding: "utf-8", start: 0 };
  }
  const mac = macRomanEvidence(bytes);
  if (mac !== "") {
    context.warn(
      `The file is not valid UTF-8 and was read as Mac Roman: ${mac}. If letters look wrong, set ` +
        "ingest.encoding or export the survey as UTF-8.",
    );
    return { encoding: "macintosh", start: 0 };
  }
  context.warn(
    "The file is not valid UTF-8 and was read as Windows-1252. If letters look wrong, set " +
      "ingest.encoding or export the survey as UTF-8.",
  );
  return { encoding: "windows-1252", start: 0 };
}

function byteOrderMark(bytes: Uint8Array): EncodingFound | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return { encoding: "utf-8", start: 3 };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "utf-16le", start: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "utf-16be", start: 2 };
  return null;
}

async function checked(
  bytes: Uint8Array,
  found: EncodingFound,
  { name, context }: { name: string; context: StageContext },
): Promise<EncodingFound> {
  if (found.encoding === "utf-16le" || found.encoding === "utf-16be") return found;
  refuseZeroBytes(bytes, name);
  if (found.encoding === "windows-1252" || found.encoding === "macintosh") return found;
  if (await isUtf8(bytes, context)) return found;
  throw unreadable(
    name,
    "the text must be valid utf-8, as its byte order mark or ingest.encoding says, but it holds " +
      "other bytes. Set ingest.encoding to windows-1252, or export the survey as UTF-8.",
  );
}

function guessUtf16(bytes: Uint8Array): Encoding | null {
  if (bytes.length < 4 || bytes.length % 2 === 1) return null;
  const end = Math.min(bytes.length, SAMPLE_BYTES);
  const zeros = [0, 0];
  for (let i = 0; i < end; i++) if (bytes[i] === 0) zeros[i % 2]++;
  const least = Math.max(LEAST_ZEROS, LEAST_ZERO_SHARE * end / 2);
  // A zero code unit has both bytes 0: text has none, so one side must stay empty.
  if (zeros[1] >= least && zeros[0] === 0) return "utf-16le";
  if (zeros[0] >= least && zeros[1] === 0) return "utf-16be";
  return null;
}

function refuseZeroBytes(bytes: Uint8Array, name: string): void {
  const at = bytes.indexOf(0);
  if (at !== -1) throw binaryFile(name, at);
}

/** The error for a file that holds characters no text has.
 * @param at Byte at which it shows.
 */
function binaryFile(name: string, at: number): Error {
  return unreadable(
    name,
    `a survey must be text or XLSX, but this is a binary file (a zero byte at position ${
      at + 1
    }). ` +
      `Export the survey as CSV or XLSX.`,
  );
}

async function isUtf8(bytes: Uint8Array, context: StageContext): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let at = 0; at < bytes.length; at += CHECK_BYTES) {
    const end = Math.min(bytes.length, at + CHECK_BYTES);
    try {
      decoder.decode(bytes.subarray(at, end), { stream: end < bytes.length });
    } catch {
      return false;
    }
    await context.checkpoint(0, 1, "checking the encoding");
  }
  return true;
}

/** How many places of a text that is UTF-8 otherwise are not; 0 if it is not UTF-8, which by chance
 * hardly any sequence of bytes above ASCII is. */
async function damagedUtf8(bytes: Uint8Array, context: StageContext): Promise<number> {
  const decoder = new TextDecoder("utf-8");
  let damaged = 0, whole = 0;
  for (let at = 0; at < bytes.length; at += CHECK_BYTES) {
    const end = Math.min(bytes.length, at + CHECK_BYTES);
    const text = decoder.decode(bytes.subarray(at, end), { stream: end < bytes.length });
    for (const [letters] of text.matchAll(/[^\0-\x7f]+/g)) {
      for (const letter of letters) {
        if (letter === "\ufffd") damaged++;
        else whole++;
      }
    }
    await context.checkpoint(0, 1, "checking the encoding");
  }
  return whole >= LEAST_WHOLE_TO_DAMAGED * damaged ? damaged : 0;
}

/** Decodes text in pieces, so that no file is too long for one string.
 * @param size Bytes per piece.
 * @throws {DataError} If UTF-16 text holds zero characters.
 */
export function* textPieces(
  bytes: Uint8Array,
  { encoding, start }: EncodingFound,
  { size, name }: { size: number; name: string },
): Generator<string> {
  const decoder = new TextDecoder(encoding === "macintosh" ? "windows-1252" : encoding, {
    ignoreBOM: true,
  });
  for (let at = start; at < bytes.length; at += size) {
    const end = Math.min(bytes.length, at + size);
    if (encoding === "macintosh") {
      yield decodeMacRoman(bytes.subarray(at, end));
      continue;
    }
    const piece = decoder.decode(bytes.subarray(at, end), { stream: end < bytes.length });
    if (encoding.startsWith("utf-16") && piece.includes("\0")) throw binaryFile(name, at);
    yield piece;
  }
}
