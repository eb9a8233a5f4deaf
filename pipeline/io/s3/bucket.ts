/** A bucket of any S3 store as storage. Runs in Deno only. */

import { StorageError } from "../../base/errors.ts";
import {
  checkGroup,
  checkObjectName,
  compareNames,
  folderOf,
  isNamePrefix,
  isObjectName,
  suggestNames,
} from "../names.ts";
import { S3Caller, type S3Options, type S3Tools } from "./client.ts";
import { answerOf, missingBucketRule, requireEtag, s3Error } from "./errors.ts";
import { replaceGroup } from "./group.ts";
import type { GroupFile, NamedBytes, ObjectInfo, Storage } from "../storage.ts";

/** A bucket as storage, through the AWS SDK: path style, checksums both ways, three attempts with
 * backoff, and a deadline for every call that grows with the bytes to be moved.
 *
 * A group that replaces a finished one is first written beside it and then copied into place by the
 * store; one that is new is taken back if it cannot be finished.
 * @throws {StorageError} "failed", "refused" or "invalid-name" at once for settings that cannot
 *   work, naming the environment variables to set.
 */
export function s3Storage(options: S3Options): Storage {
  return new S3Storage(new S3Caller(options));
}

/** Makes the bucket unless it is there. May run again and again, also at once.
 * @returns Whether it was made.
 * @throws {StorageError} As {@link s3Storage}, and "refused" where the bucket is someone else's.
 */
export function ensureBucket(options: S3Options): Promise<boolean> {
  const caller = new S3Caller(options);
  return caller.run({ action: "create", name: "" }, async ({ sdk, client, sending }) => {
    const Bucket = caller.bucket;
    try {
      await client.send(new sdk.HeadBucketCommand({ Bucket }), sending);
      return false;
    } catch (error) {
      if (answerOf(error).status !== 404) throw error;
    }
    // us-east-1 is the one region that must not be named.
    const place = options.region === "us-east-1" ? {} : {
      CreateBucketConfiguration: { LocationConstraint: options.region },
    };
    try {
      const command = new sdk.CreateBucketCommand({ Bucket, ...place } as { Bucket: string });
      await client.send(command, sending);
      return true;
    } catch (error) {
      if (answerOf(error).code === "BucketAlreadyOwnedByYou") return false;
      throw error;
    }
  });
}

class S3Storage implements Storage {
  readonly place: string;
  readonly #caller: S3Caller;

  constructor(caller: S3Caller) {
    this.#caller = caller;
    this.place = `s3://${caller.bucket}`;
  }

  async list(prefix: string): Promise<ObjectInfo[]> {
    if (!isNamePrefix(prefix)) return [];
    // Stores refuse to be asked for "." and "..", though names may go on from there.
    const found = await this.#listAll(prefix.replace(/(^|\/)\.\.?$/, "$1"));
    return found.filter(({ name }) => name.startsWith(prefix) && isObjectName(name))
      .sort((a, b) => compareNames(a.name, b.name));
  }

  async head(name: string): Promise<ObjectInfo> {
    checkObjectName(name, { action: "read", place: this.place });
    const answer = await this.#read(name, async ({ sdk, client, sending }) => {
      const command = new sdk.HeadObjectCommand({ Bucket: this.#caller.bucket, Key: name });
      const found = await client.send(command, sending);
      requireEtag(found.ETag);
      return found;
    });
    return describe(name, { ...answer, Size: answer.ContentLength });
  }

  async get(name: string): Promise<Uint8Array<ArrayBuffer>> {
    checkObjectName(name, { action: "read", place: this.place });
    return await this.#read(name, async ({ sdk, client, sending }) => {
      const command = new sdk.GetObjectCommand({ Bucket: this.#caller.bucket, Key: name });
      const answer = await client.send(command, sending);
      requireEtag(answer.ETag);
      return await collect(answer.Body);
    });
  }

  async put(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    checkObjectName(name, { action: "write", place: this.place });
    await this.#put({ name, bytes });
  }

  async putGroup(
    prefix: string,
    files: readonly GroupFile[],
    signal?: AbortSignal,
  ): Promise<void> {
    const group = checkGroup(prefix, files, this.place);
    signal?.throwIfAborted();
    await replaceGroup({
      list: (below) => this.#listAll(below, signal),
      put: (file) => this.#put(file, signal),
      copy: (from, to) => this.#copy(from, to),
      remove: (name, allowedMs) => this.#remove(name, allowedMs),
      cleanUpMs: this.#caller.limits.cleanUpMs,
    }, { group, files, ...(signal === undefined ? {} : { signal }) });
  }

