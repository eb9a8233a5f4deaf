/** Makes survey files in memory and reads them, for the tests of ingest. Runs in Deno. */

import { createContext } from "../../pipeline/base/context.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import { PARAMS_SCHEMA } from "../../pipeline/plan/params.ts";
import type { Column } from "../../pipeline/survey/column.ts";
import type { Survey } from "../../pipeline/survey/survey.ts";

/** A survey and what was said while it was read. */
export interface ReadResult {
  readonly survey: Survey;
  readonly warnings: readonly string[];
}

/** The parameters of ingest: the defaults, and what differs. */
export function ingestParams(changes: Partial<Params["ingest"]> = {}): Pick<Params, "ingest"> {
  return { ingest: { ...PARAMS_SCHEMA.parse({}).ingest, ...changes } };
}

/** Reads bytes as the file `survey.csv`. */
export async function readBytes(
  bytes: Uint8Array,
  changes: Partial<Params["ingest"]> = {},
): Promise<ReadResult> {
  const warnings: string[] = [];
  const context = createContext({ onWarning: (text) => warnings.push(text) });
  const survey = await ingest(bytes, "survey.csv", ingestParams(changes), context);
  return { survey, warnings };
}

/** Reads text as UTF-8. */
export function readText(
  text: string,
  changes: Partial<Params["ingest"]> = {},
): Promise<ReadResult> {
  return readBytes(new TextEncoder().encode(text), changes);
}

/** A one-column survey file, each answer quoted. */
export function columnText(answers: readonly string[], header = "answer"): string {
  return [header, ...answers].map((cell) => `"${cell.replaceAll('"', '""')}",x`).join("\n");
}

/** The cell texts of a column, respondent by respondent. */
export function cellTexts({ codes, texts }: Column): string[] {
  return Array.from(codes, (level) => texts[level]);
}

/** All cell texts, row by row, without the header. */
export function rowTexts({ columns, rows }: Survey): string[][] {
  const cells = columns.map(cellTexts);
  return Array.from({ length: rows }, (_, i) => cells.map((column) => column[i]));
}

/** The reasons why respondents' answers are missing, as codes. */
export function missingCodes({ codes, missing }: Column): number[] {
  return Array.from(codes, (level) => missing[level]);
}

/** Packs bytes as gzip. */
export async function gzipped(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** Text as UTF-16, without a byte order mark. */
export function utf16(text: string, order: "le" | "be"): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), order === "le");
  return bytes;
}
