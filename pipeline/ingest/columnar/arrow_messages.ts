/** Cuts Arrow IPC data into messages and unpacks their bodies. Runs in Deno and browsers.
 * @see Apache Arrow, "Columnar Format", sections "IPC Streaming Format" and "Buffer Compression".
 */

import { Damage } from "../damage.ts";
import { unpackLz4Frame } from "./lz4.ts";

/** Messages, each with its length before it and its body behind, none packed. */
export interface ArrowMessages {
  readonly messages: readonly Uint8Array[];
  /** Whether the end is marked. */
  readonly isEnded: boolean;
}

/** A table of a flat buffer: where it starts and where its list of fields is. */
interface FlatTable {
  readonly view: DataView;
  readonly at: number;
}

const MAGIC_BYTES = 8;
const FOOTER_MAGIC = [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31];
const SCHEMA = 1;
const DICTIONARY_BATCH = 2;
const RECORD_BATCH = 3;
/** Fields of a schema and of a field, by their place in the list of fields. */
const FIELDS = 6;
const SCHEMA_METADATA = 8;
const CHILDREN = 14;
const FIELD_METADATA = 16;
const OFFSET_BYTES = 4;
/** Nodes, buffers and counts of buffers of a batch, and the bytes of one of each. */
const BATCH_LISTS = [[6, 16], [8, 16], [12, 8]] as const;
const LZ4_FRAME = 0;
const NOT_LZ4 = "its buffers are packed with ZSTD, but only LZ4 is read";
const MOST_BYTES = 0x7fffffff;
/** Rows that columns without any bytes, of nothing but nulls, may have. */
const MOST_EMPTY_ROWS = 1 << 16;

/** Cuts a file or a stream into its messages. A file is a stream between two marks.
 * @throws {Damage} If a message is cut off, or says what cannot be.
 */
