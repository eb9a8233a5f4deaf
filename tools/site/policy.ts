/** What a built site's pages may load and do, as its rules of content. Runs in Deno only. */

import { FRAME_FILE, FRAME_POLICY, FRAME_SANDBOX } from "../../src/data/frame_policy.ts";

const INLINE_SCRIPT = /<script(?![^>]*\ssrc\s*=)[^>]*>([^]*?)<\/script>/gi;

/** The rules of what is no page: it runs nothing. */
export const BARE_POLICY = policyWith([]);

/** The rules of a file of the site. The scripts that stand in a page are named by their sums, so that a
 * text that slips into a page runs nothing.
 * @param read Gives the file's text.
 */
export async function policyOf(name: string, read: () => Promise<string>): Promise<string> {
  // The notebook's cells are code that a person writes, and they run in a frame of their own.
  if (FRAME_FILE.test(name)) return `${FRAME_POLICY}; frame-ancestors 'self'; ${FRAME_SANDBOX}`;
  if (!name.endsWith(".html")) return BARE_POLICY;
  const scripts = [...(await read()).matchAll(INLINE_SCRIPT)].map(([, script]) => script);
  return policyWith(await Promise.all(scripts.map(sumOf)));
}

function policyWith(sums: readonly string[]): string {
  const scripts = ["'self'", ...new Set(sums), "'wasm-unsafe-eval'"];
  return [
    "default-src 'self'",
    `script-src ${scripts.join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join("; ");
}

async function sumOf(script: string): Promise<string> {
  const sum = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script));
  return `'sha256-${new Uint8Array(sum).toBase64()}'`;
}
