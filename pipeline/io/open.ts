/** Finds the storage that parameters, environment or an address on the command line mean. Runs in Deno only. */

import { hash } from "node:crypto";
import { basename, dirname, join, resolve } from "node:path";
import { quoteValue, StorageError } from "../base/errors.ts";
import { useDigest } from "../base/hash.ts";
import type { CodebookFile } from "../ingest/codebook/codebook.ts";
import type { Params } from "../plan/params.ts";
import { readCodebookBeside } from "./codebook.ts";
import { readSurvey } from "./downloads.ts";
import { folderStorage } from "./fs/folder.ts";
import { joinNames } from "./names.ts";
import { s3Storage } from "./s3/bucket.ts";
import type { S3Options } from "./s3/client.ts";
import type { Storage } from "./storage.ts";

/** Where settings and credentials come from; `Deno.env` is one. */
export interface Environment {
  get(name: string): string | undefined;
}

/** A storage and a name in it. */
export interface Location {
  readonly storage: Storage;
  /** Empty for the root of a bucket or of the disk. */
  readonly name: string;
  /** Path of the folder for copies of what comes from a bucket: `.downloads` in local_path. */
  readonly downloads: string;
}

/** A survey as it lies in its storage. */
export interface Input {
  /** The object's name; of a path on disk, its last part. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The codebook beside it; null where there is none. */
  readonly codebook: CodebookFile | null;
}

/** Where a run's folder goes. */
export interface Output {
  readonly storage: Storage;
  /** The run folder's name in the storage. */
  readonly prefix: string;
  /** The run folder as the caller would write it: `runs/0123456789ab`, `s3://bucket/runs/0123456789ab`. */
  readonly address: string;
}

useDigest((bytes) => hash("sha256", bytes, "hex"));

const DEFAULT_REGION = "us-east-1";
const S3_ADDRESS = /^s3:\/\/([^/]*)\/?(.*)$/is;

/** The storage of the parameters: the bucket with `s3`, or with `auto` when S3_ENDPOINT is set; else
 * the folder local_path. With `local` the environment is not read.
 * @throws {StorageError} "failed" or "refused" if the settings of S3 are missing or cannot work.
 */
export function openStorage(storageParams: Params["storage"], env: Environment): Storage {
  return usesS3(storageParams, env)
    ? s3Storage(readS3Options(storageParams.bucket, env))
    : folderStorage(storageParams.local_path);
}

/** The storage and name that a `--input` or `--output` means: `s3://bucket/key`, or a path on disk.
 * A path opens the folder above it, so `runs` gives the working directory and the name `runs`.
 * @throws {StorageError} "invalid-name" for `s3://` without a bucket; else as {@link openStorage}.
 */
export function openLocation(
  location: string,
  storageParams: Params["storage"],
  env: Environment,
): Promise<Location> {
  return Promise.try(() => {
    const address = S3_ADDRESS.exec(location);
    const place = address === null ? openPath(location) : openAddress(address, env);
    return { ...place, downloads: downloadsFolder(storageParams) };
  });
}

/** Reads the survey of a run: the one that `--input` names, else the parameters' object.
 * @param input Path or `s3://bucket/key`, or null for `storage.object_name`.
 * @throws {StorageError} As {@link openLocation} and {@link readSurvey}.
 */
export async function openInput(
  input: string | null,
  storageParams: Params["storage"],
  env: Environment,
): Promise<Input> {
  const { storage, name, downloads } = input === null
    ? {
      storage: openStorage(storageParams, env),
      name: storageParams.object_name,
      downloads: downloadsFolder(storageParams),
    }
    : await openLocation(input, storageParams, env);
  const bytes = await readSurvey(storage, name, { downloads });
  return { name, bytes, codebook: await readCodebookBeside(storage, name) };
}

/** Finds where the folder of a run goes, without touching anything there yet.
 * @param location The value of `--output`: a path or `s3://bucket/prefix`.
 * @throws {StorageError} As {@link openLocation}.
 */
export async function openOutput(
  location: string,
  runId: string,
  { storage: params, env }: { readonly storage: Params["storage"]; readonly env: Environment },
): Promise<Output> {
  const { storage, name } = await openLocation(location, params, env);
  return {
    storage,
    prefix: joinNames(name, runId),
    address: `${location.replace(/\/+$/, "")}/${runId}`,
  };
}

/** Whether the parameters mean S3. */
export function usesS3(storageParams: Params["storage"], env: Environment): boolean {
  const { backend } = storageParams;
  return backend === "s3" || (backend === "auto" && read(env, "S3_ENDPOINT") !== "");
}

/** The settings of S3 in the environment. What is missing is an empty string, which
 * {@link s3Storage} refuses with the name of the variable to set. */
export function readS3Options(bucket: string, env: Environment): S3Options {
  const region = read(env, "S3_REGION");
  return {
    endpoint: read(env, "S3_ENDPOINT"),
    region: region === "" ? DEFAULT_REGION : region,
    bucket,
    accessKeyId: read(env, "AWS_ACCESS_KEY_ID"),
    secretAccessKey: read(env, "AWS_SECRET_ACCESS_KEY"),
  };
}

type Place = Pick<Location, "storage" | "name">;

function openAddress([location, bucket, key]: RegExpExecArray, env: Environment): Place {
  if (bucket === "") {
    throw new StorageError(
      "invalid-name",
      `Cannot open ${
        quoteValue(location)
      }: an address in S3 names its bucket, but this has none. ` +
        `Write it as s3://bucket/key.`,
    );
  }
  const storage = s3Storage(readS3Options(bucket, env));
  return { storage, name: key.replace(/\/$/, "") };
}

function openPath(path: string): Place {
  if (path === "" || path.includes("\0")) {
    throw new StorageError(
      "invalid-name",
      `Cannot open ${quoteValue(path)}: a path on disk is not empty, but this is none. ` +
        `Write a path, or s3://bucket/key.`,
    );
  }
  // Only these have no name of their own; other paths stay as the caller wrote them, for messages.
  const nameless = ["", ".", ".."].includes(basename(path));
  const full = nameless ? resolve(path) : path;
  return { storage: folderStorage(dirname(full)), name: basename(full) };
}

function downloadsFolder(storageParams: Params["storage"]): string {
  return join(storageParams.local_path, ".downloads");
}

/** A variable set to nothing, as container set-ups do, counts as not set. */
function read(env: Environment, name: string): string {
  return env.get(name) ?? "";
}
