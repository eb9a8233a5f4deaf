/** How files and folders are written whole or not at all. Runs in Deno only. */

import { basename, dirname, join } from "node:path";
import { StorageError } from "../../base/errors.ts";
import { isAbsent, isOccupied } from "./errors.ts";
import { isTemporaryPart, temporaryPart } from "../names.ts";

/** Long enough that no write still under way is mistaken for one that a killed process left. */
const LEFTOVER_AFTER_MS = 60 * 60 * 1000;
const MOST_SWAPS_TRIED = 20;

/** Writes a new file and waits until it is on the disk.
 * @throws The system's own error, among them AlreadyExists.
 */
export async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  using file = await Deno.open(path, { write: true, createNew: true });
  let written = 0;
  while (written < bytes.length) written += await file.write(bytes.subarray(written));
  await file.sync();
}

/** Makes a folder and those above it.
 * @returns The folders that were missing, deepest first, for {@link removeEmpty}.
 */
export async function makeFolders(path: string): Promise<string[]> {
  const missing: string[] = [];
  let folder = path;
  while (await isMissing(folder)) {
    missing.push(folder);
    const above = dirname(folder);
    if (above === folder) break;
    folder = above;
  }
  await Deno.mkdir(path, { recursive: true });
  return missing;
}

/** Removes those of the folders that are empty, in the given order. Never fails. */
export async function removeEmpty(folders: readonly string[]): Promise<void> {
  for (const folder of folders) await Deno.remove(folder).catch(() => {});
}

/** Removes a file or a folder with all it holds. Never fails: what stays is a leftover for later. */
export async function removeQuietly(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch(() => {});
}

/** Puts a complete folder in the place of an earlier one, which goes only then.
 * If the new one cannot take the place, the earlier one is put back. Two processes may do this to
 * the same target at once: one of their folders stays, whole.
 * @throws The system's own error; StorageError "failed" if a file is in the way.
 */
export async function swapIn(fresh: string, target: string): Promise<void> {
  for (let attempt = 1;; attempt++) {
    const holder = await setAside(target);
    try {
      await Deno.rename(fresh, target);
    } catch (error) {
      if (holder !== null) await putBack(holder, target);
      if (attempt < MOST_SWAPS_TRIED && isOccupied(error)) continue;
      throw error;
    }
    if (holder !== null) await removeQuietly(holder);
    return;
  }
}

/** Cleans a folder of what killed processes left: unfinished writes go, and a finished folder that
 * was set aside goes back unless a newer one is in its place. Never fails.
 */
export async function removeLeftovers(folder: string): Promise<void> {
  const entries = await Array.fromAsync(Deno.readDir(folder)).catch(() => []);
  for (const { name } of entries) {
    if (!isTemporaryPart(name)) continue;
    const path = join(folder, name);
    const changed = await lastChange(path).catch(() => Infinity);
    if (changed > Date.now() - LEFTOVER_AFTER_MS) continue;
    if (name.startsWith(".replaced-")) await putBackMissing(path, folder);
    else await removeQuietly(path);
  }
}

/** Moves what is at the target into a folder of its own beside it, under its own name.
 * @returns That folder, or null if there was nothing.
 */
async function setAside(target: string): Promise<string | null> {
  const info = await Deno.lstat(target).catch((error: unknown) => {
    if (isAbsent(error)) return null;
    throw error;
  });
  if (info === null) return null;
  if (info.isFile) {
    throw new StorageError(
      "failed",
      `Cannot write folder ${target}: nothing else may be in the way, but it is a file. ` +
        `Move that away or choose another output.`,
    );
  }
  const holder = join(dirname(target), temporaryPart("replaced"));
  await Deno.mkdir(holder);
  try {
    await Deno.rename(target, join(holder, basename(target)));
    return holder;
  } catch (error) {
    await removeEmpty([holder]);
    if (isAbsent(error)) return null;
    throw error;
  }
}

async function putBack(holder: string, target: string): Promise<void> {
  try {
    await Deno.rename(join(holder, basename(target)), target);
    await removeEmpty([holder]);
  } catch (error) {
    // A newer folder has taken the place; anything else leaves the earlier one to be put back later.
    if (isOccupied(error)) await removeQuietly(holder);
  }
}

/** Puts back what no newer folder has replaced; the rest goes with the holder. */
async function putBackMissing(holder: string, folder: string): Promise<void> {
  for (const { name } of await Array.fromAsync(Deno.readDir(holder)).catch(() => [])) {
    const target = join(folder, name);
    const missing = await isMissing(target).catch(() => true);
    if (missing) await Deno.rename(join(holder, name), target).catch(() => {});
    else await removeQuietly(join(holder, name));
  }
  await removeEmpty([holder]);
}

async function isMissing(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return false;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return true;
    throw error;
  }
}

/** Milliseconds since 1970 of the last change of a file, or of anything in a folder. */
async function lastChange(path: string): Promise<number> {
  let latest = 0;
  const paths = [path];
  for (let current = paths.pop(); current !== undefined; current = paths.pop()) {
    const info = await Deno.lstat(current);
    latest = Math.max(latest, info.mtime?.getTime() ?? Infinity);
    if (!info.isDirectory) continue;
    for await (const { name } of Deno.readDir(current)) paths.push(join(current, name));
  }
  return latest;
}
