/** Fingerprints of bytes and of plain values. Runs in Deno and browsers, also where pages lack crypto.subtle. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The platform's own SHA-256, some eight times as fast, where there is one that answers at once. */
const platform = (globalThis as Platform).process?.getBuiltinModule?.("node:crypto");

interface Platform {
  readonly process?: {
    readonly getBuiltinModule?: (name: "node:crypto") => {
      hash?(name: "sha256", bytes: Uint8Array, form: "hex"): string;
    };
  };
}

/** SHA-256 of bytes as 64 hex digits. */
export function hashBytes(bytes: Uint8Array): string {
  return platform?.hash?.("sha256", bytes, "hex") ?? bytesToHex(sha256(bytes));
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
