/** Recognises a file by its first bytes, and refuses what is known to be no survey. Runs in Deno and browsers. */

import { latin1 } from "./latin1.ts";
import { unreadable } from "./unreadable.ts";

/** How a file is to be opened. */
export type Container = "zip" | "gzip" | "text" | TypedContainer;

/** Forms whose columns have names and types of their own. */
export type TypedContainer = "sav" | "parquet" | "arrow" | "arrow-stream";

const HEAD_BYTES = 1024;
const SAVE_AS = "Save it as CSV or XLSX.";
const UNPACK = "Unpack it and give the survey file that is inside.";
const EXPORT = "Export the survey as CSV or XLSX.";

/** First bytes as Latin-1 text, what such a file is, and what to do. */
const FOREIGN: readonly (readonly [magic: string, what: string, advice: string])[] = [
  ["\x89PNG", "a PNG image", EXPORT],
  ["\xff\xd8\xff", "a JPEG image", EXPORT],
  ["GIF8", "a GIF image", EXPORT],
  ["%PDF", "a PDF document", EXPORT],
  ["{\\rtf", "an RTF document", EXPORT],
  ["<stata_dta>", "a Stata file (.dta)", "Export it as CSV in Stata."],
  ["HEADER RECORD*******", "a SAS transport file (.xpt)", "Export it as CSV in SAS."],
  ["RDX2\n", "an R data file", "Write it with write.csv() in R."],
  ["RDX3\n", "an R data file", "Write it with write.csv() in R."],
  ["X\n\0\0\0", "an R data file", "Write it with write.csv() in R."],
  ["PARE", "an encrypted Parquet file", "Write it without encryption."],
  ["FEA1", "a Feather file of version 1", "Write it again as Feather version 2."],
  ["SQLite format 3", "an SQLite database", EXPORT],
  ["7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK],
  ["Rar!\x1a\x07", "a RAR archive", UNPACK],
  ["\xfd7zXZ", "an xz archive", UNPACK],
  ["BZh", "a bzip2 archive", UNPACK],
  ["\x28\xb5\x2f\xfd", "a Zstandard archive", UNPACK],
];
/** First bytes of the forms that are read as they are. */
const TYPED: readonly (readonly [magic: string, format: TypedContainer])[] = [
  ["$FL2", "sav"],
  ["$FL3", "sav"],
  ["PAR1", "parquet"],
  ["ARROW1", "arrow"],
  // A continuation mark and the length of a schema, which is below 16 MB: no text starts so.
  ["\xff\xff\xff\xff", "arrow-stream"],
];
const COMPOUND_FILE = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const HTML = /^<(?:!doctype\s+html|html|head|body|table|meta|style)\b/i;

/** Says how to open a file, judged by content alone.
 * @throws {DataError} If the file is empty or of a known other format; the message names it.
 */
export function sniff(bytes: Uint8Array, name: string): Container {
  if (bytes.length === 0) {
    throw unreadable(
      name,
      `a survey must hold a header row and respondents, but the file is empty.`,
    );
  }
  const head = latin1(bytes.subarray(0, HEAD_BYTES));
  if (head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06")) return "zip";
  if (head.startsWith("\x1f\x8b")) return "gzip";
  const typed = TYPED.find(([magic]) => head.startsWith(magic));
  if (typed !== undefined) return typed[1];
  const [what, advice] = describeForeign(head, bytes);
  if (what === "") return "text";
  throw unreadable(
    name,
    `a survey must be CSV, TSV, XLSX, SPSS, Parquet or Arrow, but this is ${what}. ${advice}`,
  );
}

function describeForeign(head: string, bytes: Uint8Array): readonly [what: string, advice: string] {
  if (head.startsWith(COMPOUND_FILE)) {
    return holdsUtf16(bytes, "EncryptedPackage")
      ? ["a password-protected workbook", "Remove the password and save it again as XLSX."]
      : ["an old Excel workbook (.xls)", "Save it as XLSX (Excel Workbook) or CSV."];
  }
  const known = FOREIGN.find(([magic]) => head.startsWith(magic));
  if (known !== undefined) return [known[1], known[2]];
  const text = head.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (HTML.test(text)) {
    return ["a web page (HTML)", "Download the survey again, or save it as CSV or XLSX."];
  }
  if (text.startsWith("<?xml")) return ["an XML document", SAVE_AS];
  return ["", ""];
}

/** Whether the bytes hold a word in UTF-16 LE, as the directory of a compound file does. */
function holdsUtf16(bytes: Uint8Array, word: string): boolean {
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    let length = 0;
    while (length < word.length && bytes[at + 2 * length] === word.charCodeAt(length)) length++;
    if (length === word.length) return true;
  }
  return false;
}
