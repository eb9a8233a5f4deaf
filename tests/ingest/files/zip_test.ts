/** Tests of what workbooks are packed in. Runs in Deno. */

import assert from "node:assert/strict";
import { crc32 as zlibSum } from "node:zlib";
import { createRng } from "../../../pipeline/base/rng.ts";
import { crc32 } from "../../../pipeline/ingest/files/workbook/zip.ts";

Deno.test("crc32() is zlib's, wherever the bytes start and end", () => {
  const rng = createRng(32);
  const bytes = Uint8Array.from({ length: 64 }, () => rng.below(256));
  for (let from = 0; from < 8; from++) {
    for (let to = from; to <= bytes.length; to++) {
      const part = bytes.subarray(from, to);
      assert.equal(crc32(part), zlibSum(part));
    }
  }
});
