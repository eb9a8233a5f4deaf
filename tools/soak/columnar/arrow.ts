/** Hostile Arrow files and streams: what messages say, and the buffers behind them unpacked, changed and put back. Runs in Deno. */

import { joinBytes } from "../../../pipeline/base/buffers.ts";
import type { Rng } from "../../../pipeline/base/rng.ts";
import { unpackLz4Frame } from "../../../pipeline/ingest/files/columnar/lz4.ts";
import { unpackZstd } from "../../../pipeline/ingest/files/columnar/zstd/frame.ts";
import { pick } from "../case.ts";
import { EDGES, spoilBytes, spoilLength } from "../spoil.ts";
import {
  fieldAt,
  fieldListOf,
  type FlatTable,
  listAt,
  rootOf,
  tableAt,
  tablesAt,
} from "./flat_table.ts";

/** Fields by their numbers in Message.fbs, Schema.fbs and File.fbs. */
const MESSAGE = { type: 1, header: 2, bodyLength: 3 };
const BATCH = { length: 0, nodes: 1, buffers: 2, compression: 3 };
const DICTIONARY = { id: 0, data: 1, isDelta: 2 };
const SCHEMA_FIELDS = 1;
const FIELD = { type: 2, typeId: 3, dictionary: 4, children: 5 };
const FOOTER = { schema: 1, dictionaries: 2, batches: 3 };
const SCHEMA_TYPE = 1;
const DICTIONARY_TYPE = 2;
const BLOCK_BYTES = 24;
const MAGIC = new TextEncoder().encode("ARROW1");
const CONTINUED = 0xffffffff;
/** Says of a buffer in a packed batch that it is not packed. */
const NOT_PACKED = 0xffffffffffffffffn;

/** One message: where it began in the file, its flat buffer, and its body. */
interface Message {
  readonly from: number;
  readonly end: number;
  head: Uint8Array;
  body: Uint8Array;
  readonly isContinued: boolean;
}

/** Changes one or two messages of a file or a stream; their lengths and places are right again. */
export function spoilArrow(bytes: Uint8Array, rng: Rng): Uint8Array {
  const isFile = MAGIC.every((byte, i) => bytes[i] === byte);
  const footer = isFile ? footerOf(bytes) : new Uint8Array(0);
  const messages = isFile ? messagesBy(footer, bytes) : messagesIn(bytes);
  // Of one that was changed already nothing can be said for sure.
  const open = [...messages];
  for (let left = Math.min(open.length, 1 + rng.below(2)); left > 0; left--) {
    spoilMessage(open.splice(rng.below(open.length), 1)[0], rng);
  }
  const begin = bytes.subarray(0, messages[0].from);
  const parts: Uint8Array[] = [begin];
  const places = new Map<number, { at: number; head: number; body: number }>();
  let at = begin.length;
  for (const message of messages) {
    const { length: body } = message.body;
    const whole = asWritten(message);
    places.set(message.from, { at, head: whole.length - body, body });
    parts.push(whole);
    at += whole.length;
  }
  if (!isFile) return joinBytes([...parts, Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0)]);
  const table = rootOf(footer);
  for (const field of [FOOTER.dictionaries, FOOTER.batches]) movePlaces(table, { field, places });
  if (rng.below(3) === 0) spoilSchema(tableAt(table, FOOTER.schema), rng);
  if (rng.below(6) === 0) spoilFields(table, rng);
  const end = new Uint8Array(4 + MAGIC.length);
  new DataView(end.buffer).setUint32(0, footer.length, true);
  end.set(MAGIC, 4);
  return joinBytes([...parts, Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0), footer, end]);
}

function footerOf(bytes: Uint8Array): Uint8Array {
  const end = bytes.length - MAGIC.length - 4;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(end, true);
  return bytes.slice(end - length, end);
}

/** The messages of a stream, one behind the other. */
function messagesIn(bytes: Uint8Array): Message[] {
  const messages: Message[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const message = messageAt(bytes, at);
    if (message === null) break;
    messages.push(message);
    at = message.end;
  }
  return messages;
}

/** The messages of a file, where its footer says that they are; the schema stands there itself. */
function messagesBy(footer: Uint8Array, bytes: Uint8Array): Message[] {
  const table = rootOf(footer);
  return [FOOTER.dictionaries, FOOTER.batches].flatMap((field) => {
    const { at, count } = listAt(table, field);
    return Array.from(
      { length: count },
      (_, i) => Number(table.view.getBigInt64(at + BLOCK_BYTES * i, true)),
    );
  }).sort((a, b) => a - b).map((from) => messageAt(bytes, from)!);
}

