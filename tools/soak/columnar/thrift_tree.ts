/** Thrift structs as trees that can be changed and written again. Runs in Deno.
 * @see Apache Thrift, "Thrift Compact protocol encoding".
 */

const TRUE = 1;
const BYTE = 3;
const I16 = 4;
const I64 = 6;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const SET = 10;
const STRUCT = 12;
const LONG_LIST = 15;

/** A value: `whole` for numbers and truth values, `bytes` for texts and doubles. */
export interface ThriftNode {
  type: number;
  /** Of a field of a struct; 0 elsewhere. */
  id: number;
  whole?: bigint;
  bytes?: Uint8Array;
  /** Fields of a struct, elements of a list. */
  inner?: ThriftNode[];
  /** What a list is of. */
  innerType?: number;
}

/** Reads the struct at a place of sound bytes.
 * @returns It, and where the first byte behind it is.
 */
export function readStruct(bytes: Uint8Array, at: number): { node: ThriftNode; end: number } {
  const reader = new Reader(bytes, at);
  const node = reader.value(STRUCT, 0);
  return { node, end: reader.at };
}

class Reader {
  at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  value(type: number, id: number): ThriftNode {
    if (type === STRUCT) return { type, id, inner: this.#fields() };
    if (type === LIST || type === SET) return { type, id, ...this.#elements() };
    if (type === BINARY) return { type, id, bytes: this.#take(Number(this.#varint())) };
    if (type === DOUBLE) return { type, id, bytes: this.#take(8) };
    if (type >= I16 && type <= I64) return { type, id, whole: unzigzag(this.#varint()) };
    return { type, id, whole: BigInt(this.#byte()) };
  }

  #fields(): ThriftNode[] {
    const fields: ThriftNode[] = [];
    let id = 0;
    for (let byte = this.#byte(); byte !== 0; byte = this.#byte()) {
      id = byte >> 4 === 0 ? Number(unzigzag(this.#varint())) : id + (byte >> 4);
      const type = byte & 15;
      // Of a truth value the type is all.
      fields.push(type < BYTE ? { type, id } : this.value(type, id));
    }
    return fields;
  }

  #elements(): Pick<ThriftNode, "inner" | "innerType"> {
    const byte = this.#byte();
    const innerType = byte & 15;
    const length = byte >> 4 === LONG_LIST ? Number(this.#varint()) : byte >> 4;
    return { innerType, inner: Array.from({ length }, () => this.value(innerType, 0)) };
  }

  #byte(): number {
    return this.#bytes[this.at++];
  }

  #take(length: number): Uint8Array {
    this.at += length;
    return this.#bytes.slice(this.at - length, this.at);
  }

  #varint(): bigint {
    let value = 0n;
    for (let shift = 0n;; shift += 7n) {
      const byte = BigInt(this.#byte());
      value |= (byte & 127n) << shift;
      if (byte < 128n) return value;
    }
  }
}

/** Writes a struct, whatever its values are. */
export function writeStruct({ inner = [] }: ThriftNode): Uint8Array {
  const out: number[] = [];
  writeFields(inner, out);
  return Uint8Array.from(out);
}

function writeFields(fields: readonly ThriftNode[], out: number[]): void {
  let last = 0;
  for (const field of fields) {
    const step = field.id - last;
    if (step > 0 && step < 16) out.push(step << 4 | field.type);
    else {
      out.push(field.type);
      writeVarint(zigzag(BigInt(field.id)), out);
    }
    last = field.id;
    if (field.type > TRUE + 1) writeValue(field, out);
  }
  out.push(0);
}

function writeValue(
  { type, whole = 0n, bytes, inner = [], innerType = 0 }: ThriftNode,
  out: number[],
): void {
  if (type === STRUCT) writeFields(inner, out);
  else if (type === LIST || type === SET) {
    out.push(Math.min(LONG_LIST, inner.length) << 4 | innerType);
    if (inner.length >= LONG_LIST) writeVarint(BigInt(inner.length), out);
    for (const element of inner) writeValue({ ...element, type: innerType }, out);
  } else if (type === BINARY || type === DOUBLE) {
    if (type === BINARY) writeVarint(BigInt(bytes?.length ?? 0), out);
    for (const byte of bytes ?? new Uint8Array(type === DOUBLE ? 8 : 0)) out.push(byte);
  } else if (type >= I16 && type <= I64) writeVarint(zigzag(whole), out);
  else out.push(Number(whole & 255n));
}

function writeVarint(value: bigint, out: number[]): void {
  let left = BigInt.asUintN(64, value);
  for (; left >= 128n; left >>= 7n) out.push(Number(left & 127n) | 128);
  out.push(Number(left));
}

function zigzag(value: bigint): bigint {
  return value >= 0n ? 2n * value : -2n * value - 1n;
}

function unzigzag(value: bigint): bigint {
  return value & 1n ? -(value + 1n) / 2n : value / 2n;
}
