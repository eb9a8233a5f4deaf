/** Tests of full disks where a run goes over all rows: told in one line, and nothing half-written. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { exitCodeOf } from "../../pipeline/cli/exit.ts";
import { openDuckDb } from "../../pipeline/engines/duckdb/open_duckdb.ts";
import { findFiles } from "../../pipeline/engines/sources.ts";
import { ensureBucket, s3Storage } from "../../pipeline/io/s3/bucket.ts";
import {
  filesBelow,
  inTemporaryFolder,
  runOnDuckDbCommand,
  runPipelineCommand,
} from "../support/command.ts";
import { writeAnswersParquet, writeDatabase } from "../support/engine_rows.ts";
import { engineParams } from "../support/engine_runs.ts";
import { minioAbsent, NEEDS_MINIO, startMinio, storeEnvironment } from "../support/minio.ts";
import { mountAbsent, NEEDS_MOUNT, onSmallDisk } from "../support/small_disk.ts";

const SETTINGS = [
  ...["structure.check=none", "clustering.n_clusters=3", "clustering.n_init=1"],
  ...["clustering.max_iter=2", "engine.sample=500"],
].flatMap((setting) => ["--set", setting]);

/** That it ended with 4 and one line. */
function saysFull({ code, stderr }: { code: number; stderr: string }, told: RegExp): void {
  assert.equal(code, 4, stderr);
  assert.match(stderr, told);
  assert.equal(stderr.trim().split("\n").length, 1, stderr);
}

Deno.test({
  name: `an output that does not fit ends with 4, and earlier runs stay ${NEEDS_MOUNT}`,
  ignore: mountAbsent,
  fn: () =>
    inTemporaryFolder(async (cwd) => {
      await writeAnswersParquet(`${cwd}/few`, { rows: 1000, files: 1 });
      await writeAnswersParquet(`${cwd}/many`, { rows: 60_000, files: 2 });
      await onSmallDisk(`${cwd}/disk`, "400k", async () => {
        const run = (command: typeof runPipelineCommand, input: string, ...more: string[]) =>
          command([
            ...["--input", input, "--output", "disk/runs", "--quiet", "--no-cache"],
            ...[...SETTINGS, ...more],
          ], { cwd });
        const first = await run(runOnDuckDbCommand, "few");
        assert.equal(first.code, 0, first.stderr);
        const earlier = await filesBelow(`${cwd}/disk`);
        assert.ok(earlier.length > 5);
        // Taken by something else, so that not even the segments fit.
        await Deno.writeFile(`${cwd}/disk/taken`, new Uint8Array(120_000));
        saysFull(
          await run(runOnDuckDbCommand, "many"),
          /^error: Cannot write "\w{12}" in folder disk\/runs: .* the segment of every row, but it is full\./,
        );
        saysFull(
          await run(runPipelineCommand, "many", "--set", "engine.name=local"),
          /^error: Cannot write "\w{12}" in folder disk\/runs: the disk needs more room, but it is full \(ENOSPC\)/,
        );
        await Deno.remove(`${cwd}/disk/taken`);
        assert.deepEqual(await filesBelow(`${cwd}/disk`), earlier);
      });
    }),
});

Deno.test({
  name: `a disk of temporary files that is full is named as such, and is left empty ${NEEDS_MOUNT}`,
  ignore: mountAbsent,
  fn: () =>
    inTemporaryFolder(async (cwd) => {
      await writeDatabase(`${cwd}/base.duckdb`, [
        "CREATE TABLE survey AS SELECT $answers FROM range(60_000) t(i)",
        "CREATE VIEW wide AS SELECT *, repeat(md5(respondent::VARCHAR), 50) AS word FROM survey",
        `COPY survey TO '${cwd}/survey.csv'`,
      ]);
      await onSmallDisk(`${cwd}/disk`, "1m", async () => {
        const told = await runOnDuckDbCommand(
          ["--input", "survey.csv", "--quiet", "--set", "engine.name=duckdb", ...SETTINGS],
          { cwd, env: { TMPDIR: `${cwd}/disk` } },
        );
        saysFull(
          told,
          /^error: Cannot compute with DuckDB: .* Free some room on the disk that holds temporary files, or set TMPDIR/,
        );
        assert.deepEqual([...Deno.readDirSync(`${cwd}/disk`)], []);
      });
      // What a sort does not hold in memory goes to disk.
      await onSmallDisk(`${cwd}/disk`, "6m", async () => {
        const { ingest } = engineParams({ ingest: { sheet: "wide" } });
        const opened = openDuckDb({
          ...{ files: findFiles(`${cwd}/base.duckdb`), ingest, memory: 100e6 },
          ...{ context: createContext({ workers: 1 }), scratchIn: `${cwd}/disk` },
        });
        await assert.rejects(opened, (error: Error) => {
          assert.equal(exitCodeOf(error), 4);
          assert.match(
            error.message,
            /^Cannot compute with DuckDB: failed to offload .* Free some room on the disk that holds temporary files/,
          );
          assert.doesNotMatch(error.message, /\n/);
          return true;
        });
        assert.deepEqual([...Deno.readDirSync(`${cwd}/disk`)], []);
      });
      assert.deepEqual(await filesBelow(cwd), ["base.duckdb", "survey.csv"]);
    }),
});

Deno.test({
  name: `copies from a bucket that do not fit are told as such ${NEEDS_MINIO} ${NEEDS_MOUNT}`,
  ignore: minioAbsent || mountAbsent,
  async fn() {
    const minio = await startMinio();
    try {
      await inTemporaryFolder(async (cwd) => {
        await writeAnswersParquet(`${cwd}/waves`, { rows: 6000, files: 1 });
        const bucketOptions = { ...minio, region: "us-east-1", bucket: "tracking" };
        await ensureBucket(bucketOptions);
        const bytes = await Deno.readFile(`${cwd}/waves/part-0.parquet`);
        await s3Storage(bucketOptions).put("waves/part-0.parquet", bytes);
        await onSmallDisk(`${cwd}/data`, "20k", async () => {
          const told = await runOnDuckDbCommand(
            ["--input", "s3://tracking/waves/", "--quiet", ...SETTINGS],
            { cwd, env: storeEnvironment(minio) },
          );
          saysFull(
            told,
            /^error: Cannot write "waves\/part-0\.parquet" in folder data\/\.downloads\/tracking: the disk needs room for \d+ bytes/,
          );
          assert.deepEqual(await filesBelow(`${cwd}/data`), []);
        });
      });
    } finally {
      await minio.stop();
    }
  },
});
