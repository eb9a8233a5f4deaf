/** How the cells of text files are told apart, by the beginning of the first. Runs in Deno only. */

import { createGunzip } from "node:zlib";
import { createReadStream } from "node:fs";
// @ts-types="@types/papaparse"
import Papa from "papaparse";
import { detectDelimiter } from "../ingest/files/text/delimiter.ts";
import { detectLineEnd } from "../ingest/files/text/line_end.ts";
import type { Params } from "../plan/params.ts";

const HEAD_BYTES = 1 << 18;

/** What a database must be told of text files. */
export interface TextForm {
  readonly delimiter: string;
  /** The first row's cells. */
  readonly headers: readonly string[];
}

/** Finds the delimiter that the parameters name or the first lines show, and the header.
 * @param path The first file, plain or gzipped.
 */
export async function textFormOf(
  path: string,
  { delimiter: asked }: Pick<Params["ingest"], "delimiter">,
): Promise<TextForm> {
  const { head, isWhole } = await readHead(path);
  const text = new TextDecoder().decode(head).replace(/^\ufeff/, "");
  const lineEnd = detectLineEnd(text);
  const delimiter = asked === "auto" ? detectDelimiter({ head: text, lineEnd, isWhole }) : asked;
  const { data } = Papa.parse<string[]>(text, { delimiter, preview: 1 });
  return { delimiter, headers: data[0] ?? [] };
}

async function readHead(path: string): Promise<{ head: Uint8Array; isWhole: boolean }> {
  const file = createReadStream(path);
  const stream = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    parts.push(part);
    size += part.length;
    if (size >= HEAD_BYTES) break;
  }
  file.destroy();
  const head = new Uint8Array(size);
  parts.reduce((at, part) => {
    head.set(part, at);
    return at + part.length;
  }, 0);
  return { head, isWhole: size < HEAD_BYTES };
}
