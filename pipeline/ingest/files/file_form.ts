/** Tells a file's form by its first bytes, before it is read. Runs in Deno and browsers. */

import type { FileForm } from "../../plan/rules.ts";
import { sniff } from "./sniff.ts";

/** The form of a survey file, gzipped or not, which decides what parameters of reading mean.
 * @returns null where it cannot be told; reading it then says what is wrong.
 */
export async function fileFormOf(bytes: Uint8Array<ArrayBuffer>): Promise<FileForm | null> {
  try {
    let container = sniff(bytes, "");
    if (container === "gzip") container = sniff(await headOf(bytes), "");
    if (container === "gzip") return null;
    return container === "zip" ? "workbook" : container === "text" ? "text" : "typed";
  } catch {
    return null;
  }
}

/** The first unpacked bytes of a gzipped file. */
async function headOf(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream()
    .pipeThrough(new DecompressionStream("gzip")).getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return value ?? new Uint8Array();
}
