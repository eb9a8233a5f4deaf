/** What a folder as storage does beyond every storage's promises: links, leftovers, full disks, rights. Runs in Deno. */

import assert from "node:assert/strict";
import { folderStorage } from "../../pipeline/io/fs/folder.ts";
import type { NamedBytes } from "../../pipeline/io/storage.ts";
import { inTemporaryFolder } from "../support/command.ts";
import { bytesOf, failsWith, textOf } from "../support/storage_cases.ts";

const HOUR_MS = 60 * 60 * 1000;
const LEFTOVER = ".writing-00000000-0000-4000-8000-000000000000";
const SET_ASIDE = ".replaced-00000000-0000-4000-8000-000000000000";
const GROUP: NamedBytes[] = [
  { name: "deep/a.csv", bytes: bytesOf("new") },
  { name: "manifest.json", bytes: bytesOf("new") },
];

/** Every path below a folder, also those that a storage does not list. */
function pathsBelow(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory
      ? [`${name}/`, ...pathsBelow(`${folder}/${name}`).map((p) => `${name}/${p}`)]
      : [name]
  ).sort();
}

/** Makes every write to a file fail as the system does in the given case, after some bytes. */
async function withFailingWrites(code: string, body: () => Promise<void>): Promise<void> {
  const write = Deno.FsFile.prototype.write;
  Deno.FsFile.prototype.write = function (bytes) {
    if (bytes.length <= 4) return write.call(this, bytes);
    return Promise.reject(Object.assign(new Error(`${code} (os error)`), { code }));
  };
  try {
    await body();
  } finally {
    Deno.FsFile.prototype.write = write;
  }
}

function age(path: string, hours: number): void {
  const time = new Date(Date.now() - hours * HOUR_MS);
  Deno.utimeSync(path, time, time);
}

Deno.test("folder: messages name the folder, the name, and what is there", async (t) => {
  await inTemporaryFolder(async (root) => {
    const storage = folderStorage(root);
    await storage.put("dataset.xlsx", bytesOf("x"));
    await storage.put("waves/2024.csv", bytesOf("x"));
    const cases = [
      ["dataset.csv", 'Did you mean "dataset.xlsx"?'],
      ["DATASET.XLSX", 'Did you mean "dataset.xlsx"?'],
      ["waves/2023.csv", 'Did you mean "waves/2024.csv"?'],
      ["something-else.sav", 'Present: "dataset.xlsx".'],
      ["nowhere/a.csv", "Nothing is there yet."],
    ];
    for (const [name, hint] of cases) {
      await t.step(name, async () => {
        const error = await failsWith("missing-object", storage.get(name));
        assert.equal(
          error.message,
          `Cannot read "${name}" in folder ${root}: the file must exist, but there is none of that ` +
            `name. ${hint}`,
        );
      });
    }
    await t.step("a missing folder", async () => {
      const path = `${root}/nowhere`;
      const error = await failsWith("missing-bucket", folderStorage(path).get("a.csv"));
      assert.equal(
        error.message,
        `Cannot read "a.csv" in folder ${path}: the folder must exist, but there is none at ` +
          `"${path}". Make it, or set storage.local_path to the folder of your surveys.`,
      );
    });
    await t.step("a file for a folder", async () => {
      await failsWith("missing-bucket", folderStorage(`${root}/dataset.xlsx`).list(""));
    });
    await t.step("a bad name", async () => {
      const error = await failsWith("invalid-name", storage.get("../secret.csv"));
      assert.equal(
        error.message,
        `Cannot read an object in folder ${root}: a name has parts between "/", none of them empty, ` +
          `"." or "..", and no backslash, but got "../secret.csv". ` +
          `A name such as "waves/2024.csv" works.`,
      );
    });
  });
});

Deno.test("folder: list() follows links to files, survives loops and dead links, and skips what is no file", async () => {
  await inTemporaryFolder(async (root) => {
    await inTemporaryFolder(async (elsewhere) => {
      await Deno.writeTextFile(`${elsewhere}/far.csv`, "far");
      await Deno.writeTextFile(`${root}/near.csv`, "near");
      await Deno.mkdir(`${root}/sub`);
      await Deno.symlink(`${elsewhere}/far.csv`, `${root}/linked.csv`);
      await Deno.symlink(root, `${root}/sub/loop`);
      await Deno.symlink("self.csv", `${root}/self.csv`);
      await Deno.symlink(`${root}/gone.csv`, `${root}/dead.csv`);
      await Deno.writeTextFile(`${root}/back\\slash.csv`, "no name for an object");
      await Deno.mkdir(`${root}/${LEFTOVER}`);
      await Deno.writeTextFile(`${root}/${LEFTOVER}/half.csv`, "half");
      const storage = folderStorage(root);
      const found = await storage.list("");
      assert.deepEqual(found.map(({ name, size }) => [name, size]), [
        ["linked.csv", 3],
        ["near.csv", 4],
      ]);
      assert.equal(textOf(await storage.get("linked.csv")), "far");
      await failsWith("failed", storage.get("self.csv"));
      await failsWith("missing-object", storage.get("dead.csv"));
    });
  });
});

