/** Tests of runs over all rows of files in a bucket, on a real MinIO. Runs in Deno. */

import assert from "node:assert/strict";
import { ensureBucket, s3Storage } from "../../pipeline/io/s3/bucket.ts";
import type { Storage } from "../../pipeline/io/storage.ts";
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
        await send(bucket, "study/waves", `${cwd}/waves`);
        await bucket.put("study/waves/_SUCCESS", new TextEncoder().encode("done"));
        const run = async (input: string, output = "runs") => {
          const { code, stdout, stderr } = await runOnDuckDbCommand(
            ["--input", input, "--output", output, "--quiet", "--json", ...SETTINGS],
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
        await send(bucket, "study/regions", `${cwd}/regions`);
        const ofFolders = await run("regions");
        assert.equal(ofFolders.code, 0, ofFolders.stderr);
        for (const input of ["regions/", "regions/**"]) await isSame(input, ofFolders);
        // A run may go there: its files are those on disk, and one in their place is replaced.
        const id = onDisk.summary.run_id;
        for (let time = 0; time < 2; time++) {
          const there = await run("waves", "s3://tracking/out/");
          assert.equal(there.code, 0, there.stderr);
          assert.equal(there.summary.output, `s3://tracking/out/${id}`);
        }
        await isSent(bucket, `out/${id}`, `${cwd}/runs/${id}`);
        const nowhere = await run("waves", "s3://nowhere/out");
        assert.equal(nowhere.code, 4);
        assert.match(nowhere.stderr, /^error: .*"nowhere".*\n$/);
        const none = await run("s3://tracking/study/*.csv");
        assert.equal(none.code, 4);
        assert.match(none.stderr, /^error: Cannot find "s3:\/\/tracking\/study\/\*\.csv"/);
      });
    } finally {
      await minio.stop();
    }
  },
});

async function send(bucket: Storage, prefix: string, folder: string): Promise<void> {
  for (const name of await filesBelow(folder)) {
    await bucket.put(`${prefix}/${name}`, await Deno.readFile(`${folder}/${name}`));
  }
}

/** Whether a run in a bucket has the files of one on disk, to the byte but for when they were made. */
async function isSent(bucket: Storage, prefix: string, folder: string): Promise<void> {
  const names = (await bucket.list(prefix)).map(({ name }) => name.slice(prefix.length + 1));
  assert.deepEqual(names.toSorted(), (await filesBelow(folder)).toSorted());
  for (const name of names.filter((name) => name !== "manifest.json")) {
    const sent = await bucket.get(`${prefix}/${name}`);
    assert.deepEqual(sent, await Deno.readFile(`${folder}/${name}`), name);
  }
}