/** The message at a place; null at the mark of the end. */
function messageAt(bytes: Uint8Array, from: number): Message | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isContinued = view.getUint32(from, true) === CONTINUED;
  const start = from + (isContinued ? 8 : 4);
  const bodyAt = start + view.getUint32(start - 4, true);
  if (bodyAt === start) return null;
  const head = bytes.slice(start, bodyAt);
  const place = fieldAt(rootOf(head), MESSAGE.bodyLength);
  const end = bodyAt + (place === 0 ? 0 : Number(rootOf(head).view.getBigInt64(place, true)));
  return { from, end, head, body: bytes.slice(bodyAt, end), isContinued };
}

function asWritten({ head, body, isContinued }: Message): Uint8Array {
  const start = new Uint8Array(isContinued ? 8 : 4);
  const view = new DataView(start.buffer);
  if (isContinued) view.setUint32(0, CONTINUED, true);
  view.setUint32(start.length - 4, head.length, true);
  return joinBytes([start, head, body]);
}

function movePlaces(
  footer: FlatTable,
  { field, places }: {
    readonly field: number;
    readonly places: ReadonlyMap<number, { at: number; head: number; body: number }>;
  },
): void {
  const { at, count } = listAt(footer, field);
  for (let i = 0; i < count; i++) {
    const block = at + BLOCK_BYTES * i;
    const place = places.get(Number(footer.view.getBigInt64(block, true)));
    if (place === undefined) continue;
    footer.view.setBigInt64(block, BigInt(place.at), true);
    footer.view.setInt32(block + 8, place.head, true);
    footer.view.setBigInt64(block + 16, BigInt(place.body), true);
  }
}

function spoilMessage(message: Message, rng: Rng): void {
  const root = rootOf(message.head);
  const typeAt = fieldAt(root, MESSAGE.type);
  const type = typeAt === 0 ? 0 : root.view.getUint8(typeAt);
  const header = tableAt(root, MESSAGE.header);
  if (header === null || rng.below(20) === 0) return spoilFields(root, rng);
  if (type === SCHEMA_TYPE) return spoilSchema(header, rng);
  const batch = type === DICTIONARY_TYPE ? tableAt(header, DICTIONARY.data) : header;
  if (type === DICTIONARY_TYPE && rng.below(4) === 0) {
    return overwrite(header, {
      field: pick(rng, [DICTIONARY.id, DICTIONARY.isDelta]),
      bytes: 1,
      rng,
    });
  }
  if (batch === null) return;
  if (rng.below(2) === 0) spoilBatch(batch, rng);
  else spoilBody(message, { root, batch, rng });
}

/** Changes what a schema says of its columns: types, dictionaries, children, their number. */
function spoilSchema(schema: FlatTable | null, rng: Rng): void {
  const fields = schema === null ? [] : tablesAt(schema, SCHEMA_FIELDS);
  if (schema === null || fields.length === 0) return;
  const field = pick(rng, fields);
  const type = tableAt(field, FIELD.typeId);
  const dictionary = tableAt(field, FIELD.dictionary);
  pick(rng, [
    () => overwrite(field, { field: FIELD.type, bytes: 1, rng }),
    () => type === null ? undefined : spoilFields(type, rng),
    () => dictionary === null ? undefined : spoilFields(dictionary, rng),
    () => spoilFields(field, rng),
    () => overwriteCount(schema, { field: SCHEMA_FIELDS, rng }),
    () => overwriteCount(field, { field: FIELD.children, rng }),
  ])();
}

/** Changes what a batch says: rows, rows and gaps of a column, places and lengths of buffers. */
function spoilBatch(batch: FlatTable, rng: Rng): void {
  pick(rng, [
    () => overwrite(batch, { field: BATCH.length, bytes: 8, rng }),
    () => overwriteElement(batch, { field: BATCH.nodes, rng }),
    () => overwriteElement(batch, { field: BATCH.nodes, rng }),
    () => overwriteElement(batch, { field: BATCH.buffers, rng }),
    () => overwriteElement(batch, { field: BATCH.buffers, rng }),
    () => overwriteCount(batch, { field: pick(rng, [BATCH.nodes, BATCH.buffers]), rng }),
    () => {
      const compression = tableAt(batch, BATCH.compression);
      if (compression !== null) spoilFields(compression, rng);
    },
  ])();
}

