/** The search's engine for a method that runs in this thread. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { Rng } from "../../base/rng.ts";
import { finish } from "../../base/steps.ts";
import type { Features } from "../../features/feature_matrix.ts";
import { groupMeans } from "../../numeric/matrix.ts";
import { drawRespondents, type NullModel } from "../null/draw.ts";
import type { Hears, StructureEngine } from "../search.ts";
import type { StructureSettings } from "../settings.ts";
import { type FitOutput, OBSERVED } from "../tasks.ts";
import type { Clusterer, FitOptions, MethodFit, OpenClusterer } from "./clusterer.ts";

/** What the engine works on. */
export interface MethodInput {
  readonly x: Features;
  readonly model: NullModel;
  readonly ks: readonly number[];
  readonly settings: StructureSettings;
  readonly context: StageContext;
}

/** Starts among which rivals are sought: every one is a fit of its own. */
const MOST_STARTS_OF_FIT = 5;

/** Opens a method with the respondents. */
export async function openMethod(
  clusterer: Clusterer,
  input: MethodInput,
): Promise<StructureEngine> {
  return new MethodEngine(clusterer, input, await clusterer.open(input.x, input.context));
}

class MethodEngine implements StructureEngine {
  readonly #clusterer: Clusterer;
  readonly #input: MethodInput;
  readonly #own: OpenClusterer;

  constructor(clusterer: Clusterer, input: MethodInput, own: OpenClusterer) {
    this.#clusterer = clusterer;
    this.#input = input;
    this.#own = own;
  }

  async sets(numbers: readonly number[], hears: Hears): Promise<Float64Array[]> {
    const { x, model, ks, context } = this.#input;
    const sets: Float64Array[] = [];
    for (const set of numbers) {
      const quiet = this.#quiet(`set ${set}`);
      let open = this.#own;
      if (set !== OBSERVED) {
        const drawn = drawRespondents(model, x.n, context.rng.fork(`drawn ${set}`));
        const values = await finish(drawn, quiet);
        open = await this.#clusterer.open({ ...x, values }, quiet);
      }
      const fits = await open.fit(null, this.#options(ks, quiet));
      sets.push(Float64Array.from(await open.silhouettes(fits, quiet)));
      hears(sets.length);
    }
    return sets;
  }

  async fits(hears: Hears): Promise<FitOutput[]> {
    const { x, ks, settings } = this.#input;
    const starts = this.#clusterer.beginsAtRandom
      ? Math.min(MOST_STARTS_OF_FIT, settings.startsOfFit)
      : 1;
    const byStart: MethodFit[][] = [];
    for (let start = 0; start < starts; start++) {
      const options = this.#options(ks, this.#quiet(`fit, start ${start}`));
      byStart.push(await this.#own.fit(null, options));
      hears(ks.length * (start + 1) / starts);
    }
    return ks.map((k, at) => {
      const labels = new Uint16Array(starts * x.n);
      byStart.forEach((fits, start) => labels.set(fits[at].labels, start * x.n));
      const inertia = Float64Array.from(byStart, (fits) => fits[at].criterion);
      const best = inertia.indexOf(inertia.reduce((a, b) => Math.min(a, b)));
      return { labels, inertia, centroids: groupMeans(x, byStart[best][at].labels, k).values };
    });
  }

  async pairs(
    numbers: readonly number[],
    ks: readonly number[],
    hears: Hears,
  ): Promise<Uint16Array[]> {
    const { x: { n } } = this.#input;
    const pairs: Uint16Array[] = [];
    for (const pair of numbers) {
      const labels = new Uint16Array(2 * ks.length * n);
      for (let side = 0; side < 2; side++) {
        const quiet = this.#quiet(`pair ${pair}, sample ${side + 1}`);
        const rows = drawRows(n, quiet.rng.fork("rows"));
        const fits = await this.#own.fit(rows, this.#options(ks, quiet));
        fits.forEach((fit, at) => labels.set(fit.labels, (side * ks.length + at) * n));
      }
      pairs.push(labels);
      hears(pairs.length);
    }
    return pairs;
  }

  #options(ks: readonly number[], context: StageContext): FitOptions {
    const { starts, maxIter } = this.#input.settings;
    return { ks, starts, maxIter, context };
  }

  /** The context with random numbers of its own, without warnings and progress of single fits. */
  #quiet(stream: string): StageContext {
    const { context } = this.#input;
    return {
      ...context,
      rng: context.rng.fork(stream),
      progress: () => {},
      warn: () => {},
      checkpoint: () => context.checkpoint(0, 1),
    };
  }
}

/** A sample with replacement. */
function drawRows(n: number, rng: Rng): Int32Array {
  return Int32Array.from({ length: n }, () => rng.below(n));
}
