/** Checks Thrift structs before a library makes objects of them. Runs in Deno and browsers.
 *
 * The library makes room for as many elements as a list says it has, before it reads one.
 * @see Apache Thrift, "Thrift Compact protocol encoding".
 */

import { Damage } from "../damage.ts";

const STOP = 0;
const TRUE = 1;
const FALSE = 2;
const BYTE = 3;
const I16 = 4;
const I64 = 6;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;
const MOST_VARINT_BYTES = 10;
const MOST_DEPTH = 64;
const LONG_LIST = 15;

/** Walks through a struct, making nothing.
 * @returns Where the first byte behind it is.
 * @throws {Damage} If it ends behind `end`, or is of no form that Parquet has.
 */
export function skimStruct(bytes: Uint8Array, at: number, end: number): number {
  return new Skimmer(bytes, at, end).struct(0);
}

class Skimmer {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at: number;

  constructor(bytes: Uint8Array, at: number, end: number) {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
  }

  struct(depth: number): number {
    if (depth > MOST_DEPTH) throw new Damage("structs within structs without end");
    for (;;) {
      const byte = this.#byte();
      const type = byte & 15;
      if (type === STOP) return this.#at;
      if (byte >> 4 === 0) this.#varint();
      if (type !== TRUE && type !== FALSE) this.#element(type, depth);
    }
  }

  #element(type: number, depth: number): void {
    if (type >= I16 && type <= I64) this.#varint();
    else if (type === BYTE || type === TRUE || type === FALSE) this.#byte();
    else if (type === DOUBLE) this.#skip(8);
    else if (type === BINARY) this.#skip(this.#varint());
    else if (type === LIST) this.#list(depth + 1);
    else if (type === STRUCT) this.struct(depth + 1);
    else throw new Damage("a field of no type");
  }

  #list(depth: number): void {
    const byte = this.#byte();
    const count = byte >> 4 === LONG_LIST ? this.#varint() : byte >> 4;
    // An element takes at least a byte.
    if (depth > MOST_DEPTH || this.#at + count > this.#end) throw new Damage("a list without end");
    for (let left = count; left > 0; left--) this.#element(byte & 15, depth);
  }

  #byte(): number {
    this.#skip(1);
    return this.#bytes[this.#at - 1];
  }

  #skip(count: number): void {
    if (this.#at + count > this.#end) throw new Damage("cut off");
    this.#at += count;
  }

  #varint(): number {
    let value = 0;
    for (let i = 0; i < MOST_VARINT_BYTES; i++) {
      const byte = this.#byte();
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) return value;
    }
    throw new Damage("a number without end");
  }
}
