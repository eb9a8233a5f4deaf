/** What S3 storage does on a bad network: connections that break, stall or never answer. Runs in Deno. */

import assert from "node:assert/strict";
import type { StorageFailure } from "../../pipeline/base/errors.ts";
import { s3Storage } from "../../pipeline/io/s3/bucket.ts";
import type { S3Options } from "../../pipeline/io/s3/client.ts";
import { minioAbsent, NEEDS_MINIO } from "../support/minio.ts";
import { assertKeepsSecrets, BIG, withMinio, withProxy } from "../support/s3_cases.ts";
import { bytesOf, failsWith } from "../support/storage_cases.ts";
import type { Mischief } from "../support/tcp_proxy.ts";

Deno.test({
  name: `a connection that is cut half-way is tried again, then told ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  async fn(t) {
    await withMinio(async (options) => {
      await t.step(
        "always while reading",
        () =>
          withProxy(options, { cutAnswerAfter: () => 100_000 }, async (asked, proxy) => {
            const error = await failsWith("interrupted", s3Storage(asked).get("big.csv"));
            assert.match(error.message, halfRead(asked.endpoint));
            assert.equal(proxy.connections, 3);
            assertKeepsSecrets(error, asked);
          }),
      );
      await t.step("once while reading", () =>
        withProxy(
          options,
          { cutAnswerAfter: (connection) => connection === 1 ? 100_000 : Infinity },
          async (asked, proxy) => {
            assert.deepEqual(await s3Storage(asked).get("big.csv"), BIG);
            assert.equal(proxy.connections, 2);
          },
        ));
      await t.step(
        "before the answer",
        () =>
          withProxy(options, { cutAnswerAfter: () => 0 }, async (asked) => {
            await failsWith("interrupted", s3Storage(asked).list(""));
          }),
      );
      await t.step(
        "always while writing; nothing is left",
        () =>
          withProxy(options, { cutRequestAfter: 100_000 }, async (asked, proxy) => {
            const error = await failsWith("interrupted", s3Storage(asked).put("cut.csv", BIG));
            assert.match(
              error.message,
              /^Cannot write s3:\/\/surveys\/cut\.csv at .* cut half-way/,
            );
            assert.equal(proxy.connections, 3);
            assert.deepEqual(await s3Storage(options).list("cut"), []);
          }),
      );
      await t.step(
        "a bit turns over on the way",
        () =>
          withProxy(options, { alter: turnOver(200_000) }, async (asked) => {
            const error = await failsWith("interrupted", s3Storage(asked).get("big.csv"));
            assert.match(
              error.message,
              /the bytes must arrive as they were stored, but their checksum/,
            );
          }),
      );
    });
  },
});

const SLOWEST = { slowestBytesPerSecond: 1e9 };

/** Name, what the network does, how long is waited, what is told, and attempts. */
const WAITS: readonly [
  string,
  Mischief,
  S3Options["limits"],
  StorageFailure,
  RegExp,
  number,
][] = [
  [
    "no answer, each of three times",
    { holdAnswerAfter: 0 },
    { ...SLOWEST, answerMs: 150 },
    "unreachable",
    /\(no answer within 0\.2 s\)/,
    3,
  ],
  [
    "no answer in all",
    { holdAnswerAfter: 0 },
    { ...SLOWEST, callMs: 200 },
    "unreachable",
    /\(no answer within 0\.2 s\)/,
    1,
  ],
  [
    "bytes stop coming, each of three times",
    { holdAnswerAfter: 100_000 },
    { ...SLOWEST, stallMs: 200 },
    "interrupted",
    /\(no further bytes within 0\.2 s\)/,
    3,
  ],
  [
    "bytes stop coming in all",
    { holdAnswerAfter: 100_000 },
    { ...SLOWEST, callMs: 200 },
    "interrupted",
    /\(not complete after 0\.2 s\)/,
    1,
  ],
];

const STUCK: readonly [string, Mischief][] = [
  ["a listing", { holdAnswerAfter: 0 }],
  ["an upload", { holdRequestAfter: 50_000 }],
];

Deno.test({
  name: `waiting ends: for an answer, for more bytes, for the whole call ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  async fn(t) {
    await withMinio(async (options) => {
      for (const [name, mischief, limits = {}, failure, message, attempts] of WAITS) {
        await t.step(name, () =>
          withProxy(options, mischief, async (asked, proxy) => {
            const started = performance.now();
            const storage = s3Storage({ ...asked, limits });
            const error = await failsWith(failure, storage.get("big.csv"));
            assert.match(error.message, message);
            assert.equal(proxy.connections, attempts);
            assert.ok(performance.now() - started < 10_000);
          }));
      }
      await t.step(
        "the time allowed grows with the bytes to be moved",
        () =>
          withProxy(options, {}, async (asked) => {
            const limits = { callMs: 0, answerMs: 0, slowestBytesPerSecond: BIG.length / 20 };
            await s3Storage({ ...asked, limits }).put("patient.csv", BIG);
          }),
      );
      for (const [name, mischief] of STUCK) {
        await t.step(
          `cancelling ends ${name} at once, with the caller's reason`,
          () =>
            withProxy(options, mischief, async (asked) => {
              const reason = new DOMException("enough", "AbortError");
              const controller = new AbortController();
              const storage = s3Storage({ ...asked, limits: { cleanUpMs: 1000 } });
              const files = [{ name: "a.csv", bytes: BIG }];
              const work = storage.putGroup("runs/1", files, controller.signal);
              setTimeout(() => controller.abort(reason), 200);
              const started = performance.now();
              await assert.rejects(work, (thrown) => thrown === reason);
              assert.ok(performance.now() - started < 5000);
              assert.deepEqual(await s3Storage(options).list("runs/"), []);
            }),
        );
      }
    });
  },
});

Deno.test({
  name: `a group that fails half-way is taken back, or leaves the earlier one ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  async fn() {
    await withMinio(async (options) => {
      const small = { name: "a.csv", bytes: bytesOf("new") };
      const large = { name: "manifest.json", bytes: BIG };
      // Small requests pass, the large one does not: the failure is always in the second file.
      await withProxy(options, { cutRequestAfter: 100_000 }, async (asked) => {
        await failsWith("interrupted", s3Storage(asked).putGroup("runs/1", [small, large]));
      });
      assert.deepEqual(await s3Storage(options).list("runs/"), []);
      await s3Storage(options).putGroup("runs/1", [
        { name: "a.csv", bytes: bytesOf("old") },
        { name: "manifest.json", bytes: bytesOf("old") },
      ]);
      const before = await s3Storage(options).list("runs/");
      await withProxy(options, { cutRequestAfter: 100_000 }, async (asked) => {
        await failsWith("interrupted", s3Storage(asked).putGroup("runs/1", [small, large]));
      });
      assert.deepEqual(await s3Storage(options).list("runs/"), before);
      assert.deepEqual(await s3Storage(options).get("runs/1/a.csv"), bytesOf("old"));
    });
  },
});

function halfRead(endpoint: string): RegExp {
  return new RegExp(
    `^Cannot read s3://surveys/big\\.csv at ${endpoint}: the connection must ` +
      `last, but it was cut half-way \\(9\\d{4} of 600000 bytes came\\)\\. Try again; if ` +
      `it stays so, check the network and any proxy on the way\\.$`,
  );
}

/** Turns one bit of an answer over, at a place among its bytes. */
function turnOver(place: number): (piece: Uint8Array, before: number) => void {
  return (piece, before) => {
    if (place >= before && place < before + piece.length) piece[place - before] ^= 1;
  };
}