  async #put({ name, bytes }: NamedBytes, signal?: AbortSignal): Promise<void> {
    const wish = signal === undefined ? {} : { signal };
    const call = { action: "write", name, size: bytes.length, ...wish };
    await this.#caller.run(call, async ({ sdk, client, sending }) => {
      const target = { Bucket: this.#caller.bucket, Key: name };
      const command = new sdk.PutObjectCommand({ ...target, Body: bytes });
      requireEtag((await client.send(command, sending)).ETag);
    });
  }

  async #copy(from: string, to: string): Promise<void> {
    const Bucket = this.#caller.bucket;
    await this.#caller.run({ action: "write", name: to }, ({ sdk, client, sending }) => {
      const CopySource = [Bucket, ...from.split("/")].map(encodeURIComponent).join("/");
      return client.send(new sdk.CopyObjectCommand({ Bucket, Key: to, CopySource }), sending);
    });
  }

  async #remove(name: string, allowedMs: number): Promise<void> {
    await this.#caller.run({ action: "delete", name, allowedMs }, ({ sdk, client, sending }) => {
      const target = { Bucket: this.#caller.bucket, Key: name };
      return client.send(new sdk.DeleteObjectCommand(target), sending);
    });
  }

  /** Reads an object, and finds out what is missing if something is: bucket or object. */
  async #read<T>(name: string, work: (tools: S3Tools) => Promise<T>): Promise<T> {
    let missing = false;
    try {
      return await this.#caller.run({ action: "read", name }, async (tools) => {
        try {
          return await work(tools);
        } catch (error) {
          // An answer to HEAD has no body and says 404 for a missing bucket, too.
          missing = answerOf(error).status === 404;
          throw error;
        }
      });
    } catch (error) {
      if (missing) throw await this.#explainMissing(name);
      throw error;
    }
  }

  async #explainMissing(name: string): Promise<StorageError> {
    const subject = this.#caller.subject({ action: "read", name });
    try {
      const beside = await this.#firstPage(folderOf(name) === "" ? "" : `${folderOf(name)}/`);
      const all = beside.length > 0 ? beside : await this.#firstPage("");
      const names = all.map((info) => info.name).filter(isObjectName);
      const rule = "the object must exist, but there is none of that name. ";
      return s3Error("missing-object", rule + suggestNames(name, names), { subject });
    } catch (error) {
      const failure = error instanceof StorageError ? error.failure : "failed";
      if (failure === "missing-bucket") {
        return s3Error("missing-bucket", missingBucketRule(subject.bucket), { subject });
      }
      // Leave to read objects but not to list them is common; anything else is the real trouble.
      if (failure !== "refused") throw error;
      const rule =
        "the object must exist, but there is none of that name. Check storage.object_name.";
      return s3Error("missing-object", rule, { subject });
    }
  }

  async #firstPage(prefix: string): Promise<ObjectInfo[]> {
    for await (const page of this.#pages(prefix)) return page;
    return [];
  }

  async #listAll(prefix: string, signal?: AbortSignal): Promise<ObjectInfo[]> {
    const found: ObjectInfo[] = [];
    for await (const page of this.#pages(prefix, signal)) {
      for (const object of page) found.push(object);
    }
    return found;
  }

  /** Up to 1000 objects at a time, in the store's order, unfinished writes among them. */
  async *#pages(prefix: string, signal?: AbortSignal): AsyncGenerator<ObjectInfo[]> {
    const wish = signal === undefined ? {} : { signal };
    let token: string | undefined;
    do {
      const from = token === undefined ? {} : { ContinuationToken: token };
      const answer = await this.#caller.run(
        { action: "list", name: prefix, ...wish },
        ({ sdk, client, sending }) => {
          const asked = {
            Bucket: this.#caller.bucket,
            Prefix: prefix,
            EncodingType: "url" as const,
          };
          return client.send(new sdk.ListObjectsV2Command({ ...asked, ...from }), sending);
        },
      );
      const decode = answer.EncodingType === "url" ? decodeKey : (key: string) => key;
      yield (answer.Contents ?? []).map((object) => describe(decode(object.Key ?? ""), object));
      token = answer.IsTruncated ? answer.NextContinuationToken : undefined;
    } while (token !== undefined);
  }
}

function describe(
  name: string,
  answer: {
    readonly Size?: number | undefined;
    readonly LastModified?: Date | undefined;
    readonly ETag?: string | undefined;
  },
): ObjectInfo {
  return {
    name,
    size: answer.Size ?? 0,
    // A listing knows milliseconds, the answer to HEAD only seconds.
    modified: Math.floor((answer.LastModified?.getTime() ?? 0) / 1000) * 1000,
    etag: (answer.ETag ?? "").replaceAll('"', ""),
  };
}

/** Undoes the escaping of keys in a listing, which lets keys hold what XML cannot. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch {
    return key;
  }
}

/** The bytes of a body; mostly it comes in one piece, which is then not copied. */
async function collect(body: unknown): Promise<Uint8Array<ArrayBuffer>> {
  // The SDK's type knows streams of every platform; the transport here gives one of bytes.
  const pieces = await Array.fromAsync(body as AsyncIterable<Uint8Array<ArrayBuffer>>);
  if (pieces.length === 1) return pieces[0];
  return await new Blob(pieces).bytes();
}
