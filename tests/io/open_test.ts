/** Which storage parameters, environment and addresses mean, and copies of downloads. Runs in Deno. */

import assert from "node:assert/strict";
import { type Params, PARAMS_SCHEMA } from "../../pipeline/plan/params.ts";
import { StorageError } from "../../pipeline/base/errors.ts";
import { readCodebookBeside } from "../../pipeline/io/codebook.ts";
import { readSurvey } from "../../pipeline/io/downloads.ts";
import { folderStorage } from "../../pipeline/io/fs/folder.ts";
import { openInput, openLocation, openOutput, openStorage } from "../../pipeline/io/open.ts";
import { ensureBucket, s3Storage } from "../../pipeline/io/s3/bucket.ts";
import type { Storage } from "../../pipeline/io/storage.ts";
import { inTemporaryFolder } from "../support/command.ts";
import { minioAbsent, NEEDS_MINIO, startMinio, storeEnvironment } from "../support/minio.ts";
import { bytesOf, failsWith, textOf } from "../support/storage_cases.ts";

const SET = {
  S3_ENDPOINT: "http://127.0.0.1:20001",
  AWS_ACCESS_KEY_ID: "id-of-someone",
  AWS_SECRET_ACCESS_KEY: "hush-hush",
};

function storageParams(changes: Partial<Params["storage"]> = {}): Params["storage"] {
  return PARAMS_SCHEMA.shape.storage.parse(changes);
}

function environment(variables: Record<string, string>): { get(name: string): string | undefined } {
  return { get: (name) => variables[name] };
}

Deno.test("openStorage() follows backend and S3_ENDPOINT", async (t) => {
  const cases: [string, Partial<Params["storage"]>, Record<string, string>, string][] = [
    ["auto without an endpoint", {}, {}, "folder data"],
    ["auto with an endpoint set to nothing", {}, { ...SET, S3_ENDPOINT: "" }, "folder data"],
    ["auto with an endpoint", {}, SET, "s3://survey-dataset"],
    ["local with an endpoint", { backend: "local", local_path: "my data" }, SET, "folder my data"],
    ["s3", { backend: "s3", bucket: "mine" }, SET, "s3://mine"],
  ];
  for (const [name, changes, variables, place] of cases) {
    await t.step(name, () => {
      assert.equal(openStorage(storageParams(changes), environment(variables)).place, place);
    });
  }
  await t.step("local asks for nothing", () => {
    const env = {
      get(name: string): string {
        throw new Error(`asked for ${name}`);
      },
    };
    openStorage(storageParams({ backend: "local" }), env);
  });
  const incomplete: [string, Record<string, string>, RegExp][] = [
    ["s3 without an endpoint", { ...SET, S3_ENDPOINT: "" }, /^Cannot use S3: S3_ENDPOINT must be/],
    ["s3 without a key", { ...SET, AWS_ACCESS_KEY_ID: "" }, /AWS_ACCESS_KEY_ID is not set/],
    [
      "s3 without a secret",
      { S3_ENDPOINT: SET.S3_ENDPOINT, AWS_ACCESS_KEY_ID: "id" },
      /AWS_SECRET_ACCESS_KEY is not set/,
    ],
  ];
  for (const [name, variables, message] of incomplete) {
    await t.step(name, () => {
      const params = storageParams({ backend: "s3" });
      assert.throws(() => openStorage(params, environment(variables)), {
        name: "StorageError",
        message,
      });
    });
  }
});

Deno.test("openLocation() tells addresses in S3 from paths", async (t) => {
  const cases: [string, string, string][] = [
    ["s3://bucket/waves/2024.csv", "s3://bucket", "waves/2024.csv"],
    ["S3://bucket/a b+%20.csv", "s3://bucket", "a b+%20.csv"],
    ["s3://bucket/runs/", "s3://bucket", "runs"],
    ["s3://bucket", "s3://bucket", ""],
    ["s3://bucket/", "s3://bucket", ""],
    ["survey.csv", "folder .", "survey.csv"],
    ["data/survey.csv", "folder data", "survey.csv"],
    ["./data/survey.csv", "folder ./data", "survey.csv"],
    ["/srv/data/survey.csv", "folder /srv/data", "survey.csv"],
    ["../survey.csv", "folder ..", "survey.csv"],
    ["runs/", "folder .", "runs"],
    ["s3:/bucket/a.csv", "folder s3:/bucket", "a.csv"],
    ["/", "folder /", ""],
  ];
  for (const [location, place, name] of cases) {
    await t.step(location, async () => {
      const found = await openLocation(location, storageParams(), environment(SET));
      assert.deepEqual([found.storage.place, found.name], [place, name]);
      assert.equal(found.downloads, "data/.downloads");
    });
  }
  await t.step(". is the working folder by its name", async () => {
    const { storage, name } = await openLocation(".", storageParams(), environment({}));
    assert.equal(`${storage.place}/${name}`, `folder ${Deno.cwd()}`);
  });
  await t.step("s3:// without a bucket", async () => {
    for (const location of ["s3://", "s3:///key.csv"]) {
      const open = openLocation(location, storageParams(), environment(SET));
      const error = await failsWith("invalid-name", open);
      assert.equal(
        error.message,
        `Cannot open "${location}": an address in S3 names its bucket, but this has none. ` +
          "Write it as s3://bucket/key.",
      );
    }
  });
  await t.step("an empty path", async () => {
    await failsWith("invalid-name", openLocation("", storageParams(), environment(SET)));
  });
  await t.step("an address in S3 without an endpoint", async () => {
    await failsWith("failed", openLocation("s3://b1/k", storageParams(), environment({})));
  });
});

