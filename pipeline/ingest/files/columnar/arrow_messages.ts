/** Cuts Arrow IPC data into messages and unpacks their bodies. Runs in Deno and browsers.
 * @see Apache Arrow, "Columnar Format", sections "IPC Streaming Format" and "Buffer Compression".
 */

import type { Budget } from "../budget.ts";
import { Damage } from "../damage.ts";
import { checkedScale } from "./typed_cells.ts";
import { unpackLz4Frame } from "./lz4.ts";
import { unpackZstd } from "./zstd/frame.ts";

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
/** Fields of a footer, the lists of dictionaries and record batches among them. */
const FOOTER_SCHEMA = 6;
const FOOTER_BLOCKS = [8, 10] as const;
const BLOCK_BYTES = 24;
/** The start of a message with a version, a type (a schema) and a header at these places. */
const SCHEMA_HEAD = Uint8Array.of(
  ...[16, 0, 0, 0, 10, 0, 12, 0, 4, 0, 6, 0, 8, 0, 0, 0],
  ...[12, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
);
const SCHEMA_VERSION_AT = 20;
const SCHEMA_HEADER_AT = 24;
const SCHEMA = 1;
const DICTIONARY_BATCH = 2;
const RECORD_BATCH = 3;
/** Fields of a schema and of a field, by their place in the list of fields. */
const FIELDS = 6;
const SCHEMA_METADATA = 8;
const FIELD_TYPE_ID = 8;
const FIELD_TYPE = 10;
const DECIMAL = 7;
const DECIMAL_SCALE = 6;
const CHILDREN = 14;
const FIELD_METADATA = 16;
const OFFSET_BYTES = 4;
/** Nodes, buffers and counts of buffers of a batch, and the bytes of one of each. */
const BATCH_LISTS = [[6, 16], [8, 16], [12, 8]] as const;
const LZ4_FRAME = 0;
const ZSTD = 1;
const MOST_BYTES = 0x7fffffff;
/** Rows that columns without any bytes, of nothing but nulls, may have. */
const MOST_EMPTY_ROWS = 1 << 16;

/** Cuts a file, by the places that its footer tells, or a stream into its messages.
 * @throws {Damage} If a message is cut off, or says what cannot be.
 * @throws {DataError} If its buffers become more than such a file may.
 */
export function readMessages(
  bytes: Uint8Array,
  { isFile, budget }: { isFile: boolean; budget: Budget },
): ArrowMessages {
  return isFile ? readFile(bytes, budget) : readStream(bytes, budget);
}

function readStream(bytes: Uint8Array, budget: Budget): ArrowMessages {
  const messages: Uint8Array[] = [];
  let at = 0;
  while (at + 4 <= bytes.length) {
    const found = readMessage(bytes, at, budget);
    if (found === null) return { messages, isEnded: true };
    messages.push(found.message);
    at = found.end;
  }
  if (at < bytes.length) throw new Damage("cut off");
  return { messages, isEnded: false };
}

/** Writers may put anything between the messages, and a schema of another form before them. */
function readFile(bytes: Uint8Array, budget: Budget): ArrowMessages {
  const end = bytes.length - FOOTER_MAGIC.length - 4;
  if (!FOOTER_MAGIC.every((byte, i) => bytes[end + 4 + i] === byte)) {
    throw new Damage("the mark at its end is lacking");
  }
  const length = end < MAGIC_BYTES ? -1 : viewOf(bytes).getInt32(end, true);
  if (length < 4 || end - length < MAGIC_BYTES) throw new Damage("cut off");
  const footerBytes = bytes.subarray(end - length, end);
  const footer = rootOf(footerBytes);
  const messages = [schemaMessage(footer, footerBytes, budget)];
  const places = FOOTER_BLOCKS.flatMap((slot) => {
    const { start, count } = checkedList(footer, slot, BLOCK_BYTES);
    return Array.from(
      { length: count },
      (_, i) => Number(footer.view.getBigInt64(start + BLOCK_BYTES * i, true)),
    );
  });
  let taken = 0;
  for (const at of places) {
    const found = at >= MAGIC_BYTES && at + 4 <= bytes.length
      ? readMessage(bytes, at, budget)
      : null;
    if (found === null) throw new Damage("cut off");
    taken += found.end - at;
    if (taken > bytes.length) throw new Damage("messages within one another");
    messages.push(found.message);
  }
  return { messages, isEnded: true };
}

/** A message of the schema that the footer holds: its root and fields, then the footer. */
function schemaMessage(
  footer: FlatTable,
  footerBytes: Uint8Array,
  budget: Budget,
): Uint8Array {
  const schema = tableAt(footer, FOOTER_SCHEMA);
  if (schema === null) throw new Damage("no schema");
  const head = new Uint8Array(SCHEMA_HEAD.length + footerBytes.length);
  head.set(SCHEMA_HEAD);
  head.set(footerBytes, SCHEMA_HEAD.length);
  const view = viewOf(head);
  const versionAt = fieldAt(footer, 4);
  view.setInt16(
    SCHEMA_VERSION_AT,
    versionAt === 0 ? 0 : footer.view.getInt16(versionAt, true),
    true,
  );
  view.setUint32(SCHEMA_HEADER_AT, SCHEMA_HEAD.length + schema.at - SCHEMA_HEADER_AT, true);
  return unpacked(head, new Uint8Array(0), budget);
}

/** The message at a place, and where it ends; null at the mark of the end. */
function readMessage(
  bytes: Uint8Array,
  at: number,
  budget: Budget,
): { message: Uint8Array; end: number } | null {
  const view = viewOf(bytes);
  let length = view.getInt32(at, true);
  let start = at + 4;
  if (length === -1) {
    if (start + 4 > bytes.length) throw new Damage("cut off");
    length = view.getInt32(start, true);
    start += 4;
  }
  if (length === 0) return null;
  if (length < 0 || start + length > bytes.length) throw new Damage("cut off");
  const head = bytes.subarray(start, start + length);
  const bodyStart = start + length;
  const end = bodyStart + bodyBytes(head);
  if (end > bytes.length) throw new Damage("cut off");
  return { message: unpacked(head, bytes.subarray(bodyStart, end), budget), end };
}

function bodyBytes(head: Uint8Array): number {
  const at = fieldAt(rootOf(head), 10);
  const length = at === 0 ? 0 : Number(viewOf(head).getBigInt64(at, true));
  if (length < 0 || length > MOST_BYTES) throw new Damage("a message of impossible length");
  return length;
}

/** The message with a body that is not packed; as it was, if that is so already. */
function unpacked(head: Uint8Array, body: Uint8Array, budget: Budget): Uint8Array {
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
  const whole = compression === null ? body : unpackBody(batch, { compression, body, budget });
  for (const count of [rows, ...rowsOfColumns(batch)]) {
    if (count < 0 || count > 8 * whole.length + MOST_EMPTY_ROWS) throw new Damage("too many rows");
  }
  if (compression === null) return joined(changed, body);
  view.setBigInt64(fieldAt(message, 10), BigInt(whole.length), true);
  // The list of fields no longer has the compression: the rest is read as it stands.
  view.setUint16(fieldsOf(batch) + 10, 0, true);
  return joined(changed, whole);
}

/** How many rows each column of a batch, and each within a column, says that it has. */
function rowsOfColumns(batch: FlatTable): number[] {
  const [slot, size] = BATCH_LISTS[0];
  const { start, count } = checkedList(batch, slot, size);
  return Array.from(
    { length: count },
    (_, i) => Number(batch.view.getBigInt64(start + size * i, true)),
  );
}

/** Refuses lists that say they are longer than the message, round which the library would go. */
function checkSchema(schema: FlatTable): void {
  const open = [...tablesAt(schema, FIELDS)];
  checkedList(schema, SCHEMA_METADATA, OFFSET_BYTES);
  let seen = 0;
  for (let field = open.pop(); field !== undefined; field = open.pop()) {
    if (seen++ > field.view.byteLength) throw new Damage("fields within themselves");
    checkedList(field, FIELD_METADATA, OFFSET_BYTES);
    checkDecimals(field);
    for (const child of tablesAt(field, CHILDREN)) open.push(child);
  }
}

/** The library raises ten to the scale before it looks at a cell. */
function checkDecimals(field: FlatTable): void {
  const typeAt = fieldAt(field, FIELD_TYPE_ID);
  const type = tableAt(field, FIELD_TYPE);
  if (type === null || typeAt === 0 || field.view.getUint8(typeAt) !== DECIMAL) return;
  const scaleAt = fieldAt(type, DECIMAL_SCALE);
  checkedScale(scaleAt === 0 ? 0 : type.view.getInt32(scaleAt, true));
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
function unpackBody(
  batch: FlatTable,
  { compression, body, budget }: { compression: FlatTable; body: Uint8Array; budget: Budget },
): Uint8Array {
  const { view } = batch;
  const codecAt = fieldAt(compression, 4);
  const codec = codecAt === 0 ? 0 : view.getInt8(codecAt);
  const vectorAt = fieldAt(batch, 8);
  if (vectorAt === 0) throw new Damage("a batch without buffers");
  if (codec !== LZ4_FRAME && codec !== ZSTD) throw new Damage("buffers packed in an unknown way");
  const vector = vectorAt + view.getUint32(vectorAt, true);
  const parts: Uint8Array[] = [];
  let total = 0;
  for (let left = view.getUint32(vector, true), at = vector + 4; left > 0; left--, at += 16) {
    const offset = Number(view.getBigInt64(at, true));
    const length = Number(view.getBigInt64(at + 8, true));
    if (offset < 0 || length < 0 || offset + length > body.length) throw new Damage("cut off");
    const part = unpackBuffer(body.subarray(offset, offset + length), { codec, budget });
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

function unpackBuffer(
  packed: Uint8Array,
  { codec, budget }: { codec: number; budget: Budget },
): Uint8Array {
  if (packed.length === 0) return packed;
  const size = Number(viewOf(packed).getBigInt64(0, true));
  const content = packed.subarray(8);
  if (size === -1) return content;
  if (size < 0 || size > MOST_BYTES) throw new Damage("a buffer of impossible size");
  budget.unpack(size);
  if (codec === ZSTD) return unpackZstd(content, size);
  // LZ4 packs at most 255 bytes into one; more is damage, not data.
  if (size > 255 * content.length) throw new Damage("a buffer of impossible size");
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
