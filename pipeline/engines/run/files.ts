/** The files of a run over all rows. Runs in Deno and browsers. */

import { hashValue } from "../../base/hash.ts";
import { runArtifacts, writeManifest } from "../../deliver/artifacts.ts";
import { type CsvCell, writeCsv } from "../../deliver/csv_text.ts";
import type { NamedBytes } from "../../io/storage.ts";
import type { Params } from "../../plan/params.ts";
import { STAGE_VERSIONS } from "../../plan/stages.ts";
import type { ProfileRow, SegmentFigure } from "../../profile/segment_profile.ts";
import { summarize } from "../../run/summary.ts";
import type { EngineResult } from "./run_on_engine.ts";
import { writeModelOfAll } from "./model_of_all.ts";

/** Raised whenever the same rows come to other results. */
const VERSION = 1;
const RUN_ID_DIGITS = 12;

/** The name of a run over all rows: of its sample's run, how many rows there are and what all of them came
 * to, so that the same rows have the same name on every engine and in whatever files they lie.
 */
export function engineRunId({ sample, rows, space, centres }: EngineResult): string {
  const found = [
    rows,
    space.n,
    [...space.center],
    [...space.scale],
    centres.centres.map((c) => [...c]),
  ];
  return hashValue(["engine run", VERSION, sample.runId, found]).slice(0, RUN_ID_DIGITS);
}

/** Makes the files but those that the engine itself writes; the sample's own lie in `sample/`. */
export async function engineArtifacts(
  result: EngineResult,
  runId: string,
): Promise<NamedBytes[]> {
  const { sample } = result;
  const { formulas } = sample.params.export;
  const own = await runArtifacts(sample);
  return [
    { name: "profile.csv", bytes: writeProfile(result, formulas) },
    { name: "model.json", bytes: writeModelOfAll(result, runId) },
    ...own.map(({ name, bytes }) => ({ name: `sample/${name}`, bytes })),
  ];
}

/** What was run on what, and what it came to. */
export function engineSummary(
  result: EngineResult,
  { runId, title, output }: {
    readonly runId: string;
    readonly title: string;
    readonly output: string;
  },
): Record<string, unknown> {
  const { sample, centres, indices, segments, space } = result;
  const { ledger } = sample.survey.report;
  return {
    run_id: runId,
    output,
    engine: title,
    rows: result.rows,
    ...(ledger === undefined ? {} : { ledger }),
    ...(result.passing === result.rows ? {} : { passing: result.passing }),
    respondents: result.respondents,
    segments: segments.map(({ number, name, size, share, weighted, insights }, s) => ({
      ...{ number, name, size, share },
      ...(weighted === undefined ? {} : { weighted }),
      insights,
      center: [...centres.centres[s]],
    })),
    iterations: centres.iterations,
    converged: centres.converged,
    inertia: indices.inertia,
    explained: indices.explained,
    calinski_harabasz: indices.calinskiHarabasz,
    davies_bouldin: indices.daviesBouldin,
    ...(space.principal === null
      ? {}
      : { explained_variance_ratio: [...space.principal.explainedVarianceRatio] }),
    of_the_sample_alone: {
      why: "Verdict, stability, silhouettes and tests need pairs of respondents or many fits.",
      left: result.left,
    },
    sample: summarize(sample, `${output}/sample`),
  };
}

/** Makes `manifest.json`, which is written last. */
export function engineManifest(
  summary: Record<string, unknown>,
  files: readonly NamedBytes[],
  { version, times }: {
    readonly version: string;
    readonly times: { readonly started: string; readonly finished: string };
  },
): NamedBytes {
  const told = { ...summary, version: { engine: version, stages: STAGE_VERSIONS }, ...times };
  return writeManifest(told, files);
}

const HEADER = [
  ...["question_text", "item_text", "category", "variable", "question", "kind", "role"],
  ...["statistic", "effect", "segment", "name", "value", "base", "index", "difference"],
];

/** A row for each variable (or category) and segment, `total` among the segments. */
function writeProfile(
  { profile, segments }: EngineResult,
  formulas: Params["export"]["formulas"],
): Uint8Array<ArrayBuffer> {
  function* rows(): Generator<CsvCell[]> {
    for (const row of profile) {
      yield line(row, ["total", null, row.total]);
      for (const [s, figure] of row.segments.entries()) {
        yield line(row, [s + 1, segments[s].name, figure]);
      }
    }
  }
  return writeCsv(HEADER, rows(), formulas);
}

function line(
  row: ProfileRow,
  [segment, name, figure]: readonly [string | number, string | null, SegmentFigure],
): CsvCell[] {
  return [
    ...[row.text.stem, row.text.item, row.category, row.variable, row.question, row.kind, row.role],
    ...[row.statistic, row.effect, segment, name],
    ...[figure.value, figure.base, figure.index, figure.difference],
  ];
}
