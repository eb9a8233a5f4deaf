/** Reads numbers and bytes in order, refusing to run past the end. Runs in Deno and browsers. */

import { Damage } from "../damage.ts";

/** A place in the bytes of a file. */
export class Cursor {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  #littleEndian = true;
  at = 0;

  /** @param bytes The whole file. */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Whether numbers have their lowest byte first. */
  get littleEndian(): boolean {
    return this.#littleEndian;
  }

  set littleEndian(littleEndian: boolean) {
    this.#littleEndian = littleEndian;
  }

  /** The next 32-bit integer. */
  int32(): number {
    return this.#view.getInt32(this.#step(4), this.#littleEndian);
  }

  /** The next 64-bit integer. */
  int64(): number {
    return Number(this.#view.getBigInt64(this.#step(8), this.#littleEndian));
  }

  /** The next double. */
  float64(): number {
    return this.#view.getFloat64(this.#step(8), this.#littleEndian);
  }

  /** The next byte. */
  uint8(): number {
    return this.bytes[this.#step(1)];
  }

  /** The next bytes, not copied. */
  take(length: number): Uint8Array {
    const start = this.#step(length);
    return this.bytes.subarray(start, start + length);
  }

  /** Passes over bytes. */
  skip(length: number): void {
    this.#step(length);
  }

  #step(length: number): number {
    const start = this.at;
    if (!(length >= 0) || start + length > this.bytes.length) throw new Damage("cut off");
    this.at = start + length;
    return start;
  }
}
