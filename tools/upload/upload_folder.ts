/** Puts the surveys of one folder into one bucket, with rights to these two alone. Runs in Deno only.
 *
 * Makes the bucket if it is not there and passes over what lies there already, so that a container
 * may call it at every start.
 */

import { fileURLToPath } from "node:url";
import { folderStorage } from "../../pipeline/io/fs/folder.ts";
import { readS3Options } from "../../pipeline/io/open.ts";
import { ensureBucket, s3Storage } from "../../pipeline/io/s3/bucket.ts";
import { hasContent } from "../../pipeline/io/s3/group.ts";
import {
  isCodebookName,
  isSurveyName,
  type ObjectInfo,
  type Storage,
} from "../../pipeline/io/storage.ts";
import { runUpload } from "./run_upload.ts";

const S3_VARIABLES = ["S3_ENDPOINT", "S3_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
/** Deno wants a port beside a host, also where it goes without saying. */
const DEFAULT_PORTS: Readonly<Record<string, string>> = { "http:": ":80", "https:": ":443" };

/** Which folder goes into which bucket. */
export interface UploadPlace {
  readonly folder: string;
  readonly bucket: string;
}

/** The arguments of Deno for this module: it may read the folder, reach the store, and nothing else.
 * @param place Its folder's path has no comma.
 * @param endpoint Address of the store. Without one, or with what is none, it may reach nothing, and
 *   then says what is wrong with the address.
 */
export function uploadArguments({ folder, bucket }: UploadPlace, endpoint: string): string[] {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  const isServer = url !== null && /^https?:$/.test(url.protocol);
  const host = isServer ? url.host + (url.port === "" ? DEFAULT_PORTS[url.protocol] : "") : "";
  return [
    ...["run", "--quiet", "--no-prompt"],
    // Without a name, all of them could be read.
    `--allow-read=${folder === "" ? "." : folder}`,
    ...(host === "" ? [] : [`--allow-net=${host}`]),
    ...["--ignore-env", `--allow-env=${S3_VARIABLES.join(",")}`],
    ...[fileURLToPath(import.meta.url), folder, bucket],
  ];
}

/** Uploads, and prints a line per survey and their total.
 * @throws {StorageError} If the folder cannot be read or the bucket not written.
 */
async function upload({ folder, bucket }: UploadPlace): Promise<void> {
  const source = folderStorage(folder);
  const options = readS3Options(bucket, Deno.env);
  const target = s3Storage(options);
  const surveys = (await source.list(""))
    .filter(({ name }) => isSurveyName(name) || isCodebookName(name));
  if (await ensureBucket(options)) console.log(`made ${target.place}`);
  const there = new Map((await target.list("")).map((info) => [info.name, info]));
  let written = 0;
  for (const { name } of surveys) {
    const bytes = await source.get(name);
    const isThere = await holds(target, there.get(name), bytes);
    if (!isThere) {
      await target.put(name, bytes);
      written++;
    }
    console.log(`${isThere ? "unchanged" : "uploaded"}  ${name} (${bytes.length} bytes)`);
  }
  const unchanged = surveys.length - written;
  console.log(
    `${written} uploaded, ${unchanged} unchanged, from ${source.place} to ${target.place}`,
  );
}

/** Whether the bucket has this object with these bytes. Where the etag cannot tell, they are compared. */
async function holds(
  target: Storage,
  info: ObjectInfo | undefined,
  bytes: Uint8Array,
): Promise<boolean> {
  if (info === undefined || info.size !== bytes.length) return false;
  if (hasContent(info, bytes)) return true;
  const isMd5 = /^[0-9a-f]{32}$/.test(info.etag);
  if (isMd5) return false;
  const stored = await target.get(info.name);
  return stored.length === bytes.length && stored.every((byte, i) => byte === bytes[i]);
}

if (import.meta.main) {
  const [folder, bucket] = Deno.args;
  await runUpload(() => upload({ folder, bucket }));
}
