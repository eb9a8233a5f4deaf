/** What was recognised of the file, for pages. Runs in Deno and browsers. */

import type { IngestReport } from "../survey/survey.ts";
import type { ReadingView } from "./types.ts";

/** Takes of the report what tells of the file's form and of nobody in it. */
export function viewReading(report: IngestReport): ReadingView {
  const { format, dialect, dialectReason, encoding, delimiter, sheet } = report;
  const { headerRows, preambleRows, codebook } = report;
  return {
    format,
    dialect,
    dialectReason,
    encoding,
    delimiter,
    sheet,
    headerRows,
    preambleRows,
    codebook,
  };
}
