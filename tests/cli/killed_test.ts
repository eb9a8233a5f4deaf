/** Tests of a run that is killed at any moment of writing: the same command again ends with the same bytes. Runs in Deno. */

import assert from "node:assert/strict";
import { ensureBucket, s3Storage } from "../../pipeline/io/s3/bucket.ts";
import { folderStorage } from "../../pipeline/io/fs/folder.ts";
import type { Storage } from "../../pipeline/io/storage.ts";
import { inTemporaryFolder, productFile } from "../support/command.ts";
import { minioAbsent, NEEDS_MINIO, startMinio } from "../support/minio.ts";
import { NOWHERE } from "../support/s3_cases.ts";
import { csvOf } from "../support/survey_text.ts";
import { tellReliability } from "../support/tell_reliability.ts";

const SURVEY = csvOf({
  q1: Array.from({ length: 40 }, (_, i) => 1 + (i * 7) % 5),
  q2: Array.from({ length: 40 }, (_, i) => i < 20 ? 1 + i % 2 : 4 + i % 2),
});

/** A file takes four steps (its folder, opening, two writes), so that every kind of moment is met. */
const STRIDE = 5;

const told: string[] = [];

function line(what: string, steps: number): string {
  const kills = Math.ceil(steps / STRIDE);
  return `| ${what} | ${kills} | the same command again: the same bytes |`;
}

interface Ended {
  readonly isKilled: boolean;
  readonly code: number;
  readonly said: string;
}

interface Place {
  readonly cwd: string;
  readonly output: string;
  readonly env: Record<string, string>;
}

/** Runs the same command, killed at a step; Infinity: to its end. */
async function run(step: number, { cwd, output, env }: Place): Promise<Ended> {
  const { code, signal, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", "--no-check", "--config", productFile("deno.json")],
      productFile("tests/support/killed_run.ts"),
      String(step),
      ...["--input", `${cwd}/survey.csv`, "--output", output, "--quiet", "--no-cache"],
      ...["--set", "clustering.n_clusters=2", "--set", "structure.check=none"],
    ],
    cwd,
    env,
    stdout: "null",
  }).output();
  return { isKilled: signal === "SIGKILL", code, said: new TextDecoder().decode(stderr) };
}

/** The files below `runs/` by name; the manifest without its place and times. */
async function filesOf(storage: Storage): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { name } of await storage.list("runs/")) {
    const text = new TextDecoder("latin1").decode(await storage.get(name));
    const isManifest = name.endsWith("manifest.json");
    files.set(name, isManifest ? withoutTimes(text) : text);
  }
  return files;
}

function withoutTimes(text: string): string {
  const { started: _s, finished: _f, output: _o, timings_ms: _t, cached: _c, ...told } = JSON.parse(
    text,
  );
  return JSON.stringify(told);
}

/** Kills at every fifth step until the command gets through, on top of what is there; then runs it again.
 * @returns Steps at which it was killed.
 */
async function killEverywhere(
  place: Place,
  storage: Storage,
  { wanted, clear }: { wanted: ReadonlyMap<string, string>; clear: () => Promise<void> },
): Promise<number> {
  for (let step = 0;; step += STRIDE) {
    await clear();
    const first = await run(step, place);
    if (!first.isKilled) {
      assert.equal(first.code, 0, first.said);
      return step;
    }
    // Of what is left, nothing that is called finished differs from a finished run.
    const torn = await filesOf(storage);
    const isFinished = [...torn.keys()].some((name) => name.endsWith("manifest.json"));
    if (isFinished) assert.deepEqual(torn, wanted, `killed at step ${step}`);
    const again = await run(Infinity, place);
    assert.equal(again.code, 0, again.said);
    assert.deepEqual(await filesOf(storage), wanted, `after a kill at step ${step}`);
  }
}

Deno.test("a run into a folder that is killed at any step of writing ends the same when run again", async () => {
  await inTemporaryFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/survey.csv`, SURVEY);
    const place = { cwd, output: `${cwd}/runs`, env: {} };
    const storage = folderStorage(cwd);
    const clear = () => Deno.remove(`${cwd}/runs`, { recursive: true }).catch(() => {});
    assert.equal((await run(Infinity, place)).code, 0);
    const wanted = await filesOf(storage);
    const killed = await killEverywhere(place, storage, { wanted, clear });
    assert.ok(killed >= 20, String(killed));
    told.push(line("a new run folder on disk", killed));
  });
});

Deno.test({
  name:
    `a run into a bucket that is killed at any step of writing ends the same when run again ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  fn: async () => {
    const minio = await startMinio();
    try {
      const { endpoint, accessKeyId, secretAccessKey } = minio;
      const options = { ...NOWHERE, endpoint, accessKeyId, secretAccessKey };
      await ensureBucket(options);
      await inTemporaryFolder(async (cwd) => {
        await Deno.writeTextFile(`${cwd}/survey.csv`, SURVEY);
        const env = {
          S3_ENDPOINT: endpoint,
          AWS_ACCESS_KEY_ID: accessKeyId,
          AWS_SECRET_ACCESS_KEY: secretAccessKey,
        };
        const place = { cwd, output: "s3://surveys/runs", env };
        const storage = s3Storage(options);
        assert.equal((await run(Infinity, place)).code, 0);
        const wanted = await filesOf(storage);
        // Over a finished run: it stays finished, and the new one has the same bytes.
        const killed = await killEverywhere(place, storage, { wanted, clear: async () => {} });
        assert.ok(killed >= 5, String(killed));
        told.push(line("a finished run in a bucket, replaced", killed));
      });
    } finally {
      await minio.stop();
    }
  },
});

Deno.test({
  name: `docs/reliability.md tells what these kills left ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  fn: () =>
    tellReliability("killed", [
      "| what is written | kills, at steps of writing | how it ends |",
      "| --- | --- | --- |",
      ...told,
    ]),
});
