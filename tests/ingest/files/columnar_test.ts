/** Reading Parquet and Arrow equals reading the CSV of the same table. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { DataError } from "../../../pipeline/base/errors.ts";
import type { Column } from "../../../pipeline/survey/column.ts";
import { cellTexts, gzipped, missingCodes, readBytes } from "../support.ts";

const FOLDER = new URL("../../data/typed/", import.meta.url);
/** Written by pyarrow 26.0.1 and polars 2.1.0 (tests/data/typed/make_columnar.py), each the table of
 * columnar.csv. */
const PARQUET = ["none", "snappy", "gzip", "lz4", "zstd", "groups", "int96", "encodings", "polars"]
  .map((name) => `${name}.parquet`);
const ARROW = [
  "uncompressed.feather",
  "lz4.feather",
  "zstd.feather",
  "polars.arrow",
  "stream.arrow",
  "file.arrow",
];
/** polars writes no order of categories. */
const UNORDERED = "polars.arrow";
const SIZES = ["small", "medium", "large"];

function fixture(name: string): Uint8Array<ArrayBuffer> {
  return Deno.readFileSync(new URL(name, FOLDER));
}

/** Texts without what forms differ in: pyarrow's CSV writes the fractions of seconds, six zeros too. */
function comparable(column: Column): string[] {
  return cellTexts(column).map((text) => text.replace(/(:\d\d)\.0+$/, "$1"));
}

for (const name of [...PARQUET, ...ARROW]) {
  Deno.test(`ingest() reads ${name} equal to the CSV of the same table`, async () => {
    const { survey: csv } = await readBytes(fixture("columnar.csv"));
    const { survey, warnings } = await readBytes(fixture(name));
    assert.deepEqual(warnings, []);
    assert.equal(survey.report.format, name.endsWith(".parquet") ? "parquet" : "arrow");
    assert.deepEqual([survey.rows, survey.columns.length], [200, 16]);
    for (const [c, expected] of csv.columns.entries()) {
      const found = survey.columns[c];
      assert.deepEqual(comparable(found), comparable(expected), found.name);
      assert.deepEqual(missingCodes(found), missingCodes(expected), found.name);
      assert.equal(found.name, expected.name);
      assert.equal(found.label, expected.label);
      // Arrow knows the order of sizes; the CSV and, so far, Parquet do not.
      if (found.name === "size" && ARROW.includes(name)) continue;
      assert.deepEqual([found.kind, found.categories], [expected.kind, expected.categories]);
      const valueOf = ({ codes, values }: Column) => Array.from(codes, (level) => values[level]);
      assert.deepEqual(valueOf(found), valueOf(expected), found.name);
    }
  });
}

Deno.test("ingest() takes the order of categories from Arrow where it says that they have one", async () => {
  for (const name of ARROW.filter((name) => name !== UNORDERED)) {
    const { survey } = await readBytes(fixture(name));
    const { kind, categories, reason } = survey.columns.find(({ name }) => name === "size")!;
    assert.deepEqual([kind, categories], ["ordinal", SIZES]);
    assert.equal(
      reason,
      '3 ordered categories, as the file says; answers of a size scale (English), 3 from "small" to "large"',
    );
    assert.equal(survey.columns.find(({ name }) => name === "brand")!.kind, "nominal");
  }
});

Deno.test("ingest() unpacks LZ4 buffers of several blocks", async () => {
  const texts = async (name: string) =>
    cellTexts((await readBytes(fixture(name))).survey.columns[0]);
  assert.deepEqual(await texts("long_lz4.feather"), await texts("long.csv"));
});

Deno.test("ingest() reads gzipped Parquet and Arrow as the files themselves", async () => {
  for (const name of ["snappy.parquet", "lz4.feather", "stream.arrow"]) {
    assert.deepEqual(await readBytes(await gzipped(fixture(name))), await readBytes(fixture(name)));
  }
});

Deno.test("ingest.columns overrules what Arrow says", async () => {
  const columns = { size: "nominal", rating: "nominal" } as const;
  const { survey } = await readBytes(fixture("lz4.feather"), { columns });
  const size = survey.columns.find(({ name }) => name === "size")!;
  assert.deepEqual([size.kind, size.reason], ["nominal", "set in ingest.columns"]);
});

