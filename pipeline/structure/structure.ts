/** Are there segments, how many, how stable? Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { DataError } from "../base/errors.ts";
import type { Rng } from "../base/rng.ts";
import { sampleRows } from "../evaluate/silhouette.ts";
import type { Features } from "../features/feature_matrix.ts";
import { assertFinite } from "../numeric/matrix.ts";
import { type Pool, runAll, withPool } from "../parallel/pool.ts";
import type { StructureJob } from "./job.ts";
import type { Clusterer } from "./methods/clusterer.ts";
import { openMethod } from "./methods/method_engine.ts";
import { fitNull } from "./null/fit_null.ts";
import type { Answers } from "./null/margins.ts";
import type { Structure } from "./result.ts";
import { Search, type SearchInput, type StructureEngine } from "./search.ts";
import type { StructureSettings } from "./settings.ts";
import { structureFit, structureOpen, structurePair, structureSet } from "./tasks.ts";
import { differentToCount } from "./verdict.ts";

/** Work, in squared differences of one pass over all pairs of respondents, above which workers earn the
 * time that they take to start. */
const WORTH_WORKERS = 4e6;
/** Of fewer no two segments can be told from three. */
const FEWEST_DIFFERENT = 3;

/** Looks for structure with k-means: the test against data of the same margins and correlations, stability
 * of every number of segments, the verdict. Random numbers come from `context.rng` forked by "structure";
 * bits do not depend on the number of workers. About 2 (draws + 1) k-means fits of up to `sample`
 * respondents for each number of segments, as many passes over their distances, and 4 fits a pair.
 * @param x n x d, finite; its `sources` tell which columns are one question of categories; weights count
 * as so many respondents.
 * @throws {DataError} If fewer than three respondents differ.
 */
export async function findStructure(
  x: Answers,
  settings: StructureSettings,
  context: StageContext,
): Promise<Structure> {
  assertFinite(x, "look for structure");
  const shown = showWhole(context);
  const { rng } = shown;
  const respondents = chooseRespondents(x.n, settings.sample, rng);
  const sampled = rowsOf(x, respondents);
  const { ks, different } = numbersOfSegments(sampled, settings);
  const model = await fitNull(sampled, shown);
  const { values, n, d, weights = null } = sampled;
  const { components, starts, maxIter } = settings;
  const job: StructureJob = {
    ...{ values, n, d, weights, model, ks, starts, maxIter },
    components: components === null || components >= d ? null : components,
    seed: rng.fork("workers").below(2 ** 32),
  };
  const size = n * n * d > WORTH_WORKERS ? context.workers : 1;
  return await withPool(size, shown, async (pool) => {
    const engine = await openPool(pool, job, settings);
    const input = { engine, n, weights, ks, different, settings, context: shown };
    return await searchAmong({ respondents, total: x.n }, input, context);
  });
}

/** Sends the job to every place of a pool. */
async function openPool(
  pool: Pool,
  job: StructureJob,
  { startsOfFit: starts }: StructureSettings,
): Promise<StructureEngine> {
  const places = Array.from({ length: pool.size }, (_, place) => place);
  await Promise.all(places.map((place) => pool.call(place, { task: structureOpen, input: job })));
  return {
    sets: (numbers, hears) =>
      runAll(pool, structureSet, numbers.map((input) => ({ input })), hears),
    fits: (hears) =>
      runAll(pool, structureFit, job.ks.map((k) => ({ input: { k, starts } })), hears),
    pairs: (numbers, ks, hears) =>
      runAll(pool, structurePair, numbers.map((pair) => ({ input: { pair, ks } })), hears),
  };
}

/** Looks for structure with another method, in this thread: as {@link findStructure}, but segments, what
 * they are predicted by and silhouettes are the method's, and a sample is taken of more than it bears.
 * @param x The features; methods on answers read them back.
 */
export async function findStructureBy(
  clusterer: Clusterer,
  x: Features,
  { settings, context }: { readonly settings: StructureSettings; readonly context: StageContext },
): Promise<Structure> {
  assertFinite(x, "look for structure");
  const shown = showWhole(context);
  const { rng } = shown;
  const most = Math.min(settings.sample, clusterer.mostRespondents);
  const respondents = chooseRespondents(x.n, most, rng);
  const { weights: _all, ...unweighted } = x;
  const sampled = { ...unweighted, ...rowsOf(x, respondents), sources: x.sources };
  const { ks, different } = numbersOfSegments(sampled, settings);
  const model = await fitNull(sampled, shown);
  const { n, weights = null } = sampled;
  const engine = await openMethod(clusterer, { x: sampled, model, ks, settings, context: shown });
  const input = { engine, n, weights, ks, different, settings, context: shown };
  return await searchAmong({ respondents, total: x.n }, input, context);
}

/** Searches, and tells of whom what is found is known, to those who look on as well. */
async function searchAmong(
  whom: Pick<Structure, "respondents" | "total">,
  input: Omit<SearchInput, "interim">,
  { interim }: StageContext,
): Promise<Structure> {
  const search = new Search({
    ...input,
    interim: interim === undefined ? null : (found) => interim({ ...found, ...whom }),
  });
  return { ...await search.run(), ...whom };
}

/** The context with random numbers of its own, whose pauses tell how far all is, not how far a part. */
function showWhole(context: StageContext): StageContext {
  let share = 0, last = "correlations";
  return {
    ...context,
    rng: context.rng.fork("structure"),
    progress(done, total, note = "") {
      // Tasks that run side by side may tell of themselves out of turn.
      share = Math.max(share, done / total);
      last = note;
      context.progress(share, 1, note);
    },
    checkpoint: () => context.checkpoint(share, 1, last),
  };
}

function chooseRespondents(n: number, most: number, rng: Rng): Int32Array {
  return n > most
    ? sampleRows(n, most, rng.fork("respondents"))
    : Int32Array.from({ length: n }, (_, row) => row);
}

/** Some rows with their weights; weights of 1 are none. */
function rowsOf({ values, d, weights, sources }: Answers, rows: Int32Array): Answers {
  const own = new Float64Array(rows.length * d);
  rows.forEach((row, i) => own.set(values.subarray(row * d, (row + 1) * d), i * d));
  const plain = { values: own, n: rows.length, d, ...(sources === undefined ? {} : { sources }) };
  const isWeighted = weights !== undefined && weights.some((weight) => weight !== 1);
  return isWeighted ? { ...plain, weights: Float64Array.from(rows, (row) => weights[row]) } : plain;
}

/** The numbers of segments to look at: 2 to the most, or to what the different respondents allow. */
function numbersOfSegments(
  { values, n, d }: Answers,
  { mostSegments }: StructureSettings,
): { readonly ks: readonly number[]; readonly different: number } {
  const enough = Math.max(differentToCount(mostSegments), FEWEST_DIFFERENT);
  const seen = new Set<string>();
  for (let i = 0; i < n && seen.size < enough; i++) {
    seen.add(values.subarray(i * d, (i + 1) * d).join(" "));
  }
  const different = seen.size;
  if (different < FEWEST_DIFFERENT) {
    throw new DataError(
      `Cannot look for segments: there must be at least ${FEWEST_DIFFERENT} different respondents, but ` +
        `there are ${different}. Use more columns (features.include).`,
    );
  }
  const most = Math.min(mostSegments, different - 1);
  return { ks: Array.from({ length: most - 1 }, (_, at) => at + 2), different };
}
