/** The sample that a run over all rows begins with. Runs in Deno and browsers. */

import type { Rng } from "../../base/rng.ts";
import { hashValue } from "../../base/hash.ts";
import type { StageContext } from "../../base/context.ts";
import { writeCsv } from "../../deliver/csv_text.ts";
import { customersOfCells, type CustomersTold } from "../../ingest/ledger/mod.ts";
import { ingestCustomers } from "../../ingest/mod.ts";
import type { Params } from "../../plan/params.ts";
import { runPipeline, runSurvey } from "../../run/run.ts";
import type { PipelineResult, RunOptions } from "../../run/run_result.ts";
import type { Engine } from "../engine.ts";

/** Rows drawn without putting back, each as likely as any other, rising; all where there are no more.
 * O(wanted) where few of many are drawn.
 * @see Floyd in: Bentley, Programming pearls: a sample of brilliance, 1987, doi:10.1145/30401.315746
 */
export function drawRows(rows: number, wanted: number, rng: Rng): Float64Array {
  if (wanted >= rows) return Float64Array.from({ length: rows }, (_, row) => row);
  const drawn = new Set<number>();
  for (let last = rows - wanted; last < rows; last++) {
    const row = Math.floor(rng.uniform() * (last + 1));
    drawn.add(drawn.has(row) ? last : row);
  }
  return Float64Array.from(drawn).sort();
}

/** What the sample's run is given beside its rows. */
export interface SampleRun {
  readonly name: string;
  readonly params: Params;
  readonly context: StageContext;
  readonly options: RunOptions;
}

/** Runs the whole pipeline on some rows: on the survey that they are, or the customers that they were made
 * to, of whom more is known than their cells say.
 */
export async function runSample(
  engine: Engine,
  rows: Float64Array,
  run: SampleRun,
): Promise<PipelineResult> {
  const { facts: { columns, customers } } = engine;
  const cells = await engine.cells(rows);
  if (customers !== null) return await runCustomers(cells, customers, run);
  const { name, params, options } = run;
  const bytes = writeCsv(columns.map(({ header }) => header), cells, "keep");
  return await runPipeline(bytes, name, params, options);
}

async function runCustomers(
  cells: readonly (readonly string[])[],
  told: CustomersTold,
  { name, params, context, options }: SampleRun,
): Promise<PipelineResult> {
  const found = customersOfCells(cells, told, params.ingest);
  const survey = await ingestCustomers(found, { name, context });
  const key = hashValue(["customers", params.ingest, told, cells]);
  const result = await runSurvey(survey, key, params, options);
  // What is said of the ledger stands first, as where a run reads it itself.
  const notes = told.report.notes.map((text) => ({ stage: "ingest" as const, text }));
  return { ...result, warnings: [...notes, ...result.warnings] };
}
