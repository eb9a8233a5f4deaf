/** The sample that a run over all rows begins with. Runs in Deno and browsers. */

import { createRng, type Rng } from "../../base/rng.ts";
import { hashValue } from "../../base/hash.ts";
import type { StageContext } from "../../base/context.ts";
import { evaluateFilter } from "../../clean/filter.ts";
import { writeCsv } from "../../deliver/csv_text.ts";
import { customersOfCells, type CustomersTold } from "../../ingest/ledger/mod.ts";
import { ingest, ingestCustomers } from "../../ingest/mod.ts";
import type { Params } from "../../plan/params.ts";
import { runPipeline, runSurvey } from "../../run/run.ts";
import type { PipelineResult, RunOptions } from "../../run/run_result.ts";
import type { Survey } from "../../survey/survey.ts";
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

/** At most so many times the sample is drawn for what a filter lets through of it. */
const MOST_TIMES = 10;

/** Draws the rows of the sample; more of them where a filter lets only some through, by the share of those
 * that a first draw has.
 */
export async function drawSample(engine: Engine, run: SampleRun): Promise<Float64Array> {
  const { facts: { rows } } = engine;
  const { params } = run;
  const wanted = Math.min(params.engine.sample, rows);
  const rng = createRng(params.seed).fork("engine sample");
  const drawn = drawRows(rows, wanted, rng);
  if (params.cleaning.filter.trim() === "" || wanted === rows) return drawn;
  const survey = await readSample(engine, drawn, run);
  const passing = evaluateFilter(params.cleaning.filter, survey).reduce((sum, one) => sum + one, 0);
  const more = Math.min(MOST_TIMES * wanted, Math.ceil(wanted * wanted / Math.max(1, passing)));
  return more > wanted ? drawRows(rows, Math.min(rows, more), rng) : drawn;
}

async function readSample(engine: Engine, rows: Float64Array, run: SampleRun): Promise<Survey> {
  const { facts: { columns, customers } } = engine;
  const { name, params, context } = run;
  const cells = await engine.cells(rows);
  if (customers !== null) return await readCustomers(cells, customers, run);
  return await ingest(bytesOf(columns, cells), name, params, context);
}

function readCustomers(
  cells: readonly (readonly string[])[],
  told: CustomersTold,
  { name, params, context }: SampleRun,
): Promise<Survey> {
  const found = customersOfCells(cells, told, params.ingest);
  return ingestCustomers(found, { name, context });
}

function bytesOf(columns: Engine["facts"]["columns"], cells: readonly (readonly string[])[]) {
  return writeCsv(columns.map(({ header }) => header), cells, "keep");
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
  return await runPipeline(bytesOf(columns, cells), name, params, options);
}

async function runCustomers(
  cells: readonly (readonly string[])[],
  told: CustomersTold,
  run: SampleRun,
): Promise<PipelineResult> {
  const { params, options } = run;
  const survey = await readCustomers(cells, told, run);
  const key = hashValue(["customers", params.ingest, told, cells]);
  const result = await runSurvey(survey, key, params, options);
  // What is said of the ledger stands first, as where a run reads it itself.
  const notes = told.report.notes.map((text) => ({ stage: "ingest" as const, text }));
  return { ...result, warnings: [...notes, ...result.warnings] };
}
