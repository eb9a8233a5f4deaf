/** One search for structure: the test, fits, samples, the verdict, whatever forms the segments. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { orderSegments } from "../cluster/order.ts";
import type { SegmentsFound, Structure } from "./result.ts";
import { FIRST_LOOK, type StructureSettings } from "./settings.ts";
import { originsOf, relabelSeries } from "./stability/origins.ts";
import { findRivals } from "./stability/rivals.ts";
import {
  type PairOfPartitions,
  segmentStability,
  stabilityOf,
  type StabilityOfK,
  stayingShares,
} from "./stability/summarise.ts";
import { type FitOutput, OBSERVED } from "./tasks.ts";
import { type ExcessTest, isClear, LOOKS, testExcess } from "./test/excess.ts";
import { type Evidence, makeVerdict, suggestK } from "./verdict.ts";

/** Hears how much of some work is done, in its items. */
export type Hears = (done: number) => void;

/** What forms segments of the data, of drawn sets and of samples. */
export interface StructureEngine {
  /** Mean silhouettes for every k of some drawn sets, or of the data. */
  sets(numbers: readonly number[], hears: Hears): Promise<Float64Array[]>;
  /** Partitions of the respondents for every k. */
  fits(hears: Hears): Promise<FitOutput[]>;
  /** For each pair of samples their partitions of all respondents, 2 x ks x n. */
  pairs(numbers: readonly number[], ks: readonly number[], hears: Hears): Promise<Uint16Array[]>;
}

/** What a search is of. */
export interface SearchInput {
  readonly engine: StructureEngine;
  readonly n: number;
  readonly weights: Float64Array | null;
  /** Numbers of segments, rising. */
  readonly ks: readonly number[];
  /** Respondents that differ from each other, counted as far as a verdict needs. */
  readonly different: number;
  readonly settings: StructureSettings;
  readonly context: StageContext;
  /** Hears the findings of a first look, and is waited for; null where nobody looks. */
  readonly interim: ((found: Findings) => Promise<void>) | null;
}

/** What a search finds. */
export type Findings = Omit<Structure, "respondents" | "total">;

/** How much of all work the drawn sets, the fits and the samples are. */
const SHARES = { sets: 0.7, fits: 0.05, pairs: 0.25 };

/** One search by an engine. Sets and pairs have random numbers of their own by their number, so that a
 * first look only changes when they are looked at, and nothing is computed twice.
 */
export class Search {
  readonly #input: SearchInput;
  readonly #done = { sets: 0, fits: 0, pairs: 0 };
  readonly #drawn: Float64Array[] = [];
  #observed: Float64Array | null = null;
  #fits: FitOutput[] = [];
  #partitions: ReturnType<typeof ordered>[] = [];
  /** Of each number of segments. */
  readonly #found: PairOfPartitions[][];

  constructor(input: SearchInput) {
    this.#input = input;
    this.#found = input.ks.map(() => []);
  }