Deno.test("folder: put() makes the folders it needs, and nothing but the file stays", async () => {
  await inTemporaryFolder(async (root) => {
    await folderStorage(`${root}/new/deep`).put("a/b.csv", bytesOf("x"));
    assert.deepEqual(pathsBelow(root), ["new/", "new/deep/", "new/deep/a/", "new/deep/a/b.csv"]);
  });
});

Deno.test("folder: a full disk leaves what was there and no temporary file", async (t) => {
  for (const code of ["ENOSPC", "EDQUOT"]) {
    await t.step(code, () =>
      inTemporaryFolder(async (root) => {
        const storage = folderStorage(root);
        await storage.put("a.csv", bytesOf("old"));
        await storage.putGroup("runs/1", [{ name: "manifest.json", bytes: bytesOf("old") }]);
        const before = pathsBelow(root);
        const long = bytesOf("longer than fits");
        await withFailingWrites(code, async () => {
          const error = await failsWith("no-space", storage.put("a.csv", long));
          assert.equal(
            error.message,
            `Cannot write "a.csv" in folder ${root}: the disk needs room for 16 bytes, but it is ` +
              `full (${code}). Free some space or choose another folder.`,
          );
          await failsWith("no-space", storage.put("new/deep/a.csv", long));
          const group = [...GROUP, { name: "long.csv", bytes: long }];
          await failsWith("no-space", storage.putGroup("runs/1", group));
          const lost = await failsWith("no-space", storage.putGroup("other/2", group));
          assert.match(lost.message, /^Cannot write "other\/2" in .* room for 22 bytes/);
        });
        assert.deepEqual(pathsBelow(root), before);
        assert.equal(textOf(await storage.get("a.csv")), "old");
        assert.equal(textOf(await storage.get("runs/1/manifest.json")), "old");
      }));
  }
});

Deno.test("folder: what the system forbids is refused, with what to change", async (t) => {
  await t.step("by the system", () =>
    inTemporaryFolder(async (root) => {
      await withFailingWrites("EACCES", async () => {
        const error = await failsWith(
          "refused",
          folderStorage(root).put("a.csv", bytesOf("words")),
        );
        assert.equal(
          error.message,
          `Cannot write "a.csv" in folder ${root}: the system must allow it, but it refused ` +
            `(EACCES). Check the owner and permissions of ${root}/a.csv, or choose another folder.`,
        );
      });
      assert.deepEqual(pathsBelow(root), []);
    }));
  await t.step("a folder where a file should go", () =>
    inTemporaryFolder(async (root) => {
      const storage = folderStorage(root);
      await storage.put("a/b.csv", bytesOf("x"));
      await failsWith("failed", storage.put("a", bytesOf("x")));
      const error = await failsWith("failed", storage.put("a/b.csv/c.csv", bytesOf("x")));
      assert.match(error.message, /nothing else may be in the way, .* Move that away or choose/);
      const inTheWay = await failsWith("failed", storage.putGroup("a/b.csv", GROUP));
      assert.match(inTheWay.message, /nothing else may be in the way, but it is a file\./);
      assert.deepEqual(pathsBelow(root), ["a/", "a/b.csv"]);
    }));
  await t.step("a name that is too long for the disk", () =>
    inTemporaryFolder(async (root) => {
      await failsWith("invalid-name", folderStorage(root).put("x".repeat(300), bytesOf("x")));
      assert.deepEqual(pathsBelow(root), []);
    }));
});

Deno.test({
  name: "folder: without leave to read, the flag to start with is named",
  permissions: { read: ["data"], write: false },
  async fn() {
    const storage = folderStorage("nowhere");
    for (const work of [storage.get("a.csv"), storage.head("a.csv")]) {
      const error = await failsWith("refused", work);
      assert.equal(
        error.message,
        'Cannot read "a.csv" in folder nowhere: the program needs leave to read there, but was ' +
          "started without it. Start it with --allow-read=nowhere/a.csv.",
      );
    }
    const error = await failsWith("refused", folderStorage("data").put("new.csv", bytesOf("x")));
    assert.match(error.message, /Start it with --allow-write=data\/new\.csv\.$/);
    await failsWith("refused", storage.list(""));
  },
});

