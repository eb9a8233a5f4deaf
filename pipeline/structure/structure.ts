/** Are there segments, how many, how stable? Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { DataError } from "../base/errors.ts";
import { orderSegments } from "../cluster/order.ts";
import { sampleRows } from "../evaluate/silhouette.ts";
import { assertFinite } from "../numeric/matrix.ts";
import { type Pool, runAll, withPool } from "../parallel/pool.ts";
import type { StructureJob } from "./job.ts";
import { fitNull } from "./null/fit_null.ts";
import type { Answers } from "./null/margins.ts";
import type { ChosenStability, Structure } from "./result.ts";
import type { StructureSettings } from "./settings.ts";
import { originsOf, relabelSeries } from "./stability/origins.ts";
import { findRivals } from "./stability/rivals.ts";
import {
  type PairOfPartitions,
  segmentStability,
  stabilityOf,
  type StabilityOfK,
  stayingShares,
} from "./stability/summarise.ts";
import {
  type FitOutput,
  OBSERVED,
  structureFit,
  structureOpen,
  structurePair,
  structureSet,
} from "./tasks.ts";
import { type ExcessTest, isClear, LOOKS, testExcess } from "./test/excess.ts";
import { kindOf, suggestK } from "./verdict.ts";

/** Work, in squared differences of one pass over all pairs of respondents, above which workers earn the
 * time that they take to start. */
const WORTH_WORKERS = 4e6;

/** Looks for structure with k-means: the test against data of the same margins and correlations, stability
 * of every number of segments, the verdict. Random numbers come from `context.rng` forked by "structure";
 * bits do not depend on the number of workers. About 2 (draws + 1) k-means fits of up to `sample`
 * respondents for each number of segments, as many passes over their distances, and 4 fits a pair.
 * @param x n x d, finite; its `sources` tell which columns are one question of categories; weights count
 * as so many respondents.
 * @throws {DataError} If fewer than three respondents differ, or more segments are asked for than there
 * are different respondents.
 */
export async function findStructure(
  x: Answers,
  settings: StructureSettings,
  context: StageContext,
): Promise<Structure> {
  assertFinite(x, "look for structure");
  const rng = context.rng.fork("structure");
  const respondents = x.n > settings.sample
    ? sampleRows(x.n, settings.sample, rng.fork("respondents"))
    : Int32Array.from({ length: x.n }, (_, row) => row);
  const sampled = rowsOf(x, respondents);
  const ks = numbersOfSegments(sampled, settings);
  const model = await fitNull(sampled, { ...context, rng });
  const { values, n, d, weights = null } = sampled;
  const { components, starts, maxIter } = settings;
  const job: StructureJob = {
    ...{ values, n, d, weights, model, ks, starts, maxIter },
    components: components === null || components >= d ? null : components,
    seed: rng.fork("workers").below(2 ** 32),
  };
  const size = n * n * d > WORTH_WORKERS ? context.workers : 1;
  return await withPool(size, context, async (pool) => {
    await Promise.all(
      Array.from(
        { length: pool.size },
        (_, place) => pool.call(place, { task: structureOpen, input: job }),
      ),
    );
    const search = new Search(pool, { job, settings, context });
    return { ...await search.run(), respondents, total: x.n };
  });
}

/** Some rows with their weights; weights of 1 are none. */
function rowsOf({ values, d, weights, sources }: Answers, rows: Int32Array): Answers {
  const own = new Float64Array(rows.length * d);
  rows.forEach((row, i) => own.set(values.subarray(row * d, (row + 1) * d), i * d));
  const plain = { values: own, n: rows.length, d, ...(sources === undefined ? {} : { sources }) };
  const isWeighted = weights !== undefined && weights.some((weight) => weight !== 1);
  return isWeighted ? { ...plain, weights: Float64Array.from(rows, (row) => weights[row]) } : plain;
}

/** 2 to the most, or to what the different respondents allow, and the number asked for. */
function numbersOfSegments({ values, n, d }: Answers, settings: StructureSettings): number[] {
  const { mostSegments, k } = settings;
  const wanted = k === "auto" ? mostSegments : Math.max(k, mostSegments);
  const seen = new Set<string>();
  for (let i = 0; i < n && seen.size <= wanted; i++) {
    seen.add(values.subarray(i * d, (i + 1) * d).join(" "));
  }
  const most = Math.min(mostSegments, seen.size - 1);
  if (most < 2 || (k !== "auto" && k > seen.size)) {
    throw new DataError(
      `Cannot look for ${k === "auto" ? "" : `${k} `}segments: there must be at least ${
        k === "auto" ? 3 : k
      } different respondents, but there are ${seen.size}. Use more columns (features.include) or ` +
        "lower clustering.n_clusters.",
    );
  }
  const ks = Array.from({ length: most - 1 }, (_, at) => at + 2);
  return k === "auto" || k <= most ? ks : [...ks, k];
}

interface SearchInput {
  readonly job: StructureJob;
  readonly settings: StructureSettings;
  readonly context: StageContext;
}

/** One search over the places of a pool that hold the job. */
class Search {
  readonly #pool: Pool;
  readonly #input: SearchInput;

  constructor(pool: Pool, input: SearchInput) {
    this.#pool = pool;
    this.#input = input;
  }