  /** Looks for structure. */
  async run(): Promise<Findings> {
    const { settings, ks, different, n, interim } = this.#input;
    if (interim !== null && isLess(FIRST_LOOK, settings)) {
      const test = await this.#test(Math.min(FIRST_LOOK.draws, settings.draws));
      await this.#fit();
      await this.#sample(Math.min(FIRST_LOOK.pairs, settings.pairs), ks);
      const evidence = { test, stability: this.#judge(), different };
      await interim(this.#tell(evidence, suggestK(evidence, n)));
    }
    const test = await this.#test(settings.draws);
    this.#progress("sets", 1, "data without structure");
    await this.#fit();
    await this.#sample(settings.pairs, ks);
    const k = suggestK({ test, stability: this.#judge(), different }, n);
    await this.#sample(settings.pairsOfChosen, [k]);
    this.#progress("pairs", 1, "samples");
    return this.#tell({ test, stability: this.#judge(), different }, k);
  }

  /** Stability of every number of segments by the pairs that there are. */
  #judge(): StabilityOfK[] {
    const { ks, weights } = this.#input;
    return ks.map((k, at) =>
      stabilityOf({ k, pairs: this.#found[at], labels: this.#partitions[at].labels, weights })
    );
  }

  #tell(evidence: Evidence, k: number): Findings {
    const { n, weights } = this.#input;
    const first = byCentre(this.#fits[0], this.#partitions[0]);
    const series = relabelSeries(this.#partitions, { first, weights });
    return {
      verdict: makeVerdict(evidence, { k, n }),
      ...evidence,
      ...{ series, origins: originsOf(series, weights) },
      segments: this.#partitions.map(({ k, labels }, at) =>
        this.#describe(k, { fit: this.#fits[at], labels, pairs: this.#found[at] })
      ),
    };
  }

  #describe(
    k: number,
    { fit, labels, pairs }: {
      readonly fit: FitOutput;
      readonly labels: Int32Array;
      readonly pairs: readonly PairOfPartitions[];
    },
  ): SegmentsFound {
    const { n, weights } = this.#input;
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

  /** The data and as many drawn sets as the answer takes, at most so many. */
  async #test(most: number): Promise<ExcessTest> {
    const { engine, ks, settings: { draws } } = this.#input;
    for (const look of [...LOOKS.filter((each) => each < most), most]) {
      const from = this.#drawn.length;
      const sets = Array.from({ length: Math.max(0, look - from) }, (_, at) => from + at);
      const found = await engine.sets(
        this.#observed === null ? [OBSERVED, ...sets] : sets,
        (done) => this.#progress("sets", (from + done) / (draws + 1), "data without structure"),
      );
      this.#observed ??= found.shift()!;
      for (const set of found) this.#drawn.push(set);
      const test = testExcess(ks, this.#observed, this.#drawn);
      if (look === most || isClear(test)) return test;
    }
    throw new RangeError(`Cannot test for structure: draws must be at least 1, but is ${most}.`);
  }

  /** The respondents' own partitions, once. */
  async #fit(): Promise<void> {
    if (this.#fits.length > 0) return;
    const { engine, ks, n, weights } = this.#input;
    this.#fits = await engine.fits((done) => this.#progress("fits", done / ks.length, "segments"));
    this.#partitions = ks.map((k, at) => ordered(this.#fits[at], { k, n, weights }));
  }

  /** Draws as many pairs as are missing for these numbers of segments. */
  async #sample(to: number, ks: readonly number[]): Promise<void> {
    const { engine, n, settings: { pairs, pairsOfChosen }, ks: all } = this.#input;
    const from = this.#found[all.indexOf(ks[0])].length;
    const before = this.#found.reduce((sum, own) => sum + own.length, 0);
    const total = pairs * all.length + Math.max(0, pairsOfChosen - pairs);
    const found = await engine.pairs(
      Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at),
      ks,
      (done) => this.#progress("pairs", (before + done * ks.length) / total, "samples"),
    );
    ks.forEach((k, at) => {
      const own = this.#found[all.indexOf(k)];
      for (const labels of found) {
        own.push({
          first: labels.subarray(at * n, (at + 1) * n),
          second: labels.subarray((ks.length + at) * n, (ks.length + at + 1) * n),
        });
      }
    });
  }

  /** Says how much of one kind of work is done, 0..1. */
  #progress(kind: keyof typeof SHARES, done: number, note: string): void {
    this.#done[kind] = done;
    const { sets, fits, pairs } = this.#done;
    const share = SHARES.sets * sets + SHARES.fits * fits + SHARES.pairs * pairs;
    // Sums of shares may round to a little above all.
    this.#input.context.progress(Math.min(1, share), 1, note);
  }
}

/** Whether a first look is less than the whole. */
function isLess(first: typeof FIRST_LOOK, { draws, pairs }: StructureSettings): boolean {
  return first.draws < draws || first.pairs < pairs;
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
