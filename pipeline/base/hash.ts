/** Fingerprints of bytes and of plain values. Runs in Deno and browsers, also where pages lack crypto.subtle. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** SHA-256 of some bytes as hex digits. */
type Digest = (bytes: Uint8Array) => string;

/** The same of a whole file, which may take another thread. */
type FileDigest = (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;

let digest: Digest = (bytes) => bytesToHex(sha256(bytes));
let fileDigest: FileDigest | null = null;

/** Fewer bytes are hashed here sooner than another thread could be asked. */
const FEWEST_FOR_THREAD = 2 ** 16;

/** Takes a platform's own SHA-256, which is some eight times as fast; the digits are the same. */
export function useDigest(own: Digest): void {
  digest = own;
}

/** Takes a platform's own SHA-256 for files, where it has to be waited for; null takes it back. */
export function useFileDigest(own: FileDigest | null): void {
  fileDigest = own;
}

/** SHA-256 of bytes as 64 hex digits. */
export function hashBytes(bytes: Uint8Array): string {
  return digest(bytes);
}

/** {@link hashBytes} of a whole file, by the digest for files where one was given and works. The bytes stay as
 * they are until it has ended.
 */
export async function hashFile(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (fileDigest === null || bytes.length < FEWEST_FOR_THREAD) return hashBytes(bytes);
  try {
    return await fileDigest(bytes);
  } catch {
    // It may copy the bytes, for which there may be no room.
    return hashBytes(bytes);
  }
}

/** SHA-256 of the canonical JSON of a plain value. */
export function hashValue(value: unknown): string {
  return hashBytes(utf8ToBytes(canonicalJson(value)));
}

/** JSON with sorted keys and without spaces, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    const entries = Object.entries(inner).sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0);
    return Object.fromEntries(entries);
  });
}
