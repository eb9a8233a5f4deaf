/** Trees by Euclidean distance and bisecting k-means: respondents go to the nearest mean. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { finish } from "../../base/steps.ts";
import { runBisecting } from "../../cluster/bisecting/bisecting.ts";
import { centresOf } from "../../cluster/centres.ts";
import type { Linkage } from "../../cluster/clustering.ts";
import { buildTree } from "../../cluster/tree/agglomerative.ts";
import { cutTree } from "../../cluster/tree/cut_tree.ts";
import type { Features } from "../../features/feature_matrix.ts";
import { type Matrix, squaredDistance } from "../../numeric/matrix.ts";
import type { FitRows } from "../kmeans/fit_rows.ts";
import { toSpace } from "../space.ts";
import { SilhouetteMeter } from "../test/silhouettes.ts";
import type { Clusterer, FitOptions, MethodFit, OpenClusterer } from "./clusterer.ts";

/** Forms segments of rows of the space for every k: labels of these rows. */
type Forms = (x: Matrix, options: FitOptions) => Promise<Int32Array[]>;

/** An agglomerative tree, built once and cut for every k. */
export function treeClusterer(linkage: Linkage, components: number | null): Clusterer {
  const forms: Forms = async (x, { ks, context }) => {
    const tree = await buildTree(x, linkage, context);
    return ks.map((k) => cutTree(tree, k));
  };
  const needsPairs = linkage === "complete" || linkage === "average";
  return byMeans(forms, {
    components,
    mostRespondents: needsPairs ? 600 : 1000,
    beginsAtRandom: false,
  });
}

/** Bisecting k-means. */
export function bisectingClusterer(components: number | null): Clusterer {
  const forms: Forms = async (x, { ks, starts: nInit, maxIter, context }) => {
    // The segments for k + 1 are those for k with one split, so each k is a run of its own only in name.
    const found: Int32Array[] = [];
    for (const k of ks) found.push((await runBisecting(x, { k, nInit, maxIter }, context)).labels);
    return found;
  };
  return byMeans(forms, { components, mostRespondents: 1000, beginsAtRandom: true });
}

function byMeans(
  forms: Forms,
  { components, ...rest }: Omit<Clusterer, "open"> & { readonly components: number | null },
): Clusterer {
  return {
    ...rest,
    async open(x, context) {
      return new ByMeans(forms, await finish(toSpace(x, components), context));
    },
  };
}

class ByMeans implements OpenClusterer {
  readonly #forms: Forms;
  readonly #rows: FitRows;

  constructor(forms: Forms, rows: FitRows) {
    this.#forms = forms;
    this.#rows = rows;
  }

  async fit(rows: Int32Array | null, options: FitOptions): Promise<MethodFit[]> {
    const all = toMatrix(this.#rows);
    const x = rows === null ? all : pick(all, rows);
    const found = await this.#forms(x, options);
    return options.ks.map((k, at) => {
      const { centroids, inertia } = centresOf(x, found[at], k);
      const labels = rows === null ? found[at] : nearestOf(all, centroids);
      return { k, labels, criterion: inertia };
    });
  }

  async silhouettes(fits: readonly MethodFit[], context: StageContext): Promise<number[]> {
    const { n, d } = this.#rows;
    const k = fits.reduce((most, fit) => Math.max(most, fit.k), 0);
    const meter = new SilhouetteMeter({ n, d, k });
    return await finish(meter.measure(this.#rows, fits), context);
  }
}

function toMatrix({ values, n, d, weights }: FitRows): Matrix {
  return weights === null ? { values, n, d } : { values, n, d, weights };
}

function pick({ values, d, weights }: Matrix, rows: Int32Array): Matrix {
  const own = new Float64Array(rows.length * d);
  rows.forEach((row, i) => own.set(values.subarray(row * d, (row + 1) * d), i * d));
  const plain = { values: own, n: rows.length, d };
  return weights === undefined
    ? plain
    : { ...plain, weights: Float64Array.from(rows, (row) => weights[row]) };
}

/** The nearest centre of every row, the lowest on a tie. */
function nearestOf(x: Matrix, centres: Matrix): Int32Array {
  const labels = new Int32Array(x.n);
  for (let i = 0; i < x.n; i++) {
    let least = Infinity;
    for (let g = 0; g < centres.n; g++) {
      const square = squaredDistance(x, i, centres, g);
      if (square >= least) continue;
      least = square;
      labels[i] = g;
    }
  }
  return labels;
}

/** The features in the space, for methods that work in it by distances. */
export async function spaceOf(
  x: Features,
  components: number | null,
  context: StageContext,
): Promise<{ readonly rows: FitRows; readonly matrix: Matrix }> {
  const rows = await finish(toSpace(x, components), context);
  return { rows, matrix: toMatrix(rows) };
}