/** What a process leaves that was killed while it wrote. */
function leaveHalf(folder: string, hours: number): void {
  Deno.mkdirSync(folder, { recursive: true });
  Deno.writeTextFileSync(`${folder}/half.csv`, "half");
  age(`${folder}/half.csv`, hours);
  age(folder, hours);
}

Deno.test("folder: putGroup() cleans up after killed processes, once an hour has gone", async (t) => {
  await inTemporaryFolder(async (root) => {
    const storage = folderStorage(root);
    const runs = `${root}/runs`;
    const kill = (name: string, hours: number) => leaveHalf(`${runs}/${name}`, hours);
    await t.step("a young one may still be at work", async () => {
      kill(LEFTOVER, 0.9);
      await storage.putGroup("runs/1", GROUP);
      assert.ok(pathsBelow(root).includes(`runs/${LEFTOVER}/half.csv`));
    });
    await t.step("one with a young file in it, too", async () => {
      kill(LEFTOVER, 2);
      age(`${runs}/${LEFTOVER}/half.csv`, 0.1);
      await storage.putGroup("runs/1", GROUP);
      assert.ok(pathsBelow(root).includes(`runs/${LEFTOVER}/half.csv`));
    });
    await t.step("an old folder goes, an old file goes, what is not ours stays", async () => {
      kill(LEFTOVER, 1.1);
      kill(".writing-by-someone-else", 99);
      const file = `${runs}/${LEFTOVER.replace(/0$/, "1")}`;
      await Deno.writeTextFile(file, "half");
      age(file, 1.1);
      await storage.putGroup("runs/1", GROUP);
      assert.deepEqual(pathsBelow(runs), [
        ".writing-by-someone-else/",
        ".writing-by-someone-else/half.csv",
        "1/",
        "1/deep/",
        "1/deep/a.csv",
        "1/manifest.json",
      ]);
      await Deno.remove(`${runs}/.writing-by-someone-else`, { recursive: true });
    });
    await t.step(
      "a finished run that was set aside goes back if nothing took its place",
      async () => {
        for (const run of ["1", "2"]) {
          await Deno.mkdir(`${runs}/${SET_ASIDE}/${run}`, { recursive: true });
          const path = `${runs}/${SET_ASIDE}/${run}/manifest.json`;
          await Deno.writeTextFile(path, "older");
          for (const old of [path, `${runs}/${SET_ASIDE}/${run}`]) age(old, 1.1);
        }
        age(`${runs}/${SET_ASIDE}`, 1.1);
        await storage.putGroup("runs/3", GROUP);
        assert.equal(textOf(await storage.get("runs/2/manifest.json")), "older");
        assert.equal(textOf(await storage.get("runs/1/manifest.json")), "new");
        assert.deepEqual([...Deno.readDirSync(runs)].map(({ name }) => name).sort(), [
          "1",
          "2",
          "3",
        ]);
      },
    );
  });
});

Deno.test("folder: if the new group cannot take its place, the earlier one is put back", async () => {
  await inTemporaryFolder(async (root) => {
    const storage = folderStorage(root);
    await storage.putGroup("runs/1", [{ name: "manifest.json", bytes: bytesOf("old") }]);
    const rename = Deno.rename;
    let count = 0;
    // The first rename sets the earlier group aside, the second would put the new one in its place.
    Deno.rename = (from, to) =>
      ++count === 2
        ? Promise.reject(Object.assign(new Error("busy"), { code: "EBUSY" }))
        : rename(from, to);
    try {
      const error = await failsWith("failed", storage.putGroup("runs/1", GROUP));
      assert.match(error.message, /^Cannot write "runs\/1" in folder .* it said "busy"\.$/);
    } finally {
      Deno.rename = rename;
    }
    assert.deepEqual(pathsBelow(root), ["runs/", "runs/1/", "runs/1/manifest.json"]);
    assert.equal(textOf(await storage.get("runs/1/manifest.json")), "old");
  });
});

Deno.test("folder: processes that write the same group at once leave one whole, and nothing beside it", async () => {
  await inTemporaryFolder(async (root) => {
    const storage = folderStorage(root);
    for (let round = 0; round < 10; round++) {
      await Promise.all(Array.from({ length: 8 }, (_, writer) =>
        storage.putGroup("runs/1", [
          { name: "a.csv", bytes: bytesOf(String(writer)) },
          { name: "manifest.json", bytes: bytesOf(String(writer)) },
        ])));
      const [a, manifest] = await Promise.all(
        ["a.csv", "manifest.json"].map((name) => storage.get(`runs/1/${name}`)),
      );
      assert.deepEqual(a, manifest);
      assert.deepEqual(pathsBelow(root), [
        "runs/",
        "runs/1/",
        "runs/1/a.csv",
        "runs/1/manifest.json",
      ]);
    }
  });
});
