/** Literals of a Zstandard block: the bytes that it does not repeat. Runs in Deno and browsers.
 * @see Collet and Kucherawy, RFC 8878, section 3.1.1.3.1.
 */

import { Damage } from "../../damage.ts";
import { type HuffmanTable, readHuffmanStream, readHuffmanTable } from "./huffman.ts";

const RAW = 0;
const REPEATED = 1;
const TREELESS = 3;
const JUMP_BYTES = 6;

/** Where a block's literals are, and the code they had. */
export interface LiteralsFound {
  /** A part of the buffer given, or of the bytes. */
  readonly literals: Uint8Array;
  readonly code: HuffmanTable | null;
  /** The first byte behind them. */
  readonly at: number;
}

interface Header {
  readonly form: number;
  /** Bytes of the header itself, of the literals and of what they are packed in. */
  readonly bytes: number;
  readonly size: number;
  readonly packed: number;
  readonly streams: number;
}

/** Reads the literals of the block in `start..end`.
 * @param options.code The code of the block before, which this one may use again.
 * @param options.buffer As long as literals may be.
 * @throws {Damage} If they are cut off, damaged or too long.
 */
export function readLiterals(
  bytes: Uint8Array,
  { start, end, code, buffer }: {
    start: number;
    end: number;
    code: HuffmanTable | null;
    buffer: Uint8Array;
  },
): LiteralsFound {
  const { form, bytes: headerBytes, size, packed, streams } = readHeader(bytes, start);
  const at = start + headerBytes;
  const stop = at + packed;
  if (size > buffer.length || stop > end) throw new Damage("ZSTD literals that are cut off");
  if (form === RAW) return { literals: bytes.subarray(at, stop), code, at: stop };
  const literals = buffer.subarray(0, size);
  if (form === REPEATED) {
    literals.fill(bytes[at]);
    return { literals, code, at: stop };
  }
  const found = form === TREELESS ? { table: code, at } : readHuffmanTable(bytes, at, stop);
  if (found.table === null) throw new Damage("ZSTD literals without a code");
  const source = { start: found.at, end: stop, table: found.table };
  if (streams === 1) readHuffmanStream(bytes, source, literals);
  else readFourStreams(bytes, source, literals);
  return { literals, code: found.table, at: stop };
}

function readHeader(bytes: Uint8Array, at: number): Header {
  const first = bytes[at];
  const form = first & 3;
  const format = first >> 2 & 3;
  const low = first | bytes[at + 1] << 8 | bytes[at + 2] << 16;
  if (form <= REPEATED) {
    const header = (format & 1) === 0 ? 1 : format === 1 ? 2 : 3;
    const size = header === 1 ? first >> 3 : (header === 2 ? low & 0xffff : low) >> 4;
    return { form, bytes: header, size, packed: form === RAW ? size : 1, streams: 1 };
  }
  const width = format < 2 ? 10 : format === 2 ? 14 : 18;
  const size = low >> 4 & ((1 << width) - 1);
  const high = bytes[at + 3] | bytes[at + 4] << 8;
  const packed = (low >> (4 + width) | high << (20 - width)) & ((1 << width) - 1);
  return { form, bytes: (4 + 2 * width) >> 3, size, packed, streams: format === 0 ? 1 : 4 };
}

function readFourStreams(
  bytes: Uint8Array,
  { start, end, table }: { start: number; end: number; table: HuffmanTable },
  output: Uint8Array,
): void {
  const part = (output.length + 3) >> 2;
  if (start + JUMP_BYTES > end || 3 * part > output.length) {
    throw new Damage("ZSTD literals that are cut off");
  }
  let from = start + JUMP_BYTES;
  for (let stream = 0; stream < 4; stream++) {
    const jump = start + 2 * stream;
    const to = stream === 3 ? end : from + (bytes[jump] | bytes[jump + 1] << 8);
    if (to > end) throw new Damage("ZSTD literals that are cut off");
    const into = output.subarray(part * stream, stream === 3 ? output.length : part * (stream + 1));
    readHuffmanStream(bytes, { start: from, end: to, table }, into);
    from = to;
  }
}
