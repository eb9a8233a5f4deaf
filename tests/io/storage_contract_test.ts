/** What every storage promises, asked of a folder and of S3 alike. Runs in Deno. */

import assert from "node:assert/strict";
import { folderStorage } from "../../pipeline/io/fs/folder.ts";
import { ensureBucket, s3Storage } from "../../pipeline/io/s3/bucket.ts";
import type { NamedBytes, Storage } from "../../pipeline/io/storage.ts";
import { minioAbsent, NEEDS_MINIO, startMinio } from "../support/minio.ts";
import { bytesOf, failsWith, textOf } from "../support/storage_cases.ts";

/** Makes an empty storage for each case, and one whose folder or bucket does not exist. */
interface Backend {
  empty(): Promise<Storage>;
  missing(): Storage;
}

interface Case {
  readonly name: string;
  readonly run: (backend: Backend) => Promise<void>;
}

const MORE_THAN_A_PAGE = 1003;
const PUTS_AT_ONCE = 24;
const ODD_NAMES = [
  "two words.csv",
  " leading and trailing .csv ",
  "plus+and%20percent.csv",
  "a&b=c?d#e.csv",
  "Umfrage Zürich/Welle ①.csv",
  "日本語/調査.xlsx",
  "emoji 🐟.csv",
  'quote\'s "both".csv',
  "(brackets)!*~.csv",
  "..not-a-parent.csv",
];

