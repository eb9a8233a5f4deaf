/** Parts of an office file, which is a ZIP archive, unpacked by the browser itself. Runs in browsers. */

const END = 0x06054b50;
const END_SIZE = 22;
const DEFLATED = 8;

/** Reads the texts of some parts.
 * @param bytes A file that this engine made: one disk, no encryption, sizes below 4 GB.
 * @param wants Says by its path whether a part is read.
 * @returns By path, in the archive's order.
 */
export async function readParts(
  bytes: Uint8Array<ArrayBuffer>,
  wants: (path: string) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - END_SIZE;
  while (end >= 0 && view.getUint32(end, true) !== END) end--;
  if (end < 0) throw new Error("Cannot look into the file: it must be an archive, but has no end.");
  const parts = new Map<string, string>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const lengthOf = (offset: number) => view.getUint16(at + offset, true);
    const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + lengthOf(28)));
    if (wants(path)) parts.set(path, await unpack(bytes, view, at));
    at += 46 + lengthOf(28) + lengthOf(30) + lengthOf(32);
  }
  return parts;
}

/** @param entry Where the archive's list has the part. */
async function unpack(
  bytes: Uint8Array<ArrayBuffer>,
  view: DataView,
  entry: number,
): Promise<string> {
  const method = view.getUint16(entry + 10, true), size = view.getUint32(entry + 20, true);
  const header = view.getUint32(entry + 42, true);
  const from = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  const data = new Blob([bytes.subarray(from, from + size)]);
  return method === DEFLATED
    ? await new Response(data.stream().pipeThrough(new DecompressionStream("deflate-raw"))).text()
    : await data.text();
}
