/** Results as bytes and back: plain values and typed arrays, with a checksum. Runs in Deno and browsers. */

import { sha256 } from "@noble/hashes/sha2.js";

const MAGIC = "CCE1";
const CHECKSUM_BYTES = 32;
const HEADER_BYTES = 12;
const ALIGNMENT = 8;
/** Marks a place where JSON alone cannot say what stood there; no engine result has such a key. */
const MARK = "\u0000";

const ARRAY_TYPES = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Uint16Array,
  Uint8Array,
} as const;
type ArrayType = keyof typeof ARRAY_TYPES;
type AnyTypedArray = InstanceType<typeof ARRAY_TYPES[ArrayType]>;

/** Encodes a plain value that may hold typed arrays, NaN and infinities anywhere. */
export function encode(value: unknown): Uint8Array<ArrayBuffer> {
  const pieces = encodePieces(value);
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let place = 0;
  for (const piece of pieces) {
    bytes.set(piece, place);
    place += piece.length;
  }
  return bytes;
}

/** The same bytes in pieces. The pieces of large arrays are the arrays' own memory: nothing large is
 * there twice, and they are to be written before the value changes.
 */
export function encodePieces(value: unknown): Uint8Array[] {
  const arrays: AnyTypedArray[] = [];
  let offset = 0;
  const json = JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === "number" && !Number.isFinite(inner)) return { [MARK]: String(inner) };
    if (!isTypedArray(inner)) return inner;
    const place = { [MARK]: inner.constructor.name, offset, length: inner.length };
    arrays.push(inner);
    offset += align(inner.byteLength);
    return place;
  });
  const text = new TextEncoder().encode(json);
  const head = new Uint8Array(align(HEADER_BYTES + text.length));
  head.set(new TextEncoder().encode(MAGIC));
  new DataView(head.buffer).setFloat64(4, text.length, true);
  head.set(text, HEADER_BYTES);
  const pieces: Uint8Array[] = [head];
  for (const { buffer, byteOffset, byteLength } of arrays) {
    pieces.push(new Uint8Array(buffer, byteOffset, byteLength));
    pieces.push(new Uint8Array(align(byteLength) - byteLength));
  }
  const checksum = sha256.create();
  for (const piece of pieces) checksum.update(piece);
  return [...pieces, checksum.digest()];
}

/** Decodes what {@link encode} wrote.
 * @returns undefined if the bytes are damaged, cut short, or of another form.
 */
export function decode(bytes: Uint8Array<ArrayBuffer>): unknown {
  const end = bytes.length - CHECKSUM_BYTES;
  if (end < HEADER_BYTES || new TextDecoder().decode(bytes.subarray(0, 4)) !== MAGIC) {
    return undefined;
  }
  const checksum = sha256(bytes.subarray(0, end));
  if (checksum.some((byte, i) => byte !== bytes[end + i])) return undefined;
  const whole = bytes.byteOffset % ALIGNMENT === 0 ? bytes : bytes.slice();
  const length = new DataView(whole.buffer, whole.byteOffset).getFloat64(4, true);
  const text = new TextDecoder().decode(whole.subarray(HEADER_BYTES, HEADER_BYTES + length));
  const start = whole.byteOffset + align(HEADER_BYTES + length);
  return JSON.parse(text, (_key, inner) => {
    const mark = typeof inner === "object" && inner !== null ? inner[MARK] : undefined;
    if (mark === undefined) return inner;
    const type = ARRAY_TYPES[mark as ArrayType];
    return type === undefined
      ? Number(mark)
      // A copy of its own, so that no view keeps the whole file in memory.
      : new type(whole.buffer, start + inner.offset, inner.length).slice();
  });
}

function isTypedArray(value: unknown): value is AnyTypedArray {
  return ArrayBuffer.isView(value) && value.constructor.name in ARRAY_TYPES;
}

function align(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}