/** Changes what one buffer holds: bits of gaps, offsets, numbers, letters, or its length. */
function spoilBody(
  message: Message,
  { root, batch, rng }: { root: FlatTable; batch: FlatTable; rng: Rng },
): void {
  const { view } = batch;
  const { at, count } = listAt(batch, BATCH.buffers);
  const compression = tableAt(batch, BATCH.compression);
  const buffers = Array.from({ length: count }, (_, i) => {
    const place = at + 16 * i;
    const from = Number(view.getBigInt64(place, true));
    return {
      place,
      bytes: message.body.slice(from, from + Number(view.getBigInt64(place + 8, true))),
    };
  });
  const filled = buffers.filter(({ bytes }) => bytes.length > 0);
  if (filled.length === 0) return;
  const chosen = pick(rng, filled);
  const values = compression === null ? chosen.bytes : unpacked(chosen.bytes, compression);
  const spoilt = rng.below(4) === 0 && values.length > 0
    ? spoilLength(values, rng)
    : spoilBytes(values, rng);
  const start = new Uint8Array(8);
  new DataView(start.buffer).setBigUint64(0, NOT_PACKED, true);
  chosen.bytes = compression === null ? spoilt.slice() : joinBytes([start, spoilt]).slice();
  const parts: Uint8Array[] = [];
  let end = 0;
  for (const { place, bytes } of buffers) {
    view.setBigInt64(place, BigInt(end), true);
    view.setBigInt64(place + 8, BigInt(bytes.length), true);
    const filling = new Uint8Array(-bytes.length & 7);
    parts.push(bytes, filling);
    end += bytes.length + filling.length;
  }
  message.body = joinBytes(parts);
  const lengthAt = fieldAt(root, MESSAGE.bodyLength);
  if (lengthAt > 0) view.setBigInt64(lengthAt, BigInt(end), true);
}

function unpacked(bytes: Uint8Array, compression: FlatTable): Uint8Array {
  const size = new DataView(bytes.buffer).getBigInt64(0, true);
  const content = bytes.subarray(8);
  if (size < 0n) return content;
  const codecAt = fieldAt(compression, 0);
  const isZstd = codecAt > 0 && compression.view.getInt8(codecAt) === 1;
  return isZstd ? unpackZstd(content, Number(size)) : unpackLz4Frame(content, Number(size));
}

/** Changes the list of a table's fields, so that one lies where another should, or nowhere. */
function spoilFields(table: FlatTable, rng: Rng): void {
  const { at, count } = fieldListOf(table);
  if (count === 0) return;
  const field = rng.below(count);
  pick(rng, [
    () => table.view.setUint16(at + 2 * field, pick(rng, [0, 4, 8, 12, 0xffff]), true),
    () =>
      table.view.setUint16(
        at + 2 * field,
        table.view.getUint16(at + 2 * rng.below(count), true),
        true,
      ),
    () => overwrite(table, { field, bytes: pick(rng, [1, 2, 4]), rng }),
  ])();
}

function overwrite(
  table: FlatTable,
  { field, bytes, rng }: { readonly field: number; readonly bytes: number; readonly rng: Rng },
): void {
  const at = fieldAt(table, field);
  if (at === 0 || at + bytes > table.view.byteLength) return;
  const value = pick(rng, [pick(rng, EDGES), rng.below(24)]);
  if (bytes === 1) table.view.setInt8(at, value);
  else if (bytes === 2) table.view.setInt16(at, value, true);
  else if (bytes === 4) table.view.setInt32(at, value, true);
  else table.view.setBigInt64(at, BigInt(value), true);
}

/** Overwrites one of the two numbers of an element: a node's rows and gaps, a buffer's place and length. */
function overwriteElement(
  batch: FlatTable,
  { field, rng }: { readonly field: number; readonly rng: Rng },
): void {
  const { at, count } = listAt(batch, field);
  if (count === 0) return;
  const place = at + 16 * rng.below(count) + 8 * rng.below(2);
  const value = batch.view.getBigInt64(place, true);
  const other = at + 16 * rng.below(count) + 8 * rng.below(2);
  const put = pick(rng, [
    BigInt(pick(rng, EDGES)),
    value + pick(rng, [1n, -1n, 8n, -8n, 64n]),
    batch.view.getBigInt64(other, true),
    pick(rng, [2n ** 31n, 2n ** 40n, 2n ** 62n, -(2n ** 62n)]),
  ]);
  batch.view.setBigInt64(place, put, true);
}

function overwriteCount(
  table: FlatTable,
  { field, rng }: { readonly field: number; readonly rng: Rng },
): void {
  const { at, count } = listAt(table, field);
  if (at === 0) return;
  table.view.setUint32(
    at - 4,
    pick(rng, [0, 1, count - 1, count + 1, 2 * count, 0xffff]) >>> 0,
    true,
  );
}