export function readMessages(bytes: Uint8Array, isFile: boolean): ArrowMessages {
  if (isFile && !FOOTER_MAGIC.every((byte, i) => bytes[bytes.length - 6 + i] === byte)) {
    throw new Damage("the mark at its end is lacking");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const messages: Uint8Array[] = [];
  let at = isFile ? MAGIC_BYTES : 0;
  while (at + 4 <= bytes.length) {
    let length = view.getInt32(at, true);
    let start = at + 4;
    if (length === -1) {
      if (start + 4 > bytes.length) throw new Damage("cut off");
      length = view.getInt32(start, true);
      start += 4;
    }
    if (length === 0) return { messages, isEnded: true };
    if (length < 0 || start + length > bytes.length) throw new Damage("cut off");
    const head = bytes.subarray(start, start + length);
    const bodyLength = bodyBytes(head);
    const bodyStart = start + length;
    if (bodyStart + bodyLength > bytes.length) throw new Damage("cut off");
    messages.push(unpacked(head, bytes.subarray(bodyStart, bodyStart + bodyLength)));
    at = bodyStart + bodyLength;
  }
  if (at < bytes.length) throw new Damage("cut off");
  return { messages, isEnded: false };
}

function bodyBytes(head: Uint8Array): number {
  const at = fieldAt(rootOf(head), 10);
  const length = at === 0 ? 0 : Number(viewOf(head).getBigInt64(at, true));
  if (length < 0 || length > MOST_BYTES) throw new Damage("a message of impossible length");
  return length;
}

/** The message with a body that is not packed; as it was, if that is so already. */
function unpacked(head: Uint8Array, body: Uint8Array): Uint8Array {
  const changed = head.slice();
  const message = rootOf(changed);
  const { view } = message;
  const typeAt = fieldAt(message, 6);
  const type = typeAt === 0 ? 0 : view.getUint8(typeAt);
  const header = tableAt(message, 8);
  const batch = type === RECORD_BATCH
    ? header
    : type === DICTIONARY_BATCH && header !== null
    ? tableAt(header, 6)
    : null;
  if (type === SCHEMA && header !== null) checkSchema(header);
  if (batch === null) return joined(changed, body);
  for (const [slot, size] of BATCH_LISTS) checkedList(batch, slot, size);
  const lengthAt = fieldAt(batch, 4);
  const rows = lengthAt === 0 ? 0 : Number(view.getBigInt64(lengthAt, true));
  const compression = tableAt(batch, 10);
  const whole = compression === null ? body : unpackBody(batch, compression, body);
  if (rows < 0 || rows > 8 * whole.length + MOST_EMPTY_ROWS) throw new Damage("too many rows");
  if (compression === null) return joined(changed, body);
  view.setBigInt64(fieldAt(message, 10), BigInt(whole.length), true);
  // The list of fields no longer has the compression: the rest is read as it stands.
  view.setUint16(fieldsOf(batch) + 10, 0, true);
  return joined(changed, whole);
}

/** Refuses lists that say they are longer than the message, round which the library would go. */
function checkSchema(schema: FlatTable): void {
  const open = [...tablesAt(schema, FIELDS)];
  checkedList(schema, SCHEMA_METADATA, OFFSET_BYTES);
  for (let seen = 0; open.length > 0; seen++) {
    const field = open.pop()!;
    if (seen > field.view.byteLength) throw new Damage("fields within themselves");
    checkedList(field, FIELD_METADATA, OFFSET_BYTES);
    open.push(...tablesAt(field, CHILDREN));
  }
}

function tablesAt(table: FlatTable, slot: number): FlatTable[] {
  const { view } = table;
  const { start, count } = checkedList(table, slot, OFFSET_BYTES);
  return Array.from({ length: count }, (_, i) => {
    const at = start + OFFSET_BYTES * i;
    return { view, at: at + view.getUint32(at, true) };
  });
}

function checkedList(
  table: FlatTable,
  slot: number,
  elementBytes: number,
): { start: number; count: number } {
  const { view } = table;
  const at = fieldAt(table, slot);
  if (at === 0) return { start: 0, count: 0 };
  const list = at + view.getUint32(at, true);
  const count = view.getUint32(list, true);
  const start = list + 4;
  if (start + elementBytes * count > view.byteLength) throw new Damage("a list beyond its message");
  return { start, count };
}

/** Unpacks every buffer of a batch and writes its new place into the batch. */
function unpackBody(batch: FlatTable, compression: FlatTable, body: Uint8Array): Uint8Array {
  const { view } = batch;
  const codecAt = fieldAt(compression, 4);
  const codec = codecAt === 0 ? 0 : view.getInt8(codecAt);
  const vectorAt = fieldAt(batch, 8);
  if (vectorAt === 0) throw new Damage("a batch without buffers");
  if (codec !== LZ4_FRAME) throw new Damage(NOT_LZ4);
  const vector = vectorAt + view.getUint32(vectorAt, true);
  const parts: Uint8Array[] = [];
  let total = 0;
  for (let left = view.getUint32(vector, true), at = vector + 4; left > 0; left--, at += 16) {
    const offset = Number(view.getBigInt64(at, true));
    const length = Number(view.getBigInt64(at + 8, true));
    if (offset < 0 || length < 0 || offset + length > body.length) throw new Damage("cut off");
    const part = unpackBuffer(body.subarray(offset, offset + length));
    view.setBigInt64(at, BigInt(total), true);
    view.setBigInt64(at + 8, BigInt(part.length), true);
    parts.push(part);
    total += Math.ceil(part.length / 8) * 8;
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += Math.ceil(part.length / 8) * 8;
  }
  return whole;
}

function unpackBuffer(packed: Uint8Array): Uint8Array {
  if (packed.length === 0) return packed;
  const size = Number(viewOf(packed).getBigInt64(0, true));
  const content = packed.subarray(8);
  if (size === -1) return content;
  // LZ4 packs at most 255 bytes into one; more is damage, not data.
  if (size < 0 || size > MOST_BYTES || size > 255 * content.length) {
    throw new Damage("a buffer of impossible size");
  }
  return unpackLz4Frame(content, size);
}

/** A message on its own, its body at a multiple of 8 bytes as typed arrays need it. */
function joined(head: Uint8Array, body: Uint8Array): Uint8Array {
  const length = Math.ceil(head.length / 8) * 8;
  const message = new Uint8Array(8 + length + body.length);
  const view = viewOf(message);
  view.setInt32(0, -1, true);
  view.setInt32(4, length, true);
  message.set(head, 8);
  message.set(body, 8 + length);
  return message;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function rootOf(bytes: Uint8Array): FlatTable {
  const view = viewOf(bytes);
  return { view, at: view.getUint32(0, true) };
}

function fieldsOf({ view, at }: FlatTable): number {
  return at - view.getInt32(at, true);
}

/** Where a field is; 0 if it is not there. */
function fieldAt(table: FlatTable, slot: number): number {
  const { view, at } = table;
  const fields = fieldsOf(table);
  const offset = slot < view.getUint16(fields, true) ? view.getUint16(fields + slot, true) : 0;
  return offset === 0 ? 0 : at + offset;
}

function tableAt(table: FlatTable, slot: number): FlatTable | null {
  const at = fieldAt(table, slot);
  return at === 0 ? null : { view: table.view, at: at + table.view.getUint32(at, true) };
}
