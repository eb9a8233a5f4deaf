/** How a group in S3 is replaced, on a store in memory: leftovers, equal content, failures, time. Runs in Deno. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type GroupStore, hasContent, replaceGroup } from "../../pipeline/io/s3/group.ts";
import { bytesOf, textOf } from "../support/storage_cases.ts";

const HOUR_MS = 60 * 60 * 1000;
const LEFTOVER = "runs/1/.writing-00000000-0000-4000-8000-000000000000";
const FILES = ["a.csv", "b.csv", "manifest.json"];

interface Stored {
  readonly text: string;
  readonly modified: number;
}

/** A bucket in memory that notes what is asked of it and fails where the test says so. */
function memoryStore(
  start: Record<string, Stored>,
  fails: (request: string) => boolean = () => false,
): { store: GroupStore; requests: string[]; texts: () => Record<string, string> } {
  const objects = new Map(Object.entries(start));
  const requests: string[] = [];
  function note(request: string): Promise<void> {
    requests.push(request.replace(/\.writing-[0-9a-f-]{36}/, "STAGED"));
    return fails(request) ? Promise.reject(new Error(`no ${request}`)) : Promise.resolve();
  }
  const store: GroupStore = {
    cleanUpMs: 10_000,
    list: (prefix) =>
      Promise.resolve(
        [...objects].filter(([name]) => name.startsWith(prefix)).map(([name, object]) => ({
          name,
          size: bytesOf(object.text).length,
          modified: object.modified,
          etag: createHash("md5").update(object.text).digest("hex"),
        })),
      ),
    async put({ name, bytes }) {
      await note(`put ${name}`);
      objects.set(name, { text: textOf(bytes), modified: Date.now() });
    },
    async copy(from, to) {
      await note(`copy ${from} ${to}`);
      objects.set(to, objects.get(from)!);
    },
    async remove(name) {
      await note(`remove ${name}`);
      objects.delete(name);
    },
  };
  const texts = () =>
    Object.fromEntries([...objects].map(([name, { text }]) => [name, text]).sort());
  return { store, requests, texts };
}

function group(
  text: string,
): { group: string; files: { name: string; bytes: Uint8Array<ArrayBuffer> }[] } {
  return { group: "runs/1", files: FILES.map((name) => ({ name, bytes: bytesOf(text) })) };
}

function stored(text: string, names = FILES, hours = 2): Record<string, Stored> {
  const modified = Date.now() - hours * HOUR_MS;
  return Object.fromEntries(names.map((name) => [`runs/1/${name}`, { text, modified }]));
}

Deno.test("replaceGroup() writes a new group in its order, the marker last", async () => {
  const { store, requests } = memoryStore({});
  await replaceGroup(store, group("new"));
  assert.deepEqual(requests, FILES.map((name) => `put runs/1/${name}`));
});

Deno.test("replaceGroup() sends only what differs from a finished group, and always the marker", async () => {
  const { store, requests, texts } = memoryStore({
    ...stored("same"),
    "runs/1/b.csv": { text: "old", modified: 0 },
    "runs/1/gone.csv": { text: "old", modified: 0 },
  });
  await replaceGroup(store, group("same"));
  assert.deepEqual(requests, [
    "put runs/1/STAGED/0",
    "put runs/1/STAGED/1",
    ...["copy runs/1/STAGED/0 runs/1/b.csv", "copy runs/1/STAGED/1 runs/1/manifest.json"],
    ...["remove runs/1/STAGED/0", "remove runs/1/STAGED/1", "remove runs/1/gone.csv"],
  ]);
  assert.deepEqual(texts(), Object.fromEntries(FILES.map((name) => [`runs/1/${name}`, "same"])));
});

Deno.test("replaceGroup() removes what killed processes left, once an hour has gone", async () => {
  const { store, texts } = memoryStore({
    [`${LEFTOVER}/0`]: { text: "half", modified: Date.now() - 1.1 * HOUR_MS },
    [`${LEFTOVER}/1`]: { text: "half", modified: Date.now() - 0.9 * HOUR_MS },
    "runs/2/a.csv": { text: "other", modified: 0 },
  });
  await replaceGroup(store, group("new"));
  assert.deepEqual(Object.keys(texts()), [
    `${LEFTOVER}/1`,
    ...FILES.map((name) => `runs/1/${name}`),
    "runs/2/a.csv",
  ]);
});

Deno.test("replaceGroup() that fails takes back what is new, and leaves what is finished", async (t) => {
  const cases: [string, Record<string, Stored>, (request: string) => boolean, string[]][] = [
    ["a new group", {}, (request) => request === "put runs/1/b.csv", []],
    [
      "an unfinished group: what was there stays there",
      stored("old", ["a.csv"]),
      (request) => request === "put runs/1/b.csv",
      ["runs/1/a.csv"],
    ],
    [
      "a finished group",
      stored("old"),
      (request) => /^put .*\/1$/.test(request),
      FILES.map((name) => `runs/1/${name}`),
    ],
  ];
  for (const [name, start, fails, left] of cases) {
    await t.step(name, async () => {
      const { store, texts } = memoryStore(start, fails);
      await assert.rejects(replaceGroup(store, group("new")), /^Error: no put /);
      assert.deepEqual(Object.keys(texts()), left);
      if (name === "a finished group") {
        assert.deepEqual(new Set(Object.values(texts())), new Set(["old"]));
      }
    });
  }
  await t.step("tidying up that is refused hides neither the failure nor a success", async () => {
    const failing = memoryStore({}, (request) => /^remove|put .*b\.csv/.test(request));
    await assert.rejects(replaceGroup(failing.store, group("new")), /no put runs\/1\/b\.csv/);
    const working = memoryStore(stored("old"), (request) => request.startsWith("remove"));
    await replaceGroup(working.store, group("new"));
    assert.equal(working.texts()["runs/1/manifest.json"], "new");
  });
  await t.step("tidying up ends when its time is over", async () => {
    const { store, requests } = memoryStore({}, (request) => request.startsWith("put runs/1/m"));
    await assert.rejects(replaceGroup({ ...store, cleanUpMs: 0 }, group("new")));
    assert.deepEqual(requests.filter((request) => request.startsWith("remove")), []);
  });
});

Deno.test("hasContent() is sure only of the same size and the MD5 of the same bytes", () => {
  const etag = "900150983cd24fb0d6963f7d28e17f72"; // MD5 of "abc": RFC 1321, A.5 Test suite
  const info = { name: "a", size: 3, modified: 0, etag };
  assert.equal(hasContent(info, bytesOf("abc")), true);
  assert.equal(hasContent(info, bytesOf("abd")), false);
  assert.equal(hasContent({ ...info, size: 4 }, bytesOf("abc")), false);
  assert.equal(hasContent({ ...info, etag: `${etag}-2` }, bytesOf("abc")), false);
  assert.equal(hasContent(undefined, bytesOf("abc")), false);
});
