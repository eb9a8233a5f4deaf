/** Tests of runs over all rows of files in a bucket, on a real MinIO. Runs in Deno. */

import assert from "node:assert/strict";
import { ensureBucket, s3Storage } from "../../pipeline/io/s3/bucket.ts";
import { filesBelow, inTemporaryFolder, runOnDuckDbCommand } from "../support/command.ts";
import { writeAnswersParquet, writeDatabase, writePartitions } from "../support/engine_rows.ts";
import { minioAbsent, NEEDS_MINIO, startMinio, storeEnvironment } from "../support/minio.ts";

const SETTINGS = ["structure.check=none", "clustering.n_clusters=4", "engine.sample=2000"]
  .flatMap((setting) => ["--set", setting]);

Deno.test({
  name: `files of a bucket come to what the same files on disk do ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  async fn() {
    const minio = await startMinio();
    const env = storeEnvironment(minio);
    try {
      await inTemporaryFolder(async (cwd) => {
        await writeAnswersParquet(`${cwd}/waves`, { rows: 6000, files: 3 });
        const options = { ...minio, region: "us-east-1", bucket: "tracking" };
        await ensureBucket(options);
        const bucket = s3Storage(options);
        for (const { name } of Deno.readDirSync(`${cwd}/waves`)) {
          await bucket.put(`study/waves/${name}`, await Deno.readFile(`${cwd}/waves/${name}`));
        }
        await bucket.put("study/waves/_SUCCESS", new TextEncoder().encode("done"));
        const run = async (input: string) => {
          const { code, stdout, stderr } = await runOnDuckDbCommand(
            ["--input", input, "--quiet", "--json", ...SETTINGS],
            { cwd, env },
          );
          return { code, stderr, summary: code === 0 ? JSON.parse(stdout) : null };
        };
        const onDisk = await run("waves");
        assert.equal(onDisk.code, 0, onDisk.stderr);
        const isSame = async (input: string, expected: typeof onDisk) => {
          const { code, stderr, summary } = await run(`s3://tracking/study/${input}`);
          assert.equal(code, 0, stderr);
          assert.equal(summary.run_id, expected.summary.run_id);
          assert.deepEqual(summary.segments, expected.summary.segments);
        };
        for (const input of ["waves/*.parquet", "waves/"]) await isSame(input, onDisk);
        await writeDatabase(`${cwd}/waves.duckdb`, [
          `CREATE TABLE survey AS FROM read_parquet('${cwd}/waves/*.parquet')`,
        ]);
        await bucket.put("study/waves.duckdb", await Deno.readFile(`${cwd}/waves.duckdb`));
        await isSame("waves.duckdb", onDisk);
        // Folders name columns there too.
        await writePartitions(`${cwd}/regions`, { form: "parquet", rows: 3000 });
        for (const name of await filesBelow(`${cwd}/regions`)) {
          await bucket.put(`study/regions/${name}`, await Deno.readFile(`${cwd}/regions/${name}`));
        }
        const ofFolders = await run("regions");
        assert.equal(ofFolders.code, 0, ofFolders.stderr);
        for (const input of ["regions/", "regions/**"]) await isSame(input, ofFolders);
        const none = await run("s3://tracking/study/*.csv");
        assert.equal(none.code, 4);
        assert.match(none.stderr, /^error: Cannot find "s3:\/\/tracking\/study\/\*\.csv"/);
      });
    } finally {
      await minio.stop();
    }
  },
});