const CASES: Case[] = [
  {
    name: "list() orders names by their UTF-16 units and knows size, time and etag",
    async run(backend) {
      const storage = await backend.empty();
      const names = [
        "b.csv",
        "a/z.csv",
        "a.csv",
        "B.csv",
        "a/b/c.csv",
        "\u{1f41f}.csv",
        "\uff5e.csv",
      ];
      for (const name of names) await storage.put(name, bytesOf(name));
      const found = await storage.list("");
      assert.deepEqual(found.map(({ name }) => name), [
        ...["B.csv", "a.csv", "a/b/c.csv", "a/z.csv", "b.csv"],
        ...["\u{1f41f}.csv", "\uff5e.csv"],
      ]);
      for (const info of found) {
        assert.equal(info.size, bytesOf(info.name).length);
        assert.ok(Math.abs(info.modified - Date.now()) < 60_000, String(info.modified));
        assert.deepEqual(info, await storage.head(info.name));
      }
    },
  },
  {
    name: "list() takes any start of a name as its prefix",
    async run(backend) {
      const storage = await backend.empty();
      for (const name of ["waves/1.csv", "waves/2.csv", "waves.csv", "wax/1.csv", "x.csv"]) {
        await storage.put(name, bytesOf(name));
      }
      const list = async (prefix: string) => (await storage.list(prefix)).map(({ name }) => name);
      assert.deepEqual(await list("waves/"), ["waves/1.csv", "waves/2.csv"]);
      assert.deepEqual(await list("waves"), ["waves.csv", "waves/1.csv", "waves/2.csv"]);
      assert.deepEqual(await list("waves/2"), ["waves/2.csv"]);
      assert.deepEqual(await list("wa"), ["waves.csv", "waves/1.csv", "waves/2.csv", "wax/1.csv"]);
      assert.deepEqual(await list("nothing"), []);
      for (const prefix of ["../", "./", "/", "a//b", "waves\\"]) {
        assert.deepEqual(await list(prefix), [], prefix);
      }
      await storage.put("waves/...odd.csv", bytesOf("x"));
      for (const prefix of ["waves/.", "waves/..", "waves/..."]) {
        assert.deepEqual(await list(prefix), ["waves/...odd.csv"], prefix);
      }
    },
  },
  {
    name: `list() finds all of ${MORE_THAN_A_PAGE} objects`,
    async run(backend) {
      const storage = await backend.empty();
      const names = Array.from(
        { length: MORE_THAN_A_PAGE },
        (_, i) => `many/${String(i).padStart(4, "0")}.csv`,
      );
      const waiting = [...names];
      const writers = Array.from({ length: PUTS_AT_ONCE }, async () => {
        for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
          await storage.put(name, new Uint8Array(0));
        }
      });
      await Promise.all(writers);
      assert.deepEqual((await storage.list("many/")).map(({ name }) => name), names);
    },
  },
  {
    name: "an empty storage has no objects",
    async run(backend) {
      assert.deepEqual(await (await backend.empty()).list(""), []);
    },
  },
  {
    name: "put() then get() gives the same bytes; put() again replaces them and changes the etag",
    async run(backend) {
      const storage = await backend.empty();
      const all = Uint8Array.from({ length: 100_000 }, (_, i) => i % 256);
      await storage.put("deep/er/x.bin", all);
      const first = await storage.head("deep/er/x.bin");
      assert.deepEqual(await storage.get("deep/er/x.bin"), all);
      await storage.put("deep/er/x.bin", all.toReversed());
      assert.deepEqual(await storage.get("deep/er/x.bin"), all.toReversed());
      const second = await storage.head("deep/er/x.bin");
      assert.equal(second.size, first.size);
      assert.notEqual(second.etag, first.etag);
      assert.deepEqual((await storage.list("")).length, 1);
    },
  },
  {
    name: "an object may be empty",
    async run(backend) {
      const storage = await backend.empty();
      await storage.put("empty.csv", new Uint8Array(0));
      assert.deepEqual(await storage.get("empty.csv"), new Uint8Array(0));
      assert.equal((await storage.head("empty.csv")).size, 0);
    },
  },
  {
    name: "names keep their spaces, signs and scripts",
    async run(backend) {
      const storage = await backend.empty();
      for (const name of ODD_NAMES) await storage.put(name, bytesOf(name));
      assert.deepEqual((await storage.list("")).map(({ name }) => name), ODD_NAMES.toSorted());
      for (const name of ODD_NAMES) {
        assert.equal(textOf(await storage.get(name)), name);
        assert.equal((await storage.head(name)).name, name);
      }
    },
  },
  {
    name: "a missing object is named, with the nearest one that exists",
    async run(backend) {
      const storage = await backend.empty();
      await storage.put("waves/dataset.csv", bytesOf("x"));
      for (const method of ["head", "get"] as const) {
        const error = await failsWith("missing-object", storage[method]("waves/datset.csv"));
        assert.match(error.message, /^Cannot read .*waves\/datset\.csv/);
        assert.match(error.message, / Did you mean "waves\/dataset\.csv"\?$/);
      }
      await failsWith("missing-object", storage.get("waves"));
      await failsWith("missing-object", storage.get("waves/dataset.csv/below.csv"));
    },
  },
  {
    name: "a missing folder or bucket is another error than a missing object",
    async run(backend) {
      const storage = backend.missing();
      await failsWith("missing-bucket", storage.list(""));
      await failsWith("missing-bucket", storage.head("a.csv"));
      await failsWith("missing-bucket", storage.get("a.csv"));
    },
  },
  {
    name: "a name that could mean another place is refused before anything is asked",
    async run(backend) {
      const storage = await backend.empty();
      const names = ["", "/abs.csv", "a//b.csv", "a/", ".", "..", "../up.csv", "a/../b", "a/./b"];
      for (const name of [...names, "a\\b.csv", "nul\0.csv", "half \ud83d.csv"]) {
        await failsWith("invalid-name", storage.get(name));
        await failsWith("invalid-name", storage.head(name));
        await failsWith("invalid-name", storage.put(name, bytesOf("x")));
        await failsWith("invalid-name", storage.putGroup(name.replace(/^a\/$/, ""), group("x")));
      }
      assert.deepEqual(await storage.list(""), []);
    },
  },
  {
    name: "putGroup() writes a group and replaces an earlier one whole",
    async run(backend) {
      const storage = await backend.empty();
      await storage.put("runs/other/a.csv", bytesOf("other"));
      await storage.putGroup("runs/1", [
        { name: "a.csv", bytes: bytesOf("old") },
        { name: "deep/gone.csv", bytes: bytesOf("old") },
        { name: "same.csv", bytes: bytesOf("same") },
        { name: "manifest.json", bytes: bytesOf("old") },
      ]);
      assert.deepEqual(await contents(storage, "runs/1/"), {
        "runs/1/a.csv": "old",
        "runs/1/deep/gone.csv": "old",
        "runs/1/manifest.json": "old",
        "runs/1/same.csv": "same",
      });
      await storage.putGroup("runs/1/", [
        { name: "a.csv", bytes: bytesOf("new") },
        { name: "same.csv", bytes: bytesOf("same") },
        { name: "manifest.json", bytes: bytesOf("new") },
      ]);
      assert.deepEqual(await contents(storage, ""), {
        "runs/1/a.csv": "new",
        "runs/1/manifest.json": "new",
        "runs/1/same.csv": "same",
        "runs/other/a.csv": "other",
      });
    },
  },
  {
    name: "putGroup() reads a late file when its turn comes, and keeps what it cannot replace",
    async run(backend) {
      const storage = await backend.empty();
      const late = (name: string, text: string) => ({
        ...{ name, size: bytesOf(text).length },
        read: () => Promise.resolve(bytesOf(text)),
      });
      for (const text of ["old", "new"]) {
        const marker = { name: "manifest.json", bytes: bytesOf(text) };
        await storage.putGroup("runs/1", [late("a.csv", text), late("same.csv", "same"), marker]);
        assert.deepEqual(await contents(storage, "runs/1/"), {
          "runs/1/a.csv": text,
          "runs/1/manifest.json": text,
          "runs/1/same.csv": "same",
        });
      }
      const before = await storage.list("");
      const gone = { name: "a.csv", size: 3, read: () => Promise.reject(new Error("gone")) };
      const failing = storage.putGroup("runs/1", [gone, {
        name: "manifest.json",
        bytes: bytesOf("x"),
      }]);
      await assert.rejects(failing);
      assert.deepEqual(await storage.list(""), before);
    },
  },
  {
    name: "putGroup() that is cancelled, at any moment, leaves nothing of a new group",
    async run(backend) {
      const storage = await backend.empty();
      for (let check = 1; await isCancelledAt(check, storage); check++) {
        assert.deepEqual(await contents(storage, ""), {}, `cancelled at check ${check}`);
      }
      assert.deepEqual(await contents(storage, ""), {
        "runs/1/a.csv": "new",
        "runs/1/manifest.json": "new",
      });
    },
  },
  {
    name: "putGroup() that is cancelled, at any moment, leaves an earlier group as it was",
    async run(backend) {
      const storage = await backend.empty();
      await storage.putGroup("runs/1", group("old"));
      const before = await storage.list("");
      for (let check = 1; await isCancelledAt(check, storage); check++) {
        assert.deepEqual(await storage.list(""), before, `cancelled at check ${check}`);
      }
      assert.deepEqual(await contents(storage, ""), {
        "runs/1/a.csv": "new",
        "runs/1/manifest.json": "new",
      });
    },
  },
  {
    name: "putGroup() refuses groups that cannot be whole",
    async run(backend) {
      const storage = await backend.empty();
      const file = { name: "a.csv", bytes: bytesOf("x") };
      await failsWith("failed", storage.putGroup("runs/1", []));
      await failsWith("invalid-name", storage.putGroup("runs/1", [file, file]));
      await failsWith("invalid-name", storage.putGroup("runs/1", [{ ...file, name: "../a.csv" }]));
      await failsWith("invalid-name", storage.putGroup("", [file]));
      assert.deepEqual(await storage.list(""), []);
    },
  },
  {
    name: "puts of the same name at once leave one whole version",
    async run(backend) {
      const storage = await backend.empty();
      const versions = Array.from({ length: 12 }, (_, i) => new Uint8Array(200_000 + i).fill(i));
      await Promise.all(versions.map((bytes) => storage.put("race.bin", bytes)));
      const left = await storage.get("race.bin");
      assert.deepEqual(left, versions[left[0]]);
      assert.deepEqual((await storage.list("")).map(({ name }) => name), ["race.bin"]);
    },
  },
  {
    name: "groups of the same prefix at once leave one whole version",
    async run(backend) {
      const storage = await backend.empty();
      await storage.putGroup("runs/1", group("same"));
      await Promise.all(Array.from({ length: 6 }, () => storage.putGroup("runs/1", group("same"))));
      assert.deepEqual(await contents(storage, ""), {
        "runs/1/a.csv": "same",
        "runs/1/manifest.json": "same",
      });
    },
  },
];