Deno.test("openInput() reads the parameters' object or the named file; openOutput() names a run's folder", async (t) => {
  await inTemporaryFolder(async (root) => {
    await folderStorage(root).put("waves/a.csv", bytesOf("a"));
    const params = storageParams({ local_path: root, object_name: "waves/a.csv" });
    const env = environment({});
    await t.step("the parameters' object", async () => {
      const { name, bytes } = await openInput(null, params, env);
      assert.deepEqual([name, textOf(bytes)], ["waves/a.csv", "a"]);
    });
    await t.step("a path", async () => {
      const { name, bytes } = await openInput(`${root}/waves/a.csv`, params, env);
      assert.deepEqual([name, textOf(bytes)], ["a.csv", "a"]);
    });
    await t.step("a path to nowhere is a failure of storage", async () => {
      await failsWith("missing-object", openInput(`${root}/waves/b.csv`, params, env));
      await failsWith("missing-bucket", openInput(`${root}/nowhere/b.csv`, params, env));
    });
  });
  const cases: [string, string, string, string][] = [
    ["runs", "folder .", "runs/ab12", "runs/ab12"],
    ["out/runs/", "folder out", "runs/ab12", "out/runs/ab12"],
    ["s3://bucket", "s3://bucket", "ab12", "s3://bucket/ab12"],
    ["s3://bucket/my/runs/", "s3://bucket", "my/runs/ab12", "s3://bucket/my/runs/ab12"],
  ];
  for (const [location, place, prefix, address] of cases) {
    await t.step(location, async () => {
      const found = await openOutput(location, "ab12", {
        storage: storageParams(),
        env: environment(SET),
      });
      assert.deepEqual([found.storage.place, found.prefix, found.address], [
        place,
        prefix,
        address,
      ]);
    });
  }
});

Deno.test("openInput() brings the codebook that lies beside a survey", async (t) => {
  await inTemporaryFolder(async (root) => {
    await Deno.writeTextFile(`${root}/a.csv`, "a");
    await Deno.writeTextFile(`${root}/b.csv`, "b");
    await Deno.writeTextFile(`${root}/a.codebook.yaml`, "q1: Text");
    const read = (name: string) => openInput(`${root}/${name}`, storageParams(), environment({}));
    await t.step("one", async () => {
      const { codebook } = await read("a.csv");
      assert.deepEqual([codebook?.name, textOf(codebook!.bytes)], ["a.codebook.yaml", "q1: Text"]);
    });
    await t.step("none", async () => assert.equal((await read("b.csv")).codebook, null));
    await t.step("two are one too many", async () => {
      await Deno.writeTextFile(`${root}/a.codebook.csv`, "name,text");
      await assert.rejects(
        read("a.csv"),
        /Cannot tell which codebook of "a\.csv" in folder .* counts: there are "a\.codebook\.csv" and "a\.codebook\.yaml"\. Keep one/,
      );
    });
  });
  await t.step("keys that may not list have none", async () => {
    const refused = new StorageError("refused", "Cannot list.");
    const storage = { ...countingBucket(new Map()).storage, list: () => Promise.reject(refused) };
    assert.equal(await readCodebookBeside(storage, "a.csv"), null);
  });
});

