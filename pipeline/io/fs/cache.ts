/** Stage results kept in a folder, shared by processes. Runs in Deno only. */

import type { CacheEntry, StageCache } from "../../run/cache.ts";
import { decodeParts, encodePieces } from "../codec.ts";

const LOCKS = 64;
const EXTENSION = ".stage";
const WAIT_MS = 50;
const PROJECT_FOLDER = ".cache/stages";
const MOST_PROJECT_BYTES = 2 * 2 ** 30;

/** The cache of the working folder, which the command line and the site's loaders share. */
export function projectCache(): StageCache {
  return folderCache(PROJECT_FOLDER, MOST_PROJECT_BYTES);
}

/** Keeps results in a folder up to a number of bytes, dropping the oldest.
 * Another process that wants the same stage waits for the first one. A damaged entry, a full disk or
 * a folder that cannot be written costs time, never the run.
 * @param mostBytes Bytes of all entries together.
 */
export function folderCache(folder: string, mostBytes: number): StageCache {
  return {
    async resolve(key, compute, signal) {
      const kept = await read(folder, key);
      if (kept !== undefined) return { entry: kept, hit: true };
      const lock = await acquire(folder, key, signal);
      try {
        const written = await read(folder, key);
        if (written !== undefined) return { entry: written, hit: true };
        const entry = await compute();
        await write(folder, key, entry).then(() => trim(folder, mostBytes)).catch(() => {});
        return { entry, hit: false };
      } finally {
        lock?.close();
      }
    },
  };
}

async function read(folder: string, key: string): Promise<CacheEntry | undefined> {
  const path = `${folder}/${key}${EXTENSION}`;
  try {
    const entry = await readEntry(path);
    if (entry === undefined) await Deno.remove(path);
    else await Deno.utime(path, new Date(), new Date()).catch(() => {});
    return entry;
  } catch {
    return undefined;
  }
}

/** @returns undefined if the file is damaged. */
async function readEntry(path: string): Promise<CacheEntry | undefined> {
  using file = await Deno.open(path);
  const { size } = await file.stat();
  const reading = decodeParts(size);
  for (let step = reading.next();; step = reading.next()) {
    if (step.done) return step.value as CacheEntry | undefined;
    for (let left = step.value; left.length > 0;) {
      const count = await file.read(left);
      if (count === null) return undefined;
      left = left.subarray(count);
    }
  }
}

async function write(folder: string, key: string, entry: CacheEntry): Promise<void> {
  const temporary = `${folder}/.${key}.${crypto.randomUUID()}`;
  try {
    await writePieces(temporary, encodePieces(entry));
    await Deno.rename(temporary, `${folder}/${key}${EXTENSION}`);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}

async function writePieces(path: string, pieces: readonly Uint8Array[]): Promise<void> {
  using file = await Deno.open(path, { createNew: true, write: true });
  for (const piece of pieces) {
    for (let at = 0; at < piece.length;) at += await file.write(piece.subarray(at));
  }
}

/** A lock of the operating system, which ends with the process that holds it; null if there can be none.
 * Keys share a bounded number of lock files, so that none is ever left over to be removed.
 */
async function acquire(
  folder: string,
  key: string,
  signal: AbortSignal | undefined,
): Promise<Deno.FsFile | null> {
  const file = await openLock(folder, parseInt(key.slice(0, 8), 16) % LOCKS);
  if (file === null) return null;
  try {
    while (!await file.tryLock(true)) {
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      signal?.throwIfAborted();
    }
    return file;
  } catch (error) {
    file.close();
    signal?.throwIfAborted();
    if (error instanceof Error) return null;
    throw error;
  }
}

async function openLock(folder: string, number: number): Promise<Deno.FsFile | null> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    return await Deno.open(`${folder}/.lock-${number}`, { create: true, write: true });
  } catch {
    return null;
  }
}

async function trim(folder: string, mostBytes: number): Promise<void> {
  const files = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(EXTENSION)) continue;
    const { size, mtime } = await Deno.stat(`${folder}/${name}`);
    files.push({ name, size, used: mtime?.getTime() ?? 0 });
  }
  files.sort((a, b) => a.used - b.used);
  let total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { name, size } of files) {
    if (total <= mostBytes) return;
    await Deno.remove(`${folder}/${name}`);
    total -= size;
  }
}
