/** Small surveys for tests, read by the engine itself. Runs in Deno. */

import { ingest } from "../../pipeline/ingest/mod.ts";
import type { Column } from "../../pipeline/survey/column.ts";
import type { Survey } from "../../pipeline/survey/survey.ts";
import { originalParams } from "./original.ts";

/** Reads CSV text as a survey.
 * @param params Parameters that differ from the defaults.
 */
export function surveyOf(csv: string, params: unknown = {}): Promise<Survey> {
  return ingest(bytesOf(csv), "survey.csv", originalParams(params));
}

/** Text as UTF-8 bytes. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** A column by name. */
export function columnOf(survey: Survey, name: string): Column {
  const column = survey.columns.find((one) => one.name === name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return column;
}

/** CSV of columns of equal length. */
export function csvOf(columns: Record<string, readonly (string | number)[]>): string {
  const names = Object.keys(columns);
  const rows = columns[names[0]].map((_, i) => names.map((name) => columns[name][i]).join(","));
  return [names.join(","), ...rows].join("\n") + "\n";
}
