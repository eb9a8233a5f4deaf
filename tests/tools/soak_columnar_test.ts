/** Tests that what the soak makes of columnar files is still read down to their cells. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { DataError } from "../../pipeline/base/errors.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { readTable } from "../../pipeline/ingest/files/read_table.ts";
import { spoilParquet } from "../../tools/soak/columnar/parquet.ts";
import { readStruct, writeStruct } from "../../tools/soak/columnar/thrift_tree.ts";

const FIXTURES = new URL("../data/typed/", import.meta.url);

Deno.test("a footer that is read and written again has the same bytes", async () => {
  const bytes = await Deno.readFile(new URL("none.parquet", FIXTURES));
  const end = bytes.length - 8;
  const from = end - new DataView(bytes.buffer).getUint32(end, true);
  const { node, end: last } = readStruct(bytes, from);
  assert.equal(last, end);
  assert.deepEqual(writeStruct(node), bytes.slice(from, end));
});
