/** What tests of S3 share: servers, proxies, every kind of request, and the search for secrets. Runs in Deno. */

import assert from "node:assert/strict";
import type { StorageError } from "../../pipeline/base/errors.ts";
import { ensureBucket, s3Storage } from "../../pipeline/io/s3/bucket.ts";
import type { S3Options } from "../../pipeline/io/s3/client.ts";
import type { Storage } from "../../pipeline/io/storage.ts";
import { type Minio, startMinio } from "./minio.ts";
import { bytesOf } from "./storage_cases.ts";
import { type Mischief, startProxy } from "./tcp_proxy.ts";

/** An access key that must not appear in any message. */
export const KEY = "id-of-someone-5f1c";
/** Its secret. */
export const SECRET = "hush-hush-93ad7";
/** Where no store listens. */
export const NOWHERE: S3Options = {
  endpoint: "http://127.0.0.1:20001",
  region: "us-east-1",
  bucket: "surveys",
  accessKeyId: KEY,
  secretAccessKey: SECRET,
};
/** More than fits into one piece of an answer or request. */
export const BIG = new Uint8Array(600_000).fill(7);

/** Every request that a storage makes, by the verb that its messages use. */
export const REQUESTS: readonly (readonly [string, (storage: Storage) => Promise<unknown>])[] = [
  ["list s3://surveys/x", (storage) => storage.list("x")],
  ["read s3://surveys/x.csv", (storage) => storage.head("x.csv")],
  ["read s3://surveys/x.csv", (storage) => storage.get("x.csv")],
  ["write s3://surveys/x.csv", (storage) => storage.put("x.csv", BIG)],
  [
    "list s3://surveys/runs/1/",
    (storage) => storage.putGroup("runs/1", [{ name: "m.json", bytes: bytesOf("{}") }]),
  ],
];

/** Starts a server and makes the bucket `surveys` with `big.csv` in it. */
export async function withMinio<T>(
  body: (options: S3Options, minio: Minio) => Promise<T>,
): Promise<T> {
  const minio = await startMinio();
  try {
    const { endpoint, accessKeyId, secretAccessKey } = minio;
    const options = { ...NOWHERE, endpoint, accessKeyId, secretAccessKey };
    await ensureBucket(options);
    await s3Storage(options).put("big.csv", BIG);
    return await body(options, minio);
  } finally {
    await minio.stop();
  }
}

/** Puts a proxy before the store. */
export async function withProxy(
  options: S3Options,
  mischief: Mischief,
  body: (options: S3Options, proxy: { readonly connections: number }) => Promise<void>,
): Promise<void> {
  const proxy = startProxy(options.endpoint, mischief);
  try {
    await body({ ...options, endpoint: proxy.endpoint }, proxy);
  } finally {
    await proxy.stop();
  }
}

/** Serves the same answer to every request, as something that is no S3 store does. */
export async function withServer(
  answer: () => Response,
  body: (endpoint: string) => Promise<void>,
): Promise<void> {
  const onListen = () => {};
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen }, async (request) => {
    await request.arrayBuffer();
    return answer();
  });
  try {
    await body(`http://127.0.0.1:${server.addr.port}`);
  } finally {
    await server.shutdown();
  }
}

/** Asserts that neither message, stack, causes nor hidden fields hold credentials or a signature. */
export function assertKeepsSecrets(error: StorageError, options: S3Options): void {
  const shown = [Deno.inspect(error, { depth: 20, showHidden: true })];
  for (let link: unknown = error; link instanceof Error; link = link.cause) {
    shown.push(link.message, link.stack ?? "");
  }
  for (const text of shown) {
    for (const secret of [options.accessKeyId, options.secretAccessKey]) {
      assert.ok(secret === "" || !text.includes(secret), text);
    }
    assert.doesNotMatch(text, /authorization|signature=|credential=/i);
  }
}
