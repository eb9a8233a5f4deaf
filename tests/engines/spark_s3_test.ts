/** Tests of Spark reading and writing files in a bucket, against a real server and a real MinIO. Runs in Deno only. */

import assert from "node:assert/strict";
import { connectSpark } from "../../pipeline/engines/spark/connect_spark.ts";
import { ensureBucket, s3Storage } from "../../pipeline/io/s3/bucket.ts";
import { minioAbsent, NEEDS_MINIO, startMinio } from "../support/minio.ts";
import { NEEDS_SPARK, sparkS3Absent, startSpark, storeSettings } from "../support/spark_server.ts";

Deno.test({
  name: `Spark writes Parquet into a bucket and reads it back ${NEEDS_SPARK} ${NEEDS_MINIO}`,
  ignore: sparkS3Absent || minioAbsent,
  async fn() {
    const store = await startMinio();
    const server = await startSpark({ settings: storeSettings(store) });
    try {
      const bucket = { ...store, region: "us-east-1", bucket: "surveys" };
      await ensureBucket(bucket);
      const connection = await connectSpark(server.endpoint, { secrets: [store.secretAccessKey] });
      await connection.query(
        "INSERT OVERWRITE DIRECTORY 's3a://surveys/out' USING parquet " +
          "SELECT id, id * 0.5D AS half FROM range(0, 1000, 1, 3)",
      );
      const { columns } = await connection.query(
        "SELECT count(*) AS n, sum(half) AS s FROM parquet.`s3a://surveys/out/*.parquet`",
      );
      assert.deepEqual(columns, [[1000], [249_750]]);
      const written = [];
      for (const { name } of await s3Storage(bucket).list("out/")) written.push(name);
      assert.equal(written.filter((name) => name.endsWith(".parquet")).length, 3);
      const cases: [string, string][] = [
        ["s3a://nowhere/x.parquet", "missing-bucket"],
        ["s3a://surveys/none/x.parquet", "missing-object"],
      ];
      for (const [address, failure] of cases) {
        await assert.rejects(
          connection.query(`SELECT * FROM parquet.\`${address}\``),
          (error: Error & { failure?: string }) => {
            assert.equal(error.failure, failure, error.message);
            assert.doesNotMatch(error.message, /\n/);
            assert.ok(!error.message.includes(store.secretAccessKey));
            return true;
          },
        );
      }
      await connection.close();
    } finally {
      await server.stop();
      await store.stop();
    }
  },
});
