/** The compressions of Parquet's pages, none of which makes more than was promised. Runs in Deno and browsers. */

import { gunzip } from "hyparquet-compressors/src/gzip.js";
import { Damage } from "../damage.ts";
import { unpackLz4Block } from "./lz4.ts";
import { unpackSnappy } from "./snappy.ts";
import { unpackZstd } from "./zstd/frame.ts";

/** Unpacks bytes that become `size` bytes. */
type Unpack = (packed: Uint8Array, size: number) => Uint8Array;

interface Codec {
  readonly unpack: Unpack;
  /** The most bytes that one byte becomes; ZSTD looks at its blocks instead. */
  readonly mostRatio: number;
}

/** A copy of 64 bytes takes three. */
const SNAPPY_RATIO = 64 / 3;
/** A match of 258 bytes takes two bits. */
const DEFLATE_RATIO = 1032;
const LZ4_RATIO = 255;

const CODECS: Readonly<Record<string, Codec>> = {
  UNCOMPRESSED: { unpack: (packed) => packed, mostRatio: 1 },
  SNAPPY: { unpack: unpackSnappy, mostRatio: SNAPPY_RATIO },
  GZIP: {
    unpack: (packed, size) => gunzip(packed, new Uint8Array(size)),
    mostRatio: DEFLATE_RATIO,
  },
  LZ4_RAW: { unpack: unpackLz4Block, mostRatio: LZ4_RATIO },
  ZSTD: { unpack: unpackZstd, mostRatio: Infinity },
};

/** Names of the compressions that are read, as Parquet has them. */
export const READABLE_CODECS: readonly string[] = Object.keys(CODECS);

/** Unpacks the bytes of one page.
 * @param size Bytes when unpacked.
 * @throws {Damage} If they are damaged, or cannot become so many.
 */
export function unpackPage(codec: string, packed: Uint8Array, size: number): Uint8Array {
  const { unpack, mostRatio } = CODECS[codec];
  if (size === 0) return new Uint8Array(0);
  if (size > mostRatio * packed.length) throw new Damage("a page of impossible size");
  const page = unpack(packed, size);
  if (page.length !== size) throw new Damage("a page of another size than told");
  return page;
}
