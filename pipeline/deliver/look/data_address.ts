/** A logo as an address of its own, as pages and libraries take it. Runs in Deno and browsers. */

import type { Logo } from "./look.ts";

/** Writes a picture as a `data:` address. */
export function dataAddress({ type, bytes }: Logo): string {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return `data:image/${type === "jpg" ? "jpeg" : type};base64,${btoa(letters)}`;
}
