/** k-modes and k-prototypes: respondents go to the nearest typical answers. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { finish, type Steps } from "../../base/steps.ts";
import { type MixedRows, toMixedRows, usualGamma } from "../../cluster/prototypes/mixed_rows.ts";
import { runPrototypes } from "../../cluster/prototypes/prototypes.ts";
import type { PrototypesResult } from "../../cluster/prototypes/prototypes_result.ts";
import { AS_CATEGORIES, AS_MIXED, readInSteps } from "../../features/answers.ts";
import type { Features } from "../../features/feature_matrix.ts";
import { gowerInSteps } from "../../features/gower.ts";
import type { RowDistances } from "../../numeric/row_distances.ts";
import { matchingDistances, silhouettesBy } from "./distance_silhouettes.ts";
import type { Clusterer, FitOptions, MethodFit, OpenClusterer } from "./clusterer.ts";

/** The distances of every drawn set are measured anew. */
const MOST_RESPONDENTS = 400;

/** k-modes: categories alone, silhouettes by how many differ. */
export function modesClusterer(): Clusterer {
  return byPrototypes(function* (x) {
    const rows = toMixedRows(yield* readInSteps(x, AS_CATEGORIES), x);
    return { rows, gamma: 1, distances: matchingDistances(rows) };
  });
}

/** k-prototypes: categories and numbers, silhouettes by Gower's distance.
 * @param gamma What an unlike category adds to squared distances; `auto` for half the numbers' deviation.
 */
export function prototypesClusterer(gamma: number | "auto"): Clusterer {
  return byPrototypes(function* (x) {
    const rows = toMixedRows(yield* readInSteps(x, AS_MIXED), x);
    const distances = yield* gowerInSteps(x);
    return { rows, gamma: gamma === "auto" ? usualGamma(rows) : gamma, distances };
  });
}

/** What a method makes of the features. */
interface Read {
  readonly rows: MixedRows;
  readonly gamma: number;
  readonly distances: RowDistances;
}

function byPrototypes(read: (x: Features) => Steps<Read>): Clusterer {
  return {
    mostRespondents: MOST_RESPONDENTS,
    beginsAtRandom: true,
    open: async (x, context) => new ByPrototypes(x, await finish(read(x), context)),
  };
}

class ByPrototypes implements OpenClusterer {
  readonly #x: Features;
  readonly #rows: MixedRows;
  readonly #gamma: number;
  readonly #distances: RowDistances;

  constructor(x: Features, { rows, gamma, distances }: Read) {
    this.#x = x;
    this.#rows = rows;
    this.#gamma = gamma;
    this.#distances = distances;
  }

  async fit(
    rows: Int32Array | null,
    { ks, starts: nInit, maxIter, context }: FitOptions,
  ): Promise<MethodFit[]> {
    const own = rows === null ? this.#rows : pick(this.#rows, rows);
    const fits: MethodFit[] = [];
    for (const k of ks) {
      const options = { k, gamma: this.#gamma, nInit, maxIter };
      const found = await runPrototypes(own, options, context);
      const labels = rows === null ? found.labels : this.#nearest(found, k);
      fits.push({ k, labels, criterion: found.cost });
    }
    return fits;
  }

  silhouettes(fits: readonly MethodFit[], context: StageContext): Promise<number[]> {
    return silhouettesBy(this.#distances, fits, { weights: this.#x.weights, context });
  }

  /** The nearest prototype of every respondent, the lowest on a tie. */
  #nearest({ modes, means }: PrototypesResult, k: number): Int32Array {
    const { n, q, p, codes, numbers } = this.#rows;
    const labels = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      let least = Infinity;
      for (let g = 0; g < k; g++) {
        let cost = 0;
        for (let c = 0; c < q; c++) if (codes[i * q + c] !== modes[g * q + c]) cost += this.#gamma;
        for (let c = 0; c < p; c++) cost += (numbers[i * p + c] - means[g * p + c]) ** 2;
        if (cost >= least) continue;
        least = cost;
        labels[i] = g;
      }
    }
    return labels;
  }
}

function pick({ q, p, codes, numbers, levels }: MixedRows, rows: Int32Array): MixedRows {
  const own = new Int32Array(rows.length * q), ownNumbers = new Float64Array(rows.length * p);
  rows.forEach((row, i) => {
    own.set(codes.subarray(row * q, (row + 1) * q), i * q);
    ownNumbers.set(numbers.subarray(row * p, (row + 1) * p), i * p);
  });
  return { n: rows.length, q, p, codes: own, numbers: ownNumbers, levels };
}
