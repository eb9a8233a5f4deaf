/** Tests that small files made to become large ones are refused before they do. Runs in Deno. */

import assert from "node:assert/strict";
import { columnFromArray, nullType, tableFromColumns, tableToIPC } from "@uwdata/flechette";
import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { Budget } from "../../../pipeline/ingest/files/budget.ts";
import { writeSav } from "../../support/sav_writer.ts";
import { readBytes } from "../support.ts";

const MEGABYTE = 2 ** 20;
const UNPACKS =
  /^Cannot read "survey\.csv": a file of [\d,]+ bytes may unpack to \d+ MB, but this one becomes (\d+) MB or more\. If it is sound, unpack it or export the survey as CSV\.$/;

/** Reads what must be refused, in no more memory than a file of its size may take. */
async function refused(bytes: Uint8Array, message: RegExp): Promise<RegExpExecArray> {
  const from = performance.now();
  const error = await readBytes(bytes).then(() => null, (thrown) => thrown);
  const took = performance.now() - from;
  assert.equal(error?.name, "DataError", String(error));
  assert.match(error.message, message);
  assert.ok(took < 20_000, `took ${took} ms`);
  return message.exec(error.message)!;
}

Deno.test("a gzip file is unpacked no further than a file of its size may become", async () => {
  const packed = new Uint8Array(gzipSync(new Uint8Array(300 * MEGABYTE).fill(0x2c)));
  const [, megabytes] = await refused(packed, UNPACKS);
  assert.ok(Number(megabytes) < 100, `${megabytes} MB were unpacked`);
});

/** An archive of files that are one and the same deflated bytes.
 * @param size Bytes of each, as the archive tells it.
 */
function zipOf(paths: readonly string[], content: Uint8Array, size: number): Uint8Array {
  const local = new Uint8Array(30), end = new Uint8Array(22);
  new DataView(local.buffer).setUint32(0, 0x04034b50, true);
  const entries = paths.flatMap((path) => {
    const name = new TextEncoder().encode(path), entry = new DataView(new ArrayBuffer(46));
    entry.setUint32(0, 0x02014b50, true);
    entry.setUint16(10, 8, true);
    entry.setUint32(20, content.length, true);
    entry.setUint32(24, size, true);
    entry.setUint16(28, name.length, true);
    return [new Uint8Array(entry.buffer), name];
  });
  const tail = new DataView(end.buffer);
  tail.setUint32(0, 0x06054b50, true);
  tail.setUint16(10, paths.length, true);
  tail.setUint32(16, local.length + content.length, true);
  return Uint8Array.from([local, content, ...entries, end].flatMap((part) => [...part]));
}

Deno.test("a workbook is refused by what its parts become together, before one is unpacked", async () => {
  const size = 30 * MEGABYTE;
  const content = new Uint8Array(deflateRawSync(new Uint8Array(size)));
  const sheets = Array.from({ length: 9 }, (_, i) => `xl/worksheets/sheet${i + 1}.xml`);
  await refused(zipOf(["xl/workbook.xml", ...sheets], content, size), UNPACKS);
});

Deno.test("a part that cannot become as large as it says is damage", async () => {
  const content = new Uint8Array(deflateRawSync(new Uint8Array(10)));
  await refused(
    zipOf(["xl/workbook.xml"], content, 50 * MEGABYTE),
    /a workbook must be whole, but this one is cut off or damaged/,
  );
});

Deno.test("blocks of a .zsav that lie within one another are counted each", async () => {
  const plain = writeSav([{ name: "a", values: [1, 2, 3] }]);
  const size = 8 * MEGABYTE;
  const packed = new Uint8Array(deflateSync(new Uint8Array(size)));
  const blocks = 40;
  const dataStart = startOfCases(plain);
  const bytes = new Uint8Array(dataStart + 24 + packed.length + 24 + 24 * blocks);
  bytes.set(plain.subarray(0, dataStart));
  bytes.set(packed, dataStart + 24);
  const view = new DataView(bytes.buffer);
  view.setInt32(72, 2, true);
  const trailer = dataStart + 24 + packed.length;
  view.setBigInt64(dataStart, BigInt(dataStart), true);
  view.setBigInt64(dataStart + 8, BigInt(trailer), true);
  view.setBigInt64(dataStart + 16, BigInt(24 + 24 * blocks), true);
  view.setInt32(trailer + 20, blocks, true);
  for (let block = 0; block < blocks; block++) {
    const at = trailer + 24 + 24 * block;
    view.setBigInt64(at, BigInt(dataStart + block * size), true);
    view.setBigInt64(at + 8, BigInt(dataStart + 24), true);
    view.setInt32(at + 16, size, true);
    view.setInt32(at + 20, packed.length, true);
  }
  await refused(bytes, UNPACKS);
});

/** Behind the record 999 that ends the dictionary. */
function startOfCases(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = bytes.length - 8; at >= 176; at -= 4) {
    if (view.getInt32(at, true) === 999 && view.getInt32(at + 4, true) === 0) return at + 8;
  }
  throw new Error("no end of the dictionary");
}

Deno.test("an Arrow file that tells of more cells than its bytes can hold is refused", async () => {
  const rows = 60_000, columns = 200;
  const nulls = columnFromArray(new Array(rows).fill(null), nullType());
  const table = tableFromColumns(
    Object.fromEntries(Array.from({ length: columns }, (_, i) => [`c${i}`, nulls])),
  );
  const bytes = tableToIPC(table, { format: "file" });
  assert.ok(bytes !== null && bytes.length < MEGABYTE);
  await refused(
    bytes,
    /^Cannot read "survey\.csv": a file of [\d,]+ bytes may hold 10,000,000 cells, but this one tells of 12,000,000 or more\. If it is sound, export the survey as CSV\.$/,
  );
});

Deno.test("an Arrow column that tells of more rows than its bytes can hold is refused at once", async () => {
  const file = await Deno.readFile(new URL("../../data/typed/file.arrow", import.meta.url));
  const rows = (await readBytes(file)).survey.rows;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  // Rows of batches and of their columns, dictionaries among them, are numbers of eight bytes.
  const told = Array.from({ length: Math.floor(file.length / 8) - 1 }, (_, i) => 8 * i)
    .filter((at) => [BigInt(rows), 2n, 3n, 4n, 5n].includes(view.getBigInt64(at, true)));
  assert.ok(told.length > 10, `${told.length} places`);
  let refusals = 0;
  for (const at of told) {
    const damaged = file.slice();
    new DataView(damaged.buffer).setBigInt64(at, 200_000_000n, true);
    const from = performance.now();
    const error = await readBytes(damaged).then(() => null, (thrown) => thrown);
    const took = performance.now() - from;
    assert.ok(took < 2_000, `byte ${at} took ${took} ms`);
    if (error === null) continue;
    assert.equal(error.name, "DataError", String(error));
    refusals++;
  }
  assert.ok(refusals > 5, `${refusals} of ${told.length} were refused`);
});

Deno.test("a budget grows with the file, so that what is large itself may be", () => {
  const large = new Budget("large.parquet", 100 * MEGABYTE);
  large.unpack(5_000 * MEGABYTE);
  large.cells(1e9);
  assert.throws(
    () => large.cells(1e10),
    /may hold 10,485,760,000 cells, but .* 11,000,000,000 or more/,
  );
  const small = new Budget("small.parquet", 1000);
  small.unpack(64 * MEGABYTE);
  assert.throws(() => small.unpack(MEGABYTE), /1,000 bytes may unpack to 64 MB, but .* 65 MB/);
});
