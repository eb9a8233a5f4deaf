/** Hostile survey files: texts, and binary forms changed in their structure. Runs in Deno. */

import { gzipSync } from "node:zlib";
import { deflateSync, inflateSync } from "node:zlib";
import { joinBytes } from "../../pipeline/base/buffers.ts";
import type { Rng } from "../../pipeline/base/rng.ts";
import { type Family, pick } from "./case.ts";
import { surveyTrial } from "./run_survey.ts";
import { spoilArrow } from "./columnar/arrow.ts";
import { spoilParquet } from "./columnar/parquet.ts";
import { EDGES, spoilBytes, spoilLength, spoilText } from "./spoil.ts";
import { spoilWorkbook } from "./workbook.ts";

const FIXTURES = new URL("../../tests/data/typed/", import.meta.url);
const kept = new Map<string, Uint8Array>();

async function fixture(name: string): Promise<Uint8Array> {
  const bytes = kept.get(name) ?? await Deno.readFile(new URL(name, FIXTURES));
  kept.set(name, bytes);
  return bytes;
}

const encode = (text: string) => new TextEncoder().encode(text);
const viewOf = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A survey of 40 respondents as a text. */
function surveyText(rng: Rng): string {
  const delimiter = pick(rng, [",", ";", "\t"]);
  const rows = Array.from({ length: 40 }, (_, i) => [
    ...[i + 1, 1 + (i * 7) % 5, 1 + (i * 3) % 5, (i * 31) % 97, ["x", "y", "z"][i % 3]],
    ...[
      `2024-0${1 + i % 9}-1${i % 10}`,
      i % 6 === 0 ? "" : `"said ""${i}"""`,
      i % 2 ? "yes" : "no",
    ],
  ]);
  const header = ["id", "q1_1", "q1_2", "spent", "town", "when", "why", "owns"];
  return [header, ...rows].map((row) => row.join(delimiter)).join(pick(rng, ["\n", "\r\n"]));
}

/** Half of the files are changed in what their parts say, half as bytes. */
function spoilColumnar(
  bytes: Uint8Array,
  rng: Rng,
  byParts: (bytes: Uint8Array, rng: Rng) => Uint8Array,
): Uint8Array {
  const kind = rng.below(12);
  if (kind > 4) return byParts(bytes, rng);
  return kind === 4 ? spoilLength(bytes, rng) : spoilBytes(bytes, rng);
}

const SAV_HEADER = 176;

/** Changes the dictionary or the cases; cases that are packed are unpacked, changed and packed again. */
function spoilSav(bytes: Uint8Array, isPacked: boolean, rng: Rng): Uint8Array {
  if (isPacked && rng.below(2) === 0) return spoilPackedCases(bytes, rng);
  const dictionary = Math.min(bytes.length, 4000);
  return pick(rng, [
    () => spoilBytes(bytes, rng, { from: 64, to: SAV_HEADER }),
    () => spoilBytes(bytes, rng, { from: SAV_HEADER, to: dictionary }),
    () => spoilBytes(bytes, rng, { from: SAV_HEADER, to: dictionary }),
    () => spoilBytes(bytes, rng),
    () => spoilLength(bytes, rng),
  ])();
}

/** The one block of a .zsav, changed inside, with lengths that are right again. */
function spoilPackedCases(bytes: Uint8Array, rng: Rng): Uint8Array {
  const view = viewOf(bytes);
  const trailer = bytes.length - 24 - 24;
  const entry = trailer + 24;
  const start = Number(view.getBigInt64(entry + 8, true));
  const packedLength = view.getInt32(entry + 20, true);
  let packed: Uint8Array = bytes.subarray(start, start + packedLength);
  let size = view.getInt32(entry + 16, true);
  try {
    const cases = spoilBytes(new Uint8Array(inflateSync(packed)), rng);
    packed = new Uint8Array(deflateSync(cases));
    size = rng.below(6) === 0 ? pick(rng, EDGES) : cases.length;
  } catch {
    return spoilBytes(bytes, rng, { from: trailer });
  }
  const head = bytes.slice(0, start), tail = bytes.slice(trailer);
  const end = viewOf(tail);
  end.setInt32(24 + 16, size, true);
  end.setInt32(24 + 20, packed.length, true);
  const whole = joinBytes([head, packed, tail]);
  // The header of the packed cases says where the trailer is.
  for (let at = SAV_HEADER; at + 24 <= start; at++) {
    if (Number(view.getBigInt64(at, true)) !== trailer) continue;
    viewOf(whole).setBigInt64(at, BigInt(start + packed.length), true);
  }
  return whole;
}

/** Every form of file that is read. */
export const FILE_FAMILIES: readonly Family[] = [
  {
    name: "csv",
    title: "CSV and TSV, also gzipped",
    promise: "segments, or an error that says what would work",
    make: (rng) => {
      const text = spoilText(surveyText(rng), rng);
      const bytes = rng.below(4) === 0 ? spoilBytes(encode(text), rng) : encode(text);
      if (rng.below(8) > 0) return surveyTrial(bytes, "survey.csv");
      const packed = new Uint8Array(gzipSync(bytes));
      return surveyTrial(rng.below(2) === 0 ? packed : spoilBytes(packed, rng), "survey.csv.gz");
    },
  },
  {
    name: "xlsx",
    title: "Workbooks (.xlsx)",
    promise: "segments, or an error that names the cell or the part",
    make: async (rng) => surveyTrial(await spoilWorkbook(rng), "survey.xlsx"),
  },
  {
    name: "sav",
    title: "SPSS files (.sav, .zsav)",
    promise: "segments, or an error that says what is damaged",
    make: async (rng) => {
      const name = pick(rng, ["bytecode.sav", "plain.sav", "packed.zsav", "windows_1252.sav"]);
      const bytes = await fixture(name);
      return surveyTrial(spoilSav(bytes, name.endsWith(".zsav"), rng), name);
    },
  },
  {
    name: "parquet",
    title: "Parquet",
    promise: "segments, or an error that says what is damaged",
    make: async (rng) => {
      const name = pick(rng, [
        "none",
        "none",
        "encodings",
        "groups",
        "snappy",
        "gzip",
        "zstd",
        "lz4",
      ]);
      const bytes = await fixture(`${name}.parquet`);
      return surveyTrial(spoilColumnar(bytes, rng, spoilParquet), "survey.parquet");
    },
  },
  {
    name: "arrow",
    title: "Arrow and Feather",
    promise: "segments, or an error that says what is damaged",
    make: async (rng) => {
      const names = ["file.arrow", "uncompressed.feather", "lz4.feather", "zstd.feather"];
      const name = pick(rng, [...names, "stream.arrow", "polars.arrow"]);
      const bytes = await fixture(name);
      return surveyTrial(spoilColumnar(bytes, rng, spoilArrow), name);
    },
  },
];
