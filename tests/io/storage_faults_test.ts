/** Tests of a store in trouble: every fault ends well or is told by its kind, and costs nothing stored. Runs in Deno. */

import assert from "node:assert/strict";
import { exitCodeOf } from "../../pipeline/cli/exit.ts";
import { StorageError, type StorageFailure } from "../../pipeline/base/errors.ts";
import { readSurvey } from "../../pipeline/io/downloads.ts";
import { s3Storage } from "../../pipeline/io/s3/bucket.ts";
import type { S3Options } from "../../pipeline/io/s3/client.ts";
import type { Storage } from "../../pipeline/io/storage.ts";
import { type Fault, startFaultyProxy, storeSays } from "../support/faulty_proxy.ts";
import { minioAbsent, NEEDS_MINIO } from "../support/minio.ts";
import { assertKeepsSecrets, BIG, withMinio } from "../support/s3_cases.ts";
import { bytesOf } from "../support/storage_cases.ts";
import { tellReliability } from "../support/tell_reliability.ts";

const LIMITS = {
  ...{ answerMs: 1500, stallMs: 500, callMs: 6000, cleanUpMs: 500 },
  slowestBytesPerSecond: 1e9,
};
const CALLS: Readonly<Record<string, (storage: Storage) => Promise<unknown>>> = {
  list: (storage) => storage.list("big"),
  get: async (storage) => assert.deepEqual(await storage.get("big.csv"), BIG),
  put: (storage) => storage.put("new.csv", BIG),
};
type CallName = keyof typeof CALLS;
const ALL: readonly CallName[] = ["list", "get", "put"];

/** A fault, what comes of it, and on which connections it is: the first so many, or all. */
interface Case {
  readonly fault: Fault;
  readonly connections?: number;
  readonly ends: "well" | StorageFailure;
  /** Connections that are made. */
  readonly tries: number;
  readonly calls?: readonly CallName[];
  readonly limits?: S3Options["limits"];
}

const SLOW_DOWN = storeSays(503, "SlowDown");
const CASES: Readonly<Record<string, Case>> = {
  "503, twice": { fault: SLOW_DOWN, connections: 2, ends: "well", tries: 3 },
  "503, always": { fault: SLOW_DOWN, ends: "failed", tries: 3 },
  "503 with Retry-After 1, once": {
    fault: storeSays(503, "SlowDown", "Retry-After: 1\r\n"),
    ...{ connections: 1, ends: "well", tries: 2 },
  },
  "429 with Retry-After 1, once": {
    fault: storeSays(429, "TooManyRequests", "Retry-After: 1\r\n"),
    ...{ connections: 1, ends: "well", tries: 2 },
  },
  "429, always": { fault: storeSays(429, "TooManyRequests"), ends: "failed", tries: 3 },
  "503 with Retry-After 3600": {
    fault: storeSays(503, "SlowDown", "Retry-After: 3600\r\n"),
    ...{ ends: "interrupted", tries: 1, limits: { ...LIMITS, callMs: 1000 } },
  },
  "clocks that differ": {
    fault: storeSays(403, "RequestTimeTooSkewed"),
    ends: "refused",
    tries: 1,
  },
  "an expired key": { fault: storeSays(400, "ExpiredToken"), ends: "refused", tries: 1 },
  "silence, once": { fault: { kind: "silent" }, connections: 1, ends: "well", tries: 2 },
  "silence, always": {
    fault: { kind: "silent" },
    ...{ ends: "unreachable", tries: 3, limits: { ...LIMITS, answerMs: 300 } },
  },
  "1 kB a second": {
    fault: { kind: "slow", bytesPerSecond: 1000 },
    ...{ ends: "interrupted", tries: 1, calls: ["get"], limits: { ...LIMITS, callMs: 1500 } },
  },
  "a length that is too short": {
    fault: { kind: "change", from: /Content-Length: 600000/i, to: "Content-Length: 599999" },
    ...{ ends: "interrupted", tries: 1, calls: ["get"] },
  },
  "a length that is too long": {
    fault: { kind: "change", from: /Content-Length: 600000/i, to: "Content-Length: 600009" },
    ...{ ends: "interrupted", tries: 3, calls: ["get"] },
  },
  "no HTTP": {
    fault: { kind: "answer", text: "220 mail.example ready\r\n" },
    ...{ ends: "interrupted", tries: 3 },
  },
};

const told: string[] = [];
let lost = 0;

