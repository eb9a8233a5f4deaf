/** Tests that what the soak makes of columnar files is still read down to their cells. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { DataError } from "../../pipeline/base/errors.ts";
import { createRng, type Rng } from "../../pipeline/base/rng.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { spoilArrow } from "../../tools/soak/columnar/arrow.ts";
import { spoilParquet } from "../../tools/soak/columnar/parquet.ts";
import { readStruct, writeStruct } from "../../tools/soak/columnar/thrift_tree.ts";

const TRIES = 40;
const PARAMS = parseParams({});
const FIXTURES = new URL("../data/typed/", import.meta.url);

Deno.test("a footer that is read and written again has the same bytes", async () => {
  const bytes = await Deno.readFile(new URL("none.parquet", FIXTURES));
  const end = bytes.length - 8;
  const from = end - new DataView(bytes.buffer).getUint32(end, true);
  const { node, end: last } = readStruct(bytes, from);
  assert.equal(last, end);
  assert.deepEqual(writeStruct(node), bytes.slice(from, end));
});

Deno.test("what parts of columnar files say is changed within a sound frame: many are read as tables still", async (t) => {
  const parquet = ["none", "encodings", "groups", "snappy", "gzip", "zstd", "lz4"]
    .map((name) => `${name}.parquet`);
  const arrow = [
    ...["file.arrow", "stream.arrow", "polars.arrow"],
    ...["uncompressed.feather", "lz4.feather", "zstd.feather"],
  ];
  const forms = new Map<string, (bytes: Uint8Array, rng: Rng) => Uint8Array>([
    ...parquet.map((name) => [name, spoilParquet] as const),
    ...arrow.map((name) => [name, spoilArrow] as const),
  ]);
  for (const [name, spoil] of forms) {
    await t.step(name, async () => {
      const sound = await Deno.readFile(new URL(name, FIXTURES));
      const kept = sound.slice();
      let read = 0, refused = 0;
      for (let seed = 0; seed < TRIES; seed++) {
        const bytes = spoil(sound, createRng(seed)).slice();
        try {
          await ingest(bytes, name, PARAMS, createContext());
          read++;
        } catch (error) {
          assert.ok(error instanceof DataError, String(error));
          refused++;
        }
      }
      assert.ok(read >= TRIES / 8, `${read} of ${TRIES} were read`);
      assert.ok(refused >= TRIES / 8, `${refused} of ${TRIES} were refused`);
      assert.deepEqual(sound, kept, "what is changed is a copy");
    });
  }
});
