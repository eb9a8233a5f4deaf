/** Reads the cases of an SPSS system file one by one: plain, bytecodes, zlib. Runs in Deno and browsers. */

import type { StageContext } from "../../../base/context.ts";
import { Budget } from "../budget.ts";
import { Damage } from "../damage.ts";
import { inflate } from "../inflate.ts";
import { Cursor } from "./cursor.ts";
import type { SavDictionary } from "./dictionary.ts";

/** Fills `record` with the next case. */
export interface CaseSource {
  /** The bytes of the case read last. */
  readonly record: Uint8Array;
  /** @returns false behind the last case. @throws {Damage} If the file ends inside a case. */
  next(): boolean;
}

const ELEMENT = 8;
const OPCODES = 8;
const IS_PADDING = 0;
const IS_END = 252;
const IS_LITERAL = 253;
const IS_BLANK = 254;
const IS_SYSTEM_MISSING = 255;
const BLANK = 0x20;
const MOST_BLOCK_BYTES = 1 << 28;

/** Opens the cases of a file, unpacking zlib blocks.
 * @throws {Damage} If the blocks are cut off or damaged.
 * @throws {DataError} If they become more than such a file may.
 */
export async function openCases(
  bytes: Uint8Array,
  dictionary: SavDictionary,
  options: { readonly name: string; readonly context: StageContext },
): Promise<CaseSource> {
  const { compression, dataStart } = dictionary;
  if (compression === "none") return plainCases(bytes, dictionary);
  if (compression === "bytecode") return codedCases([bytes.subarray(dataStart)], dictionary);
  return codedCases(await inflateBlocks(bytes, dictionary, options), dictionary);
}

function plainCases(
  bytes: Uint8Array,
  { dataStart, caseElements }: SavDictionary,
): CaseSource {
  const length = ELEMENT * caseElements;
  let at = dataStart;
  const source: { record: Uint8Array; next(): boolean } = {
    record: new Uint8Array(length),
    next(): boolean {
      if (at === bytes.length) return false;
      if (at + length > bytes.length) throw new Damage("cut off inside a case");
      source.record = bytes.subarray(at, at + length);
      at += length;
      return true;
    },
  };
  return source;
}

function codedCases(
  parts: readonly Uint8Array[],
  { caseElements, bias, littleEndian }: SavDictionary,
): CaseSource {
  const record = new Uint8Array(ELEMENT * caseElements);
  const view = new DataView(record.buffer);
  const input = new PartsReader(parts);
  const codes = new Uint8Array(OPCODES);
  let used = OPCODES;
  let isOver = false;
  return {
    record,
    next(): boolean {
      for (let element = 0; element < caseElements;) {
        if (used === OPCODES) {
          isOver ||= !input.read(codes, 0);
          used = 0;
        }
        const code = isOver ? IS_END : codes[used++];
        const at = ELEMENT * element;
        if (code === IS_PADDING) continue;
        if (code === IS_END) {
          isOver = true;
          if (element > 0) throw new Damage("cut off inside a case");
          return false;
        }
        if (code === IS_LITERAL) {
          if (!input.read(record, at)) throw new Damage("cut off inside a case");
        } else if (code === IS_BLANK) record.fill(BLANK, at, at + ELEMENT);
        else if (code === IS_SYSTEM_MISSING) view.setFloat64(at, -Number.MAX_VALUE, littleEndian);
        else view.setFloat64(at, code - bias, littleEndian);
        element++;
      }
      return true;
    },
  };
}

/** Reads elements out of a list of byte arrays, across their borders. */
class PartsReader {
  readonly #parts: readonly Uint8Array[];
  #part = 0;
  #at = 0;

  constructor(parts: readonly Uint8Array[]) {
    this.#parts = parts;
  }

  /** @returns false if fewer than 8 bytes are left. */
  read(into: Uint8Array, at: number): boolean {
    for (let i = 0; i < ELEMENT; i++) {
      while (this.#part < this.#parts.length && this.#at === this.#parts[this.#part].length) {
        this.#part++;
        this.#at = 0;
      }
      if (this.#part === this.#parts.length) return false;
      into[at + i] = this.#parts[this.#part][this.#at++];
    }
    return true;
  }
}

async function inflateBlocks(
  bytes: Uint8Array,
  { dataStart, littleEndian }: SavDictionary,
  { name, context }: { readonly name: string; readonly context: StageContext },
): Promise<Uint8Array[]> {
  const budget = new Budget(name, bytes.length);
  const cursor = new Cursor(bytes);
  cursor.littleEndian = littleEndian;
  cursor.at = dataStart + 8;
  const trailer = cursor.int64();
  cursor.at = trailer >= 0 && trailer <= bytes.length ? trailer : bytes.length;
  cursor.skip(16 + 4);
  const blocks = cursor.int32();
  const parts: Uint8Array[] = [];
  for (let block = 0; block < blocks; block++) {
    cursor.skip(8);
    const start = cursor.int64();
    const size = cursor.int32();
    const packed = cursor.int32();
    if (start < dataStart || packed < 0 || start + packed > trailer) throw new Damage("cut off");
    budget.unpack(size);
    for (const part of await unpackBlock(bytes.subarray(start, start + packed), size)) {
      parts.push(part);
    }
    await context.checkpoint(block, blocks, "unpacking");
  }
  return parts;
}

async function unpackBlock(packed: Uint8Array, size: number): Promise<Uint8Array[]> {
  if (size < 0 || size > MOST_BLOCK_BYTES) throw new Damage("a block of impossible size");
  const parts: Uint8Array[] = [];
  let total = 0;
  for await (const part of inflate(packed, "deflate")) {
    parts.push(part);
    total += part.length;
    if (total > size) break;
  }
  if (total !== size) throw new Damage("a packed block of another size than told");
  return parts;
}
