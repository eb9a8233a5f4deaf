/** Reads bytes as Latin-1, one letter each. Runs in Deno and browsers. */

/** The letter of each byte; what `TextDecoder` calls Latin-1 is Windows-1252.
 * @param bytes A few, such as a file's first.
 */
export function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}
