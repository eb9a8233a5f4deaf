/** Tests of `deno task upload`: what it puts where, what it passes over, what it says. Runs in Deno. */

import assert from "node:assert/strict";
import { s3Storage } from "../../pipeline/io/s3/bucket.ts";
import { inTemporaryFolder } from "../support/command.ts";
import { minioAbsent, NEEDS_MINIO, startMinio, storeEnvironment } from "../support/minio.ts";
import { textOf } from "../support/storage_cases.ts";
import { runTool } from "../support/tool.ts";

const NOWHERE = {
  S3_ENDPOINT: "http://127.0.0.1:20001",
  AWS_ACCESS_KEY_ID: "id-of-someone",
  AWS_SECRET_ACCESS_KEY: "hush-hush",
};

async function writeFiles(cwd: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await Deno.mkdir(`${cwd}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(`${cwd}/${path}`, text);
  }
}

Deno.test({
  name: `upload: surveys go into the bucket, only what differs, again and again ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  async fn() {
    const minio = await startMinio();
    try {
      await inTemporaryFolder(async (cwd) => {
        await writeFiles(cwd, {
          "config/params.yaml":
            "storage: { bucket: from-params, local_path: surveys }\nseed: wrong\n",
          "surveys/b.csv": "b",
          "surveys/waves/2024 ü.tsv": "wave",
          "surveys/readme.md": "no survey",
          "surveys/runs/1/segments.csv": "no survey",
          "surveys/.downloads/x/c.csv": "no survey",
          "other/z.csv": "z",
        });
        const env = storeEnvironment(minio);
        const first = await runTool("upload", [], { cwd, env });
        assert.deepEqual([first.code, first.stderr], [0, ""]);
        assert.deepEqual(first.stdout.trim().split("\n"), [
          "made s3://from-params",
          "uploaded  b.csv (1 bytes)",
          "uploaded  waves/2024 ü.tsv (4 bytes)",
          "2 uploaded, 0 unchanged, from folder surveys to s3://from-params",
        ]);
        await writeFiles(cwd, { "surveys/b.csv": "B" });
        const second = await runTool("upload", [], { cwd, env });
        assert.deepEqual(second.stdout.trim().split("\n"), [
          "uploaded  b.csv (1 bytes)",
          "unchanged  waves/2024 ü.tsv (4 bytes)",
          "1 uploaded, 1 unchanged, from folder surveys to s3://from-params",
        ]);
        const storage = s3Storage({ ...minio, region: "us-east-1", bucket: "from-params" });
        const found = await storage.list("");
        assert.deepEqual(found.map(({ name }) => name), ["b.csv", "waves/2024 ü.tsv"]);
        assert.equal(textOf(await storage.get("b.csv")), "B");
        const third = await runTool("upload", ["--bucket", "other", "--folder", "other"], {
          cwd,
          env,
        });
        assert.deepEqual(third.stdout.trim().split("\n"), [
          "made s3://other",
          "uploaded  z.csv (1 bytes)",
          "1 uploaded, 0 unchanged, from folder other to s3://other",
        ]);
      });
    } finally {
      await minio.stop();
    }
  },
});

/** What is wrong, the arguments, the environment, the exit code and the message. */
const WRONG: readonly [string, string[], Record<string, string>, number, RegExp][] = [
  [
    "an unknown flag",
    ["--buckt", "x"],
    NOWHERE,
    2,
    /^error: Cannot use the command line: expected a known flag, but got "--buckt"\. --help lists the flags\.\n$/,
  ],
  [
    "a flag without its value",
    ["--bucket"],
    NOWHERE,
    2,
    /^error: Cannot use the command line: expected a value after --bucket, but got nothing\. --help lists the flags\.\n$/,
  ],
  [
    "a wrong parameter",
    [],
    NOWHERE,
    2,
    /^error: Cannot use config\/params\.yaml storage\.buckt: .* Did you mean storage\.bucket\?\n$/,
  ],
  [
    "a folder that cannot be named to Deno",
    ["--folder", "a, b"],
    NOWHERE,
    2,
    /^error: Cannot use the command line: expected a folder whose path has no comma, but got "a, b"\./,
  ],
  [
    "no endpoint",
    ["--folder", "surveys"],
    { ...NOWHERE, S3_ENDPOINT: "" },
    4,
    /^error: Cannot use S3: S3_ENDPOINT must be an address with http or https, but it is not set\./,
  ],
  [
    "a store that does not answer",
    ["--folder", "surveys"],
    NOWHERE,
    4,
    /^error: Cannot create s3:\/\/survey-dataset at http:\/\/127\.0\.0\.1:20001: the endpoint must/,
  ],
  [
    "no folder",
    ["--folder", "nowhere"],
    NOWHERE,
    4,
    /^error: Cannot list folder nowhere: the folder must exist, but there is none/,
  ],
];

Deno.test("upload: what is wrong is said in one line, with the exit code of its kind", async (t) => {
  await inTemporaryFolder(async (cwd) => {
    await writeFiles(cwd, { "surveys/a.csv": "a" });
    for (const [name, args, env, code, message] of WRONG) {
      await t.step(name, async () => {
        const yaml = `${cwd}/config/params.yaml`;
        if (name === "a wrong parameter") {
          await writeFiles(cwd, { "config/params.yaml": "storage: { buckt: x }" });
        } else await Deno.remove(yaml).catch(() => {});
        const found = await runTool("upload", args, { cwd, env });
        assert.match(found.stderr, message);
        assert.equal(found.stderr.trimEnd().split("\n").length, 1, found.stderr);
        assert.doesNotMatch(found.stderr, /hush-hush|id-of-someone/);
        assert.deepEqual([found.code, found.stdout], [code, ""]);
      });
    }
  });
  await t.step("--help", async () => {
    const { code, stdout } = await runTool("upload", ["--help"], { cwd: Deno.cwd(), env: {} });
    assert.match(stdout, /^Puts the surveys of a folder into a bucket[^]*--folder PATH/);
    assert.equal(code, 0);
  });
});
