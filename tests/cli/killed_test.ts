/** Tests of a run that is killed at any moment of writing: the same command again ends with the same bytes. Runs in Deno. */

import assert from "node:assert/strict";
import { ensureBucket, s3Storage } from "../../pipeline/io/s3/bucket.ts";
import { folderStorage } from "../../pipeline/io/fs/folder.ts";
import type { Storage } from "../../pipeline/io/storage.ts";
import { inTemporaryFolder, productFile } from "../support/command.ts";
import { minioAbsent, NEEDS_MINIO, startMinio, storeEnvironment } from "../support/minio.ts";
import { NOWHERE } from "../support/s3_cases.ts";
import { csvOf } from "../support/survey_text.ts";
import { tellReliability } from "../support/tell_reliability.ts";

const SURVEY = csvOf({
  q1: Array.from({ length: 40 }, (_, i) => 1 + (i * 7) % 5),
  q2: Array.from({ length: 40 }, (_, i) => i < 20 ? 1 + i % 2 : 4 + i % 2),
});

const told: string[] = [];

function line(what: string, killedAt: string): string {
  return `| ${what} | ${killedAt} | the same command again: the same bytes |`;
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

/** The files below a folder by name; the manifest without its place and times. */
async function filesOf(storage: Storage, folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { name } of await storage.list(`${folder}/`)) {
    const text = new TextDecoder("latin1").decode(await storage.get(name));
    const isManifest = name.endsWith("manifest.json");
    files.set(name.slice(folder.length), isManifest ? withoutTimes(text) : text);
  }
  return files;
}

function withoutTimes(text: string): string {
  const { started: _s, finished: _f, output: _o, timings_ms: _t, cached: _c, ...told } = JSON.parse(
    text,
  );
  return JSON.stringify(told);
}

/** What is killed, and where it then lies. */
interface Killed {
  readonly storage: Storage;
  /** Steps from one kill to the next. */
  readonly stride: number;
  /** Folder of the runs in the storage, for a kill at a step. */
  readonly folder: (step: number) => string;
  /** What `--output` is, for a folder. */
  readonly output: (folder: string) => string;
  readonly wanted: ReadonlyMap<string, string>;
}

/** Kills at step after step until the command gets through, and runs it again each time.
 * @returns Kills.
 */
async function killEverywhere(
  { cwd, env }: Omit<Place, "output">,
  { storage, stride, folder, output, wanted }: Killed,
): Promise<number> {
  for (let step = 0;; step += stride) {
    const place = { cwd, env, output: output(folder(step)) };
    const first = await run(step, place);
    if (!first.isKilled) {
      assert.equal(first.code, 0, first.said);
      assert.deepEqual(await filesOf(storage, folder(step)), wanted);
      return step / stride;
    }
    // Of what is left, nothing that is called finished differs from a finished run.
    const torn = await filesOf(storage, folder(step));
    const isFinished = [...torn.keys()].some((name) => name.endsWith("manifest.json"));
    if (isFinished) assert.deepEqual(torn, wanted, `killed at step ${step}`);
    const again = await run(Infinity, place);
    assert.equal(again.code, 0, again.said);
    assert.deepEqual(await filesOf(storage, folder(step)), wanted, `after a kill at step ${step}`);
  }
}

Deno.test("a run into a folder that is killed at any step of writing ends the same when run again", async () => {
  await inTemporaryFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/survey.csv`, SURVEY);
    const place = { cwd, env: {} };
    const storage = folderStorage(cwd);
    const output = (folder: string) => `${cwd}/${folder}`;
    assert.equal((await run(Infinity, { ...place, output: output("whole") })).code, 0);
    const wanted = await filesOf(storage, "whole");
    const folder = (step: number) => `runs-${step}`;
    // A file takes four steps (its folder, opening, two writes): every kind of moment is met.
    const killed = await killEverywhere(place, { storage, stride: 5, folder, output, wanted });
    assert.ok(killed >= 5, String(killed));
    told.push(line("a new run folder on disk", "every fifth step"));
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
        const env = storeEnvironment(minio);
        const storage = s3Storage(options);
        const output = (folder: string) => `s3://surveys/${folder}`;
        assert.equal((await run(Infinity, { cwd, env, output: output("whole") })).code, 0);
        const wanted = await filesOf(storage, "whole");
        const asked = { storage, output, wanted };
        const folder = (step: number) => `runs-${step}`;
        const fresh = await killEverywhere({ cwd, env }, { ...asked, stride: 3, folder });
        assert.ok(fresh >= 4, String(fresh));
        told.push(line("a new run folder in a bucket", "every third step"));
        // Over a finished run: it stays finished, and the new one has the same bytes.
        const killed = await killEverywhere(
          { cwd, env },
          { ...asked, stride: 1, folder: () => "whole" },
        );
        assert.ok(killed >= 4, String(killed));
        told.push(line("a finished run in a bucket, replaced", "every step"));
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
      "| what is written | killed at | how it ends |",
      "| --- | --- | --- |",
      ...told,
    ]),
});
