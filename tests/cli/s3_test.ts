/** Tests of the command line against a real MinIO. Runs in Deno. */

import assert from "node:assert/strict";
import { s3Storage } from "../../pipeline/io/s3/bucket.ts";
import { type CommandResult, runPipelineCommand } from "../support/command.ts";
import {
  type Minio,
  minioAbsent,
  NEEDS_MINIO,
  startMinio,
  storeEnvironment,
} from "../support/minio.ts";
import { inProductCopy, RUN_FILES, runJson } from "../support/product_copy.ts";
import { runTool } from "../support/tool.ts";

const TO_BUCKET = ["--output", "s3://survey-dataset/runs"];

function upload(cwd: string, env: Record<string, string>): Promise<CommandResult> {
  return runTool("upload", [], { cwd, env });
}

/** A copy of the product in a folder, and the store that it is told of. */
interface Setting {
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly minio: Minio;
}

const STEPS: Readonly<Record<string, (setting: Setting) => Promise<void>>> = {
  "a missing bucket and a missing object are told apart": tellsMissingApart,
  "upload is safe to run again": uploadsAgain,
  "same run, same bytes": givesSameBytes,
  "--list still lists one survey": listsOneSurvey,
  "wrong credentials are refused and written nowhere": refusesWrongCredentials,
  "no credential is in the run folder": keepsCredentialsOut,
};

Deno.test({
  name: `a run from and to a bucket gives the bytes of one from a folder ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  fn: async (t) => {
    const minio = await startMinio();
    const env = storeEnvironment(minio);
    try {
      await inProductCopy(async (cwd) => {
        for (const [name, check] of Object.entries(STEPS)) {
          await t.step(name, () => check({ cwd, env, minio }));
        }
      });
    } finally {
      await minio.stop();
    }
  },
});

async function tellsMissingApart({ cwd, env }: Setting): Promise<void> {
  const bucket = await runPipelineCommand(["--quiet"], { cwd, env });
  assert.equal(bucket.code, 4);
  assert.match(bucket.stderr, /bucket.*survey-dataset/);
  assert.equal((await upload(cwd, env)).code, 0);
  const object = await runPipelineCommand([
    "--quiet",
    "--set",
    "storage.object_name=datasets.xlsx",
  ], {
    cwd,
    env,
  });
  assert.equal(object.code, 4);
  assert.match(
    object.stderr,
    /survey-dataset\/datasets\.xlsx .*Did you mean "dataset\.xlsx"\?/,
  );
}

async function uploadsAgain({ cwd, env }: Setting): Promise<void> {
  const { code, stdout, stderr } = await upload(cwd, env);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /dataset\.xlsx/);
}

async function givesSameBytes({ cwd, env, minio }: Setting): Promise<void> {
  const local = await runJson(cwd);
  const remote = await runJson(cwd, TO_BUCKET, env);
  assert.equal(remote.run_id, local.run_id);
  assert.equal(remote.output, `s3://survey-dataset/runs/${local.run_id}`);
  const bucket = s3Storage({ ...minio, region: "us-east-1", bucket: "survey-dataset" });
  const names = (await bucket.list("runs/")).map(({ name }) => name.split("/").pop());
  assert.deepEqual(names, RUN_FILES);
  for (const file of RUN_FILES.filter((name) => name !== "manifest.json")) {
    const here = await Deno.readFile(`${cwd}/${local.output}/${file}`);
    assert.deepEqual(await bucket.get(`runs/${local.run_id}/${file}`), here, file);
  }
}

async function listsOneSurvey({ cwd, env }: Setting): Promise<void> {
  const { stdout } = await runPipelineCommand(["--list", "--json"], { cwd, env });
  assert.deepEqual(JSON.parse(stdout).map(({ name }: { name: string }) => name), [
    "dataset.xlsx",
  ]);
}

async function refusesWrongCredentials({ cwd, env, minio }: Setting): Promise<void> {
  const wrong = { ...env, AWS_SECRET_ACCESS_KEY: "not-the-secret-of-anyone" };
  const { code, stdout, stderr } = await runPipelineCommand(["--quiet"], {
    cwd,
    env: wrong,
  });
  assert.equal(code, 4);
  assert.match(stderr, /^error: .*127\.0\.0\.1/);
  assert.doesNotMatch(stdout + stderr, new RegExp(`not-the-secret|${minio.accessKeyId}`));
  assert.ok(stderr.trimEnd().split("\n").length <= 2, stderr);
}

async function keepsCredentialsOut({ cwd, env, minio }: Setting): Promise<void> {
  const local = await runJson(cwd, [], env);
  for (const file of RUN_FILES) {
    const text = new TextDecoder("latin1").decode(
      await Deno.readFile(`${cwd}/${local.output}/${file}`),
    );
    assert.ok(
      !text.includes(minio.secretAccessKey) && !text.includes(minio.accessKeyId),
      file,
    );
  }
}
