/** The browser's own SHA-256, which pages that are not served securely do not have. Runs in browsers. */

/** SHA-256 of a file as hex digits, or null where the browser offers none. It takes a thread of its own, and
 * less time than one in TypeScript (in Deno, whose is the same interface, 0.27 of it for 100 MB).
 */
export function webDigest(
  crypto: { readonly subtle?: SubtleCrypto } | undefined,
): ((bytes: Uint8Array<ArrayBuffer>) => Promise<string>) | null {
  const subtle = crypto?.subtle;
  if (subtle === undefined) return null;
  return async (bytes) => {
    const digits = new Uint8Array(await subtle.digest("SHA-256", bytes));
    return Array.from(digits, (byte) => byte.toString(16).padStart(2, "0")).join("");
  };
}
