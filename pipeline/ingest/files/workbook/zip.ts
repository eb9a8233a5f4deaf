/** Unpacks ZIP archives with the platform's own inflate, checking every file's sum. Runs in Deno and browsers. */

import type { StageContext } from "../../../base/context.ts";
import { Damage } from "../damage.ts";
import { inflate } from "../inflate.ts";
import { unreadable } from "../unreadable.ts";

/** A file of an archive, still packed. */
export interface ZipEntry {
  readonly path: string;
  /** Bytes when unpacked. */
  readonly size: number;
  readonly packedSize: number;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc: number;
  /** Where its local header starts. */
  readonly offset: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const IN_EXTRA_FIELD = 0xffffffff;
const ZIP64_FIELD = 1;
/** A match of 258 bytes takes two bits. */
const DEFLATE_RATIO = 1032;
const CRC_TABLES = makeCrcTables();
const DAMAGED =
  "a workbook must be whole, but this one is cut off or damaged. Download or save it again.";

/** Lists the files of an archive by its central directory.
 * @throws {DataError} If the archive is cut off or damaged.
 */
export function listZip(bytes: Uint8Array, name: string): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === -1) throw unreadable(name, DAMAGED);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const isEntry = at + ENTRY_BYTES <= end && view.getUint32(at, true) === ENTRY_SIGNATURE;
    if (!isEntry) throw unreadable(name, DAMAGED);
    const pathBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const extraAt = at + ENTRY_BYTES + pathBytes;
    entries.push({
      path: new TextDecoder().decode(bytes.subarray(at + ENTRY_BYTES, extraAt)),
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      crc: view.getUint32(at + 16, true),
      ...sizesOf(view, at, { from: extraAt, to: Math.min(extraAt + extraBytes, end) }),
    });
    at = extraAt + extraBytes + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Unpacks one file of an archive.
 * @throws {DataError} If it is encrypted, packed in an unknown way, cut off, or its sum differs.
 */
export async function unzip(
  bytes: Uint8Array,
  entry: ZipEntry,
  { name, context }: { name: string; context: StageContext },
): Promise<Uint8Array> {
  if (entry.isEncrypted) {
    throw unreadable(
      name,
      "a workbook must be open, but this one is encrypted. Save it without a password.",
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { offset } = entry;
  const isLocal = offset + LOCAL_BYTES <= bytes.length &&
    view.getUint32(offset, true) === LOCAL_SIGNATURE;
  if (!isLocal) throw unreadable(name, DAMAGED);
  const start = offset + LOCAL_BYTES + view.getUint16(offset + 26, true) +
    view.getUint16(offset + 28, true);
  const packed = bytes.subarray(start, start + entry.packedSize);
  const data = entry.method === STORED
    ? packed
    : entry.method === DEFLATED && entry.size <= DEFLATE_RATIO * packed.length
    ? await inflateTo(entry.size, { packed, context })
    : null;
  if (data === null || data.length !== entry.size || crc32(data) !== entry.crc) {
    throw unreadable(name, DAMAGED);
  }
  return data;
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  return -1;
}

/** Sizes and place of an entry; the three numbers move to an extra field where writers use ZIP64. */
function sizesOf(
  view: DataView,
  at: number,
  extra: { from: number; to: number },
): Pick<ZipEntry, "size" | "packedSize" | "offset"> {
  const sizes = [24, 20, 42].map((field) => view.getUint32(at + field, true));
  for (let field = extra.from; field + 4 <= extra.to;) {
    const length = view.getUint16(field + 2, true);
    if (view.getUint16(field, true) === ZIP64_FIELD) {
      let value = field + 4;
      for (let i = 0; i < sizes.length; i++) {
        if (sizes[i] !== IN_EXTRA_FIELD || value + 8 > extra.to) continue;
        sizes[i] = Number(view.getBigUint64(value, true));
        value += 8;
      }
    }
    field += 4 + length;
  }
  return { size: sizes[0], packedSize: sizes[1], offset: sizes[2] };
}

/** Inflates to at most the size given; null if the data are damaged or longer. */
async function inflateTo(
  size: number,
  { packed, context }: { packed: Uint8Array; context: StageContext },
): Promise<Uint8Array | null> {
  const data = new Uint8Array(size);
  let at = 0;
  try {
    for await (const part of inflate(packed, "deflate-raw")) {
      if (at + part.length > size) return null;
      data.set(part, at);
      at += part.length;
      await context.checkpoint(0, 1, "unpacking");
    }
  } catch (error) {
    if (error instanceof Damage) return null;
    throw error;
  }
  return data.subarray(0, at);
}

/** The sum by which an archive checks a file, four bytes at a time: each has a table of its own, so that one
 * does not wait for another.
 * @see Kounavis, Berry, A systematic approach to building high performance software-based CRC generators,
 *   2005, doi:10.1109/ISCC.2005.18 (slicing by four)
 */
export function crc32(data: Uint8Array): number {
  const [last, third, second, first] = CRC_TABLES;
  let crc = -1;
  let i = 0;
  for (; i + 4 <= data.length; i += 4) {
    crc ^= data[i] | data[i + 1] << 8 | data[i + 2] << 16 | data[i + 3] << 24;
    crc = first[crc & 0xff] ^ second[crc >>> 8 & 0xff] ^ third[crc >>> 16 & 0xff] ^
      last[crc >>> 24];
  }
  for (; i < data.length; i++) crc = last[(crc ^ data[i]) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** What a byte changes in the sum, with none to three bytes after it. */
function makeCrcTables(): Int32Array[] {
  const last = Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    return crc;
  });
  const tables = [last];
  for (let after = 1; after < 4; after++) {
    tables.push(tables[after - 1].map((crc) => last[crc & 0xff] ^ (crc >>> 8)));
  }
  return tables;
}
