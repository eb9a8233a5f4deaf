/** Writes ZIP archives whose bytes depend on nothing but their files. Runs in Deno and browsers. */

import { crc32 } from "../../ingest/files/workbook/zip.ts";

/** A file to put into an archive. */
export interface ZipFile {
  /** ASCII. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

const LOCAL_BYTES = 30;
const ENTRY_BYTES = 46;
const END_BYTES = 22;
const VERSION_NEEDED = 20;
/** The first day that archives can tell: no clock is read. */
const FIRST_DAY = (1 << 5) | 1;

/** Packs files in the order given, each as it is: how well a platform's own deflate packs is its own
 * affair, and would make other bytes of the same files.
 */
export function writeZip(files: readonly ZipFile[]): Uint8Array<ArrayBuffer> {
  const named = files.map(({ path, bytes }) => ({ path: new TextEncoder().encode(path), bytes }));
  const size = named.reduce(
    (sum, { path, bytes }) => sum + LOCAL_BYTES + ENTRY_BYTES + 2 * path.length + bytes.length,
    END_BYTES,
  );
  const archive = new Uint8Array(size);
  const view = new DataView(archive.buffer);
  let at = 0;
  const entries = named.map(({ path, bytes }) => {
    const entry = { path, size: bytes.length, crc: crc32(bytes), offset: at };
    view.setUint32(at, 0x04034b50, true);
    writeFacts(view, at + 4, entry);
    archive.set(path, at + LOCAL_BYTES);
    archive.set(bytes, at + LOCAL_BYTES + path.length);
    at += LOCAL_BYTES + path.length + bytes.length;
    return entry;
  });
  const directory = at;
  for (const entry of entries) {
    view.setUint32(at, 0x02014b50, true);
    view.setUint16(at + 4, VERSION_NEEDED, true);
    writeFacts(view, at + 6, entry);
    view.setUint32(at + 42, entry.offset, true);
    archive.set(entry.path, at + ENTRY_BYTES);
    at += ENTRY_BYTES + entry.path.length;
  }
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, entries.length, true);
  view.setUint16(at + 10, entries.length, true);
  view.setUint32(at + 12, at - directory, true);
  view.setUint32(at + 16, directory, true);
  return archive;
}

/** What a file's own header and the directory say alike, from the version that is needed. */
function writeFacts(
  view: DataView,
  at: number,
  { path, size, crc }: { path: Uint8Array; size: number; crc: number },
): void {
  view.setUint16(at, VERSION_NEEDED, true);
  view.setUint16(at + 8, FIRST_DAY, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, path.length, true);
}
