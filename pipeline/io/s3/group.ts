/** How a group of objects is written to S3 so that an earlier complete one survives a failure. Runs in Deno only. */

import { createHash } from "node:crypto";
import { isTemporaryPart, joinNames, temporaryPart } from "../names.ts";
import { bytesOf, type GroupFile, type NamedBytes, type ObjectInfo, sizeOf } from "../storage.ts";

/** What a group needs of its bucket. Names are those of whole objects. */
export interface GroupStore {
  /** Every object below a prefix, unfinished writes among them. */
  list(prefix: string): Promise<ObjectInfo[]>;
  put(file: NamedBytes): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  remove(name: string, allowedMs: number): Promise<void>;
  /** Milliseconds that tidying up may take in all. */
  readonly cleanUpMs: number;
}

/** A group to be written. */
export interface Group {
  /** Prefix without a slash at its end. */
  readonly group: string;
  /** In the order of writing; the last one marks the group as complete. */
  readonly files: readonly GroupFile[];
  readonly signal?: AbortSignal;
}

/** Long enough that no group still being written is mistaken for one that a killed process left. */
const LEFTOVER_AFTER_MS = 60 * 60 * 1000;

/** Writes a group in place of whatever is below its prefix.
 * @throws {StorageError} Of the request that failed; what is new has then been removed, as far as
 *   the store allows and `cleanUpMs` lasts.
 * @throws The signal's reason.
 */
export async function replaceGroup(store: GroupStore, wanted: Group): Promise<void> {
  const earlier = new Map(
    (await store.list(`${wanted.group}/`)).map((info) => [info.name, info]),
  );
  const files = wanted.files.map((file) => ({ ...file, name: joinNames(wanted.group, file.name) }));
  const complete = earlier.has(files[files.length - 1].name);
  if (complete) await stageAndCopy(store, { ...wanted, files, earlier });
  else await writeOrTakeBack(store, { ...wanted, files, earlier });
  const kept = new Set(files.map(({ name }) => name));
  const stale = [...earlier.values()].filter((info) => !kept.has(info.name) && isStale(info));
  await removeAll(store, stale.map(({ name }) => name));
}

interface Replacement extends Group {
  /** What lies below the prefix already. */
  readonly earlier: ReadonlyMap<string, ObjectInfo>;
}

async function writeOrTakeBack(store: GroupStore, wanted: Replacement): Promise<void> {
  const tried: string[] = [];
  try {
    for (const file of wanted.files) {
      wanted.signal?.throwIfAborted();
      tried.push(file.name);
      await store.put({ name: file.name, bytes: await bytesOf(file) });
    }
  } catch (error) {
    await removeAll(store, tried.filter((name) => !wanted.earlier.has(name)));
    throw error;
  }
}

/** Uploads what differs under temporary names, then lets the store copy it into place. Copying takes
 * the store a moment and is not cancelled, so the time in which a group could be left half replaced
 * is as short as S3 allows. */
async function stageAndCopy(store: GroupStore, wanted: Replacement): Promise<void> {
  const folder = joinNames(wanted.group, temporaryPart("writing"));
  const marker = wanted.files[wanted.files.length - 1];
  const staged: { from: string; to: string }[] = [];
  try {
    for (const file of wanted.files) {
      wanted.signal?.throwIfAborted();
      if (file !== marker && await isUnchanged(wanted.earlier.get(file.name), file)) continue;
      const from = joinNames(folder, String(staged.length));
      staged.push({ from, to: file.name });
      await store.put({ name: from, bytes: await bytesOf(file) });
    }
    wanted.signal?.throwIfAborted();
    for (const { from, to } of staged) await store.copy(from, to);
  } finally {
    await removeAll(store, staged.map(({ from }) => from));
  }
}

/** Without reading what differs in size. */
async function isUnchanged(info: ObjectInfo | undefined, file: GroupFile): Promise<boolean> {
  return info?.size === sizeOf(file) && hasContent(info, await bytesOf(file));
}

/** Whether an object surely has this content already. False where the store's tag is no MD5.
 * @param info What the store says of it, or undefined if it is not there.
 */
export function hasContent(info: ObjectInfo | undefined, bytes: Uint8Array): boolean {
  if (info === undefined || info.size !== bytes.length) return false;
  return info.etag === createHash("md5").update(bytes).digest("hex");
}

function isStale(info: ObjectInfo): boolean {
  const temporary = info.name.split("/").some(isTemporaryPart);
  return !temporary || info.modified < Date.now() - LEFTOVER_AFTER_MS;
}

/** Removes objects as far as time and rights allow; what stays is hidden or goes with the next group. */
async function removeAll(store: GroupStore, names: readonly string[]): Promise<void> {
  const end = performance.now() + store.cleanUpMs;
  for (const name of names) {
    const left = end - performance.now();
    if (left <= 0) return;
    await store.remove(name, left).catch(() => {});
  }
}
