/** Hostile Parquet files: footer, page headers and unpacked pages changed, packed again with right lengths. Runs in Deno. */

import { gzipSync } from "node:zlib";
import { joinBytes } from "../../../pipeline/base/buffers.ts";
import type { Rng } from "../../../pipeline/base/rng.ts";
import { unpackPage } from "../../../pipeline/ingest/files/columnar/codecs.ts";
import { pick } from "../case.ts";
import { spoilBytes, spoilLength } from "../spoil.ts";
import { spoilStruct } from "./spoil_thrift.ts";
import { readStruct, type ThriftNode, writeStruct } from "./thrift_tree.ts";

/** Fields by their numbers in parquet.thrift. */
const ROW_GROUPS = 4;
const COLUMNS = 1;
const FILE_OFFSET = 2;
const META = 3;
const CODEC = 4;
const CHUNK_SIZE = 7;
const OFFSETS = [9, 10, 11];
const DATA_PAGE = 9;
const DICTIONARY_PAGE = 11;
const UNPACKED_SIZE = 2;
const PACKED_SIZE = 3;
const V2_HEADER = 8;
const V2_DEFINITION_BYTES = 5;
const V2_REPETITION_BYTES = 6;
const V2_IS_PACKED = 7;
/** The type of a field that is false. */
const FALSE = 2;

const CODEC_NAMES: Readonly<Record<number, string>> = {
  0: "UNCOMPRESSED",
  1: "SNAPPY",
  2: "GZIP",
  6: "ZSTD",
  7: "LZ4_RAW",
};
const FOOTER_END = 8;

/** Changes the footer, or a page of a column, its header or what it holds. */
export function spoilParquet(bytes: Uint8Array, rng: Rng): Uint8Array {
  const end = bytes.length - FOOTER_END;
  const from = end - new DataView(bytes.buffer, bytes.byteOffset).getUint32(end, true);
  const footer = readStruct(bytes, from).node;
  let body: Uint8Array = bytes.subarray(0, from);
  const kind = rng.below(4);
  if (kind > 0) body = spoilPage(body, footer, rng);
  if (kind < 2) spoilStruct(footer, rng);
  return withFooter(body, writeStruct(footer));
}

function withFooter(body: Uint8Array, footer: Uint8Array): Uint8Array {
  const end = new Uint8Array(FOOTER_END);
  new DataView(end.buffer).setUint32(0, footer.length, true);
  end.set(new TextEncoder().encode("PAR1"), 4);
  return joinBytes([body, footer, end]);
}

function fieldOf(node: ThriftNode, id: number): ThriftNode | undefined {
  return node.inner?.find((field) => field.id === id);
}

function wholeOf(node: ThriftNode, id: number): number {
  return Number(fieldOf(node, id)?.whole ?? 0n);
}

/** Changes one page of one column; places behind it move in the footer. */
function spoilPage(body: Uint8Array, footer: ThriftNode, rng: Rng): Uint8Array {
  const chunks = (fieldOf(footer, ROW_GROUPS)?.inner ?? [])
    .flatMap((group) => fieldOf(group, COLUMNS)?.inner ?? []);
  const meta = fieldOf(pick(rng, chunks), META)!;
  const starts = [DATA_PAGE, DICTIONARY_PAGE].map((id) => wholeOf(meta, id)).filter((at) => at > 0);
  const at = pick(rng, starts);
  const { node: header, end: headerEnd } = readStruct(body, at);
  const end = headerEnd + wholeOf(header, PACKED_SIZE);
  let content: Uint8Array = body.subarray(headerEnd, end);
  const isWhole = rng.below(3) === 0;
  if (!isWhole) content = spoilContent(content, { header, codec: wholeOf(meta, CODEC), rng });
  if (isWhole || rng.below(4) === 0) spoilStruct(header, rng);
  const page = joinBytes([writeStruct(header), content]);
  move(chunks, { behind: at, by: page.length - (end - at) });
  const size = fieldOf(meta, CHUNK_SIZE);
  if (size?.whole !== undefined) size.whole += BigInt(page.length - (end - at));
  return joinBytes([body.subarray(0, at), page, body.subarray(end)]);
}

function move(
  chunks: readonly ThriftNode[],
  { behind, by }: { readonly behind: number; readonly by: number },
): void {
  for (const chunk of chunks) {
    const meta = fieldOf(chunk, META)!;
    const places = [fieldOf(chunk, FILE_OFFSET), ...OFFSETS.map((id) => fieldOf(meta, id))];
    for (const place of places) {
      if (place?.whole !== undefined && place.whole > behind) place.whole += BigInt(by);
    }
  }
}

/** Unpacks a page, changes its levels, its values or its length, and packs it with sizes that are right. */
function spoilContent(
  packed: Uint8Array,
  { header, codec, rng }: { header: ThriftNode; codec: number; rng: Rng },
): Uint8Array {
  const v2 = fieldOf(header, V2_HEADER);
  const apart = v2 === undefined
    ? 0
    : wholeOf(v2, V2_DEFINITION_BYTES) + wholeOf(v2, V2_REPETITION_BYTES);
  const size = wholeOf(header, UNPACKED_SIZE) - apart;
  const isPlain = v2 !== undefined && fieldOf(v2, V2_IS_PACKED)?.type === FALSE;
  const form = CODEC_NAMES[isPlain ? 0 : codec];
  const levels = packed.subarray(0, apart);
  const values = unpackPage(form, packed.subarray(apart), size);
  // In pages of the first form levels stand before the values, with their length.
  const edge = Math.min(values.length, 12);
  const isLevels = apart > 0 && rng.below(3) === 0;
  const spoilt = isLevels ? values : pick(rng, [
    () => spoilBytes(values, rng),
    () => spoilBytes(values, rng, { from: 0, to: edge }),
    () => values.length === 0 ? values : spoilLength(values, rng),
  ])();
  const content = joinBytes([
    isLevels ? spoilBytes(levels, rng) : levels,
    PACK[form](spoilt),
  ]);
  fieldOf(header, UNPACKED_SIZE)!.whole = BigInt(apart + spoilt.length);
  fieldOf(header, PACKED_SIZE)!.whole = BigInt(content.length);
  return content;
}

/** Packers; where none is at hand, by a form that holds bytes as they are. */
const PACK: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  UNCOMPRESSED: (bytes) => bytes,
  GZIP: (bytes) => new Uint8Array(gzipSync(bytes)),
  SNAPPY: (bytes) => {
    const length: number[] = [];
    let left = bytes.length;
    for (; left >= 128; left >>>= 7) length.push(left & 127 | 128);
    // A literal whose length, less one, stands in the four bytes behind its tag.
    return joinBytes([Uint8Array.of(...length, left, 63 << 2), uint32(bytes.length - 1), bytes]);
  },
  LZ4_RAW: (bytes) => {
    const runs = bytes.length < 15 ? [bytes.length << 4] : [
      0xf0,
      ...Array(Math.floor((bytes.length - 15) / 255)).fill(255),
      (bytes.length - 15) % 255,
    ];
    return joinBytes([Uint8Array.from(runs), bytes]);
  },
  ZSTD: (bytes) => {
    const block = uint32(bytes.length << 3 | 1).subarray(0, 3);
    return joinBytes([
      Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xa0),
      uint32(bytes.length),
      block,
      bytes,
    ]);
  },
};

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value >>> 0, true);
  return bytes;
}
