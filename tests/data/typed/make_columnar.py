"""Makes the small Parquet and Arrow files of this folder, and the CSV of the same table.

pyarrow 26.0.1, polars 2.1.0: python3 tests/data/typed/make_columnar.py
"""

import datetime
import decimal
import pathlib
import random

import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.feather
import pyarrow.ipc
import pyarrow.parquet as pq

HERE = pathlib.Path(__file__).parent
N = 200


def table():
    rng = random.Random(6)
    gaps = lambda values: [None if rng.random() < 0.15 else v for v in values]
    pick = lambda values: gaps([rng.choice(values) for _ in range(N)])
    start = datetime.datetime(1969, 12, 30, 22, 15, 0)
    stamps = [start + datetime.timedelta(seconds=rng.randrange(3 * 10**9)) for _ in range(N)]
    return pa.table({
        "number": pa.array(range(1, N + 1), pa.int64()),
        "big": pa.array([2**53 + 2 * i for i in range(N)], pa.int64()),
        "rating": pa.array(pick([1, 2, 3, 4, 5]), pa.int8()),
        "unsigned": pa.array(pick([0, 7, 4294967295]), pa.uint32()),
        "share": pa.array(pick([0.1, -2.5, 1e-7, 123456.789]), pa.float64()),
        "weight": pa.array(pick([0.1, 1.5, 0.333, 70.25]), pa.float32()),
        "price": pa.array(pick([decimal.Decimal(t) for t in ["0.30", "-12.50", "1999.99", "7.00"]]),
                          pa.decimal128(9, 2)),
        "agrees": pa.array(pick([True, False]), pa.bool_()),
        "city": pa.array(pick(["Köln", "Αθήνα", "São Paulo, SP", 'the "old" town', "two\nlines"])),
        "brand": pa.array(pick(["alpha", "beta", "gamma"])).dictionary_encode(),
        "size": pa.DictionaryArray.from_arrays(
            pa.array(pick([0, 1, 2]), pa.int8()), ["small", "medium", "large"], ordered=True),
        "born": pa.array(gaps([s.date() for s in stamps]), pa.date32()),
        "finished": pa.array(gaps(stamps), pa.timestamp("us")),
        "seen": pa.array(gaps(stamps), pa.timestamp("ms")),
        "started": pa.array(gaps([s.time() for s in stamps]), pa.time32("s")),
        "nothing": pa.array([None] * N, pa.string()),
    })


def main():
    data = table()
    pyarrow.csv.write_csv(data, HERE / "columnar.csv")
    for codec in ["none", "snappy", "gzip", "zstd", "lz4", "brotli"]:
        pq.write_table(data, HERE / f"{codec}.parquet", compression=codec)
    pq.write_table(data, HERE / "groups.parquet", row_group_size=70, data_page_version="2.0",
                   use_dictionary=False, compression="gzip", data_page_size=300)
    pq.write_table(data, HERE / "int96.parquet", use_deprecated_int96_timestamps=True, version="1.0")
    for codec in ["uncompressed", "lz4", "zstd"]:
        pyarrow.feather.write_feather(data, HERE / f"{codec}.feather", compression=codec, chunksize=90)
    # polars packs Parquet with ZSTD unless told, has views of texts, and no mark before Arrow's schema.
    frame = pl.from_arrow(data)
    frame.write_parquet(HERE / "polars.parquet")
    frame.write_ipc(HERE / "polars.arrow", compression="zstd")
    # Every encoding of values that is read, at ZSTD's highest levels.
    encodings = {"number": "DELTA_BINARY_PACKED", "rating": "DELTA_BINARY_PACKED",
                 "share": "BYTE_STREAM_SPLIT", "weight": "BYTE_STREAM_SPLIT", "agrees": "RLE",
                 "city": "DELTA_BYTE_ARRAY", "brand": "DELTA_LENGTH_BYTE_ARRAY"}
    flat = data.set_column(9, "brand", data["brand"].cast(pa.string()))
    pq.write_table(flat, HERE / "encodings.parquet", compression="zstd", compression_level=19,
                   use_dictionary=False, column_encoding=encodings)
    # Texts long enough that a buffer takes several LZ4 blocks.
    rng = random.Random(7)
    words = [f"w{rng.randrange(10**6)}" for _ in range(3000)]
    long = pa.table({"essay": [" ".join(rng.choices(words, k=60)) for _ in range(700)]})
    pyarrow.feather.write_feather(long.slice(0, 700), HERE / "long_lz4.feather", compression="lz4")
    pyarrow.csv.write_csv(long, HERE / "long.csv")
    with pa.ipc.new_stream(HERE / "stream.arrow", data.schema) as writer:
        writer.write_table(data, max_chunksize=90)
    with pa.ipc.new_file(HERE / "file.arrow", data.schema) as writer:
        writer.write_table(data)


main()
