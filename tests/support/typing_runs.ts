/** Runs whose models tests place respondents by. Runs in Deno. */

import { writeModelJson } from "../../pipeline/deliver/model_json.ts";
import { type Model, parseModel } from "../../pipeline/typing/model.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { bytesOf } from "./survey_text.ts";

/** A group of parameters by name. */
export type Settings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Runs a survey into a number of segments without looking for their structure. */
export function segmentInto(
  k: number,
  survey: { readonly bytes: Uint8Array<ArrayBuffer>; readonly name: string },
  settings: Settings = {},
): Promise<PipelineResult> {
  const params = parseParams({
    structure: { check: "none" },
    evaluation: { silhouette: "none" },
    ...settings,
    clustering: { n_clusters: k, ...settings.clustering },
  });
  return runPipeline(survey.bytes, survey.name, params);
}

/** The model of a run, as its file tells it. */
export function modelOf(result: PipelineResult): Model {
  return parseModel(new TextDecoder().decode(writeModelJson(result)), "model.json");
}

/** Some rows of a CSV file without line breaks in cells, under its header. */
export function rowsOfCsv(
  text: string,
  takes: (row: number) => boolean,
): Uint8Array<ArrayBuffer> {
  const [header, ...rows] = text.trimEnd().split(/\r?\n/);
  return bytesOf([header, ...rows.filter((_, row) => takes(row))].join("\n") + "\n");
}
