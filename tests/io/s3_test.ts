/** What S3 storage says when something is wrong, and that it says nothing of credentials. Runs in Deno. */

import assert from "node:assert/strict";
import { StorageError, type StorageFailure } from "../../pipeline/base/errors.ts";
import { ensureBucket, s3Storage } from "../../pipeline/io/s3/bucket.ts";
import type { S3Options } from "../../pipeline/io/s3/client.ts";
import { minioAbsent, NEEDS_MINIO } from "../support/minio.ts";
import {
  assertKeepsSecrets,
  KEY,
  NOWHERE,
  REQUESTS,
  SECRET,
  withMinio,
  withServer,
} from "../support/s3_cases.ts";
import { failsWith } from "../support/storage_cases.ts";

Deno.test({
  name: `refused credentials are told apart, whatever is asked ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  async fn(t) {
    await withMinio(async (options) => {
      const wrong = [
        ["an unknown key", { accessKeyId: KEY }, "403 InvalidAccessKeyId"],
        ["a wrong secret", { secretAccessKey: SECRET }, "403 SignatureDoesNotMatch"],
      ] as const;
      for (const [name, change, code] of wrong) {
        const asked = { ...options, ...change };
        for (const [thing, request] of REQUESTS) {
          await t.step(`${name}: ${thing}`, async () => {
            const error = await failsWith("refused", request(s3Storage(asked)));
            const shortened = error.message.replace("(403)", `(${code})`);
            assert.equal(
              shortened,
              `Cannot ${thing} at ${options.endpoint}: the store must accept the credentials, but ` +
                `it refused them (${code}). Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, ` +
                `and that they may ${thing.split(" ")[0]} there.`,
            );
            assertKeepsSecrets(error, asked);
            assertKeepsSecrets(error, options);
          });
        }
      }
    });
  },
});

Deno.test({
  name: `missing buckets and missing objects are told apart ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  async fn(t) {
    await withMinio(async (options) => {
      const at = `at ${options.endpoint}`;
      for (const [thing, request] of REQUESTS) {
        await t.step(`no bucket: ${thing}`, async () => {
          const asked = { ...options, bucket: "nowhere" };
          const error = await failsWith("missing-bucket", request(s3Storage(asked)));
          assert.equal(
            error.message,
            `Cannot ${
              thing.replace("surveys", "nowhere")
            } ${at}: the bucket must exist, but there ` +
              `is no "nowhere". Check storage.bucket, or make it and fill it with: ` +
              `deno task upload --bucket nowhere`,
          );
          assertKeepsSecrets(error, asked);
        });
      }
      await t.step("no object", async () => {
        for (const method of ["head", "get"] as const) {
          const error = await failsWith("missing-object", s3Storage(options)[method]("bug.csv"));
          assert.equal(
            error.message,
            `Cannot read s3://surveys/bug.csv ${at}: the object must exist, but there is none of ` +
              `that name. Did you mean "big.csv"?`,
          );
        }
      });
      await t.step("no object in a folder that is not there", async () => {
        const error = await failsWith("missing-object", s3Storage(options).get("waves/none.csv"));
        assert.match(error.message, /there is none of that name\. Present: "big\.csv"\.$/);
      });
      await t.step("no object in an empty bucket", async () => {
        await ensureBucket({ ...options, bucket: "empty" });
        const storage = s3Storage({ ...options, bucket: "empty" });
        const error = await failsWith("missing-object", storage.get("a.csv"));
        assert.match(error.message, /there is none of that name\. Nothing is there yet\.$/);
      });
    });
  },
});

Deno.test("an endpoint that cannot be reached is named, with what to check", async (t) => {
  const hint = "Check that the store is running, and host, port and http or https in S3_ENDPOINT.";
  for (const [thing, request] of REQUESTS) {
    await t.step(thing, async () => {
      const error = await failsWith("unreachable", request(s3Storage(NOWHERE)));
      assert.equal(
        error.message.replace(/\(tcp .*?\)\)/, "(REASON)"),
        `Cannot ${thing} at http://127.0.0.1:20001: the endpoint must answer, but it does not ` +
          `(REASON). ${hint}`,
      );
      assertKeepsSecrets(error, NOWHERE);
    });
  }
  await t.step("https where http is spoken", async () => {
    await withServer(() => new Response(), async (endpoint) => {
      const options = { ...NOWHERE, endpoint: endpoint.replace("http:", "https:") };
      const error = await failsWith("unreachable", s3Storage(options).list(""));
      assert.ok(error.message.endsWith(hint), error.message);
    });
  });
  await t.step("name and password in the endpoint stay out of messages", async () => {
    const endpoint = `http://${KEY}:${SECRET}@127.0.0.1:20001/?token=${SECRET}`;
    const options = { ...NOWHERE, endpoint };
    const error = await failsWith("unreachable", s3Storage(options).list(""));
    assert.match(error.message, /^Cannot list s3:\/\/surveys at http:\/\/127\.0\.0\.1:20001: /);
    assertKeepsSecrets(error, NOWHERE);
  });
});

Deno.test({
  name: "without leave to use the network the flag to start with is named",
  permissions: { net: false, env: "inherit", read: true },
  async fn() {
    const error = await failsWith("unreachable", s3Storage(NOWHERE).list(""));
    assert.equal(
      error.message,
      "Cannot list s3://surveys at http://127.0.0.1:20001: the program needs leave to use the " +
        "network, but was started without it. Start it with --allow-net=127.0.0.1:20001.",
    );
  },
});

