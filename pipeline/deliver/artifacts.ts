/** The files of a run folder. Runs in Deno and browsers. */

import { hashBytes, hashValue } from "../base/hash.ts";
import { NO_CACHE, type StageCache } from "../run/cache.ts";
import type { PipelineResult } from "../run/run_result.ts";
import { STAGE_VERSIONS } from "../plan/stages.ts";
import { summarize } from "../run/summary.ts";
import { MODEL_FORMAT, MODEL_VERSION } from "../typing/model.ts";
import { writeModelJson } from "./model_json.ts";
import { writeProfileCsv, writeProfileJson } from "./profile_files.ts";
import { writeReport } from "./report_xlsx.ts";
import { shortFormFiles } from "./short_form/short_form_files.ts";
import { writeSegmentsCsv, writeSurveyCsv } from "./respondents_csv.ts";
import type { NamedBytes } from "../io/storage.ts";

/** Makes all files of a run but the manifest. The same run gives the same bytes.
 * @param cache Where the model is looked for, as how others are placed takes a second a 200,000 respondents.
 */
export async function runArtifacts(
  result: PipelineResult,
  cache: StageCache = NO_CACHE,
): Promise<NamedBytes[]> {
  return [
    { name: "segments.csv", bytes: writeSegmentsCsv(result) },
    { name: "survey_with_segments.csv", bytes: writeSurveyCsv(result) },
    { name: "profile.json", bytes: writeProfileJson(result) },
    { name: "profile.csv", bytes: writeProfileCsv(result) },
    { name: "report.xlsx", bytes: await writeReport(result) },
    { name: "model.json", bytes: await modelOf(result, cache) },
    ...await shortFormFiles(result),
  ];
}

async function modelOf(
  result: PipelineResult,
  cache: StageCache,
): Promise<NamedBytes["bytes"]> {
  // All that it is made of is in the run's id, but for what may be published.
  const told = [MODEL_FORMAT, MODEL_VERSION, result.runId, result.params.publish];
  const { entry: { value } } = await cache.resolve(
    hashValue(["model", ...told]),
    () => Promise.resolve({ value: { bytes: writeModelJson(result) }, warnings: [] }),
  );
  return (value as { bytes: NamedBytes["bytes"] }).bytes;
}

/** Makes `manifest.json`: what was run, on what, with which results, and the files' fingerprints.
 * It is written last, so that a folder without it is unfinished.
 * @param times When the run started and ended, ISO 8601 in UTC; the only part that differs between
 * two runs of the same work.
 */
export function runManifest(
  result: PipelineResult,
  files: readonly NamedBytes[],
  { output, version, times }: {
    output: string;
    version: string;
    times: { started: string; finished: string };
  },
): NamedBytes {
  const told = {
    ...summarize(result, output),
    engine: { version, stages: STAGE_VERSIONS },
    ...times,
  };
  return writeManifest(told, files);
}

/** Writes a `manifest.json` of what it tells and the fingerprints of the files. */
export function writeManifest(
  told: Readonly<Record<string, unknown>>,
  files: readonly NamedBytes[],
): NamedBytes {
  const manifest = {
    ...told,
    files: files.map(({ name, bytes }) => ({
      name,
      bytes: bytes.length,
      sha256: hashBytes(bytes),
    })),
  };
  return {
    name: "manifest.json",
    bytes: new TextEncoder().encode(JSON.stringify(manifest, null, 1) + "\n"),
  };
}
