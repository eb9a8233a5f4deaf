/** k-medoids, and trees by Gower's distance: respondents go where distances are least. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { finish, type Steps } from "../../base/steps.ts";
import { runKmedoids } from "../../cluster/medoids/kmedoids.ts";
import { buildGowerTree } from "../../cluster/tree/agglomerative.ts";
import { cutTree } from "../../cluster/tree/cut_tree.ts";
import type { Distance, Linkage } from "../../cluster/clustering.ts";
import type { Features } from "../../features/feature_matrix.ts";
import { gowerInSteps } from "../../features/gower.ts";
import { euclideanDistances, type RowDistances } from "../../numeric/row_distances.ts";
import { SilhouetteMeter } from "../test/silhouettes.ts";
import { spaceOf } from "./by_means.ts";
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
        const distances = await finish(gowerInSteps(x), context);
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
    open: async (x, context) => new GowerTree(x, linkage, await finish(gowerInSteps(x), context)),
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

  constructor(x: Features, linkage: Exclude<Linkage, "ward">, distances: RowDistances) {
    this.#x = x;
    this.#linkage = linkage;
    this.#distances = distances;
  }

  async fit(rows: Int32Array | null, { ks, context }: FitOptions): Promise<MethodFit[]> {
    const own = rows === null ? this.#x : subset(this.#x, rows);
    const tree = await buildGowerTree(own, this.#linkage, context);
    const cuts = ks.map((k) => ({ k, found: cutTree(tree, k) }));
    const means = await finish(this.#means(rows, cuts), context);
    return cuts.map(({ k, found }, at) => {
      const sums = means[at];
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

  /** For each cut the mean distance of every respondent to those fitted of each segment, k x n; every
   * distance is measured once for all of them. */
  *#means(
    rows: Int32Array | null,
    cuts: readonly { readonly k: number; readonly found: Int32Array }[],
  ): Steps<Float64Array[]> {
    const { n } = this.#x;
    const all = cuts.map(({ k }) => ({ sums: new Float64Array(k * n), sizes: new Int32Array(k) }));
    const row = new Float64Array(n), fitted = rows?.length ?? n;
    for (let i = 0; i < fitted; i++) {
      this.#distances.measure(rows === null ? i : rows[i], n, row);
      all.forEach(({ sums, sizes }, at) => {
        const segment = cuts[at].found[i];
        sizes[segment]++;
        for (let j = 0, to = segment * n; j < n; j++, to++) sums[to] += row[j];
      });
      yield i / fitted;
    }
    return all.map(({ sums, sizes }) => sums.map((sum, at) => sum / sizes[Math.floor(at / n)]));
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