Deno.test("ingest() says which compressions of Parquet it reads", async () => {
  await assert.rejects(readBytes(fixture("brotli.parquet")), {
    name: "DataError",
    message: 'Cannot read "survey.csv": a Parquet file must be packed with snappy, gzip, lz4_raw ' +
      'or zstd, or not at all, but this one is with "BROTLI". Write it again with one of these.',
  });
});

Deno.test("ingest() refuses Parquet and Arrow files that end early, at every length", async () => {
  for (const name of ["snappy.parquet", "groups.parquet", "lz4.feather", "file.arrow"]) {
    const bytes = fixture(name);
    for (let length = 6; length < bytes.length; length += 61) {
      await assert.rejects(readBytes(bytes.slice(0, length)), DataError, `${name} ${length}`);
    }
  }
});

Deno.test("ingest() refuses an Arrow stream that ends early, or tells that its end is not marked", async () => {
  const bytes = fixture("stream.arrow");
  for (let length = 6; length < bytes.length; length += 8) {
    await readBytes(bytes.slice(0, length)).then(
      ({ warnings }) => assert.match(warnings[0], /^The Arrow stream has no mark at its end\./),
      (error) => assert.ok(error instanceof DataError, String(error)),
    );
  }
});

for (const name of [...PARQUET, ...ARROW]) {
  Deno.test(`ingest() reads or refuses ${name} with damaged bytes, and never fails otherwise`, async () => {
    const bytes = fixture(name);
    const last = bytes.length - 1;
    const damage = fc.array(
      fc.tuple(
        fc.oneof(fc.nat(last), fc.integer({ min: last - 4000, max: last })),
        fc.nat(255),
      ),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const damaged = bytes.slice();
        for (const [at, value] of changes) if (at >= 6) damaged[at] = value;
        try {
          const { survey } = await readBytes(damaged);
          assert.ok(survey.rows > 0);
        } catch (error) {
          assert.ok(error instanceof DataError, String(error));
        }
      }),
      { seed: 6, numRuns: 150 },
    );
  });
}

/** Damage that a random search found to end otherwise than in a table or a refusal, or late. Of the
 * last ten each took 1.4 to 36 seconds, those of Parquet 2.4 to 3.9 GB. */
const FOUND: readonly (readonly [file: string, changes: readonly (readonly [number, number])[]])[] =
  [
    ["stream.arrow", [[710, 183]]],
    ["stream.arrow", [[19672, 225], [15139, 126], [21232, 8], [6690, 1]]],
    ["groups.parquet", [[15523, 99], [1287, 25], [15306, 242]]],
    ["none.parquet", [[10513, 68], [433, 255]]],
    ["snappy.parquet", [[9035, 137]]],
    ["none.parquet", [[4585, 138]]],
    ["snappy.parquet", [[2340, 252], [7897, 253]]],
    ["snappy.parquet", [[2707, 244]]],
    ["groups.parquet", [[7445, 244]]],
    ["file.arrow", [[22454, 1], [17212, 255]]],
    ["zstd.feather", [[14934, 1], [11532, 255]]],
    ["zstd.feather", [[7425, 239], [14946, 251]]],
    ["lz4.feather", [[18322, 190], [17446, 25], [693, 175]]],
  ];
const MOST_MS = 1000;
const MOST_BYTES = 300e6;

Deno.test("ingest() reads or refuses files whose damage once was no DataError, took for ever or all memory", async () => {
  for (const [name, changes] of FOUND) {
    const damaged = fixture(name);
    for (const [at, value] of changes) damaged[at] = value;
    const start = performance.now();
    const { rss } = Deno.memoryUsage();
    await readBytes(damaged).catch((error) => assert.ok(error instanceof DataError, String(error)));
    assert.ok(performance.now() - start < MOST_MS, `${name} ${changes}: too long`);
    assert.ok(Deno.memoryUsage().rss - rss < MOST_BYTES, `${name} ${changes}: too much memory`);
  }
});
