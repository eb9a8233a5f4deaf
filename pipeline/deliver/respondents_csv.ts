/** The files with one row a respondent: `segments.csv` and `survey_with_segments.csv`. Runs in Deno and browsers. */

import { squaredDistance } from "../numeric/matrix.ts";
import type { PipelineResult } from "../run/run_result.ts";
import { type CsvCell, writeCsv, writeCsvColumns } from "./csv_text.ts";

/** Writes `segments.csv`: every respondent of the input in its order with row (from 1), identifier,
 * segment (from 1) or an empty cell with the reason, silhouette in the reduced space and distance to
 * the own centroid there; in the last column the segment's name. The identifier column is there if the survey has one, under its own name;
 * the silhouette by Gower's distance, if segments were formed on the answers themselves; the weight,
 * with mean 1 over the respondents segmented, if there are weights.
 */
export function writeSegmentsCsv(result: PipelineResult): Uint8Array<ArrayBuffer> {
  const { survey, cleaned, clustering, evaluation, embedding } = result;
  const id = survey.columns.find((column) => column.kind === "id");
  const header = [
    "row",
    ...(id === undefined ? [] : [id.name]),
    "segment",
    "reason",
    "silhouette",
    "distance",
    ...(evaluation.gower === null ? [] : ["silhouette_gower"]),
    ...(cleaned.weights === null ? [] : ["weight"]),
    "segment_name",
  ];
  const names = result.profile.segments.map(({ name }) => name);
  const position = positionsOf(result);
  const reasons = new Map(
    cleaned.report.respondentsDropped.map(({ row, reason }) => [row, reason]),
  );
  const more = [evaluation.gower, cleaned.weights, names]
    .flatMap((each) => each === null ? [] : [null]);
  function* rows(): Generator<CsvCell[]> {
    for (let row = 0; row < survey.rows; row++) {
      const identifier = id === undefined ? [] : [id.texts[id.codes[row]]];
      const i = position[row];
      if (i < 0) {
        yield [row + 1, ...identifier, null, reasons.get(row + 1) ?? "", null, null, ...more];
        continue;
      }
      const label = clustering.labels[i];
      const distance = Math.sqrt(squaredDistance(embedding, i, clustering.centroids, label));
      yield [
        row + 1,
        ...identifier,
        label + 1,
        null,
        evaluation.reduced?.perRow[i] ?? null,
        distance,
        ...(evaluation.gower === null ? [] : [evaluation.gower.perRow[i]]),
        ...(cleaned.weights === null ? [] : [cleaned.weights[i]]),
        names[label],
      ];
    }
  }
  return writeCsv(header, rows(), result.params.export.formulas);
}

/** Writes `survey_with_segments.csv`: the survey's cells as they came, and in two last columns the segment
 * (from 1) and its name. Codes stay codes where a codebook has words for them. The header of a survey
 * tool shrinks to the columns' names. With `export.formulas: keep` the file holds what the survey held,
 * to the letter; else texts that a spreadsheet would run get an apostrophe.
 */
export function writeSurveyCsv(result: PipelineResult): Uint8Array<ArrayBuffer> {
  const { survey: { columns: all, report }, clustering } = result;
  const columns = all.filter(({ source }) => source === null);
  // The headers of survey tools hold more than the label that is made of them.
  const hasNames = report.headerRows > 1 || report.dialect !== "plain" || report.codebook !== null;
  const labels = columns.map(({ name, label }) => hasNames ? name : label);
  const header = [...labels, uniqueName("segment", labels), uniqueName("segment_name", labels)];
  const codes = Uint32Array.from(
    positionsOf(result),
    (i) => i < 0 ? 0 : clustering.labels[i] + 1,
  );
  const { segments } = result.profile;
  const numbers = { texts: ["", ...segments.map(({ number }) => String(number))], codes };
  const names = { texts: ["", ...segments.map(({ name }) => name)], codes };
  const answers = columns.map(({ texts, written, codes }) => ({ texts: written ?? texts, codes }));
  return writeCsvColumns(header, [...answers, numbers, names], result.params.export.formulas);
}

/** Position of each respondent of the survey among those segmented, or -1. */
function positionsOf({ survey, cleaned }: PipelineResult): Int32Array {
  const positions = new Int32Array(survey.rows).fill(-1);
  cleaned.respondents.forEach((row, i) => positions[row] = i);
  return positions;
}

function uniqueName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let number = 2; taken.includes(name); number++) name = `${wanted}_${number}`;
  return name;
}