async function checkCase(options: S3Options, name: string, call: CallName): Promise<void> {
  const { fault, connections = Infinity, ends, tries, limits = LIMITS } = CASES[name];
  const before = await s3Storage(options).list("");
  const proxy = startFaultyProxy(options.endpoint, (n) => n <= connections ? fault : null);
  const started = performance.now();
  try {
    const asked = { ...options, endpoint: proxy.endpoint, limits };
    const error = await CALLS[call](s3Storage(asked)).then(() => null, (thrown) => thrown);
    const took = performance.now() - started;
    assert.ok(took < limits.callMs! + 3000, `${took} ms`);
    if (ends === "well") assert.equal(error, null);
    else {
      assert.ok(error instanceof StorageError, String(error));
      assert.equal(error.failure, ends, error.message);
      assert.equal(exitCodeOf(error), 4);
      assertKeepsSecrets(error, asked);
    }
    assert.equal(proxy.connections, tries);
  } finally {
    await proxy.stop();
  }
  await s3Storage(options).put("probe", bytesOf("x"));
  const after = await s3Storage(options).list("");
  const isKept = before.every(({ name, etag }) =>
    after.some((other) => other.name === name && other.etag === etag)
  );
  if (!isKept) lost++;
  assert.ok(isKept);
  if (ends !== "well") {
    assert.ok(
      !after.some(({ name }) => name === "new.csv") ||
        before.some(({ name }) => name === "new.csv"),
    );
  }
}

Deno.test({
  name: `a store in trouble is tried again, then told by its kind ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  fn: async (t) => {
    await withMinio(async (options) => {
      for (const [name, { calls = ALL, ends, tries }] of Object.entries(CASES)) {
        for (const call of calls) {
          await t.step(`${name}: ${call}`, () => checkCase(options, name, call));
        }
        told.push(`| ${name} | ${calls.join(", ")} | ${tries} | ${ENDS[ends]} |`);
      }
    });
  },
});

const ENDS: Readonly<Record<string, string>> = {
  well: "done",
  failed: "failed, exit 4",
  interrupted: "interrupted, exit 4",
  refused: "refused, exit 4",
  unreachable: "unreachable, exit 4",
};

/** Lets a call begin, slowly, and kills the store in the middle of it. */
function killIn(call: CallName): Promise<string> {
  return withMinio(async (options, minio) => {
    const before = await s3Storage(options).list("");
    const slow: Fault = { kind: "slow", bytesPerSecond: 20_000 };
    const proxy = startFaultyProxy(minio.endpoint, () => slow);
    const limits = { ...LIMITS, callMs: 20_000 };
    const storage = s3Storage({ ...options, endpoint: proxy.endpoint, limits });
    const work = CALLS[call](storage).then(() => null, (thrown) => thrown);
    await new Promise((resolve) => setTimeout(resolve, call === "get" ? 250 : 5));
    await minio.kill();
    const error = await work;
    await proxy.stop();
    await minio.restart();
    const after = await s3Storage(options).list("");
    // What was put may have come whole before the end; what was there is untouched.
    assert.deepEqual(after.filter(({ name }) => name !== "new.csv"), before);
    for (const { size } of after) assert.equal(size, BIG.length);
    await CALLS[call](s3Storage(options));
    if (error === null) return "done";
    assert.ok(error instanceof StorageError, String(error));
    assert.ok(["interrupted", "unreachable"].includes(error.failure), error.message);
    return "told";
  });
}

Deno.test({
  name:
    `a store that is killed in a call loses nothing, and serves again once it is back ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  fn: async (t) => {
    for (const call of ALL) {
      await t.step(call, async () => {
        const end = await killIn(call);
        // A short call may be through before the end comes.
        if (call === "get") assert.equal(end, "told");
      });
      told.push(
        `| the server is killed, and started again | ${call} | 3 | interrupted or unreachable, ` +
          "exit 4; done once it is back |",
      );
    }
  },
});

Deno.test({
  name:
    `an object that is replaced while it is read is read whole, and kept by its own tag ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  fn: async () => {
    await withMinio(async (options) => {
      const storage = s3Storage(options);
      const downloads = await Deno.makeTempDir();
      const other = new Uint8Array(500_000).fill(9);
      // Another program writes between the two requests.
      const raced: Storage = {
        place: storage.place,
        list: (prefix) => storage.list(prefix),
        head: (name) => storage.head(name),
        get: async (name) => {
          await storage.put(name, other);
          return await storage.get(name);
        },
        put: (name, bytes) => storage.put(name, bytes),
        putGroup: (prefix, files) => storage.putGroup(prefix, files),
      };
      assert.deepEqual(await readSurvey(raced, "big.csv", { downloads }), other);
      assert.deepEqual(await readSurvey(storage, "big.csv", { downloads }), other);
      await storage.put("big.csv", BIG);
      assert.deepEqual(await readSurvey(storage, "big.csv", { downloads }), BIG);
      await Deno.remove(downloads, { recursive: true });
      told.push("| the object is replaced between two requests | get | 1 | done, by its own tag |");
    });
  },
});

Deno.test({
  name: `docs/reliability.md tells what these tests found ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  fn: () =>
    tellReliability("storage", [
      "| what happens | while | tried | how it ends |",
      "| --- | --- | --- | --- |",
      ...told,
      "",
      `Objects lost or changed: ${lost}.`,
    ]),
});