Deno.test("an answer that no S3 store gives is told as such", async (t) => {
  const xml = (status: number, code: string) => () =>
    new Response(`<Error><Code>${code}</Code><Message>${code} ${SECRET}</Message></Error>`, {
      status,
    });
  const page = () =>
    new Response("<html><body>Welcome", { headers: { "content-type": "text/html" } });
  const cases: [string, () => Response, StorageFailure, RegExp][] = [
    ["a web page", page, "failed", /must answer as S3 does, .* not of a console\.$/],
    [
      "a region elsewhere",
      xml(301, "PermanentRedirect"),
      "failed",
      /Set S3_REGION and S3_ENDPOINT/,
    ],
    [
      "a full disk",
      xml(507, "XMinioStorageFull"),
      "no-space",
      /it is full \(507 XMinioStorageFull\)/,
    ],
    ["a full quota", xml(400, "QuotaExceeded"), "no-space", /raise the bucket's quota\.$/],
    ["a store that is ill", xml(503, "SlowDown"), "failed", /it answered 503 SlowDown\. Try again/],
    ["a wrong clock", xml(403, "RequestTimeTooSkewed"), "refused", /Set this machine's clock\.$/],
    ["a denied right", xml(403, "AccessDenied"), "refused", /refused them \(403 AccessDenied\)/],
    ["an unknown complaint", xml(400, "Odd"), "failed", /it said "400 Odd Odd \*\*\*"/],
  ];
  for (const [name, answer, failure, message] of cases) {
    await t.step(name, () =>
      withServer(answer, async (endpoint) => {
        const options = { ...NOWHERE, endpoint };
        // An answer to HEAD has no body, so its complaint is only known by its number.
        const requests = REQUESTS.filter((_, i) => i !== 1 && i !== 4);
        for (const [thing, request] of requests) {
          const error = await failsWith(failure, request(s3Storage(options)));
          assert.match(error.message, message);
          assert.ok(error.message.startsWith(`Cannot ${thing} at ${endpoint}: `), error.message);
          assertKeepsSecrets(error, options);
        }
      }));
  }
});

Deno.test("settings that cannot work are refused at once, naming what to set", async (t) => {
  const cases: [Partial<S3Options>, StorageFailure, string][] = [
    [
      { endpoint: "" },
      "failed",
      "Cannot use S3: S3_ENDPOINT must be an address with http or https, but it is not set. " +
      "Set it to one like http://127.0.0.1:9000, or storage.backend to local.",
    ],
    [
      { endpoint: "minio:9000" },
      "failed",
      'Cannot use S3: S3_ENDPOINT must be an address with http or https, but got "minio:9000". ' +
      "Set it to one like http://127.0.0.1:9000, or storage.backend to local.",
    ],
    [
      { endpoint: `${KEY}:${SECRET}@minio:9000` },
      "failed",
      'Cannot use S3: S3_ENDPOINT must be an address with http or https, but got "***@minio:9000". ' +
      "Set it to one like http://127.0.0.1:9000, or storage.backend to local.",
    ],
    [
      { accessKeyId: "" },
      "refused",
      "Cannot use s3://surveys at http://127.0.0.1:20001: credentials must be given, but " +
      "AWS_ACCESS_KEY_ID is not set. Set S3_ENDPOINT, AWS_ACCESS_KEY_ID and " +
      "AWS_SECRET_ACCESS_KEY in the environment, or storage.backend to local.",
    ],
    [
      { secretAccessKey: "" },
      "refused",
      "Cannot use s3://surveys at http://127.0.0.1:20001: credentials must be given, but " +
      "AWS_SECRET_ACCESS_KEY is not set. Set S3_ENDPOINT, AWS_ACCESS_KEY_ID and " +
      "AWS_SECRET_ACCESS_KEY in the environment, or storage.backend to local.",
    ],
    [
      { bucket: "arn:aws:s3:::other" },
      "invalid-name",
      'Cannot use the bucket "arn:aws:s3:::other": its name must have 2 to 63 letters, digits, ' +
      "dots and hyphens. Set storage.bucket.",
    ],
  ];
  for (const [change, failure, message] of cases) {
    await t.step(message, () => {
      const open = () => s3Storage({ ...NOWHERE, ...change });
      assert.throws(open, (error) => {
        assert.ok(error instanceof StorageError);
        assert.equal(error.failure, failure);
        assert.equal(error.message, message);
        assertKeepsSecrets(error, NOWHERE);
        return true;
      });
    });
  }
});

Deno.test({
  name:
    `ensureBucket() makes a bucket once, in any region, and may be called at once ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  async fn() {
    await withMinio(async (options) => {
      assert.equal(await ensureBucket({ ...options, bucket: "fresh" }), true);
      assert.equal(await ensureBucket({ ...options, bucket: "fresh" }), false);
      assert.equal(await ensureBucket({ ...options, bucket: "far", region: "eu-west-1" }), true);
      const made = await Promise.all(
        Array.from({ length: 4 }, () => ensureBucket({ ...options, bucket: "race" })),
      );
      assert.ok(made.includes(true));
      await failsWith("refused", ensureBucket({ ...options, secretAccessKey: SECRET }));
    });
  },
});
