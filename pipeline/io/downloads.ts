/** Reads a survey from a bucket, keeping a copy on disk for the next time. Runs in Deno only. */

import { quoteValue, StorageError } from "../base/errors.ts";
import { hashBytes } from "../base/hash.ts";
import { folderStorage } from "./fs/folder.ts";
import { checkObjectName } from "./names.ts";
import type { ObjectInfo, Storage } from "./storage.ts";

/** What is written beside a copy. */
interface Receipt {
  /** The bucket's tag of the object when it was copied. */
  readonly etag: string;
  /** Of the copy, so that a damaged one is not taken for the survey. */
  readonly sha256: string;
}

const BUCKET_PLACE = /^s3:\/\/([^/]+)$/;

/** Reads an object. From a bucket, with `downloads` given, a copy is kept as
 * `<downloads>/<bucket>/<name>` with its etag beside it in `<name>.etag`, and used as long as the
 * bucket's etag stays the same; one request asks for that. A copy that is damaged or cannot be
 * written costs a download, never the run. Folders are read directly.
 * @param options `downloads` is the path of a folder, such as `data/.downloads`. With `mustKeep` it is
 * the copy that counts, and what keeps it from being written is an error.
 * @throws {StorageError} As `storage.head` and `storage.get`.
 */
export async function readSurvey(
  storage: Storage,
  name: string,
  options: { readonly downloads?: string; readonly mustKeep?: boolean } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const bucket = BUCKET_PLACE.exec(storage.place)?.[1];
  if (bucket === undefined || options.downloads === undefined) return await storage.get(name);
  const info = await storage.head(name);
  const copies = folderStorage(`${options.downloads}/${bucket}`);
  const kept = await readCopy(copies, info);
  if (kept !== null) return kept;
  const bytes = await storage.get(name);
  // The object may have changed between the two requests; the etag must be that of these bytes.
  const after = await storage.head(name).catch(() => null);
  try {
    if (after?.etag !== info.etag) throw changed(name, storage.place);
    await keepCopy(copies, { info, bytes });
  } catch (error) {
    // A folder that is full or read-only costs the next run a download, no more.
    if (options.mustKeep === true) throw error;
  }
  return bytes;
}

async function readCopy(
  copies: Storage,
  { name, etag, size }: ObjectInfo,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const text = new TextDecoder().decode(await copies.get(receiptName(name)));
    const receipt = JSON.parse(text) as Partial<Receipt> | null;
    if (receipt?.etag !== etag) return null;
    const bytes = await copies.get(name);
    return bytes.length === size && receipt.sha256 === hashBytes(bytes) ? bytes : null;
  } catch {
    return null;
  }
}

async function keepCopy(
  copies: Storage,
  { info, bytes }: { readonly info: ObjectInfo; readonly bytes: Uint8Array<ArrayBuffer> },
): Promise<void> {
  const receipt: Receipt = { etag: info.etag, sha256: hashBytes(bytes) };
  checkObjectName(receiptName(info.name), { action: "write", place: copies.place });
  await copies.put(info.name, bytes);
  await copies.put(receiptName(info.name), new TextEncoder().encode(JSON.stringify(receipt)));
}

function changed(name: string, place: string): StorageError {
  return new StorageError(
    "interrupted",
    `Cannot read ${quoteValue(name)} in ${place}: it must stay as it is while it is read, but it ` +
      "changed meanwhile. Run it again.",
  );
}

function receiptName(name: string): string {
  return `${name}.etag`;
}
