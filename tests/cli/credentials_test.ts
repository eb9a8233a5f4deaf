/** Tests that S3 credentials are in nothing that a command writes or prints, also where it fails. Runs in Deno. */

import assert from "node:assert/strict";
import { s3Storage } from "../../pipeline/io/s3/bucket.ts";
import {
  type CommandResult,
  filesBelow,
  productFile,
  runNotebookCommand,
  runPipelineCommand,
} from "../support/command.ts";
import {
  type Minio,
  minioAbsent,
  NEEDS_MINIO,
  startMinio,
  storeEnvironment,
} from "../support/minio.ts";
import { inProductCopy } from "../support/product_copy.ts";
import { runTool } from "../support/tool.ts";

type Env = Record<string, string>;

/** Ways of asking that end with a given code; each is run with what the environment says. */
interface Door {
  readonly ask: (cwd: string, env: Env) => Promise<CommandResult>;
  readonly code: number;
  /** What the environment says otherwise. */
  readonly env?: Env;
}

const QUICK = ["--set", "structure.check=none", "--set", "clustering.n_clusters=3"];
const pipeline = (...args: string[]) => (cwd: string, env: Env) =>
  runPipelineCommand([...QUICK, ...args, "--verbose"], { cwd, env });
const notebook = (...args: string[]) => (cwd: string, env: Env) =>
  runNotebookCommand([productFile("notebooks/portrait.ipynb"), ...args, "--verbose"], { cwd, env });
const upload = (cwd: string, env: Env) => runTool("upload", [], { cwd, env });
const TO_BUCKET = ["--output", "s3://survey-dataset/runs"];
const SECRET_IN_ADDRESS = "hush-in-the-address";

const DOORS: Readonly<Record<string, Door>> = {
  "upload": { ask: upload, code: 0 },
  "a run": { ask: pipeline(...TO_BUCKET), code: 0 },
  "a run with --json into a folder": { ask: pipeline("--json"), code: 0 },
  "a list": { ask: pipeline("--list", "--json"), code: 0 },
  "a missing object": { ask: pipeline("--input", "s3://survey-dataset/none.csv"), code: 4 },
  "a missing bucket": { ask: pipeline("--output", "s3://no-such-bucket/runs"), code: 4 },
  "a store that is not there": {
    ask: pipeline(),
    code: 4,
    env: { S3_ENDPOINT: "http://127.0.0.1:9" },
  },
  "an address with a password": {
    ask: pipeline(),
    code: 4,
    env: { S3_ENDPOINT: `http://someone:${SECRET_IN_ADDRESS}@127.0.0.1:9` },
  },
  "an address that is none": {
    ask: pipeline(),
    code: 4,
    env: { S3_ENDPOINT: `someone:${SECRET_IN_ADDRESS}@127.0.0.1:9` },
  },
  "wrong parameters": { ask: pipeline("--set", "clustering.n_clusters=0"), code: 2 },
  "a survey that cannot be read": { ask: pipeline("--set", "ingest.sheet=none"), code: 3 },
  "an upload to a store that is not there": {
    ask: upload,
    code: 4,
    env: { S3_ENDPOINT: "http://127.0.0.1:9" },
  },
  "a notebook whose survey is missing": {
    ask: notebook("--input", "s3://survey-dataset/none.csv"),
    code: 4,
  },
};

function checkText(text: string, { accessKeyId, secretAccessKey }: Minio, place: string): void {
  for (const secret of [accessKeyId, secretAccessKey, SECRET_IN_ADDRESS]) {
    for (const form of [secret, btoa(secret), encodeURIComponent(secret)]) {
      assert.ok(!text.includes(form), `${form} in ${place}`);
    }
  }
  assert.doesNotMatch(text, /X-Amz-Signature|AWS4-HMAC/, place);
}

async function checkFiles(folder: string, minio: Minio): Promise<void> {
  for (const name of await filesBelow(folder)) {
    const text = new TextDecoder("latin1").decode(await Deno.readFile(`${folder}/${name}`));
    checkText(text, minio, name);
  }
}

Deno.test({
  name: `credentials are in nothing that commands write or print, failing or not ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  fn: async (t) => {
    const minio = await startMinio();
    const given = storeEnvironment(minio);
    try {
      await inProductCopy(async (cwd) => {
        for (const [name, { ask, code, env }] of Object.entries(DOORS)) {
          await t.step(name, async () => {
            const ended = await ask(cwd, { ...given, ...env });
            assert.equal(ended.code, code, ended.stderr);
            checkText(ended.stdout + ended.stderr, minio, name);
          });
        }
        await t.step("runs, cache and downloads", () => checkFiles(cwd, minio));
        await t.step("what went into the bucket", async () => {
          const bucket = s3Storage({ ...minio, region: "us-east-1", bucket: "survey-dataset" });
          const names = (await bucket.list("runs/")).map(({ name }) => name);
          assert.ok(names.length > 5);
          for (const name of names) {
            checkText(new TextDecoder("latin1").decode(await bucket.get(name)), minio, name);
          }
        });
      });
    } finally {
      await minio.stop();
    }
  },
});
