/** One search for structure: the test, fits, samples, the verdict, whatever forms the segments. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { orderSegments } from "../cluster/order.ts";
import type { SegmentsFound, Structure } from "./result.ts";
import type { StructureSettings } from "./settings.ts";
import { originsOf, relabelSeries } from "./stability/origins.ts";
import { findRivals } from "./stability/rivals.ts";
import {
  type PairOfPartitions,
  segmentStability,
  stabilityOf,
  stayingShares,
} from "./stability/summarise.ts";
import { type FitOutput, OBSERVED } from "./tasks.ts";
import { type ExcessTest, isClear, LOOKS, testExcess } from "./test/excess.ts";
import { makeVerdict, suggestK } from "./verdict.ts";

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
}

/** One search by an engine. */
export class Search {
  readonly #input: SearchInput;

  constructor(input: SearchInput) {
    this.#input = input;
  }

  /** Looks for structure. */
  async run(): Promise<Omit<Structure, "respondents" | "total">> {
    const { settings, ks, n, weights } = this.#input;
    const test = await this.#test();
    const fits = await this.#input.engine.fits((done) =>
      this.#progress(0.7 + 0.05 * done / ks.length, "segments")
    );
    const partitions = ks.map((k, at) => ordered(fits[at], { k, n, weights }));
    const first = await this.#pairs(0, settings.pairs, ks);
    const judge = (k: number, pairs: readonly PairOfPartitions[]) =>
      stabilityOf({ k, pairs, labels: partitions[ks.indexOf(k)].labels, weights });
    const rough = ks.map((k, at) => judge(k, first[at]));
    const { different } = this.#input;
    const k = suggestK({ test, stability: rough, different });
    const at = ks.indexOf(k);
    const more = await this.#pairs(settings.pairs, settings.pairsOfChosen, [k]);
    const pairs = first.map((own, i) => i === at ? [...own, ...more[0]] : own);
    const stability = rough.map((each, i) => i === at ? judge(k, pairs[i]) : each);
    const series = relabelSeries(partitions, { first: byCentre(fits[0], partitions[0]), weights });
    this.#progress(1, "samples");
    return {
      verdict: makeVerdict({ test, stability, different }, { k, n }),
      ...{ test, stability, different, series, origins: originsOf(series, weights) },
      segments: partitions.map(({ k, labels }, i) =>
        this.#describe(k, { fit: fits[i], labels, pairs: pairs[i] })
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

  /** The data and as many drawn sets as the answer takes. */
  async #test(): Promise<ExcessTest> {
    const { engine, ks, settings: { draws } } = this.#input;
    const drawn: Float64Array[] = [];
    let observed: Float64Array | null = null;
    for (const look of [...LOOKS.filter((each) => each < draws), draws]) {
      const sets = Array.from({ length: look - drawn.length }, (_, at) => drawn.length + at);
      const from = drawn.length;
      const found: Float64Array[] = await engine.sets(
        observed === null ? [OBSERVED, ...sets] : sets,
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

  /** Partitions of the pairs from..to, for each k a list. */
  async #pairs(from: number, to: number, ks: readonly number[]): Promise<PairOfPartitions[][]> {
    const { engine, n } = this.#input;
    const count = Math.max(0, to - from);
    const found = await engine.pairs(
      Array.from({ length: count }, (_, at) => from + at),
      ks,
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
