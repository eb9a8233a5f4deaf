/** Whether this browser has room for a file, told before anything is written. Runs in browsers. */

import { formatNumber } from "../../kit/words/format.js";

const MEGABYTE = 1_000_000;
/** What a database takes beside the bytes themselves. */
const BESIDE = 250_000;

/** There is no room. What would work is to save projects as files and delete them. */
export class NoRoomError extends Error {
  override readonly name = "NoRoomError";
}

/** Makes sure that this browser has room.
 * @param bytes What is to be kept.
 * @throws {NoRoomError} If it tells that it has none; a browser that tells nothing is tried.
 */
export async function checkRoom(name: string, bytes: number): Promise<void> {
  const { quota, usage } = await estimate();
  if (quota === undefined || usage === undefined) return;
  const free = Math.max(0, quota - usage);
  if (bytes + BESIDE > free) throw noRoom(name, bytes, free);
}

/** Writes, and says in words when there is no room after all; what was kept before is as it was.
 * @throws {NoRoomError} If the browser refuses for want of room.
 */
export async function withRoom<T>(
  { name, bytes }: { readonly name: string; readonly bytes: number },
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if ((error as Error | null)?.name !== "QuotaExceededError") throw error;
    const { quota, usage } = await estimate();
    const free = quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
    throw noRoom(name, bytes, free);
  }
}

/** Asks the browser not to clear what is kept when the disk runs full. It may refuse. */
export async function askToStay(): Promise<void> {
  try {
    await navigator.storage?.persist?.();
  } catch {
    // It keeps projects all the same, only less firmly.
  }
}

/** A size in words. */
export function sizeWords(bytes: number): string {
  return bytes < MEGABYTE
    ? `${formatNumber(Math.max(1, Math.round(bytes / 1000)))}\u00a0kB`
    : `${formatNumber(bytes / MEGABYTE, 1)}\u00a0MB`;
}

async function estimate(): Promise<StorageEstimate> {
  try {
    return await navigator.storage?.estimate?.() ?? {};
  } catch {
    return {};
  }
}

function noRoom(name: string, bytes: number, free: number | null): NoRoomError {
  const has = free === null ? "has less" : `has ${sizeWords(free)}`;
  return new NoRoomError(
    `Cannot keep ${JSON.stringify(name)}: this browser must have ${
      sizeWords(bytes)
    } of room for it, ` +
      `but ${has}. Nothing was changed. Save a project as a file, delete it here, and try again.`,
  );
}
