/** Results as bytes and back: plain values and typed arrays, with a checksum. Runs in Deno and browsers. */

import { joinBytes } from "../base/buffers.ts";
import { Checksum } from "./checksum.ts";

const MAGIC = "CCE2";
const CHECKSUM_BYTES = 4;
const HEADER_BYTES = 12;
const ALIGNMENT = 16;
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
  return joinBytes(encodePieces(value));
}

/** The same bytes in pieces. The pieces of large arrays are the arrays' own memory: nothing large is
 * there twice, and they are to be written before the value changes.
 */
export function encodePieces(value: unknown): Uint8Array[] {
  const arrays: AnyTypedArray[] = [];
  const text = new TextEncoder().encode(JSON.stringify(pack(value, arrays)));
  const head = new Uint8Array(align(HEADER_BYTES + text.length));
  head.set(new TextEncoder().encode(MAGIC));
  new DataView(head.buffer).setFloat64(4, text.length, true);
  head.set(text, HEADER_BYTES);
  const pieces: Uint8Array[] = [head];
  const checksum = new Checksum();
  checksum.update(head);
  for (const array of arrays) {
    const piece = bytesOf(array);
    // It counts the zeros that fill up a piece by itself.
    checksum.update(piece);
    pieces.push(piece, new Uint8Array(align(piece.length) - piece.length));
  }
  return [...pieces, checksumBytes(checksum)];
}

/** Decodes what {@link encode} wrote.
 * @returns undefined if the bytes are damaged, cut short, or of another form.
 */
export function decode(bytes: Uint8Array): unknown {
  let place = 0;
  const reading = decodeParts(bytes.length);
  for (let step = reading.next();; step = reading.next()) {
    if (step.done) return step.value;
    step.value.set(bytes.subarray(place, place + step.value.length));
    place += step.value.length;
  }
}

/** Decodes while bytes are being read: asks for them one stretch after another, each to be filled before
 * the next is asked for. Arrays are read to where they stay.
 * @param size Of all bytes; no more than that is ever asked for.
 * @returns What was encoded; undefined if the bytes are damaged, cut short, or of another form.
 */
export function* decodeParts(size: number): Generator<Uint8Array, unknown, void> {
  const start = new Uint8Array(HEADER_BYTES);
  if (size < HEADER_BYTES + CHECKSUM_BYTES) return undefined;
  yield start;
  const length = new DataView(start.buffer).getFloat64(4, true);
  const end = size - CHECKSUM_BYTES;
  const isOurs = new TextDecoder().decode(start.subarray(0, 4)) === MAGIC;
  if (!isOurs || !(length >= 0) || align(HEADER_BYTES + length) > end) return undefined;
  const head = new Uint8Array(align(HEADER_BYTES + length));
  head.set(start);
  yield head.subarray(HEADER_BYTES);
  const checksum = new Checksum();
  checksum.update(head);
  const arrays: AnyTypedArray[] = [];
  const room = end - head.length;
  const value = unpackText(head.subarray(HEADER_BYTES, HEADER_BYTES + length), arrays, room);
  if (value === undefined) return undefined;
  for (const array of arrays) {
    const piece = bytesOf(array);
    yield piece;
    checksum.update(piece);
    const filling = new Uint8Array(align(piece.length) - piece.length);
    yield filling;
    if (filling.some((byte) => byte !== 0)) return undefined;
  }
  const sum = new Uint8Array(CHECKSUM_BYTES);
  yield sum;
  return checksumBytes(checksum).every((byte, i) => byte === sum[i]) ? value : undefined;
}

/** A value as JSON can say it, its arrays set aside. Long lists of texts and numbers are looked through
 * and not copied. */
function pack(value: unknown, arrays: AnyTypedArray[]): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return { [MARK]: String(value) };
  if (typeof value !== "object" || value === null) return value;
  if (isTypedArray(value)) {
    arrays.push(value);
    return { [MARK]: value.constructor.name, length: value.length };
  }
  if (Array.isArray(value)) return value.every(isPlain) ? value : value.map((v) => pack(v, arrays));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, pack(inner, arrays)]),
  );
}

function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}

/** The value that a text stands for, with arrays that are still empty, in the order of their bytes.
 * @returns undefined if it is no such text, or if the arrays need other than the room that there is.
 */
function unpackText(text: Uint8Array, arrays: AnyTypedArray[], room: number): unknown {
  let left = room;
  const make = (type: ArrayType, length: number): AnyTypedArray => {
    left -= align(ARRAY_TYPES[type].BYTES_PER_ELEMENT * length);
    if (!(left >= 0)) throw new RangeError("more than there is");
    const array = new ARRAY_TYPES[type](length);
    arrays.push(array);
    return array;
  };
  try {
    const value = unpack(JSON.parse(new TextDecoder().decode(text)), make);
    return left === 0 ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Puts arrays and numbers in the place of their marks. */
function unpack(
  value: unknown,
  make: (type: ArrayType, length: number) => AnyTypedArray,
): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      if (typeof value[i] === "object") value[i] = unpack(value[i], make);
    }
    return value;
  }
  const object = value as Record<string, unknown>;
  const mark = object[MARK];
  if (typeof mark === "string") {
    return mark in ARRAY_TYPES ? make(mark as ArrayType, Number(object.length)) : Number(mark);
  }
  for (const key of Object.keys(object)) object[key] = unpack(object[key], make);
  return object;
}

function bytesOf({ buffer, byteOffset, byteLength }: AnyTypedArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function checksumBytes(checksum: Checksum): Uint8Array {
  const bytes = new Uint8Array(CHECKSUM_BYTES);
  new DataView(bytes.buffer).setUint32(0, checksum.digest(), true);
  return bytes;
}

function isTypedArray(value: unknown): value is AnyTypedArray {
  return ArrayBuffer.isView(value) && value.constructor.name in ARRAY_TYPES;
}

function align(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}
