/** k-medoids, and trees by Gower's distance: respondents go where distances are least. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { runKmedoids } from "../../cluster/medoids/kmedoids.ts";
import { buildGowerTree, cutTree } from "../../cluster/tree/agglomerative.ts";
import type { Distance, Linkage } from "../../cluster/clustering.ts";
import type { Features } from "../../features/feature_matrix.ts";
import { gowerDistances } from "../../features/gower.ts";
import { euclideanDistances, type RowDistances } from "../../numeric/row_distances.ts";
import { SilhouetteMeter } from "../test/silhouettes.ts";
import { finish, spaceOf } from "./by_means.ts";
import { silhouettesBy } from "./distance_silhouettes.ts";
import {
  type Clusterer,
  type FitOptions,
  type MethodFit,
  type OpenClusterer,
  subset,
} from "./clusterer.ts";

/** More take minutes: every drawn set is measured anew. */
const MOST_BY_GOWER = 400;
const MOST_MEDOIDS = 500;

/** k-medoids by either distance: respondents go to the nearest medoid. */
export function medoidsClusterer(distance: Distance, components: number | null): Clusterer {
  return {
    mostRespondents: distance === "gower" ? MOST_BY_GOWER : MOST_MEDOIDS,
    beginsAtRandom: true,
    async open(x, context) {
      if (distance === "gower") {
        const distances = gowerDistances(x);
        const { weights } = x;
        return new ByMedoids(
          distances,
          (fits, own) => silhouettesBy(distances, fits, { weights, context: own }),
        );
      }
      const { rows, matrix } = await spaceOf(x, components, context);
      const { n, d } = rows;
      const measure: Measures = (fits, own) => {
        const k = fits.reduce((most, fit) => Math.max(most, fit.k), 0);
        return finish(new SilhouetteMeter({ n, d, k }).measure(rows, fits), own);
      };
      return new ByMedoids(euclideanDistances(matrix), measure);
    },
  };
}

/** A tree by Gower's distance: respondents go to the segment that is nearest on average. */
export function gowerTreeClusterer(linkage: Exclude<Linkage, "ward">): Clusterer {
  return {
    mostRespondents: MOST_BY_GOWER,
    beginsAtRandom: false,
    open: (x) => Promise.resolve(new GowerTree(x, linkage)),
  };
}

type Measures = (fits: readonly MethodFit[], context: StageContext) => Promise<number[]>;

class ByMedoids implements OpenClusterer {
  readonly #distances: RowDistances;
  readonly silhouettes: Measures;

  constructor(distances: RowDistances, measure: Measures) {
    this.#distances = distances;
    this.silhouettes = measure;
  }

  async fit(
    rows: Int32Array | null,
    { ks, starts: nInit, maxIter, context }: FitOptions,
  ): Promise<MethodFit[]> {
    const own = rows === null ? this.#distances : among(this.#distances, rows);
    const fits: MethodFit[] = [];
    for (const k of ks) {
      const { labels, medoids, cost } = await runKmedoids(own, { k, nInit, maxIter }, context);
      const all = rows === null ? labels : this.#nearest(medoids.map((medoid) => rows[medoid]));
      fits.push({ k, labels: all, criterion: cost });
    }
    return fits;
  }

  /** The nearest medoid of every respondent, the lowest on a tie. */
  #nearest(medoids: Int32Array): Int32Array {
    const { n } = this.#distances;
    const least = new Float64Array(n).fill(Infinity), labels = new Int32Array(n);
    const row = new Float64Array(n);
    medoids.forEach((medoid, g) => {
      this.#distances.measure(medoid, n, row);
      for (let i = 0; i < n; i++) {
        if (row[i] >= least[i]) continue;
        least[i] = row[i];
        labels[i] = g;
      }
    });
    return labels;
  }
}

class GowerTree implements OpenClusterer {
  readonly #x: Features;
  readonly #linkage: Exclude<Linkage, "ward">;
  readonly #distances: RowDistances;

  constructor(x: Features, linkage: Exclude<Linkage, "ward">) {
    this.#x = x;
    this.#linkage = linkage;
    this.#distances = gowerDistances(x);
  }

  async fit(rows: Int32Array | null, { ks, context }: FitOptions): Promise<MethodFit[]> {
    const own = rows === null ? this.#x : subset(this.#x, rows);
    const tree = await buildGowerTree(own, this.#linkage, context);
    return ks.map((k) => {
      const found = cutTree(tree, k);
      const sums = this.#sums(rows, found, k);
      let criterion = 0;
      const labels = Int32Array.from({ length: this.#x.n }, (_, i) => {
        let best = 0;
        for (let g = 1; g < k; g++) {
          if (sums[g * this.#x.n + i] < sums[best * this.#x.n + i]) best = g;
        }
        criterion += sums[best * this.#x.n + i];
        return best;
      });
      return { k, labels: rows === null ? found : labels, criterion };
    });
  }

  silhouettes(fits: readonly MethodFit[], context: StageContext): Promise<number[]> {
    return silhouettesBy(this.#distances, fits, { weights: this.#x.weights, context });
  }

  /** Mean distance of every respondent to those fitted of each segment, k x n. */
  #sums(rows: Int32Array | null, found: Int32Array, k: number): Float64Array {
    const { n } = this.#x;
    const sums = new Float64Array(k * n), sizes = new Int32Array(k), row = new Float64Array(n);
    found.forEach((segment, i) => {
      sizes[segment]++;
      this.#distances.measure(rows === null ? i : rows[i], n, row);
      for (let j = 0; j < n; j++) sums[segment * n + j] += row[j];
    });
    return sums.map((sum, at) => sum / sizes[Math.floor(at / n)]);
  }
}

/** Distances among some rows, which may be named more than once. */
function among(distances: RowDistances, rows: Int32Array): RowDistances {
  const all = new Float64Array(distances.n);
  return {
    n: rows.length,
    measure(i, end, to) {
      distances.measure(rows[i], distances.n, all);
      for (let j = 0; j < end; j++) to[j] = all[rows[j]];
    },
  };
}
