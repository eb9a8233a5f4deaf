/** What tests of storages share: bytes from text, and failures with their kind. Runs in Deno. */

import assert from "node:assert/strict";
import { StorageError, type StorageFailure } from "../../pipeline/base/errors.ts";

/** A text as UTF-8. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** UTF-8 as text. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** Asserts that something fails with a StorageError of this kind, and gives it. */
export async function failsWith(
  failure: StorageFailure,
  work: Promise<unknown>,
): Promise<StorageError> {
  const error = await work.then(() => null, (thrown: unknown) => thrown);
  assert.ok(
    error instanceof StorageError,
    `expected a StorageError, but got ${Deno.inspect(error)}`,
  );
  assert.equal(error.failure, failure, error.message);
  return error;
}