/** A bucket in memory that counts what is asked of it. */
function countingBucket(objects: Map<string, { text: string; etag: string }>): {
  storage: Storage;
  gets: () => number;
} {
  let gets = 0;
  const storage: Storage = {
    place: "s3://bucket",
    list: () => Promise.reject(new Error("not asked")),
    head(name) {
      const { text, etag } = objects.get(name)!;
      return Promise.resolve({ name, size: bytesOf(text).length, modified: 0, etag });
    },
    get(name) {
      gets++;
      return Promise.resolve(bytesOf(objects.get(name)!.text));
    },
    put: () => Promise.reject(new Error("not asked")),
    putGroup: () => Promise.reject(new Error("not asked")),
  };
  return { storage, gets: () => gets };
}

Deno.test("readSurvey() downloads an object once, and anew when it or its copy has changed", async (t) => {
  await inTemporaryFolder(async (root) => {
    const objects = new Map([["waves/a b.csv", { text: "first", etag: "1" }]]);
    const { storage, gets } = countingBucket(objects);
    const downloads = `${root}/.downloads`;
    const copy = `${downloads}/bucket/waves/a b.csv`;
    const read = async () => textOf(await readSurvey(storage, "waves/a b.csv", { downloads }));
    const steps: [string, () => unknown, string, number][] = [
      ["the first time", () => {}, "first", 1],
      ["the second time", () => {}, "first", 1],
      [
        "with another etag",
        () => objects.set("waves/a b.csv", { text: "other", etag: "2" }),
        "other",
        2,
      ],
      ["and again", () => {}, "other", 2],
      ["with a changed copy", () => Deno.writeTextFile(copy, "OTHER"), "other", 3],
      ["with a copy cut short", () => Deno.writeTextFile(copy, "oth"), "other", 4],
      ["without the copy", () => Deno.remove(copy), "other", 5],
      ["with a damaged etag file", () => Deno.writeTextFile(`${copy}.etag`, "{"), "other", 6],
      [
        "with a meaningless etag file",
        () => Deno.writeTextFile(`${copy}.etag`, "null"),
        "other",
        7,
      ],
      [
        "with a file where the folder should be",
        async () => {
          await Deno.remove(downloads, { recursive: true });
          await Deno.writeTextFile(downloads, "in the way");
        },
        "other",
        8,
      ],
    ];
    for (const [name, change, text, count] of steps) {
      await t.step(name, async () => {
        await change();
        assert.equal(await read(), text);
        assert.equal(gets(), count);
      });
    }
    await t.step("without a folder for copies", async () => {
      assert.equal(textOf(await readSurvey(storage, "waves/a b.csv")), "other");
    });
  });
});

Deno.test("readSurvey() keeps no copy of bytes whose etag it does not know", async () => {
  await inTemporaryFolder(async (root) => {
    const objects = new Map([["a.csv", { text: "first", etag: "1" }]]);
    const { storage } = countingBucket(objects);
    const changing: Storage = {
      ...storage,
      get(name) {
        objects.set("a.csv", { text: "second", etag: "2" });
        return storage.get(name);
      },
    };
    const bytes = await readSurvey(changing, "a.csv", { downloads: `${root}/.downloads` });
    assert.equal(textOf(bytes), "second");
    assert.deepEqual([...Deno.readDirSync(root)], []);
  });
});

Deno.test({
  name: "readSurvey() does without copies where it may not write",
  permissions: { read: true, write: false },
  async fn() {
    const { storage } = countingBucket(new Map([["a.csv", { text: "text", etag: "1" }]]));
    const bytes = await readSurvey(storage, "a.csv", { downloads: "data/.downloads" });
    assert.equal(textOf(bytes), "text");
  },
});

Deno.test({
  name: `with a bucket, downloads are kept below local_path ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  async fn() {
    const minio = await startMinio();
    try {
      await inTemporaryFolder(async (root) => {
        const options = { ...minio, region: "us-east-1", bucket: "surveys" };
        await ensureBucket(options);
        await s3Storage(options).put("waves/a.csv", bytesOf("first"));
        const params = storageParams({
          local_path: root,
          bucket: "surveys",
          object_name: "waves/a.csv",
        });
        const env = environment(storeEnvironment(minio));
        for (const text of ["first", "first", "second"]) {
          if (text === "second") await s3Storage(options).put("waves/a.csv", bytesOf(text));
          assert.equal(textOf((await openInput(null, params, env)).bytes), text);
          const copy = `${root}/.downloads/surveys/waves/a.csv`;
          assert.equal(await Deno.readTextFile(copy), text);
        }
        const named = await openInput("s3://surveys/waves/a.csv", params, env);
        assert.deepEqual([named.name, textOf(named.bytes)], ["waves/a.csv", "second"]);
      });
    } finally {
      await minio.stop();
    }
  },
});