function group(text: string): NamedBytes[] {
  return [
    { name: "a.csv", bytes: bytesOf(text) },
    { name: "manifest.json", bytes: bytesOf(text) },
  ];
}

/** Writes a group under a signal that is aborted when it is looked at for the nth time.
 * @returns Whether that was before the group was complete; then it was refused with the signal's reason.
 */
async function isCancelledAt(check: number, storage: Storage): Promise<boolean> {
  const controller = new AbortController();
  const { signal } = controller;
  let looks = 0;
  signal.throwIfAborted = () => {
    if (++looks === check) controller.abort(new DOMException("enough", "AbortError"));
    AbortSignal.prototype.throwIfAborted.call(signal);
  };
  const work = storage.putGroup("runs/1", group("new"), signal);
  if (looks < check && await work.then(() => true, () => false)) {
    assert.ok(check > 3, `only ${looks} looks at the signal`);
    return false;
  }
  await assert.rejects(work, { name: "AbortError", message: "enough" });
  return true;
}

async function contents(storage: Storage, prefix: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { name } of await storage.list(prefix)) found[name] = textOf(await storage.get(name));
  return found;
}

async function askAll(t: Deno.TestContext, backend: Backend): Promise<void> {
  for (const { name, run } of CASES) await t.step(name, () => run(backend));
}

Deno.test("a folder keeps the storage's promises", async (t) => {
  const root = await Deno.makeTempDir({ prefix: "storage-" });
  let count = 0;
  try {
    await askAll(t, {
      async empty() {
        const folder = `${root}/case ${++count}`;
        await Deno.mkdir(folder);
        return folderStorage(folder);
      },
      missing: () => folderStorage(`${root}/nowhere`),
    });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test({
  name: `a bucket keeps the storage's promises ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  async fn(t) {
    const minio = await startMinio();
    let count = 0;
    try {
      await askAll(t, {
        async empty() {
          const options = { ...minio, region: "us-east-1", bucket: `case-${++count}` };
          await ensureBucket(options);
          return s3Storage(options);
        },
        missing: () => s3Storage({ ...minio, region: "us-east-1", bucket: "nowhere" }),
      });
    } finally {
      await minio.stop();
    }
  },
});