  async run(): Promise<Omit<Structure, "respondents" | "total">> {
    const { job, settings } = this.#input;
    const { ks, n, weights } = job;
    const test = await this.#test();
    const fits = await this.#fit();
    const partitions = ks.map((k, at) => ordered(fits[at], { k, n, weights }));
    const first = await this.#pairs(0, settings.pairs, ks);
    const judge = (k: number, pairs: readonly PairOfPartitions[]) =>
      stabilityOf({ k, pairs, labels: partitions[ks.indexOf(k)].labels, weights });
    const rough = ks.map((k, at) => judge(k, first[at]));
    const suggested = suggestK(test, rough);
    const k = settings.k === "auto" ? suggested : settings.k;
    const at = ks.indexOf(k);
    const more = await this.#pairs(settings.pairs, settings.pairsOfChosen, [k]);
    const pairs = [...first[at], ...more[0]];
    const own = judge(k, pairs);
    const stability = rough.map((each) => each.k === k ? own : each);
    const series = relabelSeries(partitions, { first: byCentre(fits[0], partitions[0]), weights });
    return {
      verdict: this.#verdict(test, own, suggested),
      ...{ test, stability, series, origins: originsOf(series, weights) },
      chosen: this.#describe(k, { fit: fits[at], labels: partitions[at].labels, pairs }),
    };
  }

  #verdict(test: ExcessTest, own: StabilityOfK, suggested: number): Structure["verdict"] {
    const { settings, job } = this.#input;
    const { k, samples, foundAgain } = own;
    return {
      kind: kindOf(test, own),
      ...{ k, suggested, samples, foundAgain, isGiven: settings.k !== "auto" },
      ...{ p: test.p, excess: test.excess[test.ks.indexOf(k)], n: job.n },
    };
  }

  #describe(
    k: number,
    { fit, labels, pairs }: {
      readonly fit: FitOutput;
      readonly labels: Int32Array;
      readonly pairs: readonly PairOfPartitions[];
    },
  ): ChosenStability {
    const { n, weights } = this.#input.job;
    const input = { k, pairs, labels, weights };
    const byPair = segmentStability(input);
    const solutions = Array.from(fit.inertia, (criterion, start) => ({
      criterion,
      labels: Int32Array.from(fit.labels.subarray(start * n, (start + 1) * n)),
    }));
    const least = fit.inertia.reduce((a, b) => Math.min(a, b));
    const rivals = findRivals(solutions, { labels, criterion: least }, { k, weights });
    return {
      ...{ k, labels, rivals },
      segmentsByPair: byPair,
      segments: Float64Array.from({ length: k }, (_, m) => {
        let sum = 0;
        for (let pair = 0; pair < pairs.length; pair++) sum += byPair[pair * k + m];
        return sum / pairs.length;
      }),
      stays: stayingShares(input),
    };
  }

  /** The data and as many drawn sets as the answer takes. */
  async #test(): Promise<ExcessTest> {
    const { job: { ks }, settings: { draws } } = this.#input;
    const drawn: Float64Array[] = [];
    let observed: Float64Array | null = null;
    for (const look of [...LOOKS.filter((each) => each < draws), draws]) {
      const sets = Array.from({ length: look - drawn.length }, (_, at) => drawn.length + at);
      const from = drawn.length;
      const found: Float64Array[] = await runAll(
        this.#pool,
        structureSet,
        (observed === null ? [OBSERVED, ...sets] : sets).map((input) => ({ input })),
        (done) => this.#progress(0.7 * (from + done) / (draws + 1), "data without structure"),
      );
      const data: Float64Array = observed ?? found.shift()!;
      observed = data;
      for (const set of found) drawn.push(set);
      const test = testExcess(ks, data, drawn);
      if (look === draws || isClear(test)) return test;
    }
    throw new RangeError(`Cannot test for structure: draws must be at least 1, but is ${draws}.`);
  }

  async #fit(): Promise<FitOutput[]> {
    const { job: { ks }, settings: { startsOfFit: starts } } = this.#input;
    return await runAll(
      this.#pool,
      structureFit,
      ks.map((k) => ({ input: { k, starts } })),
      (done) => this.#progress(0.7 + 0.05 * done / ks.length, "segments"),
    );
  }

  /** Partitions of the pairs from..to, for each k a list. */
  async #pairs(from: number, to: number, ks: readonly number[]): Promise<PairOfPartitions[][]> {
    const { n } = this.#input.job;
    const count = Math.max(0, to - from);
    const found = await runAll(
      this.#pool,
      structurePair,
      Array.from({ length: count }, (_, at) => ({ input: { pair: from + at, ks } })),
      (done) => this.#progress(0.75 + 0.25 * done / count, "samples"),
    );
    return ks.map((_, at) =>
      found.map((labels) => ({
        first: labels.subarray(at * n, (at + 1) * n),
        second: labels.subarray((ks.length + at) * n, (ks.length + at + 1) * n),
      }))
    );
  }

  #progress(share: number, note: string): void {
    this.#input.context.progress(share, 1, note);
  }
}

/** The best start's partition, numbered by falling size. */
function ordered(
  { labels, inertia }: FitOutput,
  { k, n, weights }: { k: number; n: number; weights: Float64Array | null },
): { k: number; labels: Int32Array; order: Int32Array } {
  const best = inertia.indexOf(inertia.reduce((a, b) => Math.min(a, b)));
  const own = Int32Array.from(labels.subarray(best * n, (best + 1) * n));
  const found = orderSegments(own, k, weights ?? undefined);
  return { k, labels: found.labels, order: found.order };
}

/** Segments by the sum of their centroid, as R's flexclust begins its series. */
function byCentre(
  { centroids }: FitOutput,
  { k, order }: { readonly k: number; readonly order: Int32Array },
): Int32Array {
  const d = centroids.length / k;
  const sums = Array.from(
    order,
    (old) => centroids.subarray(old * d, (old + 1) * d).reduce((sum, value) => sum + value, 0),
  );
  return Int32Array.from({ length: k }, (_, segment) => segment)
    .sort((a, b) => sums[a] - sums[b] || a - b);
}
